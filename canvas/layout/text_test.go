package layout_test

import (
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
)

var body = layout.Style{Size: 11}

// needFonts skips a test where the machine has no font for its text.
func needFonts(t *testing.T, text string) layout.Line {
	t.Helper()
	line := layout.NewLine(text, body)
	if len(line.Missing) > 0 {
		t.Skipf("no font on this machine has %q", line.Missing)
	}
	return line
}

// checkLine checks what holds for every line: runs side by side, glyphs inside them, text whole.
func checkLine(t interface {
	Helper()
	Errorf(string, ...any)
}, line layout.Line) {
	t.Helper()
	x, total := 0.0, 0
	for _, r := range line.Runs {
		if math.Abs(r.X-x) > 1e-9 {
			t.Errorf("run %q of %q begins at %v, want %v", r.Text, line.Text, r.X, x)
		}
		x += r.Width
		total += len(r.Text)
		if r.Face == nil || r.Size != line.Style.Size {
			t.Errorf("run %q has face %v and size %v", r.Text, r.Face, r.Size)
		}
		if r.Plain && len(r.Glyphs) != utf8.RuneCountInString(r.Text) {
			t.Errorf("plain run %q has %d glyphs", r.Text, len(r.Glyphs))
		}
	}
	if math.Abs(x-line.Width) > 1e-9 {
		t.Errorf("%q is %v wide, its runs %v", line.Text, line.Width, x)
	}
	if total != len(line.Text) {
		t.Errorf("the runs of %q have %d bytes of text, want %d", line.Text, total, len(line.Text))
	}
	if !utf8.ValidString(line.Text) || !norm.NFC.IsNormalString(line.Text) {
		t.Errorf("%q is not composed UTF-8", line.Text)
	}
}

// Noto Sans has 1000 units to the size; these advances are from its hmtx table: H 741, e 564, l 258,
// o 605, space 260.
func TestLineIsAsWideAsItsAdvances(t *testing.T) {
	line := layout.NewLine("Hello Hello", layout.Style{Size: 20})
	want := (2*(741+564+258+258+605) + 260) * 20 / 1000.0
	if math.Abs(line.Width-want) > 1e-9 {
		t.Errorf("width %v, want %v", line.Width, want)
	}
	if g := line.Runs[0].Glyphs[1]; math.Abs(g.X-0.741*20) > 1e-9 {
		t.Errorf("the second letter stands at %v, want %v", g.X, 0.741*20)
	}
	checkLine(t, line)
}

// Neither kerning nor ligatures: a PDF sets the text by the same sums.
func TestPairsStandAtPlainAdvances(t *testing.T) {
	for _, style := range []layout.Style{{Size: 11}, {Size: 11, Bold: true}, {Size: 11, Italic: true}, {Size: 11, Bold: true, Italic: true}} {
		for _, text := range []string{"AVATo", "fi ffl", "Γιάννη", "Тойота", "»Té«"} {
			sum := 0.0
			for _, r := range text {
				sum += layout.NewLine(string(r), style).Width
			}
			line := layout.NewLine(text, style)
			if math.Abs(line.Width-sum) > 1e-9 {
				t.Errorf("%q is %v wide, its letters %v", text, line.Width, sum)
			}
			if len(line.Runs) != 1 || !line.Runs[0].Plain {
				t.Errorf("%q is not one plain run", text)
			}
		}
	}
}

// A plain run can be set as text: its glyphs are those that the font's own table gives.
func TestPlainRunsAreTheFontsOwnGlyphs(t *testing.T) {
	line := layout.NewLine("Grüße, “Ωμέγα” – Ёж 100 %!", body)
	checkLine(t, line)
	for _, r := range line.Runs {
		if name, ok := r.Face.Bundled(); !ok || name != "NotoSans-Regular" || !r.Plain {
			t.Fatalf("run %q is in %q, plain %v", r.Text, name, r.Plain)
		}
		for i, c := range []rune(r.Text) {
			if gid, ok := r.Face.GlyphOf(c); !ok || gid != r.Glyphs[i].ID {
				t.Errorf("%q is glyph %d, the font says %d", c, r.Glyphs[i].ID, gid)
			}
		}
	}
}

func TestTextIsMadeFitForFiles(t *testing.T) {
	for text, want := range map[string]string{
		"cafe\u0301":                "café",
		"a\tb\nc\r\nd":              "a b c  d",
		"a\x00b\x1bc\u0085d":        "abc d",
		"bad \xff\xfe utf":          "bad \ufffd\ufffd utf",
		"non\ufffecharacter":        "non\ufffdcharacter",
		"\ufeffbyte order mark":     "byte order mark",
		"line\u2028paragraph\u2029": "line paragraph ",
	} {
		line := layout.NewLine(text, body)
		if line.Text != want {
			t.Errorf("%q became %q, want %q", text, line.Text, want)
		}
		checkLine(t, line)
	}
}

func TestMissingCharactersAreReportedAndShown(t *testing.T) {
	line := layout.NewLine("a\U000F1234b\u0378", body)
	if !slices.Equal(line.Missing, []rune{0xF1234, 0x378}) {
		t.Errorf("missing %q", line.Missing)
	}
	marks := 0
	for _, r := range line.Runs {
		if r.Plain {
			continue
		}
		for _, g := range r.Glyphs {
			if len(r.Face.Outline(g.ID, 11)) > 0 {
				marks++
			}
		}
	}
	if marks != 2 {
		t.Errorf("%d marks are drawn for the 2 characters", marks)
	}
	checkLine(t, line)
}

func TestJoinersAndVariationSelectorsAreNotMissing(t *testing.T) {
	line := layout.NewLine("a\u200db\u200fc\ufe0fd\u00ade", body)
	if len(line.Missing) > 0 {
		t.Errorf("missing %q", line.Missing)
	}
	if plain := layout.NewLine("abcde", body); math.Abs(plain.Width-line.Width) > 1e-9 {
		t.Errorf("invisible characters take %v points", line.Width-plain.Width)
	}
}

// order returns the text of a line's runs from left to right.
func order(line layout.Line) []string {
	var list []string
	for _, r := range line.Runs {
		list = append(list, strings.TrimSpace(r.Text))
	}
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

func TestRunsStandInVisualOrder(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
		rtl  bool
	}{
		{"abc אבג def", []string{"abc", "אבג", "def"}, false},
		{"abc אבג 123 דהו def", []string{"abc", "דהו", "123", "אבג", "def"}, false},
		{"אבג abc דהו", []string{"דהו", "abc", "אבג"}, true},
		{"אבג 123", []string{"123", "אבג"}, true},
	} {
		line := needFonts(t, c.text)
		checkLine(t, line)
		got := strings.Join(order(line), "|")
		// Neighbouring runs of one direction may be cut by font; put them together.
		if got != strings.Join(c.want, "|") && strings.ReplaceAll(got, "|", "") != strings.Join(c.want, "") {
			t.Errorf("%q stands as %q, want %q", c.text, got, c.want)
		}
		if line.RTL != c.rtl {
			t.Errorf("%q: from right to left is %v", c.text, line.RTL)
		}
	}
}

func TestArabicIsJoined(t *testing.T) {
	word := needFonts(t, "مرحبا")
	alone := 0.0
	for _, r := range "مرحبا" {
		alone += layout.NewLine(string(r), body).Width
	}
	if len(word.Runs) != 1 || !word.Runs[0].RTL {
		t.Fatalf("%d runs, from right to left %v", len(word.Runs), word.Runs[0].RTL)
	}
	if word.Width > 0.9*alone {
		t.Errorf("the word is %.1f wide and its letters alone %.1f: it is not joined", word.Width, alone)
	}
	isolated := layout.NewLine("م", body).Runs[0].Glyphs[0].ID
	// The first letter stands at the right end, in its initial form.
	glyphs := word.Runs[0].Glyphs
	if glyphs[len(glyphs)-1].ID == isolated {
		t.Error("the first letter has its isolated form")
	}
}

func TestDevanagariConjuncts(t *testing.T) {
	line := needFonts(t, "क्ष")
	if n := len(line.Runs[0].Glyphs); n != 1 {
		t.Errorf("the conjunct of three characters has %d glyphs, want 1", n)
	}
	i := needFonts(t, "कि")
	ka := layout.NewLine("क", body).Runs[0].Glyphs[0].ID
	if i.Runs[0].Glyphs[0].ID == ka {
		t.Error("the vowel sign i does not stand before its consonant")
	}
}

func TestEastAsianText(t *testing.T) {
	for _, text := range []string{"你好，世界", "日本語テキスト", "한국어"} {
		line := needFonts(t, text)
		checkLine(t, line)
		for _, r := range line.Runs {
			if r.Plain || r.RTL {
				t.Errorf("%q: run %q is plain %v, from right to left %v", text, r.Text, r.Plain, r.RTL)
			}
		}
	}
	if han := needFonts(t, "世界"); math.Abs(han.Width-22) > 0.5 {
		t.Errorf("two Chinese characters are %.1f wide, want twice the size", han.Width)
	}
}

func TestEmojiSequencesAreOneGlyph(t *testing.T) {
	for _, text := range []string{"👩‍🚀", "👋🏽", "🇩🇪", "1️⃣", "🏳️‍🌈"} {
		line := needFonts(t, text)
		if len(line.Runs) != 1 || len(line.Runs[0].Glyphs) != 1 {
			t.Errorf("%q has %d runs, the first with %d glyphs", text, len(line.Runs), len(line.Runs[0].Glyphs))
			continue
		}
		r := line.Runs[0]
		if c, ok := r.Face.ColorGlyph(r.Glyphs[0].ID); ok {
			if string(c.PNG[1:4]) != "PNG" || c.Box.W < 0.8 || c.Box.W > 1.6 || c.Box.Y > -0.5 {
				t.Errorf("%q has a picture in %+v", text, c.Box)
			}
		}
	}
}

func TestOutlinesAreScaled(t *testing.T) {
	line := layout.NewLine("H", body)
	face, gid := line.Runs[0].Face, line.Runs[0].Glyphs[0].ID
	top := func(size float64) float64 {
		y := 0.0
		for _, s := range face.Outline(gid, size) {
			y = min(y, s.Points[0].Y)
		}
		return y
	}
	if math.Abs(top(1)+0.714) > 0.001 || math.Abs(top(50)-50*top(1)) > 1e-9 {
		t.Errorf("the H reaches %v at size 1 and %v at 50, want -0.714 and -35.7", top(1), top(50))
	}
	if face.Outline(1<<20, 1) != nil {
		t.Error("a glyph that does not exist has an outline")
	}
}

func TestMetrics(t *testing.T) {
	ascent, descent, height := layout.Metrics(layout.Style{Size: 10})
	if math.Abs(ascent-10.69) > 1e-6 || math.Abs(descent-2.93) > 1e-6 || math.Abs(height-13.62) > 1e-6 {
		t.Errorf("metrics %v, %v, %v; the font's hhea says 10.69, 2.93 and no gap", ascent, descent, height)
	}
}

func TestOddStylesAndTexts(t *testing.T) {
	for _, size := range []float64{0, -3, math.NaN(), math.Inf(1), 1e300} {
		line := layout.NewLine("abc מה", layout.Style{Size: size})
		if math.IsNaN(line.Width) || math.IsInf(line.Width, 0) || line.Width < 0 {
			t.Errorf("size %v gives a line of %v", size, line.Width)
		}
	}
	if line := layout.NewLine("", body); line.Width != 0 || len(line.Runs) != 0 {
		t.Errorf("the empty line is %v wide", line.Width)
	}
}

// anyText draws text of many scripts, with joiners, marks and breaks.
func anyText() *rapid.Generator[string] {
	letters := []rune("abc defgh iJkl, mno. (pqr) stü vwx-yz/ 012 34.5% é\u0301\u0300 αβγ где אבג דהו مرحبا عالم नमस्ते क्ष 你好，世界 テスト 한국 👩‍🚀👋🏽 🇩🇪\u00a0\u00ad\u200b\u202e\u202c\u2067\u2069\n\t")
	return rapid.StringOfN(rapid.SampledFrom(letters), 0, 60, -1)
}

func TestEveryLineIsConsistent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		style := layout.Style{Size: rapid.Float64Range(4, 40).Draw(t, "size"), Bold: rapid.Bool().Draw(t, "bold")}
		checkLine(t, layout.NewLine(anyText().Draw(t, "text"), style))
	})
}

func TestLinesMadeAtOnceAreTheSame(t *testing.T) {
	texts := []string{"plain words", "مرحبا بالعالم", "नमस्ते", "日本語 text", "a\u0301 👋🏽"}
	var want []float64
	for _, text := range texts {
		want = append(want, layout.NewLine(text+"!", body).Width)
	}
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for i := range 200 {
				// New sizes pass the cache by.
				style := layout.Style{Size: 11 * (1 + float64(n*200+i)/1e6)}
				k := i % len(texts)
				got := layout.NewLine(texts[k]+"!", style).Width / style.Size * 11
				if math.Abs(got-want[k]) > 1e-6 {
					t.Errorf("%q is %v wide, want %v", texts[k], got, want[k])
					return
				}
			}
		})
	}
	wg.Wait()
}
