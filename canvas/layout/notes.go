package layout

import (
	"maps"
	"slices"

	"stagecraft/model"
)

// notes is the open comments on what headers and labels stand for.
type notes struct {
	comments []*model.Comment
	grid     *grid
	stages   map[model.StageID]int
	steps    map[model.StepID]int
	lanes    map[model.LaneID]int
}

// nextNotes counts the comments of the headers and labels: prev itself when they are the same.
func nextNotes(j *model.Journey, g *grid, prev *notes) *notes {
	// Where stages are collapsed, a moved card can take its comments along.
	if prev != nil && prev.grid == g && !slices.Contains(g.closed, true) && slices.Equal(prev.comments, j.Comments) {
		return prev
	}
	n := &notes{comments: j.Comments, grid: g, stages: map[model.StageID]int{}, steps: map[model.StepID]int{}, lanes: map[model.LaneID]int{}}
	for _, c := range j.Comments {
		if !c.Resolved {
			n.count(j, c.On)
		}
	}
	if prev != nil && prev.grid == g && maps.Equal(prev.stages, n.stages) && maps.Equal(prev.steps, n.steps) && maps.Equal(prev.lanes, n.lanes) {
		return prev
	}
	return n
}

// count counts a comment where it is seen: one on what a collapsed stage hides, on the stage.
func (n *notes) count(j *model.Journey, on model.Ref) {
	step := model.StepID("")
	switch on.Kind {
	case model.StageRecord:
		n.stages[model.StageID(on.ID)]++
	case model.LaneRecord:
		n.lanes[model.LaneID(on.ID)]++
	case model.StepRecord:
		step = model.StepID(on.ID)
		if at, ok := n.grid.columnOf(step); ok && !n.grid.closed[at] {
			n.steps[step]++
		}
	case model.CardRecord:
		if c := j.Card(model.CardID(on.ID)); c != nil {
			step = c.Step
			if from, to, ok := n.grid.covers(c); !ok || !n.grid.folded(from, to) {
				return
			}
		}
	}
	if at, ok := n.grid.columnOf(step); ok && n.grid.closed[at] {
		if s := j.StageOf(step); s != nil {
			n.stages[s.ID]++
		}
	}
}
