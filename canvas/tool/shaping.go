package tool

import (
	"math"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// spanning is the left or right edge of a card pulled over the steps.
type spanning struct {
	from     Event
	card     *model.Card
	right    bool
	row      int
	rect     layout.Rect
	a, b     int // the first column and one past the last
	oldA     int
	oldB     int
	lockedBy string
}

func newSpanning(m *Machine, p *pressed) state {
	box := p.hit.Card
	s := &spanning{
		from: p.from, card: box.Card, right: p.hit.Part == layout.PartCardRight, row: box.Row, rect: box.Rect,
		a: box.From, b: box.To, oldA: box.From, oldB: box.To,
	}
	if lane := m.ed.Layout().Rows[box.Row].Lane; lane.Locked {
		s.lockedBy = lane.Title + " is locked"
	}
	return s
}

func (s *spanning) button() Button { return s.from.Button }

func (s *spanning) alive(l *layout.Layout) bool {
	box := l.CardBox(s.card.ID)
	return box != nil && box.Card == s.card
}

func (s *spanning) handle(m *Machine, e Event) state {
	l := m.ed.Layout()
	if e.Kind == Release {
		m.ed.Preview(Preview{})
		if c, ok := Span(l, s.card.ID, s.a, s.b); ok && s.lockedBy == "" {
			m.ed.Do(c) // tells the user of a failure itself
		}
		return nil
	}
	if s.right {
		s.b = max(nearestBorder(l, e.Body.X), s.oldA+1)
	} else {
		s.a = min(nearestBorder(l, e.Body.X), s.oldB-1)
	}
	first, last := l.Columns[s.a], l.Columns[s.b-1]
	inset := s.rect.X - l.Columns[s.oldA].X
	r := layout.Rect{X: first.X + inset, Y: s.rect.Y, W: last.X + last.W - first.X - 2*inset, H: s.rect.H}
	m.ed.Preview(Preview{
		Kind: Spanning, Cards: []model.CardID{s.card.ID}, At: e.Body, Rect: r, Title: s.card.Title,
		Target: steps(l, s.a, s.b), Reason: s.lockedBy,
	})
	return s
}

func steps(l *layout.Layout, a, b int) string {
	if b-a == 1 {
		return l.Columns[a].Number
	}
	return l.Columns[a].Number + " to " + l.Columns[b-1].Number
}

// nearestBorder returns the index of the column whose left border is nearest to x; one past the last
// column for the right border of the map.
func nearestBorder(l *layout.Layout, x float64) int {
	best, at := math.Inf(1), 0
	for i, c := range l.Columns {
		if d := math.Abs(c.X - x); d < best {
			best, at = d, i
		}
	}
	if last := l.Columns[len(l.Columns)-1]; math.Abs(last.X+last.W-x) < best {
		at = len(l.Columns)
	}
	return at
}

// Span returns the command that lets a card cover the columns from a up to, not including, b. It
// reports false when it does so already or cannot.
func Span(l *layout.Layout, id model.CardID, a, b int) (model.Command, bool) {
	box := l.CardBox(id)
	if box == nil || a < 0 || b > len(l.Columns) || a >= b || a == box.From && b == box.To {
		return nil, false
	}
	c := *box.Card
	c.Step, c.Span = l.Columns[a].Step.ID, l.StepsIn(a, b)
	return model.EditCards{Journey: l.Journey.ID, Cards: []model.Card{c}, What: "Change span"}, true
}

// mooding is a point of an emotion curve pulled up or down.
type mooding struct {
	from Event
	card *model.Card
	row  int
	mood float64
	set  bool
	// expected says that it is the mood that the customer expected.
	expected bool
}

func (s *mooding) button() Button { return s.from.Button }

func (s *mooding) alive(l *layout.Layout) bool {
	box := l.CardBox(s.card.ID)
	return box != nil && box.Card == s.card
}

func (s *mooding) handle(m *Machine, e Event) state {
	l := m.ed.Layout()
	if e.Kind == Release {
		m.ed.Preview(Preview{})
		set := Mood
		if s.expected {
			set = Expect
		}
		if c, ok := set(l, s.card.ID, s.mood); ok && s.set && !l.Rows[s.row].Lane.Locked {
			m.ed.Do(c) // tells the user of a failure itself
		}
		return nil
	}
	s.mood, s.set = math.Round(2*l.MoodAt(s.row, e.Body.Y))/2, true
	at := layout.Point{X: s.from.Body.X, Y: l.MoodY(s.row, s.mood)}
	if box := l.CardBox(s.card.ID); box != nil {
		at.X = box.Rect.Center().X
	}
	p := Preview{
		Kind: Mooding, Cards: []model.CardID{s.card.ID}, At: at, Mood: s.mood, Title: s.card.Title,
		Target: MoodName(s.mood), Expected: s.expected,
	}
	if l.Rows[s.row].Lane.Locked {
		p.Reason = l.Rows[s.row].Lane.Title + " is locked"
	}
	m.ed.Preview(p)
	return s
}

// Mood returns the command that sets a card's mood, -2..+2. It reports false when it has it already or
// is not on the map.
func Mood(l *layout.Layout, id model.CardID, mood float64) (model.Command, bool) {
	return setMood(l, id, mood, "Set mood", func(c *model.Card) *model.Maybe[float64] { return &c.Emotion })
}

// Expect returns the command that sets the mood that the customer expected at a card, as Mood does.
func Expect(l *layout.Layout, id model.CardID, mood float64) (model.Command, bool) {
	return setMood(l, id, mood, "Set expected mood", func(c *model.Card) *model.Maybe[float64] { return &c.Expected })
}

func setMood(l *layout.Layout, id model.CardID, mood float64, what string, field func(*model.Card) *model.Maybe[float64]) (model.Command, bool) {
	box := l.CardBox(id)
	if box == nil {
		return nil, false
	}
	c, value := *box.Card, model.Some(min(max(mood, -2), 2))
	if *field(&c) == value {
		return nil, false
	}
	*field(&c) = value
	return model.EditCards{Journey: l.Journey.ID, Cards: []model.Card{c}, What: what}, true
}

// NewMood returns the command that adds a card with a mood to a cell of an emotion lane, and its id. It
// is of the lane's persona, else of the first of the journey's that has no mood in the cell yet.
func NewMood(l *layout.Layout, cell model.Cell, mood float64) (model.Command, model.CardID) {
	c, id := NewCard(l, cell, "", "")
	add := c.(model.AddCards)
	card := &add.Cards[0].Card
	card.Emotion = model.Some(min(max(mood, -2), 2))
	card.Persona = nextPersona(l, cell)
	return add, id
}

// nextPersona returns the persona of a mood that is added to a cell.
func nextPersona(l *layout.Layout, cell model.Cell) model.PersonaID {
	if lane := l.Journey.Lane(cell.Lane); lane == nil || lane.Persona != "" {
		return "" // the lane says whose
	}
	has := map[model.PersonaID]bool{}
	for _, c := range l.Journey.CardsIn(cell) {
		has[c.Persona] = true
	}
	for _, id := range l.Journey.Personas {
		if !has[id] {
			return id
		}
	}
	return ""
}
