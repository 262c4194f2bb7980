package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stagecraft/canvas/typing"
)

// inPlace is a field that stands for a moment where the text is that is typed over. What ends the typing
// is up to where it stands.
type inPlace struct {
	typing.Entry
	name  string
	key   func(ev *fyne.KeyEvent, shift bool) bool // reports whether the key was used
	leave func()                                   // the focus went, or the text is wanted
}

var _ fyne.Tabbable = (*inPlace)(nil)

func newInPlace(name, text string, lines bool) *inPlace {
	e := &inPlace{name: name}
	e.ExtendBaseWidget(e)
	e.Wrapping, e.Scroll = fyne.TextWrapOff, fyne.ScrollNone+1 // no bar over the text, as in look.Entry
	if e.MultiLine = lines; lines {
		e.Wrapping = fyne.TextWrapWord
		e.SetMinRowsVisible(1)
	}
	e.SetText(text)
	return e
}

// Name is the part's name for tests and support.
func (e *inPlace) Name() string { return e.name }

// AcceptsTab keeps Tab for what the field stands in.
func (e *inPlace) AcceptsTab() bool { return true }

// TypedKey types, where the key means nothing else.
func (e *inPlace) TypedKey(ev *fyne.KeyEvent) {
	shift := false
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		shift = d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	enter := ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter
	switch {
	case enter && shift && e.MultiLine:
		e.Entry.TypedRune('\n')
	case !e.key(ev, shift):
		e.Entry.TypedKey(ev)
	}
}

// FocusLost hands the text over.
func (e *inPlace) FocusLost() {
	e.Entry.FocusLost()
	e.leave()
}

// Finish hands the text over.
func (e *inPlace) Finish() { e.leave() }
