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
	dim      bool // one of its cards does not pass the filter
	theme    *Theme
}

const (
	elbow     = 6
	arrowLong = 6
	arrowWide = 3.5 // half of it, of a whole arrow
	startDot  = 2.25
)

// linkDrawing draws a link when it is looked at, beginning at the origin.
type linkDrawing struct {
	key   linkKey
	label layout.Line
}

// newLink returns the group of a link.
func newLink(r *layout.LinkRoute, k linkKey, journey model.JourneyID) *Group {
	const reach = arrowWide + 2
	g := &Group{
		Ref:    model.Ref{Kind: model.LinkRecord, Journey: journey, ID: string(k.link.ID)},
		Bounds: k.shape.Bounds.Inset(-reach), later: newLater(&linkDrawing{k, r.Label}),
	}
	if r.Label.Width > 0 {
		g.Bounds = g.Bounds.Union(k.plate(r.Label))
	}
	return g
}

// plate is the ground under a link's label.
func (k *linkKey) plate(label layout.Line) layout.Rect {
	ascent, descent, _ := layout.Metrics(label.Style)
	return layout.Rect{X: k.shape.LabelAt.X - 3, Y: k.shape.LabelAt.Y - ascent, W: label.Width + 6, H: ascent + descent}
}

// look is not told: what is around a link is much larger than the link.
func (d *linkDrawing) look() any { return nil }

// flat draws nothing: links are not seen on a map so small.
func (d *linkDrawing) flat() []Item { return nil }

func (d *linkDrawing) draw() []Item {
	k := &d.key
	p := &pen{}
	points := k.shape.Points
	ink := k.theme.Token("text2")
	if k.dim {
		ink = k.theme.Token("disabled")
	}
	last := len(points) - 1
	look := linkLook(k.link)
	way := append([]layout.Point(nil), points...)
	if !look.open {
		// The line ends within the arrow, so that its tip stays sharp.
		way[last] = towards(points[last], points[last-1], min(arrowLong, distance(points[last-1], points[last]))*0.8)
		if k.link.Exchange {
			way[0] = towards(points[0], points[1], min(arrowLong, distance(points[0], points[1]))*0.8)
		}
	}
	p.path(Path{Segments: rounded(way, elbow), Stroke: Stroke{Width: look.width, Color: ink, Dash: look.dash}, Zoom: shaped})
	if look.double {
		p.path(Path{Segments: rounded(way, elbow), Stroke: Stroke{Width: look.width - 2, Color: k.theme.Token("board")}, Zoom: readable})
	}
	p.arrow(points[last-1], points[last], ink, look.open)
	switch {
	case k.link.Exchange:
		p.arrow(points[1], points[0], ink, look.open)
	case look.bar:
		p.crossbar(points[0], points[1], ink)
	case !look.open:
		p.disc(points[0], startDot, ink, Stroke{}, readable)
	}
	if d.label.Width > 0 {
		p.rect(Rect{Rect: k.plate(d.label), Radius: 3, Fill: Fade(k.theme.Token("board"), 0.9), Zoom: full})
		p.text(k.shape.LabelAt, d.label, ink, full)
	}
	return p.items
}

// lineLook is how the line of a link is drawn.
type lineLook struct {
	width  float64
	dash   []float64
	double bool // two lines beside each other
	open   bool // the arrow is open, and no dot marks the start
	bar    bool // a bar marks the start
}

// linkLook tells the kinds of links apart without colour: a thin line leads on, a dotted one with an open
// arrow depends, a double one hands over, a thick one that starts at a bar causes. Dashes say that the link
// is assumed; only one that is said to be: most links are drawn by people who mean them.
func linkLook(link *model.Link) lineLook {
	assumed := link.Evidence == model.Assumption
	look := lineLook{width: 1.25}
	switch link.Kind {
	case model.DependsOn:
		look = lineLook{width: 1.5, dash: []float64{1.5, 2.5}, open: true}
		if assumed {
			look.dash = []float64{6, 2.5, 1.5, 2.5}
		}
		return look
	case model.Handoff:
		look = lineLook{width: 3.25, double: true}
	case model.Causes:
		look = lineLook{width: 2, bar: true}
	}
	if assumed {
		look.dash = []float64{4, 3}
	}
	return look
}

// crossbar draws a bar across the start of a link.
func (p *pen) crossbar(at, next layout.Point, ink Color) {
	const half = 4
	side := towards(layout.Point{}, layout.Point{X: at.Y - next.Y, Y: next.X - at.X}, half)
	p.path(Path{Segments: polyline(at.Add(side), at.Sub(side)), Stroke: Stroke{Width: 2, Color: ink}, Zoom: readable})
}

// arrow draws the head of a link that comes from one point and ends at another.
func (p *pen) arrow(from, to layout.Point, ink Color, open bool) {
	long := min(arrowLong, distance(from, to))
	base := towards(to, from, long)
	const slim = arrowWide / arrowLong
	dx, dy := (to.X-base.X)*slim, (to.Y-base.Y)*slim
	left, right := layout.Point{X: base.X - dy, Y: base.Y + dx}, layout.Point{X: base.X + dy, Y: base.Y - dx}
	if open {
		p.path(Path{Segments: polyline(left, to, right), Stroke: Stroke{Width: 1.25, Color: ink}, Zoom: readable})
		return
	}
	p.path(Path{Segments: polyline(to, left, right),
		Closed: true, Fill: ink, Zoom: readable})
}

// words says what a link is: "Chat agent guides the upload leads to Night audit".
func (d *linkDrawing) words() string {
	k := &d.key
	label := k.from.Title + " " + k.link.Verb() + " " + k.to.Title
	if d.label.Text != "" {
		label += ", " + d.label.Text
	}
	if k.link.Evidence != "" {
		label += ", " + k.link.Evidence.Name()
	}
	return label
}
