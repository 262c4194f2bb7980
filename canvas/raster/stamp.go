package raster

import (
	"image"
	"math"
	"slices"
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

// stamp is a painted group as runs of pixels, row by row: most of a card is one colour, so that takes a
// fifth of the picture's memory and is laid faster. Its place is relative to the pixel that the group's
// origin lies in.
type stamp struct {
	at   image.Point
	size image.Point
	rows []int32 // where the runs of each row begin, and where the last one's end
	runs []run
	pix  []uint8 // what the runs show, but for those that are clear
}

// run is pixels beside each other. An even one has one pixel in pix for all of its own.
type run struct {
	kind  runKind
	width uint16
	pix   int32 // where its first pixel is in pix
}

type runKind uint8

const (
	clearRun runKind = iota // shows what is below
	evenRun                 // one colour that hides it
	solidRun                // many that hide it
	mixedRun                // what is below shines through
)

// bytes is about what the stamp takes in memory.
func (s *stamp) bytes() int { return len(s.pix) + 8*len(s.runs) + 4*len(s.rows) + 128 }

// stamps keeps the stamps that were used last: those of the present generation and of the one before.
var stamps = struct {
	sync.Mutex
	young, old map[stampKey]*stamp
	bytes      int // of the young ones
}{young: map[stampKey]*stamp{}, old: map[stampKey]*stamp{}}

const (
	keptStampBytes = 8 << 20   // of a generation: the cards of a large screen and around it
	largestStamp   = 256 << 10 // bytes
	smallestStamp  = 1500      // pixels: smaller cards are painted as fast as they are cut, and there are thousands
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
	stamps.bytes += s.bytes()
}

// stamped paints a group by its stamp, and reports false for one that has none: whose look is not known, or that is
// too small or too large.
func (p *painter) stamped(g *scene.Group, at layout.Point) bool {
	if g.Bounds.W*g.Bounds.H*p.zoom*p.zoom < smallestStamp {
		return false
	}
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
	sheet := sheets.Get().(*image.RGBA)
	defer sheets.Put(sheet)
	if n := 4 * box.Dx() * box.Dy(); cap(sheet.Pix) < n {
		sheet.Pix = make([]uint8, n)
	} else {
		sheet.Pix = sheet.Pix[:n]
		clear(sheet.Pix)
	}
	sheet.Stride, sheet.Rect = 4*box.Dx(), image.Rectangle{Max: box.Size()}
	p := borrowPainter(sheet, layout.Point{}, zoom)
	defer p.giveBack()
	p.ox, p.oy = left+float64(box.Min.X), top+float64(box.Min.Y)
	p.group(g, at)
	return cutStamp(sheet, box.Min)
}

// sheets are the pictures that stamps are painted on before they are cut into runs.
var sheets = sync.Pool{New: func() any { return &image.RGBA{} }}

// leastEven is from how many pixels of one colour on a run of their own pays.
const leastEven = 12

// cutStamp returns a picture as a stamp.
func cutStamp(img *image.RGBA, at image.Point) *stamp {
	c := &cutter{stamp: stamp{at: at, size: img.Rect.Size()}}
	c.rows = make([]int32, 0, c.size.Y+1)
	for y := range c.size.Y {
		c.rows = append(c.rows, int32(len(c.runs)))
		c.row(img.Pix[y*img.Stride:][:4*c.size.X])
	}
	c.rows = append(c.rows, int32(len(c.runs)))
	c.runs, c.pix = slices.Clip(slices.Clone(c.runs)), slices.Clip(slices.Clone(c.pix))
	return &c.stamp
}

// cutter cuts a picture into runs.
type cutter struct {
	stamp
	open bool // the last run may grow
}

func (c *cutter) row(row []uint8) {
	c.open = false
	for i := 0; i < len(row); {
		n := same(row[i:])
		switch a := row[i+3]; {
		case a == 0:
			c.add(clearRun, n, nil)
		case a == 255 && n >= leastEven:
			c.add(evenRun, n, row[i:i+4])
		case a == 255:
			c.add(solidRun, n, row[i:i+4*n])
		default:
			c.add(mixedRun, n, row[i:i+4*n])
		}
		i += 4 * n
	}
}

// same returns how many pixels at the beginning of a row are as its first.
func same(row []uint8) int {
	n := 4
	for n < len(row) && row[n] == row[0] && row[n+1] == row[1] && row[n+2] == row[2] && row[n+3] == row[3] {
		n += 4
	}
	return n / 4
}

func (c *cutter) add(kind runKind, n int, pix []uint8) {
	last := len(c.runs) - 1
	if c.open && c.runs[last].kind == kind && kind != evenRun {
		c.runs[last].width += uint16(n)
	} else {
		c.runs = append(c.runs, run{kind: kind, width: uint16(n), pix: int32(len(c.pix))})
	}
	c.open = true
	c.pix = append(c.pix, pix...)
}

// lay blends a stamp whose upper left pixel lies at a place.
func (p *painter) lay(s *stamp, at image.Point) {
	r := image.Rectangle{Max: s.size}.Add(at).Intersect(p.clip)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := p.row(r.Min.X, r.Max.X, y)
		x := at.X - r.Min.X
		for _, k := range s.runs[s.rows[y-at.Y]:s.rows[y-at.Y+1]] {
			from, to := max(x, 0), min(x+int(k.width), r.Dx())
			if from < to && k.kind != clearRun {
				k.lay(row[4*from:4*to], s.pix[k.pix:], from-x)
			}
			x += int(k.width)
		}
	}
}

// lay puts the pixels of a run from one of its own on over others.
func (k run) lay(row, pix []uint8, from int) {
	switch k.kind {
	case evenRun:
		copy(row, pix[:4])
		for n := 4; n < len(row); n *= 2 {
			copy(row[n:], row[:n])
		}
	case solidRun:
		copy(row, pix[4*from:])
	default:
		blendOver(row, pix[4*from:])
	}
}

// blendOver lays premultiplied pixels over others.
func blendOver(row, from []uint8) {
	for i := 0; i+3 < len(row); i += 4 {
		s, d := from[i:i+4:i+4], row[i:i+4:i+4]
		rest := 255 - uint32(s[3])
		d[0] = uint8(uint32(s[0]) + div255(uint32(d[0])*rest))
		d[1] = uint8(uint32(s[1]) + div255(uint32(d[1])*rest))
		d[2] = uint8(uint32(s[2]) + div255(uint32(d[2])*rest))
		d[3] = uint8(uint32(s[3]) + div255(uint32(d[3])*rest))
	}
}
