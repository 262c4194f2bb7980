package scene

import (
	"slices"

	"stagecraft/canvas/layout"
)

// Dirty returns the areas of document space in which two layers look different: few and large where
// much differs. The cost is small when the layers share what did not change, as those of one Builder
// do.
func Dirty(before, after *Layer) []layout.Rect {
	if before == after {
		return nil
	}
	d := &dirt{}
	if before.Background != after.Background || len(before.planes) != len(after.planes) {
		d.add(before.Bounds.Union(after.Bounds))
		return d.areas
	}
	d.bounds(before.Bounds, after.Bounds)
	for i := range after.planes {
		d.plane(before.planes[i], after.planes[i])
	}
	return d.merged()
}

// dirtMax is how many areas are worth telling apart.
const dirtMax = 256

// dirt collects areas.
type dirt struct{ areas []layout.Rect }

func (d *dirt) add(r layout.Rect) {
	if r.Empty() {
		return
	}
	if len(d.areas) >= dirtMax {
		last := len(d.areas) - 1
		d.areas[last] = d.areas[last].Union(r)
		return
	}
	d.areas = append(d.areas, r)
}

// bounds adds what only one of two bounds covers, when they begin at the same place.
func (d *dirt) bounds(a, b layout.Rect) {
	if a == b {
		return
	}
	if a.X != b.X || a.Y != b.Y {
		d.add(a.Union(b))
		return
	}
	all := a.Union(b)
	d.add(layout.Rect{X: min(a.Right(), b.Right()), Y: all.Y, W: all.Right() - min(a.Right(), b.Right()), H: all.H})
	d.add(layout.Rect{X: all.X, Y: min(a.Bottom(), b.Bottom()), W: all.W, H: all.Bottom() - min(a.Bottom(), b.Bottom())})
}

func (d *dirt) plane(before, after plane) {
	a, ok := before.(*rowsPlane)
	b, ok2 := after.(*rowsPlane)
	if ok && ok2 {
		d.rows(a, b)
		return
	}
	x, ok := before.(*flat)
	y, ok2 := after.(*flat)
	switch {
	case ok && ok2 && x == y:
	case ok && ok2:
		d.groups(x.placed, y.placed, 0, false)
	default:
		before.each(func(p Placed) { d.add(p.Bounds()) })
		after.each(func(p Placed) { d.add(p.Bounds()) })
	}
}

// rows compares the strips of two planes of rows: those that moved are dirty as a whole, and those that are
// not drawn.
func (d *dirt) rows(a, b *rowsPlane) {
	for i := range max(len(a.rows), len(b.rows)) {
		switch {
		case i >= len(a.rows):
			d.strip(&b.rows[i], b.which)
		case i >= len(b.rows):
			d.strip(&a.rows[i], a.which)
		case a.rows[i].look == b.rows[i].look && a.rows[i].y == b.rows[i].y:
		case a.rows[i].y == b.rows[i].y && a.rows[i].look.parts() != nil && b.rows[i].look.parts() != nil:
			d.groups(a.rows[i].placed(a.which), b.rows[i].placed(b.which), b.rows[i].y, true)
		default:
			d.strip(&a.rows[i], a.which)
			d.strip(&b.rows[i], b.which)
		}
	}
}

// strip adds the whole of a row's strip; of a row that is not drawn, all of it.
func (d *dirt) strip(r *placedRow, which int) {
	p := r.look.parts()
	if p == nil {
		if which == planeBand { // the other strips lie in the same area
			d.add(r.area)
		}
		return
	}
	if s := p.strips[which]; s != nil && len(s.placed) > 0 {
		last := len(s.placed) - 1
		d.add(layout.Rect{X: s.left[0], Y: s.top + r.y, W: s.right[last] - s.left[0], H: s.bottom - s.top})
	}
}

// placed returns the groups of a row's strip.
func (r *placedRow) placed(which int) []Placed {
	if s := r.strip(which); s != nil {
		return s.placed
	}
	return nil
}

// missesMost is after how many groups in a row that differ the rest is taken to differ too: all that lies
// behind a step that came or went does.
const missesMost = 32

// groups compares two lists of groups, both moved by down. Groups that are in both mostly come in the same
// order, with few others between them; one that is not found near where it was counts as another. Of
// groups beside each other one area is made.
func (d *dirt) groups(a, b []Placed, down float64, beside bool) {
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	var run layout.Rect
	differ := func(placed []Placed) {
		for _, p := range placed {
			r := p.Bounds().Move(layout.Point{Y: down})
			if !beside {
				d.add(r)
			} else {
				run = run.Union(r)
			}
		}
	}
	misses := 0
	for len(a) > 0 && len(b) > 0 && misses < missesMost {
		if a[0] == b[0] {
			d.add(run)
			a, b, run, misses = a[1:], b[1:], layout.Rect{}, 0
			continue
		}
		misses++
		const near = 16
		gone, came := slices.Index(a[:min(near, len(a))], b[0]), slices.Index(b[:min(near, len(b))], a[0])
		switch {
		case gone > 0 && (came < 0 || gone <= came):
			differ(a[:gone])
			a = a[gone:]
		case came > 0:
			differ(b[:came])
			b = b[came:]
		default:
			differ(a[:1])
			differ(b[:1])
			a, b = a[1:], b[1:]
		}
	}
	differ(a)
	differ(b)
	d.add(run)
}

// merged returns the areas; two become one where that covers hardly more than both.
func (d *dirt) merged() []layout.Rect {
	for i := 0; i < len(d.areas); i++ {
		for k := i + 1; k < len(d.areas); k++ {
			if a, b := d.areas[i], d.areas[k]; a.Meets(b) && size(a.Union(b)) <= 1.25*(size(a)+size(b)) {
				d.areas[i] = a.Union(b)
				d.areas = slices.Delete(d.areas, k, k+1)
				k = i
			}
		}
	}
	return d.areas
}

func size(r layout.Rect) float64 { return r.W * r.H }
