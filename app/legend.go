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

// update shows the legend of the tint that is on the board and reports whether the room that it takes
// changed.
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
	return was != l.content.Visible() || heat != nil && l.content.MinSize().Height != l.content.Size().Height
}

// row explains the tint. Where it is narrow the facts are left out, which stand beside every value in the
// inspector; where it is narrower still there are two rows, with the facts in the second where they have room.
func (l *heatLegend) row(h *metric.Heat) fyne.CanvasObject {
	m := h.Metric
	facts := func(lines int) fyne.CanvasObject {
		return look.V(0, []fyne.CanvasObject{
			look.CutText(m.Name, 12, "text", true),
			look.CutText(strings.Join(nonEmpty(metric.ScaleText(m), metric.DirectionText(m), prefixed("target ", metric.TargetText(m))), ", "), 11, "text2", false),
			look.CutText(strings.Join(nonEmpty(export.SourceText(h), l.session.tint.segment), ", "), 11, "text2", false),
		}[:lines]...)
	}
	scale := scaleLegend{theme: l.window.program.sceneTheme(), metric: m, scale: h.Scale}
	beside := func(width float32, o fyne.CanvasObject) fyne.CanvasObject {
		return container.NewBorder(nil, nil, look.Pad(0, 10, 0, 0, look.Fixed(width, 0, facts(3))), nil, o)
	}
	return look.FirstFitting(300,
		beside(300, scale.row(true)), beside(210, scale.row(false)),
		scale.row(true), scale.row(false), scale.twoRows(facts(2)), scale.flow())
}

// scaleLegend explains a scale by its fields: the five steps in their colours with their limits, then no
// data and a small sample. No sign stands without its words, however narrow it is.
type scaleLegend struct {
	theme  *scene.Theme
	metric *model.Metric
	scale  metric.Scale
}

// row is the fields side by side, with all words or with the needed ones.
func (l scaleLegend) row(wordy bool) fyne.CanvasObject {
	return look.Spread(4, append(l.steps(wordy), l.others(wordy)...)...)
}

// twoRows is the steps, and below them the others with something beside them.
func (l scaleLegend) twoRows(beside fyne.CanvasObject) fyne.CanvasObject {
	return look.V(4, look.Spread(4, l.steps(false)...), look.H(4, append(l.others(true), look.Gap(4), look.Grow(beside))...))
}

// flow is the fields in as many rows as they need.
func (l scaleLegend) flow() fyne.CanvasObject {
	var fields []fyne.CanvasObject
	for _, field := range append(l.steps(false), l.others(true)...) {
		fields = append(fields, look.Grow(field))
	}
	return look.Flow(4, fields...)
}

func (l scaleLegend) steps(wordy bool) []fyne.CanvasObject {
	var fields []fyne.CanvasObject
	prefix := "hs"
	if l.scale.Diverging {
		prefix = "hd"
	}
	for _, step := range l.scale.Legend(l.metric) {
		token := fmt.Sprintf("%s%d", prefix, step.Step)
		var title []fyne.CanvasObject
		if step.Sign != "" {
			title = append(title, look.Bold(step.Sign, 11, token+"-t"))
		}
		name := step.Name
		if !wordy && step.Sign != "" {
			name = strings.TrimPrefix(name, "about ")
		}
		title = append(title, look.Bold(name, 11, token+"-t"))
		fields = append(fields, scaleField(wordy, look.NewFill(token, "line2", 1, 0), look.H(5, title...), look.Text(step.Text, 11, token+"-t")))
	}
	return fields
}

func (l scaleLegend) others(wordy bool) []fyne.CanvasObject {
	note, small := "not coloured", "small sample"
	if !wordy {
		note, small = "", "small"
	}
	return []fyne.CanvasObject{
		scaleField(wordy, hatched(l.theme), plated(look.Bold("no data", 11, "text")), plated(look.Text(note, 11, "text"))),
		scaleField(wordy, look.NewFill("surface", "line2", 1, 0), look.Bold(small, 11, "text"), look.Text("n below "+smallLimit(l.metric), 11, "text")),
	}
}

func scaleField(wordy bool, ground, title, text fyne.CanvasObject) fyne.CanvasObject {
	side := float32(6)
	if !wordy {
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
