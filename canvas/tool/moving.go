package tool

import (
	"fmt"
	"slices"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// moving is one or several cards lifted by the pointer.
type moving struct {
	from  Event
	cards []model.CardID // the one under the pointer first, then in display order
	grab  layout.Point
	salt  string
}

// newMoving lifts the pressed card, and with it the other selected ones when it is one of them.
func newMoving(m *Machine, p *pressed) state {
	l := m.ed.Layout()
	under := p.hit.Card.Card.ID
	cards := []model.CardID{under}
	if holds(m.ed.Selection(), CardRef(l, under)) {
		cards = append(cards, others(SelectedCards(l, m.ed.Selection()), under)...)
	}
	rect := p.hit.Card.Rect
	return &moving{
		from: p.from, cards: cards, salt: model.NewID[string](),
		grab: p.from.Body.Sub(layout.Point{X: rect.X, Y: rect.Y}),
	}
}

func others(cards []model.CardID, not model.CardID) []model.CardID {
	return slices.DeleteFunc(slices.Clone(cards), func(id model.CardID) bool { return id == not })
}

// SelectedCards returns the cards among refs that are on the map, in display order.
func SelectedCards(l *layout.Layout, refs []model.Ref) []model.CardID {
	var boxes []*layout.CardBox
	for _, r := range refs {
		if r.Kind != model.CardRecord || r.Journey != l.Journey.ID {
			continue
		}
		if box := l.CardBox(model.CardID(r.ID)); box != nil {
			boxes = append(boxes, box)
		}
	}
	slices.SortFunc(boxes, byPlace)
	boxes = slices.Compact(boxes)
	cards := make([]model.CardID, len(boxes))
	for i, box := range boxes {
		cards[i] = box.Card.ID
	}
	return cards
}

// byPlace orders cards by row, column and place in the cell.
func byPlace(a, b *layout.CardBox) int {
	if a.Row != b.Row {
		return a.Row - b.Row
	}
	if a.From != b.From {
		return a.From - b.From
	}
	return a.Index - b.Index
}

func (s *moving) button() Button { return s.from.Button }

func (s *moving) alive(l *layout.Layout) bool {
	return !slices.ContainsFunc(s.cards, func(id model.CardID) bool { return l.CardBox(id) == nil })
}

func (s *moving) handle(m *Machine, e Event) state {
	l := m.ed.Layout()
	cp := e.Mods.Ctrl
	drop := dropAt(l, e.Body, s.cards, cp)
	if e.Kind == Release {
		m.ed.Preview(Preview{})
		s.drop(m, drop, cp)
		return nil
	}
	p := Preview{
		Kind: MovingCards, Cards: s.cards, Copy: cp, At: e.Body, Grab: s.grab, Drop: drop,
		Title: l.CardBox(s.cards[0]).Card.Title, Target: CellName(l, drop.Cell), Reason: drop.Reason,
	}
	m.ed.Preview(p)
	return s
}

func (s *moving) drop(m *Machine, drop layout.Drop, cp bool) {
	l := m.ed.Layout()
	if !drop.OK {
		return
	}
	var c model.Command
	if cp {
		c = CopyCards(l, s.cards, drop, s.salt)
	} else {
		c = MoveCards(l, s.cards, drop)
	}
	if m.ed.Do(c) != nil {
		return
	}
	if !cp {
		m.ed.Focus(Focus{Cell: drop.Cell, Card: s.cards[0]})
		return
	}
	l = m.ed.Layout()
	refs := make([]model.Ref, len(s.cards))
	for i, id := range s.cards {
		refs[i] = CardRef(l, model.DerivedID(s.salt, id))
	}
	m.ed.Select(refs)
	m.ed.Focus(Focus{Cell: drop.Cell, Card: model.DerivedID(s.salt, s.cards[0])})
}

// dropAt returns where cards would go when the first of them is dropped at a place. It is not allowed
// when any of them comes from a locked lane or would leave the map.
func dropAt(l *layout.Layout, at layout.Point, cards []model.CardID, cp bool) layout.Drop {
	lifted := cards
	if cp {
		lifted = nil
	}
	drop := l.DropAt(at, lifted)
	if drop.OK {
		drop.Reason = refusal(l, cards, drop.Cell, cp)
		drop.OK = drop.Reason == ""
	}
	return drop
}

// refusal says why cards cannot go where the first of them comes to lie in cell; empty when they can.
func refusal(l *layout.Layout, cards []model.CardID, cell model.Cell, cp bool) string {
	for _, id := range cards {
		box := l.CardBox(id)
		if lane := l.Rows[box.Row].Lane; lane.Locked && !cp {
			return fmt.Sprintf("%s is locked", lane.Title)
		}
	}
	if len(cards) == 1 {
		return ""
	}
	for _, id := range cards[1:] {
		to, ok := shifted(l, id, cards[0], cell)
		if !ok {
			return "Some of the cards would lie beside the map"
		}
		r, _ := l.CellRect(to)
		if d := l.DropAt(r.Center(), nil); !d.OK { // the lanes that they leave were looked at above
			return d.Reason
		}
	}
	return ""
}

// shifted returns the cell to which a card goes when first goes to cell: as far from it as now.
func shifted(l *layout.Layout, id, first model.CardID, cell model.Cell) (model.Cell, bool) {
	a, b := l.CardBox(first), l.CardBox(id)
	row := l.Row(cell.Lane) + b.Row - a.Row
	column := l.Column(cell.Step) + b.From - a.From
	if row < 0 || row >= len(l.Rows) || column < 0 || column >= len(l.Columns) {
		return model.Cell{}, false
	}
	return model.Cell{Lane: l.Rows[row].Lane.ID, Step: l.Columns[column].Step.ID}, true
}

// MoveCards returns the command that drops cards: the first at drop, the others as far from it as they
// are now. The cards that come into drop's cell stay together in display order. Cards must be on the
// map, and drop allowed for them.
func MoveCards(l *layout.Layout, cards []model.CardID, drop layout.Drop) model.Command {
	return model.MoveCards{Journey: l.Journey.ID, Moves: moves(l, cards, drop)}
}

// CopyCards is MoveCards with the cards left where they are and copies dropped; the copies' ids are
// derived by salt.
func CopyCards(l *layout.Layout, cards []model.CardID, drop layout.Drop, salt string) model.Command {
	sorted := sortedCards(l, cards)
	return model.DuplicateCards{Journey: l.Journey.ID, Cards: sorted, Moves: moves(l, cards, drop), Salt: salt}
}

func sortedCards(l *layout.Layout, cards []model.CardID) []model.CardID {
	sorted := slices.Clone(cards)
	slices.SortFunc(sorted, func(a, b model.CardID) int { return byPlace(l.CardBox(a), l.CardBox(b)) })
	return sorted
}

func moves(l *layout.Layout, cards []model.CardID, drop layout.Drop) []model.CardMove {
	moving := make(map[model.CardID]bool, len(cards))
	for _, id := range cards {
		moving[id] = true
	}
	out := make([]model.CardMove, 0, len(cards))
	for _, id := range sortedCards(l, cards) {
		to, _ := shifted(l, id, cards[0], drop.Cell)
		index := drop.Index
		if to != drop.Cell {
			index = still(l, l.CardBox(id), moving)
		}
		out = append(out, model.CardMove{Card: id, To: to, Index: index})
	}
	return out
}

// still returns how many cards of a card's cell that do not move stand before it.
func still(l *layout.Layout, box *layout.CardBox, moving map[model.CardID]bool) int {
	n := 0
	for _, c := range l.Journey.CardsIn(model.Cell{Lane: box.Card.Lane, Step: box.Card.Step}) {
		if c.ID == box.Card.ID {
			break
		}
		if !moving[c.ID] {
			n++
		}
	}
	return n
}

// CellName names a cell as the status bar does: "1.2, Pains and gains"; empty when it is not on the map.
func CellName(l *layout.Layout, c model.Cell) string {
	column, row := l.Column(c.Step), l.Row(c.Lane)
	if column < 0 || row < 0 {
		return ""
	}
	return l.Columns[column].Number + ", " + l.Rows[row].Lane.Title
}
