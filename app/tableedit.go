package app

import (
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
)

// cellEditor is the field over the cell that is being typed into, with what is wrong under it.
type cellEditor struct {
	page  *tablePage
	id    cellID
	row   listedCard
	col   *cardColumn
	entry *inPlace
	field fyne.CanvasObject
	note  fyne.CanvasObject // why the value was refused; nil for none
	wrong *look.Label
}

// key ends the typing: Enter keeps the text and goes down, Tab keeps it and goes on, Escape gives it up.
func (e *cellEditor) key(ev *fyne.KeyEvent, shift bool) bool {
	p, step := e.page, 1
	switch ev.Name {
	case fyne.KeyEscape:
		p.closeEditor()
	case fyne.KeyTab:
		if shift {
			step = -1
		}
		if p.keep() {
			p.moveTo(cellID{Row: p.state.row, Col: p.state.column + step}, false)
			p.edit()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.keep() {
			p.moveTo(cellID{Row: p.state.row + 1, Col: p.state.column}, false)
		}
	default:
		return false
	}
	return true
}

// leave keeps what was typed. What is refused stays in its field, with the reason.
func (e *cellEditor) leave() {
	if e.page.editor == e {
		e.page.keep()
	}
}

// edit changes the cursor's cell: by typing over it, or by a list to choose from.
func (p *tablePage) edit() { p.begin("", false) }

// beginTyping replaces the cell's text by what is being typed.
func (p *tablePage) beginTyping(text string) { p.begin(text, true) }

func (p *tablePage) begin(text string, typed bool) {
	t := p.state
	if t.row < 0 || t.row >= len(p.rows) || p.editor != nil {
		return
	}
	row, column := p.rows[t.row], p.column(t.column)
	p.grid.reveal(p.cursor())
	switch {
	case p.session.ReadOnly():
		p.session.tell(p.session.mayNot())
	case column.why != "":
		p.hint(column.why)
	case column.choice:
		p.choose(row, column)
	default:
		if !typed {
			text = column.typedText(row.card)
		}
		p.openEditor(row, column, text)
	}
}

// typedText is what stands in the field before anything is typed.
func (c *cardColumn) typedText(card *model.Card) string {
	if c.typed != nil {
		return c.typed(card)
	}
	return c.text(nil, listedCard{card: card})
}

func (p *tablePage) openEditor(row listedCard, column *cardColumn, text string) {
	e := &cellEditor{page: p, id: p.cursor(), row: row, col: column}
	e.entry = newInPlace("table.entry", text, column.number == nil)
	e.entry.key, e.entry.leave = e.key, e.leave
	e.entry.OnChanged = func(string) { e.refuse("") } // which also makes room for another line
	e.field = e.entry
	p.editor = e
	p.over.Objects = []fyne.CanvasObject{p.corner, e.field}
	p.over.Refresh()
	e.follow()
	p.window.window.Canvas().Focus(e.entry)
	e.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	if text != "" && text != column.typedText(row.card) { // typing goes on after the first letter
		e.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	}
}

// follow lays the field over its cell, wherever that was scrolled to.
func (e *cellEditor) follow() {
	at, size := e.page.grid.place(e.id)
	view := e.page.grid.Size()
	rows := min(strings.Count(e.entry.Text, "\n")+1, 5)
	if fit := fyne.MeasureText(e.entry.Text, 12, fyne.TextStyle{}).Width; e.entry.MultiLine && fit > max(size.Width, 240) {
		rows = max(rows, min(int(fit/max(size.Width, 240))+1, 5))
	}
	if e.entry.MultiLine {
		e.entry.SetMinRowsVisible(rows)
	}
	size.Width = min(max(size.Width, 100), view.Width)
	if e.col.number == nil {
		size.Width = min(max(size.Width, 240), view.Width)
	}
	size.Height = max(e.entry.MinSize().Height, tablePitch())
	at.X = min(max(at.X, 0), max(view.Width-size.Width, 0))
	at.Y = min(max(at.Y, tableCellHeight()), max(view.Height-size.Height, 0))
	e.field.Move(at)
	e.field.Resize(size)
	if e.note != nil {
		m := e.note.MinSize()
		below := at.Y + size.Height + 2
		if below+m.Height > view.Height {
			below = at.Y - m.Height - 2
		}
		e.note.Move(fyne.NewPos(min(at.X, max(view.Width-m.Width, 0)), below))
		e.note.Resize(m)
	}
}

// refuse says why a value cannot be; an empty text takes that back.
func (e *cellEditor) refuse(why string) {
	p := e.page
	e.note = nil
	if why != "" {
		e.note = look.Framed("error-soft", "error", 4, look.Pad(3, 8, 3, 8, look.H(6, look.Icon("error", 14, "error"), look.Text(why, 12, "text"))))
	}
	p.over.Objects = []fyne.CanvasObject{p.corner, e.field}
	if e.note != nil {
		p.over.Objects = append(p.over.Objects, e.note)
	}
	p.over.Refresh()
	e.follow()
}

// keep hands over what was typed as one step of the history, and reports whether it was taken.
func (p *tablePage) keep() bool {
	e := p.editor
	if e == nil {
		return true
	}
	text := strings.TrimSpace(model.CleanText(e.entry.Text))
	if text == e.col.typedText(e.row.card) {
		p.closeEditor()
		return true
	}
	j := p.session.Workspace().Journey(e.row.journey.ID)
	var card *model.Card
	if j != nil {
		card = j.Card(e.row.card.ID)
	}
	if card == nil { // it was deleted meanwhile
		p.closeEditor()
		return true
	}
	next := *card
	if problem := e.col.set(&next, text); problem != "" {
		e.refuse(problem)
		return false
	}
	command := model.EditCards{Journey: j.ID, Cards: []model.Card{next}, What: "Edit " + lowerFirst(e.col.title)}
	if _, err := command.Apply(p.session.Workspace()); err != nil {
		title, detail := explain(err)
		e.refuse(strings.TrimSpace(title + ". " + detail))
		return false
	}
	p.closeEditor()
	p.do(command, card.ID)
	return true
}

// do carries out a change of cards, which stay listed.
func (p *tablePage) do(c model.Command, cards ...model.CardID) bool {
	for _, id := range cards {
		p.state.keep[id] = true
	}
	return p.session.Do(c) == nil
}

// finishEdit keeps what is being typed, or gives it up when it cannot be kept.
func (p *tablePage) finishEdit() {
	p.keep()
	p.closeEditor()
}

// closeEditor takes the field away.
func (p *tablePage) closeEditor() {
	if p.editor == nil {
		p.clearHint()
		return
	}
	p.editor = nil
	p.over.Objects = []fyne.CanvasObject{p.corner}
	p.over.Refresh()
	p.grid.takeFocus()
}

// hint says beside the cursor why its cell cannot be changed, until the cursor moves.
func (p *tablePage) hint(text string) {
	note := look.Framed("surface", "line2", 4, look.Pad(3, 8, 3, 8, look.H(6, look.Icon("info", 14, "text2"), look.Text(text, 12, "text"))))
	m, view := note.MinSize(), p.grid.Size()
	at, size := p.grid.place(p.cursor())
	note.Move(fyne.NewPos(min(max(at.X, 0), max(view.Width-m.Width, 0)), at.Y+size.Height+2))
	note.Resize(m)
	p.over.Objects = []fyne.CanvasObject{p.corner, note}
	p.over.Refresh()
}

func (p *tablePage) clearHint() {
	if len(p.over.Objects) > 1 {
		p.over.Objects = []fyne.CanvasObject{p.corner}
		p.over.Refresh()
	}
}

// newRow adds a card after the cursor's, in the same cell, and begins to type its title.
func (p *tablePage) newRow() {
	p.finishEdit()
	if p.session.ReadOnly() {
		p.session.tell(p.session.mayNot())
		return
	}
	j := p.session.Journey()
	if p.state.row >= 0 && p.state.row < len(p.rows) {
		j = p.rows[p.state.row].journey
	}
	cell, index, ok := p.newPlace(j)
	if !ok {
		p.window.inform("There is no lane yet", "A card needs a lane. Add one with Insert, Add lane.")
		return
	}
	card := model.Card{ID: model.NewID[model.CardID](), Lane: cell.Lane, Step: cell.Step, Span: 1}
	if k := p.state.query.kind; k != "" && k != j.Lane(cell.Lane).Kind {
		card.Kind = k
	}
	p.state.at, p.state.row = card.ID, max(p.state.row, 0)
	if !p.do(model.AddCards{Journey: j.ID, Cards: []model.PlacedCard{{Card: card, Index: index}}}, card.ID) {
		return
	}
	p.state.column = -1
	if at := p.rowOf(card.ID); at >= 0 {
		p.moveTo(cellID{Row: at, Col: -1}, false)
		p.edit()
	}
}

// newPlace is where a new row's card goes: after the cursor's card, else into the first lane of the kind
// that is listed.
func (p *tablePage) newPlace(j *model.Journey) (model.Cell, int, bool) {
	if p.state.row >= 0 && p.state.row < len(p.rows) {
		c := p.rows[p.state.row].card
		cell := model.Cell{Lane: c.Lane, Step: c.Step}
		for i, other := range j.CardsIn(cell) {
			if other.ID == c.ID {
				return cell, i + 1, true
			}
		}
	}
	if j == nil || len(j.Lanes) == 0 {
		return model.Cell{}, 0, false
	}
	lane := j.Lanes[0]
	for _, l := range j.Lanes {
		if l.Kind == p.state.query.kind {
			lane = l
			break
		}
	}
	return model.Cell{Lane: lane.ID, Step: j.Steps()[0].ID}, 1 << 30, true
}
