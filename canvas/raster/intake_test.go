package raster_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"stagecraft/canvas/raster"
)

// quarters is a picture whose upper left quarter is red, upper right green, lower left blue.
func quarters(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{A: 255}
			switch {
			case x < w/2 && y < h/2:
				c.R = 255
			case y < h/2:
				c.G = 255
			case x < w/2:
				c.B = 255
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func encodedAs(t testing.TB, format string, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch format {
	case "png":
		err = png.Encode(&b, m)
	case "jpeg":
		err = jpeg.Encode(&b, m, &jpeg.Options{Quality: 95})
	case "gif":
		err = gif.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withOrientation puts Exif data with an orientation into a JPEG.
func withOrientation(data []byte, order binary.AppendByteOrder, head string, value uint16) []byte {
	exif := []byte("Exif\x00\x00" + head)
	exif = order.AppendUint32(exif, 8)
	exif = order.AppendUint16(exif, 2)
	for _, e := range [][2]uint16{{0x010f, 7}, {0x0112, value}} {
		exif = order.AppendUint16(exif, e[0])
		exif = order.AppendUint16(exif, 3)
		exif = order.AppendUint32(exif, 1)
		exif = order.AppendUint16(exif, e[1])
		exif = order.AppendUint16(exif, 0)
	}
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	return append(append([]byte{0xff, 0xd8}, append(segment, exif...)...), data[2:]...)
}

func taken(t testing.TB, data []byte) image.Image {
	t.Helper()
	picture, err := raster.TakePicture(context.Background(), "a.png", data)
	if err != nil {
		t.Fatal(err)
	}
	m, err := raster.DecodeImage(picture.Data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// isAt reports whether the middle of the quarter at x, y (0 or 1) has a colour.
func isAt(m image.Image, x, y int, want color.NRGBA) error {
	b := m.Bounds()
	got := color.NRGBAModel.Convert(m.At(b.Min.X+b.Dx()*(1+2*x)/4, b.Min.Y+b.Dy()*(1+2*y)/4)).(color.NRGBA)
	near := func(a, b uint8) bool { return max(a, b)-min(a, b) < 40 }
	if !near(got.R, want.R) || !near(got.G, want.G) || !near(got.B, want.B) || got.A != want.A {
		return fmt.Errorf("quarter %d,%d is %v, want %v", x, y, got, want)
	}
	return nil
}

var (
	inRed   = color.NRGBA{R: 255, A: 255}
	inGreen = color.NRGBA{G: 255, A: 255}
	inBlue  = color.NRGBA{B: 255, A: 255}
)

func TestTakePicture_ScalesAndKeepsProportions(t *testing.T) {
	for _, format := range []string{"png", "jpeg", "gif"} {
		m := taken(t, encodedAs(t, format, quarters(3000, 1000)))
		if m.Bounds().Dx() != 1200 || m.Bounds().Dy() != 400 {
			t.Errorf("%s: %v", format, m.Bounds())
		}
		for _, err := range []error{isAt(m, 0, 0, inRed), isAt(m, 1, 0, inGreen), isAt(m, 0, 1, inBlue)} {
			if err != nil {
				t.Errorf("%s: %v", format, err)
			}
		}
	}
	if m := taken(t, encodedAs(t, "png", quarters(30, 90))); m.Bounds().Dx() != 30 || m.Bounds().Dy() != 90 {
		t.Errorf("a small one became %v", m.Bounds())
	}
}

func TestTakePicture_TurnsPhotosUpright(t *testing.T) {
	// Where red (upper left), green (upper right) and blue (lower left) of the stored picture are seen.
	seen := map[uint16][3][2]int{
		1: {{0, 0}, {1, 0}, {0, 1}}, 2: {{1, 0}, {0, 0}, {1, 1}}, 3: {{1, 1}, {0, 1}, {1, 0}}, 4: {{0, 1}, {1, 1}, {0, 0}},
		5: {{0, 0}, {0, 1}, {1, 0}}, 6: {{1, 0}, {1, 1}, {0, 0}}, 7: {{1, 1}, {1, 0}, {0, 1}}, 8: {{0, 1}, {0, 0}, {1, 1}},
		9: {{0, 0}, {1, 0}, {0, 1}},
	}
	data := encodedAs(t, "jpeg", quarters(160, 80))
	for value, at := range seen {
		for head, order := range map[string]binary.AppendByteOrder{"II*\x00": binary.LittleEndian, "MM\x00*": binary.BigEndian} {
			m := taken(t, withOrientation(data, order, head, value))
			if turned := value >= 5 && value <= 8; turned != (m.Bounds().Dy() == 160) {
				t.Errorf("orientation %d gives %v", value, m.Bounds())
			}
			for i, c := range []color.NRGBA{inRed, inGreen, inBlue} {
				if err := isAt(m, at[i][0], at[i][1], c); err != nil {
					t.Errorf("orientation %d: %v", value, err)
				}
			}
		}
	}
}

func TestTakePicture_KeepsTransparencyAndDropsTheRest(t *testing.T) {
	clear := quarters(40, 40)
	clear.SetNRGBA(10, 10, color.NRGBA{})
	picture, err := raster.TakePicture(t.Context(), "a.png", encodedAs(t, "png", clear))
	if err != nil || picture.MIME != "image/png" {
		t.Fatalf("%s, %v", picture.MIME, err)
	}
	again, err := raster.TakePicture(t.Context(), "copy of a.png", encodedAs(t, "png", clear))
	if err != nil || again.ID != picture.ID {
		t.Error("the same picture under another name is another one")
	}
	secret := withOrientation(encodedAs(t, "jpeg", quarters(40, 40)), binary.LittleEndian, "II*\x00", 1)
	photo, err := raster.TakePicture(t.Context(), "a.jpg", secret)
	if err != nil || photo.MIME != "image/jpeg" || bytes.Contains(photo.Data, []byte("Exif")) {
		t.Errorf("%s with Exif data, %v", photo.MIME, err)
	}
}

func TestTakePicture_RefusesWhatIsNone(t *testing.T) {
	good := encodedAs(t, "png", quarters(40, 40))
	huge := bytes.Clone(good)
	binary.BigEndian.PutUint32(huge[16:], 60_000) // width and height of the header
	binary.BigEndian.PutUint32(huge[20:], 60_000)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	for name, c := range map[string]struct {
		data []byte
		say  string
	}{
		"text": {[]byte("step,csat\n"), "no picture"}, "empty": {nil, "no picture"}, "cut off": {good[:len(good)/2], "damaged"},
		"claims to be huge": {huge, "60000 by 60000"}, "large file": {make([]byte, raster.MaxPictureFile+1), "larger"},
	} {
		if _, err := raster.TakePicture(t.Context(), name, c.data); err == nil || !strings.Contains(err.Error(), c.say) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzTakePicture(f *testing.F) {
	f.Add(encodedAs(f, "png", quarters(8, 8)))
	f.Add(encodedAs(f, "gif", quarters(8, 8)))
	f.Add(withOrientation(encodedAs(f, "jpeg", quarters(8, 8)), binary.BigEndian, "MM\x00*", 6))
	f.Fuzz(func(t *testing.T, data []byte) {
		if c, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil && c.Width*c.Height > 1_000_000 {
			return // lawful, but slow
		}
		picture, err := raster.TakePicture(t.Context(), "a", data)
		if err != nil {
			return
		}
		if m, err := raster.DecodeImage(picture.Data); err != nil || m.Bounds().Dx() > 1200 || m.Bounds().Dy() > 1200 {
			t.Fatalf("%v", err)
		}
	})
}
