package scene

import (
	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// linkKey is all that the look of a link depends on.
type linkKey struct {
	shape    *layout.LinkShape
	link     *model.Link
	from, to *model.Card
	theme    *Theme
}

const (
	elbow     = 6
	arrowLong = 6
	arrowWide = 3.5 // half of it, of a whole arrow
	startDot  = 2.25
)

// newLink draws a link, beginning at the origin.
func newLink(r *layout.LinkRoute, k linkKey, journey model.JourneyID) *Group {
	p := &pen{}
	points := k.shape.Points
	ink := k.theme.Token("text2")
	last := len(points) - 1
	head := min(arrowLong, distance(points[last-1], points[last]))
	way := append([]layout.Point(nil), points...)
	way[last] = towards(points[last], points[last-1], head*0.8)
	if k.link.Exchange {
		way[0] = towards(points[0], points[1], min(arrowLong, distance(points[0], points[1]))*0.8)
	}
	s := Stroke{Width: 1.25, Color: ink}
	if k.link.Evidence == model.Assumption {
		// Only a link that is said to be assumed: most links are drawn by people who mean them.
		s.Dash = []float64{4, 3}
	}
	p.path(Path{Segments: rounded(way, elbow), Stroke: s, Zoom: shaped})
	p.arrow(points[last-1], points[last], ink)
	if k.link.Exchange {
		p.arrow(points[1], points[0], ink)
	} else {
		p.disc(points[0], startDot, ink, Stroke{}, readable)
	}
	if r.Label.Width > 0 {
		at := k.shape.LabelAt
		ascent, descent, _ := layout.Metrics(r.Label.Style)
		p.rect(Rect{Rect: layout.Rect{X: at.X - 3, Y: at.Y - ascent, W: r.Label.Width + 6, H: ascent + descent},
			Radius: 3, Fill: Fade(k.theme.Token("board"), 0.9), Zoom: full})
		p.text(at, r.Label, ink, full)
	}
	return &Group{
		Ref:    model.Ref{Kind: model.LinkRecord, Journey: journey, ID: string(k.link.ID)},
		Bounds: p.bounds, Items: p.items, Label: linkLabel(r),
	}
}

// arrow draws the head of a link that comes from one point and ends at another.
func (p *pen) arrow(from, to layout.Point, ink Color) {
	long := min(arrowLong, distance(from, to))
	base := towards(to, from, long)
	const slim = arrowWide / arrowLong
	dx, dy := (to.X-base.X)*slim, (to.Y-base.Y)*slim
	p.path(Path{Segments: polyline(to, layout.Point{X: base.X - dy, Y: base.Y + dx}, layout.Point{X: base.X + dy, Y: base.Y - dx}),
		Closed: true, Fill: ink, Zoom: readable})
}

// linkLabel says what a link is: "Chat agent guides the upload leads to Night audit".
func linkLabel(r *layout.LinkRoute) string {
	label := r.From.Card.Title + " " + r.Link.Verb() + " " + r.To.Card.Title
	if r.Label.Text != "" {
		label += ", " + r.Label.Text
	}
	if r.Link.Evidence != "" {
		label += ", " + r.Link.Evidence.Name()
	}
	return label
}
