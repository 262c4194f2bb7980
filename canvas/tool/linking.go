package tool

import (
	"slices"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// LinkKinds are the meanings of a link in the order in which they are offered.
var LinkKinds = []model.LinkKind{model.Flow, model.DependsOn, model.Handoff, model.Causes}

// linking is a link on its way from a card to another one: pulled by the pointer, or taken from card to
// card by the arrow keys.
type linking struct {
	from model.CardID
	to   model.CardID // empty for none
	keys bool
}

func (s *linking) button() Button { return Primary }

func (s *linking) alive(l *layout.Layout) bool {
	if l.CardBox(s.from) == nil {
		return false
	}
	if s.to != "" && l.CardBox(s.to) == nil {
		s.to = ""
	}
	return true
}

func (s *linking) handle(m *Machine, e Event) state {
	if s.to = cardUnder(m.ed.Layout(), e); s.to == s.from {
		s.to = ""
	}
	if e.Kind == Release {
		m.ed.Preview(Preview{})
		s.link(m)
		return nil
	}
	s.show(m, e.Body)
	return s
}

// cardUnder returns the card at an event's place, or "".
func cardUnder(l *layout.Layout, e Event) model.CardID {
	if e.At != e.Body {
		return "" // over a sticky header or label
	}
	if h := l.HitTest(e.At); h.Card != nil {
		return h.Card.Card.ID
	}
	return ""
}

// pressed lets a press on a card end a link that the keys began. It reports whether it did.
func (s *linking) pressed(m *Machine, e Event) bool {
	to := cardUnder(m.ed.Layout(), e)
	if to == "" || to == s.from || e.Kind != Press || e.Button != Primary {
		return false
	}
	s.to = to
	m.end(s)
	return true
}

func (s *linking) show(m *Machine, at layout.Point) {
	l := m.ed.Layout()
	p := Preview{
		Kind: Linking, Cards: []model.CardID{s.from}, At: at, To: s.to, Keys: s.keys,
		Title: l.CardBox(s.from).Card.Title,
	}
	if s.to != "" {
		p.Target = Describe(l, FocusOf(l, CardRef(l, s.to)))
		_, _, p.Reason = Link(l, s.from, s.to)
	}
	m.ed.Preview(p)
}

// link carries out the link to the card that it has come to, if any.
func (s *linking) link(m *Machine) {
	l := m.ed.Layout()
	if s.to == "" {
		return
	}
	c, id, reason := Link(l, s.from, s.to)
	if reason != "" || m.ed.Do(c) != nil {
		return
	}
	m.ed.Linked(model.Ref{Kind: model.LinkRecord, Journey: l.Journey.ID, ID: string(id)})
}

// Link returns the command that links two different cards of the map, as a flow or, when there is one
// already, with the first other meaning that is free; and the link's id. The reason says why there
// cannot be another link; it is empty when there can.
func Link(l *layout.Layout, from, to model.CardID) (c model.Command, id model.LinkID, reason string) {
	taken := map[model.LinkKind]bool{}
	for _, link := range l.Journey.Links {
		if link.From == from && link.To == to {
			taken[link.Kind] = true
		}
	}
	free := slices.IndexFunc(LinkKinds, func(k model.LinkKind) bool { return !taken[k] })
	if free < 0 {
		return nil, "", "They are linked in every way already"
	}
	link := model.Link{ID: model.NewID[model.LinkID](), From: from, To: to, Kind: LinkKinds[free]}
	return model.AddLink{Journey: l.Journey.ID, Link: link}, link.ID, ""
}

// StartLink begins a link from a card for the keys. It reports false when a gesture runs already or the
// card is not on the map.
func (m *Machine) StartLink(from model.CardID) bool {
	if m.state != nil || m.ed.Layout() == nil || m.ed.Layout().CardBox(from) == nil {
		return false
	}
	s := &linking{from: from, keys: true}
	m.state = s
	s.show(m, m.ed.Layout().CardBox(from).Rect.Center())
	return true
}

// LinkingByKeys reports whether the keys are on their way to link two cards.
func (m *Machine) LinkingByKeys() bool {
	s, ok := m.state.(*linking)
	return ok && s.keys
}

// LinkTowards takes the end of a link that the keys began to the next card in a direction, and returns
// the card that it is at; "" while it is at none.
func (m *Machine) LinkTowards(d layout.Direction) model.CardID {
	s, ok := m.state.(*linking)
	if !ok || !s.keys {
		return ""
	}
	l := m.ed.Layout()
	at := s.to
	if at == "" {
		at = s.from
	}
	if to := nextCard(l, at, s.from, d); to != "" {
		s.to = to
	}
	if s.to != "" {
		s.show(m, l.CardBox(s.to).Rect.Center())
	}
	return s.to
}

// nextCard returns the first card from another one on in a direction that is not skip; "" for none.
func nextCard(l *layout.Layout, at, skip model.CardID, d layout.Direction) model.CardID {
	f := FocusOf(l, CardRef(l, at))
	for range len(l.Rows) + len(l.Columns) + len(l.Journey.Cards) {
		next := Walk(l, f, d)
		if next == f || next.Cell == (model.Cell{}) {
			return ""
		}
		if f = next; f.Card != "" && f.Card != skip {
			return f.Card
		}
	}
	return ""
}

// FinishLink links the cards between which the keys went. It reports whether they are at two cards; they
// stay there otherwise.
func (m *Machine) FinishLink() bool {
	s, ok := m.state.(*linking)
	if !ok || !s.keys || s.to == "" {
		return false
	}
	m.end(s)
	return true
}

// end ends a link that the keys began with the card that it has come to.
func (m *Machine) end(s *linking) {
	m.cancel()
	s.link(m)
}
