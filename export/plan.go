package export

import (
	"context"
	"math"

	"stagecraft/canvas/layout"
)

const (
	narrowColumn = 136.0 // the board's columns
	widestColumn = 220.0 // how far columns are stretched to use the paper
	leastLabel   = 132.0 // the lane labels, the board's and how far they grow on paper
	mostLabel    = 200.0
	hintSize     = 10.5
	labelInset   = 42.0 // bar, icon and air beside a hint
	bodySize     = 11.0 // the text of cards, in points of the map
	leastSize    = 7.0  // real size below which printed text is hard to read
	largestScale = 1.25 // of several pages
)

// plan is how a map is put on pages: which columns on which page, how wide columns are and how large
// a point of the map is on paper.
type plan struct {
	layout *layout.Layout
	sheets []sheetPlan
}

// sheetPlan is one page's part of the map.
type sheetPlan struct {
	first, last int     // stages [first, last)
	scale       float64 // points on paper for a point of the map
}

// fitter tries layouts of one journey at several column widths.
type fitter struct {
	ctx    context.Context
	doc    Document
	engine *layout.Engine
	area   layout.Point // on paper, for the map
	tries  int          // how many more layouts may be made
	label  float64      // width of the lane labels
}

func newFitter(ctx context.Context, d Document) *fitter {
	f := &fitter{ctx: ctx, doc: d, engine: layout.NewEngine(), tries: 6}
	if j := d.Workspace.Journey(d.Journey); len(j.Cards) > manyCards {
		f.tries = 2
	}
	f.label = labelWidth(d)
	return f
}

// labelWidth returns how wide lane labels are to be: paper cannot show a cut hint on hover, so they grow
// with the hints as far as the map can spare it.
func labelWidth(d Document) float64 {
	if d.Layout.Label != 0 {
		return d.Layout.Label
	}
	width := leastLabel
	for _, l := range d.Workspace.Journey(d.Journey).Lanes {
		hint := layout.NewLine(plainText(l.Hint, true), layout.Style{Size: hintSize})
		width = math.Max(width, math.Min(hint.Width+labelInset, mostLabel))
	}
	return math.Ceil(width)
}

// manyCards is from when a map shrinks so far on any paper that one more layout is worth its time but
// not six.
const manyCards = 2000

func (f *fitter) at(column float64) (*layout.Layout, error) {
	if err := f.ctx.Err(); err != nil {
		return nil, err
	}
	o := f.doc.Layout
	o.Column, o.Label = column, f.label
	return f.engine.Compute(f.doc.Workspace, f.doc.Journey, o), nil
}

// plan fits a map, first laid out with narrow columns, into an area of paper.
func (f *fitter) plan(first *layout.Layout, area layout.Rect, pages bool) (*plan, error) {
	f.area = layout.Point{X: area.W, Y: area.H}
	if pages {
		return f.pages(first)
	}
	return f.onePage(first)
}

func (f *fitter) scale(l *layout.Layout, width float64) float64 {
	return math.Min(f.area.X/math.Max(width, 1), f.area.Y/math.Max(l.Size.Y, 1))
}

// onePage chooses the column width at which the whole map comes out largest on one page: wider columns
// make fewer lines and so a lower map, as long as the page is not as wide as the map already.
func (f *fitter) onePage(first *layout.Layout) (*plan, error) {
	best, err := f.stretch(first, float64(max(len(first.Columns), 1)))
	if err != nil {
		return nil, err
	}
	scale := f.scale(best, best.Size.X)
	return &plan{layout: best, sheets: []sheetPlan{{0, len(best.Stages), scale}}}, nil
}

// stretch widens the columns until the widest page, of the given number of columns, uses all of the
// paper's width.
func (f *fitter) stretch(best *layout.Layout, columns float64) (*layout.Layout, error) {
	width := func(l *layout.Layout) float64 { return l.Label + columns*l.Options.Column }
	for ; f.tries > 0; f.tries-- {
		spare := f.area.X/f.scale(best, width(best)) - width(best)
		if spare < columns/2 {
			break
		}
		// The map gets lower as its columns get wider and may then be printed larger, so going half of
		// the way leaves room for that; the last try goes all of it.
		share := 0.5
		if f.tries == 1 || spare < 8*columns {
			share = 1
		}
		column := math.Min(best.Options.Column+math.Floor(share*spare/columns*10)/10, widestColumn)
		if column < best.Options.Column+0.5 {
			break
		}
		next, err := f.at(column)
		if err != nil {
			return nil, err
		}
		best = next
	}
	return best, nil
}

// pages fits the height and breaks the width at stage borders: as few pages as hold the map at the size
// that its height allows, each about equally full, and then columns so wide that the fullest page is
// full. A stage wider than a page gets a page of its own at a smaller scale.
func (f *fitter) pages(l *layout.Layout) (*plan, error) {
	l, err := f.readable(l)
	if err != nil {
		return nil, err
	}
	scale := math.Min(f.area.Y/l.Size.Y, 1)
	room := max(int((f.area.X/scale-l.Label)/l.Options.Column), 1)
	counts := stageColumns(l)
	breaks := balance(counts, room)
	columns := widest(counts, breaks, room)
	if l, err = f.stretch(l, float64(columns)); err != nil {
		return nil, err
	}
	p := &plan{layout: l}
	scale = math.Min(f.scale(l, l.Label+float64(columns)*l.Options.Column), largestScale)
	for i := range breaks {
		first, last := breaks[i], len(counts)
		if i+1 < len(breaks) {
			last = breaks[i+1]
		}
		width := l.Label
		for _, c := range counts[first:last] {
			width += float64(c) * l.Options.Column
		}
		p.sheets = append(p.sheets, sheetPlan{first, last, math.Min(scale, f.scale(l, width))})
	}
	return p, nil
}

// worthwhile is how much lower wider columns must make a map to be worth the pages that they cost.
const worthwhile = 0.94

// readable widens the columns of a map too high for text that can be read, as long as that helps.
func (f *fitter) readable(l *layout.Layout) (*layout.Layout, error) {
	for _, column := range []float64{176, widestColumn} {
		if f.area.Y/l.Size.Y*bodySize >= leastSize {
			break
		}
		next, err := f.at(column)
		if err != nil {
			return nil, err
		}
		if next.Size.Y > l.Size.Y*worthwhile {
			break
		}
		l = next
	}
	return l, nil
}

func stageColumns(l *layout.Layout) []int {
	counts := make([]int, len(l.Stages))
	for i, s := range l.Stages {
		counts[i] = s.Last - s.First
	}
	return counts
}

// balance returns the index of the first stage of each page: as few pages as hold at most room columns
// each (one stage at least), and among those breaks the ones whose fullest page is least full.
func balance(counts []int, room int) []int {
	best := breakAt(counts, room)
	for limit := room - 1; limit > 0; limit-- {
		next := breakAt(counts, limit)
		if len(next) > len(best) {
			break
		}
		best = next
	}
	return best
}

func breakAt(counts []int, room int) []int {
	starts := []int{0}
	used := 0
	for i, c := range counts {
		if used > 0 && used+c > room {
			starts = append(starts, i)
			used = 0
		}
		used += c
	}
	return starts
}

// widest returns the columns of the fullest page that fits into room; pages of one stage too wide for
// any page do not count.
func widest(counts, breaks []int, room int) int {
	most := 1
	for i := range breaks {
		last := len(counts)
		if i+1 < len(breaks) {
			last = breaks[i+1]
		}
		sum := 0
		for _, c := range counts[breaks[i]:last] {
			sum += c
		}
		if sum <= room {
			most = max(most, sum)
		}
	}
	return most
}
