package canvas_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/model"
)

// BenchmarkPanFrame is the board's own work for one frame of panning over 10,000 cards, without the
// drawing of it.
func BenchmarkPanFrame(b *testing.B) {
	s := newStage(b, model.Generate(10, 100, 12, 10000, 0, 1))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		s.board.Bench("pan", i, 1)
		for len(s.posted) > 0 {
			(<-s.posted)()
		}
		i++
	}
}

// BenchmarkHover is the work for one move of the pointer over 10,000 cards.
func BenchmarkHover(b *testing.B) {
	s := newStage(b, model.Generate(10, 100, 12, 10000, 0, 1))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		s.board.MouseMoved(s.mouse(fyne.NewPos(float32(150+i%800), float32(100+i%500)), 0))
		i++
	}
}

// BenchmarkDragFrame is the work for one move of a card over 10,000.
func BenchmarkDragFrame(b *testing.B) {
	s := newStage(b, model.Generate(10, 100, 12, 10000, 0, 1))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		s.board.Bench("drag", i, 1)
		i++
	}
}

// BenchmarkEdit is one change of a card's text among 10,000: command, layout, scene and the tiles that
// it touches.
func BenchmarkEdit(b *testing.B) {
	s := newStage(b, model.Generate(10, 100, 12, 10000, 0, 1))
	c := *s.plainCards()[5].Card
	b.ReportAllocs()
	before := s.board.Stats().Painted
	n := 0
	for b.Loop() {
		c.Title = []string{"Pays by card", "Pays by phone"}[n%2]
		if err := s.Do(model.EditCards{Journey: s.journey, Cards: []model.Card{c}}); err != nil {
			b.Fatal(err)
		}
		s.settle()
		n++
	}
	b.ReportMetric(float64(s.board.Stats().Painted-before)/float64(n), "tiles/op")
}

// BenchmarkZoomFrame is one frame of a running zoom: the tiles that there are, scaled into the backdrop.
func BenchmarkZoomFrame(b *testing.B) {
	s := newStage(b, model.Generate(10, 100, 12, 10000, 0, 1))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		s.board.Bench("zoom", i, 1)
		s.board.Compose(1600, 900)
		i++
	}
	s.settle()
}

// BenchmarkTiles paints all tiles of a window of 1000 x 700 anew.
func BenchmarkTiles(b *testing.B) {
	for name, zoom := range map[string]float64{"100%": 1, "30%": 0.3, "10%": 0.1} {
		b.Run(name, func(b *testing.B) {
			s := newStage(b, model.Generate(10, 100, 12, 10000, 0, 1))
			before, n := s.board.Stats().Painted, 0
			b.ReportAllocs()
			for b.Loop() {
				s.board.ZoomTo(zoom * (1 + float64(n%1000)*1e-5)) // another size each time: none is at hand
				s.settle()
				n++
			}
			b.ReportMetric(float64(s.board.Stats().Painted-before)/float64(n), "tiles/op")
		})
	}
}
