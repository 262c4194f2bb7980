package scene_test

import (
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// garden is a small blueprint that has one of everything.
func garden() *model.Workspace {
	step := func(id, title string) *model.Step { return &model.Step{ID: model.StepID(id), Title: title} }
	obs := func(m model.MetricID, step model.StepID, period string, v, n float64) model.Observation {
		return model.Observation{Metric: m, Step: step, Period: model.Period(period), Value: model.Some(v), N: model.Some(n)}
	}
	scale := func(id model.MetricID, name string, d model.Direction, target float64) *model.Metric {
		return &model.Metric{ID: id, Name: name, ScaleMin: model.Some(1.0), ScaleMax: model.Some(5.0),
			Direction: d, Target: model.Some(target), Aggregation: model.Mean}
	}
	return &model.Workspace{
		Personas: []*model.Persona{{ID: "ana", Name: "Ana"}, {ID: "bo", Name: "Bo"}},
		Channels: []*model.Channel{{ID: "web", Name: "Web", Icon: "web"}},
		Owners:   []*model.Owner{{ID: "shop", Name: "Shop team"}},
		Metrics:  []*model.Metric{scale("csat", "CSAT", model.HigherIsBetter, 4.2), scale("ces", "Effort", model.LowerIsBetter, 2.5)},
		Datasets: []*model.Dataset{{Source: "src", Journey: "j", Observations: model.ObservationsOf(
			obs("csat", "p1", "2026-01", 4.0, 80), obs("csat", "p1", "2026-02", 4.4, 90), obs("csat", "p2", "2026-02", 3.1, 12),
			obs("ces", "p1", "2026-02", 1.6, 80), obs("ces", "p2", "2026-02", 4.4, 12),
		)}},
		Journeys: []*model.Journey{{
			ID:          "j",
			JourneyInfo: model.JourneyInfo{Title: "Plant a hedge", Personas: []model.PersonaID{"ana", "bo"}},
			Stages: []*model.Stage{
				{ID: "s1", Title: "I choose", Steps: []*model.Step{step("p1", "Look for plants"), step("p2", "Order")}},
				{ID: "s2", Title: "I plant", Steps: []*model.Step{step("p3", "Dig")}},
			},
			Lanes: []*model.Lane{
				{ID: "act", Kind: model.KindAction, Title: "Actions", Hint: "What I do"},
				{ID: "think", Kind: model.KindThinking, Title: "Thinking"},
				{ID: "mood", Kind: model.KindEmotion, Title: "Emotion"},
				{ID: "pain", Kind: model.KindPain, Title: "Pains and gains"},
				{ID: "touch", Kind: model.KindTouchpoint, Title: "Touchpoints"},
				{ID: "front", Kind: model.KindFrontstage, Title: "Frontstage"},
				{ID: "back", Kind: model.KindBackstage, Title: "Backstage", Locked: true},
				{ID: "sys", Kind: model.KindSystem, Title: "Systems"},
				{ID: "csat", Kind: model.KindMetric, Title: "CSAT", Metric: "csat"},
				{ID: "idea", Kind: model.KindOpportunity, Title: "Opportunities"},
			},
			Cards: []*model.Card{
				{ID: "a1", Lane: "act", Step: "p1", Span: 1, Title: "Walks along the street and looks over fences", Evidence: model.Validated},
				{ID: "a2", Lane: "act", Step: "p2", Span: 2, Title: "Fills the basket", Body: "Twelve plants, two sacks of soil", Evidence: model.Partial},
				{ID: "t1", Lane: "think", Step: "p1", Span: 1, Title: "\u201cWill it survive me?\u201d"},
				{ID: "m1", Lane: "mood", Step: "p1", Span: 1, Persona: "ana", Title: "So green!", Emotion: model.Some(1.5), Evidence: model.Validated},
				{ID: "m2", Lane: "mood", Step: "p2", Span: 1, Persona: "ana", Title: "Sold out", Emotion: model.Some(-2.0), Expected: model.Some(1.0), Evidence: model.Validated},
				{ID: "m3", Lane: "mood", Step: "p1", Span: 1, Persona: "bo", Emotion: model.Some(0.0)},
				{ID: "m4", Lane: "mood", Step: "p3", Span: 1, Persona: "bo", Emotion: model.Some(-0.5)},
				{ID: "x1", Lane: "pain", Step: "p2", Span: 1, Title: "Delivery takes weeks", Severity: 2, Votes: 12, Evidence: model.Validated},
				{ID: "x2", Lane: "pain", Step: "p2", Span: 1, Kind: model.KindGain, Title: "Planting guide in the box", Evidence: model.Partial},
				{ID: "c1", Lane: "touch", Step: "p1", Span: 1, Title: "Plant finder", Channel: "web", Owner: "shop", Evidence: model.Validated},
				{ID: "c2", Lane: "touch", Step: "p2", Span: 1, Title: "Order form", Channel: "web", Owner: "shop", MomentOfTruth: true, Evidence: model.Validated},
				{ID: "c3", Lane: "touch", Step: "p3", Span: 1, Title: "Guide", Evidence: model.Assumption},
				{ID: "f1", Lane: "front", Step: "p2", Span: 1, Title: "Confirms the order"},
				{ID: "b1", Lane: "back", Step: "p3", Span: 1, Title: "Digs out the plants"},
				{ID: "y1", Lane: "sys", Step: "p2", Span: 1, Title: "Stock list"},
				{ID: "i1", Lane: "idea", Step: "p2", Span: 1, Title: "Reserve plants", Votes: 3, MomentOfTruth: true},
			},
			Links: []*model.Link{
				{ID: "k1", From: "c2", To: "f1", Exchange: true}, {ID: "k2", From: "f1", To: "b1", Evidence: model.Assumption},
				{ID: "k3", From: "x1", To: "y1", Kind: model.Causes, Label: "no stock"},
			},
			Comments: []*model.Comment{{ID: "q", On: model.Ref{Kind: model.CardRecord, Journey: "j", ID: "y1"}, Text: "Since when?"}},
		}},
	}
}

// heatOf computes a metric of the garden.
func heatOf(t testing.TB, w *model.Workspace, m model.MetricID) *metric.Heat {
	h, err := metric.Compute(w, metric.Query{Metric: m, Journey: w.Journeys[0].ID})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// gardenScene draws the garden with the heat of a metric; none when it is empty.
func gardenScene(t testing.TB, theme *scene.Theme, m model.MetricID) *scene.Scene {
	w := garden()
	l := layout.Compute(w, "j", layout.Options{})
	if m == "" {
		return scene.Build(l, theme, nil)
	}
	return scene.Build(l, theme, heatOf(t, w, m))
}

// group returns the one group of a card.
func group(t testing.TB, s *scene.Scene, card string) *scene.Group {
	found := s.Groups(model.Ref{Kind: model.CardRecord, Journey: s.Layout.Journey.ID, ID: card})
	if len(found) != 1 {
		t.Fatalf("card %s has %d groups", card, len(found))
	}
	return found[0].Group
}

// items returns the items of one type of a group that are drawn at a zoom.
func items[T scene.Item](g *scene.Group, zoom float64, at func(T) scene.Zoom) []T {
	var found []T
	for _, item := range g.Drawn() {
		if it, ok := item.(T); ok && at(it).At(zoom) {
			found = append(found, it)
		}
	}
	return found
}

func rects(g *scene.Group, zoom float64) []scene.Rect {
	return items(g, zoom, func(r scene.Rect) scene.Zoom { return r.Zoom })
}

func texts(g *scene.Group, zoom float64) []string {
	var all []string
	for _, t := range items(g, zoom, func(t scene.Text) scene.Zoom { return t.Zoom }) {
		all = append(all, t.Line.Text)
	}
	return all
}

func icons(g *scene.Group, zoom float64) []string {
	var all []string
	for _, i := range items(g, zoom, func(i scene.Icon) scene.Zoom { return i.Zoom }) {
		all = append(all, i.Name)
	}
	return all
}
