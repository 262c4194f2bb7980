package canvas_test

import (
	"fmt"
	"image/color"
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// served is a map with an action that so many backstage cards serve, the first of them in its own column.
func served(n int) *model.Workspace {
	j := &model.Journey{ID: "j", JourneyInfo: model.JourneyInfo{Title: "Served"}, Lanes: []*model.Lane{
		{ID: "do", Kind: model.KindAction, Title: "Do"}, {ID: "back", Kind: model.KindBackstage, Title: "Behind"},
	}}
	var steps []*model.Step
	for i := range n {
		id := model.StepID(fmt.Sprint("s", i))
		steps = append(steps, &model.Step{ID: id, Title: "Step"})
		j.Cards = append(j.Cards, &model.Card{ID: model.CardID(fmt.Sprint("b", i)), Lane: "back", Step: id, Span: 1, Title: "Serves"})
		j.Links = append(j.Links, &model.Link{ID: model.LinkID(fmt.Sprint("l", i)), From: "ask", To: model.CardID(fmt.Sprint("b", i)), Kind: model.Flow})
	}
	j.Stages = []*model.Stage{{ID: "st", Title: "Stage", Steps: steps}}
	j.Cards = append(j.Cards, &model.Card{ID: "ask", Lane: "do", Step: "s0", Span: 1, Title: "Asks"})
	return &model.Workspace{Name: "W", Journeys: []*model.Journey{j}}
}

// pixel returns the colour of the window at a point of the map.
func (s *stage) pixel(p layout.Point) color.RGBA {
	s.settle()
	at := s.board.PixelAt(p)
	r, g, b, _ := s.window.Canvas().Capture().At(int(at.X), int(at.Y)).RGBA()
	return color.RGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8)}
}

// A large service looks as a small one does: the cards are lit, and so are the links on the way.
func TestServiceLooksAlikeHoweverLarge(t *testing.T) {
	var link, card [2]color.RGBA
	for i, n := range []int{3, 30} {
		s := newStage(t, served(n))
		first := s.layout().Links[0]
		way := layout.Point{X: (first.Points[0].X + first.Points[1].X) / 2, Y: (first.Points[0].Y + first.Points[1].Y) / 2}
		box := s.layout().CardBox("b0")
		inside := layout.Point{X: box.Rect.X + 4, Y: box.Rect.Y + 4}
		plain := [2]color.RGBA{s.pixel(way), s.pixel(inside)}
		s.selection = []model.Ref{{Kind: model.CardRecord, Journey: "j", ID: "ask"}}
		s.board.ShowSelection()
		link[i], card[i] = s.pixel(way), s.pixel(inside)
		if link[i] == plain[0] || card[i] == plain[1] {
			t.Errorf("with %d cards a link goes from %v to %v and a card from %v to %v", n, plain[0], link[i], plain[1], card[i])
		}
		s.selection = nil
		s.board.ShowSelection()
		if got := [2]color.RGBA{s.pixel(way), s.pixel(inside)}; got != plain {
			t.Errorf("with %d cards and nothing selected the colours are %v, want %v", n, got, plain)
		}
	}
	near := func(a, b uint8) bool { return max(a, b)-min(a, b) < 24 }
	for _, c := range [][2]color.RGBA{link, card} {
		if !near(c[0].R, c[1].R) || !near(c[0].G, c[1].G) || !near(c[0].B, c[1].B) {
			t.Errorf("a small service is drawn in %v, a large one in %v", c[0], c[1])
		}
	}
}
