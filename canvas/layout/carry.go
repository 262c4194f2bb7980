package layout

import (
	"slices"

	"stagecraft/model"
)

// columnMoves is where the columns of a grid are in the next one, when all that happened is that steps came
// or went, or that stages were collapsed or opened. A row whose cards are the same is then as it was in the
// columns that stay, but for where those lie.
type columnMoves struct {
	was, now *grid
	to       []int // of each column of was, its column in now; -1 for one that does not stay
	from     []int // the other way round
}

// movesBetween returns how the columns moved; nil when more happened to them than that.
func movesBetween(was, now *grid) *columnMoves {
	if was == nil || was == now || was.label != now.label || was.column != now.column {
		return nil
	}
	m := &columnMoves{was: was, now: now, to: make([]int, was.columns()), from: make([]int, now.columns())}
	for c := range m.from {
		m.from[c] = -1
	}
	last := -1
	for step, id := range was.ids {
		c := int(was.at[step])
		m.to[c] = -1
		at, ok := now.columnOf(id)
		if !ok || was.closed[c] || now.closed[at] {
			continue
		}
		if at <= last {
			return nil // in another order
		}
		m.to[c], m.from[at], last = at, c, at
	}
	return m
}

// carries reports whether the row differs from prev only by its columns, by what its cards say of comments and
// links, and by the edited cards, which it lists.
func (r *rowInput) carries(prev *rowInput) (edited []int, ok bool) {
	m := r.moves
	if prev == nil || m == nil || prev.body.grid != m.was || r.grid != m.now || prev.collapsed || r.collapsed ||
		prev.lane != r.lane || prev.filter != r.filter || prev.deps != r.deps && r.recounted == nil {
		return nil, false
	}
	if edited, ok = editedCards(prev.cards, r.cards); !ok {
		return nil, false
	}
	for _, i := range edited {
		if prev.cards[i].Step != r.cards[i].Step {
			return nil, false
		}
	}
	return edited, true
}

// carrier puts the cards of a row in order by column, as sort does: those in columns that stay as they were
// before, without looking at them.
type carrier struct {
	*RowBody
	was    *RowBody
	moves  *columnMoves
	began  []int32 // of each card that was placed, the column
	others []other // the cards that begin in no column that stays
	anew   []bool  // of each column: its cards must be stacked anew
}

// other is a card that begins in no column that stays.
type other struct {
	card     int   // of the row's
	from, to int32 // its columns now; from is hiddenAt for one that is hidden, -1 for one that is nowhere
}

// carry places the cards of r from where prev has them, but for their y where it returns true for a column.
// Those of the edited ones are others than in prev.
func (b *RowBody) carry(r, prev *rowInput, edited []int) (anew []bool) {
	k := carrier{RowBody: b, was: prev.body, moves: r.moves, anew: make([]bool, b.grid.columns())}
	k.find(r.cards)
	for c, was := range k.moves.from {
		if was >= 0 {
			b.starts[c+1] = k.was.starts[was+1] - k.was.starts[was]
		} else {
			k.anew[c] = true
		}
	}
	for c := range k.anew {
		b.starts[c+1] += b.starts[c]
	}
	b.placed = make([]placed, b.starts[len(k.anew)])
	for c, was := range k.moves.from {
		if was >= 0 {
			k.column(was, c, r.recounted)
		}
	}
	for _, i := range edited {
		k.edit(i, r.cards[i])
	}
	k.put(r.cards, prev.deps == r.deps)
	b.reach()
	return k.anew
}

// find finds where the cards are that begin in no column that stays.
func (k *carrier) find(cards []*model.Card) {
	k.began = make([]int32, len(k.was.placed))
	for c := range k.moves.to {
		for i := k.was.starts[c]; i < k.was.starts[c+1]; i++ {
			k.began[i] = int32(c)
		}
	}
	k.starts = make([]int32, k.grid.columns()+1)
	for i, at := range k.was.order {
		if at >= 0 && k.moves.to[k.began[at]] >= 0 {
			continue
		}
		o := other{card: i, from: -1}
		if from, to, ok := k.grid.covers(cards[i]); ok && k.grid.closed[from] && k.grid.folded(from, to) {
			o.from = hiddenAt(int32(len(k.folded)))
			k.fold(cards[i], from)
		} else if ok {
			o.from, o.to = int32(from), int32(to)
			k.starts[from+1]++
		}
		k.others = append(k.others, o)
	}
}

// column takes over the cards that begin in a column.
func (k *carrier) column(was, now int, recounted []bool) {
	cards := k.placed[k.starts[now]:k.starts[now+1]]
	copy(cards, k.was.placed[k.was.starts[was]:k.was.starts[was+1]])
	x := k.grid.x(now) + cellInsetX
	last := k.was.grid.columns()
	for i := range cards {
		p := &cards[i]
		if p.to > p.from+1 || p.to == last { // what it covers may be more now, or less
			k.span(p, now)
		} else {
			p.from, p.to = now, now+1
		}
		p.rect.X = x
		if recounted != nil && recounted[now] {
			k.text(p)
		}
	}
}

// edit exchanges a card that begins in a column that stays.
func (k *carrier) edit(i int, c *model.Card) {
	at := k.was.order[i]
	if at < 0 || k.moves.to[k.began[at]] < 0 {
		return
	}
	from, to, _ := k.grid.covers(c)
	was := &k.was.placed[at]
	p := k.place(c, from, to, was.text, false)
	p.index = was.index
	k.left(was)
	k.came(&p)
	k.placed[int(k.starts[from])+p.index] = p
}

// span finds which columns a card covers now.
func (k *carrier) span(p *placed, now int) {
	_, to, _ := k.grid.covers(p.card)
	same := to-now == p.to-p.from
	for c := p.from; c < p.to; c++ {
		same = same && k.moves.to[c] == now+c-p.from
	}
	if same {
		p.from, p.to = now, to
		return
	}
	k.left(p)
	p.from, p.to = now, to
	k.came(p)
	p.rect.W = k.width(p)
	k.text(p)
}

// left has the columns stacked anew that a card covered before.
func (k *carrier) left(was *placed) {
	for c := was.from; c < was.to; c++ {
		if at := k.moves.to[c]; at >= 0 {
			k.anew[at] = true
		}
	}
}

// came has the columns stacked anew that a card covers.
func (k *carrier) came(p *placed) {
	for c := p.from; c < p.to; c++ {
		k.anew[c] = true
	}
}

// text gives a card the text that it has now.
func (k *carrier) text(p *placed) {
	key := k.deps.key(p.card, p.kind, k.width(p))
	if p.text.key == key {
		return
	}
	t := textOf(key)
	if t.Height != p.text.Height {
		k.came(p)
	}
	p.text = t
}

// put places the other cards, and notes where each card is. current says that the texts are those of what the
// row depends on.
func (k *carrier) put(cards []*model.Card, current bool) {
	if len(k.others) == 0 {
		k.order = k.was.order // columns came or went without a card
		return
	}
	k.order = make([]int32, len(cards))
	for i, at := range k.was.order {
		if at >= 0 {
			was := k.began[at]
			if now := k.moves.to[was]; now >= 0 {
				k.order[i] = k.starts[now] + at - k.was.starts[was]
			}
		}
	}
	next := slices.Clone(k.starts)
	for _, o := range k.others {
		var text *CardText
		at := k.was.order[o.card]
		if at >= 0 {
			text = k.was.placed[at].text
			k.left(&k.was.placed[at])
		} else if h := hiddenAt(at); h >= 0 {
			text = k.was.folded[h].text
		}
		k.order[o.card] = o.from
		if h := hiddenAt(o.from); h >= 0 {
			k.folded[h].text = text
		}
		if o.from < 0 {
			continue
		}
		p := k.place(cards[o.card], int(o.from), int(o.to), text, at >= 0 && current)
		i := next[o.from]
		next[o.from]++
		p.index = int(i - k.starts[o.from])
		k.came(&p)
		k.placed[i], k.order[o.card] = p, i
	}
}
