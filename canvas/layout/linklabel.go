package layout

import (
	"cmp"
	"math"
	"slices"
)

// labelChoices is how many places of a label are kept, for when another label stands at the best.
const labelChoices = 6

// labelPlaces lists where a link's label can stand on its way, the best first: where it covers no card of
// the rows that it passes, rather on a long piece, rather in the middle. They are relative to the first of
// the points, and are reckoned from there, so that they come out the same wherever the way lies.
func (l *Layout) labelPlaces(points []Point, r *LinkRoute) []Point {
	first, last := min(r.fromRow, r.toRow), max(r.fromRow, r.toRow)
	type place struct {
		at   Point
		cost float64
	}
	places := make([]place, 0, 7*len(points))
	start := points[0]
	back := Point{-start.X, -start.Y}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1].Sub(start), points[i].Sub(start)
		long := math.Abs(b.X-a.X) + math.Abs(b.Y-a.Y)
		for _, share := range [...]float64{0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95} {
			middle := Point{a.X + (b.X-a.X)*share, a.Y + (b.Y-a.Y)*share}
			box := Rect{middle.X - r.Label.Width/2 - labelPlate, middle.Y - quoteStep/2.0, r.Label.Width + 2*labelPlate, quoteStep}
			cost := math.Abs(share-0.5) - long/1000
			there := box.Move(start)
			if there.X < l.Label || there.Right() > l.Size.X {
				cost += 5
			}
			for _, c := range l.CardsMeeting(there) {
				if c.Row >= first && c.Row <= last {
					cost += 10 + overlap(box, c.Rect.Move(back))
				}
			}
			at := Point{box.X + labelPlate, snap(there.Y) - start.Y + baseline(linkStyle, quoteStep)}
			places = append(places, place{at, cost})
		}
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(a.cost, b.cost) })
	best := make([]Point, 0, labelChoices)
	for _, p := range places[:min(len(places), labelChoices)] {
		best = append(best, p.at)
	}
	return best
}

// labelGround notes what labelPlaces will look at: a label lies across the way, or beside where a slot moves
// it within its column.
func (p *pathfinder) labelGround(points []Point) {
	b := boundsOf(points)
	const reach = 1 + (labelLongest/2+labelPlate)/closedWidth
	p.ground.lookAll(p.l.clampColumn(b.X-1)-reach, p.l.clampColumn(b.Right()+1)+reach)
}

// labelPlate is how far the plate of a label reaches to its sides.
const labelPlate = 3

// overlap returns the area that two rectangles share.
func overlap(a, b Rect) float64 {
	w := min(a.Right(), b.Right()) - max(a.X, b.X)
	h := min(a.Bottom(), b.Bottom()) - max(a.Y, b.Y)
	return max(w, 0) * max(h, 0)
}

// plates is where labels stand so far, by squares of the ground.
type plates map[[2]int][]Rect

// plateSquare is the side of the squares: longer than a plate, so that one lies in four at most.
const plateSquare = labelLongest + 2*labelPlate

// free reports whether no plate meets r.
func (p plates) free(r Rect) bool {
	found := false
	p.squares(r, func(k [2]int) { found = found || slices.ContainsFunc(p[k], r.Meets) })
	return !found
}

func (p plates) add(r Rect) {
	p.squares(r, func(k [2]int) { p[k] = append(p[k], r) })
}

func (p plates) squares(r Rect, visit func([2]int)) {
	for x := int(r.X / plateSquare); x <= int(r.Right()/plateSquare); x++ {
		for y := int(r.Y / plateSquare); y <= int(r.Bottom()/plateSquare); y++ {
			visit([2]int{x, y})
		}
	}
}

// label puts a link's label at the best place where no label of an earlier link stands.
func (l *Layout) label(r *LinkRoute, taken plates) {
	box := func(at Point) Rect {
		at = at.Add(r.Points[0])
		return Rect{at.X - labelPlate, at.Y - baseline(linkStyle, quoteStep), r.Label.Width + 2*labelPlate, quoteStep}
	}
	at := r.Shape.labels[0]
	for _, other := range r.Shape.labels {
		if taken.free(box(other)) {
			at = other
			break
		}
	}
	if at != r.Shape.LabelAt {
		s := *r.Shape
		s.LabelAt = at
		r.Shape = &s
	}
	r.LabelAt, r.LabelBox = at.Add(r.Points[0]), box(at)
	taken.add(r.LabelBox)
}
