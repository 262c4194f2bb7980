package model

import "slices"

// journey returns the merged journey; its library and its datasets are not looked at yet.
func (m *merger) journey() *Journey {
	m.did[0], m.did[1] = m.look(m.mine), m.look(m.theirs)
	j := &Journey{ID: m.id, JourneyInfo: m.info()}
	g := m.grid()
	j.Stages, j.Lanes = g.stages, g.lanes
	j.Cards = m.cards(g)
	j.Links = m.links(j)
	j.Comments = m.comments(j)
	if samePart(j.Stages, m.mine.j.Stages) && samePart(j.Lanes, m.mine.j.Lanes) && samePart(j.Cards, m.mine.j.Cards) &&
		samePart(j.Links, m.mine.j.Links) && samePart(j.Comments, m.mine.j.Comments) && !changed(journeyFields, &m.mine.j.JourneyInfo, &j.JourneyInfo) {
		return m.mine.j
	}
	return j
}

func samePart[R any](a, b []*R) bool { return slices.Equal(a, b) }

// info merges what is said of the journey as a whole. Which journey is its twin follows mine, and with it
// which of the two it is: theirs may be twin to one that is not here.
func (m *merger) info() JourneyInfo {
	v := versions[JourneyInfo]{&m.base.j.JourneyInfo, &m.mine.j.JourneyInfo, &m.theirs.j.JourneyInfo}
	theirs := *v.theirs
	if theirs.Twin = v.mine.Twin; theirs.Twin != "" {
		theirs.Kind = v.mine.Kind
	}
	v.theirs = &theirs
	return *mergedFields(m, m.ref(JourneyRecord, string(m.id)), journeyFields, v)
}

// mergedCardFields are those of a card without its width, which counts in steps that may have come or
// gone.
var mergedCardFields = slices.DeleteFunc(slices.Clone(cardFields), func(f field[Card]) bool { return f.name == "Width" })

func (m *merger) cards(g *grid) []*Card {
	order, all := versionsOf[CardID](m.base.j.Cards, m.mine.j.Cards, m.theirs.j.Cards)
	alive := make(map[CardID]*Card, len(order))
	for _, id := range order {
		v := all[id]
		if v.mine == nil && v.theirs == nil {
			continue
		}
		c := m.card(g, id, *v)
		if c == nil {
			continue
		}
		if cell, ok := g.cell(c, v); ok {
			alive[id] = m.sized(g, cardAt(c, cell), *v)
		}
	}
	return m.arranged(alive)
}

// card returns what stays of a card. One in a step or lane that the other side removed follows that.
func (m *merger) card(g *grid, id CardID, v versions[Card]) *Card {
	if left := v.mine; left == nil || v.theirs == nil {
		if left == nil {
			left = v.theirs
		}
		at := cellOf(left)
		switch {
		case g.dropped[Cell{Lane: at.Lane}], g.dropped[Cell{Step: at.Step}]:
			return nil
		case g.revived[Cell{Lane: at.Lane}], g.revived[Cell{Step: at.Step}]:
			return left
		}
	}
	return survivor(m, m.ref(CardRecord, string(id)), mergedCardFields, v, func(s Side) bool { return m.deeds(s).cards[id] })
}

// cell returns where a card lies: where it was merged to or, when that cell is gone, where either side
// has it.
func (g *grid) cell(c *Card, v *versions[Card]) (Cell, bool) {
	for _, r := range []*Card{c, v.mine, v.theirs, v.base} {
		if r == nil {
			continue
		}
		if _, ok := g.steps[r.Step]; ok && g.lane[r.Lane] {
			return cellOf(r), true
		}
	}
	return Cell{}, false
}

func cardAt(c *Card, at Cell) *Card {
	if cellOf(c) == at {
		return c
	}
	moved := *c
	moved.Lane, moved.Step = at.Lane, at.Step
	return &moved
}

// sized gives a card its width. What counts is the step that it reaches to: that one side put a step in
// between makes the card wider and is no conflict.
func (m *merger) sized(g *grid, c *Card, v versions[Card]) *Card {
	base, mine, theirs := lastStep(m.base, v.base), lastStep(m.mine, v.mine), lastStep(m.theirs, v.theirs)
	last := mine
	switch {
	case v.mine == nil, base == mine && v.theirs != nil:
		last = theirs
	case v.theirs == nil, base == theirs, mine == theirs:
	case v.mine.Span != v.theirs.Span:
		ref := m.ref(CardRecord, string(c.ID))
		conflict := Conflict{Ref: ref, Title: titleOf(m, ref), Field: "Width", Mine: Count(v.mine.Span, "step"), Theirs: Count(v.theirs.Span, "step"), Choice: Mine}
		if v.base != nil {
			conflict.Base = Count(v.base.Span, "step")
		}
		if m.decide(conflict) == Theirs {
			last = theirs
		}
	}
	span := 1
	if at, ok := g.steps[last]; ok {
		span = max(at-g.steps[c.Step]+1, 1)
	} else { // it reached to a step that is gone
		span = max(min(c.Span, len(g.steps)-g.steps[c.Step]), 1)
	}
	if span == c.Span {
		return c
	}
	wide := *c
	wide.Span = span
	return &wide
}

// lastStep returns the step up to which a card reaches; empty for no card.
func lastStep(in within, c *Card) StepID {
	if c == nil {
		return ""
	}
	covered := in.j.Covers(c)
	if len(covered) == 0 {
		return c.Step
	}
	return covered[len(covered)-1].ID
}

// arranged puts the cards in order. Those that mine has keep their slots in the list; within a cell they
// change slots so that its order is the merged one.
func (m *merger) arranged(alive map[CardID]*Card) []*Card {
	var slots []CardID
	for _, c := range m.mine.j.Cards {
		if alive[c.ID] != nil {
			slots = append(slots, c.ID)
		}
	}
	slotsOf := map[Cell][]int{}
	for i, id := range slots {
		cell := cellOf(alive[id])
		slotsOf[cell] = append(slotsOf[cell], i)
	}
	behind := map[CardID][]CardID{} // what follows a card of mine, or "" the list
	for cell, order := range m.cellOrders(alive) {
		free, last := slotsOf[cell], CardID("")
		for _, id := range order {
			if m.mine.j.Card(id) != nil {
				slots[free[0]], last, free = id, id, free[1:]
			} else {
				behind[last] = append(behind[last], id)
			}
		}
	}
	return threaded(slots, behind, alive, m.theirs.j.Cards)
}

// threaded lays the slots and what stands behind each into one list. What stands behind none comes
// first in its cell: it goes to the front of the list, in the order of theirs.
func threaded(slots []CardID, behind map[CardID][]CardID, alive map[CardID]*Card, theirs []*Card) []*Card {
	first := make(map[CardID]bool, len(behind[""]))
	for _, id := range behind[""] {
		first[id] = true
	}
	cards := make([]*Card, 0, len(alive))
	for _, c := range theirs {
		if first[c.ID] {
			cards = append(cards, alive[c.ID])
		}
	}
	for _, id := range slots {
		cards = append(cards, alive[id])
		for _, next := range behind[id] {
			cards = append(cards, alive[next])
		}
	}
	return cards
}

// cellOrders returns the order of the cards in each cell in which something is to be merged.
func (m *merger) cellOrders(alive map[CardID]*Card) map[Cell][]CardID {
	lists := map[Cell]*[3][]CardID{}
	for i, in := range []within{m.base, m.mine, m.theirs} {
		for _, c := range in.j.Cards {
			if now := alive[c.ID]; now != nil {
				cell := cellOf(now)
				if lists[cell] == nil {
					lists[cell] = &[3][]CardID{}
				}
				lists[cell][i] = append(lists[cell][i], c.ID)
			}
		}
	}
	orders := make(map[Cell][]CardID, len(lists))
	for cell, l := range lists {
		first, second, _ := skeleton(l[0], l[1], l[2])
		orders[cell] = woven(first, second)
	}
	return orders
}

// links keeps those whose cards are there, and of two that say the same the first.
func (m *merger) links(j *Journey) []*Link {
	type ends struct {
		from, to CardID
		kind     LinkKind
	}
	order, all := versionsOf[LinkID](m.base.j.Links, m.mine.j.Links, m.theirs.j.Links)
	var links []*Link
	seen := map[ends]bool{}
	cards := make(map[CardID]bool, len(j.Cards))
	for _, c := range j.Cards {
		cards[c.ID] = true
	}
	for _, id := range order {
		ref := m.ref(LinkRecord, string(id))
		l := survivor(m, ref, linkFields, *all[id], func(s Side) bool { return m.deeds(s).on[ref] })
		if l == nil || !cards[l.From] || !cards[l.To] || seen[ends{l.From, l.To, l.Kind}] {
			continue
		}
		seen[ends{l.From, l.To, l.Kind}] = true
		links = append(links, l)
	}
	return links
}

// comments keeps those whose record is there.
func (m *merger) comments(j *Journey) []*Comment {
	order, all := versionsOf[CommentID](m.base.j.Comments, m.mine.j.Comments, m.theirs.j.Comments)
	var comments []*Comment
	for _, id := range order {
		c := survivor(m, m.ref(CommentRecord, string(id)), commentFields, *all[id], func(Side) bool { return false })
		if c != nil && j.has(c.On) {
			comments = append(comments, c)
		}
	}
	return comments
}
