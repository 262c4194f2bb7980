package canvas

import (
	"image"
	"sync"

	"fyne.io/fyne/v2/driver/desktop"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
	"stagecraft/canvas/tool"
)

// Cursor is part of desktop.Cursorable: what a press would do where the pointer is, or what runs.
func (b *Board) Cursor() desktop.Cursor {
	if c, ok := b.gestureCursor(); ok {
		return c
	}
	switch {
	case b.bars.hover != 0 || b.bars.held:
		return desktop.DefaultCursor
	case b.pointer.space:
		return handCursor(openHand)
	case b.grip.Kind == tool.LinkHandle:
		return desktop.CrosshairCursor
	case b.grip.Kind == tool.MoodHandle:
		return desktop.VResizeCursor
	}
	switch b.hover.Part {
	case layout.PartColumnEdge, layout.PartLabelEdge:
		return desktop.HResizeCursor
	case layout.PartLaneEdge:
		return desktop.VResizeCursor
	case layout.PartStageChevron, layout.PartLaneChevron, layout.PartLink, layout.PartLinkLabel, layout.PartComments:
		return desktop.PointerCursor
	}
	switch b.hover.Base() {
	case layout.PartCardLeft, layout.PartCardRight:
		return desktop.HResizeCursor
	case layout.PartPoint:
		return desktop.VResizeCursor
	case layout.PartStage, layout.PartStep, layout.PartLane:
		return handCursor(openHand)
	}
	return desktop.DefaultCursor
}

// gestureCursor returns the cursor of the running gesture, if one runs.
func (b *Board) gestureCursor() (desktop.Cursor, bool) {
	p := b.preview
	switch p.Kind {
	case tool.Panning, tool.MovingStage, tool.MovingStep, tool.MovingLane:
		return handCursor(closedHand), true
	case tool.MovingCards:
		switch {
		case !p.Drop.OK:
			return handCursor(noDrop), true
		case p.Copy:
			return handCursor(copyArrow), true
		}
		return handCursor(closedHand), true
	case tool.Spanning:
		return desktop.HResizeCursor, true
	case tool.Mooding:
		return desktop.VResizeCursor, true
	case tool.Linking, tool.Marqueeing:
		return desktop.CrosshairCursor, true
	case tool.Sizing:
		if p.Marker.W > p.Marker.H {
			return desktop.VResizeCursor, true
		}
		return desktop.HResizeCursor, true
	}
	return nil, false
}

// shape names a cursor that the window system does not have everywhere.
type shape int

const (
	openHand shape = iota
	closedHand
	copyArrow
	noDrop
	shapeCount
)

// cursorPicture is a cursor drawn here. Fyne compares cursors by ==, so there is one of each.
type cursorPicture struct {
	img image.Image
	x   int
	y   int
}

// Image is part of desktop.Cursor.
func (c *cursorPicture) Image() (image.Image, int, int) { return c.img, c.x, c.y }

var cursors = sync.OnceValue(func() [shapeCount]*cursorPicture {
	return [shapeCount]*cursorPicture{
		openHand: paintCursor(12, 12, hand(0)), closedHand: paintCursor(12, 12, hand(4)),
		copyArrow: paintCursor(3, 2, arrowPlus()), noDrop: paintCursor(12, 12, forbidden()),
	}
})

func handCursor(s shape) desktop.Cursor { return cursors()[s] }

// paintCursor paints a cursor of 24 x 24 pixels that points with the pixel at x and y.
func paintCursor(x, y int, items []scene.Item) *cursorPicture {
	img := image.NewRGBA(image.Rect(0, 0, 24, 24))
	area := layout.Rect{W: 24, H: 24}
	raster.Draw(img, scene.NewLayer(area, scene.Color{}, []*scene.Group{{Bounds: area, Items: items}}), layout.Point{}, 1)
	return &cursorPicture{img, x, y}
}

var (
	cursorInk   = scene.Color{R: 20, G: 24, B: 32, A: 255}
	cursorPaper = scene.Color{R: 255, G: 255, B: 255, A: 255}
)

// hand is four fingers and a thumb over a palm; folded shortens the fingers.
func hand(folded float64) []scene.Item {
	var dark, light []scene.Item
	part := func(x, y, w, h float64) {
		r := layout.Rect{X: x, Y: y, W: w, H: h}
		dark = append(dark, scene.Rect{Rect: r.Inset(-1), Radius: 2.4, Fill: cursorInk})
		light = append(light, scene.Rect{Rect: r, Radius: 1.5, Fill: cursorPaper})
	}
	for i, top := range []float64{5, 3.4, 4, 6} {
		y := top + folded
		part(7+3.2*float64(i), y, 2.6, 15-y)
	}
	part(3.6+folded/2, 11.5+folded/4, 3, 5)
	part(6, 11, 13.6, 9)
	return append(dark, light...)
}

func polygon(fill scene.Color, points ...layout.Point) scene.Path {
	p := scene.Path{Fill: fill, Stroke: scene.Stroke{Width: 1, Color: cursorInk}}
	for i, q := range append(points, points[0]) {
		op := byte('L')
		if i == 0 {
			op = 'M'
		}
		p.Segments = append(p.Segments, layout.Segment{Op: op, Points: [3]layout.Point{q}})
	}
	return p
}

// arrowPlus is the usual arrow with a plus beside it.
func arrowPlus() []scene.Item {
	items := []scene.Item{
		polygon(cursorPaper, layout.Point{X: 3, Y: 2}, layout.Point{X: 3, Y: 16}, layout.Point{X: 6.5, Y: 13},
			layout.Point{X: 9, Y: 18.5}, layout.Point{X: 11.2, Y: 17.5}, layout.Point{X: 8.8, Y: 12.3}, layout.Point{X: 13, Y: 12}),
		scene.Rect{Rect: layout.Rect{X: 13, Y: 13, W: 10, H: 10}, Radius: 2, Fill: cursorPaper, Stroke: scene.Stroke{Width: 1, Color: cursorInk}},
	}
	return append(items, cross(layout.Point{X: 18, Y: 18}, 3, scene.Stroke{Width: 1.6, Color: cursorInk})...)
}

// forbidden is a ring with a bar.
func forbidden() []scene.Item {
	ring := func(width float64, c scene.Color) []scene.Item {
		return []scene.Item{
			scene.Rect{Rect: layout.Rect{X: 4, Y: 4, W: 16, H: 16}, Radius: 8, Stroke: scene.Stroke{Width: width, Color: c}},
			scene.Path{Stroke: scene.Stroke{Width: width, Color: c}, Segments: []layout.Segment{
				{Op: 'M', Points: [3]layout.Point{{X: 6.8, Y: 6.8}}}, {Op: 'L', Points: [3]layout.Point{{X: 17.2, Y: 17.2}}},
			}},
		}
	}
	return append(ring(4.5, cursorPaper), ring(2.5, scene.Color{R: 190, G: 30, B: 30, A: 255})...)
}
