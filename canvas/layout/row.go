package layout

import (
	"cmp"
	"slices"

	"stagecraft/model"
)

// RowBody is what a lane holds, placed relative to the row's upper border (x is the document's). It is
// immutable and shared between layouts until something in the lane looks different.
type RowBody struct {
	lane      *model.Lane
	grid      *grid
	deps      *deps
	filter    *model.Filter
	collapsed bool
	least     float64 // height that was asked for
	comments  int     // on the lane

	height  float64
	chevron Rect
	badge   Rect // of the comments

	expected     Rect // sample in the label
	expectedName Line
	expectedAt   Point
	title        []Line
	titleAt      []Point
	hint         []Line
	hintAt       []Point

	placed []placed // by column, then in display order
	order  []int32  // of each card in the journey's order, where it is placed, or hiddenAt; -1 for nowhere
	starts []int32  // of each column, the first of placed that begins there or later
	back   []int32  // of each column, the first of placed that covers it or a later one
	counts []int32  // the cards that each column hides; nil where nothing is collapsed
	folded []fold   // those of collapsed stages

	blocks []block // what links go around beside the cards; of an emotion lane instead of them
	cover  []int32 // what links go around, by column, from the top down: see blockAt
	covers []int32 // of each column, where its part of cover begins

	curves []Curve // relative to the row
	metric *model.Metric
}

// fold is a card that a collapsed stage hides.
type fold struct {
	card   *model.Card
	column int
	text   *CardText // from when it was shown, so that opening the stage costs little; nil for none
}

// hiddenAt is what order holds for the i-th card of folded, and back.
func hiddenAt(i int32) int32 { return -2 - i }

// placed is a card in its row.
type placed struct {
	card *model.Card
	kind model.Kind
	text *CardText
	block
	index int
	dim   bool
}

// block is an area that links keep out of, in columns from..to.
type block struct {
	rect     Rect // y from the row's upper border
	from, to int
}

// blockAt returns what an entry of cover stands for: a card, or, counted back from -1, one of blocks.
func (b *RowBody) blockAt(i int32) *block {
	if i >= 0 {
		return &b.placed[i].block
	}
	return &b.blocks[-1-i]
}

// CardAt returns the upper left corner of the i-th card, with y from the row's upper border.
func (b *RowBody) CardAt(i int) Point { return Point{b.placed[i].rect.X, b.placed[i].rect.Y} }

// rowInput is everything that a row is made from, and what came out.
type rowInput struct {
	lane      *model.Lane
	grid      *grid
	deps      *deps
	filter    *model.Filter
	cards     []*model.Card // of the lane, in the journey's order
	collapsed bool
	least     float64
	count     int          // of comments on the lane
	moves     *columnMoves // since the rows before; nil for none, or more than that
	recounted []bool       // by column, where cards say other counts than before; nil when deps may differ by more
	body      *RowBody
}

// make lays the row out, or takes over what prev came to: wholly when nothing changed, the texts of
// unchanged cards otherwise.
func (r *rowInput) make(prev *rowInput) {
	if prev == nil {
		r.body = r.newBody(nil)
		return
	}
	if prev.lane == r.lane && prev.grid == r.grid && prev.deps == r.deps && prev.filter == r.filter &&
		prev.collapsed == r.collapsed && prev.least == r.least && prev.count == r.count && sameRecords(prev.cards, r.cards) {
		r.body = prev.body
		return
	}
	r.body = r.newBody(prev)
	if r.body.alike(prev.body) {
		r.body = prev.body
	}
}

func (r *rowInput) newBody(prev *rowInput) *RowBody {
	b := &RowBody{lane: r.lane, grid: r.grid, deps: r.deps, filter: r.filter, collapsed: r.collapsed, comments: r.count, least: r.least}
	b.label()
	if r.collapsed {
		b.height = collapsedRow
		b.count(r.cards)
	} else {
		var anew []bool // the columns to be stacked; nil for all
		if edited, ok := r.carries(prev); ok {
			anew = b.carry(r, prev, edited)
		} else {
			b.sort(r.cards, prev)
		}
		if r.lane.Kind == model.KindEmotion {
			b.emotion()
		} else {
			b.stackCards(anew, prev)
		}
	}
	b.badge = badgeIn(b.comments, Point{labelPadX, b.height - 4 - badgeHeight/2.0})
	if b.collapsed {
		b.badge.X = b.grid.label - labelRight - countRoom - b.badge.W
	}
	b.block()
	return b
}

// count counts the cards of a collapsed lane.
func (b *RowBody) count(cards []*model.Card) {
	n := b.grid.columns()
	b.starts, b.back, b.counts = make([]int32, n+1), make([]int32, n+1), make([]int32, n)
	for _, c := range cards {
		if at, ok := b.grid.columnOf(c.Step); ok {
			b.counts[at]++
		}
	}
}

// label lays out the name and hint in the lane's label.
func (b *RowBody) label() {
	box := Rect{labelPadX + labelIcon, labelPadY, b.grid.label - labelPadX - labelIcon - labelRight, 0}
	if b.collapsed {
		box.Y = (collapsedRow - labelStep) / 2.0
		b.title, _ = Wrap(b.lane.Title, laneStyle, box.W-countRoom, 1)
		b.titleAt = stack(b.title, laneStyle, box, labelStep)
		b.chevron = Rect{labelPadX - 1, (collapsedRow - labelStep - 2) / 2.0, labelStep + 2, labelStep + 2}
		return
	}
	b.chevron = Rect{labelPadX - 1, labelPadY - 1, labelStep + 2, labelStep + 2}
	if b.lane.Kind == model.KindEmotion {
		box.W -= scaleRoom
	}
	b.title, _ = Wrap(b.lane.Title, laneStyle, box.W, 2)
	b.titleAt = stack(b.title, laneStyle, box, labelStep)
	box.Y += float64(len(b.title))*labelStep + hintGap
	if b.lane.Hint != "" && b.lane.Kind != model.KindEmotion {
		b.hint, _ = Wrap(b.lane.Hint, hintStyle, box.W, 1)
		b.hintAt = stack(b.hint, hintStyle, box, hintStep)
	}
}

const (
	countRoom = 24 // for the number of cards in a collapsed lane's label
	scaleRoom = 20 // for the numbers of the emotion scale
)

// labelHeight is what the label needs.
func (b *RowBody) labelHeight() float64 {
	h := labelPadY + float64(len(b.title))*labelStep + cardGap
	if len(b.hint) > 0 || b.metric != nil {
		h += hintGap + hintStep
	}
	return h
}

// sort puts the cards in order by column, keeping their order in each cell, and finds their texts.
func (b *RowBody) sort(cards []*model.Card, prev *rowInput) {
	n := b.grid.columns()
	b.starts = make([]int32, n+1)
	column, ends := make([]int32, len(cards)), make([]int32, len(cards))
	for i, c := range cards {
		at, to, ok := b.grid.covers(c)
		if !ok {
			column[i] = -1
			continue
		}
		if b.grid.closed[at] && b.grid.folded(at, to) {
			column[i] = hiddenAt(int32(len(b.folded)))
			b.fold(c, at)
			continue
		}
		column[i], ends[i] = int32(at), int32(to)
		b.starts[at+1]++
	}
	for i := range n {
		b.starts[i+1] += b.starts[i]
	}
	b.placed = make([]placed, b.starts[n])
	next := slices.Clone(b.starts)
	b.order = column
	texts := textFinder{prev: prev}
	for i, c := range cards {
		if k := hiddenAt(column[i]); k >= 0 {
			b.folded[k].text, _ = texts.find(c)
		}
		if column[i] < 0 {
			continue
		}
		at := next[column[i]]
		next[column[i]]++
		t, shown := texts.find(c)
		b.placed[at] = b.place(c, int(column[i]), int(ends[i]), t, shown && prev.deps == b.deps)
		b.placed[at].index = int(at - b.starts[column[i]])
		b.order[i] = at
	}
	b.reach()
}

// fold counts a card that a collapsed stage hides.
func (b *RowBody) fold(c *model.Card, column int) {
	if b.counts == nil {
		b.counts = make([]int32, b.grid.columns())
	}
	b.counts[column]++
	b.folded = append(b.folded, fold{card: c, column: column})
}

// place makes a card's place in columns from..to, without its y. t is a text that the card had, nil for none;
// current says that it is that of what the row depends on.
func (b *RowBody) place(c *model.Card, from, to int, t *CardText, current bool) placed {
	p := placed{card: c, kind: c.Kind, block: block{from: from, to: to}, dim: b.filter != nil && !b.filter.Passes(c, b.lane)}
	if p.kind == "" {
		p.kind = b.lane.Kind
	}
	p.rect.X = b.grid.x(from) + cellInsetX
	p.rect.W = b.width(&p)
	if current && t.key.card == c && t.key.kind == p.kind && t.key.width == p.rect.W {
		p.text = t
		return p
	}
	if key := b.deps.key(c, p.kind, p.rect.W); t != nil && t.key == key {
		p.text = t
	} else {
		p.text = textOf(key)
	}
	return p
}

// width is how wide a card is in its columns.
func (b *RowBody) width(p *placed) float64 {
	return b.grid.x(p.to) - (b.grid.x(p.from) + cellInsetX) - cellInsetX
}

// reach finds, for each column, the first card that covers it or a later one.
func (b *RowBody) reach() {
	b.back = slices.Clone(b.starts)
	for i := len(b.placed) - 1; i >= 0; i-- {
		p := &b.placed[i]
		for c := p.from; c < p.to; c++ {
			b.back[c] = min(b.back[c], int32(i))
		}
	}
}

// block lists what links go around: the cards, or the moods or bars of each cell.
func (b *RowBody) block() {
	cards := b.placed
	switch {
	case b.collapsed:
	case b.lane.Kind == model.KindEmotion:
		b.blockMoods()
		cards = nil
	default:
		if b.metric != nil {
			for c := range b.grid.columns() {
				b.blocks = append(b.blocks, block{b.bar(c), c, c + 1})
			}
		}
		for c := range b.counts {
			if b.counts[c] > 0 {
				b.blocks = append(b.blocks, block{b.countBox(c), c, c + 1})
			}
		}
	}
	b.coverColumns(cards)
}

// coverColumns sorts the blocks and cards into the columns. Those of one column come from the top down.
func (b *RowBody) coverColumns(cards []placed) {
	n := b.grid.columns()
	b.covers = make([]int32, n+1)
	count := func(k *block) {
		for c := k.from; c < k.to; c++ {
			b.covers[c+1]++
		}
	}
	for i := range b.blocks {
		count(&b.blocks[i])
	}
	for i := range cards {
		count(&cards[i].block)
	}
	for c := range n {
		b.covers[c+1] += b.covers[c]
	}
	b.cover = make([]int32, b.covers[n])
	next := slices.Clone(b.covers)
	put := func(k *block, i int32) {
		for c := k.from; c < k.to; c++ {
			b.cover[next[c]] = i
			next[c]++
		}
	}
	for i := range b.blocks {
		put(&b.blocks[i], -1-int32(i))
	}
	for i := range cards {
		put(&cards[i].block, int32(i))
	}
	byTop := func(x, y int32) int { return cmp.Compare(b.blockAt(x).rect.Y, b.blockAt(y).rect.Y) }
	for c := range n {
		if column := b.cover[b.covers[c]:b.covers[c+1]]; !slices.IsSortedFunc(column, byTop) {
			slices.SortFunc(column, byTop)
		}
	}
}

// countBox is the place of the number of cards that a collapsed stage hides in this lane.
func (b *RowBody) countBox(column int) Rect {
	y := float64(cellInsetY)
	if b.metric != nil {
		y = metricHeight
	}
	return Rect{b.grid.x(column) + cellInsetX, y, b.grid.w(column) - 2*cellInsetX, countHeight}
}

// bar is the place of a metric's value at a step.
func (b *RowBody) bar(column int) Rect {
	return Rect{b.grid.x(column) + barInsetX, barInsetY, b.grid.w(column) - 2*barInsetX, metricHeight - 2*barInsetY}
}

// alike reports whether two bodies of a lane look the same and have their cards in the same order, whatever
// else they were made from.
func (b *RowBody) alike(o *RowBody) bool {
	if b.lane != o.lane || b.grid != o.grid || b.collapsed != o.collapsed || b.height != o.height || b.comments != o.comments || b.metric != o.metric || !slices.Equal(b.counts, o.counts) || b.lane.Kind == model.KindEmotion {
		return false
	}
	return slices.Equal(b.placed, o.placed) && slices.Equal(b.order, o.order)
}
