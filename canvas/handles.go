package canvas

import (
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// The handle from which a link is drawn, in device-independent pixels.
const (
	handleRadius = 5
	handleReach  = 6   // around its middle counts as on it
	handleDrop   = 4   // of its middle below the card
	handleZoom   = 0.4 // at least, for handles to be shown
)

// handleCards returns the cards that show a handle: the one under the pointer, and the selected one.
func (b *Board) handleCards() []*layout.CardBox {
	l := b.Layout()
	if l == nil || b.still || b.view.zoom < handleZoom || b.editor != nil {
		return nil
	}
	var out []*layout.CardBox
	add := func(id model.CardID) {
		if box := l.CardBox(id); box != nil && !box.Point && (len(out) == 0 || out[0] != box) {
			out = append(out, box)
		}
	}
	if b.hover.Card != nil && b.pointer.inside {
		add(b.hover.Card.Card.ID)
	}
	if refs := b.doc.Selection(); len(refs) == 1 && refs[0].Kind == model.CardRecord && refs[0].Journey == b.journey {
		add(model.CardID(refs[0].ID))
	}
	return out
}

// handlePlace returns the middle of a card's link handle, where links leave the card.
func (b *Board) handlePlace(box *layout.CardBox) fyne.Position {
	at, _ := b.view.place(layout.Rect{X: box.Rect.Center().X, Y: box.Rect.Bottom()})
	return at.AddXY(0, handleDrop)
}

// handleAt returns the handle at a place on the board.
func (b *Board) handleAt(p tool.Pixel) tool.Handle {
	if b.Layout() == nil || p.X*b.view.scale < float64(b.view.left()) || p.Y*b.view.scale < float64(b.view.top()) {
		return tool.Handle{}
	}
	for _, box := range b.handleCards() {
		at := b.handlePlace(box)
		if math.Hypot(p.X-float64(at.X), p.Y-float64(at.Y)) <= handleReach {
			return tool.Handle{Kind: tool.LinkHandle, Card: box.Card.ID}
		}
	}
	if box := b.expectingCard(); box != nil {
		if at, ok := b.expectation(box); ok && math.Hypot(p.X-float64(at.X), p.Y-float64(at.Y)) <= handleReach {
			return tool.Handle{Kind: tool.MoodHandle, Card: box.Card.ID}
		}
	}
	return tool.Handle{}
}

// expectingCard returns the mood under the pointer, or the selected one.
func (b *Board) expectingCard() *layout.CardBox {
	l := b.Layout()
	if b.hover.Card != nil && b.hover.Card.Point {
		return l.CardBox(b.hover.Card.Card.ID)
	}
	if refs := b.doc.Selection(); len(refs) == 1 && refs[0].Kind == model.CardRecord && refs[0].Journey == b.journey {
		if box := l.CardBox(model.CardID(refs[0].ID)); box != nil && box.Point {
			return box
		}
	}
	return nil
}

// expectation returns where the expected mood of a card is seen; false when none is known.
func (b *Board) expectation(box *layout.CardBox) (fyne.Position, bool) {
	if !box.Card.Expected.Known || b.view.zoom < handleZoom {
		return fyne.Position{}, false
	}
	at, _ := b.view.place(layout.Rect{X: box.Rect.Center().X, Y: b.Layout().MoodY(box.Row, box.Card.Expected.Value)})
	return at, true
}

// drawHandles draws the handles; the one under the pointer is filled.
func (b *Board) drawHandles() {
	if !b.machine.Idle() || b.Layout() == nil {
		return
	}
	accent, ground := b.token("accent", 1), b.token("surface", 1)
	for _, box := range b.handleCards() {
		r, m := float32(handleRadius), mark{ground, accent, 1.5, handleRadius}
		if b.grip.Kind == tool.LinkHandle && b.grip.Card == box.Card.ID {
			r, m = handleRadius+1, mark{accent, ground, 1.5, handleRadius + 1}
		}
		b.panes[bodyPane].put(b.handlePlace(box).SubtractXY(r, r), fyne.NewSquareSize(2*r), m)
	}
	if box := b.expectingCard(); box != nil {
		if at, ok := b.expectation(box); ok {
			m := mark{ground, accent, 2, handleRadius}
			if b.grip.Kind == tool.MoodHandle {
				m.fill = accent
			}
			b.panes[bodyPane].put(at.SubtractXY(handleRadius, handleRadius), fyne.NewSquareSize(2*handleRadius), m)
		}
	}
}

// thread is the live line of a link that is being drawn, with its arrow.
type thread struct {
	line  *fynecanvas.Line
	arrow *sprite
}

func newThread() thread {
	t := thread{fynecanvas.NewLine(nil), newSprite()}
	t.line.StrokeWidth = 2
	t.line.Hide()
	return t
}

// drawLinking shows a link on its way: along the way that it would take once it is over a card that it
// can end at, straight to the pointer before.
func (b *Board) drawLinking(l *layout.Layout) {
	p := b.preview
	free := false
	var way []layout.Point
	if p.Kind == tool.Linking {
		accent := b.token("accent", 1)
		if box := l.CardBox(p.Cards[0]); box != nil {
			b.outline(box.Rect, 1, mark{nil, accent, 2, b.radius(6, 1)})
		}
		if to := l.CardBox(p.To); to != nil && p.Reason != "" {
			b.outline(to.Rect, 1, mark{b.token("error", 0.09), b.token("error", 1), 2, b.radius(6, 1)})
		} else if to != nil {
			b.outline(to.Rect, 1, mark{b.token("accent", 0.12), accent, 2, b.radius(6, 1)})
			way = l.Route(p.Cards[0], p.To)
		}
		free = way == nil && !p.Keys || way == nil && b.pointer.inside && p.To == ""
		b.drawWay(way, 2, accent)
	}
	show(b.thread.line, free && b.drawThread(l))
	show(b.thread.arrow.object, len(way) > 1 && b.drawArrow(way))
}

// drawThread draws the line from the card to the pointer.
func (b *Board) drawThread(l *layout.Layout) bool {
	box := l.CardBox(b.preview.Cards[0])
	if box == nil {
		return false
	}
	from, corner := b.handlePlace(box), b.panes[bodyPane].at
	to := fyne.NewPos(float32(b.pointer.at.X), float32(b.pointer.at.Y))
	line := b.thread.line
	if c := b.token("accent", 1); line.StrokeColor != c {
		line.StrokeColor = c
	}
	line.Position1, line.Position2 = from.Subtract(corner), to.Subtract(corner)
	line.Refresh()
	ring := mark{b.token("surface", 1), b.token("accent", 1), 2, 4}
	b.panes[bodyPane].put(to.SubtractXY(4, 4), fyne.NewSquareSize(8), ring)
	b.panes[bodyPane].put(from.SubtractXY(3, 3), fyne.NewSquareSize(6), mark{fill: b.token("accent", 1), radius: 3})
	return true
}

// drawWay draws over a way whose legs are level or upright, but not over the labels of links.
func (b *Board) drawWay(points []layout.Point, thick float32, c color.Color) {
	for _, part := range legsOf(points, b.linkLabels()) {
		at, size := b.view.place(part)
		at, size = around(at, size, thick/2)
		b.panes[bodyPane].put(at, size, mark{fill: c, radius: thick / 2})
	}
}

// legsOf returns what of the legs of a way lies beside some labels, as rectangles without thickness.
func legsOf(points []layout.Point, labels []layout.Rect) []layout.Rect {
	var legs []layout.Rect
	for i := 1; i < len(points); i++ {
		p, q := points[i-1], points[i]
		leg := layout.Rect{X: min(p.X, q.X), Y: min(p.Y, q.Y), W: math.Abs(p.X - q.X), H: math.Abs(p.Y - q.Y)}
		legs = append(legs, clearOf(leg, labels)...)
	}
	return legs
}

// clearOf returns what of a leg lies beside all of some labels.
func clearOf(leg layout.Rect, labels []layout.Rect) []layout.Rect {
	parts := []layout.Rect{leg}
	for _, label := range labels {
		if label.X > leg.Right() || label.Right() < leg.X || label.Y > leg.Bottom() || label.Bottom() < leg.Y {
			continue
		}
		var left []layout.Rect
		for _, part := range parts {
			left = append(left, beside(part, label)...)
		}
		parts = left
	}
	return parts
}

// keptLabels is where the labels of links stand, for as long as the layout is the same.
type keptLabels struct {
	of    *layout.Layout
	boxes []layout.Rect
}

func (b *Board) linkLabels() []layout.Rect {
	if l := b.Layout(); b.labels.of != l {
		b.labels = keptLabels{of: l}
		for i := range l.Links {
			if box := l.Links[i].LabelBox; !box.Empty() {
				b.labels.boxes = append(b.labels.boxes, box)
			}
		}
	}
	return b.labels.boxes
}

// beside returns what of a leg lies on either side of a label.
func beside(leg, label layout.Rect) []layout.Rect {
	across := leg.Y >= label.Y && leg.Y <= label.Bottom()
	if leg.W < leg.H {
		across = leg.X >= label.X && leg.X <= label.Right()
	}
	if label.Empty() || !across {
		return []layout.Rect{leg}
	}
	var parts []layout.Rect
	if leg.W < leg.H {
		parts = []layout.Rect{
			{X: leg.X, Y: leg.Y, H: min(leg.Bottom(), label.Y) - leg.Y},
			{X: leg.X, Y: max(leg.Y, label.Bottom()), H: leg.Bottom() - max(leg.Y, label.Bottom())},
		}
	} else {
		parts = []layout.Rect{
			{X: leg.X, Y: leg.Y, W: min(leg.Right(), label.X) - leg.X},
			{X: max(leg.X, label.Right()), Y: leg.Y, W: leg.Right() - max(leg.X, label.Right())},
		}
	}
	return slices.DeleteFunc(parts, func(r layout.Rect) bool { return r.W < 0 || r.H < 0 })
}

// drawArrow puts the arrow at the end of a way.
func (b *Board) drawArrow(way []layout.Point) bool {
	const length, half = 8, 5
	end, before := way[len(way)-1], way[len(way)-2]
	dx, dy := sign(end.X-before.X), sign(end.Y-before.Y)
	area := layout.Rect{W: 2 * length, H: 2 * length}
	tip := layout.Point{X: length, Y: length}
	s := b.thread.arrow
	key := map[[2]float64]string{{0, 1}: "down", {0, -1}: "up", {1, 0}: "right", {-1, 0}: "left"}[[2]float64{dx, dy}]
	s.paint(b, key, area, 1, func() []scene.Placed {
		base := layout.Point{X: tip.X - dx*length, Y: tip.Y - dy*length}
		return []scene.Placed{placed(scene.Path{Fill: b.work.theme.Token("accent"), Segments: []layout.Segment{
			{Op: 'M', Points: [3]layout.Point{tip}},
			{Op: 'L', Points: [3]layout.Point{{X: base.X - dy*half, Y: base.Y + dx*half}}},
			{Op: 'L', Points: [3]layout.Point{{X: base.X + dy*half, Y: base.Y - dx*half}}},
			{Op: 'L', Points: [3]layout.Point{tip}},
		}})}
	})
	at, _ := b.view.place(layout.Rect{X: end.X, Y: end.Y})
	s.object.Move(at.Subtract(b.panes[bodyPane].at).SubtractXY(length, length))
	return true
}

func sign(v float64) float64 {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}
