package look

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stagecraft/assets"
)

// Icon returns the program's icon of that name in a square of the given size, which follows that of the text,
// in a token's colour.
// An unknown name gives an empty square of the size.
func Icon(name string, size float32, token string) fyne.CanvasObject {
	i := &icon{name: name, size: size, token: token, image: &canvas.Image{FillMode: canvas.ImageFillContain}}
	i.ExtendBaseWidget(i)
	return i
}

// icon shows a picture that all icons of its name, size and colour share. Fyne alone would read the SVG of each
// whenever it is measured, which is most of what making a panel costs.
type icon struct {
	widget.BaseWidget
	name, token string
	size        float32
	image       *canvas.Image
}

// picture is what an icon looks like.
type picture struct {
	name  string
	color color.Color
	size  fyne.Size
}

// pictures are those that were drawn, on the main goroutine. They are few: names by sizes and colours in use.
var pictures = map[picture]image.Image{}

const mostPictures = 2000

// draw shows the icon at its size and in the colour of now.
func (i *icon) draw() {
	size := i.Size()
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	key := picture{i.name, Color(i.token), size}
	drawn, known := pictures[key]
	if !known {
		if res := Resource(i.name, i.token); res != nil {
			once := &canvas.Image{Resource: res, FillMode: canvas.ImageFillContain}
			once.Resize(size)
			drawn = once.Image
		}
		if len(pictures) >= mostPictures {
			clear(pictures)
		}
		pictures[key] = drawn
	}
	if i.image.Image != drawn {
		i.image.Image = drawn
		i.image.Refresh()
	}
}

// CreateRenderer draws the picture.
func (i *icon) CreateRenderer() fyne.WidgetRenderer { return &iconRenderer{i} }

type iconRenderer struct{ icon *icon }

func (r *iconRenderer) Destroy()                     {}
func (r *iconRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(Roomy(r.icon.size)) }
func (r *iconRenderer) Refresh()                     { r.icon.draw() }
func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.icon.image} }

func (r *iconRenderer) Layout(size fyne.Size) {
	r.icon.image.Resize(size)
	r.icon.draw()
}

// Resource returns an icon as a resource that follows the theme, or nil when there is none.
func Resource(name, token string) fyne.Resource {
	svg, ok := assets.SolidIcon(name)
	if !ok {
		return nil
	}
	return theme.NewColoredResource(fyne.NewStaticResource(name+".svg", svg), fyne.ThemeColorName(token))
}
