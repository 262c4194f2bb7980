package look

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2/canvas"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// plate is a rectangle with a border and round corners, as a picture of itself. A window shows a hundred of
// them, and where no graphics card helps, the shader of a round rectangle costs four times as much for each
// pixel as that of a picture.
type plate struct {
	*canvas.Raster
	fill, line    color.Color
	width, radius float32
}

func newPlate() *plate {
	p := &plate{}
	p.Raster = &canvas.Raster{Generator: p.picture, ScaleMode: canvas.ImageScalePixels}
	p.Hide()
	return p
}

// set changes the look, and reports whether it is another one. A colour that is nil, or seen through wholly, draws
// nothing.
func (p *plate) set(fill, line color.Color, width, radius float32) bool {
	if !seen(line) || width <= 0 {
		line, width = nil, 0
	}
	if !seen(fill) {
		fill = nil
	}
	if fill == p.fill && line == p.line && width == p.width && radius == p.radius {
		return false
	}
	p.fill, p.line, p.width, p.radius = fill, line, width, radius
	p.Hidden = fill == nil && line == nil
	p.Refresh()
	return true
}

func seen(c color.Color) bool {
	if c == nil {
		return false
	}
	_, _, _, a := c.RGBA()
	return a > 0
}

// picture paints the plate in device pixels.
func (p *plate) picture(w, h int) image.Image {
	if p.line == nil && p.radius == 0 {
		return pixel(p.fill) // which is stretched
	}
	scale := 1.0
	if size := p.Size(); size.Width > 0 {
		scale = float64(w) / float64(size.Width)
	}
	return drawn(w, h, layout.Point{}, scale, p.items(layout.Rect{W: float64(w) / scale, H: float64(h) / scale}, scale))
}

// items returns the plate in a box that has whole device pixels.
func (p *plate) items(box layout.Rect, scale float64) []scene.Item {
	if p.Hidden {
		return nil
	}
	item := scene.Rect{Rect: box, Radius: float64(p.radius)}
	if p.fill != nil {
		item.Fill = straight(p.fill)
	}
	if p.line != nil {
		// A border lies inside, on whole pixels.
		width := max(math.Floor(float64(p.width)*scale+0.5), 1) / scale
		item.Stroke = scene.Stroke{Width: width, Color: straight(p.line)}
		item.Rect, item.Radius = box.Inset(width/2), max(item.Radius-width/2, 0)
	}
	return []scene.Item{item}
}

// straight returns a colour as scenes have it; nil is one that is seen through.
func straight(c color.Color) scene.Color {
	if c == nil {
		return scene.Color{}
	}
	return color.NRGBAModel.Convert(c).(color.NRGBA)
}

func pixel(c color.Color) *image.RGBA {
	dot := image.NewRGBA(image.Rect(0, 0, 1, 1))
	if c != nil {
		dot.Set(0, 0, c)
	}
	return dot
}
