package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
)

var (
	_ fyne.Focusable = (*tableGrid)(nil)
	_ fyne.Widget    = (*tableGrid)(nil)
)

// cellID is a cell of the table: column -1 is the title, which stays in sight, and row -1 the headings.
type cellID = widget.TableCellID

// Measures of the table. Fyne leaves a gap of its padding between cells, in the middle of which it draws
// a line; the cells draw over half of it on each side, so that rows touch. (A theme without padding
// would do the same, but Fyne loads the fonts anew for each themed widget and keeps them for good.)
const tableGap = 4

func tableCellHeight() float32 { return look.Roomy(22) }

func tablePitch() float32 { return tableCellHeight() + tableGap }

// tableGrid is Fyne's table of the cards. The cells draw the cursor, the selection and the headings
// themselves, because Fyne's table knows one selected cell only; where things are is told from the
// places of its headings, because it does not say how far it is scrolled.
type tableGrid struct {
	widget.Table
	page    *tablePage
	focused bool
	offset  fyne.Position
	icons   map[string]fyne.Resource
}

func newTableGrid(p *tablePage) *tableGrid {
	g := &tableGrid{page: p, icons: map[string]fyne.Resource{}}
	g.Length = func() (int, int) { return len(p.rows), len(p.columns) }
	g.CreateCell = func() fyne.CanvasObject { return newTableCell(g) }
	g.UpdateCell = func(id cellID, o fyne.CanvasObject) { o.(*tableCell).show(id) }
	g.CreateHeader = g.CreateCell
	g.UpdateHeader = g.updateHeader
	g.ShowHeaderRow, g.ShowHeaderColumn = true, true
	g.ExtendBaseWidget(g)
	return g
}

// Name is the part's name for tests and support.
func (g *tableGrid) Name() string { return "table" }

// MinSize is a constant: the table scrolls.
func (g *tableGrid) MinSize() fyne.Size { return fyne.NewSize(400, 160) }

// updateHeader shows a heading, or the title at the head of a row, and notes how far the table is
// scrolled: Fyne has just placed the part.
func (g *tableGrid) updateHeader(id cellID, o fyne.CanvasObject) {
	if id.Row < 0 {
		g.offset.X = g.columnX(id.Col) - o.Position().X
	} else {
		g.offset.Y = float32(id.Row)*tablePitch() - o.Position().Y
	}
	o.(*tableCell).show(id)
	if g.page.editor != nil {
		g.page.editor.follow()
	}
}

// iconOf returns an icon in a colour, the same one each time.
func (g *tableGrid) iconOf(name, token string) fyne.Resource {
	key := name + " " + token
	if g.icons[key] == nil {
		g.icons[key] = look.Resource(name, token)
	}
	return g.icons[key]
}

// setColumns gives the columns their widths.
func (g *tableGrid) setColumns() {
	g.SetColumnWidth(-1, g.page.width(titleColumn))
	for i, c := range g.page.columns {
		g.SetColumnWidth(i, g.page.width(c))
	}
}

// columnX is where a column begins among those that scroll.
func (g *tableGrid) columnX(col int) float32 {
	x := float32(0)
	for _, c := range g.page.columns[:min(col, len(g.page.columns))] {
		x += g.page.width(c) + tableGap
	}
	return x
}

// place returns where a cell is drawn on the table, in view or not.
func (g *tableGrid) place(id cellID) (fyne.Position, fyne.Size) {
	at, size := fyne.Position{}, fyne.NewSize(g.page.width(titleColumn), tableCellHeight())
	if id.Col >= 0 {
		at.X = size.Width + g.columnX(id.Col) - g.offset.X - tableGap/2
		size.Width = g.page.width(g.page.columns[id.Col]) + tableGap
	}
	if id.Row >= 0 {
		at.Y = tableCellHeight() + float32(id.Row)*tablePitch() - g.offset.Y - tableGap/2
		size.Height = tablePitch()
	}
	return at, size
}

// rowAt returns the row at a height of the table, within those that there are.
func (g *tableGrid) rowAt(y float32) int {
	row := int((y - tableCellHeight() + g.offset.Y) / tablePitch())
	return min(max(row, 0), len(g.page.rows)-1)
}

// reveal scrolls as little as needed to show a cell. Fyne's ScrollTo counts the headings in and stops
// short of it.
func (g *tableGrid) reveal(id cellID) {
	to := g.offset
	at, size := g.place(id)
	view := g.Size()
	if !g.hasRoom(view) {
		return // until the table has its size
	}
	if head := g.page.width(titleColumn); id.Col >= 0 {
		to.X += max(at.X+size.Width-view.Width, 0)
		to.X = max(to.X+min(at.X-(to.X-g.offset.X)-head, 0), 0)
	}
	if id.Row >= 0 {
		to.Y += max(at.Y+size.Height-view.Height, 0)
		to.Y = max(to.Y+min(at.Y-(to.Y-g.offset.Y)-tableCellHeight(), 0), 0)
	}
	whole := fyne.NewPos(g.columnX(len(g.page.columns))-tableGap, float32(len(g.page.rows))*tablePitch()-tableGap)
	to.X = min(to.X, max(whole.X-view.Width+g.page.width(titleColumn), 0))
	to.Y = min(to.Y, max(whole.Y-view.Height+tableCellHeight(), 0))
	if to != g.offset {
		g.ScrollToOffset(to)
		return
	}
	g.redraw()
}

// redraw shows what is in view again.
func (g *tableGrid) redraw() {
	g.RefreshItem(cellID{Row: -1, Col: -1}) // Fyne's word for all cells
	g.page.corner.show(cellID{Row: -1, Col: -1})
}

// fill shows other rows from now on.
func (g *tableGrid) fill() {
	g.Refresh()
	whole := float32(len(g.page.rows)) * tablePitch()
	to := fyne.NewPos(g.offset.X, min(g.offset.Y, max(whole-tableGap-g.Size().Height+tableCellHeight(), 0)))
	g.ScrollToOffset(to)
	g.page.corner.show(cellID{Row: -1, Col: -1})
}

// hasRoom reports whether a cell can be seen in a view of this size.
func (g *tableGrid) hasRoom(view fyne.Size) bool {
	return view.Width > g.page.width(titleColumn) && view.Height > 2*tablePitch()
}

// Resize keeps the editor at its cell, and shows the cursor once there is room for it.
func (g *tableGrid) Resize(size fyne.Size) {
	first := !g.hasRoom(g.Size()) && g.hasRoom(size)
	g.Table.Resize(size)
	if first && len(g.page.rows) > 0 {
		g.reveal(g.page.cursor())
	}
	if g.page.editor != nil {
		g.page.editor.follow()
	}
}

// Cursor, Dragged and the taps of Fyne's table are the cells' own here.

// Cursor is the usual one.
func (g *tableGrid) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// Dragged does nothing.
func (g *tableGrid) Dragged(*fyne.DragEvent) {}

// Tapped focuses the table.
func (g *tableGrid) Tapped(*fyne.PointEvent) { g.takeFocus() }

func (g *tableGrid) takeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
}

// FocusGained shows the cursor as one that keys move.
func (g *tableGrid) FocusGained() { g.focused = true; g.redraw() }

// FocusLost shows the cursor as one that is only remembered.
func (g *tableGrid) FocusLost() { g.focused = false; g.redraw() }

// TypedRune begins to type into the cell.
func (g *tableGrid) TypedRune(r rune) {
	if r != ' ' {
		g.page.beginTyping(string(r))
	}
}

// TypedKey moves the cursor and edits.
func (g *tableGrid) TypedKey(ev *fyne.KeyEvent) {
	shift := false
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		shift = d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	if g.page.key(ev.Name, shift) {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(ev)
	}
}

// parts tells the trace where the cells are that are wholly in view.
func (g *tableGrid) parts(tell func(name string, at fyne.Position, size fyne.Size)) {
	view := g.Size()
	for row := -1; row < len(g.page.rows); row++ {
		at, _ := g.place(cellID{Row: row, Col: -1})
		if at.Y > view.Height-tablePitch() {
			return
		}
		if row >= 0 && at.Y < tableCellHeight()-tableGap {
			row = max(row, g.rowAt(tableCellHeight())-1)
			continue
		}
		for col := -1; col < len(g.page.columns); col++ {
			id := cellID{Row: row, Col: col}
			at, size := g.place(id)
			if at.X+size.Width <= view.Width && (col < 0 || at.X >= g.page.width(titleColumn)-tableGap) {
				tell(g.cellName(id), at, size)
			}
		}
	}
}

// cellName is "table.head.owner" for a heading, "table.12.owner" for a cell of the twelfth row.
func (g *tableGrid) cellName(id cellID) string {
	row := "head"
	if id.Row >= 0 {
		row = plainNumber(float64(id.Row + 1))
	}
	return "table." + row + "." + g.page.column(id.Col).id
}

// tableTools is what lies over the table: the heading of the titles and what is being typed.
type tableTools struct{ page *tablePage }

func (l *tableTools) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l *tableTools) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(l.page.width(titleColumn), tableCellHeight()))
	if l.page.editor != nil {
		l.page.editor.follow()
	}
}

// denseTable puts the table under its overlay.
func denseTable(p *tablePage) []fyne.CanvasObject {
	return []fyne.CanvasObject{p.grid, p.over}
}
