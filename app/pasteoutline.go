package app

import (
	"stagecraft/model"
)

// outlinePlan says what an outline becomes: stages, their steps, and what is deeper as cards.
type outlinePlan struct {
	stages []plannedStage // the first has no title when the outline has steps only
	steps  int
	cards  int
	cut    int // lines past what a journey may hold
}

type plannedStage struct {
	title string
	steps []plannedStep
}

type plannedStep struct {
	title string
	cards []string
}

// maxOutline is how many lines of an outline one paste takes.
const maxOutline = 1000

// planOutline sorts the lines of an outline. One that has a single level is a list of steps.
func planOutline(lines []outlineLine) *outlinePlan {
	p := &outlinePlan{}
	if len(lines) > maxOutline {
		p.cut = len(lines) - maxOutline
		lines = lines[:maxOutline]
	}
	flat := true
	for _, l := range lines {
		flat = flat && l.level == 0
	}
	if flat && len(lines) > 0 {
		p.stages = []plannedStage{{}}
	}
	for _, l := range lines {
		p.take(l, flat)
	}
	for i := range p.stages {
		if s := &p.stages[i]; len(s.steps) == 0 {
			s.steps = []plannedStep{{title: s.title}}
			p.steps++
		}
	}
	return p
}

func (p *outlinePlan) take(l outlineLine, flat bool) {
	if !flat && l.level == 0 {
		p.stages = append(p.stages, plannedStage{title: l.text})
		return
	}
	stage := &p.stages[len(p.stages)-1]
	if flat || l.level == 1 {
		stage.steps = append(stage.steps, plannedStep{title: l.text})
		p.steps++
		return
	}
	step := &stage.steps[len(stage.steps)-1]
	step.cards = append(step.cards, l.text)
	p.cards++
}

// onlySteps reports whether the outline names no stage.
func (p *outlinePlan) onlySteps() bool { return len(p.stages) == 1 && p.stages[0].title == "" }

// outlineSpot is where an outline goes: after a stage, or as steps into it, and the lane of its cards.
type outlineSpot struct {
	journey *model.Journey
	stage   int // its index, -1 for the beginning
	step    int // where steps go within it
	lane    model.LaneID
}

// command returns the plan as one step of the history; nil when it does nothing.
func (p *outlinePlan) command(at outlineSpot) model.Command {
	j := at.journey
	var parts []model.Command
	var cards []model.PlacedCard
	for i, s := range p.stages {
		var steps []*model.Step
		for _, step := range s.steps {
			id := model.NewID[model.StepID]()
			steps = append(steps, &model.Step{ID: id, Title: shortTitle(step.title)})
			for _, text := range step.cards {
				card := textCard(text)
				card.ID, card.Lane, card.Step = model.NewID[model.CardID](), at.lane, id
				cards = append(cards, model.PlacedCard{Card: card, Index: 1 << 30})
			}
		}
		if p.onlySteps() {
			for k, step := range steps {
				parts = append(parts, model.AddStep{Journey: j.ID, Stage: j.Stages[at.stage].ID, Step: *step, At: at.step + k})
			}
			continue
		}
		stage := model.Stage{ID: model.NewID[model.StageID](), Title: shortTitle(s.title), Steps: steps}
		parts = append(parts, model.AddStage{Journey: j.ID, Stage: stage, At: at.stage + 1 + i})
	}
	if len(parts) == 0 {
		return nil
	}
	if len(cards) > 0 {
		parts = append(parts, model.AddCards{Journey: j.ID, Cards: cards})
	}
	return model.Group{Name: "Paste " + lowerFirst(p.counts()), Commands: parts}
}

// counts says what the outline becomes: "3 stages, 8 steps".
func (p *outlinePlan) counts() string {
	text := model.Count(p.steps, "step")
	if !p.onlySteps() {
		text = model.Count(len(p.stages), "stage") + ", " + text
	}
	if p.cards > 0 {
		text += ", " + model.Count(p.cards, "card")
	}
	return text
}

// shortTitle cuts a text to what a title may hold.
func shortTitle(text string) string {
	if runes := []rune(text); len(runes) > model.MaxTitle {
		return string(runes[:model.MaxTitle-1]) + "…"
	}
	return text
}
