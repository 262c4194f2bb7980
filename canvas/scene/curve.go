package scene

import (
	"cmp"
	"slices"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// curveChunk is how many pieces of a curve one group draws.
const curveChunk = 8

// curves draws the curves of an emotion lane and the moods on them. The first persona lies on top.
func (d *rowDrawer) curves() (pieces, points []Placed) {
	up := layout.Point{Y: -d.row.Y}
	for i := len(d.l.Curves) - 1; i >= 0; i-- {
		c := &d.l.Curves[i]
		if c.Row != d.index {
			continue
		}
		pieces = append(append(pieces, d.gaps(c, up)...), d.pieces(c, up)...)
		for k := range c.Points {
			points = append(points, d.kept(newPointKey(d, c, k, up), func() *Group { return d.point(c, k, up) }))
		}
	}
	points = append(points, d.means(up)...)
	left := func(a, b Placed) int { return cmp.Compare(a.Group.Bounds.X, b.Group.Bounds.X) }
	slices.SortStableFunc(pieces, left)
	slices.SortStableFunc(points, left)
	return pieces, points
}

// persona returns the ink of a curve or of a mood on it: that of what is disabled for a dim one.
func (d *rowDrawer) persona(style int, dim bool) (ink Color, dash []float64, width float64) {
	ink, dash, width = d.t.Persona(style)
	if dim {
		ink = d.t.Token("disabled")
	}
	return ink, dash, width
}

// means draws the mean moods of collapsed stages: a ring with the number.
func (d *rowDrawer) means(up layout.Point) []Placed {
	var placed []Placed
	for i := range d.l.Curves {
		c := &d.l.Curves[i]
		if c.Row != d.index {
			continue
		}
		for _, m := range c.Means {
			k := meanKey{at: m.At.Add(up), mood: m.Text.Text, n: m.N, style: c.Style, stage: d.l.Columns[m.Column].Number, persona: c.Persona, theme: d.t}
			placed = append(placed, d.kept(k, func() *Group { return d.mean(c, m, up) }))
		}
	}
	return placed
}

// meanKey is all that the look of a mean depends on.
type meanKey struct {
	at      layout.Point
	mood    string
	n       int
	style   int
	stage   string
	persona *model.Persona
	theme   *Theme
}

func (d *rowDrawer) mean(c *layout.Curve, m layout.MeanPoint, up layout.Point) *Group {
	ink, _, _ := d.t.Persona(c.Style)
	p := &pen{}
	p.path(marker(c.Style, m.At.Add(up), pointRadius+2, d.t.Token("board"), Stroke{Width: 1.75, Color: ink}, shaped))
	p.path(marker(c.Style, m.At.Add(up), pointRadius-1, ink, Stroke{}, shaped))
	d.written(p, m.TextAt.Add(up), m.Text, ink, readable)
	label := "Mean mood " + m.Text.Text
	if c.Persona != nil {
		label += " of " + c.Persona.Name
	}
	return &Group{Ref: d.laneRef(), Bounds: p.bounds, Items: p.items,
		Label: label + ", stage " + d.l.Columns[m.Column].Number + ", of " + model.Count(m.N, "mood")}
}

// pieces draws the line of a curve, moved by up.
func (d *rowDrawer) pieces(c *layout.Curve, up layout.Point) []Placed {
	ink, dash, width := d.persona(c.Style, c.Dim)
	var placed []Placed
	for from := 1; from < len(c.Path); from += curveChunk {
		before := c.Path[from-1].Points
		end := before[pointsOf(c.Path[from-1].Op)-1]
		segments := []layout.Segment{moveTo(end.Add(up))}
		segments = append(segments, lifted(c.Path[from:min(from+curveChunk, len(c.Path))], up)...)
		k := pieceKey{style: c.Style, dim: c.Dim, theme: d.t}
		copy(k.segments[:], segments)
		placed = append(placed, d.kept(k, func() *Group {
			p := &pen{}
			p.path(Path{Segments: segments, Stroke: Stroke{Width: width, Color: ink, Dash: dash, Round: dash == nil}})
			return &Group{Ref: d.laneRef(), Bounds: p.bounds, Items: p.items}
		}))
	}
	return placed
}

// pieceKey is all that the look of a piece of a curve depends on.
type pieceKey struct {
	segments [curveChunk + 1]layout.Segment
	style    int
	dim      bool
	theme    *Theme
}

// pointKey is all that the look of a mood depends on.
type pointKey struct {
	card         *model.Card
	persona      *model.Persona
	style        int
	at, expected layout.Point
	known, dim   bool
	gap          bool
	comments     int
	quote, name  string
	quoteAt      layout.Point
	nameAt       layout.Point
	step         string
	theme        *Theme
}

func newPointKey(d *rowDrawer, c *layout.Curve, i int, up layout.Point) pointKey {
	q := &c.Points[i]
	k := pointKey{card: q.Card, persona: c.Persona, style: c.Style, at: q.At.Add(up), expected: q.Expected.Add(up),
		known: q.Known, dim: q.Dim, gap: q.Gap, comments: q.Comments, step: d.stepNumber(q.Card), theme: d.t}
	if len(q.Quote) > 0 {
		k.quote, k.quoteAt = q.Quote[0].Text, q.QuoteAt.Add(up)
	}
	if i == 0 {
		k.name, k.nameAt = c.Label.Text, c.LabelAt.Add(up)
	}
	return k
}

func (d *rowDrawer) stepNumber(c *model.Card) string {
	if column := d.l.Column(c.Step); column >= 0 {
		return d.l.Columns[column].Number
	}
	return ""
}

const (
	pointRadius    = 4.5
	expectedRadius = 3
)

// gapKey is all that the look of a gap depends on.
type gapKey struct {
	line  [curveChunk + 1]layout.Segment
	area  [2*curveChunk + 2]layout.Segment
	style int
	dim   bool
	theme *Theme
}

// gaps draws what was expected: a thin line, and a light ground between it and the curve.
func (d *rowDrawer) gaps(c *layout.Curve, up layout.Point) []Placed {
	ink, _, _ := d.persona(c.Style, c.Dim)
	shade := Fade(ink, 0.1)
	if d.t == highContrast {
		shade = Fade(ink, 0.28)
	}
	var placed []Placed
	for _, g := range c.Gaps {
		line, area := lifted(g.Line, up), lifted(g.Area, up)
		k := gapKey{style: c.Style, dim: c.Dim, theme: d.t}
		copy(k.line[:], line)
		copy(k.area[:], area)
		placed = append(placed, d.kept(k, func() *Group {
			p := &pen{}
			p.path(Path{Segments: area, Closed: true, Fill: shade, Zoom: shaped})
			p.path(Path{Segments: line, Stroke: Stroke{Width: 1, Color: ink, Dash: []float64{1.5, 2.5}}, Zoom: readable})
			return &Group{Ref: d.laneRef(), Bounds: p.bounds, Items: p.items}
		}))
	}
	return placed
}

// lifted returns a path moved by up.
func lifted(path []layout.Segment, up layout.Point) []layout.Segment {
	moved := make([]layout.Segment, len(path))
	for i, s := range path {
		for k := range s.Points {
			s.Points[k] = s.Points[k].Add(up)
		}
		moved[i] = s
	}
	return moved
}

// point draws one mood: its marker, what was expected, its quote, and at the first the persona's name.
func (d *rowDrawer) point(c *layout.Curve, i int, up layout.Point) *Group {
	q := &c.Points[i]
	at := q.At.Add(up)
	ink, _, _ := d.persona(c.Style, q.Dim)
	board := d.t.Token("board")
	p := &pen{}
	// The same area for every marker, so that moods at one place lie in the order of the personas.
	p.cover(layout.Rect{X: at.X - 8, Y: at.Y - 8, W: 16, H: 16})
	if expected := q.Expected.Add(up); expected != at || q.Gap {
		if !q.Gap {
			p.path(Path{Segments: polyline(at, expected), Stroke: Stroke{Width: 1, Color: ink, Dash: []float64{1.5, 2.5}}, Zoom: readable})
		}
		p.path(marker(c.Style, expected, expectedRadius, board, Stroke{Width: 1.25, Color: ink}, readable))
	}
	p.comments(q.CommentsAt.Move(up), q.Comments, d.t)
	fill, line := ink, Stroke{Width: 1.5, Color: board}
	if !q.Known || q.Card.Evidence == model.Assumption || q.Card.Evidence == "" {
		fill, line = board, Stroke{Width: 1.75, Color: ink, Dash: []float64{2, 1.6}}
	}
	p.path(marker(c.Style, at, pointRadius, fill, line, shaped))
	p.bar(at.X-4, at.Y-4, 8, 8, ink, Zoom{Max: zoomFlat})
	for k, line := range q.Quote {
		d.written(p, q.QuoteAt.Add(up).Add(layout.Point{Y: float64(k) * 13}), line, d.faint(q.Dim), full)
	}
	if i == 0 {
		d.written(p, c.LabelAt.Add(up), c.Label, ink, readable)
	}
	return &Group{
		Ref:    model.Ref{Kind: model.CardRecord, Journey: d.l.Journey.ID, ID: string(q.Card.ID)},
		Bounds: p.bounds, Items: p.items, Label: d.moodLabel(c, q),
	}
}

func (d *rowDrawer) faint(dim bool) Color {
	if dim {
		return d.t.Token("disabled")
	}
	return d.t.Token("text2")
}

// written draws a text over the rules of the scale.
func (d *rowDrawer) written(p *pen, at layout.Point, line layout.Line, c Color, z Zoom) {
	if line.Width <= 0 {
		return
	}
	ascent, descent, _ := layout.Metrics(line.Style)
	ground := d.t.Token(ZoneToken(d.row.Lane.ZoneOf()) + "-band")
	p.rect(Rect{Rect: layout.Rect{X: at.X - 1, Y: at.Y - ascent + 2, W: line.Width + 2, H: ascent + descent - 3},
		Fill: Fade(ground, 0.8), Zoom: z})
	p.text(at, line, c, z)
}

// moodLabel says what a mood is: "Mood -1.5 of Maya, step 3.2, validated".
func (d *rowDrawer) moodLabel(c *layout.Curve, q *layout.CurvePoint) string {
	label := "Mood not known"
	if q.Known {
		label = "Mood " + model.MoodName(q.Card.Emotion.Value)
	}
	if c.Persona != nil {
		label += " of " + c.Persona.Name
	}
	if q.Card.Title != "" {
		label += ", " + q.Card.Title
	}
	if q.Card.Expected.Known {
		label += ", expected " + model.MoodName(q.Card.Expected.Value)
	}
	return label + ", step " + d.stepNumber(q.Card) + ", " + q.Card.Evidence.Name()
}
