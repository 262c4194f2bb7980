package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// Fill is a rectangle in tokens' colours. Empty tokens draw nothing.
type Fill struct {
	leaf
	fill, border  string
	radius, width float32
	plate         *plate
}

// NewFill returns a rectangle with a fill, a border of the given width and round corners.
func NewFill(fill, border string, width, radius float32) *Fill {
	f := &Fill{fill: fill, border: border, width: width, radius: radius, plate: newPlate()}
	f.ExtendBaseWidget(f)
	f.paint()
	return f
}

// Set changes the colours.
func (f *Fill) Set(fill, border string, width float32) {
	if f.fill == fill && f.border == border && f.width == width {
		return
	}
	f.fill, f.border, f.width = fill, border, width
	f.Refresh()
}

// Refresh takes the colours from the theme again.
func (f *Fill) Refresh() {
	f.paint()
	f.changed()
}

// Resize gives the rectangle another size.
func (f *Fill) Resize(size fyne.Size) {
	if size != f.Size() {
		f.leaf.Resize(size)
		f.changed()
	}
}

func (f *Fill) area() layout.Rect {
	if f.plate.Hidden {
		return layout.Rect{}
	}
	return boxOf(f.Size())
}

func (f *Fill) items(at layout.Point, scale float64) []scene.Item {
	right, bottom := at.X+float64(f.Size().Width), at.Y+float64(f.Size().Height)
	return f.plate.items(layout.Rect{X: at.X, Y: at.Y, W: wholePixel(right, scale) - at.X, H: wholePixel(bottom, scale) - at.Y}, scale)
}

func (f *Fill) paint() {
	f.plate.set(inToken(f.fill), inToken(f.border), f.width, Roomy(f.radius))
}

// inToken returns a token's colour; nil for no token.
func inToken(token string) color.Color {
	if token == "" {
		return nil
	}
	return Color(token)
}

// CreateRenderer draws the rectangle.
func (f *Fill) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.plate.Raster) }

// Backdrop is a large plain area in a token's colour. It is a stretched pixel and not a rectangle,
// because a rectangle's shader costs several times as much for each pixel where no graphics card helps.
type Backdrop struct {
	widget.BaseWidget
	fill  string
	pixel *canvas.Image
}

// NewBackdrop returns a backdrop in the colour of a token.
func NewBackdrop(fill string) *Backdrop {
	g := &Backdrop{fill: fill, pixel: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScalePixels}}
	g.ExtendBaseWidget(g)
	g.paint()
	return g
}

// Refresh takes the colour from the theme again.
func (g *Backdrop) Refresh() {
	g.paint()
	g.pixel.Refresh()
}

func (g *Backdrop) paint() {
	g.pixel.Image = pixel(Color(g.fill))
}

// CreateRenderer draws the backdrop.
func (g *Backdrop) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.pixel) }

// Panel puts an object on a filled ground.
func Panel(fill string, o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(NewBackdrop(fill), o)
}

// Framed puts an object on a filled ground with a border of 1 and round corners.
func Framed(fill, border string, radius float32, o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(NewFill(fill, border, 1, radius), o)
}

// Line is a separator, one unit thick in both directions; its layout stretches it.
func Line(token string) fyne.CanvasObject {
	return Sized(1, 1, NewFill(token, "", 0, 0))
}

// Tag is a word in a thin frame: a status, a count.
func Tag(text string) fyne.CanvasObject {
	return Framed("", "line2", 4, Pad(0, 6, 0, 6, Text(text, 10.5, "text2")))
}

// Kbd is a key as it is printed beside what it does.
func Kbd(text string) fyne.CanvasObject { return KbdOn(text, "surface", "line2", "text2") }

// KbdOn is Kbd in other colours, for keys on a filled button.
func KbdOn(text, fill, border, ink string) fyne.CanvasObject {
	return Framed(fill, border, 4, Pad(0, 4, 0, 4, Text(text, 10.5, ink)))
}

// Share is a thin bar that is filled from the left to a share of 0..1.
func Share(width, height float32, share float64, track, fill string) fyne.CanvasObject {
	share = min(max(share, 0), 1)
	back, front := NewFill(track, "", 0, 0), NewFill(fill, "", 0, 0)
	return container.New(&shareLayout{fyne.NewSize(width, height), float32(share)}, back, front)
}

type shareLayout struct {
	size  fyne.Size
	share float32
}

func (l *shareLayout) MinSize([]fyne.CanvasObject) fyne.Size { return l.size }

func (l *shareLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := (size.Height - l.size.Height) / 2
	for i, o := range objects {
		w := size.Width
		if i == 1 {
			w *= l.share
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(w, l.size.Height))
	}
}
