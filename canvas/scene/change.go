package scene

import (
	"strconv"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// ChangeToken returns the name of the colour in which a compared map marks what happened to a record. Its
// sign is ChangeIcon, and its border ChangeDash: colour is never the only one.
func ChangeToken(op model.Op) string {
	switch op {
	case model.Added:
		return "k-gain-l"
	case model.Removed:
		return "k-pain-l"
	case model.Moved:
		return "p1"
	default:
		return "z-insight"
	}
}

// ChangeIcon returns the icon that marks what happened to a record.
func ChangeIcon(op model.Op) string {
	switch op {
	case model.Added:
		return "add"
	case model.Removed:
		return "minus"
	case model.Moved:
		return "arrow-right"
	default:
		return "edit"
	}
}

// ChangeDash returns the border pattern that marks what happened to a record, in document points: added
// solid, removed dashed, moved dash and dot, changed dotted.
func ChangeDash(op model.Op) []float64 {
	switch op {
	case model.Added:
		return nil
	case model.Removed:
		return []float64{6, 3}
	case model.Moved:
		return []float64{9, 3, 2, 3}
	default:
		return []float64{2, 2.5}
	}
}

// Marked returns the scene with marks on what differs from another version of the map: a border, a sign
// and the difference's number. What was removed, or moved elsewhere, is veiled.
func Marked(s *Scene, marks map[model.Ref]model.Mark) *Scene {
	if len(marks) == 0 {
		return s
	}
	m := &changePen{l: s.Layout, t: s.Theme, marks: marks}
	next := *s
	next.Body = s.Body.over(m.body())
	next.Header = s.Header.over(m.header())
	next.Labels = s.Labels.over(m.labels())
	return &next
}

// over returns the layer with groups above all else.
func (l *Layer) over(groups []Placed) *Layer {
	next := *l
	next.planes = append(append(make([]plane, 0, len(l.planes)+1), l.planes...), newFlat(groups))
	return &next
}

// changePen draws the marks of one map.
type changePen struct {
	l     *layout.Layout
	t     *Theme
	marks map[model.Ref]model.Mark
}

func (m *changePen) of(kind model.RecordKind, id string) (model.Mark, model.Ref, bool) {
	ref := model.Ref{Kind: kind, Journey: m.l.Journey.ID, ID: id}
	mark, ok := m.marks[ref]
	return mark, ref, ok
}

func (m *changePen) color(k model.Mark) Color { return m.t.Token(ChangeToken(k.Op)) }

func (m *changePen) stroke(k model.Mark, width float64) Stroke {
	return Stroke{Width: width, Color: m.color(k), Dash: ChangeDash(k.Op)}
}

func place(p *pen, ref model.Ref, k model.Mark) Placed {
	return Placed{Group: &Group{Ref: ref, Bounds: p.bounds, Items: p.items, Label: "Difference " + strconv.Itoa(k.Number) + ", " + string(k.Op)}}
}

func (m *changePen) body() []Placed {
	all := append(m.columns(), m.lanes()...)
	for i := range m.l.Links {
		if k, ref, ok := m.of(model.LinkRecord, string(m.l.Links[i].Link.ID)); ok {
			all = append(all, m.link(&m.l.Links[i], k, ref))
		}
	}
	for i := range m.l.Rows {
		var pills *moodPills
		for _, box := range m.l.Rows[i].Cards {
			k, ref, ok := m.of(model.CardRecord, string(box.Card.ID))
			switch {
			case !ok:
			case box.Point:
				if pills == nil {
					pills = newMoodPills(m.l, i)
				}
				all = append(all, m.point(box, pills, k, ref))
			default:
				all = append(all, m.card(box, k, ref))
			}
		}
	}
	return all
}

// card draws the border and the sign of a card, and veils one that is not there any more.
func (m *changePen) card(box *layout.CardBox, k model.Mark, ref model.Ref) Placed {
	p := &pen{}
	c, r := m.color(k), box.Rect
	if k.Gone || k.Op == model.Removed {
		veil := Rect{Rect: r, Radius: 6, Fill: Fade(m.t.Token("board"), 0.25), Zoom: shaped}
		if !k.Gone {
			veil.Hatch = Hatch{Width: 0.75, Every: 7, Color: Fade(c, 0.45)}
		}
		p.rect(veil)
	}
	p.rect(Rect{Rect: r.Inset(-1), Radius: 7, Stroke: m.stroke(k, 2.25), Zoom: readable})
	p.rect(Rect{Rect: r.Inset(-1), Radius: 7, Fill: Fade(c, 0.2), Stroke: Stroke{Width: 5, Color: c, Dash: scaledDash(k.Op, 2.5)}, Zoom: barred})
	p.rect(Rect{Rect: r, Fill: c, Zoom: flatOnly})
	m.pill(p, layout.Point{X: r.X - 5, Y: r.Y - 7}, k)
	if g := VotesPill(m.t, box.Card, r); g != nil && !k.Gone && k.Op != model.Removed && !box.Dim { // the border runs through it
		p.items = append(p.items, g.Items...)
		p.cover(g.Bounds)
	}
	return place(p, ref, k)
}

func scaledDash(op model.Op, by float64) []float64 {
	var dash []float64
	for _, d := range ChangeDash(op) {
		dash = append(dash, d*by)
	}
	return dash
}

// moodRing is the radius of the ring around a mood that differs.
const moodRing = 8.5

// point rings a mood on a curve.
func (m *changePen) point(box *layout.CardBox, pills *moodPills, k model.Mark, ref model.Ref) Placed {
	p := &pen{}
	p.disc(box.Rect.Center(), moodRing, Color{}, m.stroke(k, 1.75), shaped)
	m.pill(p, pills.place(box.Rect, pillWidth(k)), k)
	return place(p, ref, k)
}

// link marks the longest leg of a link's way.
func (m *changePen) link(r *layout.LinkRoute, k model.Mark, ref model.Ref) Placed {
	p := &pen{}
	longest := 0
	for i := 1; i+1 < len(r.Points); i++ {
		if distance(r.Points[i], r.Points[i+1]) > distance(r.Points[longest], r.Points[longest+1]) {
			longest = i
		}
	}
	a, b := r.Points[longest], r.Points[min(longest+1, len(r.Points)-1)]
	p.path(Path{Segments: polyline(r.Points...), Stroke: m.stroke(k, 2.25), Zoom: shaped})
	m.pill(p, layout.Point{X: (a.X+b.X)/2 - 8, Y: (a.Y+b.Y)/2 - pillHeight/2}, k)
	return place(p, ref, k)
}

// columns outlines the stages and steps that came or went, and those that moved.
func (m *changePen) columns() []Placed {
	var all []Placed
	height := m.l.Size.Y - m.l.Header
	outline := func(k model.Mark, ref model.Ref, x, w float64) {
		p := &pen{}
		r := layout.Rect{X: x, Y: m.l.Header, W: w, H: height}
		p.rect(Rect{Rect: r.Inset(1.5), Fill: Fade(m.color(k), 0.05), Stroke: m.stroke(k, 1.5)})
		all = append(all, place(p, ref, k))
	}
	for i := range m.l.Stages {
		s := &m.l.Stages[i]
		if k, ref, ok := m.of(model.StageRecord, string(s.Stage.ID)); ok && k.Op != model.Changed {
			outline(k, ref, s.Rect.X, s.Rect.W)
		}
	}
	for i := range m.l.Columns {
		c := &m.l.Columns[i]
		stage, _, _ := m.of(model.StageRecord, string(m.l.Stages[c.Stage].Stage.ID))
		if k, ref, ok := m.of(model.StepRecord, string(c.Step.ID)); ok && !c.Closed && k.Op != model.Changed && k.Op != stage.Op {
			outline(k, ref, c.X, c.W)
		}
	}
	return all
}

// lanes outlines the lanes that came or went, and those that moved.
func (m *changePen) lanes() []Placed {
	var all []Placed
	for i := range m.l.Rows {
		r := &m.l.Rows[i]
		k, ref, ok := m.of(model.LaneRecord, string(r.Lane.ID))
		if !ok || k.Op == model.Changed {
			continue
		}
		p := &pen{}
		box := layout.Rect{X: m.l.Label, Y: r.Y, W: m.l.Size.X - m.l.Label, H: r.H}
		p.rect(Rect{Rect: box.Inset(1.5), Fill: Fade(m.color(k), 0.05), Stroke: m.stroke(k, 1.5)})
		all = append(all, place(p, ref, k))
	}
	return all
}

func (m *changePen) header() []Placed {
	var all []Placed
	for i := range m.l.Stages {
		s := &m.l.Stages[i]
		if k, ref, ok := m.of(model.StageRecord, string(s.Stage.ID)); ok {
			end := min(s.TitleAt.X+s.Title.Width+8+pillWidth(k), s.Rect.Right()-5)
			all = append(all, m.head(s.Rect, layout.Point{X: end, Y: s.Rect.Center().Y - pillHeight/2}, k, ref))
		}
	}
	for i := range m.l.Columns {
		c := &m.l.Columns[i]
		if k, ref, ok := m.of(model.StepRecord, string(c.Step.ID)); ok && !c.Closed {
			all = append(all, m.head(c.Head, layout.Point{X: c.Head.Right() - 5, Y: c.Head.Bottom() - pillHeight - 3}, k, ref))
		}
	}
	return all
}

func (m *changePen) labels() []Placed {
	var all []Placed
	for i := range m.l.Rows {
		r := &m.l.Rows[i]
		if k, ref, ok := m.of(model.LaneRecord, string(r.Lane.ID)); ok {
			all = append(all, m.head(r.Label, layout.Point{X: r.Label.Right() - 5, Y: r.Label.Bottom() - pillHeight - 4}, k, ref))
		}
	}
	return all
}

// head marks a header or label: its sign ends at a place.
func (m *changePen) head(r layout.Rect, end layout.Point, k model.Mark, ref model.Ref) Placed {
	p := &pen{}
	p.rect(Rect{Rect: r.Inset(1.5), Radius: 2, Stroke: m.stroke(k, 1.75)})
	end.X -= pillWidth(k)
	m.pill(p, end, k)
	return place(p, ref, k)
}

const (
	pillHeight = 14.0
	pillIcon   = 9.0
)

var pillStyle = layout.Style{Size: 9, Bold: true}

func pillText(k model.Mark) layout.Line {
	if k.Number == 0 {
		return layout.Line{}
	}
	return layout.NewLine(strconv.Itoa(k.Number), pillStyle)
}

func pillIcons(k model.Mark) []string {
	icons := []string{ChangeIcon(k.Op)}
	if k.Op == model.Changed && k.Moved {
		icons = append(icons, ChangeIcon(model.Moved))
	}
	return icons
}

func pillWidth(k model.Mark) float64 {
	w := 6 + pillIcon*float64(len(pillIcons(k)))
	if k.Number > 0 {
		w += pillText(k).Width + 3
	}
	return w
}

// pill draws the sign with the number; that of a place that a record left is hollow.
func (m *changePen) pill(p *pen, at layout.Point, k model.Mark) {
	fill, ink := m.color(k), m.t.Token("board")
	if k.Gone {
		fill, ink = ink, fill
	}
	r := layout.Rect{X: at.X, Y: at.Y, W: pillWidth(k), H: pillHeight}
	p.rect(Rect{Rect: r.Inset(0.5), Radius: pillHeight / 2, Fill: fill, Stroke: Stroke{Width: 1, Color: m.color(k)}, Zoom: readable})
	x := r.X + 3
	for _, name := range pillIcons(k) {
		p.icon(name, layout.Rect{X: x, Y: r.Center().Y - pillIcon/2, W: pillIcon, H: pillIcon}, ink, readable)
		x += pillIcon
	}
	if k.Number > 0 {
		p.text(layout.Point{X: x + 1, Y: r.Y + baseline(pillStyle, pillHeight)}, pillText(k), ink, readable)
	}
}
