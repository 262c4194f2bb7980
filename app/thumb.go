package app

import (
	"image"
	"image/draw"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// thumb is a picture of a map that fills its place. What does not fit is left out at the right and at the
// foot: the headers and the lane labels stay.
type thumb struct {
	picture *fynecanvas.Image
	whole   *image.RGBA // nil as long as it is not drawn
}

func newThumb() *thumb {
	t := &thumb{picture: &fynecanvas.Image{FillMode: fynecanvas.ImageFillStretch, ScaleMode: fynecanvas.ImageScaleSmooth}}
	t.picture.SetMinSize(fyne.NewSize(200, thumbHeight))
	return t
}

func (t *thumb) object() fyne.CanvasObject { return container.New(t, t.picture) }

// set shows a drawn map.
func (t *thumb) set(whole *image.RGBA) {
	t.whole = whole
	t.crop()
	t.picture.Refresh()
}

// crop takes as much of the picture as has the form of its place.
func (t *thumb) crop() {
	size := t.picture.Size()
	if t.whole == nil || size.Width <= 0 || size.Height <= 0 {
		return
	}
	w, h := float32(t.whole.Rect.Dx()), float32(t.whole.Rect.Dy())
	if tall := w * size.Height / size.Width; tall <= h {
		h = tall
	} else {
		w = h * size.Width / size.Height
	}
	// A part of a picture that shares its pixels with the whole one is drawn askew.
	part := image.NewRGBA(image.Rect(0, 0, int(w+0.5), int(h+0.5)))
	draw.Draw(part, part.Rect, t.whole, image.Point{}, draw.Src)
	t.picture.Image = part
}

// MinSize is part of fyne.Layout.
func (t *thumb) MinSize([]fyne.CanvasObject) fyne.Size { return t.picture.MinSize() }

// Layout is part of fyne.Layout.
func (t *thumb) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if t.picture.Size() != size {
		t.picture.Resize(size)
		t.crop()
		t.picture.Refresh()
	}
}
