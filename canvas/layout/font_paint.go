package layout

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
	"golang.org/x/image/vector"
)

// Fonts with a COLR table draw their coloured glyphs as layers of outlines. They are painted here once
// into a picture, so that renderers know one kind of coloured glyph. The format is that of the OpenType
// specification, "COLR - Color Table", without its variations; layers that it mixes in other ways than
// one over the other are painted one over the other.

const (
	paintPixels = 160 // a side of the font size: enough for a card at 400 %
	paintWide   = 3   // the picture painted into, in sizes: from -0.5 to 2.5 across,
	paintHigh   = 2   // and from 1.4 above the baseline to 0.6 below
	paintLeft   = 0.5
	paintAbove  = 1.4
	paintDepth  = 24 // of tables within tables
)

// affine is a map of the plane.
type affine struct{ xx, yx, xy, yy, dx, dy float64 }

func (m affine) at(x, y float64) (float64, float64) {
	return m.xx*x + m.xy*y + m.dx, m.yx*x + m.yy*y + m.dy
}

// then returns the map that applies inner first.
func (m affine) then(inner affine) affine {
	dx, dy := m.at(inner.dx, inner.dy)
	return affine{
		m.xx*inner.xx + m.xy*inner.yx, m.yx*inner.xx + m.yy*inner.yx,
		m.xx*inner.xy + m.xy*inner.yy, m.yx*inner.xy + m.yy*inner.yy,
		dx, dy,
	}
}

func (m affine) inverse() affine {
	det := m.xx*m.yy - m.xy*m.yx
	if det == 0 {
		return affine{}
	}
	i := affine{xx: m.yy / det, yx: -m.yx / det, xy: -m.xy / det, yy: m.xx / det}
	i.dx, i.dy = -(i.xx*m.dx + i.xy*m.dy), -(i.yx*m.dx + i.yy*m.dy)
	return i
}

// around returns the map with its origin moved to a centre.
func (m affine) around(x, y int16) affine {
	cx, cy := float64(x), float64(y)
	return affine{xx: 1, yy: 1, dx: cx, dy: cy}.then(m).then(affine{xx: 1, yy: 1, dx: -cx, dy: -cy})
}

// clipShape is the glyph inside which a paint shows.
type clipShape struct {
	gid tables.GlyphID
	m   affine
}

// colorPainter paints one coloured glyph.
type colorPainter struct {
	font   *font.Font
	reader *font.Face
	dst    *image.RGBA
	raster vector.Rasterizer
	left   int // steps, so that tables that refer to each other end
}

// paintColor paints a glyph of a COLR font. It is called with f.mu held.
func (f *Face) paintColor(gid tables.GlyphID) (ColorGlyph, bool) {
	data, ok := f.reader.GlyphDataColor(gid)
	if !ok || len(f.font.CPAL) == 0 {
		return ColorGlyph{}, false
	}
	const most = 4000
	p := colorPainter{font: f.font, reader: f.reader, left: most}
	p.dst = image.NewRGBA(image.Rect(0, 0, paintWide*paintPixels, paintHigh*paintPixels))
	s := paintPixels * f.scale
	p.paint(data.Paint, affine{xx: s, yy: -s, dx: paintLeft * paintPixels, dy: paintAbove * paintPixels}, nil, 0)
	return p.picture()
}

// picture cuts the clear margins off what was painted.
func (p *colorPainter) picture() (ColorGlyph, bool) {
	box := image.Rectangle{}
	for y := range p.dst.Rect.Dy() {
		for x := range p.dst.Rect.Dx() {
			if p.dst.Pix[p.dst.PixOffset(x, y)+3] > 0 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if box.Empty() {
		return ColorGlyph{}, false
	}
	var b bytes.Buffer
	if err := png.Encode(&b, p.dst.SubImage(box)); err != nil {
		return ColorGlyph{}, false
	}
	return ColorGlyph{PNG: b.Bytes(), Box: Rect{
		X: float64(box.Min.X)/paintPixels - paintLeft, Y: float64(box.Min.Y)/paintPixels - paintAbove,
		W: float64(box.Dx()) / paintPixels, H: float64(box.Dy()) / paintPixels,
	}}, true
}

// paint carries out one table.
func (p *colorPainter) paint(table tables.PaintTable, m affine, clip *clipShape, depth int) {
	if p.left--; p.left < 0 || depth > paintDepth {
		return
	}
	switch t := table.(type) {
	case tables.PaintColrLayersResolved:
		for _, l := range t {
			p.fill(&clipShape{l.GlyphID, m}, image.NewUniform(p.color(l.PaletteIndex, 1)))
		}
	case tables.PaintColrLayers:
		layers, err := p.font.COLR.LayerList.Resolve(t)
		if err != nil {
			return
		}
		for _, l := range layers {
			p.paint(l, m, clip, depth+1)
		}
	case tables.PaintGlyph:
		p.paint(t.Paint, m, &clipShape{tables.GlyphID(t.GlyphID), m}, depth+1)
	case tables.PaintColrGlyph:
		if inner, ok := p.font.COLR.Search(tables.GlyphID(t.GlyphID)); ok {
			p.paint(inner, m, clip, depth+1)
		}
	case tables.PaintComposite:
		p.paint(t.BackdropPaint, m, clip, depth+1)
		p.paint(t.SourcePaint, m, clip, depth+1)
	case tables.PaintSolid:
		p.fill(clip, image.NewUniform(p.color(t.PaletteIndex, fixed(t.Alpha))))
	case tables.PaintLinearGradient, tables.PaintRadialGradient, tables.PaintSweepGradient:
		if g := p.gradient(table, m); g != nil {
			p.fill(clip, g)
		}
	default:
		if inner, move, ok := transformOf(table); ok {
			p.paint(inner, m.then(move), clip, depth+1)
		}
	}
}

func fixed(v tables.Fixed214) float64 { return float64(v) / (1 << 14) }

// transformOf returns the inner table and the map of a table that moves another one.
func transformOf(table tables.PaintTable) (inner tables.PaintTable, m affine, ok bool) {
	scale := func(x, y tables.Fixed214) affine { return affine{xx: fixed(x), yy: fixed(y)} }
	turn := func(angle tables.Fixed214) affine {
		sin, cos := math.Sincos(fixed(angle) * math.Pi)
		return affine{xx: cos, yx: sin, xy: -sin, yy: cos}
	}
	skew := func(x, y tables.Fixed214) affine {
		return affine{xx: 1, yx: math.Tan(fixed(y) * math.Pi), xy: -math.Tan(fixed(x) * math.Pi), yy: 1}
	}
	switch t := table.(type) {
	case tables.PaintTransform:
		a := t.Transform
		return t.Paint, affine{float64(a.Xx), float64(a.Yx), float64(a.Xy), float64(a.Yy), float64(a.Dx), float64(a.Dy)}, true
	case tables.PaintTranslate:
		return t.Paint, affine{xx: 1, yy: 1, dx: float64(t.Dx), dy: float64(t.Dy)}, true
	case tables.PaintScale:
		return t.Paint, scale(t.ScaleX, t.ScaleY), true
	case tables.PaintScaleAroundCenter:
		return t.Paint, scale(t.ScaleX, t.ScaleY).around(t.CenterX, t.CenterY), true
	case tables.PaintScaleUniform:
		return t.Paint, scale(t.Scale, t.Scale), true
	case tables.PaintScaleUniformAroundCenter:
		return t.Paint, scale(t.Scale, t.Scale).around(t.CenterX, t.CenterY), true
	case tables.PaintRotate:
		return t.Paint, turn(t.Angle), true
	case tables.PaintRotateAroundCenter:
		return t.Paint, turn(t.Angle).around(t.CenterX, t.CenterY), true
	case tables.PaintSkew:
		return t.Paint, skew(t.XSkewAngle, t.YSkewAngle), true
	case tables.PaintSkewAroundCenter:
		return t.Paint, skew(t.XSkewAngle, t.YSkewAngle).around(t.CenterX, t.CenterY), true
	}
	return nil, affine{}, false
}

// color returns a colour of the first palette; index 0xFFFF stands for the text's colour, which a kept
// picture cannot know: it is black.
func (p *colorPainter) color(index uint16, alpha float64) color.NRGBA {
	palette := p.font.CPAL[0]
	alpha = max(0, min(1, alpha))
	if int(index) >= len(palette) {
		return color.NRGBA{A: uint8(alpha*255 + 0.5)}
	}
	r := palette[index]
	return color.NRGBA{R: r.Red, G: r.Green, B: r.Blue, A: uint8(alpha*float64(r.Alpha) + 0.5)}
}

// fill paints inside a glyph; without one, everywhere.
func (p *colorPainter) fill(clip *clipShape, src image.Image) {
	if clip == nil {
		draw.Draw(p.dst, p.dst.Rect, src, image.Point{}, draw.Over)
		return
	}
	outline, ok := p.reader.GlyphDataOutline(clip.gid)
	if !ok {
		return
	}
	p.raster.Reset(p.dst.Rect.Dx(), p.dst.Rect.Dy())
	at := func(q font.SegmentPoint) (float32, float32) {
		x, y := clip.m.at(float64(q.X), float64(q.Y))
		const far = 1 << 16
		return float32(max(-far, min(far, x))), float32(max(-far, min(far, y)))
	}
	for _, s := range outline.Segments {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		cx, cy := at(s.Args[2])
		switch s.Op {
		case ot.SegmentOpMoveTo:
			p.raster.ClosePath()
			p.raster.MoveTo(ax, ay)
		case ot.SegmentOpLineTo:
			p.raster.LineTo(ax, ay)
		case ot.SegmentOpQuadTo:
			p.raster.QuadTo(ax, ay, bx, by)
		case ot.SegmentOpCubeTo:
			p.raster.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	p.raster.ClosePath()
	p.raster.Draw(p.dst, p.dst.Rect, src, image.Point{})
}
