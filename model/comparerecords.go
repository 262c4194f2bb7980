package model

// placeField is the field of a card that says where it lies.
const placeField = "Place"

// differingFields lists in words what differs between two versions of a record. Mapped is the earlier one
// with the ids that stand after for those in it.
func differingFields[R any](c *Comparison, fields []field[R], before, mapped, after *R) (changes []FieldChange, moved bool) {
	if before == after {
		return nil, false
	}
	was, is := c.match.before, c.match.after
	for _, f := range fields {
		if f.same(mapped, after) {
			continue
		}
		if f.name == placeField {
			moved = true
			continue
		}
		if change := (FieldChange{f.name, f.text(was, before), f.text(is, after)}); change.Before != change.After {
			changes = append(changes, change)
		}
	}
	return changes, moved
}

// record adds what differs between two versions of a record, if anything does.
func (c *Comparison) record(d Difference, changes []FieldChange, moved bool) {
	d.Fields, d.Moved = changes, moved
	switch {
	case len(changes) > 0:
		d.Op = Changed
	case moved:
		d.Op = Moved
	default:
		return
	}
	c.Differences = append(c.Differences, d)
}

// comesAndGoes adds the records without a counterpart.
func comesAndGoes[K ~string, R any, P record[K, R]](c *Comparison, before, after []*R, p pairing[K], tell func(in within, r *R) Difference) {
	for _, r := range after {
		if !p.hasAfter(P(r).id()) {
			d := tell(c.match.after, r)
			d.Op, d.After = Added, string(P(r).id())
			c.Differences = append(c.Differences, d)
		}
	}
	for _, r := range before {
		if !p.hasBefore(P(r).id()) {
			d := tell(c.match.before, r)
			d.Op, d.Before = Removed, string(P(r).id())
			c.Differences = append(c.Differences, d)
		}
	}
}

// reordered returns which of the records after, all with a counterpart, changed places within their group:
// the fewest which, taken out, leave the rest in the earlier order.
func reordered[G comparable, K ~string, R any, P record[K, R]](before, after []*R, p pairing[K], still func(was, is *R) (group G, ok bool)) map[K]bool {
	at := make(map[K]int, len(before))
	for i, r := range before {
		at[P(r).id()] = i
	}
	groups := map[G][]place{}
	for i, r := range after {
		was, ok := p.before[P(r).id()]
		if !ok {
			continue
		}
		if group, ok := still(before[at[was]], r); ok {
			groups[group] = append(groups[group], place{at[was], i})
		}
	}
	moved := map[K]bool{}
	for _, group := range groups {
		for _, i := range outOfOrder(group) {
			moved[P(after[i]).id()] = true
		}
	}
	return moved
}

// facts compares what is said of the journeys as a whole. That twins name each other, and that one is
// current and the other future, is why they are compared; and a journey that stands alone in its workspace
// cannot name a twin.
func (c *Comparison) facts() {
	before := c.Before.JourneyInfo
	twins := before.Twin == c.After.ID && c.After.Twin == c.Before.ID && c.Before.ID != c.After.ID
	if twins || len(c.BeforeIn.Journeys) == 1 || len(c.AfterIn.Journeys) == 1 {
		before.Twin = c.After.Twin
	}
	if twins {
		before.Kind = c.After.Kind
	}
	changes, _ := differingFields(c, journeyFields, &c.Before.JourneyInfo, &before, &c.After.JourneyInfo)
	c.record(Difference{Kind: JourneyRecord, Before: string(c.Before.ID), After: string(c.After.ID), Title: c.After.Title}, changes, false)
}

// compareList compares the records of a list whose order counts and which move only within it.
func compareList[K ~string, R any, P record[K, R]](c *Comparison, both []either[R], before, after []*R, p pairing[K], fields []field[R], tell func(in within, r *R) Difference) {
	changed := map[K][]FieldChange{}
	for _, e := range both {
		if e.before != nil && e.after != nil {
			changed[P(e.after).id()], _ = differingFields(c, fields, e.before, e.before, e.after)
		}
	}
	moved := reordered[int, K, R, P](before, after, p, func(_, is *R) (int, bool) { return 0, len(changed[P(is).id()]) == 0 })
	comesAndGoes[K, R, P](c, before, after, p, tell)
	for _, e := range both {
		if e.before != nil && e.after != nil {
			d, id := tell(c.match.after, e.after), P(e.after).id()
			d.Before, d.After = string(P(e.before).id()), string(id)
			c.record(d, changed[id], moved[id])
		}
	}
}

func (c *Comparison) compareStages() {
	compareList(c, c.stages, c.Before.Stages, c.After.Stages, c.match.stages, stageFields, func(_ within, s *Stage) Difference {
		return Difference{Kind: StageRecord, Title: s.Title, Group: c.group[s.ID]}
	})
}

func (c *Comparison) compareSteps() {
	p := c.match.steps
	changed, left := map[StepID][]FieldChange{}, map[StepID]bool{}
	for _, s := range c.After.Steps() {
		if was := c.Before.Step(p.before[s.ID]); was != nil {
			changed[s.ID], _ = differingFields(c, stepFields, was, was, s)
			left[s.ID] = c.match.stages.moved(c.Before.StageOf(was.ID).ID) != c.After.StageOf(s.ID).ID
		}
	}
	moved := reordered(c.Before.Steps(), c.After.Steps(), p, func(_, is *Step) (StageID, bool) {
		return c.After.StageOf(is.ID).ID, len(changed[is.ID]) == 0 && !left[is.ID]
	})
	tell := func(in within, s *Step) Difference {
		return Difference{Kind: StepRecord, Title: s.Title, Place: stepPlace(in, s.ID), Group: c.group[in.j.StageOf(s.ID).ID], column: c.column[s.ID]}
	}
	comesAndGoes(c, c.Before.Steps(), c.After.Steps(), p, tell)
	for _, s := range c.After.Steps() {
		was := c.Before.Step(p.before[s.ID])
		if was == nil {
			continue
		}
		d := tell(c.match.after, s)
		d.Before, d.After = string(was.ID), string(s.ID)
		if left[s.ID] {
			d.From = stepPlace(c.match.before, was.ID)
		}
		c.record(d, changed[s.ID], moved[s.ID] || left[s.ID])
	}
}

// stepPlace says where a step lies: "step 2.1 of stage I book it".
func stepPlace(in within, id StepID) string {
	return "step " + in.j.StepNumber(id) + " of stage " + in.j.StageOf(id).Title
}

func (c *Comparison) compareLanes() {
	compareList(c, c.lanes, c.Before.Lanes, c.After.Lanes, c.match.lanes, laneFields, func(_ within, l *Lane) Difference {
		return Difference{Kind: LaneRecord, Title: l.Title, row: c.row[l.ID]}
	})
}

// cardState is what of a card differs.
type cardState struct {
	fields []FieldChange
	moved  bool
}

func (c *Comparison) compareCards() {
	p := c.match.cards
	states := c.cardStates()
	moved := reordered(c.Before.Cards, c.After.Cards, p, func(_, is *Card) (Cell, bool) {
		_, differs := states[is.ID]
		return cellOf(is), !differs
	})
	doubtful := map[CardID]bool{}
	for _, d := range c.Doubts {
		doubtful[d.After] = doubtful[d.After] || d.Same && !d.Decided
	}
	comesAndGoes(c, c.Before.Cards, c.After.Cards, p, c.tellCard)
	for _, card := range c.After.Cards {
		state := states[card.ID]
		if len(state.fields) == 0 && !state.moved && !moved[card.ID] {
			continue
		}
		d := c.tellCard(c.match.after, card)
		was := c.Before.Card(p.before[card.ID])
		d.Before, d.After, d.Doubtful = string(was.ID), string(card.ID), doubtful[card.ID]
		if state.moved {
			d.From = cellName(c.match.before, cellOf(was))
		}
		c.record(d, state.fields, state.moved || moved[card.ID])
	}
}

// cardStates compares the cards that have a counterpart; those that differ are in it.
func (c *Comparison) cardStates() map[CardID]cardState {
	was := make(map[CardID]*Card, len(c.Before.Cards))
	for _, card := range c.Before.Cards {
		was[card.ID] = card
	}
	states := map[CardID]cardState{}
	for _, card := range c.After.Cards {
		before := was[c.match.cards.before[card.ID]]
		if before == nil || before == card {
			continue
		}
		mapped := *before
		mapped.Lane, mapped.Step = c.match.lanes.moved(before.Lane), c.match.steps.moved(before.Step)
		if fields, moved := differingFields(c, cardFields, before, &mapped, card); len(fields) > 0 || moved {
			states[card.ID] = cardState{fields, moved}
		}
	}
	return states
}

func (c *Comparison) tellCard(in within, card *Card) Difference {
	title := firstLine(card.Title, card.Body)
	if title == "" {
		title = moodTitle(card)
	}
	if title == "" {
		title = "Untitled"
	}
	return Difference{Kind: CardRecord, Title: title, Place: cellName(in, cellOf(card)),
		Group: c.group[in.j.StageOf(card.Step).ID], column: c.column[card.Step], row: c.row[card.Lane]}
}

func (c *Comparison) compareLinks() {
	p := c.match.links
	tell := func(in within, l *Link) Difference {
		d := Difference{Kind: LinkRecord, Title: cardName(in, l.From) + " " + l.Verb() + " " + cardName(in, l.To)}
		if from := in.j.Card(l.From); from != nil {
			d.Group, d.column, d.row = c.group[in.j.StageOf(from.Step).ID], c.column[from.Step], c.row[from.Lane]
		}
		return d
	}
	comesAndGoes(c, c.Before.Links, c.After.Links, p, tell)
	for _, l := range c.After.Links {
		was := c.Before.Link(p.before[l.ID])
		if was == nil {
			continue
		}
		mapped := *was
		mapped.From, mapped.To = c.match.cards.moved(was.From), c.match.cards.moved(was.To)
		fields, _ := differingFields(c, linkFields, was, &mapped, l)
		d := tell(c.match.after, l)
		d.Before, d.After = string(was.ID), string(l.ID)
		c.record(d, fields, false)
	}
}
