package look

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// tipDelay is how long the pointer rests on a control before it says what it does.
const tipDelay = 400 * time.Millisecond

// Tips is the layer of a window's content on which controls say what they do. It takes no events, so
// it can lie over everything. It is the Layout of its Place, by which controls find it.
type Tips struct {
	Place *fyne.Container

	after func(time.Duration, func())
	over  *Press
	asked int // counts what was asked for, so that a late answer is known
}

// NewTips returns an empty layer. After runs a function on the main goroutine when a time has passed.
func NewTips(after func(time.Duration, func())) *Tips {
	t := &Tips{after: after}
	t.Place = container.New(t)
	return t
}

// MinSize is part of fyne.Layout: the layer asks for no room.
func (t *Tips) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout is part of fyne.Layout. A tip stands under its control, or above it where there is no room,
// and so never under the pointer.
func (t *Tips) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if len(objects) == 0 || t.over == nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(t.over).Subtract(driver.AbsolutePositionForObject(t.Place))
	control, tip := t.over.Size(), objects[0].MinSize()
	x := at.X + (control.Width-tip.Width)/2
	y := at.Y + control.Height + 5
	if y+tip.Height > size.Height-2 {
		y = at.Y - tip.Height - 5
	}
	objects[0].Resize(tip)
	objects[0].Move(fyne.NewPos(max(min(x, size.Width-tip.Width-4), 4), max(y, 2)))
}

// Said returns the text of the tip that is shown; empty for none.
func (t *Tips) Said() string {
	if len(t.Place.Objects) == 0 || t.over == nil {
		return ""
	}
	text, _ := t.over.tip()
	return text
}

// Hide takes the tip away, also one that is still to come.
func (t *Tips) Hide() {
	t.asked++
	t.over = nil
	if len(t.Place.Objects) > 0 {
		t.Place.Objects = nil
		t.Place.Refresh()
	}
}

// point shows what p does once the pointer has rested on it.
func (t *Tips) point(p *Press) {
	t.Hide()
	if text, _ := p.tip(); text == "" {
		return
	}
	nr := t.asked
	t.after(tipDelay, func() {
		if t.asked != nr {
			return
		}
		text, keys := p.tip()
		t.over = p
		t.Place.Objects = []fyne.CanvasObject{tipBox(text, keys)}
		t.Place.Refresh()
	})
}

func tipBox(text, keys string) fyne.CanvasObject {
	const longest = 340
	words := fyne.CanvasObject(Text(text, 11.5, "board"))
	if words.MinSize().Width > longest {
		wrapped := WrapText(text, 11.5, "board", false)
		wrapped.Resize(fyne.NewSize(longest, 0))
		words = Fixed(longest, 0, wrapped)
	}
	row := []fyne.CanvasObject{words}
	if keys != "" {
		row = append(row, KbdOn(keys, "text", "board", "board"))
	}
	return Framed("text", "text", 5, Pad(3, 8, 4, 8, H(8, row...)))
}

// tipsOf returns the layer of a canvas, or nil when it has none or a dialog covers it.
func tipsOf(c fyne.Canvas) *Tips {
	if c == nil || c.Overlays().Top() != nil {
		return nil
	}
	content, ok := c.Content().(*fyne.Container)
	if !ok {
		return nil
	}
	for _, o := range content.Objects {
		if layer, ok := o.(*fyne.Container); ok {
			if t, ok := layer.Layout.(*Tips); ok {
				return t
			}
		}
	}
	return nil
}

// tip returns what a control says of itself: its own words, or the text in it that is cut short.
func (p *Press) tip() (text, keys string) {
	if p.Tip != nil {
		return p.Tip()
	}
	return shortened(p.content), ""
}

// pointed tells the window's layer that the pointer came or went.
func (p *Press) pointed(in bool) {
	t := tipsOf(fyne.CurrentApp().Driver().CanvasForObject(p))
	switch {
	case t == nil:
	case in:
		t.point(p)
	default:
		t.Hide()
	}
}

// shortened returns the first text inside an object that ends in an ellipsis, in full.
func shortened(o fyne.CanvasObject) string {
	switch c := o.(type) {
	case *Label:
		if c.fit == Cut && len(c.lines) == 1 && c.lines[0].Text != c.text && c.width > 0 {
			return c.text
		}
	case *fyne.Container:
		for _, child := range c.Objects {
			if text := shortened(child); text != "" {
				return text
			}
		}
	}
	return ""
}
