package layout

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"

	"stagecraft/assets"
)

// withFonts makes the machine's fonts those given for one test.
func withFonts(t *testing.T, prints []fontscan.Footprint) {
	t.Helper()
	before := system
	fonts := &systemFonts{
		index:  func() []fontscan.Footprint { return prints },
		ranked: map[wish][]*candidate{},
		loaded: map[fontKey]*Face{},
	}
	system = func() *systemFonts { return fonts }
	t.Cleanup(func() { system = before })
}

func TestWithoutSystemFontsAllIsShownAndReported(t *testing.T) {
	withFonts(t, nil)
	line := newShapedLine("a 你好 שלום 👋", Style{Size: 11})
	if want := []rune("你好שלום👋"); len(line.Missing) != len(want) {
		t.Errorf("missing %q, want %q", line.Missing, want)
	}
	marks := 0
	mark, _ := bundle()[0].GlyphOf(lostMark)
	for _, r := range line.Runs {
		for _, g := range r.Glyphs {
			if g.ID == mark {
				marks++
			}
		}
	}
	if marks != 7 {
		t.Errorf("%d marks for 7 characters", marks)
	}
	if lines, _ := wrapText("你好，世界 and more", Style{Size: 11}, 60, 3); len(lines) < 2 {
		t.Errorf("wrapped into %d lines", len(lines))
	}
}

// print is an index entry of a font file for Hebrew letters.
func hebrewPrint(file, family string) fontscan.Footprint {
	p := fontscan.Footprint{Location: fontscan.Location{File: file}, Family: family, Scripts: fontscan.ScriptSet{language.Hebrew}}
	for r := 'א'; r <= 'ת'; r++ {
		p.Runes.Add(r)
	}
	return p
}

func TestDamagedFontFilesArePassedOver(t *testing.T) {
	folder := t.TempDir()
	damaged := filepath.Join(folder, "damaged.ttf")
	whole := assets.Font("NotoSans-Regular")
	if err := os.WriteFile(damaged, whole[:len(whole)/3], 0o600); err != nil {
		t.Fatal(err)
	}
	// A font that does not hold what the index says: it was replaced since.
	other := filepath.Join(folder, "other.ttf")
	if err := os.WriteFile(other, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	withFonts(t, []fontscan.Footprint{
		hebrewPrint(filepath.Join(folder, "gone.ttf"), "notosanshebrew"),
		hebrewPrint(damaged, "notosanshebrew"),
		hebrewPrint(other, "notosanshebrew"),
	})
	line := newShapedLine("אבג", Style{Size: 11})
	if !slices.Equal(line.Missing, []rune("אבג")) {
		t.Errorf("missing %q", line.Missing)
	}
}

func TestFontsAreRankedByFit(t *testing.T) {
	prints := []fontscan.Footprint{
		hebrewPrint("1", "notoserifhebrew"), hebrewPrint("2", "notosansmonohebrew"), hebrewPrint("3", "somesans"),
		hebrewPrint("4", "notosanshebrew"), hebrewPrint("5", "notocoloremoji"), hebrewPrint("6", "dejavusans"),
	}
	for i := range prints {
		prints[i].Aspect.SetDefaults()
	}
	bold := hebrewPrint("7", "notosanshebrew")
	bold.Aspect.SetDefaults()
	bold.Aspect.Weight = 700
	prints = append(prints, bold)
	first := func(w wish) string { return rank(prints, w)[0].print.Location.File }
	if got := first(wish{script: language.Hebrew}); got != "4" {
		t.Errorf("regular text takes font %s", got)
	}
	if got := first(wish{script: language.Hebrew, bold: true}); got != "7" {
		t.Errorf("bold text takes font %s", got)
	}
	if got := first(wish{emoji: true}); got != "5" {
		t.Errorf("emoji take font %s", got)
	}
	order := rank(prints, wish{script: language.Hebrew})
	if last := order[len(order)-1].print.Family; last != "notocoloremoji" {
		t.Errorf("the last choice for letters is %s", last)
	}
	if n := len(rank(prints, wish{script: language.Arabic})); n != 0 {
		t.Errorf("%d fonts without Arabic are asked for it", n)
	}
}
