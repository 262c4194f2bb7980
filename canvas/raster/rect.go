package raster

import (
	"image"
	"math"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

const (
	smallSide   = 6    // pixels: below, a side is not moved to pixels
	noRadius    = 0.75 // pixels: rounder corners cannot be seen
	faintestInk = 10   // of 255: cannot be seen
	largestBend = 64   // pixels: larger corners and broader frames are drawn as paths
)

// rect paints a rectangle: shadow, fill, hatch, stroke.
func (p *painter) rect(it *scene.Rect) {
	x0, y0, x1, y1 := p.x(it.X), p.y(it.Y), p.x(it.Right()), p.y(it.Bottom())
	if !(x0 <= x1 && y0 <= y1) || x0 == x1 && y0 == y1 || p.outside(x0, y0, x1, y1, it) {
		return
	}
	radius := max(0, min(it.Radius*p.zoom, (x1-x0)/2, (y1-y0)/2))
	round := radius >= noRadius
	w, h := x1-x0, y1-y0
	if round && min(w, h) < smallSide || w <= 0 || h <= 0 || !(max(radius, it.Stroke.Width*p.zoom) <= largestBend) {
		p.freeRect(it, x0, y0, x1, y1, radius)
		return
	}
	outer := snap(x0, y0, x1, y1)
	if it.Shadow.Color.A > 0 {
		p.shadow(it, outer, radius)
	}
	if !round {
		radius = 0
	}
	p.fillRound(outer, radius, inkOf(it.Fill).thin(x0, y0, x1, y1, outer))
	if it.Hatch.Every > 0 && it.Hatch.Color.A > 0 {
		p.hatch(it.Hatch, outer, radius)
	}
	p.strokeRect(it, x0, y0, x1, y1, radius)
}

// outside reports whether nothing of a rectangle can be seen.
func (p *painter) outside(x0, y0, x1, y1 float64, it *scene.Rect) bool {
	grow := it.Stroke.Width*p.zoom/2 + 1
	if it.Shadow.Color.A > 0 {
		grow += (it.Shadow.Blur*1.5 + math.Abs(it.Shadow.DY)) * p.zoom
	}
	return x1+grow < float64(p.clip.Min.X) || x0-grow > float64(p.clip.Max.X) ||
		y1+grow < float64(p.clip.Min.Y) || y0-grow > float64(p.clip.Max.Y)
}

// snap moves the edges to pixels; a side below one pixel still gets one.
func snap(x0, y0, x1, y1 float64) image.Rectangle {
	r := image.Rectangle{Min: image.Pt(round(x0), round(y0)), Max: image.Pt(round(x1), round(y1))}
	if r.Max.X == r.Min.X {
		r.Min.X = int(math.Floor((x0 + x1) / 2))
		r.Max.X = r.Min.X + 1
	}
	if r.Max.Y == r.Min.Y {
		r.Min.Y = int(math.Floor((y0 + y1) / 2))
		r.Max.Y = r.Min.Y + 1
	}
	return r
}

// thin lightens the ink of a rectangle below one pixel by the part of the pixel that it fills.
func (k ink) thin(x0, y0, x1, y1 float64, r image.Rectangle) ink {
	f := 1.0
	if w := x1 - x0; w < 1 {
		f *= w
	}
	if h := y1 - y0; h < 1 {
		f *= h
	}
	if f == 1 || r.Empty() {
		return k
	}
	return k.fade(f)
}

// fillRound fills a rectangle on whole pixels with round corners.
func (p *painter) fillRound(r image.Rectangle, radius float64, k ink) {
	if k.a == 0 || !r.Overlaps(p.clip) {
		return
	}
	if radius < noRadius {
		p.fillBox(r, k)
		return
	}
	c := p.corner(cornerKey{radius: quantum(radius)})
	n := c.side
	if 2*n > r.Dx() || 2*n > r.Dy() {
		n = min(r.Dx()/2, r.Dy()/2)
	}
	p.fillBox(image.Rect(r.Min.X+n, r.Min.Y, r.Max.X-n, r.Min.Y+n), k)
	p.fillBox(image.Rect(r.Min.X, r.Min.Y+n, r.Max.X, r.Max.Y-n), k)
	p.fillBox(image.Rect(r.Min.X+n, r.Max.Y-n, r.Max.X-n, r.Max.Y), k)
	p.blendCorners(c, n, r, k)
}

// strokeRect draws the rectangle's outline, centred on its edges.
func (p *painter) strokeRect(it *scene.Rect, x0, y0, x1, y1, radius float64) {
	width := it.Stroke.Width * p.zoom
	k := inkOf(it.Stroke.Color)
	if width <= 0 || k.a == 0 {
		return
	}
	period, on := dashPeriod(it.Stroke.Dash)
	if period > 0 && period*p.zoom >= 2.5 {
		p.strokeOutline(roundRect(&p.path2d, snapStroke(x0, width), snapStroke(y0, width), snapStroke(x1, width), snapStroke(y1, width), radius), it.Stroke)
		return
	}
	if period > 0 {
		k = k.fade(on / period)
	}
	if width < 1 {
		k, width = k.fade(width), 1
	}
	if k.a < faintestInk {
		return
	}
	outer := image.Rect(round(x0-width/2), round(y0-width/2), round(x1-width/2)+int(math.Ceil(width)), round(y1-width/2)+int(math.Ceil(width)))
	p.strokeRound(outer, radius+width/2, width, k)
}

// strokeRound draws a frame whose outer edge is on whole pixels.
func (p *painter) strokeRound(r image.Rectangle, radius, width float64, k ink) {
	if radius < noRadius+width/2 {
		radius = 0
	}
	c := p.corner(cornerKey{radius: quantum(radius), width: quantum(width)})
	n := c.side
	if 2*n > r.Dx() || 2*n > r.Dy() {
		n = min(r.Dx()/2, r.Dy()/2)
	}
	for i := 0; float64(i) < width; i++ {
		edge := k
		if rest := width - float64(i); rest < 1 {
			edge = k.fade(rest)
		}
		p.fillBox(image.Rect(r.Min.X+n, r.Min.Y+i, r.Max.X-n, r.Min.Y+i+1), edge)
		p.fillBox(image.Rect(r.Min.X+n, r.Max.Y-1-i, r.Max.X-n, r.Max.Y-i), edge)
		p.fillBox(image.Rect(r.Min.X+i, r.Min.Y+n, r.Min.X+i+1, r.Max.Y-n), edge)
		p.fillBox(image.Rect(r.Max.X-1-i, r.Min.Y+n, r.Max.X-i, r.Max.Y-n), edge)
	}
	p.blendCorners(c, n, r, k)
}

// freeRect paints a rectangle at its true place, not moved to pixels.
func (p *painter) freeRect(it *scene.Rect, x0, y0, x1, y1, radius float64) {
	o := roundRect(&p.path2d, x0, y0, x1, y1, radius)
	p.fillOutline(o, inkOf(it.Fill))
	if it.Stroke.Width > 0 {
		p.strokeOutline(o, it.Stroke)
	}
}

// hatch draws 45 degree lines over a rectangle. The lines belong to the group, so that they run on from tile
// to tile and move with it.
func (p *painter) hatch(h scene.Hatch, r image.Rectangle, radius float64) {
	seen := r.Intersect(p.clip)
	every := h.Every * p.zoom * math.Sqrt2 // along a row
	width := h.Width * p.zoom * math.Sqrt2
	k := inkOf(h.Color)
	if seen.Empty() || k.a == 0 {
		return
	}
	if every < 3 {
		p.fillRound(r, radius, k.fade(h.Width/h.Every))
		return
	}
	var c *cornerMask
	if radius >= noRadius {
		c = p.corner(cornerKey{radius: quantum(radius)})
	}
	from := p.ox + p.oy - math.Floor(p.at.X*p.zoom) - math.Floor(p.at.Y*p.zoom)
	mask := p.scratchRow(seen.Dx())
	for y := seen.Min.Y; y < seen.Max.Y; y++ {
		phase := math.Mod(float64(seen.Min.X+y)+from, every)
		for i := range mask {
			mask[i] = hatchCover(phase, every, width)
			if phase++; phase >= every {
				phase -= every
			}
		}
		if c != nil {
			c.clipRow(mask, seen.Min.X, y, r)
		}
		blendMask(p.row(seen.Min.X, seen.Max.X, y), mask, k)
	}
}

// hatchCover is how much of the pixel at a place of the pattern a line covers.
func hatchCover(phase, every, width float64) uint8 {
	if phase < 0 {
		phase += every
	}
	cover := max(0, min(phase+1, width)-max(phase, 0)) + max(0, min(phase+1, every+width)-max(phase, every))
	return uint8(min(1, cover)*255 + 0.5)
}

func (p *painter) scratchRow(n int) []uint8 {
	if cap(p.rowMask) < n {
		p.rowMask = make([]uint8, n)
	}
	return p.rowMask[:n]
}

// roundRect writes a rounded rectangle in device pixels into o, clockwise.
func roundRect(o *outline, x0, y0, x1, y1, r float64) *outline {
	o.reset()
	if r < noRadius/2 {
		o.move(x0, y0)
		o.line(x1, y0)
		o.line(x1, y1)
		o.line(x0, y1)
		o.close()
		return o
	}
	const k = 0.5522847498 // of a quarter circle as a cubic
	h := r * (1 - k)
	o.move(x0+r, y0)
	o.line(x1-r, y0)
	o.cubic(layout.Point{X: x1 - h, Y: y0}, layout.Point{X: x1, Y: y0 + h}, layout.Point{X: x1, Y: y0 + r})
	o.line(x1, y1-r)
	o.cubic(layout.Point{X: x1, Y: y1 - h}, layout.Point{X: x1 - h, Y: y1}, layout.Point{X: x1 - r, Y: y1})
	o.line(x0+r, y1)
	o.cubic(layout.Point{X: x0 + h, Y: y1}, layout.Point{X: x0, Y: y1 - h}, layout.Point{X: x0, Y: y1 - r})
	o.line(x0, y0+r)
	o.cubic(layout.Point{X: x0, Y: y0 + h}, layout.Point{X: x0 + h, Y: y0}, layout.Point{X: x0 + r, Y: y0})
	o.close()
	return o
}
