package metric

import (
	"fmt"
	"slices"

	"stagecraft/model"
)

// Compute gathers the observations of a metric over a journey: for each card, step and stage and for
// the whole journey, with heat step and score on one scale.
//
// Every observation counts once at each place that contains it: one of a card also at the card's first
// step, that step's stage and the journey. Places without observations are absent from the maps,
// which is to say missing. A query for a period takes the observations whose period lies within it: a
// month has its days and its whole weeks.
//
// The scale is diverging when Limits knows the borders. Otherwise it is sequential: fifths of the
// range of the values at cards and steps (at stages when those have none). Stages have a scale of
// their own, StageScale, when a sequential metric is a Sum, since a stage then exceeds its steps.
//
// The error names the metric or journey when w does not have it. The time is linear in the
// observations of the journey.
func Compute(w *model.Workspace, q Query) (*Heat, error) {
	m := findMetric(w, q.Metric)
	if m == nil {
		return nil, fmt.Errorf("no metric has the id %q", q.Metric)
	}
	j := findJourney(w, q.Journey)
	if j == nil {
		return nil, fmt.Errorf("no journey has the id %q", q.Journey)
	}
	h := &Heat{Query: q, Metric: m, Journey: j}
	g := newGathering(m, j)
	h.gatherFacts(w, g)
	g.gather(w, q)
	h.fill(g)
	return h, nil
}

func findMetric(w *model.Workspace, id model.MetricID) *model.Metric {
	k := slices.IndexFunc(w.Metrics, func(m *model.Metric) bool { return m.ID == id })
	if k < 0 {
		return nil
	}
	return w.Metrics[k]
}

func findJourney(w *model.Workspace, id model.JourneyID) *model.Journey {
	k := slices.IndexFunc(w.Journeys, func(j *model.Journey) bool { return j.ID == id })
	if k < 0 {
		return nil
	}
	return w.Journeys[k]
}

// gathering is the groups of every place of a journey.
type gathering struct {
	metric   *model.Metric
	journey  *model.Journey
	calendar *calendar
	stageOf  map[model.StepID]model.StageID
	order    map[model.StepID]int
	whole    *group
	stages   map[model.StageID]*group
	steps    map[model.StepID]*group
	cards    map[model.CardID]*group
}

func newGathering(m *model.Metric, j *model.Journey) *gathering {
	g := &gathering{
		metric: m, journey: j,
		stageOf: map[model.StepID]model.StageID{}, order: map[model.StepID]int{},
		stages: map[model.StageID]*group{}, steps: map[model.StepID]*group{}, cards: map[model.CardID]*group{},
	}
	for _, stage := range j.Stages {
		for _, step := range stage.Steps {
			g.order[step.ID] = len(g.order)
			g.stageOf[step.ID] = stage.ID
		}
	}
	return g
}

// gatherFacts lists the periods, segments and sources that the metric's data has, before any filter.
func (h *Heat) gatherFacts(w *model.Workspace, g *gathering) {
	periods := map[model.Period]bool{}
	segments := map[string]bool{}
	for _, d := range datasets(w, g.journey.ID) {
		before := len(h.Sources)
		for o := range d.Observations.Of(g.metric.ID) {
			periods[o.Period] = true
			segments[o.Segment] = true
			if len(h.Sources) == before {
				h.Sources = append(h.Sources, findSource(w, d.Source))
			}
		}
	}
	h.Sources = slices.DeleteFunc(h.Sources, func(s *model.Source) bool { return s == nil })
	g.calendar = newCalendar(periods)
	shown := map[model.Period]bool{}
	for p := range periods {
		shown[g.calendar.shown(p)] = true
	}
	delete(shown, "")
	delete(segments, "")
	for p := range shown {
		h.Periods = append(h.Periods, p)
	}
	for s := range segments {
		h.Segments = append(h.Segments, s)
	}
	slices.SortFunc(h.Periods, comparePeriods)
	slices.Sort(h.Segments)
}

func datasets(w *model.Workspace, j model.JourneyID) []*model.Dataset {
	var of []*model.Dataset
	for _, d := range w.Datasets {
		if d.Journey == j {
			of = append(of, d)
		}
	}
	return of
}

func findSource(w *model.Workspace, id model.SourceID) *model.Source {
	k := slices.IndexFunc(w.Sources, func(s *model.Source) bool { return s.ID == id })
	if k < 0 {
		return nil
	}
	return w.Sources[k]
}

func (g *gathering) gather(w *model.Workspace, q Query) {
	g.whole = newGroup(g.metric, g.calendar)
	wanted := periodFilter(q.Period)
	for _, d := range datasets(w, g.journey.ID) {
		for o := range d.Observations.Of(g.metric.ID) {
			if q.Segment != "" && o.Segment != q.Segment || !wanted(o.Period) {
				continue
			}
			g.add(&o, d.Source)
		}
	}
}

// periodFilter returns a test whether a period lies within the wanted one; it remembers its answers.
func periodFilter(wanted model.Period) func(model.Period) bool {
	outer, ok := SpanOf(wanted)
	answers := map[model.Period]bool{wanted: true}
	return func(p model.Period) bool {
		if wanted == "" {
			return true
		}
		answer, known := answers[p]
		if !known {
			inner, isPeriod := SpanOf(p)
			answer = ok && isPeriod && within(inner, outer)
			answers[p] = answer
		}
		return answer
	}
}

func (g *gathering) add(o *model.Observation, source model.SourceID) {
	step, stage := o.Step, o.Stage
	if o.Card != "" {
		if c := g.journey.Card(o.Card); c != nil {
			step = c.Step
			at(g, g.cards, o.Card).add(o, source)
		}
	}
	if step != "" {
		if of, ok := g.stageOf[step]; ok {
			stage = of
			at(g, g.steps, step).add(o, source)
		}
	}
	if stage != "" {
		at(g, g.stages, stage).add(o, source)
	}
	g.whole.add(o, source)
}

func at[ID comparable](g *gathering, groups map[ID]*group, id ID) *group {
	of := groups[id]
	if of == nil {
		of = newGroup(g.metric, g.calendar)
		groups[id] = of
	}
	return of
}

func (h *Heat) fill(g *gathering) {
	h.places = g
	h.Whole = g.whole.value()
	h.Stages = valuesOf(g.stages)
	h.Steps = valuesOf(g.steps)
	h.Cards = valuesOf(g.cards)
	h.setScales()
	judge(h.Metric, h.StageScale, &h.Whole)
	judgeAll(h.Metric, h.StageScale, h.Stages)
	judgeAll(h.Metric, h.Scale, h.Steps)
	judgeAll(h.Metric, h.Scale, h.Cards)
}

func valuesOf[ID comparable](groups map[ID]*group) map[ID]Value {
	values := make(map[ID]Value, len(groups))
	for id, g := range groups {
		if v := g.value(); v.Value.Known {
			values[id] = v
		}
	}
	return values
}

func judgeAll[ID comparable](m *model.Metric, s Scale, values map[ID]Value) {
	for id, v := range values {
		judge(m, s, &v)
		values[id] = v
	}
}

func (h *Heat) setScales() {
	if limits, ok := Limits(h.Metric); ok {
		h.Scale = Scale{Diverging: true, Limits: limits, Known: true}
		h.StageScale = h.Scale
		return
	}
	var narrow, stages []Value
	for _, v := range h.Cards {
		narrow = append(narrow, v)
	}
	for _, v := range h.Steps {
		narrow = append(narrow, v)
	}
	for _, v := range h.Stages {
		stages = append(stages, v)
	}
	if len(stages) == 0 {
		stages = append(stages, h.Whole)
	}
	h.StageScale = fifths(h.Metric, stages)
	if h.Metric.Aggregation != model.Sum {
		h.StageScale = fifths(h.Metric, append(stages, narrow...))
	}
	h.Scale = fifths(h.Metric, narrow)
	if !h.Scale.Known || h.Metric.Aggregation != model.Sum {
		h.Scale = h.StageScale
	}
}

// ForCard returns the value that tints a card: its own data's; else that of the steps that it covers,
// joined; else its stage's when no step of that stage has data; else a missing value.
func (h *Heat) ForCard(c *model.Card) Value {
	if v, ok := h.Cards[c.ID]; ok {
		return v
	}
	if v, ok := h.Steps[c.Step]; ok && c.Span <= 1 {
		return v
	}
	if v := h.acrossSteps(c); v.Value.Known {
		return v
	}
	if h.Journey == nil {
		return Value{}
	}
	for _, stage := range h.Journey.Stages {
		if slices.ContainsFunc(stage.Steps, func(s *model.Step) bool { return s.ID == c.Step }) {
			return h.stageAlone(stage)
		}
	}
	return Value{}
}

// stageAlone is the value of a stage none of whose steps has data, else a missing value.
func (h *Heat) stageAlone(stage *model.Stage) Value {
	if slices.ContainsFunc(stage.Steps, func(s *model.Step) bool { return h.Steps[s.ID].Value.Known }) {
		return Value{}
	}
	return h.Stages[stage.ID]
}

// acrossSteps joins the observations of the steps that a card covers.
func (h *Heat) acrossSteps(c *model.Card) Value {
	if h.places == nil || c.Span <= 1 {
		return Value{}
	}
	first, ok := h.places.order[c.Step]
	if !ok {
		return Value{}
	}
	joined := newGroup(h.Metric, h.places.calendar)
	for step, of := range h.places.steps {
		if at := h.places.order[step]; at >= first && at < first+c.Span {
			joined.merge(of)
		}
	}
	v := joined.value()
	judge(h.Metric, h.Scale, &v)
	return v
}
