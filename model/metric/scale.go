package metric

import (
	"math"
	"slices"

	"stagecraft/model"
)

// ValueScale is the range in which the values of a metric can lie, as opposed to single answers: -100
// to +100 for NPS, 0 to 100 for TopTwo and for a Ratio in per cent that has no scale of its own,
// otherwise the metric's scale. Either end may be missing.
func ValueScale(m *model.Metric) (low, high model.Maybe[float64]) {
	switch {
	case m.Aggregation == model.NPS:
		return model.Some(-100.0), model.Some(100.0)
	case m.Aggregation == model.TopTwo:
		return model.Some(0.0), model.Some(100.0)
	case m.Aggregation == model.Ratio && m.Unit == "%" && !m.ScaleMin.Known && !m.ScaleMax.Known:
		return model.Some(0.0), model.Some(100.0)
	default:
		return m.ScaleMin, m.ScaleMax
	}
}

// Limits returns the four ascending borders between the five heat steps, by value, and false when the
// metric has neither thresholds nor a target. A value on a border belongs to the step above it.
//
// Four ascending thresholds are taken as they are. Otherwise the borders follow from the target and
// the room R above it (below it when lower is better) to the end of the scale:
//
//   - R is at least a tenth and at most three eighths of the scale; NPS counts as 100 points wide,
//     for it is the difference of two shares. Without that end of the scale R is half the target's
//     size, and 1 for a target of 0.
//   - About on target is within R/6 of the target. Much better begins at 2R/5 on the better side, much
//     worse at 2R/3 on the worse side.
//   - Each border is moved by at most half a printed unit, so that no two values that print alike lie
//     in different steps.
func Limits(m *model.Metric) ([4]float64, bool) {
	if len(m.Thresholds) == 4 && slices.IsSorted(m.Thresholds) && finite(m.Thresholds...) {
		return [4]float64(m.Thresholds), true
	}
	if !m.Target.Known || !finite(m.Target.Value) {
		return [4]float64{}, false
	}
	t, r := m.Target.Value, room(m)
	limits := [4]float64{t - 2*r/3, t - r/6, t + r/6, t + 2*r/5}
	if m.Direction == model.LowerIsBetter {
		limits = [4]float64{t - 2*r/5, t - r/6, t + r/6, t + 2*r/3}
	}
	snapped := limits
	for i, l := range limits {
		snapped[i] = betweenPrinted(m, l, t)
	}
	if strictlyAscending(snapped) && snapped[1] <= t && t < snapped[2] {
		return snapped, true
	}
	return limits, true
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

func strictlyAscending(l [4]float64) bool { return l[0] < l[1] && l[1] < l[2] && l[2] < l[3] }

// room is R of the rule at Limits; always above 0.
func room(m *model.Metric) float64 {
	low, high := ValueScale(m)
	best, sign := high, 1.0
	if m.Direction == model.LowerIsBetter {
		best, sign = low, -1
	}
	r := math.Abs(m.Target.Value) / 2
	if best.Known {
		r = (best.Value - m.Target.Value) * sign
	}
	if width := high.Value - low.Value; low.Known && high.Known && width > 0 {
		if m.Aggregation == model.NPS {
			width = 100
		}
		r = min(max(r, width/10), width*3/8)
	}
	if r > 0 {
		return r
	}
	if m.Target.Value != 0 {
		return math.Abs(m.Target.Value) / 2
	}
	return 1
}

// betweenPrinted returns the point nearest to v that lies halfway between two printed numbers; of two
// equally near the one towards centre.
func betweenPrinted(m *model.Metric, v, centre float64) float64 {
	unit := math.Pow(10, -float64(decimals(m, v)))
	k := v/unit - 0.5
	below, above := math.Floor(k), math.Ceil(k)
	near := math.Round(k)
	if math.Abs((k-below)-(above-k)) < 1e-6 {
		near = below
		if v < centre {
			near = above
		}
	}
	return tidy((near+0.5)*unit, unit)
}

// tidy takes the noise of binary fractions from a multiple of half a unit.
func tidy(v, unit float64) float64 { return math.Round(v/unit*2) / math.Round(2/unit) }

// judge sets the heat step and the score of a value.
func judge(m *model.Metric, s Scale, v *Value) {
	v.Step, v.Score = 0, model.Maybe[float64]{}
	if !v.Value.Known || !s.Known {
		return
	}
	step := 1
	for _, l := range s.Limits {
		if v.Value.Value >= l {
			step++
		}
	}
	v.Step = step
	if !s.Diverging {
		v.Score = model.Some(s.position(v.Value.Value))
		return
	}
	score := divergingScore(s.Limits, m.Target, v.Value.Value)
	if m.Direction == model.LowerIsBetter {
		v.Step, score = 6-step, -score
	}
	v.Score = model.Some(score)
}

// divergingScore maps a value to -1..+1, rising with the value: 0 at the target (the middle of the
// third step when the target does not lie in it), ±0.2 and ±0.6 at the borders, linear between, and
// ±1 as far beyond the outer border as that is from the inner one.
func divergingScore(l [4]float64, target model.Maybe[float64], v float64) float64 {
	centre := (l[1] + l[2]) / 2
	if target.Known && target.Value > l[1] && target.Value < l[2] {
		centre = target.Value
	}
	at := []float64{2*l[0] - l[1], l[0], l[1], centre, l[2], l[3], 2*l[3] - l[2]}
	scores := []float64{-1, -0.6, -0.2, 0, 0.2, 0.6, 1}
	if v < at[0] {
		return -1
	}
	for i := 1; i < len(at); i++ {
		if v < at[i] {
			return scores[i-1] + (scores[i]-scores[i-1])*(v-at[i-1])/(at[i]-at[i-1])
		}
	}
	return 1
}

// fifths is the sequential scale over the range of the known values. Its borders are moved by at most
// half a printed unit, like those of Limits, unless that would close a step.
func fifths(m *model.Metric, values []Value) Scale {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if v.Value.Known {
			low, high = min(low, v.Value.Value), max(high, v.Value.Value)
		}
	}
	if low > high {
		return Scale{}
	}
	s := Scale{Known: true, low: low, high: high}
	var snapped [4]float64
	for i := range s.Limits {
		s.Limits[i] = low + (high-low)*float64(i+1)/5
		snapped[i] = betweenPrinted(m, s.Limits[i], low)
	}
	switch {
	case low == high: // one value lies in the middle
		s.Limits = [4]float64{math.Nextafter(low, math.Inf(-1)), low, math.Nextafter(low, math.Inf(1)), math.Nextafter(low, math.Inf(1))}
	case strictlyAscending(snapped) && low < snapped[0] && snapped[3] <= high:
		s.Limits = snapped
	}
	return s
}

// position is where v lies in the range of a sequential scale, 0 to 1.
func (s Scale) position(v float64) float64 {
	if s.low == s.high {
		return 0.5
	}
	return min(max((v-s.low)/(s.high-s.low), 0), 1)
}
