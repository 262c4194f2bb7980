package model_test

import (
	"slices"
	"testing"

	"stagecraft/model"
)

func TestEmpathyMap(t *testing.T) {
	w := small()
	j := w.Journey(jid)
	all := model.EmpathyMap(j, "", "")
	seen := map[model.CardID]bool{}
	for q, cards := range all {
		for _, c := range cards {
			if seen[c.ID] || model.QuadrantOf(j.KindOf(c)) != q {
				t.Errorf("card %s of kind %s stands under %s", c.ID, j.KindOf(c), q)
			}
			seen[c.ID] = true
		}
	}
	for _, c := range j.Cards {
		if model.QuadrantOf(j.KindOf(c)) != "" != seen[c.ID] {
			t.Errorf("card %s of kind %s: listed is %v", c.ID, j.KindOf(c), seen[c.ID])
		}
	}
	for _, s := range j.Stages {
		for _, cards := range model.EmpathyMap(j, "", s.ID) {
			for _, c := range cards {
				if !slices.ContainsFunc(j.Covers(c), func(step *model.Step) bool { return j.StageOf(step.ID) == s }) {
					t.Errorf("card %s does not reach into stage %s", c.ID, s.ID)
				}
			}
		}
	}
}

func TestEmpathyMap_OfOnePersona(t *testing.T) {
	w := apply(t, small(), model.PutPersona{Persona: model.Persona{ID: "eve", Name: "Eve"}})
	w = apply(t, w, model.AddLane{Journey: jid, Lane: model.Lane{ID: "say", Kind: model.KindSaying, Title: "Saying"}})
	w = apply(t, w, model.AddLane{Journey: jid, Lane: model.Lane{ID: "evesays", Kind: model.KindSaying, Title: "Eve", Persona: "eve"}})
	add := func(id string, lane model.LaneID, p model.PersonaID) {
		w = apply(t, w, model.AddCards{Journey: jid, Cards: []model.PlacedCard{{Card: model.Card{ID: model.CardID(id), Lane: lane, Step: "a1", Title: id, Persona: p}}}})
	}
	add("everybody's", "say", "")
	add("ann's", "say", "ann")
	add("eve's", "evesays", "")
	got := func(p model.PersonaID) (titles []string) {
		for _, c := range model.EmpathyMap(w.Journey(jid), p, "")[model.Says] {
			titles = append(titles, c.Title)
		}
		slices.Sort(titles)
		return titles
	}
	if titles := got("eve"); !slices.Equal(titles, []string{"eve's", "everybody's"}) {
		t.Errorf("Eve says %q", titles)
	}
	if titles := got("ann"); !slices.Equal(titles, []string{"ann's", "everybody's"}) {
		t.Errorf("Ann says %q", titles)
	}
	for p, want := range map[model.PersonaID]model.LaneID{"eve": "evesays", "ann": "say", "": "say"} {
		if l, kind := model.EmpathyLane(w.Journey(jid), p, model.Says); l == nil || l.ID != want || kind != "" {
			t.Errorf("what %q says goes to %v as %q, want lane %s", p, l, kind, want)
		}
	}
}

func TestEmpathyLane_GainsShareThePains(t *testing.T) {
	j := model.NewJourney("x", model.BlankGrid)
	if l, _ := model.EmpathyLane(j, "", model.Gains); l != nil {
		t.Fatalf("a map without such a lane offers %s", l.Title)
	}
	j.Lanes = append(j.Lanes, &model.Lane{ID: "p", Kind: model.KindPain, Title: "Pains"})
	if l, kind := model.EmpathyLane(j, "", model.Gains); l == nil || l.ID != "p" || kind != model.KindGain {
		t.Errorf("a gain goes to %v as %q, want the lane of pains as a gain", l, kind)
	}
	j.Lanes = append(j.Lanes, &model.Lane{ID: "g", Kind: model.KindGain, Title: "Gains"})
	if l, kind := model.EmpathyLane(j, "", model.Gains); l == nil || l.ID != "g" || kind != "" {
		t.Errorf("a gain goes to %v as %q, want the lane of gains", l, kind)
	}
}
