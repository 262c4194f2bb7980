package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"stagecraft/model"
)

const (
	moodMax = 2.0
	// unknownAbove is from an unknown mood to the row's lower border, clear of links along the border.
	unknownAbove = 12
	quoteAway    = 7 // from a low to its quote
	quoteSide    = 12
)

// moodY returns the place of a mood in an emotion lane of the given height.
func moodY(mood, height float64) float64 {
	mood = min(max(mood, -moodMax), moodMax)
	return snap(emotionTop + (moodMax-mood)/(2*moodMax)*(height-emotionTop-emotionBottom))
}

// MoodY returns where a mood (-2..+2) lies in an emotion lane.
func (l *Layout) MoodY(row int, mood float64) float64 {
	return l.Rows[row].Y + moodY(mood, l.Rows[row].H)
}

// MoodAt returns the mood (-2..+2, not rounded) at a height in an emotion lane.
func (l *Layout) MoodAt(row int, y float64) float64 {
	r := &l.Rows[row]
	v := moodMax - (y-r.Y-emotionTop)/(r.H-emotionTop-emotionBottom)*2*moodMax
	return min(max(v, -moodMax), moodMax)
}

// emotion makes the curves of an emotion lane from its cards, one for each persona.
func (b *RowBody) emotion() {
	ids := b.personas()
	named := len(ids) > 1 || len(ids) == 1 && b.deps.persona[ids[0]] != nil
	legend := labelPadY + float64(len(b.title))*labelStep + legendGap
	b.height = emotionHeight
	if b.least > 0 {
		b.height = snap(min(max(b.least, emotionMin), emotionMax))
	}
	rows := 0
	if named {
		rows = len(ids)
	}
	if b.expectedLegend(legend + float64(rows)*legendStep); !b.expected.Empty() {
		rows++
	}
	b.height = min(max(b.height, legend+float64(rows)*legendStep+cardGap), emotionMax)
	hidden := b.hiddenMoods(ids)
	for i, id := range ids {
		c := Curve{Persona: b.deps.persona[id], Style: i % 5}
		if named {
			c.legend(legend+float64(i)*legendStep, b.grid.label)
		}
		b.points(&c, id, hidden)
		b.curves = append(b.curves, c)
	}
	b.name()
	b.quotes()
}

// personas lists whose moods the lane holds: the journey's personas first, in their order. Cards of
// no persona count as the lane's persona's.
func (b *RowBody) personas() []model.PersonaID {
	var ids []model.PersonaID
	for i := range b.placed {
		if id := b.personaOf(b.placed[i].card); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, f := range b.folded {
		if id := b.personaOf(f.card); f.card.Emotion.Known && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	place := func(id model.PersonaID) int {
		if i := slices.Index(b.deps.own, id); i >= 0 {
			return i
		}
		return len(b.deps.own)
	}
	slices.SortStableFunc(ids, func(x, y model.PersonaID) int { return place(x) - place(y) })
	return ids
}

func (b *RowBody) personaOf(c *model.Card) model.PersonaID {
	if c.Persona != "" {
		return c.Persona
	}
	return b.lane.Persona
}

// points places the moods of a persona. Several in one cell stand beside each other, a card over several
// steps in the middle one of them.
func (b *RowBody) points(c *Curve, id model.PersonaID, hidden map[int][]model.PersonaID) {
	number, all := make([]int, b.grid.columns()), 0 // of the moods in each column, and in all
	for i := range b.placed {
		if p := &b.placed[i]; b.personaOf(p.card) == id {
			number[p.middle()]++
			all++
		}
	}
	c.Points = make([]CurvePoint, 0, all)
	seen := make([]int, len(number))
	var unknown []CurvePoint
	for i := range b.placed {
		p := &b.placed[i]
		if b.personaOf(p.card) != id {
			continue
		}
		m := p.middle()
		seen[m]++
		x := b.grid.x(m) + pointSide + (b.grid.w(m)-2*pointSide)*float64(seen[m])/float64(number[m]+1)
		point := CurvePoint{Card: p.card, Dim: p.dim, Known: p.card.Emotion.Known, At: Point{x, b.height - unknownAbove}}
		if point.Known {
			point.At.Y = moodY(p.card.Emotion.Value, b.height)
		}
		point.Expected = point.At
		if p.card.Expected.Known {
			point.Expected.Y = moodY(p.card.Expected.Value, b.height)
		}
		if point.Comments = p.text.Comments; point.Comments > 0 {
			point.CommentsAt = badgeIn(point.Comments, Point{x + pointSide/2.0, point.At.Y - pointSide/2.0})
		}
		p.rect = Rect{x - pointSide/2.0, point.At.Y - pointSide/2.0, pointSide, pointSide}
		if point.Known {
			c.Points = append(c.Points, point)
		} else {
			unknown = append(unknown, point)
		}
	}
	slices.SortFunc(c.Points, func(x, y CurvePoint) int { return cmp.Compare(x.At.X, y.At.X) })
	b.means(c, id, hidden)
	nodes := c.nodes()
	way := make([]Point, len(nodes))
	for i := range nodes {
		way[i] = nodes[i].at
	}
	c.Path = monotone(way)
	c.expect(nodes)
	c.Points = append(c.Points, unknown...)
	c.Dim = len(c.Points) > 0 && !slices.ContainsFunc(c.Points, func(p CurvePoint) bool { return !p.Dim })
}

// hiddenMoods lists, for each collapsed stage's column, whose moods it hides, in the order of ids.
func (b *RowBody) hiddenMoods(ids []model.PersonaID) map[int][]model.PersonaID {
	hidden := map[int][]model.PersonaID{}
	for _, id := range ids {
		for _, f := range b.folded {
			if f.card.Emotion.Known && b.personaOf(f.card) == id && !slices.Contains(hidden[f.column], id) {
				hidden[f.column] = append(hidden[f.column], id)
			}
		}
	}
	return hidden
}

// means gathers the moods that collapsed stages hide. Those of several personas stand beside each other,
// each with its number below it, or above where there is no room.
func (b *RowBody) means(c *Curve, id model.PersonaID, hidden map[int][]model.PersonaID) {
	type sum struct {
		n    int
		mood float64
	}
	sums := map[int]sum{}
	for _, f := range b.folded {
		if f.card.Emotion.Known && b.personaOf(f.card) == id {
			s := sums[f.column]
			sums[f.column] = sum{s.n + 1, s.mood + min(max(f.card.Emotion.Value, -moodMax), moodMax)}
		}
	}
	for column := range b.grid.columns() {
		s, ok := sums[column]
		if !ok {
			continue
		}
		mood := s.mood / float64(s.n)
		m := MeanPoint{Column: column, Mood: mood, N: s.n, Text: NewLine(meanText(mood), curveStyle),
			At: Point{snap(b.grid.x(column) + b.grid.w(column)*beside(hidden[column], id)), moodY(mood, b.height)}}
		top := m.At.Y + meanAway
		if top+quoteStep > b.height {
			top = m.At.Y - meanAway - quoteStep
		}
		m.TextAt = Point{m.At.X - m.Text.Width/2, top + baseline(curveStyle, quoteStep)}
		c.Means = append(c.Means, m)
	}
}

// meanAway is from the middle of a mean to its number: clear of its ring.
const meanAway = 7

// beside is where of the width of a cell the one of several that stand beside each other stands.
func beside(all []model.PersonaID, id model.PersonaID) float64 {
	return float64(slices.Index(all, id)+1) / float64(len(all)+1)
}

// meanText writes a mean of moods: "\u22121.3", to one digit after the point.
func meanText(mood float64) string { return model.MoodName(math.Round(mood*10) / 10) }

// middle is the column in which a mood stands.
func (p *placed) middle() int { return p.from + (p.to-p.from-1)/2 }

// legend places the curve's sample and name in the lane's label.
func (c *Curve) legend(y, label float64) {
	c.Legend = Rect{labelPadX, y + (legendStep-10)/2.0, 26, 10}
	name := "No persona"
	if c.Persona != nil {
		name = c.Persona.Name
	}
	left := c.Legend.Right() + 5
	if lines, _ := Wrap(name, hintStyle, label-left-labelRight-scaleRoom, 1); len(lines) > 0 {
		c.Name = lines[0]
	}
	c.NameAt = Point{left, y + baseline(hintStyle, legendStep)}
}

// name puts each persona's name to the left of the first point of the curve: above or below it where the
// curves begin close together. A curve that begins in a collapsed stage has no room for it there.
func (b *RowBody) name() {
	if len(b.curves) < 2 {
		return
	}
	var taken []Rect
	for i := range b.curves {
		c := &b.curves[i]
		if c.Persona == nil || len(c.Points) == 0 || !c.Points[0].Known || len(c.Means) > 0 && c.Means[0].At.X < c.Points[0].At.X {
			continue
		}
		at := c.Points[0].At
		right := at.X - pointSide/2.0 - 3
		c.Label = shortName(c.Persona.Name, right-b.grid.label-2)
		box := Rect{right - c.Label.Width, at.Y - quoteStep/2.0, c.Label.Width, quoteStep}
		for _, aside := range [...]float64{0, -1, 1, -2, 2} {
			next := box.Move(Point{Y: aside * quoteStep})
			if next.Y >= 0 && next.Bottom() <= b.height && !slices.ContainsFunc(taken, next.Meets) {
				box = next
				break
			}
		}
		taken = append(taken, box)
		c.LabelAt = Point{box.X, box.Y + baseline(curveStyle, quoteStep)}
	}
}

// shortName is a name for a width: the whole, or its first word, or what fits of that.
func shortName(name string, width float64) Line {
	if line := NewLine(name, curveStyle); line.Width <= width {
		return line
	}
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	lines, _ := Wrap(first, curveStyle, width, 1)
	if len(lines) == 0 {
		return Line{}
	}
	return lines[0]
}

// monotone returns the monotone cubic through points of ascending x: it never goes beyond the values
// of the two points that it runs between (F. Fritsch and R. Carlson, Monotone Piecewise Cubic
// Interpolation, SIAM J. Numer. Anal. 17, 1980).
func monotone(points []Point) []Segment {
	n := len(points)
	if n < 2 {
		return nil
	}
	slope := make([]float64, n-1)
	for i := range slope {
		a, b := points[i], points[i+1]
		slope[i] = (b.Y - a.Y) / (b.X - a.X)
	}
	tangent := make([]float64, n)
	tangent[0], tangent[n-1] = slope[0], slope[n-2]
	for i := 1; i < n-1; i++ {
		if slope[i-1]*slope[i] > 0 {
			tangent[i] = (slope[i-1] + slope[i]) / 2
		}
	}
	for i, d := range slope {
		if d == 0 {
			tangent[i], tangent[i+1] = 0, 0
			continue
		}
		if h := math.Hypot(tangent[i]/d, tangent[i+1]/d); h > 3 {
			tangent[i] *= 3 / h
			tangent[i+1] *= 3 / h
		}
	}
	path := make([]Segment, 1, n)
	path[0] = Segment{Op: 'M', Points: [3]Point{points[0]}}
	for i := range slope {
		a, b := points[i], points[i+1]
		k := (b.X - a.X) / 3
		path = append(path, Segment{Op: 'C', Points: [3]Point{
			{a.X + k, snap(a.Y + tangent[i]*k)}, {b.X - k, snap(b.Y - tangent[i+1]*k)}, b}})
	}
	return path
}

// blockMoods makes links go around the moods of each cell. Moods that nearly touch are one block.
func (b *RowBody) blockMoods() {
	columns := make([][]Rect, b.grid.columns())
	for i := range b.placed {
		if c := b.grid.columnAt(b.placed[i].rect.Center().X); c >= 0 {
			columns[c] = append(columns[c], b.placed[i].rect)
		}
	}
	for c, boxes := range columns {
		slices.SortFunc(boxes, func(x, y Rect) int { return cmp.Compare(x.Y, y.Y) })
		for len(boxes) > 0 {
			all := boxes[0]
			boxes = boxes[1:]
			for len(boxes) > 0 && boxes[0].Y < all.Bottom()+2*cardGap {
				all = all.Union(boxes[0])
				boxes = boxes[1:]
			}
			b.blocks = append(b.blocks, block{all, c, c + 1})
		}
	}
}

// moved returns a curve of a row at its place in the document.
func (c Curve) moved(row int, y float64) Curve {
	d := Point{Y: y}
	c.Row = row
	c.Points = slices.Clone(c.Points)
	for i := range c.Points {
		p := &c.Points[i]
		p.At, p.Expected, p.QuoteAt, p.CommentsAt = p.At.Add(d), p.Expected.Add(d), p.QuoteAt.Add(d), p.CommentsAt.Move(d)
	}
	c.Means = slices.Clone(c.Means)
	for i := range c.Means {
		c.Means[i].At, c.Means[i].TextAt = c.Means[i].At.Add(d), c.Means[i].TextAt.Add(d)
	}
	c.Path = movedSegments(c.Path, d)
	c.Gaps = slices.Clone(c.Gaps)
	for i := range c.Gaps {
		c.Gaps[i] = c.Gaps[i].moved(d)
	}
	c.LabelAt, c.NameAt = c.LabelAt.Add(d), c.NameAt.Add(d)
	c.Legend = c.Legend.Move(d)
	return c
}
