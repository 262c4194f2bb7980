package model

import (
	"slices"
	"sort"
)

// A rearrangement collects changes to the cards of a journey and makes them as one. It plans by
// cell: a card that is put at index 2 of its cell goes in front of the card that had that place,
// wherever that one stands in the journey's slice. The rest of the slice keeps its order, so that
// the lookups of the next value follow from those of this one.
type rearrangement struct {
	j     *Journey
	cells *cells
	swaps map[int]*Card // records replaced where they stand
	out   []int         // positions that cards leave
	in    map[*Card]bool
	lists map[Cell][]*Card // what touched cells will hold
	order []Cell           // the touched cells in the order in which they were touched
}

func rearrange(j *Journey) *rearrangement {
	return &rearrangement{j: j, cells: j.cells(), swaps: map[int]*Card{}, in: map[*Card]bool{}, lists: map[Cell][]*Card{}}
}

func cellOf(c *Card) Cell { return Cell{c.Lane, c.Step} }

// list returns what the cell will hold as far as is planned.
func (r *rearrangement) list(cell Cell) []*Card {
	list, ok := r.lists[cell]
	if !ok {
		list = slices.Clone(r.cells.in(cell))
		r.order = append(r.order, cell)
		r.lists[cell] = list
	}
	return list
}

// swap replaces the card at a position by another value of it in the same cell.
func (r *rearrangement) swap(at int, next *Card) {
	old := r.j.Cards[at]
	list := r.list(cellOf(old))
	list[slices.Index(list, old)] = next
	r.swaps[at] = next
}

// take lets the card at a position leave its place.
func (r *rearrangement) take(at int) {
	old := r.j.Cards[at]
	cell := cellOf(old)
	list := r.list(cell)
	i := slices.Index(list, old)
	r.lists[cell] = slices.Delete(list, i, i+1)
	r.out = append(r.out, at)
}

// put lets a card come into its cell at index i, or at the nearest index that there is.
func (r *rearrangement) put(c *Card, i int) {
	cell := cellOf(c)
	list := r.list(cell)
	r.lists[cell] = slices.Insert(list, min(max(i, 0), len(list)), c)
	r.in[c] = true
}

// last is the index of put that means: after all others.
const last = int(^uint(0) >> 1)

// arrival is a card that comes in before position at of the old slice.
type arrival struct {
	at   int
	card *Card
}

// arrivals finds for each card that comes in its place in the old slice.
func (r *rearrangement) arrivals() []arrival {
	var all []arrival
	for _, cell := range r.order {
		waiting := len(all)
		after := len(r.j.Cards)
		for _, c := range r.lists[cell] {
			if r.in[c] {
				all = append(all, arrival{card: c})
				continue
			}
			at := r.j.cardAt(c.ID)
			for ; waiting < len(all); waiting++ {
				all[waiting].at = at
			}
			after = at + 1
		}
		for ; waiting < len(all); waiting++ {
			all[waiting].at = after
		}
	}
	slices.SortStableFunc(all, func(a, b arrival) int { return a.at - b.at })
	return all
}

// idle reports whether the plan leaves everything as it is.
func (r *rearrangement) idle() bool {
	if len(r.swaps) > 0 {
		return false
	}
	for cell, list := range r.lists {
		if !slices.Equal(list, r.cells.in(cell)) {
			return false
		}
	}
	return true
}

// done returns the journey with the changes made, or the journey itself when there are none.
func (r *rearrangement) done() *Journey {
	if r.idle() {
		return r.j
	}
	old := r.j.Cards
	if len(r.swaps) > 0 {
		old = slices.Clone(old)
		for at, c := range r.swaps {
			old[at] = c
		}
	}
	cards, placed := old, []int(nil)
	if len(r.out)+len(r.in) > 0 {
		cards, placed = spliced(old, r.out, r.arrivals())
	}
	next := cloneJourney(r.j)
	next.Cards = cards
	next.lookups.ids.Store(r.j.cardIDs().after(cards, len(r.out), placed))
	next.lookups.cells.Store(r.cells.after(cards, r.lists))
	return next
}

// spliced returns the cards without those at the positions in out and with the arrivals in their
// places, and the positions at which these stand.
func spliced(old []*Card, out []int, arrivals []arrival) (cards []*Card, placed []int) {
	sort.Ints(out)
	cards = make([]*Card, 0, len(old)-len(out)+len(arrivals))
	from := 0
	upTo := func(at int) {
		for len(out) > 0 && out[0] < at {
			cards = append(cards, old[from:out[0]]...)
			from, out = out[0]+1, out[1:]
		}
		cards = append(cards, old[from:at]...)
		from = at
	}
	for _, a := range arrivals {
		upTo(a.at)
		placed = append(placed, len(cards))
		cards = append(cards, a.card)
	}
	upTo(len(old))
	return cards, placed
}
