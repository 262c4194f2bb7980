package canvas_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/canvas"
	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// TestSqueezedHeadersFollowTheBody squeezes the headers and labels of a map: each keeps to its column
// or row, no text is larger or smaller than before, and none reaches into its neighbour.
func TestSqueezedHeadersFollowTheBody(t *testing.T) {
	w := model.Generate(4, 14, 12, 100, 0, 3)
	l := layout.Compute(w, w.Journeys[0].ID, layout.Options{})
	s := scene.Build(l, scene.Light(), nil)
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float64Range(0.07, 1).Draw(t, "factor")
		across := rapid.Bool().Draw(t, "across")
		from, origin := s.Labels, layout.Point{Y: l.Header}
		if across {
			from, origin = s.Header, layout.Point{X: l.Label}
		}
		before, after := from.Groups(), canvas.Squeeze(from, origin, f, across).Groups()
		if len(before) != len(after) {
			t.Fatalf("%d groups became %d", len(before), len(after))
		}
		for i, g := range after {
			r, want := g.Bounds(), before[i].Bounds().Move(layout.Point{X: -origin.X, Y: -origin.Y})
			if across {
				want.X, want.W = want.X*f, want.W*f
			} else {
				want.Y, want.H = want.Y*f, want.H*f
			}
			if math.Abs(r.X-want.X)+math.Abs(r.Y-want.Y)+math.Abs(r.W-want.W)+math.Abs(r.H-want.H) > 1e-6 {
				t.Fatalf("%s lies at %v, want %v", g.Group.Words(), r, want)
			}
			checkTexts(t, g, before[i], r)
			checkDots(t, g, before[i])
		}
	})
}

// checkDots wants three dots behind what is cut to six letters and more, and nowhere else.
func checkDots(t *rapid.T, after, before scene.Placed) {
	whole := map[string]int{}
	for _, it := range before.Group.Drawn() {
		if text, ok := it.(scene.Text); ok {
			whole[text.Line.Text] = glyphsOf(text.Line)
		}
	}
	for _, it := range after.Group.Drawn() {
		text, ok := it.(scene.Text)
		if !ok {
			continue
		}
		runs := text.Line.Runs
		dotted := len(runs) > 0 && runs[len(runs)-1].Text == "…" && !strings.HasSuffix(text.Line.Text, "…")
		n := glyphsOf(text.Line)
		if cut := n != whole[text.Line.Text]; dotted && n < 7 || !dotted && cut && n > 8 {
			t.Fatalf("%q is cut to %d of %d letters, with dots: %v", text.Line.Text, n, whole[text.Line.Text], dotted)
		}
	}
}

func glyphsOf(l layout.Line) (n int) {
	for _, r := range l.Runs {
		n += len(r.Glyphs)
	}
	return n
}

func checkTexts(t *rapid.T, after, before scene.Placed, room layout.Rect) {
	sizes := map[float64]bool{}
	for _, it := range before.Group.Drawn() {
		if text, ok := it.(scene.Text); ok {
			sizes[text.Line.Style.Size] = true
		}
	}
	for _, it := range after.Group.Drawn() {
		text, ok := it.(scene.Text)
		if !ok {
			continue
		}
		if !sizes[text.Line.Style.Size] {
			t.Fatalf("%q has another size", text.Line.Text)
		}
		end := text.At.X
		for _, run := range text.Line.Runs {
			end = max(end, text.At.X+run.X+run.Width)
		}
		if end > room.Right()+0.01 || text.At.Y > room.Bottom()+1 {
			t.Fatalf("%q reaches to %g, %g; its room is %v", text.Line.Text, end, text.At.Y, room)
		}
	}
}
