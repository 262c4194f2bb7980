package app

import (
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
)

func TestContextMenus_ShowKeysAndWork(t *testing.T) {
	w := small()
	w, err := model.PutMetric{Metric: model.Metric{ID: "m-own", Name: "Own metric", Direction: model.HigherIsBetter, Aggregation: model.Mean}}.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	s := newStage(t, Options{})
	s.open(s.file("a.stage", w))
	row, ok := s.find("metric-Own metric").(*look.Press)
	if !ok || row.OnMenu == nil {
		t.Fatal("a metric of the sidebar has no context menu")
	}
	row.OnMenu(fyne.NewPos(20, 200))
	if s.window().window.Canvas().Overlays().Top() == nil {
		t.Fatal("the menu does not open")
	}
	s.window().window.Canvas().Overlays().Remove(s.window().window.Canvas().Overlays().Top())
	s.window().do("library.heat")
	if s.session().tint.metric != "m-own" {
		t.Errorf("the map is tinted by %q", s.session().tint.metric)
	}
	s.window().do("library.find")
	s.searched()
	if f := s.window().editor.find; len(f.hits) == 0 || f.hits[0].Ref.ID != "m-own" {
		t.Errorf("looking for its name finds %+v", f.hits)
	}
	s.key(fyne.KeyEscape)
	s.session().Select([]model.Ref{{Kind: model.MetricRecord, ID: "m-own"}})
	s.window().do("library.delete")
	s.until("the metric to go, which nothing uses", func() bool { return s.session().Workspace().Metric("m-own") == nil })
	s.session().Undo()
	if s.session().Workspace().Metric("m-own") == nil {
		t.Error("undo does not bring the metric back")
	}
	for id, want := range map[string]string{"edit.delete": "Delete", "edit.text": "Enter", "edit.duplicate": shortcutText(ctrl(fyne.KeyD)), "board.moment": "M"} {
		if got := shortcutText(menuKeys(s.window().byID[id])); got != want {
			t.Errorf("the menu shows %s with %q, want %q", id, got, want)
		}
	}
}

// A card that is selected on the board is none of the library's records: the library opens at its first persona,
// and what deletes or renames there does not mean the card.
func TestLibrary_OpensWithACardSelected(t *testing.T) {
	s := newStage(t, Options{})
	w := rich(t)
	s.open(s.file("a.stage", w))
	j := s.session().Journey()
	s.session().Select([]model.Ref{cardRef(j, j.Cards[0])})
	for _, id := range []string{"library.delete", "library.rename", "library.merge"} {
		if a := s.window().byID[id]; a.Enabled(s.window()) {
			t.Errorf("%q can be done with a card", a.Title)
		}
	}
	s.window().do("view.library")
	p := s.window().editor.page.(*libraryPage)
	s.until("another selection", func() bool { return s.session().Selection()[0].Kind != model.CardRecord })
	if got := s.session().Selection(); len(p.rows) != len(w.Personas) || len(got) != 1 || got[0].ID != string(w.Personas[0].ID) {
		t.Errorf("%d rows are listed and %v is selected", len(p.rows), got)
	}
}
