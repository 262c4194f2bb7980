package layout

import (
	"cmp"
	"slices"
)

// Gap is a stretch of a curve on which the persona's expectation is known: the line through what was
// expected, and the area between it and what was lived.
type Gap struct {
	Line []Segment
	Area []Segment // closed
}

const (
	gapChunk     = 8 // how many steps of a curve one gap is long at most
	expectedSide = 9.0
)

// node is a place on a curve: of a point, or of the mean of a collapsed stage.
type node struct {
	at    Point
	point int // -1 for a mean
}

// nodes lists the places through which a curve runs, from left to right.
func (c *Curve) nodes() []node {
	nodes := make([]node, 0, len(c.Points)+len(c.Means))
	for i := range c.Points {
		nodes = append(nodes, node{c.Points[i].At, i})
	}
	for i := range c.Means {
		nodes = append(nodes, node{c.Means[i].At, -1})
	}
	slices.SortStableFunc(nodes, func(x, y node) int { return cmp.Compare(x.at.X, y.at.X) })
	return slices.CompactFunc(nodes, func(x, y node) bool { return x.at.X == y.at.X })
}

// expect makes the gaps of a curve whose path runs through nodes: wherever neighbouring points both say
// what was expected.
func (c *Curve) expect(nodes []node) {
	says := func(i int) bool { return nodes[i].point >= 0 && c.Points[nodes[i].point].Card.Expected.Known }
	for from := 0; from < len(nodes); from++ {
		to := from
		for to < len(nodes) && says(to) {
			to++
		}
		if to-from < 2 {
			from = max(from, to-1)
			continue
		}
		expected := make([]Point, 0, to-from)
		for _, n := range nodes[from:to] {
			c.Points[n.point].Gap = true
			expected = append(expected, c.Points[n.point].Expected)
		}
		line := monotone(expected)
		for k := 0; k < len(expected)-1; k += gapChunk {
			last := min(k+gapChunk, len(expected)-1)
			c.Gaps = append(c.Gaps, gap(line, c.Path[from:to], expected, k, last, nodes[from+k].at))
		}
		from = to - 1
	}
}

// gap makes the gap between the points k..last of two lines.
func gap(line, path []Segment, expected []Point, k, last int, start Point) Gap {
	g := Gap{Line: []Segment{{Op: 'M', Points: [3]Point{expected[k]}}}, Area: []Segment{{Op: 'M', Points: [3]Point{start}}}}
	g.Line = append(g.Line, line[k+1:last+1]...)
	g.Area = append(g.Area, path[k+1:last+1]...)
	g.Area = append(g.Area, Segment{Op: 'L', Points: [3]Point{expected[last]}})
	for i := last; i > k; i-- {
		s := line[i].Points
		g.Area = append(g.Area, Segment{Op: 'C', Points: [3]Point{s[1], s[0], expected[i-1]}})
	}
	return g
}

// moved returns the gap moved down.
func (g Gap) moved(d Point) Gap { return Gap{movedSegments(g.Line, d), movedSegments(g.Area, d)} }

func movedSegments(path []Segment, d Point) []Segment {
	path = slices.Clone(path)
	for i := range path {
		for k := range path[i].Points {
			path[i].Points[k] = path[i].Points[k].Add(d)
		}
	}
	return path
}

// expectedLegend places the sample of what was expected below the personas' in the lane's label, when some
// mood says it.
func (b *RowBody) expectedLegend(y float64) {
	for i := range b.placed {
		if b.placed[i].card.Expected.Known {
			b.expected = Rect{labelPadX, y + (legendStep-10)/2.0, 26, 10}
			b.expectedName = NewLine("Expected", hintStyle)
			b.expectedAt = Point{b.expected.Right() + 5, y + baseline(hintStyle, legendStep)}
			return
		}
	}
}
