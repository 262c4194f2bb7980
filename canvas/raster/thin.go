package raster

import (
	"image"
	"math"
)

// Lines are long and thin: a link across a tile covers a hundredth of the box around it. So the box is
// cut into blocks, and only those that an edge of the line's outline passes through are painted. What
// lies between edges and touches none is outside, since no line is as broad as a block.
const (
	block     = 32      // pixels
	leastCut  = 96 * 96 // pixels of a box below which it is painted whole
	broadLine = block / 2
)

// blocks is a raster of blocks over a box.
type blocks struct {
	box        image.Rectangle
	cols, rows int
	on         []bool
}

// fillThin fills the outline of a line of a width.
func (p *painter) fillThin(o *outline, k ink, width float64) {
	box := p.reach(o)
	if box.Empty() || k.a == 0 {
		return
	}
	if box.Dx()*box.Dy() < leastCut || width > broadLine {
		p.fillPart(o, box, k)
		return
	}
	b := &p.blocks
	b.over(box)
	for i := range o.contours {
		points, _ := o.contour(i)
		from := points[len(points)-1]
		for _, to := range points {
			b.mark(from.X, from.Y, to.X, to.Y)
			from = to
		}
	}
	b.each(func(part image.Rectangle) { p.fillPart(o, part, k) })
}

// over begins anew over a box.
func (b *blocks) over(box image.Rectangle) {
	b.box = box
	b.cols, b.rows = (box.Dx()+block-1)/block, (box.Dy()+block-1)/block
	if n := b.cols * b.rows; cap(b.on) < n {
		b.on = make([]bool, n)
	} else {
		b.on = b.on[:n]
		clear(b.on)
	}
}

// mark notes the blocks that an edge passes through, piece by piece.
func (b *blocks) mark(x0, y0, x1, y1 float64) {
	if x0, y0, x1, y1, ok := b.inside(x0, y0, x1, y1); ok {
		n := 1
		if x0 != x1 && y0 != y1 {
			n = int(max(math.Abs(x1-x0), math.Abs(y1-y0))/block) + 1
		}
		for i := range n {
			f, g := float64(i)/float64(n), float64(i+1)/float64(n)
			b.markBox(x0+(x1-x0)*f, y0+(y1-y0)*f, x0+(x1-x0)*g, y0+(y1-y0)*g)
		}
	}
}

// inside cuts an edge to the box and a block around it; ok is false when nothing is left.
func (b *blocks) inside(x0, y0, x1, y1 float64) (ax, ay, bx, by float64, ok bool) {
	low, high := b.box.Min.Sub(image.Pt(block, block)), b.box.Max.Add(image.Pt(block, block))
	from, to := 0.0, 1.0
	cut := func(at, way, low, high float64) {
		if way == 0 {
			if at < low || at > high {
				from, to = 1, 0
			}
			return
		}
		f, t := (low-at)/way, (high-at)/way
		from, to = max(from, min(f, t)), min(to, max(f, t))
	}
	cut(x0, x1-x0, float64(low.X), float64(high.X))
	cut(y0, y1-y0, float64(low.Y), float64(high.Y))
	if !(from <= to) {
		return 0, 0, 0, 0, false
	}
	return x0 + (x1-x0)*from, y0 + (y1-y0)*from, x0 + (x1-x0)*to, y0 + (y1-y0)*to, true
}

// markBox notes the blocks within a pixel of the box around two points.
func (b *blocks) markBox(x0, y0, x1, y1 float64) {
	at := func(v float64, from, n int) int { return max(-1, min(n, int(math.Floor((v-float64(from))/block)))) }
	c0, c1 := at(min(x0, x1)-1, b.box.Min.X, b.cols), at(max(x0, x1)+1, b.box.Min.X, b.cols)
	r0, r1 := at(min(y0, y1)-1, b.box.Min.Y, b.rows), at(max(y0, y1)+1, b.box.Min.Y, b.rows)
	for r := max(r0, 0); r <= min(r1, b.rows-1); r++ {
		for c := max(c0, 0); c <= min(c1, b.cols-1); c++ {
			b.on[r*b.cols+c] = true
		}
	}
}

// each visits the noted blocks, neighbours together, and forgets them.
func (b *blocks) each(visit func(image.Rectangle)) {
	for r := range b.rows {
		for c := 0; c < b.cols; c++ {
			if !b.on[r*b.cols+c] {
				continue
			}
			end := c + 1
			for end < b.cols && b.on[r*b.cols+end] {
				end++
			}
			bottom := r + 1
			for bottom < b.rows && b.same(bottom, c, end) {
				clear(b.on[bottom*b.cols+c : bottom*b.cols+end])
				bottom++
			}
			visit(image.Rect(c*block, r*block, end*block, bottom*block).Add(b.box.Min).Intersect(b.box))
			c = end
		}
	}
}

// same reports whether a row has exactly one stretch of noted blocks from c to end there.
func (b *blocks) same(row, c, end int) bool {
	line := b.on[row*b.cols : (row+1)*b.cols]
	for i := c; i < end; i++ {
		if !line[i] {
			return false
		}
	}
	return (c == 0 || !line[c-1]) && (end == b.cols || !line[end])
}

// nearby returns an outline without the edges of open contours that lie too far from the clip for a line
// of a width along them to be seen: most of a link lies in other tiles. The edges that are left are
// whole, so that where they meet in sight they meet as before.
func (p *painter) nearby(o *outline, width float64) *outline {
	const few = 4
	if len(o.points) <= few {
		return o
	}
	grow := 4*width + 2 // a miter reaches four half widths
	x0, x1 := float64(p.clip.Min.X)-grow, float64(p.clip.Max.X)+grow
	y0, y1 := float64(p.clip.Min.Y)-grow, float64(p.clip.Max.Y)+grow
	near := &p.dashed
	near.reset()
	for i := range o.contours {
		points, closed := o.contour(i)
		if closed || len(points) <= few {
			near.move(points[0].X, points[0].Y)
			near.points = append(near.points, points[1:]...)
			near.contours[len(near.contours)-1].closed = closed
			continue
		}
		on := false
		for k := 1; k < len(points); k++ {
			a, b := points[k-1], points[k]
			if max(a.X, b.X) < x0 || min(a.X, b.X) > x1 || max(a.Y, b.Y) < y0 || min(a.Y, b.Y) > y1 {
				on = false
				continue
			}
			if !on {
				near.move(a.X, a.Y)
				on = true
			}
			near.line(b.X, b.Y)
		}
	}
	return near
}
