package canvas_test

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestListsGoOnWithEnter(t *testing.T) {
	s := newStage(t, small(2))
	c := s.visibleCards()[0].Card
	s.board.FocusOn(s.ref(c))
	s.key(fyne.KeyF2)
	s.board.TypeText("")
	typed := func(text string) {
		for _, r := range text {
			s.window.Canvas().Focused().TypedRune(r)
		}
	}
	typed("Needs")
	s.key(fyne.KeyReturn)
	typed("- a passport")
	s.key(fyne.KeyReturn)
	typed("a card")
	s.key(fyne.KeyReturn, fyne.KeyReturn)
	typed("Soon")
	if got := s.board.EditorText(); got != "Needs\n- a passport\n- a card\nSoon" {
		t.Errorf("the text is %q", got)
	}
	s.key(fyne.KeyEscape)
}

// Undo while typing takes back what was typed in this field, never what was typed in the one before or
// done to the document.
func TestUndoOfTheFieldIsItsOwn(t *testing.T) {
	s := newStage(t, small(2))
	cards := s.visibleCards()
	a, b := cards[0].Card, cards[1].Card
	edit := func(text string) {
		for _, r := range text {
			s.window.Canvas().Focused().TypedRune(r)
		}
	}
	s.board.FocusOn(s.ref(a))
	s.key(fyne.KeyF2)
	edit(" first")
	s.board.CommitEdit()
	s.board.FocusOn(s.ref(b))
	s.key(fyne.KeyF2)
	edit(" second")
	before := s.Workspace()
	for range 5 {
		s.board.Field().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{})
	}
	if got := s.board.EditorText(); got != b.Title {
		t.Errorf("after undo the field says %q, want %q", got, b.Title)
	}
	if s.Workspace() != before || s.layout().Journey.Card(a.ID).Title != a.Title+" first" {
		t.Error("undo in the field reached the document")
	}
	s.key(fyne.KeyEscape)
}
