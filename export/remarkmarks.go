package export

import (
	"fmt"
	"strings"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// The measures of the mark with the numbers of a record's comments, in points at unit 1.
const (
	markText   = 6.5
	markHeight = 9.0
	markPad    = 2.6
)

// marks draws the numbers of the comments, as they are listed, on what they are about.
func (f *frame) marks(drawn *scene.Scene, pieces []piece) *scene.Group {
	l := drawn.Layout
	s := &sketch{theme: f.theme, unit: f.unit}
	by := map[model.Ref][]int{}
	var refs []model.Ref
	for _, r := range remarks(f.journey) {
		if on := r.comment.On; by[on] == nil {
			refs = append(refs, on)
		}
		by[r.comment.On] = append(by[r.comment.On], r.number)
	}
	for _, ref := range refs {
		box, ok := markedBox(l, ref)
		if !ok {
			continue
		}
		for _, p := range pieces {
			corner := layout.Point{X: box.X, Y: box.Y}
			if p.layer != layerOf(drawn, ref) || !within(p.part, corner) {
				continue
			}
			at := p.shift().Add(layout.Point{X: corner.X * p.scale, Y: corner.Y * p.scale})
			s.mark(at, numbersText(by[ref]))
		}
	}
	if len(s.items) == 0 {
		return nil
	}
	return s.group("Numbers of the comments", model.Ref{Kind: model.JourneyRecord, Journey: f.journey.ID, ID: string(f.journey.ID)})
}

// within reports whether a place lies in a rectangle, its right and lower edges left out.
func within(r layout.Rect, p layout.Point) bool {
	return p.X >= r.X && p.Y >= r.Y && p.X < r.Right() && p.Y < r.Bottom()
}

// layerOf is the layer on which a record is drawn.
func layerOf(s *scene.Scene, ref model.Ref) *scene.Layer {
	switch ref.Kind {
	case model.StageRecord, model.StepRecord:
		return s.Header
	case model.LaneRecord:
		return s.Labels
	case model.JourneyRecord:
		return s.Corner
	}
	return s.Body
}

// markedBox returns where a record is drawn; false when the map does not show it.
func markedBox(l *layout.Layout, ref model.Ref) (layout.Rect, bool) {
	switch ref.Kind {
	case model.JourneyRecord:
		return layout.Rect{X: 8, Y: 8}, true
	case model.StageRecord:
		for i := range l.Stages {
			if string(l.Stages[i].Stage.ID) == ref.ID {
				return l.Stages[i].Rect.Move(layout.Point{X: 5, Y: 6}), true
			}
		}
	case model.StepRecord:
		for i := range l.Columns {
			if !l.Columns[i].Closed && string(l.Columns[i].Step.ID) == ref.ID {
				return l.Columns[i].Head.Move(layout.Point{X: 4, Y: 6}), true
			}
		}
	case model.LaneRecord:
		for i := range l.Rows {
			if string(l.Rows[i].Lane.ID) == ref.ID {
				return l.Rows[i].Label.Move(layout.Point{X: 10, Y: 6}), true
			}
		}
	case model.CardRecord:
		if c := l.CardBox(model.CardID(ref.ID)); c != nil {
			return c.Rect, true
		}
	case model.LinkRecord:
		for i := range l.Links {
			if r := &l.Links[i]; string(r.Link.ID) == ref.ID && len(r.Points) > 1 {
				a, b := r.Points[0], r.Points[1]
				return layout.Rect{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2}, true
			}
		}
	}
	return layout.Rect{}, false
}

// numbersText writes numbers that follow each other as a range: "1–3, 7".
func numbersText(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		k := i
		for k+1 < len(numbers) && numbers[k+1] == numbers[k]+1 {
			k++
		}
		switch {
		case k == i:
			parts = append(parts, fmt.Sprint(numbers[i]))
		case k == i+1:
			parts = append(parts, fmt.Sprint(numbers[i]), fmt.Sprint(numbers[k]))
		default:
			parts = append(parts, fmt.Sprintf("%d–%d", numbers[i], numbers[k]))
		}
		i = k + 1
	}
	return strings.Join(parts, ", ")
}

// mark draws the numbers of comments on a plate that hangs on the upper left corner of what they are on.
func (s *sketch) mark(at layout.Point, text string) {
	st := s.style(markText, true)
	line := layout.NewLine(text, st)
	box := layout.Rect{X: at.X - markPad*s.unit, Y: at.Y - markHeight*s.unit*0.55, W: line.Width + 2*markPad*s.unit, H: markHeight * s.unit}
	box.W = max(box.W, box.H)
	s.rect(box, 1.5*s.unit, "board", s.stroke(0.75, "text"))
	up, down, _ := layout.Metrics(st)
	s.place(box.Center().X-line.Width/2, box.Center().Y+(up-down)/2, line, "text")
}
