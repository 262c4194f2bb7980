package scene

import (
	"math"

	"stagecraft/canvas/layout"
)

// The zooms at which things are drawn: full from 60 %, without shadows and small print below, text as
// bars below 40 %, flat rectangles below 15 %, counts per cell below 5 %.
const (
	zoomCount = 0.05
	zoomFlat  = 0.15
	zoomBars  = 0.4
	zoomFull  = 0.6
)

var (
	always   = Zoom{}
	full     = Zoom{Min: zoomFull}
	readable = Zoom{Min: zoomBars}
	barred   = Zoom{Min: zoomFlat, Max: zoomBars}
	shaped   = Zoom{Min: zoomFlat}
	plain    = Zoom{Min: zoomFlat, Max: zoomFull}
	flatOnly = Zoom{Min: zoomCount, Max: zoomFlat}
	atLeast  = Zoom{Min: zoomCount}
	counted  = Zoom{Max: zoomCount}
)

// pen collects the items of a group and their bounds.
type pen struct {
	items  []Item
	bounds layout.Rect
}

func (p *pen) cover(r layout.Rect) { p.bounds = p.bounds.Union(r) }

func (p *pen) rect(r Rect) {
	p.items = append(p.items, r)
	area := r.Rect.Inset(-r.Stroke.Width / 2)
	if r.Shadow.Blur > 0 {
		area = area.Union(r.Rect.Move(layout.Point{Y: r.Shadow.DY}).Inset(-r.Shadow.Blur))
	}
	p.cover(area)
}

// bar draws a filled rectangle.
func (p *pen) bar(x, y, w, h float64, c Color, z Zoom) {
	p.rect(Rect{Rect: layout.Rect{X: x, Y: y, W: w, H: h}, Fill: c, Zoom: z})
}

func (p *pen) path(s Path) {
	p.items = append(p.items, s)
	p.cover(pathBounds(s.Segments).Inset(-s.Stroke.Width / 2))
}

func (p *pen) text(at layout.Point, line layout.Line, c Color, z Zoom) {
	if line.Width <= 0 {
		return
	}
	p.items = append(p.items, Text{At: at, Line: line, Color: c, Zoom: z})
	ascent, descent, _ := layout.Metrics(line.Style)
	p.cover(layout.Rect{X: at.X - 1, Y: at.Y - ascent, W: line.Width + 2, H: ascent + descent})
}

// words draws a text that may become a bar when the map is small.
func (p *pen) words(at []layout.Point, lines []layout.Line, c Color, z Zoom) {
	for i, line := range lines {
		p.text(at[i], line, c, z)
	}
}

// lines draws a block of text, and bars in its place when the map is small.
func (p *pen) lines(at []layout.Point, lines []layout.Line, c Color) {
	p.words(at, lines, c, readable)
	for i, line := range lines {
		if line.Width > 0 {
			x := line.Style.Size * 0.3
			p.bar(at[i].X, at[i].Y-x-1.5, line.Width, 3.5, Fade(c, 0.7), barred)
		}
	}
}

func (p *pen) icon(name string, r layout.Rect, c Color, z Zoom) {
	p.items = append(p.items, Icon{Rect: r, Name: name, Color: c, Zoom: z})
	p.cover(r)
}

// disc draws a filled circle.
func (p *pen) disc(center layout.Point, r float64, fill Color, s Stroke, z Zoom) {
	p.rect(Rect{Rect: layout.Rect{X: center.X - r, Y: center.Y - r, W: 2 * r, H: 2 * r}, Radius: r, Fill: fill, Stroke: s, Zoom: z})
}

func pathBounds(segments []layout.Segment) layout.Rect {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range segments {
		for _, q := range s.Points[:pointsOf(s.Op)] {
			x0, y0, x1, y1 = min(x0, q.X), min(y0, q.Y), max(x1, q.X), max(y1, q.Y)
		}
	}
	if x0 > x1 {
		return layout.Rect{}
	}
	// A straight line has no area, but it does have width: let it be seen.
	return layout.Rect{X: x0, Y: y0, W: max(x1-x0, 0.01), H: max(y1-y0, 0.01)}
}

// pointsOf returns how many points of a segment count.
func pointsOf(op byte) int {
	switch op {
	case 'C':
		return 3
	case 'Q':
		return 2
	default:
		return 1
	}
}

func moveTo(p layout.Point) layout.Segment {
	return layout.Segment{Op: 'M', Points: [3]layout.Point{p}}
}

func lineTo(p layout.Point) layout.Segment {
	return layout.Segment{Op: 'L', Points: [3]layout.Point{p}}
}

// polyline returns a line through points.
func polyline(points ...layout.Point) []layout.Segment {
	segments := make([]layout.Segment, len(points))
	for i, p := range points {
		segments[i] = lineTo(p)
	}
	if len(segments) > 0 {
		segments[0].Op = 'M'
	}
	return segments
}

// rounded returns a line through points whose corners are rounded by up to radius.
func rounded(points []layout.Point, radius float64) []layout.Segment {
	segments := []layout.Segment{moveTo(points[0])}
	for i := 1; i < len(points)-1; i++ {
		a, b, c := points[i-1], points[i], points[i+1]
		r := min(radius, distance(a, b)/2, distance(b, c)/2)
		in, out := towards(b, a, r), towards(b, c, r)
		segments = append(segments, lineTo(in), layout.Segment{Op: 'Q', Points: [3]layout.Point{b, out}})
	}
	return append(segments, lineTo(points[len(points)-1]))
}

func distance(a, b layout.Point) float64 { return math.Hypot(b.X-a.X, b.Y-a.Y) }

// towards returns the point at distance d from a on the way to b.
func towards(a, b layout.Point, d float64) layout.Point {
	if l := distance(a, b); l > 0 {
		return layout.Point{X: a.X + (b.X-a.X)*d/l, Y: a.Y + (b.Y-a.Y)*d/l}
	}
	return a
}

// kappa is how far the control points of a quarter circle lie from its ends, in radii.
const kappa = 0.5522847498

// circle returns a circle of four cubics.
func circle(c layout.Point, r float64) []layout.Segment {
	k := r * kappa
	at := func(x, y float64) layout.Point { return layout.Point{X: c.X + x, Y: c.Y + y} }
	arc := func(a, b, to layout.Point) layout.Segment {
		return layout.Segment{Op: 'C', Points: [3]layout.Point{a, b, to}}
	}
	return []layout.Segment{
		moveTo(at(r, 0)),
		arc(at(r, k), at(k, r), at(0, r)), arc(at(-k, r), at(-r, k), at(-r, 0)),
		arc(at(-r, -k), at(-k, -r), at(0, -r)), arc(at(k, -r), at(r, -k), at(r, 0)),
	}
}

// marker returns the shape of a persona's curve points: circle, square, triangle, diamond or cross by
// the curve's style (0..4), with radius r about a place.
func marker(style int, at layout.Point, r float64, fill Color, s Stroke, z Zoom) Path {
	p := func(x, y float64) layout.Point { return layout.Point{X: at.X + x*r, Y: at.Y + y*r} }
	m := Path{Closed: true, Fill: fill, Stroke: s, Zoom: z}
	switch style % 5 {
	case 1:
		m.Segments = polyline(p(-0.83, -0.83), p(0.83, -0.83), p(0.83, 0.83), p(-0.83, 0.83))
	case 2:
		m.Segments = polyline(p(0, -1.1), p(1, 0.75), p(-1, 0.75))
	case 3:
		m.Segments = polyline(p(0, -1.15), p(1.15, 0), p(0, 1.15), p(-1.15, 0))
	case 4:
		m.Segments = polyline(p(-0.35, -1), p(0.35, -1), p(0.35, -0.35), p(1, -0.35), p(1, 0.35), p(0.35, 0.35),
			p(0.35, 1), p(-0.35, 1), p(-0.35, 0.35), p(-1, 0.35), p(-1, -0.35), p(-0.35, -0.35))
	default:
		m.Segments = circle(at, r)
	}
	return m
}
