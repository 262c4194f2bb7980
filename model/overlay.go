package model

// Mark is how a record of a compared map is to be marked.
type Mark struct {
	Op     Op
	Moved  bool // it changed and moved
	Gone   bool // the place that a moved record had before; it stands elsewhere now
	Number int  // of its difference: 1 for the first
}

// Marks returns the marks of the journey after, or of the one before: of what differs and is in it.
func (c *Comparison) Marks(after bool) map[Ref]Mark {
	j := c.Before.ID
	if after {
		j = c.After.ID
	}
	marks := make(map[Ref]Mark, len(c.Differences))
	for i := range c.Differences {
		d := &c.Differences[i]
		id := d.Before
		if after {
			id = d.After
		}
		if id != "" && d.Kind != JourneyRecord {
			marks[Ref{d.Kind, j, id}] = Mark{Op: d.Op, Moved: d.Moved, Number: i + 1}
		}
	}
	return marks
}

// Overlay is both journeys of a comparison as one map: the journey after, with what was removed at its
// former place, a second copy of each moved card where it was, and the moods of before as curves of their
// own where they differ. It is a workspace of that one map, to be looked at.
type Overlay struct {
	Workspace *Workspace
	Journey   JourneyID
	Marks     map[Ref]Mark
}

// formerSalt is the salt under which records of the journey before get ids beside those after.
const formerSalt = "before"

func former[T ~string](id T) T { return DerivedID(formerSalt, id) }

// Shows returns the record of the overlay at which a difference is seen; the zero Ref for one of the
// journey as a whole.
func (o *Overlay) Shows(d *Difference) Ref {
	switch {
	case d.Kind == JourneyRecord:
		return Ref{}
	case d.After != "":
		return Ref{d.Kind, o.Journey, d.After}
	}
	return Ref{d.Kind, o.Journey, former(d.Before)}
}

// Overlay puts both journeys into one map.
func (c *Comparison) Overlay() *Overlay {
	b := &overlayBuilder{Comparison: c, j: &Journey{ID: c.After.ID, JourneyInfo: c.After.JourneyInfo}, marks: c.Marks(true),
		number: map[Ref]int{}, lanes: map[LaneID]LaneID{}, steps: map[StepID]StepID{}, cards: map[CardID]CardID{}}
	b.j.Twin = ""
	for i := range c.Differences {
		if d := &c.Differences[i]; d.Before != "" {
			b.number[Ref{d.Kind, c.Before.ID, d.Before}] = i + 1
		}
	}
	b.addStages()
	b.addLanes()
	b.addCards()
	b.addMoods()
	b.addLinks()
	return &Overlay{Workspace: b.workspace(), Journey: b.j.ID, Marks: b.marks}
}

// overlayBuilder makes an overlay. Its maps lead from records before to those that stand for them.
type overlayBuilder struct {
	*Comparison
	j        *Journey
	marks    map[Ref]Mark
	number   map[Ref]int // of the differences of records before
	lanes    map[LaneID]LaneID
	steps    map[StepID]StepID
	cards    map[CardID]CardID
	personas []*Persona
}

// mark marks a record that only the journey before has, or that stood there.
func (b *overlayBuilder) mark(kind RecordKind, before, id string, m Mark) {
	m.Number = b.number[Ref{kind, b.Before.ID, before}]
	b.marks[Ref{kind, b.j.ID, id}] = m
}

func (b *overlayBuilder) addStages() {
	for before, after := range b.match.steps.after {
		b.steps[before] = after
	}
	for _, e := range b.stages {
		stage := &Stage{}
		var before, after []*Step
		if e.before != nil {
			before = e.before.Steps
		}
		if e.after != nil {
			stage.ID, stage.Title, stage.Definition, after = e.after.ID, e.after.Title, e.after.Definition, e.after.Steps
		} else {
			stage.ID, stage.Title, stage.Definition = former(e.before.ID), e.before.Title, e.before.Definition
			b.mark(StageRecord, string(e.before.ID), string(stage.ID), Mark{Op: Removed})
		}
		for _, s := range together(before, after, b.match.steps) {
			if s.after != nil {
				stage.Steps = append(stage.Steps, s.after)
				continue
			}
			b.steps[s.before.ID] = former(s.before.ID)
			b.formerStep(stage, s.before, Mark{Op: Removed})
		}
		if len(stage.Steps) == 0 { // all moved to other stages
			b.formerStep(stage, before[0], Mark{Op: Moved, Gone: true})
		}
		b.j.Stages = append(b.j.Stages, stage)
	}
}

func (b *overlayBuilder) formerStep(stage *Stage, s *Step, m Mark) {
	id := former(s.ID)
	stage.Steps = append(stage.Steps, &Step{ID: id, Title: s.Title, Definition: s.Definition})
	b.mark(StepRecord, string(s.ID), string(id), m)
}

func (b *overlayBuilder) addLanes() {
	for _, e := range b.Comparison.lanes {
		if e.after != nil {
			b.j.Lanes = append(b.j.Lanes, e.after)
			if e.before != nil {
				b.lanes[e.before.ID] = e.after.ID
			}
			continue
		}
		lane := *e.before
		lane.ID = former(lane.ID)
		b.lanes[e.before.ID] = lane.ID
		b.j.Lanes = append(b.j.Lanes, &lane)
		b.mark(LaneRecord, string(e.before.ID), string(lane.ID), Mark{Op: Removed})
	}
}

// asCurve reports whether a card before is shown on a curve of its own: see addMoods.
func (b *overlayBuilder) asCurve(card *Card) bool {
	to := b.After.Lane(b.match.lanes.after[card.Lane])
	return to != nil && to.Kind == KindEmotion && b.Before.Lane(card.Lane).Kind == KindEmotion
}

func (b *overlayBuilder) addCards() {
	b.j.Cards = append(b.j.Cards, b.After.Cards...)
	moved := map[CardID]bool{}
	for i := range b.Differences {
		if d := &b.Differences[i]; d.Kind == CardRecord && d.From != "" {
			moved[CardID(d.Before)] = true
		}
	}
	for _, card := range b.Before.Cards {
		to, stays := b.match.cards.after[card.ID]
		if stays {
			b.cards[card.ID] = to
		}
		switch {
		case b.asCurve(card):
		case !stays:
			b.cards[card.ID] = b.formerCard(card, Mark{Op: Removed})
		case moved[card.ID]:
			b.formerCard(card, Mark{Op: Moved, Gone: true})
		}
	}
}

// formerCard adds a card of before at its place.
func (b *overlayBuilder) formerCard(card *Card, m Mark) CardID {
	was := *card
	was.ID, was.Lane, was.Step = former(card.ID), b.lanes[card.Lane], b.steps[card.Step]
	was.Kind = b.Before.KindOf(card)
	was.Span = min(max(card.Span, 1), len(b.j.Steps())-b.j.StepIndex(was.Step))
	b.j.Cards = append(b.j.Cards, &was)
	b.mark(CardRecord, string(card.ID), string(was.ID), m)
	return was.ID
}

// addMoods adds the moods of before as curves of their own, to the lanes in which some mood differs.
func (b *overlayBuilder) addMoods() {
	differs := map[LaneID]bool{} // after
	for i := range b.Differences {
		d := &b.Differences[i]
		if d.Kind != CardRecord {
			continue
		}
		if card := b.After.Card(CardID(d.After)); card != nil {
			differs[card.Lane] = true
		}
		if card := b.Before.Card(CardID(d.Before)); card != nil {
			differs[b.lanes[card.Lane]] = true
		}
	}
	known := map[PersonaID]PersonaID{}
	for _, card := range b.Before.Cards {
		if !b.asCurve(card) || !differs[b.lanes[card.Lane]] {
			continue
		}
		was := *card
		was.ID, was.Lane, was.Step = former(card.ID), b.lanes[card.Lane], b.steps[card.Step]
		was.Span = min(max(card.Span, 1), len(b.j.Steps())-b.j.StepIndex(was.Step))
		was.Expected, was.Title, was.Body = Maybe[float64]{}, "", ""
		was.Persona = b.formerPersona(known, b.Before.PersonaOf(card))
		b.j.Cards = append(b.j.Cards, &was)
		if _, stays := b.cards[card.ID]; !stays {
			b.cards[card.ID] = was.ID
			b.mark(CardRecord, string(card.ID), string(was.ID), Mark{Op: Removed})
		}
	}
}

// formerPersona returns the persona that stands for one's moods before.
func (b *overlayBuilder) formerPersona(known map[PersonaID]PersonaID, id PersonaID) PersonaID {
	if to, ok := known[id]; ok {
		return to
	}
	p := &Persona{ID: former(id), Name: "Before"}
	if was := b.BeforeIn.Persona(id); was != nil {
		p.Name = was.Name + "\u00a0before" // one word, so that a short form says it too
	}
	known[id] = p.ID
	b.personas = append(b.personas, p)
	return p.ID
}

func (b *overlayBuilder) addLinks() {
	type way struct {
		from, to CardID
		kind     LinkKind
	}
	there := map[way]bool{}
	for _, l := range b.After.Links {
		there[way{l.From, l.To, l.Kind}] = true
	}
	b.j.Links = append(b.j.Links, b.After.Links...)
	for _, l := range b.Before.Links {
		if b.match.links.hasBefore(l.ID) {
			continue
		}
		was := *l
		was.ID, was.From, was.To = former(l.ID), b.cards[l.From], b.cards[l.To]
		w := way{was.From, was.To, was.Kind}
		if was.From == "" || was.To == "" || was.From == was.To || there[w] {
			continue
		}
		there[w] = true
		b.j.Links = append(b.j.Links, &was)
		b.mark(LinkRecord, string(l.ID), string(was.ID), Mark{Op: Removed})
	}
}

// workspace is that of the journey after, with what the journey before names besides.
func (b *overlayBuilder) workspace() *Workspace {
	is, was := b.AfterIn, b.BeforeIn
	w := &Workspace{Name: is.Name, Journeys: []*Journey{b.j}, Sources: withMissing[SourceID](is.Sources, was.Sources),
		Metrics: withMissing[MetricID](is.Metrics, was.Metrics), Channels: withMissing[ChannelID](is.Channels, was.Channels),
		Owners: withMissing[OwnerID](is.Owners, was.Owners), Systems: withMissing[SystemID](is.Systems, was.Systems),
		Images: withMissing[ImageID](is.Images, was.Images)}
	w.Personas = append(withMissing[PersonaID](is.Personas, was.Personas), b.personas...)
	for _, d := range is.Datasets {
		if d.Journey == b.j.ID {
			w.Datasets = append(w.Datasets, d)
		}
	}
	return w
}

// withMissing returns a list with those of another one that it lacks.
func withMissing[K ~string, R any, P record[K, R]](list, other []*R) []*R {
	all := append(make([]*R, 0, len(list)), list...)
	there := idsOf[K, R, P](list)
	for _, r := range other {
		if !there[P(r).id()] {
			all = append(all, r)
		}
	}
	return all
}
