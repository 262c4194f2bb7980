package raster_test

import (
	"image"
	"image/color"
	"math"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
)

var (
	white = scene.Color{R: 255, G: 255, B: 255, A: 255}
	black = scene.Color{A: 255}
	red   = scene.Color{R: 200, A: 255}
	blue  = scene.Color{B: 200, A: 255}
)

// paint draws items over white.
func paint(w, h int, zoom float64, items ...scene.Item) *image.RGBA {
	return paintAt(image.Rect(0, 0, w, h), layout.Point{}, zoom, items...)
}

func paintAt(r image.Rectangle, origin layout.Point, zoom float64, items ...scene.Item) *image.RGBA {
	const far = 2000
	group := &scene.Group{Bounds: layout.Rect{X: -far, Y: -far, W: 2 * far, H: 2 * far}, Items: items}
	dst := image.NewRGBA(r)
	raster.Draw(dst, scene.NewLayer(group.Bounds, white, []*scene.Group{group}), origin, zoom)
	return dst
}

func at(m *image.RGBA, x, y int) color.RGBA { return m.RGBAAt(x, y) }

func wantPixel(t *testing.T, m *image.RGBA, x, y int, want scene.Color) {
	t.Helper()
	got := at(m, x, y)
	if got != (color.RGBA{want.R, want.G, want.B, 255}) {
		t.Errorf("pixel (%d,%d) is %v, want %v", x, y, got, want)
	}
}

// ink is how many pixels' worth of black stand on white.
func ink(m *image.RGBA) float64 {
	sum := 0.0
	for i := 0; i < len(m.Pix); i += 4 {
		sum += 1 - float64(m.Pix[i+1])/255
	}
	return sum
}

func TestRectFillsItsPixels(t *testing.T) {
	m := paint(40, 30, 1, scene.Rect{Rect: layout.Rect{X: 5, Y: 6, W: 20, H: 10}, Fill: red})
	for _, p := range []image.Point{{5, 6}, {24, 6}, {5, 15}, {24, 15}, {12, 10}} {
		wantPixel(t, m, p.X, p.Y, red)
	}
	for _, p := range []image.Point{{4, 6}, {25, 6}, {5, 5}, {5, 16}} {
		wantPixel(t, m, p.X, p.Y, white)
	}
}

func TestRectEdgesAreMovedToPixels(t *testing.T) {
	m := paint(60, 40, 1.37, scene.Rect{Rect: layout.Rect{X: 5, Y: 6, W: 20, H: 10}, Fill: red, Stroke: scene.Stroke{Width: 1 / 1.37, Color: blue}})
	for y := 0; y < 40; y++ {
		for x := 0; x < 60; x++ {
			c := at(m, x, y)
			if c != (color.RGBA{255, 255, 255, 255}) && c != (color.RGBA{200, 0, 0, 255}) && c != (color.RGBA{0, 0, 200, 255}) {
				t.Fatalf("pixel (%d,%d) is %v: an edge is blurred", x, y, c)
			}
		}
	}
}

func TestRoundRectArea(t *testing.T) {
	const w, h, r = 60.0, 40.0, 9.0
	m := paint(80, 60, 1, scene.Rect{Rect: layout.Rect{X: 10, Y: 10, W: w, H: h}, Radius: r, Fill: black})
	want := w*h - (4-math.Pi)*r*r
	if got := ink(m); math.Abs(got-want) > 1 {
		t.Errorf("rounded rectangle covers %.1f pixels, want %.1f", got, want)
	}
	wantPixel(t, m, 10, 10, white)
	if at(m, 12, 12) == at(m, 10, 10) || at(m, 12, 12) != at(m, 67, 47) {
		t.Errorf("corners differ: %v and %v", at(m, 12, 12), at(m, 67, 47))
	}
}

func TestStrokeWidthsStayApart(t *testing.T) {
	area := func(width float64) float64 {
		return ink(paint(80, 60, 1, scene.Rect{Rect: layout.Rect{X: 10, Y: 10, W: 50, H: 30}, Radius: 6, Stroke: scene.Stroke{Width: width, Color: black}}))
	}
	perimeter := 2*(50.0+30) - (8-2*math.Pi)*6
	for _, width := range []float64{0.5, 1, 1.5, 2, 3} {
		if got, want := area(width), width*perimeter; math.Abs(got-want) > 0.06*want {
			t.Errorf("a stroke of %v covers %.1f pixels, want about %.1f", width, got, want)
		}
	}
}

func TestDashedFrameIsPartOfTheSolidOne(t *testing.T) {
	frame := func(dash []float64) float64 {
		return ink(paint(120, 80, 1, scene.Rect{Rect: layout.Rect{X: 10, Y: 10, W: 100, H: 60}, Radius: 6, Stroke: scene.Stroke{Width: 2, Color: black, Dash: dash}}))
	}
	solid, dashed := frame(nil), frame([]float64{4, 3})
	if share := dashed / solid; math.Abs(share-4.0/7) > 0.03 {
		t.Errorf("dashes 4-3 cover %.2f of the frame, want %.2f", share, 4.0/7)
	}
}

func TestTinyDashesBecomeAPaleLine(t *testing.T) {
	line := scene.Path{Segments: lines(0, 10, 1000, 10), Stroke: scene.Stroke{Width: 10, Color: black, Dash: []float64{4, 3}}}
	share := ink(paint(100, 20, 0.1, line)) / 100
	if math.Abs(share-4.0/7) > 0.03 {
		t.Errorf("dashes below a pixel cover %.2f, want %.2f", share, 4.0/7)
	}
}

// lines makes segments through points given as x, y, x, y...
func lines(xy ...float64) []layout.Segment {
	var s []layout.Segment
	for i := 0; i < len(xy); i += 2 {
		op := byte('L')
		if i == 0 {
			op = 'M'
		}
		s = append(s, layout.Segment{Op: op, Points: [3]layout.Point{{X: xy[i], Y: xy[i+1]}}})
	}
	return s
}

func TestPathAreaAndStroke(t *testing.T) {
	triangle := scene.Path{Segments: lines(10, 10, 90, 20, 30, 70), Closed: true, Fill: black}
	if got, want := ink(paint(100, 80, 1, triangle)), (80.0*60-20*10)/2; math.Abs(got-want) > 0.002*want {
		t.Errorf("triangle covers %.2f pixels, want %.2f", got, want)
	}
	slope := scene.Path{Segments: lines(10, 10, 70, 55), Stroke: scene.Stroke{Width: 3, Color: black}}
	if got, want := ink(paint(100, 80, 1, slope)), 3*75.0; math.Abs(got-want) > 1 {
		t.Errorf("a line of 75 by 3 covers %.2f pixels, want %.2f", got, want)
	}
	slope.Stroke.Round = true
	if got, want := ink(paint(100, 80, 1, slope)), 3*75+math.Pi*1.5*1.5; math.Abs(got-want) > 1 {
		t.Errorf("with round ends it covers %.2f pixels, want %.2f", got, want)
	}
}

func TestStrokedCornersAreWhole(t *testing.T) {
	for _, turn := range [][]float64{{20, 20, 60, 25, 25, 60}, {60, 60, 20, 40, 60, 20}, {20, 60, 40, 20, 60, 60}} {
		for _, roundJoin := range []bool{true, false} {
			m := paint(80, 80, 1, scene.Path{Segments: lines(turn...), Stroke: scene.Stroke{Width: 9, Color: black, Round: roundJoin}})
			if c := at(m, int(turn[2]), int(turn[3])); c.R > 10 {
				t.Errorf("round %v: corner of %v has a hole: %v", roundJoin, turn, c)
			}
		}
	}
}

func TestClosedStrokeHasAnEmptyMiddle(t *testing.T) {
	m := paint(80, 80, 1, scene.Path{Segments: lines(10, 15, 70, 10, 65, 70, 12, 60), Closed: true, Stroke: scene.Stroke{Width: 2, Color: black}})
	wantPixel(t, m, 40, 40, white)
	if got := ink(m); got < 400 || got > 520 {
		t.Errorf("outline covers %.0f pixels", got)
	}
}

func TestHairlinesAreCrisp(t *testing.T) {
	for _, y := range []float64{10, 10.3, 10.5, 10.8} {
		m := paint(40, 20, 1, scene.Path{Segments: lines(0, y, 40, y), Stroke: scene.Stroke{Width: 1, Color: black}})
		rows := 0
		for r := 0; r < 20; r++ {
			if c := at(m, 20, r); c.R == 0 {
				rows++
			} else if c.R != 255 {
				t.Errorf("line at %v: row %d is grey %v", y, r, c)
			}
		}
		if rows != 1 {
			t.Errorf("line at %v covers %d rows, want 1", y, rows)
		}
	}
}

func TestHatchCoversItsShare(t *testing.T) {
	hatched := scene.Rect{Rect: layout.Rect{X: 0, Y: 0, W: 200, H: 200}, Hatch: scene.Hatch{Width: 1, Every: 4, Color: black}}
	for _, zoom := range []float64{0.3, 1, 1.7} {
		side := int(200 * zoom)
		share := ink(paint(side, side, zoom, hatched)) / float64(side*side)
		if math.Abs(share-0.25) > 0.01 {
			t.Errorf("at %v the hatch covers %.3f, want 0.25", zoom, share)
		}
	}
}

func TestShadowLiesBelowAndFades(t *testing.T) {
	m := paint(120, 120, 1, scene.Rect{Rect: layout.Rect{X: 40, Y: 40, W: 40, H: 40}, Radius: 6, Fill: white, Shadow: scene.Shadow{DY: 6, Blur: 12, Color: black}})
	wantPixel(t, m, 60, 60, white)
	below, above, far := at(m, 60, 84).R, at(m, 60, 35).R, at(m, 60, 115).R
	if !(below < above && above < 255 && far == 255) {
		t.Errorf("shadow below, above, far is %d, %d, %d", below, above, far)
	}
	if left, right := at(m, 35, 66), at(m, 84, 66); left != right {
		t.Errorf("shadow at left %v and right %v differ", left, right)
	}
}

func TestZoomRangesAreHonoured(t *testing.T) {
	item := scene.Rect{Rect: layout.Rect{W: 100, H: 100}, Fill: red, Zoom: scene.Zoom{Min: 0.4, Max: 0.6}}
	for zoom, drawn := range map[float64]bool{0.39: false, 0.4: true, 0.59: true, 0.6: false, 2: false} {
		m := paint(10, 10, zoom, item)
		if got := at(m, 5, 5).G == 0; got != drawn {
			t.Errorf("at zoom %v drawn is %v, want %v", zoom, got, drawn)
		}
	}
}

func TestPictureWithAnotherOrigin(t *testing.T) {
	item := scene.Rect{Rect: layout.Rect{X: 100, Y: 50, W: 20, H: 10}, Fill: red}
	m := paintAt(image.Rect(7, 9, 47, 39), layout.Point{X: 90, Y: 45}, 1, item)
	wantPixel(t, m, 17, 14, red)
	wantPixel(t, m, 16, 14, white)
	wantPixel(t, m, 36, 23, red)
	wantPixel(t, m, 37, 23, white)
}

// anyItem draws an item somewhere around a picture of 160 x 160.
func anyItem(t *rapid.T) scene.Item {
	number := func(low, high float64, name string) float64 { return rapid.Float64Range(low, high).Draw(t, name) }
	c := scene.Color{R: uint8(number(0, 255, "r")), G: uint8(number(0, 255, "g")), B: 60, A: uint8(number(80, 255, "a"))}
	box := layout.Rect{X: number(-60, 150, "x"), Y: number(-60, 150, "y"), W: number(0.2, 160, "w"), H: number(0.2, 120, "h")}
	stroke := scene.Stroke{Width: number(0, 5, "width"), Color: c, Round: rapid.Bool().Draw(t, "round")}
	if rapid.Bool().Draw(t, "dashed") {
		stroke.Dash = []float64{number(0.5, 12, "on"), number(0.5, 9, "off")}
	}
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0:
		r := scene.Rect{Rect: box, Radius: number(0, 14, "radius"), Fill: c, Stroke: stroke}
		if rapid.Bool().Draw(t, "hatched") {
			r.Hatch = scene.Hatch{Width: 0.7, Every: number(1, 8, "every"), Color: black}
		}
		if rapid.Bool().Draw(t, "shadowed") {
			r.Shadow = scene.Shadow{DY: 2, Blur: number(0, 12, "blur"), Color: scene.Color{A: 90}}
		}
		return r
	case 1:
		xy := rapid.SliceOfN(rapid.Float64Range(-40, 200), 4, 4).Draw(t, "points")
		return scene.Path{Segments: lines(xy...), Stroke: stroke}
	case 2:
		return scene.Icon{Rect: layout.Rect{X: box.X, Y: box.Y, W: 15, H: 15}, Name: "lane-pain", Color: c}
	}
	return scene.Text{At: layout.Point{X: box.X, Y: box.Y}, Line: layout.NewLine("Say what happens", layout.Style{Size: 11}), Color: c}
}

// Tiles must meet without a seam: a picture in four parts is the picture in one.
func TestTilesMeet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOfN(rapid.Custom(anyItem), 1, 4).Draw(t, "items")
		zoom := rapid.SampledFrom([]float64{0.25, 0.5, 0.7, 1, 1.25, 2}).Draw(t, "zoom")
		const side = 64
		whole := paint(2*side, 2*side, zoom, items...)
		for ty := range 2 {
			for tx := range 2 {
				origin := layout.Point{X: float64(tx*side) / zoom, Y: float64(ty*side) / zoom}
				tile := paintAt(image.Rect(0, 0, side, side), origin, zoom, items...)
				compareTile(t, whole, tile, tx*side, ty*side)
			}
		}
	})
}

func compareTile(t *rapid.T, whole, tile *image.RGBA, dx, dy int) {
	for y := range tile.Rect.Dy() {
		for x := range tile.Rect.Dx() {
			a, b := whole.RGBAAt(x+dx, y+dy), tile.RGBAAt(x, y)
			// The sums of a path's cover may differ by rounding.
			if apart(a.R, b.R) > 3 || apart(a.G, b.G) > 3 || apart(a.B, b.B) > 3 || b.A != 255 {
				t.Fatalf("pixel (%d,%d) is %v in the whole and %v in the tile", x+dx, y+dy, a, b)
			}
		}
	}
}

func apart(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

func TestSceneLayersStayInTheirBounds(t *testing.T) {
	big := &scene.Group{Bounds: layout.Rect{W: 100, H: 100}, Items: []scene.Item{scene.Rect{Rect: layout.Rect{W: 100, H: 100}, Fill: red}}}
	s := &scene.Scene{
		Body:   scene.NewLayer(layout.Rect{X: 20, Y: 10, W: 80, H: 90}, white, nil),
		Header: scene.NewLayer(layout.Rect{X: 20, W: 80, H: 10}, blue, []*scene.Group{big}),
		Labels: scene.NewLayer(layout.Rect{Y: 10, W: 20, H: 90}, blue, nil),
		Corner: scene.NewLayer(layout.Rect{W: 20, H: 10}, black, nil),
	}
	m := image.NewRGBA(image.Rect(0, 0, 120, 120))
	raster.DrawScene(m, s, layout.Point{}, 1)
	wantPixel(t, m, 50, 5, red)
	wantPixel(t, m, 50, 50, white)
	wantPixel(t, m, 5, 50, blue)
	wantPixel(t, m, 5, 5, black)
	wantPixel(t, m, 110, 110, white)
}

func TestHostileItemsDoNoHarm(t *testing.T) {
	bad := []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1e300, 1e-300}
	line := layout.NewLine("x", layout.Style{Size: 11})
	for _, v := range bad {
		for _, w := range bad {
			paint(16, 16, 1,
				scene.Rect{Rect: layout.Rect{X: v, Y: w, W: v, H: 20}, Radius: w, Fill: red, Stroke: scene.Stroke{Width: v, Color: red, Dash: []float64{w, v}}, Hatch: scene.Hatch{Width: v, Every: w, Color: red}, Shadow: scene.Shadow{DY: w, Blur: v, Color: red}},
				scene.Rect{Rect: layout.Rect{W: 1e12, H: 1e12}, Radius: 5, Fill: red, Stroke: scene.Stroke{Width: 1, Color: red, Dash: []float64{1, 2}}},
				scene.Path{Segments: lines(v, w, 3, 4, w, v), Stroke: scene.Stroke{Width: w, Color: red}, Fill: red},
				scene.Text{At: layout.Point{X: v, Y: w}, Line: line, Color: red},
				scene.Icon{Rect: layout.Rect{X: v, Y: w, W: v, H: w}, Name: "star", Color: red},
				scene.Image{Rect: layout.Rect{X: v, Y: w, W: v, H: w}},
			)
			raster.Draw(image.NewRGBA(image.Rect(0, 0, 4, 4)), scene.NewLayer(layout.Rect{W: 9, H: 9}, white, nil), layout.Point{X: v, Y: w}, v)
		}
	}
}

func TestConcurrentTilesAgree(t *testing.T) {
	board := denseBoard(8, 8)
	want := image.NewRGBA(image.Rect(0, 0, 256, 256))
	raster.Draw(want, board, layout.Point{X: 60, Y: 60}, 1)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, zoom := range []float64{0.7, 1.3, 1} {
				got := image.NewRGBA(want.Rect)
				raster.Draw(got, board, layout.Point{X: 60, Y: 60}, zoom)
				if zoom == 1 && string(got.Pix) != string(want.Pix) {
					t.Error("two painters at a time give other pictures than one")
				}
			}
		})
	}
	wg.Wait()
}
