package export

import (
	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// sketch gathers scene items for what an export draws around the map. Its coordinates are points on
// paper, y down; unit is what one point of the design's measures comes to.
type sketch struct {
	theme *scene.Theme
	unit  float64
	items []scene.Item
}

// measures of type in the design's points.
const (
	legendText = 7.4
	labelText  = 7.0
	valueText  = 8.5
	nameText   = 12.0
)

func (s *sketch) style(size float64, bold bool) layout.Style {
	return layout.Style{Size: size * s.unit, Bold: bold}
}

// text places one line with its baseline at y, cut with an ellipsis where it is wider than room (0 is
// no limit), and returns its width.
func (s *sketch) text(x, y float64, text string, st layout.Style, token string, room float64) float64 {
	l := fitted(text, st, room)
	s.place(x, y, l, token)
	return l.Width
}

// textRight is text that ends at x.
func (s *sketch) textRight(x, y float64, text string, st layout.Style, token string, room float64) float64 {
	l := fitted(text, st, room)
	s.place(x-l.Width, y, l, token)
	return l.Width
}

// textCenter is text around x.
func (s *sketch) textCenter(x, y float64, text string, st layout.Style, token string, room float64) {
	l := fitted(text, st, room)
	s.place(x-l.Width/2, y, l, token)
}

func (s *sketch) place(x, y float64, l layout.Line, token string) {
	if len(l.Text) > 0 {
		s.items = append(s.items, scene.Text{At: layout.Point{X: x, Y: y}, Line: l, Color: s.theme.Token(token)})
	}
}

func fitted(text string, st layout.Style, room float64) layout.Line {
	l := layout.NewLine(plainText(text, true), st)
	if room <= 0 || l.Width <= room {
		return l
	}
	if lines, _ := layout.Wrap(l.Text, st, room, 1); len(lines) > 0 {
		return lines[0]
	}
	return l
}

func (s *sketch) rect(r layout.Rect, radius float64, fill string, stroke scene.Stroke) {
	s.items = append(s.items, scene.Rect{Rect: r, Radius: radius, Fill: s.theme.Token(fill), Stroke: stroke})
}

func (s *sketch) stroke(width float64, token string, dash ...float64) scene.Stroke {
	scaled := make([]float64, len(dash))
	for i, d := range dash {
		scaled[i] = d * s.unit
	}
	if len(dash) == 0 {
		scaled = nil
	}
	return scene.Stroke{Width: width * s.unit, Color: s.theme.Token(token), Dash: scaled}
}

func (s *sketch) line(x0, y0, x1, y1 float64, stroke scene.Stroke) {
	s.items = append(s.items, scene.Path{Segments: []layout.Segment{move(x0, y0), line(x1, y1)}, Stroke: stroke})
}

func (s *sketch) dot(x, y, radius float64, fill string, stroke scene.Stroke) {
	s.items = append(s.items, scene.Path{Segments: circle(layout.Point{X: x, Y: y}, radius), Closed: true,
		Fill: s.theme.Token(fill), Stroke: stroke})
}

// arrow draws a filled arrow head with its tip at x, pointing right (or left).
func (s *sketch) arrow(x, y float64, right bool, token string) {
	back := -6 * s.unit
	if !right {
		back = -back
	}
	half := 3.5 * s.unit
	s.items = append(s.items, scene.Path{Closed: true, Fill: s.theme.Token(token),
		Segments: []layout.Segment{move(x, y), line(x+back, y-half), line(x+back, y+half)}})
}

func (s *sketch) icon(name string, x, y, size float64, token string) {
	s.items = append(s.items, scene.Icon{Rect: layout.Rect{X: x, Y: y, W: size, H: size}, Name: name, Color: s.theme.Token(token)})
}

// group makes the items one group.
func (s *sketch) group(label string, ref model.Ref) *scene.Group {
	return &scene.Group{Ref: ref, Bounds: bounds(s.items), Items: s.items, Label: label}
}

// bounds returns the box of everything that items draw.
func bounds(items []scene.Item) layout.Rect {
	var all layout.Rect
	for _, item := range items {
		switch it := item.(type) {
		case scene.Rect:
			all = all.Union(it.Rect.Inset(-it.Stroke.Width))
		case scene.Icon:
			all = all.Union(it.Rect)
		case scene.Image:
			all = all.Union(it.Rect)
		case scene.Text:
			up, down, _ := layout.Metrics(it.Line.Style)
			all = all.Union(layout.Rect{X: it.At.X, Y: it.At.Y - up, W: it.Line.Width, H: up + down})
		case scene.Path:
			all = all.Union(pathBounds(it))
		}
	}
	return all
}

func pathBounds(p scene.Path) layout.Rect {
	var r layout.Rect
	pad := max(p.Stroke.Width, 0.1)
	for _, seg := range p.Segments {
		n := 1
		switch seg.Op {
		case 'Q':
			n = 2
		case 'C':
			n = 3
		}
		for _, pt := range seg.Points[:n] {
			r = r.Union(layout.Rect{X: pt.X - pad, Y: pt.Y - pad, W: 2 * pad, H: 2 * pad})
		}
	}
	return r
}
