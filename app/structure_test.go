package app

import (
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
)

// What is collapsed on the board is kept by the session, and found from the menus.
func TestStructure_CollapseFromTheMenu(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	j := s.session().Journey()
	ref := model.Ref{Kind: model.StageRecord, Journey: j.ID, ID: string(j.Stages[1].ID)}
	s.session().Show(ref)
	s.window().do("map.fold")
	if got := s.session().LayoutOptions().Stages; len(got) != 1 || got[0] != j.Stages[1].ID {
		t.Fatalf("collapsed are %v", got)
	}
	if l := s.window().board.Layout(); !l.Stages[1].Collapsed {
		t.Error("the board does not show it")
	}
	s.window().do("map.foldothers")
	if got := s.session().LayoutOptions().Stages; len(got) != len(j.Stages)-1 {
		t.Errorf("collapsed are %v", got)
	}
	s.window().do("map.expand")
	s.window().do("view.stepswider")
	if o := s.session().LayoutOptions(); len(o.Stages) != 0 || o.Column != 144 {
		t.Errorf("the options are %+v", o)
	}
}

func TestStructure_InsertBefore(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	j := s.session().Journey()
	second := j.Steps()[1]
	s.session().Show(model.Ref{Kind: model.StepRecord, Journey: j.ID, ID: string(second.ID)})
	s.window().do("insert.stepbefore")
	s.window().board.CommitEdit()
	if got := s.session().Journey().Steps(); len(got) != len(j.Steps())+1 || got[2].ID != second.ID || got[1].Title != "New step" {
		t.Errorf("the steps are %v", got)
	}
	s.session().Show(model.Ref{Kind: model.StageRecord, Journey: j.ID, ID: string(j.Stages[0].ID)})
	s.window().do("insert.stagebefore")
	s.window().board.CommitEdit()
	if got := s.session().Journey().Stages; len(got) != len(j.Stages)+1 || got[1].ID != j.Stages[0].ID {
		t.Error("the new stage is not the first")
	}
}

// A step that is added while another page is open is shown on the board, where its name is typed.
func TestStructure_AddsFromOtherPages(t *testing.T) {
	for _, view := range []string{"view.table", "view.matrix", "view.empathy"} {
		s := newStage(t, Options{})
		s.open(s.file("a.stage", rich(t)))
		s.window().do(view)
		n := len(s.session().Journey().Steps())
		s.window().do("insert.step")
		w := s.window()
		if got := len(s.session().Journey().Steps()); got != n+1 || !s.session().View().onBoard() || !w.board.Editing() {
			t.Errorf("from %s: %d steps of %d, on the board %v, its name open %v", view, got, n+1, s.session().View().onBoard(), w.board.Editing())
		}
	}
}

// A list whose owner was made anew while it was open leaves the keyboard to nothing, so that keys reach the board.
func TestChoice_WhoseOwnerIsGone(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("a.stage", rich(t)))
	j := s.session().Journey()
	s.session().Select([]model.Ref{cardRef(j, j.Cards[0])})
	choice := s.find("card-owner").(*look.Press)
	s.window().window.Canvas().Focus(choice)
	s.tap("card-owner")
	s.session().Select(nil) // the inspector shows the map now
	s.key(fyne.KeyEscape)
	if lost := lostFocus(s.window()); lost != nil {
		t.Errorf("the keyboard is with %s, which is gone", nameOf(lost))
	}
}
