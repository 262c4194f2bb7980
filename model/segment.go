package model

import "slices"

// DuplicateFor adds a copy of a journey that speaks of one persona or segment only, after the original and
// with everything in it under derived ids; the copy's own id is DerivedID(Salt, Journey).
//
// The copy's only persona is Persona. Cards and lanes that speak of it stay; when there are none, those of
// the original's main persona become its. What speaks of another persona is left out, and so are links and
// comments on that. Goals stay served as far as Persona has them. An empty Persona leaves all as it is.
//
// The observations of Segment come along, each in a copy of its source; an empty Segment means none.
// Views are not copied.
type DuplicateFor struct {
	Journey JourneyID
	Salt    string
	Title   string
	Persona PersonaID
	Segment string
}

// Label implements Command.
func (c DuplicateFor) Label() string { return "Duplicate for a segment" }

// Apply implements Command.
func (c DuplicateFor) Apply(w *Workspace) (*Workspace, error) {
	next, err := DuplicateJourney{Journey: c.Journey, Salt: c.Salt, Title: c.Title}.Apply(w)
	if err != nil {
		return nil, err
	}
	id := DerivedID(c.Salt, c.Journey)
	if c.Persona != "" {
		who := w.Persona(c.Persona)
		if who == nil {
			return nil, missing(Ref{Kind: PersonaRecord, ID: string(c.Persona)})
		}
		if next, err = removing(next, id, func(j *Journey, g *gone) (*Journey, error) { return onlyFor(j, who, g), nil }); err != nil {
			return nil, err
		}
	}
	if c.Segment == "" {
		return next, nil
	}
	return c.measured(w, next, id)
}

// onlyFor returns the journey as it is told of one persona, and notes which cards go.
func onlyFor(j *Journey, who *Persona, g *gone) *Journey {
	from := who.ID
	if !j.speaksOf(who.ID) && len(j.Personas) > 0 {
		from = j.Personas[0]
	}
	passes := func(p PersonaID) bool { return p == "" || p == from }
	next := cloneJourney(j)
	next.Personas = []PersonaID{who.ID}
	lanes := map[LaneID]bool{}
	next.Lanes = kept(j.Lanes, func(l *Lane) bool {
		lanes[l.ID] = passes(l.Persona)
		return passes(l.Persona)
	})
	next.Cards = kept(j.Cards, func(c *Card) bool {
		g.cards[c.ID] = !passes(c.Persona) || !lanes[c.Lane]
		return !g.cards[c.ID]
	})
	if from != who.ID {
		next.Lanes = cleared(next.Lanes, func(l *Lane) bool { return l.Persona == from }, func(l *Lane) { l.Persona = who.ID })
		next.Cards = cleared(next.Cards, func(c *Card) bool { return c.Persona == from }, func(c *Card) { c.Persona = who.ID })
		next = servedBy(next, from, who)
	}
	return withStages(next, mapped(next.Stages, func(s *Stage) *Stage {
		stage := *s
		stage.Steps = cleared(s.Steps, func(t *Step) bool {
			return slices.ContainsFunc(t.Serves, func(v Served) bool { return v.Persona != who.ID })
		}, func(t *Step) {
			t.Serves = kept(t.Serves, func(v Served) bool { return v.Persona == who.ID })
		})
		return &stage
	}))
}

// speaksOf reports whether a card or lane of the journey speaks of a persona by name.
func (j *Journey) speaksOf(p PersonaID) bool {
	return slices.ContainsFunc(j.Lanes, func(l *Lane) bool { return l.Persona == p }) ||
		slices.ContainsFunc(j.Cards, func(c *Card) bool { return c.Persona == p })
}

// measured adds the observations of the segment, each at the copy's place.
func (c DuplicateFor) measured(w, next *Workspace, id JourneyID) (*Workspace, error) {
	j := next.Journey(id)
	for _, d := range w.Datasets {
		if d.Journey != c.Journey {
			continue
		}
		var list ObservationList
		for o := range d.Observations.All() {
			if o.Segment == c.Segment {
				list.Add(c.placed(w.Journey(c.Journey), j, o))
			}
		}
		source := w.Source(d.Source)
		if list.Len() == 0 || source == nil {
			continue
		}
		part := *source
		part.ID = DerivedID(c.Salt, source.ID)
		if next.Source(part.ID) != nil {
			return nil, taken(SourceRecord, "", string(part.ID))
		}
		part.Name = shortened(source.Name+", "+c.Segment, MaxTitle)
		next.Sources = inserted(next.Sources, len(next.Sources), &part)
		next.Datasets = inserted(next.Datasets, len(next.Datasets), &Dataset{Source: part.ID, Journey: id, Observations: list.Done()})
	}
	return next, nil
}

// placed returns an observation at its place in the copy. One of a card that was left out speaks of the
// step that the card stood in.
func (c DuplicateFor) placed(original, j *Journey, o Observation) Observation {
	if o.Card != "" {
		if card := original.Card(o.Card); j.Card(DerivedID(string(j.ID), o.Card)) == nil && card != nil {
			o.Card, o.Step = "", card.Step
		}
	}
	if o.Card != "" {
		o.Card = DerivedID(string(j.ID), o.Card)
	}
	if o.Step != "" {
		o.Step = DerivedID(string(j.ID), o.Step)
	}
	if o.Stage != "" {
		o.Stage = DerivedID(string(j.ID), o.Stage)
	}
	return o
}

// shortened returns the first n characters of a text.
func shortened(text string, n int) string {
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n])
	}
	return text
}
