package app

import (
	"strings"
	"testing"

	"stagecraft/model"
)

// TestPanelsFollowALargeMap changes a large map: the board shows the change at once, and the panels once what
// waits for the frame is done, or when an action is called before that.
func TestPanelsFollowALargeMap(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("large.stage", model.Generate(3, 30, 8, followFrom, 0, 1)))
	s.until("the map", func() bool { return s.window().board.Layout() != nil })
	s.saved()
	rename := func(title string) {
		t.Helper()
		j := s.session().Journey()
		info := j.JourneyInfo
		info.Title = title
		if err := s.session().Do(model.EditJourney{Journey: j.ID, Info: info}); err != nil {
			t.Fatal(err)
		}
	}
	shown := func(title string) bool {
		return strings.HasPrefix(s.window().window.Title(), title) && strings.Contains(textOf(s.window().editor.top.content), title)
	}
	rename("First name")
	if l := s.window().board.Layout(); l.Journey.Title != "First name" {
		t.Errorf("the board shows %q", l.Journey.Title)
	}
	if shown("First name") {
		t.Error("the frame of the change waited for the panels")
	}
	rename("Second name")
	s.until("the panels", func() bool { return shown("Second name") })

	rename("Third name")
	s.window().do("view.fit")
	if !shown("Third name") {
		t.Error("an action found the panels behind the board")
	}
}
