package canvas_test

import (
	"image"
	"math"
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// The number of votes of a card can be read while the card has the focus and the pointer is over it.
func TestVotesLieOverTheRings(t *testing.T) {
	s := newStage(t, small(2))
	c := s.visibleCards()[0].Card
	s.click(s.at(s.ref(c)))
	for range 12 {
		s.board.TypedRune('v')
	}
	s.settle()
	box := s.layout().CardBox(c.ID)
	pill := scene.VotesPill(scene.Light(), box.Card, box.Rect).Bounds.Inset(2)
	look := func() (shot image.Image, r image.Rectangle) {
		at, end := s.board.PixelAt(layout.Point{X: pill.X, Y: pill.Y}), s.board.PixelAt(layout.Point{X: pill.Right(), Y: pill.Bottom()})
		round := func(f float32) int { return int(math.Round(float64(f))) }
		return s.window.Canvas().Capture(), image.Rect(round(at.X), round(at.Y), round(end.X), round(end.Y))
	}
	pointed, at := look()
	s.board.MouseOut()
	focused, _ := look()
	s.window.Canvas().Unfocus()
	chosen, _ := look()
	s.Select(nil)
	s.board.ShowSelection()
	s.window.Canvas().Unfocus()
	bare, _ := look()
	accent := scene.Light().Token("accent")
	rings := func(shot image.Image) (n int) {
		for y := at.Min.Y; y < at.Max.Y; y++ {
			for x := at.Min.X; x < at.Max.X; x++ {
				if r, g, b, _ := shot.At(x, y).RGBA(); uint8(r>>8) == accent.R && uint8(g>>8) == accent.G && uint8(b>>8) == accent.B {
					n++
				}
			}
		}
		return n
	}
	if rings(bare) > 0 {
		t.Fatal("the votes have the colour of the rings")
	}
	if n, m, k := rings(focused), rings(pointed), rings(chosen); n+m+k > 0 {
		t.Errorf("rings run through the votes: %d pixels with the focus, %d below the pointer too, %d without the focus", n, m, k)
	}
	if d, _ := differ(bare, rgba(focused), bare.Bounds()); d < 200 {
		t.Errorf("the focus shows in %d pixels", d)
	}
}
