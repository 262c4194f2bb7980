package canvas

import (
	"image"
	"math"

	"stagecraft/canvas/layout"
)

// grid is how a strip is cut into tiles at one view, in device pixels. Its pixel (0,0) is the strip's
// upper left corner.
type grid struct {
	tile   image.Point     // the size of a tile
	size   layout.Point    // of the strip
	at     layout.Point    // of the strip's corner on the board
	origin layout.Point    // of the strip's corner in document points
	kx, ky float64         // device pixels to a document point
	pane   image.Rectangle // where the strip is seen on the board
	// The tiles on screen are columns i0 to i1 and rows j0 to j1, both inclusive; none when i1 < i0.
	i0, i1, j0, j1 int
}

// stripEdge bounds the tiles of strips across their way; see grid.tile.
const stripEdge = 1024

// gridOf returns the grid of a strip.
func gridOf(v viewport, id stripID) grid {
	left, top := float64(v.left()), float64(v.top())
	g := grid{
		tile: image.Pt(tileEdge, tileEdge), size: layout.Point{X: v.mapW(), Y: v.mapH()},
		at: layout.Point{X: left - v.x, Y: top - v.y}, origin: layout.Point{X: v.label, Y: v.header},
		kx: v.k(), ky: v.k(),
	}
	seen := image.Rect(v.left(), v.top(), v.w, v.h)
	if id == headerStrip || id == cornerStrip {
		g.tile.Y = min(max(v.top(), 1), stripEdge)
		g.size.Y, g.at.Y, g.origin.Y, g.ky = top, 0, 0, v.headK()
		seen.Min.Y, seen.Max.Y = 0, min(v.top(), v.h)
	}
	if id == labelStrip || id == cornerStrip {
		g.tile.X = min(max(v.left(), 1), stripEdge)
		g.size.X, g.at.X, g.origin.X, g.kx = left, 0, 0, v.headK()
		seen.Min.X, seen.Max.X = 0, min(v.left(), v.w)
	}
	g.pane = seen
	g.i0, g.i1 = tileRange(g.at.X, g.size.X, seen.Min.X, seen.Max.X, g.tile.X)
	g.j0, g.j1 = tileRange(g.at.Y, g.size.Y, seen.Min.Y, seen.Max.Y, g.tile.Y)
	if g.j1 < g.j0 {
		g.i1 = g.i0 - 1
	}
	return g
}

// tileRange returns the first and last tile of a strip that begins at and is size long which are seen
// between from and to; last < first when none is.
func tileRange(at, size float64, from, to, tile int) (first, last int) {
	a := max(0, float64(from)-at)
	b := min(size, float64(to)-at)
	if b <= a {
		return 0, -1
	}
	return int(a) / tile, (int(math.Ceil(b)) - 1) / tile
}

// area returns what a tile shows in document points, and a pixel more on each side.
func (g grid) area(i, j int) layout.Rect {
	return layout.Rect{
		X: g.origin.X + float64(i*g.tile.X-1)/g.kx, Y: g.origin.Y + float64(j*g.tile.Y-1)/g.ky,
		W: float64(g.tile.X+2) / g.kx, H: float64(g.tile.Y+2) / g.ky,
	}
}

// cut returns the size of a tile: those at the strip's end are smaller.
func (g grid) cut(i, j int) image.Point {
	return image.Pt(
		max(1, min(g.tile.X, int(math.Ceil(g.size.X))-i*g.tile.X)),
		max(1, min(g.tile.Y, int(math.Ceil(g.size.Y))-j*g.tile.Y)))
}

// whole returns all of a tile, in its own pixels.
func (g grid) whole(i, j int) image.Rectangle { return image.Rectangle{Max: g.cut(i, j)} }

// inSight returns the part of a tile that is on screen, in its own pixels.
func (g grid) inSight(i, j int) image.Rectangle {
	corner := image.Pt(int(math.Floor(g.at.X))+i*g.tile.X, int(math.Floor(g.at.Y))+j*g.tile.Y)
	r := g.pane.Sub(corner)
	r.Max = r.Max.Add(image.Pt(1, 1)) // the strip may lie between two pixels
	return r.Intersect(g.whole(i, j))
}

// partStep is what the parts of tiles are multiples of, in device pixels.
const partStep = 64

// part returns what of a tile is painted for a change: little more than what is on screen of it, or all
// when that is most of it.
func (g grid) part(i, j int) image.Rectangle {
	whole, r := g.whole(i, j), g.inSight(i, j)
	r.Min.X, r.Min.Y = r.Min.X/partStep*partStep, r.Min.Y/partStep*partStep
	r.Max.X, r.Max.Y = min((r.Max.X+partStep-1)/partStep*partStep, whole.Max.X), min((r.Max.Y+partStep-1)/partStep*partStep, whole.Max.Y)
	if r.Empty() || 4*r.Dx()*r.Dy() > 3*whole.Dx()*whole.Dy() {
		return whole
	}
	return r
}

// has reports whether the strip has a tile (i,j).
func (g grid) has(i, j int) bool {
	return i >= 0 && j >= 0 && float64(i*g.tile.X) < g.size.X && float64(j*g.tile.Y) < g.size.Y
}

// seen calls f for the tiles on screen.
func (g grid) seen(f func(i, j int)) {
	for j := g.j0; j <= g.j1; j++ {
		for i := g.i0; i <= g.i1; i++ {
			f(i, j)
		}
	}
}

// shows reports whether a tile is on screen.
func (g grid) shows(i, j int) bool { return i >= g.i0 && i <= g.i1 && j >= g.j0 && j <= g.j1 }

// paneCorner returns the upper left corner of the part of the board that shows a strip.
func paneCorner(v viewport, id stripID) layout.Point {
	var p layout.Point
	if id == bodyStrip || id == markStrip || id == headerStrip {
		p.X = float64(v.left())
	}
	if id == bodyStrip || id == markStrip || id == labelStrip {
		p.Y = float64(v.top())
	}
	return p
}
