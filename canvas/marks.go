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

	picked int            // how many selected records they mark
	behind *layout.Layout // of the service that is shown, and its card; nil for none
	card   model.CardID
	found  *foundMarks // of a search; nil for none
}

// tileMark is how a card is marked in the tiles over the body.
type tileMark int

const (
	markSelected tileMark = iota
	markLifted            // selected, and veiled while it is moved
	markServing           // serves the selected card, or is served by it
	markWay               // a leg of a link between such cards
	markFound             // a search found something in it
	markWord              // what a search found
)

// wordFill is of 255, the warning colour over a word that a search found.
const wordFill = 51

// markTiles has the outlines of a large selection, a large service of the selected card and all that a
// search found painted into tiles over the body; none takes them off.
func (b *Board) markTiles(refs []model.Ref, service *keptService) {
	found := b.paintedFound()
	if len(refs) == 0 && service == nil && found == nil {
		if b.marked.rects != nil {
			b.setMarked(markedTiles{}, nil)
		}
		return
	}
	next := markedTiles{
		rects: make(map[layout.Rect]tileMark, len(refs)), width: 2 / max(b.view.zoom, 0.2), theme: b.work.theme,
		picked: len(refs), found: found,
	}
	if service != nil {
		next.behind, next.card = service.of, service.card
	}
	if len(refs) == 0 && next.like(&b.marked) {
		return
	}
	if found != nil {
		maps.Copy(next.rects, found.rects)
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
	if service != nil {
		service.mark(next.rects)
	}
	if next.like(&b.marked) && maps.Equal(next.rects, b.marked.rects) {
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

// like reports whether m marks the same as another, but for where the selected records are.
func (m *markedTiles) like(o *markedTiles) bool {
	return o.rects != nil && m.picked == o.picked && m.behind == o.behind && m.card == o.card && m.found == o.found &&
		m.width == o.width && m.theme == o.theme
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
	case markWay:
		half := 0.4 * width // thinner than a few: many run beside each other
		it = scene.Rect{Rect: r.Inset(-half), Radius: half, Fill: t.Token("accent")}
		it.Fill.A = wayFill
		return &scene.Group{Bounds: it.Rect, Items: []scene.Item{it}}
	case markServing:
		it.Stroke.Width, it.Fill = 0.75*width, t.Token("accent")
		it.Fill.A = servingFill
	case markFound:
		it.Stroke = scene.Stroke{Width: 0.75 * width, Color: t.Token("warn")}
	case markWord:
		it.Radius, it.Fill, it.Stroke = 2, t.Token("warn"), scene.Stroke{Width: 0.5 * width, Color: t.Token("warn")}
		it.Fill.A = wordFill
	}
	return &scene.Group{Bounds: r.Inset(-1 - width), Items: []scene.Item{it}}
}

// mark adds the cards and the legs of a service.
func (k *keptService) mark(rects map[layout.Rect]tileMark) {
	for _, leg := range k.legs {
		rects[leg] = markWay
	}
	for _, id := range k.Cards {
		if box := k.of.CardBox(id); box != nil {
			rects[box.Rect] = markServing
		}
	}
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
