package layout

import (
	"slices"

	"stagecraft/model"
)

// linkClear is from a card that a link turns away from.
const linkClear = 2.0

// way is the way of a link before it has its slots: its corners, and its legs between them. Corners are
// from the upper left corner of the cell that the link begins in, and the channels of upright legs are
// counted from that column.
type way struct {
	points []Point
	legs   []leg
	ground *ground
}

// route finds the ways of all links whose cards are both shown.
func (l *Layout) route(ends *linkEnds) []LinkRoute {
	links := l.Journey.Links
	if len(links) == 0 {
		return nil
	}
	old := newOldRoutes(l, ends.prev)
	all, kept := make([]LinkRoute, len(links)), make([]bool, len(links))
	inStretches(len(links), func(i int) { all[i], kept[i] = l.lookFor(i, old, ends) })
	routes := all[:0]
	d := newDealer(l, old)
	for i := range all {
		switch r := &all[i]; {
		case r.way == nil:
			continue
		case kept[i]:
			d.keep(ends.was[i])
		default:
			d.touch(r)
		}
		routes = append(routes, all[i])
	}
	d.deal(routes)
	l.finish(routes)
	return routes
}

// lookFor finds the way of the i-th link, which is that of before when kept. It has none when one of its cards
// is not shown.
func (l *Layout) lookFor(i int, old *oldRoutes, ends *linkEnds) (r LinkRoute, kept bool) {
	if ends.was[i] < 0 {
		return l.newRoute(i, ends), false
	}
	before := &ends.prev.Links[ends.was[i]]
	if old.holds(before) {
		return old.moved(before), true
	}
	r = l.newRoute(i, ends)
	r.Shape = before.Shape
	return r, false
}

// newRoute finds the way of the i-th link; it has none when one of its cards is not shown.
func (l *Layout) newRoute(i int, ends *linkEnds) LinkRoute {
	link := l.Journey.Links[i]
	r := LinkRoute{Link: link}
	from, to := ends.of(i)
	var ok, ok2 bool
	r.fromRow, r.fromCard, ok = l.find(from)
	r.toRow, r.toCard, ok2 = l.find(to)
	if !ok || !ok2 {
		return r
	}
	if text := linkText(link); text != "" {
		if lines, _ := Wrap(text, linkStyle, labelLongest, 1); len(lines) > 0 {
			r.Label = lines[0]
		}
	}
	r.ends(l)
	p := pathfinder{l: l}
	points := p.find(end{r.fromRow, r.fromCard}, end{r.toRow, r.toCard})
	r.way = &way{points: points, legs: p.legs(points, [2]*CardBox{r.From, r.To}), ground: p.ground}
	if r.Label.Width > 0 {
		p.labelGround(points)
	}
	p.ground.move(-r.From.From)
	origin := r.origin(l)
	for i := range points {
		points[i] = points[i].Sub(origin)
	}
	for i := range r.way.legs {
		if k := &r.way.legs[i]; k.upright {
			k.zone -= int32(2 * r.From.From)
		}
	}
	return r
}

// labelLongest is how wide a label may be.
const labelLongest = 180

// origin is the upper left corner of the cell that the link begins in.
func (r *LinkRoute) origin(l *Layout) Point {
	return Point{l.grid.x(r.From.From), l.Rows[r.fromRow].Y}
}

// zone is the channel of a leg.
func (r *LinkRoute) zone(k *leg) int32 {
	if k.upright {
		return k.zone + int32(2*r.From.From)
	}
	return k.zone
}

// ends finds the cards that the link joins.
func (r *LinkRoute) ends(l *Layout) {
	r.From, r.To = l.Rows[r.fromRow].Cards[r.fromCard], l.Rows[r.toRow].Cards[r.toCard]
}

// finish gives the links that have other slots than before their shapes, and all of them their labels.
func (l *Layout) finish(routes []LinkRoute) {
	inStretches(len(routes), func(i int) {
		if r := &routes[i]; r.Points == nil {
			r.put(l, r.shape(l))
		}
	})
	labels := plates{}
	for i := range routes {
		if r := &routes[i]; r.Label.Width > 0 {
			l.label(r, labels)
		}
	}
}

// shape makes the form of the way from its corners and slots: that of before when it comes out the same.
func (r *LinkRoute) shape(l *Layout) (start Point) {
	points := make([]Point, len(r.way.points))
	origin := r.origin(l)
	for i, q := range r.way.points {
		points[i] = q.Add(origin)
	}
	for i := range r.way.legs {
		for k := i; k <= i+1; k++ {
			if r.way.legs[i].upright {
				points[k].X += r.slots[i]
			} else {
				points[k].Y += r.slots[i]
			}
		}
	}
	start = points[0]
	s := &LinkShape{Points: points, Bounds: boundsOf(points).Move(Point{-start.X, -start.Y})}
	if r.Label.Width > 0 {
		s.labels = l.labelPlaces(points, r)
	}
	for i := range points {
		points[i] = points[i].Sub(start)
	}
	if was := r.Shape; was != nil && slices.Equal(was.Points, s.Points) && slices.Equal(was.labels, s.labels) {
		return start
	}
	r.Shape = s
	return start
}

// Route returns the corners of the way that a link between two cards would take; nil when one of them is
// not on the map.
func (l *Layout) Route(from, to model.CardID) []Point {
	a, i, ok := l.find(l.Journey.Card(from))
	b, k, ok2 := l.find(l.Journey.Card(to))
	if !ok || !ok2 || from == to {
		return nil
	}
	p := pathfinder{l: l}
	return p.find(end{a, i}, end{b, k})
}

func linkText(link *model.Link) string {
	if link.Condition != "" && link.Label != "" {
		return link.Label + " (" + link.Condition + ")"
	}
	return link.Label + link.Condition
}

// put moves the route to its place.
func (r *LinkRoute) put(l *Layout, start Point) {
	r.ends(l)
	r.Points = make([]Point, len(r.Shape.Points))
	for i, p := range r.Shape.Points {
		r.Points[i] = p.Add(start)
	}
	r.Bounds = r.Shape.Bounds.Move(start)
}

// boundsOf returns the smallest rectangle with all points. It may have no area.
func boundsOf(points []Point) Rect {
	r := Rect{points[0].X, points[0].Y, 0, 0}
	for _, p := range points[1:] {
		right, bottom := max(r.Right(), p.X), max(r.Bottom(), p.Y)
		r.X, r.Y = min(r.X, p.X), min(r.Y, p.Y)
		r.W, r.H = right-r.X, bottom-r.Y
	}
	return r
}
