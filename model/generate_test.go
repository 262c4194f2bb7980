package model_test

import (
	"testing"

	"stagecraft/model"
)

func TestGenerate(t *testing.T) {
	sizes := []struct{ stages, steps, lanes, cards, observations int }{
		{1, 1, 1, 1, 1}, {5, 12, 12, 400, 300}, {3, 40, 25, 2000, 5000}, {14, 14, 2, 30, 0}, {2, 2, 0, 0, 10}, {10, 100, 12, 10000, 1000},
	}
	for _, s := range sizes {
		w := model.Generate(s.stages, s.steps, s.lanes, s.cards, s.observations, 7)
		if err := model.Validate(w); err != nil {
			t.Fatalf("%+v: %v", s, err)
		}
		j := w.Journeys[0]
		got := s
		got.stages, got.steps, got.lanes, got.cards, got.observations = len(j.Stages), len(j.Steps()), len(j.Lanes), len(j.Cards), 0
		for _, d := range w.Datasets {
			got.observations += d.Observations.Len()
		}
		if got != s {
			t.Errorf("asked for %+v, got %+v", s, got)
		}
	}
}

func TestGenerate_SameSeedSameValue(t *testing.T) {
	a, b := model.Generate(4, 9, 8, 300, 500, 3), model.Generate(4, 9, 8, 300, 500, 3)
	if fingerprint(t, a) != fingerprint(t, b) {
		t.Error("the same seed gave two values")
	}
	if fingerprint(t, a) == fingerprint(t, model.Generate(4, 9, 8, 300, 500, 4)) {
		t.Error("another seed gave the same value")
	}
}

func TestGenerate_FillsTheGrid(t *testing.T) {
	w := model.Generate(10, 100, 12, 10000, 0, 1)
	j := w.Journeys[0]
	for _, l := range j.Lanes {
		if l.Kind == model.KindMetric {
			continue
		}
		for _, s := range j.Steps() {
			if len(j.CardsIn(model.Cell{Lane: l.ID, Step: s.ID})) == 0 {
				t.Fatalf("no card in lane %s at step %s", l.Title, j.StepNumber(s.ID))
			}
		}
	}
	near := 0
	for _, l := range j.Links {
		from, to := j.Card(l.From), j.Card(l.To)
		if d := j.StepIndex(to.Step) - j.StepIndex(from.Step); d == 0 || d == 1 {
			near++
		}
	}
	if len(j.Links) < 800 || near*10 < len(j.Links)*9 {
		t.Errorf("%d links, %d of them between neighbours", len(j.Links), near)
	}
	if len(model.BlueprintLines(j.Lanes)) != 3 {
		t.Error("the lanes do not give the three lines")
	}
}
