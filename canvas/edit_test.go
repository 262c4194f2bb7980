package canvas_test

import (
	"testing"
	"time"

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

// TestChangeComesFirst puts a step in: the frame that follows shows it whole, and what is out of sight is
// painted only behind it.
func TestChangeComesFirst(t *testing.T) {
	s := newStage(t, model.Generate(5, 40, 12, 2000, 0, 3))
	s.board.SetLull(time.Minute, 50*time.Millisecond)
	step := model.Step{ID: model.NewID[model.StepID](), Title: "Waits"}
	if err := s.Do(model.AddStep{Journey: s.journey, Stage: s.layout().Journey.Stages[0].ID, Step: step}); err != nil {
		t.Fatal(err)
	}
	st := s.board.Stats()
	if !st.Sharp || st.Pending > 0 {
		t.Errorf("after the change %d tiles are asked for, sharp is %v", st.Pending, st.Sharp)
	}
	for s.board.Stats().Painted == st.Painted {
		select {
		case f := <-s.posted:
			f()
		case <-time.After(10 * time.Second):
			t.Fatal("nothing was painted ahead after the change")
		}
	}
}

// TestStatusNamesWhatTheFocusIsCalledNow renames the focused step.
func TestStatusNamesWhatTheFocusIsCalledNow(t *testing.T) {
	s := newStage(t, model.Generate(2, 4, 3, 6, 0, 3))
	step := s.board.Layout().Journey.Stages[0].Steps[0]
	s.board.FocusOn(model.Ref{Kind: model.StepRecord, Journey: s.journey, ID: string(step.ID)})
	if err := s.Do(model.EditStep{Journey: s.journey, Step: step.ID, Title: "Sleeps on it"}); err != nil {
		t.Fatal(err)
	}
	if want := "Step “Sleeps on it”"; s.status != want {
		t.Errorf("the status says %q, want %q", s.status, want)
	}
}
