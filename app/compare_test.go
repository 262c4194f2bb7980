package app

import (
	"archive/zip"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"stagecraft/model"
	"stagecraft/store"
)

// compareStory is a workspace with a journey, its twin with three changes, and a journey made apart with
// one card that may be the same.
func compareStory(t *testing.T) (w *model.Workspace, future, other model.JourneyID) {
	t.Helper()
	w = model.Generate(3, 6, 8, 60, 0, 3)
	j := w.Journeys[0]
	apply := func(c model.Command) {
		next, err := c.Apply(w)
		if err != nil {
			t.Fatal(err)
		}
		w = next
	}
	apply(model.DuplicateJourney{Journey: j.ID, Salt: "a", AsTwin: true, Title: "To be"})
	future = model.DerivedID("a", j.ID)
	apply(model.DuplicateJourney{Journey: future, Salt: "b", Title: "Made apart"})
	other = model.DerivedID("b", future)
	twin := w.Journey(future)
	edited := *twin.Cards[0]
	edited.Title = "Reads it on the train"
	apply(model.EditCards{Journey: future, Cards: []model.Card{edited}})
	apply(model.DeleteCards{Journey: future, Cards: []model.CardID{twin.Cards[1].ID}})
	apply(model.AddCards{Journey: future, Cards: []model.PlacedCard{{Card: model.Card{ID: "fresh", Lane: twin.Cards[2].Lane, Step: twin.Cards[2].Step, Title: "Quite new"}}}})
	doubted := *w.Journey(other).Cards[0]
	apply(model.EditCards{Journey: j.ID, Cards: []model.Card{func() model.Card {
		c := *w.Journey(j.ID).Card(j.Cards[0].ID)
		c.Title = "Looks for a parking place near the shop"
		return c
	}()}})
	doubted.Title = "Looks for a place to park"
	apply(model.EditCards{Journey: other, Cards: []model.Card{doubted}})
	return w, future, other
}

func (s *stage) compared() *comparePage {
	s.t.Helper()
	p := s.window().comparePage()
	if p == nil {
		s.t.Fatal("nothing is compared")
	}
	s.until("the comparison", func() bool { return p.found != nil })
	return p
}

func TestCompareStory(t *testing.T) {
	w, future, _ := compareStory(t)
	s := newStage(t, Options{})
	s.open(s.file("compare.stage", w))
	s.session().OpenJourney(future)
	s.window().do("map.comparetwin")
	p := s.compared()
	if p.found.Before.ID == future || p.found.After.ID != future || s.session().View() != CompareView {
		t.Fatalf("%s is before %s", p.found.Before.ID, p.found.After.ID)
	}
	var row int
	for i, d := range p.found.Differences {
		if d.After == "fresh" {
			row = i
		}
	}
	// The list jumps on both maps; the keyboard does too.
	p.list.typed(fyne.KeyHome)
	for p.state.chosen != row {
		p.list.typed(fyne.KeyDown)
	}
	s.until("the maps", func() bool { return p.maps.sides[1] != nil && p.maps.sides[1].board.Layout() != nil })
	p.choose(row)
	if got := p.maps.sides[1].selection; len(got) != 1 || got[0].ID != "fresh" || len(p.maps.sides[0].selection) != 0 {
		t.Errorf("the later map shows %v, the earlier %v", got, p.maps.sides[0].selection)
	}
	if strong, _ := p.said(); !strings.Contains(strong, "card added: Quite new") {
		t.Errorf("the status says %q", strong)
	}
	s.tap("compare.overlay")
	s.until("the overlay", func() bool { return p.maps.both != nil && p.maps.both.board.Layout() != nil })
	if n := len(p.maps.both.work.Journeys[0].Cards); n != len(p.found.After.Cards)+p.found.Count(model.Removed) {
		t.Errorf("the overlay holds %d cards", n)
	}
	p.choose(0)
	p.maps.both.board.OnPick(p.overlay.Shows(&p.found.Differences[row]))
	if p.state.chosen != row {
		t.Errorf("a press on a map chose %d", p.state.chosen)
	}
	s.tap("compare.removed")
	if len(p.list.entries) != p.found.Count(model.Removed) {
		t.Errorf("%d entries of %d that were removed", len(p.list.entries), p.found.Count(model.Removed))
	}
	s.tap("compare.all")
	// What is undone elsewhere follows; nothing here changes the map.
	before := s.session().Workspace()
	was := len(p.found.Differences)
	s.session().Do(model.DeleteCards{Journey: future, Cards: []model.CardID{"fresh"}})
	s.until("the change", func() bool { return len(p.found.Differences) == was-1 })
	s.session().Undo()
	s.until("the undo", func() bool { return len(p.found.Differences) == was })
	if !model.Equal(before, s.session().Workspace()) {
		t.Error("comparing changed the map")
	}
	p.list.typed(fyne.KeyEscape)
	if !s.session().View().onBoard() || s.window().comparePage() != nil {
		t.Error("Escape does not lead back to the board")
	}
}

func TestCompareDecisions(t *testing.T) {
	w, _, other := compareStory(t)
	s := newStage(t, Options{})
	path := s.file("compare.stage", w)
	s.open(path)
	s.window().do("map.compare")
	s.tap("compare.journey-" + string(other))
	p := s.compared()
	if p.found.Open() != 1 {
		t.Fatalf("%d pairs to decide", p.found.Open())
	}
	added := p.found.Count(model.Added)
	p.list.typed(fyne.KeyHome)
	p.list.typed(fyne.KeyD)
	s.until("the decision", func() bool { return p.found.Open() == 0 })
	if p.found.Count(model.Added) != added+1 {
		t.Errorf("%d added after deciding that they differ, %d before", p.found.Count(model.Added), added)
	}
	s.tap("compare.undecide")
	s.until("the question", func() bool { return p.found.Open() == 1 })
	s.tap("compare-same-1")
	s.until("the decision", func() bool { return p.found.Open() == 0 })
	if p.found.Count(model.Added) != added {
		t.Errorf("%d added, want %d", p.found.Count(model.Added), added)
	}
	s.tap("compare.swap")
	s.until("the other way round", func() bool { return p.found.Before.ID == other })
	if p.found.Open() != 0 {
		t.Error("exchanging the sides forgot the decision")
	}
	// What was decided is kept: on the page when it is opened again, in the history, and in the file.
	s.window().do("view.journey")
	s.session().OpenJourney(w.Journeys[0].ID)
	s.window().do("map.compare")
	s.tap("compare.journey-" + string(other))
	if p = s.compared(); p.found.Open() != 0 || len(s.session().Workspace().Pairs) != 1 {
		t.Errorf("opened again, %d pairs are to be decided, %d are kept", p.found.Open(), len(s.session().Workspace().Pairs))
	}
	s.session().Undo()
	s.until("the undo", func() bool { return p.found.Open() == 1 })
	s.session().Redo()
	s.until("the redo", func() bool { return p.found.Open() == 0 })
	s.saved()
	if again := s.reopened(path); len(again.Pairs) != 1 || !again.Pairs[0].Same {
		t.Errorf("the file holds %v", again.Pairs)
	}
}

func TestCompareSnapshot(t *testing.T) {
	w, _, _ := compareStory(t)
	s := newStage(t, Options{})
	path := s.file("compare.stage", w)
	j := w.Journeys[0]
	f, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	snap, err := f.Snapshot(context.Background(), w, store.Snapshot{Journey: j.ID, Name: "before the workshop", Reason: store.Named, At: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	s.open(path)
	s.session().OpenJourney(j.ID)
	s.session().Do(model.DeleteCards{Journey: j.ID, Cards: []model.CardID{j.Cards[3].ID}})
	s.window().do("map.compare")
	s.tap("compare.version-" + string(snap.ID))
	s.until("the page", func() bool { return s.window().comparePage() != nil })
	p := s.compared()
	if p.found.Count(model.Removed) < 1 || p.found.Count(model.Added) != 0 || !strings.Contains(p.state.before.Name, "before the workshop") {
		t.Errorf("%d removed, %d added since %q", p.found.Count(model.Removed), p.found.Count(model.Added), p.state.before.Name)
	}
}

func TestCompareExport(t *testing.T) {
	w, future, _ := compareStory(t)
	s := newStage(t, Options{})
	s.open(s.file("compare.stage", w))
	s.session().OpenJourney(future)
	s.window().do("file.export")
	if s.find("export.compared") != nil {
		t.Error("a comparison is offered while nothing is compared")
	}
	s.tap("sheet-cancel")
	s.window().do("map.comparetwin")
	s.compared()
	path := filepath.Join(s.folder, "changes.xlsx")
	s.tap("compare.export")
	s.entry("export.path").SetText(path)
	s.tap("export.format.xlsx")
	if s.find("export.compared") == nil {
		t.Fatal("the comparison is not offered")
	}
	s.tap("export.run")
	s.until("the workbook", func() bool { _, err := os.Stat(path); return err == nil })
	book, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sheets, err := book.Open("xl/workbook.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer sheets.Close()
	if data, err := io.ReadAll(sheets); err != nil || !strings.Contains(string(data), `name="Changes"`) {
		t.Errorf("the workbook has no sheet of changes: %s %v", data, err)
	}
}
