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
	Next     // the next card in reading order: lane by lane, step by step
	Previous // the card before
)

// Neighbour returns the card or empty cell next to a card (or, when card is empty, to a cell): where an
// arrow key moves the focus. Past the border of the map it returns where it was. A place that is not
// on the map leads to the first cell.
func (l *Layout) Neighbour(cell model.Cell, card model.CardID, d Direction) (model.Cell, model.CardID) {
	if len(l.Rows) == 0 || len(l.Columns) == 0 {
		return cell, card
	}
	at, ok := l.focus(cell, card)
	if !ok {
		return l.cellFocus(0, 0, 0)
	}
	switch d {
	case Left:
		return l.sideways(at, at.from-1, cell, card)
	case Right:
		return l.sideways(at, at.to, cell, card)
	case Up, Down:
		return l.upDown(at, d, cell, card)
	case RowStart:
		return l.cellFocus(at.row, 0, at.index)
	case RowEnd:
		return l.cellFocus(at.row, len(l.Columns)-1, at.index)
	case PreviousStage:
		return l.cellFocus(at.row, l.stageBefore(at.from), at.index)
	case NextStage:
		if s := l.Columns[at.from].Stage + 1; s < len(l.Stages) {
			return l.cellFocus(at.row, l.Stages[s].First, at.index)
		}
	case Next, Previous:
		return l.reading(at, d, cell, card)
	}
	return cell, card
}

// focusPlace is a place by row and columns. index is the card's among those that begin in the cell, -1 for
// none.
type focusPlace struct{ row, from, to, index int }

func (l *Layout) focus(cell model.Cell, card model.CardID) (focusPlace, bool) {
	if box := l.CardBox(card); card != "" && box != nil {
		return focusPlace{box.Row, box.From, box.To, box.Index}, true
	}
	row, column := l.Row(cell.Lane), l.Column(cell.Step)
	return focusPlace{row, column, column + 1, -1}, row >= 0 && column >= 0
}

// in returns the cards that begin in a cell.
func (l *Layout) in(row, column int) []*CardBox {
	r := &l.Rows[row]
	if len(r.Cards) == 0 {
		return nil
	}
	return r.Cards[r.Body.starts[column]:r.Body.starts[column+1]]
}

// covering returns the first card that reaches into a cell from a step before, or nil.
func (l *Layout) covering(row, column int) *CardBox {
	r := &l.Rows[row]
	if len(r.Cards) == 0 {
		return nil
	}
	for _, c := range r.Cards[r.Body.back[column]:r.Body.starts[column]] {
		if c.To > column {
			return c
		}
	}
	return nil
}

// cellFocus returns the card of a cell with an index, or the nearest to it, or the empty cell.
func (l *Layout) cellFocus(row, column, index int) (model.Cell, model.CardID) {
	if cards := l.in(row, column); len(cards) > 0 {
		return l.cardFocus(cards[min(max(index, 0), len(cards)-1)])
	}
	if c := l.covering(row, column); c != nil {
		return l.cardFocus(c)
	}
	return model.Cell{Lane: l.Rows[row].Lane.ID, Step: l.Columns[column].Step.ID}, ""
}

func (l *Layout) cardFocus(c *CardBox) (model.Cell, model.CardID) {
	return model.Cell{Lane: c.Card.Lane, Step: c.Card.Step}, c.Card.ID
}

func (l *Layout) sideways(at focusPlace, column int, cell model.Cell, card model.CardID) (model.Cell, model.CardID) {
	if column < 0 || column >= len(l.Columns) {
		return cell, card
	}
	return l.cellFocus(at.row, column, at.index)
}

// upDown goes through the cards of a cell and then to the next lane.
func (l *Layout) upDown(at focusPlace, d Direction, cell model.Cell, card model.CardID) (model.Cell, model.CardID) {
	step, enter := 1, 0
	if d == Up {
		step, enter = -1, 1<<30
	}
	if cards := l.in(at.row, at.from); at.index >= 0 && at.index+step >= 0 && at.index+step < len(cards) {
		return l.cardFocus(cards[at.index+step])
	}
	if row := at.row + step; row >= 0 && row < len(l.Rows) {
		return l.cellFocus(row, at.from, enter)
	}
	return cell, card
}

// stageBefore returns the first column of the column's stage, or of the stage before when it is that.
func (l *Layout) stageBefore(column int) int {
	s := l.Columns[column].Stage
	if first := l.Stages[s].First; first < column || s == 0 {
		return first
	}
	return l.Stages[s-1].First
}

// reading goes to the next or previous card.
func (l *Layout) reading(at focusPlace, d Direction, cell model.Cell, card model.CardID) (model.Cell, model.CardID) {
	row := at.row
	if d == Next {
		i := 0
		if cards := l.Rows[row].Cards; len(cards) > 0 {
			i = int(l.Rows[row].Body.starts[at.from]) + at.index + 1
		}
		for ; row < len(l.Rows); row, i = row+1, 0 {
			if cards := l.Rows[row].Cards; i < len(cards) {
				return l.cardFocus(cards[i])
			}
		}
		return cell, card
	}
	i := -1
	if cards := l.Rows[row].Cards; len(cards) > 0 {
		i = int(l.Rows[row].Body.starts[at.from]) + max(at.index, 0) - 1
	}
	for row >= 0 {
		if cards := l.Rows[row].Cards; i >= 0 && i < len(cards) {
			return l.cardFocus(cards[i])
		}
		row--
		if row >= 0 {
			i = len(l.Rows[row].Cards) - 1
		}
	}
	return cell, card
}
