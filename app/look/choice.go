package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Option is one line of a Choice's list. A separator has an empty text.
type Option struct {
	ID, Text, Icon string
}

// Choice is a closed list that shows what is chosen.
type Choice struct {
	*Press
	text, icon, ink, border string
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
	c.Press = NewPress(name, 6, ground, build, func() { c.open(options(), pick) })
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
	c.border, c.ink = "input", "text"
	if on {
		c.border = "warn"
	}
	c.Rebuild()
	return c
}

// Faint shows the choice as nothing chosen yet.
func (c *Choice) Faint() *Choice {
	c.ink = "text2"
	c.Rebuild()
	return c
}

func (c *Choice) open(options []Option, pick func(string)) {
	menu := fyne.NewMenu("")
	for _, o := range options {
		if o.Text == "" {
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
			continue
		}
		item := fyne.NewMenuItem(o.Text, func() { pick(o.ID) })
		item.Icon = Resource(o.Icon, "text2")
		item.Checked = o.Text == c.text && o.Icon == ""
		menu.Items = append(menu.Items, item)
	}
	driver := fyne.CurrentApp().Driver()
	canvas := driver.CanvasForObject(c.Press)
	if canvas == nil || len(menu.Items) == 0 {
		return
	}
	at := driver.AbsolutePositionForObject(c.Press).AddXY(0, c.Size().Height+2)
	widget.ShowPopUpMenuAtPosition(menu, canvas, at)
}
