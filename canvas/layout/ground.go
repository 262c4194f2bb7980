package layout

// ground is what of the map a way was found from: as long as that looks the same, so does the way. Columns
// are counted from the one that the link begins in.
type ground struct {
	// Borders of columns that were measured: those of from..to. One that lies beside the map stands for the
	// end of the map, where the way could not go on.
	from, to int
	first    int       // row of the first of rows
	rows     []columns // of each row between the cards, where its blocks were looked at
}

// columns is some columns beside each other; none when to lies before from.
type columns struct{ from, to int32 }

// newGround returns the ground between two rows, nothing of which was looked at yet.
func newGround(a, b int) *ground {
	g := &ground{from: 1, first: min(a, b), rows: make([]columns, max(a, b)-min(a, b)+1)}
	for i := range g.rows {
		g.rows[i].from = 1
	}
	return g
}

// measure notes that the borders of the columns from..to, and so their widths, were asked for.
func (g *ground) measure(from, to int) {
	if g.to < g.from {
		g.from, g.to = from, to
	}
	g.from, g.to = min(g.from, from), max(g.to, to)
}

// look notes that what stands in a row was looked at in the columns from..to. Nothing in the rows above and
// below those of the cards comes near a link between them.
func (g *ground) look(row, from, to int) {
	g.measure(from, to)
	if row < g.first || row >= g.first+len(g.rows) {
		return
	}
	r := &g.rows[row-g.first]
	if r.to < r.from {
		*r = columns{int32(from), int32(to)}
	}
	r.from, r.to = min(r.from, int32(from)), max(r.to, int32(to))
}

// lookAll notes that all rows were looked at in the columns from..to.
func (g *ground) lookAll(from, to int) {
	for i := range g.rows {
		g.look(g.first+i, from, to)
	}
}

// move counts the columns from another one.
func (g *ground) move(by int) {
	g.from, g.to = g.from+by, g.to+by
	for i := range g.rows {
		g.rows[i].from += int32(by)
		g.rows[i].to += int32(by)
	}
}
