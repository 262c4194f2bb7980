package look

import (
	"bytes"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"stagecraft/canvas/scene"
)

// Icons differ by name and size, follow the theme, and one that is not known is an empty square.
func TestIconsFollowTheTheme(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(NewTheme(scene.Light(), false, 1))
	shown := func(o fyne.CanvasObject) []uint8 {
		o.Resize(o.MinSize())
		side := int(o.MinSize().Width)
		return test.WidgetRenderer(o.(fyne.Widget)).Objects()[0].(*canvas.Raster).Generator(side, side).(*image.RGBA).Pix
	}
	blank := func(pix []uint8) bool { return len(bytes.Trim(pix, "\x00")) == 0 }
	a, other := Icon("journey", 16, "text"), Icon("edit", 16, "text")
	if blank(shown(a)) || bytes.Equal(shown(a), shown(other)) {
		t.Error("icons of two names look the same")
	}
	if larger := Icon("journey", 24, "text"); len(shown(larger)) <= len(shown(a)) || blank(shown(larger)) {
		t.Error("a larger icon is not drawn larger")
	}
	if none := Icon("no such icon", 16, "text"); !blank(shown(none)) || none.MinSize() != a.MinSize() {
		t.Error("an unknown name is not an empty square of the size")
	}
	before := shown(a)
	app.Settings().SetTheme(NewTheme(scene.Dark(), false, 1))
	a.Refresh()
	if bytes.Equal(shown(a), before) {
		t.Error("the icon keeps the colour of the former theme")
	}
}

// A plate shows its fill inside a border on whole pixels, and nothing beyond its round corners.
func TestPlateIsARoundRectangle(t *testing.T) {
	test.NewTempApp(t)
	fill, line := scene.Color{R: 10, G: 20, B: 30, A: 255}, scene.Color{R: 200, G: 100, B: 50, A: 255}
	p := newPlate()
	if p.Visible() {
		t.Error("a plate without colours is drawn")
	}
	p.set(fill, line, 2, 6)
	p.Resize(fyne.NewSize(40, 20))
	for _, scale := range []int{1, 2} {
		img := p.picture(40*scale, 20*scale)
		at := func(x, y int) scene.Color { return straight(img.At(x, y)) }
		for name, c := range map[string][2]scene.Color{
			"middle": {at(20*scale, 10*scale), fill}, "border": {at(20*scale, 0), line}, "border's inner row": {at(20*scale, 2*scale-1), line},
			"below the border": {at(20*scale, 2*scale), fill}, "left border": {at(0, 10*scale), line}, "right border": {at(40*scale-1, 10*scale), line},
			"corner": {at(0, 0), scene.Color{}},
		} {
			if c[0] != c[1] {
				t.Errorf("at %d pixels a unit, %s is %v, want %v", scale, name, c[0], c[1])
			}
		}
	}
	p.set(nil, scene.Color{}, 3, 6)
	if p.Visible() {
		t.Error("a plate whose colours are gone is drawn")
	}
}
