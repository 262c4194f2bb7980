package canvas_test

import (
	"testing"

	"stagecraft/model"
)

// TestEditRepaintsFewTiles changes the text of one card, not its size.
func TestEditRepaintsFewTiles(t *testing.T) {
	s := newStage(t, model.Generate(5, 40, 12, 2000, 0, 3))
	card := s.plainCards()[3].Card
	edit := func(title string) int {
		before := s.board.Stats().Painted
		c := *card
		c.Title = title
		if err := s.Do(model.EditCards{Journey: s.journey, Cards: []model.Card{c}}); err != nil {
			t.Fatal(err)
		}
		s.settle()
		return s.board.Stats().Painted - before
	}
	edit("Pays now")
	if n := edit("Pays then"); n > 2 || n == 0 {
		t.Errorf("%d tiles were painted for one card", n)
	}
}
