package export

import (
	"math"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// Measures of the legend at unit 1, in points.
const (
	legendRow    = 4.1 * perMM
	legendHead   = 5.2 * perMM // the heading's share of a section
	legendPad    = 2.1 * perMM
	legendHeight = 35 * perMM
	legendWidth  = 235 * perMM
	legendRows   = 7 // rows below a heading that fit the legend's height
)

// entry is one sign and its meaning. sign draws around the middle of the row.
type entry struct {
	room  float64 // the sign's width at unit 1
	sign  func(s *sketch, x, y float64)
	words string
}

// section is one block of the legend.
type section struct {
	title   string
	entries []entry
	columns int                                     // of entries, filled from the top
	custom  func(s *sketch, r layout.Rect)          // draws heading and all below it instead of entries
	least   func(s *sketch) (width, height float64) // of a custom section
}

// legend is the signs that a map uses, arranged for a width of paper.
type legend struct {
	sections []section
	theme    *scene.Theme
	unit     float64
	rows     [][]placedSection
	size     layout.Point
}

type placedSection struct {
	section  *section
	x, width float64
	height   float64
}

// shrinks are the sizes that a legend may take to stay in one row.
var shrinks = []float64{1, 0.95, 0.9, 0.85}

// fitLegend arranges the legend in one row where a slightly smaller size makes that possible.
func fitLegend(d Document, j *model.Journey, theme *scene.Theme, unit, room float64) *legend {
	for _, shrink := range shrinks {
		if g := newLegend(d, j, theme, unit*shrink, room); len(g.rows) < 2 {
			g.fill(room, unit)
			return g
		}
	}
	g := newLegend(d, j, theme, unit, room)
	g.fill(room, unit)
	return g
}

// newLegend arranges the legend of a journey in rows no wider than room.
func newLegend(d Document, j *model.Journey, theme *scene.Theme, unit, room float64) *legend {
	g := &legend{sections: legendSections(d, j), theme: theme, unit: unit}
	s := &sketch{theme: theme, unit: unit}
	var row []placedSection
	x := 0.0
	for i := range g.sections {
		w, h := s.measure(&g.sections[i])
		if x+w > room && len(row) > 0 {
			g.rows = append(g.rows, row)
			row, x = nil, 0
		}
		w = math.Min(w, room)
		row = append(row, placedSection{&g.sections[i], x, w, h})
		x += w
	}
	if len(row) > 0 {
		g.rows = append(g.rows, row)
	}
	return g
}

// fill sets the legend's size, the design's at unit where the signs leave room, and makes every row as
// wide as the widest.
func (g *legend) fill(room, unit float64) {
	for _, row := range g.rows {
		last := row[len(row)-1]
		g.size.X = math.Max(g.size.X, last.x+last.width)
	}
	if len(g.sections) > 0 && g.sections[len(g.sections)-1].custom != nil {
		g.size.X = math.Max(g.size.X, math.Min(room, legendWidth*unit))
	}
	for _, row := range g.rows {
		last := &row[len(row)-1]
		last.width = g.size.X - last.x
		g.size.Y += rowHeight(row)
	}
	if len(g.rows) == 1 {
		g.size.Y = math.Max(g.size.Y, legendHeight*unit)
	}
}

func rowHeight(row []placedSection) float64 {
	h := 0.0
	for _, p := range row {
		h = math.Max(h, p.height)
	}
	return h
}

// measure returns a section's natural size.
func (s *sketch) measure(c *section) (w, h float64) {
	title := layout.NewLine(c.title, s.style(legendText, true)).Width
	pad := legendPad * s.unit
	if c.custom != nil {
		w, h = c.least(s)
		return w + 2*pad, legendHead*s.unit + h + 0.6*pad
	}
	for _, column := range c.split() {
		w += s.columnWidth(column) + 6*s.unit
	}
	w -= 6 * s.unit
	rows := len(c.split()[0])
	return math.Max(w, title) + 2*pad, (legendHead+float64(rows)*legendRow)*s.unit + 0.6*pad
}

func (c *section) split() [][]entry {
	n := max(c.columns, 1)
	each := (len(c.entries) + n - 1) / n
	var out [][]entry
	for from := 0; from < len(c.entries); from += each {
		out = append(out, c.entries[from:min(from+each, len(c.entries))])
	}
	return out
}

func (s *sketch) columnWidth(column []entry) float64 {
	w := 0.0
	for _, e := range column {
		w = math.Max(w, (e.room+5)*s.unit+layout.NewLine(e.words, s.style(legendText, false)).Width)
	}
	return w
}

// group draws the legend with its upper left corner at a point of the paper.
func (g *legend) group(at layout.Point, ref model.Ref) *scene.Group {
	s := &sketch{theme: g.theme, unit: g.unit}
	frame := layout.Rect{X: at.X, Y: at.Y, W: g.size.X, H: g.size.Y}
	s.rect(frame, 0, "board", scene.Stroke{})
	y := at.Y
	for i, row := range g.rows {
		height := rowHeight(row)
		if len(g.rows) == 1 {
			height = g.size.Y
		}
		if i > 0 {
			s.line(frame.X, y, frame.Right(), y, s.stroke(0.75, "line"))
		}
		for k, p := range row {
			r := layout.Rect{X: at.X + p.x, Y: y, W: p.width, H: height}
			if k > 0 {
				s.line(r.X, r.Y, r.X, r.Bottom(), s.stroke(0.75, "line"))
			}
			s.section(p.section, r)
		}
		y += height
	}
	s.rect(frame, 0, "", s.stroke(0.75, "line2"))
	return s.group("Legend", ref)
}

func (s *sketch) section(c *section, r layout.Rect) {
	pad := legendPad * s.unit
	s.text(r.X+pad, r.Y+10.5*s.unit, c.title, s.style(legendText, true), "text", r.W-1.5*pad)
	top := r.Y + legendHead*s.unit
	if c.custom != nil {
		c.custom(s, layout.Rect{X: r.X + pad, Y: top, W: r.W - 2*pad, H: r.Bottom() - top})
		return
	}
	x := r.X + pad
	for _, column := range c.split() {
		for i, e := range column {
			s.entry(e, x, top+(float64(i)+0.5)*legendRow*s.unit)
		}
		x += s.columnWidth(column) + 6*s.unit
	}
}

// entry draws a sign and its meaning around the middle y of a row.
func (s *sketch) entry(e entry, x, y float64) {
	e.sign(s, x, y)
	s.text(x+(e.room+5)*s.unit, y+2.7*s.unit, e.words, s.style(legendText, false), "text", 0)
}
