package scene

import (
	"slices"

	"stagecraft/canvas/layout"
)

// plane is one height of a layer: everything in it is drawn before everything in the next one.
type plane interface {
	meeting(r layout.Rect, visit func(*Group, layout.Point))
	each(visit func(Placed))
}

// flatCell is the side of the squares into which a flat plane sorts its groups, in document points:
// about a screen at 100 %, so that a look at one tile touches few squares and a long link lies in few.
const flatCell = 512

// flat is a plane of groups anywhere, found by squares of the ground.
type flat struct {
	placed     []Placed
	origin     layout.Point
	cols, rows int
	squares    [][]int32 // indices into placed, ascending
}

func newFlat(placed []Placed) *flat {
	f := &flat{placed: placed}
	var all layout.Rect
	for _, p := range placed {
		all = all.Union(p.Bounds())
	}
	f.origin = layout.Point{X: all.X, Y: all.Y}
	f.cols, f.rows = int(all.W/flatCell)+1, int(all.H/flatCell)+1
	f.squares = make([][]int32, f.cols*f.rows)
	for i, p := range placed {
		c0, c1, r0, r1 := f.span(p.Bounds())
		for r := r0; r <= r1; r++ {
			for c := c0; c <= c1; c++ {
				f.squares[r*f.cols+c] = append(f.squares[r*f.cols+c], int32(i))
			}
		}
	}
	return f
}

// span returns the first and last column and row of squares that r lies in, inside the plane.
func (f *flat) span(r layout.Rect) (c0, c1, r0, r1 int) {
	c0 = min(max(int((r.X-f.origin.X)/flatCell), 0), f.cols-1)
	c1 = min(max(int((r.Right()-f.origin.X)/flatCell), 0), f.cols-1)
	r0 = min(max(int((r.Y-f.origin.Y)/flatCell), 0), f.rows-1)
	r1 = min(max(int((r.Bottom()-f.origin.Y)/flatCell), 0), f.rows-1)
	return c0, c1, r0, r1
}

func (f *flat) meeting(r layout.Rect, visit func(*Group, layout.Point)) {
	if len(f.placed) == 0 {
		return
	}
	c0, c1, r0, r1 := f.span(r)
	if c0 == c1 && r0 == r1 {
		for _, i := range f.squares[r0*f.cols+c0] {
			f.visit(i, r, visit)
		}
		return
	}
	var found []int32
	for row := r0; row <= r1; row++ {
		for col := c0; col <= c1; col++ {
			found = append(found, f.squares[row*f.cols+col]...)
		}
	}
	slices.Sort(found)
	for _, i := range slices.Compact(found) {
		f.visit(i, r, visit)
	}
}

func (f *flat) visit(i int32, r layout.Rect, visit func(*Group, layout.Point)) {
	if p := f.placed[i]; p.Bounds().Meets(r) {
		visit(p.Group, p.At)
	}
}

func (f *flat) each(visit func(Placed)) {
	for _, p := range f.placed {
		visit(p)
	}
}
