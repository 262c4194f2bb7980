package canvas

import (
	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
)

// Pointed returns the place of the window where the pointer is; false when it is not on the board.
func (b *Board) Pointed() (fyne.Position, bool) {
	at := fyne.NewPos(float32(b.pointer.at.X), float32(b.pointer.at.Y))
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(b).Add(at), b.pointer.inside
}

// At returns what of the map lies at a place of the window; the zero Hit beside the board.
func (b *Board) At(window fyne.Position) layout.Hit {
	l := b.Layout()
	if l == nil {
		return layout.Hit{}
	}
	at := window.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(b))
	if size := b.Size(); at.X < 0 || at.Y < 0 || at.X >= size.Width || at.Y >= size.Height {
		return layout.Hit{}
	}
	return l.HitTest(b.view.at(pixel(at)))
}
