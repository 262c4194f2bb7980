package layout

import (
	"math"
	"sort"
	"sync"
)

// Links run in channels: down the borders of the columns, which only cards over several steps bridge, along
// the borders of the rows, which nothing bridges, and in what is left free within a column or a row.
// Each channel has slots beside each other, and two links never take the same slot where they run along
// each other, so none is ever printed over another. The slots nearest to where the link would rather run
// are tried first; where they are all taken, those halfway between them, and so on.
const (
	borderSlots = 2.0 // between two slots of a border
	insideSlots = 4.0 // between two slots within a column or row
	besideX     = 2.5 // how far links keep to the border of a column
	besideY     = 4.25
	cornerX     = 8 // from a card's corner to a link that ends there
	cornerY     = 4
	moodReach   = 5   // from the middle of a mood to a link that ends there
	borderNear  = 6.0 // how near to a row's border counts as on it
	slotLevels  = 12
)

// leg is a straight piece of a link's way. at, low and high are distances from the middle of its channel.
type leg struct {
	upright   bool
	zone      int32 // its channel
	at        float64
	low, high float64 // where it may run instead
	from, to  float64 // of an upright leg, as far up and down as it may come; see depth
}

// zones numbers the channels of a layout: upright ones are 2c for the left border of column c and 2c+1
// for its inside, level ones 3r for the upper border of row r, 3r+1 for its inside, 3r+2 for its lower one.
func (p *pathfinder) uprightZone(x float64) (zone int32, middle float64) {
	const beside = cellInsetX + 0.5 // along the side of a card, or between it and the border
	g := p.l.grid
	c := g.columnAt(x)
	p.ground.measure(p.l.clampColumn(x)-1, p.l.clampColumn(x)+1)
	switch {
	case x < g.x(0)+beside:
		return 0, g.x(0)
	case c < 0 || x > g.x(c+1)-beside:
		if c < 0 {
			c = g.columns() - 1
		}
		return int32(2 * (c + 1)), g.x(c + 1)
	case x < g.x(c)+beside:
		return int32(2 * c), g.x(c)
	}
	return int32(2*c + 1), (g.x(c) + g.x(c+1)) / 2
}

func (l *Layout) levelZone(y float64) (zone int32, middle float64) {
	r := l.rowBefore(y)
	row := &l.Rows[r]
	switch {
	case r+1 < len(l.Rows) && math.Abs(y-l.Rows[r+1].Y) <= borderNear && l.Rows[r+1].Y > row.Y+row.H:
		return int32(3 * (r + 1)), l.Rows[r+1].Y
	case math.Abs(y-row.Y-row.H) <= borderNear:
		return int32(3*r + 2), row.Y + row.H
	case y-row.Y <= borderNear && r > 0 && l.Rows[r-1].Y+l.Rows[r-1].H == row.Y:
		return int32(3*r - 1), row.Y
	case y-row.Y <= borderNear:
		return int32(3 * r), row.Y
	}
	return int32(3*r + 1), row.Y + row.H/2
}

// rowBefore returns the last row that begins at or above y.
func (l *Layout) rowBefore(y float64) int {
	return max(sort.Search(len(l.Rows), func(i int) bool { return l.Rows[i].Y > y })-1, 0)
}

// depth is a height as one counts it from the row that it lies in: it keeps the order of heights, and it
// stays the same when rows above grow.
func (l *Layout) depth(y float64) float64 {
	const deep = 1 << 24
	r := l.rowBefore(y)
	return float64(r)*deep + y - l.Rows[r].Y
}

// channel is what runs in a channel so far: the stretches that are taken, those of one slot in a chain.
type channel struct {
	spacing float64
	last    map[int32]int32 // of each slot, the stretch that was taken last, counted from 1
	taken   []stretch
}

// stretch is a taken piece of a slot.
type stretch struct {
	extent
	before int32 // the one of the same slot that was taken before it, counted from 1; 0 for none
}

// channels are used again: a change deals a hundred of them.
var channels = sync.Pool{New: func() any { return &channel{last: map[int32]int32{}} }}

// clear empties a channel.
func (c *channel) clear(spacing float64) {
	c.spacing, c.taken = spacing, c.taken[:0]
	clear(c.last)
}

// take takes the free slot nearest to at between low and high for the stretch from..to, and returns where
// it is.
func (c *channel) take(at, low, high, from, to float64) float64 {
	const fine = 1 << slotLevels
	unit := c.spacing / fine
	near := int32(math.Round(at / unit))
	for level := range slotLevels + 1 {
		step := int32(fine >> level)
		first := int32(math.Ceil(low / unit / float64(step)))
		last := int32(math.Floor(high / unit / float64(step)))
		if slot, ok := c.nearest(near, step, first, last, level > 0, from, to); ok {
			c.put(slot, from, to)
			return float64(slot) * unit
		}
	}
	c.put(near, from, to)
	return float64(near) * unit
}

// nearest returns the free slot nearest to near among the multiples first..last of step, or among the odd
// ones of them.
func (c *channel) nearest(near, step, first, last int32, odd bool, from, to float64) (int32, bool) {
	k := min(max((near+step/2)/step, first), last)
	for d := int32(0); first <= last && (k-d >= first || k+d <= last); d++ {
		for _, i := range [2]int32{k - d, k + d} {
			if i < first || i > last || odd && i&1 == 0 || d == 0 && i != k {
				continue
			}
			if c.free(i*step, from, to) {
				return i * step, true
			}
		}
	}
	return 0, false
}

// apart is how far two links in one slot keep from each other.
const apart = 1

func (c *channel) free(slot int32, from, to float64) bool {
	for i := c.last[slot]; i > 0; i = c.taken[i-1].before {
		if e := &c.taken[i-1]; e.to > from-apart && e.from < to+apart {
			return false
		}
	}
	return true
}

func (c *channel) put(slot int32, from, to float64) {
	c.taken = append(c.taken, stretch{extent{from, to}, c.last[slot]})
	c.last[slot] = int32(len(c.taken))
}

// legs cuts a link's way into legs and finds where each may run. The ends lie on two cards.
func (p *pathfinder) legs(points []Point, ends [2]*CardBox) []leg {
	legs := make([]leg, len(points)-1)
	for i := range legs {
		a, b := points[i], points[i+1]
		if legs[i] = (leg{upright: a.X == b.X, low: math.Inf(-1), high: math.Inf(1)}); !legs[i].upright {
			legs[i] = p.levelLeg(a, b)
		} else {
			zone, middle := p.uprightZone(a.X)
			legs[i].zone, legs[i].at = zone, a.X-middle
		}
	}
	last := len(legs) - 1
	legs[0].attach(points[0], ends[0])
	legs[last].attach(points[last+1], ends[1])
	for i := range legs {
		if legs[i].upright {
			p.clearUpright(legs, i, points)
		}
	}
	for i := range legs {
		k := &legs[i]
		if !k.upright && k.zone%3 == 1 {
			x0, x1 := reachX(legs, i, points)
			low, high := p.freeY(k, points[i].Y, x0, x1)
			k.low, k.high = max(k.low, low), min(k.high, high)
		}
		k.widen()
	}
	return legs
}

// attach keeps an end of the way on its card.
func (k *leg) attach(at Point, end *CardBox) {
	low, high := end.Rect.Y+cornerY-at.Y, end.Rect.Bottom()-cornerY-at.Y
	if k.upright {
		low, high = end.Rect.X+cornerX-at.X, end.Rect.Right()-cornerX-at.X
	}
	if end.Point { // the way need not come in at its middle
		middle := end.Rect.Center().Sub(at)
		low, high = middle.Y-moodReach, middle.Y+moodReach
		if k.upright {
			low, high = middle.X-moodReach, middle.X+moodReach
		}
	}
	k.low, k.high = max(k.low, k.at+low), min(k.high, k.at+high)
}

// levelLeg makes a level leg. Those on the border of a row may run anywhere along it.
func (p *pathfinder) levelLeg(a, b Point) leg {
	zone, middle := p.l.levelZone(a.Y)
	k := leg{zone: zone, at: a.Y - middle, low: -besideY, high: besideY}
	if zone%3 == 1 {
		k.low, k.high = p.freeY(&k, a.Y, min(a.X, b.X), max(a.X, b.X))
	}
	return k
}

// freeY returns the distances from the middle of its row between which a level leg at y meets no block.
func (p *pathfinder) freeY(k *leg, y, x0, x1 float64) (low, high float64) {
	row := &p.l.Rows[k.zone/3]
	body := row.Body
	low, high = borderNear, row.H-borderNear
	for c := p.l.clampColumn(x0); c < body.grid.columns() && body.grid.x(c) < x1; c++ {
		p.ground.look(int(k.zone/3), c, c)
		for _, i := range body.cover[body.covers[c]:body.covers[c+1]] {
			switch r := body.blockAt(i).rect; {
			case r.Right() <= x0+0.5 || r.X >= x1-0.5:
			case r.Bottom() <= y-row.Y:
				low = max(low, r.Bottom()+1)
			case r.Y >= y-row.Y:
				high = min(high, r.Y-1)
			}
		}
	}
	return low - row.H/2, high - row.H/2
}

// reachX returns how far to the left and right a level leg may come as its neighbours move.
func reachX(legs []leg, i int, points []Point) (x0, x1 float64) {
	x0, x1 = min(points[i].X, points[i+1].X), max(points[i].X, points[i+1].X)
	for _, n := range [2]struct{ leg, point int }{{i - 1, i}, {i + 1, i + 1}} {
		if n.leg >= 0 && n.leg < len(legs) {
			k, x := &legs[n.leg], points[n.point].X
			x0, x1 = min(x0, x+k.low-k.at), max(x1, x+k.high-k.at)
		}
	}
	return x0, x1
}

// clearUpright finds where an upright leg may run as its neighbours move.
func (p *pathfinder) clearUpright(legs []leg, i int, points []Point) {
	l := p.l
	k := &legs[i]
	x := points[i].X
	y0, y1 := min(points[i].Y, points[i+1].Y), max(points[i].Y, points[i+1].Y)
	for _, n := range [2]struct{ leg, point int }{{i - 1, i}, {i + 1, i + 1}} {
		if n.leg >= 0 && n.leg < len(legs) {
			next, y := &legs[n.leg], points[n.point].Y
			y0, y1 = min(y0, y+next.low-next.at), max(y1, y+next.high-next.at)
		}
	}
	k.from, k.to = l.depth(y0), l.depth(y1)
	middle := x - k.at
	first, last := int(k.zone-1)/2, int(k.zone)/2
	low, high := -besideX, besideX
	if k.zone%2 == 1 {
		half := l.grid.w(first)/2 - cornerX
		low, high = -half, half
	}
	low, high = max(low, l.Label+0.5-middle), min(high, l.Size.X-0.5-middle)
	for r := l.rowBefore(y0); r < len(l.Rows) && l.Rows[r].Y < y1; r++ {
		row := &l.Rows[r]
		for c := max(first, 0); c <= last && c < l.grid.columns(); c++ {
			p.ground.look(r, c, c)
			for _, b := range row.Body.cover[row.Body.covers[c]:row.Body.covers[c+1]] {
				switch rect := row.Body.blockAt(b).rect; {
				case row.Y+rect.Bottom() <= y0+0.5 || row.Y+rect.Y >= y1-0.5:
				case rect.Right() <= x:
					low = max(low, rect.Right()+1-middle)
				case rect.X >= x:
					high = min(high, rect.X-1-middle)
				}
			}
		}
	}
	k.low, k.high = max(k.low, low), min(k.high, high)
	k.widen()
}

// widen gives a leg between moods that leave it no room a little all the same: links are drawn below moods.
func (k *leg) widen() {
	const least = 1.5
	if k.high-k.low < 1 {
		k.low, k.high = k.at-least, k.at+least
	}
}
