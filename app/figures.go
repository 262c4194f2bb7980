package app

import (
	"context"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// fewValues is up to how many observations the figures of panels are computed at once; of more they follow.
const fewValues = 4000

// figures are the values that lists show beside names: the health of each journey and what each metric comes
// to in the open one. Of many observations they are computed in the background; until they are there what
// was known before is shown.
type figures struct {
	health map[model.JourneyID]keptHealth
	asked  figuresAsked // what is being computed
	busy   bool
	cancel func()
}

// keptHealth is a whole journey's health with what it follows from: how the journey is divided into
// stages is no part of that.
type keptHealth struct {
	value   model.Maybe[float64]
	metrics []*model.Metric
	data    []*model.Dataset
}

// figuresAsked is what figures follow from.
type figuresAsked struct {
	metrics []*model.Metric
	data    []*model.Dataset
	heat    metric.Query // without the metric
}

func (k keptHealth) holds(w *model.Workspace) bool {
	return sameSlice(k.metrics, w.Metrics) && sameSlice(k.data, w.Datasets)
}

func (a figuresAsked) same(b figuresAsked) bool {
	return a.heat == b.heat && sameSlice(a.metrics, b.metrics) && sameSlice(a.data, b.data)
}

// observations counts those of a workspace.
func observations(w *model.Workspace) int {
	n := 0
	for _, d := range w.Datasets {
		n += d.Observations.Len()
	}
	return n
}

// Health returns the health of a journey, and whether it is known yet: see PartFigures.
func (s *Session) Health(id model.JourneyID) (health model.Maybe[float64], known bool) {
	w := s.Workspace()
	k, ok := s.figures.health[id]
	switch {
	case ok && k.holds(w):
		return k.value, true
	case observations(w) > fewValues:
		s.compute()
		return k.value, ok
	}
	k = keptHealth{metric.Health(w, id, ""), w.Metrics, w.Datasets}
	s.figures.keep(id, k)
	return k.value, true
}

func (f *figures) keep(id model.JourneyID, k keptHealth) {
	if f.health == nil {
		f.health = map[model.JourneyID]keptHealth{}
	}
	f.health[id] = k
}

// ValuesSoon is Values, but nil also while they are being computed: see PartFigures.
func (s *Session) ValuesSoon(id model.MetricID) *metric.Heat {
	w := s.Workspace()
	if observations(w) <= fewValues || s.tint.ready(w, s.journey, id) {
		return s.Values(id)
	}
	s.compute()
	return nil
}

// compute computes in the background what is not known, first of the open journey, and publishes it as
// PartFigures.
func (s *Session) compute() {
	w, f := s.Workspace(), &s.figures
	asked := figuresAsked{w.Metrics, w.Datasets, s.tint.query(s.journey, "")}
	if f.busy && f.asked.same(asked) {
		return
	}
	if f.cancel != nil {
		f.cancel()
	}
	var metrics []model.MetricID
	for _, m := range w.Metrics {
		if !s.tint.ready(w, s.journey, m.ID) {
			metrics = append(metrics, m.ID)
		}
	}
	var journeys []model.JourneyID
	for _, j := range w.Journeys {
		if k, ok := f.health[j.ID]; !ok || !k.holds(w) {
			journeys = append(journeys, j.ID)
		}
	}
	f.asked, f.busy = asked, true
	f.cancel = s.Background("compute figures", func(ctx context.Context) func() {
		s.computeValues(ctx, w, asked.heat, metrics)
		health := map[model.JourneyID]keptHealth{}
		for _, id := range journeys {
			if ctx.Err() != nil {
				return nil
			}
			health[id] = keptHealth{metric.Health(w, id, ""), w.Metrics, w.Datasets}
		}
		return func() {
			for id, k := range health {
				f.keep(id, k)
			}
			f.busy = false
			s.publish(Update{Parts: PartFigures, Before: s.Workspace()})
		}
	})
}

// computeValues computes what metrics come to and publishes that. It runs in the background.
func (s *Session) computeValues(ctx context.Context, w *model.Workspace, q metric.Query, metrics []model.MetricID) {
	var heats []*metric.Heat
	for _, id := range metrics {
		if ctx.Err() != nil {
			return
		}
		q.Metric = id
		if heat, err := metric.Compute(w, q); err == nil {
			heats = append(heats, heat)
		}
	}
	if len(heats) == 0 {
		return
	}
	s.post(func() {
		if ctx.Err() != nil {
			return
		}
		for _, heat := range heats {
			s.tint.keep(w, heat)
		}
		s.publish(Update{Parts: PartFigures, Before: s.Workspace()})
	})
}
