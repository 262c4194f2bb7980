package raster

import (
	"image"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// TestStraightLegsLookLikeOutlines draws a way along the axes, as links take them, once with its legs as
// boxes and once as one outline: both look the same, but for the last bits of rounding.
func TestStraightLegsLookLikeOutlines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		place := func(name string) float64 { return rapid.Float64Range(-300, 600).Draw(t, name) }
		way := &outline{}
		way.move(place("x"), place("y"))
		// The way leads on to the lower right, as one that comes back would ink itself twice.
		for i := range rapid.IntRange(1, 5).Draw(t, "legs") {
			pen, long := way.pen(), rapid.Float64Range(20, 400).Draw(t, "long")
			if i%2 == 0 {
				way.line(pen.X+long, pen.Y)
			} else {
				way.line(pen.X, pen.Y+long)
			}
			if rapid.Bool().Draw(t, "elbow") {
				pen := way.pen()
				way.quad(layout.Point{X: pen.X + 6, Y: pen.Y}, layout.Point{X: pen.X + 6, Y: pen.Y + 6})
			}
		}
		stroke := scene.Stroke{
			Width: rapid.Float64Range(0.3, 6).Draw(t, "width"), Round: rapid.Bool().Draw(t, "round"),
			Color: scene.Color{R: 10, G: 90, B: 200, A: rapid.SampledFrom([]uint8{255, 120}).Draw(t, "ink")},
		}
		if rapid.Bool().Draw(t, "dashed") {
			stroke.Dash = []float64{12, 7}
		}
		draw := func(whole bool) *image.RGBA {
			dst := image.NewRGBA(image.Rect(0, 0, 300, 300))
			for i := range dst.Pix {
				dst.Pix[i] = 255
			}
			p := borrowPainter(dst, layout.Point{}, 1)
			defer p.giveBack()
			o := &outline{}
			o.move(way.points[0].X, way.points[0].Y)
			o.points = append(o.points, way.points[1:]...)
			if whole { // as it is of two lines, the other of which is not seen
				o.move(-900, -900)
				o.line(-800, -900)
			}
			p.strokeOutline(o, stroke)
			return dst
		}
		one, other := draw(true), draw(false)
		for i := range one.Pix {
			if d := int(one.Pix[i]) - int(other.Pix[i]); d < -4 || d > 4 {
				t.Fatalf("pixel (%d,%d): %d as an outline, %d as boxes", i/4%300, i/4/300, one.Pix[i], other.Pix[i])
			}
		}
	})
}
