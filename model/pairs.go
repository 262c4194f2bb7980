package model

import (
	"cmp"
	"slices"
)

// Pair keeps what a person decided about two cards of two journeys that were made apart: that they are
// the same card, or different ones. Of the two journeys the one whose id comes first stands first, so that
// it does not matter which was compared with which. The cards, and even the journeys, may be gone: they can
// come back from a snapshot, the bin or by undo, and until then the pair says nothing.
type Pair struct {
	ID             PairID // always the same one for the same two cards: see PairIDOf
	Journey, Other JourneyID
	Card           CardID // of Journey
	OtherCard      CardID // of Other
	Same           bool
}

// PairIDOf returns the id of the pair of two cards, whichever comes first.
func PairIDOf(a JourneyID, card CardID, b JourneyID, other CardID) PairID {
	if b < a {
		a, card, b, other = b, other, a, card
	}
	return PairID(DerivedID(DerivedID(string(a), string(card)), DerivedID(string(b), string(other))))
}

// newPair returns the pair of two cards as it is kept.
func newPair(a, b JourneyID, cards CardPair, same bool) Pair {
	p := Pair{PairIDOf(a, cards.Before, b, cards.After), a, b, cards.Before, cards.After, same}
	if b < a {
		p.Journey, p.Other, p.Card, p.OtherCard = b, a, cards.After, cards.Before
	}
	return p
}

// of reports whether the pair is one of two journeys.
func (p *Pair) of(a, b JourneyID) bool {
	return p.Journey == a && p.Other == b || p.Journey == b && p.Other == a
}

// DecidedPairs returns what was decided about the cards of two journeys, as Compare takes it.
func DecidedPairs(w *Workspace, before, after JourneyID) Decisions {
	decided := Decisions{}
	for _, p := range w.Pairs {
		switch {
		case p.Journey == before && p.Other == after:
			decided[CardPair{p.Card, p.OtherCard}] = p.Same
		case p.Journey == after && p.Other == before:
			decided[CardPair{p.OtherCard, p.Card}] = p.Same
		}
	}
	return decided
}

// DecidePair keeps that a card of the journey Before and one of the journey After are the same card, or that
// they are not. Of cards that are the same as another one of that journey this is forgotten: a card has one
// counterpart at most.
type DecidePair struct {
	Before, After JourneyID
	Cards         CardPair
	Same          bool
}

// ForgetPairs forgets what was decided about the cards of two journeys.
type ForgetPairs struct{ Before, After JourneyID }

// Label implements Command.
func (c DecidePair) Label() string {
	if c.Same {
		return "Take for the same card"
	}
	return "Take for different cards"
}

// Apply implements Command.
func (c DecidePair) Apply(w *Workspace) (*Workspace, error) {
	for _, side := range []struct {
		j    JourneyID
		card CardID
	}{{c.Before, c.Cards.Before}, {c.After, c.Cards.After}} {
		j, err := journeyIn(w, side.j)
		if err != nil {
			return nil, err
		}
		if j.Card(side.card) == nil {
			return nil, missing(Ref{CardRecord, side.j, string(side.card)})
		}
	}
	pair := newPair(c.Before, c.After, c.Cards, c.Same)
	if err := checkPair(&pair); err != nil {
		return nil, err
	}
	pairs := kept(w.Pairs, func(p *Pair) bool {
		return p.ID == pair.ID || !c.Same || !p.Same || !p.of(c.Before, c.After) || p.Card != pair.Card && p.OtherCard != pair.OtherCard
	})
	return withList(w, w.Pairs, put[PairID](pairs, pair), func(next *Workspace, l []*Pair) { next.Pairs = l }), nil
}

// Label implements Command.
func (c ForgetPairs) Label() string { return "Ask again about pairs" }

// Apply implements Command.
func (c ForgetPairs) Apply(w *Workspace) (*Workspace, error) {
	pairs := kept(w.Pairs, func(p *Pair) bool { return !p.of(c.Before, c.After) })
	return withList(w, w.Pairs, pairs, func(next *Workspace, l []*Pair) { next.Pairs = l }), nil
}

func checkPair(p *Pair) error {
	c := checking(PairRecord, "", string(p.ID))
	c.id(string(p.ID))
	c.require(p.Journey != "" && p.Other != "", "Journey", "is empty")
	c.require(p.Journey < p.Other, "Journey", "does not come before the other one")
	c.require(p.Card != "" && p.OtherCard != "", "Card", "is empty")
	return c.err
}

// pairTitle names the cards of a pair: “Pays” and “Pay now”.
func pairTitle(w *Workspace, p *Pair) string {
	if p == nil {
		return ""
	}
	title := func(j JourneyID, c CardID) string {
		return cmp.Or(TitleOf(w, Ref{CardRecord, j, string(c)}), "a card that is gone")
	}
	return title(p.Journey, p.Card) + " and " + title(p.Other, p.OtherCard)
}

// pairsBetween returns the pairs of cards that are both in the workspace.
func pairsBetween(w *Workspace, pairs []*Pair) []*Pair {
	return slices.DeleteFunc(slices.Clone(pairs), func(p *Pair) bool {
		a, b := w.Journey(p.Journey), w.Journey(p.Other)
		return a == nil || b == nil || a.Card(p.Card) == nil || b.Card(p.OtherCard) == nil
	})
}

// takePairs puts what was decided elsewhere about the cards of a journey into w, which is not published yet,
// as far as the cards are here: what was not decided in base, or otherwise, unless it was decided here. base
// is nil when nothing is known in common.
func takePairs(w, base, from *Workspace, j JourneyID) {
	was := map[PairID]*Pair{}
	if base != nil {
		was = keyed[PairID, Pair](base.Pairs)
	}
	for _, p := range pairsBetween(w, from.Pairs) {
		if p.Journey != j && p.Other != j {
			continue
		}
		here, before := w.Pair(p.ID), was[p.ID]
		switch {
		case here == nil && before == nil:
			w.Pairs = inserted(w.Pairs, len(w.Pairs), p)
		case here != nil && before != nil && here.Same == before.Same && p.Same != before.Same:
			w.Pairs = mapped(w.Pairs, func(old *Pair) *Pair {
				if old.ID == p.ID {
					return p
				}
				return old
			})
		}
	}
}
