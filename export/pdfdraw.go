package export

import (
	"math"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
)

// pdfDrawer draws scene items on the pages of a PDF. It knows items and nothing of journeys.
type pdfDrawer struct {
	file    *pdfFile
	out     content
	scale   float64      // points on paper for a point of the scene
	shift   layout.Point // of the scene's origin on the paper
	opacity float64

	glyphs   map[glyphKey]string // forms by glyph
	icons    map[iconKey]string
	hatches  map[hatchKey]string
	pictures map[string]*pdfPicture
	missing  *missingText
}

// Forms have their colour in them: the library begins each with black.
type glyphKey struct {
	face  *layout.Face
	id    uint32
	color scene.Color
}

type iconKey struct {
	name  string
	color scene.Color
}

type hatchKey struct {
	width, every float64
	color        scene.Color
}

// emUnits is the size in form points at which glyphs and icons are kept.
const emUnits = 100.0

func newPDFDrawer(file *pdfFile) *pdfDrawer {
	return &pdfDrawer{
		file: file, scale: 1, opacity: 1,
		glyphs: map[glyphKey]string{}, icons: map[iconKey]string{}, hatches: map[hatchKey]string{},
		pictures: map[string]*pdfPicture{}, missing: newMissingText(),
	}
}

// page begins a page; the one before is flushed.
func (d *pdfDrawer) page(size layout.Point) {
	d.flush()
	d.file.page(size)
	d.out.begin(size.Y)
	d.opacity = 1
}

// flush hands what was drawn to the file, so that the file's own operators come after it.
func (d *pdfDrawer) flush() {
	d.out.endText()
	d.file.write(d.out.buf)
	d.out.buf = d.out.buf[:0]
}

func (d *pdfDrawer) at(p layout.Point) layout.Point {
	return layout.Point{X: d.shift.X + p.X*d.scale, Y: d.shift.Y + p.Y*d.scale}
}

func (d *pdfDrawer) box(r layout.Rect) layout.Rect {
	p := d.at(layout.Point{X: r.X, Y: r.Y})
	return layout.Rect{X: p.X, Y: p.Y, W: r.W * d.scale, H: r.H * d.scale}
}

// clipped draws what draw draws only within a rectangle of the paper.
func (d *pdfDrawer) clipped(r layout.Rect, draw func()) {
	d.out.save()
	d.out.rect(r)
	d.out.op("W n")
	opacity := d.opacity
	draw()
	d.out.restore()
	d.opacity = opacity
}

// group draws the items of a record that are meant for full size, moved by at.
func (d *pdfDrawer) group(g *scene.Group, at layout.Point) {
	before := d.shift
	d.shift = d.at(at)
	for _, item := range g.Drawn() {
		drawItem(d, item, g.Ref)
	}
	d.shift = before
}

func (d *pdfDrawer) setOpacity(alpha uint8) {
	if a := float64(alpha) / 255; a != d.opacity {
		d.flush()
		d.file.alpha(a)
		d.opacity = a
	}
}

func seen(s scene.Stroke) bool { return s.Width > 0 && s.Color.A > 0 }

func (d *pdfDrawer) rect(r scene.Rect) {
	if r.Rect.W < 0 || r.Rect.H < 0 {
		return
	}
	trace := func() {
		if r.Radius > 0 {
			d.out.outline(roundRect(r.Rect, r.Radius), true, d.at)
		} else {
			d.out.rect(d.box(r.Rect))
		}
	}
	if r.Hatch.Every > 0 && r.Hatch.Width > 0 {
		d.shape(trace, r.Fill, scene.Stroke{})
		d.hatch(r, trace)
		d.shape(trace, scene.Color{}, r.Stroke)
		return
	}
	d.shape(trace, r.Fill, r.Stroke)
}

// shape fills and strokes what trace outlines, in one go where the opacities allow.
func (d *pdfDrawer) shape(trace func(), fill scene.Color, stroke scene.Stroke) {
	fills, strokes := fill.A > 0, seen(stroke)
	if fills && strokes && fill.A != stroke.Color.A {
		d.shape(trace, fill, scene.Stroke{})
		fills = false
	}
	if !fills && !strokes {
		return
	}
	if fills {
		d.setOpacity(fill.A)
		d.out.endText()
		d.out.fillColor(fill)
	}
	if strokes {
		d.setOpacity(stroke.Color.A)
		d.out.pen(stroke, d.scale)
	}
	trace()
	d.out.paint(fills, strokes)
}

// hatchTile is the side of the form that hatches are cut from.
const hatchTile = formSize - 2*1

// hatch draws 45 degree lines within what trace outlines, from one form for all boxes alike.
func (d *pdfDrawer) hatch(r scene.Rect, trace func()) {
	key := hatchKey{r.Hatch.Width * d.scale, r.Hatch.Every * d.scale, r.Hatch.Color}
	if key.every < 0.1 {
		return
	}
	name, ok := d.hatches[key]
	if !ok {
		name = d.file.form(hatchForm(key))
		d.hatches[key] = name
	}
	d.setOpacity(r.Hatch.Color.A)
	box := d.box(r.Rect)
	// Whole periods keep the lines unbroken where tiles meet.
	period := key.every * math.Sqrt2
	side := math.Floor(hatchTile/period) * period
	if side <= 0 {
		side = period
	}
	d.out.save()
	trace()
	d.out.op("W n")
	for y := box.Y; y < box.Bottom(); y += side {
		for x := box.X; x < box.Right(); x += side {
			d.out.save()
			d.out.rect(layout.Rect{X: x, Y: y, W: side, H: side})
			d.out.op("W n")
			d.use(name, 1, layout.Point{X: x, Y: y + side}, layout.Point{})
			d.out.restore()
		}
	}
	d.out.restore()
}

func hatchForm(k hatchKey) []byte {
	c := content{height: formSize}
	c.state.width = -1
	c.pen(scene.Stroke{Width: k.width, Color: k.color}, 1)
	c.outline(hatchLines(layout.Rect{W: formSize, H: formSize}, k.every), false, func(p layout.Point) layout.Point { return p })
	c.op("S")
	return c.buf
}

// use draws a form scaled, so that the point origin of the form comes to lie at a point of the paper.
func (d *pdfDrawer) use(form string, scale float64, at, origin layout.Point) {
	d.out.endText()
	d.out.buf = append(d.out.buf, "q "...)
	d.out.buf = append(appendFine(d.out.buf, scale), " 0 0 "...)
	d.out.buf = append(appendFine(d.out.buf, scale), ' ')
	d.out.num(at.X - origin.X*scale)
	d.out.num(d.out.height - at.Y - origin.Y*scale)
	d.out.buf = append(append(d.out.buf, "cm "...), form...)
	d.out.op(" Do Q")
}

func (d *pdfDrawer) path(p scene.Path) {
	d.shape(func() { d.out.outline(p.Segments, p.Closed, d.at) }, p.Fill, p.Stroke)
}

func (d *pdfDrawer) icon(i scene.Icon) {
	if i.Color.A == 0 || i.Rect.Empty() {
		return
	}
	key := iconKey{i.Name, opaque(i.Color)}
	name, ok := d.icons[key]
	if !ok {
		name = d.iconForm(key)
		d.icons[key] = name
	}
	if name == "" {
		return
	}
	d.setOpacity(i.Color.A)
	box := d.box(i.Rect)
	d.use(name, box.W/emUnits, layout.Point{X: box.X, Y: box.Bottom()}, layout.Point{X: formMargin, Y: formMargin})
}

// iconForm keeps an icon's shapes in one colour.
func (d *pdfDrawer) iconForm(key iconKey) string {
	box := layout.Rect{X: formMargin, Y: formSize - formMargin - emUnits, W: emUnits, H: emUnits}
	paths := raster.IconPaths(key.name, box, key.color)
	if len(paths) == 0 {
		return ""
	}
	c := content{height: formSize}
	c.state.width = -1
	c.fillColor(key.color)
	for _, p := range paths {
		if seen(p.Stroke) {
			c.pen(p.Stroke, 1)
		}
		c.outline(p.Segments, p.Closed, func(p layout.Point) layout.Point { return p })
		c.paint(p.Fill.A > 0, seen(p.Stroke))
	}
	return d.file.form(c.buf)
}
