package metric

import (
	"math"
	"strconv"

	"stagecraft/model"
)

var (
	divergingSigns  = [6]string{"", "!!", "!", "=", "+", "++"}
	divergingNames  = [6]string{"no data", "much worse", "worse", "about on target", "better", "much better"}
	sequentialNames = [6]string{"no data", "lowest fifth", "second fifth", "middle fifth", "fourth fifth", "highest fifth"}
)

// Sign is the sign printed after a value so that colour is never the only one: "!!" to "++" on a
// diverging scale, "1" to "5" on a sequential one, empty for a missing value.
func (s Scale) Sign(step int) string {
	switch {
	case step < 1 || step > 5:
		return ""
	case s.Diverging:
		return divergingSigns[step]
	default:
		return strconv.Itoa(step)
	}
}

// Name is a heat step in words: "much worse", "highest fifth", and "no data" for step 0.
func (s Scale) Name(step int) string {
	if step < 0 || step > 5 {
		step = 0
	}
	if s.Diverging {
		return divergingNames[step]
	}
	return sequentialNames[step]
}

// Legend lists the five heat steps from 1 to 5 with the values that each stands for. It is empty when
// there is nothing to scale.
func (h *Heat) Legend() []LegendStep { return h.Scale.Legend(h.Metric) }

// Legend lists the five heat steps of the scale from 1 to 5 for values of m.
func (s Scale) Legend(m *model.Metric) []LegendStep {
	if !s.Known || m == nil {
		return nil
	}
	steps := make([]LegendStep, 5)
	for i := range steps {
		field := i // by value, from the lowest
		if s.Diverging && m.Direction == model.LowerIsBetter {
			field = 4 - i
		}
		steps[i] = LegendStep{Step: i + 1, Sign: s.Sign(i + 1), Name: s.Name(i + 1), Text: fieldText(m, s.Limits, field)}
	}
	return steps
}

// fieldText says which values lie in the field-th of the five fields that the limits make, by the
// numbers that are printed for them where no printed number could lie in two fields.
func fieldText(m *model.Metric, limits [4]float64, field int) string {
	switch {
	case field > 0 && field < 4 && limits[field-1] >= limits[field]:
		return "none"
	case field == 0:
		if last, ok := lastPrinted(m, limits[0]); ok {
			return Format(m, last) + " or less"
		}
		return "under " + formatLimit(m, limits[0])
	case field == 4:
		return first(m, limits[3], formatLimit) + " or more"
	}
	low, high := limits[field-1], limits[field]
	last, ok := lastPrinted(m, high)
	from := first(m, low, bareLimit)
	switch {
	case !ok:
		return from + " to under " + formatLimit(m, high)
	case from == bareNumber(m, last):
		return Format(m, last)
	default:
		return from + " to " + Format(m, last)
	}
}

// first is the smallest number in print that is not below a limit.
func first(m *model.Metric, limit float64, exact func(*model.Metric, float64) string) string {
	unit := math.Pow10(-decimals(m, limit))
	if _, ok := lastPrinted(m, limit); !ok {
		return exact(m, limit)
	}
	return exact(m, math.Ceil(limit/unit-1e-6)*unit)
}

// lastPrinted returns the largest printed number below a limit that lies halfway between two printed
// numbers, and false for other limits.
func lastPrinted(m *model.Metric, limit float64) (float64, bool) {
	unit := math.Pow10(-decimals(m, limit))
	k := limit/unit - 0.5
	if math.Abs(k-math.Round(k)) > 1e-6 {
		return 0, false
	}
	return math.Round(k) * unit, true
}

func bareNumber(m *model.Metric, v float64) string { return number(m, v, decimals(m, v)) }

func bareLimit(m *model.Metric, v float64) string {
	return number(m, v, exactDecimals(m, tidy(v, 1e-6)))
}
