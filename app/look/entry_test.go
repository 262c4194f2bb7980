package look

import (
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"stagecraft/canvas/scene"
)

// TestLongLineHasNoBar types more than a field holds: the text follows the caret, and no scroll bar lies
// over it.
func TestLongLineHasNoBar(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(NewTheme(scene.Light(), false, 1))
	w := a.NewWindow("field")
	defer w.Close()
	w.SetPadded(false)
	e := NewEntry("line", "", "", nil)
	w.SetContent(e)
	w.Resize(fyne.NewSize(120, e.MinSize().Height))
	foot := func(text string, key fyne.KeyName) (all, foot *image.NRGBA) {
		e.SetText(text)
		e.TypedKey(&fyne.KeyEvent{Name: key})
		all = w.Canvas().Capture().(*image.NRGBA)
		r := all.Bounds()
		return all, all.SubImage(image.Rect(4, r.Max.Y-7, r.Max.X-4, r.Max.Y-3)).(*image.NRGBA)
	}
	_, short := foot("MMM", fyne.KeyEnd)
	long := strings.Repeat("MMM ", 20)
	first, under := foot(long, fyne.KeyHome)
	last, _ := foot(long, fyne.KeyEnd)
	edge := image.Rect(115, 4, 119, 20)
	if blank, _ := foot("", fyne.KeyHome); !same(blank.SubImage(edge).(*image.NRGBA), first.SubImage(edge).(*image.NRGBA)) {
		t.Error("a long line runs into the field's border")
	}
	if !same(short, under) {
		t.Error("something is drawn below the text of a long line")
	}
	if same(first, last) {
		t.Error("the text does not follow the caret")
	}
}

// TestLeftLineShowsItsBeginning types to the end of a long line and goes on to another field and back.
func TestLeftLineShowsItsBeginning(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(NewTheme(scene.Light(), false, 1))
	w := a.NewWindow("field")
	defer w.Close()
	e, other := NewEntry("line", strings.Repeat("MMM ", 20), "", nil), NewEntry("other", "", "", nil)
	w.SetContent(container.NewVBox(e, other))
	w.Resize(fyne.NewSize(120, 100))
	seen := func() *image.NRGBA {
		at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(e), e.Size()
		return w.Canvas().Capture().(*image.NRGBA).SubImage(image.Rect(int(at.X), int(at.Y), int(at.X+size.Width), int(at.Y+size.Height))).(*image.NRGBA)
	}
	w.Canvas().Focus(other)
	before := seen()
	w.Canvas().Focus(e)
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	e.TypedRune('x')
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	w.Canvas().Focus(other)
	if !same(before, seen()) {
		t.Error("a line that was left does not show its beginning")
	}
	w.Canvas().Focus(e)
	if e.TypedRune('!'); !strings.HasSuffix(e.Text, " !") {
		t.Errorf("the caret did not come back: %q", e.Text)
	}
	w.Canvas().Focus(other)
	test.TapAt(e, fyne.NewPos(4, 10))
	if e.TypedRune('?'); !strings.HasPrefix(e.Text, "?") {
		t.Errorf("a press at the beginning did not put the caret there: %q", e.Text)
	}
}

// same reports whether two pictures show the same.
func same(a, b *image.NRGBA) bool {
	r := a.Bounds()
	if b.Bounds() != r {
		return false
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}
