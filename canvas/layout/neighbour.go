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
// arrow key moves the focus. The cell of a card over several steps says over which of them the focus is;
// give it back with the card, so that the way goes on from there. Past the border of the map Neighbour
// returns where it was. A place that is not on the map leads to the first cell.
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
		return l.sideways(at, l.before(at), cell, card)
	case Right:
		return l.sideways(at, l.after(at), cell, card)
	case Up, Down:
		return l.upDown(at, d, cell, card)
	case RowStart:
		return l.cellFocus(at.row, 0, at.index)
	case RowEnd:
		return l.cellFocus(at.row, len(l.Columns)-1, at.index)
	case PreviousStage:
		return l.cellFocus(at.row, l.stageBefore(at.column), at.index)
	case NextStage:
		if s := l.Columns[at.column].Stage + 1; s < len(l.Stages) {
			return l.cellFocus(at.row, l.Stages[s].First, at.index)
		}
	case Next, Previous:
		return l.reading(at, d, cell, card)
	}
	return cell, card
}

// focusPlace is a place by row and column, with the card there; nil in an empty cell.
type focusPlace struct {
	row, column int
	card        *CardBox
	index       int // of the card among those that begin in its cell
}

func (l *Layout) focus(cell model.Cell, card model.CardID) (focusPlace, bool) {
	row, column := l.Row(cell.Lane), l.Column(cell.Step)
	if box := l.CardBox(card); card != "" && box != nil {
		if row != box.Row || column < box.From || column >= box.To {
			column = box.From
		}
		return focusPlace{box.Row, column, box, box.Index}, true
	}
	return focusPlace{row: row, column: column}, row >= 0 && column >= 0
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
	cell := model.Cell{Lane: l.Rows[row].Lane.ID, Step: l.Columns[column].Step.ID}
	if c := l.covering(row, column); c != nil {
		return cell, c.Card.ID
	}
	return cell, ""
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

// after returns the column to the right of a place: behind a card over several steps, unless other cards
// begin under it.
func (l *Layout) after(at focusPlace) int {
	c := at.column + 1
	for at.card != nil && c < at.card.To && len(l.in(at.row, c)) == 0 {
		c++
	}
	return c
}

// before returns the column to the left of a place.
func (l *Layout) before(at focusPlace) int {
	c := at.column - 1
	for at.card != nil && c >= at.card.From && len(l.in(at.row, c)) == 0 {
		c--
	}
	return c
}

// upDown goes through the cards of a cell and then to the next lane.
func (l *Layout) upDown(at focusPlace, d Direction, cell model.Cell, card model.CardID) (model.Cell, model.CardID) {
	step, enter := 1, 0
	if d == Up {
		step, enter = -1, 1<<30
	}
	if next := l.stacked(at, step); next != nil {
		return l.cardFocus(next)
	}
	if row := at.row + step; row >= 0 && row < len(l.Rows) {
		return l.cellFocus(row, at.column, enter)
	}
	return cell, card
}

// stacked returns the card that begins in the column of the focus next below (step 1) or above (step -1)
// the focused card, or nil.
func (l *Layout) stacked(at focusPlace, step int) *CardBox {
	if at.card == nil {
		return nil
	}
	cards := l.in(at.row, at.column)
	if at.card.From == at.column {
		if i := at.index + step; i >= 0 && i < len(cards) {
			return cards[i]
		}
		return nil
	}
	if step > 0 {
		for _, c := range cards {
			if c.Rect.Y > at.card.Rect.Y {
				return c
			}
		}
		return nil
	}
	for i := len(cards) - 1; i >= 0; i-- {
		if cards[i].Rect.Y < at.card.Rect.Y {
			return cards[i]
		}
	}
	return nil
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
	step, i := 1, l.readingIndex(at, d)
	if d == Previous {
		step = -1
	}
	for row := at.row; row >= 0 && row < len(l.Rows); {
		if cards := l.Rows[row].Cards; i >= 0 && i < len(cards) {
			return l.cardFocus(cards[i])
		}
		row += step
		i = 0
		if step < 0 && row >= 0 {
			i = len(l.Rows[row].Cards) - 1
		}
	}
	return cell, card
}

// readingIndex returns the index in its row of the card after or before a place, which may be past the
// row's ends.
func (l *Layout) readingIndex(at focusPlace, d Direction) int {
	cards := l.Rows[at.row].Cards
	if len(cards) == 0 {
		return -1
	}
	starts := l.Rows[at.row].Body.starts
	switch {
	case at.card != nil && d == Next:
		return int(starts[at.card.From]) + at.index + 1
	case at.card != nil:
		return int(starts[at.card.From]) + at.index - 1
	case d == Next:
		return int(starts[at.column])
	default:
		return int(starts[at.column]) - 1
	}
}
