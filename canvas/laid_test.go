package canvas

import (
	"image"
	"image/draw"
	"math/rand/v2"
	"testing"
)

// TestMarksLieOverAsDrawingThemDoes holds what is laid over pictures against the standard library's.
func TestMarksLieOverAsDrawingThemDoes(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	picture := func(w, h int, opaque bool) *image.RGBA {
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		for i := 0; i < len(img.Pix); i += 4 {
			a := 255
			if !opaque {
				a = []int{0, 255, random.IntN(256)}[random.IntN(3)]
			}
			for k := range 3 {
				img.Pix[i+k] = uint8(random.IntN(a + 1))
			}
			img.Pix[i+3] = uint8(a)
		}
		return img
	}
	for range 200 {
		got := picture(1+random.IntN(40), 1+random.IntN(40), true)
		src := picture(1+random.IntN(40), 1+random.IntN(40), false)
		at := image.Pt(random.IntN(60)-30, random.IntN(60)-30)
		want := image.NewRGBA(got.Rect)
		copy(want.Pix, got.Pix)
		draw.Draw(want, src.Rect.Add(at), src, image.Point{}, draw.Over)
		layOver(got, src, at)
		for i := range want.Pix {
			if d := int(got.Pix[i]) - int(want.Pix[i]); d < -1 || d > 1 {
				t.Fatalf("%v at %v over %v: byte %d is %d, want %d", src.Rect, at, got.Rect, i, got.Pix[i], want.Pix[i])
			}
		}
	}
}
