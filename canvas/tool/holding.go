package tool

import "stagecraft/canvas/layout"

// holding is a handle held down that has not moved far.
type holding struct{ from Event }

func (s *holding) button() Button { return s.from.Button }

func (s *holding) alive(l *layout.Layout) bool {
	return s.from.Handle.Card == "" || l.CardBox(s.from.Handle.Card) != nil
}

func (s *holding) handle(m *Machine, e Event) state {
	switch {
	case e.Kind == Release:
		return s.click(m)
	case far(s.from.Pixel, e.Pixel):
		if next := s.pull(m); next != nil {
			return next.handle(m, e)
		}
		return nil
	}
	return s
}

// pull begins the gesture of the handle.
func (s *holding) pull(m *Machine) state {
	switch h := s.from.Handle; h.Kind {
	case LinkHandle:
		return &linking{from: h.Card}
	case MoodHandle:
		if box := m.ed.Layout().CardBox(h.Card); box != nil {
			return &mooding{from: s.from, card: box.Card, row: box.Row, expected: true}
		}
	}
	return nil
}

// click is a press and release of a handle: a link then goes on without a button held, to the card that
// is pressed next or chosen with the keys.
func (s *holding) click(m *Machine) state {
	if s.from.Handle.Kind != LinkHandle {
		return nil
	}
	next := &linking{from: s.from.Handle.Card, keys: true}
	next.show(m, s.from.Body)
	return next
}
