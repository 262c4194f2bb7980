package scene

import (
	"strconv"

	"stagecraft/canvas/layout"
	"stagecraft/model"
	"stagecraft/model/metric"
)

var (
	hintStyle  = layout.Style{Size: 10.5}
	scaleStyle = layout.Style{Size: 10}
)

// labelKey is all that the look of the label of a lane or of a blueprint line depends on.
type labelKey struct {
	lane      *model.Lane
	body      *layout.RowBody
	metric    *model.Metric
	collapsed bool
	comments  int
	line      layout.LineKind
	y, h      float64
	label     float64
	theme     *Theme
}

// lineKey is all that the look of a blueprint line depends on.
type lineKey struct {
	kind         layout.LineKind
	label, width float64
	theme        *Theme
}

// newLabel draws the label of a lane.
func newLabel(l *layout.Layout, index int, t *Theme) *Group {
	row := &l.Rows[index]
	p := &pen{}
	r := row.Label
	zone := ZoneToken(row.Lane.ZoneOf())
	p.bar(r.X, r.Y, r.W, r.H, t.Token(zone+"-soft"), always)
	p.bar(r.X, r.Y, 4, r.H, t.Token(zone), always)
	p.bar(r.X, r.Bottom()-1, r.W, 1, t.Token("grid"), always)
	p.bar(r.Right()-1, r.Y, 1, r.H, t.Token("stage-line"), always)
	if len(row.TitleAt) > 0 {
		p.icon(laneIcon(row.Lane.Kind), layout.Rect{X: 12, Y: row.TitleAt[0].Y - 12, W: 15, H: 15}, t.Token(zone), readable)
	}
	p.lines(row.TitleAt, row.Title, t.Token("text"))
	p.words(row.HintAt, row.Hint, t.Token("text2"), full)
	switch {
	case row.Collapsed:
		p.total(row, t)
	case row.Lane.Kind == model.KindEmotion:
		p.legend(l, index, t)
	case len(row.Hint) == 0:
		p.target(l, row, t)
	}
	p.comments(row.Comments, row.Count, t)
	if row.Lane.Locked {
		p.icon("lock", layout.Rect{X: r.Right() - 17, Y: r.Bottom() - 17, W: 11, H: 11}, t.Token("text2"), full)
	}
	label := "Lane " + row.Lane.Title
	if row.Count > 0 {
		label += ", " + model.Count(row.Count, "comment")
	}
	return &Group{Ref: model.Ref{Kind: model.LaneRecord, Journey: l.Journey.ID, ID: string(row.Lane.ID)},
		Bounds: p.bounds, Items: p.items, Label: label}
}

// laneIcon is the name of a lane's icon.
func laneIcon(k model.Kind) string {
	if k == model.KindChannel {
		return "lane-channel-switch"
	}
	return "lane-" + string(k)
}

// total draws how many cards a collapsed lane holds.
func (p *pen) total(row *layout.Row, t *Theme) {
	n := 0
	for _, c := range row.Counts {
		n += int(c)
	}
	line := layout.NewLine(strconv.Itoa(n), scaleStyle)
	p.text(layout.Point{X: row.Label.Right() - 6 - line.Width, Y: row.Y + baseline(scaleStyle, row.H)}, line, t.Token("text2"), readable)
}

// legend draws the persona of each curve, and the scale.
func (p *pen) legend(l *layout.Layout, index int, t *Theme) {
	row := &l.Rows[index]
	for i := range l.Curves {
		c := &l.Curves[i]
		if c.Row != index || c.Legend.Empty() {
			continue
		}
		ink, dash, _ := t.Persona(c.Style)
		middle := c.Legend.Center()
		p.path(Path{Segments: polyline(layout.Point{X: c.Legend.X, Y: middle.Y}, layout.Point{X: c.Legend.Right(), Y: middle.Y}),
			Stroke: Stroke{Width: 2.25, Color: ink, Dash: dash}, Zoom: readable})
		p.path(marker(c.Style, middle, 3.6, ink, Stroke{}, readable))
		p.text(c.NameAt, c.Name, t.Token("text"), readable)
	}
	if r := row.Expected; !r.Empty() {
		middle, ink := r.Center(), t.Token("text2")
		p.path(Path{Segments: polyline(layout.Point{X: r.X, Y: middle.Y}, layout.Point{X: r.Right(), Y: middle.Y}),
			Stroke: Stroke{Width: 1, Color: ink, Dash: []float64{1.5, 2.5}}, Zoom: readable})
		p.path(marker(0, middle, expectedRadius, t.Token("board"), Stroke{Width: 1.25, Color: ink}, readable))
		p.text(row.ExpectedAt, row.ExpectedName, t.Token("text"), readable)
	}
	for mood := 2; mood >= -2; mood-- {
		line := layout.NewLine(model.MoodName(float64(mood)), scaleStyle)
		y := l.MoodY(index, float64(mood)) - 7 + baseline(scaleStyle, 14)
		p.text(layout.Point{X: row.Label.Right() - 6 - line.Width, Y: y}, line, t.Token("text2"), readable)
	}
}

// target draws the target of a metric lane that has no hint of its own.
func (p *pen) target(l *layout.Layout, row *layout.Row, t *Theme) {
	if row.Lane.Kind != model.KindMetric || len(row.TitleAt) == 0 {
		return
	}
	m := l.Workspace.Metric(row.Lane.Metric)
	if m == nil || !m.Target.Known {
		return
	}
	lines, _ := layout.Wrap("Target "+metric.TargetText(m), hintStyle, l.Label-row.TitleAt[0].X-6, 1)
	last := row.TitleAt[len(row.TitleAt)-1]
	p.words([]layout.Point{{X: row.TitleAt[0].X, Y: last.Y + 16}}, lines, t.Token("text2"), full)
}

// newLineLabel draws the name of a blueprint line.
func newLineLabel(l *layout.Layout, b *layout.LineBox, t *Theme) *Group {
	p := &pen{}
	p.bar(0, b.Rect.Y, l.Label, b.Rect.H, t.Token("board"), always)
	p.bar(l.Label-1, b.Rect.Y, 1, b.Rect.H, t.Token("stage-line"), always)
	if !b.Icon.Empty() {
		p.icon("eye", b.Icon, t.Token("text"), readable)
	}
	p.words(b.TitleAt, b.Title, t.Token("text"), readable)
	label := ""
	for i, line := range b.Title {
		if i > 0 {
			label += " "
		}
		label += line.Text
	}
	return &Group{Bounds: p.bounds, Items: p.items, Label: label}
}

// newLine draws a blueprint line over the body, relative to its own upper border.
func newLine(l *layout.Layout, b *layout.LineBox, t *Theme) *Group {
	p := &pen{}
	x, w := l.Label, l.Size.X-l.Label
	p.bar(x, 0, w, b.Rect.H, t.Token("board"), always)
	s := Stroke{Width: 1.75, Color: t.Token("text")}
	switch b.Kind {
	case model.LineOfVisibility:
		s.Width, s.Dash = 2.75, []float64{12, 5}
	case model.LineOfInternalInteraction:
		s.Width, s.Dash = 1.25, []float64{2.5, 4}
	}
	y := b.Rect.H / 2
	p.path(Path{Segments: polyline(layout.Point{X: x, Y: y}, layout.Point{X: x + w, Y: y}), Stroke: s})
	return &Group{Bounds: p.bounds, Items: p.items, Label: "Line of " + string(b.Kind)}
}
