package layout

import (
	"sync"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
)

// plainWrap is what wrapping plain text needs, kept between texts.
type plainWrap struct {
	runes   []rune
	offsets []int // of each rune in the text's bytes
	measured
	segment segmenter.Segmenter
}

var plainWraps = sync.Pool{New: func() any { return new(plainWrap) }}

// wrapPlain wraps one hard line of text that needs no shaping.
func (f *Face) wrapPlain(text string, s Style, width float64, maxLines int, more bool) (lines []Line, cut bool) {
	w := plainWraps.Get().(*plainWrap)
	defer plainWraps.Put(w)
	w.measure(f, text, s)
	for start := 0; ; {
		end, next := w.nextLine(start, width)
		if last := maxLines > 0 && len(lines) == maxLines-1; last && (next < len(w.runes) || more) {
			end = w.cutLine(start, width, float64(f.simple.advance['…'])*f.scale*s.Size)
			return append(lines, f.plainLine(text[w.offsets[start]:w.offsets[end]]+ellipsis, s)), true
		}
		lines = append(lines, f.plainLine(text[w.offsets[start]:w.offsets[end]], s))
		if next >= len(w.runes) {
			return lines, false
		}
		start = next
	}
}

// measure fills w with a text.
func (w *plainWrap) measure(f *Face, text string, s Style) {
	w.runes, w.offsets = w.runes[:0], w.offsets[:0]
	for i, r := range text {
		w.runes = append(w.runes, r)
		w.offsets = append(w.offsets, i)
	}
	w.offsets = append(w.offsets, len(text))
	w.reset(len(w.runes))
	scale := f.scale * s.Size
	for i, r := range w.runes {
		w.advance[i] = float64(f.simple.advance[r]) * scale
		w.marks[i] = isCluster
		if blank(r) {
			w.marks[i] |= isBlank
		}
	}
	if !markPlainBreaks(w.runes, w.marks) {
		markBreaks(&w.segment, w.runes, w.marks)
	}
}

// markBreaks marks where lines may end by Unicode's rules.
func markBreaks(seg *segmenter.Segmenter, runes []rune, marks []uint8) {
	seg.Init(runes)
	for it := seg.LineIterator(); it.Next(); {
		if at := it.Line().Offset; at > 0 {
			marks[at] |= mayBreak
		}
	}
}

// markPlainBreaks marks where lines may end in text of words, figures and the common marks of
// sentences, where the only places are after spaces; it reports false, and has marked nothing, for
// text with anything else. It exists for speed; markBreaks gives the same places.
func markPlainBreaks(runes []rune, marks []uint8) bool {
	for i, r := range runes {
		if !plainHere(runes, i, r) {
			return false
		}
	}
	for i := 1; i < len(runes); i++ {
		if runes[i-1] == ' ' && runes[i] != ' ' {
			marks[i] |= mayBreak
		}
	}
	return true
}

func plainHere(runes []rune, i int, r rune) bool {
	switch {
	case r == ' ' || wordRune(r):
		return true
	case i == 0:
		return r == '(' && len(runes) > 1 && wordRune(runes[1])
	}
	before, after := runes[i-1], rune(' ')
	if i+1 < len(runes) {
		after = runes[i+1]
	}
	switch r {
	case '.', ',', ':', ';':
		return (wordRune(before) || before == ')') && (after == ' ' || wordRune(after) && wordRune(before))
	case '?', '!':
		return wordRune(before) && after == ' '
	case '\'', '’':
		return letter(before) && letter(after)
	case '(':
		return before == ' ' && wordRune(after)
	case ')':
		return wordRune(before) && (after == ' ' || after == '.' || after == ',')
	}
	return false
}

func wordRune(r rune) bool { return r >= '0' && r <= '9' || letter(r) }

func letter(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return r >= 0xC0 && r < 0x530 && r != 0xD7 && r != 0xF7 && unicode.IsLetter(r)
}
