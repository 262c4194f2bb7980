package metric_test

import (
	"math"
	"testing"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// The four examples of R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics
// in Medicine 17, 1998, table I, method 3.
func TestIntervalOfAShareIsWilsons(t *testing.T) {
	m := &model.Metric{Aggregation: model.Ratio, Unit: "%"}
	for _, c := range []struct{ part, of, low, high float64 }{
		{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718},
	} {
		v := metric.Aggregate(m, []model.Observation{{Numerator: model.Some(c.part), Denominator: model.Some(c.of)}})
		low, high, ok := metric.Interval(m, v)
		if !ok || math.Abs(low/100-c.low) > 5e-5 || math.Abs(high/100-c.high) > 5e-5 {
			t.Errorf("%g of %g: %g to %g, want %g to %g", c.part, c.of, low/100, high/100, c.low, c.high)
		}
	}
}

// The answers 1, 2, 3, 4, 5, 5, 4, 4 have the mean 3.5 and the sample standard deviation 1.414214 (R: sd), so
// the interval is 3.5 ± 1.959964 · 1.414214 / √8.
func TestIntervalOfAMeanIsFromItsAnswers(t *testing.T) {
	m := &model.Metric{Aggregation: model.Mean, ScaleMin: model.Some(1.0), ScaleMax: model.Some(5.0)}
	var all []model.Observation
	for _, x := range []float64{1, 2, 3, 4, 5, 5, 4, 4} {
		all = append(all, model.Observation{Value: model.Some(x)})
	}
	low, high, ok := metric.Interval(m, metric.Aggregate(m, all))
	if !ok || math.Abs(low-2.520018) > 1e-5 || math.Abs(high-4.479982) > 1e-5 {
		t.Errorf("%g to %g (%v), want 2.52 to 4.48", low, high, ok)
	}
	made := metric.Aggregate(m, []model.Observation{{Value: model.Some(3.7), N: model.Some(80.0)}})
	if low, high, ok := metric.Interval(m, made); ok {
		t.Errorf("a mean that was computed before has the interval %g to %g", low, high)
	}
}

// With 50 promoters, 30 passives and 20 detractors the NPS is 30 and the sample's variance of +1, 0 and -1
// is (70 - 100·0.09)/99.
func TestIntervalOfAnNPSIsFromItsAnswers(t *testing.T) {
	m := &model.Metric{Aggregation: model.NPS}
	var all []model.Observation
	for answer, n := range map[float64]int{10: 30, 9: 20, 8: 30, 3: 20} {
		for range n {
			all = append(all, model.Observation{Value: model.Some(answer)})
		}
	}
	low, high, ok := metric.Interval(m, metric.Aggregate(m, all))
	half := 1.959964 * 100 * math.Sqrt((70-9)/99.0/100)
	if !ok || math.Abs(low-(30-half)) > 1e-3 || math.Abs(high-(30+half)) > 1e-3 {
		t.Errorf("%g to %g (%v), want 30 ± %g", low, high, ok, half)
	}
}
