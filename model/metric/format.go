package metric

import (
	"math"
	"strconv"
	"strings"

	"stagecraft/model"
)

// Format writes a value of the metric for people: "62 %", "+17", "4.3", "1,284", "6.5 min",
// "1,284 EUR". NPS has its sign; a value on a scale of at most 20 has one decimal, a percentage below
// 10 and small amounts as many as they need; thousands have commas; a minus is an en dash.
func Format(m *model.Metric, v float64) string { return withUnit(m, number(m, v, decimals(m, v))) }

// formatLimit is Format with as many decimals as it takes to tell the limit from its neighbours.
func formatLimit(m *model.Metric, v float64) string {
	return withUnit(m, number(m, v, exactDecimals(m, v)))
}

// FormatN writes a count of answers or cases: "2,955".
func FormatN(n float64) string {
	if n == math.Trunc(n) {
		return group3(strconv.FormatFloat(n, 'f', 0, 64))
	}
	return group3(strconv.FormatFloat(n, 'f', 1, 64))
}

func withUnit(m *model.Metric, number string) string {
	if m.Unit == "" || number == missing {
		return number
	}
	return number + " " + m.Unit
}

// missing stands for a number that is none.
const missing = "–"

func number(m *model.Metric, v float64, places int) string {
	if !finite(v) {
		return missing
	}
	text := strconv.FormatFloat(v, 'f', places, 64)
	if strings.Contains(text, ".") && !onScale(m) {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	digits, negative := strings.CutPrefix(text, "-")
	zero := strings.Trim(digits, "0.") == ""
	text = group3(digits)
	switch {
	case negative && !zero:
		return "–" + text
	case m.Aggregation == model.NPS && !zero:
		return "+" + text
	default:
		return text
	}
}

// decimals is how many decimals a value of this size has in print.
func decimals(m *model.Metric, v float64) int {
	size := math.Abs(v)
	switch {
	case m.Aggregation == model.NPS:
		return 0
	case m.Unit == "%":
		if size < 9.95 {
			return 1
		}
		return 0
	case onScale(m):
		return 1
	case size >= 99.5:
		return 0
	case size >= 9.95:
		return 1
	default:
		return 2
	}
}

func exactDecimals(m *model.Metric, v float64) int {
	places := decimals(m, v)
	for places < 6 && math.Abs(v-math.Round(v*math.Pow10(places))/math.Pow10(places)) > 1e-9*math.Abs(v) {
		places++
	}
	return places
}

// onScale reports whether values are marks on a short scale such as 1 to 5.
func onScale(m *model.Metric) bool {
	low, high := ValueScale(m)
	return m.Unit != "%" && low.Known && high.Known && high.Value-low.Value <= 20
}

func group3(digits string) string {
	whole, fraction, _ := strings.Cut(digits, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "–", whole[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	return b.String()
}

// DirectionText says which way the metric gets better: "lower is better".
func DirectionText(m *model.Metric) string {
	if m.Direction == model.LowerIsBetter {
		return "lower is better"
	}
	return "higher is better"
}

// TargetText is the target in words, "max 2.5" or "min 4.2", and empty when there is none.
func TargetText(m *model.Metric) string {
	switch {
	case !m.Target.Known:
		return ""
	case m.Direction == model.LowerIsBetter:
		return "max " + formatLimit(m, m.Target.Value)
	default:
		return "min " + formatLimit(m, m.Target.Value)
	}
}

// ScaleText is the scale of single answers in words, "1–5", and empty when the metric has none or is a
// percentage.
func ScaleText(m *model.Metric) string {
	low, high := answerScale(m)
	if m.Unit == "%" && m.Aggregation != model.TopTwo || math.IsInf(low, 0) || math.IsInf(high, 0) {
		return ""
	}
	return strconv.FormatFloat(low, 'f', -1, 64) + "–" + strconv.FormatFloat(high, 'f', -1, 64)
}

// AggregationText says how observations become one value: "mean, weighted by n".
func AggregationText(a model.Aggregation) string {
	switch a {
	case model.Sum:
		return "sum"
	case model.Ratio:
		return "sum of numerators over sum of denominators"
	case model.NPS:
		return "share of answers 9–10 less share of 0–6"
	case model.TopTwo:
		return "share of the two highest answers"
	case model.Median:
		return "median, weighted by n"
	case model.Last:
		return "latest period"
	default:
		return "mean, weighted by n"
	}
}
