package app

import (
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/model"
)

// The meaning that is chosen right after a link was drawn belongs to the same step of the history.
func TestLinking_KindIsPartOfTheStep(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", model.Generate(2, 4, 6, 0, 0, 1)))
	j := s.session().Journey()
	var cards []model.PlacedCard
	for i := range 2 {
		cards = append(cards, model.PlacedCard{Card: model.Card{ID: model.CardID("c" + string(rune('0'+i))), Lane: j.Lanes[0].ID, Step: j.Steps()[i].ID, Span: 1, Title: "One"}})
	}
	if err := s.session().Do(model.AddCards{Journey: j.ID, Cards: cards}); err != nil {
		t.Fatal(err)
	}
	s.session().Show(cardRef(j, &cards[0].Card))
	before := s.session().Workspace()
	w := s.window()
	w.do("insert.linkfrom")
	w.board.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	w.board.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if n := len(s.session().Journey().Links); n != len(j.Links)+1 {
		t.Fatalf("%d links", n)
	}
	menu := w.window.Canvas().Focused()
	for range 3 {
		menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	menu.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.until("the link to be selected", func() bool {
		refs := s.session().Selection()
		return len(refs) == 1 && refs[0].Kind == model.LinkRecord
	})
	links := s.session().Journey().Links
	if got := links[len(links)-1]; got.Kind != model.Causes || got.From != "c0" || got.To != "c1" {
		t.Errorf("the link is %+v", got)
	}
	w.do("edit.undo")
	if !model.Equal(s.session().Workspace(), before) {
		t.Error("undo leaves something of the link")
	}
}
