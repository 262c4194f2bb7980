package app

import (
	"fyne.io/fyne/v2"

	"stagecraft/app/look"
)

// tipped has a part say what it does while the pointer is on it, and returns the part.
func (w *Window) tipped(p *look.Press, title string, s fyne.Shortcut) *look.Press {
	p.OnHover = func(in bool) { w.hint(in, title, s) }
	return p
}
