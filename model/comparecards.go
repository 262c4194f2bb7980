package model

import (
	"cmp"
	"slices"
)

// loose is a card that has no counterpart by its id.
type loose struct {
	card  *Card
	place Cell   // where it lies, in the ids of the journey after
	index int    // among all cards of its journey
	mood  string // whose mood it is; empty for a card that is none
	kind  Kind
	key   string
	pairs letterPairs
}

// looseKey is what loose cards of one group have in common.
type looseKey struct {
	cell Cell
	kind Kind
	key  string
	mood string
}

// matchCards pairs the cards that ids leave over: first as decided, then those of one cell with the same
// text or nearly the same, then those with the same text elsewhere in the lane; in doubt those of one cell
// whose texts are somewhat alike, and those with the same text in another lane.
func (m *matching) matchCards(decided Decisions) {
	m.decide(decided)
	before := m.loose(m.before, m.cards.hasBefore, func(c Cell) Cell { return Cell{m.lanes.moved(c.Lane), m.steps.moved(c.Step)} })
	after := m.loose(m.after, m.cards.hasAfter, func(c Cell) Cell { return c })
	r := &cardRounds{m: m, decided: decided, before: before, after: after}
	place := func(l *loose) looseKey { return looseKey{cell: l.place} }
	r.equal(func(l *loose) looseKey { return looseKey{cell: l.place, key: l.key, mood: l.mood} }, false, false)
	r.similar(place, surelyAlike, false)
	r.equal(func(l *loose) looseKey { return looseKey{cell: Cell{Lane: l.place.Lane}, key: l.key} }, true, false)
	perhaps := perhapsAlike
	if m.copied {
		perhaps = likelyAlike
	}
	r.similar(place, perhaps, true)
	r.equal(func(l *loose) looseKey { return looseKey{kind: l.kind, key: l.key} }, true, true)
	slices.SortFunc(m.doubts, func(x, y Doubt) int {
		return cmp.Or(cmp.Compare(m.before.j.cardAt(x.Before), m.before.j.cardAt(y.Before)), cmp.Compare(m.after.j.cardAt(x.After), m.after.j.cardAt(y.After)))
	})
}

// decide takes over what was decided about cards that have no counterpart by id.
func (m *matching) decide(decided Decisions) {
	pairs := make([]CardPair, 0, len(decided))
	for p := range decided {
		if m.before.j.Card(p.Before) != nil && m.after.j.Card(p.After) != nil && !m.cards.hasBefore(p.Before) && !m.cards.hasAfter(p.After) {
			pairs = append(pairs, p)
		}
	}
	slices.SortFunc(pairs, func(x, y CardPair) int {
		i, k := m.before.j.cardAt(x.Before), m.before.j.cardAt(y.Before)
		return cmp.Or(cmp.Compare(i, k), cmp.Compare(m.after.j.cardAt(x.After), m.after.j.cardAt(y.After)))
	})
	for _, p := range pairs {
		d := Doubt{CardPair: p, Decided: true, Likeness: Likeness(cardText(m.before.j.Card(p.Before)), cardText(m.after.j.Card(p.After)))}
		if decided[p] && !m.cards.hasBefore(p.Before) && !m.cards.hasAfter(p.After) {
			m.cards.join(p.Before, p.After)
			d.Same = true
		}
		m.doubts = append(m.doubts, d)
	}
}

// cardText is what a card says: its title, or else its text.
func cardText(c *Card) string {
	if c.Title != "" {
		return c.Title
	}
	return c.Body
}

// loose lists the cards of a journey that have no counterpart.
func (m *matching) loose(in within, has func(CardID) bool, place func(Cell) Cell) []*loose {
	var list []*loose
	for i, c := range in.j.Cards {
		if has(c.ID) {
			continue
		}
		l := &loose{card: c, place: place(cellOf(c)), index: i, kind: in.j.KindOf(c), key: textKey(cardText(c)), pairs: newLetterPairs(cardText(c))}
		if l.kind == KindEmotion {
			l.mood, l.key = "mood", ""
			if id := in.j.PersonaOf(c); id != "" {
				l.mood += " of " + personaName(in, id)
			}
		}
		list = append(list, l)
	}
	return list
}

// cardRounds pairs cards in rounds, the surest first.
type cardRounds struct {
	m             *matching
	decided       Decisions
	before, after []*loose
}

// grouped returns the cards by a key, each group in the order of the journey.
func grouped(list []*loose, key func(*loose) looseKey) map[looseKey][]*loose {
	groups := make(map[looseKey][]*loose, len(list)/4)
	for _, l := range list {
		k := key(l)
		groups[k] = append(groups[k], l)
	}
	return groups
}

// groups returns the cards that still have no counterpart by a key.
func (r *cardRounds) groups(key func(*loose) looseKey) (before, after map[looseKey][]*loose) {
	r.before = slices.DeleteFunc(r.before, func(l *loose) bool { return r.m.cards.hasBefore(l.card.ID) })
	r.after = slices.DeleteFunc(r.after, func(l *loose) bool { return r.m.cards.hasAfter(l.card.ID) })
	return grouped(r.before, key), grouped(r.after, key)
}

func (r *cardRounds) may(a, b *loose) bool {
	same, known := r.decided[CardPair{a.card.ID, b.card.ID}]
	return (same || !known) && a.mood == b.mood
}

// equal pairs the cards with equal keys, in order; alone means only where there is one on each side. A
// card that says nothing pairs only as a mood.
func (r *cardRounds) equal(key func(*loose) looseKey, alone, doubt bool) {
	before, after := r.groups(key)
	for k, a := range before {
		b := after[k]
		if alone && (len(a) != 1 || len(b) != 1) || a[0].key == "" && (alone || a[0].mood == "") {
			continue
		}
		for i := range min(len(a), len(b)) {
			if r.may(a[i], b[i]) {
				r.pair(a[i], b[i], 1, doubt)
			}
		}
	}
}

// similar pairs the cards of one group whose texts are at least so alike, the most alike first.
func (r *cardRounds) similar(key func(*loose) looseKey, least float64, doubt bool) {
	before, after := r.groups(key)
	texts := func(list []*loose) []letterPairs {
		all := make([]letterPairs, len(list))
		for i, l := range list {
			all[i] = l.pairs
		}
		return all
	}
	for k, a := range before {
		b := after[k]
		for _, c := range alike(texts(a), texts(b), least, func(i, k int) bool { return a[i].key != "" && b[k].key != "" && r.may(a[i], b[k]) }) {
			r.pair(a[c.before], b[c.after], c.likeness, doubt)
		}
	}
}

func (r *cardRounds) pair(a, b *loose, likeness float64, doubt bool) {
	r.m.cards.join(a.card.ID, b.card.ID)
	if doubt {
		r.m.doubts = append(r.m.doubts, Doubt{CardPair: CardPair{a.card.ID, b.card.ID}, Likeness: likeness, Same: true})
	}
}
