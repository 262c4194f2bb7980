package canvas

import (
	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// squeeze makes the layer of a header or label strip for a zoom at which the strip stays larger than
// the body: places follow the body's columns or rows by the factor f, while texts and icons keep their
// size and what does not fit is left out. The result begins at (0,0).
func squeeze(from *scene.Layer, origin layout.Point, f float64, across bool) *scene.Layer {
	s := squeezer{origin: origin, f: f, across: across}
	bounds := s.spread(from.Bounds)
	var groups []*scene.Group
	from.Meeting(from.Bounds, func(g *scene.Group, at layout.Point) {
		groups = append(groups, s.group(g, at))
	})
	return scene.NewLayer(bounds, from.Background, groups)
}

// squeezer squeezes x when across, otherwise y.
type squeezer struct {
	origin layout.Point
	f      float64
	across bool
}

// spread squeezes a rectangle as a whole.
func (s squeezer) spread(r layout.Rect) layout.Rect {
	r = r.Move(layout.Point{X: -s.origin.X, Y: -s.origin.Y})
	if s.across {
		r.X, r.W = r.X*s.f, r.W*s.f
	} else {
		r.Y, r.H = r.Y*s.f, r.H*s.f
	}
	return r
}

func (s squeezer) point(p layout.Point) layout.Point {
	r := s.spread(layout.Rect{X: p.X, Y: p.Y})
	return layout.Point{X: r.X, Y: r.Y}
}

// long is the length of a rectangle in the squeezed direction.
func (s squeezer) long(r layout.Rect) float64 {
	if s.across {
		return r.W
	}
	return r.H
}

// cross is the length of a rectangle in the other direction.
func (s squeezer) cross(r layout.Rect) float64 {
	if s.across {
		return r.H
	}
	return r.W
}

// ground reports whether an item of a group is part of its background, which is squeezed, and not of
// its contents, which are moved. A line across most of the group has no length and is ground too.
func (s squeezer) ground(r, group layout.Rect) bool {
	return s.long(r) > 0.8*s.long(group) || s.long(r) < 2 && s.cross(r) > 0.5*s.cross(group)
}

func (s squeezer) group(g *scene.Group, at layout.Point) *scene.Group {
	box := g.Bounds.Move(at)
	room := s.spread(box)
	move := layout.Point{X: room.X - box.X, Y: room.Y - box.Y}
	if !s.across {
		move.Y += s.lift(g, at, room)
	}
	out := &scene.Group{Ref: g.Ref, Bounds: room, Label: g.Words()}
	ends := s.endsFit(g, at, box, room, move)
	for _, item := range g.Drawn() {
		if it := s.item(item, at, box, room, move); it != nil && (ends || !s.atEnd(item, at, box)) {
			out.Items = append(out.Items, it)
		}
	}
	return out
}

// endsFit reports whether all that stands in the right half of a header fits: a word is nothing without
// the figure that follows it.
func (s squeezer) endsFit(g *scene.Group, at layout.Point, box, room layout.Rect, move layout.Point) bool {
	for _, item := range g.Drawn() {
		if s.atEnd(item, at, box) && s.item(item, at, box, room, move) == nil {
			return false
		}
	}
	return true
}

// atEnd reports whether an item that is no ground begins in the right half of a header.
func (s squeezer) atEnd(item scene.Item, at layout.Point, box layout.Rect) bool {
	var r layout.Rect
	switch it := item.(type) {
	case scene.Rect:
		r = it.Rect.Move(at)
	case scene.Path:
		r = pathBox(it.Segments).Move(at)
	case scene.Icon:
		r = it.Rect.Move(at)
	case scene.Image:
		r = it.Rect.Move(at)
	case scene.Text:
		r = textBox(it).Move(at)
	}
	return s.across && !s.ground(r, box) && r.X > box.X+box.W/2
}

// lift returns how far up the contents of a low row move, so that its first line stands in its middle.
func (s squeezer) lift(g *scene.Group, at layout.Point, room layout.Rect) float64 {
	for _, item := range g.Drawn() {
		t, ok := item.(scene.Text)
		if !ok {
			continue
		}
		box := textBox(t).Move(at)
		under := box.Y - g.Bounds.Y - at.Y
		return min(0, max((room.H-box.H)/2, 0)-under)
	}
	return 0
}

// textBox returns about what a line of text covers.
func textBox(t scene.Text) layout.Rect {
	size := t.Line.Style.Size
	return layout.Rect{X: t.At.X, Y: t.At.Y - 0.8*size, W: t.Line.Width, H: 1.05 * size}
}

func (s squeezer) item(item scene.Item, at layout.Point, box, room layout.Rect, move layout.Point) scene.Item {
	switch it := item.(type) {
	case scene.Rect:
		r := it.Rect.Move(at)
		if s.ground(r, box) {
			it.Rect = s.spread(r)
			return it
		}
		it.Rect = r.Move(move)
		return kept(it, it.Rect, room)
	case scene.Path:
		return s.path(it, at, box, room, move)
	case scene.Icon:
		it.Rect = it.Rect.Move(at).Move(move)
		return kept(it, it.Rect, room)
	case scene.Image:
		it.Rect = it.Rect.Move(at).Move(move)
		return kept(it, it.Rect, room)
	case scene.Text:
		it.At = it.At.Add(at).Add(move)
		cut := shortLine(it.Line, room.Right()-1-it.At.X)
		if glyphs(cut) < min(leastGlyphs, glyphs(it.Line)) {
			return nil
		}
		it.Line = cut
		return kept(it, textBox(it), room)
	}
	return nil
}

// leastGlyphs is how many letters of a longer text are worth showing.
const leastGlyphs = 3

func glyphs(l layout.Line) int {
	n := 0
	for _, r := range l.Runs {
		n += len(r.Glyphs)
	}
	return n
}

// kept returns an item that fits into its group's room, otherwise nil.
func kept(item scene.Item, r, room layout.Rect) scene.Item {
	const slack = 1
	if r.Right() > room.Right()+slack || r.Bottom() > room.Bottom()+slack || r.Y < room.Y-slack {
		return nil
	}
	return item
}

func (s squeezer) path(p scene.Path, at layout.Point, box, room layout.Rect, move layout.Point) scene.Item {
	bounds := pathBox(p.Segments).Move(at)
	ground := s.ground(bounds, box)
	if !ground && kept(p, bounds.Move(move), room) == nil {
		return nil
	}
	segments := make([]layout.Segment, len(p.Segments))
	for i, seg := range p.Segments {
		for n := range seg.Points {
			to := seg.Points[n].Add(at)
			if ground {
				to = s.point(to)
			} else {
				to = to.Add(move)
			}
			seg.Points[n] = to
		}
		segments[i] = seg
	}
	p.Segments = segments
	return p
}

func pathBox(segments []layout.Segment) layout.Rect {
	first := true
	var x0, y0, x1, y1 float64
	for _, seg := range segments {
		for _, p := range seg.Points[:points(seg.Op)] {
			if first {
				x0, y0, x1, y1, first = p.X, p.Y, p.X, p.Y, false
			}
			x0, y0, x1, y1 = min(x0, p.X), min(y0, p.Y), max(x1, p.X), max(y1, p.Y)
		}
	}
	return layout.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
}

func points(op byte) int {
	switch op {
	case 'Q':
		return 2
	case 'C':
		return 3
	}
	return 1
}

// shortLine returns a line that is cut to a width: with three dots where enough letters stay to be read before
// them, as elsewhere.
func shortLine(l layout.Line, width float64) layout.Line {
	cut := cutLine(l, width)
	if l.Width <= width || l.RTL {
		return cut
	}
	dots := layout.NewLine("…", l.Style)
	short := cutLine(l, width-dots.Width)
	if glyphs(short) < 2*leastGlyphs {
		return cut
	}
	end := 0.0
	for _, r := range short.Runs {
		end = max(end, r.X+r.Width)
	}
	for _, r := range dots.Runs {
		r.X += end
		short.Runs = append(short.Runs, r)
	}
	short.Width = end + dots.Width
	return short
}

// cutLine returns a line without the glyphs that do not fit into width.
func cutLine(l layout.Line, width float64) layout.Line {
	if l.Width <= width {
		return l
	}
	var runs []layout.Run
	for _, r := range l.Runs {
		if r.X >= width {
			break
		}
		if r.X+r.Width > width {
			all := r.Glyphs
			r.Glyphs, r.Width = cutGlyphs(r, width-r.X), width-r.X
			if n := len(r.Glyphs); n < len(all) {
				r.Width = all[n].X
			}
		}
		if len(r.Glyphs) > 0 {
			runs = append(runs, r)
		}
	}
	l.Runs, l.Width = runs, min(l.Width, max(width, 0))
	return l
}

// cutGlyphs returns the glyphs of a run that end within width: each reaches to where the next begins.
func cutGlyphs(r layout.Run, width float64) []layout.Glyph {
	for i := range r.Glyphs {
		end := r.Width
		if i+1 < len(r.Glyphs) {
			end = r.Glyphs[i+1].X
		}
		if end > width {
			return r.Glyphs[:i]
		}
	}
	return r.Glyphs
}
