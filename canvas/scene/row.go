package scene

import (
	"strconv"
	"sync"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// The planes of a row, from the ground up.
const (
	planeBand  = iota // the lane's background
	planeGrid         // the borders of steps and stages
	planeTint         // the heat of empty cells
	planeCards        // cards and metric values
	planeCurve        // the curves
	planePoint        // the moods on them
	planeCount        // counts in place of cards on a very small map
	rowPlanes
)

// rowKey is all that the look of a row depends on, besides its cards' heat.
type rowKey struct {
	body    *layout.RowBody
	theme   *Theme
	columns *columnLook
	values  *values // of a metric lane
	tint    tint
	invite  bool // the lane is empty and says how it is filled
}

// rowLook is what is drawn of a row, relative to its upper border: at once, or when it is first looked at. The
// rows that a change moves out of sight so cost nothing before its frame.
type rowLook struct {
	key  rowKey
	mu   sync.Mutex
	draw *rowDrawer // nil once the row is drawn
	rowParts
}

// rowParts is a row that is drawn.
type rowParts struct {
	strips [rowPlanes]*strip
	groups []*Group       // of the cards, in the order of the layout's
	others map[any]*Group // everything else, by what its look depends on
}

// drawn draws the row unless that is done. It may be called from any goroutine.
func (r *rowLook) drawn() *rowParts {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.draw != nil {
		r.rowParts = r.draw.all()
		r.draw = nil
	}
	return &r.rowParts
}

// parts is drawn for a row that is drawn already; nil otherwise.
func (r *rowLook) parts() *rowParts {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.draw != nil {
		return nil
	}
	return &r.rowParts
}

// last is the row as it was drawn last, from which the next one takes what stays; nil when it never was.
func (r *rowLook) last() *rowParts {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.draw != nil {
		return r.draw.prev
	}
	return &r.rowParts
}

// columnLook is what rows show of the columns.
type columnLook struct {
	label    float64
	right    []float64 // the right border of each
	numbers  []string
	lastStep []bool
}

// gridChunk is how many columns' borders one group draws: few enough that a look at a tile does not
// draw the lines of the whole map.
const gridChunk = 8

// rowDrawer draws one row.
type rowDrawer struct {
	l     *layout.Layout
	row   *layout.Row
	index int
	t     *Theme
	key   rowKey
	look  rowParts
	prev  *rowParts // nil when nothing can be taken from before
}

// newRow returns a row that is not drawn yet; the groups of unchanged cards will be taken from prev.
func newRow(l *layout.Layout, index int, key rowKey, prev *rowLook) *rowLook {
	return &rowLook{key: key, draw: &rowDrawer{l: l, row: &l.Rows[index], index: index, t: key.theme, key: key, prev: prev.last()}}
}

// all draws the row.
func (d *rowDrawer) all() rowParts {
	d.look.others = make(map[any]*Group)
	set := func(plane int, placed []Placed) {
		d.look.strips[plane] = newStrip(placed)
	}
	set(planeBand, d.band())
	set(planeGrid, d.grid())
	switch {
	case d.row.Collapsed:
		set(planeCards, d.strip())
	case d.row.Lane.Kind == model.KindEmotion:
		set(planeTint, d.invitation())
		pieces, points := d.curves()
		set(planeCurve, pieces)
		set(planePoint, points)
	default:
		set(planeTint, merge(d.tints(), d.invitation()))
		set(planeCards, d.cards())
		set(planeCount, d.counts())
	}
	return d.look
}

// kept returns the group for a key: that of the previous look when it had one with the same key.
func (d *rowDrawer) kept(key any, draw func() *Group) Placed {
	g := d.look.others[key]
	if g == nil && d.prev != nil {
		g = d.prev.others[key]
	}
	if g == nil {
		g = draw()
	}
	d.look.others[key] = g
	return Placed{Group: g}
}

// groundKey is all that a lane's background, or a piece of its grid, depends on.
type groundKey struct {
	lane      *model.Lane
	theme     *Theme
	columns   *columnLook
	h         float64
	collapsed bool
	from      int // first column of a piece of the grid; -1 for the background
}

func (d *rowDrawer) groundKey(from int) groundKey {
	return groundKey{lane: d.row.Lane, theme: d.t, columns: d.key.columns, h: d.row.H, collapsed: d.row.Collapsed, from: from}
}

func (d *rowDrawer) laneRef() model.Ref {
	return model.Ref{Kind: model.LaneRecord, Journey: d.l.Journey.ID, ID: string(d.row.Lane.ID)}
}

// band draws the lane's background, its lower border and, of an emotion lane, the scale.
func (d *rowDrawer) band() []Placed {
	return []Placed{d.kept(d.groundKey(-1), d.newBand)}
}

func (d *rowDrawer) newBand() *Group {
	p := &pen{}
	x, w, h := d.l.Label, d.l.Size.X-d.l.Label, d.row.H
	p.bar(x, 0, w, h, d.t.Token(ZoneToken(d.row.Lane.ZoneOf())+"-band"), always)
	if d.row.Lane.Kind == model.KindEmotion && !d.row.Collapsed {
		for mood := -2.0; mood <= 2; mood++ {
			y := d.l.MoodY(d.index, mood) - d.row.Y
			s := Stroke{Width: 1, Color: d.t.Token("grid")}
			if mood == 0 {
				s = Stroke{Width: 1, Color: d.t.Token("line2"), Dash: []float64{3, 3}}
			}
			p.path(Path{Segments: polyline(layout.Point{X: x, Y: y}, layout.Point{X: x + w, Y: y}), Stroke: s, Zoom: shaped})
		}
	}
	p.bar(x, h-1, w, 1, d.t.Token("grid"), always)
	return &Group{Ref: d.laneRef(), Bounds: p.bounds, Items: p.items}
}

// grid draws the borders of the steps and stages.
func (d *rowDrawer) grid() []Placed {
	var placed []Placed
	for from := 0; from < len(d.key.columns.lastStep); from += gridChunk {
		placed = append(placed, d.kept(d.groundKey(from), func() *Group { return d.newGrid(from) }))
	}
	return placed
}

func (d *rowDrawer) newGrid(from int) *Group {
	p := &pen{}
	columns := d.key.columns
	for c := from; c < min(from+gridChunk, len(columns.lastStep)); c++ {
		ink, z := d.t.Token("grid"), shaped
		if columns.lastStep[c] {
			ink, z = d.t.Token("stage-line"), always
		}
		p.bar(columns.right[c]-1, 0, 1, d.row.H, ink, z)
	}
	return &Group{Ref: d.laneRef(), Bounds: p.bounds, Items: p.items}
}

// cards draws the cards, and the values of a metric lane.
func (d *rowDrawer) cards() []Placed {
	placed := merge(d.bars(), d.strip())
	n := len(d.row.Cards)
	d.look.groups = make([]*Group, n)
	before := finder{look: d.prev}
	at := make([]Placed, 0, n)
	for i, c := range d.row.Cards {
		k := cardKey{text: c.CardText, kind: c.Kind, w: c.Rect.W, h: c.Rect.H, mark: d.key.tint.card(c),
			step: d.key.columns.numbers[c.From], locked: d.row.Lane.Locked, dim: c.Dim, theme: d.t}
		if d.look.groups[i] = before.find(&k); d.look.groups[i] == nil {
			d.look.groups[i] = newCard(c, k, d.l.Journey.ID)
		}
		at = append(at, Placed{Group: d.look.groups[i], At: d.row.Body.CardAt(i)})
	}
	return merge(placed, at)
}

// finder finds the groups of the cards that look as before. Mostly they come in the same order.
type finder struct {
	look *rowParts // nil for none
	next int
	by   map[*layout.CardText]int
}

// find returns the group for a key, or nil.
func (f *finder) find(k *cardKey) *Group {
	if f.look == nil {
		return nil
	}
	groups := f.look.groups
	if f.next >= len(groups) || keyOf(groups[f.next]).text != k.text {
		f.seek(k.text)
	}
	if f.next >= len(groups) || *keyOf(groups[f.next]) != *k {
		return nil
	}
	f.next++
	return groups[f.next-1]
}

// seek goes to the card with a text: a few cards ahead, or wherever it is.
func (f *finder) seek(text *layout.CardText) {
	const near = 16
	groups := f.look.groups
	for i := f.next; i < min(f.next+near, len(groups)); i++ {
		if keyOf(groups[i]).text == text {
			f.next = i
			return
		}
	}
	if f.by == nil {
		f.by = make(map[*layout.CardText]int, len(groups))
		for i, g := range groups {
			f.by[keyOf(g).text] = i
		}
	}
	if at, ok := f.by[text]; ok {
		f.next = at
	}
}

func keyOf(card *Group) *cardKey { return &card.later.drawing.(*cardDrawing).key }

// merge joins two lists in order of their left edges.
func merge(a, b []Placed) []Placed {
	if len(a) == 0 {
		return b
	}
	all := make([]Placed, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0].Bounds().X <= b[0].Bounds().X {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// tints draws the heat of the empty cells of the tinted lane.
func (d *rowDrawer) tints() []Placed {
	if d.key.tint.heat == nil || d.key.tint.row != d.index {
		return nil
	}
	taken := make([]bool, len(d.l.Columns))
	for _, c := range d.row.Cards {
		for k := c.From; k < c.To; k++ {
			taken[k] = true
		}
	}
	var placed []Placed
	for i := range d.l.Columns {
		if !taken[i] && !d.l.Columns[i].Closed {
			k := tintKey{column: i, step: d.l.Columns[i].Step, h: d.row.H, columns: d.key.columns, theme: d.t,
				mark: d.key.tint.cell(d.l.Columns[i].Step.ID)}
			placed = append(placed, d.kept(k, func() *Group { return d.newTintedCell(k) }))
		}
	}
	return placed
}

// tintKey is all that the look of a tinted empty cell depends on.
type tintKey struct {
	column  int
	step    *model.Step
	h       float64
	columns *columnLook
	theme   *Theme
	mark    heatMark
}

func (d *rowDrawer) newTintedCell(k tintKey) *Group {
	c := &d.l.Columns[k.column]
	fill, _, hatch := d.t.Heat(k.mark.diverging, k.mark.step)
	p := &pen{}
	area := layout.Rect{X: c.X, Y: 0, W: c.W, H: k.h}.Inset(4)
	p.rect(Rect{Rect: area, Radius: 6, Fill: fill, Hatch: hatch, Zoom: always})
	p.chip(d.t, k.mark, layout.Point{X: area.Right() - 4, Y: area.Bottom() - 4})
	return &Group{
		Ref:    model.Ref{Kind: model.StepRecord, Journey: d.l.Journey.ID, ID: string(c.Step.ID)},
		Bounds: p.bounds, Items: p.items, Label: "Step " + c.Number + ", " + k.mark.words,
	}
}

var collapsedStyle = layout.Style{Size: 10}

// strip draws the counts of a collapsed lane.
func (d *rowDrawer) strip() []Placed {
	var placed []Placed
	for i, n := range d.row.Counts {
		if n == 0 {
			continue
		}
		box := d.row.CountBox(i)
		k := hiddenKey{n: int(n), w: box.W, h: box.H, plate: !d.row.Collapsed, theme: d.t}
		if k.plate {
			k.mark = d.key.tint.stage(d.row, d.index, d.l.Stages[d.l.Columns[i].Stage].Stage.ID)
		}
		g := d.kept(k, func() *Group { return d.hidden(k) })
		g.At = layout.Point{X: box.X, Y: box.Y - d.row.Y}
		placed = append(placed, g)
	}
	return placed
}

// hiddenKey is all that the number of cards that a cell hides depends on.
type hiddenKey struct {
	n     int
	w, h  float64
	plate bool // on a plate, among cards
	mark  heatMark
	theme *Theme
}

// hidden draws how many cards a cell hides.
func (d *rowDrawer) hidden(k hiddenKey) *Group {
	p := &pen{}
	line := layout.NewLine(model.Count(k.n, "card"), collapsedStyle)
	ink, label := d.t.Token("text2"), line.Text
	if k.plate {
		fill := d.t.Token("panel")
		if k.mark.step > 0 {
			fill, ink, _ = d.t.Heat(k.mark.diverging, k.mark.step)
		}
		p.rect(Rect{Rect: layout.Rect{W: k.w, H: k.h}.Inset(0.5), Radius: 6, Fill: fill,
			Stroke: Stroke{Width: 1, Color: d.t.Token("line2")}, Zoom: atLeast})
	}
	if k.mark.target {
		p.chip(d.t, k.mark, layout.Point{X: (k.w + chipWidth(k.mark)) / 2, Y: k.h + chipHeight + 2})
		label += ", " + k.mark.words
	}
	p.text(layout.Point{X: (k.w - line.Width) / 2, Y: baseline(collapsedStyle, k.h)}, line, ink, readable)
	p.bar(k.w/2-20, k.h/2-2, 40, 4, d.t.Token("line2"), Zoom{Max: zoomBars})
	return &Group{Ref: d.laneRef(), Bounds: p.bounds, Items: p.items, Label: label}
}

// counts draws how many cards each cell holds, for a map so small that no card can be seen.
func (d *rowDrawer) counts() []Placed {
	var placed []Placed
	cards := d.row.Cards
	for len(cards) > 0 {
		n := 1
		for n < len(cards) && cards[n].From == cards[0].From {
			n++
		}
		k := d.countKey(cards[:n])
		g := d.kept(k, func() *Group { return d.count(k) })
		g.At.X = d.l.Columns[cards[0].From].X
		placed = append(placed, g)
		cards = cards[n:]
	}
	return placed
}

// countKey is all that the count of a cell depends on.
type countKey struct {
	n         int
	kind      model.Kind // of the first card
	worst     int        // heat step among the cards; 0 when none is tinted
	diverging bool
	w, h      float64
	theme     *Theme
}

// countKey counts the cards that begin in a cell and finds the worst heat among them.
func (d *rowDrawer) countKey(cards []*layout.CardBox) countKey {
	k := countKey{n: len(cards), kind: cards[0].Kind, w: d.l.Columns[cards[0].From].W, h: d.row.H, theme: d.t}
	for _, c := range cards {
		if m := d.key.tint.card(c); m.target && m.step > 0 && (k.worst == 0 || m.step < k.worst) {
			k.worst, k.diverging = m.step, m.diverging
		}
	}
	return k
}

// count draws the number of the cards that begin in a cell, on their colour or heat.
func (d *rowDrawer) count(k countKey) *Group {
	fill := mix(d.t.Token(KindToken(k.kind)+"-l"), d.t.Token("board"), 0.25)
	ink := d.t.Token("text")
	if k.worst > 0 {
		fill, ink, _ = d.t.Heat(k.diverging, k.worst)
	}
	p := &pen{}
	area := layout.Rect{W: k.w, H: k.h}.Inset(4)
	p.rect(Rect{Rect: area, Fill: fill, Zoom: counted})
	text := strconv.Itoa(k.n)
	size := min(area.H*0.7, area.W*1.5/float64(len(text)+1))
	style := layout.Style{Size: size, Bold: true}
	line := layout.NewLine(text, style)
	at := layout.Point{X: area.Center().X - line.Width/2, Y: area.Y + baseline(style, area.H)}
	p.text(at, line, ink, counted)
	return &Group{Ref: d.laneRef(), Bounds: p.bounds, Items: p.items}
}
