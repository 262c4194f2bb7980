package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
)

// openFloat shows a panel over the page, at the place that at returns for the size of the window. It is
// a sheet without a title: Escape, or a press beside it, cancels it.
func (w *Window) openFloat(name string, panel fyne.CanvasObject, at func(window fyne.Size) (fyne.Position, fyne.Size)) *sheet {
	w.tips.Hide()
	s := &sheet{window: w, name: name, before: w.window.Canvas().Focused()}
	beside := newBeside(func() { s.cancel() })
	framed := look.Framed("raised", "line2", 8, panel)
	overlay := container.New(floatLayout{at}, beside, newCatcher(framed), look.TipLayer())
	overlays := w.window.Canvas().Overlays()
	s.hide = func() { overlays.Remove(overlay) }
	w.sheets = append(w.sheets, s)
	overlays.Add(overlay)
	return s
}

// floatLayout covers the window with the first and the last object and places the second between them.
type floatLayout struct {
	at func(fyne.Size) (fyne.Position, fyne.Size)
}

func (floatLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l floatLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, all := range []fyne.CanvasObject{o[0], o[2]} {
		all.Move(fyne.Position{})
		all.Resize(size)
	}
	at, panel := l.at(size)
	o[1].Move(at)
	o[1].Resize(panel)
}

// beside is the ground beside a panel: a press on it is one that leaves the panel.
type beside struct {
	widget.BaseWidget
	pressed func()
}

func newBeside(pressed func()) *beside {
	b := &beside{pressed: pressed}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped leaves the panel.
func (b *beside) Tapped(*fyne.PointEvent) { b.pressed() }

// CreateRenderer draws nothing.
func (b *beside) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// newCatcher lays a panel over a ground that takes the presses which miss its parts.
func newCatcher(panel fyne.CanvasObject) *fyne.Container {
	return container.NewStack(newBeside(func() {}), panel)
}
