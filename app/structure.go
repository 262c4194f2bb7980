package app

import (
	"fyne.io/fyne/v2"

	"stagecraft/model"
)

// structureActions put in stages, steps and lanes before others, collapse them and change their sizes.
func structureActions() []Action {
	fold := func(w *Window) bool { return onMap(w) && w.board.CanFold() }
	size := func(id, title string, run func(*Window)) Action {
		return Action{ID: id, Title: title, Menu: "View", Under: "Sizes", Group: 6, Enabled: onMap, Run: run}
	}
	return []Action{
		{ID: "insert.stepbefore", Title: "Add step before", Icon: "add", Menu: "Insert", Group: 3, Enabled: editableMap, Run: (*Window).addStepBefore},
		{ID: "insert.stagebefore", Title: "Add stage before", Icon: "add-stage", Menu: "Insert", Group: 3, Enabled: editableMap, Run: (*Window).addStageBefore},
		{ID: "insert.lanebefore", Title: "Add lane above…", Icon: "add-lane", Menu: "Insert", Group: 3, Enabled: editableMap, Run: (*Window).addLaneAbove},
		{ID: "map.raise", Title: "Less lane height, or expected mood up", Menu: "Map", Group: 2, Shortcut: ctrlShift(fyne.KeyUp), Text: true, Enabled: hasSelection, Run: func(w *Window) { w.board.Raise() }},
		{ID: "map.lower", Title: "More lane height, or expected mood down", Menu: "Map", Group: 2, Shortcut: ctrlShift(fyne.KeyDown), Text: true, Enabled: hasSelection, Run: func(w *Window) { w.board.Lower() }},
		{ID: "map.fold", Title: "Collapse or expand", Icon: "chevron-right", Menu: "Map", Group: 4, Shortcut: ctrl(fyne.KeyE), Enabled: fold, Run: func(w *Window) { w.board.ToggleFold() }},
		{ID: "map.foldothers", Title: "Collapse all others", Menu: "Map", Group: 4, Enabled: fold, Run: func(w *Window) { w.board.FoldOthers() }},
		{ID: "map.expand", Title: "Expand all", Menu: "Map", Group: 4, Enabled: onMap, Run: func(w *Window) { w.board.ExpandAll() }},
		size("view.stepswider", "Wider steps", func(w *Window) { w.board.ResizeSteps(1) }),
		size("view.stepsnarrower", "Narrower steps", func(w *Window) { w.board.ResizeSteps(-1) }),
		size("view.labelswider", "Wider lane names", func(w *Window) { w.board.ResizeLabels(1) }),
		size("view.labelsnarrower", "Narrower lane names", func(w *Window) { w.board.ResizeLabels(-1) }),
	}
}

// addStepBefore adds a step before the selected or focused one.
func (w *Window) addStepBefore() {
	stage, after := w.place()
	if stage == nil || len(w.session.Selection()) == 1 && w.session.Selection()[0].Kind == model.StageRecord {
		after = 1 // before the first step of the stage
	}
	if stage == nil {
		w.addStage()
		return
	}
	w.putStep(stage, max(after-1, 0))
}

// putStep adds a step to a stage at an index and opens its title.
func (w *Window) putStep(stage *model.Stage, at int) {
	step := model.Step{ID: model.NewID[model.StepID](), Title: "New step"}
	if w.session.Do(model.AddStep{Journey: w.session.JourneyID(), Stage: stage.ID, Step: step, At: at}) == nil {
		w.beginTitle(model.Ref{Kind: model.StepRecord, Journey: w.session.JourneyID(), ID: string(step.ID)})
	}
}

// addStageBefore adds a stage before the one that is selected or has the focus.
func (w *Window) addStageBefore() {
	at := 0
	if stage, _ := w.place(); stage != nil {
		for n, st := range w.session.Journey().Stages {
			if st == stage {
				at = n
			}
		}
	}
	w.putStage(at)
}

// putStage adds a stage with one step at an index and opens its title.
func (w *Window) putStage(at int) {
	j := w.session.Journey()
	stage := model.Stage{ID: model.NewID[model.StageID](), Title: "New stage", Steps: []*model.Step{{ID: model.NewID[model.StepID](), Title: "New step"}}}
	if w.session.Do(model.AddStage{Journey: j.ID, Stage: stage, At: at}) == nil {
		w.beginTitle(model.Ref{Kind: model.StageRecord, Journey: j.ID, ID: string(stage.ID)})
	}
}

// addLaneAbove shows the kinds of lane and adds one above the selected or focused lane.
func (w *Window) addLaneAbove() {
	lane, at := w.board.Focused().Cell.Lane, 0
	for _, r := range w.session.Selection() {
		if r.Kind == model.LaneRecord {
			lane = model.LaneID(r.ID)
		}
	}
	for n, l := range w.session.Journey().Lanes {
		if l.ID == lane {
			at = n
		}
	}
	w.addLane(at)
}
