package model

import "slices"

// Which of a persona's goals are served at which steps.

// Label implements Command.
func (c ServeGoal) Label() string {
	if c.Off {
		return "Goal not served here"
	}
	return "Goal served here"
}

// Apply implements Command. The goal must be one of the persona's.
func (c ServeGoal) Apply(w *Workspace) (*Workspace, error) {
	return inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		stage, at, err := findStep(j, c.Step)
		if err != nil {
			return nil, err
		}
		steps := j.Stages[stage].Steps
		next := *steps[at]
		n := slices.Index(next.Serves, c.Served)
		switch {
		case n >= 0 == !c.Off:
			return j, nil
		case c.Off:
			next.Serves = emptied(without(next.Serves, n))
		default:
			next.Serves = inserted(next.Serves, len(next.Serves), c.Served)
		}
		if err := checkStep(w, j.ID, &next); err != nil {
			return nil, err
		}
		return withStages(j, withSteps(j.Stages, stage, replaced(steps, at, &next))), nil
	})
}

// emptied returns nil for an empty list, so that a value is the same however it came about.
func emptied[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

// goalsAfter says what became of each goal: itself, the words that it has now, or nothing (it is absent).
// A goal that went counts as reworded when as many came as went: the first that went is the first that
// came, and so on.
func goalsAfter(old, now []string) map[string]string {
	after := map[string]string{}
	var went, came []string
	for _, g := range old {
		if slices.Contains(now, g) {
			after[g] = g
		} else {
			went = append(went, g)
		}
	}
	for _, g := range now {
		if !slices.Contains(old, g) {
			came = append(came, g)
		}
	}
	if len(went) == len(came) {
		for i, g := range went {
			after[g] = came[i]
		}
	}
	return after
}

// reworded returns the workspace in which what steps serve follows a persona's goals.
func reworded(w *Workspace, id PersonaID, after map[string]string) *Workspace {
	journeys := mapped(w.Journeys, func(j *Journey) *Journey { return reservedFor(j, id, after) })
	if sameSlice(journeys, w.Journeys) {
		return w
	}
	next := cloneWorkspace(w)
	next.Journeys = journeys
	return next
}

// reservedFor returns the journey in which each goal of a persona that a step serves is what it became;
// one that is gone is served nowhere.
func reservedFor(j *Journey, id PersonaID, after map[string]string) *Journey {
	return withStages(j, mapped(j.Stages, func(s *Stage) *Stage {
		steps := mapped(s.Steps, func(t *Step) *Step {
			if !slices.ContainsFunc(t.Serves, func(g Served) bool { return g.Persona == id && after[g.Goal] != g.Goal }) {
				return t
			}
			next := *t
			next.Serves = nil
			for _, g := range t.Serves {
				now, kept := after[g.Goal]
				if g.Persona == id {
					g.Goal = now
				}
				if (g.Persona != id || kept) && !slices.Contains(next.Serves, g) {
					next.Serves = append(next.Serves, g)
				}
			}
			return &next
		})
		if sameSlice(steps, s.Steps) {
			return s
		}
		next := *s
		next.Steps = steps
		return &next
	}))
}

// ServedAt returns the steps of a journey that serve a persona's goal, in order.
func (j *Journey) ServedAt(id PersonaID, goal string) []*Step {
	var steps []*Step
	for _, s := range j.Steps() {
		if slices.Contains(s.Serves, Served{id, goal}) {
			steps = append(steps, s)
		}
	}
	return steps
}
