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
