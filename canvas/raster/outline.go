package raster

import (
	"math"

	"stagecraft/canvas/layout"
)

// outline is a flattened path in device pixels: contours of points. Its memory is reused.
type outline struct {
	points   []layout.Point
	contours []contour
}

type contour struct {
	first  int // index of its first point; it ends where the next one begins
	closed bool
}

func (o *outline) reset() { o.points, o.contours = o.points[:0], o.contours[:0] }

func (o *outline) move(x, y float64) {
	o.contours = append(o.contours, contour{first: len(o.points)})
	o.points = append(o.points, layout.Point{X: x, Y: y})
}

func (o *outline) line(x, y float64) {
	if len(o.contours) == 0 {
		o.move(x, y)
		return
	}
	o.points = append(o.points, layout.Point{X: x, Y: y})
}

func (o *outline) close() {
	if n := len(o.contours); n > 0 {
		o.contours[n-1].closed = true
	}
}

func (o *outline) pen() layout.Point {
	if len(o.points) == 0 {
		return layout.Point{}
	}
	return o.points[len(o.points)-1]
}

// tolerance is how far, in pixels, a flattened curve may be off.
const tolerance = 0.08

func steps(bend float64) int {
	const most = 128
	if !(bend > 0) {
		return 1
	}
	return int(min(most, math.Ceil(math.Sqrt(bend/tolerance))))
}

func (o *outline) quad(b, c layout.Point) {
	a := o.pen()
	n := steps(math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y) / 4)
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		o.line(u*u*a.X+2*u*t*b.X+t*t*c.X, u*u*a.Y+2*u*t*b.Y+t*t*c.Y)
	}
	o.line(c.X, c.Y)
}

func (o *outline) cubic(b, c, d layout.Point) {
	a := o.pen()
	n := steps(0.75 * max(math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y), math.Hypot(b.X-2*c.X+d.X, b.Y-2*c.Y+d.Y)))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		k0, k1, k2, k3 := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		o.line(k0*a.X+k1*b.X+k2*c.X+k3*d.X, k0*a.Y+k1*b.Y+k2*c.Y+k3*d.Y)
	}
	o.line(d.X, d.Y)
}

// add flattens a segment whose points are placed by place.
func (o *outline) add(s layout.Segment, place func(layout.Point) layout.Point) {
	switch s.Op {
	case 'M':
		q := place(s.Points[0])
		o.move(q.X, q.Y)
	case 'L':
		q := place(s.Points[0])
		o.line(q.X, q.Y)
	case 'Q':
		o.quad(place(s.Points[0]), place(s.Points[1]))
	case 'C':
		o.cubic(place(s.Points[0]), place(s.Points[1]), place(s.Points[2]))
	}
}

// contour returns the points of a contour: at least one.
func (o *outline) contour(i int) (points []layout.Point, closed bool) {
	end := len(o.points)
	if i+1 < len(o.contours) {
		end = o.contours[i+1].first
	}
	return o.points[o.contours[i].first:end], o.contours[i].closed
}

// bounds returns the smallest rectangle that holds all points; ok is false for an empty outline or one
// with a place that is no number.
func (o *outline) bounds() (x0, y0, x1, y1 float64, ok bool) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, q := range o.points {
		x0, x1 = min(x0, q.X), max(x1, q.X)
		y0, y1 = min(y0, q.Y), max(y1, q.Y)
	}
	return x0, y0, x1, y1, x0 <= x1 && y0 <= y1
}
