package raster

import (
	"math"

	"stagecraft/canvas/layout"
)

// stroker turns a line into the outline of its ink. Its memory is kept from line to line.
type stroker struct {
	out   *outline
	half  float64
	round bool
	left  []layout.Point
	right []layout.Point
}

// stroke appends to out the outline of every contour of o, drawn with a pen of the given width.
func (s *stroker) stroke(out, o *outline, width float64, roundEnds bool) {
	s.out, s.half, s.round = out, width/2, roundEnds
	for i := range o.contours {
		s.contour(o.contour(i))
	}
}

// contour strokes one contour.
func (s *stroker) contour(points []layout.Point, closed bool) {
	points = distinct(points)
	if closed && len(points) > 1 && near(points[0], points[len(points)-1]) {
		points = points[:len(points)-1]
	}
	switch {
	case len(points) == 0:
		return
	case len(points) == 1:
		s.dot(points[0])
		return
	case len(points) == 2:
		closed = false
	}
	s.left, s.right = s.left[:0], s.right[:0]
	n := len(points)
	for i, q := range points {
		switch {
		case !closed && i == 0:
			s.offset(q, normal(q, points[1]))
		case !closed && i == n-1:
			s.offset(q, normal(points[i-1], q))
		default:
			s.join(q, normal(points[(i+n-1)%n], q), normal(q, points[(i+1)%n]))
		}
	}
	if closed {
		s.emit(s.left, false)
		s.emit(s.right, true)
		s.out.close()
		return
	}
	s.emit(s.left, false)
	s.cap(points[n-1], normal(points[n-2], points[n-1]))
	for i := len(s.right) - 1; i >= 0; i-- {
		s.out.line(s.right[i].X, s.right[i].Y)
	}
	first := normal(points[0], points[1])
	s.cap(points[0], layout.Point{X: -first.X, Y: -first.Y})
	s.out.close()
}

// emit writes a side as a contour of its own; the caller goes on with it or closes it.
func (s *stroker) emit(side []layout.Point, backwards bool) {
	if backwards {
		s.out.close()
	}
	for i := range side {
		q := side[i]
		if backwards {
			q = side[len(side)-1-i]
		}
		if i == 0 {
			s.out.move(q.X, q.Y)
		} else {
			s.out.line(q.X, q.Y)
		}
	}
}

func (s *stroker) offset(q, n layout.Point) {
	s.left = append(s.left, layout.Point{X: q.X + n.X*s.half, Y: q.Y + n.Y*s.half})
	s.right = append(s.right, layout.Point{X: q.X - n.X*s.half, Y: q.Y - n.Y*s.half})
}

// join adds the points of both sides at a corner where the normal turns from a to b.
func (s *stroker) join(q, a, b layout.Point) {
	cross, dot := a.X*b.Y-a.Y*b.X, a.X*b.X+a.Y*b.Y
	if dot > 0.985 { // below 10 degrees: one point does
		m := layout.Point{X: (a.X + b.X) / (1 + dot), Y: (a.Y + b.Y) / (1 + dot)}
		s.offset(q, m)
		return
	}
	outside, inside := &s.left, &s.right
	sign := 1.0
	if cross < 0 {
		outside, inside, sign = &s.right, &s.left, -1
	}
	s.outer(outside, q, a, b, sign, dot)
	at := func(n layout.Point, f float64) layout.Point {
		return layout.Point{X: q.X + n.X*f, Y: q.Y + n.Y*f}
	}
	*inside = append(*inside, at(a, -sign*s.half), q, at(b, -sign*s.half))
}

// outer adds the outside of a corner: an arc, or a point where the corner is not too sharp.
func (s *stroker) outer(side *[]layout.Point, q, a, b layout.Point, sign, dot float64) {
	const sharpest = -0.875 // a miter four widths long, as in SVG
	from := layout.Point{X: a.X * sign, Y: a.Y * sign}
	to := layout.Point{X: b.X * sign, Y: b.Y * sign}
	*side = append(*side, layout.Point{X: q.X + from.X*s.half, Y: q.Y + from.Y*s.half})
	switch {
	case s.round:
		*side = arc(*side, q, from, to, sign*s.half)
	case dot > sharpest:
		f := s.half / (1 + dot)
		*side = append(*side, layout.Point{X: q.X + (from.X+to.X)*f, Y: q.Y + (from.Y+to.Y)*f})
	}
	*side = append(*side, layout.Point{X: q.X + to.X*s.half, Y: q.Y + to.Y*s.half})
}

// arc appends the points between two directions around q, without the ends: to the left for a radius
// above 0, to the right for one below. Where a line turns back on itself only that says which way is ahead.
func arc(list []layout.Point, q, from, to layout.Point, r float64) []layout.Point {
	start := math.Atan2(from.Y, from.X)
	turn := math.Copysign(math.Atan2(from.X*to.Y-from.Y*to.X, from.X*to.X+from.Y*to.Y), r)
	r = math.Abs(r)
	n := arcSteps(math.Abs(turn), r)
	for i := 1; i < n; i++ {
		sin, cos := math.Sincos(start + turn*float64(i)/float64(n))
		list = append(list, layout.Point{X: q.X + cos*r, Y: q.Y + sin*r})
	}
	return list
}

func arcSteps(turn, r float64) int {
	step := 2 * math.Acos(max(-1, 1-tolerance/max(r, tolerance)))
	return max(1, min(64, int(math.Ceil(turn/step))))
}

// cap ends a line at q; n is the normal of the line's direction there. The pen is at the left side.
func (s *stroker) cap(q, n layout.Point) {
	if !s.round {
		return
	}
	ahead := layout.Point{X: -n.Y, Y: n.X}
	back := layout.Point{X: -n.X, Y: -n.Y}
	s.left = arc(s.left[:0], q, n, ahead, s.half)
	s.left = append(s.left, layout.Point{X: q.X + ahead.X*s.half, Y: q.Y + ahead.Y*s.half})
	s.left = arc(s.left, q, ahead, back, s.half)
	for _, v := range s.left {
		s.out.line(v.X, v.Y)
	}
}

// dot draws a line without length: a disc with round ends, else nothing.
func (s *stroker) dot(q layout.Point) {
	if !s.round {
		return
	}
	n := max(8, arcSteps(2*math.Pi, s.half))
	for i := 0; i < n; i++ {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		if i == 0 {
			s.out.move(q.X+cos*s.half, q.Y+sin*s.half)
		} else {
			s.out.line(q.X+cos*s.half, q.Y+sin*s.half)
		}
	}
	s.out.close()
}

// normal returns the left-hand unit normal of the way from a to b, in a plane whose y goes down.
func normal(a, b layout.Point) layout.Point {
	dx, dy := b.X-a.X, b.Y-a.Y
	d := math.Hypot(dx, dy)
	return layout.Point{X: dy / d, Y: -dx / d}
}

const nearby = 1e-6

func near(a, b layout.Point) bool { return math.Abs(a.X-b.X) < nearby && math.Abs(a.Y-b.Y) < nearby }

// distinct drops, in place, points that repeat the one before.
func distinct(points []layout.Point) []layout.Point {
	n := 0
	for _, q := range points {
		if n == 0 || !near(points[n-1], q) {
			points[n] = q
			n++
		}
	}
	return points[:n]
}

// dashPeriod returns the length of a dash pattern and how much of it is on; 0 for a solid line or a
// pattern that cannot be drawn.
func dashPeriod(dash []float64) (period, on float64) {
	for i, d := range dash {
		if !(d >= 0) {
			return 0, 0
		}
		period += d
		if i%2 == 0 {
			on += d
		}
	}
	if len(dash)%2 == 1 {
		period, on = 2*period, period
	}
	return period, on
}
