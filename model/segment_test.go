package model_test

import (
	"slices"
	"strings"
	"testing"

	"stagecraft/model"
)

// copyFor duplicates the small journey for a persona and a segment.
func copyFor(t *testing.T, w *model.Workspace, p model.PersonaID, segment string) (*model.Workspace, *model.Journey) {
	t.Helper()
	next := apply(t, w, model.DuplicateFor{Journey: jid, Salt: "s", Title: "For some", Persona: p, Segment: segment})
	j := next.Journey(model.DerivedID("s", jid))
	if j == nil || j.Title != "For some" || len(next.Journeys) != len(w.Journeys)+1 {
		t.Fatalf("the copy is %+v", j)
	}
	return next, j
}

func titles(cards []*model.Card) string {
	var all []string
	for _, c := range cards {
		all = append(all, strings.TrimPrefix(c.Title, "Card ")+string(c.Persona))
	}
	return strings.Join(all, " ")
}

func TestDuplicateForANewPersona(t *testing.T) {
	w := small()
	w.Personas = append(w.Personas, &model.Persona{ID: "ben", Name: "Ben"})
	next, j := copyFor(t, w, "ben", "")
	if !slices.Equal(j.Personas, []model.PersonaID{"ben"}) || j.Lanes[1].Persona != "ben" {
		t.Errorf("the copy is of %v, its lane of %q", j.Personas, j.Lanes[1].Persona)
	}
	if got, want := titles(j.Cards), "pben q r s t u v x"; got != want {
		t.Errorf("cards %q, want %q", got, want)
	}
	if len(next.Datasets) != 1 {
		t.Error("observations came along without a segment")
	}
}

func TestDuplicateForOneOfItsPersonas(t *testing.T) {
	w := small()
	w.Personas = append(w.Personas, &model.Persona{ID: "ben", Name: "Ben"})
	j := w.Journeys[0]
	j.Personas = append(j.Personas, "ben")
	j.Cards[3].Persona = "ben" // s; p and the lane M are Ann's
	_, c := copyFor(t, w, "ben", "")
	if got, want := titles(c.Cards), "q r sben v x"; got != want {
		t.Errorf("cards %q, want %q: what is Ann's alone stays behind", got, want)
	}
	if len(c.Lanes) != 2 || len(c.Links) != 1 || len(c.Comments) != 4 {
		t.Errorf("%d lanes, %d links, %d comments", len(c.Lanes), len(c.Links), len(c.Comments))
	}
}

func TestDuplicateForASegmentTakesItsValues(t *testing.T) {
	w := small()
	w.Personas = append(w.Personas, &model.Persona{ID: "ben", Name: "Ben"})
	w.Journeys[0].Cards[3].Persona = "ben"
	o := func(card model.CardID, step model.StepID, segment string, v float64) model.Observation {
		return model.Observation{Metric: "csat", Card: card, Step: step, Segment: segment, Value: model.Some(v)}
	}
	w.Datasets[0].Observations = model.ObservationsOf(o("s", "b1", "business", 2), o("", "a1", "business", 3), o("t", "", "business", 4), o("", "a1", "family", 5))
	next, j := copyFor(t, w, "ben", "business")
	if len(next.Datasets) != 2 || next.Datasets[1].Journey != j.ID || next.Source(next.Datasets[1].Source).Name != "Survey, business" {
		t.Fatalf("datasets %+v", next.Datasets)
	}
	got := slices.Collect(next.Datasets[1].Observations.All())
	if len(got) != 3 || got[0].Card != model.DerivedID(string(j.ID), model.CardID("s")) || got[0].Step != model.DerivedID(string(j.ID), model.StepID("b1")) {
		t.Fatalf("observations %+v", got)
	}
	if got[2].Card != "" || got[2].Step != model.DerivedID(string(j.ID), model.StepID("a2")) {
		t.Errorf("the value of a card that stayed behind is at %q, step %q; want the card's step", got[2].Card, got[2].Step)
	}
	if w.Datasets[0].Observations.Len() != 4 || next.Datasets[0] != w.Datasets[0] {
		t.Error("the original's values were touched")
	}
}
