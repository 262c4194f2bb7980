package raster

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // pictures that people bring in
	"image/jpeg"
	"image/png"

	_ "golang.org/x/image/bmp"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/tiff"
	_ "golang.org/x/image/webp"

	"stagecraft/model"
)

// PictureFiles are the endings of the files that TakePicture reads.
var PictureFiles = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"}

// MaxPictureFile is how many bytes a picture's file may have.
const MaxPictureFile = 64 << 20

const (
	keptSide    = 1200    // pixels of the longer side that are kept: 300 dots an inch on a card of 10 cm
	plainPNG    = 300_000 // bytes up to which a picture without transparency stays a PNG
	jpegQuality = 88
)

// TakePicture makes a picture of a card or persona from the bytes of a file: PNG, JPEG, WebP, BMP, TIFF, or
// the first frame of a GIF. It is turned upright as its camera says, scaled down to 1,200 pixels at its
// longer side and written anew, so that nothing but the picture is kept: no place, no camera, no comment.
// The same bytes always give the same picture.
//
// The error says what is wrong in words that follow the file's name. Pictures of more than 40 million pixels
// are refused before memory is spent on them. It stops early with the context's error when ctx ends.
func TakePicture(ctx context.Context, name string, data []byte) (model.Image, error) {
	if len(data) > MaxPictureFile {
		return model.Image{}, fmt.Errorf("is larger than %d MB; make it smaller and try again", MaxPictureFile>>20)
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case errors.Is(err, image.ErrFormat):
		return model.Image{}, errors.New("is no picture that can be read; choose a PNG, JPEG, GIF, WebP, BMP or TIFF file")
	case err != nil:
		return model.Image{}, fmt.Errorf("is a damaged picture (%w); open it in a picture program and save it again", err)
	case config.Width <= 0 || config.Height <= 0:
		return model.Image{}, errors.New("is an empty picture; choose another")
	case config.Width > maxPicture/config.Height:
		return model.Image{}, fmt.Errorf("has %d by %d pixels, more than %d million; make it smaller and try again", config.Width, config.Height, maxPicture/1_000_000)
	}
	if err := ctx.Err(); err != nil {
		return model.Image{}, err
	}
	full, err := decodePicture(data)
	if err != nil {
		return model.Image{}, fmt.Errorf("is a damaged picture (%w); open it in a picture program and save it again", err)
	}
	if err := ctx.Err(); err != nil {
		return model.Image{}, err
	}
	m := shrunk(full)
	if format == "jpeg" {
		m = turned(m, orientation(data))
	}
	mime, packed, err := packPicture(m, format)
	if err != nil {
		return model.Image{}, err
	}
	return model.NewImage(name, mime, packed), nil
}

// decodePicture decodes a picture; a defect of a decoder is an error, not the end of the program.
func decodePicture(data []byte) (m image.Image, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	m, _, err = image.Decode(bytes.NewReader(data))
	return m, err
}

// shrunk returns the picture at most keptSide pixels long, in colours without a palette.
func shrunk(m image.Image) *image.NRGBA {
	b := m.Bounds()
	w, h := b.Dx(), b.Dy()
	if long := max(w, h); long > keptSide {
		w, h = max(1, (w*keptSide+long/2)/long), max(1, (h*keptSide+long/2)/long)
	}
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	if w == b.Dx() && h == b.Dy() {
		draw.Draw(out, out.Rect, m, b.Min, draw.Src)
	} else {
		draw.CatmullRom.Scale(out, out.Rect, m, b, draw.Src, nil)
	}
	return out
}

// packPicture writes a picture: as PNG when it is transparent somewhere, or small and no photograph; as JPEG
// else.
func packPicture(m *image.NRGBA, format string) (mime string, data []byte, err error) {
	var b bytes.Buffer
	if clear := !m.Opaque(); clear || format != "jpeg" {
		if err := png.Encode(&b, m); err != nil {
			return "", nil, err
		}
		if clear || b.Len() <= plainPNG {
			return "image/png", b.Bytes(), nil
		}
		b.Reset()
	}
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: jpegQuality}); err != nil {
		return "", nil, err
	}
	return "image/jpeg", b.Bytes(), nil
}

// turned turns and mirrors a picture as its orientation says, 1 to 8 (Exif 3.0, tag 0x0112).
func turned(m *image.NRGBA, orientation int) *image.NRGBA {
	if orientation < 2 || orientation > 8 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewNRGBA(image.Rect(0, 0, h, w))
	}
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			fx, fy := x, y
			switch orientation {
			case 2:
				fx = w - 1 - x
			case 3:
				fx, fy = w-1-x, h-1-y
			case 4:
				fy = h - 1 - y
			case 5:
				fx, fy = y, x
			case 6:
				fx, fy = y, h-1-x
			case 7:
				fx, fy = w-1-y, h-1-x
			case 8:
				fx, fy = w-1-y, x
			}
			c := m.NRGBAAt(fx, fy)
			out.SetNRGBA(x, y, color.NRGBA{R: c.R, G: c.G, B: c.B, A: c.A})
		}
	}
	return out
}
