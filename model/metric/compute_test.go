package metric_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// trip is a journey of two stages with two steps each, and a card on each step.
func trip(metrics []*model.Metric, obs ...model.Observation) *model.Workspace {
	j := &model.Journey{ID: "j", Lanes: []*model.Lane{{ID: "l", Kind: model.KindAction}}}
	for _, stage := range []string{"a", "b"} {
		s := &model.Stage{ID: model.StageID(stage), Title: stage}
		for _, step := range []string{"1", "2"} {
			s.Steps = append(s.Steps, &model.Step{ID: model.StepID(stage + step), Title: stage + step})
			j.Cards = append(j.Cards, &model.Card{ID: model.CardID("c" + stage + step), Lane: "l", Step: model.StepID(stage + step), Span: 1})
		}
		j.Stages = append(j.Stages, s)
	}
	return &model.Workspace{
		Journeys: []*model.Journey{j}, Metrics: metrics, Sources: []*model.Source{{ID: "s", File: "kpi.csv"}},
		Datasets: []*model.Dataset{{Source: "s", Journey: "j", Observations: model.ObservationsOf(obs...)}},
	}
}

func at(step model.StepID, v, n float64) model.Observation {
	return model.Observation{Metric: "csat", Step: step, Value: model.Some(v), N: model.Some(n)}
}

func compute(t testing.TB, w *model.Workspace, q metric.Query) *metric.Heat {
	t.Helper()
	q.Journey = "j"
	h, err := metric.Compute(w, q)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestCompute_RollsUpFromCardToJourney(t *testing.T) {
	csat := targeted(t, "csat", 4)
	card := at("", 1, 50)
	card.Card = "cb2"
	other := at("a1", 5, 1000)
	other.Metric = "nps"
	w := trip([]*model.Metric{csat}, at("a1", 5, 10), at("a1", 4, 30), at("a2", 3, 40), card, other,
		model.Observation{Metric: "csat", Stage: "b", Value: model.Some(5.0), N: model.Some(50.0)},
		model.Observation{Metric: "csat", Value: model.Some(2.0), N: model.Some(20.0)})
	h := compute(t, w, metric.Query{Metric: "csat"})
	wantValue(t, h.Steps["a1"], 4.25, 40)
	wantValue(t, h.Stages["a"], 3.625, 80)
	wantValue(t, h.Cards["cb2"], 1, 50)
	wantValue(t, h.Steps["b2"], 1, 50)
	wantValue(t, h.Stages["b"], 3, 100)
	wantValue(t, h.Whole, (50+120+120+50+250+40)/200.0, 200)
	if _, ok := h.Steps["b1"]; ok {
		t.Error("a step without data has a value")
	}
	if h.Steps["a1"].Step < 4 || h.Steps["b2"].Step != 1 || !h.Scale.Diverging {
		t.Errorf("steps %d, %d", h.Steps["a1"].Step, h.Steps["b2"].Step)
	}
}

func TestHeat_ForCard(t *testing.T) {
	own := at("", 2, 50)
	own.Card = "ca1"
	w := trip([]*model.Metric{template(t, "csat")}, own, at("a1", 5, 50), at("a2", 3, 100),
		model.Observation{Metric: "csat", Stage: "b", Value: model.Some(4.0), N: model.Some(70.0)})
	h := compute(t, w, metric.Query{Metric: "csat"})
	j := w.Journeys[0]
	wantValue(t, h.ForCard(j.Cards[0]), 2, 50)
	wantValue(t, h.ForCard(&model.Card{ID: "new", Step: "a1", Span: 1}), 3.5, 100)
	wantValue(t, h.ForCard(&model.Card{ID: "wide", Step: "a1", Span: 2}), 3.25, 200)
	wantValue(t, h.ForCard(j.Cards[2]), 4, 70)
	w = trip([]*model.Metric{template(t, "csat")}, at("b1", 4, 70))
	h = compute(t, w, metric.Query{Metric: "csat"})
	if v := h.ForCard(w.Journeys[0].Cards[3]); v.Value.Known || v.Step != 0 {
		t.Errorf("b2 has no data but is %+v", v)
	}
	if v := (&metric.Heat{}).ForCard(j.Cards[0]); v.Value.Known {
		t.Errorf("an empty heat has %+v", v)
	}
}

func TestCompute_Filters(t *testing.T) {
	obs := func(p model.Period, segment string, v float64) model.Observation {
		return model.Observation{Metric: "csat", Step: "a1", Period: p, Segment: segment, Value: model.Some(v)}
	}
	w := trip([]*model.Metric{template(t, "csat")}, obs("2026-03-31", "new", 1), obs("2026-03-02", "old", 2), obs("2026-W14", "new", 3), obs("2026-04", "new", 4), obs("", "", 5))
	for _, c := range []struct {
		query metric.Query
		value float64
		n     float64
	}{
		{metric.Query{}, 3, 5},
		{metric.Query{Segment: "new"}, 8.0 / 3, 3},
		{metric.Query{Period: "2026-03"}, 1.5, 2},
		{metric.Query{Period: "2026-03", Segment: "old"}, 2, 1},
		{metric.Query{Period: "2026-Q2"}, 4, 1}, // the week begins in March
		{metric.Query{Period: "2026"}, 2.5, 4},
	} {
		c.query.Metric = "csat"
		h := compute(t, w, c.query)
		wantValue(t, h.Whole, c.value, c.n)
		if !slices.Equal(h.Segments, []string{"new", "old"}) || len(h.Periods) == 0 || len(h.Sources) != 1 {
			t.Errorf("facts depend on the filter: %v %v %v", h.Segments, h.Periods, h.Sources)
		}
	}
	if h := compute(t, w, metric.Query{Metric: "csat", Period: "2030"}); h.Whole.Value.Known || len(h.Steps) != 0 {
		t.Error("a period without data has values")
	}
}

func TestCompute_SequentialWithoutTarget(t *testing.T) {
	volume := &model.Metric{ID: "csat", Aggregation: model.Sum}
	w := trip([]*model.Metric{volume}, at("a1", 0, 1), at("a2", 100, 1), at("b1", 39, 1), at("b2", 40, 1))
	h := compute(t, w, metric.Query{Metric: "csat"})
	steps := [4]int{h.Steps["a1"].Step, h.Steps["a2"].Step, h.Steps["b1"].Step, h.Steps["b2"].Step}
	if steps != [4]int{1, 5, 2, 3} || h.Scale.Diverging {
		t.Errorf("steps %v", steps)
	}
	if s := h.Steps["b2"].Score.Value; math.Abs(s-0.4) > 1e-9 {
		t.Errorf("score %v, want 0.4", s)
	}
	if h.Stages["a"].Step != 5 || h.Stages["b"].Step != 1 {
		t.Errorf("stages of a sum have no scale of their own: %+v", h.Stages)
	}
	single := compute(t, trip([]*model.Metric{volume}, at("a1", 7, 1)), metric.Query{Metric: "csat"})
	if v := single.Steps["a1"]; v.Step != 3 || v.Score.Value != 0.5 {
		t.Errorf("the only value is %+v", v)
	}
	if empty := compute(t, trip([]*model.Metric{volume}), metric.Query{Metric: "csat"}); empty.Scale.Known || empty.Legend() != nil {
		t.Error("no data has a scale")
	}
}

func TestLegend_OfFifthsIsReadable(t *testing.T) {
	m := &model.Metric{ID: "csat", Aggregation: model.Mean, ScaleMin: model.Some(1.0), ScaleMax: model.Some(5.0)}
	h := compute(t, trip([]*model.Metric{m}, at("a1", 1.670873, 9), at("a2", 4.143842, 9)), metric.Query{Metric: "csat"})
	var got []string
	for _, l := range h.Legend() {
		got = append(got, l.Text)
	}
	if want := []string{"2.1 or less", "2.2 to 2.6", "2.7 to 3.1", "3.2 to 3.6", "3.7 or more"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCompute_Errors(t *testing.T) {
	w := trip([]*model.Metric{template(t, "csat")})
	for _, q := range []metric.Query{{Metric: "none", Journey: "j"}, {Metric: "csat", Journey: "none"}} {
		if _, err := metric.Compute(w, q); err == nil {
			t.Errorf("%v: no error", q)
		}
	}
}

func TestCompute_RowRanges(t *testing.T) {
	var obs []model.Observation
	for _, row := range []int{2, 3, 4, 9, 7, 8, 8} {
		o := at("a1", 3, 1)
		o.Row = row
		obs = append(obs, o)
	}
	h := compute(t, trip([]*model.Metric{template(t, "csat")}, obs...), metric.Query{Metric: "csat"})
	if want := []metric.RowRange{{Source: "s", From: 2, To: 4}, {Source: "s", From: 7, To: 9}}; !slices.Equal(h.Whole.Rows, want) {
		t.Errorf("got %v, want %v", h.Whole.Rows, want)
	}
}

func TestHealth(t *testing.T) {
	csat, nps, plain := targeted(t, "csat", 4), targeted(t, "nps", 30), template(t, "fcr")
	o := func(id model.MetricID, step model.StepID, v float64) model.Observation {
		return metric.Entered(nps, model.Observation{Metric: id, Step: step, Value: model.Some(v), N: model.Some(100.0)})
	}
	w := trip([]*model.Metric{csat, nps, plain}, at("a1", 4, 100), o("nps", "a1", -100), o("nps", "b1", 100), o("fcr", "a1", 0))
	if h := metric.Health(w, "j", "a"); !h.Known || math.Abs(h.Value-25) > 0.1 {
		t.Errorf("stage a: %v, want 25 (on target and at worst)", h)
	}
	if h := metric.Health(w, "j", "b"); !h.Known || h.Value != 100 {
		t.Errorf("stage b: %v, want 100", h)
	}
	if h := metric.Health(w, "j", "c"); h.Known {
		t.Errorf("no such stage: %v", h)
	}
	if h := metric.Health(trip([]*model.Metric{plain}, o("fcr", "a1", 4)), "j", ""); h.Known {
		t.Errorf("no targets: %v", h)
	}
	apart := *nps
	apart.Uncounted = true
	w = trip([]*model.Metric{csat, &apart}, at("a1", 4, 100), o("nps", "a1", -100), o("nps", "b1", 100))
	if h := metric.Health(w, "j", "a"); !h.Known || math.Abs(h.Value-50) > 0.1 {
		t.Errorf("stage a without the metric at worst: %v, want 50", h)
	}
	if h := metric.Health(w, "j", "b"); h.Known {
		t.Errorf("stage b has a metric only that does not count, and health %v", h)
	}
}

func TestSpanOf(t *testing.T) {
	for p, want := range map[model.Period][2]string{
		"2026": {"2026-01-01", "2027-01-01"}, "2026-Q4": {"2026-10-01", "2027-01-01"}, "2026-12": {"2026-12-01", "2027-01-01"},
		"2026-W01": {"2025-12-29", "2026-01-05"}, "2020-W53": {"2020-12-28", "2021-01-04"}, "2024-02-29": {"2024-02-29", "2024-03-01"},
	} {
		s, ok := metric.SpanOf(p)
		if !ok || s.From.Format("2006-01-02") != want[0] || s.To.Format("2006-01-02") != want[1] {
			t.Errorf("%s is %v", p, s)
		}
		if back := metric.PeriodOf(s.From, s.Grain); back != p {
			t.Errorf("%s came back as %s", p, back)
		}
	}
	for _, p := range []model.Period{"", "26", "2026-13", "2026-Q5", "2021-W53", "2026-02-30", "2026-W00", "soon"} {
		if s, ok := metric.SpanOf(p); ok {
			t.Errorf("%q is %v", p, s)
		}
	}
}

// The published answers are those of the R package NPS and of a survey analysed in public.
func TestCompute_PublishedNPS(t *testing.T) {
	rows := table(t, "kpi-tables/NPS-testdata.csv")
	want := map[[2]string]float64{{"ALL", "ALL"}: 10, {"BU", "Apples"}: 14.8, {"BU", "Oranges"}: 7.6, {"BU", "Bananas"}: 9.6, {"BU", "Berries"}: 8,
		{"Region", "NAM"}: 11.0453648915187, {"Region", "APAC"}: 23.021582733813}
	groups := map[[2]string][]model.Observation{}
	for _, row := range rows[1:] {
		v, _ := strconv.ParseFloat(row[0], 64)
		for _, key := range [][2]string{{"ALL", "ALL"}, {"BU", row[5]}, {"Region", row[9]}} {
			groups[key] = append(groups[key], answer(v))
		}
	}
	for key, nps := range want {
		wantValue(t, roundedTo(metric.Aggregate(template(t, "nps"), groups[key]), nps), nps, float64(len(groups[key])))
	}
	var survey []model.Observation
	for _, row := range table(t, "kpi-tables/preppin-040/input_01.csv")[1:] {
		if v, err := strconv.ParseFloat(row[1], 64); err == nil {
			survey = append(survey, answer(v))
		}
	}
	v := metric.Aggregate(template(t, "nps"), survey)
	if v.N != 39 || math.Round(v.Value.Value*10)/10 != -35.9 {
		t.Errorf("got %v of %v answers, want -35.9 of 39", v.Value.Value, v.N)
	}
}

// roundedTo replaces a value that agrees with want to ten digits by want.
func roundedTo(v metric.Value, want float64) metric.Value {
	if math.Abs(v.Value.Value-want) < 1e-10*math.Abs(want) {
		v.Value.Value = want
	}
	return v
}

func table(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(name)))
	if err != nil {
		t.Skipf("skipped: the shared test data is not here (%v)", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func BenchmarkCompute100000(b *testing.B) {
	var obs []model.Observation
	for i := range 100_000 {
		o := at(model.StepID([]string{"a1", "a2", "b1", "b2"}[i%4]), float64(1+i%5), 1)
		o.Row, o.Period = i+2, model.Period([]string{"2026-01-02", "2026-03-04", "2026-04-05"}[i%3])
		obs = append(obs, o)
	}
	w := trip([]*model.Metric{targeted(b, "csat", 4)}, obs...)
	for b.Loop() {
		compute(b, w, metric.Query{Metric: "csat"})
	}
}

func TestCompute_KeepsTheFirstRunsOfRows(t *testing.T) {
	var obs []model.Observation
	for row := 1; row <= 1000; row++ {
		o := at([]model.StepID{"a1", "b1"}[row%2], 3, 1)
		o.Row = row
		obs = append(obs, o)
	}
	h := compute(t, trip([]*model.Metric{targeted(t, "csat", 4)}, obs...), metric.Query{Metric: "csat"})
	if got := h.Steps["a1"].Rows; len(got) != 100 || got[0] != (metric.RowRange{Source: "s", From: 2, To: 2}) || got[99].From != 200 {
		t.Errorf("%d runs: %v", len(got), got)
	}
	if got := h.Whole.Rows; len(got) != 1 || got[0].To != 1000 || h.Steps["a1"].N != 500 {
		t.Errorf("the whole journey has %v", got)
	}
}
