package scene

import (
	"slices"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// measured is the part of a journey that its figures speak of: while it and the figures are the same, so is
// whatever is computed from them, however many steps come and go beside.
type measured struct {
	journey  model.JourneyID
	datasets []*model.Dataset
	stages   []*model.Stage
	steps    map[model.StepID]bool
	alone    map[model.StageID]bool // stages with figures of their own
	places   []measuredPlace
}

// measuredPlace is a step with figures and its stage, or a stage with figures of its own.
type measuredPlace struct {
	stage model.StageID
	step  model.StepID
}

// nextMeasured finds what the figures speak of: prev itself when nothing about that changed.
func nextMeasured(l *layout.Layout, prev *measured) *measured {
	m := &measured{journey: l.Journey.ID, datasets: l.Workspace.Datasets, stages: l.Journey.Stages}
	same := prev != nil && prev.journey == m.journey && slices.Equal(prev.datasets, m.datasets)
	switch {
	case same && slices.Equal(prev.stages, m.stages):
		return prev
	case same:
		m.steps, m.alone = prev.steps, prev.alone
	default:
		m.gather(l.Journey)
	}
	for _, stage := range m.stages {
		if m.alone[stage.ID] {
			m.places = append(m.places, measuredPlace{stage: stage.ID})
		}
		for _, step := range stage.Steps {
			if m.steps[step.ID] {
				m.places = append(m.places, measuredPlace{stage.ID, step.ID})
			}
		}
	}
	if same && slices.Equal(prev.places, m.places) {
		prev.stages = m.stages
		return prev
	}
	return m
}

// gather finds the steps and stages that the figures name.
func (m *measured) gather(j *model.Journey) {
	m.steps, m.alone = map[model.StepID]bool{}, map[model.StageID]bool{}
	for _, d := range m.datasets {
		if d.Journey != j.ID {
			continue
		}
		for o := range d.Observations.All() {
			if o.Step == "" && o.Card != "" {
				if c := j.Card(o.Card); c != nil {
					o.Step = c.Step
				}
			}
			if o.Step != "" {
				m.steps[o.Step] = true
			} else {
				m.alone[o.Stage] = true
			}
		}
	}
}
