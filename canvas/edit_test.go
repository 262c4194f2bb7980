package canvas_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"stagecraft/canvas/tool"
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

// TestNoLetterMovesWhenTypingBegins opens the texts of cards: they begin where the map had them.
func TestNoLetterMovesWhenTypingBegins(t *testing.T) {
	s := newStage(t, model.Generate(2, 6, 12, 60, 0, 3))
	tried := 0
	for _, box := range s.plainCards() {
		if len(box.Title) == 0 || box.Kind == model.KindTouchpoint || len(box.Bullets) > 0 || tried == 12 {
			continue
		}
		ref := model.Ref{Kind: model.CardRecord, Journey: s.journey, ID: string(box.Card.ID)}
		s.board.EditAt(tool.Focus{Card: box.Card.ID, Cell: model.Cell{Lane: box.Card.Lane, Step: box.Card.Step}})
		at, _, _ := s.board.RecordRect(ref)
		field, ok := s.window.Canvas().Focused().(fyne.CanvasObject)
		if !ok || !s.board.Editing() {
			t.Fatalf("%s cannot be edited", box.Card.ID)
		}
		var first *fynecanvas.Text
		for _, o := range test.LaidOutObjects(field) {
			if line, ok := o.(*fynecanvas.Text); ok && line.Text != "" {
				first = line
				break
			}
		}
		if first == nil {
			t.Fatalf("the field of %s shows no text", box.Card.ID)
		}
		got := fyne.CurrentApp().Driver().AbsolutePositionForObject(first)
		if want := at.X + float32(box.Text.X*s.board.Zoom()); got.X < want-1 || got.X > want+1 {
			t.Errorf("the text of %s begins at %v while it is edited, at %v before", box.Card.Kind, got.X, want)
		}
		tried++
		s.board.CommitEdit()
		s.settle()
	}
	if tried < 6 {
		t.Fatalf("only %d cards were tried", tried)
	}
}
