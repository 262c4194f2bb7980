package scene

import (
	"math"
	"sort"

	"stagecraft/canvas/layout"
)

// strip is groups of one row, roughly from left to right.
type strip struct {
	placed      []Placed
	right       []float64 // the rightmost edge of the groups up to each
	left        []float64 // the leftmost edge of the groups from each on
	top, bottom float64   // of everything in it
}

func newStrip(placed []Placed) *strip {
	s := &strip{placed: placed, right: make([]float64, len(placed)), left: make([]float64, len(placed)),
		top: math.Inf(1), bottom: math.Inf(-1)}
	far := math.Inf(-1)
	for i, p := range placed {
		b := p.Bounds()
		far = max(far, b.Right())
		s.right[i] = far
		s.top, s.bottom = min(s.top, b.Y), max(s.bottom, b.Bottom())
	}
	near := math.Inf(1)
	for i := len(placed) - 1; i >= 0; i-- {
		near = min(near, placed[i].Bounds().X)
		s.left[i] = near
	}
	return s
}

// meeting visits the groups that meet r, both moved by down.
func (s *strip) meeting(r layout.Rect, down float64, visit func(*Group, layout.Point)) {
	if r.Y >= s.bottom+down || r.Bottom() <= s.top+down {
		return
	}
	first := sort.Search(len(s.right), func(i int) bool { return s.right[i] > r.X })
	for i := first; i < len(s.placed) && s.left[i] < r.Right(); i++ {
		p := s.placed[i]
		p.At.Y += down
		if p.Bounds().Meets(r) {
			visit(p.Group, p.At)
		}
	}
}

// rowsPlane is one strip of each row.
type rowsPlane struct {
	which int
	rows  []placedRow
}

// placedRow is a row and where it lies.
type placedRow struct {
	look *rowLook
	y    float64
	area layout.Rect // that nothing in it reaches beyond
}

// rowReach is how far what a row shows may reach beyond it: shadows, and signs on the border of a card.
const rowReach = 24

// strip returns the row's strip of a plane; nil when it has nothing there.
func (r *placedRow) strip(which int) *strip {
	s := r.look.drawn().strips[which]
	if s == nil || len(s.placed) == 0 {
		return nil
	}
	return s
}

func (p *rowsPlane) meeting(r layout.Rect, visit func(*Group, layout.Point)) {
	for i := range p.rows {
		row := &p.rows[i]
		if !row.area.Meets(r) {
			continue
		}
		if s := row.strip(p.which); s != nil {
			s.meeting(r, row.y, visit)
		}
	}
}

func (p *rowsPlane) each(visit func(Placed)) {
	for i := range p.rows {
		row := &p.rows[i]
		s := row.strip(p.which)
		if s == nil {
			continue
		}
		for _, g := range s.placed {
			g.At.Y += row.y
			visit(g)
		}
	}
}
