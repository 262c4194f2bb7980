package metric

import (
	"math"
	"strconv"
	"strings"

	"stagecraft/model"
)

// Verdict says whether a figure got better.
type Verdict int

// The verdicts. Unknown means that it was not measured on both sides.
const (
	Unknown Verdict = iota
	Worse
	Same
	Better
)

// String returns the verdict in a word; it is empty when unknown.
func (v Verdict) String() string { return [...]string{"", "worse", "the same", "better"}[v] }

// Sign returns the verdict as it stands beside a number: "!" worse, "=" the same, "+" better.
func (v Verdict) Sign() string { return [...]string{"", "!", "=", "+"}[v] }

// Delta is one figure before and after, at each of the places of a comparison: a metric, or the mean mood
// of a persona.
type Delta struct {
	Name   string
	Metric *model.Metric // as it is after, or was before; of a mood a scale from -2 to +2
	Mood   bool
	At     []Shift // in the order of Comparison.Places
}

// Shift is a figure at one place. What was not measured is missing, never zero.
type Shift struct{ Before, After Value }

// Verdict says whether the figure got better there, by the metric's direction. Values that are written
// alike are the same.
func (d *Delta) Verdict(s Shift) Verdict {
	switch {
	case !s.Before.Value.Known || !s.After.Value.Known:
		return Unknown
	case d.Text(s.Before) == d.Text(s.After):
		return Same
	case s.After.Value.Value > s.Before.Value.Value == (d.Metric.Direction != model.LowerIsBetter):
		return Better
	}
	return Worse
}

// Text writes one of the values; it is empty when missing.
func (d *Delta) Text(v Value) string {
	switch {
	case !v.Value.Known:
		return ""
	case d.Mood:
		return model.MoodName(math.Round(v.Value.Value*10) / 10)
	}
	return Format(d.Metric, v.Value.Value)
}

// Change writes by how much the figure changed, with its sign: "+0.4", "–3 points" of a percentage. It is empty when one side is
// missing.
func (d *Delta) Change(s Shift) string {
	if !s.Before.Value.Known || !s.After.Value.Known {
		return ""
	}
	by := s.After.Value.Value - s.Before.Value.Value
	text := d.amount(math.Abs(by))
	if number, ok := strings.CutSuffix(text, " %"); ok {
		text = number + " points"
	}
	switch {
	case d.Text(s.Before) == d.Text(s.After):
		return "±0"
	case by < 0:
		return "–" + text
	}
	return "+" + text
}

// amount writes how far two values lie apart, with as many decimals as it takes to be more than nothing.
func (d *Delta) amount(by float64) string {
	text := strings.TrimLeft(d.Text(Value{Value: model.Some(by)}), "+")
	if by == 0 || text != strings.TrimLeft(d.Text(Value{Value: model.Some(0.0)}), "+") {
		return text
	}
	number := strconv.FormatFloat(by, 'f', int(math.Ceil(-math.Log10(by))), 64)
	if d.Mood {
		return number
	}
	return withUnit(d.Metric, number)
}

// Steady reports whether the figure is the same at every place, the whole journey's among them.
func (d *Delta) Steady() bool {
	for _, s := range d.At {
		if d.Text(s.Before) != d.Text(s.After) { // the text of a missing value is empty
			return false
		}
	}
	return len(d.At) > 0 && d.At[0].Before.Value.Known
}

// Measured reports whether either side has a value at any place.
func (d *Delta) Measured() bool {
	for _, s := range d.At {
		if s.Before.Value.Known || s.After.Value.Known {
			return true
		}
	}
	return false
}

// Deltas compares every figure of the two journeys that was measured on either side: the metrics, each
// over all periods and segments of the datasets of its own journey, and the mean mood of each persona,
// every mood counting alike. Metrics and personas of two workspaces are the same when their ids are, or
// else their names.
func Deltas(c *model.Comparison) []Delta {
	places := c.Places()
	var all []Delta
	add := func(d Delta) {
		if d.Measured() {
			all = append(all, d)
		}
	}
	for _, m := range c.AfterIn.Metrics {
		was := counterpartOf(c.BeforeIn.Metrics, m, func(m *model.Metric) (string, string) { return string(m.ID), m.Name })
		add(metricDelta(c, places, m, was))
	}
	for _, m := range c.BeforeIn.Metrics {
		if counterpartOf(c.AfterIn.Metrics, m, func(m *model.Metric) (string, string) { return string(m.ID), m.Name }) == nil {
			add(metricDelta(c, places, nil, m))
		}
	}
	for _, d := range moodDeltas(c, places) {
		add(d)
	}
	return all
}

// counterpartOf finds the record with the same id, or else the same name.
func counterpartOf[R any](list []*R, r *R, key func(*R) (id, name string)) *R {
	id, name := key(r)
	var named *R
	for _, other := range list {
		i, n := key(other)
		if i == id {
			return other
		}
		if named == nil && n == name {
			named = other
		}
	}
	return named
}

func metricDelta(c *model.Comparison, places []model.ComparedPlace, after, before *model.Metric) Delta {
	d := Delta{Metric: after, At: make([]Shift, len(places))}
	if after == nil {
		d.Metric = before
	}
	d.Name = d.Metric.Name
	was, is := heatOf(c.BeforeIn, before, c.Before.ID), heatOf(c.AfterIn, after, c.After.ID)
	for i := range places {
		p := &places[i]
		d.At[i] = Shift{valueAt(was, p.Whole(), p.BeforeStage, p.BeforeStep), valueAt(is, p.Whole(), p.AfterStage, p.AfterStep)}
	}
	return d
}

func heatOf(w *model.Workspace, m *model.Metric, j model.JourneyID) *Heat {
	if m == nil {
		return nil
	}
	h, err := Compute(w, Query{Metric: m.ID, Journey: j})
	if err != nil {
		return nil // no such journey: nothing measured
	}
	return h
}

func valueAt(h *Heat, whole bool, stage model.StageID, step model.StepID) Value {
	switch {
	case h == nil:
		return Value{}
	case whole:
		return h.Whole
	case step != "":
		return h.Steps[step]
	}
	return h.Stages[stage]
}
