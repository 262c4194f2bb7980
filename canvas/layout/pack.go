package layout

import (
	"slices"
	"sort"

	"stagecraft/model"
)

// tracks is what stands in each column of a lane so far, from the top down. Cards over several steps
// are packed like the appointments of a calendar: each takes the highest place that is free in all its
// columns, so that a card that begins where another ends can stand beside it.
type tracks struct {
	top     float64
	columns [][]extent
}

// extent is a stretch of a column, its gap below included.
type extent struct{ from, to float64 }

// newTracks returns columns with nothing in them and room for the cards in those that are stacked anew, and
// for one more in each.
func newTracks(columns int, cards []placed, anew []bool, top float64) *tracks {
	t := &tracks{top: top, columns: make([][]extent, columns)}
	ends := make([]int, columns+1) // of the room of each column
	for i := range cards {
		if anew != nil && !anew[cards[i].from] {
			continue
		}
		for c := cards[i].from; c < cards[i].to; c++ {
			ends[c+1]++
		}
	}
	for c := range columns {
		ends[c+1] += ends[c] + 1
	}
	room := make([]extent, ends[columns])
	for c := range columns {
		t.columns[c] = room[ends[c]:ends[c]:ends[c+1]]
	}
	return t
}

// put takes the highest free place of a height in columns from..to, not above least, and returns its y.
func (t *tracks) put(from, to int, height, least float64) float64 {
	y := max(t.top, least)
	height += cardGap
	for moved := true; moved; {
		moved = false
		for c := from; c < to; c++ {
			for i := t.after(c, y); i < len(t.columns[c]) && t.columns[c][i].from < y+height; i++ {
				y, moved = t.columns[c][i].to, true
			}
		}
	}
	for c := from; c < to; c++ {
		t.columns[c] = slices.Insert(t.columns[c], t.after(c, y), extent{y, y + height})
	}
	return y
}

// after returns the first extent of a column that ends below y.
func (t *tracks) after(c int, y float64) int {
	e := t.columns[c]
	if n := len(e); n == 0 || e[n-1].to <= y {
		return n
	}
	return sort.Search(len(e), func(i int) bool { return e[i].to > y })
}

// count returns how many stand in a column.
func (t *tracks) count(c int) int { return len(t.columns[c]) }

// stackCards places the cards of a lane: under each other in their cells, in their order, around what
// spans into the cell. The row is as high as its tallest cell; cards that are alone in all their cells
// share a height. Where anew is given, only those columns are stacked, and those that share cards with them:
// in the others the cards stand as in prev. Where a card is alone in its cells all are stacked: their height
// comes from the whole lane, and the lane is not full then.
func (b *RowBody) stackCards(anew []bool, prev *rowInput) {
	top := float64(cellInsetY)
	if b.lane.Kind == model.KindMetric && b.lane.Metric != "" {
		b.metric = b.deps.metric[b.lane.Metric]
	}
	height := max(rowMin, b.labelHeight(), snap(min(b.least, rowMax)))
	if b.metric != nil {
		height = max(height, metricHeight)
		top = metricHeight
	}
	if anew != nil && (prev.body.metric != b.metric || !stacks(b.lane.Kind) && b.someAlone()) {
		anew = nil
	}
	b.spread(anew)
	t := newTracks(b.grid.columns(), b.placed, anew, top)
	for c, n := range b.counts { // the columns of collapsed stages are always stacked anew
		if n > 0 {
			y := t.put(c, c+1, countHeight+countGap, 0)
			height = max(height, y+countHeight+cellInsetY)
		}
	}
	for i := range b.placed {
		p := &b.placed[i]
		if anew == nil || anew[p.from] {
			least := 0.0
			if p.index > 0 {
				least = b.placed[i-1].rect.Bottom() + cardGap
			}
			p.rect.H = p.text.Height
			p.rect.Y = t.put(p.from, p.to, p.rect.H, least)
		}
		height = max(height, p.rect.Bottom()+cellInsetY)
	}
	b.height = height
	if anew == nil && !stacks(b.lane.Kind) {
		b.shareHeight(t)
	}
}

// spread adds the columns that share cards with those to be stacked.
func (b *RowBody) spread(anew []bool) {
	if anew == nil {
		return
	}
	for more := true; more; {
		more = false
		for i := range b.placed {
			p := &b.placed[i]
			if p.to == p.from+1 {
				continue
			}
			if some := anew[p.from:p.to]; slices.Contains(some, true) && slices.Contains(some, false) {
				more = true
				for c := range some {
					some[c] = true
				}
			}
		}
	}
}

// someAlone reports whether a card is alone in all its cells.
func (b *RowBody) someAlone() bool {
	in := make([]int32, b.grid.columns())
	for c, n := range b.counts {
		in[c] = min(n, 1)
	}
	for i := range b.placed {
		for c := b.placed[i].from; c < b.placed[i].to; c++ {
			in[c]++
		}
	}
	for i := range b.placed {
		if !slices.ContainsFunc(in[b.placed[i].from:b.placed[i].to], func(n int32) bool { return n > 1 }) {
			return true
		}
	}
	return false
}

// shareHeight gives the cards that are alone in all their cells the height of the tallest of them, or
// the whole row's when no cell holds more than one. A card with a picture keeps a height of its own: the
// others would be mostly empty beside it.
func (b *RowBody) shareHeight(t *tracks) {
	tallest, alone, pictures := 0.0, true, false
	single := func(p *placed) bool {
		for c := p.from; c < p.to; c++ {
			if t.count(c) > 1 {
				return false
			}
		}
		return true
	}
	for i := range b.placed {
		p := &b.placed[i]
		switch {
		case !p.text.Image.Empty():
			pictures = true
		case single(p):
			tallest = max(tallest, p.rect.H)
		default:
			alone = false
		}
	}
	if alone && !pictures && b.metric == nil {
		tallest = b.height - 2*cellInsetY
	}
	for i := range b.placed {
		if p := &b.placed[i]; single(p) {
			p.rect.H = max(tallest, p.rect.H)
		}
	}
}
