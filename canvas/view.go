package canvas

import (
	"math"

	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// zoomSteps are the zooms that the keys and buttons step through.
var zoomSteps = []float64{0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4}

// Zoom returns the zoom: 1 shows a document point as one device-independent pixel.
func (b *Board) Zoom() float64 { return b.view.zoom }

// ZoomTo zooms to z (0.05 to 4) about the middle of the view.
func (b *Board) ZoomTo(z float64) {
	v := b.view
	b.look(v.zoomed(z, tool.Pixel{
		X: float64(v.left()+v.bodyW()/2) / v.scale, Y: float64(v.top()+v.bodyH()/2) / v.scale,
	}))
}

// zoomAt zooms by a factor with the point under p held in place.
func (b *Board) zoomAt(factor float64, p tool.Pixel) {
	z := b.view.zoom * factor
	if math.Abs(factor-1) > 0.05 && math.Abs(z-1) < 0.02 {
		z = 1 // steps of the wheel come back to where they began
	}
	b.look(b.view.zoomed(z, p))
}

// ZoomIn zooms to the next larger step.
func (b *Board) ZoomIn() {
	for _, z := range zoomSteps {
		if z > b.view.zoom*1.01 {
			b.ZoomTo(z)
			return
		}
	}
}

// ZoomOut zooms to the next smaller step.
func (b *Board) ZoomOut() {
	for i := len(zoomSteps) - 1; i >= 0; i-- {
		if zoomSteps[i] < b.view.zoom*0.99 {
			b.ZoomTo(zoomSteps[i])
			return
		}
	}
}

// ActualSize zooms to 100 %.
func (b *Board) ActualSize() { b.ZoomTo(1) }

// Fit shows the whole map.
func (b *Board) Fit() { b.look(b.view.fitted()) }

// SetCovered tells the board that a panel lies over so much of its right edge, in device-independent pixels:
// what is to be seen is scrolled out from under it.
func (b *Board) SetCovered(width float32) {
	v := b.view
	v.over = int(float64(width) * v.scale)
	if v.over != b.view.over {
		b.look(v.settled())
	}
}

// View returns the part of the map's body that is on screen, in document points.
func (b *Board) View() layout.Rect { return b.view.seen() }

// CenterOn scrolls so that p lies in the middle.
func (b *Board) CenterOn(p layout.Point) {
	v := b.view
	v.x = (p.X-v.label)*v.k() - float64(v.freeW())/2
	v.y = (p.Y-v.header)*v.k() - float64(v.bodyH())/2
	b.look(v.settled())
}

// ScrollTo scrolls as little as needed to show a record of the journey.
func (b *Board) ScrollTo(ref model.Ref) {
	if r, ok := b.rectOf(ref); ok {
		b.reveal(r)
	}
}

// reveal scrolls to a rectangle; a header is scrolled to sideways only, a label up and down only.
func (b *Board) reveal(r layout.Rect) {
	v := b.view.showing(r)
	if r.Y < b.view.header {
		v.y = b.view.y
	}
	if r.X < b.view.label {
		v.x = b.view.x
	}
	b.look(v)
}

// rectOf returns where a record lies on the map.
func (b *Board) rectOf(ref model.Ref) (layout.Rect, bool) {
	l := b.Layout()
	if l == nil || ref.Journey != l.Journey.ID {
		return layout.Rect{}, false
	}
	switch ref.Kind {
	case model.CardRecord:
		if box := l.CardBox(model.CardID(ref.ID)); box != nil {
			return box.Rect, true
		}
	case model.StageRecord:
		for i := range l.Stages {
			if string(l.Stages[i].Stage.ID) == ref.ID {
				return l.Stages[i].Rect, true
			}
		}
	case model.StepRecord:
		if i := l.Column(model.StepID(ref.ID)); i >= 0 {
			return l.Columns[i].Head, true
		}
	case model.LaneRecord:
		if i := l.Row(model.LaneID(ref.ID)); i >= 0 {
			return l.Rows[i].Label, true
		}
	case model.LinkRecord:
		return linkRect(l, model.LinkID(ref.ID))
	}
	return layout.Rect{}, false
}

// linkRoute returns a link's way; nil when it is not on the map.
func linkRoute(l *layout.Layout, id model.LinkID) *layout.LinkRoute {
	for i := range l.Links {
		if l.Links[i].Link.ID == id && len(l.Links[i].Points) > 0 {
			return &l.Links[i]
		}
	}
	return nil
}

// linkRect returns the rectangle around a link's way.
func linkRect(l *layout.Layout, id model.LinkID) (layout.Rect, bool) {
	route := linkRoute(l, id)
	if route == nil {
		return layout.Rect{}, false
	}
	return route.Bounds.Inset(-4), true
}

// labelRect returns where a link's label stands, or would stand.
func labelRect(l *layout.Layout, id model.LinkID) (layout.Rect, bool) {
	const width, height = 110, 24
	r := linkRoute(l, id)
	if r == nil {
		return layout.Rect{}, false
	}
	p, q := r.Points[(len(r.Points)-1)/2], r.Points[len(r.Points)/2]
	at := layout.Point{X: (p.X + q.X) / 2, Y: (p.Y + q.Y) / 2}
	if r.Label.Width > 0 {
		at = layout.Point{X: r.LabelAt.X + r.Label.Width/2, Y: r.LabelAt.Y - 4}
	}
	w := max(r.Label.Width+24, width)
	return layout.Rect{X: at.X - w/2, Y: at.Y - height/2, W: w, H: height}, true
}

// RecordRect returns where a record of the journey is seen, in the board's coordinates; false when it
// is not on the map.
func (b *Board) RecordRect(ref model.Ref) (at fyne.Position, size fyne.Size, ok bool) {
	r, ok := b.rectOf(ref)
	if !ok {
		return at, size, false
	}
	at, size = b.view.placeAny(r)
	return at, size, true
}

// CellRect returns where a cell is seen, in the board's coordinates; false when it is not on the map.
func (b *Board) CellRect(c model.Cell) (at fyne.Position, size fyne.Size, ok bool) {
	if b.Layout() == nil {
		return at, size, false
	}
	r, ok := b.Layout().CellRect(c)
	if !ok {
		return at, size, false
	}
	at, size = b.view.place(r)
	return at, size, true
}
