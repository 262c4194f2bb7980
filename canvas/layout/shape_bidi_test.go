package layout

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"
	"pgregory.net/rapid"
)

// pseudo turns the notation of the annex's examples into characters: capitals are Hebrew, digits after
// a tilde Arabic-Indic; <, >, [ and so on stand for the explicit marks.
var pseudo = strings.NewReplacer(
	"A", "א", "B", "ב", "C", "ג", "D", "ד", "E", "ה", "X", "ع",
	"<rli>", "\u2067", "<lri>", "\u2066", "<fsi>", "\u2068", "<pdi>", "\u2069",
	"<rle>", "\u202b", "<lre>", "\u202a", "<rlo>", "\u202e", "<lro>", "\u202d", "<pdf>", "\u202c",
)

func levelsOf(text string) string {
	levels, _ := embeddingLevels([]rune(pseudo.Replace(text)))
	var b strings.Builder
	for _, l := range levels {
		fmt.Fprint(&b, l)
	}
	return b.String()
}

// The levels follow from the rules of UAX #9 that are named.
func TestEmbeddingLevels(t *testing.T) {
	for _, c := range []struct{ rule, text, want string }{
		{"P2", "abc", "000"},
		{"P2", "123 A", "22211"},
		{"I1", "a ABC b", "0011100"},
		{"I2", "A bc D", "112211"},
		{"N1 between alike", "a A B b", "0011100"},
		{"N2 between others", "a A", "001"},
		{"W2 and W4: numbers after Arabic", "X 1,2", "11222"},
		{"W5: a sign with its number", "A 5%", "1122"},
		{"W7: a number after Latin", "a 1 A", "00001"},
		{"nested: number in Hebrew in Latin", "a A 1 B b", "001121100"},
		{"L1: spaces at the end", "A b  ", "11211"},
		{"N0: brackets of the paragraph", "A (b) C", "1112111"},
		{"N0: brackets with what is before", "a (A) b", "0001000"},
		{"N0: brackets around the other way", "A (b c) 1", "111222112"},
		{"X5a: an isolate", "a <rli>A b<pdi> c", "000112000"},
		{"X2: an embedding", "a <rle>b<pdf> c", "0002200"},
		{"X4: an override", "a <rlo>bc<pdf> d", "00011100"},
		{"X5c: first strong inside", "a <fsi>A 1<pdi>", "0001120"},
		{"X6a: an isolate without end", "<rli>A b", "0112"},
		{"X7: an end without a start", "a<pdf>b<pdi>c", "00000"},
	} {
		if got := levelsOf(c.text); got != c.want {
			t.Errorf("%s: %q has levels %s, want %s", c.rule, c.text, got, c.want)
		}
	}
}

func TestVisualOrder(t *testing.T) {
	for levels, want := range map[string]string{
		"000":     "012",
		"111":     "210",
		"010":     "012",
		"01210":   "03214",
		"0112110": "0543216",
		"122":     "120",
		"1221":    "3120",
	} {
		in := make([]uint8, len(levels))
		for i := range levels {
			in[i] = levels[i] - '0'
		}
		got := ""
		for _, i := range visualOrder(in) {
			got += fmt.Sprint(i)
		}
		if got != want {
			t.Errorf("levels %s stand as %s, want %s", levels, got, want)
		}
	}
}

// golang.org/x/text resolves the same levels and tells which are odd: a second implementation. It does
// not pair brackets, so there are none here.
func TestLevelsAgreeWithXText(t *testing.T) {
	letters := []rune("ab אבג عم 12 ٣ ,.%+- \u0301!\u2067\u2066\u2069\u202b\u202c")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom(letters), 1, 16, -1).Draw(t, "text")
		runes := []rune(text)
		levels, base := embeddingLevels(runes)
		var p bidi.Paragraph
		direction := bidi.LeftToRight
		if base == 1 {
			direction = bidi.RightToLeft
		}
		if _, err := p.SetString(text, bidi.DefaultDirection(direction)); err != nil {
			t.Skip(err)
		}
		o, err := p.Order()
		if err != nil {
			t.Skip(err)
		}
		for i := range o.NumRuns() {
			run := o.Run(i)
			start, end := run.Pos()
			for k := start; k <= end; k++ {
				if odd := levels[k]&1 == 1; odd != (run.Direction() == bidi.RightToLeft) {
					t.Fatalf("%q: character %d has level %d, x/text says %v", text, k, levels[k], run.Direction())
				}
			}
		}
	})
}

// The fast way of finding breaks gives the places of Unicode's rules.
func TestPlainBreaksAreUnicodes(t *testing.T) {
	letters := []rune("ab Zü 12.,;:?!'’() Ωж")
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		runes := []rune(rapid.StringOfN(rapid.SampledFrom(letters), 1, 24, -1).Draw(t, "text"))
		fast, full := make([]uint8, len(runes)), make([]uint8, len(runes))
		if !markPlainBreaks(runes, fast) {
			return
		}
		accepted++
		s := borrowShaper()
		defer s.giveBack()
		markBreaks(&s.segment, runes, full)
		if string(fast) != string(full) {
			t.Fatalf("%q: fast %v, by the rules %v", string(runes), fast, full)
		}
	})
	if accepted == 0 {
		t.Error("no text was plain")
	}
}
