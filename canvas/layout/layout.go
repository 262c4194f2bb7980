package layout

import "stagecraft/model"

// Layout is a journey's boxes. It is immutable. All coordinates share one document space whose origin
// is the upper left corner of the corner cell: the headers fill y < Header, the lane labels x < Label,
// and the body the rest.
type Layout struct {
	Workspace *model.Workspace
	Journey   *model.Journey
	Options   Options

	Size   Point   // of the whole map
	Label  float64 // width of the lane label column
	Header float64 // height of the stage and step headers

	Stages  []StageBox
	Columns []Column
	Rows    []Row
	Lines   []LineBox
	Curves  []Curve
	Bars    []BarBox
	Links   []LinkRoute
}

// Options are what a layout depends on besides the journey. The zero Options are the board's.
type Options struct {
	Column    float64 // step column width, 96..320; 0 means 136
	Label     float64 // lane label width, 96..200; 0 means 132
	HideLanes []model.LaneID
	Collapsed []model.LaneID // lanes shown as a strip with counts
}

// StageBox is a stage's header.
type StageBox struct {
	Stage *model.Stage
	Index int // from 0
	Rect  Rect
	Title Line
	First int // its columns are Columns[First:Last]
	Last  int
}

// Column is one step.
type Column struct {
	Step   *model.Step
	Stage  int    // index into Stages
	Number string // "2.1"
	X, W   float64
	Head   Rect
	Title  []Line
}

// Row is one lane.
type Row struct {
	Lane      *model.Lane
	Y, H      float64
	Label     Rect
	Title     []Line
	Hint      []Line
	Collapsed bool
	Cards     []*CardBox // by column, then in display order
}

// CardBox is one card. A CardBox is shared between layouts while nothing about it changes, so
// renderers may keep what they made of it by its pointer.
type CardBox struct {
	Card *model.Card
	Kind model.Kind
	Rect Rect
	Row  int // index into Rows
	From int // first column
	To   int // one past the last column
	// Index is the card's place among the cards that begin in its cell.
	Index int
	Title []Line
	Body  []Line
	Meta  []Line // channel and owner of a touchpoint, in that order
	Cut   bool   // the text is longer than what is shown
}

// LineKind names one of the blueprint's lines; see the model.
type LineKind = model.LineKind

// LineBox is the band of a blueprint line.
type LineBox struct {
	Kind  LineKind
	Rect  Rect
	Title []Line
}

// Curve is one persona's moods in an emotion lane.
type Curve struct {
	Row     int
	Persona *model.Persona // nil for cards of no persona
	Style   int            // 0..4: colour, dash and marker
	Points  []CurvePoint
	Path    []Segment // monotone cubic through the points
	Label   Line
}

// CurvePoint is one mood.
type CurvePoint struct {
	Card     *model.Card
	At       Point
	Expected Point // where the expectation lies; equal to At when none
	Quote    []Line
	QuoteAt  Point
}

// BarBox is a metric's place in a metric lane at one step.
type BarBox struct {
	Row    int
	Column int
	Metric *model.Metric
	Rect   Rect
}

// LinkRoute is a link's way between two cards.
type LinkRoute struct {
	Link     *model.Link
	From, To *CardBox
	Points   []Point // corners, to be rounded
	Label    Line
	LabelAt  Point
}
