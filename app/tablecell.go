package app

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
	"stagecraft/model"
)

var (
	_ fyne.Tappable          = (*tableCell)(nil)
	_ fyne.SecondaryTappable = (*tableCell)(nil)
	_ fyne.Draggable         = (*tableCell)(nil)
	_ desktop.Mouseable      = (*tableCell)(nil)
	_ desktop.Cursorable     = (*tableCell)(nil)
	_ desktop.Hoverable      = (*tableCell)(nil)
)

// tableCell is one cell of the table, a heading, or the title at the head of a row. Fyne's table uses
// it again for another cell when this one is scrolled away.
type tableCell struct {
	widget.BaseWidget
	grid  *tableGrid
	id    cellID
	back  *look.Fill
	foot  *look.Fill // the line under a heading
	ring  *look.Fill
	icon  *fynecanvas.Image
	label *look.Label
	drawn string     // the icon and its colour
	theme fyne.Theme // that it was drawn in
	right bool       // the icon stands after the text

	modifier fyne.KeyModifier // of the last press
	grip     float32          // how far before the right end a heading was pressed
	atEdge   bool             // the pointer is where a heading is made wider
	resizing bool
}

func newTableCell(g *tableGrid) *tableCell {
	c := &tableCell{grid: g, back: look.NewFill("", "", 0, 0), foot: look.NewFill("", "", 0, 0), ring: look.NewFill("", "", 0, 0), label: look.CutText("", 12, "text", false)}
	c.theme = fyne.CurrentApp().Settings().Theme()
	c.icon = &fynecanvas.Image{FillMode: fynecanvas.ImageFillContain}
	c.icon.Hide()
	c.ExtendBaseWidget(c)
	return c
}

// MinSize is the height of a row and a least width.
func (c *tableCell) MinSize() fyne.Size { return fyne.NewSize(40, tableCellHeight()) }

// show makes the cell that of a place of the table.
func (c *tableCell) show(id cellID) {
	c.id = id
	p := c.grid.page
	if id.Row < 0 {
		c.showHeading(p)
		return
	}
	if id.Row >= len(p.rows) || id.Col >= len(p.columns) {
		return
	}
	row, column := p.rows[id.Row], p.column(id.Col)
	ground, ink := "", "text"
	if p.isPicked(id.Row) {
		ground = "accent-soft"
	} else if id.Col < 0 {
		ground = "panel"
	}
	if column.why != "" || column == titleColumn && row.card.Title == "" {
		ink = "text2"
	}
	if column.id == "heat" {
		if v, s, _ := p.facts.value(row); v.Value.Known {
			ground = heatToken(s.Diverging, v.Step)
			ink = ground + "-t"
		}
	}
	c.back.Set(ground, "", 0)
	c.foot.Set("", "", 0)
	c.showRing(p, id)
	c.label.SetBold(id.Col < 0)
	c.label.Align(fyne.TextAlignLeading)
	c.label.Set(strings.ReplaceAll(p.textOf(row, column), "\n", " / "), ink)
	c.showIcon(cellIcon(p.facts, row, column))
	c.arrange(c.Size())
}

func heatToken(diverging bool, step int) string {
	prefix := "hs"
	if diverging {
		prefix = "hd"
	}
	return prefix + strconv.Itoa(max(step, 1))
}

// textOf is what a cell says. A card without a title is called by its note or its mood.
func (p *tablePage) textOf(row listedCard, column *cardColumn) string {
	if column == titleColumn {
		return row.name()
	}
	return column.text(p.facts, row)
}

// cellIcon is the sign before a cell's text, with its colour.
func cellIcon(f *cardFacts, row listedCard, column *cardColumn) (icon, token string) {
	switch column.id {
	case "kind", "title":
		k := row.journey.KindOf(row.card)
		return kindIcon(k), kindToken(k)
	case "channel":
		if ch := f.channel(row.card); ch != nil {
			return channelIcon(ch), "text2"
		}
	case "moment":
		if row.card.MomentOfTruth {
			return "star-filled", "text"
		}
	case "evidence":
		if row.card.Evidence == model.Validated {
			return "check", "text2"
		}
	}
	return "", ""
}

func (c *tableCell) showHeading(p *tablePage) {
	column := p.column(c.id.Col)
	c.back.Set("step-bg", "", 0)
	c.foot.Set("line2", "", 0)
	ink, icon := "text2", ""
	if p.state.query.sort == column.id {
		ink, icon = "accent", "chevron-up"
		if p.state.query.descending {
			icon = "chevron-down"
		}
	}
	c.label.SetBold(true)
	c.label.Set(column.heading(p.facts), ink)
	c.showIcon(icon, ink)
	c.right = true
	c.showRing(p, c.id)
	c.arrange(c.Size())
}

func (c *tableCell) showRing(p *tablePage, id cellID) {
	switch {
	case id != p.cursor():
		c.ring.Set("", "", 0)
	case c.grid.focused:
		c.ring.Set("", "accent", 2)
	default:
		c.ring.Set("", "line2", 1)
	}
}

func (c *tableCell) showIcon(name, token string) {
	c.right = false
	show(c.icon, name != "")
	if drawn := name + "\x00" + token; name != "" && drawn != c.drawn {
		c.drawn = drawn
		c.icon.Resource = c.grid.iconOf(name, token)
		c.icon.Refresh()
	}
}

// Refresh takes the colours from the theme again when that is another one. Fyne's table refreshes the
// headings with every row that is scrolled.
func (c *tableCell) Refresh() {
	now := fyne.CurrentApp().Settings().Theme()
	if now == c.theme {
		return
	}
	c.theme, c.drawn = now, ""
	c.back.Refresh()
	c.ring.Refresh()
	c.label.Refresh()
}

// CreateRenderer shows ground, sign, text and ring.
func (c *tableCell) CreateRenderer() fyne.WidgetRenderer {
	return &cellRenderer{c, []fyne.CanvasObject{c.back, c.foot, c.icon, c.label, c.ring}}
}

type cellRenderer struct {
	cell    *tableCell
	objects []fyne.CanvasObject
}

func (r *cellRenderer) Destroy()                     {}
func (r *cellRenderer) Layout(size fyne.Size)        { r.cell.arrange(size) }
func (r *cellRenderer) MinSize() fyne.Size           { return r.cell.MinSize() }
func (r *cellRenderer) Refresh()                     {}
func (r *cellRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (c *tableCell) arrange(size fyne.Size) {
	at, whole := fyne.Position{}, size
	if c.id.Row >= 0 {
		at.Y, whole.Height = -tableGap/2, tablePitch()
	}
	if c.id.Col >= 0 {
		at.X, whole.Width = -tableGap/2, size.Width+tableGap
	}
	for _, o := range []fyne.CanvasObject{c.back, c.ring} {
		o.Move(at)
		o.Resize(whole)
	}
	c.foot.Move(fyne.NewPos(at.X, size.Height-1))
	c.foot.Resize(fyne.NewSize(whole.Width, 1))
	left, width := float32(8), size.Width-14
	if c.icon.Visible() {
		c.icon.Resize(fyne.NewSquareSize(14))
		width -= 20
		if c.right {
			c.icon.Move(fyne.NewPos(size.Width-20, (size.Height-14)/2))
		} else {
			c.icon.Move(fyne.NewPos(left, (size.Height-14)/2))
			left += 20
		}
	}
	c.label.Move(fyne.NewPos(left, 0))
	c.label.Resize(fyne.NewSize(max(width, 0), size.Height))
}

// edgeWidth is how near to a heading's right end the pointer makes its column wider.
const edgeWidth = 6

// MouseIn notes where the pointer is.
func (c *tableCell) MouseIn(ev *desktop.MouseEvent) { c.MouseMoved(ev) }

// MouseMoved notes whether the pointer is at the edge of a heading.
func (c *tableCell) MouseMoved(ev *desktop.MouseEvent) {
	c.atEdge = c.id.Row < 0 && ev.Position.X > c.Size().Width-edgeWidth
}

// MouseOut ends that.
func (c *tableCell) MouseOut() { c.atEdge = false }

// Cursor shows where a column can be made wider.
func (c *tableCell) Cursor() desktop.Cursor {
	if c.atEdge || c.resizing {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

// MouseDown notes what the tap and the drag do not tell.
func (c *tableCell) MouseDown(ev *desktop.MouseEvent) {
	c.modifier, c.grip = ev.Modifier, c.Size().Width-ev.Position.X
	c.resizing = c.id.Row < 0 && ev.Position.X > c.Size().Width-edgeWidth
}

// MouseUp does nothing: the tap and the end of the drag come after it.
func (c *tableCell) MouseUp(*desktop.MouseEvent) {}

// Tapped puts the cursor here, or sorts by the column of a heading.
func (c *tableCell) Tapped(*fyne.PointEvent) {
	resized := c.resizing
	c.resizing = false
	p := c.grid.page
	c.grid.takeFocus()
	if c.id.Row < 0 {
		if !resized {
			p.sortBy(p.column(c.id.Col).id)
		}
		return
	}
	switch {
	case c.modifier == 0 && p.pressed.second(p.window.program, c.id):
		p.edit()
	case c.modifier&fyne.KeyModifierShift != 0:
		p.moveTo(c.id, true)
	case c.modifier&fyne.KeyModifierShortcutDefault != 0:
		p.toggle(c.id)
	default:
		p.moveTo(c.id, false)
	}
}

// TappedSecondary opens the menu of the row.
func (c *tableCell) TappedSecondary(ev *fyne.PointEvent) {
	if c.id.Row < 0 {
		return
	}
	c.grid.takeFocus()
	if !c.grid.page.isPicked(c.id.Row) {
		c.grid.page.moveTo(c.id, false)
	}
	c.grid.page.menu(ev.AbsolutePosition)
}

// Dragged makes the column of a heading wider, or picks the rows that the pointer passes.
func (c *tableCell) Dragged(ev *fyne.DragEvent) {
	p := c.grid.page
	switch {
	case c.resizing:
		p.widen(c.id.Col, ev.Position.X+c.grip)
	case c.id.Row >= 0:
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.grid)
		if p.dragging == nil {
			from := c.id
			p.dragging = &from
			p.moveTo(from, false)
		}
		p.moveTo(cellID{Row: c.grid.rowAt(ev.AbsolutePosition.Y - at.Y), Col: p.dragging.Col}, true)
	}
}

// DragEnd ends either.
func (c *tableCell) DragEnd() {
	if c.resizing {
		c.grid.page.keepColumns()
	}
	c.resizing, c.grid.page.dragging = false, nil
	c.grid.takeFocus()
}
