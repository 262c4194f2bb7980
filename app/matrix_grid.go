package app

import (
	"image"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
)

var (
	_ fyne.Focusable  = (*matrixGrid)(nil)
	_ fyne.Scrollable = (*matrixGrid)(nil)
	_ fyne.Tappable   = (*matrixGrid)(nil)

	_ fyne.SecondaryTappable = (*matrixGrid)(nil)
)

// matrixGrid shows a matrix: header and labels stay while the cells scroll. Each of the four parts is
// one picture of what is in view, so the cost does not follow the number of cells.
type matrixGrid struct {
	widget.BaseWidget
	page  *matrixPage
	parts [4]matrixPart // corner, header, labels, body
	ring  *fynecanvas.Rectangle
	frame *look.Fill

	scroll      layout.Point
	row, column int
	focused     bool
}

// matrixPart is one picture.
type matrixPart struct {
	layer *scene.Layer
	image *fynecanvas.Image
}

func newMatrixGrid(p *matrixPage) *matrixGrid {
	g := &matrixGrid{page: p, ring: &fynecanvas.Rectangle{}, frame: look.NewFill("", "line2", 1, 0)}
	for i := range g.parts {
		g.parts[i].image = &fynecanvas.Image{FillMode: fynecanvas.ImageFillStretch, ScaleMode: fynecanvas.ImageScaleFastest}
	}
	g.ExtendBaseWidget(g)
	return g
}

// Name is the part's name for tests and support.
func (g *matrixGrid) Name() string { return "matrix" }

// MinSize is a constant: the grid scrolls.
func (g *matrixGrid) MinSize() fyne.Size { return fyne.NewSize(400, 200) }

// Resize draws what is in view in the new size.
func (g *matrixGrid) Resize(size fyne.Size) {
	g.BaseWidget.Resize(size)
	g.draw()
}

// Refresh draws again.
func (g *matrixGrid) Refresh() {
	g.frame.Refresh()
	g.draw()
}

// draw paints the four pictures and places them.
func (g *matrixGrid) draw() {
	size := g.room()
	if size.X < matrixLabel || size.Y < matrixHeader || g.parts[3].layer == nil {
		return
	}
	whole := g.page.table.size()
	w := min(size.X-matrixLabel, whole.X)
	h := min(size.Y-matrixHeader, whole.Y)
	g.scroll.X = min(max(g.scroll.X, 0), max(whole.X-w, 0))
	g.scroll.Y = min(max(g.scroll.Y, 0), max(whole.Y-h, 0))
	g.paint(0, layout.Rect{W: matrixLabel, H: matrixHeader}, layout.Point{})
	g.paint(1, layout.Rect{X: matrixLabel, W: w, H: matrixHeader}, layout.Point{X: g.scroll.X})
	g.paint(2, layout.Rect{Y: matrixHeader, W: matrixLabel, H: h}, layout.Point{Y: g.scroll.Y})
	g.paint(3, layout.Rect{X: matrixLabel, Y: matrixHeader, W: w, H: h}, g.scroll)
	g.frame.Move(fyne.NewPos(0, 0))
	_, framed := g.onWindow(layout.Rect{W: matrixLabel + w, H: matrixHeader + h})
	g.frame.Resize(framed)
	g.placeRing(w, h)
}

// paint draws one part of the map's document space, from origin on, into a place of the widget.
func (g *matrixGrid) paint(part int, place layout.Rect, origin layout.Point) {
	zoom := float64(deviceScale(g)) * g.textScale()
	p := &g.parts[part]
	if place.Empty() {
		p.image.Hide()
		return
	}
	img := image.NewRGBA(image.Rect(0, 0, max(int(place.W*zoom+0.5), 1), max(int(place.H*zoom+0.5), 1)))
	raster.Draw(img, p.layer, origin, zoom)
	p.image.Image = img
	p.image.Show()
	at, size := g.onWindow(place)
	p.image.Move(at)
	p.image.Resize(size)
	p.image.Refresh()
}

// room is the size of the grid in the design's units.
func (g *matrixGrid) room() layout.Point {
	k := g.textScale()
	return layout.Point{X: float64(g.Size().Width) / k, Y: float64(g.Size().Height) / k}
}

// onWindow returns where a place of the design lies in the widget.
func (g *matrixGrid) onWindow(r layout.Rect) (fyne.Position, fyne.Size) {
	k := float32(g.textScale())
	return fyne.NewPos(float32(r.X)*k, float32(r.Y)*k), fyne.NewSize(float32(r.W)*k, float32(r.H)*k)
}

// deviceScale is how many pixels a unit of the window has.
func deviceScale(o fyne.CanvasObject) float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		return c.Scale()
	}
	return 1
}

func (g *matrixGrid) placeRing(w, h float64) {
	g.ring.Hide()
	if g.row >= len(g.page.table.rows) || g.column >= len(g.page.table.heats) {
		return
	}
	r := g.page.table.cell(g.row, g.column).Move(layout.Point{X: matrixLabel - g.scroll.X, Y: matrixHeader - g.scroll.Y})
	if r.X < matrixLabel-1 || r.Y < matrixHeader-1 || r.Right() > matrixLabel+w+1 || r.Bottom() > matrixHeader+h+1 {
		return
	}
	g.ring.StrokeColor, g.ring.StrokeWidth = look.Color("text"), 1.5
	if g.focused {
		g.ring.StrokeColor, g.ring.StrokeWidth = look.Color("accent"), 3
	}
	at, size := g.onWindow(r)
	g.ring.Move(at.SubtractXY(1, 1))
	g.ring.Resize(size.AddWidthHeight(1, 1))
	g.ring.Show()
	g.ring.Refresh()
}

// CreateRenderer shows the pictures and the ring.
func (g *matrixGrid) CreateRenderer() fyne.WidgetRenderer {
	return &gridRenderer{g, []fyne.CanvasObject{g.parts[3].image, g.parts[1].image, g.parts[2].image, g.parts[0].image, g.frame, g.ring}}
}

type gridRenderer struct {
	grid    *matrixGrid
	objects []fyne.CanvasObject
}

func (r *gridRenderer) Destroy()                     {}
func (r *gridRenderer) Layout(fyne.Size)             {}
func (r *gridRenderer) MinSize() fyne.Size           { return r.grid.MinSize() }
func (r *gridRenderer) Refresh()                     {}
func (r *gridRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Scrolled moves the cells under header and labels.
func (g *matrixGrid) Scrolled(ev *fyne.ScrollEvent) {
	g.scroll.X -= float64(ev.Scrolled.DX)
	g.scroll.Y -= float64(ev.Scrolled.DY)
	g.draw()
}

// Tapped focuses a cell, or opens or closes a stage.
func (g *matrixGrid) Tapped(ev *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
	at := layout.Point{X: float64(ev.Position.X) / g.textScale(), Y: float64(ev.Position.Y) / g.textScale()}
	inHead, inLabels := at.Y < matrixHeader, at.X < matrixLabel
	row, column := g.page.table.at(layout.Point{X: at.X - matrixLabel + g.scroll.X, Y: at.Y - matrixHeader + g.scroll.Y})
	switch {
	case inHead && inLabels || row < 0:
	case g.page.table.swapped && inHead || !g.page.table.swapped && inLabels:
		g.toggle(row)
	case !inHead && !inLabels && column >= 0:
		g.moveTo(row, column)
	}
}

// TappedSecondary focuses a cell and opens its menu.
func (g *matrixGrid) TappedSecondary(ev *fyne.PointEvent) {
	g.Tapped(ev)
	p := g.page
	stage, step := p.place()
	h := p.table.heats[g.column]
	p.window.popUpMenu(fyne.NewMenu("",
		fyne.NewMenuItem("Show on the board", p.showOnBoard),
		fyne.NewMenuItem("Tint the map by "+h.Metric.Name, func() { p.session.SetHeat(h.Metric.ID) }),
		fyne.NewMenuItem("Type a value in…", func() { p.window.typeValue(h.Metric.ID, stage, step) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("Copy the table", p.copyTable),
		fyne.NewMenuItem(p.window.byID["matrix.swap"].Title, func() { p.window.do("matrix.swap") }),
	), ev.AbsolutePosition)
}

// toggle opens or closes the stage of a row.
func (g *matrixGrid) toggle(row int) {
	r := g.page.table.rows[row]
	if r.stage == nil || r.step != nil {
		return
	}
	g.page.open[r.stage.ID] = !g.page.open[r.stage.ID]
	g.page.update()
}

// moveTo focuses a cell and scrolls as little as needed to show it.
func (g *matrixGrid) moveTo(row, column int) {
	t := g.page.table
	if len(t.rows) == 0 || len(t.heats) == 0 {
		return
	}
	g.row, g.column = min(max(row, 0), len(t.rows)-1), min(max(column, 0), len(t.heats)-1)
	r := t.cell(g.row, g.column)
	w, h := g.room().X-matrixLabel, g.room().Y-matrixHeader
	g.scroll.X = min(max(g.scroll.X, r.Right()-w), r.X)
	g.scroll.Y = min(max(g.scroll.Y, r.Bottom()-h), r.Y)
	g.page.focusChanged()
}

// step moves the focus across and down by cells as they are seen.
func (g *matrixGrid) step(across, down int) {
	if g.page.table.swapped {
		across, down = down, across
	}
	g.moveTo(g.row+down, g.column+across)
}

// TypedKey moves among the cells, opens stages and shows a cell on the board.
func (g *matrixGrid) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		g.step(-1, 0)
	case fyne.KeyRight:
		g.step(1, 0)
	case fyne.KeyUp:
		g.step(0, -1)
	case fyne.KeyDown:
		g.step(0, 1)
	case fyne.KeyHome:
		g.step(-len(g.page.table.rows)-len(g.page.table.heats), 0)
	case fyne.KeyEnd:
		g.step(len(g.page.table.rows)+len(g.page.table.heats), 0)
	case fyne.KeyPageUp:
		g.step(0, -len(g.page.table.rows)-len(g.page.table.heats))
	case fyne.KeyPageDown:
		g.step(0, len(g.page.table.rows)+len(g.page.table.heats))
	case fyne.KeySpace:
		if g.row < len(g.page.table.rows) {
			g.toggle(g.row)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		g.page.showOnBoard()
	default:
		if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(ev)
		}
	}
}

// TypedRune does nothing: a cell takes no text.
func (g *matrixGrid) TypedRune(rune) {}

// FocusGained draws the ring of the focus.
func (g *matrixGrid) FocusGained() { g.focused = true; g.draw() }

// FocusLost draws the ring of a cell that is only remembered.
func (g *matrixGrid) FocusLost() { g.focused = false; g.draw() }
