package raster

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // pictures on cards
	_ "image/png"
	"math"
	"sync"

	"golang.org/x/image/draw"

	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// maxPicture is the most pixels that a picture on a card may have: what is larger is not decoded.
const maxPicture = 40_000_000

// imageKey names a picture scaled to cover a box.
type imageKey struct {
	source *model.Image
	w, h   int
}

// images keeps scaled pictures; nil ones could not be read.
var images = struct {
	sync.Mutex
	scaled map[imageKey]*image.RGBA
	bytes  int
}{scaled: map[imageKey]*image.RGBA{}}

const keptImageBytes = 64 << 20

// DecodeImage reads a picture of a card. It fails for what is neither PNG nor JPEG, damaged, or of more
// than 40 million pixels, before memory is spent on it.
func DecodeImage(data []byte) (image.Image, error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read picture: %w", err)
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > maxPicture/config.Height {
		return nil, fmt.Errorf("picture of %d by %d pixels is too large", config.Width, config.Height)
	}
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read picture: %w", err)
	}
	return m, nil
}

// scaledImage returns a picture that covers w x h pixels, cut at its longer side; nil when it cannot be
// read.
func scaledImage(source *model.Image, w, h int) *image.RGBA {
	k := imageKey{source, w, h}
	images.Lock()
	m, ok := images.scaled[k]
	images.Unlock()
	if ok {
		return m
	}
	if src, err := DecodeImage(source.Data); err == nil {
		m = image.NewRGBA(image.Rect(0, 0, w, h))
		draw.ApproxBiLinear.Scale(m, m.Rect, src, covering(src.Bounds(), w, h), draw.Src, nil)
	}
	images.Lock()
	defer images.Unlock()
	if images.bytes > keptImageBytes {
		clear(images.scaled)
		images.bytes = 0
	}
	images.scaled[k] = m
	images.bytes += w*h*4 + 64
	return m
}

// covering returns the middle part of r that has the proportions of w x h.
func covering(r image.Rectangle, w, h int) image.Rectangle {
	if r.Dx()*h > r.Dy()*w {
		cut := (r.Dx() - max(1, r.Dy()*w/h)) / 2
		return image.Rect(r.Min.X+cut, r.Min.Y, r.Max.X-cut, r.Max.Y)
	}
	cut := (r.Dy() - max(1, r.Dx()*h/w)) / 2
	return image.Rect(r.Min.X, r.Min.Y+cut, r.Max.X, r.Max.Y-cut)
}

// image paints a picture into its box; one that cannot be read leaves a grey field with a cross.
func (p *painter) image(it *scene.Image) {
	if it.Image == nil {
		return
	}
	box := p.box(it.Rect)
	const largest = 4096
	if !box.Overlaps(p.clip) || box.Dx() > largest || box.Dy() > largest {
		return
	}
	m := scaledImage(it.Image, box.Dx(), box.Dy())
	if m == nil {
		p.noImage(it)
		return
	}
	radius := max(0, min(it.Radius*p.zoom, float64(min(box.Dx(), box.Dy()))/2))
	if radius < noRadius {
		p.picture(m, box.Min, 255)
		return
	}
	c := p.corner(cornerKey{radius: quantum(radius)})
	seen := box.Intersect(p.clip)
	mask := p.scratchRow(seen.Dx())
	for y := seen.Min.Y; y < seen.Max.Y; y++ {
		for i := range mask {
			mask[i] = 255
		}
		c.clipRow(mask, seen.Min.X, y, box)
		from := m.Pix[m.PixOffset(seen.Min.X-box.Min.X, y-box.Min.Y):]
		row := p.row(seen.Min.X, seen.Max.X, y)
		for x, cover := range mask {
			blendPixel(row[x*4:x*4+4:x*4+4], from[x*4:x*4+4:x*4+4], uint32(cover))
		}
	}
}

// blendPixel paints a premultiplied pixel over another through a cover.
func blendPixel(d, s []uint8, cover uint32) {
	rest := 255 - div255(uint32(s[3])*cover)
	for c := range d {
		d[c] = uint8(min(255, div255(uint32(s[c])*cover)+div255(uint32(d[c])*rest)))
	}
}

func (p *painter) noImage(it *scene.Image) {
	grey := scene.Color{R: 128, G: 128, B: 128, A: 48}
	x0, y0, x1, y1 := p.x(it.X), p.y(it.Y), p.x(it.Right()), p.y(it.Bottom())
	p.fillRound(snap(x0, y0, x1, y1), math.Min(it.Radius*p.zoom, 4), inkOf(grey))
	o := &p.path2d
	o.reset()
	o.move(x0, y0)
	o.line(x1, y1)
	o.move(x1, y0)
	o.line(x0, y1)
	grey.A = 160
	p.strokeOutline(o, scene.Stroke{Width: 1, Color: grey})
}

// Thumbnail returns a picture in small, whole, at most side pixels long; nil when it cannot be read.
func Thumbnail(source *model.Image, side int) image.Image {
	src, err := DecodeImage(source.Data)
	if err != nil {
		return nil
	}
	b := src.Bounds()
	long := max(b.Dx(), b.Dy())
	if long <= side {
		return src
	}
	small := image.NewRGBA(image.Rect(0, 0, max(1, b.Dx()*side/long), max(1, b.Dy()*side/long)))
	draw.CatmullRom.Scale(small, small.Rect, src, b, draw.Src, nil)
	return small
}
