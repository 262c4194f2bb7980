package raster

import (
	"image"
	"math"
	"sync"
)

// cornerKey names a mask for the corner of a rectangle on whole pixels, in eighths of a pixel: of a
// filled one with width 0, else of a frame.
type cornerKey struct{ radius, width uint16 }

// quantum turns pixels into the eighths of a cornerKey.
func quantum(v float64) uint16 { return uint16(min(v, 2000)*8 + 0.5) }

// cornerMask is the cover of the upper left corner; the others are its mirror pictures.
type cornerMask struct {
	side int
	pix  []uint8
}

var corners = struct {
	sync.RWMutex
	masks map[cornerKey]*cornerMask
}{masks: map[cornerKey]*cornerMask{}}

const keptCorners = 512

// corner returns a mask: from the painter's own table, which needs no lock, or the shared one.
func (p *painter) corner(k cornerKey) *cornerMask {
	if c, ok := p.corners[k]; ok {
		return c
	}
	corners.RLock()
	c, ok := corners.masks[k]
	corners.RUnlock()
	if !ok {
		c = newCorner(float64(k.radius)/8, float64(k.width)/8)
		corners.Lock()
		if len(corners.masks) >= keptCorners {
			clear(corners.masks)
		}
		corners.masks[k] = c
		corners.Unlock()
	}
	if len(p.corners) >= keptCorners {
		clear(p.corners)
	}
	p.corners[k] = c
	return c
}

func newCorner(radius, width float64) *cornerMask {
	n := max(1, int(math.Ceil(max(radius, width))))
	c := &cornerMask{side: n, pix: make([]uint8, n*n)}
	for y := 0; y < n; y++ {
		for x := 0; x < n; x++ {
			cover := cornerCover(x, y, 0, radius)
			if width > 0 {
				cover -= cornerCover(x, y, width, max(0, radius-width))
			}
			c.pix[y*n+x] = uint8(max(0, min(1, cover))*255 + 0.5)
		}
	}
	return c
}

// cornerCover is how much of a pixel lies inside a corner whose edges are inset from the origin.
func cornerCover(x, y int, inset, radius float64) float64 {
	const steps = 16
	sum := 0.0
	for i := 0; i < steps; i++ {
		fy := float64(y) + (float64(i)+0.5)/steps
		if fy < inset {
			continue
		}
		left := inset
		if d := inset + radius - fy; d > 0 {
			left = inset + radius - math.Sqrt(max(0, radius*radius-d*d))
		}
		sum += max(0, min(1, float64(x)+1-left))
	}
	return sum / steps
}

// blendCorners paints the four corners of r, n pixels of each.
func (p *painter) blendCorners(c *cornerMask, n int, r image.Rectangle, k ink) {
	for y := 0; y < n; y++ {
		p.cornerRow(c, n, r, r.Min.Y+y, y, k)
		p.cornerRow(c, n, r, r.Max.Y-1-y, y, k)
	}
}

// cornerRow paints row i of the mask, left and mirrored right, at device row y.
func (p *painter) cornerRow(c *cornerMask, n int, r image.Rectangle, y, i int, k ink) {
	if y < p.clip.Min.Y || y >= p.clip.Max.Y {
		return
	}
	mask := c.pix[i*c.side : i*c.side+n]
	if r.Min.X >= p.clip.Min.X && r.Min.X+n <= p.clip.Max.X {
		blendMask(p.row(r.Min.X, r.Min.X+n, y), mask, k)
	} else if x0, x1 := max(r.Min.X, p.clip.Min.X), min(r.Min.X+n, p.clip.Max.X); x0 < x1 {
		blendMask(p.row(x0, x1, y), mask[x0-r.Min.X:x1-r.Min.X], k)
	}
	mirror := p.scratchRow(n)
	for x, m := range mask {
		mirror[n-1-x] = m
	}
	if x0, x1 := max(r.Max.X-n, p.clip.Min.X), min(r.Max.X, p.clip.Max.X); x0 < x1 {
		blendMask(p.row(x0, x1, y), mirror[x0-r.Max.X+n:x1-r.Max.X+n], k)
	}
}

// clipRow multiplies a row of a mask that begins at (x0,y) with the cover of the rounded rectangle r.
func (c *cornerMask) clipRow(mask []uint8, x0, y int, r image.Rectangle) {
	i := min(y-r.Min.Y, r.Max.Y-1-y)
	if i >= c.side || i < 0 {
		return
	}
	line := c.pix[i*c.side : (i+1)*c.side]
	for k := range mask {
		x := x0 + k
		if d := min(x-r.Min.X, r.Max.X-1-x); d >= 0 && d < c.side {
			mask[k] = uint8(div255(uint32(mask[k]) * uint32(line[d])))
		}
	}
}
