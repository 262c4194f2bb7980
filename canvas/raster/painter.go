package raster

import (
	"encoding/binary"
	"image"
	"math"
	"sync"

	"golang.org/x/image/vector"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// painter paints into one picture. Its scratch memory is kept between pictures.
type painter struct {
	dst    *image.RGBA
	clip   image.Rectangle // in dst's coordinates
	zoom   float64
	ox, oy float64      // device place of dst's first pixel: whole numbers
	at     layout.Point // origin of the group being painted

	visit func(*scene.Group, layout.Point) // p.placed, bound once

	corners map[cornerKey]*cornerMask
	rowMask []uint8
	path2d  outline
	ring    outline
	dashed  outline
	rest    outline
	piece   outline
	pen     stroker
	vector  vector.Rasterizer
	mask    image.Alpha
	blocks  blocks
}

var painters = sync.Pool{New: func() any { return &painter{corners: map[cornerKey]*cornerMask{}} }}

func borrowPainter(dst *image.RGBA, origin layout.Point, zoom float64) *painter {
	p := painters.Get().(*painter)
	if p.visit == nil {
		p.visit = p.placed
	}
	p.dst, p.clip, p.zoom, p.at = dst, dst.Rect, zoom, layout.Point{}
	p.ox = math.Round(origin.X*zoom) - float64(dst.Rect.Min.X)
	p.oy = math.Round(origin.Y*zoom) - float64(dst.Rect.Min.Y)
	return p
}

func (p *painter) giveBack() {
	p.dst = nil
	const keptScratch = 1 << 22
	if cap(p.mask.Pix) > keptScratch {
		p.mask.Pix, p.vector = nil, vector.Rasterizer{}
	}
	painters.Put(p)
}

// x and y turn document points of the group into places in dst.
func (p *painter) x(x float64) float64 { return (x+p.at.X)*p.zoom - p.ox }
func (p *painter) y(y float64) float64 { return (y+p.at.Y)*p.zoom - p.oy }

func (p *painter) point(q layout.Point) layout.Point { return layout.Point{X: p.x(q.X), Y: p.y(q.Y)} }

// box returns the device pixels of a document rectangle, with its edges moved to pixels.
func (p *painter) box(r layout.Rect) image.Rectangle {
	return image.Rect(round(p.x(r.X)), round(p.y(r.Y)), round(p.x(r.Right())), round(p.y(r.Bottom())))
}

// round is for device places: halves go up, so that equal distances stay equal.
func round(v float64) int {
	return floor(v + 0.5 + hair)
}

// hair is more than reckoning takes from a device place and less than can be seen: a half goes up wherever
// the picture begins.
const hair = 1e-6

// floor is the next whole number below. What is no number or beyond any picture becomes a place far
// away that is safe to reckon with.
func floor(v float64) int {
	const far = 1 << 24
	if v != v {
		return far
	}
	return int(math.Floor(max(-far, min(far, v))))
}

// ink is a premultiplied colour, 0 to 255 a part.
type ink struct{ r, g, b, a uint32 }

func inkOf(c scene.Color) ink {
	a := uint32(c.A)
	return ink{div255(uint32(c.R) * a), div255(uint32(c.G) * a), div255(uint32(c.B) * a), a}
}

// fade returns the ink with its cover multiplied by f, 0 to 1.
func (k ink) fade(f float64) ink {
	if !(f > 0) {
		return ink{}
	}
	m := uint32(min(1, f)*255 + 0.5)
	return ink{div255(k.r * m), div255(k.g * m), div255(k.b * m), div255(k.a * m)}
}

// div255 divides a product of two bytes by 255, rounding.
func div255(v uint32) uint32 { return (v + 128) * 257 >> 16 }

// row returns the bytes of dst from pixel (x0,y) up to x1.
func (p *painter) row(x0, x1, y int) []uint8 {
	i := (y-p.dst.Rect.Min.Y)*p.dst.Stride + (x0-p.dst.Rect.Min.X)*4
	return p.dst.Pix[i : i+(x1-x0)*4]
}

// fillBox paints whole pixels.
func (p *painter) fillBox(r image.Rectangle, k ink) {
	r = r.Intersect(p.clip)
	if r.Empty() || k.a == 0 {
		return
	}
	if k.a < 255 {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			blendEven(p.row(r.Min.X, r.Max.X, y), k)
		}
		return
	}
	first := p.row(r.Min.X, r.Max.X, r.Min.Y)
	fillSolid(first, k)
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(p.row(r.Min.X, r.Max.X, y), first)
	}
}

func fillSolid(row []uint8, k ink) {
	row[0], row[1], row[2], row[3] = uint8(k.r), uint8(k.g), uint8(k.b), 255
	for n := 4; n < len(row); n *= 2 {
		copy(row[n:], row[:n])
	}
}

// blendEven paints an ink over pixels.
func blendEven(row []uint8, k ink) {
	rest := 255 - k.a
	for i := 0; i+3 < len(row); i += 4 {
		d := row[i : i+4 : i+4]
		d[0] = uint8(k.r + div255(uint32(d[0])*rest))
		d[1] = uint8(k.g + div255(uint32(d[1])*rest))
		d[2] = uint8(k.b + div255(uint32(d[2])*rest))
		d[3] = uint8(k.a + div255(uint32(d[3])*rest))
	}
}

// blendMask paints an ink over pixels through a mask. Stretches of nothing, of which the masks of lines
// are full, are skipped.
func blendMask(row, mask []uint8, k ink) {
	const stretch = 8
	for len(mask) >= 4*stretch {
		if binary.LittleEndian.Uint64(mask) != 0 {
			blendShort(row, mask[:stretch], k)
		}
		row, mask = row[4*stretch:], mask[stretch:]
	}
	blendShort(row, mask, k)
}

func blendShort(row, mask []uint8, k ink) {
	row = row[:len(mask)*4]
	for x, m := range mask {
		if m == 0 {
			continue
		}
		d := row[x*4 : x*4+4 : x*4+4]
		if m == 255 && k.a == 255 {
			d[0], d[1], d[2], d[3] = uint8(k.r), uint8(k.g), uint8(k.b), 255
			continue
		}
		c := uint32(m)
		rest := 255 - div255(k.a*c)
		d[0] = uint8(div255(k.r*c + uint32(d[0])*rest))
		d[1] = uint8(div255(k.g*c + uint32(d[1])*rest))
		d[2] = uint8(div255(k.b*c + uint32(d[2])*rest))
		d[3] = uint8(div255(k.a*c + uint32(d[3])*rest))
	}
}

// blendAlpha paints an ink through a mask whose upper left pixel lies at (x,y).
func (p *painter) blendAlpha(mask []uint8, w, h, x, y int, k ink) {
	r := image.Rect(x, y, x+w, y+h).Intersect(p.clip)
	for py := r.Min.Y; py < r.Max.Y; py++ {
		from := (py-y)*w - x
		blendMask(p.row(r.Min.X, r.Max.X, py), mask[from+r.Min.X:from+r.Max.X], k)
	}
}
