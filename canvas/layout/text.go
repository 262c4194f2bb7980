package layout

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Style is how a piece of text looks. Size is in document points.
type Style struct {
	Size   float64
	Bold   bool
	Italic bool
}

// Line is one shaped and measured line of text, ready to be placed: no renderer shapes, measures or
// wraps. Its origin is the left end of its baseline, whatever its writing direction. Lines are shared
// by caches: nothing in one may be changed.
type Line struct {
	Text    string // the line's text in logical order
	Style   Style
	Runs    []Run // in visual order, from left to right
	Width   float64
	RTL     bool   // the paragraph reads from right to left: such lines stand at the right edge
	Missing []rune // characters that no font at hand can draw
}

// Run is a stretch of a line in one font and direction.
type Run struct {
	Text   string // the run's text in logical order
	Face   *Face
	Size   float64
	X      float64 // of the run's left end, from the line's origin
	Width  float64
	RTL    bool
	Plain  bool    // each character is one glyph at its plain advance in a bundled font: set as text, it looks the same
	Glyphs []Glyph // in visual order
}

// Glyph is one placed shape of a run.
type Glyph struct {
	ID   uint32
	X, Y float64 // of the glyph's origin from the run's origin; y down
}

// Segment is a piece of an outline or of an open path in document points, y down. The last of the points
// that its Op has (one, two for 'Q', three for 'C') is where it ends.
type Segment struct {
	Op     byte // 'M' move, 'L' line, 'Q' quadratic, 'C' cubic
	Points [3]Point
}

// NewLine shapes a text as one line, whatever its length; line breaks and tabs in it count as spaces.
// It never fails: what no font can draw is shown as a replacement mark and listed in Missing. It is
// safe for concurrent use.
//
// The line's text is the given one in Unicode's composed form (NFC), without control characters, and
// with U+FFFD for bytes that are not UTF-8: safe to be put into any file.
func NewLine(text string, s Style) Line {
	s = usable(s)
	if face := bundledFace(s); face.simple.all(text) {
		return face.plainLine(text, s)
	}
	key := cacheKey{text: text, style: s, width: -1}
	if hit, ok := texts.get(key); ok {
		return hit.lines[0]
	}
	line := newShapedLine(cleanLine(text), s)
	texts.put(key, wrapped{lines: []Line{line}})
	return line
}

func newShapedLine(text string, s Style) Line {
	if face := bundledFace(s); face.simple.all(text) {
		return face.plainLine(text, s)
	}
	sh := borrowShaper()
	defer sh.giveBack()
	p := sh.newParagraph([]rune(text), s)
	return sh.line(p, 0, len(p.runes), "")
}

// usable makes a style's size a number that is not negative and not beyond any paper.
func usable(s Style) Style {
	const largest = 10000
	if !(s.Size > 0) {
		s.Size = 0
	}
	s.Size = min(s.Size, largest)
	return s
}

// all reports whether every character of a text is in the table.
func (t *simpleTable) all(text string) bool {
	for _, r := range text {
		if !t.has(r) {
			return false
		}
	}
	return true
}

// plainLine builds the line of a text that needs no shaping.
func (f *Face) plainLine(text string, s Style) Line {
	line := Line{Text: text, Style: s}
	if text == "" {
		return line
	}
	glyphs := make([]Glyph, 0, len(text))
	scale, units := f.scale*s.Size, 0
	for _, r := range text {
		glyphs = append(glyphs, Glyph{ID: uint32(f.simple.glyph[r]), X: float64(units) * scale})
		units += int(f.simple.advance[r])
	}
	line.Width = float64(units) * scale
	line.Runs = []Run{{Text: text, Face: f, Size: s.Size, Width: line.Width, Plain: true, Glyphs: glyphs}}
	return line
}

// line builds the line of the runes from start to end of a paragraph, followed by an ending of its own
// (an ellipsis, a hyphen) that is set in the bundled font.
func (s *shaper) line(p *paragraph, start, end int, ending string) Line {
	line := Line{Text: string(p.runes[start:end]) + ending, Style: p.style, RTL: p.base == 1}
	var items []item
	for _, it := range p.items {
		it.start, it.end = max(it.start, start), min(it.end, end)
		if it.start < it.end {
			items = append(items, it)
		}
	}
	if ending != "" {
		p, items = p.withEnding(items, end, ending)
	}
	levels := make([]uint8, len(items))
	for i, it := range items {
		levels[i] = it.level
	}
	for _, i := range visualOrder(levels) {
		it := items[i]
		g := s.shape(p, it)
		line.Runs = append(line.Runs, Run{
			Text: string(p.runes[it.start:it.end]), Face: it.face, Size: p.style.Size,
			X: line.Width, Width: g.width, RTL: it.level&1 == 1, Plain: it.kind == plainItem, Glyphs: g.glyphs,
		})
		line.Width += g.width
		for _, r := range g.missing {
			if !slices.Contains(line.Missing, r) {
				line.Missing = append(line.Missing, r)
			}
		}
	}
	return line
}

// withEnding returns a copy of the paragraph cut at end with the ending after it, and the items with
// one for the ending.
func (p *paragraph) withEnding(items []item, end int, ending string) (*paragraph, []item) {
	q := *p
	q.runes = append(slices.Clone(p.runes[:end]), []rune(ending)...)
	q.clusters = slices.Clone(p.clusters[:end])
	for len(q.clusters) <= len(q.runes) {
		q.clusters = append(q.clusters, true)
	}
	it := item{start: end, end: len(q.runes), level: p.base, kind: plainItem, face: bundledFace(p.style)}
	if p.base == 1 {
		it.kind, it.script = shapedItem, firstScript(p.runes)
	}
	return &q, append(items, it)
}

// cleanLine makes a text fit for one line.
func cleanLine(text string) string {
	return clean(strings.Map(func(r rune) rune {
		if isHardBreak(r) {
			return ' '
		}
		return r
	}, text))
}

// clean makes a text fit to be shaped and put into files: tabs are spaces, other control characters
// and non-characters are gone, and characters are composed.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case isHardBreak(r):
			return r
		case r < 0x20, r >= 0x7F && r < 0xA0, r == 0xFEFF:
			return -1
		case r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
			return utf8.RuneError
		}
		return r
	}, text)
	return norm.NFC.String(text)
}

// isHardBreak reports whether a line ends at a character whatever its width.
func isHardBreak(r rune) bool {
	switch r {
	case '\n', '\v', '\f', '\r', 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}
