package layout

import (
	"slices"
	"sort"
)

// quotes places the words of the lows and highs of each curve where they hide nothing; words that find
// no room are left out.
func (b *RowBody) quotes() {
	t := taken{grid: b.grid, columns: make([][]Rect, b.grid.columns()), reach: 2}
	if slices.Contains(b.grid.closed, true) {
		t.reach = 1 + int(quoteWide*b.grid.column/closedWidth+1)
	}
	const each = 8 // areas in a column, mostly
	room := make([]Rect, each*len(t.columns))
	for c := range t.columns {
		t.columns[c] = room[each*c : each*c : each*(c+1)]
	}
	for i := range b.placed {
		t.add(b.placed[i].rect.Inset(3))
	}
	for i := range b.curves {
		for _, m := range b.curves[i].Means {
			t.add(Rect{m.At.X - pointSide/2.0, m.At.Y - pointSide/2.0, m.TextAt.X - m.At.X + m.Text.Width + pointSide/2.0, pointSide})
		}
		for _, p := range b.curves[i].Points {
			t.add(p.CommentsAt)
			if p.Expected != p.At {
				t.add(Rect{p.Expected.X - expectedSide/2, p.Expected.Y - expectedSide/2, expectedSide, expectedSide})
			}
		}
	}
	for i := range b.curves {
		c := &b.curves[i]
		t.add(Rect{c.LabelAt.X, c.LabelAt.Y - quoteStep + 3, c.Label.Width, quoteStep})
	}
	for i := range b.curves {
		c := &b.curves[i]
		for k := range c.Points {
			p := &c.Points[k]
			if p.words() == "" {
				continue
			}
			low, high := extreme(c.Points, k)
			if p.Known && !low && !high || p.Dim {
				continue
			}
			b.quote(p, low, &t)
		}
	}
}

// taken is the areas of an emotion lane where something is already written, by column.
type taken struct {
	grid    *grid
	columns [][]Rect
	reach   int // how many columns to the left and right something that meets an area can lie
}

func (t *taken) add(r Rect) {
	if c := t.grid.columnAt(r.Center().X); c >= 0 && !r.Empty() {
		t.columns[c] = append(t.columns[c], r)
	}
}

// free reports whether nothing meets r, which is not wider than two columns.
func (t *taken) free(r Rect) bool {
	c := t.grid.columnAt(r.Center().X)
	for k := max(c-t.reach, 0); k <= c+t.reach && k < len(t.columns); k++ {
		if slices.ContainsFunc(t.columns[k], r.Meets) {
			return false
		}
	}
	return true
}

// extreme reports whether a point is a low (below the middle, no neighbour lies lower) or a high (above
// it, no neighbour higher).
func extreme(points []CurvePoint, i int) (low, high bool) {
	p := points[i]
	low, high = p.Card.Emotion.Value < 0, p.Card.Emotion.Value > 0
	for _, k := range [2]int{i - 1, i + 1} {
		if k >= 0 && k < len(points) && points[k].Known {
			low = low && p.At.Y >= points[k].At.Y
			high = high && p.At.Y <= points[k].At.Y
		}
	}
	return low, high
}

// words is what a mood says.
func (p *CurvePoint) words() string {
	if p.Card.Title != "" {
		return p.Card.Title
	}
	return p.Card.Body
}

// quoteWide is how wide a quote of one line may be, in columns; longer ones take two lines of a column.
const quoteWide = 1.6

// quote places the words of one point, if there is room: rather where no curve runs, rather uncut.
func (b *RowBody) quote(p *CurvePoint, low bool, t *taken) {
	var quote []Line
	var place Rect
	best := 4
	for i, shape := range [2]struct {
		width float64
		lines int
	}{{quoteWide * b.grid.column, 1}, {b.grid.column - 2*quoteSide, 2}} {
		if i >= best {
			break
		}
		lines, cut := Wrap(p.words(), quoteStyle, shape.width, shape.lines)
		least := i
		if cut {
			least++
		}
		for _, box := range quotePlaces(p.At, lines, low) {
			if least >= best {
				break
			}
			if !b.inside(box) || !t.free(box.Inset(-1)) {
				continue
			}
			cost := least
			if b.crossed(box) {
				cost += 2
			}
			if cost < best {
				best, quote, place = cost, lines, box
			}
		}
	}
	if len(quote) > 0 {
		p.Quote = quote
		p.QuoteAt = Point{place.X, place.Y + baseline(quoteStyle, quoteStep)}
		t.add(place)
	}
}

// quotePlaces lists where the words of a point can stand, the best first: below a low, beside a high.
func quotePlaces(at Point, lines []Line, low bool) [4]Rect {
	w := 0.0
	for i := range lines {
		w = max(w, lines[i].Width)
	}
	h := quoteStep * float64(len(lines))
	below := Rect{at.X - w/2, at.Y + quoteAway, w, h}
	above := Rect{at.X - w/2, at.Y - quoteAway - h, w, h}
	right := Rect{at.X + quoteSide, at.Y - quoteStep/2.0 - 2, w, h}
	left := Rect{at.X - quoteSide - w, at.Y - quoteStep/2.0 - 2, w, h}
	if low {
		return [4]Rect{below, above, right, left}
	}
	return [4]Rect{right, above, left, below}
}

// inside reports whether an area lies in the row, beside the label.
func (b *RowBody) inside(r Rect) bool {
	return r.Y >= 0 && r.Bottom() <= b.height && r.X >= b.grid.label && r.Right() <= b.grid.x(b.grid.columns())
}

// crossed reports whether a curve runs through an area.
func (b *RowBody) crossed(r Rect) bool {
	const pieces = 16 // of one step of a curve
	for i := range b.curves {
		path := b.curves[i].Path // it ascends
		first := sort.Search(len(path), func(k int) bool { return endOf(path[k]).X >= r.X })
		for k := max(first, 1); k < len(path); k++ {
			start, s := endOf(path[k-1]), path[k].Points
			if start.X > r.Right() {
				break
			}
			// It rises or falls all the way, and so stays between the heights of its ends.
			const rounding = 1e-6
			if end := s[2].Y; max(start.Y, end) < r.Y-rounding || min(start.Y, end) > r.Bottom()+rounding {
				continue
			}
			for n := range pieces + 1 {
				u := float64(n) / pieces
				if r.Contains(bezier(start, s, u)) {
					return true
				}
			}
		}
	}
	return false
}

// endOf returns the last point of a segment of a curve's path.
func endOf(s Segment) Point {
	if s.Op == 'C' {
		return s.Points[2]
	}
	return s.Points[0]
}

// bezier returns the point of a cubic at u, 0..1.
func bezier(start Point, s [3]Point, u float64) Point {
	v := 1 - u
	a, b, c, d := v*v*v, 3*v*v*u, 3*v*u*u, u*u*u
	return Point{a*start.X + b*s[0].X + c*s[1].X + d*s[2].X, a*start.Y + b*s[0].Y + c*s[1].Y + d*s[2].Y}
}
