// Package scene turns boxes into a display list: rectangles, paths, lines of text, icons, images.
//
// The rules are: the list is dumb, so no renderer knows what a card is; every item remembers the
// record that it came from; content and overlay (selection, ghost, drop marker) are different
// scenes, and an export never sees the overlay; colours are resolved here from a theme, so that an
// export does not depend on the desktop; heat is an input of the scene, not of the layout.
package scene

import (
	"image/color"

	"stagecraft/canvas/layout"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// Color is a colour with straight alpha. The zero Color is none.
type Color = color.NRGBA

// Zoom says at which zooms an item is drawn: from Min up to, not including, Max; a zero Max means no
// upper end. At zoom 1 a document point is a pixel.
type Zoom struct{ Min, Max float64 }

// At reports whether the item is drawn at zoom z.
func (s Zoom) At(z float64) bool { return z >= s.Min && (s.Max == 0 || z < s.Max) }

// Item is one of Rect, Path, Text, Icon, Image. The set is closed.
type Item interface{ item() }

// Rect is a filled and stroked rectangle with round corners.
type Rect struct {
	layout.Rect
	Radius float64
	Fill   Color
	Stroke Stroke
	Hatch  Hatch
	Zoom   Zoom
	// Shadow draws a soft shadow below: only rasters draw it, and only where the theme has shadows.
	Shadow Shadow
}

// Shadow is a soft shadow, in document points. One without colour is none.
type Shadow struct {
	DY, Blur float64 // how far down it falls, and how far its edge spreads
	Color    Color
}

// Stroke is a line's look, in document points. A zero width is no line.
type Stroke struct {
	Width float64
	Color Color
	Dash  []float64 // lengths on, off, on...; nil is solid
	Round bool      // round caps and joins
}

// Hatch fills a shape with 45 degree lines above its fill, in document points.
type Hatch struct {
	Width, Every float64 // Every is measured across the lines; 0 is none
	Color        Color
}

// Path is an open or closed outline.
type Path struct {
	Segments []layout.Segment
	Closed   bool
	Fill     Color
	Stroke   Stroke
	Zoom     Zoom
}

// Text is one placed line. At is the left end of its baseline.
type Text struct {
	At    layout.Point
	Line  layout.Line
	Color Color
	Zoom  Zoom
}

// Icon is a drawn icon of package assets by name, in a square box.
type Icon struct {
	layout.Rect
	Name  string
	Color Color
	Zoom  Zoom
}

// Image is a picture fitted into a box, covering it.
type Image struct {
	layout.Rect
	Radius float64
	Image  *model.Image
	Zoom   Zoom
}

func (Rect) item()  {}
func (Path) item()  {}
func (Text) item()  {}
func (Icon) item()  {}
func (Image) item() {}

// Group is the items of one record, drawn in order. Its items and bounds are in the group's own
// coordinates: whoever draws a group moves it to its place. Groups are immutable and shared between
// scenes while nothing about them but their place changes.
type Group struct {
	Ref    model.Ref
	Bounds layout.Rect // of everything drawn, shadow included
	// Items are given to a group that is made to be drawn at once. Drawn and DrawnAt read them.
	Items []Item
	Label string // what it is, for Words

	later *later // of a group that is drawn when it is first looked at
}

// Placed is a group and where its origin lies in document space.
type Placed struct {
	Group *Group
	At    layout.Point
}

// Bounds returns the group's bounds in document space.
func (p Placed) Bounds() layout.Rect { return p.Group.Bounds.Move(p.At) }

// Scene is a map ready to be drawn. The layers share the layout's document space: the body lies right
// of the labels and below the header; the board shows the four as separate strips, an export as one.
type Scene struct {
	Layout *layout.Layout
	Theme  *Theme
	Heat   *metric.Heat
	Body   *Layer
	Header *Layer
	Labels *Layer
	Corner *Layer
}
