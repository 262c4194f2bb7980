package app

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
)

// searched waits until a search is complete.
func (s *stage) searched() {
	s.t.Helper()
	s.until("the search", func() bool { return s.window().editor.find.done })
}

// kettles opens a workspace with "kettle" on two cards and a comment of one map, and in another map.
func kettles(t *testing.T) (*stage, *model.Journey, []*model.Card) {
	t.Helper()
	w := small()
	second := model.NewJourney("The other kettle", model.ServiceBlueprint)
	j := w.Journeys[0]
	one, two := *j.Cards[2], *j.Cards[7]
	one.Title, two.Body = "Boils the Kéttle", "kettle, kettle"
	next, err := model.Group{Commands: []model.Command{
		model.AddJourney{Journey: second, At: 1},
		model.EditCards{Journey: j.ID, Cards: []model.Card{one, two}},
	}}.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	s := newStage(t, Options{})
	s.open(s.file("find.stage", next))
	j = s.session().Journey()
	return s, j, []*model.Card{j.Card(one.ID), j.Card(two.ID)}
}

func (s *stage) lookFor(text string) {
	s.window().do("edit.find")
	s.put("find", text)
	s.searched()
}

// Archived maps are left out, as the list says, until they are asked for; "All" then means what is listed.
func TestFind_LeavesArchivedMapsOut(t *testing.T) {
	s, j, cards := kettles(t)
	var other *model.Journey
	for _, x := range s.session().Workspace().Journeys {
		if x.ID != j.ID {
			other = x
		}
	}
	info := other.JourneyInfo
	info.Archived = true
	if err := s.session().Do(model.EditJourney{Journey: other.ID, Info: info}); err != nil {
		t.Fatal(err)
	}
	s.lookFor("kettle")
	f := s.window().editor.find
	if said := textOf(f.view.panel); len(f.hits) != 2 || !strings.Contains(said, "1 hit in archived maps") {
		t.Fatalf("%d hits; the list says %q", len(f.hits), said)
	}
	f.view.showReplace(true)
	s.put("find.with", "pan")
	s.tap("find.all")
	s.until("the replacement", func() bool { return strings.Contains(s.session().Journey().Card(cards[1].ID).Body, "pan, pan") })
	s.searched()
	if title := s.session().Workspace().Journey(other.ID).Title; title != "The other kettle" || len(f.hits) != 0 {
		t.Errorf("the archived map is called %q, %d hits", title, len(f.hits))
	}
	s.tap("find.archived")
	s.searched()
	if said := textOf(f.view.panel); len(f.hits) != 1 || !strings.Contains(said, "Archived: The other kettle") || !strings.Contains(said, "Leave out") {
		t.Errorf("%d hits with archived maps; the list says %q", len(f.hits), said)
	}
}

func TestFind_ListsJumpsAndGivesBack(t *testing.T) {
	s, j, cards := kettles(t)
	s.window().focusBoard()
	s.lookFor("kettle")
	f := s.window().editor.find
	if len(f.hits) != 3 {
		t.Fatalf("%d records were found, want two cards and a map: %+v", len(f.hits), f.hits)
	}
	said := textOf(f.view.panel)
	for _, want := range []string{"4 hits in 3 records", "2 hits", "Kéttle", placeText(j, cards[0].Step), "The other kettle"} {
		if !strings.Contains(said, want) {
			t.Errorf("the list says %q, want %q", said, want)
		}
	}
	seen := map[model.Ref]bool{}
	for i := range 3 {
		s.key(fyne.KeyReturn)
		if want := fmt.Sprintf("4 hits, record %d of 3", i+1); !strings.Contains(textOf(f.view.panel), want) {
			t.Errorf("the list says %q, want %q", textOf(f.view.panel), want)
		}
		if got := s.session().Selection(); len(got) == 1 {
			seen[got[0]] = true
		}
	}
	if !seen[cardRef(j, cards[0])] || !seen[cardRef(j, cards[1])] {
		t.Errorf("Enter went to %v, want both cards", seen)
	}
	if got := s.session().Journey().Title; got != "The other kettle" {
		t.Errorf("the third hit shows %q, want the other map", got)
	}
	s.key(fyne.KeyEscape)
	if f.active || s.window().window.Canvas().Focused() != fyne.Focusable(s.window().board) {
		t.Error("Escape does not end the search and go back to the board")
	}
	s.session().OpenJourney(j.ID)
	s.window().do("edit.findnext")
	s.searched()
	if got := s.session().Selection(); len(got) != 1 || !seen[got[0]] {
		t.Errorf("F3 after the search was closed selects %v", got)
	}
}

func TestFind_SwitchesNarrowAndNothingSaysWhatToDo(t *testing.T) {
	s, _, cards := kettles(t)
	s.lookFor("kettl")
	s.tap("find.word")
	s.searched()
	f := s.window().editor.find
	if said := textOf(f.view.panel); len(f.hits) != 0 || !strings.Contains(said, "Nothing found") || !strings.Contains(said, "Did you mean kettle") {
		t.Errorf("as a whole word there are %d hits, and the list says %q", len(f.hits), said)
	}
	s.tap("near-kettle")
	s.searched()
	if len(f.hits) != 3 {
		t.Errorf("the nearest term finds %d records, want 3", len(f.hits))
	}
	s.tap("find.word")
	s.tap("find.case")
	s.put("find", "Kettle")
	s.searched()
	if said := textOf(f.view.panel); !strings.Contains(said, "1 hit") || strings.Contains(said, "record") {
		t.Errorf("for one hit the list says %q", said)
	}
	if len(f.hits) != 1 || f.hits[0].Ref.ID != string(cards[0].ID) {
		t.Errorf("with capitals the hits are %+v, want the first card", f.hits)
	}
}

// All that is found of what was typed last is replaced, also when the button is pressed while it is looked for.
func TestFind_ReplacingAllWaitsForTheHits(t *testing.T) {
	s, _, cards := kettles(t)
	s.window().do("edit.replace")
	s.put("find", "other")
	s.searched()
	s.put("find.with", "urn")
	s.put("find", "kettle")
	s.tap("find.all")
	s.until("the replacement", func() bool { return s.session().Workspace().Journeys[1].Title == "The other urn" })
	if got := s.session().Journey().Card(cards[1].ID).Body; got != "urn, urn" {
		t.Errorf("the card reads %q", got)
	}
	s.searched()
	if f := s.window().editor.find; len(f.hits) != 0 || f.replacing {
		t.Errorf("%d hits are left", len(f.hits))
	}
}

func TestFind_ReplacesInOneStep(t *testing.T) {
	s, j, cards := kettles(t)
	before := s.session().Workspace()
	s.window().do("edit.replace")
	s.put("find", "kettle")
	s.searched()
	s.put("find.with", "urn")
	if said := textOf(s.window().editor.find.view.panel); !strings.Contains(said, "All 4") {
		t.Errorf("the button says %q, want how many places it changes", said)
	}
	s.tap("find.all")
	if got := s.session().Journey().Card(cards[1].ID).Body; got != "urn, urn" {
		t.Errorf("the card reads %q", got)
	}
	if got := s.session().Workspace().Journeys[1].Title; got != "The other urn" {
		t.Errorf("the other map is called %q", got)
	}
	s.searched()
	s.window().do("edit.undo")
	if !model.Equal(s.session().Workspace(), before) {
		t.Error("replacing all is not one step of the history")
	}
	s.searched()
	s.window().findNext()
	first := s.session().Selection()[0]
	s.tap("find.one")
	s.searched()
	if got := s.session().Selection(); got[0] == first || got[0] != cardRef(j, cards[0]) && got[0] != cardRef(j, cards[1]) {
		t.Errorf("after replacing %v the selection is %v, want the next hit", first, got)
	}
	if n := len(s.window().editor.find.hits); n != 2 {
		t.Errorf("%d hits are left, want 2", n)
	}
}

func TestFind_ShowsHiddenCards(t *testing.T) {
	s, j, cards := kettles(t)
	s.session().ChangePresent(func(v *model.View) { v.HideLanes = []model.LaneID{cards[0].Lane} })
	s.session().SetView(MatrixView)
	s.window().showRecord(cardRef(j, cards[0]))
	if !s.session().View().onBoard() || s.window().board.Layout().CardBox(cards[0].ID) == nil {
		t.Error("a hit in a hidden lane is not shown")
	}
}

func TestFind_FollowsEdits(t *testing.T) {
	s, j, cards := kettles(t)
	s.lookFor("kettle")
	s.session().Do(model.DeleteCards{Journey: j.ID, Cards: []model.CardID{cards[0].ID}})
	s.searched()
	if n := len(s.window().editor.find.hits); n != 2 {
		t.Errorf("after a deletion there are %d hits, want 2", n)
	}
}

// A name is typed in the list, which comes back for it.
func TestFind_MakesRoomForRenaming(t *testing.T) {
	s, j, _ := kettles(t)
	s.lookFor("kettle")
	s.window().do("map.rename")
	f, ok := s.window().window.Canvas().Focused().(*look.Entry)
	if !ok || f.Name() != "sidebar.rename" || f.Text != j.Title {
		t.Fatalf("the keyboard is with %v", s.window().window.Canvas().Focused())
	}
	s.put("sidebar.rename", "Another kettle")
	s.key(fyne.KeyReturn)
	if got := s.session().Journey().Title; got != "Another kettle" {
		t.Errorf("the map is called %q", got)
	}
}

// A search whose file was closed meanwhile shows nothing any more: there may be no board to show it on.
func TestFind_EndsWithItsFile(t *testing.T) {
	s, _, _ := kettles(t)
	s.lookFor("kettle")
	old := s.window().editor.find
	hits := old.hits
	s.window().dropSession()
	old.take(hits, nil, true) // as the search does that is still going on
	if old.active || len(hits) == 0 {
		t.Errorf("with %d hits the search goes on: %v", len(hits), old.active)
	}
}
