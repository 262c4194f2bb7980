package app

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stagecraft/app/look"
)

// TestHomeCutsNoTitle looks for texts that are cut short on the cards of the home screen.
func TestHomeCutsNoTitle(t *testing.T) {
	for _, size := range []float64{1, 1.25, 1.5} {
		s := newStage(t, Options{})
		s.program.setTextSize(size)
		tips := s.tips()
		for _, width := range []float32{1024, 1280, 1366, 1440, 1600, 1920} {
			s.window().window.Resize(fyne.NewSize(width, 720))
			for _, name := range []string{"home.sample.hotel", "home.sample.shop", "home.sample.software", "home.template.practical-blueprint", "home.template.service-blueprint"} {
				p := s.find(name).(*look.Press)
				p.MouseIn(&desktop.MouseEvent{}) // what is cut short is told in full
				if text := tips.Said(); text != "" {
					t.Errorf("%s at %g and text size %g is cut: %q", name, width, size, text)
				}
				p.MouseOut()
			}
		}
	}
}

// TestThumbKeepsTheUpperLeftCorner gives a picture places of other forms than its own.
func TestThumbKeepsTheUpperLeftCorner(t *testing.T) {
	newStage(t, Options{})
	whole := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range whole.Pix {
		whole.Pix[i] = byte(i * 7)
	}
	for _, size := range []fyne.Size{{Width: 400, Height: 300}, {Width: 600, Height: 200}, {Width: 150, Height: 250}} {
		p := newThumb()
		place := p.object()
		place.Resize(size)
		p.set(whole)
		got := p.picture.Image.(*image.RGBA)
		if got.Stride != 4*got.Rect.Dx() {
			t.Errorf("%v: rows of %d bytes for %d pixels", size, got.Stride, got.Rect.Dx())
		}
		if form, want := float32(got.Rect.Dx())/float32(got.Rect.Dy()), size.Width/size.Height; form < want*0.95 || form > want*1.05 {
			t.Errorf("%v: the picture is %v", size, got.Rect)
		}
		if got.Rect.Dx() != 40 && got.Rect.Dy() != 30 {
			t.Errorf("%v: more is left out than must be: %v", size, got.Rect)
		}
		for y := range got.Rect.Dy() {
			for x := range got.Rect.Dx() {
				if color.RGBA(got.RGBAAt(x, y)) != whole.RGBAAt(x, y) {
					t.Fatalf("%v: another pixel at %d, %d", size, x, y)
				}
			}
		}
	}
}
