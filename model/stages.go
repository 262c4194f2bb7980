package model

import "slices"

// Label implements Command.
func (c AddStage) Label() string { return "Add stage" }

// Apply implements Command.
func (c AddStage) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		stage := c.Stage
		stage.Steps = nil
		for i, s := range c.Stage.Steps {
			if s == nil {
				return nil, invalid(Ref{StageRecord, j.ID, string(stage.ID)}, "Steps", "holds a missing step")
			}
			step := *s
			if err := newStep(w, j, &step); err != nil {
				return nil, err
			}
			if indexOf(c.Stage.Steps[:i], step.ID) >= 0 {
				return nil, taken(StepRecord, j.ID, string(step.ID))
			}
			stage.Steps = append(stage.Steps, &step)
		}
		if err := newStage(j, &stage, len(stage.Steps)); err != nil {
			return nil, err
		}
		return restaged(j, inserted(j.Stages, c.At, &stage), nil, nil), nil
	})
}

// newStage checks a stage that is to come in with so many new steps.
func newStage(j *Journey, s *Stage, steps int) error {
	if err := checkStage(j.ID, s); err != nil {
		return err
	}
	if j.Stage(s.ID) != nil {
		return taken(StageRecord, j.ID, string(s.ID))
	}
	return checkRoom(j, steps, 0)
}

// Label implements Command.
func (c EditStage) Label() string { return "Edit stage" }

// Apply implements Command.
func (c EditStage) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		at, err := findStage(j, c.Stage)
		if err != nil {
			return nil, err
		}
		next := *j.Stages[at]
		if next.Title == c.Title && next.Definition == c.Definition {
			return j, nil
		}
		next.Title, next.Definition = c.Title, c.Definition
		if err := checkStage(j.ID, &next); err != nil {
			return nil, err
		}
		return withStages(j, replaced(j.Stages, at, &next)), nil
	})
}

// Label implements Command.
func (c MoveStage) Label() string { return "Move stage" }

// Apply implements Command.
func (c MoveStage) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		at, err := findStage(j, c.Stage)
		if err != nil {
			return nil, err
		}
		stages := shifted(j.Stages, at, c.To)
		if sameSlice(stages, j.Stages) {
			return j, nil
		}
		between := make(map[StepID]bool)
		for _, s := range j.Stages[at].Steps {
			between[s.ID] = true
		}
		return restaged(j, stages, between, nil), nil
	})
}

// Label implements Command.
func (c DuplicateStage) Label() string { return "Duplicate stage" }

// Apply implements Command.
func (c DuplicateStage) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		at, err := findStage(j, c.Stage)
		if err != nil {
			return nil, err
		}
		original := j.Stages[at]
		stage := &Stage{ID: DerivedID(c.Salt, original.ID), Title: original.Title, Definition: original.Definition}
		for _, s := range original.Steps {
			step := *s
			step.ID = DerivedID(c.Salt, s.ID)
			if err := newStep(w, j, &step); err != nil {
				return nil, err
			}
			stage.Steps = append(stage.Steps, &step)
		}
		if err := newStage(j, stage, len(stage.Steps)); err != nil {
			return nil, err
		}
		next := restaged(j, inserted(j.Stages, at+1, stage), nil, nil)
		return copyCards(j, next, c.Salt, func(card *Card) (Cell, int, bool) {
			i := indexOf(original.Steps, card.Step)
			if i < 0 {
				return Cell{}, 0, false
			}
			return Cell{card.Lane, stage.Steps[i].ID}, len(stage.Steps) - i, true
		})
	})
}

// Label implements Command.
func (c SplitStage) Label() string { return "Split stage" }

// Apply implements Command. Both parts must get a step.
func (c SplitStage) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		at, err := findStage(j, c.Stage)
		if err != nil {
			return nil, err
		}
		steps := j.Stages[at].Steps
		if c.At <= 0 || c.At >= len(steps) {
			return nil, invalid(Ref{StageRecord, j.ID, string(c.Stage)}, "Steps", "would leave a part without a step")
		}
		second := &Stage{ID: c.NewStage, Title: c.Title, Steps: slices.Clone(steps[c.At:])}
		if err := newStage(j, second, 0); err != nil {
			return nil, err
		}
		stages := withSteps(j.Stages, at, slices.Clone(steps[:c.At]))
		return withStages(j, inserted(stages, at+1, second)), nil
	})
}

// Label implements Command.
func (c MergeStages) Label() string { return "Merge stages" }

// Apply implements Command.
func (c MergeStages) Apply(w *Workspace) (*Workspace, error) {
	return removing(w, c.Journey, func(j *Journey, g *gone) (*Journey, error) {
		at, err := findStage(j, c.Stage)
		if err != nil {
			return nil, err
		}
		if at == len(j.Stages)-1 {
			return nil, invalid(Ref{StageRecord, j.ID, string(c.Stage)}, "", "is the last stage; there is none after it to merge with")
		}
		second := j.Stages[at+1]
		g.mergedStage[second.ID] = c.Stage
		stages := withSteps(j.Stages, at, slices.Concat(j.Stages[at].Steps, second.Steps))
		return withStages(j, without(stages, at+1)), nil
	})
}

// Label implements Command.
func (c DeleteStage) Label() string { return "Delete stage" }

// Apply implements Command.
func (c DeleteStage) Apply(w *Workspace) (*Workspace, error) {
	return removing(w, c.Journey, func(j *Journey, g *gone) (*Journey, error) {
		at, err := findStage(j, c.Stage)
		if err != nil {
			return nil, err
		}
		if len(j.Stages) == 1 {
			return nil, invalid(Ref{StageRecord, j.ID, string(c.Stage)}, "", "is the last stage; a journey has at least one")
		}
		g.stages[c.Stage] = true
		for _, s := range j.Stages[at].Steps {
			g.steps[s.ID] = true
		}
		return restaged(j, without(j.Stages, at), nil, g), nil
	})
}
