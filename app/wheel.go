package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
)

func init() { look.PassWheel = passWheel }

// passWheel scrolls the innermost scroll that is seen at the pointer, of a dialog when one is open.
func passWheel(c fyne.Canvas, pointer fyne.Position, ev *fyne.ScrollEvent) {
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	// Content has the place that the driver gave it, under the menu bar.
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(root).Subtract(root.Position())
	var around *container.Scroll
	walkThrough(root, at, nil, func(o fyne.CanvasObject, at fyne.Position, hole *peephole) {
		s, ok := o.(*container.Scroll)
		if here := (&peephole{at, o.Size()}); ok && here.shows(pointer) && (hole == nil || hole.shows(pointer)) {
			around = s
		}
	})
	if around != nil {
		around.Scrolled(ev)
	}
}
