package layout_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
)

// texts returns the text of lines.
func texts(lines []layout.Line) []string {
	var list []string
	for _, l := range lines {
		list = append(list, l.Text)
	}
	return list
}

func TestWrapExamples(t *testing.T) {
	for _, c := range []struct {
		text     string
		room     string // the lines are as wide as this
		maxLines int
		want     string // lines, parted by |
		cut      bool
	}{
		{"one two three", "one two thr", 0, "one two|three", false},
		{"one two   three  ", "one two", 0, "one two|three", false},
		{"one\ntwo\r\nthree\u2028four", "wide enough", 0, "one|two|three|four", false},
		{"one\n\ntwo\n", "wide enough", 0, "one||two|", false},
		{"self-service", "self-serv", 0, "self-|service", false},
		{"a/b x", "wide enough", 0, "a/b x", false},
		{"no\u00a0break here", "no break he", 0, "no\u00a0break|here", false},
		{"3.5 % of all", "3.5 % of all", 1, "3.5 % of all", false},
		{"one two three", "one two…", 1, "one two…", true},
		{"one two three", "one tw…", 1, "one tw…", true},
		{"one two three", "one …", 1, "one…", true},
		{"one\ntwo", "wide enough", 1, "one…", true},
		{"", "wide", 0, "", false},
		{"uni\u00adver\u00adsity", "univer-", 0, "uni\u00adver\u00ad-|sity", false},
	} {
		lines, cut := layout.Wrap(c.text, body, layout.NewLine(c.room, body).Width, c.maxLines)
		if got := strings.Join(texts(lines), "|"); got != c.want || cut != c.cut {
			t.Errorf("%q in the width of %q: %q, cut %v; want %q, %v", c.text, c.room, got, cut, c.want, c.cut)
		}
	}
}

func TestLongWordsBreakBetweenClusters(t *testing.T) {
	lines, _ := layout.Wrap(strings.Repeat("x̂", 40), body, 30, 0)
	if len(lines) < 5 {
		t.Fatalf("%d lines", len(lines))
	}
	for _, l := range lines {
		if strings.HasPrefix(l.Text, "\u0302") {
			t.Errorf("line %q begins with a mark", l.Text)
		}
	}
	lines, _ = layout.Wrap("Donaudampfschifffahrtsgesellschaft", body, 60, 0)
	if strings.Join(texts(lines), "") != "Donaudampfschifffahrtsgesellschaft" {
		t.Errorf("the word became %q", texts(lines))
	}
}

func TestChineseBreaksBetweenCharactersButNotBeforePunctuation(t *testing.T) {
	needFonts(t, "你好，世界")
	lines, _ := layout.Wrap("你好你好，世界世界", body, 4*11.2, 0)
	if got := strings.Join(texts(lines), "|"); got != "你好你|好，世界|世界" {
		t.Errorf("broken as %q", got)
	}
}

// squeeze drops what wrapping may drop: spaces and controls.
func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
}

func TestWrapKeepsItsPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		style := layout.Style{Size: rapid.Float64Range(6, 20).Draw(t, "size"), Italic: rapid.Bool().Draw(t, "italic")}
		width := rapid.Float64Range(0, 300).Draw(t, "width")
		maxLines := rapid.IntRange(0, 5).Draw(t, "lines")
		checkWrap(t, text, style, width, maxLines)
	})
}

// checkWrap checks what holds for every wrapped text.
func checkWrap(t *rapid.T, text string, style layout.Style, width float64, maxLines int) {
	lines, cut := layout.Wrap(text, style, width, maxLines)
	if maxLines > 0 && len(lines) > maxLines {
		t.Fatalf("%d lines, asked for %d", len(lines), maxLines)
	}
	if cut && (maxLines == 0 || !strings.HasSuffix(lines[len(lines)-1].Text, "…")) {
		t.Fatalf("cut, but the last line is %q", lines[len(lines)-1].Text)
	}
	shown := ""
	for i, l := range lines {
		checkLine(t, l)
		if l.Width > width*(1+1e-8)+1e-8 && !oneCluster(l) {
			t.Fatalf("line %q is %v wide, more than %v", l.Text, l.Width, width)
		}
		part := l.Text
		if cut && i == len(lines)-1 {
			part = strings.TrimSuffix(part, "…")
		}
		if strings.HasSuffix(part, "\u00ad-") {
			part = strings.TrimSuffix(part, "-")
		}
		shown += part
	}
	whole, shown := squeeze(norm.NFC.String(text)), squeeze(shown)
	if !cut && shown != whole || cut && !strings.HasPrefix(whole, shown) {
		t.Fatalf("%q became %q", whole, shown)
	}
}

// oneCluster reports whether a line has a single visible cluster, apart from an ellipsis.
func oneCluster(l layout.Line) bool {
	narrow, _ := layout.Wrap(strings.TrimSuffix(strings.TrimSuffix(l.Text, "…"), "-"), l.Style, 0, 0)
	return len(narrow) <= 1
}

func TestWrapIsTheSameAtAnyTime(t *testing.T) {
	text := "The customer waits for a confirmation مرحبا بالعالم and calls 한국어 the desk"
	first, _ := layout.Wrap(text, body, 100, 4)
	for i := range 60_000 { // push it out of the cache
		layout.Wrap(fmt.Sprint("other ", i), body, 100, 0)
	}
	again, _ := layout.Wrap(text, body, 100, 4)
	if strings.Join(texts(first), "|") != strings.Join(texts(again), "|") {
		t.Errorf("first %q, then %q", texts(first), texts(again))
	}
	if &first[0] == &again[0] {
		t.Error("the cache has no bound")
	}
	now, _ := layout.Wrap(text, body, 100, 4)
	if &now[0] != &again[0] {
		t.Error("the second call did not use the first one's lines")
	}
}

// The width of a line does not depend on what is around it, so text wraps alike whatever the zoom.
func TestWrapScalesWithItsSize(t *testing.T) {
	text := "Follows the map pin to the side entrance, twice (!), and gives up at 22:45"
	small, _ := layout.Wrap(text, body, 100, 0)
	large, _ := layout.Wrap(text, layout.Style{Size: 110}, 1000, 0)
	if strings.Join(texts(small), "|") != strings.Join(texts(large), "|") {
		t.Errorf("size 11: %q, size 110: %q", texts(small), texts(large))
	}
}

func TestAnEndlessTextCostsNoMoreThanItsLines(t *testing.T) {
	for _, unit := range []string{"word ", "слово", "नमस्ते ", "e\u0301\u0301\u0301"} {
		text := strings.Repeat(unit, 1_000_000/len(unit))
		lines, cut := layout.Wrap(text, body, 100, 3)
		if len(lines) != 3 || !cut {
			t.Errorf("%q: %d lines, cut %v", unit, len(lines), cut)
		}
	}
}

func TestWrapOddWidths(t *testing.T) {
	for _, width := range []float64{math.NaN(), -1, 0, math.Inf(1), 1e300} {
		for _, text := range []string{"two words", "שני מילים", " ", "\n"} {
			lines, _ := layout.Wrap(text, body, width, 2)
			if len(lines) == 0 || len(lines) > 2 {
				t.Errorf("%q at %v: %d lines", text, width, len(lines))
			}
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("one two three", 50.0, 2)
	f.Add("a\xffb\u202e אבג \u2067مرحبا\u2069 👩‍🚀\u200d\u200d", 20.0, 3)
	f.Add("\u0301\u0301\u1100\u1161\U000E0001\U000E007F", 1.0, 1)
	f.Add("[(⟨（［{अ}］）⟩)] 1,2.3٣٤", 12.0, 0)
	f.Fuzz(func(t *testing.T, text string, width float64, maxLines int) {
		if len(text) > 2000 {
			t.Skip()
		}
		lines, cut := layout.Wrap(text, body, width, maxLines)
		if text != "" && len(lines) == 0 || cut && maxLines <= 0 {
			t.Fatalf("%d lines, cut %v", len(lines), cut)
		}
		for _, l := range lines {
			checkLine(t, l)
		}
	})
}

// sampleTexts makes n different texts of about 60 characters.
func sampleTexts(n int) []string {
	words := strings.Fields("the guest waits for a confirmation mail compares prices opens six tabs calls desk about late arrival and asks which room has no view of sea")
	list := make([]string, n)
	for i := range list {
		var b strings.Builder
		for k := i; b.Len() < 52; k = k*7 + 3 {
			b.WriteString(words[k%len(words)])
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "in %d", i)
		list[i] = b.String()
	}
	return list
}

func BenchmarkWrap10000Cards(b *testing.B) {
	list := sampleTexts(10_000)
	b.ReportAllocs()
	for size := 11.0; b.Loop(); size += 1e-6 { // a new size passes the cache by
		for _, text := range list {
			layout.Wrap(text, layout.Style{Size: size}, 110, 12)
		}
	}
}

func BenchmarkWrap1000ArabicCards(b *testing.B) {
	b.ReportAllocs()
	for size := 11.0; b.Loop(); size += 1e-6 {
		for i := range 1000 {
			layout.Wrap(fmt.Sprint("مرحبا بالعالم هذا نص طويل مع كلمات أكثر من سطر واحد ", i), layout.Style{Size: size}, 110, 12)
		}
	}
}
