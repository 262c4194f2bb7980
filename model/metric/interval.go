package metric

import (
	"math"

	"stagecraft/model"
)

// z95 is the 97.5 % point of the standard normal distribution: 95 % lie between it and its negative.
const z95 = 1.959963984540054

// Interval returns the 95 % confidence interval of a value, in the metric's unit: in 95 of 100 samples
// like this one it would hold what asking everybody gives. It is not known where the answers behind a
// value are not: for sums, medians, values without n, and means that somebody computed before.
//
//   - A share of answers (TopTwo, and Ratio in % of whole cases): the score interval of E. B. Wilson,
//     Probable Inference, the Law of Succession, and Statistical Inference, 1927.
//   - Mean and NPS where the answers are known by box: value ± 1.96 · s / √n, with the sample's standard
//     deviation s (of +100, 0 and −100 for an NPS), not beyond the scale.
func Interval(m *model.Metric, v Value) (low, high float64, ok bool) {
	if !v.Value.Known || !(v.N > 1) {
		return 0, 0, false
	}
	switch m.Aggregation {
	case model.TopTwo:
		return wilson(v.Value.Value, v.N)
	case model.Ratio:
		if m.Unit != "%" || v.Value.Value < 0 || v.Value.Value > 100 {
			return 0, 0, false
		}
		return wilson(v.Value.Value, v.N)
	case model.Mean, model.NPS:
		return normal(m, v)
	}
	return 0, 0, false
}

// wilson is the score interval of a percentage of n.
func wilson(percentage, n float64) (low, high float64, ok bool) {
	p, z2 := percentage/100, z95*z95
	middle := (p + z2/(2*n)) / (1 + z2/n)
	half := z95 / (1 + z2/n) * math.Sqrt(p*(1-p)/n+z2/(4*n*n))
	return 100 * max(middle-half, 0), 100 * min(middle+half, 1), true
}

// normal is the interval around a mean of answers.
func normal(m *model.Metric, v Value) (low, high float64, ok bool) {
	n, sum, squares := 0.0, 0.0, 0.0
	for _, c := range v.Counts {
		x := c.Answer
		if m.Aggregation == model.NPS {
			x = 100 * npsClass(c.Answer)
		}
		n += c.N
		sum += c.N * x
		squares += c.N * x * x
	}
	mean := sum / n
	if !(n > 1) || math.Abs(n-v.N) > 1e-6*v.N || math.Abs(mean-v.Value.Value) > 1e-6*max(1, math.Abs(mean)) {
		return 0, 0, false // some of it was computed before
	}
	half := z95 * math.Sqrt(max(squares-n*mean*mean, 0)/(n-1)/n)
	low, high = answerScale(m)
	if m.Aggregation == model.NPS {
		low, high = -100, 100
	}
	return max(mean-half, low), min(mean+half, high), true
}

// npsClass is 1 for a promoter, -1 for a detractor and 0 for who is neither.
func npsClass(answer float64) float64 {
	switch {
	case answer >= 9:
		return 1
	case answer <= 6:
		return -1
	}
	return 0
}
