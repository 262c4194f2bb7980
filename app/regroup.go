package app

import (
	"slices"

	"stagecraft/model"
)

// merged returns the command that joins the selected stage, step or lane with the next one; nil when
// there is no such thing selected, or no next one.
func merged(s *Session) model.Command {
	j, refs := s.Journey(), s.Selection()
	if j == nil || len(refs) != 1 {
		return nil
	}
	switch id := refs[0].ID; refs[0].Kind {
	case model.StageRecord:
		at := slices.IndexFunc(j.Stages, func(st *model.Stage) bool { return string(st.ID) == id })
		if at >= 0 && at+1 < len(j.Stages) {
			return model.MergeStages{Journey: j.ID, Stage: model.StageID(id)}
		}
	case model.StepRecord:
		if stage, at := stepPlace(j, model.StepID(id)); stage != nil && at+1 < len(stage.Steps) {
			return model.MergeSteps{Journey: j.ID, Step: model.StepID(id)}
		}
	case model.LaneRecord:
		at := slices.IndexFunc(j.Lanes, func(l *model.Lane) bool { return string(l.ID) == id })
		if at >= 0 && at+1 < len(j.Lanes) {
			return model.MergeLanes{Journey: j.ID, Lane: j.Lanes[at+1].ID, Into: model.LaneID(id)}
		}
	}
	return nil
}

// stepPlace returns the stage that a step belongs to and the step's index in it.
func stepPlace(j *model.Journey, id model.StepID) (*model.Stage, int) {
	stage := j.StageOf(id)
	if stage == nil {
		return nil, -1
	}
	return stage, slices.IndexFunc(stage.Steps, func(s *model.Step) bool { return s.ID == id })
}

// splitStage returns the command that makes the selected step the first of a stage of its own; nil when
// it is the first of its stage already.
func splitStage(s *Session) model.Command {
	j, refs := s.Journey(), s.Selection()
	if j == nil || len(refs) != 1 || refs[0].Kind != model.StepRecord {
		return nil
	}
	stage, at := stepPlace(j, model.StepID(refs[0].ID))
	if stage == nil || at < 1 {
		return nil
	}
	return model.SplitStage{Journey: j.ID, Stage: stage.ID, At: at, NewStage: model.NewID[model.StageID](), Title: stage.Steps[at].Title}
}

// splitStep returns the command that gives the selected cards, which all begin at one step, a step of
// their own after it; nil when they do not.
func splitStep(s *Session) model.Command {
	cards := s.SelectedCards()
	if len(cards) == 0 || slices.ContainsFunc(cards, func(c *model.Card) bool { return c.Step != cards[0].Step }) {
		return nil
	}
	return model.SplitStep{Journey: s.JourneyID(), Step: cards[0].Step, NewStep: model.NewID[model.StepID](), Title: "New step", Cards: cardIDs(cards)}
}

// splitLane returns the command that gives the selected cards, which are all of one lane, a lane of
// their own below it; nil when they are not.
func splitLane(s *Session) model.Command {
	cards := s.SelectedCards()
	if len(cards) == 0 || slices.ContainsFunc(cards, func(c *model.Card) bool { return c.Lane != cards[0].Lane }) {
		return nil
	}
	from := s.Journey().Lane(cards[0].Lane)
	if from == nil {
		return nil
	}
	lane := *from
	lane.ID, lane.Title = model.NewID[model.LaneID](), from.Title+" (2)"
	return model.SplitLane{Journey: s.JourneyID(), Lane: from.ID, NewLane: lane, Cards: cardIDs(cards)}
}

func cardIDs(cards []*model.Card) []model.CardID {
	ids := make([]model.CardID, len(cards))
	for i, c := range cards {
		ids[i] = c.ID
	}
	return ids
}

// movedJourney returns the command that moves the open journey by one among the others; nil at the end.
func movedJourney(s *Session, by int) model.Command {
	journeys := s.Workspace().Journeys
	at := slices.IndexFunc(journeys, func(j *model.Journey) bool { return j.ID == s.JourneyID() })
	if at < 0 || at+by < 0 || at+by >= len(journeys) {
		return nil
	}
	return model.MoveJourney{Journey: s.JourneyID(), To: at + by}
}

// regroupActions split and join parts of the map.
func regroupActions() []Action {
	row := func(id, title string, build func(*Session) model.Command) Action {
		return Action{
			ID: id, Title: title, Menu: "Map", Group: 3,
			Enabled: func(w *Window) bool { return editable(w) && build(w.session) != nil },
			Run:     func(w *Window) { w.session.Do(build(w.session)) },
		}
	}
	return []Action{
		row("map.merge", "Merge with the next", merged),
		row("map.splitstage", "Begin a stage with this step", splitStage),
		row("map.splitstep", "Give these cards a step of their own", splitStep),
		row("map.splitlane", "Give these cards a lane of their own", splitLane),
		row("map.earlier", "Move the map up in the list", func(s *Session) model.Command { return movedJourney(s, -1) }),
		row("map.later", "Move the map down in the list", func(s *Session) model.Command { return movedJourney(s, 1) }),
	}
}
