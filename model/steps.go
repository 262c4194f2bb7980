package model

import "slices"

// Label implements Command.
func (c AddStep) Label() string { return "Add step" }

// Apply implements Command.
func (c AddStep) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		at, err := findStage(j, c.Stage)
		if err != nil {
			return nil, err
		}
		return addStep(w, j, at, c.At, c.Step)
	})
}

// addStep puts a new step into the stage at index stage.
func addStep(w *Workspace, j *Journey, stage, at int, step Step) (*Journey, error) {
	if err := newStep(w, j, &step); err != nil {
		return nil, err
	}
	if err := checkRoom(j, 1, 0); err != nil {
		return nil, err
	}
	steps := inserted(j.Stages[stage].Steps, at, &step)
	return restaged(j, withSteps(j.Stages, stage, steps), nil, nil), nil
}

// Label implements Command.
func (c EditStep) Label() string { return "Edit step" }

// Apply implements Command.
func (c EditStep) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		stage, at, err := findStep(j, c.Step)
		if err != nil {
			return nil, err
		}
		steps := j.Stages[stage].Steps
		next := *steps[at]
		next.Title, next.Definition = c.Title, c.Definition
		if next.Title == steps[at].Title && next.Definition == steps[at].Definition {
			return j, nil
		}
		if err := checkStep(w, j.ID, &next); err != nil {
			return nil, err
		}
		return withStages(j, withSteps(j.Stages, stage, replaced(steps, at, &next))), nil
	})
}

// Label implements Command.
func (c MoveStep) Label() string { return "Move step" }

// Apply implements Command.
func (c MoveStep) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		from, at, err := findStep(j, c.Step)
		if err != nil {
			return nil, err
		}
		to, err := findStage(j, c.Stage)
		if err != nil {
			return nil, err
		}
		steps := j.Stages[from].Steps
		var stages []*Stage
		switch {
		case from == to:
			moved := shifted(steps, at, c.To)
			if sameSlice(moved, steps) {
				return j, nil
			}
			stages = withSteps(j.Stages, from, moved)
		case len(steps) == 1:
			return nil, onlyStep(j, c.Step)
		default:
			stages = withSteps(j.Stages, from, without(steps, at))
			stages = withSteps(stages, to, inserted(stages[to].Steps, c.To, steps[at]))
		}
		return restaged(j, stages, map[StepID]bool{c.Step: true}, nil), nil
	})
}

func onlyStep(j *Journey, id StepID) error {
	return invalid(Ref{StepRecord, j.ID, string(id)}, "", "is the only step of its stage; a stage has at least one")
}

// Label implements Command.
func (c DuplicateStep) Label() string { return "Duplicate step" }

// Apply implements Command.
func (c DuplicateStep) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		stage, at, err := findStep(j, c.Step)
		if err != nil {
			return nil, err
		}
		step := *j.Stages[stage].Steps[at]
		step.ID = DerivedID(c.Salt, c.Step)
		next, err := addStep(w, j, stage, at+1, step)
		if err != nil {
			return nil, err
		}
		return copyCards(j, next, c.Salt, func(card *Card) (Cell, int, bool) {
			return Cell{card.Lane, step.ID}, 1, card.Step == c.Step
		})
	})
}

// Label implements Command.
func (c SplitStep) Label() string { return "Split step" }

// Apply implements Command. The named cards must begin in the step.
func (c SplitStep) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		stage, at, err := findStep(j, c.Step)
		if err != nil {
			return nil, err
		}
		moving, err := chosen(j, c.Cards, "Step", func(card *Card) bool { return card.Step == c.Step })
		if err != nil {
			return nil, err
		}
		next, err := addStep(w, j, stage, at+1, Step{ID: c.NewStep, Title: c.Title})
		if err != nil {
			return nil, err
		}
		return withCards(next, mapped(next.Cards, func(card *Card) *Card {
			if !moving[card.ID] {
				return card
			}
			moved := *card
			moved.Step = c.NewStep
			// What the card gained by the new step in its midst, it loses again by beginning there.
			moved.Span = j.Card(card.ID).Span
			return &moved
		})), nil
	})
}

// chosen returns the set of cards that a command names, each of which must pass.
func chosen(j *Journey, ids []CardID, field string, pass func(*Card) bool) (map[CardID]bool, error) {
	set := make(map[CardID]bool, len(ids))
	for _, id := range ids {
		ref := Ref{CardRecord, j.ID, string(id)}
		card := j.Card(id)
		switch {
		case card == nil:
			return nil, missing(ref)
		case !pass(card):
			return nil, invalid(ref, field, "is not the one that is split")
		}
		set[id] = true
	}
	return set, nil
}

// withCards returns the journey with other values of the same cards at the same places of the slice.
func withCards(j *Journey, cards []*Card) *Journey {
	if sameSlice(cards, j.Cards) {
		return j
	}
	next := cloneJourney(j)
	next.Cards = cards
	next.lookups.ids.Store(j.cardIDs().after(cards, 0, nil))
	return next
}

// Label implements Command.
func (c MergeSteps) Label() string { return "Merge steps" }

// Apply implements Command. The next step's cards come after the first's; its comments and
// observations go to the first. The last step of a stage has no next one to merge with.
func (c MergeSteps) Apply(w *Workspace) (*Workspace, error) {
	return removing(w, c.Journey, func(j *Journey, g *gone) (*Journey, error) {
		stage, at, err := findStep(j, c.Step)
		if err != nil {
			return nil, err
		}
		steps := j.Stages[stage].Steps
		if at == len(steps)-1 {
			return nil, invalid(Ref{StepRecord, j.ID, string(c.Step)}, "", "is the last step of its stage; there is none after it to merge with")
		}
		second := steps[at+1].ID
		steps = mergedServes(steps, at)
		g.mergedStep[second] = c.Step
		r := rearrange(j)
		for i, card := range j.Cards {
			if card.Step == second {
				moved := *card
				moved.Step = c.Step
				moved.Span++ // the first step is now covered too; the second is taken off below
				r.take(i)
				r.put(&moved, last)
			}
		}
		return restaged(r.done(), withSteps(j.Stages, stage, without(steps, at+1)), nil, g), nil
	})
}

// mergedServes returns the steps with the goals of the one after index at joined to it.
func mergedServes(steps []*Step, at int) []*Step {
	next := *steps[at]
	for _, s := range steps[at+1].Serves {
		if !slices.Contains(next.Serves, s) {
			next.Serves = append(slices.Clip(next.Serves), s)
		}
	}
	if len(next.Serves) == len(steps[at].Serves) {
		return steps
	}
	return replaced(steps, at, &next)
}

// Label implements Command.
func (c DeleteStep) Label() string { return "Delete step" }

// Apply implements Command.
func (c DeleteStep) Apply(w *Workspace) (*Workspace, error) {
	return removing(w, c.Journey, func(j *Journey, g *gone) (*Journey, error) {
		stage, at, err := findStep(j, c.Step)
		if err != nil {
			return nil, err
		}
		steps := j.Stages[stage].Steps
		if len(steps) == 1 {
			return nil, onlyStep(j, c.Step)
		}
		g.steps[c.Step] = true
		return restaged(j, withSteps(j.Stages, stage, without(steps, at)), nil, g), nil
	})
}
