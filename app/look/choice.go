package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Option is one line of a Choice's list. One with an empty text is a line between the others.
type Option struct {
	ID, Text, Icon string
	On             bool // it is the chosen one
}

// Choice is a closed list that shows what is chosen.
type Choice struct {
	*Press
	text, icon, ink, border string
	what                    string
	create                  func(name string)
}

// NewChoice returns a list of the given look. Options is asked each time that the list opens; pick
// gets the id of the chosen option.
func NewChoice(name, text, icon string, options func() []Option, pick func(id string)) *Choice {
	c := &Choice{text: text, icon: icon, ink: "text", border: "input"}
	ground := func(s State) Ground {
		switch {
		case s.Disabled:
			return Ground{Fill: "hover", Border: "line2", Width: 1}
		case s.Hovered:
			return Ground{Fill: "hover", Border: c.border, Width: 1}
		}
		return Ground{Fill: "surface", Border: c.border, Width: 1}
	}
	build := func(s State) fyne.CanvasObject {
		ink := c.ink
		if s.Disabled {
			ink = "disabled"
		}
		row := []fyne.CanvasObject{}
		if c.icon != "" {
			row = append(row, Icon(c.icon, 15, ink))
		}
		row = append(row, Grow(CutText(c.text, 12, ink, false)), Icon("chevron-down", 13, "text2"))
		return Sized(0, 28, Pad(0, 7, 0, 9, H(7, row...)))
	}
	c.Press = NewPress(name, 6, ground, build, func() { c.open(options(), "", pick) })
	c.OnDown = c.OnTap
	c.OnRune = func(r rune) {
		if c.what != "" && r > ' ' {
			c.open(options(), string(r), pick)
		}
	}
	return c
}

// TypeAhead has the list narrowed by typing; what the options are is said in the singular ("owner").
// Create, when not nil, makes one of a name that there is not yet.
func (c *Choice) TypeAhead(what string, create func(name string)) *Choice {
	c.what, c.create = what, create
	return c
}

// Choose changes what is shown as chosen. It calls nothing.
func (c *Choice) Choose(text, icon string) {
	if c.text == text && c.icon == icon {
		return
	}
	c.text, c.icon = text, icon
	c.Rebuild()
}

// Warn shows the choice as one that is still to be made.
func (c *Choice) Warn(on bool) *Choice {
	c.border = "input"
	if on {
		c.border = "warn"
	}
	c.Refresh()
	return c
}

// Faint shows the choice as nothing chosen yet.
func (c *Choice) Faint() *Choice {
	c.ink = "text2"
	c.Rebuild()
	return c
}

// The height of a line of the list, and of the longest list that is shown without scrolling.
const (
	optionHeight = 28
	listHeight   = 14 * optionHeight
)

// open shows the list under the choice.
func (c *Choice) open(options []Option, typed string, pick func(string)) {
	driver := fyne.CurrentApp().Driver()
	canvas := driver.CanvasForObject(c.Press)
	if canvas == nil {
		return
	}
	at := driver.AbsolutePositionForObject(c.Press)
	l := Options{Name: c.Name(), Choices: options, Now: c.text, Back: c.Press, Pick: pick, What: c.what, Create: c.create}
	if c.what != "" {
		openTyped(l, typed, canvas, at, c.Size())
		return
	}
	OpenOptions(l, canvas, at, c.Size())
}

// Options is an open list of options.
type Options struct {
	Name    string // of the options, with their ids after it
	Choices []Option
	Now     string         // the text of the chosen one
	Back    fyne.Focusable // gets the focus when the list is left
	Pick    func(id string)
	// What, when not empty, is what the options are ("owner"): the list is narrowed by typing, and Create,
	// when not nil, is offered to make one of a name that there is not yet.
	What   string
	Create func(name string)
}

// giveBack gives the focus to what had it, unless that is gone from the window by now: nothing has it then.
func (l *Options) giveBack(canvas fyne.Canvas) {
	back, ok := l.Back.(fyne.CanvasObject)
	switch {
	case !ok:
	case fyne.CurrentApp().Driver().AbsolutePositionForObject(back).IsZero(): // Fyne's answer for what is not seen
		canvas.Unfocus()
	default:
		canvas.Focus(l.Back)
	}
}

// OpenOptions shows a list under a place of the canvas, or above it where there is more room.
func OpenOptions(l Options, canvas fyne.Canvas, place fyne.Position, size fyne.Size) {
	if len(l.Choices) == 0 {
		return
	}
	var popup *widget.PopUp
	rows := make([]fyne.CanvasObject, 0, len(l.Choices))
	var first *Press
	leave := func() {
		popup.Hide()
		l.giveBack(canvas)
	}
	for _, o := range l.Choices {
		if o.Text == "" {
			rows = append(rows, Pad(3, 0, 3, 0, Line("line")))
			continue
		}
		o.On = o.On || o.Text == l.Now
		row := listOption(l.Name, o, func() {
			leave()
			l.Pick(o.ID)
		})
		row.OnEscape = leave
		if first == nil || o.On {
			first = row
		}
		rows = append(rows, row)
	}
	list := V(0, rows...)
	height := min(list.MinSize().Height, listHeight)
	width := max(size.Width, list.MinSize().Width, 160)
	scroll := container.NewVScroll(list)
	popup = widget.NewPopUp(UnderTips(Sized(width, height, scroll)), canvas)
	y := place.Y + size.Height + 2
	if y+height+12 > canvas.Size().Height && place.Y > height+12 {
		y = place.Y - height - 14
	}
	popup.ShowAtPosition(fyne.NewPos(min(place.X, max(canvas.Size().Width-width-12, 0)), y))
	canvas.Focus(first)
	scroll.ScrollToOffset(fyne.NewPos(0, max(first.Position().Y-height/2, 0)))
}

func listOption(name string, o Option, tap func()) *Press {
	ground := func(s State) Ground {
		if s.Hovered || s.Focused {
			return Ground{Fill: "hover"}
		}
		return Ground{}
	}
	return NewPress(name+"."+o.ID, 4, ground, func(State) fyne.CanvasObject {
		row := []fyne.CanvasObject{}
		text := Text(o.Text, 12, "text")
		if o.On {
			text = Bold(o.Text, 12, "accent")
		}
		if o.Icon != "" {
			row = append(row, Icon(o.Icon, 15, "text2"))
		}
		return Sized(0, optionHeight, Pad(0, 12, 0, 8, H(8, append(row, text, Space())...)))
	}, tap)
}
