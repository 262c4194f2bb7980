package model

import (
	"slices"
	"testing"
)

func TestHistory_StepsNameTheirCard(t *testing.T) {
	j := NewJourney("Trip", JourneyMap)
	lane, step := j.Lanes[1].ID, j.Steps()[0].ID
	h := NewHistory(&Workspace{Name: "W", Journeys: []*Journey{j}})
	do := func(c Command) {
		t.Helper()
		if _, err := h.Do(c); err != nil {
			t.Fatal(err)
		}
	}
	add := func(id CardID, title string) PlacedCard {
		return PlacedCard{Card: Card{ID: id, Lane: lane, Step: step, Span: 1, Title: title}}
	}
	do(AddCards{Journey: j.ID, Cards: []PlacedCard{add("a", "Online check-in")}})
	do(Group{Name: "Capture", Commands: []Command{AddCards{Journey: j.ID, Cards: []PlacedCard{add("b", "A title that is far too long to be shown in a list")}}}})
	do(AddCards{Journey: j.ID, Cards: []PlacedCard{add("c", "C"), add("d", "D")}})
	do(DeleteCards{Journey: j.ID, Cards: []CardID{"a"}})
	want := []string{"Add card “Online check-in”", "Capture “A title that is far too long to…”", "Add 2 cards", "Delete card “Online check-in”"}
	if got := h.Steps(); !slices.Equal(got, want) {
		t.Errorf("the steps are %q, want %q", got, want)
	}
	if got := h.UndoLabel(); got != "Delete card" {
		t.Errorf("the menu says %q, want it short", got)
	}
}

func TestHistory_StepsNameWhatTheyAreAbout(t *testing.T) {
	j := NewJourney("Trip", JourneyMap)
	h := NewHistory(&Workspace{Name: "W", Journeys: []*Journey{j}, Personas: []*Persona{{ID: "p", Name: "Anna"}}})
	stage, lane := j.Stages[0], j.Lanes[0]
	step := stage.Steps[0]
	for _, c := range []struct {
		command Command
		title   string
	}{
		{AddStage{Journey: j.ID, Stage: Stage{ID: "new", Title: "Afterwards", Steps: []*Step{{ID: "one", Title: "One"}}}}, "Afterwards"},
		{EditStep{Journey: j.ID, Step: step.ID, Title: "Packs"}, "Packs"},
		{DeleteLane{Journey: j.ID, Lane: lane.ID}, lane.Title},
		{DeleteStage{Journey: j.ID, Stage: "new"}, "Afterwards"},
		{DeleteRecord{Ref: Ref{Kind: PersonaRecord, ID: "p"}}, "Anna"},
		{DeleteJourney{Journey: j.ID}, "Trip"},
	} {
		if _, err := h.Do(c.command); err != nil {
			t.Fatalf("%T: %v", c.command, err)
		}
		if steps := h.Steps(); steps[len(steps)-1] != c.command.Label()+" “"+c.title+"”" {
			t.Errorf("%T is the step %q, want it to name %q", c.command, steps[len(steps)-1], c.title)
		}
	}
}
