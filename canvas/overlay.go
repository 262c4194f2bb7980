package canvas

import (
	"image/color"

	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// liveMarks is up to how many selected or lifted cards are outlined by live objects. More are painted
// into tiles of their own.
const liveMarks = 12

// drawOverlay lays the live objects over the map: what is selected, focused and under the pointer, and
// what the running gesture would do. It changes no tile but those of a large selection.
func (b *Board) drawOverlay() {
	b.placePanes()
	for _, p := range b.panes {
		p.begin()
	}
	b.top.begin()
	if l := b.Layout(); l != nil {
		b.drawLifted(l)
		b.drawTarget(l)
		b.drawFound(l)
		b.drawSelection()
		b.drawHover(l)
		b.drawSizing()
		b.drawHandles()
		b.drawLinking(l)
		b.drawFocus()
		b.drawMarquee()
	}
	came := b.drawSprites()
	b.drawBars()
	for _, p := range b.panes {
		p.end()
		came = came || p.came
	}
	b.top.end()
	if came || b.top.came {
		b.repaint() // Fyne does not see an object come that was never painted before
	}
	b.placeEditor()
}

func (b *Board) placePanes() {
	v := b.view
	left, top := float32(float64(v.left())/v.scale), float32(float64(v.top())/v.scale)
	size := b.Size()
	w, h := max(0, size.Width-left), max(0, size.Height-top)
	b.panes[bodyPane].place(fyne.NewPos(left, top), fyne.NewSize(w, h))
	b.panes[headerPane].place(fyne.NewPos(left, 0), fyne.NewSize(w, top))
	b.panes[labelPane].place(fyne.NewPos(0, top), fyne.NewSize(left, h))
	b.top.place(fyne.NewPos(0, 0), size)
	b.placeGround(size)
}

// placeGround fills what lies beside and below the map. Where the map is, its tiles cover all, and where
// they are not there yet, the backdrop does.
func (b *Board) placeGround(size fyne.Size) {
	v := b.view
	if b.mosaic.backdrop.Visible() {
		show(b.ground[0], false)
		show(b.ground[1], false)
		return
	}
	right := float32((float64(v.left()) + v.mapW() - v.x) / v.scale)
	bottom := float32((float64(v.top()) + v.mapH() - v.y) / v.scale)
	if b.Layout() == nil {
		right = 0
	}
	placeRest(b.ground[0], fyne.NewPos(right, 0), size)
	placeRest(b.ground[1], fyne.NewPos(0, bottom), size)
}

// placeRest lets o fill the board from a place on, and hides it where there is nothing to fill.
func placeRest(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	at = fyne.NewPos(max(at.X, 0), max(at.Y, 0))
	rest := fyne.NewSize(size.Width-at.X, size.Height-at.Y)
	show(o, rest.Width > 0 && rest.Height > 0)
	if o.Visible() {
		o.Move(at)
		o.Resize(rest)
	}
}

// token returns a colour of the theme; share is its opacity.
func (b *Board) token(name string, share float64) color.Color {
	c := b.work.theme.Token(name)
	c.A = uint8(float64(c.A)*share + 0.5)
	return c
}

// paneOf returns the pane over which a rectangle of the map lies.
func (b *Board) paneOf(r layout.Rect) *pane {
	switch {
	case r.Y < b.view.header:
		return b.panes[headerPane]
	case r.X < b.view.label:
		return b.panes[labelPane]
	}
	return b.panes[bodyPane]
}

// outline draws a mark around a rectangle of the map, out pixels outside of it.
func (b *Board) outline(r layout.Rect, out float32, m mark) {
	p := b.paneOf(r)
	at, size := b.view.placeAny(r)
	if at.X > b.Size().Width || at.Y > b.Size().Height || at.X+size.Width < 0 || at.Y+size.Height < 0 {
		return
	}
	at, size = around(at, size, out)
	p.put(at, size, m)
}

// radius returns a corner radius of the map on screen, with what lies out pixels outside of it.
func (b *Board) radius(points float64, out float32) float32 {
	return float32(points*b.view.zoom) + out
}

// drawLifted veils the cards that are being moved: they stay where they are until the drop.
func (b *Board) drawLifted(l *layout.Layout) {
	if b.preview.Kind != tool.MovingCards || b.preview.Copy || len(b.preview.Cards) > liveMarks {
		return
	}
	veil := mark{fill: b.token("board", 0.62)}
	for _, id := range b.preview.Cards {
		if box := l.CardBox(id); box != nil {
			b.outline(box.Rect, 2, veil)
		}
	}
}

// drawTarget shows where a drop would go.
func (b *Board) drawTarget(l *layout.Layout) {
	p := b.preview
	accent := b.token("accent", 1)
	switch p.Kind {
	case tool.MovingCards:
		if p.Drop.OK {
			b.outline(p.Drop.CellRect, 0, mark{b.token("accent", 0.09), accent, 1.5, 0})
			b.bar(p.Drop.Marker)
		}
	case tool.MovingStage, tool.MovingStep, tool.MovingLane:
		b.outline(p.Rect, 0, mark{fill: b.token("board", 0.62)})
		if !p.Marker.Empty() {
			b.longBar(p.Marker)
		}
	case tool.Spanning:
		line := accent
		if p.Reason != "" {
			line = b.token("error", 1)
		}
		b.outline(p.Rect, 1, mark{b.token("accent", 0.09), line, 2, b.radius(6, 1)})
	case tool.Mooding:
		at, _ := b.view.place(layout.Rect{X: p.At.X, Y: p.At.Y})
		r := float32(max(6*b.view.zoom, 5))
		b.panes[bodyPane].put(at.SubtractXY(r, r), fyne.NewSquareSize(2*r), mark{accent, b.token("surface", 1), 2, r})
	}
}

// bar draws the insertion bar between cards, with its end rings.
func (b *Board) bar(r layout.Rect) {
	const thick, ring = 3, 8
	at, size := b.view.place(r)
	accent := b.token("accent", 1)
	p := b.panes[bodyPane]
	y := at.Y + size.Height/2
	p.put(fyne.NewPos(at.X, y-thick/2.0), fyne.NewSize(size.Width, thick), mark{fill: accent})
	for _, x := range []float32{at.X, at.X + size.Width} {
		p.put(fyne.NewPos(x-ring/2, y-ring/2), fyne.NewSquareSize(ring),
			mark{b.token("surface", 1), accent, 2, ring / 2})
	}
}

// longBar draws the insertion bar of a stage, step or lane, over headers, labels and body.
func (b *Board) longBar(r layout.Rect) {
	const thick = 3
	accent := mark{fill: b.token("accent", 1)}
	size := b.Size()
	at, _ := b.view.place(layout.Rect{X: r.Center().X, Y: r.Center().Y})
	if r.W < r.H {
		from := float32(0)
		for _, p := range []*pane{b.panes[headerPane], b.panes[bodyPane]} {
			p.put(fyne.NewPos(at.X-thick/2.0, from), fyne.NewSize(thick, size.Height), accent)
			from = b.panes[bodyPane].at.Y
		}
		return
	}
	for _, p := range []*pane{b.panes[labelPane], b.panes[bodyPane]} {
		p.put(fyne.NewPos(p.at.X, at.Y-thick/2.0), fyne.NewSize(size.Width, thick), accent)
	}
}

// drawSelection outlines the selected records, or those that the marquee holds.
func (b *Board) drawSelection() {
	refs := b.doc.Selection()
	if b.preview.Kind == tool.Marqueeing {
		refs = b.preview.Refs
	}
	m := mark{nil, b.token("accent", 1), 2, b.radius(6, 1)}
	if len(refs) > liveMarks {
		b.markTiles(refs, nil)
		return
	}
	b.markTiles(nil, b.drawService())
	for _, ref := range refs {
		r, ok := b.rectOf(ref)
		switch {
		case !ok:
		case ref.Kind == model.CardRecord:
			b.outline(r, 1, m)
		case ref.Kind == model.LinkRecord:
			b.linkLine(ref, 3, b.token("accent", 1))
		default:
			b.outline(r, -1, mark{b.token("accent", 0.09), m.line, 2, 2})
		}
	}
}

// drawHover outlines what is under the pointer.
func (b *Board) drawHover(l *layout.Layout) {
	m := mark{nil, b.token("accent", 0.7), 1.5, b.radius(6, 0.5)}
	switch b.hover.Base() {
	case layout.PartCard, layout.PartCardLeft, layout.PartCardRight, layout.PartPoint:
		if b.view.zoom >= handleZoom { // the shadow of what is lifted a little
			b.outline(b.hover.Card.Rect.Move(layout.Point{Y: 2}), 3, mark{nil, b.token("text", 0.10), 3, b.radius(6, 3)})
		}
		b.outline(b.hover.Card.Rect, 0.5, m)
	case layout.PartStage, layout.PartStep, layout.PartLane:
		if r, ok := b.rectOf(b.hover.Ref); ok {
			b.outline(r, -1, mark{nil, m.line, 1.5, 2})
		}
	case layout.PartLink:
		b.linkLine(b.hover.Ref, 2, b.token("accent", 0.6))
	}
	if b.hover.Part == layout.PartLaneEdge {
		if i := l.Row(model.LaneID(b.hover.Ref.ID)); i >= 0 {
			at, size := b.view.placeAny(l.Rows[i].Label)
			b.panes[labelPane].put(at.AddXY(0, size.Height-2), fyne.NewSize(size.Width, 3), mark{fill: b.token("accent", 0.7)})
		}
	}
	switch b.hover.Part {
	case layout.PartColumnEdge:
		if i := l.Column(model.StepID(b.hover.Ref.ID)); i >= 0 {
			at, size := b.view.placeAny(l.Columns[i].Head)
			b.panes[headerPane].put(at.AddXY(size.Width-1.5, 0), fyne.NewSize(3, size.Height), mark{fill: b.token("accent", 0.7)})
		}
	case layout.PartLabelEdge:
		x := float32(float64(b.view.left()) / b.view.scale)
		b.top.put(fyne.NewPos(x-1.5, 0), fyne.NewSize(3, b.Size().Height), mark{fill: b.token("accent", 0.7)})
	}
}

// linkLine draws over a link's way, whose legs are level or upright.
func (b *Board) linkLine(ref model.Ref, thick float32, c color.Color) {
	route := linkRoute(b.Layout(), model.LinkID(ref.ID))
	if route == nil {
		return
	}
	b.drawWay(route.Points, thick, c)
}

// drawFocus draws the ring around what has the keyboard.
func (b *Board) drawFocus() {
	if !b.focused || b.editor != nil || b.preview.Kind == tool.MovingCards {
		return
	}
	r, ok := b.focusRect()
	if !ok {
		return
	}
	accent := b.token("accent", 1)
	switch {
	case b.focus.Ref.Kind == model.LinkRecord: // its line is drawn as selected
	case b.focus.Card != "":
		b.outline(r, 4.5, mark{nil, accent, 2, b.radius(6, 4.5)})
	default:
		b.outline(r, -2, mark{nil, accent, 2, 4})
	}
}

func (b *Board) drawMarquee() {
	if b.preview.Kind == tool.Marqueeing {
		at, size := b.view.place(b.preview.Rect)
		b.panes[bodyPane].put(at, size, mark{b.token("accent", 0.1), b.token("accent", 1), 1, 0})
	}
}
