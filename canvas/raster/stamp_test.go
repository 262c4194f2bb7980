package raster

import (
	"image"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// TestStampsLookLikeTheirCards looks at any place of a map at any zoom, once through the stamps that earlier
// looks left behind and once with each card painted where it lies: both look the same, but for the last
// bits of laying one picture over another.
func TestStampsLookLikeTheirCards(t *testing.T) {
	w := model.Generate(4, 20, 12, 600, 40, 5)
	j := w.Journeys[0].ID
	engine, builder := layout.NewEngine(), map[*scene.Theme]*scene.Builder{}
	rapid.Check(t, func(t *rapid.T) {
		// Collapsed stages move what is behind them; a step is 136 points wide.
		var o layout.Options
		for _, s := range w.Journeys[0].Stages {
			if rapid.IntRange(0, 3).Draw(t, "collapsed") == 0 {
				o.Stages = append(o.Stages, s.ID)
			}
		}
		theme := rapid.SampledFrom(scene.Themes()).Draw(t, "theme")
		if builder[theme] == nil {
			builder[theme] = scene.NewBuilder()
		}
		l := engine.Compute(w, j, o)
		layer := builder[theme].Build(l, theme, nil).Body
		zoom := rapid.SampledFrom([]float64{0.1, 0.2, 0.33, 0.5, 1, 1.3, 2}).Draw(t, "zoom")
		origin := layout.Point{
			X: rapid.Float64Range(0, l.Size.X).Draw(t, "x"), Y: rapid.Float64Range(0, l.Size.Y).Draw(t, "y"),
		}
		size := image.Rect(0, 0, 240, 160)
		stamped, painted := image.NewRGBA(size), image.NewRGBA(size)
		Draw(stamped, layer, origin, zoom)
		p := borrowPainter(painted, origin, zoom)
		p.visit = p.group
		p.layer(layer, origin)
		p.visit = p.placed
		p.giveBack()
		for i := range painted.Pix {
			if d := int(painted.Pix[i]) - int(stamped.Pix[i]); d < -4 || d > 4 {
				t.Fatalf("zoom %g from %v, pixel (%d,%d): %d painted, %d stamped", zoom, origin, i/4%240, i/4/240, painted.Pix[i], stamped.Pix[i])
			}
		}
	})
}

// TestStampsAreBounded draws more cards than are kept.
func TestStampsAreBounded(t *testing.T) {
	w := model.Generate(4, 30, 12, 1500, 0, 5)
	l := layout.Compute(w, w.Journeys[0].ID, layout.Options{})
	layer := scene.Build(l, scene.Light(), nil).Body
	for _, zoom := range []float64{1, 1.1, 1.2, 1.5} {
		for x := 0.0; x < l.Size.X; x += 400 {
			Draw(image.NewRGBA(image.Rect(0, 0, 400, 1000)), layer, layout.Point{X: x}, zoom)
		}
	}
	stamps.Lock()
	defer stamps.Unlock()
	bytes := 0
	for _, generation := range []map[stampKey]*stamp{stamps.young, stamps.old} {
		for _, s := range generation {
			bytes += s.bytes()
		}
	}
	if bytes == 0 || bytes > 2*(keptStampBytes+largestStamp) {
		t.Errorf("%d bytes are kept, the limit is %d", bytes, 2*keptStampBytes)
	}
}

// TestSmallCardsHaveNoStamps: a map from afar shows thousands, of which each would be cut for one look.
func TestSmallCardsHaveNoStamps(t *testing.T) {
	w := model.Generate(4, 30, 12, 1500, 0, 5)
	l := layout.Compute(w, w.Journeys[0].ID, layout.Options{})
	layer := scene.Build(l, scene.Light(), nil).Body
	cut := func(zoom float64) int {
		stamps.young, stamps.old, stamps.bytes = map[stampKey]*stamp{}, nil, 0
		Draw(image.NewRGBA(image.Rect(0, 0, 600, 400)), layer, layout.Point{X: 100, Y: 100}, zoom)
		return len(stamps.young)
	}
	if n := cut(0.16); n > 0 {
		t.Errorf("%d cards of a map from afar were cut", n)
	}
	if cut(1) == 0 {
		t.Error("no card of a map in its size was cut")
	}
}
