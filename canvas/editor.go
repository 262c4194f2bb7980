package canvas

import (
	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// editor is a text that is being typed over its place on the map. Undo in its field never mixes with
// that of the document.
type editor struct {
	focus tool.Focus
	was   string
	fresh bool         // the text becomes a new card in the focus's cell
	after model.CardID // below which the new card goes

	*desk
}

// alive reports whether what is edited is still on the map.
func (e *editor) alive(l *layout.Layout) bool {
	if e.fresh {
		_, ok := l.CellRect(e.focus.Cell)
		return ok
	}
	_, ok := tool.Text(l, e.focus)
	return ok && (e.focus.Card == "" || l.CardBox(e.focus.Card) != nil)
}

// Editing reports whether a text is open for typing.
func (b *Board) Editing() bool { return b.editor != nil }

// open shows an editor with a text in it.
func (b *Board) open(e *editor, text string) {
	b.CommitEdit()
	e.desk = b.desk
	b.editor = e
	e.desk.open(b, text, e.focus.Ref == (model.Ref{}))
	b.placeEditor()
	if c := b.canvas(); c != nil {
		c.Focus(e.field)
	}
	e.field.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) // to the last line
	e.field.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	b.repaint()
}

// repaint has the window drawn again after the list of objects changed.
func (b *Board) repaint() {
	if c, ok := b.canvas().(interface{ SetDirty() }); ok {
		c.SetDirty()
	}
}

const (
	editorSize = 11.0 // of the type at 100 %, in document points
	fieldPad   = 5.0  // that the field leaves around its text, in device-independent pixels
)

// textBox returns where the text stands within a rectangle that the editor lies on: where the map has it, so
// that no letter moves when the typing begins.
func (b *Board) textBox(e *editor, r layout.Rect) layout.Rect {
	const padX, padY = 9, 7 // a card's
	box := layout.Rect{X: padX, Y: padY, W: r.W - 2*padX, H: r.H - 2*padY}
	if c := b.Layout().CardBox(e.focus.Card); !e.fresh && c != nil && !c.Point && c.CardText != nil && e.focus.Ref == (model.Ref{}) {
		box = c.CardText.Text
	}
	return box
}

// editorRect returns where the edited text stands on the map.
func (b *Board) editorRect() (layout.Rect, bool) {
	e, l := b.editor, b.Layout()
	if !e.fresh {
		if e.focus.Ref.Kind == model.LinkRecord {
			return labelRect(l, model.LinkID(e.focus.Ref.ID))
		}
		if ref := tool.RefOf(l, e.focus); ref != (model.Ref{}) {
			return b.rectOf(ref)
		}
	}
	cell, ok := l.CellRect(e.focus.Cell)
	if !ok {
		return layout.Rect{}, false
	}
	const inset, above, gap, height = 4, 6, 4, 30 // a card's place in its cell
	r := layout.Rect{X: cell.X + inset, Y: cell.Y + above, W: cell.W - 2*inset, H: height}
	for _, c := range l.Journey.CardsIn(e.focus.Cell) {
		if box := l.CardBox(c.ID); box != nil {
			r.Y = box.Rect.Bottom() + gap
		}
		if c.ID == e.after {
			break
		}
	}
	return r, true
}

// placeEditor lays the editor over its place: at the zoom of the map, but at least at 100 %.
func (b *Board) placeEditor() {
	e := b.editor
	if e == nil || e.field == nil {
		return
	}
	r, ok := b.editorRect()
	if !ok {
		return
	}
	const least = 120 // a mood has no room of its own for its quote
	if r.W < least && e.focus.Card != "" {
		r.X, r.W = r.X-(least-r.W)/2, least
	}
	at, size := b.view.placeAny(r)
	zoom := max(b.view.zoom, 1)
	text := b.textBox(e, r)
	size.Width = max(size.Width, float32(r.W*zoom))
	size.Height = max(size.Height, float32(r.H*zoom), editorHeight(e, text, zoom))
	board := b.Size()
	at.X = max(0, min(at.X, board.Width-size.Width))
	at.Y = max(0, min(at.Y, board.Height-size.Height))
	if px := float32(editorSize * zoom); e.look.size != px {
		e.look.size = px
		e.field.Refresh()
	}
	e.frame.CornerRadius = float32(6 * zoom)
	e.frame.Move(at)
	e.frame.Resize(size)
	left, top := float32(text.X*zoom-fieldPad), float32(text.Y*zoom-fieldPad)
	right := float32((r.W-text.Right())*zoom - fieldPad)
	const below = 2 // the frame's line
	e.over.Move(at.AddXY(left, top))
	e.over.Resize(size.SubtractWidthHeight(left+right, top+below))
}

// editorHeight returns the height that an editor takes whose text stands in a box.
func editorHeight(e *editor, box layout.Rect, zoom float64) float32 {
	const most = 16 // lines, then the field scrolls
	const below = 6
	lines, _ := layout.Wrap(e.field.Text+" ", layout.Style{Size: editorSize}, max(box.W, 20), most)
	n := max(len(lines), 1)
	return float32((box.Y + float64(n)*editorSize*1.4 + below) * zoom)
}

// closeEditor takes the editor away; what was typed is lost.
func (b *Board) closeEditor() {
	e := b.editor
	if e == nil {
		return
	}
	b.editor = nil
	e.field.board = nil
	c := b.canvas()
	if c != nil && (c.Focused() == nil || c.Focused() == fyne.Focusable(e.field)) {
		c.Focus(b)
	}
	e.desk.close()
	b.repaint()
}

// CommitEdit keeps the text that is being typed, if any.
func (b *Board) CommitEdit() {
	if e := b.editor; e != nil {
		text := e.field.Text
		b.closeEditor()
		b.keep(e, text)
	}
}

// commitAndAdd keeps the text and begins a new card below.
func (b *Board) commitAndAdd() {
	e := b.editor
	cell := e.focus.Cell
	text := e.field.Text
	b.closeEditor()
	if cell == (model.Cell{}) {
		b.keep(e, text)
		return
	}
	if b.keep(e, text) == keptText {
		after := b.focus.Card
		if !e.fresh {
			after = e.focus.Card
		}
		b.begin(cell, after, "")
	}
}

// commitAndGo keeps the text and edits the next or the previous place.
func (b *Board) commitAndGo(d layout.Direction) {
	e := b.editor
	text := e.field.Text
	b.closeEditor()
	if b.keep(e, text) == refusedText {
		return
	}
	l := b.Layout()
	if l == nil {
		return
	}
	to := e.focus
	if e.fresh {
		to = tool.Focus{Cell: e.focus.Cell}
	}
	b.EditAt(tool.Walk(l, to, d))
}

// EditAt puts the focus on a place and opens its text.
func (b *Board) EditAt(f tool.Focus) {
	b.setFocus(f, true)
	b.selectWalk(b.Layout(), f, f, false)
	b.edit(f, "")
}
