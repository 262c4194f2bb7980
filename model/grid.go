package model

import "slices"

// What the commands of stages and steps share: making the next grid and fitting the cards to it.

// withStages returns the journey with other stages whose steps are the same in the same order.
func withStages(j *Journey, stages []*Stage) *Journey {
	if sameSlice(stages, j.Stages) {
		return j
	}
	next := cloneJourney(j)
	next.Stages = stages
	return next
}

// restaged returns the journey with other stages whose steps may be others or in another order.
// Cards that began in a step that is gone go too and are entered in g. The steps in between are those
// that came to another place: a card that spans on both sides of one spans it too.
func restaged(j *Journey, stages []*Stage, between map[StepID]bool, g *gone) *Journey {
	next := withStages(j, stages)
	old, now := j.columns(), next.columns()
	cards := mapped(j.Cards, func(c *Card) *Card {
		if c.Span == 1 {
			return c
		}
		at, ok := now.at[c.Step]
		if !ok {
			return c
		}
		span := respan(old, now, between, old.at[c.Step], at, c.Span)
		if span == c.Span {
			return c
		}
		fitted := *c
		fitted.Span = span
		return &fitted
	})
	if slices.ContainsFunc(old.steps, func(s *Step) bool { _, stays := now.at[s.ID]; return !stays }) {
		cards = kept(cards, func(c *Card) bool {
			_, ok := now.at[c.Step]
			if !ok {
				g.cards[c.ID] = true
			}
			return ok
		})
	}
	if !sameSlice(cards, j.Cards) {
		next.Cards = cards
		next.lookups.ids.Store(j.cardIDs().after(cards, len(j.Cards)-len(cards), nil))
	}
	return next
}

// respan returns how many steps a card covers that covered span steps from index from of the old
// columns and now begins at index at: as far as the steps that it covered follow each other. Steps
// that are new or in between count when a step that it covered follows them.
func respan(old, now *columns, between map[StepID]bool, from, at, span int) int {
	end := at + 1
	for i := at + 1; i < len(now.steps); i++ {
		id := now.steps[i].ID
		was, existed := old.at[id]
		switch {
		case existed && was >= from && was < from+span:
			end = i + 1
		case existed && !between[id]:
			return end - at
		}
	}
	return end - at
}

// findStage returns the index of a stage, or an error.
func findStage(j *Journey, id StageID) (int, error) {
	at := lookupIndex(&j.lookups.stages, j.Stages, id)
	if at < 0 {
		return 0, missing(Ref{StageRecord, j.ID, string(id)})
	}
	return at, nil
}

// findStep returns the index of a step's stage and the step's index in it, or an error.
func findStep(j *Journey, id StepID) (stage, step int, err error) {
	ix := j.columns()
	at, ok := ix.at[id]
	if !ok {
		return 0, 0, missing(Ref{StepRecord, j.ID, string(id)})
	}
	stage = ix.stage[at]
	return stage, indexOf(j.Stages[stage].Steps, id), nil
}

// withSteps returns the stages with other steps in the one at index at.
func withSteps(stages []*Stage, at int, steps []*Step) []*Stage {
	next := *stages[at]
	next.Steps = steps
	return replaced(stages, at, &next)
}

// newStep checks a step that is to come in.
func newStep(w *Workspace, j *Journey, s *Step) error {
	s.Serves = slices.Clone(s.Serves)
	if err := checkStep(w, j.ID, s); err != nil {
		return err
	}
	if j.Step(s.ID) != nil {
		return taken(StepRecord, j.ID, string(s.ID))
	}
	return nil
}

// checkRoom checks that the journey may have so many more steps and lanes.
func checkRoom(j *Journey, steps, lanes int) error {
	return checkSize(Ref{JourneyRecord, j.ID, string(j.ID)}, 1, len(j.Steps())+steps, len(j.Lanes)+lanes)
}

// copyCards returns next with copies of the cards of j for which place names another cell, in the
// order of the originals, and with copies of the links between them. A copy spans at most as many
// steps as place says.
func copyCards(j, next *Journey, salt string, place func(*Card) (cell Cell, span int, ok bool)) (*Journey, error) {
	copies := make(map[CardID]CardID)
	var cards []*Card
	for _, c := range j.Cards {
		cell, span, ok := place(c)
		if !ok {
			continue
		}
		card := *c
		card.ID, card.Lane, card.Step, card.Span = DerivedID(salt, c.ID), cell.Lane, cell.Step, min(c.Span, span)
		if j.Card(card.ID) != nil {
			return nil, taken(CardRecord, j.ID, string(card.ID))
		}
		copies[c.ID] = card.ID
		cards = append(cards, &card)
	}
	if len(cards) == 0 {
		return next, nil
	}
	next = cloneJourney(next)
	next.Cards = inserted(next.Cards, len(next.Cards), cards...)
	return copyLinks(j, next, salt, copies)
}
