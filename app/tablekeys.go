package app

import (
	"context"
	"encoding/csv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"stagecraft/export"
	"stagecraft/model"
)

// How the table is walked and what is done with the picked rows.

// key answers to a key of the table and reports whether it did.
func (p *tablePage) key(name fyne.KeyName, shift bool) bool {
	t := p.state
	page := max(int(p.grid.Size().Height/tablePitch())-2, 1)
	p.walking = true
	defer func() { p.walking = false }()
	switch name {
	case fyne.KeyUp:
		p.moveTo(cellID{Row: t.row - 1, Col: t.column}, shift)
	case fyne.KeyDown:
		p.moveTo(cellID{Row: t.row + 1, Col: t.column}, shift)
	case fyne.KeyLeft:
		p.moveTo(cellID{Row: t.row, Col: t.column - 1}, shift)
	case fyne.KeyRight:
		p.moveTo(cellID{Row: t.row, Col: t.column + 1}, shift)
	case fyne.KeyHome:
		p.moveTo(cellID{Row: t.row, Col: -1}, shift)
	case fyne.KeyEnd:
		p.moveTo(cellID{Row: t.row, Col: len(p.columns) - 1}, shift)
	case fyne.KeyPageUp:
		p.moveTo(cellID{Row: max(t.row-page, 0), Col: t.column}, shift)
	case fyne.KeyPageDown:
		p.moveTo(cellID{Row: t.row + page, Col: t.column}, shift)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF2, fyne.KeySpace:
		if t.row < 0 {
			p.sortBy(p.column(t.column).id)
		} else {
			p.settle()
			p.edit()
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.window.do("edit.delete")
	case fyne.KeyF10:
		p.menu(p.absolute(p.cursor()))
	case fyne.KeyEscape:
		if len(t.picked) < 2 {
			return false
		}
		p.moveTo(p.cursor(), false)
	default:
		return false
	}
	return true
}

// moveTo puts the cursor into a cell. With extend the rows from the anchor to it are picked, otherwise
// its row.
func (p *tablePage) moveTo(id cellID, extend bool) {
	p.finishEdit()
	t := p.state
	if len(p.rows) == 0 {
		return
	}
	low := -1
	if extend {
		low = 0
	}
	row := min(max(id.Row, low), len(p.rows)-1)
	t.column = min(max(id.Col, -1), len(p.columns)-1)
	if !extend {
		t.anchor = max(row, 0)
	}
	if same := row == t.row; same && !extend && len(t.picked) == 1 && row >= 0 && p.isPicked(row) {
		p.shown()
		return
	}
	t.row = row
	clear(t.picked)
	for r := min(t.anchor, max(row, 0)); r <= max(t.anchor, row) && r < len(p.rows); r++ {
		if row >= 0 {
			t.picked[p.rows[r].card.ID] = true
		}
	}
	if row >= 0 {
		t.at = p.rows[row].card.ID
	}
	p.selected()
	p.shown()
}

// toggle adds a row to what is picked, or takes it out.
func (p *tablePage) toggle(id cellID) {
	p.finishEdit()
	t := p.state
	card := p.rows[id.Row].card.ID
	if t.picked[card] && len(t.picked) > 1 {
		delete(t.picked, card)
	} else {
		t.picked[card] = true
	}
	t.row, t.column, t.anchor, t.at = id.Row, id.Col, id.Row, card
	p.selected()
	p.shown()
}

// pickAll picks every row of the list.
func (p *tablePage) pickAll() {
	for _, r := range p.rows {
		p.state.picked[r.card.ID] = true
	}
	p.selected()
	p.shown()
}

// shown brings the cursor into view and says where it is.
func (p *tablePage) shown() {
	p.grid.reveal(p.cursor())
	if p.window.editor != nil {
		p.window.editor.status.showMiddle()
	}
}

// restTime is how long the cursor rests on a row of another journey before that opens: walking over the rows
// opens none.
const restTime = 350 * time.Millisecond

// settle opens the journey of the cursor's row, if it is another one.
func (p *tablePage) settle() {
	p.rests++
	if t := p.state; t.row >= 0 && t.row < len(p.rows) && p.rows[t.row].journey.ID != p.session.JourneyID() {
		walking := p.walking
		p.walking = false
		p.selected()
		p.walking = walking
	}
}

// settleLater settles when the cursor has rested.
func (p *tablePage) settleLater() {
	p.rests++
	nr := p.rests
	p.session.Background("rest on a row", func(ctx context.Context) func() {
		select {
		case <-ctx.Done():
			return nil
		case <-p.window.program.clock.After(restTime):
		}
		return func() {
			if p.rests == nr && p.window.tablePage() == p {
				p.settle()
			}
		}
	})
}

// selected makes the picked rows the session's selection, so that the inspector shows them. A row of
// another journey opens that, at once when it was pressed and after a rest when a key moved there.
func (p *tablePage) selected() {
	p.selects = true
	defer func() { p.selects = false }()
	t := p.state
	if t.row >= 0 {
		p.rests++
		switch id := p.rows[t.row].journey.ID; {
		case id == p.session.JourneyID():
		case p.walking:
			p.settleLater()
		default:
			p.session.OpenJourney(id)
		}
	}
	p.session.Select(p.pickedOf(p.session.JourneyID()))
}

// pickedOf returns the picked cards of a journey, in the order of the rows.
func (p *tablePage) pickedOf(id model.JourneyID) []model.Ref {
	var refs []model.Ref
	if len(p.state.picked) == 0 {
		return nil
	}
	for _, r := range p.rows {
		if r.journey.ID == id && p.state.picked[r.card.ID] {
			refs = append(refs, r.ref())
		}
	}
	return refs
}

// pickedRows returns the picked rows in their order.
func (p *tablePage) pickedRows() []listedCard {
	var rows []listedCard
	for _, r := range p.rows {
		if p.state.picked[r.card.ID] {
			rows = append(rows, r)
		}
	}
	return rows
}

// perJourney makes one command for the cards of each journey, as one step of the history.
func perJourney(name string, rows []listedCard, build func(j *model.Journey, cards []*model.Card) model.Command) model.Command {
	var order []*model.Journey
	cards := map[model.JourneyID][]*model.Card{}
	for _, r := range rows {
		if cards[r.journey.ID] == nil {
			order = append(order, r.journey)
		}
		cards[r.journey.ID] = append(cards[r.journey.ID], r.card)
	}
	g := model.Group{Name: name}
	for _, j := range order {
		g.Commands = append(g.Commands, build(j, cards[j.ID]))
	}
	if len(g.Commands) == 1 {
		return g.Commands[0]
	}
	return g
}

// remove deletes the picked rows. The cursor stays at its row.
func (p *tablePage) remove() {
	rows := p.pickedRows()
	if len(rows) == 0 {
		return
	}
	p.state.at = ""
	p.session.Do(perJourney("Delete "+plural(len(rows), "card", "cards"), rows, func(j *model.Journey, cards []*model.Card) model.Command {
		return model.DeleteCards{Journey: j.ID, Cards: cardIDs(cards)}
	}))
}

// duplicate copies the picked rows.
func (p *tablePage) duplicate() {
	rows := p.pickedRows()
	if len(rows) == 0 {
		return
	}
	salt := model.NewID[string]()
	for _, r := range rows {
		p.state.keep[model.DerivedID(salt, r.card.ID)] = true
	}
	p.session.Do(perJourney("Duplicate "+plural(len(rows), "card", "cards"), rows, func(j *model.Journey, cards []*model.Card) model.Command {
		return model.DuplicateCards{Journey: j.ID, Salt: salt, Cards: cardIDs(cards)}
	}))
}

// moveCards asks for the step and lane of the picked rows.
func (p *tablePage) moveCards() { p.window.moveTo() }

// copyRows puts the picked rows on the clipboard as tab-separated text, for a spreadsheet.
func (p *tablePage) copyRows() {
	rows := p.pickedRows()
	if len(rows) == 0 {
		return
	}
	p.window.program.fyne.Clipboard().SetContent(p.tsv(rows))
	p.window.toasts.Show("duplicate", "Copied "+plural(len(rows), "row", "rows")+", to paste into a spreadsheet", "", nil)
}

func (p *tablePage) tsv(rows []listedCard) string {
	var text strings.Builder
	out := csv.NewWriter(&text) // into a string, where nothing can fail
	out.Comma = '\t'
	for _, r := range rows {
		line := []string{export.Harmless(r.card.Title)}
		for _, c := range p.columns {
			line = append(line, export.Harmless(cellTSV(p.facts, r, c)))
		}
		out.Write(line)
	}
	out.Flush()
	return text.String()
}

// cellTSV is a cell as a spreadsheet reads it: numbers without units and with a hyphen for the minus.
func cellTSV(f *cardFacts, r listedCard, c *cardColumn) string {
	if c.number == nil || c.choice {
		return c.text(f, r)
	}
	return strings.ReplaceAll(numberText(c.number(f, r)), "–", "-")
}

// showOnBoard opens the board at the cursor's card.
func (p *tablePage) showOnBoard() {
	if p.state.row < 0 || p.state.row >= len(p.rows) {
		return
	}
	row := p.rows[p.state.row]
	v := p.window.pages.before
	if j := p.session.Workspace().Journey(row.journey.ID); j != nil && serves(j.Lane(row.card.Lane)) {
		v = BlueprintView // the journey leaves the card's lane out
	}
	p.session.SetView(v)
	p.session.Show(row.ref())
	p.window.focusBoard()
}

// menu opens the context menu of the picked rows.
func (p *tablePage) menu(at fyne.Position) {
	p.window.popUp(at, "edit.text", "table.board", "", "edit.copy", "edit.duplicate", "insert.card", "", "board.moment", "board.evidence", "insert.comment", "", "edit.delete")
}

// absolute is where a cell is on the window.
func (p *tablePage) absolute(id cellID) fyne.Position {
	at, _ := p.grid.place(id)
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(p.grid).Add(at).AddXY(0, tablePitch())
}
