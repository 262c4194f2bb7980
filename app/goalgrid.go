package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// goalGrid matches the goals of the personas that are shown against the steps of the journey: which goal
// is served where, and which is served nowhere.
type goalGrid struct {
	page      *personasPage
	content   *fyne.Container
	focused   *look.Press
	focusText string
	made      goalKey
	on        map[goalCell]*look.Press
	verdicts  map[model.Served]*fyne.Container
}

// goalCell is one tick: a goal at a step.
type goalCell struct {
	goal model.Served
	step model.StepID
}

// goalKey is what the grid was made of, but for the ticks.
type goalKey struct {
	journey model.JourneyID
	stages  string
	goals   string
}

// mostGoalSteps is from how many steps on the grid shows one stage at a time.
const mostGoalSteps = 48

// Measures of the grid.
const (
	goalWidth = 250
	tickSize  = 30
)

func newGoalGrid(p *personasPage) *goalGrid {
	return &goalGrid{page: p, content: look.V(6)}
}

// fill shows the goals of some personas.
func (g *goalGrid) fill(shown []*model.Persona) {
	j := g.page.session.Journey()
	if j == nil {
		return
	}
	key := goalKey{journey: j.ID}
	for _, s := range j.Stages {
		key.stages += s.Title + "\x00"
		for _, t := range s.Steps {
			key.stages += string(t.ID) + t.Title + "\x00"
		}
	}
	key.stages += string(g.page.state.stage)
	for _, who := range shown {
		key.goals += string(who.ID) + who.Name + "\x00" + joinLines(who.Goals) + "\x00"
	}
	if key != g.made {
		g.made = key
		g.build(j, shown)
	}
	for cell, press := range g.on {
		press.SetOn(served(j, cell))
	}
	for goal, box := range g.verdicts {
		box.Objects = []fyne.CanvasObject{g.verdict(j, goal)}
		box.Refresh()
	}
}

func served(j *model.Journey, cell goalCell) bool {
	if s := j.Step(cell.step); s != nil {
		for _, g := range s.Serves {
			if g == cell.goal {
				return true
			}
		}
	}
	return false
}

// steps returns the steps that are columns: those of the chosen stage, or all when there are few.
func (g *goalGrid) steps(j *model.Journey) []*model.Step {
	if s := j.Stage(g.page.state.stage); s != nil {
		return s.Steps
	}
	if steps := j.Steps(); len(steps) <= mostGoalSteps {
		return steps
	}
	return j.Stages[0].Steps
}

func (g *goalGrid) build(j *model.Journey, shown []*model.Persona) {
	g.on, g.verdicts = map[goalCell]*look.Press{}, map[model.Served]*fyne.Container{}
	steps := g.steps(j)
	var left, right []fyne.CanvasObject
	left = append(left, look.Sized(goalWidth, tickSize, look.Text("Goal", 11, "text2")))
	right = append(right, g.heads(j, steps))
	for _, who := range shown {
		if len(who.Goals) == 0 {
			continue
		}
		left = append(left, look.Sized(goalWidth, 26, look.H(7, g.page.window.face(who, 20), look.Bold(who.Name, 12, "text"), look.Space())))
		right = append(right, look.Sized(0, 26, look.H(0, look.Space())))
		for _, text := range who.Goals {
			goal := model.Served{Persona: who.ID, Goal: text}
			box := container.NewStack()
			g.verdicts[goal] = box
			left = append(left, look.Fixed(goalWidth, tickSize+6, look.V(0, look.Space(), look.CutText(text, 12, "text", false), box, look.Space())))
			right = append(right, g.ticks(j, goal, steps))
		}
	}
	title := look.H(10, look.Bold("Where the goals are served", 15, "text"), look.Grow(look.CutText("Tick the steps that bring somebody nearer to a goal.", 11.5, "text2", false)), g.stagePicker(j))
	if len(g.verdicts) == 0 {
		g.content.Objects = []fyne.CanvasObject{title, look.Text("Nobody here has a goal yet. Write one above, a line each.", 12, "text2")}
	} else {
		table := container.NewHScroll(look.V(0, right...))
		g.content.Objects = []fyne.CanvasObject{title, look.Framed("panel", "line2", 8, look.Pad(6, 8, 8, 12,
			container.NewBorder(nil, nil, look.V(0, left...), nil, table)))}
	}
	g.content.Refresh()
	g.page.scroll.Refresh()
}

// stagePicker narrows the steps to a stage.
func (g *goalGrid) stagePicker(j *model.Journey) fyne.CanvasObject {
	now := j.Stage(g.page.state.stage)
	text := wholeJourney
	if now == nil && len(j.Steps()) > mostGoalSteps {
		now = j.Stages[0]
	}
	var id model.StageID
	if now != nil {
		id, text = now.ID, stageText(j, now.ID)
	}
	c := look.NewChoice("personas.stage", text, "", func() []look.Option { return stageOptions(j, id) }, func(id string) {
		g.page.state.stage = model.StageID(id)
		g.page.fill()
	})
	return look.Fixed(190, 28, c.Press)
}

// heads are the numbers of the steps; the status bar says their names.
func (g *goalGrid) heads(j *model.Journey, steps []*model.Step) fyne.CanvasObject {
	var row []fyne.CanvasObject
	var stage *model.Stage
	for _, s := range steps {
		if st := j.StageOf(s.ID); st != stage {
			stage = st
			row = append(row, look.Sized(7, tickSize, look.Text("", 10, "text2")))
		}
		label := look.NewPress("goal.step."+j.StepNumber(s.ID), 3, look.Flat.Ground, func(look.State) fyne.CanvasObject {
			return look.Fixed(tickSize, tickSize, container.NewCenter(look.Text(j.StepNumber(s.ID), 11, "text2")))
		}, func() {
			g.page.window.backToBoard()
			g.page.session.Show(model.Ref{Kind: model.StepRecord, Journey: j.ID, ID: string(s.ID)})
		})
		label.OnHover = func(in bool) { g.page.window.hint(in, placeText(j, s.ID), nil) }
		row = append(row, label)
	}
	return look.H(2, append(row, look.Space())...)
}

// ticks is the row of a goal: a box at every step.
func (g *goalGrid) ticks(j *model.Journey, goal model.Served, steps []*model.Step) fyne.CanvasObject {
	var row []fyne.CanvasObject
	var stage *model.Stage
	for _, s := range steps {
		if st := j.StageOf(s.ID); st != stage {
			stage = st
			row = append(row, look.Sized(7, tickSize, look.Text("", 10, "text2")))
		}
		cell := goalCell{goal, s.ID}
		press := g.tick(cell, placeText(j, s.ID))
		g.on[cell] = press
		row = append(row, press)
	}
	return look.Sized(0, tickSize+6, look.H(2, append(row, look.Space())...))
}

func (g *goalGrid) tick(cell goalCell, place string) *look.Press {
	var press *look.Press
	press = look.NewPress("goal."+cell.goal.Goal+"."+string(cell.step), 4, func(s look.State) look.Ground {
		switch {
		case s.On:
			return look.Ground{Fill: "ok-soft", Border: "ok", Width: 1}
		case s.Hovered:
			return look.Ground{Fill: "hover", Border: "input", Width: 1}
		}
		return look.Ground{Fill: "surface", Border: "line2", Width: 1}
	}, func(s look.State) fyne.CanvasObject {
		if !s.On {
			return look.Fixed(tickSize, tickSize, container.NewCenter(look.Text("", 11, "text2")))
		}
		return look.Fixed(tickSize, tickSize, container.NewCenter(look.Icon("check", 15, "ok")))
	}, func() {
		s := g.page.session
		s.Do(model.ServeGoal{Journey: s.JourneyID(), Step: cell.step, Served: cell.goal, Off: served(s.Journey(), cell)})
	})
	press.OnHover = func(in bool) {
		g.focused, g.focusText = press, place+": "+cell.goal.Goal
		g.page.window.hint(in, g.focusText, nil)
	}
	return press
}

// verdict says where a goal is served, or points out that it is not.
func (g *goalGrid) verdict(j *model.Journey, goal model.Served) fyne.CanvasObject {
	steps := j.ServedAt(goal.Persona, goal.Goal)
	if len(steps) == 0 {
		return look.H(4, look.Icon("warning", 12, "warn"), look.Text("served nowhere on this map", 10.5, "warn"), look.Space())
	}
	return look.CutText("served at "+stepsText(j, steps), 10.5, "text2", false)
}
