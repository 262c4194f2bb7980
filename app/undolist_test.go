package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/model"
)

func TestUndoList_GoesToAnyStep(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("a.stage", small()))
	j, card := firstCard(s.session().Workspace())
	start := s.session().Workspace()
	states := []*model.Workspace{start}
	for _, title := range []string{"One", "Two", "Three"} {
		edited := *s.session().Journey().Card(card.ID)
		edited.Title = title
		s.session().Do(model.EditCards{Journey: j.ID, Cards: []model.Card{edited}, What: "Name it " + title})
		states = append(states, s.session().Workspace())
	}
	s.window().focusBoard()
	s.window().do("edit.history")
	said := s.said()
	for _, want := range []string{"As it was before", "Name it One", "Name it Three “Three” now"} {
		if !strings.Contains(said, want) {
			t.Errorf("the list says %q, want %q", said, want)
		}
	}
	s.tap("history-1")
	if s.session().Workspace() != states[1] {
		t.Error("a press on the first step does not go to the state after it")
	}
	if said := s.said(); !strings.Contains(said, "Name it One “One” now") || !strings.Contains(said, "Name it Two “Two” undone") {
		t.Errorf("then the list says %q", said)
	}
	s.key(fyne.KeyEnd, fyne.KeyReturn)
	if s.session().Workspace() != states[3] {
		t.Error("End and Enter do not go to the last step")
	}
	s.key(fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn)
	if s.session().Workspace() != start {
		t.Error("the first line does not go back to the beginning")
	}
	s.key(fyne.KeyEscape)
	if s.said() != "" || s.window().window.Canvas().Focused() != fyne.Focusable(s.window().board) {
		t.Error("Escape does not close the list and go back to the board")
	}
	s.window().do("edit.redo")
	if s.session().Workspace() != states[1] {
		t.Error("redo does not go on from where the list went")
	}
}
