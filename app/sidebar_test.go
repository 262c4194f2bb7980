package app

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
)

// three is a workspace of three maps.
func three() *model.Workspace {
	w := sights()
	for _, title := range []string{"Second", "Third"} {
		w.Journeys = append(w.Journeys, model.NewJourney(title, model.JourneyMap))
	}
	w.Journeys[1].Decision = "Shall we build the kiosk?"
	return w
}

func titlesOf(w *model.Workspace) []string {
	var titles []string
	for _, j := range w.Journeys {
		titles = append(titles, j.Title)
	}
	return titles
}

func TestSidebar_RenamesInPlace(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", three()))
	for name, want := range map[string]func(*model.Workspace) string{
		"journey-Second": func(w *model.Workspace) string { return w.Journeys[1].Title },
		"persona-Maya":   func(w *model.Workspace) string { return w.Personas[0].Name },
	} {
		row, ok := s.find(name).(*look.Press)
		if !ok {
			t.Fatalf("there is no row %s", name)
		}
		row.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
		e := s.entry("sidebar.rename")
		if s.window().window.Canvas().Focused() != fyne.Focusable(e) {
			t.Errorf("%s: F2 does not open the name for typing", name)
		}
		before := s.session().Workspace()
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if s.session().Workspace() != before || s.find("sidebar.rename") != nil {
			t.Errorf("%s: Escape does not leave the name as it was", name)
		}
		s.find(name).(*look.Press).TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
		e = s.entry("sidebar.rename")
		e.SetText("Renamed")
		e.OnSubmitted(e.Text)
		if got := want(s.session().Workspace()); got != "Renamed" || s.find("sidebar.rename") != nil {
			t.Errorf("%s is called %q after Enter", name, got)
		}
		s.session().Undo()
		if s.session().Workspace() != before {
			t.Errorf("%s: renaming is not one step of the history", name)
		}
	}
}

func TestSidebar_DragsAMapToAnotherPlace(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", three()))
	bar := s.window().editor.sidebar
	before := titlesOf(s.session().Workspace())
	d := bar.dragOf(0)
	for range 4 {
		d.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DY: 24}})
	}
	if !bar.marker.Visible() {
		t.Error("nothing shows where the map would come to stand")
	}
	d.DragEnd()
	want := []string{before[1], before[2], before[0]}
	if got := titlesOf(s.session().Workspace()); !slices.Equal(got, want) || bar.marker.Visible() {
		t.Errorf("the maps stand as %q, want %q", got, want)
	}
	s.session().Undo()
	d = bar.dragOf(1)
	d.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DY: 15}})
	d.DragEnd()
	if got := titlesOf(s.session().Workspace()); !slices.Equal(got, before) {
		t.Errorf("a short drag moved a map: %q", got)
	}
}

func TestSidebar_DecisionsOpenTheirMap(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", three()))
	s.tap("group-Decisions")
	p, ok := s.find("decision-Second").(*look.Press)
	if !ok || !strings.Contains(textOf(p), "kiosk") {
		t.Fatal("the decision of the second map is not in the list")
	}
	s.tap("decision-Second")
	if got := s.session().Journey().Title; got != "Second" {
		t.Errorf("the decision opens %q", got)
	}
}

func TestTopBar_OffersTheOtherState(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", three()))
	s.window().editor.top.setWidth(1500, 1500)
	s.tap("state.future")
	if !strings.Contains(s.said(), "no future map yet") {
		t.Fatalf("without a twin Future says %q", s.said())
	}
	s.tap("sheet-ok")
	if j := s.session().Journey(); j.Kind != model.Future || j.Twin == "" {
		t.Errorf("the open map is %s with the twin %q", j.Kind, j.Twin)
	}
	s.tap("state.current")
	if j := s.session().Journey(); j.Kind != model.Current {
		t.Error("Current does not lead back")
	}
}

func TestTopBar_SaysAsMuchAsFits(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", rich(t)))
	top := s.window().editor.top
	for _, width := range []float32{2000, 1500, 1200, 1000, 820} {
		top.setWidth(width, width)
		if least := top.row.MinSize().Width + 24; least > width && top.size < 2 {
			t.Errorf("at %v the bar needs %v and does not say less", width, least)
		}
	}
	top.setWidth(2000, 2000)
	if top.size != 0 || !strings.Contains(textOf(top.content), "Blueprint") {
		t.Errorf("with room for it the bar has no words: %q", textOf(top.content))
	}
}

func TestSidebar_EmptyGroupsSayHowToBegin(t *testing.T) {
	s := newStage(t, Options{})
	w := small()
	w.Personas = nil
	for _, j := range w.Journeys {
		j.Personas, j.Cards, j.Links = nil, nil, nil
	}
	s.open(s.file("a.stage", w))
	s.tap("empty-Personas")
	s.entry("ask-text").SetText("Anna")
	s.tap("sheet-ok")
	if w := s.session().Workspace(); len(w.Personas) != 1 || w.Personas[0].Name != "Anna" {
		t.Errorf("the empty group's button made %d personas", len(w.Personas))
	}
	if s.find("empty-Personas") != nil {
		t.Error("the group still says that it is empty")
	}
}
