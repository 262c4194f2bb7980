package canvas

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/typing"
)

// desk is the field in which texts are typed, and its frame. There is one for the board's life, and it
// waits out of sight while nothing is edited: Fyne loads its fonts anew for each object with a theme of
// its own, some 9 MB, and keeps them for good.
type desk struct {
	field *field
	frame *fynecanvas.Rectangle
	look  *typeface
	over  *container.ThemeOverride
}

func newDesk(t interface{ Token(string) color.NRGBA }) *desk {
	d := &desk{field: &field{}, frame: &fynecanvas.Rectangle{StrokeWidth: 2}}
	d.field.ExtendBaseWidget(d.field)
	d.look = &typeface{Theme: fyne.CurrentApp().Settings().Theme(), of: t, size: editorSize}
	d.over = container.NewThemeOverride(d.field, d.look)
	d.close()
	return d
}

// open makes the field ready for a text of one line or of several.
func (d *desk) open(b *Board, text string, lines bool) {
	t, f := b.work.theme, d.field
	d.look.Theme, d.look.of = fyne.CurrentApp().Settings().Theme(), t
	d.frame.FillColor, d.frame.StrokeColor = t.Token("surface"), t.Token("accent")
	d.frame.Show()
	f.board, f.MultiLine, f.Wrapping = b, lines, fyne.TextWrapWord
	if !lines {
		f.Wrapping = fyne.TextWrapOff
	}
	f.SetText(text)
	f.Enable()
	f.OnChanged = func(string) { b.placeEditor() }
}

// close empties the field and puts it out of sight. It stays in the tree of objects, since Fyne would
// forget its look a minute after it left; it takes no focus there.
func (d *desk) close() {
	const beyond = -10000
	d.field.OnChanged = nil
	d.field.SetText("")
	d.field.Disable()
	d.frame.Hide()
	d.over.Move(fyne.NewPos(beyond, beyond))
}

// field is the text field of an editor.
type field struct {
	typing.Entry
	board *Board // nil while no editor is open
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
		f.newLine(ev)
	default:
		f.Entry.TypedKey(ev)
	}
}

// newLine begins a line. In a list it begins the next entry, and after an empty entry it ends the list.
func (f *field) newLine(ev *fyne.KeyEvent) {
	const sign = "- "
	before := string([]rune(f.Text)[:f.CursorTextOffset()])
	line := before[strings.LastIndexByte(before, '\n')+1:]
	if line == sign {
		for range sign {
			f.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
		}
		return
	}
	f.Entry.TypedKey(ev)
	if strings.HasPrefix(line, sign) {
		for _, r := range sign {
			f.Entry.TypedRune(r)
		}
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
		c := b.canvas()
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
		return fieldPad
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
