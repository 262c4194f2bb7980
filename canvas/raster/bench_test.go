package raster_test

import (
	"fmt"
	"image"
	"io"
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
)

// denseBoard is a map of many cards as the scene builder makes them: shadow, frame, text, icon, dots,
// links, with the levels of detail of the board.
func denseBoard(columns, rows int) *scene.Layer {
	const pitchX, pitchY = 136.0, 74.0
	texts := []string{
		"City tax shown only on the last page",
		"Opens six tabs, reads reviews, checks the map",
		"Guest calls about the room type and waits",
		"Where do I park? The mail does not say",
	}
	ink := scene.Color{R: 0x19, G: 0x21, B: 0x2e, A: 255}
	fills := []scene.Color{{R: 0xfd, G: 0xed, B: 0xe4, A: 255}, {R: 0xed, G: 0xf5, B: 0xfc, A: 255}}
	line := scene.Color{R: 0xb0, G: 0x43, B: 0x0a, A: 255}
	var groups []*scene.Group
	for c := range columns {
		for r := range rows {
			box := layout.Rect{X: float64(c)*pitchX + 4, Y: float64(r)*pitchY + 6, W: 128, H: 62}
			stroke := scene.Stroke{Width: 1, Color: line}
			if (c+r)%5 == 0 {
				stroke = scene.Stroke{Width: 1.25, Color: line, Dash: []float64{4, 3}}
			}
			items := []scene.Item{
				scene.Rect{Rect: box, Radius: 6, Fill: fills[r%2], Stroke: stroke, Zoom: scene.Zoom{Min: 0.6}, Shadow: scene.Shadow{DY: 1, Blur: 2, Color: scene.Color{A: 20}}},
				scene.Rect{Rect: box, Radius: 6, Fill: fills[r%2], Stroke: stroke, Zoom: scene.Zoom{Min: 0.15, Max: 0.6}},
				scene.Rect{Rect: box, Fill: fills[r%2], Zoom: scene.Zoom{Max: 0.15}},
				scene.Icon{Rect: layout.Rect{X: box.X + 9, Y: box.Y + 7, W: 14, H: 14}, Name: "lane-pain", Color: line, Zoom: scene.Zoom{Min: 0.4}},
			}
			lines, _ := layout.Wrap(texts[(c*7+r)%len(texts)], layout.Style{Size: 11}, 92, 12)
			for i, l := range lines {
				y := box.Y + 18 + float64(i)*15
				items = append(items,
					scene.Text{At: layout.Point{X: box.X + 27, Y: y}, Line: l, Color: ink, Zoom: scene.Zoom{Min: 0.4}},
					scene.Rect{Rect: layout.Rect{X: box.X + 27, Y: y - 6, W: l.Width, H: 4}, Fill: line, Zoom: scene.Zoom{Min: 0.15, Max: 0.4}})
			}
			groups = append(groups, &scene.Group{Bounds: box.Inset(-6), Items: items})
			if r%3 == 0 {
				groups = append(groups, link(box.X+64, box.Bottom(), pitchY))
			}
		}
	}
	return scene.NewLayer(layout.Rect{W: pitchX * float64(columns), H: pitchY * float64(rows)}, scene.Color{R: 255, G: 255, B: 255, A: 255}, groups)
}

func link(x, y, h float64) *scene.Group {
	grey := scene.Color{R: 0x4c, G: 0x58, B: 0x6a, A: 255}
	path := scene.Path{
		Segments: []layout.Segment{
			{Op: 'M', Points: [3]layout.Point{{X: x, Y: y}}},
			{Op: 'L', Points: [3]layout.Point{{X: x, Y: y + h/2}}},
			{Op: 'Q', Points: [3]layout.Point{{X: x, Y: y + h/2 + 6}, {X: x + 6, Y: y + h/2 + 6}}},
			{Op: 'L', Points: [3]layout.Point{{X: x + 130, Y: y + h/2 + 6}}},
		},
		Stroke: scene.Stroke{Width: 1.25, Color: grey},
	}
	return &scene.Group{Bounds: layout.Rect{X: x - 2, Y: y, W: 134, H: h}, Items: []scene.Item{path}}
}

func BenchmarkTile(b *testing.B) {
	board := denseBoard(100, 100)
	for _, zoom := range []float64{2, 1, 0.5, 0.25, 0.1, 0.05} {
		b.Run(fmt.Sprintf("%g%%", zoom*100), func(b *testing.B) {
			dst := image.NewRGBA(image.Rect(0, 0, 512, 512))
			origin := layout.Point{X: 512, Y: 512}
			raster.Draw(dst, board, origin, zoom)
			b.ReportAllocs()
			for b.Loop() {
				raster.Draw(dst, board, origin, zoom)
			}
		})
	}
}

func BenchmarkPNG1000Cards(b *testing.B) {
	board := denseBoard(40, 25)
	const zoom = 96 / 72.0
	size := image.Pt(int(board.Bounds.W*zoom), int(board.Bounds.H*zoom))
	for b.Loop() {
		err := raster.PNG(b.Context(), io.Discard, size, 96, func(dst *image.RGBA) error {
			raster.Draw(dst, board, layout.Point{Y: float64(dst.Rect.Min.Y) / zoom}, zoom)
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
