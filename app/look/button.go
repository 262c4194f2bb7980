package look

import "fyne.io/fyne/v2"

// Weight says how much a button asks for attention.
type Weight int

// A plain button has a frame, a main one is filled (at most one on a page), a flat one shows its
// ground only under the pointer.
const (
	Plain Weight = iota
	Main
	Flat
)

// Button returns a button 28 units high with an icon, a text or both.
func Button(name string, weight Weight, icon, text string, tap func()) *Press {
	return button(name, weight, icon, text, 28, 12, 15, tap)
}

// LargeButton returns a button 36 units high, for the end of a page or dialog.
func LargeButton(name string, weight Weight, icon, text string, tap func()) *Press {
	return button(name, weight, icon, text, 36, 13, 16, tap)
}

func button(name string, weight Weight, icon, text string, height, size, iconSize float32, tap func()) *Press {
	side := float32(11)
	if text == "" || weight == Flat {
		side = 6
	}
	build := func(s State) fyne.CanvasObject {
		ink := weight.ink(s)
		var parts []fyne.CanvasObject
		parts = append(parts, Space())
		if icon != "" {
			parts = append(parts, Icon(icon, iconSize, ink))
		}
		if text != "" && weight == Main {
			parts = append(parts, Bold(text, size, ink))
		} else if text != "" {
			parts = append(parts, Text(text, size, ink))
		}
		parts = append(parts, Space())
		return Sized(0, height, Pad(0, side-5, 0, side-5, H(5, parts...)))
	}
	return NewPress(name, 6, weight.Ground, build, tap)
}

func (w Weight) ink(s State) string {
	switch {
	case s.Disabled:
		return "disabled"
	case w == Main:
		return "on-accent"
	case s.On:
		return "accent"
	}
	return "text"
}

// Ground returns the ground of a button of this weight in a state.
func (w Weight) Ground(s State) Ground {
	switch {
	case w == Flat && s.Disabled:
		return Ground{}
	case w == Flat && s.On:
		return Ground{Fill: "accent-soft"}
	case w == Flat && s.Hovered:
		return Ground{Fill: "hover"}
	case w == Flat:
		return Ground{}
	case s.Disabled:
		return Ground{Fill: "hover", Border: "line2", Width: 1}
	case w == Main:
		return Ground{Fill: "accent", Border: "accent", Width: 1}
	case s.Hovered:
		return Ground{Fill: "hover", Border: "line2", Width: 1}
	}
	return Ground{Fill: "surface", Border: "line2", Width: 1}
}

// LinkText is a pressable text in the accent colour.
func LinkText(name, text string, size float32, tap func()) *Press {
	ground := func(s State) Ground {
		if s.Hovered {
			return Ground{Fill: "hover"}
		}
		return Ground{}
	}
	return NewPress(name, 3, ground, func(State) fyne.CanvasObject {
		return underlined(Text(text, size, "accent"), "accent")
	}, tap)
}

func underlined(o fyne.CanvasObject, token string) fyne.CanvasObject {
	return V(-2, o, Line(token))
}

// Segments is a row of choices of which one is on.
type Segments struct {
	*fyne.Container
	presses []*Press
}

// Segment is one choice of a row.
type Segment struct {
	Name, Icon, Text string
	Tip, Keys        string // what it does and by which keys, where the text does not say so
}

// NewSegments returns the row. Pick is called with the index of the segment that was pressed; the
// row itself changes only by Set.
func NewSegments(items []Segment, on int, pick func(int)) *Segments {
	s := &Segments{}
	row := make([]fyne.CanvasObject, 0, 2*len(items))
	for i, item := range items {
		p := segment(item, func() { pick(i) })
		p.SetOn(i == on)
		s.presses = append(s.presses, p)
		if i > 0 {
			row = append(row, Sized(1, 28, NewFill("line2", "", 0, 0)))
		}
		row = append(row, p)
	}
	s.Container = Framed("surface", "line2", 6, H(0, row...))
	return s
}

// Set shows the segment with that index as on.
func (s *Segments) Set(on int) {
	for i, p := range s.presses {
		p.SetOn(i == on)
	}
}

func segment(item Segment, tap func()) *Press {
	ground := func(s State) Ground {
		switch {
		case s.On:
			return Ground{Fill: "accent-soft"}
		case s.Hovered:
			return Ground{Fill: "hover"}
		}
		return Ground{}
	}
	build := func(s State) fyne.CanvasObject {
		ink := Flat.ink(s)
		text := Text(item.Text, 12, ink)
		foot := NewFill("", "", 0, 0)
		if s.On {
			text = Bold(item.Text, 12, ink)
			foot.Set("accent", "", 0)
		}
		var row []fyne.CanvasObject
		if item.Icon != "" {
			row = append(row, Icon(item.Icon, 14, ink))
		}
		if item.Text != "" {
			row = append(row, text)
		}
		return V(0, Sized(0, 26, Pad(0, 10, 0, 10, H(5, row...))), Sized(1, 2, foot))
	}
	p := NewPress(item.Name, 5, ground, build, tap)
	if item.Tip != "" {
		p.Tip = func() (string, string) { return item.Tip, item.Keys }
	}
	return p
}

// Check returns a box that is on or off with a text beside it; extra, which may be nil, follows.
func Check(name, text string, on bool, extra fyne.CanvasObject, changed func(bool)) *Press {
	var p *Press
	ground := func(s State) Ground {
		if s.Hovered {
			return Ground{Fill: "hover"}
		}
		return Ground{}
	}
	build := func(s State) fyne.CanvasObject {
		box := Sized(15, 15, NewFill("surface", "input", 1, 3))
		if s.On {
			box = Framed("accent", "accent", 3, Sized(15, 15, Icon("check", 12, "on-accent")))
		}
		return Sized(0, 26, H(7, box, Text(text, 12, Plain.ink(State{Disabled: s.Disabled})), extra, Space()))
	}
	p = NewPress(name, 4, ground, build, func() {
		p.SetOn(!p.state.On)
		changed(p.state.On)
	})
	p.SetOn(on)
	return p
}
