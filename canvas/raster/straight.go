package raster

import (
	"image"
	"math"

	"stagecraft/canvas/layout"
)

// Most of what links are made of runs along the axes. Such a leg is a box, which costs less to fill than
// the outline of a line; only the corners between the legs are left to be outlined.

// straight paints what it can of the lines of o, which have flat ends, as boxes: the legs along the axes,
// without their ends. It returns the lines that are left.
func (p *painter) straight(o *outline, k ink, width float64) *outline {
	rest := &p.rest
	rest.reset()
	for i := range o.contours {
		points, closed := o.contour(i)
		rest.move(points[0].X, points[0].Y)
		if closed {
			rest.points = append(rest.points, points[1:]...)
			rest.close()
			continue
		}
		for n := 1; n < len(points); n++ {
			p.leg(rest, points[n-1], points[n], k, width, len(points) > 2)
		}
	}
	return rest
}

// leg paints a leg whose beginning is the pen of rest, and leaves its ends to rest; without keep there is
// nothing to be left of it.
func (p *painter) leg(rest *outline, a, b layout.Point, k ink, width float64, keep bool) {
	level := a.Y == b.Y
	if !level && a.X != b.X || a == b {
		rest.line(b.X, b.Y)
		return
	}
	half, from, to := width/2, a.X, b.X
	if !level {
		from, to = a.Y, b.Y
	}
	if !keep {
		rest.points, rest.contours = rest.points[:len(rest.points)-1], rest.contours[:len(rest.contours)-1]
		if level {
			p.fillBar(min(from, to), a.Y-half, max(from, to), a.Y+half, k)
		} else {
			p.fillBar(a.X-half, min(from, to), a.X+half, max(from, to), k)
		}
		return
	}
	// Corners reach as far along a leg as the line is broad; they are cut off between two pixels.
	margin := math.Ceil(width) + 1
	first, last := math.Ceil(min(from, to)+margin), math.Floor(max(from, to)-margin)
	if !(last-first >= margin) {
		rest.line(b.X, b.Y)
		return
	}
	near, far := first, last
	if from > to {
		near, far = last, first
	}
	if level {
		p.fillBar(first, a.Y-half, last, a.Y+half, k)
		rest.line(near, a.Y)
		rest.move(far, a.Y)
	} else {
		p.fillBar(a.X-half, first, a.X+half, last, k)
		rest.line(a.X, near)
		rest.move(a.X, far)
	}
	rest.line(b.X, b.Y)
}

// fillBar fills a box whose edges lie anywhere: its outer pixels as far as it covers them.
func (p *painter) fillBar(x0, y0, x1, y1 float64, k ink) {
	low := float64(p.clip.Min.X) - 1
	x0, x1 = max(x0, low), min(x1, float64(p.clip.Max.X)+1)
	y0, y1 = max(y0, float64(p.clip.Min.Y)-1), min(y1, float64(p.clip.Max.Y)+1)
	if !(x0 < x1 && y0 < y1) {
		return
	}
	p.spans(y0, y1, func(ya, yb int, cy float64) {
		p.spans(x0, x1, func(xa, xb int, cx float64) {
			ink := k
			if c := cx * cy; c < 1 {
				ink = k.fade(c)
			}
			p.fillBox(image.Rect(xa, ya, xb, yb), ink)
		})
	})
}

// spans cuts a stretch into whole pixels and the parts of a pixel at its ends.
func (p *painter) spans(from, to float64, visit func(a, b int, cover float64)) {
	a, b := floor(from), floor(to)
	if a == b {
		visit(a, a+1, to-from)
		return
	}
	if part := float64(a+1) - from; part < 1 {
		visit(a, a+1, part)
		a++
	}
	if a < b {
		visit(a, b, 1)
	}
	if part := to - float64(b); part > 0 {
		visit(b, b+1, part)
	}
}
