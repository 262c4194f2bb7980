package raster

import (
	"image"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// TestThinLinesAreWhole draws any line once block by block and once over its whole box: both look the
// same, but for the last bits of rounding.
func TestThinLinesAreWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		place := func(name string) float64 { return rapid.Float64Range(-900, 1400).Draw(t, name) }
		var line outline
		line.move(place("x"), place("y"))
		for range rapid.IntRange(1, 9).Draw(t, "points") {
			pen := line.pen()
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				line.line(place("x"), pen.Y)
			case 1:
				line.line(pen.X, place("y"))
			case 2:
				line.line(place("x"), place("y"))
			case 3:
				line.quad(layout.Point{X: place("x"), Y: place("y")}, layout.Point{X: place("x"), Y: place("y")})
			}
		}
		if rapid.Bool().Draw(t, "closed") {
			line.close()
		}
		width := rapid.Float64Range(0.5, 14).Draw(t, "width")
		round := rapid.Bool().Draw(t, "round")
		k := inkOf(scene.Color{R: 10, G: 90, B: 200, A: 255})
		size := image.Rect(0, 0, rapid.IntRange(100, 512).Draw(t, "w"), rapid.IntRange(100, 512).Draw(t, "h"))
		draw := func(fill func(p *painter, o *outline)) *image.RGBA {
			dst := image.NewRGBA(size)
			p := borrowPainter(dst, layout.Point{}, 1)
			defer p.giveBack()
			p.ring.reset()
			fill(p, &outline{points: slices.Clone(line.points), contours: line.contours}) // the pen drops points
			return dst
		}
		whole := draw(func(p *painter, o *outline) {
			p.pen.stroke(&p.ring, o, width, round)
			p.fillOutline(&p.ring, k)
		})
		parts := draw(func(p *painter, o *outline) {
			p.pen.stroke(&p.ring, p.nearby(o, width), width, round)
			p.fillThin(&p.ring, k, width)
		})
		for i := range whole.Pix {
			if d := int(whole.Pix[i]) - int(parts.Pix[i]); d < -3 || d > 3 {
				t.Fatalf("pixel (%d,%d): %d in one piece, %d in parts", i/4%size.Dx(), i/4/size.Dx(), whole.Pix[i], parts.Pix[i])
			}
		}
	})
}

// BenchmarkLongLine draws a link that crosses a tile.
func BenchmarkLongLine(b *testing.B) {
	dst := image.NewRGBA(image.Rect(0, 0, 512, 512))
	path := scene.Path{Stroke: scene.Stroke{Width: 1.5, Color: scene.Color{A: 255}}, Segments: []layout.Segment{
		{Op: 'M', Points: [3]layout.Point{{X: -200, Y: 100}}}, {Op: 'L', Points: [3]layout.Point{{X: 300, Y: 100}}},
		{Op: 'Q', Points: [3]layout.Point{{X: 308, Y: 100}, {X: 308, Y: 108}}}, {Op: 'L', Points: [3]layout.Point{{X: 308, Y: 900}}},
	}}
	p := borrowPainter(dst, layout.Point{}, 1)
	for b.Loop() {
		p.path(&path)
	}
}
