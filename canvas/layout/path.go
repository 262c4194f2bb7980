package layout

import (
	"cmp"
	"math"
	"slices"

	"stagecraft/model"
)

// pathfinder finds the way of one link between the cards. It need not search: cards of one column are
// at least 4 points apart, and so a way that turns aside above each card that it meets, to the card's
// left or right border, always comes through.
//
// It notes what it looks at, so that a way need not be found again while that is the same.
type pathfinder struct {
	l      *Layout
	ground *ground
}

// end is a card by row and index in the row.
type end struct{ row, card int }

func (p *pathfinder) body(e end) *RowBody { return p.l.Rows[e.row].Body }
func (p *pathfinder) rect(e end) Rect     { return p.l.Rows[e.row].Cards[e.card].Rect }

// find returns the corners of the way from one card to another.
func (p *pathfinder) find(from, to end) []Point {
	p.ground = newGround(from.row, to.row)
	for _, e := range [2]end{from, to} {
		c := &p.body(e).placed[e.card]
		p.ground.look(e.row, c.from, c.to-1)
	}
	var points []Point
	switch {
	case from.row < to.row:
		points = p.down(from, to)
	case from.row > to.row:
		points = p.down(to, from)
		slices.Reverse(points)
	default:
		points = p.beside(from, to)
	}
	p.settle(points)
	if points = straighten(points); len(points) < 2 { // two moods in one place
		r := p.rect(from)
		points = []Point{{r.Center().X, r.Y}, {r.Center().X, r.Bottom()}}
	}
	return points
}

// settle puts the level pieces that lie next to the border of a row on it. Links that run in the same gap
// so turn at the same height, and find their slots there.
func (p *pathfinder) settle(points []Point) {
	last := len(points) - 1
	for i := 1; i < last; i++ {
		y, end := points[i].Y, i
		for end < last && points[end+1].Y == y {
			end++
		}
		if end == i || end == last || points[i-1].Y == y {
			continue // a corner between two upright pieces, or a piece that begins or ends on a card
		}
		if zone, middle := p.l.levelZone(y); zone%3 != 1 {
			for k := i; k <= end; k++ {
				points[k].Y = middle
			}
		}
		i = end
	}
}

// down finds the way from a card to one in a lower row.
func (p *pathfinder) down(upper, lower end) []Point {
	xa, xb := facing(p.rect(upper), p.rect(lower))
	start := p.out(upper, xa, xb, 1)
	last := start[len(start)-1].X
	arrive := p.out(lower, xb, last, -1)
	first := arrive[len(arrive)-1].X
	points := p.cross(start, upper.row+1, lower.row-1, first)
	slices.Reverse(arrive)
	if x := points[len(points)-1].X; x != arrive[0].X {
		y := p.border(lower.row - 1)
		points[len(points)-1].Y = y
		points = append(points, Point{arrive[0].X, y})
	}
	return append(points, arrive...)
}

// out finds the way from a card to the lower (way 1) or upper (way -1) border of its row: from the card's
// lower or upper edge at x where nothing is in the way, else from the side that is nearer to goal.
func (p *pathfinder) out(e end, x, goal, way float64) []Point {
	r := p.rect(e)
	edge := Point{x, r.Bottom()}
	if way < 0 {
		edge.Y = r.Y
	}
	body := p.body(e)
	if p.next(e.row, edge.Sub(Point{Y: p.l.Rows[e.row].Y}), way) == nil || body.lane.Kind == model.KindEmotion {
		return p.leave(e.row, []Point{edge}, goal, way)
	}
	side, from := p.beyond(e, goal <= r.Center().X)
	return p.leave(e.row, []Point{from, {side, from.Y}}, goal, way)
}

// beyond returns the x of the border to the left or right of a card, and the middle of that edge.
func (p *pathfinder) beyond(e end, left bool) (x float64, from Point) {
	r, c := p.rect(e), &p.body(e).placed[e.card]
	if left {
		return p.borderOf(c.from), Point{r.X, r.Center().Y}
	}
	return p.borderOf(c.to), Point{r.Right(), r.Center().Y}
}

// facing returns where the way leaves the upper card and where it reaches the lower one: one above the
// other when the cards overlap.
func facing(a, b Rect) (xa, xb float64) {
	const corner = 8
	xa, xb = a.Center().X, b.Center().X
	low, high := max(a.X, b.X)+corner, min(a.Right(), b.Right())-corner
	if low > high {
		return xa, xb
	}
	x := xa
	if b.W < a.W {
		x = xb
	}
	x = min(max(x, low), high)
	return x, x
}

// border is where links run along the lower border of a row.
func (p *pathfinder) border(row int) float64 {
	return p.l.Rows[row].Y + p.l.Rows[row].H
}

// leave goes on from the last of points to the lower (way 1) or upper (way -1) border of a row,
// turning aside wherever a card is in the way, rather towards x.
func (p *pathfinder) leave(row int, points []Point, x, way float64) []Point {
	body, top := p.l.Rows[row].Body, p.l.Rows[row].Y
	at := points[len(points)-1]
	at.Y -= top
	for range len(body.cover) { // each block is passed once at most
		k := p.next(row, at, way)
		if k == nil {
			break
		}
		y := k.rect.Y - linkClear
		if way < 0 {
			y = k.rect.Bottom() + linkClear
		}
		side := p.side(k, at.X, x)
		points = append(points, Point{at.X, y + top}, Point{side, y + top})
		at = Point{side, y}
	}
	y := p.l.Rows[row].Y
	if way > 0 {
		y = p.border(row)
	}
	return append(points, Point{at.X, y})
}

// next returns the first block of a row below (way 1) or above (way -1) a point, at its x; nil when there is
// none.
func (p *pathfinder) next(row int, at Point, way float64) *block {
	b := p.l.Rows[row].Body
	c := min(max(b.grid.columnAt(at.X), 0), b.grid.columns()-1)
	p.ground.look(row, c, c)
	var found *block
	for _, i := range b.cover[b.covers[c]:b.covers[c+1]] {
		k := b.blockAt(i)
		if at.X <= k.rect.X || at.X >= k.rect.Right() {
			continue
		}
		switch {
		case way > 0 && k.rect.Y >= at.Y && found == nil:
			found = k
		case way < 0 && k.rect.Bottom() <= at.Y:
			found = k
		}
	}
	return found
}

// side returns the x at which to pass a block: the border that makes the shorter way from x to goal.
func (p *pathfinder) side(k *block, x, goal float64) float64 {
	left, right := p.l.grid.x(k.from), p.l.grid.x(k.to)
	p.ground.measure(k.from, k.to-1)
	if math.Abs(x-left)+math.Abs(goal-left) <= math.Abs(x-right)+math.Abs(goal-right) {
		return p.borderOf(k.from)
	}
	return p.borderOf(k.to)
}

// borderOf returns the left border of a column, or the right one of the column before.
func (p *pathfinder) borderOf(column int) float64 {
	p.ground.measure(column-1, column)
	return p.inside(p.l.grid.x(column))
}

// inside keeps x within the map.
func (p *pathfinder) inside(x float64) float64 {
	return min(max(x, p.l.Label+1), p.l.Size.X-1)
}

// cross goes through the rows first..last, straight through where the way can, and preferably where it
// must arrive in the end, at goal.
func (p *pathfinder) cross(points []Point, first, last int, goal float64) []Point {
	if first > last {
		return points
	}
	at := points[len(points)-1]
	x, ok := p.passage(at.X, goal, first, last)
	if ok {
		if x != at.X {
			points = append(points, Point{x, at.Y})
		}
		return append(points, Point{x, p.l.Rows[last].Y + p.l.Rows[last].H})
	}
	for row := first; row <= last; row++ {
		points = p.leave(row, points, goal, 1)
	}
	return points
}

// passage returns the x nearest to the way from x to goal at which the rows first..last are free.
func (p *pathfinder) passage(x, goal float64, first, last int) (float64, bool) {
	free := func(x float64) bool {
		for row := first; row <= last; row++ {
			if p.next(row, Point{x, math.Inf(-1)}, 1) != nil {
				return false
			}
		}
		return true
	}
	for _, at := range [2]float64{x, goal} {
		if free(at) {
			return at, true
		}
	}
	const reach = 3 // columns to look beside the way
	g := p.l.grid
	low := g.columnAt(p.inside(min(x, goal))) - reach
	high := g.columnAt(p.inside(max(x, goal))) + 1 + reach
	p.ground.measure(low-1, high)
	low, high = max(low, 0), min(high, g.columns())
	borders := make([]float64, 0, high-low+1)
	for c := low; c <= high; c++ {
		borders = append(borders, p.inside(g.x(c)))
	}
	length := func(at float64) float64 { return math.Abs(at-x) + math.Abs(goal-at) }
	slices.SortStableFunc(borders, func(a, b float64) int { return cmp.Compare(length(a), length(b)) })
	for _, at := range borders {
		if free(at) {
			return at, true
		}
	}
	return 0, false
}

// beside finds the way between two cards of one row: straight where nothing is between them, else along
// the row's lower border.
func (p *pathfinder) beside(from, to end) []Point {
	if points := p.straight(from, to); points != nil {
		return points
	}
	if points := p.shared(from, to); points != nil {
		return points
	}
	a, b := p.rect(from), p.rect(to)
	out := p.out(from, a.Center().X, b.Center().X, 1)
	back := p.out(to, b.Center().X, out[len(out)-1].X, 1)
	slices.Reverse(back)
	return append(out, back...)
}

// shared returns the way between two cards of a row along a border that both have, or nil when they have
// none or a card bridges it between them.
func (p *pathfinder) shared(from, to end) []Point {
	a, b := &p.body(from).placed[from.card], &p.body(to).placed[to.card]
	if p.body(from).lane.Kind == model.KindEmotion {
		return nil
	}
	for _, sides := range [4][2]bool{{false, true}, {true, false}, {true, true}, {false, false}} {
		ca, cb := a.to, b.to
		if sides[0] {
			ca = a.from
		}
		if sides[1] {
			cb = b.from
		}
		if ca != cb {
			continue
		}
		x, start := p.beyond(from, sides[0])
		_, end := p.beyond(to, sides[1])
		if p.clear(from.row, Point{x, start.Y}, Point{x, end.Y}) != nil {
			return []Point{start, {x, start.Y}, {x, end.Y}, end}
		}
	}
	return nil
}

// straight returns the way between two cards of a row that see each other: under each other, or beside
// each other at some height. It returns nil when they do not.
func (p *pathfinder) straight(from, to end) []Point {
	a, b := p.rect(from), p.rect(to)
	least := 0.0
	if p.body(from).lane.Kind == model.KindEmotion {
		least = pointSide - 2*moodReach + 1 // both moods are in reach, with room to choose from
	}
	if low, high := max(a.X, b.X), min(a.Right(), b.Right()); low+least < high {
		x := (low + high) / 2
		if a.Bottom() <= b.Y {
			return p.clear(from.row, Point{x, a.Bottom()}, Point{x, b.Y})
		}
		return p.clear(from.row, Point{x, a.Y}, Point{x, b.Bottom()})
	}
	left, right := a.Right(), b.X
	if b.X < a.X {
		left, right = a.X, b.Right()
	}
	if low, high := max(a.Y, b.Y)+cardGap, min(a.Bottom(), b.Bottom())-cardGap; low <= high {
		y := (low + high) / 2
		return p.clear(from.row, Point{left, y}, Point{right, y})
	}
	return nil
}

// clear returns the two ends of a straight piece when no block of the row lies on it or touches it, but
// for the cards at its ends; else nil.
func (p *pathfinder) clear(row int, a, b Point) []Point {
	body := p.l.Rows[row].Body
	y := p.l.Rows[row].Y
	const touch = 1
	way := Rect{min(a.X, b.X) + 0.5, min(a.Y, b.Y) - y - touch, math.Abs(b.X-a.X) - 1, 2 * touch}
	if a.X == b.X {
		way = Rect{a.X - touch, min(a.Y, b.Y) - y + 0.5, 2 * touch, math.Abs(b.Y-a.Y) - 1}
	}
	first := min(max(body.grid.columnAt(way.X), 0), body.grid.columns()-1)
	for c := first; c < body.grid.columns() && body.grid.x(c) < way.Right(); c++ {
		p.ground.look(row, c, c)
		for _, i := range body.cover[body.covers[c]:body.covers[c+1]] {
			if body.blockAt(i).rect.Meets(way) {
				return nil
			}
		}
	}
	return []Point{a, b}
}

// straighten leaves out points on a line with their neighbours, and ways there and back.
func straighten(points []Point) []Point {
	out := points[:0:0]
	for _, q := range points {
		for {
			n := len(out)
			if n > 0 && out[n-1] == q {
				break
			}
			if n > 1 && (out[n-2].X == out[n-1].X && out[n-1].X == q.X || out[n-2].Y == out[n-1].Y && out[n-1].Y == q.Y) {
				out = out[:n-1]
				continue
			}
			out = append(out, q)
			break
		}
	}
	return out
}
