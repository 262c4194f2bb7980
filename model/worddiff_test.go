package model_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/model"
)

// marked puts brackets around stretches of a text.
func marked(text string, parts []model.Stretch) string {
	var b strings.Builder
	at := 0
	for _, p := range parts {
		b.WriteString(text[at:p.From] + "[" + text[p.From:p.To] + "]")
		at = p.To
	}
	return b.String() + text[at:]
}

func TestDifferingWords(t *testing.T) {
	tests := []struct{ a, b, wantA, wantB string }{
		{"Pays by card", "Pays by card", "Pays by card", "Pays by card"},
		{"Pays by card", "Pays by phone, twice", "Pays by [card]", "Pays by [phone, twice]"},
		{"Waits for the bus", "Waits for the last bus", "Waits for the bus", "Waits for the [last] bus"},
		{"one two three four", "one 2 three 4", "one [two] three [four]", "one [2] three [4]"},
		{"a b c d", "b x d a", "[a] b [c] d", "b [x] d [a]"},
		{"City tax", "city tax", "[City] tax", "[city] tax"},
		{"Why? Because.", "Why! Because.", "Why[?] Because.", "Why[!] Because."},
		{"Draft", "Approved", "Draft", "Approved"}, // nothing in common: all differs
		{"same", "", "same", ""},
		{"two\nlines", "two  lines", "two\nlines", "two  lines"},
		{"予約を変更する", "予約を取消する", "予約を[変更]する", "予約を[取消]する"},
		{"über 5 €", "über 7 €", "über [5] €", "über [7] €"},
		{"cafe\u0301 open", "cafe open", "[cafe\u0301] open", "[cafe] open"},
	}
	for _, test := range tests {
		a, b := model.DifferingWords(test.a, test.b)
		if gotA, gotB := marked(test.a, a), marked(test.b, b); gotA != test.wantA || gotB != test.wantB {
			t.Errorf("%q and %q: %q and %q, want %q and %q", test.a, test.b, gotA, gotB, test.wantA, test.wantB)
		}
	}
}

// TestDifferingWords_RestIsTheSame takes out of both texts what differs.
func TestDifferingWords_RestIsTheSame(t *testing.T) {
	word := rapid.SampledFrom([]string{"a", "bb", "Ä́", "漢字", "x1", ",", "…", "\n", "  ", "ไทย", "שלום", "\xff"})
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 0, 12).Draw(t, "words"), rapid.SampledFrom([]string{" ", ""}).Draw(t, "between"))
	})
	rapid.Check(t, func(rt *rapid.T) {
		a, b := text.Draw(rt, "a"), text.Draw(rt, "b")
		inA, inB := model.DifferingWords(a, b)
		rest := func(text string, parts []model.Stretch) string {
			left, at := "", 0
			for _, p := range parts {
				if p.From < at || p.To <= p.From || p.To > len(text) {
					rt.Fatalf("%v of %q", parts, text)
				}
				left += text[at:p.From]
				at = p.To
			}
			return strings.Join(strings.Fields(left+text[at:]), "")
		}
		if len(inA)+len(inB) == 0 {
			return
		}
		if x, y := rest(a, inA), rest(b, inB); x != y {
			rt.Fatalf("%q and %q leave %q and %q", marked(a, inA), marked(b, inB), x, y)
		}
		backB, backA := model.DifferingWords(b, a)
		if len(backA) == 0 && len(backB) == 0 {
			rt.Fatalf("%q and %q differ one way only", a, b)
		}
	})
}
