package layout

import (
	"slices"

	"stagecraft/model"
)

// Engine makes the layouts of one window. It keeps the last one and shares with it whatever did not
// change, so that the next layout costs what changed. It must not be used by two goroutines at a
// time; the layouts may be read by any.
type Engine struct {
	prev   *Layout
	inputs []rowInput // what the rows of prev were made from
}

// NewEngine returns an engine that has made nothing yet.
func NewEngine() *Engine { return &Engine{} }

// Compute lays a journey out from scratch. It returns nil when the workspace has no such journey.
func Compute(w *model.Workspace, j model.JourneyID, o Options) *Layout {
	return NewEngine().Compute(w, j, o)
}

// Compute lays a journey out. It returns nil when the workspace has no journey with this id.
func (e *Engine) Compute(w *model.Workspace, j model.JourneyID, o Options) *Layout {
	journey := w.Journey(j)
	if journey == nil {
		return nil
	}
	prev, inputs := e.prev, e.inputs
	if prev != nil && prev.Journey.ID != j {
		prev, inputs = nil, nil
	}
	l := &Layout{Workspace: w, Journey: journey, Options: o, Header: stageHeight + stepHeight}
	var before Layout
	if prev != nil {
		before = *prev
	}
	l.grid = nextGrid(journey, o, before.grid)
	l.filter = nextFilter(&o.Filter, before.filter)
	l.notes = nextNotes(journey, l.grid, before.notes)
	ends := newLinkEnds(journey, prev)
	l.deps = nextDeps(w, journey, ends, l.absent(), before.deps)
	l.Label = l.grid.label
	l.headers(prev)
	next := l.rows(prev, inputs)
	l.place(prev, next)
	l.Links = l.route(ends)
	e.prev, e.inputs = l, next
	return l
}

// nextFilter returns the filter, or nil when it has no condition: prev itself when it says the same.
func nextFilter(f, prev *model.Filter) *model.Filter {
	switch {
	case !f.Any():
		return nil
	case prev != nil && prev.Equal(f):
		return prev
	}
	next := *f
	return &next
}

// absent returns what tells whether a card is not shown; nil when all are.
func (l *Layout) absent() func(*model.Card) bool {
	o := &l.Options
	hides := l.filter != nil && l.filter.Hide
	closed := slices.Contains(l.grid.closed, true)
	if len(o.HideLanes)+len(o.Collapsed) == 0 && !hides && !closed {
		return nil
	}
	return func(c *model.Card) bool {
		if slices.Contains(o.HideLanes, c.Lane) || slices.Contains(o.Collapsed, c.Lane) {
			return true
		}
		if closed {
			if from, to, ok := l.grid.covers(c); ok && l.grid.folded(from, to) {
				return true
			}
		}
		if !hides {
			return false
		}
		lane := l.Journey.Lane(c.Lane)
		return lane != nil && !l.filter.Passes(c, lane)
	}
}

// rows makes the bodies of the visible lanes.
func (l *Layout) rows(prev *Layout, inputs []rowInput) []rowInput {
	next := make([]rowInput, 0, len(l.Journey.Lanes))
	var moves *columnMoves
	if len(inputs) > 0 {
		moves = movesBetween(inputs[0].grid, l.grid)
	}
	l.lanes = make(map[model.LaneID]int, len(l.Journey.Lanes))
	for _, lane := range l.Journey.Lanes {
		if slices.Contains(l.Options.HideLanes, lane.ID) {
			continue
		}
		l.lanes[lane.ID] = len(next)
		next = append(next, rowInput{lane: lane, grid: l.grid, deps: l.deps, filter: l.filter, count: l.notes.lanes[lane.ID],
			collapsed: slices.Contains(l.Options.Collapsed, lane.ID), least: l.Options.least(lane.ID), moves: moves})
	}
	before := make(map[model.LaneID]*rowInput, len(inputs))
	for i := range inputs {
		before[inputs[i].lane.ID] = &inputs[i]
	}
	if prev == nil || !l.redeal(next, before, prev.Journey.Cards) {
		l.deal(next, inputs)
	}
	if moves != nil && prev.deps != l.deps && prev.deps.library == l.deps.library {
		l.recount(next, prev.deps)
	}
	makeRows(next, before)
	for i := range next {
		next[i].moves, next[i].recounted = nil, nil
	}
	return next
}

// least returns the least height asked for a lane; 0 for none.
func (o *Options) least(id model.LaneID) float64 {
	for _, h := range o.Heights {
		if h.Lane == id {
			return h.Height
		}
	}
	return 0
}

// recount notes the cells in which cards say other counts than before.
func (l *Layout) recount(rows []rowInput, before *deps) {
	n := l.grid.columns()
	cells := make([]bool, n*len(rows))
	for i := range rows {
		rows[i].recounted = cells[i*n : (i+1)*n]
	}
	ids := l.deps.recounted(before)
	at := make([]int, len(ids)) // in cells, or -1
	inStretches(len(ids), func(i int) {
		at[i] = -1
		if c := l.Journey.Card(ids[i]); c != nil {
			row, ok := l.lanes[c.Lane]
			if column, ok2 := l.grid.columnOf(c.Step); ok && ok2 {
				at[i] = row*n + column
			}
		}
	})
	for _, cell := range at {
		if cell >= 0 {
			cells[cell] = true
		}
	}
}

// redeal gives each row the cards that its lane held before, with those exchanged that were edited, and
// reports whether that is all that happened to them. was is the cards of the journey before.
func (l *Layout) redeal(rows []rowInput, before map[model.LaneID]*rowInput, was []*model.Card) bool {
	edited, ok := editedCards(was, l.Journey.Cards)
	if !ok || len(edited) > 0 && l.filter != nil && l.filter.Hide {
		return false
	}
	for i := range rows {
		r := &rows[i]
		b := before[r.lane.ID]
		if b == nil || b.lane != r.lane || b.filter != r.filter {
			return false
		}
		r.cards = b.cards
	}
	for _, i := range edited {
		old, now := was[i], l.Journey.Cards[i]
		if old.Lane != now.Lane {
			return false
		}
		if row, ok := l.lanes[now.Lane]; ok {
			r := &rows[row]
			if sameSlice(r.cards, before[r.lane.ID].cards) {
				r.cards = slices.Clone(r.cards)
			}
			r.cards[slices.Index(r.cards, old)] = now
		}
	}
	return true
}

// deal gives each row its cards, without those that the filter hides.
func (l *Layout) deal(rows, before []rowInput) {
	for i := range rows {
		room := len(l.Journey.Cards)/len(rows) + 8
		if i < len(before) {
			room = len(before[i].cards) + 8
		}
		rows[i].cards = make([]*model.Card, 0, room)
	}
	hides := l.filter != nil && l.filter.Hide
	lane, row := model.LaneID(""), -1
	for _, c := range l.Journey.Cards {
		if c.Lane != lane || row < 0 {
			at, ok := l.lanes[c.Lane]
			if !ok {
				continue
			}
			lane, row = c.Lane, at
		}
		if !hides || l.filter.Passes(c, rows[row].lane) {
			rows[row].cards = append(rows[row].cards, c)
		}
	}
}

// place puts the rows, the blueprint's lines between them, and what the rows hold, under each other.
func (l *Layout) place(prev *Layout, rows []rowInput) {
	l.Rows = make([]Row, len(rows))
	lanes := make([]*model.Lane, len(rows))
	for i := range rows {
		lanes[i] = rows[i].lane
	}
	lines := model.BlueprintLines(lanes)
	width := l.grid.x(l.grid.columns())
	y := l.Header
	for i := range rows {
		for len(lines) > 0 && lines[0].Before <= i {
			l.Lines = append(l.Lines, l.line(lines[0].Kind, y, width))
			y += lineHeight
			lines = lines[1:]
		}
		l.Rows[i] = l.placeRow(rows[i].body, i, y, prev)
		y += l.Rows[i].H
	}
	l.Size = Point{width, y}
	InParallel(len(rows), func(i int) {
		if r := &l.Rows[i]; r.Cards == nil {
			r.Cards = r.Body.boxes(i, r.Y)
		}
	})
}

// placeRow puts a row at its y, but for its cards. What it holds is shared with prev when it is at the same
// place there.
func (l *Layout) placeRow(b *RowBody, i int, y float64, prev *Layout) Row {
	r := Row{Lane: b.lane, Y: y, H: b.height, Label: Rect{0, y, l.Label, b.height},
		Title: b.title, Hint: b.hint, Collapsed: b.collapsed, Counts: b.counts, Body: b}
	r.TitleAt, r.HintAt = movedAll(b.titleAt, y), movedAll(b.hintAt, y)
	r.Chevron = b.chevron.Move(Point{Y: y})
	if !b.expected.Empty() {
		r.Expected, r.ExpectedName, r.ExpectedAt = b.expected.Move(Point{Y: y}), b.expectedName, b.expectedAt.Add(Point{Y: y})
	}
	if r.Count = b.comments; r.Count > 0 {
		r.Comments = b.badge.Move(Point{Y: y})
	}
	if prev != nil && i < len(prev.Rows) && prev.Rows[i].Body == b && prev.Rows[i].Y == y {
		r.Cards = prev.Rows[i].Cards
		l.Curves = append(l.Curves, prev.curvesOf(i)...)
	} else {
		for _, c := range b.curves {
			l.Curves = append(l.Curves, c.moved(i, y))
		}
	}
	if b.metric != nil && !b.collapsed {
		for c := range l.grid.columns() {
			l.Bars = append(l.Bars, BarBox{Row: i, Column: c, Metric: b.metric, Rect: b.bar(c).Move(Point{Y: y})})
		}
	}
	return r
}

// curvesOf returns the curves of a row.
func (l *Layout) curvesOf(row int) []Curve {
	first := slices.IndexFunc(l.Curves, func(c Curve) bool { return c.Row == row })
	if first < 0 {
		return nil
	}
	last := first
	for last < len(l.Curves) && l.Curves[last].Row == row {
		last++
	}
	return l.Curves[first:last]
}

// boxes makes the cards of a row at a y.
func (b *RowBody) boxes(row int, y float64) []*CardBox {
	if len(b.placed) == 0 {
		return nil
	}
	boxes := make([]CardBox, len(b.placed))
	at := make([]*CardBox, len(b.placed))
	point := b.lane.Kind == model.KindEmotion
	for i := range b.placed {
		p := &b.placed[i]
		boxes[i] = CardBox{Card: p.card, Kind: p.kind, Rect: p.rect.Move(Point{Y: y}), Row: row,
			From: p.from, To: p.to, Index: p.index, Point: point, Dim: p.dim, CardText: p.text}
		at[i] = &boxes[i]
	}
	return at
}

// line lays out the band of a blueprint line.
func (l *Layout) line(kind LineKind, y, width float64) LineBox {
	b := LineBox{Kind: kind, Rect: Rect{0, y, width, lineHeight}}
	left := float64(labelPadX)
	if kind == model.LineOfVisibility {
		b.Icon = Rect{left, y + (lineHeight-13)/2.0, 13, 13}
		left = b.Icon.Right() + 5
	}
	b.Title, _ = Wrap(kind.Name(), lineStyle, l.Label-left-2, 2)
	top := y + (lineHeight-11*float64(len(b.Title)))/2
	b.TitleAt = stack(b.Title, lineStyle, Rect{left, top, l.Label - left, 0}, 11)
	return b
}

func movedAll(points []Point, y float64) []Point {
	if len(points) == 0 {
		return nil
	}
	at := make([]Point, len(points))
	for i, p := range points {
		at[i] = Point{p.X, p.Y + y}
	}
	return at
}
