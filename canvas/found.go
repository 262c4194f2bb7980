package canvas

import (
	"math"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// Found is what a search found on the map.
type Found struct {
	Refs []model.Ref // of any journey; those of others are not shown
	// Spans returns the places of a text, in bytes from and to, at which the pattern stands.
	Spans func(text string) [][2]int
}

// liveFound is up to how many live objects mark what was found in the cards of a map; more marks are
// painted into tiles, as a large selection is.
const liveFound = 30

// wordZoom is the zoom from which on found words are marked: smaller text is drawn as bars.
const wordZoom = 0.4

// foundMarks are the marks of what was found in the cards of a part of the map.
type foundMarks struct {
	of    *layout.Layout
	area  layout.Rect // that was looked through, unless all was
	all   bool
	words bool // words are marked, not only their cards
	rects map[layout.Rect]tileMark
	boxes map[*layout.CardBox][]layout.Rect // the found cards with their words
	live  bool                              // they are few
}

// SetFound marks what a search found; the zero Found takes the marks off.
func (b *Board) SetFound(f Found) {
	b.found, b.foundRefs, b.foundKept = f, make(map[model.Ref]bool, len(f.Refs)), nil
	for _, ref := range f.Refs {
		b.foundRefs[ref] = true
	}
	b.drawOverlay()
}

// drawFound frames the found records that are in view, and in the cards among them the words. What is too
// much for live objects is left to markTiles.
func (b *Board) drawFound(l *layout.Layout) {
	if len(b.foundRefs) == 0 {
		return
	}
	if m := b.foundHere(l); m.live {
		warn := b.token("warn", 1)
		card := mark{nil, warn, 1.5, b.radius(6, 1.5)}
		word := mark{b.token("warn", wordFill/255.0), warn, 1, 2}
		for _, box := range l.CardsMeeting(b.view.seen()) {
			words, found := m.boxes[box]
			if found {
				b.outline(box.Rect, 1.5, card)
			}
			for _, r := range words {
				b.outline(r, 1, word)
			}
		}
	}
	frame := mark{b.token("warn", 0.12), b.token("warn", 1), 1.5, 2}
	head := func(kind model.RecordKind, id string, r layout.Rect) {
		if b.foundRefs[model.Ref{Kind: kind, Journey: l.Journey.ID, ID: id}] {
			b.outline(r, -1, frame)
		}
	}
	for i := range l.Stages {
		head(model.StageRecord, string(l.Stages[i].Stage.ID), l.Stages[i].Rect)
	}
	for i := range l.Columns {
		head(model.StepRecord, string(l.Columns[i].Step.ID), l.Columns[i].Head)
	}
	for i := range l.Rows {
		head(model.LaneRecord, string(l.Rows[i].Lane.ID), l.Rows[i].Label)
	}
}

// paintedFound returns what was found in cards when that is too much for live objects, else nil.
func (b *Board) paintedFound() *foundMarks {
	l := b.Layout()
	if l == nil || len(b.foundRefs) == 0 {
		return nil
	}
	if m := b.foundHere(l); !m.live && len(m.rects) > 0 {
		return m
	}
	return nil
}

// foundHere returns the marks of the cards in view and near it. They are found out again only when the view
// leaves what was looked through, so that a pan costs what comes into view.
func (b *Board) foundHere(l *layout.Layout) *foundMarks {
	seen := b.view.seen()
	words := b.found.Spans != nil && b.view.zoom >= wordZoom
	m := b.foundKept
	if m != nil && m.of == l && m.words == words && (m.all || within(seen, m.area)) {
		return m
	}
	next := &foundMarks{of: l, words: words}
	few := b.fewFound(l)
	if m == nil || m.of != l || m.words != words {
		m = nil
	}
	next.look(b, m, few, seen)
	next.all, next.live = few != nil, few != nil && len(next.rects) <= liveFound
	b.foundKept = next
	return next
}

// fewFound returns the boxes of the found cards of the map when these are few, wherever they are; nil when
// they are many.
func (b *Board) fewFound(l *layout.Layout) []*layout.CardBox {
	few := make([]*layout.CardBox, 0, liveFound)
	for ref := range b.foundRefs {
		if ref.Kind != model.CardRecord || ref.Journey != l.Journey.ID {
			continue
		}
		if len(few) == liveFound {
			return nil
		}
		if box := l.CardBox(model.CardID(ref.ID)); box != nil {
			few = append(few, box)
		}
	}
	return few
}

// look finds out the marks of few cards, or of those in view and up to a third of it beside. What was marked
// before, if anything, is not measured again.
func (m *foundMarks) look(b *Board, before *foundMarks, few []*layout.CardBox, seen layout.Rect) {
	boxes := few
	if few == nil {
		m.area = seen.Inset(-math.Min(seen.W, seen.H) / 3)
		boxes = m.of.CardsMeeting(m.area)
	}
	m.boxes, m.rects = map[*layout.CardBox][]layout.Rect{}, map[layout.Rect]tileMark{}
	for _, box := range boxes {
		if few == nil && !b.foundRefs[model.Ref{Kind: model.CardRecord, Journey: m.of.Journey.ID, ID: string(box.Card.ID)}] {
			continue
		}
		words, known := []layout.Rect(nil), false
		if before != nil {
			words, known = before.boxes[box]
		}
		if !known && m.words {
			words = b.found.wordsOf(box)
		}
		m.boxes[box] = words
		m.rects[box.Rect] = markFound
		for _, r := range words {
			m.rects[r] = markWord
		}
	}
}

// wordsOf returns where the found words of a card stand on the map.
func (f Found) wordsOf(box *layout.CardBox) (found []layout.Rect) {
	if box.Point {
		return nil
	}
	words := func(lines []layout.Line, at []layout.Point) {
		for i, line := range lines {
			if line.RTL {
				continue
			}
			for _, span := range f.Spans(line.Text) {
				found = append(found, wordRect(line, at[i], span).Move(layout.Point{X: box.Rect.X, Y: box.Rect.Y}))
			}
		}
	}
	words(box.Title, box.TitleAt)
	words(box.Body, box.BodyAt)
	low := layout.Point{Y: box.Rect.H - box.Height}
	for i, at := range box.MetaAt {
		if box.Low(i) {
			at = at.Add(low)
		}
		words(box.Meta[i:i+1], []layout.Point{at})
	}
	return found
}

// wordRect returns where a part of a line stands whose baseline begins at a point.
func wordRect(line layout.Line, at layout.Point, span [2]int) layout.Rect {
	from := layout.NewLine(line.Text[:span[0]], line.Style).Width
	to := layout.NewLine(line.Text[:span[1]], line.Style).Width
	ascent, descent, _ := layout.Metrics(line.Style)
	return layout.Rect{X: at.X + from, Y: at.Y - ascent, W: to - from, H: ascent + descent}
}

// within reports whether a rectangle lies in another one.
func within(r, in layout.Rect) bool {
	return r.X >= in.X && r.Y >= in.Y && r.Right() <= in.Right() && r.Bottom() <= in.Bottom()
}
