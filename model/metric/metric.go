// Package metric turns observations into the values, verdicts and heat that the map shows.
//
// It owns the built-in metric templates, the aggregation of observations at a step, a stage or the
// whole journey, the limits between the five heat steps, and how a value is written. A value that
// was never measured is missing: never zero, never a neutral colour.
package metric

import "stagecraft/model"

// Value is what a metric comes to at one place.
type Value struct {
	Value  model.Maybe[float64] // in the metric's unit; a percentage is 62, not 0.62
	N      float64              // how many answers or cases it stands for
	Small  bool                 // n is below the metric's limit
	Step   int                  // heat step 1 (much worse, or lowest fifth) to 5; 0 when missing
	Score  model.Maybe[float64] // -1 (much worse) .. 0 (on target) .. +1; 0..1 when sequential
	Trend  []Point              // by period, oldest first
	Counts []Count              // answers per box, for metrics on a scale of at most 11 whole boxes
	Rows   []RowRange           // where it comes from: the first hundred runs of rows of each source
}

// Point is a value in one period.
type Point struct {
	Period model.Period
	Value  float64
	N      float64
}

// Count is how many answers fell in one box of a scale.
type Count struct {
	Answer float64
	N      float64
}

// RowRange is a run of rows in a source.
type RowRange struct {
	Source   model.SourceID
	From, To int
}

// Query says which values are wanted. An empty segment means all; an empty period means all.
type Query struct {
	Metric  model.MetricID
	Journey model.JourneyID
	Segment string
	Period  model.Period
}

// Heat is the values of one metric over one journey.
type Heat struct {
	Query      Query
	Metric     *model.Metric
	Journey    *model.Journey
	Scale      Scale // of Cards and Steps
	StageScale Scale // of Stages and Whole; the same unless a Sum is sequential
	Whole      Value
	Stages     map[model.StageID]Value
	Steps      map[model.StepID]Value
	Cards      map[model.CardID]Value

	Periods  []model.Period // all that the data has, oldest first
	Segments []string       // all that the data has, sorted
	Sources  []*model.Source

	places *gathering
}

// Scale is the heat scale of a metric: diverging around its target, or sequential over the values'
// range when it has none.
type Scale struct {
	Diverging bool
	Limits    [4]float64 // ascending borders between the five steps by value
	Known     bool       // false when there is nothing to scale

	low, high float64 // the range of the values of a sequential scale
}

// LegendStep is one field of a legend.
type LegendStep struct {
	Step int    // 1..5
	Sign string // "!!", "!", "=", "+", "++"; "1".."5" when sequential
	Name string // "much worse"
	Text string // "3.5 or more"
}
