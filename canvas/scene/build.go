package scene

import (
	"maps"
	"slices"

	"stagecraft/canvas/layout"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// Builder makes the scenes of one window. It keeps the groups that it made and uses them again while
// what they show is unchanged, so that the next scene costs what changed. It must not be used by two
// goroutines at a time; the scenes may be read by any.
type Builder struct {
	// Invite has empty lanes ask to be filled: on a board that can be edited, never in an export.
	Invite bool
	// Sight is what of the next scenes is looked at first, in document points; empty for all. When many rows
	// look different, those outside it are drawn when somebody looks at them.
	Sight layout.Rect

	rows    map[model.LaneID]*rowLook
	columns *columnLook
	values  map[model.MetricID]*values
	health  health
	// measured is what the figures of the map speak of.
	measured *measured
	links    []drawnLink
	lines    map[lineKey]*Group
	labels   map[labelKey]*Group
	corner   cornerKey
	prev     *Scene
	linked   *flat
}

// health is the health of the stages and what it was computed from.
type health struct {
	metrics []*model.Metric
	of      *measured
	value   map[model.StageID]float64
}

// NewBuilder returns a builder that has made nothing yet.
func NewBuilder() *Builder { return &Builder{} }

// Build makes one scene from scratch.
func Build(l *layout.Layout, t *Theme, h *metric.Heat) *Scene { return NewBuilder().Build(l, t, h) }

// Build makes the scene of a layout in a theme, tinted by h; nil is no tint. The values of metric
// lanes and the health of the stages are computed from the layout's workspace.
func (b *Builder) Build(l *layout.Layout, t *Theme, h *metric.Heat) *Scene {
	s := &Scene{Layout: l, Theme: t, Heat: h}
	changed := b.findHealth(l)
	b.findColumns(l)
	s.Body = b.body(l, t, h)
	switch prev := b.prev; {
	case prev != nil && prev.Theme == t && !changed && sameHeader(prev.Layout, l):
		s.Header = prev.Header
	default:
		s.Header = newHeader(l, t, b.health.value)
	}
	s.Labels = b.drawLabels(l, t)
	if k := newCornerKey(l, t); b.prev == nil || b.corner != k {
		s.Corner, b.corner = newCorner(l, t), k
	} else {
		s.Corner = b.prev.Corner
	}
	b.prev = s
	return s
}

// sameHeader reports whether two layouts have the same headers.
func sameHeader(a, b *layout.Layout) bool {
	return a.Journey.ID == b.Journey.ID && len(a.Columns) > 0 && len(b.Columns) == len(a.Columns) && &a.Columns[0] == &b.Columns[0]
}

// findHealth computes the health of the stages and reports whether it is another than before.
func (b *Builder) findHealth(l *layout.Layout) bool {
	w, was := l.Workspace, b.health
	b.measured = nextMeasured(l, b.measured)
	if was.of == b.measured && slices.Equal(was.metrics, w.Metrics) {
		return false
	}
	b.health = health{metrics: w.Metrics, of: b.measured}
	_, b.health.value = metric.HealthByStage(w, l.Journey.ID)
	return !maps.Equal(was.value, b.health.value)
}

// findColumns gathers what the rows show of the columns.
func (b *Builder) findColumns(l *layout.Layout) {
	c := &columnLook{label: l.Label}
	for i := range l.Columns {
		c.right = append(c.right, l.Columns[i].X+l.Columns[i].W)
		c.numbers = append(c.numbers, l.Columns[i].Number)
		c.lastStep = append(c.lastStep, l.Columns[i].LastStep)
	}
	if was := b.columns; was != nil && was.label == c.label && slices.Equal(was.right, c.right) &&
		slices.Equal(was.numbers, c.numbers) && slices.Equal(was.lastStep, c.lastStep) {
		return
	}
	b.columns = c
}

// findValues returns the values of a metric lane, or nil when the row is none.
func (b *Builder) findValues(l *layout.Layout, row *layout.Row, next map[model.MetricID]*values) *values {
	if row.Lane.Kind != model.KindMetric || row.Lane.Metric == "" || row.Collapsed {
		return nil
	}
	m := l.Workspace.Metric(row.Lane.Metric)
	if m == nil {
		return nil
	}
	if v := next[m.ID]; v != nil {
		return v
	}
	v := b.values[m.ID]
	if v == nil || v.metric != m || v.of != b.measured {
		v = newValues(l, m, b.measured)
	}
	next[m.ID] = v
	return v
}

// body makes the layer of everything but headers and labels.
func (b *Builder) body(l *layout.Layout, t *Theme, h *metric.Heat) *Layer {
	looks := b.drawRows(l, t, h)
	each := func(which int) plane {
		p := &rowsPlane{which: which, rows: make([]placedRow, len(looks))}
		for i, look := range looks {
			p.rows[i] = placedRow{look: look, y: l.Rows[i].Y, area: rowArea(l, &l.Rows[i])}
		}
		return p
	}
	return &Layer{
		Bounds:     layout.Rect{X: l.Label, Y: l.Header, W: l.Size.X - l.Label, H: l.Size.Y - l.Header},
		Background: t.Token("board"),
		planes: []plane{each(planeBand), each(planeGrid), each(planeTint), b.drawLines(l, t), b.drawLinks(l, t),
			each(planeCards), each(planeCurve), each(planePoint), each(planeCount)},
	}
}

// rowArea is the area that nothing in a row reaches beyond.
func rowArea(l *layout.Layout, r *layout.Row) layout.Rect {
	return layout.Rect{X: l.Label, Y: r.Y, W: l.Size.X - l.Label, H: r.H}.Inset(-rowReach)
}

// drawRows draws the rows that look different from before.
func (b *Builder) drawRows(l *layout.Layout, t *Theme, h *metric.Heat) []*rowLook {
	heat := newTint(l, h)
	next := make(map[model.LaneID]*rowLook, len(l.Rows))
	numbers := make(map[model.MetricID]*values)
	looks := make([]*rowLook, len(l.Rows))
	var anew []int
	for i := range l.Rows {
		row := &l.Rows[i]
		key := rowKey{body: row.Body, theme: t, columns: b.columns, values: b.findValues(l, row, numbers), tint: tint{row: -1}, invite: b.invited(l, row)}
		if heat.touches(row, i) {
			key.tint = heat
		}
		looks[i] = b.rows[row.Lane.ID]
		if looks[i] == nil || looks[i].key != key {
			looks[i] = newRow(l, i, key, looks[i])
			anew = append(anew, i)
		}
	}
	if len(anew) > 2 {
		if !b.Sight.Empty() {
			anew = slices.DeleteFunc(anew, func(i int) bool { return !rowArea(l, &l.Rows[i]).Meets(b.Sight) })
		}
		layout.InParallel(len(anew), func(k int) { looks[anew[k]].drawn() })
	} else {
		for _, i := range anew {
			looks[i].drawn()
		}
	}
	for i, look := range looks {
		next[l.Rows[i].Lane.ID] = look
	}
	b.rows, b.values = next, numbers
	return looks
}

// drawLines draws the blueprint's lines that look different from before.
func (b *Builder) drawLines(l *layout.Layout, t *Theme) *flat {
	next := make(map[lineKey]*Group, len(l.Lines))
	placed := make([]Placed, len(l.Lines))
	for i := range l.Lines {
		k := lineKey{kind: l.Lines[i].Kind, label: l.Label, width: l.Size.X, theme: t}
		g := b.lines[k]
		if g == nil {
			g = newLine(l, &l.Lines[i], t)
		}
		next[k] = g
		placed[i] = Placed{Group: g, At: layout.Point{Y: l.Lines[i].Rect.Y}}
	}
	b.lines = next
	return newFlat(placed)
}

// drawLabels draws the labels of the lanes and lines that look different from before.
func (b *Builder) drawLabels(l *layout.Layout, t *Theme) *Layer {
	next := make(map[labelKey]*Group, len(l.Rows)+len(l.Lines))
	groups := make([]*Group, 0, len(l.Rows)+len(l.Lines))
	add := func(k labelKey, draw func() *Group) {
		g := b.labels[k]
		if g == nil {
			g = draw()
		}
		next[k] = g
		groups = append(groups, g)
	}
	for i := range l.Rows {
		row := &l.Rows[i]
		k := labelKey{lane: row.Lane, y: row.Y, h: row.H, collapsed: row.Collapsed, comments: row.Count, label: l.Label, theme: t}
		if row.Collapsed || row.Lane.Kind == model.KindEmotion {
			k.body = row.Body // its label says how many cards it holds, or whose moods
		}
		if row.Lane.Metric != "" {
			k.metric = l.Workspace.Metric(row.Lane.Metric)
		}
		add(k, func() *Group { return newLabel(l, i, t) })
	}
	for i := range l.Lines {
		line := &l.Lines[i]
		add(labelKey{line: line.Kind, y: line.Rect.Y, label: l.Label, theme: t}, func() *Group { return newLineLabel(l, line, t) })
	}
	b.labels = next
	bounds := layout.Rect{X: 0, Y: l.Header, W: l.Label, H: l.Size.Y - l.Header}
	return NewLayer(bounds, t.Token("panel"), groups)
}

// drawLinks draws the links whose way looks different from before.
func (b *Builder) drawLinks(l *layout.Layout, t *Theme) *flat {
	if b.prev != nil && b.prev.Theme == t && sameLinks(b.prev.Layout.Links, l.Links) {
		return b.linked
	}
	before := b.links
	b.links = make([]drawnLink, len(l.Links))
	var found map[linkKey]*Group
	moved := func(i int) bool { return i >= len(before) || before[i].key.link != l.Links[i].Link }
	placed := make([]Placed, len(l.Links))
	for i := range l.Links {
		r := &l.Links[i]
		k := linkKey{shape: r.Shape, link: r.Link, from: r.From.Card, to: r.To.Card, dim: r.From.Dim || r.To.Dim, theme: t}
		g := drawn(before, i, k)
		if g == nil && found == nil && moved(i) {
			found = make(map[linkKey]*Group, len(before))
			for _, d := range before {
				found[d.key] = d.group
			}
		}
		if g == nil {
			g = found[k]
		}
		if g == nil {
			g = newLink(r, k, l.Journey.ID)
		}
		b.links[i] = drawnLink{k, g}
		placed[i] = Placed{Group: g, At: r.Points[0]}
	}
	b.linked = newFlat(placed)
	return b.linked
}

// drawnLink is a link's group and what it was made from.
type drawnLink struct {
	key   linkKey
	group *Group
}

// drawn returns the group of the i-th link when it is for the same key. Mostly a link has the index that
// it had before.
func drawn(links []drawnLink, i int, k linkKey) *Group {
	if i < len(links) && links[i].key == k {
		return links[i].group
	}
	return nil
}

func sameLinks(a, b []layout.LinkRoute) bool {
	return slices.EqualFunc(a, b, func(x, y layout.LinkRoute) bool {
		return x.Link == y.Link && x.Shape == y.Shape && x.Points[0] == y.Points[0] &&
			x.From.Card == y.From.Card && x.To.Card == y.To.Card && x.From.Dim == y.From.Dim && x.To.Dim == y.To.Dim
	})
}

// Groups returns what was drawn for a record, where it was drawn, the lowest first.
func (s *Scene) Groups(ref model.Ref) []Placed {
	var found []Placed
	for _, layer := range []*Layer{s.Body, s.Labels, s.Header, s.Corner} {
		layer.Each(func(p Placed) {
			if p.Group.Ref == ref {
				found = append(found, p)
			}
		})
	}
	return found
}
