package layout

import (
	"math"
	"slices"

	"stagecraft/model"
)

// Drop is where cards would go.
type Drop struct {
	Cell     model.Cell
	Index    int    // among the cards of the cell that do not move
	Marker   Rect   // the insertion bar
	CellRect Rect   // of the target cell
	OK       bool   // the cards may be dropped here
	Reason   string // why not, in words; empty when OK or beside the map
}

const (
	markerThick = 3
	markerInset = 8 // from the cell's borders
)

// DropAt returns where the moving cards would go when dropped at a place of the map.
func (l *Layout) DropAt(p Point, moving []model.CardID) Drop {
	row, column := l.rowAt(p.Y), l.grid.columnAt(p.X)
	if row < 0 || column < 0 {
		return Drop{}
	}
	r := &l.Rows[row]
	d := Drop{Cell: model.Cell{Lane: r.Lane.ID, Step: l.Columns[column].Step.ID}, CellRect: l.cellRect(row, column)}
	d.Reason = l.refuse(r, column, moving)
	d.OK = d.Reason == ""
	d.Index, d.Marker = l.dropIndex(p, row, column, moving)
	return d
}

// refuse says why cards may not be dropped in a row; empty when they may.
func (l *Layout) refuse(r *Row, column int, moving []model.CardID) string {
	switch {
	case r.Lane.Locked:
		return "Lane is locked"
	case r.Body.metric != nil:
		return "This lane shows measured values"
	case r.Collapsed:
		return "Lane is collapsed"
	case l.Columns[column].Closed:
		return "Stage is collapsed"
	}
	for _, id := range moving {
		c := l.Journey.Card(id)
		if c == nil {
			continue
		}
		if lane := l.Journey.Lane(c.Lane); lane != nil && lane.Locked {
			return "Lane of the card is locked"
		}
	}
	return ""
}

// dropIndex finds the place between the cards of a cell, and the bar that shows it.
func (l *Layout) dropIndex(p Point, row, column int, moving []model.CardID) (int, Rect) {
	r := &l.Rows[row]
	cell := l.cellRect(row, column)
	bar := Rect{cell.X + markerInset, 0, cell.W - 2*markerInset, markerThick}
	if r.Lane.Kind == model.KindEmotion && !r.Collapsed {
		return l.dropMood(p, row, column, moving, cell)
	}
	index, edge := 0, math.NaN()
	if len(r.Cards) > 0 {
		for _, c := range r.Cards[r.Body.starts[column]:r.Body.starts[column+1]] {
			if slices.Contains(moving, c.Card.ID) {
				continue
			}
			if p.Y < c.Rect.Center().Y {
				if math.IsNaN(edge) {
					edge = c.Rect.Y - cardGap
				}
				break
			}
			index, edge = index+1, c.Rect.Bottom()
		}
	}
	if math.IsNaN(edge) {
		edge = cell.Y + cellInsetY - cardGap
		if r.Body.metric == nil {
			edge = l.spanFloor(row, column, edge)
		}
	}
	bar.Y = edge + (cardGap-markerThick)/2.0
	return index, bar
}

// spanFloor returns the lower edge of what spans into a cell from before without room for a card above it,
// or edge.
func (l *Layout) spanFloor(row, column int, edge float64) float64 {
	r := &l.Rows[row]
	if len(r.Cards) == 0 {
		return edge
	}
	for _, c := range r.Cards[r.Body.back[column]:r.Body.starts[column]] {
		if c.To > column && c.Rect.Y < edge+2*cardGap+cardMin {
			edge = max(edge, c.Rect.Bottom())
		}
	}
	return edge
}

// dropMood finds the place among the moods of a cell, which stand beside each other.
func (l *Layout) dropMood(p Point, row, column int, moving []model.CardID, cell Rect) (int, Rect) {
	r := &l.Rows[row]
	index := 0
	if len(r.Cards) > 0 {
		for _, c := range r.Cards[r.Body.starts[column]:r.Body.starts[column+1]] {
			if !slices.Contains(moving, c.Card.ID) && p.X >= c.Rect.Center().X {
				index++
			}
		}
	}
	y := min(max(p.Y, cell.Y+emotionTop), cell.Bottom()-emotionBottom)
	return index, Rect{cell.X + markerInset, y - markerThick/2.0, cell.W - 2*markerInset, markerThick}
}

// StageDropAt returns the place among the stages, from 0 to their number, where a stage dropped at x
// would be put in, and the insertion bar.
func (l *Layout) StageDropAt(x float64) (index int, marker Rect) {
	if len(l.Stages) == 0 {
		return 0, Rect{}
	}
	at := l.Stages[0].Rect.X
	for _, s := range l.Stages {
		if x < s.Rect.Center().X {
			break
		}
		index, at = s.Index+1, s.Rect.Right()
	}
	return index, l.upright(at)
}

// StepDropAt returns the stage, and the place among its steps, where a step dropped at x would be put
// in, and the insertion bar.
func (l *Layout) StepDropAt(x float64) (stage, index int, marker Rect) {
	if len(l.Columns) == 0 {
		return 0, 0, Rect{}
	}
	column := l.clampColumn(x)
	c := &l.Columns[column]
	at := c.X
	index = column - l.Stages[c.Stage].First
	if x >= c.X+c.W/2 {
		index, at = index+c.Steps, c.X+c.W
	}
	return c.Stage, index, l.upright(at)
}

// upright is the insertion bar of a stage or step at x.
func (l *Layout) upright(x float64) Rect {
	return Rect{x - markerThick/2.0, 0, markerThick, l.Size.Y}
}

// LaneDropAt returns the place among the rows, from 0 to their number, where a lane dropped at y would
// be put in, and the insertion bar.
func (l *Layout) LaneDropAt(y float64) (index int, marker Rect) {
	at := l.Header
	for i := range l.Rows {
		r := &l.Rows[i]
		if y < r.Y+r.H/2 {
			break
		}
		index, at = i+1, r.Y+r.H
	}
	return index, Rect{0, at - markerThick/2.0, l.Size.X, markerThick}
}
