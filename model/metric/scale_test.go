package metric_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/model"
	"stagecraft/model/metric"
)

func targeted(t testing.TB, name string, target float64) *model.Metric {
	m := template(t, name)
	m.Target = model.Some(target)
	return m
}

func TestLegend_OfATarget(t *testing.T) {
	for _, c := range []struct {
		metric *model.Metric
		want   []string
	}{
		{targeted(t, "ces-effort", 2.5), []string{"3.5 or more", "2.8 to 3.4", "2.3 to 2.7", "2.0 to 2.2", "1.9 or less"}},
		{targeted(t, "fcr", 75), []string{"58 % or less", "59 to 70 %", "71 to 79 %", "80 to 84 %", "85 % or more"}},
		{targeted(t, "nps", 0), []string{"–25 or less", "–24 to –7", "–6 to +6", "+7 to +14", "+15 or more"}},
	} {
		h := &metric.Heat{Metric: c.metric}
		limits, ok := metric.Limits(c.metric)
		h.Scale = metric.Scale{Diverging: true, Limits: limits, Known: ok}
		var got []string
		for _, l := range h.Legend() {
			got = append(got, l.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q (%v)", c.metric.Name, got, c.want, limits)
		}
	}
}

func TestLimits_TakesThresholds(t *testing.T) {
	m := targeted(t, "ces-effort", 2.5)
	m.Thresholds = []float64{2, 2.4, 3, 4}
	if l, ok := metric.Limits(m); !ok || l != [4]float64{2, 2.4, 3, 4} {
		t.Errorf("got %v", l)
	}
	for v, want := range map[float64]int{1.99: 5, 2: 4, 2.4: 3, 2.99: 3, 3: 2, 4: 1} {
		if got := metric.Aggregate(m, []model.Observation{answer(v)}); got.Step != want {
			t.Errorf("%v is in step %d, want %d", v, got.Step, want)
		}
	}
	if _, ok := metric.Limits(template(t, "nps")); ok {
		t.Error("a metric without target has limits")
	}
}

// Whatever the target and scale: ascending limits around the target, a score of 0 on it, a score that
// agrees with the step and gets better in the metric's direction, and steps that agree with print.
func TestLimits_Hold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.SampledFrom(metric.Templates()).Draw(t, "template")
		low, high := metric.ValueScale(&m)
		target := rapid.Float64Range(low.Or(-1000), high.Or(1000)).Draw(t, "target")
		m.Target = model.Some(math.Round(target*10) / 10)
		l, ok := metric.Limits(&m)
		if !ok || !(l[0] < l[1] && l[1] < l[2] && l[2] < l[3] && l[1] <= m.Target.Value && m.Target.Value < l[2]) {
			t.Fatalf("limits %v around %v", l, m.Target.Value)
		}
		m.Aggregation = model.Mean
		at := func(v float64) metric.Value { return metric.Aggregate(&m, []model.Observation{answer(v)}) }
		m.Thresholds = l[:]
		if on := at(m.Target.Value); math.Abs(on.Score.Value) > 0.2+1e-9 || on.Step != 3 {
			t.Fatalf("on target %+v", on)
		}
		a, b := rapid.Float64Range(l[0]-5, l[3]+5).Draw(t, "a"), rapid.Float64Range(l[0]-5, l[3]+5).Draw(t, "b")
		if m.Direction == model.LowerIsBetter {
			a, b = max(a, b), min(a, b)
		} else {
			a, b = min(a, b), max(a, b)
		}
		worse, better := at(a), at(b)
		if worse.Score.Value > better.Score.Value || worse.Step > better.Step {
			t.Fatalf("%v %+v is better than %v %+v", a, worse, b, better)
		}
		if s := better.Score.Value; s < -1 || s > 1 || better.Step != stepOf(s) && math.Abs(math.Abs(math.Abs(s)-0.4)-0.2) > 1e-6 {
			t.Fatalf("score %v in step %d", s, better.Step)
		}
	})
}

func stepOf(score float64) int {
	return 1 + int(math.Floor(min(max((score+1)/0.4, 0), 4.999)))
}

func TestFormat(t *testing.T) {
	unit := func(u string) *model.Metric { return &model.Metric{Unit: u} }
	for _, c := range []struct {
		metric *model.Metric
		value  float64
		want   string
	}{
		{template(t, "fcr"), 61.7, "62 %"}, {template(t, "fcr"), 4.25, "4.2 %"}, {template(t, "fcr"), 4, "4 %"}, {template(t, "fcr"), 9.97, "10 %"},
		{template(t, "nps"), 17.2, "+17"}, {template(t, "nps"), -35.9, "–36"}, {template(t, "nps"), -0.3, "0"}, {template(t, "nps"), 0, "0"},
		{template(t, "csat"), 4.31, "4.3"}, {template(t, "csat"), 3, "3.0"},
		{unit("EUR"), 1284, "1,284 EUR"}, {unit("EUR"), -1284567.4, "–1,284,567 EUR"}, {unit("min"), 6.5, "6.5 min"},
		{unit("min"), 11, "11 min"}, {unit("min"), 0.25, "0.25 min"}, {unit("min"), 12.34, "12.3 min"}, {unit(""), 100, "100"},
		{unit(""), 0, "0"}, {unit("%"), math.NaN(), "–"}, {unit("min"), 999.7, "1,000 min"},
	} {
		if got := metric.Format(c.metric, c.value); got != c.want {
			t.Errorf("%v: got %q, want %q", c.value, got, c.want)
		}
	}
	if got := metric.FormatN(2955); got != "2,955" {
		t.Errorf("n is %q", got)
	}
	m := targeted(t, "ces-effort", 2.5)
	if d, x := metric.DirectionText(m), metric.TargetText(m); d != "lower is better" || x != "max 2.5" {
		t.Errorf("%q, %q", d, x)
	}
	if x := metric.TargetText(targeted(t, "nps", 30)); x != "min +30" {
		t.Errorf("%q", x)
	}
	if x := metric.TargetText(targeted(t, "fcr", 99.95)); x != "min 99.95 %" {
		t.Errorf("%q", x)
	}
}

func TestTemplates_AreDistinctAndSane(t *testing.T) {
	seen := map[model.MetricID]bool{}
	direction := map[model.MetricID]model.Direction{"ces-effort": model.LowerIsBetter, "ces-ease": model.HigherIsBetter, "churn": model.LowerIsBetter, "nps": model.HigherIsBetter}
	for _, m := range metric.Templates() {
		if seen[m.ID] || m.Name == "" || m.Definition == "" || m.Aggregation == "" || m.Direction == "" || m.Family == "" {
			t.Errorf("%+v", m)
		}
		seen[m.ID] = true
		if want, ok := direction[m.ID]; ok && want != m.Direction {
			t.Errorf("%s: %s", m.ID, m.Direction)
		}
	}
	for _, name := range []model.MetricID{"nps", "csat", "ces-effort", "ces-ease", "conversion", "drop-off", "churn", "fcr", "aht", "sla", "clv"} {
		if !seen[name] {
			t.Errorf("no template %s", name)
		}
	}
}
