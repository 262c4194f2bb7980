package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"stagecraft/assets"
)

// Icon returns the program's icon of that name in a square of the given size, which follows that of the text,
// in a token's colour.
// An unknown name gives an empty square of the size.
func Icon(name string, size float32, token string) fyne.CanvasObject {
	img := &canvas.Image{FillMode: canvas.ImageFillContain}
	if res := Resource(name, token); res != nil {
		img.Resource = res
	}
	img.SetMinSize(fyne.NewSquareSize(Roomy(size)))
	return img
}

// Resource returns an icon as a resource that follows the theme, or nil when there is none.
func Resource(name, token string) fyne.Resource {
	svg, ok := assets.SolidIcon(name)
	if !ok {
		return nil
	}
	return theme.NewColoredResource(fyne.NewStaticResource(name+".svg", svg), fyne.ThemeColorName(token))
}
