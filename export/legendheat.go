package export

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// heatHeading is "Heat: Effort (CES), 1–5, lower is better, target max 2.5".
func heatHeading(m *model.Metric) string {
	parts := []string{"Heat: " + m.Name}
	if scale := metric.ScaleText(m); scale != "" {
		parts = append(parts, scale)
	}
	parts = append(parts, metric.DirectionText(m))
	if target := metric.TargetText(m); target != "" {
		parts = append(parts, "target "+target)
	}
	return strings.Join(parts, ", ")
}

// Measures of the heat section at unit 1, in points.
const (
	fieldHeight = 25.5
	fieldsPlace = 29.0 // fields and the gap below them
	sourceLine  = 9.4
	leastFields = 165.0
)

// heatSection explains the tint: the five steps with their limits, how a value, a small sample and a
// missing value look, and where the figures come from.
func heatSection(d Document) section {
	h := d.Heat
	fields, notes, source := h.Legend(), heatNotes(h), SourceText(h)
	return section{
		least: func(s *sketch) (float64, float64) {
			w := leastFields * s.unit
			for _, f := range fields {
				w = math.Max(w, 5*(layout.NewLine(f.Text, s.style(labelText, false)).Width+3*s.unit))
			}
			w = math.Max(w, s.columnWidth(notes[1:2])+s.columnWidth(notes[2:])+8*s.unit)
			return w, (fieldsPlace + 2*legendRow + 2*sourceLine + 2) * s.unit
		},
		custom: func(s *sketch, r layout.Rect) {
			heading, _ := layout.Wrap(plainText(heatHeading(h.Metric), true), s.style(legendText, true), r.W, 2)
			for i, l := range heading {
				s.place(r.X, r.Y-(legendHead-10.5-float64(i)*sourceLine)*s.unit, l, "text")
			}
			if len(heading) > 1 {
				r.Y += sourceLine * s.unit
			}
			s.heatFields(fields, h.Scale.Diverging, layout.Rect{X: r.X, Y: r.Y, W: r.W, H: fieldHeight * s.unit})
			y := r.Y + (fieldsPlace+legendRow/2)*s.unit
			s.entry(notes[0], r.X, y)
			y += legendRow * s.unit
			s.entry(notes[1], r.X, y)
			s.entry(notes[2], r.X+s.columnWidth(notes[1:2])+8*s.unit, y)
			y += (legendRow/2 + 7.5) * s.unit
			lines, _ := layout.Wrap(plainText(source, true), s.style(legendText, false), r.W, 3-max(len(heading), 1))
			for i, l := range lines {
				s.place(r.X, y+float64(i)*sourceLine*s.unit, l, "text")
			}
		},
	}
}

// heatFields draws the five steps side by side.
func (s *sketch) heatFields(fields []metric.LegendStep, diverging bool, r layout.Rect) {
	if len(fields) == 0 {
		s.text(r.X, r.Y+15*s.unit, "nothing was measured here", s.style(legendText, false), "text", r.W)
		return
	}
	w := r.W / float64(len(fields))
	for i, f := range fields {
		box := layout.Rect{X: r.X + float64(i)*w, Y: r.Y, W: w, H: r.H}
		look := heatLook(s.theme, diverging, f.Step)
		s.items = append(s.items, scene.Rect{Rect: box, Fill: look.fill, Hatch: look.hatch, Stroke: s.stroke(0.75, "text")})
		s.plated(box.Center().X, box.Y+10.5*s.unit, f.Sign, s.style(8, true), look)
		s.plated(box.Center().X, box.Y+20*s.unit, f.Text, s.style(labelText, false), look)
	}
}

// plated is text on a plain plate where the field below is hatched, so that no line runs through it.
func (s *sketch) plated(x, y float64, text string, st layout.Style, look heatStyle) {
	l := layout.NewLine(text, st)
	if look.hatch.Every > 0 {
		up, down, _ := layout.Metrics(st)
		s.items = append(s.items, scene.Rect{Rect: layout.Rect{X: x - l.Width/2 - 1.5*s.unit, Y: y - up*0.8, W: l.Width + 3*s.unit, H: up*0.8 + down*0.6}, Fill: look.fill})
	}
	s.items = append(s.items, scene.Text{At: layout.Point{X: x - l.Width/2, Y: y}, Line: l, Color: look.text})
}

// heatNotes are the signs of a value, of a small sample and of a missing value.
func heatNotes(h *metric.Heat) []entry {
	good, bad := sampleValues(h)
	style := layout.Style{Size: legendText, Bold: true}
	room := math.Max(30, 8+math.Max(layout.NewLine(good, style).Width, layout.NewLine(bad, style).Width))
	chip := func(words, value string, small bool) entry {
		return entry{room, func(s *sketch, x, y float64) {
			stroke := s.stroke(0.75, "text")
			if small {
				stroke = s.stroke(1, "text", 1, 1.6)
			}
			s.rect(layout.Rect{X: x, Y: y - 4.8*s.unit, W: room * s.unit, H: 9.6 * s.unit}, 3*s.unit, "board", stroke)
			s.textCenter(x+room/2*s.unit, y+2.7*s.unit, value, s.style(legendText, true), "text", 0)
		}, words}
	}
	words := "value and verdict, always printed"
	if !h.Scale.Diverging {
		words = "value, always printed"
	}
	return []entry{
		chip(words, bad, false),
		chip(fmt.Sprintf("small sample, n below %d", smallLimit(h.Metric)), good, true),
		{20, func(s *sketch, x, y float64) {
			look := heatLook(s.theme, h.Scale.Diverging, 0)
			s.items = append(s.items, scene.Rect{Rect: layout.Rect{X: x, Y: y - 4.2*s.unit, W: 20 * s.unit, H: 8.4 * s.unit},
				Fill: look.fill, Hatch: look.hatch, Stroke: s.stroke(0.6, "line2")})
		}, "no data"},
	}
}

func smallLimit(m *model.Metric) int {
	if m.SmallN > 0 {
		return m.SmallN
	}
	return 30
}

// sampleValues returns two of the map's own values with their verdicts, the best and the worst.
func sampleValues(h *metric.Heat) (good, bad string) {
	signs := map[int]string{}
	for _, f := range h.Legend() {
		signs[f.Step] = f.Sign
	}
	var values []metric.Value
	for _, v := range h.Steps {
		if v.Value.Known {
			values = append(values, v)
		}
	}
	for _, v := range h.Stages {
		if v.Value.Known {
			values = append(values, v)
		}
	}
	if len(values) == 0 {
		sample := metric.Format(h.Metric, h.Metric.Target.Or(1)) + " ="
		return sample, sample
	}
	slices.SortFunc(values, func(a, b metric.Value) int {
		if a.Step != b.Step {
			return a.Step - b.Step
		}
		if a.Value.Value < b.Value.Value {
			return -1
		}
		return 1
	})
	say := func(v metric.Value) string {
		if !h.Scale.Diverging {
			return metric.Format(h.Metric, v.Value.Value)
		}
		return metric.Format(h.Metric, v.Value.Value) + " " + signs[v.Step]
	}
	return say(values[len(values)-1]), say(values[0])
}

// SourceText says where the values of a heat map come from, how many answers they stand for and of which
// time: "Source: csat_2025-09.csv, n 1,284, September 2025". It is empty when nothing is known.
func SourceText(h *metric.Heat) string {
	var names []string
	for _, s := range h.Sources {
		name := s.File
		if name == "" {
			name = s.Name
		}
		if name != "" {
			names = append(names, name)
		}
	}
	var parts []string
	switch {
	case len(names) > 2:
		parts = append(parts, fmt.Sprintf("Sources: %s and %d more", names[0], len(names)-1))
	case len(names) > 0:
		parts = append(parts, "Source: "+strings.Join(names, " and "))
	}
	if n := h.Whole.N; n > 0 {
		parts = append(parts, "n "+metric.FormatN(n))
	}
	if p := periodsWords(h.Query.Period, h.Periods); p != "" {
		parts = append(parts, p)
	}
	return strings.Join(parts, ", ")
}

// heatStyle is how a heat step looks.
type heatStyle struct {
	fill, text scene.Color
	hatch      scene.Hatch
}

// heatLook returns the look of a heat step of a theme; step 0 is a missing value.
func heatLook(t *scene.Theme, diverging bool, step int) heatStyle {
	fill, text, hatch := t.Heat(diverging, step)
	return heatStyle{fill, text, hatch}
}
