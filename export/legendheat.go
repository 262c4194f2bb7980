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

// heatSection explains the tint: the five steps with their limits, how a value, a small sample and a
// missing value look, and where the figures come from.
func heatSection(d Document) section {
	h := d.Heat
	fields := h.Legend()
	notes := heatNotes(h)
	return section{
		title: heatHeading(h.Metric),
		least: func(s *sketch) (float64, float64) {
			w := 150 * s.unit
			for _, n := range notes {
				w = math.Max(w, (n.room+5)*s.unit+layout.NewLine(n.words, s.style(legendText, false)).Width)
			}
			for _, f := range fields {
				w = math.Max(w, 5*(layout.NewLine(f.Text, s.style(labelText, false)).Width+6*s.unit))
			}
			return w, (30 + legendRow*float64(len(notes))) * s.unit
		},
		custom: func(s *sketch, r layout.Rect) {
			s.heatFields(fields, h.Scale.Diverging, layout.Rect{X: r.X, Y: r.Y, W: r.W, H: 25.5 * s.unit})
			for i, n := range notes {
				mid := r.Y + (30+(float64(i)+0.5)*legendRow)*s.unit
				n.sign(s, r.X, mid)
				x := r.X
				if n.room > 0 {
					x += (n.room + 5) * s.unit
				}
				s.text(x, mid+2.7*s.unit, n.words, s.style(legendText, false), "text", r.Right()-x)
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
		look := heatLook(s.theme, diverging, f.Step, s.unit)
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

func heatNotes(h *metric.Heat) []entry {
	chip := func(words, value string, small bool) entry {
		return entry{30, func(s *sketch, x, y float64) {
			stroke := s.stroke(0.75, "text")
			if small {
				stroke = s.stroke(1, "text", 1, 1.6)
			}
			s.rect(layout.Rect{X: x, Y: y - 4.8*s.unit, W: 30 * s.unit, H: 9.6 * s.unit}, 3*s.unit, "board", stroke)
			s.textCenter(x+15*s.unit, y+2.7*s.unit, value, s.style(legendText, true), "text", 28*s.unit)
		}, words}
	}
	good, bad := sampleValues(h)
	out := []entry{chip("value and verdict, always printed", bad, false)}
	out = append(out, chip(fmt.Sprintf("small sample, n below %d", smallLimit(h.Metric)), good, true))
	out = append(out, entry{30, func(s *sketch, x, y float64) {
		look := heatLook(s.theme, h.Scale.Diverging, 0, s.unit)
		s.items = append(s.items, scene.Rect{Rect: layout.Rect{X: x, Y: y - 4.2*s.unit, W: 30 * s.unit, H: 8.4 * s.unit},
			Fill: look.fill, Hatch: look.hatch, Stroke: s.stroke(0.6, "line2")})
	}, "no data"})
	if source := sourceWords(h); source != "" {
		out = append(out, entry{0, func(*sketch, float64, float64) {}, source})
	}
	return out
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
		return "n 12", "n 200"
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
		return metric.Format(h.Metric, v.Value.Value) + " " + signs[v.Step]
	}
	return say(values[len(values)-1]), say(values[0])
}

// sourceWords is "Source: csat_2025-09.csv, 1,284 answers, September 2025".
func sourceWords(h *metric.Heat) string {
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
func heatLook(t *scene.Theme, diverging bool, step int, unit float64) heatStyle {
	if step < 1 || step > 5 {
		return heatStyle{t.Token("board"), t.Token("text"), scene.Hatch{Width: 0.5 * unit, Every: 3 * unit, Color: t.Token("line2")}}
	}
	prefix := "hs"
	if diverging {
		prefix = "hd"
	}
	name := fmt.Sprintf("%s%d", prefix, step)
	look := heatStyle{fill: t.Token(name), text: t.Token(name + "-t")}
	if diverging && t.Hatching && step <= 2 {
		every := 1.0
		if step == 2 {
			every = 1.75
		}
		ink := scene.Fade(t.Token("text"), 0.36)
		look.hatch = scene.Hatch{Width: 0.25 * perMM * unit, Every: every * perMM * unit, Color: ink}
	}
	return look
}
