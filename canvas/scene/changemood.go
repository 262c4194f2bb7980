package scene

import (
	"math"

	"stagecraft/canvas/layout"
)

// moodPills finds places for the signs of the moods of one emotion lane, where they hide nothing that is
// written there and no other mood.
type moodPills struct {
	row   layout.Rect
	taken []layout.Rect
}

func newMoodPills(l *layout.Layout, row int) *moodPills {
	r := &l.Rows[row]
	m := &moodPills{row: layout.Rect{X: l.Label, Y: r.Y, W: l.Size.X - l.Label, H: r.H}}
	for i := range l.Curves {
		c := &l.Curves[i]
		if c.Row != row {
			continue
		}
		m.line(c.LabelAt, c.Label)
		for k := range c.Means {
			m.line(c.Means[k].TextAt, c.Means[k].Text)
		}
		for k := range c.Points {
			q := &c.Points[k]
			m.take(q.CommentsAt)
			m.take(layout.Rect{X: q.At.X - pointRadius, Y: q.At.Y - pointRadius, W: 2 * pointRadius, H: 2 * pointRadius})
			for n, line := range q.Quote {
				m.line(q.QuoteAt.Add(layout.Point{Y: float64(n) * 13}), line)
			}
		}
	}
	return m
}

func (m *moodPills) line(at layout.Point, l layout.Line) {
	up, down, _ := layout.Metrics(l.Style)
	m.take(layout.Rect{X: at.X, Y: at.Y - up, W: l.Width, H: up + down})
}

func (m *moodPills) take(r layout.Rect) {
	if !r.Empty() {
		m.taken = append(m.taken, r)
	}
}

// place takes the place of a sign at a mood: rather at its upper right, and where it hides least.
func (m *moodPills) place(mood layout.Rect, width float64) layout.Point {
	const rounding = 1e-6
	best, least := layout.Rect{}, math.Inf(1)
	for _, r := range pillPlaces(mood, width) {
		hidden := r.W*r.H - shared(r, m.row)
		for _, t := range m.taken {
			hidden += shared(r, t)
		}
		if hidden < least-rounding {
			best, least = r, hidden
		}
	}
	m.take(best)
	return layout.Point{X: best.X, Y: best.Y}
}

// pillPlaces lists where the sign of a mood can stand, the best first: at a corner, at a side, and then
// somewhat farther away.
func pillPlaces(mood layout.Rect, width float64) []layout.Rect {
	c := mood.Center()
	var places []layout.Rect
	for _, away := range [...]float64{0, 6, 12} {
		right, left := mood.Right()-2+away, mood.X+2-width-away
		above, below := mood.Y-11-away, mood.Bottom()-3+away
		for _, at := range [...]layout.Point{
			{X: right, Y: above}, {X: left, Y: above}, {X: right, Y: below}, {X: left, Y: below},
			{X: c.X - width/2, Y: c.Y - moodRing - pillHeight - away}, {X: c.X - width/2, Y: c.Y + moodRing + away},
			{X: c.X + moodRing + away, Y: c.Y - pillHeight/2}, {X: c.X - moodRing - width - away, Y: c.Y - pillHeight/2},
		} {
			places = append(places, layout.Rect{X: at.X, Y: at.Y, W: width, H: pillHeight})
		}
	}
	return places
}

// shared is the area that two rectangles have in common.
func shared(a, b layout.Rect) float64 {
	if !a.Meets(b) {
		return 0
	}
	return (min(a.Right(), b.Right()) - max(a.X, b.X)) * (min(a.Bottom(), b.Bottom()) - max(a.Y, b.Y))
}
