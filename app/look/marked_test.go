package look

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// Marks lie under their words on whichever line these are, also when the text gets another width.
func TestMarkedText(t *testing.T) {
	test.NewTempApp(t)
	const text = "Pays  by card\nand waits for the   last bus at night"
	marks := []Stretch{{9, 13}, {34, 42}} // card; last bus
	l := WrapText(text, 12, "text", false).Marked(marks)
	under := func() (words []string) {
		for _, o := range test.WidgetRenderer(l).Objects() {
			b, ok := o.(*canvas.Rectangle)
			if !ok || b.Size().Height > markLine {
				continue
			}
			for _, line := range l.lines {
				if y := b.Position().Y - line.Position().Y; y < 0 || y > l.lineHeight() {
					continue
				}
				for from := range line.Text {
					for to := from + 1; to <= len(line.Text); to++ {
						if l.measure(line.Text[:from]) == b.Position().X && l.measure(line.Text[:to]) == b.Position().X+b.Size().Width && line.Text[from] != ' ' && line.Text[to-1] != ' ' {
							words = append(words, line.Text[from:to])
						}
					}
				}
			}
		}
		return words
	}
	for _, c := range []struct {
		width float32
		want  []string
	}{{600, []string{"card", "last bus"}}, {l.measure("and waits for the last"), []string{"card", "last", "bus"}}} {
		l.Resize(fyne.NewSize(c.width, 100))
		got := under()
		if len(got) != len(c.want) {
			t.Fatalf("%v wide: %q are marked, want %q", c.width, got, c.want)
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%v wide: %q is marked, want %q", c.width, got[i], c.want[i])
			}
		}
	}
	l.Set("another", "text")
	if n := len(test.WidgetRenderer(l).Objects()); n != 1 {
		t.Errorf("%d objects once the text is another one", n)
	}
}
