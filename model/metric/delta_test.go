package metric_test

import (
	"testing"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// pair is a journey of one stage with two steps, before and after, with three metrics and moods.
func pair() (before, after *model.Workspace) {
	build := func(effort, dropBefore, dropAfter, mood float64, nps bool) *model.Workspace {
		j := &model.Journey{ID: "j", JourneyInfo: model.JourneyInfo{Title: "Order"}}
		j.Stages = []*model.Stage{{ID: "s", Title: "Buy", Steps: []*model.Step{{ID: "a", Title: "Look"}, {ID: "b", Title: "Pay"}}}}
		j.Lanes = []*model.Lane{{ID: "e", Kind: model.KindEmotion, Title: "Mood"}}
		j.Cards = []*model.Card{{ID: "m", Lane: "e", Step: "a", Span: 1, Persona: "ann", Emotion: model.Some(mood)},
			{ID: "n", Lane: "e", Step: "b", Span: 1, Persona: "ann", Emotion: model.Some(0.0)}}
		w := &model.Workspace{Journeys: []*model.Journey{j}, Personas: []*model.Persona{{ID: "ann", Name: "Ann"}}}
		w.Metrics = []*model.Metric{
			{ID: "ces", Name: "Effort", ScaleMin: model.Some(1.0), ScaleMax: model.Some(5.0), Direction: model.LowerIsBetter, Aggregation: model.Mean},
			{ID: "drop", Name: "Drop-off", Unit: "%", Direction: model.LowerIsBetter, Aggregation: model.Mean},
			{ID: "nps", Name: "NPS", Direction: model.HigherIsBetter, Aggregation: model.Mean},
		}
		list := []model.Observation{{Metric: "ces", Step: "a", Value: model.Some(effort)},
			{Metric: "drop", Step: "a", Value: model.Some(dropBefore)}, {Metric: "drop", Step: "b", Value: model.Some(dropAfter)}}
		if nps {
			list = append(list, model.Observation{Metric: "nps", Step: "a", Value: model.Some(30.0)})
		}
		w.Sources = []*model.Source{{ID: "src", Name: "Survey"}}
		w.Datasets = []*model.Dataset{{Source: "src", Journey: "j", Observations: model.ObservationsOf(list...)}}
		return w
	}
	return build(4.3, 62, 20, -1, true), build(2.1, 62, 48, 1, false)
}

func TestDeltas(t *testing.T) {
	before, after := pair()
	deltas := metric.Deltas(model.Compare(before, "j", after, "j", nil))
	type shift struct{ before, after, change, verdict string }
	got := map[string][]shift{}
	for i := range deltas {
		d := &deltas[i]
		for _, s := range d.At {
			got[d.Name] = append(got[d.Name], shift{d.Text(s.Before), d.Text(s.After), d.Change(s), d.Verdict(s).String()})
		}
	}
	// Whole journey, stage, step a, step b.
	want := map[string][4]shift{
		"Effort":      {{"4.3", "2.1", "–2.2", "better"}, {"4.3", "2.1", "–2.2", "better"}, {"4.3", "2.1", "–2.2", "better"}, {}},
		"Drop-off":    {{"41 %", "55 %", "+14 points", "worse"}, {"41 %", "55 %", "+14 points", "worse"}, {"62 %", "62 %", "±0", "the same"}, {"20 %", "48 %", "+28 points", "worse"}},
		"NPS":         {{"30", "", "", ""}, {"30", "", "", ""}, {"30", "", "", ""}, {}},
		"Mood of Ann": {{"–0.5", "+0.5", "+1", "better"}, {"–0.5", "+0.5", "+1", "better"}, {"–1", "+1", "+2", "better"}, {"0", "0", "±0", "the same"}},
	}
	for name, w := range want {
		for i := range w {
			if len(got[name]) != 4 || got[name][i] != w[i] {
				t.Errorf("%s at place %d: %+v, want %+v", name, i, got[name], w[i])
				break
			}
		}
	}
	if len(deltas) != len(want) {
		t.Errorf("%d figures", len(deltas))
	}
}

// A change that is smaller than the decimals of its values is written with more of them: never "-0 worse".
func TestDelta_WritesSmallChanges(t *testing.T) {
	scale := func(unit string) *model.Metric {
		return &model.Metric{Name: "M", Unit: unit, ScaleMin: model.Some(1.0), ScaleMax: model.Some(5.0), Direction: model.HigherIsBetter}
	}
	for _, c := range []struct {
		delta         metric.Delta
		before, after float64
		text, change  string
	}{
		{metric.Delta{Metric: scale(""), Mood: true}, 0.26, 0.24, "+0.3 to +0.2", "–0.02"},
		{metric.Delta{Metric: scale("")}, 3.449, 3.451, "3.4 to 3.5", "+0.002"},
		{metric.Delta{Metric: scale("")}, 3.0, 3.3, "3.0 to 3.3", "+0.3"},
		{metric.Delta{Metric: &model.Metric{Name: "M", Unit: "%"}}, 55.4, 55.6, "55 % to 56 %", "+0.2 points"},
		{metric.Delta{Metric: &model.Metric{Name: "M", Unit: "%"}}, 55.4, 55.4, "55 % to 55 %", "±0"},
	} {
		s := metric.Shift{Before: metric.Value{Value: model.Some(c.before)}, After: metric.Value{Value: model.Some(c.after)}}
		if text := c.delta.Text(s.Before) + " to " + c.delta.Text(s.After); text != c.text || c.delta.Change(s) != c.change {
			t.Errorf("%g to %g is written %s, %s, want %s, %s", c.before, c.after, text, c.delta.Change(s), c.text, c.change)
		}
	}
}

func TestDeltas_PairsMetricsByName(t *testing.T) {
	before, after := pair()
	after.Metrics[0].ID = "effort"
	list := []model.Observation{{Metric: "effort", Step: "a", Value: model.Some(3.0)}}
	after.Datasets[0].Observations = model.ObservationsOf(list...)
	deltas := metric.Deltas(model.Compare(before, "j", after, "j", nil))
	if d := deltas[0]; d.Name != "Effort" || d.Text(d.At[0].Before) != "4.3" || d.Text(d.At[0].After) != "3.0" {
		t.Errorf("%+v", d.At[0])
	}
}
