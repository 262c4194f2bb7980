package canvas_test

import (
	"fmt"
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/canvas"
	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// worded is a map of so many cards, of which each but the last of a row says the same word.
func worded(rows, columns int) *model.Workspace {
	j := &model.Journey{ID: "j", JourneyInfo: model.JourneyInfo{Title: "Words"}}
	stage := &model.Stage{ID: "st", Title: "Stage"}
	for c := range columns {
		stage.Steps = append(stage.Steps, &model.Step{ID: model.StepID(fmt.Sprint("s", c)), Title: "Step"})
	}
	for r := range rows {
		lane := model.LaneID(fmt.Sprint("l", r))
		j.Lanes = append(j.Lanes, &model.Lane{ID: lane, Kind: model.KindAction, Title: "Do"})
		for c, step := range stage.Steps {
			text := "Asks for needle"
			if c == columns-1 {
				text = "Asks for nothing"
			}
			j.Cards = append(j.Cards, &model.Card{ID: model.CardID(fmt.Sprintf("c%d.%d", r, c)), Lane: lane, Step: step.ID, Span: 1, Title: text})
		}
	}
	j.Stages = []*model.Stage{stage}
	return &model.Workspace{Name: "W", Journeys: []*model.Journey{j}}
}

// wholeCards returns the cards that are wholly in view.
func (s *stage) wholeCards() (whole []*layout.CardBox) {
	seen := s.board.View().Inset(3)
	for _, box := range s.layout().CardsMeeting(seen) {
		if r := box.Rect; r.X > seen.X && r.Y > seen.Y && r.Right() < seen.Right() && r.Bottom() < seen.Bottom() {
			whole = append(whole, box)
		}
	}
	return whole
}

// look has the board mark a word.
func (s *stage) look(word string) {
	j := s.history.Current().Journeys[0]
	f := canvas.Found{Spans: func(text string) [][2]int {
		if at := strings.Index(text, word); at >= 0 {
			return [][2]int{{at, at + len(word)}}
		}
		return nil
	}}
	for _, c := range j.Cards {
		if strings.Contains(c.Title, word) {
			f.Refs = append(f.Refs, model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(c.ID)})
		}
	}
	s.board.SetFound(f)
	s.settle()
}

// parts returns the picture of a card's part: around its border, and of its text.
func (s *stage) parts(shot image.Image, box *layout.CardBox) (border, text string) {
	part := func(r layout.Rect) string {
		at, end := s.board.PixelAt(layout.Point{X: r.X, Y: r.Y}), s.board.PixelAt(layout.Point{X: r.Right(), Y: r.Bottom()})
		var b strings.Builder
		for y := int(at.Y); y < int(end.Y); y++ {
			for x := int(at.X); x < int(end.X); x++ {
				c, g, u, _ := shot.At(x, y).RGBA()
				fmt.Fprintf(&b, "%x.%x.%x ", c>>8, g>>8, u>>8)
			}
		}
		return b.String()
	}
	edge := layout.Rect{X: box.Rect.X + 12, Y: box.Rect.Y - 5, W: box.Rect.W - 24, H: 7}
	return part(edge), part(box.Rect.Inset(5))
}

// Every hit on screen is marked, with its words, however many there are; and nothing else is.
func TestFoundWordsAreMarkedHoweverMany(t *testing.T) {
	for _, size := range [][2]int{{2, 4}, {60, 12}} {
		s := newStage(t, worded(size[0], size[1]))
		s.window.Resize(fyne.NewSize(1200, 1000))
		s.board.ZoomTo(0.45)
		s.settle()
		bare := s.window.Canvas().Capture()
		boxes := s.wholeCards()
		s.look("needle")
		marked := s.window.Canvas().Capture()
		hits := 0
		for _, box := range boxes {
			wasEdge, wasText := s.parts(bare, box)
			edge, text := s.parts(marked, box)
			hit := strings.Contains(box.Card.Title, "needle")
			if hit {
				hits++
			}
			// The painter of this driver puts the frames of live objects a little aside.
			if framed := (edge != wasEdge) == hit || len(boxes) < 10; !framed || (text != wasText) != hit {
				t.Fatalf("%d hits: card %s is framed: %v, its word marked: %v, want %v", len(boxes), box.Card.ID, edge != wasEdge, text != wasText, hit)
			}
		}
		if want := min(size[0]*size[1]/2, 200); hits < want {
			t.Fatalf("only %d cards with the word were on screen, want %d", hits, want)
		}
		if live := s.board.Live(); live > 40 {
			t.Errorf("%d live objects mark %d hits", live, hits)
		}
		s.wheel(s.body(), 0, -400) // others come into view
		s.settle()
		down := s.window.Canvas().Capture()
		s.look("nowhere")
		plain := s.window.Canvas().Capture()
		for _, box := range s.wholeCards() {
			wasEdge, _ := s.parts(plain, box)
			edge, _ := s.parts(down, box)
			if hit := strings.Contains(box.Card.Title, "needle"); (edge != wasEdge) != hit && len(boxes) > 10 {
				t.Fatalf("scrolled down, card %s is framed: %v", box.Card.ID, edge != wasEdge)
			}
		}
	}
}
