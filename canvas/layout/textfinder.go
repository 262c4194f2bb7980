package layout

import "stagecraft/model"

// textFinder finds the texts of the cards of a row as it was before. Mostly they come in the same order.
type textFinder struct {
	prev *rowInput // nil for none
	next int
	by   map[*model.Card]int
}

// find returns a card's text, nil for none, and whether the card was shown: the text of a hidden one may be
// older than its row.
func (f *textFinder) find(c *model.Card) (t *CardText, shown bool) {
	if f.prev == nil || len(f.prev.body.order) == 0 {
		return nil, false
	}
	cards := f.prev.cards
	if f.next >= len(cards) || cards[f.next] != c {
		if !f.seek(c) {
			return nil, false
		}
	}
	f.next++
	b := f.prev.body
	if f.next > len(b.order) {
		return nil, false
	}
	switch at := b.order[f.next-1]; {
	case at >= 0:
		return b.placed[at].text, true
	case at < -1:
		return b.folded[hiddenAt(at)].text, false
	}
	return nil, false
}

// seek goes to a card: a few cards ahead, or wherever it is.
func (f *textFinder) seek(c *model.Card) bool {
	const near = 16
	cards := f.prev.cards
	if f.by == nil {
		for i := f.next; i < min(f.next+near, len(cards)); i++ {
			if cards[i] == c {
				f.next = i
				return true
			}
		}
		f.by = make(map[*model.Card]int, len(cards))
		for i, c := range cards {
			f.by[c] = i
		}
	}
	at, ok := f.by[c]
	if ok {
		f.next = at
	}
	return ok
}
