package raster_test

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"testing"

	"stagecraft/assets"
	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// iconPicture paints an icon of size pixels on nothing.
func iconPicture(name string, size int, c scene.Color) *image.RGBA {
	box := layout.Rect{W: float64(size), H: float64(size)}
	m := image.NewRGBA(image.Rect(0, 0, size, size))
	icon := &scene.Group{Bounds: box, Items: []scene.Item{scene.Icon{Rect: box, Name: name, Color: c}}}
	raster.Draw(m, scene.NewLayer(box, scene.Color{}, []*scene.Group{icon}), layout.Point{}, 1)
	return m
}

func TestEveryIconIsDrawn(t *testing.T) {
	names := assets.Icons()
	if len(names) < 90 {
		t.Fatalf("only %d icons", len(names))
	}
	for _, name := range names {
		m := iconPicture(name, 24, black)
		sum, edge := 0, 0
		for i := 3; i < len(m.Pix); i += 4 {
			sum += int(m.Pix[i])
			if x, y := i/4%24, i/4/24; x == 0 || y == 0 || x == 23 || y == 23 {
				edge += int(m.Pix[i])
			}
		}
		if cover := float64(sum) / 255; cover < 5 || cover > 320 {
			t.Errorf("icon %s covers %.0f of 576 pixels", name, cover)
		}
		if edge > 255 {
			t.Errorf("icon %s reaches the edge of its box", name)
		}
		if len(raster.IconPaths(name, layout.Rect{W: 24, H: 24}, black)) == 0 {
			t.Errorf("icon %s has no paths", name)
		}
	}
}

// An icon and its paths are the same picture.
func TestIconPathsDrawTheIcon(t *testing.T) {
	for _, name := range []string{"lane-pain", "star-filled", "ch-web", "settings", "lock"} {
		var items []scene.Item
		for _, p := range raster.IconPaths(name, layout.Rect{W: 24, H: 24}, black) {
			items = append(items, p)
		}
		asPaths := ink(paint(48, 48, 2, items...))
		asIcon := ink(paint(48, 48, 2, scene.Icon{Rect: layout.Rect{W: 24, H: 24}, Name: name, Color: black}))
		if math.Abs(asPaths-asIcon) > 0.06*asIcon {
			t.Errorf("icon %s: %.1f pixels as paths, %.1f as icon", name, asPaths, asIcon)
		}
	}
}

func TestUnknownIconIsClear(t *testing.T) {
	m := iconPicture("no such icon", 16, black)
	for _, v := range m.Pix {
		if v != 0 {
			t.Fatal("something is drawn")
		}
	}
	if raster.IconPaths("../app-icon", layout.Rect{W: 1, H: 1}, black) != nil {
		t.Error("a file outside the icons was read")
	}
}

func TestIconKeepsItsColour(t *testing.T) {
	m := iconPicture("star-filled", 32, scene.Color{R: 10, G: 200, B: 30, A: 255})
	if c := m.RGBAAt(16, 16); c.R != 10 || c.G != 200 || c.B != 30 || c.A != 255 {
		t.Errorf("the middle of the star is %v", c)
	}
}

// picture is a PNG of w x h whose left half is red and whose right half is blue.
func picture(t *testing.T, w, h int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			if x < w/2 {
				m.Set(x, y, red)
			} else {
				m.Set(x, y, blue)
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestImageCoversItsBox(t *testing.T) {
	im := &model.Image{MIME: "image/png", Data: picture(t, 400, 100)}
	m := paint(80, 60, 1, scene.Image{Rect: layout.Rect{X: 10, Y: 10, W: 60, H: 40}, Radius: 8, Image: im})
	wantPixel(t, m, 15, 30, red)
	wantPixel(t, m, 64, 30, blue)
	wantPixel(t, m, 10, 10, white)
	wantPixel(t, m, 9, 30, white)
	wantPixel(t, m, 40, 11, blue)
}

func TestUnreadableImageIsShownAsSuch(t *testing.T) {
	for name, data := range map[string][]byte{"nothing": nil, "text": []byte("not a picture"), "cut": picture(t, 60, 60)[:80]} {
		m := paint(80, 60, 1, scene.Image{Rect: layout.Rect{X: 10, Y: 10, W: 60, H: 40}, Image: &model.Image{Data: data}})
		if at(m, 40, 15) == at(m, 5, 5) {
			t.Errorf("%s: the field is empty", name)
		}
	}
}

// A PNG that says it is 100,000 pixels a side is refused before memory is spent on it.
func TestHugeImageIsRefused(t *testing.T) {
	data := picture(t, 4, 4)
	copy(data[16:24], []byte{0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0})
	if _, err := raster.DecodeImage(data); err == nil {
		t.Error("a picture of 10,000 million pixels was read")
	}
}
