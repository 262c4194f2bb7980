package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Options narrow what a Pattern finds.
type Options struct {
	Case bool // capitals and small letters differ
	Word bool // only whole words
}

// Span is a part of a text, in bytes: from From up to but not including To.
type Span struct{ From, To int }

// Pattern is a text to look for. The zero Pattern finds nothing.
type Pattern struct {
	text    string // folded
	options Options
}

// NewPattern returns the pattern that finds text. Blank text finds nothing.
func NewPattern(text string, o Options) Pattern {
	if strings.TrimSpace(text) == "" {
		return Pattern{}
	}
	return Pattern{flatten(text, o.Case).text, o}
}

// Empty reports whether the pattern finds nothing anywhere.
func (p Pattern) Empty() bool { return p.text == "" }

// Find returns where text holds the pattern, from left to right, without overlaps.
func (p Pattern) Find(text string) []Span {
	if p.text == "" || text == "" {
		return nil
	}
	f := flatten(text, p.options.Case)
	var spans []Span
	for from := 0; ; {
		at := strings.Index(f.text[from:], p.text)
		if at < 0 {
			return spans
		}
		at += from
		end := at + len(p.text)
		if !p.options.Word || f.wholeWord(at, end) {
			span := f.span(at, end)
			if n := len(spans); n == 0 || span.From >= spans[n-1].To {
				spans = append(spans, span)
			}
			from = end
			continue
		}
		_, size := utf8.DecodeRuneInString(f.text[at:])
		from = at + size
	}
}

// Replace returns text with every place that Find names replaced, and how many there were.
func (p Pattern) Replace(text, with string) (string, int) {
	spans := p.Find(text)
	if len(spans) == 0 {
		return text, 0
	}
	var b strings.Builder
	last := 0
	for _, s := range spans {
		b.WriteString(text[last:s.From])
		b.WriteString(with)
		last = s.To
	}
	b.WriteString(text[last:])
	return b.String(), len(spans)
}

// flat is a text as it is compared, with where each of its bytes comes from.
type flat struct {
	text   string
	source []int32 // the offset of each byte in the source, and its length; nil when they are the same
}

func (f flat) span(from, to int) Span {
	if f.source == nil {
		return Span{from, to}
	}
	end := f.source[to]
	for end == f.source[to-1] && to < len(f.source)-1 { // within what was one letter: take all of it
		to++
		end = f.source[to]
	}
	return Span{int(f.source[from]), int(end)}
}

func (f flat) wholeWord(from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(f.text[:from])
	after, _ := utf8.DecodeRuneInString(f.text[to:])
	return (from == 0 || !inWord(before)) && (to == len(f.text) || !inWord(after))
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// flatten folds a text for comparing, keeping its signs and spaces.
func flatten(text string, keepCase bool) flat {
	if plain, ok := flatASCII(text, keepCase); ok {
		return flat{text: plain}
	}
	var b strings.Builder
	b.Grow(len(text))
	source := make([]int32, 0, len(text)+1)
	var it norm.Iter
	it.InitString(norm.NFKD, text)
	for !it.Done() {
		from := it.Pos()
		for _, r := range string(it.Next()) {
			if unicode.Is(unicode.Mn, r) {
				continue
			}
			before := b.Len()
			writeFlat(&b, r, keepCase)
			for range b.Len() - before {
				source = append(source, int32(from))
			}
		}
	}
	return flat{b.String(), append(source, int32(len(text)))}
}

func writeFlat(b *strings.Builder, r rune, keepCase bool) {
	switch {
	case unicode.IsSpace(r):
		b.WriteByte(' ')
	case keepCase:
		b.WriteRune(r)
	default:
		writeFolded(b, unicode.ToLower(r))
	}
}

// flatASCII is the usual case, in which no letter changes its length.
func flatASCII(text string, keepCase bool) (string, bool) {
	changes := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= utf8.RuneSelf {
			return "", false
		}
		changes = changes || c < ' ' || !keepCase && c >= 'A' && c <= 'Z'
	}
	if !changes {
		return text, true
	}
	out := make([]byte, len(text))
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case unicode.IsSpace(rune(c)):
			c = ' '
		case !keepCase && c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		out[i] = c
	}
	return string(out), true
}

// wordsOf returns the words of a text as they are written.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !inWord(r) && !unicode.Is(unicode.M, r) })
}
