package canvas

import (
	"image"
	"image/draw"
	"math"
	"time"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
)

// Minimap is a small picture of the whole map with a frame around what the board shows. A press moves the
// view there, and a drag takes it along. The picture is painted on a goroutine when the document has
// rested; scrolling and zooming move the frame alone.
type Minimap struct {
	widget.BaseWidget
	name  string
	board *Board
	size  fyne.Size
	strip bool // shows the stages alone, and where the view is among them

	picture *fynecanvas.Image
	frame   *fynecanvas.Rectangle
	shown   *scene.Scene // that the picture is of
	rest    time.Duration
	stop    func()
	busy    bool
	grab    layout.Point // from the middle of the view to where it is held
}

var (
	_ fyne.Widget        = (*Minimap)(nil)
	_ fyne.Draggable     = (*Minimap)(nil)
	_ fyne.Scrollable    = (*Minimap)(nil)
	_ desktop.Mouseable  = (*Minimap)(nil)
	_ desktop.Cursorable = (*Minimap)(nil)
)

// minimapRest is how long the document rests before its picture is painted anew: longer than the board's tiles
// are awaited, and not so long that it meets the next change of somebody quick.
const minimapRest = 150 * time.Millisecond

// NewMinimap returns the overview of a board's map, 258 x 104.
func NewMinimap(b *Board) *Minimap { return b.newMinimap("minimap", fyne.NewSize(258, 104), false) }

// NewLocator returns the strip that shows where among the stages the view is, 150 x 18.
func NewLocator(b *Board) *Minimap { return b.newMinimap("locator", fyne.NewSize(150, 18), true) }

func (b *Board) newMinimap(name string, size fyne.Size, strip bool) *Minimap {
	m := &Minimap{
		name: name, board: b, size: size, strip: strip, rest: minimapRest, stop: func() {},
		picture: &fynecanvas.Image{FillMode: fynecanvas.ImageFillStretch, ScaleMode: fynecanvas.ImageScaleFastest},
		frame:   &fynecanvas.Rectangle{StrokeWidth: 2, CornerRadius: 2},
	}
	m.ExtendBaseWidget(m)
	b.minimaps = append(b.minimaps, m)
	m.changed()
	return m
}

// Name returns what the minimap is called in a trace of the window.
func (m *Minimap) Name() string { return m.name }

// CreateRenderer is part of fyne.Widget.
func (m *Minimap) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(minimapLayout{m}, m.picture, m.frame))
}

// Cursor is part of desktop.Cursorable.
func (m *Minimap) Cursor() desktop.Cursor { return desktop.PointerCursor }

type minimapLayout struct{ m *Minimap }

func (l minimapLayout) MinSize([]fyne.CanvasObject) fyne.Size     { return l.m.size }
func (l minimapLayout) Layout(_ []fyne.CanvasObject, _ fyne.Size) { l.m.moved() }

// scales returns how many pixels a document point takes each way, and where the map begins: it fills the
// minimap as well as it can without being drawn out more than twice.
func (m *Minimap) scales(l *layout.Layout) (kx, ky float64, at fyne.Position) {
	const most = 2
	w, h := max(l.Size.X-l.Label, 1), max(l.Size.Y, 1)
	size := m.size
	kx, ky = float64(size.Width)/w, float64(size.Height)/h
	if m.strip {
		return kx, ky, at
	}
	kx, ky = min(kx, most*ky), min(ky, most*kx)
	at = fyne.NewPos((size.Width-float32(w*kx))/2, (size.Height-float32(h*ky))/2)
	return kx, ky, at
}

// moved puts the frame around what the board shows now.
func (m *Minimap) moved() {
	l := m.board.Layout()
	if l == nil {
		m.frame.Hide()
		return
	}
	kx, ky, at := m.scales(l)
	v := m.board.View()
	x0, x1 := max((v.X-l.Label)*kx, 0), min((v.Right()-l.Label)*kx, (l.Size.X-l.Label)*kx)
	y0, y1 := max(v.Y*ky, 0), min(v.Bottom()*ky, l.Size.Y*ky)
	if v.Y <= l.Header { // the headers are on screen whatever is seen of the body
		y0 = 0
	}
	if m.strip {
		y0, y1 = 0, float64(m.size.Height)
	}
	m.frame.Show()
	m.frame.Move(at.AddXY(float32(x0), float32(y0)))
	m.frame.Resize(fyne.NewSize(max(float32(x1-x0), 4), max(float32(y1-y0), 4)))
}

// changed has the picture painted anew once the document rests.
func (m *Minimap) changed() {
	m.moved()
	if m.strip {
		m.paintStrip()
		return
	}
	m.stop()
	m.stop = m.board.mosaic.after(m.rest, m.paint)
}

// paint paints the scene of now on a goroutine, unless the picture shows it already.
func (m *Minimap) paint() {
	b := m.board
	s := b.Scene()
	if s == nil || s == m.shown || m.busy || !m.Visible() {
		return
	}
	m.busy = true
	kx, ky, _ := m.scales(s.Layout)
	scale := b.view.scale
	go func() {
		img := overviewPicture(s, kx*scale, ky*scale)
		b.post(func() {
			m.busy = false
			m.shown = s
			m.put(img)
			if b.Scene() != s {
				m.changed()
			}
		})
	}()
}

// put shows a picture, with a border: one of its own would be sampled over the whole picture in each frame.
func (m *Minimap) put(img *image.RGBA) {
	b := m.board
	l := b.Layout()
	if l == nil {
		return
	}
	edge(img, b.work.theme.Token("line2"), max(int(math.Round(b.view.scale)), 1))
	kx, ky, at := m.scales(l)
	m.picture.Image = img
	m.picture.Move(at)
	m.picture.Resize(fyne.NewSize(float32((l.Size.X-l.Label)*kx), float32(l.Size.Y*ky)))
	m.frame.FillColor, m.frame.StrokeColor = b.token("accent", 0.1), b.token("accent", 1)
	m.picture.Refresh()
	m.frame.Refresh()
	m.moved()
}

// edge draws a border inside a picture, so many pixels wide.
func edge(img *image.RGBA, c scene.Color, width int) {
	r := img.Rect
	in := r.Inset(width)
	for _, side := range []image.Rectangle{
		{Min: r.Min, Max: image.Pt(r.Max.X, in.Min.Y)}, {Min: image.Pt(r.Min.X, in.Max.Y), Max: r.Max},
		{Min: r.Min, Max: image.Pt(in.Min.X, r.Max.Y)}, {Min: image.Pt(in.Max.X, r.Min.Y), Max: r.Max},
	} {
		draw.Draw(img, side, image.NewUniform(c), image.Point{}, draw.Src)
	}
}

// Show is part of fyne.CanvasObject: what changed while the minimap was hidden is painted now.
func (m *Minimap) Show() {
	m.BaseWidget.Show()
	m.changed()
}

// The overview is painted at zooms at which cards are flat: below they would be counted, above their text
// would be bars. Small maps are shown larger. It has at most so many pixels each way.
const (
	flatFrom     = 0.06
	flatTo       = 0.149
	barsFrom     = 0.25
	overviewMost = 4096
)

// overviewPicture paints header and body of a scene at kx and ky pixels to the point.
func overviewPicture(s *scene.Scene, kx, ky float64) *image.RGBA {
	l := s.Layout
	w, h := max(l.Size.X-l.Label, 1), max(l.Size.Y, 1)
	k := max(kx, ky, flatFrom)
	if k < barsFrom {
		k = min(k, flatTo)
	}
	k = min(k, overviewMost/max(w, h))
	large := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(w*k)), int(math.Ceil(h*k))))
	raster.DrawScene(large, &scene.Scene{Layout: l, Body: s.Body, Header: s.Header}, layout.Point{X: l.Label}, k)
	return shrunk(large, max(int(math.Round(w*kx)), 1), max(int(math.Round(h*ky)), 1))
}

// shrunk returns a picture at a size of w x h pixels, each of them the mean of those that it stands for.
func shrunk(src *image.RGBA, w, h int) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	sw, sh := src.Rect.Dx(), src.Rect.Dy()
	for y := range h {
		y0 := y * sh / h
		y1 := max((y+1)*sh/h, y0+1)
		for x := range w {
			x0 := x * sw / w
			x1 := max((x+1)*sw/w, x0+1)
			var sum [4]int
			for sy := y0; sy < y1; sy++ {
				row := src.Pix[sy*src.Stride+4*x0 : sy*src.Stride+4*x1]
				for i, c := range row {
					sum[i%4] += int(c)
				}
			}
			n := (y1 - y0) * (x1 - x0)
			for i, v := range sum {
				dst.Pix[y*dst.Stride+4*x+i] = uint8(v / n)
			}
		}
	}
	return dst
}

// paintStrip paints the stages as boxes side by side.
func (m *Minimap) paintStrip() {
	b := m.board
	l := b.Layout()
	if l == nil {
		return
	}
	kx, _, _ := m.scales(l)
	scale := b.view.scale
	w, h := int(float64(m.size.Width)*scale), int(float64(m.size.Height)*scale)
	img := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	t := b.work.theme
	fill(img, t.Token("line2"))
	for i, s := range l.Stages {
		x0, x1 := int((s.Rect.X-l.Label)*kx*scale)+1, int((s.Rect.Right()-l.Label)*kx*scale)
		if i == len(l.Stages)-1 {
			x1 = w - 1
		}
		box := image.Rect(x0, 1, x1, h-1).Intersect(img.Rect)
		r, g, bl, a := t.Token("z-customer-soft").RGBA()
		for y := box.Min.Y; y < box.Max.Y; y++ {
			for x := box.Min.X; x < box.Max.X; x++ {
				o := img.PixOffset(x, y)
				img.Pix[o], img.Pix[o+1], img.Pix[o+2], img.Pix[o+3] = uint8(r>>8), uint8(g>>8), uint8(bl>>8), uint8(a>>8)
			}
		}
	}
	m.put(img)
}

// pointAt returns the point of the map under a place on the minimap.
func (m *Minimap) pointAt(l *layout.Layout, p fyne.Position) layout.Point {
	kx, ky, at := m.scales(l)
	d := layout.Point{X: l.Label + float64(p.X-at.X)/kx, Y: float64(p.Y-at.Y) / ky}
	if m.strip {
		d.Y = m.board.View().Center().Y
	}
	return d
}

// MouseDown is part of desktop.Mouseable: inside the frame it takes hold of the view, elsewhere the view
// goes there.
func (m *Minimap) MouseDown(ev *desktop.MouseEvent) {
	l := m.board.Layout()
	if l == nil || ev.Button != desktop.MouseButtonPrimary {
		return
	}
	p, v := m.pointAt(l, ev.Position), m.board.View()
	if v.Contains(p) {
		m.grab = p.Sub(v.Center())
		return
	}
	m.grab = layout.Point{}
	m.board.CenterOn(p)
}

// MouseUp is part of desktop.Mouseable.
func (m *Minimap) MouseUp(*desktop.MouseEvent) {}

// Dragged is part of fyne.Draggable.
func (m *Minimap) Dragged(ev *fyne.DragEvent) {
	if l := m.board.Layout(); l != nil {
		m.board.CenterOn(m.pointAt(l, ev.Position).Sub(m.grab))
	}
}

// DragEnd is part of fyne.Draggable.
func (m *Minimap) DragEnd() {}

// Scrolled is part of fyne.Scrollable: the wheel scrolls the board.
func (m *Minimap) Scrolled(ev *fyne.ScrollEvent) { m.board.Scrolled(ev) }
