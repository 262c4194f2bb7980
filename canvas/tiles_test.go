package canvas_test

import (
	"image"
	"image/draw"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"stagecraft/canvas"
	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// TestTilesShowTheScene goes anywhere, at any zoom, through any edits: what is on screen is what a
// painting of the same view from scratch shows.
func TestTilesShowTheScene(t *testing.T) {
	s := newStage(t, model.Generate(3, 9, 10, 90, 0, 7))
	rapid.Check(t, func(t *rapid.T) {
		for range rapid.IntRange(1, 5).Draw(t, "moves") {
			s.randomMove(t)
		}
		s.settle()
		s.compare(t)
	})
}

// randomMove pans, zooms, edits, puts steps in, collapses, undoes or changes the look.
func (s *stage) randomMove(t *rapid.T) {
	p := fyne.NewPos(rapid.Float32Range(0, 999).Draw(t, "x"), rapid.Float32Range(0, 699).Draw(t, "y"))
	switch rapid.IntRange(0, 9).Draw(t, "move") {
	case 0, 1:
		s.mods = 0
		s.wheel(p, rapid.Float32Range(-200, 200).Draw(t, "dx"), rapid.Float32Range(-200, 200).Draw(t, "dy"))
	case 2:
		s.mods = fyne.KeyModifierControl
		s.wheel(p, 0, rapid.Float32Range(-100, 100).Draw(t, "dz"))
		s.mods = 0
	case 3, 4:
		cards := s.layout().Journey.Cards
		c := *cards[rapid.IntRange(0, len(cards)-1).Draw(t, "card")]
		c.Title = rapid.StringMatching(`[a-zäöü ]{0,80}`).Draw(t, "title")
		s.board.FocusOn(s.ref(&c))
		if err := s.Do(model.EditCards{Journey: s.journey, Cards: []model.Card{c}}); err != nil {
			t.Fatal(err)
		}
	case 5:
		s.history.Undo()
		s.board.Show()
	case 6:
		s.board.SetTheme(rapid.SampledFrom(scene.Themes()).Draw(t, "theme"))
	case 7:
		s.board.ZoomTo(rapid.SampledFrom([]float64{0.1, 0.33, 0.7, 1, 1.5}).Draw(t, "zoom"))
	case 8:
		stage := rapid.SampledFrom(s.layout().Journey.Stages).Draw(t, "stage")
		at := rapid.IntRange(0, len(stage.Steps)).Draw(t, "at")
		step := model.Step{ID: model.NewID[model.StepID](), Title: "New"}
		if err := s.Do(model.AddStep{Journey: s.journey, Stage: stage.ID, Step: step, At: at}); err != nil {
			t.Fatal(err)
		}
	case 9:
		var o layout.Options
		if rapid.Bool().Draw(t, "collapse") {
			o.Stages = []model.StageID{rapid.SampledFrom(s.layout().Journey.Stages).Draw(t, "stage").ID}
		}
		s.board.SetOptions(o)
	}
}

// compare holds the screen against a painting from scratch, without the bars at the edges and the names that
// are kept in sight over their labels.
func (s *stage) compare(t *rapid.T) {
	s.board.CancelGesture()
	s.window.Canvas().Unfocus()
	s.board.MouseOut()
	s.Select(nil)
	s.board.ShowSelection()
	got := s.window.Canvas().Capture()
	l := layout.Compute(s.Workspace(), s.journey, s.board.Options())
	now := s.board.Scene()
	sc := scene.Build(l, now.Theme, nil)
	zoom := s.board.Zoom()
	view := s.board.View()
	left, top := 1000-int(view.W*zoom+0.5), 700-int(view.H*zoom+0.5)
	paint := func(r image.Rectangle, layer *scene.Layer, corner, at layout.Point) {
		want := fromScratch(r.Size(), layer, corner, at, zoom)
		for _, name := range s.keptNames(fyne.NewPos(0, float32(top)), fyne.NewPos(float32(left), 0)) {
			draw.Draw(want, name.Sub(r.Min), got, name.Min, draw.Src)
		}
		r.Max.X = min(r.Max.X, left+int((l.Size.X-view.X)*zoom), 988)
		r.Max.Y = min(r.Max.Y, top+int((l.Size.Y-view.Y)*zoom), 688)
		if bad, at := differ(got, want, r); bad > 0 {
			t.Fatalf("zoom %g view %v: %d pixels differ, the first at %v", zoom, view, bad, at)
		}
	}
	body := layout.Point{X: l.Label, Y: l.Header}
	paint(image.Rect(left, top, 1000, 700), sc.Body, body, layout.Point{X: view.X, Y: view.Y})
	if zoom >= 0.7 {
		paint(image.Rect(left, 0, 1000, top), sc.Header, layout.Point{X: l.Label}, layout.Point{X: view.X})
		paint(image.Rect(0, top, left, 700), sc.Labels, layout.Point{Y: l.Header}, layout.Point{Y: view.Y})
		paint(image.Rect(0, 0, left, top), sc.Corner, layout.Point{}, layout.Point{})
	}
}

// fromScratch paints what is seen of a layer from the point at on, in pieces of 512 pixels from the
// layer's corner on: pieces that begin elsewhere round a letter's place differently here and there.
func fromScratch(size image.Point, layer *scene.Layer, corner, at layout.Point, zoom float64) *image.RGBA {
	const piece = 512
	want := image.NewRGBA(image.Rectangle{Max: size})
	x0, y0 := int(math.Round((at.X-corner.X)*zoom)), int(math.Round((at.Y-corner.Y)*zoom))
	part := image.NewRGBA(image.Rect(0, 0, piece, piece))
	for j := y0 / piece; j*piece < y0+size.Y; j++ {
		for i := x0 / piece; i*piece < x0+size.X; i++ {
			draw.Draw(part, part.Rect, image.NewUniform(layer.Background), image.Point{}, draw.Src)
			origin := corner.Add(layout.Point{X: float64(i*piece) / zoom, Y: float64(j*piece) / zoom})
			raster.Draw(part, layer, origin, zoom)
			to := image.Pt(i*piece-x0, j*piece-y0)
			draw.Draw(want, part.Rect.Add(to), part, image.Point{}, draw.Src)
		}
	}
	return want
}

// differ counts the pixels of r in got that are not those of want, whose (0,0) is r's corner. The last
// bit may differ, since tiles begin at other fractions.
func differ(got image.Image, want *image.RGBA, r image.Rectangle) (n int, first image.Point) {
	const close = 6 << 8
	near := func(a, b uint32) bool { return a < b+close && b < a+close }
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			r0, g0, b0, _ := got.At(x, y).RGBA()
			r1, g1, b1, _ := want.At(x-r.Min.X, y-r.Min.Y).RGBA()
			if !near(r0, r1) || !near(g0, g1) || !near(b0, b1) {
				if n++; n == 1 {
					first = image.Pt(x, y)
				}
			}
		}
	}
	return n, first
}

// TestPoolsDoNotGrow scrolls and zooms for long: the objects and the memory stay bounded. The first walk
// waits for every tile, and so has the most of them on screen that its views can show; the second one goes
// the same way without waiting.
func TestPoolsDoNotGrow(t *testing.T) {
	s := newStage(t, model.Generate(4, 30, 12, 900, 0, 3))
	walk := func(waits bool) {
		s.board.ZoomTo(1)
		for i := range 300 {
			s.board.Bench("pan", 13*i, 1)
			if waits {
				s.settle()
			}
			if i%50 == 0 {
				s.board.ZoomTo([]float64{1, 0.5, 0.2}[i/50%3])
				s.settle()
			}
			for len(s.posted) > 0 {
				(<-s.posted)()
			}
		}
		s.settle()
	}
	walk(true)
	first := s.board.Stats()
	walk(false)
	second := s.board.Stats()
	if second.Objects > first.Objects {
		t.Errorf("%d objects, then %d", first.Objects, second.Objects)
	}
	if second.Bytes > canvas.CacheLimit {
		t.Errorf("%d bytes of tiles, the cap is %d", second.Bytes, canvas.CacheLimit)
	}
	if second.Objects > 120 {
		t.Errorf("%d objects for a window of 1000 x 700", second.Objects)
	}
}

// rgba copies a picture.
func rgba(img image.Image) *image.RGBA {
	out := image.NewRGBA(img.Bounds())
	draw.Draw(out, out.Rect, img, image.Point{}, draw.Src)
	return out
}
