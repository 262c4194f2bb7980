package layout

import (
	"math"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// ColorGlyph is a glyph in its own colours: a PNG to be stretched over a box, in parts of the font
// size, measured from the glyph's origin, y down.
type ColorGlyph struct {
	PNG []byte
	Box Rect
}

// keptPictures bounds the pictures of glyphs that a face keeps.
const keptPictures = 1000

// ColorGlyph returns a glyph's coloured picture, or false when it has none: then its outline is drawn
// in the colour of the text. The bytes are shared and may not be changed.
func (f *Face) ColorGlyph(gid uint32) (g ColorGlyph, ok bool) {
	if !f.colored || gid > math.MaxUint16 {
		return ColorGlyph{}, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if g, ok := f.pictures[gid]; ok {
		return g, len(g.PNG) > 0
	}
	g, ok = f.readPicture(gid)
	if len(f.pictures) >= keptPictures {
		clear(f.pictures)
	}
	f.pictures[gid] = g
	return g, ok
}

// readPicture reads a picture from the font, or paints it from its layers. Like outlines it comes from
// foreign data: what cannot be read is no picture.
func (f *Face) readPicture(gid uint32) (g ColorGlyph, ok bool) {
	defer func() {
		if recover() != nil {
			g, ok = ColorGlyph{}, false
		}
	}()
	if g, ok := f.paintColor(tables.GlyphID(gid)); ok {
		return g, true
	}
	data, ok := f.reader.GlyphDataBitmap(tables.GlyphID(gid))
	if !ok || data.Format != font.PNG || len(data.Data) == 0 {
		return ColorGlyph{}, false
	}
	e, ok := f.reader.GlyphExtents(font.GID(gid))
	if !ok {
		return ColorGlyph{}, false
	}
	box := Rect{
		X: float64(e.XBearing) * f.scale,
		Y: -float64(e.YBearing) * f.scale,
		W: float64(e.Width) * f.scale,
		H: -float64(e.Height) * f.scale,
	}
	if box.Empty() {
		return ColorGlyph{}, false
	}
	return ColorGlyph{PNG: data.Data, Box: box}, true
}

// shows reports whether the font really draws a character: one may list it and have it only in a form
// that is not read here, such as SVG.
func (f *Face) shows(r rune) bool {
	const brailleBlank = 0x2800
	if ignorable(r) || unicode.IsSpace(r) || unicode.In(r, unicode.M) || r == brailleBlank {
		return true
	}
	gid, ok := f.GlyphOf(r)
	if !ok {
		return false
	}
	if len(f.Outline(gid, 1)) > 0 {
		return true
	}
	_, ok = f.ColorGlyph(gid)
	return ok
}
