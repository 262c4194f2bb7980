package look

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// Marks lie under their words on whichever line these are, also when the text gets another width.
func TestMarkedText(t *testing.T) {
	test.NewTempApp(t)
	const text = "Pays  by card\nand waits for the   last bus at night"
	marks := []Stretch{{9, 13}, {34, 42}} // card; last bus
	l := WrapText(text, 12, "text", false).Marked(marks)
	under := func() (words []string) {
		for _, o := range l.markItems(layout.Point{}) {
			b, ok := o.(scene.Rect)
			if !ok || b.Rect.H > markLine {
				continue
			}
			for i, line := range l.lines {
				if y := float32(b.Rect.Y) - float32(i)*l.lineHeight(); y < 0 || y > l.lineHeight() {
					continue
				}
				near := func(a float32, b float64) bool { return math.Abs(float64(a)-b) < 0.01 }
				for from := range line.said {
					for to := from + 1; to <= len(line.said); to++ {
						if near(l.measure(line.said[:from]), b.Rect.X) && near(l.measure(line.said[:to]), b.Rect.Right()) && line.said[from] != ' ' && line.said[to-1] != ' ' {
							words = append(words, line.said[from:to])
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
	if n := len(l.markItems(layout.Point{})); n != 0 {
		t.Errorf("%d marks once the text is another one", n)
	}
}
