package raster

import (
	"image"
	"math"
	"sync"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// Most of what a tile shows are cards, and most of a change to the map only moves them. So a card is painted
// once into a picture of its own, a stamp, which is then laid wherever the card goes by whole pixels: that
// costs a tenth of painting the card.

// stampKey names a stamp: what it looks like, at which zoom, and by what part of a pixel it lies beside one.
type stampKey struct {
	look   any
	zoom   float64
	fx, fy float64
}

// stamp is a painted group. Its place is relative to the pixel that the group's origin lies in.
type stamp struct {
	at    image.Point
	img   *image.RGBA
	solid [][2]int // of each row, the longest stretch of pixels that hide what is below
}

// stamps keeps the stamps that were used last: those of the present generation and of the one before.
var stamps = struct {
	sync.Mutex
	young, old map[stampKey]*stamp
	bytes      int // of the young ones
}{young: map[stampKey]*stamp{}, old: map[stampKey]*stamp{}}

const (
	keptStampBytes = 8 << 20   // of a generation: the cards of a large screen and around it
	largestStamp   = 256 << 10 // bytes
)

// stampOf returns a stamp that is kept; nil when there is none.
func stampOf(k stampKey) *stamp {
	stamps.Lock()
	defer stamps.Unlock()
	s := stamps.young[k]
	if s == nil {
		if s = stamps.old[k]; s != nil {
			keepStamp(k, s)
		}
	}
	return s
}

// keepStamp keeps a stamp. The caller holds the lock.
func keepStamp(k stampKey, s *stamp) {
	if stamps.bytes > keptStampBytes {
		stamps.old, stamps.young, stamps.bytes = stamps.young, make(map[stampKey]*stamp, len(stamps.young)), 0
	}
	stamps.young[k] = s
	stamps.bytes += len(s.img.Pix)
}

// stamped paints a group by its stamp, and reports false for one that has none: whose look is not known or
// that is too large.
func (p *painter) stamped(g *scene.Group, at layout.Point) bool {
	look := g.Look(p.zoom)
	if look == nil {
		return false
	}
	x, y := at.X*p.zoom, at.Y*p.zoom
	left, top := math.Floor(x), math.Floor(y)
	k := stampKey{look: look, zoom: p.zoom, fx: x - left, fy: y - top}
	s := stampOf(k)
	if s == nil {
		box := stampBox(g.Bounds, k)
		if 4*box.Dx()*box.Dy() > largestStamp {
			return false
		}
		s = newStamp(g, at, box, left, top, p.zoom)
		stamps.Lock()
		keepStamp(k, s)
		stamps.Unlock()
	}
	p.lay(s, image.Pt(int(left-p.ox), int(top-p.oy)).Add(s.at))
	return true
}

// stampBox returns the pixels that a group may touch, around the one that its origin lies in.
func stampBox(bounds layout.Rect, k stampKey) image.Rectangle {
	const spare = 2 // what lies beside a pixel is moved to one
	return image.Rect(
		floor(bounds.X*k.zoom+k.fx)-spare, floor(bounds.Y*k.zoom+k.fy)-spare,
		floor(bounds.Right()*k.zoom+k.fx)+1+spare, floor(bounds.Bottom()*k.zoom+k.fy)+1+spare)
}

// newStamp paints the stamp of a group at a place, whose origin lies in pixel (left,top).
func newStamp(g *scene.Group, at layout.Point, box image.Rectangle, left, top, zoom float64) *stamp {
	s := &stamp{at: box.Min, img: image.NewRGBA(image.Rectangle{Max: box.Size()})}
	p := borrowPainter(s.img, layout.Point{}, zoom)
	defer p.giveBack()
	p.ox, p.oy = left+float64(box.Min.X), top+float64(box.Min.Y)
	p.group(g, at)
	s.solid = make([][2]int, box.Dy())
	for y := range s.solid {
		s.solid[y] = solidStretch(s.img.Pix[y*s.img.Stride:][:s.img.Stride])
	}
	return s
}

// solidStretch returns the longest stretch of opaque pixels in a row.
func solidStretch(row []uint8) (longest [2]int) {
	from := 0
	for x := 0; x <= len(row)/4; x++ {
		if x < len(row)/4 && row[4*x+3] == 255 {
			continue
		}
		if x-from > longest[1]-longest[0] {
			longest = [2]int{from, x}
		}
		from = x + 1
	}
	return longest
}

// lay blends a stamp whose upper left pixel lies at a place.
func (p *painter) lay(s *stamp, at image.Point) {
	r := s.img.Rect.Add(at).Intersect(p.clip)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		x0, x1 := r.Min.X-at.X, r.Max.X-at.X
		from := s.img.Pix[(y-at.Y)*s.img.Stride+4*x0 : (y-at.Y)*s.img.Stride+4*x1]
		row := p.row(r.Min.X, r.Max.X, y)
		a := min(max(s.solid[y-at.Y][0], x0), x1) - x0
		b := max(min(s.solid[y-at.Y][1], x1)-x0, a)
		blendOver(row[:4*a], from[:4*a])
		copy(row[4*a:4*b], from[4*a:4*b])
		blendOver(row[4*b:], from[4*b:])
	}
}

// blendOver lays premultiplied pixels over others.
func blendOver(row, from []uint8) {
	for i := 0; i+3 < len(row); i += 4 {
		s, d := from[i:i+4:i+4], row[i:i+4:i+4]
		switch rest := 255 - uint32(s[3]); rest {
		case 255:
		case 0:
			copy(d, s)
		default:
			d[0] = uint8(uint32(s[0]) + div255(uint32(d[0])*rest))
			d[1] = uint8(uint32(s[1]) + div255(uint32(d[1])*rest))
			d[2] = uint8(uint32(s[2]) + div255(uint32(d[2])*rest))
			d[3] = uint8(uint32(s[3]) + div255(uint32(d[3])*rest))
		}
	}
}
