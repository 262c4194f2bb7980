package layout

import "stagecraft/model"

// Direction is a way over the map.
type Direction int

// The directions.
const (
	Left Direction = iota
	Right
	Up
	Down
	RowStart      // the first step of the lane
	RowEnd        // the last step of the lane
	PreviousStage // the first step of this stage, then of the one before
	NextStage
	Next     // the next card in reading order: step by step, lane by lane
	Previous // the card before
)

// Neighbour returns the card or empty cell next to a card (or, when card is empty, a cell): where an
// arrow key moves the focus. Past the border of the map it returns where it was.
func (l *Layout) Neighbour(cell model.Cell, card model.CardID, d Direction) (model.Cell, model.CardID) {
	return cell, card
}
