package raster_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/png"
	"math"
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
)

func boardScene() *scene.Scene {
	body := denseBoard(4, 6)
	return &scene.Scene{Layout: &layout.Layout{Size: layout.Point{X: body.Bounds.W, Y: body.Bounds.H}}, Body: body}
}

func TestPNGIsTheScene(t *testing.T) {
	s := boardScene()
	const dpi = 108
	var b bytes.Buffer
	if err := raster.PNG(t.Context(), &b, s, dpi); err != nil {
		t.Fatal(err)
	}
	perMetre := binary.BigEndian.Uint32(b.Bytes()[bytes.Index(b.Bytes(), []byte("pHYs"))+4:])
	if math.Abs(float64(perMetre)*0.0254-dpi) > 0.1 {
		t.Errorf("the file says %d pixels a metre, want %.0f", perMetre, dpi/0.0254)
	}
	m, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	want := image.NewRGBA(m.Bounds())
	raster.DrawScene(want, s, layout.Point{}, dpi/72.0)
	if m.Bounds().Dx() != 816 || m.Bounds().Dy() != 666 {
		t.Errorf("picture of %v, want 816 by 666", m.Bounds())
	}
	different := 0
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			r, g, _, _ := m.At(x, y).RGBA()
			c := want.RGBAAt(x, y)
			if apart(uint8(r>>8), c.R) > 3 || apart(uint8(g>>8), c.G) > 3 {
				different++
			}
		}
	}
	if different > 0 {
		t.Errorf("%d pixels differ from the scene painted at once", different)
	}
}

func TestPNGStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var b bytes.Buffer
	if err := raster.PNG(ctx, &b, boardScene(), 96); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}

func TestPNGRefusesWhatCannotBe(t *testing.T) {
	for _, dpi := range []float64{0, -1, math.NaN(), math.Inf(1), 1e6} {
		var b bytes.Buffer
		if err := raster.PNG(t.Context(), &b, boardScene(), dpi); err == nil {
			t.Errorf("%v dpi gave %d bytes", dpi, b.Len())
		}
	}
}

type fullDisk struct{ left int }

var errFull = errors.New("no space left on device")

func (d *fullDisk) Write(b []byte) (int, error) {
	if d.left -= len(b); d.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestPNGReportsAFullDisk(t *testing.T) {
	for _, room := range []int{0, 20, 200, 5000} {
		if err := raster.PNG(t.Context(), &fullDisk{room}, boardScene(), 96); !errors.Is(err, errFull) {
			t.Errorf("with room for %d bytes the error is %v", room, err)
		}
	}
}
