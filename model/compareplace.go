package model

import (
	"slices"
	"strconv"
)

// ComparedPlace is the whole journey, a stage or a step before and after. The ids of the whole journey are
// empty, and those of a side on which a stage or step is not.
type ComparedPlace struct {
	Number                  string // "3" of a stage, "3.2" of a step, as it is after, or was before
	Title                   string
	BeforeStage, AfterStage StageID // of a stage
	BeforeStep, AfterStep   StepID  // of a step
}

// Whole reports whether it is the whole journey.
func (p *ComparedPlace) Whole() bool {
	return p.BeforeStage == "" && p.AfterStage == "" && p.BeforeStep == "" && p.AfterStep == ""
}

// Step reports whether it is a step.
func (p *ComparedPlace) Step() bool { return p.BeforeStep != "" || p.AfterStep != "" }

// Places lists the whole journey, and of both journeys together each stage with its steps.
func (c *Comparison) Places() []ComparedPlace {
	places := []ComparedPlace{{Title: "Whole journey"}}
	for _, e := range c.stages {
		place := ComparedPlace{Title: e.any().Title}
		var before, after []*Step
		if e.before != nil {
			place.BeforeStage, before = e.before.ID, e.before.Steps
			place.Number = strconv.Itoa(slices.Index(c.Before.Stages, e.before) + 1)
		}
		if e.after != nil {
			place.AfterStage, after = e.after.ID, e.after.Steps
			place.Number = strconv.Itoa(slices.Index(c.After.Stages, e.after) + 1)
		}
		places = append(places, place)
		for _, s := range together(before, after, c.match.steps) {
			step := ComparedPlace{Title: s.any().Title}
			if s.after != nil {
				step.AfterStep, step.BeforeStep = s.after.ID, c.match.steps.before[s.after.ID]
				step.Number = c.After.StepNumber(s.after.ID)
			} else {
				step.BeforeStep, step.Number = s.before.ID, c.Before.StepNumber(s.before.ID)
			}
			places = append(places, step)
		}
	}
	return places
}
