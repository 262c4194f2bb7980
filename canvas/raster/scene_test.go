package raster_test

import (
	"image"
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// A whole scene is its four layers, each at its place, wherever the picture begins.
func TestSceneIsItsLayers(t *testing.T) {
	w := model.Generate(3, 8, 8, 60, 40, 7)
	l := layout.Compute(w, w.Journeys[0].ID, layout.Options{})
	s := scene.Build(l, scene.Light(), nil)
	for _, origin := range []layout.Point{{}, {X: 60, Y: 40}, {X: 300, Y: 200}} {
		whole := image.NewRGBA(image.Rect(0, 0, 500, 400))
		raster.DrawScene(whole, s, origin, 1)
		for name, layer := range map[string]*scene.Layer{"body": s.Body, "header": s.Header, "labels": s.Labels, "corner": s.Corner} {
			part := image.NewRGBA(whole.Rect)
			raster.Draw(part, layer, origin, 1)
			b := layer.Bounds
			box := image.Rect(int(b.X-origin.X+0.5), int(b.Y-origin.Y+0.5), int(b.Right()-origin.X+0.5), int(b.Bottom()-origin.Y+0.5))
			if n := different(whole, part, box.Intersect(whole.Rect)); n > 0 {
				t.Errorf("from %v %d pixels of the %s differ from the layer drawn alone", origin, n, name)
			}
		}
	}
}

func different(a, b *image.RGBA, r image.Rectangle) (n int) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if a.RGBAAt(x, y) != b.RGBAAt(x, y) {
				n++
			}
		}
	}
	return n
}
