package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// tableState is how the table was left.
type tableState struct {
	query   listQuery
	columns []string // ids of those that are shown besides the title
	widths  map[string]float32
	row     int // of the cursor; -1 is the headings
	column  int
	anchor  int // the row from which Shift picks
	at      model.CardID
	picked  map[model.CardID]bool
	keep    map[model.CardID]bool // shown whatever the query says: just edited or added
}

// tablePage lists the cards as rows: the touchpoint inventory, and the way into everything on the board
// by keyboard and in plain text.
type tablePage struct {
	window  *Window
	session *Session
	state   *tableState
	content *fyne.Container
	body    *fyne.Container
	tools   *tableBar
	grid    *tableGrid
	corner  *tableCell
	over    *fyne.Container
	editor  *cellEditor // nil while nothing is typed

	rows     []listedCard
	columns  []*cardColumn
	facts    *cardFacts
	selects  bool // the page itself is changing the selection
	walking  bool // the cursor is being moved by a key
	rests    int  // counts the moves onto a row of another journey
	cancel   func()
	pressed  presses // of cells
	dragging *cellID
}

// slowList is from how many cards on the list is made off the main goroutine.
const slowList = 1500

func newTablePage(w *Window, s *Session) *tablePage {
	p := &tablePage{window: w, session: s, state: w.pages.table, cancel: func() {}}
	if p.state == nil {
		p.state = newTableState(w)
		w.pages.table = p.state
	}
	p.facts = newCardFacts(s.Workspace(), nil, nil)
	p.grid = newTableGrid(p)
	p.corner = newTableCell(p.grid)
	p.over = container.New(&tableTools{p}, p.corner)
	p.tools = newTableBar(p)
	p.body = container.NewStack()
	p.content = container.NewStack(look.NewBackdrop("board"), container.NewBorder(look.V(0, p.tools.content, look.Line("line2")), nil, nil, nil, p.body))
	p.body.Objects = denseTable(p)
	p.chooseColumns()
	p.rebuild()
	if !p.pickedAre(s.Selection()) {
		p.followSelection()
	}
	return p
}

func newTableState(w *Window) *tableState {
	t := &tableState{column: -1, widths: map[string]float32{}, picked: map[model.CardID]bool{}, keep: map[model.CardID]bool{}}
	if kept := w.program.settings.String("table-columns"); kept != "" {
		for _, id := range strings.Split(kept, ",") {
			name, width, _ := strings.Cut(id, ":")
			if columnByID(name) == nil {
				continue
			}
			if v, problem := parseNumber(width, 40, 900); problem == "" && v.Known {
				t.widths[name] = float32(v.Value)
			}
			if name != titleColumn.id {
				t.columns = append(t.columns, name)
			}
		}
	}
	if len(t.columns) == 0 {
		for _, c := range cardColumns {
			if !c.hidden {
				t.columns = append(t.columns, c.id)
			}
		}
	}
	return t
}

func (p *tablePage) view() View                { return TableView }
func (p *tablePage) object() fyne.CanvasObject { return p.content }

// focus is the list, or what stands in its place.
func (p *tablePage) focus() fyne.Focusable {
	if len(p.rows) == 0 {
		return firstFocusable(p.body)
	}
	return p.grid
}

func (p *tablePage) leave() {
	p.finishEdit()
	p.cancel()
}

// updated follows the session.
func (p *tablePage) updated(u Update) {
	if p.selects {
		return
	}
	if u.Show.Kind == model.CardRecord {
		p.state.keep[model.CardID(u.Show.ID)] = true
		p.state.at = model.CardID(u.Show.ID)
	}
	if u.Has(PartDocument | PartJourney | PartHeat) {
		p.rebuild()
	}
	if u.Has(PartSelection) && !p.pickedAre(p.session.Selection()) {
		p.followSelection()
	}
}

// pickedAre reports whether a selection is what the table has picked of the open journey.
func (p *tablePage) pickedAre(refs []model.Ref) bool {
	n := 0
	for _, r := range refs {
		if r.Kind != model.CardRecord || !p.state.picked[model.CardID(r.ID)] {
			return false
		}
		n++
	}
	return n == len(p.pickedOf(p.session.JourneyID()))
}

// followSelection picks what was selected elsewhere.
func (p *tablePage) followSelection() {
	clear(p.state.picked)
	first := -1
	for _, r := range p.session.Selection() {
		if r.Kind != model.CardRecord {
			continue
		}
		p.state.picked[model.CardID(r.ID)] = true
		if first < 0 {
			first = p.rowOf(model.CardID(r.ID))
		}
	}
	if first >= 0 {
		p.state.row, p.state.anchor, p.state.at = first, first, p.rows[first].card.ID
		p.grid.reveal(p.cursor())
	}
	p.grid.redraw()
}

// chooseColumns takes the columns that are to be shown.
func (p *tablePage) chooseColumns() {
	p.columns = nil
	for _, c := range cardColumns {
		if slices.Contains(p.state.columns, c.id) && (c.id != "journey" || p.state.query.all) {
			p.columns = append(p.columns, c)
		}
	}
	p.state.column = min(p.state.column, len(p.columns)-1)
	p.grid.setColumns()
}

// keepColumns remembers the columns for the next start.
func (p *tablePage) keepColumns() {
	var kept []string
	for _, id := range append([]string{titleColumn.id}, p.state.columns...) {
		if w, ok := p.state.widths[id]; ok {
			id += ":" + plainNumber(float64(int(w)))
		}
		kept = append(kept, id)
	}
	p.window.program.settings.SetString("table-columns", strings.Join(kept, ","))
}

func (p *tablePage) column(col int) *cardColumn {
	if col < 0 || col >= len(p.columns) {
		return titleColumn
	}
	return p.columns[col]
}

func (p *tablePage) width(c *cardColumn) float32 {
	if w, ok := p.state.widths[c.id]; ok {
		return w
	}
	return c.width
}

// widen changes a column's width.
func (p *tablePage) widen(col int, width float32) {
	p.state.widths[p.column(col).id] = min(max(width, 40), 900)
	p.grid.setColumns()
	p.over.Refresh()
}

// rebuild makes the list again: at once when it is short, else off the main goroutine, the rows that
// are there staying until the new ones are.
func (p *tablePage) rebuild() {
	s := p.session
	w, open, query := s.Workspace(), s.JourneyID(), p.state.query
	m := w.Metric(s.tint.metric)
	cards := 0
	heats := map[model.JourneyID]*metric.Heat{}
	for _, j := range w.Journeys {
		if query.takes(j, open) {
			cards += len(j.Cards)
			if m != nil {
				heats[j.ID] = s.tint.values(w, j.ID, m.ID)
			}
		}
	}
	keep := make(map[model.CardID]bool, len(p.state.keep))
	for id := range p.state.keep {
		keep[id] = true
	}
	p.cancel()
	if cards < slowList {
		facts := newCardFacts(w, m, heats)
		p.adopt(facts, listCards(context.Background(), facts, open, query, keep))
		return
	}
	p.cancel = s.Background("list the cards", func(ctx context.Context) func() {
		facts := newCardFacts(w, m, heats)
		rows := listCards(ctx, facts, open, query, keep)
		if ctx.Err() != nil {
			return nil
		}
		return func() { p.adopt(facts, rows) }
	})
}

// adopt shows a new list. The cursor stays with its card, or at its row when that is gone.
func (p *tablePage) adopt(facts *cardFacts, rows []listedCard) {
	p.facts, p.rows = facts, rows
	t := p.state
	if at := p.rowOf(t.at); at >= 0 && t.row >= 0 {
		t.row, t.anchor = at, at
	}
	t.row = min(t.row, len(rows)-1)
	if t.row >= 0 && t.row < len(rows) {
		t.at = rows[t.row].card.ID
	}
	shown := map[model.CardID]bool{}
	for _, r := range rows {
		if t.picked[r.card.ID] {
			shown[r.card.ID] = true
		}
	}
	t.picked = shown
	p.grid.fill()
	p.tools.show()
	if t.row >= 0 && len(rows) > 0 {
		p.grid.reveal(p.cursor())
	}
	if p.window.editor != nil && p.window.editor.status != nil {
		p.window.editor.status.showMiddle()
	}
}

// rowOf returns the row of a card, or -1.
func (p *tablePage) rowOf(id model.CardID) int {
	if id == "" {
		return -1
	}
	return slices.IndexFunc(p.rows, func(r listedCard) bool { return r.card.ID == id })
}

// ask changes what is listed.
func (p *tablePage) ask(change func(*listQuery)) {
	before := p.state.query
	change(&p.state.query)
	if p.state.query == before {
		return
	}
	clear(p.state.keep)
	if p.state.query.all != before.all {
		p.chooseColumns()
	}
	p.rebuild()
}

// sortBy sorts by a column: see sorting.by.
func (p *tablePage) sortBy(id string) {
	p.finishEdit()
	p.ask(func(q *listQuery) { q.by(id) })
}

func (p *tablePage) cursor() cellID { return cellID{Row: p.state.row, Col: p.state.column} }

func (p *tablePage) isPicked(row int) bool { return p.state.picked[p.rows[row].card.ID] }

// said is the row and the cell in words, for the status bar and assistive tools.
func (p *tablePage) said() (strong, keys string) {
	t := p.state
	if len(p.rows) == 0 {
		return "No card to show", ""
	}
	if t.row < 0 {
		return "Heading " + p.column(t.column).heading(p.facts), "Enter sort   Down to the rows"
	}
	row, column := p.rows[t.row], p.column(t.column)
	text := fmt.Sprintf("row %d of %d: %s", t.row+1, len(p.rows), cardPlace(row))
	if column != titleColumn {
		value := column.text(p.facts, row)
		if value == "" {
			value = "empty"
		}
		text += " · " + column.heading(p.facts) + ": " + value
	}
	if n := len(p.state.picked); n > 1 {
		text = plural(n, "row", "rows") + " picked · " + text
	}
	return text, "Enter edit   Shift+arrows pick   Ctrl+Enter new row"
}
