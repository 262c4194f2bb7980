package metric_test

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"

	"stagecraft/model"
	"stagecraft/model/metric"
)

func template(t testing.TB, name string) *model.Metric {
	t.Helper()
	m, ok := metric.Template(name)
	if !ok {
		t.Fatalf("no template %q", name)
	}
	return &m
}

func answer(v float64) model.Observation { return model.Observation{Value: model.Some(v)} }

func weighted(v, n float64) model.Observation {
	return model.Observation{Value: model.Some(v), N: model.Some(n)}
}

func parts(num, den float64) model.Observation {
	return model.Observation{Numerator: model.Some(num), Denominator: model.Some(den)}
}

func wantValue(t testing.TB, got metric.Value, value, n float64) {
	t.Helper()
	if !got.Value.Known || math.Abs(got.Value.Value-value) > 1e-9 || got.N != n {
		t.Errorf("got %v (n %v), want %v (n %v)", got.Value, got.N, value, n)
	}
}

func TestAggregate_ByHand(t *testing.T) {
	plain := func(a model.Aggregation) *model.Metric { return &model.Metric{Aggregation: a} }
	percent := &model.Metric{Aggregation: model.Ratio, Unit: "%"}
	for _, c := range []struct {
		name     string
		metric   *model.Metric
		obs      []model.Observation
		value, n float64
	}{
		{"mean weighs by n", plain(model.Mean), []model.Observation{weighted(4, 10), weighted(1, 30)}, 1.75, 40},
		{"mean without n", plain(model.Mean), []model.Observation{answer(4), answer(1), {}}, 2.5, 2},
		{"mean of parts", plain(model.Mean), []model.Observation{parts(30, 10), answer(14)}, 4, 11},
		{"no answers count nothing", plain(model.Mean), []model.Observation{weighted(4, 10), weighted(1, 0)}, 4, 10},
		{"sum", plain(model.Sum), []model.Observation{answer(4), answer(-1), {Numerator: model.Some(2.5)}}, 5.5, 3},
		{"ratio is sum over sum", percent, []model.Observation{parts(1, 2), parts(10, 98)}, 11, 100},
		{"ratio restores sums from n", percent, []model.Observation{weighted(50, 2), parts(10, 98)}, 11, 100},
		{"ratio leaves bare shares out beside sums", percent, []model.Observation{answer(99), parts(10, 100)}, 10, 100},
		{"ratio of bare shares only", percent, []model.Observation{answer(20), answer(40)}, 30, 2},
		{"ratio without percent", plain(model.Ratio), []model.Observation{parts(1, 4), parts(2, 4)}, 0.375, 8},
		{"nps of answers", template(t, "nps"), []model.Observation{answer(10), answer(9), answer(8), answer(7), answer(6), answer(0), answer(9)}, 100.0 / 7, 7},
		{"nps of counts", template(t, "nps"), []model.Observation{parts(8-22, 39)}, -14.0 / 39 * 100, 39},
		{"nps of scores with n", template(t, "nps"), []model.Observation{weighted(9, 100), weighted(-50, 300)}, -35.25, 400},
		{"nps entered without n", template(t, "nps"), []model.Observation{metric.Entered(template(t, "nps"), answer(9))}, 9, 1},
		{"top two of 5", template(t, "csat-top2"), []model.Observation{answer(5), answer(4), answer(3), answer(1)}, 50, 4},
		{"top two of shares", template(t, "csat-top2"), []model.Observation{weighted(80, 100), weighted(20, 50)}, 60, 150},
		{"median odd", plain(model.Median), []model.Observation{answer(9), answer(1), answer(3)}, 3, 3},
		{"median even", plain(model.Median), []model.Observation{answer(9), answer(1), answer(3), answer(5)}, 4, 4},
		{"median weighted", plain(model.Median), []model.Observation{weighted(1, 5), weighted(10, 2), weighted(20, 2)}, 1, 9},
		{"last period", plain(model.Last), []model.Observation{
			{Period: "2026-02", Value: model.Some(7.0), Row: 1},
			{Period: "2026-03", Value: model.Some(3.0), N: model.Some(3.0), Row: 2},
			{Period: "2026-03", Value: model.Some(5.0), N: model.Some(1.0), Row: 3},
			{Period: "2025-12", Value: model.Some(9.0), Row: 4}}, 3.5, 4},
		{"last row without periods", plain(model.Last), []model.Observation{{Value: model.Some(7.0), Row: 2}, {Value: model.Some(3.0), Row: 1}}, 7, 1},
	} {
		t.Run(c.name, func(t *testing.T) { wantValue(t, metric.Aggregate(c.metric, c.obs), c.value, c.n) })
	}
}

func TestAggregate_NothingIsMissing(t *testing.T) {
	for _, a := range []model.Aggregation{model.Mean, model.Sum, model.Ratio, model.NPS, model.TopTwo, model.Median, model.Last} {
		for _, obs := range [][]model.Observation{nil, {{}}, {weighted(3, 0)}, {parts(3, 0)}, {answer(math.NaN())}, {answer(math.Inf(1))}} {
			v := metric.Aggregate(&model.Metric{Aggregation: a, Target: model.Some(1.0)}, obs)
			if v.Value.Known || v.Step != 0 || v.Score.Known || v.Small {
				t.Errorf("%s of %v is %+v, want missing", a, obs, v)
			}
		}
	}
}

func TestAggregate_CountsAndSmallSamples(t *testing.T) {
	m := template(t, "csat")
	v := metric.Aggregate(m, []model.Observation{answer(5), answer(5), answer(2)})
	want := []metric.Count{{Answer: 1}, {Answer: 2, N: 1}, {Answer: 3}, {Answer: 4}, {Answer: 5, N: 2}}
	if !slices.Equal(v.Counts, want) || !v.Small {
		t.Errorf("got %v small %v, want %v small", v.Counts, v.Small, want)
	}
	if v := metric.Aggregate(m, []model.Observation{answer(5), weighted(4, 200)}); v.Counts != nil || v.Small {
		t.Errorf("a mean of 200 answers was counted as one: %+v", v)
	}
	m.SmallN = 2
	if v := metric.Aggregate(m, []model.Observation{answer(5), answer(4)}); v.Small {
		t.Error("n 2 is small though the metric's limit is 2")
	}
}

func TestAggregate_TrendGathersDays(t *testing.T) {
	day := func(p model.Period, v float64) model.Observation {
		return model.Observation{Period: p, Value: model.Some(v)}
	}
	v := metric.Aggregate(template(t, "csat"), []model.Observation{day("2026-02-28", 4), day("2026-01-05", 1), day("2026-01-20", 3), day("2026-09-01", 5)})
	want := []metric.Point{{Period: "2026-01", Value: 2, N: 2}, {Period: "2026-02", Value: 4, N: 1}, {Period: "2026-09", Value: 5, N: 1}}
	if !slices.Equal(v.Trend, want) {
		t.Errorf("got %v, want %v", v.Trend, want)
	}
	last := &model.Metric{Aggregation: model.Last}
	v = metric.Aggregate(last, []model.Observation{day("2026-01-05", 1), day("2026-01-20", 3), day("2026-09-01", 5)})
	if want := []metric.Point{{Period: "2026-01", Value: 3, N: 1}, {Period: "2026-09", Value: 5, N: 1}}; !slices.Equal(v.Trend, want) {
		t.Errorf("last: got %v, want %v", v.Trend, want)
	}
}

// gonum's weighted mean and an expansion into single answers are the second implementations.
func TestAggregate_AgreesWithSecondImplementations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "observations")
		obs := make([]model.Observation, n)
		var values, weights, all []float64
		for i := range obs {
			v, w := float64(rapid.IntRange(0, 10).Draw(t, "v")), float64(rapid.IntRange(1, 4).Draw(t, "n"))
			obs[i] = weighted(v, w)
			values, weights = append(values, v), append(weights, w)
			for range int(w) {
				all = append(all, v)
			}
		}
		mean := metric.Aggregate(&model.Metric{Aggregation: model.Mean}, obs)
		if want := stat.Mean(values, weights); math.Abs(mean.Value.Value-want) > 1e-9 {
			t.Fatalf("mean %v, gonum says %v", mean.Value.Value, want)
		}
		slices.SortFunc(all, cmp.Compare)
		want := (all[(len(all)-1)/2] + all[len(all)/2]) / 2
		if got := metric.Aggregate(&model.Metric{Aggregation: model.Median}, obs); got.Value.Value != want {
			t.Fatalf("median %v, want %v of %v", got.Value.Value, want, all)
		}
		single := make([]model.Observation, len(all))
		promoters, detractors := 0, 0
		for i, v := range all {
			single[i] = answer(v)
			if v > 8 {
				promoters++
			} else if v < 7 {
				detractors++
			}
		}
		nps := metric.Aggregate(&model.Metric{Aggregation: model.NPS}, single)
		if want := 100 * float64(promoters-detractors) / float64(len(all)); math.Abs(nps.Value.Value-want) > 1e-9 || nps.N != float64(len(all)) {
			t.Fatalf("nps %v, want %v", nps.Value.Value, want)
		}
	})
}

// The order of the observations never matters, and joining parts gives what the whole gives.
func TestAggregate_OrderDoesNotMatter(t *testing.T) {
	kinds := []model.Aggregation{model.Mean, model.Sum, model.Ratio, model.NPS, model.TopTwo, model.Median, model.Last}
	rapid.Check(t, func(t *rapid.T) {
		m := &model.Metric{Aggregation: rapid.SampledFrom(kinds).Draw(t, "aggregation"), ScaleMin: model.Some(0.0), ScaleMax: model.Some(10.0)}
		obs := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) model.Observation {
			o := weighted(float64(rapid.IntRange(0, 10).Draw(t, "v")), 1)
			o.Period = rapid.SampledFrom([]model.Period{"", "2026-01", "2026-02"}).Draw(t, "period")
			return o
		}), 1, 12).Draw(t, "observations")
		for i := range obs {
			obs[i].Row = i + 2
		}
		mixed := rapid.Permutation(obs).Draw(t, "mixed")
		a, b := metric.Aggregate(m, obs), metric.Aggregate(m, mixed)
		if math.Abs(a.Value.Value-b.Value.Value) > 1e-9 || a.N != b.N || !slices.Equal(a.Rows, b.Rows) {
			t.Fatalf("%+v became %+v", a, b)
		}
	})
}
