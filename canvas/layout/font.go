package layout

// Face is one font.
type Face struct{}

// Outline returns a glyph's closed contours for a size in document points, y down, from the glyph's
// origin; nil for an empty glyph.
func (f *Face) Outline(gid uint32, size float64) []Segment { return nil }

// Bundled returns the name of the font in package assets ("NotoSans-Regular"), or false for a font of
// the system.
func (f *Face) Bundled() (name string, ok bool) { return "", false }

// ColorGlyph is a glyph in its own colours: a PNG to be stretched over a box, in parts of the font
// size, measured from the glyph's origin, y down.
type ColorGlyph struct {
	PNG []byte
	Box Rect
}

// ColorGlyph returns a glyph's coloured picture, or false when it has none: then its outline is drawn
// in the colour of the text.
func (f *Face) ColorGlyph(gid uint32) (ColorGlyph, bool) { return ColorGlyph{}, false }

// Metrics returns how far a line of a style reaches above and below its baseline, and the distance of
// two lines, in document points.
func Metrics(s Style) (ascent, descent, lineHeight float64) {
	return 1.069 * s.Size, 0.293 * s.Size, 1.362 * s.Size
}
