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

func (l *heatLegend) row(h *metric.Heat) fyne.CanvasObject {
	m := h.Metric
	facts := look.V(0,
		look.CutText(m.Name, 12, "text", true),
		look.CutText(strings.Join(nonEmpty(metric.ScaleText(m), metric.DirectionText(m), prefixed("target ", metric.TargetText(m))), ", "), 11, "text2", false),
		look.CutText(strings.Join(nonEmpty(export.SourceText(h), l.session.tint.segment), ", "), 11, "text2", false))
	fields := scaleFields(l.window.program.sceneTheme(), m, h.Scale)
	return container.New(legendLayout{}, facts, container.NewGridWithColumns(len(fields), fields...))
}

// legendLayout gives the facts a third of the width and the fields the rest. Where it is narrow the
// fields have all of it: the limits matter most, and the facts stand beside every value in the inspector.
type legendLayout struct{}

const narrowLegend = 680

func (legendLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(300, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (legendLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	facts := min(size.Width/3, 348) + 10
	show(o[0], size.Width >= narrowLegend)
	if !o[0].Visible() {
		facts = 0
	}
	o[0].Resize(fyne.NewSize(max(facts-10, 0), size.Height))
	o[1].Move(fyne.NewPos(facts, 0))
	o[1].Resize(fyne.NewSize(size.Width-facts, size.Height))
}

// scaleFields are the fields of a legend: the five steps of a scale in their colours with their limits,
// then no data and a small sample.
func scaleFields(theme *scene.Theme, m *model.Metric, scale metric.Scale) []fyne.CanvasObject {
	var fields []fyne.CanvasObject
	prefix := "hs"
	if scale.Diverging {
		prefix = "hd"
	}
	for _, step := range scale.Legend(m) {
		token := fmt.Sprintf("%s%d", prefix, step.Step)
		title := look.H(5, look.Bold(step.Sign, 11, token+"-t"), look.Grow(look.CutText(step.Name, 11, token+"-t", true)))
		fields = append(fields, scaleField(look.NewFill(token, "line2", 1, 0), title, look.CutText(step.Text, 11, token+"-t", false)))
	}
	return append(fields,
		scaleField(hatched(theme), plated(look.Bold("no data", 11, "text")), plated(look.Text("not coloured", 11, "text"))),
		scaleField(look.NewFill("surface", "line2", 1, 0), look.CutText("small sample", 11, "text", true), look.CutText("n below "+smallLimit(m), 11, "text", false)))
}

func scaleField(ground, title, text fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(ground, look.Pad(4, 5, 4, 6, look.V(0, title, text)))
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
