package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// PassWheel scrolls what is around a place of a canvas whose part has no use for the wheel itself. The
// program sets it: how to find what lies around an object is the window's to know.
var PassWheel = func(_ fyne.Canvas, at fyne.Position, _ *fyne.ScrollEvent) {}

// wheel lies over a field of one line and passes the wheel on. Fyne's entry would take it, although all
// of its text can be reached with the caret, and a form would stop scrolling wherever the pointer meets
// a field. Presses and the pointer's shape go through it.
type wheel struct {
	widget.BaseWidget
}

func newWheel() *wheel {
	w := &wheel{}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled is part of fyne.Scrollable.
func (w *wheel) Scrolled(ev *fyne.ScrollEvent) {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(w); c != nil {
		PassWheel(c, driver.AbsolutePositionForObject(w).Add(ev.Position), ev)
	}
}

// CreateRenderer draws nothing: the field below is seen.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
