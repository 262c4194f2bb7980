package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
)

// lineOf says what a line of a list is and does.
type lineOf struct {
	key    string // of what it shows, among all lists
	name   string // under which tests and support find it
	on     bool   // it is the chosen one
	choose func()
	open   func()                 // by a double click
	menu   func(at fyne.Position) // nil for none
}

// listLine makes a line of a list that has the keyboard as a whole. It is no look.Press, because a second
// press within the time of a double click opens it.
func (w *Window) listLine(l lineOf, build func() fyne.CanvasObject) fyne.CanvasObject {
	r := &listLine{window: w, about: l, ground: look.NewFill("", "", 0, 0)}
	bar := look.NewFill("", "", 0, 0)
	if l.on {
		bar.Set("accent", "", 0)
	}
	r.fill()
	r.content = container.NewStack(r.ground, container.NewBorder(nil, look.Line("grid"), look.Fixed(3, 0, bar), nil, look.Pad(0, 0, 0, -3, build())))
	r.ExtendBaseWidget(r)
	return r
}

type listLine struct {
	widget.BaseWidget
	window  *Window
	about   lineOf
	ground  *look.Fill
	content *fyne.Container
	hovered bool
}

var (
	_ fyne.Tappable          = (*listLine)(nil)
	_ fyne.SecondaryTappable = (*listLine)(nil)
	_ desktop.Hoverable      = (*listLine)(nil)
)

// Name returns the name under which tests and support find the line.
func (r *listLine) Name() string { return r.about.name }

// Inside returns what the line shows.
func (r *listLine) Inside() fyne.CanvasObject { return r.content }

func (r *listLine) fill() {
	switch {
	case r.about.on:
		r.ground.Set("accent-soft", "", 0)
	case r.hovered:
		r.ground.Set("hover", "", 0)
	default:
		r.ground.Set("", "", 0)
	}
}

// Tapped chooses the line; twice in a row it opens it.
func (r *listLine) Tapped(*fyne.PointEvent) {
	if r.window.pages.pressed.second(r.window.program, r.about.key) {
		r.about.open()
		return
	}
	r.about.choose()
	if r.window.session != nil && r.window.session.View().ofWorkspace() {
		r.window.focusBoard()
	}
}

// TappedSecondary opens the line's menu.
func (r *listLine) TappedSecondary(ev *fyne.PointEvent) {
	if r.about.menu != nil {
		r.about.menu(ev.AbsolutePosition)
	}
}

// MouseIn shows the pointer over the line.
func (r *listLine) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.fill() }

// MouseMoved does nothing; a line looks the same wherever the pointer is.
func (r *listLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hovering.
func (r *listLine) MouseOut() { r.hovered = false; r.fill() }

// CreateRenderer draws the line.
func (r *listLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
