package canvas

import (
	"math"

	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
)

// The limits of the zoom, and the smallest one at which headers and labels still shrink with the body.
const (
	minZoom     = 0.05
	maxZoom     = 4.0
	minHeadZoom = 0.7
)

// scrollRoom is how far one can scroll beyond the map's end, in device-independent pixels.
const scrollRoom = 96

// viewport is where the board looks. It alone converts between document points, the device pixels in
// which tiles are painted, and the device-independent pixels of Fyne. It is a plain value.
type viewport struct {
	w, h   int     // the board's size in device pixels
	scale  float64 // device pixels to a device-independent pixel
	zoom   float64 // device-independent pixels to a document point
	x, y   float64 // the body's pixel in the upper left corner of what is seen of it
	label  float64 // the width of the lane labels in points
	header float64 // the height of the headers in points
	size   layout.Point
	over   int // how much of the right edge something lies over, in device pixels
}

// k returns how many device pixels a point of the body takes.
func (v viewport) k() float64 { return v.zoom * v.scale }

// headK is k of the headers and labels across the direction in which they scroll.
func (v viewport) headK() float64 { return max(v.zoom, minHeadZoom) * v.scale }

// left and top are the widths of the sticky label column and header in device pixels.
func (v viewport) left() int { return int(math.Round(v.label * v.headK())) }
func (v viewport) top() int  { return int(math.Round(v.header * v.headK())) }

// bodyW and bodyH are the size of what is seen of the body in device pixels, at least 1.
func (v viewport) bodyW() int { return max(1, v.w-v.left()) }
func (v viewport) bodyH() int { return max(1, v.h-v.top()) }

// freeW is bodyW without what something lies over.
func (v viewport) freeW() int { return max(1, v.bodyW()-v.over) }

// mapW and mapH are the size of the whole body in device pixels.
func (v viewport) mapW() float64 { return max(0, v.size.X-v.label) * v.k() }
func (v viewport) mapH() float64 { return max(0, v.size.Y-v.header) * v.k() }

// limits returns the largest scroll positions.
func (v viewport) limits() (x, y float64) {
	return room(v.mapW(), v.freeW(), v.scale), room(v.mapH(), v.bodyH(), v.scale)
}

func room(whole float64, seen int, scale float64) float64 {
	if whole <= float64(seen) {
		return 0
	}
	return math.Ceil(whole - float64(seen) + scrollRoom*scale)
}

// clamped returns v scrolled back to where there is something to see.
func (v viewport) clamped() viewport {
	lx, ly := v.limits()
	v.x = min(max(v.x, 0), lx)
	v.y = min(max(v.y, 0), ly)
	return v
}

// settled returns v on whole device pixels.
func (v viewport) settled() viewport {
	v = v.clamped()
	v.x, v.y = math.Round(v.x), math.Round(v.y)
	return v
}

// scrolled returns v moved by a way in device-independent pixels; positive values look further right
// and down.
func (v viewport) scrolled(dx, dy float64) viewport {
	v.x += dx * v.scale
	v.y += dy * v.scale
	return v.settled()
}

// zoomed returns v at zoom z with the body's point under p where it was.
func (v viewport) zoomed(z float64, p tool.Pixel) viewport {
	at := v.body(p)
	v.zoom = min(max(z, minZoom), maxZoom)
	v.x = (at.X-v.label)*v.k() - (p.X*v.scale - float64(v.left()))
	v.y = (at.Y-v.header)*v.k() - (p.Y*v.scale - float64(v.top()))
	return v.settled()
}

// fitted returns v with the whole map in sight, never above 100 %.
func (v viewport) fitted() viewport {
	lo, hi := minZoom, 1.0
	for range 40 {
		v.zoom = (lo + hi) / 2
		if v.mapW() <= float64(v.freeW()) && v.mapH() <= float64(v.bodyH()) {
			lo = v.zoom
		} else {
			hi = v.zoom
		}
	}
	v.zoom = lo
	if hi == 1 {
		v.zoom = 1
	}
	v.x, v.y = 0, 0
	return v
}

// body returns the document point under p as if the body went on under the header and labels.
func (v viewport) body(p tool.Pixel) layout.Point {
	return layout.Point{
		X: v.label + (p.X*v.scale-float64(v.left())+v.x)/v.k(),
		Y: v.header + (p.Y*v.scale-float64(v.top())+v.y)/v.k(),
	}
}

// borderReach is how far into the body the border of the labels can be grasped, in units of the window.
const borderReach = 2

// at returns the document point that is seen under p: in a sticky strip, the strip's.
func (v viewport) at(p tool.Pixel) layout.Point {
	d := v.body(p)
	switch left := float64(v.left()); {
	case p.X*v.scale < left:
		d.X = p.X * v.scale / v.headK()
	case p.X*v.scale < left+borderReach*v.scale:
		d.X = v.label - 0.5
	}
	if p.Y*v.scale < float64(v.top()) {
		d.Y = p.Y * v.scale / v.headK()
	}
	return d
}

// pixel returns where a document point is seen: points of the headers and labels lie in their strips.
func (v viewport) pixel(d layout.Point) tool.Pixel {
	p := tool.Pixel{
		X: (float64(v.left()) + (d.X-v.label)*v.k() - v.x) / v.scale,
		Y: (float64(v.top()) + (d.Y-v.header)*v.k() - v.y) / v.scale,
	}
	if d.X < v.label {
		p.X = d.X * v.headK() / v.scale
	}
	if d.Y < v.header {
		p.Y = d.Y * v.headK() / v.scale
	}
	return p
}

// place returns where a document rectangle of the body is seen.
func (v viewport) place(r layout.Rect) (fyne.Position, fyne.Size) {
	x := (float64(v.left()) + (r.X-v.label)*v.k() - v.x) / v.scale
	y := (float64(v.top()) + (r.Y-v.header)*v.k() - v.y) / v.scale
	return fyne.NewPos(float32(x), float32(y)), fyne.NewSize(float32(r.W*v.zoom), float32(r.H*v.zoom))
}

// placeAny is place for rectangles that may lie in a sticky strip.
func (v viewport) placeAny(r layout.Rect) (fyne.Position, fyne.Size) {
	from := v.pixel(layout.Point{X: r.X, Y: r.Y})
	// A corner on the border between strip and body counts to the side that the rectangle is on.
	w, h := r.W*v.zoom, r.H*v.zoom
	if r.X < v.label {
		w = r.W * v.headK() / v.scale
	}
	if r.Y < v.header {
		h = r.H * v.headK() / v.scale
	}
	return fyne.NewPos(float32(from.X), float32(from.Y)), fyne.NewSize(float32(w), float32(h))
}

// seen returns the part of the body on screen in document points.
func (v viewport) seen() layout.Rect {
	if v.k() == 0 {
		return layout.Rect{}
	}
	return layout.Rect{
		X: v.label + v.x/v.k(), Y: v.header + v.y/v.k(),
		W: float64(v.bodyW()) / v.k(), H: float64(v.bodyH()) / v.k(),
	}
}

// showing returns v scrolled as little as needed to have a body rectangle in sight, with a margin;
// of one that is larger than the view the upper left corner counts.
func (v viewport) showing(r layout.Rect) viewport {
	v.x = nearest(v.x, (r.X-v.label)*v.k(), (r.Right()-v.label)*v.k(), float64(v.freeW()), 12*v.scale)
	v.y = nearest(v.y, (r.Y-v.header)*v.k(), (r.Bottom()-v.header)*v.k(), float64(v.bodyH()), 12*v.scale)
	return v.settled()
}

func nearest(at, from, to, seen, margin float64) float64 {
	from, to = from-margin, to+margin
	switch {
	case to-from >= seen || from < at:
		return from
	case to > at+seen:
		return to - seen
	}
	return at
}
