package layout

import (
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// ColorGlyph is a glyph in its own colours: a PNG to be stretched over a box, in parts of the font
// size, measured from the glyph's origin, y down.
type ColorGlyph struct {
	PNG []byte
	Box Rect
}

// ColorGlyph returns a glyph's coloured picture, or false when it has none: then its outline is drawn
// in the colour of the text. The bytes belong to the font and may not be changed.
func (f *Face) ColorGlyph(gid uint32) (g ColorGlyph, ok bool) {
	if !f.bitmaps {
		return ColorGlyph{}, false
	}
	defer func() {
		if recover() != nil {
			g, ok = ColorGlyph{}, false
		}
	}()
	f.mu.Lock()
	defer f.mu.Unlock()
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
	return ColorGlyph{PNG: data.Data, Box: box}, !box.Empty()
}
