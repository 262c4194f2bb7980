package app

import (
	"stagecraft/model"
	"stagecraft/model/metric"
)

// tint is which values a session looks at, and keeps what was computed for as long as it holds.
type tint struct {
	metric  model.MetricID // that tints the map; empty for none
	last    model.MetricID // that tinted it before it was taken off
	period  model.Period
	segment string

	kept map[metric.Query]keptHeat
}

// keptHeat is a result with what it was computed from.
type keptHeat struct {
	heat     *metric.Heat
	metric   *model.Metric
	datasets []*model.Dataset
	journey  *model.Journey
}

func (t *tint) choose(id model.MetricID) {
	if t.metric != "" {
		t.last = t.metric
	}
	t.metric = id
}

// shown returns the values that tint the map, or nil.
func (t *tint) shown(w *model.Workspace, j model.JourneyID) *metric.Heat {
	if t.metric == "" {
		return nil
	}
	return t.values(w, j, t.metric)
}

// stale reports whether the values that tint the map are other ones in this workspace.
func (t *tint) stale(w *model.Workspace, j model.JourneyID) bool {
	if t.metric == "" {
		return false
	}
	k, ok := t.kept[t.query(j, t.metric)]
	return !ok || !k.holds(w, w.Journey(j))
}

func (t *tint) query(j model.JourneyID, id model.MetricID) metric.Query {
	return metric.Query{Metric: id, Journey: j, Segment: t.segment, Period: t.period}
}

func (t *tint) values(w *model.Workspace, j model.JourneyID, id model.MetricID) *metric.Heat {
	journey, m := w.Journey(j), w.Metric(id)
	if journey == nil || m == nil {
		return nil
	}
	q := t.query(j, id)
	k, ok := t.kept[q]
	if ok && k.holds(w, journey) {
		return k.heat
	}
	heat := k.moved(w, journey)
	if heat == nil {
		var err error
		if heat, err = metric.Compute(w, q); err != nil {
			return nil
		}
	}
	t.keep(w, heat)
	return heat
}

// keep keeps what was computed in a workspace.
func (t *tint) keep(w *model.Workspace, heat *metric.Heat) {
	if t.kept == nil || len(t.kept) > 64 {
		t.kept = map[metric.Query]keptHeat{}
	}
	q := heat.Query
	t.kept[q] = keptHeat{heat, w.Metric(q.Metric), w.Datasets, w.Journey(q.Journey)}
}

// ready reports whether the values are there without reading the observations.
func (t *tint) ready(w *model.Workspace, j model.JourneyID, id model.MetricID) bool {
	journey := w.Journey(j)
	k := t.kept[t.query(j, id)]
	return journey == nil || k.heat != nil && (k.holds(w, journey) || k.moved(w, journey) != nil)
}

// holds reports whether nothing changed that the values follow from.
func (k keptHeat) holds(w *model.Workspace, j *model.Journey) bool {
	return j != nil && k.journey == j && k.metric == w.Metric(k.heat.Query.Metric) && sameSlice(k.datasets, w.Datasets)
}

// moved returns the kept values for a later version of their journey in which only cards differ, or nil
// when they must be computed again. The observations are not read, so an edit costs the same however
// many there are.
func (k keptHeat) moved(w *model.Workspace, j *model.Journey) *metric.Heat {
	if k.heat == nil || k.journey.ID != j.ID || k.metric != w.Metric(k.heat.Query.Metric) || !sameSlice(k.datasets, w.Datasets) {
		return nil
	}
	if !sameSlice(k.journey.Stages, j.Stages) || len(k.heat.Cards) > 0 {
		return nil
	}
	heat := *k.heat
	heat.Journey = j
	return &heat
}

func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// Heat returns the values that tint the map; nil when the tint is off.
func (s *Session) Heat() *metric.Heat { return s.tint.shown(s.Workspace(), s.journey) }

// Values returns the values of any metric of the open journey, in the chosen period and segment, or
// nil when there is no such metric.
func (s *Session) Values(id model.MetricID) *metric.Heat {
	return s.tint.values(s.Workspace(), s.journey, id)
}

// SetHeat tints the map by a metric; an empty id takes the tint off.
func (s *Session) SetHeat(id model.MetricID) {
	if id == s.tint.metric {
		return
	}
	s.tintHere()
	s.tint.choose(id)
	s.publish(Update{Parts: PartHeat, Before: s.Workspace()})
}

// SetPeriod and SetSegment narrow what is looked at; empty means all.
func (s *Session) SetPeriod(p model.Period) {
	s.tintHere()
	s.tint.period = p
	s.publish(Update{Parts: PartHeat, Before: s.Workspace()})
}

// SetSegment narrows the values to a segment.
func (s *Session) SetSegment(segment string) {
	s.tintHere()
	s.tint.segment = segment
	s.publish(Update{Parts: PartHeat, Before: s.Workspace()})
}
