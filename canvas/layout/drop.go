package layout

import "stagecraft/model"

// Drop is where cards would go.
type Drop struct {
	Cell     model.Cell
	Index    int    // among the cards of the cell that do not move
	Marker   Rect   // the insertion bar
	CellRect Rect   // of the target cell
	OK       bool   // the cards may be dropped here
	Reason   string // why not, in words; empty when OK or beside the map
}

// DropAt returns where the moving cards would go when dropped at a place of the map.
func (l *Layout) DropAt(p Point, moving []model.CardID) Drop { return Drop{} }

// StageDropAt returns the index among the other stages to which a stage dropped at p would go, and the
// insertion bar. The bar is empty when it would stay where it is.
func (l *Layout) StageDropAt(p Point, moving model.StageID) (to int, marker Rect) { return 0, Rect{} }

// StepDropAt returns the stage and the index among that stage's other steps to which a step dropped at
// p would go, and the insertion bar.
func (l *Layout) StepDropAt(p Point, moving model.StepID) (stage model.StageID, to int, marker Rect) {
	return "", 0, Rect{}
}

// LaneDropAt returns the index among the other lanes of the journey to which a lane dropped at p would
// go, and the insertion bar.
func (l *Layout) LaneDropAt(p Point, moving model.LaneID) (to int, marker Rect) { return 0, Rect{} }
