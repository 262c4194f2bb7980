package layout

import "stagecraft/model"

// linkEnds finds the cards that the links of a journey join. Those of links that the previous layout shows
// are known from there.
type linkEnds struct {
	journey *model.Journey
	prev    *Layout // nil for none
	was     []int   // of each link, its place among those of prev, or -1
	same    bool    // the cards are those of prev
}

func newLinkEnds(j *model.Journey, prev *Layout) *linkEnds {
	e := &linkEnds{journey: j, prev: prev, was: make([]int, len(j.Links))}
	for i := range e.was {
		e.was[i] = -1
	}
	if prev == nil {
		return e
	}
	e.same = sameSlice(prev.Journey.Cards, j.Cards)
	if sameSlice(prev.Journey.Links, j.Links) {
		next := 0
		for i, link := range j.Links {
			if next < len(prev.Links) && prev.Links[next].Link == link {
				e.was[i] = next
				next++
			}
		}
		return e
	}
	by := make(map[*model.Link]int, len(prev.Links))
	for i := range prev.Links {
		by[prev.Links[i].Link] = i
	}
	for i, link := range j.Links {
		if at, ok := by[link]; ok {
			e.was[i] = at
		}
	}
	return e
}

// of returns the cards of a link; nil for one that the journey does not have.
func (e *linkEnds) of(i int) (from, to *model.Card) {
	if was := e.was[i]; was >= 0 && e.same {
		r := &e.prev.Links[was]
		return r.From.Card, r.To.Card
	}
	link := e.journey.Links[i]
	return e.journey.Card(link.From), e.journey.Card(link.To)
}

// leaves reports whether a link leads to a card that is not shown.
func (e *linkEnds) leaves(i int, absent func(*model.Card) bool) bool {
	from, to := e.of(i)
	return from != nil && absent(from) || to != nil && absent(to)
}
