package app

import (
	"math"
	"slices"
	"strconv"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// The design's measures of the matrix, in document points.
const (
	matrixColumn = 142.0
	matrixLabel  = 214.0
	matrixHeader = 74.0
	matrixStage  = 67.0
	matrixStep   = 56.0
)

// matrixRow is one row: the whole journey, a stage, or a step of a stage that is open.
type matrixRow struct {
	stage  *model.Stage // nil for the whole journey
	step   *model.Step  // nil for a stage
	number string
	title  string
	open   bool // a stage whose steps are shown
	y, h   float64
}

// matrixTable is what a matrix shows: rows by columns of values. Swapped, the rows stand beside each other
// and the columns below each other.
type matrixTable struct {
	rows    []matrixRow
	heats   []*metric.Heat // a column each
	swapped bool
}

// newMatrixTable gathers the rows of a journey. Open says which stages show their steps.
func newMatrixTable(j *model.Journey, heats []*metric.Heat, open map[model.StageID]bool) *matrixTable {
	t := &matrixTable{heats: heats}
	if j == nil {
		return t
	}
	t.add(matrixRow{title: "Whole journey", h: matrixStage})
	for i, st := range j.Stages {
		t.add(matrixRow{stage: st, number: strconv.Itoa(i + 1), title: st.Title, open: open[st.ID], h: matrixStage})
		if !open[st.ID] {
			continue
		}
		for _, step := range st.Steps {
			t.add(matrixRow{stage: st, step: step, number: j.StepNumber(step.ID), title: step.Title, h: matrixStep})
		}
	}
	return t
}

func (t *matrixTable) add(r matrixRow) {
	if n := len(t.rows); n > 0 {
		r.y = t.rows[n-1].y + t.rows[n-1].h
	}
	t.rows = append(t.rows, r)
}

// value returns what a metric comes to in a row, with the scale that judges it.
func (t *matrixTable) value(row, column int) (metric.Value, metric.Scale) {
	h, r := t.heats[column], t.rows[row]
	switch {
	case r.stage == nil:
		return h.Whole, h.StageScale
	case r.step == nil:
		return h.Stages[r.stage.ID], h.StageScale
	}
	return h.Steps[r.step.ID], h.Scale
}

func (t *matrixTable) size() layout.Point {
	if t.swapped {
		return layout.Point{X: matrixColumn * float64(len(t.rows)), Y: matrixStage * float64(len(t.heats))}
	}
	p := layout.Point{X: matrixColumn * float64(len(t.heats))}
	if n := len(t.rows); n > 0 {
		p.Y = t.rows[n-1].y + t.rows[n-1].h
	}
	return p
}

// at returns the row and column at a place among the cells; -1 beside them.
func (t *matrixTable) at(p layout.Point) (row, column int) {
	if t.swapped {
		return along(p.X, matrixColumn, len(t.rows)), along(p.Y, matrixStage, len(t.heats))
	}
	row = slices.IndexFunc(t.rows, func(r matrixRow) bool { return p.Y >= r.y && p.Y < r.y+r.h })
	return row, along(p.X, matrixColumn, len(t.heats))
}

// along is which of n parts of a length a distance lies in, or -1.
func along(distance, length float64, n int) int {
	if i := int(math.Floor(distance / length)); i >= 0 && i < n {
		return i
	}
	return -1
}

func (t *matrixTable) cell(row, column int) layout.Rect {
	if t.swapped {
		return layout.Rect{X: matrixColumn * float64(row), Y: matrixStage * float64(column), W: matrixColumn, H: matrixStage}
	}
	return layout.Rect{X: matrixColumn * float64(column), Y: t.rows[row].y, W: matrixColumn, H: t.rows[row].h}
}

// matrixPen draws the parts of a matrix as scene items.
type matrixPen struct {
	theme *scene.Theme
	items []scene.Item
}

func (p *matrixPen) color(token string) scene.Color { return p.theme.Token(token) }

func (p *matrixPen) rect(r layout.Rect, fill scene.Color) {
	p.items = append(p.items, scene.Rect{Rect: r, Fill: fill})
}

func (p *matrixPen) line(x1, y1, x2, y2, width float64, c scene.Color) {
	p.items = append(p.items, scene.Path{
		Segments: []layout.Segment{{Op: 'M', Points: [3]layout.Point{{X: x1, Y: y1}}}, {Op: 'L', Points: [3]layout.Point{{X: x2, Y: y2}}}},
		Stroke:   scene.Stroke{Width: width, Color: c},
	})
}

func (p *matrixPen) dot(x, y, r float64, c scene.Color) {
	p.items = append(p.items, scene.Rect{Rect: layout.Rect{X: x - r, Y: y - r, W: 2 * r, H: 2 * r}, Radius: r, Fill: c})
}

func (p *matrixPen) icon(name string, x, y, size float64, c scene.Color) {
	p.items = append(p.items, scene.Icon{Rect: layout.Rect{X: x, Y: y, W: size, H: size}, Name: name, Color: c})
}

// text puts a line with its baseline at y, cut to a width, and returns how wide it is.
func (p *matrixPen) text(s string, x, y, width, size float64, bold bool, c scene.Color) float64 {
	lines, _ := layout.Wrap(s, layout.Style{Size: size, Bold: bold}, width, 1)
	if len(lines) == 0 {
		return 0
	}
	p.items = append(p.items, scene.Text{At: layout.Point{X: x, Y: y}, Line: lines[0], Color: c})
	return lines[0].Width
}

// group closes what was drawn since the last group.
func (p *matrixPen) group(bounds layout.Rect) *scene.Group {
	g := &scene.Group{Bounds: bounds, Items: p.items}
	p.items = nil
	return g
}

// body draws the cells.
func (p *matrixPen) body(t *matrixTable) *scene.Layer {
	var groups []*scene.Group
	for row := range t.rows {
		for column := range t.heats {
			r := t.cell(row, column)
			v, s := t.value(row, column)
			p.cell(r, t.heats[column].Metric, v, s)
			groups = append(groups, p.group(r))
		}
	}
	size := t.size()
	return scene.NewLayer(layout.Rect{W: size.X, H: size.Y}, p.color("board"), groups)
}

func (p *matrixPen) cell(r layout.Rect, m *model.Metric, v metric.Value, s metric.Scale) {
	inner := layout.Rect{X: r.X, Y: r.Y, W: r.W - 1, H: r.H - 1}
	if !v.Value.Known {
		p.noData(inner)
		return
	}
	prefix := "hs"
	if s.Diverging {
		prefix = "hd"
	}
	step := prefix + strconv.Itoa(max(v.Step, 1))
	ink := p.color(step + "-t")
	p.rect(inner, p.color(step))
	base := r.Y + 25
	if r.H < matrixStage {
		base = r.Y + 21
	}
	x := r.X + 10
	x += p.value(metric.Format(m, v.Value.Value), x, base, ink) + 6
	if s.Diverging {
		p.text(s.Sign(v.Step), x, base, 24, 13, true, ink)
	}
	p.spark(v.Trend, layout.Rect{X: r.Right() - 62, Y: base - 13, W: 50, H: 13}, ink)
	p.sample(r, v, ink)
	p.bullet(m, v.Value.Value, layout.Rect{X: r.Right() - 62, Y: r.Bottom() - 20, W: 50, H: 10}, ink)
}

// value writes a number large, or smaller where it would meet its trend.
func (p *matrixPen) value(text string, x, base float64, ink scene.Color) float64 {
	const room = 52
	size := 16.0
	if layout.NewLine(text, layout.Style{Size: size, Bold: true}).Width > room {
		size = 12.5
	}
	return p.text(text, x, base, 68, size, true, ink)
}

func (p *matrixPen) noData(r layout.Rect) {
	p.items = append(p.items, scene.Rect{Rect: r, Fill: p.color("surface"), Hatch: scene.Hatch{Width: 1, Every: 5, Color: p.color("line2")}})
	line := layout.NewLine("no data", layout.Style{Size: 11})
	plate := layout.Rect{X: r.Center().X - line.Width/2 - 7, Y: r.Center().Y - 9, W: line.Width + 14, H: 18}
	p.items = append(p.items, scene.Rect{Rect: plate, Radius: 3, Fill: p.color("surface")})
	p.text("no data", plate.X+7, r.Center().Y+4, 80, 11, false, p.color("text2"))
}

// sample says how many a value stands for; a small sample is underlined with dots and has a dark
// corner.
func (p *matrixPen) sample(r layout.Rect, v metric.Value, ink scene.Color) {
	text := "n " + metric.FormatN(v.N)
	if v.Small {
		text += " small"
	}
	y := r.Bottom() - 12
	width := p.text(text, r.X+10, y, 74, 10.5, false, ink)
	if !v.Small {
		return
	}
	p.items = append(p.items, scene.Path{
		Segments: []layout.Segment{{Op: 'M', Points: [3]layout.Point{{X: r.X + 10, Y: y + 3}}}, {Op: 'L', Points: [3]layout.Point{{X: r.X + 10 + width, Y: y + 3}}}},
		Stroke:   scene.Stroke{Width: 1.5, Color: ink, Dash: []float64{1.5, 1.5}},
	})
	p.items = append(p.items, scene.Path{
		Segments: []layout.Segment{
			{Op: 'M', Points: [3]layout.Point{{X: r.Right() - 14, Y: r.Y}}},
			{Op: 'L', Points: [3]layout.Point{{X: r.Right() - 1, Y: r.Y}}},
			{Op: 'L', Points: [3]layout.Point{{X: r.Right() - 1, Y: r.Y + 13}}},
		},
		Closed: true, Fill: ink,
	})
}

// spark draws the last six values with a dot at the end.
func (p *matrixPen) spark(trend []metric.Point, r layout.Rect, ink scene.Color) {
	if len(trend) > 6 {
		trend = trend[len(trend)-6:]
	}
	if len(trend) == 0 {
		return
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, point := range trend {
		low, high = min(low, point.Value), max(high, point.Value)
	}
	var path []layout.Segment
	var at layout.Point
	for i, point := range trend {
		share, across := 0.5, 1.0
		if high > low {
			share = (point.Value - low) / (high - low)
		}
		if len(trend) > 1 {
			across = float64(i) / float64(len(trend)-1)
		}
		at = layout.Point{X: r.X + r.W*across, Y: r.Bottom() - r.H*share}
		op := byte('L')
		if i == 0 {
			op = 'M'
		}
		path = append(path, layout.Segment{Op: op, Points: [3]layout.Point{at}})
	}
	if len(path) > 1 {
		p.items = append(p.items, scene.Path{Segments: path, Stroke: scene.Stroke{Width: 1.4, Color: ink, Round: true}})
	}
	p.dot(at.X, at.Y, 2.2, ink)
}

// bullet draws a track with a tick at the target and a dot at the value.
func (p *matrixPen) bullet(m *model.Metric, value float64, r layout.Rect, ink scene.Color) {
	low, high := scaleOf(m, value)
	at := func(v float64) float64 { return r.X + r.W*min(max((v-low)/(high-low), 0), 1) }
	y := r.Center().Y
	p.line(r.X, y, r.Right(), y, 1, scene.Fade(ink, 0.55))
	if m.Target.Known {
		p.line(at(m.Target.Value), r.Y, at(m.Target.Value), r.Bottom(), 2, ink)
	}
	p.dot(at(value), y, 3.2, ink)
}

// header draws the metrics' names, directions and targets. The focused column has an accent foot.
func (p *matrixPen) header(t *matrixTable, focused int) *scene.Layer {
	if t.swapped {
		return p.placesAcross(t)
	}
	var groups []*scene.Group
	for column, h := range t.heats {
		m := h.Metric
		x := matrixColumn * float64(column)
		r := layout.Rect{X: x, W: matrixColumn, H: matrixHeader}
		p.rect(layout.Rect{X: x, W: matrixColumn - 1, H: matrixHeader - 1}, p.color("step-bg"))
		p.rect(layout.Rect{X: x + matrixColumn - 1, W: 1, H: matrixHeader}, p.color("line"))
		p.rect(layout.Rect{X: x, Y: matrixHeader - 1, W: matrixColumn, H: 1}, p.color("line2"))
		if column == focused {
			p.rect(layout.Rect{X: x, Y: matrixHeader - 3, W: matrixColumn, H: 3}, p.color("accent"))
		}
		p.metric(m, layout.Point{X: x}, matrixColumn)
		groups = append(groups, p.group(r))
	}
	return scene.NewLayer(layout.Rect{W: t.size().X, H: matrixHeader}, p.color("step-bg"), groups)
}

// metric draws the name, direction and target of a metric in a box of a width.
func (p *matrixPen) metric(m *model.Metric, at layout.Point, width float64) {
	p.text(m.Name, at.X+10, at.Y+21, width-16, 12.5, true, p.color("text"))
	arrow := "arrow-up"
	if m.Direction == model.LowerIsBetter {
		arrow = "arrow-down"
	}
	p.icon(arrow, at.X+9, at.Y+28, 12, p.color("text2"))
	p.text(metric.DirectionText(m), at.X+24, at.Y+38, width-30, 11, false, p.color("text2"))
	text := metric.TargetText(m)
	if text == "" {
		p.text("no target", at.X+10, at.Y+54, width-16, 11, false, p.color("text2"))
		return
	}
	p.icon("target", at.X+9, at.Y+44, 12, p.color("text"))
	taken := p.text(text, at.X+24, at.Y+54, width-30, 11, false, p.color("text"))
	if rest := width - 36 - taken; rest > 20 {
		p.text(metric.ScaleText(m), at.X+30+taken, at.Y+54, rest, 11, false, p.color("text2"))
	}
}

// labels draws the rows' names.
func (p *matrixPen) labels(t *matrixTable, focused int) *scene.Layer {
	if t.swapped {
		return p.metricsDown(t, focused)
	}
	var groups []*scene.Group
	for _, r := range t.rows {
		box := layout.Rect{Y: r.y, W: matrixLabel, H: r.h}
		fill := "panel"
		if r.stage == nil {
			fill = "stage-bg"
		}
		p.rect(layout.Rect{Y: r.y, W: matrixLabel - 1, H: r.h - 1}, p.color(fill))
		p.rect(layout.Rect{X: matrixLabel - 1, Y: r.y, W: 1, H: r.h}, p.color("line2"))
		p.rect(layout.Rect{Y: r.y + r.h - 1, W: matrixLabel, H: 1}, p.color("line"))
		p.rowLabel(r, box.Center().Y+4)
		groups = append(groups, p.group(box))
	}
	return scene.NewLayer(layout.Rect{W: matrixLabel, H: t.size().Y}, p.color("panel"), groups)
}

func (p *matrixPen) rowLabel(r matrixRow, base float64) {
	switch {
	case r.stage == nil:
		p.text(r.title, 30, base, matrixLabel-40, 12.5, true, p.color("text"))
	case r.step != nil:
		width := p.text(r.number, 36, base, 40, 12, false, p.color("text2"))
		p.text(r.title, 36+width+7, base, matrixLabel-36-width-15, 12, false, p.color("text"))
	default:
		chevron := "chevron-right"
		if r.open {
			chevron = "chevron-down"
		}
		p.icon(chevron, 10, base-10.5, 13, p.color("text2"))
		p.numberDisc(r.number, layout.Point{X: 39, Y: base - 4})
		p.text(r.title, 55, base, matrixLabel-63, 12.5, false, p.color("text"))
	}
}

// corner says what the numbers stand for.
func (p *matrixPen) corner(t *matrixTable, period string) *scene.Layer {
	r := layout.Rect{W: matrixLabel, H: matrixHeader}
	p.rect(layout.Rect{X: matrixLabel - 1, W: 1, H: matrixHeader}, p.color("line2"))
	p.rect(layout.Rect{Y: matrixHeader - 1, W: matrixLabel, H: 1}, p.color("line2"))
	title := "Stage"
	if t.swapped {
		title = "Metric"
	}
	p.text(title, 10, 21, 180, 12.5, true, p.color("text"))
	if period == "" {
		period = "no data yet"
	}
	p.text("Numbers: "+period, 10, 38, matrixLabel-20, 11, false, p.color("text2"))
	p.text("Trend: last 6 periods", 10, 54, matrixLabel-20, 11, false, p.color("text2"))
	return scene.NewLayer(r, p.color("step-bg"), []*scene.Group{p.group(r)})
}
