package export

import (
	"fmt"
	"math"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// The measures of the pages of measured values, in points at unit 1.
const (
	figureNames  = 170.0 // the column of stages and steps
	figureColumn = 128.0 // the least width of a metric
	figureWidest = 220.0
	figureHead   = 52.0
	figureRow    = 27.0
	figureTrend  = 34.0 // the width of a trend
	figureFoot   = 14.0 // the line below the matrix
)

// figurePages is the matrix on paper: a row for each stage and step, a column for each metric, and in each
// field the value with its verdict, how many answers it stands for, its 95 % interval and its trend.
type figurePages struct {
	frame *frame
	heats []*metric.Heat
	rows  []figurePlace
	page  *textPage
	width float64 // of a metric's column
}

// figurePlace is a row of the matrix; it has the whole journey without a stage.
type figurePlace struct {
	stage *model.Stage
	step  *model.Step
	name  string
}

func (r figurePlace) of(h *metric.Heat) (metric.Value, metric.Scale) {
	switch {
	case r.step != nil:
		return h.Steps[r.step.ID], h.Scale
	case r.stage != nil:
		return h.Stages[r.stage.ID], h.StageScale
	}
	return h.Whole, h.StageScale
}

// figureSheets are the pages of measured values: metrics that do not fit beside each other, and steps that do
// not fit below each other, go on on further pages.
func (f *frame) figureSheets() []sheet {
	p := &figurePages{frame: f, heats: measuredHeats(f.doc, f.journey), rows: figureRows(f.journey)}
	if len(p.heats) == 0 {
		return nil
	}
	room := f.content.W - figureNames*f.unit
	across := min(max(int(room/(figureColumn*f.unit)), 1), len(p.heats))
	p.width = min(room/float64(across), figureWidest*f.unit)
	var out []sheet
	for from := 0; from < len(p.heats); from += across {
		for row := 0; row < len(p.rows); {
			title, bookmark := "Measured values by step", ""
			if len(out) == 0 {
				bookmark = "Measured values"
			} else {
				title += ", continued"
			}
			p.page = f.newTextPage(title, "of "+f.journey.Title)
			row = p.draw(p.heats[from:min(from+across, len(p.heats))], row)
			out = append(out, p.page.sheet(bookmark))
		}
	}
	return out
}

// figureRows are the whole journey, and each stage with its steps.
func figureRows(j *model.Journey) []figurePlace {
	rows := []figurePlace{{name: "Whole journey"}}
	for i, st := range j.Stages {
		rows = append(rows, figurePlace{stage: st, name: fmt.Sprintf("%d %s", i+1, st.Title)})
		for _, s := range st.Steps {
			rows = append(rows, figurePlace{stage: st, step: s, name: j.StepNumber(s.ID) + " " + s.Title})
		}
	}
	return rows
}

// draw fills a page from a row on and returns the row that the next page begins with.
func (p *figurePages) draw(heats []*metric.Heat, from int) int {
	u, area := p.page.unit, p.page.area
	for i, h := range heats {
		p.head(h, layout.Rect{X: area.X + figureNames*u + float64(i)*p.width, Y: area.Y, W: p.width, H: figureHead * u})
	}
	y := area.Y + figureHead*u
	row := from
	for ; row < len(p.rows) && (row == from || y+(figureRow+figureFoot)*u <= area.Bottom()); row++ {
		r := p.rows[row]
		box := layout.Rect{X: area.X, Y: y, W: figureNames * u, H: figureRow * u}
		indent, fill := 0.0, "stage-bg"
		if r.step != nil {
			indent, fill = 10*u, "board"
		}
		p.page.rect(box, 0, fill, p.page.stroke(0.5, "line2"))
		p.page.text(box.X+5*u+indent, box.Center().Y+3*u, r.name, p.page.style(valueText, r.step == nil), "text", box.W-10*u-indent)
		for i, h := range heats {
			v, scale := r.of(h)
			p.field(h, v, scale, layout.Rect{X: area.X + figureNames*u + float64(i)*p.width, Y: y, W: p.width, H: box.H})
		}
		y += box.H
	}
	p.page.text(area.X, y+10*u, "In each field: the value with its verdict, n, the 95 % confidence interval where the single answers are known, and the trend of the last periods. "+
		"Every single value stands on the sheet “"+valuesSheet+"” of the workbook.", p.page.style(labelText, false), "text2", area.W)
	return row
}

// head names a metric: how it is read and how its values came about.
func (p *figurePages) head(h *metric.Heat, box layout.Rect) {
	u, m := p.page.unit, h.Metric
	p.page.rect(box, 0, "step-bg", p.page.stroke(0.5, "line2"))
	x, room := box.X+5*u, box.W-10*u
	p.page.text(x, box.Y+13*u, m.Name, p.page.style(10, true), "text", room)
	p.page.text(x, box.Y+24*u, metric.DirectionText(m), p.page.style(labelText, false), "text2", room)
	target := "no target"
	if t := metric.TargetText(m); t != "" {
		target = "target " + t
	}
	p.page.text(x, box.Y+34*u, target, p.page.style(labelText, true), "text", room)
	how := joinWords(nonEmpty(periodsWords(h.Query.Period, h.Periods), h.Query.Segment, metric.AggregationText(m.Aggregation)))
	p.page.text(x, box.Y+44*u, how, p.page.style(labelText, false), "text2", room)
}

// field is a value with all that is needed to judge it.
func (p *figurePages) field(h *metric.Heat, v metric.Value, scale metric.Scale, box layout.Rect) {
	u := p.page.unit
	look := heatLook(p.page.theme, scale.Diverging, v.Step)
	p.page.items = append(p.page.items, scene.Rect{Rect: box, Fill: look.fill, Hatch: look.hatch, Stroke: p.page.stroke(0.5, "line2")})
	if !v.Value.Known {
		p.page.plated(box.Center().X, box.Center().Y+3*u, "no data", p.page.style(labelText, false), look)
		return
	}
	text := metric.Format(h.Metric, v.Value.Value)
	if sign := scale.Sign(v.Step); sign != "" && scale.Diverging {
		text += " " + sign
	}
	under := "n " + metric.FormatN(v.N)
	if v.Small {
		under += " small"
	}
	if low, high, ok := metric.Interval(h.Metric, v); ok {
		under += ", " + metric.Format(h.Metric, low) + " to " + metric.Format(h.Metric, high)
	}
	p.left(box.X+5*u, box.Y+11.5*u, text, p.page.style(10, true), look, box.W-(figureTrend+14)*u)
	p.left(box.X+5*u, box.Y+22*u, under, p.page.style(labelText, false), look, box.W-8*u)
	p.trend(v.Trend, layout.Rect{X: box.Right() - (figureTrend+5)*u, Y: box.Y + 3.5*u, W: figureTrend * u, H: 9.5 * u}, look)
}

// left is plated text that begins at x.
func (p *figurePages) left(x, y float64, text string, st layout.Style, look heatStyle, room float64) {
	l := fitted(text, st, room)
	p.page.plated(x+l.Width/2, y, l.Text, st, look)
}

// trend is the line of the last periods, with its end.
func (p *figurePages) trend(points []metric.Point, box layout.Rect, look heatStyle) {
	const most = 6
	points = points[max(len(points)-most, 0):]
	if len(points) < 2 {
		return
	}
	if look.hatch.Every > 0 {
		p.page.items = append(p.page.items, scene.Rect{Rect: box.Inset(-1.5 * p.page.unit), Fill: look.fill})
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, q := range points {
		low, high = min(low, q.Value), max(high, q.Value)
	}
	path := scene.Path{Stroke: scene.Stroke{Width: 0.9 * p.page.unit, Color: look.text}}
	for i, q := range points {
		x, y := box.X+box.W*float64(i)/float64(len(points)-1), box.Center().Y
		if high > low {
			y = box.Bottom() - box.H*(q.Value-low)/(high-low)
		}
		if i == 0 {
			path.Segments = append(path.Segments, move(x, y))
			continue
		}
		path.Segments = append(path.Segments, line(x, y))
	}
	end := path.Segments[len(path.Segments)-1].Points[0]
	p.page.items = append(p.page.items, path, scene.Path{Segments: circle(end, 1.6*p.page.unit), Closed: true, Fill: look.text})
}
