package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/model"
)

// sights is a workspace whose map has cards to filter: two personas, three levels, a tag.
func sights() *model.Workspace {
	w := fourByFour()
	j := w.Journeys[0]
	w.Personas = []*model.Persona{{ID: "m", Name: "Maya"}, {ID: "n", Name: "Jonas"}}
	j.Cards = []*model.Card{
		{ID: "1", Lane: "l1", Step: "a", Span: 1, Title: "one", Persona: "m", Evidence: model.Validated},
		{ID: "2", Lane: "l1", Step: "b", Span: 1, Title: "two", Persona: "n", Tags: []string{"price"}},
		{ID: "3", Lane: "l2", Step: "b", Span: 1, Title: "three", MomentOfTruth: true},
		{ID: "4", Lane: "l4", Step: "c", Span: 1, Title: "four", Persona: "n", Evidence: model.Partial},
	}
	return w
}

func TestFilter_ShowsWhatIsOfInterestAndSaysSo(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", sights()))
	bar := s.window().editor.filter
	if bar.content.Visible() {
		t.Fatal("the bar of the filter stands there although nothing is hidden")
	}
	before := s.session().Workspace()
	s.tap("view.filter")
	s.tap("filter-persona-Maya")
	if said := textOf(bar.content); !strings.Contains(said, "Filter on: 2 of 4 cards") || !strings.Contains(said, "Maya") {
		t.Errorf("with the cards of one persona the bar says %q", said)
	}
	s.tap("filter-hide")
	if got := s.window().board.Options().Filter; !got.Hide || len(got.Personas) != 1 || got.Personas[0] != "m" {
		t.Errorf("the board filters by %+v", got)
	}
	s.tap("filter-lane-Hurt")
	if said := textOf(bar.content); !strings.Contains(said, "Filter on: 1 of 4 cards") || !strings.Contains(said, "1 lane hidden") {
		t.Errorf("with a lane hidden too the bar says %q", said)
	}
	if got := s.window().board.Options().HideLanes; len(got) != 1 || got[0] != "l2" {
		t.Errorf("the board hides %v, want lane l2", got)
	}
	s.tap("filter-off")
	if o := s.window().board.Options(); bar.content.Visible() || o.Filter.Any() || len(o.HideLanes) > 0 {
		t.Error("Clear does not show everything again")
	}
	if s.session().Workspace() != before {
		t.Error("looking at less of the map changed it")
	}
}

func TestSavedViews_AreKeptUsedAndUndone(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("map.stage", sights())
	s.open(path)
	s.session().ChangePresent(func(v *model.View) {
		v.Filter.Evidence, v.Collapsed = []model.Evidence{model.Validated}, []model.StageID{"s2"}
	})
	s.window().do("view.save")
	s.entry("ask-text").SetText("Sure things")
	s.tap("sheet-ok")
	s.saved()
	kept := s.reopened(path).Views
	if len(kept) != 1 || kept[0].Name != "Sure things" || len(kept[0].Collapsed) != 1 || kept[0].Journey != s.session().JourneyID() {
		t.Fatalf("the file holds the views %+v", kept)
	}

	s.session().ShowAll()
	if s.session().ViewChanged() {
		t.Error("the whole map counts as a changed view")
	}
	s.window().pickView(string(kept[0].ID))
	if o := s.window().board.Options(); len(o.Filter.Evidence) != 1 || len(o.Stages) != 1 {
		t.Errorf("the saved view shows the board with %+v", o)
	}
	s.session().ChangePresent(func(v *model.View) { v.Filter.Moments = true })
	if !s.session().ViewChanged() {
		t.Error("a view that was changed does not count as changed")
	}
	s.window().do("view.update")
	if got := s.session().Views()[0]; !got.Filter.Moments || got.Name != "Sure things" {
		t.Errorf("the updated view is %+v", got)
	}
	s.session().Undo()
	if s.session().Views()[0].Filter.Moments {
		t.Error("undo does not bring the view back as it was")
	}

	s.window().do("view.views")
	s.tap("view-rename-Sure things")
	s.entry("ask-text").SetText("Known")
	s.tap("sheet-ok")
	if got := s.session().Views()[0].Name; got != "Known" {
		t.Errorf("the view is called %q after renaming", got)
	}
	s.window().do("view.views")
	s.tap("view-delete-Known")
	if len(s.session().Views()) != 0 {
		t.Error("the view is not deleted")
	}
	s.session().Undo()
	if len(s.session().Views()) != 1 {
		t.Error("undo does not bring the deleted view back")
	}
}

func TestSavedViews_SurviveWhatIsDeleted(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", sights()))
	s.session().ChangePresent(func(v *model.View) {
		v.HideLanes, v.Filter.Personas = []model.LaneID{"l4"}, []model.PersonaID{"m"}
	})
	s.session().Do(model.DeleteLane{Journey: s.session().JourneyID(), Lane: "l4"})
	s.session().Do(model.DeleteRecord{Ref: model.Ref{Kind: model.PersonaRecord, ID: "m"}})
	if o := s.session().LayoutOptions(); len(o.HideLanes) != 0 || o.Filter.Any() {
		t.Errorf("the board still leaves out by what is gone: %+v", o)
	}
	s.window().do("view.save")
	s.entry("ask-text").SetText("Rest")
	s.tap("sheet-ok")
	if len(s.session().Views()) != 1 {
		t.Error("a view that once named what is gone cannot be saved")
	}
}

func TestStory_EscapeClosesWhatDroppedDown(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("sights.stage", sights()))
	c := s.window().window.Canvas()
	s.window().do("view.filter")
	c.Unfocus() // as a click on the panel's ground does
	c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if n := len(c.Overlays().List()); n != 0 {
		t.Errorf("after Escape %d panels lie above the map", n)
	}
	if c.Focused() != fyne.Focusable(s.window().board) {
		t.Errorf("after Escape the keyboard is with %T", c.Focused())
	}
}
