package app

import (
	"fmt"
	"image"
	"strings"

	"stagecraft/app/look"
	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
	"stagecraft/export"
	"stagecraft/model"
	"stagecraft/model/metric"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// heatLegend is the strip below the board that explains its tint: the five steps with their limits, what
// no data and a small sample look like, direction, target, period and source.
type heatLegend struct {
	window  *Window
	session *Session
	content *fyne.Container
	shown   *metric.Heat
}

func newHeatLegend(w *Window, s *Session) *heatLegend {
	l := &heatLegend{window: w, session: s, content: container.NewStack()}
	l.content.Hide()
	return l
}

// update shows the legend of the tint that is on the board and reports whether it came or went.
func (l *heatLegend) update() bool {
	var heat *metric.Heat
	if v := l.session.View(); v.onBoard() || v == TableView {
		heat = l.session.Heat()
	}
	was := l.content.Visible()
	if heat != nil && heat != l.shown {
		l.content.Objects = []fyne.CanvasObject{look.Panel("panel", look.V(0, look.Line("line2"), look.Pad(5, 10, 5, 10, l.row(heat))))}
		l.content.Refresh()
	}
	l.shown = heat
	show(l.content, heat != nil)
	return was != l.content.Visible()
}

// row explains the tint. Where it is narrow the facts are left out: the limits matter most, and the facts
// stand beside every value in the inspector.
func (l *heatLegend) row(h *metric.Heat) fyne.CanvasObject {
	m := h.Metric
	facts := func() fyne.CanvasObject {
		return look.V(0,
			look.CutText(m.Name, 12, "text", true),
			look.CutText(strings.Join(nonEmpty(metric.ScaleText(m), metric.DirectionText(m), prefixed("target ", metric.TargetText(m))), ", "), 11, "text2", false),
			look.CutText(strings.Join(nonEmpty(export.SourceText(h), l.session.tint.segment), ", "), 11, "text2", false))
	}
	theme := l.window.program.sceneTheme()
	beside := func(width float32, o fyne.CanvasObject) fyne.CanvasObject {
		return container.NewBorder(nil, nil, look.Pad(0, 10, 0, 0, look.Fixed(width, 0, facts())), nil, o)
	}
	return look.FirstFitting(300,
		beside(300, scaleFields(theme, m, h.Scale, allWords)), beside(210, scaleFields(theme, m, h.Scale, shortWords)),
		scaleFields(theme, m, h.Scale, allWords), scaleFields(theme, m, h.Scale, shortWords), scaleFields(theme, m, h.Scale, fewWords))
}

// wordiness is how much the fields of a legend say beside their signs and limits.
type wordiness int

const (
	allWords wordiness = iota
	shortWords
	fewWords // those that take no more room than the limits
)

// name is what a step is called.
func (w wordiness) name(step metric.LegendStep) string {
	switch {
	case w == allWords || step.Sign == "":
		return step.Name
	case w == shortWords:
		return strings.TrimPrefix(step.Name, "about ")
	case len(step.Name) <= len("better"):
		return step.Name
	}
	return ""
}

// scaleLegend explains a scale by its fields, in fewer words where the place is narrow.
func scaleLegend(theme *scene.Theme, m *model.Metric, scale metric.Scale) fyne.CanvasObject {
	return look.FirstFitting(300, scaleFields(theme, m, scale, allWords), scaleFields(theme, m, scale, shortWords), scaleFields(theme, m, scale, fewWords))
}

// scaleFields are the fields of a legend: the five steps of a scale in their colours with their limits,
// then no data and a small sample.
func scaleFields(theme *scene.Theme, m *model.Metric, scale metric.Scale, wordy wordiness) fyne.CanvasObject {
	var fields []fyne.CanvasObject
	prefix := "hs"
	if scale.Diverging {
		prefix = "hd"
	}
	for _, step := range scale.Legend(m) {
		token := fmt.Sprintf("%s%d", prefix, step.Step)
		var title []fyne.CanvasObject
		if step.Sign != "" {
			title = append(title, look.Bold(step.Sign, 11, token+"-t"))
		}
		if name := wordy.name(step); name != "" {
			title = append(title, look.Bold(name, 11, token+"-t"))
		}
		fields = append(fields, scaleField(wordy, look.NewFill(token, "line2", 1, 0), look.H(5, title...), look.Text(step.Text, 11, token+"-t")))
	}
	words := [4]string{"no data", "not coloured", "small sample", "n below " + smallLimit(m)}
	if wordy != allWords {
		words[1], words[2] = "", "small"
	}
	fields = append(fields,
		scaleField(wordy, hatched(theme), plated(look.Bold(words[0], 11, "text")), plated(look.Text(words[1], 11, "text"))),
		scaleField(wordy, look.NewFill("surface", "line2", 1, 0), look.Bold(words[2], 11, "text"), look.Text(words[3], 11, "text")))
	return look.Spread(4, fields...)
}

func scaleField(wordy wordiness, ground, title, text fyne.CanvasObject) fyne.CanvasObject {
	side := float32(6)
	if wordy != allWords {
		side = 4
	}
	return container.NewStack(ground, look.Pad(4, side, 4, side, look.V(0, title, text)))
}

// plated lays plain ground under a word, which hatching would strike through.
func plated(word fyne.CanvasObject) fyne.CanvasObject {
	return look.H(0, container.NewStack(look.NewFill("surface", "", 0, 2), word), look.Space())
}

// hatched is the ground of a place without data, as the map draws it.
func hatched(theme *scene.Theme) fyne.CanvasObject {
	const width, height = 240, 48
	fill, _, hatch := theme.Heat(true, 0)
	box := layout.Rect{W: width, H: height}
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	raster.Draw(picture, scene.NewLayer(box, fill, []*scene.Group{{Bounds: box, Items: []scene.Item{
		scene.Rect{Rect: box, Fill: fill, Hatch: hatch},
	}}}), layout.Point{}, 1)
	return &fynecanvas.Image{Image: picture, FillMode: fynecanvas.ImageFillCover, ScaleMode: fynecanvas.ImageScaleFastest}
}
