package layout

import (
	"strings"
	"unicode"
)

const ellipsis = "…"

// Wrap breaks a text into lines no wider than width document points, at the places that Unicode's line
// breaking rules (UAX #14) allow and at every line break in the text; a word that is wider than a line
// is broken between its grapheme clusters, so only a single cluster can be wider than width. Spaces at
// a break belong to no line. An empty text has no lines.
//
// With maxLines above 0 there are no more lines than that; cut reports that text was left out, and then
// the last line ends with an ellipsis. The lines are shared with later callers and may not be changed.
// Wrap is safe for concurrent use. The lines' text is that of NewLine.
func Wrap(text string, s Style, width float64, maxLines int) (lines []Line, cut bool) {
	if text == "" {
		return nil, false
	}
	s = usable(s)
	if !(width > 0) {
		width = 0
	}
	key := cacheKey{text, s, width, max(0, maxLines)}
	hit, ok := texts.get(key)
	if !ok {
		hit.lines, hit.cut = wrapText(text, s, width, key.maxLines)
		texts.put(key, hit)
	}
	return hit.lines, hit.cut
}

// wrapText is Wrap without the cache.
func wrapText(text string, s Style, width float64, maxLines int) (lines []Line, cut bool) {
	face := bundledFace(s)
	rest, more := text, true
	for more {
		var part string
		part, rest, more = nextHardLine(rest)
		left := 0
		if maxLines > 0 {
			left = maxLines - len(lines)
		}
		var got []Line
		if face.simple.all(part) {
			got, cut = face.wrapPlain(part, s, width, left, more)
		} else {
			got, cut = wrapShaped(clean(part), s, width, left, more)
		}
		lines = append(lines, got...)
		if cut {
			return lines, true
		}
	}
	return lines, false
}

// nextHardLine splits a text at its first hard break; more reports that there was one.
func nextHardLine(text string) (part, rest string, more bool) {
	i := strings.IndexFunc(text, isHardBreak)
	if i < 0 {
		return text, "", false
	}
	n := 1
	for n < 4 && i+n < len(text) && text[i+n]&0xC0 == 0x80 {
		n++
	}
	if text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n' {
		n = 2
	}
	return text[:i], text[i+n:], true
}

// Marks of a character of a text to be wrapped.
const (
	mayBreak  = 1 << iota // a line may end before it
	isCluster             // a grapheme cluster begins with it
	isBlank               // it is a space that a line's end swallows
)

// measured is a hard line ready to be broken: per character its advance (the cluster's at its first)
// and its marks.
type measured struct {
	advance []float64
	marks   []uint8
}

func (m *measured) reset(n int) {
	m.advance = append(m.advance[:0], make([]float64, n)...)
	m.marks = append(m.marks[:0], make([]uint8, n)...)
}

// slack is how much a line may be over its width by the rounding of sums.
func slack(width float64) float64 { return 1e-9 * (1 + width) }

// nextLine returns where the line that begins at start ends, and where the next one begins.
func (m *measured) nextLine(start int, width float64) (end, next int) {
	limit := width + slack(width)
	x, lastBreak := 0.0, -1
	n := len(m.advance)
	for i := start; i < n; i++ {
		if i > start && m.marks[i]&mayBreak != 0 {
			lastBreak = i
		}
		if m.marks[i]&isBlank == 0 && x+m.advance[i] > limit && i > start {
			if lastBreak < 0 {
				lastBreak = m.clusterBreak(start, i)
			}
			return m.trim(start, lastBreak), lastBreak
		}
		x += m.advance[i]
	}
	return m.trim(start, n), n
}

// clusterBreak returns the last place up to i, after start, where a cluster begins; the end of the
// first cluster when there is none.
func (m *measured) clusterBreak(start, i int) int {
	for k := i; k > start; k-- {
		if m.marks[k]&isCluster != 0 {
			return k
		}
	}
	for i < len(m.marks) && m.marks[i]&isCluster == 0 {
		i++
	}
	return i
}

// trim returns the end of the line without its last spaces.
func (m *measured) trim(start, end int) int {
	for end > start && m.marks[end-1]&isBlank != 0 {
		end--
	}
	return end
}

// cutLine returns the end of a line from start that has room for an ellipsis after it.
func (m *measured) cutLine(start int, width, ending float64) int {
	limit := width + slack(width) - ending
	x, end := 0.0, start
	for i := start; i < len(m.advance); i++ {
		if m.marks[i]&isCluster != 0 && x <= limit {
			end = i
		}
		if x > limit {
			return m.trim(start, end)
		}
		x += m.advance[i]
	}
	if x <= limit {
		end = len(m.advance)
	}
	return m.trim(start, end)
}

func blank(r rune) bool {
	return unicode.IsSpace(r) && r != 0xA0 && r != 0x202F && r != 0x2007
}
