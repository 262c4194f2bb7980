package layout

import (
	"slices"

	"stagecraft/model"
)

// RowBody is what a lane holds, placed relative to the row's upper border (x is the document's). It is
// immutable and shared between layouts until something in the lane looks different.
type RowBody struct {
	lane      *model.Lane
	grid      *grid
	deps      *deps
	collapsed bool

	height  float64
	title   []Line
	titleAt []Point
	hint    []Line
	hintAt  []Point

	placed []placed // by column, then in display order
	starts []int32  // of each column, the first of placed that begins there or later
	back   []int32  // of each column, the first of placed that covers it or a later one
	counts []int32  // of a collapsed lane, the cards that begin in each column

	blocks []block // what links go around
	cover  []int32 // indices into blocks, by column, from the top down
	covers []int32 // of each column, where its part of cover begins

	curves []Curve // relative to the row
	metric *model.Metric
}

// placed is a card in its row.
type placed struct {
	card     *model.Card
	kind     model.Kind
	text     *CardText
	rect     Rect // y from the row's upper border
	from, to int
	index    int
}

// block is an area that links keep out of, in columns from..to.
type block struct {
	rect     Rect
	from, to int
}

// CardAt returns the upper left corner of the i-th card, with y from the row's upper border.
func (b *RowBody) CardAt(i int) Point { return Point{b.placed[i].rect.X, b.placed[i].rect.Y} }

// rowInput is everything that a row is made from, and what came out.
type rowInput struct {
	lane      *model.Lane
	grid      *grid
	deps      *deps
	cards     []*model.Card // of the lane, in the journey's order
	collapsed bool
	body      *RowBody
}

// make lays the row out, or takes over what prev came to: wholly when nothing changed, the texts of
// unchanged cards otherwise.
func (r *rowInput) make(prev *rowInput) {
	if prev == nil {
		r.body = r.newBody(nil)
		return
	}
	if prev.lane == r.lane && prev.grid == r.grid && prev.deps == r.deps &&
		prev.collapsed == r.collapsed && slices.Equal(prev.cards, r.cards) {
		r.body = prev.body
		return
	}
	r.body = r.newBody(prev.body)
	if r.body.alike(prev.body) {
		r.body = prev.body
	}
}

func (r *rowInput) newBody(prev *RowBody) *RowBody {
	b := &RowBody{lane: r.lane, grid: r.grid, deps: r.deps, collapsed: r.collapsed}
	b.label()
	if r.collapsed {
		b.height = collapsedRow
		b.count(r.cards)
	} else {
		b.sort(r.cards, prev)
		if r.lane.Kind == model.KindEmotion {
			b.emotion()
		} else {
			b.stackCards()
		}
	}
	b.block()
	return b
}

// count counts the cards of a collapsed lane.
func (b *RowBody) count(cards []*model.Card) {
	n := b.grid.columns()
	b.starts, b.back, b.counts = make([]int32, n+1), make([]int32, n+1), make([]int32, n)
	for _, c := range cards {
		if at, ok := b.grid.index[c.Step]; ok {
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
		return
	}
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

// stackCards places the cards of a lane: under each other in their cells, below what spans into the
// cell. The row is as high as its tallest cell; cards that are alone in all their cells share a height.
func (b *RowBody) stackCards() {
	fill := make([]float64, b.grid.columns())
	number := make([]int32, b.grid.columns())
	top := float64(cellInsetY)
	if b.lane.Kind == model.KindMetric && b.lane.Metric != "" {
		b.metric = b.deps.metric[b.lane.Metric]
	}
	height := max(rowMin, b.labelHeight())
	if b.metric != nil {
		height = max(height, metricHeight)
		top = metricHeight
	}
	for c := range fill {
		fill[c] = top
	}
	for i := range b.placed {
		p := &b.placed[i]
		y := slices.Max(fill[p.from:p.to])
		p.rect.Y, p.rect.H = y, p.text.Height
		for c := p.from; c < p.to; c++ {
			fill[c] = p.rect.Bottom() + cardGap
			number[c]++
		}
		height = max(height, p.rect.Bottom()+cellInsetY)
	}
	b.height = height
	if !stacks(b.lane.Kind) {
		b.shareHeight(number)
	}
}

// shareHeight gives the cards that are alone in all their cells the height of the tallest of them, or
// the whole row's when no cell holds more than one.
func (b *RowBody) shareHeight(number []int32) {
	tallest, alone := 0.0, true
	single := func(p *placed) bool { return slices.Max(number[p.from:p.to]) == 1 }
	for i := range b.placed {
		if p := &b.placed[i]; single(p) {
			tallest = max(tallest, p.rect.H)
		} else {
			alone = false
		}
	}
	if alone && b.metric == nil {
		tallest = b.height - 2*cellInsetY
	}
	for i := range b.placed {
		if p := &b.placed[i]; single(p) {
			p.rect.H = tallest
		}
	}
}

// sort puts the cards in order by column, keeping their order in each cell, and finds their texts.
func (b *RowBody) sort(cards []*model.Card, prev *RowBody) {
	n := b.grid.columns()
	b.starts = make([]int32, n+1)
	column := make([]int32, len(cards))
	for i, c := range cards {
		at, ok := b.grid.index[c.Step]
		if !ok {
			column[i] = -1
			continue
		}
		column[i] = int32(at)
		b.starts[at+1]++
	}
	for i := range n {
		b.starts[i+1] += b.starts[i]
	}
	b.placed = make([]placed, b.starts[n])
	b.back = make([]int32, n+1)
	next := slices.Clone(b.starts)
	texts := prev.texts()
	for i, c := range cards {
		if column[i] < 0 {
			continue
		}
		at := next[column[i]]
		next[column[i]]++
		b.placed[at] = b.place(c, int(column[i]), texts)
		b.placed[at].index = int(at - b.starts[column[i]])
	}
	b.reach()
}

// place makes a card's place, without its y.
func (b *RowBody) place(c *model.Card, column int, texts map[*model.Card]*CardText) placed {
	p := placed{card: c, kind: c.Kind, from: column, to: min(column+max(c.Span, 1), b.grid.columns())}
	if p.kind == "" {
		p.kind = b.lane.Kind
	}
	p.rect.X = b.grid.x(column) + cellInsetX
	p.rect.W = float64(p.to-column)*b.grid.column - 2*cellInsetX
	key := b.deps.key(c, p.kind, p.rect.W)
	if t := texts[c]; t != nil && t.key == key {
		p.text = t
	} else {
		p.text = textOf(key)
	}
	return p
}

// texts returns the texts of a row by card.
func (b *RowBody) texts() map[*model.Card]*CardText {
	if b == nil || len(b.placed) == 0 {
		return nil
	}
	m := make(map[*model.Card]*CardText, len(b.placed))
	for i := range b.placed {
		m[b.placed[i].card] = b.placed[i].text
	}
	return m
}

// reach finds, for each column, the first card that covers it or a later one.
func (b *RowBody) reach() {
	for c := range b.back {
		b.back[c] = b.starts[c]
	}
	for i := len(b.placed) - 1; i >= 0; i-- {
		p := &b.placed[i]
		for c := p.from; c < p.to; c++ {
			b.back[c] = min(b.back[c], int32(i))
		}
	}
}

// block lists what links go around: the cards, or the moods or bars of each cell.
func (b *RowBody) block() {
	switch {
	case b.collapsed:
	case b.lane.Kind == model.KindEmotion:
		b.blockMoods()
	default:
		if b.metric != nil {
			for c := range b.grid.columns() {
				b.blocks = append(b.blocks, block{b.bar(c), c, c + 1})
			}
		}
		for i := range b.placed {
			p := &b.placed[i]
			b.blocks = append(b.blocks, block{p.rect, p.from, p.to})
		}
	}
	b.coverColumns()
}

// coverColumns sorts the blocks into the columns. Blocks of one column come from the top down.
func (b *RowBody) coverColumns() {
	n := b.grid.columns()
	b.covers = make([]int32, n+1)
	for _, k := range b.blocks {
		for c := k.from; c < k.to; c++ {
			b.covers[c+1]++
		}
	}
	for c := range n {
		b.covers[c+1] += b.covers[c]
	}
	b.cover = make([]int32, b.covers[n])
	next := slices.Clone(b.covers)
	for i, k := range b.blocks {
		for c := k.from; c < k.to; c++ {
			b.cover[next[c]] = int32(i)
			next[c]++
		}
	}
}

// bar is the place of a metric's value at a step.
func (b *RowBody) bar(column int) Rect {
	return Rect{b.grid.x(column) + barInsetX, barInsetY, b.grid.column - 2*barInsetX, metricHeight - 2*barInsetY}
}

// alike reports whether two bodies of a lane look the same, whatever they were made from.
func (b *RowBody) alike(o *RowBody) bool {
	if b.lane != o.lane || b.grid != o.grid || b.collapsed != o.collapsed || b.height != o.height ||
		b.metric != o.metric || !slices.Equal(b.counts, o.counts) || b.lane.Kind == model.KindEmotion {
		return false
	}
	return slices.Equal(b.placed, o.placed)
}
