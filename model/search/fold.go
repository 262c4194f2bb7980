package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Key reduces a name to what two spellings of it have in common: letters and digits without case,
// accents, punctuation and spaces. A name of signs only is kept as it is, without outer spaces.
func Key(name string) string {
	if folded := foldWords(name, false); folded != "" {
		return folded
	}
	return strings.TrimSpace(name)
}

// Words is Key with single spaces between the words.
func Words(name string) string { return foldWords(name, true) }

func foldWords(name string, spaces bool) string {
	if isPlain(name, spaces) {
		return name
	}
	var b strings.Builder
	b.Grow(len(name))
	gap := false
	for _, r := range norm.NFKD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mc, r):
			if gap && spaces && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			writeFolded(&b, unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return b.String()
}

// isPlain reports whether folding would change nothing, to spare the usual case its cost.
func isPlain(name string, spaces bool) bool {
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c >= utf8.RuneSelf || !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || spaces && c == ' ' && i > 0 && i < len(name)-1 && name[i-1] != ' ') {
			return false
		}
	}
	return true
}

// writeFolded spells out the letters that Unicode does not take apart.
func writeFolded(b *strings.Builder, r rune) {
	switch r {
	case 'ß':
		b.WriteString("ss")
	case 'æ':
		b.WriteString("ae")
	case 'œ':
		b.WriteString("oe")
	case 'ø':
		b.WriteByte('o')
	case 'ł':
		b.WriteByte('l')
	case 'đ', 'ð':
		b.WriteByte('d')
	case 'ı':
		b.WriteByte('i')
	case 'ς':
		b.WriteRune('σ')
	default:
		b.WriteRune(r)
	}
}
