package layout

import (
	"hash/fnv"
	"math"
	"slices"

	"stagecraft/model"
)

// Links run in the gaps between the cards: down a column's border, which only cards over several steps
// bridge, and along the borders of the rows, which nothing crosses. The gaps are 8 and 12 points wide;
// links that share one run beside each other by up to these
// distances.
const (
	linkAside = 2.0 // to the left or right in a column's border
	linkAlong = 3.0 // above a row's border
	linkClear = 2.0 // from a card that a link turns away from
)

// route finds the ways of all links whose cards are both shown.
func (l *Layout) route(prev *Layout) []LinkRoute {
	if len(l.Journey.Links) == 0 {
		return nil
	}
	old := newOldRoutes(l, prev)
	routes := make([]LinkRoute, 0, len(l.Journey.Links))
	for _, link := range l.Journey.Links {
		was := old.find(link)
		if was != nil && old.holds(was) {
			routes = append(routes, old.moved(was))
		} else if r, ok := l.newRoute(link, was); ok {
			routes = append(routes, r)
		}
	}
	return routes
}

// newRoute finds the way of one link, or false when one of its cards is not shown. The shape is that of
// the way before when it comes out the same.
func (l *Layout) newRoute(link *model.Link, was *LinkRoute) (LinkRoute, bool) {
	r := LinkRoute{Link: link}
	var ok, ok2 bool
	r.fromRow, r.fromCard, ok = l.find(link.From)
	r.toRow, r.toCard, ok2 = l.find(link.To)
	if !ok || !ok2 {
		return r, false
	}
	if text := linkText(link); text != "" {
		r.Label = NewLine(text, linkStyle)
	}
	p := pathfinder{l: l}
	h := fnv.New32a()
	h.Write([]byte(link.ID))
	p.aside = linkAside * (float64(h.Sum32()%3) - 1)
	p.along = -linkAlong / 2 * float64(h.Sum32()/3%3)
	points := p.find(end{r.fromRow, r.fromCard}, end{r.toRow, r.toCard})
	start := points[0]
	shape := &LinkShape{Points: make([]Point, len(points))}
	for i, q := range points {
		shape.Points[i] = q.Sub(start)
	}
	shape.Bounds = boundsOf(shape.Points)
	if r.Label.Width > 0 {
		shape.LabelAt = l.labelPlace(points, &r).Sub(start)
	}
	r.Shape = shape
	if was != nil && was.Link == link && was.Shape.LabelAt == shape.LabelAt && slices.Equal(was.Shape.Points, shape.Points) {
		r.Shape = was.Shape
	}
	r.put(l, start)
	return r, true
}

// Route returns the corners of the way that a link between two cards would take; nil when one of them is
// not on the map.
func (l *Layout) Route(from, to model.CardID) []Point {
	a, i, ok := l.find(from)
	b, k, ok2 := l.find(to)
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
	r.From, r.To = l.Rows[r.fromRow].Cards[r.fromCard], l.Rows[r.toRow].Cards[r.toCard]
	r.Points = make([]Point, len(r.Shape.Points))
	for i, p := range r.Shape.Points {
		r.Points[i] = p.Add(start)
	}
	r.Bounds = r.Shape.Bounds.Move(start)
	if r.Label.Width > 0 {
		r.LabelAt = r.Shape.LabelAt.Add(start)
		r.LabelBox = Rect{r.LabelAt.X - 3, r.LabelAt.Y - baseline(linkStyle, quoteStep), r.Label.Width + 6, quoteStep}
	}
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

// labelPlace puts a link's label on its way: where it covers no card of the rows that it passes, rather on a
// long piece, rather in the middle.
func (l *Layout) labelPlace(points []Point, r *LinkRoute) Point {
	label := r.Label
	first, last := min(r.fromRow, r.toRow), max(r.fromRow, r.toRow)
	type place struct {
		at   Point
		cost float64
	}
	best := place{cost: math.Inf(1)}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		long := math.Abs(b.X-a.X) + math.Abs(b.Y-a.Y)
		for _, share := range [...]float64{0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95} {
			middle := Point{a.X + (b.X-a.X)*share, a.Y + (b.Y-a.Y)*share}
			box := Rect{middle.X - label.Width/2 - 3, middle.Y - quoteStep/2.0, label.Width + 6, quoteStep}
			cost := math.Abs(share-0.5) - long/1000
			for _, c := range l.CardsMeeting(box) {
				if c.Row >= first && c.Row <= last {
					cost += 10 + overlap(box, c.Rect)
				}
			}
			if cost < best.cost {
				best = place{Point{box.X + 3, snap(box.Y) + baseline(linkStyle, quoteStep)}, cost}
			}
		}
	}
	return best.at
}

// overlap returns the area that two rectangles share.
func overlap(a, b Rect) float64 {
	w := min(a.Right(), b.Right()) - max(a.X, b.X)
	h := min(a.Bottom(), b.Bottom()) - max(a.Y, b.Y)
	return max(w, 0) * max(h, 0)
}

// oldRoutes is the routes of the previous layout, and which of them still hold.
type oldRoutes struct {
	l, prev *Layout
	by      map[*model.Link]int
	run     []int     // of each row: rows with the same number kept their distances
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
	run, before := 1, -2
	for i := range o.l.Rows {
		now := &o.l.Rows[i]
		was, ok := o.prev.lanes[now.Lane.ID]
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
	return from >= 0 && to >= 0 && o.run[from] == o.run[to]
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

// find returns the way of a link before, or nil.
func (o *oldRoutes) find(link *model.Link) *LinkRoute {
	if o.prev == nil {
		return nil
	}
	if o.by != nil {
		if at, ok := o.by[link]; ok {
			return &o.prev.Links[at]
		}
		return nil
	}
	if o.next < len(o.prev.Links) && o.prev.Links[o.next].Link == link {
		o.next++
		return &o.prev.Links[o.next-1]
	}
	return nil
}
