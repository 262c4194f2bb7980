package canvas

import (
	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// Found is what a search found on the map.
type Found struct {
	Refs []model.Ref // of any journey; those of others are not shown
	// Spans returns the places of a text, in bytes from and to, at which the pattern stands.
	Spans func(text string) [][2]int
}

// liveFound is up to how many live objects mark what was found. What is in view beyond that is found by
// going from hit to hit.
const liveFound = 30

// SetFound marks what a search found; the zero Found takes the marks off.
func (b *Board) SetFound(f Found) {
	b.found, b.foundRefs = f, make(map[model.Ref]bool, len(f.Refs))
	for _, ref := range f.Refs {
		b.foundRefs[ref] = true
	}
	b.drawOverlay()
}

// drawFound frames the found records that are in view, and in the cards among them the words.
func (b *Board) drawFound(l *layout.Layout) {
	if len(b.foundRefs) == 0 {
		return
	}
	left := liveFound
	frame := mark{nil, b.token("warn", 1), 1.5, b.radius(6, 1.5)}
	for _, box := range l.CardsMeeting(b.view.seen()) {
		if left <= 0 {
			return
		}
		if b.foundRefs[model.Ref{Kind: model.CardRecord, Journey: l.Journey.ID, ID: string(box.Card.ID)}] {
			left -= 1 + b.drawWords(box, left-1)
			b.outline(box.Rect, 1.5, frame)
		}
	}
	frame = mark{b.token("warn", 0.12), frame.line, 1.5, 2}
	heads := func(kind model.RecordKind, id string, r layout.Rect) {
		if left > 0 && b.foundRefs[model.Ref{Kind: kind, Journey: l.Journey.ID, ID: id}] {
			left--
			b.outline(r, -1, frame)
		}
	}
	for i := range l.Stages {
		heads(model.StageRecord, string(l.Stages[i].Stage.ID), l.Stages[i].Rect)
	}
	for i := range l.Columns {
		heads(model.StepRecord, string(l.Columns[i].Step.ID), l.Columns[i].Head)
	}
	for i := range l.Rows {
		heads(model.LaneRecord, string(l.Rows[i].Lane.ID), l.Rows[i].Label)
	}
}

// drawWords frames the found words of a card's text and returns how many, at most the given number.
// Small text is not framed: it is drawn as bars.
func (b *Board) drawWords(box *layout.CardBox, most int) int {
	if b.found.Spans == nil || b.view.zoom < 0.4 || box.Point {
		return 0
	}
	drawn := 0
	frame := mark{b.token("warn", 0.2), b.token("warn", 1), 1, 2}
	words := func(lines []layout.Line, at []layout.Point) {
		for i, line := range lines {
			for _, span := range b.found.Spans(line.Text) {
				if drawn == most || line.RTL {
					return
				}
				drawn++
				b.outline(wordRect(line, at[i], span).Move(layout.Point{X: box.Rect.X, Y: box.Rect.Y}), 1, frame)
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
	return drawn
}

// wordRect returns where a part of a line stands whose baseline begins at a point.
func wordRect(line layout.Line, at layout.Point, span [2]int) layout.Rect {
	from := layout.NewLine(line.Text[:span[0]], line.Style).Width
	to := layout.NewLine(line.Text[:span[1]], line.Style).Width
	ascent, descent, _ := layout.Metrics(line.Style)
	return layout.Rect{X: at.X + from, Y: at.Y - ascent, W: to - from, H: ascent + descent}
}
