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

	grid  *grid
	deps  *deps
	notes *notes
	// filter is that of the options, or nil when it has no condition.
	filter *model.Filter
	lanes  map[model.LaneID]int // of the visible lanes, the row
}

// Options are what a layout depends on besides the journey. The zero Options are the board's.
type Options struct {
	Column    float64 // step column width, 96..320; 0 means 136
	Label     float64 // lane label width, 96..200; 0 means 132
	HideLanes []model.LaneID
	Collapsed []model.LaneID  // lanes shown as a strip with counts
	Stages    []model.StageID // stages shown as one narrow column with counts
	// Filter says which cards are of interest. The others are left out or, without Hide, marked Dim.
	Filter  model.Filter
	Heights []model.LaneHeight // least heights of lanes, 46..400; of emotion lanes 96..240
}

// ViewOptions returns the options of a saved view.
func ViewOptions(v *model.View) Options {
	return Options{Column: v.Column, Label: v.Label, HideLanes: v.HideLanes, Collapsed: v.CollapsedLanes,
		Stages: v.Collapsed, Filter: v.Filter, Heights: v.Heights}
}

// StageBox is a stage's header.
type StageBox struct {
	Stage   *model.Stage
	Index   int // from 0
	Rect    Rect
	Title   Line // none when collapsed: then it stands in the column's header
	TitleAt Point
	First   int // its columns are Columns[First:Last]
	Last    int
	// Collapsed says that the stage is one narrow column.
	Collapsed bool
	Chevron   Rect // where a click collapses or expands it: around its number
	Comments  Rect // the badge of its comments; empty for none
	Count     int  // of open comments: of a collapsed stage those on its steps and cards too
}

// Column is one step, or all steps of a collapsed stage.
type Column struct {
	Step     *model.Step // of a collapsed stage its first
	Steps    int         // how many steps it stands for: 1, or those of a collapsed stage
	Closed   bool        // it is a collapsed stage
	Stage    int         // index into Stages
	Number   string      // "2.1"
	X, W     float64
	Head     Rect
	Label    Line // the number, shaped
	LabelAt  Point
	Title    []Line
	TitleAt  []Point
	LastStep bool // of its stage
	Comments Rect // the badge of the comments on the step; empty for none
	Count    int  // of open comments on the step
}

// Row is one lane.
type Row struct {
	Lane      *model.Lane
	Y, H      float64
	Label     Rect
	Title     []Line
	TitleAt   []Point // in document space
	Hint      []Line
	HintAt    []Point
	Collapsed bool
	Chevron   Rect // where a click collapses or expands it: around its icon
	Comments  Rect // the badge of the comments on the lane; empty for none
	Count     int  // of open comments on the lane
	// Expected is the sample of the line of what was expected, in the label of an emotion lane; empty for
	// none. ExpectedName stands beside it.
	Expected     Rect
	ExpectedName Line
	ExpectedAt   Point
	// Counts is how many cards each column hides: all those of a collapsed lane, and those of collapsed
	// stages. It is nil where nothing is collapsed.
	Counts []int32
	Cards  []*CardBox // by column, then in display order; none when collapsed
	// Body tells rows apart: two rows, of the same layout engine, with the same Body hold the same at
	// the same places, but for their Y.
	Body *RowBody
}

// CardBox is one card at its place. The boxes of a row are shared between layouts while the row and
// its place are the same; what a card looks like is its CardText and size.
type CardBox struct {
	Card *model.Card
	Kind model.Kind
	Rect Rect
	Row  int // index into Rows
	From int // first column
	To   int // one past the last column
	// Index is the card's place among the cards that begin in its cell.
	Index int
	// Point says that the card is a mood on a curve: Rect is the box around its marker.
	Point bool
	Dim   bool // the card does not pass the filter
	*CardText
}

// CardText is what a card shows, broken into lines and placed: all places are relative to the upper
// left corner of the card. It is shared between layouts while the card, its width and what it names
// are unchanged, wherever the card goes, so that renderers may keep what they made of it by its pointer.
type CardText struct {
	Title   []Line
	TitleAt []Point
	Body    []Line
	BodyAt  []Point
	Meta    []Line // channel and owner of a touchpoint, in that order, each only when known
	MetaAt  []Point
	Bullets []Point // middles of the bullets of lists
	Cut     bool    // the text is longer than what is shown
	Text    Rect    // in which the title and the body stand, as high as they are

	Icon     string // of the kind, or of a touchpoint's channel; empty for none
	IconBox  Rect
	Dots     Point // left end of the severity dots
	Image    Rect  // empty for none
	Chip     Point // lower right corner of the heat chip of a touchpoint
	Counts   Rect  // the last row with the counts; empty for none
	Comments int
	Links    int
	Height   float64 // what the card needs

	key textKey
}

// Low tells whether a line of Meta stands in a touchpoint's last row, which keeps to the lower border of a
// card taller than its text needs.
func (t *CardText) Low(line int) bool { return t.MetaAt[line].Y > t.Chip.Y-chipHeight }

// LineKind names one of the blueprint's lines; see the model.
type LineKind = model.LineKind

// LineBox is the band of a blueprint line.
type LineBox struct {
	Kind    LineKind
	Rect    Rect // over the whole width, labels included
	Icon    Rect // of the eye of the line of visibility; empty otherwise
	Title   []Line
	TitleAt []Point
}

// Curve is one persona's moods in an emotion lane.
type Curve struct {
	Row     int            // index into Rows
	Persona *model.Persona // nil for cards of no persona
	Style   int            // 0..4: colour, dash and marker
	Points  []CurvePoint   // by place, from left to right; those of unknown mood last
	Means   []MeanPoint    // of collapsed stages, from left to right
	Dim     bool           // none of its points passes the filter
	Path    []Segment      // monotone cubic through the points of known mood and the means
	Gaps    []Gap          // between it and what was expected
	Label   Line
	LabelAt Point // beside the first point
	Legend  Rect  // the sample in the lane's label
	Name    Line  // the persona's name in the lane's label
	NameAt  Point
}

// MeanPoint is the mean of a persona's moods in a collapsed stage.
type MeanPoint struct {
	Column int
	At     Point
	Mood   float64 // -2..+2
	N      int     // how many moods it is the mean of
	Text   Line
	TextAt Point
}

// CurvePoint is one mood.
type CurvePoint struct {
	Card     *model.Card
	Dim      bool // the card does not pass the filter
	At       Point
	Known    bool   // the card has a mood; otherwise At lies below the scale
	Expected Point  // where the expectation lies; equal to At when none
	Quote    []Line // one or two lines, 13 points apart
	QuoteAt  Point  // of the first of them
	Gap      bool   // the expectation is part of a Gap
	Comments int    // open ones on the card
	// CommentsAt is the badge of the comments; empty for none.
	CommentsAt Rect
}

// BarBox is a metric's place in a metric lane at one step.
type BarBox struct {
	Row    int // index into Rows
	Column int // index into Columns
	Metric *model.Metric
	Rect   Rect
}

// LinkRoute is a link's way between two cards, free of every other card.
type LinkRoute struct {
	Link     *model.Link
	From, To *CardBox
	Points   []Point // corners, to be rounded
	Bounds   Rect    // of the points
	Label    Line
	LabelAt  Point
	LabelBox Rect // the plate of the label; empty for none
	// Shape is the way relative to its first point. It is shared between layouts while the way has the
	// same form.
	Shape *LinkShape

	fromRow, fromCard, toRow, toCard int
	way                              *way
	slots                            []float64 // of each leg of the way, how far it is moved aside
}

// LinkShape is the form of a link's way, beginning at the origin.
type LinkShape struct {
	Points  []Point
	Bounds  Rect
	LabelAt Point
	labels  []Point // the best places of the label
}
