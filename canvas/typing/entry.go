// Package typing is the field in which texts of several lines are typed, on the board and beside it.
package typing

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Entry is Fyne's entry without a fault of its word wrap. There a space for which a full line has no
// room belongs to no line, the cursor falls back before it, and what is typed next comes to stand
// before the space: "makes it" becomes "makesit ". Entry puts the next letter where it belongs.
type Entry struct {
	widget.Entry
	text string // after the last change by a key; empty when the cursor was moved since
	want int    // where the cursor belongs in it, in runes
}

// swallowed returns how many spaces before its right place the cursor stands.
func (e *Entry) swallowed() int {
	at := e.CursorTextOffset()
	if e.text == "" || e.Text != e.text || at >= e.want || e.SelectedText() != "" {
		return 0
	}
	for _, r := range []rune(e.text)[at:e.want] {
		if r != ' ' {
			return 0
		}
	}
	return e.want - at
}

// expect notes where the cursor belongs in the text that there is now.
func (e *Entry) expect(want int) { e.text, e.want = e.Text, want }

// TypedRune is part of fyne.Focusable.
func (e *Entry) TypedRune(r rune) {
	at, n, picked := e.CursorTextOffset(), e.swallowed(), e.SelectedText() != ""
	if n > 0 {
		e.again(n, string(r))
	} else {
		e.Entry.TypedRune(r)
	}
	e.expect(at + n + 1)
	if picked {
		e.text = "" // where it was typed is not known
	}
}

// again takes n swallowed spaces out and puts them in with what follows them.
func (e *Entry) again(n int, text string) {
	for range n {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	}
	e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: held(strings.Repeat(" ", n) + text)})
}

// TypedKey is part of fyne.Focusable.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	at, n, picked := e.CursorTextOffset(), e.swallowed(), e.SelectedText() != ""
	switch {
	case ev.Name == fyne.KeyBackspace && n > 0:
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
		e.expect(at + n - 1)
		return
	case ev.Name == fyne.KeyBackspace && at > 0 && !picked:
		e.Entry.TypedKey(ev)
		e.expect(at - 1)
		return
	case n > 0 && e.MultiLine && (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter):
		for range n { // a space at a line's end is of no use
			e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
		}
	}
	before := e.Text
	e.Entry.TypedKey(ev)
	if picked || e.CursorTextOffset() != at || e.Text != before { // else a letter's key, before the letter
		e.text = ""
	}
}

// TypedShortcut is part of fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	paste, ok := s.(*fyne.ShortcutPaste)
	if !ok || paste.Clipboard == nil || e.SelectedText() != "" || !e.MultiLine {
		e.text = ""
		e.Entry.TypedShortcut(s)
		return
	}
	at, n, text := e.CursorTextOffset(), e.swallowed(), paste.Clipboard.Content()
	e.again(n, text)
	e.expect(at + n + len([]rune(text)))
}

// held is a clipboard with a text of the entry's own.
type held string

func (h held) Content() string   { return string(h) }
func (h held) SetContent(string) {}
