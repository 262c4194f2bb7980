package model

import (
	"slices"
	"sync"
)

// ObservationSummary is what is known of observations before each of them was looked at.
type ObservationSummary struct {
	Count   int
	Metrics []MeasuredMetric // in the order in which they come up
	// What is named, each once, without the empty ones.
	Stages   []StageID
	Steps    []StepID
	Cards    []CardID
	Segments []string
	Periods  []Period
	// The ranges of the other numbers.
	Numerator, Denominator, N Range
	LeastRow, LastRow         int
}

// MeasuredMetric is a metric with the range of its values.
type MeasuredMetric struct {
	Metric MetricID
	Value  Range
}

// Range is the least and the greatest of some numbers; not Known when there are none.
type Range struct {
	Least, Most float64
	Known       bool
}

// Add widens the range so that it holds v.
func (r *Range) Add(v float64) {
	if !r.Known {
		*r = Range{v, v, true}
		return
	}
	r.Least, r.Most = min(r.Least, v), max(r.Most, v)
}

// Join widens the range so that it holds another.
func (r *Range) Join(o Range) {
	if o.Known {
		r.Add(o.Least)
		r.Add(o.Most)
	}
}

func (s *ObservationSummary) measures(m MetricID) bool {
	return slices.ContainsFunc(s.Metrics, func(v MeasuredMetric) bool { return v.Metric == m })
}

// deferred is what observations are unpacked from when they are first looked at.
type deferred struct {
	about ObservationSummary
	once  sync.Once
	load  func() *Observations
}

// DeferredObservations returns observations that load unpacks when one of them is first looked at, on
// whichever goroutine that is; until then, and for what the summary says, nothing is unpacked. load must
// give what the summary says, and cannot fail: who makes deferred observations has checked that. It is
// called at most once.
func DeferredObservations(about ObservationSummary, load func() *Observations) *Observations {
	if about.Count == 0 {
		return nil
	}
	return &Observations{deferred: &deferred{about: about, load: load}}
}

// Deferred returns the summary of observations that may still be to be unpacked, or false when there is
// none because they were made in memory.
func (s *Observations) Deferred() (ObservationSummary, bool) {
	if s == nil || s.deferred == nil {
		return ObservationSummary{}, false
	}
	return s.deferred.about, true
}

// get returns what the observations hold.
func (s *Observations) get() *observed {
	if c := s.content.Load(); c != nil {
		return c
	}
	d := s.deferred
	d.once.Do(func() {
		loaded := d.load()
		d.load = nil // with the packed bytes that it holds
		if loaded.Len() != d.about.Count {
			panic("model: deferred observations are not what their summary says")
		}
		s.content.Store(loaded.get())
	})
	return s.content.Load()
}

// checkSummary checks all observations of a dataset by what is known of them as a whole. It returns false
// when a rule is broken, or when nothing is known.
func (r *observationRules) checkSummary(s *Observations) bool {
	about, ok := s.Deferred()
	if !ok {
		return false
	}
	pass := func(o Observation) bool { return r.check(&o) == nil }
	if len(about.Metrics) == 0 {
		return false
	}
	first := about.Metrics[0].Metric
	for _, m := range about.Metrics {
		if !bothEnds(pass, m.Value, func(v Maybe[float64]) Observation { return Observation{Metric: m.Metric, Value: v} }) {
			return false
		}
	}
	ok = bothEnds(pass, about.Numerator, func(v Maybe[float64]) Observation { return Observation{Metric: first, Numerator: v} }) &&
		bothEnds(pass, about.Denominator, func(v Maybe[float64]) Observation { return Observation{Metric: first, Denominator: v} }) &&
		bothEnds(pass, about.N, func(v Maybe[float64]) Observation { return Observation{Metric: first, N: v} }) &&
		pass(Observation{Metric: first, Row: about.LeastRow})
	return ok && all(about.Stages, func(id StageID) bool { return pass(Observation{Metric: first, Stage: id}) }) &&
		all(about.Steps, func(id StepID) bool { return pass(Observation{Metric: first, Step: id}) }) &&
		all(about.Cards, func(id CardID) bool { return pass(Observation{Metric: first, Card: id}) }) &&
		all(about.Segments, func(text string) bool { return pass(Observation{Metric: first, Segment: text}) }) &&
		all(about.Periods, func(p Period) bool { return pass(Observation{Metric: first, Period: p}) })
}

// bothEnds passes an observation with either end of a range, or one without the number.
func bothEnds(pass func(Observation) bool, r Range, with func(Maybe[float64]) Observation) bool {
	return pass(with(Maybe[float64]{Value: r.Least, Known: r.Known})) && pass(with(Maybe[float64]{Value: r.Most, Known: r.Known}))
}

func all[T any](list []T, pass func(T) bool) bool {
	return !slices.ContainsFunc(list, func(v T) bool { return !pass(v) })
}
