package typing_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"stagecraft/canvas/typing"
)

func newEntry(t *testing.T) (*typing.Entry, fyne.Window) {
	test.NewTempApp(t)
	e := &typing.Entry{}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	w := test.NewTempWindow(t, e)
	return e, w
}

// typed presses a letter's key, in the order in which a window reports it.
func typed(e *typing.Entry, r rune) {
	name := fyne.KeyName(strings.ToUpper(string(r)))
	if r == ' ' {
		name = fyne.KeySpace
	}
	e.TypedKey(&fyne.KeyEvent{Name: name})
	e.TypedRune(r)
}

func TestEntryTakesEveryLetterInOrder(t *testing.T) {
	e, w := newEntry(t)
	const text = "a b c d e  f g h i j k l m n o p q r s t u v w x y z it grows a"
	for width := float32(150); width < 200; width++ {
		w.Resize(fyne.NewSize(width, 200))
		e.SetText("")
		for _, r := range text {
			typed(e, r)
		}
		if e.Text != text {
			t.Errorf("in a field of width %v the text became %q", width, e.Text)
		}
	}
}

// TestEntryIsATypewriter compares a wrapping field with a plain list of letters: whatever is typed at
// the end, pasted, or taken back letter by letter.
func TestEntryIsATypewriter(t *testing.T) {
	e, w := newEntry(t)
	rapid.Check(t, func(rt *rapid.T) {
		w.Resize(fyne.NewSize(rapid.Float32Range(90, 260).Draw(rt, "width"), 200))
		e.SetText("")
		var want []rune
		for range rapid.IntRange(1, 120).Draw(rt, "keys") {
			switch what := rapid.IntRange(0, 19).Draw(rt, "key"); {
			case what < 8:
				r := rapid.RuneFrom([]rune("abcdefgmw")).Draw(rt, "letter")
				typed(e, r)
				want = append(want, r)
			case what < 15:
				typed(e, ' ')
				want = append(want, ' ')
			case what < 18 && len(want) > 0:
				e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
				want = want[:len(want)-1]
			case what == 19:
				e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: pasted("two words ")})
				want = append(want, []rune("two words ")...)
			}
		}
		if e.Text != string(want) {
			rt.Fatalf("the field has %q, typed was %q", e.Text, string(want))
		}
	})
}

type pasted string

func (p pasted) Content() string   { return string(p) }
func (p pasted) SetContent(string) {}
