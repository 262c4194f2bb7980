package tool

import (
	"slices"
	"strconv"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// reordering is a stage, step or lane pulled by its header or label to another place.
type reordering struct {
	from  Event
	ref   model.Ref
	kind  PreviewKind
	rect  layout.Rect
	grab  layout.Point
	title string
}

func newReordering(m *Machine, p *pressed) state {
	l := m.ed.Layout()
	s := &reordering{from: p.from, ref: p.hit.Ref}
	switch p.hit.Base() {
	case layout.PartStage:
		s.kind = MovingStage
		for _, b := range l.Stages {
			if string(b.Stage.ID) == s.ref.ID {
				s.rect, s.title = b.Rect, b.Stage.Title
			}
		}
	case layout.PartStep:
		s.kind = MovingStep
		c := l.Columns[l.Column(model.StepID(s.ref.ID))]
		s.rect, s.title = c.Head, c.Step.Title
	default:
		s.kind = MovingLane
		r := l.Rows[l.Row(model.LaneID(s.ref.ID))]
		s.rect, s.title = r.Label, r.Lane.Title
	}
	s.grab = p.from.At.Sub(layout.Point{X: s.rect.X, Y: s.rect.Y})
	return s
}

func (s *reordering) button() Button { return s.from.Button }

func (s *reordering) alive(l *layout.Layout) bool {
	switch s.kind {
	case MovingStage:
		return l.Journey.Stage(model.StageID(s.ref.ID)) != nil
	case MovingStep:
		return l.Column(model.StepID(s.ref.ID)) >= 0
	}
	return l.Row(model.LaneID(s.ref.ID)) >= 0
}

func (s *reordering) handle(m *Machine, e Event) state {
	l := m.ed.Layout()
	c, marker, target := s.command(l, e.Body)
	if e.Kind == Release {
		m.ed.Preview(Preview{})
		if c != nil {
			m.ed.Do(c) // tells the user of a failure itself
		}
		return nil
	}
	p := Preview{
		Kind: s.kind, Refs: []model.Ref{s.ref}, At: e.Body, Grab: s.grab, Rect: s.rect, Marker: marker,
		Title: s.title, Target: target,
	}
	if s.kind == MovingStep && c == nil && len(l.Journey.StageOf(model.StepID(s.ref.ID)).Steps) == 1 {
		p.Reason = "A stage keeps at least one step"
	}
	m.ed.Preview(p)
	return s
}

// command returns the command of a drop at p, nil when everything would stay, with the insertion bar
// and the target in words.
func (s *reordering) command(l *layout.Layout, p layout.Point) (model.Command, layout.Rect, string) {
	j := l.Journey
	switch s.kind {
	case MovingStage:
		id := model.StageID(s.ref.ID)
		at := slices.IndexFunc(j.Stages, func(st *model.Stage) bool { return st.ID == id })
		place, marker := l.StageDropAt(p.X)
		c, ok := MoveStage(l, id, without(place, at))
		return shown(c, ok, marker, ordinal("stage", without(place, at)))
	case MovingStep:
		return s.stepCommand(l, p)
	}
	id := model.LaneID(s.ref.ID)
	at := slices.IndexFunc(j.Lanes, func(lane *model.Lane) bool { return lane.ID == id })
	place, marker := l.LaneDropAt(p.Y)
	to := without(lanePlace(l, place), at)
	c, ok := MoveLane(l, id, to)
	return shown(c, ok, marker, ordinal("lane", to))
}

func (s *reordering) stepCommand(l *layout.Layout, p layout.Point) (model.Command, layout.Rect, string) {
	id := model.StepID(s.ref.ID)
	from := l.Journey.StageOf(id)
	index, place, marker := l.StepDropAt(p.X)
	if index < 0 || index >= len(l.Stages) {
		return nil, layout.Rect{}, ""
	}
	stage := l.Stages[index].Stage
	if stage == from {
		place = without(place, slices.IndexFunc(stage.Steps, func(st *model.Step) bool { return st.ID == id }))
	}
	c, ok := MoveStep(l, id, stage.ID, place)
	return shown(c, ok, marker, ordinal("step", place)+" of "+stage.Title)
}

// without turns a place among all into an index among the others of what stands at index at now.
func without(place, at int) int {
	if place > at {
		return place - 1
	}
	return place
}

// lanePlace turns a place among the rows on the map into one among all lanes of the journey.
func lanePlace(l *layout.Layout, place int) int {
	if place >= len(l.Rows) {
		return len(l.Journey.Lanes)
	}
	return slices.Index(l.Journey.Lanes, l.Rows[place].Lane)
}

// shown returns what a drop would do; without a bar and a target when that is nothing.
func shown(c model.Command, ok bool, marker layout.Rect, target string) (model.Command, layout.Rect, string) {
	if !ok {
		return nil, layout.Rect{}, ""
	}
	return c, marker, target
}

func ordinal(what string, index int) string {
	return "place " + strconv.Itoa(index+1) + " as a " + what
}

// MoveStage returns the command that moves a stage to an index among the others; false when it is
// there already or that is no place.
func MoveStage(l *layout.Layout, id model.StageID, to int) (model.Command, bool) {
	at := -1
	for i, s := range l.Journey.Stages {
		if s.ID == id {
			at = i
		}
	}
	if at < 0 || to < 0 || to >= len(l.Journey.Stages) || to == at {
		return nil, false
	}
	return model.MoveStage{Journey: l.Journey.ID, Stage: id, To: to}, true
}

// MoveStep returns the command that moves a step to an index among the other steps of a stage; false
// when it is there already, or is the only step of its stage.
func MoveStep(l *layout.Layout, id model.StepID, stage model.StageID, to int) (model.Command, bool) {
	from, target := l.Journey.StageOf(id), l.Journey.Stage(stage)
	if from == nil || target == nil || to < 0 {
		return nil, false
	}
	if from != target && len(from.Steps) == 1 {
		return nil, false
	}
	if from == target && (to >= len(from.Steps) || from.Steps[to].ID == id) {
		return nil, false
	}
	return model.MoveStep{Journey: l.Journey.ID, Step: id, Stage: stage, To: min(to, len(target.Steps))}, true
}

// MoveLane returns the command that moves a lane to an index among the other lanes of the journey;
// false when it is there already or that is no place.
func MoveLane(l *layout.Layout, id model.LaneID, to int) (model.Command, bool) {
	at := -1
	for i, lane := range l.Journey.Lanes {
		if lane.ID == id {
			at = i
		}
	}
	if at < 0 || to < 0 || to >= len(l.Journey.Lanes) || to == at {
		return nil, false
	}
	return model.MoveLane{Journey: l.Journey.ID, Lane: id, To: to}, true
}

// Shift returns the command with which the keys move a stage, step or lane one place: stages and steps
// left and right, lanes up and down. A step at the border of its stage goes into the next one. It
// reports false where it cannot go further.
func Shift(l *layout.Layout, ref model.Ref, d layout.Direction) (model.Command, bool) {
	by := 0
	switch d {
	case layout.Left, layout.Up:
		by = -1
	case layout.Right, layout.Down:
		by = 1
	}
	across := d == layout.Left || d == layout.Right
	switch {
	case ref.Kind == model.StageRecord && across:
		id := model.StageID(ref.ID)
		at := slices.IndexFunc(l.Journey.Stages, func(s *model.Stage) bool { return s.ID == id })
		return MoveStage(l, id, at+by)
	case ref.Kind == model.StepRecord && across:
		return shiftStep(l, model.StepID(ref.ID), by)
	case ref.Kind == model.LaneRecord && !across:
		id := model.LaneID(ref.ID)
		at := slices.IndexFunc(l.Journey.Lanes, func(s *model.Lane) bool { return s.ID == id })
		return MoveLane(l, id, at+by)
	}
	return nil, false
}

func shiftStep(l *layout.Layout, id model.StepID, by int) (model.Command, bool) {
	stage := l.Journey.StageOf(id)
	if stage == nil {
		return nil, false
	}
	at := slices.IndexFunc(stage.Steps, func(s *model.Step) bool { return s.ID == id })
	if to := at + by; to >= 0 && to < len(stage.Steps) {
		return MoveStep(l, id, stage.ID, to)
	}
	next := slices.Index(l.Journey.Stages, stage) + by
	if next < 0 || next >= len(l.Journey.Stages) {
		return nil, false
	}
	to := 0
	if by < 0 {
		to = len(l.Journey.Stages[next].Steps)
	}
	return MoveStep(l, id, l.Journey.Stages[next].ID, to)
}
