package metric

import (
	"math"
	"slices"

	"stagecraft/model"
)

// group gathers the observations of one place: their sums as a whole and by period, the answers in
// each box, and the rows that they came from.
type group struct {
	metric   *model.Metric
	calendar *calendar
	whole    sums
	periods  map[model.Period]*sums // by the period that trends show; for Last by the observations' own
	boxes    map[float64]float64
	mixed    bool // some observation is no single answer, so counts would not add up
	rows     []RowRange
}

// mostRuns is how many runs of rows of a source are kept for a place. They say where to look; a million
// answers in random order would be a million runs at each place.
const mostRuns = 100

func newGroup(m *model.Metric, c *calendar) *group {
	return &group{metric: m, calendar: c, periods: map[model.Period]*sums{}, boxes: map[float64]float64{}}
}

func (g *group) add(o *model.Observation, source model.SourceID) {
	if !g.whole.add(g.metric, o) {
		return
	}
	if o.Period != "" {
		g.period(g.key(o.Period)).add(g.metric, o)
	}
	g.countAnswer(o)
	g.addRow(source, o.Row)
}

func (g *group) key(p model.Period) model.Period {
	if g.metric.Aggregation == model.Last {
		return p
	}
	return g.calendar.shown(p)
}

func (g *group) period(p model.Period) *sums {
	s := g.periods[p]
	if s == nil {
		s = &sums{}
		g.periods[p] = s
	}
	return s
}

// countAnswer counts a single answer in its box. An NPS answer that stands for several people has the
// numerator and denominator that its box implies.
func (g *group) countAnswer(o *model.Observation) {
	low, high := answerScale(g.metric)
	v := o.Value.Value
	if !o.Value.Known || v != math.Trunc(v) || v < low || v > high || high-low > 10 {
		g.mixed = true
		return
	}
	n := 1.0
	if o.Denominator.Known || o.N.Or(1) != 1 {
		n = o.Denominator.Value
		single := npsWeight(&model.Observation{Value: o.Value})
		if g.metric.Aggregation != model.NPS || !o.Denominator.Known || o.Numerator.Value != single.Value*n {
			g.mixed = true
			return
		}
	}
	g.boxes[v] += n
}

func (g *group) addRow(source model.SourceID, row int) {
	if row <= 0 {
		return
	}
	if k := len(g.rows) - 1; k >= 0 && g.rows[k].Source == source && (row == g.rows[k].To || row == g.rows[k].To+1) {
		g.rows[k].To = row
		return
	}
	if k := len(g.rows) - mostRuns; k >= 0 && g.rows[k].Source == source {
		return
	}
	g.rows = append(g.rows, RowRange{source, row, row})
}

func (g *group) merge(o *group) {
	g.whole.merge(&o.whole)
	for p, s := range o.periods {
		g.period(p).merge(s)
	}
	for answer, n := range o.boxes {
		g.boxes[answer] += n
	}
	g.mixed = g.mixed || o.mixed
	g.rows = append(g.rows, o.rows...)
}

// value is what the group comes to, without heat step and score.
func (g *group) value() Value {
	v := Value{Trend: g.trend(), Counts: g.counts(), Rows: g.rowRanges()}
	v.Value, v.N = g.result()
	if v.Value.Known {
		v.Small = v.N < g.smallN() && (g.metric.Aggregation != model.Sum || g.whole.counted)
	}
	return v
}

func (g *group) smallN() float64 {
	if g.metric.SmallN > 0 {
		return float64(g.metric.SmallN)
	}
	return 30
}

func (g *group) result() (model.Maybe[float64], float64) {
	if g.metric.Aggregation != model.Last || !g.whole.some {
		return g.whole.result(g.metric)
	}
	latest := model.Period("")
	for p := range g.periods {
		if latest == "" || comparePeriods(p, latest) > 0 {
			latest = p
		}
	}
	if latest == "" {
		return model.Some(g.whole.last), 1
	}
	return g.periods[latest].result(g.metric)
}

func (g *group) trend() []Point {
	latest := map[model.Period]model.Period{} // shown period -> the own one that it is taken from
	for p := range g.periods {
		shown := p
		if g.metric.Aggregation == model.Last {
			shown = g.calendar.shown(p)
		}
		if before, ok := latest[shown]; !ok || comparePeriods(p, before) > 0 {
			latest[shown] = p
		}
	}
	points := make([]Point, 0, len(latest))
	for shown, p := range latest {
		if v, n := g.periods[p].result(g.metric); v.Known {
			points = append(points, Point{shown, v.Value, n})
		}
	}
	slices.SortFunc(points, func(a, b Point) int { return comparePeriods(a.Period, b.Period) })
	return points
}

// counts lists every box of the scale, also those that nobody chose.
func (g *group) counts() []Count {
	low, high := answerScale(g.metric)
	if g.mixed || len(g.boxes) == 0 || high-low > 10 || low != math.Trunc(low) || high != math.Trunc(high) {
		return nil
	}
	var counts []Count
	for answer := low; answer <= high; answer++ {
		counts = append(counts, Count{answer, g.boxes[answer]})
	}
	return counts
}

func (g *group) rowRanges() []RowRange {
	rows := slices.Clone(g.rows)
	slices.SortFunc(rows, func(a, b RowRange) int {
		if a.Source != b.Source {
			if a.Source < b.Source {
				return -1
			}
			return 1
		}
		return a.From - b.From
	})
	merged := rows[:0]
	for _, r := range rows {
		if k := len(merged) - 1; k >= 0 && merged[k].Source == r.Source && r.From <= merged[k].To+1 {
			merged[k].To = max(merged[k].To, r.To)
			continue
		}
		merged = append(merged, r)
	}
	return merged
}
