package canvas

import (
	"maps"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// markedTiles is what the tiles of a large selection show.
type markedTiles struct {
	rects map[layout.Rect]tileMark
	width float64 // of the outline in document points
	theme *scene.Theme
}

// tileMark is how a card is marked in the tiles over the body.
type tileMark int

const (
	markSelected tileMark = iota
	markLifted            // selected, and veiled while it is moved
	markServing           // serves the selected card, or is served by it
)

// markTiles has the outlines of a large selection, and of many cards that serve the selected one, painted
// into tiles over the body; none takes them off.
func (b *Board) markTiles(refs []model.Ref, serving []model.CardID) {
	if len(refs)+len(serving) == 0 {
		if b.marked.rects != nil {
			b.setMarked(markedTiles{}, nil)
		}
		return
	}
	next := markedTiles{
		rects: make(map[layout.Rect]tileMark, len(refs)+len(serving)), width: 2 / max(b.view.zoom, 0.2), theme: b.work.theme,
	}
	veil := b.preview.Kind == tool.MovingCards && !b.preview.Copy
	for _, ref := range refs {
		r, ok := b.rectOf(ref)
		if ok && r.X >= b.view.label && r.Y >= b.view.header {
			next.rects[r] = markSelected
			if veil && ref.Kind == model.CardRecord {
				next.rects[r] = markLifted
			}
		}
	}
	for _, id := range serving {
		if box := b.Layout().CardBox(id); box != nil {
			next.rects[box.Rect] = markServing
		}
	}
	if next.width == b.marked.width && next.theme == b.marked.theme && maps.Equal(next.rects, b.marked.rects) {
		return
	}
	var groups []*scene.Group
	for r, m := range next.rects {
		groups = append(groups, b.markGroup(r, next.width, m))
	}
	l := b.Layout()
	bounds := layout.Rect{W: l.Size.X, H: l.Size.Y}
	b.setMarked(next, scene.NewLayer(bounds, scene.Color{}, groups))
}

func (b *Board) markGroup(r layout.Rect, width float64, m tileMark) *scene.Group {
	t := b.work.theme
	it := scene.Rect{
		Rect: r.Inset(-1), Radius: 7, Stroke: scene.Stroke{Width: width, Color: t.Token("accent")},
	}
	switch m {
	case markLifted:
		it.Fill = t.Token("board")
		it.Fill.A = 158
	case markServing:
		it.Stroke.Width, it.Fill = 0.75*width, t.Token("accent")
		it.Fill.A = servingFill
	}
	return &scene.Group{Bounds: r.Inset(-1 - width), Items: []scene.Item{it}}
}

func (b *Board) setMarked(next markedTiles, l *scene.Layer) {
	var dirty []layout.Rect
	width := max(next.width, b.marked.width)
	all := next.width != b.marked.width || next.theme != b.marked.theme
	changed := func(a, z map[layout.Rect]tileMark) {
		for r, m := range a {
			if was, ok := z[r]; all || !ok || was != m {
				dirty = append(dirty, r.Inset(-1-width))
			}
		}
	}
	changed(next.rects, b.marked.rects)
	changed(b.marked.rects, next.rects)
	b.marked = next
	b.mosaic.setMarks(l, dirty)
}
