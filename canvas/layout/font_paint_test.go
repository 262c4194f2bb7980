package layout

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// paintedFace is the bundled face with a table of coloured glyphs: no such font is bundled.
func paintedFace(t *testing.T, colr tables.COLR1, palette ...tables.ColorRecord) *Face {
	t.Helper()
	f := *bundle()[0].font
	f.COLR, f.CPAL = &colr, font.CPAL{palette}
	return newFace(&f, "")
}

var (
	paintRed  = tables.ColorRecord{Red: 255, Alpha: 255}
	paintBlue = tables.ColorRecord{Blue: 255, Alpha: 255}
)

// layered writes a COLR table, version 0, in which glyph base is made of glyphs with colours 0, 1...
func layered(t *testing.T, base uint32, layers ...uint32) tables.COLR1 {
	t.Helper()
	const head, record = 14, 6
	var b []byte
	u16 := func(v int) { b = binary.BigEndian.AppendUint16(b, uint16(v)) }
	u32 := func(v int) { b = binary.BigEndian.AppendUint32(b, uint32(v)) }
	u16(0)
	u16(1)
	u32(head)
	u32(head + record)
	u16(len(layers))
	u16(int(base))
	u16(0)
	u16(len(layers))
	for i, gid := range layers {
		u16(int(gid))
		u16(i)
	}
	colr, err := tables.ParseCOLR(b)
	if err != nil {
		t.Fatal(err)
	}
	return colr
}

func decode(t *testing.T, g ColorGlyph) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(g.PNG))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestLayersOfAGlyphAreItsPicture(t *testing.T) {
	face := bundle()[0]
	h, _ := face.GlyphOf('H')
	dot, _ := face.GlyphOf('.')
	painted := paintedFace(t, layered(t, h, h, dot), paintRed, paintBlue)
	g, ok := painted.ColorGlyph(h)
	if !ok {
		t.Fatal("no picture")
	}
	m := decode(t, g)
	// H of Noto Sans: 0.098 to 0.643 across, 0.714 high; the dot stands at its lower left.
	if math.Abs(g.Box.Y+0.714) > 0.02 || math.Abs(g.Box.H-0.72) > 0.03 || math.Abs(g.Box.X-0.07) > 0.04 {
		t.Errorf("box %+v", g.Box)
	}
	bounds := m.Bounds()
	at := func(x, y float64) color.NRGBA {
		return color.NRGBAModel.Convert(m.At(bounds.Min.X+int((x-g.Box.X)*paintPixels), bounds.Min.Y+int((y-g.Box.Y)*paintPixels))).(color.NRGBA)
	}
	if c := at(0.14, -0.6); c != (color.NRGBA{R: 255, A: 255}) {
		t.Errorf("the stem is %v", c)
	}
	if c := at(0.13, -0.05); c != (color.NRGBA{B: 255, A: 255}) {
		t.Errorf("the dot is %v", c)
	}
	if c := at(0.37, -0.6); c.A != 0 {
		t.Errorf("between the stems is %v", c)
	}
	if _, ok := painted.ColorGlyph(dot); ok {
		t.Error("a glyph without layers has a picture")
	}
	if again, _ := painted.ColorGlyph(h); &again.PNG[0] != &g.PNG[0] {
		t.Error("the picture was painted twice")
	}
}

// onePaint paints a table by itself and returns the colour at a place in font units.
func onePaint(t *testing.T, table tables.PaintTable) func(x, y float64) color.NRGBA {
	t.Helper()
	face := paintedFace(t, tables.COLR1{}, paintRed, paintBlue)
	p := colorPainter{font: face.font, reader: face.reader, left: 100}
	p.dst = image.NewRGBA(image.Rect(0, 0, 200, 200))
	p.paint(table, affine{xx: 0.2, yy: -0.2, dy: 200}, nil, 0) // 1000 units are 200 pixels
	return func(x, y float64) color.NRGBA {
		return color.NRGBAModel.Convert(p.dst.At(int(x*0.2), int(200-y*0.2))).(color.NRGBA)
	}
}

var redToBlue = tables.ColorLine{ColorStops: []tables.ColorStop{
	{StopOffset: 0, PaletteIndex: 0, Alpha: 1 << 14}, {StopOffset: 1 << 14, PaletteIndex: 1, Alpha: 1 << 14},
}}

func near(c color.NRGBA, blue float64) bool {
	return math.Abs(float64(c.B)-255*blue) < 8 && math.Abs(float64(c.R)-255*(1-blue)) < 8 && c.A == 255
}

func TestGradients(t *testing.T) {
	line := onePaint(t, tables.PaintLinearGradient{ColorLine: redToBlue, X0: 200, Y0: 500, X1: 800, Y1: 500, X2: 200, Y2: 900})
	for x, blue := range map[float64]float64{100: 0, 200: 0, 350: 0.25, 500: 0.5, 800: 1, 950: 1} {
		if c := line(x, 300); !near(c, blue) {
			t.Errorf("the line at %v is %v, want %v blue", x, c, blue)
		}
	}
	circle := onePaint(t, tables.PaintRadialGradient{ColorLine: redToBlue, X0: 500, Y0: 500, X1: 500, Y1: 500, Radius1: 400})
	for r, blue := range map[float64]float64{5: 0, 200: 0.5, 400: 1, 480: 1} {
		if c := circle(500+r*0.6, 500+r*0.8); !near(c, blue) {
			t.Errorf("the circle at %v is %v, want %v blue", r, c, blue)
		}
	}
	around := onePaint(t, tables.PaintSweepGradient{ColorLine: redToBlue, CenterX: 500, CenterY: 500, StartAngle: -1 << 14, EndAngle: 1<<14 - 1})
	if c := around(500, 900); !near(c, 0.25) {
		t.Errorf("a quarter around is %v", c)
	}
	if c := around(100, 500); !near(c, 0.5) {
		t.Errorf("half around is %v", c)
	}
}

func TestRepeatedAndReflectedGradients(t *testing.T) {
	paint := tables.PaintLinearGradient{ColorLine: redToBlue, X0: 0, Y0: 0, X1: 200, Y1: 0, X2: 0, Y2: 100}
	paint.ColorLine.Extend = tables.ExtendRepeat
	if c := onePaint(t, paint)(250, 100); !near(c, 0.25) {
		t.Errorf("repeated: %v", c)
	}
	paint.ColorLine.Extend = tables.ExtendReflect
	if c := onePaint(t, paint)(250, 100); !near(c, 0.75) {
		t.Errorf("reflected: %v", c)
	}
}

func TestTransformedPaints(t *testing.T) {
	square, _ := bundle()[0].GlyphOf('H') // its left stem fills 98 to 188, 0 to 714
	solid := tables.PaintGlyph{GlyphID: uint16(square), Paint: tables.PaintSolid{Alpha: 1 << 14}}
	half := tables.Fixed214(1 << 13)
	for name, c := range map[string]struct {
		paint tables.PaintTable
		x, y  float64 // where the middle of the stem is then
	}{
		"as it is":   {solid, 143, 600},
		"moved":      {tables.PaintTranslate{Paint: solid, Dx: 300, Dy: 200}, 443, 800},
		"half":       {tables.PaintScaleUniform{Paint: solid, Scale: half}, 71, 300},
		"around":     {tables.PaintScaleAroundCenter{Paint: solid, ScaleX: half, ScaleY: half, CenterX: 1000, CenterY: 1000}, 571, 800},
		"turned":     {tables.PaintTranslate{Dx: 900, Paint: tables.PaintRotate{Paint: solid, Angle: half}}, 300, 143},
		"mapped":     {tables.PaintTransform{Paint: solid, Transform: tables.Affine2x3{Xx: 1, Yy: 1, Dx: 50, Dy: 60}}, 193, 660},
		"composed":   {tables.PaintComposite{BackdropPaint: solid, SourcePaint: tables.PaintTranslate{Paint: solid, Dx: 500}}, 643, 600},
		"slanted":    {tables.PaintSkewAroundCenter{Paint: solid, CenterX: 143, CenterY: 600, XSkewAngle: 1000}, 143, 600},
		"two scales": {tables.PaintScale{Paint: solid, ScaleX: 1 << 14, ScaleY: half}, 143, 300},
	} {
		if got := onePaint(t, c.paint)(c.x, c.y); got != (color.NRGBA{R: 255, A: 255}) {
			t.Errorf("%s: at %v, %v is %v", name, c.x, c.y, got)
		}
	}
}

// A table that refers to itself ends.
func TestPaintsThatNeverEndAreCut(t *testing.T) {
	var nested tables.PaintTable = tables.PaintSolid{Alpha: 1 << 14}
	for range 100_000 {
		nested = tables.PaintTranslate{Paint: nested}
	}
	if c := onePaint(t, nested)(500, 500); c.A != 0 {
		t.Errorf("the hundred thousandth table was painted: %v", c)
	}
}
