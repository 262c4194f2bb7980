package layout

import (
	"slices"

	"stagecraft/model"
)

// columnMoves is where the columns of a grid are in the next one, when all that happened is that steps came
// or went between them. A row whose cards all stay is then as it was, but for where its columns lie.
type columnMoves struct {
	was, now *grid
	to       []int // of each column of was, its column in now; -1 for one that went
}

// movesBetween returns how the columns moved; nil when more happened to them than that.
func movesBetween(was, now *grid) *columnMoves {
	if was == nil || was == now || was.label != now.label || was.column != now.column ||
		slices.Contains(was.closed, true) || slices.Contains(now.closed, true) {
		return nil
	}
	m := &columnMoves{was: was, now: now, to: make([]int, was.columns())}
	last := -1
	for c, id := range was.ids { // no stage is collapsed: each step has a column of its own
		at, ok := now.columnOf(id)
		switch {
		case !ok:
			at = -1
		case at <= last:
			return nil // in another order
		default:
			last = at
		}
		m.to[c] = at
	}
	return m
}

// shifted returns the row as prev came to it, with its columns where they are now; nil when it must be laid
// out anew.
func (r *rowInput) shifted(prev *rowInput) *RowBody {
	m := r.moves
	if m == nil || prev == nil || prev.body == nil || prev.body.grid != m.was || r.grid != m.now || r.collapsed || r.lane.Kind == model.KindEmotion ||
		prev.lane != r.lane || prev.deps != r.deps || prev.filter != r.filter || prev.collapsed || prev.least != r.least ||
		prev.count != r.count || prev.body.metric != nil || !sameRecords(prev.cards, r.cards) {
		return nil
	}
	b := *prev.body
	b.grid = m.now
	b.placed = slices.Clone(b.placed)
	n := m.now.columns()
	b.starts = make([]int32, n+1)
	for i := range b.placed {
		p := &b.placed[i]
		from, to := m.to[p.from], m.to[p.from]+1
		if p.card.Span > 1 { // what it covers may be more now, or less
			from, to, _ = m.now.covers(p.card)
		}
		if from < 0 || to-from != p.to-p.from || m.to[p.from] != from || m.to[p.to-1] != to-1 {
			return nil // or it covers others than it did
		}
		p.from, p.to = from, to
		p.rect.X = m.now.x(from) + cellInsetX
		b.starts[from+1]++
	}
	for c := range n {
		b.starts[c+1] += b.starts[c]
	}
	b.back = make([]int32, n+1)
	b.reach()
	b.blocks = nil
	b.block()
	return &b
}
