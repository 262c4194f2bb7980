package export

import (
	"math"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// appendFine writes a factor with the decimals that scaling needs.
func appendFine(dst []byte, v float64) []byte { return strconv.AppendFloat(dst, v, 'f', 5, 64) }

// text draws a line: runs in a bundled font as text of the PDF, others as the shapes of their glyphs
// with the same text invisibly below, so that it can be searched and copied all the same.
func (d *pdfDrawer) text(t scene.Text, ref model.Ref) {
	d.missing.note(ref, t.Line)
	if t.Color.A == 0 {
		return
	}
	d.setOpacity(t.Color.A)
	for i := range t.Line.Runs {
		run := &t.Line.Runs[i]
		at := d.at(layout.Point{X: t.At.X + run.X, Y: t.At.Y})
		if d.realText(run, at, t.Color) {
			continue
		}
		d.shapes(run, at, opaque(t.Color))
		d.hiddenText(run, at)
	}
}

// realText writes a run as text and reports whether it could.
func (d *pdfDrawer) realText(run *layout.Run, at layout.Point, color scene.Color) bool {
	if run.Face == nil {
		return false
	}
	name, bundled := run.Face.Bundled()
	if !bundled || run.RTL {
		return false
	}
	font := d.file.font(name)
	if font == nil {
		return false
	}
	runes := []rune(run.Text)
	if !utf8.ValidString(run.Text) || slices.ContainsFunc(runes, unset) {
		return false
	}
	if !run.Plain && (len(runes) != len(run.Glyphs) || !slices.ContainsFunc(runes, simpleScript) || slices.ContainsFunc(runes, notSimpleScript)) {
		return false
	}
	d.out.fillColor(color)
	d.out.textAt(font.name, run.Size*d.scale, at)
	for _, r := range runes {
		font.used[r] = true
	}
	if !run.Plain {
		d.kerned(font, runes, run)
		return true
	}
	d.out.literal(utf16Bytes(make([]byte, 0, 2*len(runes)), run.Text))
	d.out.op("Tj")
	return true
}

// unset reports characters that gofpdf or a reader cannot take as text.
func unset(r rune) bool {
	return r > 0xFFFF || r < 0x20 || r >= 0x7f && r < 0xa0 || r == utf8.RuneError
}

// simpleScript reports characters whose glyph does not depend on their neighbours: the precomposed
// Latin, Greek and Cyrillic letters and general punctuation.
func simpleScript(r rune) bool {
	return r < 0x300 || r >= 0x370 && r < 0x483 || r >= 0x48a && r < 0x530 || r >= 0x1e00 && r < 0x2000 ||
		r >= 0x2010 && r < 0x2028 || r >= 0x2030 && r < 0x205f || r >= 0x20a0 && r < 0x20d0
}

func notSimpleScript(r rune) bool { return !simpleScript(r) }

// kerned writes characters with the distances that shaping gave them.
func (d *pdfDrawer) kerned(font *pdfFont, runes []rune, run *layout.Run) {
	d.out.buf = append(d.out.buf, '[')
	var part []byte
	x := run.Glyphs[0].X
	for i, r := range runes {
		if gap := run.Glyphs[i].X - x; math.Abs(gap) > 0.004*run.Size && i > 0 {
			d.out.literal(part)
			part = part[:0]
			d.out.num(-1000 * gap / run.Size)
			x = run.Glyphs[i].X
		}
		part = append(part, byte(r>>8), byte(r))
		x += font.advance(r) / 1000 * run.Size
	}
	d.out.literal(part)
	d.out.op("]TJ")
}

// shapes draws a run's glyphs from forms, or as pictures where they have colours of their own.
func (d *pdfDrawer) shapes(run *layout.Run, at layout.Point, color scene.Color) {
	if run.Face == nil {
		return
	}
	for _, g := range run.Glyphs {
		origin := layout.Point{X: at.X + g.X*d.scale, Y: at.Y + g.Y*d.scale}
		if d.colorGlyph(run, g, origin) {
			continue
		}
		if form := d.glyphForm(glyphKey{run.Face, g.ID, color}); form != "" {
			d.use(form, run.Size*d.scale/emUnits, origin, layout.Point{X: formMargin, Y: formMargin})
		}
	}
}

func (d *pdfDrawer) glyphForm(key glyphKey) string {
	if name, ok := d.glyphs[key]; ok {
		return name
	}
	name := ""
	if outline := key.face.Outline(key.id, emUnits); len(outline) > 0 {
		c := content{height: formSize}
		c.fillColor(key.color)
		c.outline(outline, true, func(p layout.Point) layout.Point {
			return layout.Point{X: p.X + formMargin, Y: p.Y + formSize - formMargin}
		})
		c.op("f")
		name = d.file.form(c.buf)
	}
	d.glyphs[key] = name
	return name
}

// hiddenText writes what drawn glyphs say, in the order in which they stand. Characters beyond the
// first plane go into the replacement text of a span, which is the one place a PDF can hold them.
func (d *pdfDrawer) hiddenText(run *layout.Run, at layout.Point) {
	font := d.file.font(regularFont)
	runes := []rune(plainText(run.Text, true))
	if font == nil || len(runes) == 0 || run.Width <= 0 {
		return
	}
	if run.RTL {
		slices.Reverse(runes)
	}
	d.out.endText()
	beyond := slices.ContainsFunc(runes, func(r rune) bool { return r > 0xFFFF })
	shown := runes
	if beyond {
		d.span(runes)
		shown = []rune{' '}
	}
	width := 0.0
	var codes []byte
	for _, r := range shown {
		width += font.advance(r) / 1000 * run.Size
		codes = append(codes, byte(r>>8), byte(r))
		font.used[r] = true
	}
	if width <= 0 {
		width = run.Width
	}
	d.out.textAt(font.name, run.Size*d.scale, at)
	d.out.buf = append(d.out.buf, "3 Tr "...)
	d.out.num(100 * run.Width / width)
	d.out.buf = append(d.out.buf, "Tz "...)
	d.out.literal(codes)
	d.out.op("Tj 0 Tr 100 Tz")
	d.out.endText()
	if beyond {
		d.out.op("EMC")
	}
}

func (d *pdfDrawer) span(runes []rune) {
	d.out.buf = append(d.out.buf, "/Span <</ActualText "...)
	codes := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode(runes) {
		codes = append(codes, byte(u>>8), byte(u))
	}
	d.out.literal(codes)
	d.out.op(">> BDC")
}
