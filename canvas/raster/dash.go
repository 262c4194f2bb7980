package raster

import (
	"math"

	"stagecraft/canvas/layout"
)

// dashes appends to out, as open contours, the dashes of o that lie in a part of the plane from low to
// high; lengths are in device pixels. Those beyond are counted but not made, because a line may run over
// the whole map and a tile shows little of it.
func dashes(out, o *outline, dash []float64, zoom float64, low, high layout.Point) {
	period, _ := dashPeriod(dash)
	for i := range o.contours {
		points, closed := o.contour(i)
		d := dasher{out: out, dash: dash, zoom: zoom, period: period * zoom, left: dash[0] * zoom, on: true, low: low, high: high}
		d.move(points[0])
		for _, q := range points[1:] {
			d.to(q)
		}
		if closed {
			d.to(points[0])
		}
	}
}

type dasher struct {
	out       *outline
	dash      []float64
	zoom      float64
	period    float64 // pixels
	i         int
	left      float64 // pixels of the current dash
	on        bool
	at        layout.Point
	low, high layout.Point
}

func (d *dasher) move(q layout.Point) {
	d.at = q
	if d.on {
		d.out.move(q.X, q.Y)
	}
}

// to draws the dashes up to a point.
func (d *dasher) to(q layout.Point) {
	const longest = 1e9 // pixels: beyond, numbers are too coarse for dashes
	length := math.Hypot(q.X-d.at.X, q.Y-d.at.Y)
	if !(length < longest) {
		d.move(q)
		return
	}
	from, until := d.seen(q)
	if length > 4*d.period {
		if skip := math.Floor(from * length / d.period); skip > 0 {
			f := skip * d.period / length
			d.jump(layout.Point{X: d.at.X + (q.X-d.at.X)*f, Y: d.at.Y + (q.Y-d.at.Y)*f})
			until = (until - f) / (1 - f)
			length *= 1 - f
		}
	}
	end := length
	if until < 1 {
		end = min(length, math.Max(0, until)*length+d.period)
	}
	d.draw(q, length, end)
}

// draw makes the dashes of the first end pixels of the way to q, and counts those of the rest.
func (d *dasher) draw(q layout.Point, length, end float64) {
	start := d.at
	done := 0.0
	at := func(s float64) layout.Point {
		f := s / length
		return layout.Point{X: start.X + (q.X-start.X)*f, Y: start.Y + (q.Y-start.Y)*f}
	}
	for done+d.left < end {
		done += d.left
		next := at(done)
		if d.on {
			d.out.line(next.X, next.Y)
		}
		d.turn()
		d.move(next)
	}
	rest := length - done
	if end < length {
		if d.on {
			stop := at(end)
			d.out.line(stop.X, stop.Y)
		}
		for rest = math.Mod(rest, d.period); rest >= d.left; {
			rest -= d.left
			d.turn()
		}
		d.left -= rest
		d.move(q)
		return
	}
	d.left -= rest
	d.at = q
	if d.on {
		d.out.line(q.X, q.Y)
	}
}

// turn goes on to the next dash or gap.
func (d *dasher) turn() {
	d.i++
	d.on = !d.on
	d.left = d.dash[d.i%len(d.dash)] * d.zoom
}

// jump moves by whole periods of the pattern.
func (d *dasher) jump(q layout.Point) {
	d.at = q
	if d.on {
		d.out.move(q.X, q.Y)
	}
}

// seen returns which part of the way to q, from 0 to 1, lies in the part of the plane that is drawn
// (after Liang and Barsky); from is 1 when none does.
func (d *dasher) seen(q layout.Point) (from, until float64) {
	from, until = 0, 1
	clip := func(at, way, low, high float64) {
		if way == 0 {
			if at < low || at > high {
				from, until = 1, 0
			}
			return
		}
		a, b := (low-at)/way, (high-at)/way
		from, until = max(from, min(a, b)), min(until, max(a, b))
	}
	clip(d.at.X, q.X-d.at.X, d.low.X, d.high.X)
	clip(d.at.Y, q.Y-d.at.Y, d.low.Y, d.high.Y)
	if from > until {
		return 1, 0
	}
	return from, until
}
