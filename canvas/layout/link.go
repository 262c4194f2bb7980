package layout

import (
	"slices"

	"stagecraft/model"
)

// linkClear is from a card that a link turns away from.
const linkClear = 2.0

// way is the way of a link before it has its slots: its corners, and its legs between them. Heights are
// from the upper border of the row that the link begins in.
type way struct {
	points []Point
	legs   []leg
}

// route finds the ways of all links whose cards are both shown.
func (l *Layout) route(prev *Layout) []LinkRoute {
	if len(l.Journey.Links) == 0 {
		return nil
	}
	old := newOldRoutes(l, prev)
	routes := make([]LinkRoute, 0, len(l.Journey.Links))
	d := newDealer(l, old)
	for _, link := range l.Journey.Links {
		at, was := old.find(link)
		if was != nil && old.holds(was) {
			routes = append(routes, old.moved(was))
			d.keep(at)
		} else if r, ok := l.newRoute(link); ok {
			if was != nil {
				r.Shape = was.Shape
			}
			routes = append(routes, r)
			d.touch(r.way)
		}
	}
	d.deal(routes)
	l.finish(routes)
	return routes
}

// newRoute finds the way of one link, or false when one of its cards is not shown.
func (l *Layout) newRoute(link *model.Link) (LinkRoute, bool) {
	r := LinkRoute{Link: link}
	var ok, ok2 bool
	r.fromRow, r.fromCard, ok = l.find(link.From)
	r.toRow, r.toCard, ok2 = l.find(link.To)
	if !ok || !ok2 {
		return r, false
	}
	if text := linkText(link); text != "" {
		if lines, _ := Wrap(text, linkStyle, labelLongest, 1); len(lines) > 0 {
			r.Label = lines[0]
		}
	}
	r.ends(l)
	p := pathfinder{l: l}
	points := p.find(end{r.fromRow, r.fromCard}, end{r.toRow, r.toCard})
	r.way = &way{points: points, legs: l.legs(points, [2]*CardBox{r.From, r.To})}
	for i := range points {
		points[i].Y -= l.Rows[r.fromRow].Y
	}
	return r, true
}

// labelLongest is how wide a label may be.
const labelLongest = 180

// ends finds the cards that the link joins.
func (r *LinkRoute) ends(l *Layout) {
	r.From, r.To = l.Rows[r.fromRow].Cards[r.fromCard], l.Rows[r.toRow].Cards[r.toCard]
}

// finish gives the links that have other slots than before their shapes, and all of them their labels.
func (l *Layout) finish(routes []LinkRoute) {
	labels := plates{}
	for i := range routes {
		r := &routes[i]
		if r.Points == nil {
			start := r.shape(l)
			r.put(l, start)
		}
		if r.Label.Width > 0 {
			l.label(r, labels)
		}
	}
}

// shape makes the form of the way from its corners and slots: that of before when it comes out the same.
func (r *LinkRoute) shape(l *Layout) (start Point) {
	points := make([]Point, len(r.way.points))
	for i, q := range r.way.points {
		points[i] = Point{q.X, q.Y + l.Rows[r.fromRow].Y}
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
	a, i, ok := l.find(from)
	b, k, ok2 := l.find(to)
	if !ok || !ok2 || from == to {
		return nil
	}
	p := pathfinder{l}
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

// oldRoutes is the routes of the previous layout, and which of them still hold.
type oldRoutes struct {
	l, prev *Layout
	by      map[*model.Link]int
	run     []int     // of each row: rows with the same number kept their distances
	same    bool      // the rows are the same, in the same order
	from    []int     // of each row of prev, its row now, or -1
	shift   []float64 // of each row: by how much it moved
	next    int
}

func newOldRoutes(l, prev *Layout) *oldRoutes {
	o := &oldRoutes{l: l, prev: prev}
	if prev == nil || prev.grid != l.grid {
		o.prev = nil
		return o
	}
	o.compare()
	if !sameSlice(prev.Journey.Links, l.Journey.Links) {
		o.by = make(map[*model.Link]int, len(prev.Links))
		for i := range prev.Links {
			o.by[prev.Links[i].Link] = i
		}
	}
	return o
}

// compare finds which rows moved as one.
func (o *oldRoutes) compare() {
	o.from = make([]int, len(o.prev.Rows))
	o.run, o.shift = make([]int, len(o.l.Rows)), make([]float64, len(o.l.Rows))
	for i := range o.from {
		o.from[i] = -1
	}
	o.same = len(o.prev.Rows) == len(o.l.Rows)
	run, before := 1, -2
	for i := range o.l.Rows {
		now := &o.l.Rows[i]
		was, ok := o.prev.lanes[now.Lane.ID]
		o.same = o.same && ok && was == i
		if !ok || o.prev.Rows[was].Body != now.Body {
			run, before = run+1, -2
			continue
		}
		o.shift[i] = now.Y - o.prev.Rows[was].Y
		if was != before+1 || o.shift[i] != o.shift[i-1] {
			run++
		}
		before, o.run[i], o.from[was] = was, run, i
	}
}

// holds reports whether a way has the same form as before: all rows that it passes are unchanged and
// moved as one.
func (o *oldRoutes) holds(r *LinkRoute) bool {
	from, to := o.from[r.fromRow], o.from[r.toRow]
	return o.same && from >= 0 && to >= 0 && o.run[from] == o.run[to]
}

// moved returns a way that holds at its place now.
func (o *oldRoutes) moved(was *LinkRoute) LinkRoute {
	r := *was
	from := o.from[r.fromRow]
	if shift := o.shift[from]; shift != 0 || from != r.fromRow {
		start := r.Points[0].Add(Point{Y: shift})
		r.fromRow, r.toRow = from, o.from[r.toRow]
		r.put(o.l, start)
	}
	return r
}

// find returns the way of a link before and its place among those, or nil.
func (o *oldRoutes) find(link *model.Link) (int, *LinkRoute) {
	if o.prev == nil {
		return 0, nil
	}
	if o.by != nil {
		if at, ok := o.by[link]; ok {
			return at, &o.prev.Links[at]
		}
		return 0, nil
	}
	if o.next < len(o.prev.Links) && o.prev.Links[o.next].Link == link {
		o.next++
		return o.next - 1, &o.prev.Links[o.next-1]
	}
	return 0, nil
}
