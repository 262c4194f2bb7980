package raster_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/png"
	"io"
	"math"
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
)

// writeBoard writes a dense board of 544 by 444 points.
func writeBoard(ctx context.Context, w io.Writer, dpi float64) error {
	body := denseBoard(4, 6)
	zoom := dpi / 72
	size := image.Pt(int(math.Ceil(body.Bounds.W*zoom)), int(math.Ceil(body.Bounds.H*zoom)))
	return raster.PNG(ctx, w, size, dpi, func(dst *image.RGBA) error {
		raster.Draw(dst, body, layout.Point{Y: float64(dst.Rect.Min.Y) / zoom}, zoom)
		return nil
	})
}

func TestPNGIsWhatIsPainted(t *testing.T) {
	const dpi = 108
	var b bytes.Buffer
	if err := writeBoard(t.Context(), &b, dpi); err != nil {
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
	raster.Draw(want, denseBoard(4, 6), layout.Point{}, dpi/72.0)
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
		t.Errorf("%d pixels differ from the board painted at once", different)
	}
}

func TestPNGStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := writeBoard(ctx, io.Discard, 96); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}

func TestPNGHandsOnWhatPaintingSays(t *testing.T) {
	failed := errors.New("no paint")
	paint := func(dst *image.RGBA) error {
		if dst.Rect.Min.Y > 0 {
			return failed
		}
		return nil
	}
	if err := raster.PNG(t.Context(), io.Discard, image.Pt(10, 1000), 96, paint); !errors.Is(err, failed) {
		t.Errorf("error is %v", err)
	}
}

func TestPNGRefusesWhatCannotBe(t *testing.T) {
	for _, c := range []struct {
		size image.Point
		dpi  float64
	}{
		{image.Pt(9, 9), 0}, {image.Pt(9, 9), -1}, {image.Pt(9, 9), math.NaN()}, {image.Pt(9, 9), math.Inf(1)},
		{image.Pt(0, 9), 96}, {image.Pt(9, -1), 96}, {image.Pt(60_001, 9), 96}, {image.Pt(50_000, 50_000), 96},
	} {
		paint := func(*image.RGBA) error { return nil }
		if err := raster.PNG(t.Context(), io.Discard, c.size, c.dpi, paint); err == nil {
			t.Errorf("a picture of %v at %v dpi was written", c.size, c.dpi)
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
		if err := writeBoard(t.Context(), &fullDisk{room}, 96); !errors.Is(err, errFull) {
			t.Errorf("with room for %d bytes the error is %v", room, err)
		}
	}
}
