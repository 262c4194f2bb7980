package scene

import (
	"math"

	"stagecraft/canvas/layout"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// values is a metric's values at the steps of a journey. Rows are drawn anew when it is another one.
type values struct {
	metric *model.Metric
	of     *measured
	heat   *metric.Heat // nil when it could not be computed
	low    float64      // of the bars
	high   float64
}

// newValues computes a metric over the layout's journey.
func newValues(l *layout.Layout, m *model.Metric, of *measured) *values {
	v := &values{metric: m, of: of}
	if h, err := metric.Compute(l.Workspace, metric.Query{Metric: m.ID, Journey: l.Journey.ID}); err == nil {
		v.heat = h
		v.low, v.high = barScale(m, h)
	}
	return v
}

// barScale is the range of the bars: the metric's scale, or else from zero to what there is.
func barScale(m *model.Metric, h *metric.Heat) (low, high float64) {
	least, most := 0.0, m.Target.Or(0)
	for _, v := range h.Steps {
		least, most = min(least, v.Value.Or(0)), max(most, v.Value.Or(0))
	}
	from, to := metric.ValueScale(m)
	low, high = from.Or(least), to.Or(most)
	if high <= low {
		high = low + 1
	}
	return low, high
}

// share is where a value lies on the bar, 0..1.
func (v *values) share(value float64) float64 {
	return min(max((value-v.low)/(v.high-v.low), 0), 1)
}

// bars draws the values of a metric lane.
func (d *rowDrawer) bars() []Placed {
	if d.key.values == nil {
		return nil
	}
	var placed []Placed
	for _, b := range d.l.Bars {
		if b.Row == d.index {
			placed = append(placed, Placed{Group: d.bar(b.Column, b.Rect.Move(layout.Point{Y: -d.row.Y}))})
		}
	}
	return placed
}

func (d *rowDrawer) bar(column int, r layout.Rect) *Group {
	v := d.key.values
	c := &d.l.Columns[column]
	var value metric.Value
	place := ", step " + c.Number
	switch {
	case v.heat == nil:
	case c.Closed:
		place = ", stage " + c.Number
		value = v.heat.Stages[d.l.Stages[c.Stage].Stage.ID]
	default:
		value = v.heat.Steps[c.Step.ID]
	}
	p := &pen{}
	label := v.metric.Name + place + ", no data"
	if value.Value.Known {
		d.figures(p, r, value)
		d.track(p, r, value)
		label = v.metric.Name + place + ", " + metric.Format(v.metric, value.Value.Value) + ", n " + metric.FormatN(value.N)
	} else {
		d.noData(p, r)
	}
	return &Group{Ref: columnRef(d.l, column),
		Bounds: p.bounds, Items: p.items, Label: label}
}

// columnRef names the step of a column, or the stage that it is.
func columnRef(l *layout.Layout, column int) model.Ref {
	c := &l.Columns[column]
	if c.Closed {
		return model.Ref{Kind: model.StageRecord, Journey: l.Journey.ID, ID: string(l.Stages[c.Stage].Stage.ID)}
	}
	return model.Ref{Kind: model.StepRecord, Journey: l.Journey.ID, ID: string(c.Step.ID)}
}

var (
	valueStyle   = layout.Style{Size: 13, Bold: true}
	verdictStyle = layout.Style{Size: 11, Bold: true}
	sizeStyle    = layout.Style{Size: 10}
)

const (
	figureRow   = 17
	sparkWidth  = 44
	sparkHeight = 15
	sparkPoints = 6
)

// figures draws the value, its verdict, its course and its n.
func (d *rowDrawer) figures(p *pen, r layout.Rect, value metric.Value) {
	v := d.key.values
	line := layout.NewLine(metric.Format(v.metric, value.Value.Value), valueStyle)
	x := r.X
	p.text(layout.Point{X: x, Y: r.Y + baseline(valueStyle, figureRow)}, line, d.t.Token("text"), readable)
	x += line.Width + 4
	if sign := v.heat.Scale.Sign(value.Step); v.heat.Scale.Diverging {
		verdict := layout.NewLine(sign, verdictStyle)
		p.text(layout.Point{X: x, Y: r.Y + baseline(verdictStyle, figureRow)}, verdict, d.t.Token("text"), readable)
		x += max(13, verdict.Width) + 4
	}
	n := layout.NewLine("n "+metric.FormatN(value.N), sizeStyle)
	left := r.Right() - n.Width
	if value.N > 0 && left > x {
		p.text(layout.Point{X: left, Y: r.Y + baseline(sizeStyle, figureRow)}, n, d.t.Token("text2"), full)
		if value.Small {
			y := r.Y + 15.5
			p.path(Path{Segments: polyline(layout.Point{X: left, Y: y}, layout.Point{X: r.Right(), Y: y}),
				Stroke: Stroke{Width: 1.5, Color: d.t.Token("text"), Dash: []float64{0.1, 2.6}, Round: true}, Zoom: full})
		}
	}
	if x+sparkWidth <= left-2 {
		d.spark(p, layout.Rect{X: x, Y: r.Y + 1, W: sparkWidth, H: sparkHeight}, value.Trend)
	}
}

// spark draws the course of the last values, with a dot at the latest.
func (d *rowDrawer) spark(p *pen, r layout.Rect, trend []metric.Point) {
	trend = trend[max(len(trend)-sparkPoints, 0):]
	if len(trend) < 2 {
		return
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, t := range trend {
		low, high = min(low, t.Value), max(high, t.Value)
	}
	points := make([]layout.Point, len(trend))
	for i, t := range trend {
		share := 0.5
		if high > low {
			share = (t.Value - low) / (high - low)
		}
		points[i] = layout.Point{X: r.X + 2 + float64(i)*(r.W-4)/float64(len(trend)-1), Y: r.Bottom() - 2 - share*(r.H-4)}
	}
	p.path(Path{Segments: polyline(points...), Stroke: Stroke{Width: 1.4, Color: d.t.Token("text2"), Round: true}, Zoom: readable})
	p.disc(points[len(points)-1], 2, d.t.Token("text"), Stroke{}, readable)
}

// track draws the bar with the tick of the target. A value short of the target is paler.
func (d *rowDrawer) track(p *pen, r layout.Rect, value metric.Value) {
	v := d.key.values
	const top, height = figureRow + 5, 7
	y := r.Y + top + 3
	p.rect(Rect{Rect: layout.Rect{X: r.X, Y: y, W: r.W, H: height}, Fill: d.t.Token("z-insight-soft"),
		Stroke: Stroke{Width: 0.5, Color: d.t.Token("grid")}, Zoom: atLeast})
	ink := d.t.Token("z-insight")
	if value.Step > 0 && value.Step < 3 && v.heat.Scale.Diverging {
		ink = mix(ink, d.t.Token("z-insight-soft"), 0.62)
	}
	p.bar(r.X, y, r.W*v.share(value.Value.Value), height, ink, atLeast)
	if v.metric.Target.Known {
		p.bar(r.X+r.W*v.share(v.metric.Target.Value)-1, y-3, 2, height+6, d.t.Token("text"), shaped)
	}
}

// noData draws the hatched field of a step without values.
func (d *rowDrawer) noData(p *pen, r layout.Rect) {
	_, _, hatch := d.t.Heat(true, 0)
	r = layout.Rect{X: r.X, Y: r.Y + 1, W: r.W, H: r.H - 2}
	p.rect(Rect{Rect: r.Inset(0.5), Hatch: hatch, Stroke: Stroke{Width: 1, Color: d.t.Token("line2"), Dash: []float64{4, 3}}, Zoom: atLeast})
	line := layout.NewLine("no data", noneStyle)
	plate := layout.Rect{X: r.Center().X - line.Width/2 - 3, Y: r.Center().Y - 7, W: line.Width + 6, H: 14}
	p.rect(Rect{Rect: plate, Radius: 2, Fill: d.t.Token("z-insight-band"), Zoom: readable})
	p.text(layout.Point{X: plate.X + 3, Y: plate.Y + baseline(noneStyle, 14)}, line, d.t.Token("text2"), readable)
}
