package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"stagecraft/canvas/typing"
)

// Entry is a field that hands its text over when the user is done with it: on Enter, and when the
// focus leaves. Escape gives back the text from before.
type Entry struct {
	typing.Entry
	name      string
	before    string
	commit    func(string)
	rows      int // of a note: the least that are shown
	shownRows int
	column    int  // where the caret of a line was when the focus left
	pressed   bool // the focus comes by the pointer, which places the caret
	// OnEscape, when not nil, is called for an Escape with nothing to give back.
	OnEscape func()
	// OnKey, when not nil, sees every key first and reports whether it used it.
	OnKey func(fyne.KeyName) bool
	// TakesTab says that OnKey has a use for the Tab key.
	TakesTab bool
	// OnPaste, when not nil, sees a text before it is pasted and reports whether it used it.
	OnPaste func(text string) bool
	// OnKeep, when not nil, is called for Ctrl+Enter after the text was handed over.
	OnKeep func()
}

// NewEntry returns a field of one line. Commit gets the text when it differs from the one shown.
func NewEntry(name, text, placeholder string, commit func(string)) *Entry {
	e := &Entry{name: name, before: text, commit: commit}
	e.ExtendBaseWidget(e)
	e.PlaceHolder = placeholder
	e.Text = text
	e.Wrapping, e.Scroll = fyne.TextWrapOff, noBars
	e.OnSubmitted = func(string) { e.finish() }
	return e
}

// noBars is a direction that Fyne does not know: a line that is longer than its field follows the caret,
// and no bar is drawn over it. A theme of its own would do the same, but Fyne loads the fonts anew for
// each themed widget, some 9 MB, and keeps them for good.
const noBars = fyne.ScrollNone + 1

// CreateRenderer is part of fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{WidgetRenderer: e.Entry.CreateRenderer(), e: e, plate: newPlate()}
	r.paint()
	if !e.MultiLine {
		r.wheel = newWheel()
	}
	return r
}

// entryRenderer keeps a long line off the right border of its field, and draws the rectangles of Fyne's own
// one, its ground and its border, as a plate.
type entryRenderer struct {
	fyne.WidgetRenderer
	e       *Entry
	plate   *plate
	wheel   *wheel // of a field of one line
	objects []fyne.CanvasObject
}

// Objects is part of fyne.WidgetRenderer.
func (r *entryRenderer) Objects() []fyne.CanvasObject {
	r.objects = append(r.objects[:0], r.plate.Raster)
	for _, o := range r.WidgetRenderer.Objects() {
		if _, ok := o.(*canvas.Rectangle); !ok {
			r.objects = append(r.objects, o)
		}
	}
	if r.wheel != nil {
		r.objects = append(r.objects, r.wheel)
	}
	return r.objects
}

// Refresh is part of fyne.WidgetRenderer.
func (r *entryRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
}

// paint gives the plate the look of Fyne's rectangles.
func (r *entryRenderer) paint() {
	var fill, line color.Color
	var width, radius float32
	for _, o := range r.WidgetRenderer.Objects() {
		if rect, ok := o.(*canvas.Rectangle); ok {
			if seen(rect.FillColor) {
				fill = rect.FillColor
			}
			if seen(rect.StrokeColor) && rect.StrokeWidth > 0 {
				line, width = rect.StrokeColor, rect.StrokeWidth
			}
			radius = max(radius, rect.CornerRadius)
		}
	}
	r.plate.set(fill, line, width, radius)
}

// Layout is part of fyne.WidgetRenderer.
func (r *entryRenderer) Layout(size fyne.Size) {
	const inset = 6
	r.WidgetRenderer.Layout(size)
	r.plate.Resize(size)
	if r.e.MultiLine {
		return
	}
	if r.wheel != nil {
		r.wheel.Resize(size)
	}
	for _, o := range r.Objects() {
		if _, ok := o.(fyne.Scrollable); ok {
			o.Resize(o.Size().SubtractWidthHeight(inset, 0))
		}
	}
}

// NewNote returns a field of several lines that wraps its text; Ctrl+Enter hands it over.
func NewNote(name, text, placeholder string, rows int, commit func(string)) *Entry {
	e := NewEntry(name, text, placeholder, commit)
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.OnSubmitted = nil
	e.rows = rows
	e.fitRows()
	return e
}

// mostRows is how many lines of text a note shows before it scrolls.
const mostRows = 9

// fitRows makes a note as high as its text.
func (e *Entry) fitRows() {
	width := e.Size().Width - 16
	if width < 40 {
		width = 160
	}
	size := textSize(12)
	lines := wrap(e.Text, width, func(s string) float32 { return fyne.MeasureText(s, size, e.TextStyle).Width })
	if rows := min(max(len(lines), e.rows), mostRows); rows != e.shownRows {
		e.shownRows = rows
		e.SetMinRowsVisible(rows)
	}
}

// Resize fits a note's height to its new width.
func (e *Entry) Resize(size fyne.Size) {
	grown := e.Size().Width != size.Width
	e.Entry.Resize(size)
	if e.MultiLine && grown {
		e.fitRows()
	}
}

// Name returns the name under which tests and support find the field.
func (e *Entry) Name() string { return e.name }

// Put sets the text without handing it over.
func (e *Entry) Put(text string) {
	e.before = text
	if e.Text != text {
		e.SetText(text)
	}
	if e.MultiLine {
		e.fitRows()
	}
}

// Finish hands the text over if it was changed.
func (e *Entry) Finish() { e.finish() }

func (e *Entry) finish() {
	if e.Text == e.before {
		return
	}
	e.before = e.Text
	if e.commit != nil {
		e.commit(e.Text)
	}
}

// FocusLost hands the text over. A line that is longer than its field shows its beginning again.
func (e *Entry) FocusLost() {
	if e.column = e.CursorColumn; !e.MultiLine && e.SelectedText() == "" {
		e.CursorColumn = 0
	}
	e.Entry.FocusLost()
	e.finish()
}

// FocusGained puts the caret back to where it was, so that it stays there while another window has the keyboard.
func (e *Entry) FocusGained() {
	if !e.MultiLine && !e.pressed && e.CursorColumn == 0 && e.SelectedText() == "" {
		e.CursorColumn = min(e.column, len([]rune(e.Text)))
	}
	e.Entry.FocusGained()
}

// MouseDown is part of desktop.Mouseable.
func (e *Entry) MouseDown(m *desktop.MouseEvent) {
	e.pressed = true
	e.Entry.MouseDown(m)
	e.pressed = false
}

// windowKeys are the keys that a field has no use for.
var windowKeys = map[fyne.KeyName]bool{
	fyne.KeyF1: true, fyne.KeyF3: true, fyne.KeyF5: true, fyne.KeyF6: true, fyne.KeyF11: true,
}

// TypedKey gives the text back on Escape.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(ev.Name) {
		return
	}
	if windowKeys[ev.Name] {
		passKey(fyne.CurrentApp().Driver().CanvasForObject(e), ev)
		return
	}
	if ev.Name != fyne.KeyEscape {
		e.Entry.TypedKey(ev)
		return
	}
	if e.Text != e.before {
		e.SetText(e.before)
		return
	}
	if e.OnEscape != nil {
		e.OnEscape()
		return
	}
	passKey(fyne.CurrentApp().Driver().CanvasForObject(e), ev)
}

// AcceptsTab gives Tab to a field that has a use for it.
func (e *Entry) AcceptsTab() bool { return e.TakesTab || e.Entry.AcceptsTab() }

// TypedShortcut hands the text over on Ctrl+Enter.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && (c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter) {
		e.finish()
		if e.OnKeep != nil {
			e.OnKeep()
		}
		return
	}
	if p, ok := s.(*fyne.ShortcutPaste); ok && e.OnPaste != nil && p.Clipboard != nil && e.OnPaste(p.Clipboard.Content()) {
		return
	}
	e.Entry.TypedShortcut(s)
}
