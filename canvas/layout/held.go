package layout

// oldRoutes is the routes of the previous layout, and which of them still hold: those whose rows and
// columns all look as before and kept their distances, wherever they lie now.
type oldRoutes struct {
	l, prev *Layout
	same    bool      // the rows are the same, in the same order
	run     []int     // of each row: rows with the same number kept their distances
	shift   []float64 // of each row: by how much it moved
	anew    bool      // a row of the height that it had holds other cards

	// The columns; nil when all rows hold what they did or have another height.
	columns []int     // of each of prev, where it is now, or -1
	stretch []int     // of each of prev: neighbours with the same number are neighbours now
	changed [][]int32 // of each row, how many of prev's columns before each look different; nil for none
}

func newOldRoutes(l, prev *Layout) *oldRoutes {
	o := &oldRoutes{l: l, prev: prev}
	if prev == nil || len(l.Columns) == 0 || len(prev.Columns) == 0 {
		o.prev = nil
		return o
	}
	o.compareRows()
	if o.same && (prev.grid != l.grid || o.anew) {
		o.compareColumns()
	}
	return o
}

// compareRows finds which rows moved as one.
func (o *oldRoutes) compareRows() {
	o.same = len(o.prev.Rows) == len(o.l.Rows)
	for i := 0; o.same && i < len(o.l.Rows); i++ {
		o.same = o.prev.Rows[i].Lane.ID == o.l.Rows[i].Lane.ID
	}
	if !o.same {
		return
	}
	o.run, o.shift = make([]int, len(o.l.Rows)), make([]float64, len(o.l.Rows))
	run, whole := 0, false
	for i := range o.l.Rows {
		was, now := &o.prev.Rows[i], &o.l.Rows[i]
		o.shift[i] = now.Y - was.Y
		before := whole
		whole = was.Body == now.Body || was.H == now.H && was.Body.sameGround(now.Body)
		o.anew = o.anew || whole && was.Body != now.Body
		if !whole || !before || o.shift[i] != o.shift[i-1] {
			run++
		}
		if o.run[i] = run; !whole {
			o.run[i] = -run
		}
	}
}

// sameGround reports whether two rows are of one kind, so that they differ by their cards alone.
func (b *RowBody) sameGround(o *RowBody) bool {
	return b.lane.Kind == o.lane.Kind && b.collapsed == o.collapsed && b.metric == o.metric
}

// compareColumns finds where the columns went and which look different in which row.
func (o *oldRoutes) compareColumns() {
	was, now := o.prev.grid, o.l.grid
	o.columns, o.stretch = make([]int, was.columns()), make([]int, was.columns())
	stretch := 0
	for c := range o.columns {
		o.columns[c] = -1
		column := &o.prev.Columns[c]
		if at, ok := now.columnOf(column.Step.ID); ok && now.closed[at] == was.closed[c] && now.w(at) == was.w(c) && o.l.Columns[at].Step.ID == column.Step.ID {
			o.columns[c] = at
		}
		if c == 0 || o.columns[c] < 0 || o.columns[c] != o.columns[c-1]+1 {
			stretch++
		}
		o.stretch[c] = stretch
	}
	o.changed = make([][]int32, len(o.l.Rows))
	InParallel(len(o.changed), func(i int) {
		if was, now := o.prev.Rows[i].Body, o.l.Rows[i].Body; was != now && o.run[i] > 0 {
			o.changed[i] = o.compareRow(was, now)
		}
	})
}

// compareRow counts the columns of a row that look different, those before each.
func (o *oldRoutes) compareRow(was, now *RowBody) []int32 {
	n := len(o.columns)
	bad := make([]int32, n+1)
	back := make([]int, now.grid.columns()) // from new columns to old ones
	for c := range back {
		back[c] = -1
	}
	for c, at := range o.columns {
		if at < 0 {
			bad[c+1] = 1
			continue
		}
		back[at] = c
		if was.starts[c+1]-was.starts[c] != now.starts[at+1]-now.starts[at] || hides(was, c) != hides(now, at) {
			bad[c+1] = 1
		}
	}
	for i := range was.placed {
		p := &was.placed[i]
		if at := o.columns[p.from]; at >= 0 && bad[p.from+1] == 0 {
			if q := &now.placed[int(now.starts[at])+p.index]; p.alike(q, was.grid.x(p.from)-now.grid.x(at)) {
				continue
			}
		}
		for c := p.from; c < p.to; c++ {
			bad[c+1] = 1
		}
	}
	for i := range now.placed { // what reaches into a column now and did not before
		q := &now.placed[i]
		from := back[q.from]
		if from >= 0 && from+q.to-q.from <= n && q.index < int(was.starts[from+1]-was.starts[from]) &&
			was.placed[int(was.starts[from])+q.index].to-from == q.to-q.from {
			continue
		}
		for c := q.from; c < q.to; c++ {
			if back[c] >= 0 {
				bad[back[c]+1] = 1
			}
		}
	}
	for c := range n {
		bad[c+1] += bad[c]
	}
	return bad
}

func hides(b *RowBody, column int) bool { return b.counts != nil && b.counts[column] > 0 }

// alike reports whether two cards are blocks of the same form, the second moved by dx.
func (p *placed) alike(q *placed, dx float64) bool {
	return (p.card == q.card || p.card.ID == q.card.ID) && p.rect.Y == q.rect.Y && p.rect.H == q.rect.H && p.rect.W == q.rect.W && p.rect.X == q.rect.X+dx
}

// column returns where a column of the previous layout is now, or -1.
func (o *oldRoutes) column(c int) int {
	switch {
	case c < 0:
		return -1
	case o.columns == nil && c < o.l.grid.columns():
		return c
	case c < len(o.columns):
		return o.columns[c]
	}
	return -1
}

// holds reports whether a way has the same form as before: all rows that it passes moved as one, and so did
// the columns beside it, and what stands on its ground is the same.
func (o *oldRoutes) holds(r *LinkRoute) bool {
	if !o.same || o.run[r.fromRow] != o.run[r.toRow] || o.run[r.fromRow] < 0 {
		return false
	}
	if o.columns == nil {
		return true
	}
	last, g, c := len(o.columns)-1, r.way.ground, r.From.From
	a, b := c+g.from, c+g.to
	if a < 0 && o.columns[0] != 0 || b > last && o.columns[last] != o.l.grid.columns()-1 {
		return false
	}
	a, b = max(a, 0), min(b, last)
	if o.columns[a] < 0 || o.stretch[a] != o.stretch[b] {
		return false
	}
	for i, k := range g.rows {
		n := o.changed[g.first+i]
		if n == nil || k.to < k.from {
			continue
		}
		if n[min(c+int(k.to), last)+1] != n[max(c+int(k.from), 0)] {
			return false
		}
	}
	return true
}

// moved returns a way that holds at its place now.
func (o *oldRoutes) moved(was *LinkRoute) LinkRoute {
	r := *was
	dy := o.shift[r.fromRow]
	if o.columns == nil {
		if dy != 0 {
			r.put(o.l, r.Points[0].Add(Point{Y: dy}))
		}
		return r
	}
	r.fromCard, r.toCard = o.card(r.fromRow, r.fromCard), o.card(r.toRow, r.toCard)
	from := was.From.From
	dx := o.l.grid.x(o.columns[from]) - o.prev.grid.x(from)
	if dx == 0 && dy == 0 {
		r.ends(o.l)
	} else {
		r.put(o.l, r.Points[0].Add(Point{dx, dy}))
	}
	return r
}

// card returns the index of a card of a column that is unchanged.
func (o *oldRoutes) card(row, card int) int {
	p := &o.prev.Rows[row].Body.placed[card]
	return int(o.l.Rows[row].Body.starts[o.columns[p.from]]) + p.index
}
