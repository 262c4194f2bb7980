package metric

import (
	"cmp"
	"math"
	"slices"

	"stagecraft/model"
)

// Aggregate joins observations of one metric into one value. It is the one rule: every place of the
// map, every period of a trend and every export goes through it. The rules are:
//
//   - Mean: Σ n·value / Σ n, with n = 1 where it is missing. An observation of a numerator and a
//     denominator counts as their quotient with the denominator as n.
//   - Sum: Σ value (the numerator where there is no value).
//   - Ratio: Σ numerator / Σ denominator, times 100 when the unit is %. A value with n counts as
//     n·value over n, which restores the sums exactly. A value with neither n nor denominator counts
//     only when no observation has either: then it is the plain mean of the values.
//   - NPS: (promoters − detractors) / answers · 100. An answer is a whole value 0 to 10 with n
//     missing or 1. A numerator and a denominator are promoters − detractors and answers. Any other
//     value is a score, weighted by n (F. Reichheld, The One Number You Need to Grow, 2003).
//   - TopTwo: the percentage of answers in the two highest boxes of the scale (1 to 5 when it has
//     none). Numerator and denominator are such answers and all answers. A value above the scale, or
//     one with n above 1, is a percentage that someone computed before and is weighted by n.
//   - Median: the weighted median: the value that the middle answer gave, or the mean of the two
//     middle ones; each value counts n times.
//   - Last: the weighted mean of the latest period; where no observation has a period, the value of
//     the last row.
//
// The heat step and score are set when the metric has limits (see Limits); without, they follow from
// the other values of the map, see Compute.
//
// See Entered for values that were computed before. Observations without any number, and those with
// n or a denominator of zero or less, leave no trace. The result is missing when nothing is left.
func Aggregate(m *model.Metric, obs []model.Observation) Value {
	periods := map[model.Period]bool{}
	for i := range obs {
		periods[obs[i].Period] = true
	}
	g := newGroup(m, newCalendar(periods))
	for i := range obs {
		g.add(&obs[i], "")
	}
	v := g.value()
	if limits, ok := Limits(m); ok {
		judge(m, Scale{Diverging: true, Limits: limits, Known: true}, &v)
	}
	return v
}

// Entered returns o as the observation of a value that somebody computed before: a score, share or
// rate rather than one answer. For NPS, TopTwo and Ratio it fills in the numerator and denominator
// that the value and its n (1 when missing) stand for; of NPS and TopTwo it takes the value away, which
// belongs to another scale than the answers: an NPS of 9 is no answer of 9. Other aggregations need
// nothing. A Ratio without n stays as it is.
func Entered(m *model.Metric, o model.Observation) model.Observation {
	if !o.Value.Known || o.Denominator.Known {
		return o
	}
	if m.Aggregation == model.NPS || m.Aggregation == model.TopTwo {
		n := o.N.Or(1)
		o.Numerator = model.Some(o.Value.Value / 100 * n)
		o.Denominator = model.Some(n)
		o.Value = model.Maybe[float64]{}
	}
	if m.Aggregation == model.Ratio && o.N.Known {
		o.Numerator = model.Some(o.Value.Value / percent(m) * o.N.Value)
		o.Denominator = o.N
	}
	return o
}

// percent is what a quotient is multiplied by to be in the metric's unit.
func percent(m *model.Metric) float64 {
	if m.Unit == "%" {
		return 100
	}
	return 1
}

// sums is what the observations of one place and period add up to. Two of them can be merged.
type sums struct {
	top, bottom float64 // Σ of what is divided, Σ of what it is divided by
	bare, bares float64 // Σ and count of values without weight, used only when bottom is 0
	counted     bool    // an observation said its n or denominator
	some        bool
	answers     []weighted // for the median
	last        float64
	lastRow     int
}

type weighted struct{ value, n float64 }

func (s *sums) merge(o *sums) {
	s.top += o.top
	s.bottom += o.bottom
	s.bare += o.bare
	s.bares += o.bares
	s.counted = s.counted || o.counted
	s.answers = append(s.answers, o.answers...)
	if o.some && (!s.some || o.lastRow >= s.lastRow) {
		s.last, s.lastRow = o.last, o.lastRow
	}
	s.some = s.some || o.some
}

// add counts an observation and reports whether it left a trace.
func (s *sums) add(m *model.Metric, o *model.Observation) bool {
	if bad(o.Value) || bad(o.Numerator) || bad(o.Denominator) || bad(o.N) {
		return false
	}
	if o.N.Known && o.N.Value <= 0 || o.Denominator.Known && o.Denominator.Value <= 0 {
		return false
	}
	parts := o.Numerator.Known && o.Denominator.Known
	if !parts && !o.Value.Known && !(m.Aggregation == model.Sum && o.Numerator.Known) {
		return false
	}
	switch m.Aggregation {
	case model.Sum:
		s.addTerm(o)
	case model.Ratio:
		s.addRatio(m, o, parts)
	case model.NPS:
		s.addShare(o, parts, npsWeight(o))
	case model.TopTwo:
		s.addShare(o, parts, topTwoWeight(m, o))
	default:
		s.addMean(m, o, parts)
	}
	s.counted = s.counted || o.N.Known || o.Denominator.Known
	s.some = true
	return true
}

func bad(v model.Maybe[float64]) bool {
	return v.Known && (math.IsNaN(v.Value) || math.IsInf(v.Value, 0))
}

func (s *sums) addTerm(o *model.Observation) {
	s.top += o.Value.Or(o.Numerator.Value)
	s.bottom += o.N.Or(1)
}

func (s *sums) addRatio(m *model.Metric, o *model.Observation, parts bool) {
	switch {
	case parts:
		s.top += o.Numerator.Value
		s.bottom += o.Denominator.Value
	case o.Denominator.Known || o.N.Known:
		n := o.Denominator.Or(o.N.Value)
		s.top += o.Value.Value / percent(m) * n
		s.bottom += n
	default:
		s.bare += o.Value.Value / percent(m)
		s.bares++
	}
}

// addShare adds an observation whose value, when it is an answer, has the given weight in the share.
func (s *sums) addShare(o *model.Observation, parts bool, answer model.Maybe[float64]) {
	n := o.N.Or(1)
	switch {
	case parts:
		s.top += o.Numerator.Value
		s.bottom += o.Denominator.Value
	case answer.Known:
		s.top += answer.Value
		s.bottom += n
	default:
		s.top += o.Value.Value / 100 * n
		s.bottom += n
	}
}

// npsWeight is +1 for a promoter's answer, -1 for a detractor's, 0 for a passive one's, and missing
// when the value is no answer.
func npsWeight(o *model.Observation) model.Maybe[float64] {
	v := o.Value.Value
	switch {
	case o.N.Or(1) != 1 || v != math.Trunc(v) || v < 0 || v > 10:
		return model.Maybe[float64]{}
	case v >= 9:
		return model.Some(1.0)
	case v <= 6:
		return model.Some(-1.0)
	default:
		return model.Some(0.0)
	}
}

func topTwoWeight(m *model.Metric, o *model.Observation) model.Maybe[float64] {
	low, high := answerScale(m)
	v := o.Value.Value
	switch {
	case o.N.Or(1) != 1 || v < low || v > high:
		return model.Maybe[float64]{}
	case v > high-2:
		return model.Some(1.0)
	default:
		return model.Some(0.0)
	}
}

// answerScale is the scale on which single answers are given.
func answerScale(m *model.Metric) (low, high float64) {
	switch {
	case m.Aggregation == model.NPS:
		return 0, 10
	case m.ScaleMin.Known && m.ScaleMax.Known:
		return m.ScaleMin.Value, m.ScaleMax.Value
	case m.Aggregation == model.TopTwo:
		return 1, 5
	default:
		return math.Inf(-1), math.Inf(1)
	}
}

func (s *sums) addMean(m *model.Metric, o *model.Observation, parts bool) {
	v, n := o.Value.Value, o.N.Or(o.Denominator.Or(1))
	if !o.Value.Known && parts {
		v, n = o.Numerator.Value/o.Denominator.Value*percent(m), o.N.Or(o.Denominator.Value)
	}
	s.top += v * n
	s.bottom += n
	if m.Aggregation == model.Median {
		s.answers = append(s.answers, weighted{v, n})
	}
	if !s.some || o.Row >= s.lastRow {
		s.last, s.lastRow = v, o.Row
	}
}

// result is the value in the metric's unit and how many answers it stands for.
func (s *sums) result(m *model.Metric) (model.Maybe[float64], float64) {
	switch {
	case !s.some:
		return model.Maybe[float64]{}, 0
	case m.Aggregation == model.Sum:
		return model.Some(s.top), s.bottom
	case m.Aggregation == model.Median:
		return model.Some(median(s.answers)), s.bottom
	case s.bottom > 0:
		return model.Some(s.top / s.bottom * s.factor(m)), s.bottom
	case s.bares > 0:
		return model.Some(s.bare / s.bares * percent(m)), s.bares
	default:
		return model.Maybe[float64]{}, 0
	}
}

func (s *sums) factor(m *model.Metric) float64 {
	switch m.Aggregation {
	case model.Ratio:
		return percent(m)
	case model.NPS, model.TopTwo:
		return 100
	default:
		return 1
	}
}

// median returns the weighted median; answers must not be empty. It sorts them.
func median(answers []weighted) float64 {
	slices.SortFunc(answers, func(a, b weighted) int { return cmp.Compare(a.value, b.value) })
	total := 0.0
	for _, a := range answers {
		total += a.n
	}
	below := 0.0
	for i, a := range answers {
		below += a.n
		switch {
		case below*2 > total:
			return a.value
		case below*2 == total && i+1 < len(answers):
			return (a.value + answers[i+1].value) / 2
		}
	}
	return answers[len(answers)-1].value
}
