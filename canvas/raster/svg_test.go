package raster

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"stagecraft/assets"
	"stagecraft/canvas/layout"
)

// spell writes shapes as text, for comparison.
func spell(shapes []shape) string {
	var b strings.Builder
	for _, s := range shapes {
		for _, g := range s.segments {
			b.WriteByte(g.Op)
			for _, q := range g.Points[:pointCount(g.Op)] {
				fmt.Fprintf(&b, "%.4g,%.4g ", q.X+0, q.Y+0)
			}
		}
		if s.closed {
			b.WriteString("Z ")
		}
	}
	return strings.TrimSpace(b.String())
}

func TestPathCommands(t *testing.T) {
	for path, want := range map[string]string{
		"M1 2L3 4":                 "M1,2 L3,4",
		"M1,2 3,4-5-6":             "M1,2 L3,4 L-5,-6",
		"m1 2 3 4":                 "M1,2 L4,6",
		"M1 1H5V6h-2v-3":           "M1,1 L5,1 L5,6 L3,6 L3,3",
		"M0 0C1 0 2 1 2 2S3 4 4 4": "M0,0 C1,0 2,1 2,2 C2,3 3,4 4,4",
		"M0 0Q2 0 2 2T4 4":         "M0,0 Q2,0 2,2 Q2,4 4,4",
		"M0 0L1 0 1 1Z":            "M0,0 L1,0 L1,1 Z",
		"M0 0h2v2z m5 5 h1":        "M0,0 L2,0 L2,2 Z M5,5 L6,5",
		"M0 0H2Z L1 1":             "M0,0 L2,0 Z M0,0 L1,1",
		"M1.5.5-.5-1e1":            "M1.5,0.5 L-0.5,-10",
		"M0 0A1 1 0 0 1 2 0":       "M0,0 C0,-0.5523 0.4477,-1 1,-1 C1.552,-1 2,-0.5523 2,0",
		"M0 0a1 1 0 012 0":         "M0,0 C0,-0.5523 0.4477,-1 1,-1 C1.552,-1 2,-0.5523 2,0",
		"M0 0A0 1 0 0 1 2 0":       "M0,0 L2,0",
		"":                         "",
	} {
		shapes, err := parsePath(path)
		if err != nil {
			t.Errorf("%q: %v", path, err)
			continue
		}
		if got := spell(shapes); got != want {
			t.Errorf("%q is %q, want %q", path, got, want)
		}
	}
}

func TestWrongPathsAreRefused(t *testing.T) {
	for _, path := range []string{"L1 2", "M1", "M1 2 X", "M1 2 L", "1 2", "M1 2Z3", "M1 2 A1 1 0 2 0 3 3", "Mx y", "M1e99 0"} {
		if shapes, err := parsePath(path); err == nil {
			t.Errorf("%q was read as %q", path, spell(shapes))
		}
	}
}

// The middle of an arc lies at its radius from the centre, on the side that the flags say.
func TestArcFlags(t *testing.T) {
	for _, c := range []struct {
		path string
		want layout.Point // a point of the arc
	}{
		{"M0 0A5 5 0 0 1 6 0", layout.Point{X: 3, Y: -1}},
		{"M0 0A5 5 0 0 0 6 0", layout.Point{X: 3, Y: 1}},
		{"M0 0A5 5 0 1 1 6 0", layout.Point{X: 3, Y: -9}},
		{"M0 0A5 5 0 1 0 6 0", layout.Point{X: 3, Y: 9}},
	} {
		shapes, err := parsePath(c.path)
		if err != nil {
			t.Fatal(err)
		}
		var o outline
		for _, s := range shapes[0].segments {
			o.add(s, func(q layout.Point) layout.Point { return layout.Point{X: q.X * 100, Y: q.Y * 100} })
		}
		nearest := math.Inf(1)
		for i := 1; i < len(o.points); i++ {
			a, b := o.points[i-1], o.points[i]
			for f := 0.0; f < 1; f += 0.05 {
				nearest = min(nearest, math.Hypot(a.X+(b.X-a.X)*f-100*c.want.X, a.Y+(b.Y-a.Y)*f-100*c.want.Y))
			}
		}
		if nearest > 8 {
			t.Errorf("%s passes %.1f hundredths from %v", c.path, nearest, c.want)
		}
	}
}

func TestEveryIconFileIsRead(t *testing.T) {
	for _, name := range assets.Icons() {
		for _, read := range []func(string) ([]byte, bool){assets.Icon, assets.SolidIcon} {
			data, ok := read(name)
			if !ok {
				t.Errorf("icon %s lacks one of its files", name)
				continue
			}
			if d, err := parseSVG(data); err != nil || len(d.shapes) == 0 {
				t.Errorf("icon %s: %v", name, err)
			}
		}
	}
}

func FuzzParseSVG(f *testing.F) {
	for _, name := range []string{"settings", "star-filled", "ch-web"} {
		data, _ := assets.Icon(name)
		f.Add(data)
	}
	f.Add([]byte(`<svg viewBox="0 0 1 1"><path d="M0 0a1e5 1 3 1 1-1e5.1 0z"/><circle r="1e9"/><rect rx="-1" width="NaN"/>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := parseSVG(data)
		if err != nil {
			return
		}
		for _, s := range d.shapes {
			if len(s.segments) > 0 && s.segments[0].Op != 'M' {
				t.Fatal("a shape does not begin with a move")
			}
			for _, g := range s.segments {
				for _, q := range g.Points[:pointCount(g.Op)] {
					if math.IsNaN(q.X) || math.IsNaN(q.Y) {
						t.Fatalf("a place is no number: %v", g)
					}
				}
			}
		}
	})
}
