package raster

import (
	"image"
	"image/draw"
	"math"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// path paints a filled and stroked path.
func (p *painter) path(it *scene.Path) {
	if len(it.Segments) == 0 || p.pathOutside(it) {
		return
	}
	place := p.point
	if upright(it.Segments) {
		width := it.Stroke.Width * p.zoom
		place = func(q layout.Point) layout.Point {
			return layout.Point{X: snapStroke(p.x(q.X), width), Y: snapStroke(p.y(q.Y), width)}
		}
	}
	o := &p.path2d
	o.reset()
	for i, s := range it.Segments {
		if s.Op == 'M' && i > 0 && it.Closed {
			o.close()
		}
		o.add(s, place)
	}
	if it.Closed {
		o.close()
	}
	if it.Fill.A > 0 {
		p.fillOutline(o, inkOf(it.Fill))
	}
	if it.Stroke.Width > 0 && it.Stroke.Color.A > 0 {
		p.strokeOutline(o, it.Stroke)
	}
}

// pathOutside reports whether nothing of a path can be seen: its curves lie between their points.
func (p *painter) pathOutside(it *scene.Path) bool {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for i := range it.Segments {
		s := &it.Segments[i]
		for _, q := range s.Points[:pointCount(s.Op)] {
			x0, x1 = min(x0, q.X), max(x1, q.X)
			y0, y1 = min(y0, q.Y), max(y1, q.Y)
		}
	}
	grow := 2*it.Stroke.Width*p.zoom + 1 // a miter reaches four half widths
	return !(p.x(x1)+grow >= float64(p.clip.Min.X) && p.x(x0)-grow <= float64(p.clip.Max.X) &&
		p.y(y1)+grow >= float64(p.clip.Min.Y) && p.y(y0)-grow <= float64(p.clip.Max.Y))
}

func pointCount(op byte) int {
	switch op {
	case 'Q':
		return 2
	case 'C':
		return 3
	}
	return 1
}

// upright reports whether all straight parts of a path run along the axes, and there are some: then it
// is moved to pixels. Its curves are the round corners of such paths, whose ends move alike.
func upright(segments []layout.Segment) bool {
	var pen layout.Point
	lines := false
	for i := range segments {
		s := &segments[i]
		switch s.Op {
		case 'L':
			if s.Points[0].X != pen.X && s.Points[0].Y != pen.Y {
				return false
			}
			lines = true
			pen = s.Points[0]
		default:
			pen = s.Points[pointCount(s.Op)-1]
		}
	}
	return lines
}

// snapStroke moves the middle of a stroke so that its edge lies on a pixel.
func snapStroke(v, width float64) float64 {
	half := max(1, width) / 2
	if width <= 0 {
		half = 0
	}
	return math.Floor(v-half+0.5+hair) + half
}

// strokeOutline draws the line of an outline.
func (p *painter) strokeOutline(o *outline, st scene.Stroke) {
	width, k := st.Width*p.zoom, inkOf(st.Color)
	if width < 1 {
		k, width = k.fade(width), 1
	}
	one := len(o.contours) == 1
	period, on := dashPeriod(st.Dash)
	switch {
	case period > 0 && period*p.zoom < 2.5:
		k = k.fade(on / period)
	case period > 0:
		p.dashed.reset()
		low := layout.Point{X: float64(p.clip.Min.X) - 2*width, Y: float64(p.clip.Min.Y) - 2*width}
		high := layout.Point{X: float64(p.clip.Max.X) + 2*width, Y: float64(p.clip.Max.Y) + 2*width}
		dashes(&p.dashed, o, st.Dash, p.zoom, low, high)
		o = &p.dashed
	default:
		o = p.nearby(o, width)
	}
	if k.a < faintestInk {
		return
	}
	if !one || st.Round {
		p.fillStroke(o, k, width, st.Round) // where several lines or round ends meet, they are inked once
		return
	}
	o = p.straight(o, k, width)
	for i := range o.contours {
		points, closed := o.contour(i)
		p.piece.reset()
		p.piece.move(points[0].X, points[0].Y)
		p.piece.points = append(p.piece.points, points[1:]...)
		p.piece.contours[0].closed = closed
		p.fillStroke(&p.piece, k, width, false)
	}
}

// fillStroke fills the lines of an outline, drawn with a pen of a width.
func (p *painter) fillStroke(o *outline, k ink, width float64, round bool) {
	p.ring.reset()
	p.pen.stroke(&p.ring, o, width, round)
	p.fillThin(&p.ring, k, width)
}

// fillOutline fills an outline; every contour counts as closed.
func (p *painter) fillOutline(o *outline, k ink) {
	if k.a == 0 {
		return
	}
	if box := p.reach(o); !box.Empty() {
		p.fillPart(o, box, k)
	}
}

// reach returns the pixels inside the clip that an outline may touch.
func (p *painter) reach(o *outline) image.Rectangle {
	x0, y0, x1, y1, ok := o.bounds()
	if !ok {
		return image.Rectangle{}
	}
	return image.Rect(floor(x0), floor(y0), floor(x1)+1, floor(y1)+1).Intersect(p.clip)
}

// fillPart fills what lies of an outline in a box.
func (p *painter) fillPart(o *outline, box image.Rectangle, k ink) {
	p.coverage(o, box)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		line := p.mask.Pix[(y-box.Min.Y)*p.mask.Stride:][:box.Dx()]
		blendMask(p.row(box.Min.X, box.Max.X, y), line, k)
	}
}

// coverage writes how much of each pixel of box an outline covers into the painter's mask.
func (p *painter) coverage(o *outline, box image.Rectangle) {
	w, h := box.Dx(), box.Dy()
	if cap(p.mask.Pix) < w*h {
		p.mask.Pix = make([]uint8, w*h)
	}
	p.mask = image.Alpha{Pix: p.mask.Pix[:w*h], Stride: w, Rect: image.Rect(0, 0, w, h)}
	z := &p.vector
	z.Reset(w, h)
	z.DrawOp = draw.Src
	top := layout.Point{X: float64(box.Min.X), Y: float64(box.Min.Y)}
	for i := range o.contours {
		points, _ := o.contour(i)
		first := notFar(points[0].Sub(top))
		z.MoveTo(float32(first.X), float32(clampTo(first.Y, h)))
		from := first
		for _, q := range points[1:] {
			to := notFar(q.Sub(top))
			p.edge(from, to, h)
			from = to
		}
		p.edge(from, first, h)
		z.ClosePath()
	}
	z.Draw(&p.mask, p.mask.Rect, image.Opaque, image.Point{})
}

// edge draws an edge of an outline into a mask that is so many rows high. The rasteriser walks along an
// edge in whole 512ths of a pixel for each row, from its very beginning: a long slope would drift by
// pixels, and differently in two pictures that meet. So what lies above or below the mask is left out, and
// a slope is drawn in pieces of a few rows.
func (p *painter) edge(a, b layout.Point, rows int) {
	const piece = 4
	z := &p.vector
	low, high := clampTo(a.Y, rows), clampTo(b.Y, rows)
	if a.X != b.X && low != high {
		slope := (b.X - a.X) / (b.Y - a.Y)
		at := func(y float64) { z.LineTo(float32(a.X+(y-a.Y)*slope), float32(y)) }
		if low != a.Y {
			at(low)
		}
		if low < high {
			for y := math.Floor(low/piece)*piece + piece; y < high; y += piece {
				at(y)
			}
		} else {
			for y := math.Ceil(low/piece)*piece - piece; y > high; y -= piece {
				at(y)
			}
		}
		if high != b.Y {
			at(high)
		}
	}
	z.LineTo(float32(b.X), float32(high))
}

// clampTo keeps a height within so many rows.
func clampTo(y float64, rows int) float64 { return max(0, min(float64(rows), y)) }

// notFar keeps a place inside what the rasteriser's arithmetic holds.
func notFar(q layout.Point) layout.Point {
	const far = 1 << 19
	return layout.Point{X: max(-far, min(far, q.X)), Y: max(-far, min(far, q.Y))}
}
