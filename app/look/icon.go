package look

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stagecraft/assets"
	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// Icon returns the program's icon of that name in a square of the given size, which follows that of the text,
// in a token's colour.
// An unknown name gives an empty square of the size.
func Icon(name string, size float32, token string) fyne.CanvasObject {
	i := &icon{name: name, size: size, token: token, color: Color(token)}
	i.raster = &canvas.Raster{Generator: i.picture, ScaleMode: canvas.ImageScalePixels}
	i.ExtendBaseWidget(i)
	return i
}

// icon is drawn as the board draws its icons. Fyne would read the SVG of each whenever it is measured, which
// is most of what making a panel costs.
type icon struct {
	leaf
	name, token string
	size        float32
	color       color.Color
	raster      *canvas.Raster
}

// picture paints the icon in device pixels.
func (i *icon) picture(w, h int) image.Image {
	box := layout.Rect{W: float64(w), H: float64(h)}
	return drawn(w, h, layout.Point{}, 1, []scene.Item{scene.Icon{Rect: box, Name: i.name, Color: straight(i.color)}})
}

func (i *icon) area() layout.Rect { return boxOf(i.Size()) }

func (i *icon) items(at layout.Point, _ float64) []scene.Item {
	box := layout.Rect{X: at.X, Y: at.Y, W: float64(i.Size().Width), H: float64(i.Size().Height)}
	return []scene.Item{scene.Icon{Rect: box, Name: i.name, Color: straight(i.color)}}
}

// Resize gives the icon another size.
func (i *icon) Resize(size fyne.Size) {
	if size != i.Size() {
		i.leaf.Resize(size)
		i.changed()
	}
}

// Refresh takes the colour from the theme again.
func (i *icon) Refresh() {
	if c := Color(i.token); c != i.color {
		i.color = c
		i.raster.Refresh()
		i.changed()
	}
}

// MinSize is the square's.
func (i *icon) MinSize() fyne.Size { return fyne.NewSquareSize(Roomy(i.size)) }

// CreateRenderer draws the picture.
func (i *icon) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(i.raster) }

// Resource returns an icon as a resource that follows the theme, or nil when there is none.
func Resource(name, token string) fyne.Resource {
	svg, ok := assets.SolidIcon(name)
	if !ok {
		return nil
	}
	return theme.NewColoredResource(fyne.NewStaticResource(name+".svg", svg), fyne.ThemeColorName(token))
}
