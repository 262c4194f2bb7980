package look

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynelayout "fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
)

// A window has hundreds of texts, icons and grounds. Where no graphics card helps, each that is drawn by itself
// costs as much as a thousand pixels, in every frame; so what a Press shows is one picture, a sheet. What is on
// it is painted as on the board, with the same letters.

// part is what can be painted on a sheet.
type part interface {
	fyne.CanvasObject
	// area returns where the part paints, from its place on.
	area() layout.Rect
	// items returns what the part looks like at a place, at a number of device pixels a unit.
	items(at layout.Point, scale float64) []scene.Item
	// join makes the part tell a sheet of each change; nil for none.
	join(*sheet)
}

// leaf is what parts have in common.
type leaf struct {
	widget.BaseWidget
	among *sheet // the sheet that shows it with other parts; nil when it stands alone
}

func (l *leaf) join(s *sheet) { l.among = s }

// changed has the sheet painted again.
func (l *leaf) changed() {
	if l.among != nil {
		l.among.Refresh()
	}
}

// unsettle has what is on the sheet laid out again before the next frame: the part asks for another room.
func (l *leaf) unsettle() {
	if l.among != nil {
		l.among.unsettled = true
	}
	l.changed()
}

// Move places the part.
func (l *leaf) Move(at fyne.Position) {
	if at != l.Position() {
		l.BaseWidget.Move(at)
		l.changed()
	}
}

// Show makes the part visible.
func (l *leaf) Show() {
	if !l.Visible() {
		l.BaseWidget.Show()
		l.unsettle()
	}
}

// Hide makes the part invisible.
func (l *leaf) Hide() {
	if l.Visible() {
		l.BaseWidget.Hide()
		l.unsettle()
	}
}

// sheet is a picture of parts.
type sheet struct {
	*canvas.Raster
	paint     func(*brush)
	unsettled bool // a part asks for another room
	stale     bool // something on it changed since it was painted
}

// Refresh has the sheet painted again.
func (s *sheet) Refresh() {
	s.stale = true
	s.Raster.Refresh()
}

func newSheet(paint func(*brush)) *sheet {
	s := &sheet{paint: paint}
	s.Raster = &canvas.Raster{Generator: s.picture, ScaleMode: canvas.ImageScalePixels}
	return s
}

// The largest sheet, in units: graphics cards have no pictures of any size. Nothing is as wide as that; what is
// higher is shown by strips, or by its parts.
const (
	widestSheet  = 4000
	highestSheet = 2000
)

// sheetGrid is what the sizes of sheets are multiples of, in units. Fyne's scales are tenths: these are whole pixels
// at each, so that a sheet is shown pixel by pixel wherever it lies.
const sheetGrid = 10

// cover places the sheet over an area.
func (s *sheet) cover(area layout.Rect) {
	x, y := math.Floor(area.X), math.Floor(area.Y)
	w, h := onGrid(min(area.Right()-x, widestSheet)), onGrid(area.Bottom()-y)
	s.Raster.Move(fyne.NewPos(float32(x), float32(y)))
	s.Raster.Resize(fyne.NewSize(float32(w), float32(h)))
}

func onGrid(size float64) float64 { return math.Ceil(size/sheetGrid) * sheetGrid }

func (s *sheet) picture(w, h int) image.Image {
	scale := 1.0
	if width := s.Size().Width; width > 0 {
		scale = float64(w) / float64(width)
	}
	b := &brush{scale: scale}
	s.paint(b)
	return drawn(w, h, layout.Point{X: float64(s.Position().X), Y: float64(s.Position().Y)}, scale, b.items)
}

// strips are sheets below each other, which show one picture of any height.
type strips struct {
	paint   func(*brush)
	sheets  []*sheet
	objects []fyne.CanvasObject // their pictures
}

const stripHeight = 500

// cover places the strips over an area and has them painted.
func (s *strips) cover(area layout.Rect) {
	n := 0
	for y := math.Floor(area.Y); n == 0 || y < area.Bottom(); y += stripHeight {
		if n == len(s.sheets) {
			s.sheets = append(s.sheets, newSheet(s.paint))
		}
		s.sheets[n].cover(layout.Rect{X: area.X, Y: y, W: area.W, H: min(area.Bottom()-y, stripHeight)})
		s.sheets[n].Refresh()
		n++
	}
	if len(s.objects) == n && len(s.sheets) == n {
		return
	}
	s.sheets, s.objects = s.sheets[:n], make([]fyne.CanvasObject, n)
	for i, sheet := range s.sheets {
		s.objects[i] = sheet.Raster
	}
}

// brush collects what a sheet shows.
type brush struct {
	scale float64 // device pixels a unit
	items []scene.Item
}

// add paints an object that is nothing but parts.
func (b *brush) add(o fyne.CanvasObject) {
	shownParts(o, fyne.Position{}, func(p part, at fyne.Position) {
		b.items = append(b.items, p.items(b.point(at), b.scale)...)
	})
}

// point returns the device pixel that a place lies in, in units.
func (b *brush) point(at fyne.Position) layout.Point {
	return layout.Point{X: wholePixel(float64(at.X), b.scale), Y: wholePixel(float64(at.Y), b.scale)}
}

func wholePixel(v, scale float64) float64 { return math.Round(v*scale) / scale }

// drawn returns items as a picture of w x h pixels whose upper left corner is at a place.
func drawn(w, h int, corner layout.Point, scale float64, items []scene.Item) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	box := layout.Rect{X: corner.X, Y: corner.Y, W: float64(w) / scale, H: float64(h) / scale}
	group := &scene.Group{Bounds: box, Items: items}
	raster.Draw(img, scene.NewLayer(box, scene.Color{}, []*scene.Group{group}), corner, scale)
	return img
}

// painted returns the area that an object of nothing but parts paints.
func painted(o fyne.CanvasObject) (area layout.Rect) {
	shownParts(o, fyne.Position{}, func(p part, at fyne.Position) {
		area = area.Union(p.area().Move(layout.Point{X: float64(at.X), Y: float64(at.Y)}))
	})
	return area
}

// shownParts visits the parts of an object that are seen, with their places.
func shownParts(o fyne.CanvasObject, at fyne.Position, visit func(part, fyne.Position)) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	switch c := o.(type) {
	case *fyne.Container:
		for _, child := range c.Objects {
			shownParts(child, at, visit)
		}
	case part:
		visit(c, at)
	}
}

func boxOf(size fyne.Size) layout.Rect {
	return layout.Rect{W: float64(size.Width), H: float64(size.Height)}
}

// joined has all parts of an object tell a sheet of their changes. For an object that has something else in it, it
// reports false, and they stand alone.
func joined(o fyne.CanvasObject, s *sheet) bool {
	whole := onlyParts(o)
	if !whole {
		s = nil
	}
	join(o, s)
	return whole
}

func onlyParts(o fyne.CanvasObject) bool {
	switch c := o.(type) {
	case *fyne.Container:
		for _, child := range c.Objects {
			if !onlyParts(child) {
				return false
			}
		}
		return true
	case part, *fynelayout.Spacer:
		return true
	}
	return false
}

func join(o fyne.CanvasObject, s *sheet) {
	switch c := o.(type) {
	case *fyne.Container:
		for _, child := range c.Objects {
			join(child, s)
		}
	case part:
		c.join(s)
	}
}
