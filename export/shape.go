package export

import (
	"math"

	"stagecraft/canvas/layout"
)

// arc is how far the inner points of a cubic lie from the ends of a quarter circle of radius 1.
const arc = 0.5522847498

// roundRect returns the outline of a rectangle with round corners.
func roundRect(r layout.Rect, radius float64) []layout.Segment {
	radius = math.Min(radius, math.Min(r.W, r.H)/2)
	x0, y0, x1, y1 := r.X, r.Y, r.Right(), r.Bottom()
	if radius <= 0 {
		return []layout.Segment{move(x0, y0), line(x1, y0), line(x1, y1), line(x0, y1)}
	}
	k := radius * (1 - arc)
	return []layout.Segment{
		move(x0+radius, y0), line(x1-radius, y0), cubic(x1-k, y0, x1, y0+k, x1, y0+radius),
		line(x1, y1-radius), cubic(x1, y1-k, x1-k, y1, x1-radius, y1),
		line(x0+radius, y1), cubic(x0+k, y1, x0, y1-k, x0, y1-radius),
		line(x0, y0+radius), cubic(x0, y0+k, x0+k, y0, x0+radius, y0),
	}
}

// circle returns the outline of a circle.
func circle(c layout.Point, radius float64) []layout.Segment {
	return roundRect(layout.Rect{X: c.X - radius, Y: c.Y - radius, W: 2 * radius, H: 2 * radius}, radius)
}

func move(x, y float64) layout.Segment { return one('M', x, y) }
func line(x, y float64) layout.Segment { return one('L', x, y) }

func one(op byte, x, y float64) layout.Segment {
	return layout.Segment{Op: op, Points: [3]layout.Point{{X: x, Y: y}}}
}

func cubic(ax, ay, bx, by, x, y float64) layout.Segment {
	return layout.Segment{Op: 'C', Points: [3]layout.Point{{X: ax, Y: ay}, {X: bx, Y: by}, {X: x, Y: y}}}
}

// hatchLines returns the 45 degree lines, rising to the right, that cover r, every apart.
func hatchLines(r layout.Rect, every float64) []layout.Segment {
	step := every * math.Sqrt2
	if r.Empty() || step < 0.1 {
		return nil
	}
	var out []layout.Segment
	for d := step / 2; d < r.W+r.H; d += step {
		from := layout.Point{X: r.X, Y: r.Y + d}
		if d > r.H {
			from = layout.Point{X: r.X + d - r.H, Y: r.Bottom()}
		}
		to := layout.Point{X: r.X + d, Y: r.Y}
		if d > r.W {
			to = layout.Point{X: r.Right(), Y: r.Y + d - r.W}
		}
		out = append(out, move(from.X, from.Y), line(to.X, to.Y))
	}
	return out
}
