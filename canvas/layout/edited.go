package layout

import "stagecraft/model"

// editedCards lists which cards were edited, when that is all that happened to them and they are few.
func editedCards(was, now []*model.Card) (at []int, ok bool) {
	const most = 32
	if len(was) != len(now) {
		return nil, false
	}
	if sameSlice(was, now) {
		return nil, true
	}
	for i, c := range now {
		if c == was[i] {
			continue
		}
		if at = append(at, i); len(at) > most || c.ID != was[i].ID {
			return nil, false
		}
	}
	return at, true
}
