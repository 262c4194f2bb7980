package app

import (
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/model"
)

// twoMaps opens a file of two maps, and makes another file of one.
func (s *stage) twoMaps() (w *model.Workspace, path, other string) {
	s.t.Helper()
	w, err := model.DuplicateJourney{Journey: rich(s.t).Journeys[0].ID, Salt: "x", Title: "Another"}.Apply(rich(s.t))
	if err != nil {
		s.t.Fatal(err)
	}
	path, other = s.file("a.stage", w), s.file("b.stage", small())
	s.open(path)
	return w, path, other
}

func TestReopened_FileIsLookedAtAsItWasLeft(t *testing.T) {
	s := newStage(t, Options{})
	w, path, other := s.twoMaps()
	second := w.Journeys[1]
	s.window().window.Resize(fyne.NewSize(1280, 800))
	s.session().OpenJourney(second.ID)
	s.session().SetView(BlueprintView)
	s.session().SetHeat(w.Metrics[1].ID)
	stage, lane := second.Stages[1].ID, second.Lanes[2].ID
	s.session().ChangePresent(func(v *model.View) {
		v.Collapsed, v.HideLanes = []model.StageID{stage}, []model.LaneID{lane}
		v.Filter.Moments = true
	})
	s.window().board.ZoomTo(0.6)
	s.open(other)
	if s.session().tint.metric == w.Metrics[1].ID || s.window().board.Zoom() != 1 {
		t.Error("another file is looked at as the first was")
	}
	s.open(path)
	if got := s.session().JourneyID(); got != second.ID {
		t.Errorf("the file opens at %s, want the map that was open", got)
	}
	if got := s.session().tint.metric; got != w.Metrics[1].ID {
		t.Errorf("the tint is %q", got)
	}
	v := s.session().Present()
	if len(v.Collapsed) != 1 || v.Collapsed[0] != stage || len(v.HideLanes) != 1 || v.HideLanes[0] != lane || !v.Filter.Moments {
		t.Errorf("it is looked at as %+v", v)
	}
	if z := s.window().board.Zoom(); z != 0.6 {
		t.Errorf("the zoom is %g", z)
	}
	if s.session().Workspace().Views != nil && len(s.session().Workspace().Views) != len(w.Views) {
		t.Error("it was kept in the workspace")
	}
	// What is gone meanwhile is left out.
	if err := s.session().Do(model.DeleteJourney{Journey: second.ID}); err != nil {
		t.Fatal(err)
	}
	s.saved()
	s.open(other)
	s.open(path)
	if s.session().Journey() == nil {
		t.Error("no map is open after the one that was open was deleted")
	}
}

// Each map keeps its kind of picture and its tint: while one works, beside the table and the portfolio, which
// show many maps, and when the file is opened again.
func TestEachMapIsLookedAtInItsWay(t *testing.T) {
	s := newStage(t, Options{})
	w, path, other := s.twoMaps()
	one, two := w.Journeys[0].ID, w.Journeys[1].ID
	first, second := w.Metrics[0].ID, w.Metrics[1].ID
	is := func(when string, view View, tint model.MetricID) {
		t.Helper()
		if s.session().View() != view || s.session().tint.metric != tint {
			t.Errorf("%s the map is shown as view %d by %q, want view %d by %q", when, s.session().View(), s.session().tint.metric, view, tint)
		}
	}
	s.session().SetView(MatrixView)
	s.session().SetHeat(first)
	s.session().OpenJourney(two)
	s.session().SetView(JourneyView)
	s.session().SetHeat(second)
	s.session().OpenJourney(one)
	is("back on the first", MatrixView, first)
	s.session().OpenJourney(two)
	is("back on the second", JourneyView, second)
	s.session().Show(cardRef(w.Journeys[0], w.Journeys[0].Cards[0]))
	if !s.session().View().onBoard() || s.session().JourneyID() != one {
		t.Error("a card of the first map is shown, but not on the board")
	}
	s.session().OpenJourney(two)
	s.session().SetView(TableView)
	s.session().OpenJourney(one)
	is("in the table", TableView, second)
	s.session().OpenJourney(two)
	s.session().SetView(JourneyView)
	is("after the table", JourneyView, second)
	s.session().SetView(TableView)
	s.session().OpenJourney(one)
	s.session().SetView(BlueprintView)
	is("from the table on", BlueprintView, first)
	s.session().SetHeat("")
	s.open(other)
	s.open(path)
	is("opened again", BlueprintView, "")
	s.session().OpenJourney(two)
	is("the other, opened again", JourneyView, second)
}

// A map that is seen for the first time does not take the tint of the one before.
func TestMapFirstSeenIsNotTinted(t *testing.T) {
	s := newStage(t, Options{})
	w, _, _ := s.twoMaps()
	one, two := w.Journeys[0].ID, w.Journeys[1].ID
	s.session().SetHeat(w.Metrics[0].ID)
	s.session().SetSegment("New")
	s.session().OpenJourney(two)
	if h := s.session().Heat(); h != nil || s.session().tint.segment != "" {
		t.Errorf("it is tinted by %q of %q", s.session().tint.metric, s.session().tint.segment)
	}
	s.window().toggleHeat() // on again: by what was chosen last
	if s.session().tint.metric != w.Metrics[0].ID {
		t.Errorf("switched on, it is tinted by %q", s.session().tint.metric)
	}
	s.session().OpenJourney(one)
	if s.session().tint.metric != w.Metrics[0].ID || s.session().tint.segment != "New" {
		t.Error("the first map lost its tint")
	}
}
