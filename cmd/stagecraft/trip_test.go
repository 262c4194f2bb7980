package main

import (
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

// trip is the map that most stories begin with: three stages of five steps, five lanes, few cards, whose
// ids the stories use.
func trip() *model.Workspace {
	step := func(id model.StepID, title string) *model.Step { return &model.Step{ID: id, Title: title} }
	card := func(id model.CardID, lane model.LaneID, step model.StepID, title string) *model.Card {
		return &model.Card{ID: id, Lane: lane, Step: step, Span: 1, Title: title}
	}
	mood := func(id model.CardID, step model.StepID, mood float64) *model.Card {
		return &model.Card{ID: id, Lane: "mood", Step: step, Span: 1, Emotion: model.Some(mood), Persona: "ana"}
	}
	j := &model.Journey{
		ID: "trip", JourneyInfo: model.JourneyInfo{Title: "City trip", Kind: model.Current, Status: model.Draft, Personas: []model.PersonaID{"ana"}},
		Stages: []*model.Stage{
			{ID: "plan", Title: "Plan", Steps: []*model.Step{step("dream", "Dream"), step("compare", "Compare")}},
			{ID: "book", Title: "Book", Steps: []*model.Step{step("choose", "Choose"), step("pay", "Pay")}},
			{ID: "stay", Title: "Stay", Steps: []*model.Step{step("arrive", "Arrive")}},
		},
		Lanes: []*model.Lane{
			{ID: "do", Kind: model.KindAction, Title: "Actions"},
			{ID: "touch", Kind: model.KindTouchpoint, Title: "Touchpoints"},
			{ID: "mood", Kind: model.KindEmotion, Title: "Mood"},
			{ID: "pain", Kind: model.KindPain, Title: "Pains"},
			{ID: "idea", Kind: model.KindOpportunity, Title: "Ideas"},
		},
		Cards: []*model.Card{
			card("looks", "do", "dream", "Looks at photos"),
			card("lists", "do", "compare", "Lists three hotels"),
			card("asks", "do", "compare", "Asks a friend"),
			card("books", "do", "choose", "Books a room"),
			card("site", "touch", "dream", "Web site"),
			mood("m1", "dream", 1), mood("m2", "compare", -1), mood("m3", "choose", 0.5),
			card("prices", "pain", "compare", "Prices differ from site to site"),
			card("fee", "pain", "pay", "A fee appears at the end"),
			card("total", "idea", "pay", "Show the total price"),
		},
	}
	return &model.Workspace{
		Name: "Trips", Journeys: []*model.Journey{j},
		Personas: []*model.Persona{{ID: "ana", Name: "Ana", Role: "first-time guest"}},
		Owners:   []*model.Owner{{ID: "web", Name: "Web team"}, {ID: "desk", Name: "Front desk"}},
		Channels: []*model.Channel{{ID: "www", Name: "Web", Icon: "web", Class: model.Owned}},
	}
}

// trips is trip with a second, empty map after it.
func trips() *model.Workspace {
	w := trip()
	second := model.NewJourney("Way home", model.JourneyMap)
	second.ID = "home"
	w.Journeys = append(w.Journeys, second)
	return w
}

// measured is trip with two figures of satisfaction.
func measured() *model.Workspace {
	w := trip()
	w.Metrics = []*model.Metric{{
		ID: "csat", Name: "CSAT", ScaleMin: model.Some(1.0), ScaleMax: model.Some(5.0), Direction: model.HigherIsBetter,
		Target: model.Some(4.0), Aggregation: model.Mean, Family: model.StageFamily,
	}}
	w.Sources = []*model.Source{{ID: "survey", Name: "Survey", File: "survey.csv", Rows: 2}}
	w.Datasets = []*model.Dataset{{Source: "survey", Journey: "trip", Observations: model.ObservationsOf(
		model.Observation{Metric: "csat", Step: "compare", Period: "2026-03", Value: model.Some(2.4), N: model.Some(80.0), Row: 2},
		model.Observation{Metric: "csat", Step: "choose", Period: "2026-03", Value: model.Some(4.4), N: model.Some(75.0), Row: 3},
	)}}
	return w
}

// saved waits until all work is in the file and returns the first journey that the file holds.
func (d *desk) saved() *model.Journey {
	d.t.Helper()
	return d.savedWorkspace().Journeys[0]
}

func (d *desk) savedWorkspace() *model.Workspace {
	d.t.Helper()
	d.settle()
	s := d.wait("the work to be saved", func(s seen) bool { return s.Saved && s.File != "" })
	return readFile(d.t, s.File)
}

// readFile reads a workspace while the program holds its file open.
func readFile(t *testing.T, path string) *model.Workspace {
	t.Helper()
	f, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if len(f.Problems()) > 0 {
		t.Fatalf("problems in the saved file: %v", f.Problems())
	}
	return f.Workspace()
}

// unchanged says when the file holds other work than before.
func (d *desk) unchanged(what string, before *model.Workspace) {
	d.t.Helper()
	if after := d.savedWorkspace(); !model.Equal(before, after) {
		d.t.Errorf("%s: the file holds other work than before: %v", what, model.Diff(before, after))
	}
}

// titles are those of a cell's cards, from the top.
func titles(j *model.Journey, lane model.LaneID, step model.StepID) []string {
	var out []string
	for _, c := range j.CardsIn(model.Cell{Lane: lane, Step: step}) {
		out = append(out, c.Title)
	}
	return out
}
