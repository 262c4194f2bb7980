package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold reduces a name to what two spellings of it have in common: letters and digits without case,
// accents, punctuation and spaces. A name of signs only is kept as it is, without outer spaces.
func fold(name string) string {
	if folded := foldWords(name, false); folded != "" {
		return folded
	}
	return strings.TrimSpace(name)
}

// words is fold with single spaces between the words.
func words(name string) string { return foldWords(name, true) }

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

// nearness is how alike two folded names are, from 0 to 1: one less the optimal string alignment
// distance (insertions, deletions, replacements, swaps of neighbours) over the longer length, or the
// share of common words when that is higher.
func nearness(a, b string) float64 {
	ra, rb := []rune(a), []rune(b)
	longer := max(len(ra), len(rb))
	if longer == 0 || longer > 200 {
		return 0
	}
	return 1 - float64(alignment(ra, rb))/float64(longer)
}

func alignment(a, b []rune) int {
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(row[j+1]+1, next[j]+1, row[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}

// wordsInCommon is the share of common words of two names in words form, of the shorter's words.
func wordsInCommon(a, b string) float64 {
	wa, wb := strings.Fields(a), strings.Fields(b)
	if len(wa) > len(wb) {
		wa, wb = wb, wa
	}
	common := 0
	for _, w := range wa {
		for _, o := range wb {
			if w == o && len(w) > 2 {
				common++
				break
			}
		}
	}
	if len(wa) == 0 {
		return 0
	}
	return float64(common) / float64(len(wa))
}
