package model

import (
	"slices"
	"strconv"
	"sync/atomic"
)

// The lookups of a journey are built when they are first asked for, and kept with the value. Any
// number of goroutines may ask at once: the worst that happens is that two build the same lookup.
// They are no part of the value. Each remembers the slice that it was made from and is made anew
// when the slice is another, so that a journey may be put together in any order before it is
// published.
type lookups struct {
	columns  atomic.Pointer[columns]
	ids      atomic.Pointer[cardIDs]
	cells    atomic.Pointer[cells]
	stages   table[StageID, Stage]
	lanes    table[LaneID, Lane]
	links    table[LinkID, Link]
	comments table[CommentID, Comment]
}

// carry takes over what was built for another value; each lookup knows by itself whether it still
// holds.
func (l *lookups) carry(from *lookups) {
	l.columns.Store(from.columns.Load())
	l.ids.Store(from.ids.Load())
	l.cells.Store(from.cells.Load())
	l.stages.Store(from.stages.Load())
	l.lanes.Store(from.lanes.Load())
	l.links.Store(from.links.Load())
	l.comments.Store(from.comments.Load())
}

// drop forgets what was built, to save the memory of values that are only kept to be undone to.
func (l *lookups) drop() { l.carry(&lookups{}) }

// sameSlice reports whether two slices are the same stretch of the same array.
func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// cloneJourney returns a journey with the same fields, to be changed before it is published.
func cloneJourney(j *Journey) *Journey {
	next := &Journey{
		ID: j.ID, JourneyInfo: j.JourneyInfo, Stages: j.Stages, Lanes: j.Lanes, Cards: j.Cards, Links: j.Links, Comments: j.Comments,
	}
	next.lookups.carry(&j.lookups)
	return next
}

// columns is the steps of a journey in one line.
type columns struct {
	of     []*Stage
	steps  []*Step
	stage  []int // of each step, the index of its stage
	number []string
	at     map[StepID]int
}

func (j *Journey) columns() *columns {
	if ix := j.lookups.columns.Load(); ix != nil && sameSlice(ix.of, j.Stages) {
		return ix
	}
	ix := newColumns(j.Stages)
	j.lookups.columns.Store(ix)
	return ix
}

func newColumns(stages []*Stage) *columns {
	n := 0
	for _, s := range stages {
		n += len(s.Steps)
	}
	ix := &columns{of: stages, steps: make([]*Step, 0, n), stage: make([]int, 0, n), number: make([]string, 0, n), at: make(map[StepID]int, n)}
	for i, stage := range stages {
		for k, step := range stage.Steps {
			ix.at[step.ID] = len(ix.steps)
			ix.steps = append(ix.steps, step)
			ix.stage = append(ix.stage, i)
			ix.number = append(ix.number, strconv.Itoa(i+1)+"."+strconv.Itoa(k+1))
		}
	}
	return ix
}

// cardIDs finds a card's position in the slice of cards.
//
// The map is shared by many values of a journey: base holds where each card was when the map was
// made, and since then at most drift cards were put in or taken out, so that a card which did not
// move itself is at most drift places away. Those that did move or came in are in recent. A position
// is only believed when the card with that id stands there.
type cardIDs struct {
	of     []*Card
	base   map[CardID]int
	recent map[CardID]int
	drift  int
}

// maxDrift is how far a position may be off before the map is made anew: searching costs more then.
const maxDrift = 48

func (j *Journey) cardIDs() *cardIDs {
	if ix := j.lookups.ids.Load(); ix != nil && sameSlice(ix.of, j.Cards) {
		return ix
	}
	ix := &cardIDs{of: j.Cards, base: make(map[CardID]int, len(j.Cards))}
	for i, c := range j.Cards {
		ix.base[c.ID] = i
	}
	j.lookups.ids.Store(ix)
	return ix
}

// cardAt returns the card's index in j.Cards, or -1.
func (j *Journey) cardAt(id CardID) int {
	ix := j.cardIDs()
	if i, ok := ix.recent[id]; ok {
		return ix.near(id, i)
	}
	if i, ok := ix.base[id]; ok {
		return ix.near(id, i)
	}
	return -1
}

// near returns the index of the card when it stands at most drift places from guess, or -1.
func (ix *cardIDs) near(id CardID, guess int) int {
	for d := 0; d <= ix.drift; d++ {
		if i := guess - d; i >= 0 && i < len(ix.of) && ix.of[i].ID == id {
			return i
		}
		if i := guess + d; i >= 0 && i < len(ix.of) && ix.of[i].ID == id {
			return i
		}
	}
	return -1
}

// after returns the lookup of the next slice, in which removed cards went out and those at the
// positions in placed came in or moved; nil when it is better made anew.
func (ix *cardIDs) after(next []*Card, removed int, placed []int) *cardIDs {
	drift := ix.drift + removed + len(placed)
	if drift > maxDrift {
		return nil
	}
	recent := ix.recent
	if len(placed) > 0 {
		recent = make(map[CardID]int, len(ix.recent)+len(placed))
		for id, i := range ix.recent {
			recent[id] = i
		}
		for _, i := range placed {
			recent[next[i].ID] = i
		}
	}
	return &cardIDs{of: next, base: ix.base, recent: recent, drift: drift}
}

// cells holds the cards of each cell. Rows and lists are shared between values while they are
// unchanged.
type cells struct {
	of    []*Card
	cols  *columns
	lanes []*Lane
	row   map[LaneID]int
	rows  [][][]*Card // by lane, then by step
}

func (j *Journey) cells() *cells {
	cols := j.columns()
	if ix := j.lookups.cells.Load(); ix != nil && sameSlice(ix.of, j.Cards) && ix.cols == cols && sameSlice(ix.lanes, j.Lanes) {
		return ix
	}
	ix := newCells(j, cols)
	j.lookups.cells.Store(ix)
	return ix
}

func newCells(j *Journey, cols *columns) *cells {
	ix := &cells{of: j.Cards, cols: cols, lanes: j.Lanes, row: make(map[LaneID]int, len(j.Lanes))}
	for i, lane := range j.Lanes {
		ix.row[lane.ID] = i
	}
	width := len(cols.steps)
	n := len(j.Lanes) * width
	places := make([]int32, len(j.Cards))
	ends := make([]int32, n+1)
	for i, c := range j.Cards {
		places[i] = -1
		if row, col, ok := ix.place(Cell{c.Lane, c.Step}); ok {
			places[i] = int32(row*width + col)
			ends[places[i]+1]++
		}
	}
	for i := range n {
		ends[i+1] += ends[i]
	}
	sorted := make([]*Card, ends[n])
	lists := make([][]*Card, n)
	for i := range n {
		lists[i] = sorted[ends[i]:ends[i]:ends[i+1]]
	}
	for i, c := range j.Cards {
		if p := places[i]; p >= 0 {
			lists[p] = append(lists[p], c)
		}
	}
	ix.rows = make([][][]*Card, len(j.Lanes))
	for i := range ix.rows {
		ix.rows[i] = lists[i*width : (i+1)*width : (i+1)*width]
	}
	return ix
}

// place returns the cell's row and column.
func (ix *cells) place(cell Cell) (row, col int, ok bool) {
	row, ok = ix.row[cell.Lane]
	if !ok {
		return 0, 0, false
	}
	col, ok = ix.cols.at[cell.Step]
	return row, col, ok
}

// in returns the cards of the cell.
func (ix *cells) in(cell Cell) []*Card {
	if row, col, ok := ix.place(cell); ok {
		return ix.rows[row][col]
	}
	return nil
}

// after returns the lookup for the next slice of cards, in which these cells hold other lists.
func (ix *cells) after(cards []*Card, changed map[Cell][]*Card) *cells {
	next := *ix
	next.of = cards
	next.rows = slices.Clone(ix.rows)
	for cell, list := range changed {
		row, col, _ := ix.place(cell)
		if sameSlice(next.rows[row], ix.rows[row]) {
			next.rows[row] = slices.Clone(ix.rows[row])
		}
		next.rows[row][col] = slices.Clip(list)
	}
	return &next
}
