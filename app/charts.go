package app

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// bullet is a metric's value as a bar on its scale, with a tick at the target.
func bullet(m *model.Metric, value float64) fyne.CanvasObject {
	low, high := scaleOf(m, value)
	at := func(v float64) float32 { return float32(min(max((v-low)/(high-low), 0), 1)) }
	tick := look.NewFill("text", "", 0, 0)
	if !m.Target.Known {
		tick.Hide()
	}
	l := &bulletLayout{value: at(value), target: at(m.Target.Or(low))}
	return container.New(l, look.NewFill("z-insight-soft", "", 0, 0), look.NewFill("z-insight", "", 0, 0), tick)
}

// scaleOf is the range that a metric's values are drawn on: its own scale, or one that holds the value
// and the target.
func scaleOf(m *model.Metric, value float64) (low, high float64) {
	from, to := metric.ValueScale(m)
	low, high = from.Or(min(0, value)), to.Or(max(value, m.Target.Or(value))*1.2)
	if high <= low {
		high = low + 1
	}
	return low, high
}

type bulletLayout struct{ value, target float32 }

func (l *bulletLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, 14) }

func (l *bulletLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	y := (size.Height - 6) / 2
	o[0].Move(fyne.NewPos(0, y))
	o[0].Resize(fyne.NewSize(size.Width, 6))
	o[1].Move(fyne.NewPos(0, y))
	o[1].Resize(fyne.NewSize(size.Width*l.value, 6))
	o[2].Move(fyne.NewPos(size.Width*l.target-1, y-4))
	o[2].Resize(fyne.NewSize(2, 14))
}

// chart is a small drawing of lines and dots that fits itself into its place.
type chart struct {
	widget.BaseWidget
	min  fyne.Size
	draw func(size fyne.Size, ink *ink)
	ink  *ink
}

// ink collects what a chart draws.
type ink struct{ objects []fyne.CanvasObject }

func newChart(width, height float32, draw func(fyne.Size, *ink)) *chart {
	c := &chart{min: fyne.NewSize(width, height), draw: draw, ink: &ink{}}
	c.ExtendBaseWidget(c)
	return c
}

func (k *ink) line(x1, y1, x2, y2, width float32, c color.Color) {
	l := fynecanvas.NewLine(c)
	l.StrokeWidth = width
	l.Position1, l.Position2 = fyne.NewPos(x1, y1), fyne.NewPos(x2, y2)
	k.objects = append(k.objects, l)
}

func (k *ink) dot(x, y, r float32, c color.Color) {
	d := fynecanvas.NewCircle(c)
	d.Move(fyne.NewPos(x-r, y-r))
	d.Resize(fyne.NewSquareSize(2 * r))
	k.objects = append(k.objects, d)
}

func (k *ink) rect(x, y, w, h float32, c color.Color) {
	r := fynecanvas.NewRectangle(c)
	r.Move(fyne.NewPos(x, y))
	r.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
	k.objects = append(k.objects, r)
}

func (k *ink) text(s string, x, y, size float32, c color.Color, align fyne.TextAlign, bold bool) {
	t := fynecanvas.NewText(s, c)
	t.TextSize, t.Alignment, t.TextStyle.Bold = size, align, bold
	m := t.MinSize()
	switch align {
	case fyne.TextAlignTrailing:
		x -= m.Width
	case fyne.TextAlignCenter:
		x -= m.Width / 2
	}
	t.Move(fyne.NewPos(x, y))
	t.Resize(m)
	k.objects = append(k.objects, t)
}

// MinSize returns the size that the chart was made for.
func (c *chart) MinSize() fyne.Size { return c.min }

// Resize draws the chart for its new size.
func (c *chart) Resize(size fyne.Size) {
	if size == c.Size() && len(c.ink.objects) > 0 {
		return
	}
	c.BaseWidget.Resize(size)
	c.redraw()
}

// Refresh draws the chart again, in the present look.
func (c *chart) Refresh() {
	c.redraw()
	c.BaseWidget.Refresh()
}

func (c *chart) redraw() {
	c.ink.objects = nil
	if s := c.Size(); s.Width > 0 && s.Height > 0 {
		c.draw(s, c.ink)
	}
}

// CreateRenderer shows what was drawn.
func (c *chart) CreateRenderer() fyne.WidgetRenderer { return &chartRenderer{c} }

type chartRenderer struct{ chart *chart }

func (r *chartRenderer) Destroy()                     {}
func (r *chartRenderer) Layout(fyne.Size)             {}
func (r *chartRenderer) MinSize() fyne.Size           { return r.chart.min }
func (r *chartRenderer) Refresh()                     {}
func (r *chartRenderer) Objects() []fyne.CanvasObject { return r.chart.ink.objects }
