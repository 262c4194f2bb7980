package canvas

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// mark is how a live rectangle looks.
type mark struct {
	fill, line color.Color
	width      float32
	radius     float32
}

// pane is a part of the board that shows nothing beyond its borders: tiles, and live rectangles over them. They are drawn anew by naming all
// of them between begin and end; the objects are used again.
type pane struct {
	clip  *container.Clip
	live  *fyne.Container
	over  *fyne.Container // live pictures over the rectangles
	at    fyne.Position   // of the pane on the board
	marks []*fynecanvas.Rectangle
	used  int
	came  bool // a rectangle is shown that was not before
}

// newPane returns a pane with tiles below its live rectangles.
func newPane(tiles ...fyne.CanvasObject) *pane {
	p := &pane{live: container.NewWithoutLayout(), over: container.NewWithoutLayout()}
	p.clip = container.NewClip(container.NewWithoutLayout(append(tiles, p.live, p.over)...))
	return p
}

// place puts the pane on the board.
func (p *pane) place(at fyne.Position, size fyne.Size) {
	p.at = at
	if p.clip.Position() != at {
		p.clip.Move(at)
	}
	if p.clip.Size() != size {
		p.clip.Resize(size)
	}
}

func (p *pane) begin() { p.used, p.came = 0, false }

// put draws a rectangle at a place on the board.
func (p *pane) put(at fyne.Position, size fyne.Size, m mark) {
	if p.used == len(p.marks) {
		r := &fynecanvas.Rectangle{}
		p.marks = append(p.marks, r)
		p.live.Objects = append(p.live.Objects, r)
		p.came = true
	}
	r := p.marks[p.used]
	p.used++
	p.came = p.came || !r.Visible()
	setMark(r, m)
	r.Move(at.Subtract(p.at))
	r.Resize(size)
	show(r, true)
}

// setMark gives a rectangle its look, without work when it has it.
func setMark(r *fynecanvas.Rectangle, m mark) {
	if r.FillColor == m.fill && r.StrokeColor == m.line && r.StrokeWidth == m.width && r.CornerRadius == m.radius {
		return
	}
	r.FillColor, r.StrokeColor, r.StrokeWidth, r.CornerRadius = m.fill, m.line, m.width, m.radius
	r.Refresh()
}

// end hides what was drawn before and not again.
func (p *pane) end() {
	for _, r := range p.marks[p.used:] {
		show(r, false)
	}
}

// around returns a rectangle grown by d on all sides.
func around(at fyne.Position, size fyne.Size, d float32) (fyne.Position, fyne.Size) {
	return at.SubtractXY(d, d), size.AddWidthHeight(2*d, 2*d)
}
