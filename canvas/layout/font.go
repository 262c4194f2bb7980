package layout

import (
	"bytes"
	"fmt"
	"math"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"

	"stagecraft/assets"
)

// Face is one font: a bundled one or one of the system's. There is one Face a font, so a pointer to it
// can be a key. It is safe for concurrent use.
type Face struct {
	font    *font.Font
	coords  []tables.Coord // of a variable font
	name    string         // of a bundled font in package assets
	scale   float64        // font units to parts of the size
	simple  *simpleTable   // bundled fonts only
	colored bool           // the font's glyphs may be coloured pictures
	extents extents        // bundled fonts only

	mu       sync.RWMutex
	reader   *font.Face // for outlines and pictures; under mu
	outlines map[uint32][]Segment
	pictures map[uint32]ColorGlyph
}

// newFace wraps a parsed font.
func newFace(f *font.Font, name string) *Face {
	return &Face{
		font:     f,
		name:     name,
		scale:    1 / float64(max(1, f.Upem())),
		colored:  len(f.BitmapSizes()) > 0 || f.COLR != nil,
		reader:   font.NewFace(f),
		outlines: map[uint32][]Segment{},
		pictures: map[uint32]ColorGlyph{},
	}
}

// Bundled returns the name of the font in package assets ("NotoSans-Regular"), or false for a font of
// the system.
func (f *Face) Bundled() (name string, ok bool) { return f.name, f.name != "" }

// GlyphOf returns the glyph that the font has for a character on its own, or false.
func (f *Face) GlyphOf(r rune) (gid uint32, ok bool) {
	g, ok := f.font.NominalGlyph(r)
	return uint32(g), ok
}

// Outline returns a glyph's closed contours for a size in document points, y down, from the glyph's
// origin; nil for a glyph that is empty or has no outline. Outlines of size 1 are kept and shared: they
// may not be changed.
func (f *Face) Outline(gid uint32, size float64) []Segment {
	unit := f.unitOutline(gid)
	if size == 1 || len(unit) == 0 {
		return unit
	}
	scaled := make([]Segment, len(unit))
	for i, s := range unit {
		for k := range s.Points {
			s.Points[k].X *= size
			s.Points[k].Y *= size
		}
		scaled[i] = s
	}
	return scaled
}

// keptOutlines bounds the outlines that a face keeps; a map with all Chinese characters stays below.
const keptOutlines = 20000

func (f *Face) unitOutline(gid uint32) []Segment {
	f.mu.RLock()
	s, ok := f.outlines[gid]
	f.mu.RUnlock()
	if ok {
		return s
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if s, ok := f.outlines[gid]; ok {
		return s
	}
	if len(f.outlines) >= keptOutlines {
		clear(f.outlines)
	}
	s = f.readOutline(gid)
	f.outlines[gid] = s
	return s
}

// readOutline reads a glyph from the font. The reader's parser works on foreign data: what it cannot
// read is an empty glyph, never the end of the program.
func (f *Face) readOutline(gid uint32) (segments []Segment) {
	defer func() {
		if recover() != nil {
			segments = nil
		}
	}()
	data, ok := f.reader.GlyphDataOutline(tables.GlyphID(gid))
	if !ok || gid > math.MaxUint16 {
		return nil
	}
	for _, s := range data.Segments {
		segments = append(segments, f.segment(s))
	}
	return segments
}

func (f *Face) segment(s ot.Segment) Segment {
	out := Segment{Op: [...]byte{ot.SegmentOpMoveTo: 'M', ot.SegmentOpLineTo: 'L', ot.SegmentOpQuadTo: 'Q', ot.SegmentOpCubeTo: 'C'}[s.Op]}
	for i, p := range s.ArgsSlice() {
		out.Points[i] = Point{float64(p.X) * f.scale, -float64(p.Y) * f.scale}
	}
	return out
}

// Metrics returns how far a line of a style reaches above and below its baseline, and the distance of
// two lines, in document points. They are those of the bundled font for every script, so that a word
// in another one does not move the lines around it.
func Metrics(s Style) (ascent, descent, lineHeight float64) {
	e := bundledFace(s).extents
	return e.ascent * s.Size, e.descent * s.Size, (e.ascent + e.descent) * s.Size
}

// extents is how far the lines of a font reach above and below their baseline, in parts of the size.
type extents struct{ ascent, descent float64 }

// bundle is the fonts of package assets, parsed once: regular, bold, italic, bold italic.
var bundle = sync.OnceValue(func() (faces [4]*Face) {
	for i, name := range []string{"NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic"} {
		parsed, err := font.ParseTTF(bytes.NewReader(assets.Font(name)))
		if err != nil {
			panic(fmt.Sprintf("bundled font %s: %v", name, err)) // the file is part of the program
		}
		faces[i] = newFace(parsed.Font, name)
		faces[i].simple = newSimpleTable(faces[i])
		e, _ := faces[i].reader.FontHExtents()
		faces[i].extents = extents{float64(e.Ascender) * faces[i].scale, -float64(e.Descender) * faces[i].scale}
	}
	return faces
})

func bundledFace(s Style) *Face {
	i := 0
	if s.Bold {
		i |= 1
	}
	if s.Italic {
		i |= 2
	}
	return bundle()[i]
}

// simpleLimit is the end of the characters that a simpleTable covers: Latin, Greek, Cyrillic and the
// usual punctuation.
const simpleLimit = 0x2300

// simpleTable has the glyph and the advance, in font units, of every character that needs no shaping:
// one glyph each, from left to right, no marks. Kerning and ligatures of the bundled fonts are left
// off on purpose: a PDF sets text by plain advances, and this way screen and paper agree to the last
// point.
type simpleTable struct {
	glyph   [simpleLimit]uint16
	advance [simpleLimit]uint16
}

func newSimpleTable(f *Face) *simpleTable {
	t := new(simpleTable)
	for r := rune(0x20); r < simpleLimit; r++ {
		g, ok := f.font.NominalGlyph(r)
		if !ok || g == 0 || g > 0xFFFF || !simpleCharacter(r) {
			continue
		}
		t.glyph[r] = uint16(g)
		t.advance[r] = uint16(f.reader.HorizontalAdvance(g))
	}
	return t
}

// simpleCharacter reports whether a character is drawn by one glyph whatever is around it, and is the
// form in which composed text has it: the ohm sign is not, it is a Greek omega there.
func simpleCharacter(r rune) bool {
	if !norm.NFC.IsNormalString(string(r)) {
		return false
	}
	if unicode.In(r, unicode.M, unicode.C, unicode.Zl, unicode.Zp) || !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common) {
		return false
	}
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.R, bidi.AL, bidi.AN, bidi.BN:
		return false
	}
	return true
}

func (t *simpleTable) has(r rune) bool { return r >= 0 && r < simpleLimit && t.glyph[r] != 0 }
