package canvas

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// editor is a text that is being typed over its place on the map. Each has a field of its own, so that
// undo in the field never mixes with that of the document.
type editor struct {
	focus tool.Focus
	was   string
	fresh bool         // the text becomes a new card in the focus's cell
	after model.CardID // below which the new card goes

	field *field
	frame *fynecanvas.Rectangle
	look  *typeface
	over  *container.ThemeOverride
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
	e.field = newField(b, e.focus.Ref == (model.Ref{}))
	e.field.SetText(text)
	t := b.work.theme
	e.frame = &fynecanvas.Rectangle{FillColor: t.Token("surface"), StrokeColor: t.Token("accent"), StrokeWidth: 2}
	e.look = &typeface{Theme: fyne.CurrentApp().Settings().Theme(), of: t, size: editorSize}
	e.over = container.NewThemeOverride(e.field, e.look)
	b.editor = e
	b.objects = append(b.objects, e.frame, e.over)
	e.field.OnChanged = func(string) { b.placeEditor() }
	b.placeEditor()
	if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil {
		c.Focus(e.field)
	}
	e.field.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) // to the last line
	e.field.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	b.repaint()
}

// repaint has the window drawn again after the list of objects changed.
func (b *Board) repaint() { fynecanvas.Refresh(b.ground[0]) }

const (
	editorSize = 11.0 // of the type at 100 %, in document points
	editorPad  = 4    // inside the frame, in device-independent pixels
)

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
	at, size := b.view.placeAny(r)
	zoom := max(b.view.zoom, 1)
	size.Width = max(size.Width, float32(r.W*zoom))
	size.Height = max(size.Height, float32(r.H*zoom), b.editorHeight(e, size.Width, zoom))
	board := b.Size()
	at.X = max(0, min(at.X, board.Width-size.Width))
	at.Y = max(0, min(at.Y, board.Height-size.Height))
	if px := float32(editorSize * zoom); e.look.size != px {
		e.look.size = px
		e.over.Theme = e.look
		e.over.Refresh()
	}
	e.frame.CornerRadius = float32(6 * zoom)
	e.frame.Move(at)
	e.frame.Resize(size)
	e.over.Move(at.AddXY(editorPad/2, editorPad/2))
	e.over.Resize(size.SubtractWidthHeight(editorPad, editorPad))
}

// editorHeight returns the height that the text takes in a field of a width.
func (b *Board) editorHeight(e *editor, width float32, zoom float64) float32 {
	const most = 16 // lines, then the field scrolls
	inner := (float64(width) - 24) / zoom
	lines, _ := layout.Wrap(e.field.Text+" ", layout.Style{Size: editorSize}, max(inner, 20), most)
	n := max(len(lines), 1)
	return float32((float64(n)*editorSize*1.4)*zoom) + 20
}

// closeEditor takes the editor away; what was typed is lost.
func (b *Board) closeEditor() {
	e := b.editor
	if e == nil {
		return
	}
	b.editor = nil
	e.field.board = nil
	b.objects = b.objects[:len(b.objects)-2]
	c := fyne.CurrentApp().Driver().CanvasForObject(b)
	if c != nil && (c.Focused() == nil || c.Focused() == fyne.Focusable(e.field)) {
		c.Focus(b)
	}
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

// field is the text field of an editor.
type field struct {
	widget.Entry
	board *Board // nil once the editor is closed
}

func newField(b *Board, lines bool) *field {
	f := &field{board: b}
	f.MultiLine = lines
	f.Wrapping = fyne.TextWrapWord
	if !lines {
		f.Wrapping = fyne.TextWrapOff
	}
	f.ExtendBaseWidget(f)
	return f
}

// AcceptsTab keeps Tab in the field: it goes to the next cell.
func (f *field) AcceptsTab() bool { return true }

// TypedKey is part of fyne.Focusable.
func (f *field) TypedKey(ev *fyne.KeyEvent) {
	b := f.board
	if b == nil {
		return
	}
	switch ev.Name {
	case fyne.KeyEscape:
		b.closeEditor()
	case fyne.KeyTab:
		if b.pointer.mods()&fyne.KeyModifierShift != 0 {
			b.commitAndGo(layout.Left)
		} else {
			b.commitAndGo(layout.Right)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if !f.MultiLine {
			b.CommitEdit()
			return
		}
		f.Entry.TypedKey(ev)
	default:
		f.Entry.TypedKey(ev)
	}
}

// TypedShortcut is part of fyne.Shortcutable.
func (f *field) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && f.board != nil &&
		c.Modifier&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0 &&
		(c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter) {
		f.board.commitAndAdd()
		return
	}
	f.Entry.TypedShortcut(s)
}

// FocusLost is part of fyne.Focusable: what was typed is kept when something else takes the keyboard,
// but not when only the window loses it.
func (f *field) FocusLost() {
	f.Entry.FocusLost()
	b := f.board
	if b == nil {
		return
	}
	b.post(func() {
		c := fyne.CurrentApp().Driver().CanvasForObject(b)
		if f.board != nil && c != nil && c.Focused() != fyne.Focusable(f) {
			b.CommitEdit()
		}
	})
}

// typeface gives the field the map's colours and its type size at the zoom.
type typeface struct {
	fyne.Theme
	of   interface{ Token(string) color.NRGBA }
	size float32
}

// Size is part of fyne.Theme.
func (t *typeface) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNameText:
		return t.size
	case theme.SizeNameInputBorder, theme.SizeNameInputRadius:
		return 0
	case theme.SizeNameInnerPadding:
		return 5
	case theme.SizeNamePadding:
		return 2
	}
	return t.Theme.Size(n)
}

// Color is part of fyne.Theme.
func (t *typeface) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	token := map[fyne.ThemeColorName]string{
		theme.ColorNameForeground: "text", theme.ColorNamePrimary: "accent",
		theme.ColorNameInputBackground: "surface", theme.ColorNameSelection: "accent-soft",
		theme.ColorNameInputBorder: "surface",
	}[n]
	if token == "" {
		return t.Theme.Color(n, v)
	}
	return t.of.Token(token)
}
