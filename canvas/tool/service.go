package tool

import (
	"iter"
	"strconv"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// Service is what stands behind a card across the line of visibility, or what a card behind that line
// stands behind.
type Service struct {
	Cards  []model.CardID // without the card itself, nearest first
	Links  []model.LinkID // on the way to them
	Behind int            // how many of the cards lie on the other side of the line
	Serves bool           // the card lies below the line: the cards are those that it serves
}

// depth orders the zones from the customer down to the support; false for lanes beside the service.
func depth(l *layout.Layout, row int) (int, bool) {
	switch l.Rows[row].Lane.ZoneOf() {
	case model.ZoneCustomer:
		return 0, true
	case model.ZoneContact:
		return 1, true
	case model.ZoneFrontstage:
		return 2, true
	case model.ZoneBackstage:
		return firstHidden, true
	case model.ZoneSupport:
		return 4, true
	}
	return 0, false
}

// firstHidden is the depth of the first zone below the line of visibility.
const firstHidden = 3

// ServiceOf follows the links from a card down to what serves it, or up to what it serves when it lies
// below the line of visibility itself. Links count in both directions, because people draw them both
// ways; below the line one card serves another of its zone only when that depends on it. Links along the
// customer's own way lead nowhere.
func ServiceOf(l *layout.Layout, id model.CardID) Service {
	var s Service
	start := l.CardBox(id)
	if start == nil {
		return s
	}
	from, ok := depth(l, start.Row)
	if !ok {
		return s
	}
	s.Serves = from >= firstHidden
	links := linksByCard(l)
	seen := map[model.CardID]bool{id: true}
	for queue := []model.CardID{id}; len(queue) > 0; queue = queue[1:] {
		for link := range links.of(queue[0]) {
			other := link.To
			if other == queue[0] {
				other = link.From
			}
			if !s.leads(l, link, queue[0], other) {
				continue
			}
			s.Links = append(s.Links, link.ID)
			if !seen[other] {
				seen[other] = true
				s.Cards = append(s.Cards, other)
				queue = append(queue, other)
			}
		}
	}
	return s.trimmed(l)
}

// cardLinks finds the links of each card. It is made anew for every layout, and so holds no list for each.
type cardLinks struct {
	layout *layout.Layout
	first  map[model.CardID]int // the end of a link that lies on the card; the ends of link i are 2i+1 and 2i+2
	next   []int                // of each end, the next one on the same card; 0 for none
}

func linksByCard(l *layout.Layout) cardLinks {
	k := cardLinks{l, make(map[model.CardID]int, 2*len(l.Links)), make([]int, 2*len(l.Links)+1)}
	for end := len(k.next) - 1; end > 0; end-- {
		link := k.link(end)
		card := link.From
		if end%2 == 0 {
			card = link.To
		}
		k.first[card], k.next[end] = end, k.first[card]
	}
	return k
}

func (k cardLinks) link(end int) *model.Link { return k.layout.Links[(end-1)/2].Link }

// of returns the links of a card in the order in which they are drawn.
func (k cardLinks) of(card model.CardID) iter.Seq[*model.Link] {
	return func(yield func(*model.Link) bool) {
		for end := k.first[card]; end > 0 && yield(k.link(end)); end = k.next[end] {
		}
	}
}

// leads reports whether a link leads on from one card to another in the direction of the search.
func (s Service) leads(l *layout.Layout, link *model.Link, from, to model.CardID) bool {
	a, ok := depth(l, l.CardBox(from).Row)
	b, ok2 := depth(l, l.CardBox(to).Row)
	switch {
	case !ok || !ok2:
		return false
	case a == b:
		needs := link.From // the card that depends on the other
		if s.Serves {
			needs = link.To
		}
		return a >= firstHidden && link.Kind == model.DependsOn && needs == from
	case s.Serves:
		return b < a
	}
	return b > a
}

// trimmed counts the cards on the other side of the line. With none there is no service to show.
func (s Service) trimmed(l *layout.Layout) Service {
	for _, id := range s.Cards {
		if d, _ := depth(l, l.CardBox(id).Row); (d >= firstHidden) != s.Serves {
			s.Behind++
		}
	}
	if s.Behind == 0 {
		return Service{Serves: s.Serves}
	}
	return s
}

// Words says how many cards serve the card, or how many it serves; empty when there are none.
func (s Service) Words() string {
	switch {
	case s.Behind == 0:
		return ""
	case s.Serves:
		return "Serves " + model.Count(s.Behind, "card") + " above the line of visibility"
	case s.Behind == 1:
		return "1 card below the line of visibility serves it"
	}
	return strconv.Itoa(s.Behind) + " cards below the line of visibility serve it"
}
