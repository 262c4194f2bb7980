package raster_test

import (
	"image"
	"math"
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
)

func words(text string, size float64, c scene.Color) scene.Text {
	return scene.Text{At: layout.Point{X: 10, Y: 40}, Line: layout.NewLine(text, layout.Style{Size: size}), Color: c}
}

// The ink of a text is the area of its outlines, whatever way it is painted: as kept masks at small
// sizes, as paths at large ones.
func TestTextInkIsTheAreaOfItsOutlines(t *testing.T) {
	line := layout.NewLine("Hallo", layout.Style{Size: 1})
	want := 0.0
	for _, r := range line.Runs {
		for _, g := range r.Glyphs {
			want += area(r.Face.Outline(g.ID, 1))
		}
	}
	for _, size := range []float64{60, 150, 170} {
		m := image.NewRGBA(image.Rect(0, 0, int(4*size), int(2*size)))
		item := scene.Text{At: layout.Point{X: 10, Y: size * 1.5}, Line: layout.NewLine("Hallo", layout.Style{Size: size}), Color: black}
		group := &scene.Group{Bounds: layout.Rect{W: 1000, H: 1000}, Items: []scene.Item{item}}
		raster.Draw(m, scene.NewLayer(group.Bounds, white, []*scene.Group{group}), layout.Point{}, 1)
		if got := ink(m) / (size * size); math.Abs(got-want) > 0.04*want {
			t.Errorf("size %v: ink of %.4f of the square of the size, want %.4f", size, got, want)
		}
	}
}

// area is the area inside the contours of an outline, holes taken off (shoelace formula over points of
// the curves).
func area(segments []layout.Segment) float64 {
	sum := 0.0
	var pen, start layout.Point
	to := func(q layout.Point) {
		sum += pen.X*q.Y - q.X*pen.Y
		pen = q
	}
	for _, s := range segments {
		a := pen
		switch s.Op {
		case 'M':
			to(start)
			pen, start = s.Points[0], s.Points[0]
		case 'L':
			to(s.Points[0])
		case 'Q':
			for i := 1; i <= 16; i++ {
				u := float64(i) / 16
				v := 1 - u
				to(layout.Point{X: v*v*a.X + 2*u*v*s.Points[0].X + u*u*s.Points[1].X, Y: v*v*a.Y + 2*u*v*s.Points[0].Y + u*u*s.Points[1].Y})
			}
		}
	}
	to(start)
	return math.Abs(sum) / 2
}

func TestSmallLettersEndOnAPixel(t *testing.T) {
	m := paint(200, 60, 1, words("xzxzxz", 11, black))
	rowInk := func(y int) (sum int) {
		for x := range 200 {
			sum += 255 - int(at(m, x, y).G)
		}
		return sum
	}
	if rowInk(40) != 0 || rowInk(39) < 1000 {
		t.Errorf("the baseline is not on a pixel: rows 39 and 40 have ink %d and %d", rowInk(39), rowInk(40))
	}
	if rowInk(33) != 0 || rowInk(34) < 1000 {
		t.Errorf("small letters do not end on a pixel: rows 33 and 34 have ink %d and %d", rowInk(33), rowInk(34))
	}
}

func TestTextStandsWhereItsLineSays(t *testing.T) {
	item := words("H", 40, black)
	m := paint(100, 60, 1, item)
	left, right := 100, 0
	for x := range 100 {
		for y := range 60 {
			if at(m, x, y).G < 128 {
				left, right = min(left, x), max(right, x)
			}
		}
	}
	if left < 10 || float64(right) > 10+item.Line.Width {
		t.Errorf("ink from %d to %d, want inside 10 to %.1f", left, right, 10+item.Line.Width)
	}
}

func TestTransparentInkIsPaler(t *testing.T) {
	half := black
	half.A = 128
	full, pale := ink(paint(200, 60, 1, words("Hinge", 20, black))), ink(paint(200, 60, 1, words("Hinge", 20, half)))
	if share := pale / full; math.Abs(share-0.5) > 0.03 {
		t.Errorf("half transparent text has %.2f of the ink", share)
	}
}

func TestEmojiAreColoured(t *testing.T) {
	item := words("🙂", 30, black)
	if len(item.Line.Missing) > 0 {
		t.Skip("no emoji font on this machine")
	}
	if _, ok := item.Line.Runs[0].Face.ColorGlyph(item.Line.Runs[0].Glyphs[0].ID); !ok {
		t.Skip("the emoji font of this machine has no pictures")
	}
	m := paint(100, 60, 1, item)
	coloured := 0
	for y := range 60 {
		for x := range 100 {
			if c := at(m, x, y); apart(c.R, c.B) > 60 {
				coloured++
			}
		}
	}
	if coloured < 200 {
		t.Errorf("%d coloured pixels: the emoji is not drawn in its colours", coloured)
	}
}
