package model

import (
	"fmt"
	"reflect"
	"slices"
)

// counted writes "Move card" or "Move 5 cards".
func counted(verb, one string, n int) string {
	if n == 1 {
		return verb + " " + one
	}
	return fmt.Sprintf("%s %s %ss", verb, thousands(n), one)
}

// Label implements Command.
func (c AddCards) Label() string { return counted("Add", "card", len(c.Cards)) }

// Apply implements Command.
func (c AddCards) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		r := rearrange(j)
		seen := make(map[CardID]bool, len(c.Cards))
		for _, p := range c.Cards {
			card := ownCard(p.Card)
			if err := newCard(w, j, card, seen); err != nil {
				return nil, err
			}
			if err := unlocked(j, card.Lane); err != nil {
				return nil, err
			}
			r.put(card, p.Index)
		}
		return r.done(), nil
	})
}

// ownCard returns a card that shares nothing with the command's.
func ownCard(c Card) *Card {
	c.Tags = slices.Clone(c.Tags)
	c.Span = max(c.Span, 1)
	return &c
}

// newCard checks a card that is to come in, after those in seen.
func newCard(w *Workspace, j *Journey, card *Card, seen map[CardID]bool) error {
	if err := checkCard(w, j, card); err != nil {
		return err
	}
	if seen[card.ID] || j.Card(card.ID) != nil {
		return taken(CardRecord, j.ID, string(card.ID))
	}
	seen[card.ID] = true
	return nil
}

// taken returns the error for a new record whose id another has.
func taken(kind RecordKind, j JourneyID, id string) error {
	return invalid(Ref{kind, j, id}, "ID", "is already in use")
}

// Label implements Command.
func (c EditCards) Label() string {
	if c.What != "" {
		return c.What
	}
	return counted("Edit", "card", len(c.Cards))
}

// Apply implements Command.
func (c EditCards) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		r := rearrange(j)
		seen := make(map[CardID]bool, len(c.Cards))
		for _, edited := range c.Cards {
			card := ownCard(edited)
			at := j.cardAt(card.ID)
			if at < 0 {
				return nil, missing(Ref{CardRecord, j.ID, string(card.ID)})
			}
			if seen[card.ID] {
				return nil, invalid(Ref{CardRecord, j.ID, string(card.ID)}, "ID", "is named twice")
			}
			seen[card.ID] = true
			if err := checkCard(w, j, card); err != nil {
				return nil, err
			}
			old := j.Cards[at]
			if err := bothUnlocked(j, old, card.Lane); err != nil && !onlyVotes(*old, *card) {
				return nil, err
			}
			switch {
			case reflect.DeepEqual(old, card):
			case cellOf(old) == cellOf(card):
				r.swap(at, card)
			default:
				r.take(at)
				r.put(card, last)
			}
		}
		return r.done(), nil
	})
}

// mergeKey lets the history join edits of the same thing.
func (c EditCards) mergeKey() string { return c.Merge }

// Label implements Command.
func (c MoveCards) Label() string { return counted("Move", "card", len(c.Moves)) }

// Apply implements Command.
func (c MoveCards) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		return moveCards(j, c.Moves)
	})
}

func moveCards(j *Journey, moves []CardMove) (*Journey, error) {
	r := rearrange(j)
	arriving := make([]placedAt, 0, len(moves))
	seen := make(map[CardID]bool, len(moves))
	for _, m := range moves {
		at := j.cardAt(m.Card)
		ref := Ref{CardRecord, j.ID, string(m.Card)}
		switch {
		case at < 0:
			return nil, missing(ref)
		case seen[m.Card]:
			return nil, invalid(ref, "ID", "is named twice")
		}
		seen[m.Card] = true
		if err := checkCell(j, ref, m.To); err != nil {
			return nil, err
		}
		if err := bothUnlocked(j, j.Cards[at], m.To.Lane); err != nil {
			return nil, err
		}
		r.take(at)
		arriving = append(arriving, placedAt{inCell(j, j.Cards[at], m.To), m.Index})
	}
	r.putAll(arriving)
	return r.done(), nil
}

// placedAt is a card that comes in at an index among those of its cell that stay.
type placedAt struct {
	card  *Card
	index int
}

// putAll puts cards at indexes that count the cards which are in the cells now. Cards for the same
// index keep their order.
func (r *rearrangement) putAll(cards []placedAt) {
	for i, p := range cards {
		cards[i].index = min(max(p.index, 0), len(r.list(cellOf(p.card))))
	}
	slices.SortStableFunc(cards, func(a, b placedAt) int { return a.index - b.index })
	// From the last index to the first, so that no card shifts the index of another.
	for _, p := range slices.Backward(cards) {
		r.put(p.card, p.index)
	}
}

// checkCell checks that a card named by ref can go to the cell.
func checkCell(j *Journey, ref Ref, cell Cell) error {
	c := &checks{ref: ref}
	c.require(cell.Lane != "", "Lane", "is empty")
	c.refers(j.Lane(cell.Lane) != nil, "Lane", LaneRecord, string(cell.Lane))
	c.require(cell.Step != "", "Step", "is empty")
	c.refers(j.Step(cell.Step) != nil, "Step", StepRecord, string(cell.Step))
	return c.err
}

// inCell returns the card as it is in the cell: the same pointer when it is there already.
func inCell(j *Journey, c *Card, cell Cell) *Card {
	if cellOf(c) == cell {
		return c
	}
	next := *c
	next.Lane, next.Step = cell.Lane, cell.Step
	next.Span = min(next.Span, len(j.Steps())-j.StepIndex(cell.Step))
	return &next
}

// Label implements Command.
func (c DuplicateCards) Label() string { return counted("Duplicate", "card", len(c.Cards)) }

// Apply implements Command.
func (c DuplicateCards) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		places := make(map[CardID]CardMove, len(c.Moves))
		for _, m := range c.Moves {
			places[m.Card] = m
		}
		copies := make(map[CardID]CardID, len(c.Cards))
		arriving := make([]placedAt, 0, len(c.Cards))
		r := rearrange(j)
		for _, id := range c.Cards {
			p, err := c.copy(j, id, places)
			if err != nil {
				return nil, err
			}
			if _, twice := copies[id]; twice {
				return nil, invalid(Ref{CardRecord, j.ID, string(id)}, "ID", "is named twice")
			}
			copies[id] = p.card.ID
			arriving = append(arriving, p)
		}
		r.putAll(arriving)
		return copyLinks(j, r.done(), c.Salt, copies)
	})
}

// copy returns the copy of one card and its place.
func (c DuplicateCards) copy(j *Journey, id CardID, places map[CardID]CardMove) (placedAt, error) {
	card := j.Card(id)
	ref := Ref{CardRecord, j.ID, string(id)}
	if card == nil {
		return placedAt{}, missing(ref)
	}
	to := cellOf(card)
	index := slices.Index(j.CardsIn(to), card) + 1
	if m, ok := places[id]; ok {
		if err := checkCell(j, ref, m.To); err != nil {
			return placedAt{}, err
		}
		to, index = m.To, m.Index
	}
	if err := unlocked(j, to.Lane); err != nil {
		return placedAt{}, err
	}
	next := *inCell(j, card, to)
	next.ID = DerivedID(c.Salt, id)
	if j.Card(next.ID) != nil {
		return placedAt{}, taken(CardRecord, j.ID, string(next.ID))
	}
	return placedAt{&next, index}, nil
}

// copyLinks returns next with a copy of each link of j whose both ends were copied.
func copyLinks(j, next *Journey, salt string, copies map[CardID]CardID) (*Journey, error) {
	var links []*Link
	for _, l := range j.Links {
		from, to := copies[l.From], copies[l.To]
		if from == "" || to == "" {
			continue
		}
		link := *l
		link.ID, link.From, link.To = DerivedID(salt, l.ID), from, to
		if j.Link(link.ID) != nil {
			return nil, taken(LinkRecord, j.ID, string(link.ID))
		}
		links = append(links, &link)
	}
	if len(links) == 0 {
		return next, nil
	}
	next = cloneJourney(next)
	next.Links = inserted(next.Links, len(next.Links), links...)
	return next, nil
}

// Label implements Command.
func (c DeleteCards) Label() string { return counted("Delete", "card", len(c.Cards)) }

// Apply implements Command.
func (c DeleteCards) Apply(w *Workspace) (*Workspace, error) {
	return removing(w, c.Journey, func(j *Journey, gone *gone) (*Journey, error) {
		r := rearrange(j)
		for _, id := range c.Cards {
			at := j.cardAt(id)
			if at < 0 {
				return nil, missing(Ref{CardRecord, j.ID, string(id)})
			}
			if err := unlocked(j, j.Cards[at].Lane); err != nil {
				return nil, err
			}
			if !gone.cards[id] {
				gone.cards[id] = true
				r.take(at)
			}
		}
		return r.done(), nil
	})
}
