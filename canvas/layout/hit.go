package layout

import "stagecraft/model"

// Part says what lies at a place of the map.
type Part int

// The parts of a map.
const (
	PartNone     Part = iota // beside the map
	PartCard                 // a card
	PartCardEdge             // the left or right edge of a card, by which its span is changed
	PartPoint                // a mood on an emotion curve
	PartCell                 // a cell, beside its cards
	PartStage                // a stage's header
	PartStep                 // a step's header
	PartLane                 // a lane's label
	PartLink                 // a link
	PartBar                  // a metric's value at a step
	PartLine                 // a blueprint line
	PartCorner               // the corner above the labels
)

// Hit is what lies at a place.
type Hit struct {
	Part  Part
	Ref   model.Ref  // the record: the card, link, stage, step or lane; of a cell or bar its lane
	Cell  model.Cell // of a card, its first cell; of a cell, point or bar, that cell
	Card  *CardBox   // of a card, card edge or point
	Right bool       // of a card edge: it is the right one
}

// HitTest returns what lies at a place of the map.
func (l *Layout) HitTest(p Point) Hit { return Hit{} }

// CellRect returns the rectangle of a cell, or false when it is not on the map.
func (l *Layout) CellRect(c model.Cell) (Rect, bool) { return Rect{}, false }

// CardBox returns the box of a card, or nil when it is not on the map.
func (l *Layout) CardBox(id model.CardID) *CardBox { return nil }

// CardsMeeting returns the cards that share any area with r, by row and column.
func (l *Layout) CardsMeeting(r Rect) []*CardBox { return nil }

// Column returns the index of a step's column, or -1.
func (l *Layout) Column(id model.StepID) int { return -1 }

// Row returns the index of a lane's row, or -1.
func (l *Layout) Row(id model.LaneID) int { return -1 }
