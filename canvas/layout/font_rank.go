package layout

import (
	"os"
	"slices"
	"sort"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// rank orders the fonts that know a script by how well they fit the bundled Noto Sans: first the Noto
// Sans of the script, then the system's own sans faces, then any other; with the right weight and
// slope where there is a choice. The order of equals is that of their names, so that it is always the
// same on one machine.
func rank(prints []fontscan.Footprint, w wish) []*candidate {
	var list []*candidate
	for i := range prints {
		p := &prints[i]
		if !w.emoji && w.script != language.Common && !knows(p, w.script) {
			continue
		}
		list = append(list, &candidate{p, misfit(p, w)})
	}
	sort.SliceStable(list, func(a, b int) bool {
		x, y := list[a], list[b]
		if x.score != y.score {
			return x.score < y.score
		}
		if x.print.Family != y.print.Family {
			return x.print.Family < y.print.Family
		}
		if x.print.Location.File != y.print.Location.File {
			return x.print.Location.File < y.print.Location.File
		}
		return x.print.Location.Index < y.print.Location.Index
	})
	return list
}

func knows(p *fontscan.Footprint, s language.Script) bool {
	_, found := slices.BinarySearch(p.Scripts, s)
	return found
}

// misfit says how badly a font fits; 0 is best.
func misfit(p *fontscan.Footprint, w wish) int {
	score := 0
	emoji := isEmojiFamily(p.Family)
	if emoji != w.emoji {
		score += 4000
	}
	score += 10 * familyPlace(p.Family, w)
	for _, odd := range []string{"mono", "serif", "lastresort", "unifont", "adobeblank", "nastaliq", "kufi", "looped", "rashi", "condensed", "cursive"} {
		if strings.Contains(p.Family, odd) && !strings.Contains(p.Family, "sansserif") {
			score += 500
		}
	}
	bold := p.Aspect.Weight >= font.WeightSemibold
	if bold != w.bold {
		score += 3
	}
	if (p.Aspect.Style == font.StyleItalic) != w.italic {
		score++
		if !w.italic {
			score += 4
		}
	}
	score += int(abs(float64(p.Aspect.Weight-normalWeight(w.bold))) / 100)
	if p.Aspect.Stretch != font.StretchNormal {
		score += 6
	}
	return score
}

func normalWeight(bold bool) font.Weight {
	if bold {
		return font.WeightBold
	}
	return font.WeightNormal
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

func isEmojiFamily(family string) bool {
	return strings.Contains(family, "emoji") || strings.Contains(family, "twemoji")
}

// familyPlace returns a family's place in the list of wanted ones, 0 first.
func familyPlace(family string, w wish) int {
	wanted := wantedFamilies(w)
	for i, name := range wanted {
		if family == name {
			return i
		}
	}
	switch {
	case strings.HasPrefix(family, "notosans"):
		return len(wanted)
	case strings.Contains(family, "sans"):
		return len(wanted) + 1
	}
	return len(wanted) + 2
}

// wantedFamilies lists, in the spelling of the font index, the families that go well with Noto Sans on
// Linux, Windows and macOS.
func wantedFamilies(w wish) []string {
	if w.emoji {
		return []string{"notocoloremoji", "applecoloremoji", "segoeuiemoji", "twemojimozilla", "twittercoloremoji", "notoemoji"}
	}
	switch w.script {
	case language.Arabic:
		return []string{"notosansarabic", "notosansarabicui", "segoeui", "sfarabic", "geezapro", "dejavusans"}
	case language.Hebrew:
		return []string{"notosanshebrew", "segoeui", "sfhebrew", "arialhebrew", "dejavusans"}
	case language.Devanagari:
		return []string{"notosansdevanagari", "notosansdevanagariui", "nirmalaui", "kohinoordevanagari", "devanagarisangammn"}
	case language.Hangul:
		return []string{"notosanscjkkr", "notosanskr", "sourcehansanskr", "malgungothic", "applesdgothicneo"}
	case language.Hiragana, language.Katakana:
		return []string{"notosanscjkjp", "notosansjp", "sourcehansansjp", "yugothicui", "yugothic", "meiryo", "hiraginosans", "hiraginokakugothicpron"}
	case language.Han:
		return hanFamilies(w.region)
	case language.Common:
		return []string{"notosansmath", "notosanssymbols", "notosanssymbols2", "dejavusans", "segoeuisymbol", "applesymbols"}
	}
	return []string{"notosans" + scriptName(w.script), "segoeui", "nirmalaui", "leelawadeeui", "ebrima", "dejavusans"}
}

func hanFamilies(region string) []string {
	first := map[string][]string{
		"jp": {"yugothicui", "yugothic", "meiryo", "hiraginosans"},
		"kr": {"malgungothic", "applesdgothicneo"},
		"tc": {"microsoftjhengheiui", "microsoftjhenghei", "pingfangtc"},
		"sc": {"microsoftyaheiui", "microsoftyahei", "pingfangsc", "wenquanyimicrohei"},
	}
	list := []string{"notosanscjk" + region, "notosans" + region, "sourcehansans" + region}
	list = append(list, first[region]...)
	return append(list, "notosanscjksc", "notosanscjkjp", "notosanscjktc", "notosanscjkkr", "droidsansfallback")
}

// scriptName returns the script's English name as Noto families spell it, from the few letters of its
// code where it is not one of the common ones.
func scriptName(s language.Script) string {
	names := map[language.Script]string{
		language.Armenian: "armenian", language.Bengali: "bengali", language.Ethiopic: "ethiopic",
		language.Georgian: "georgian", language.Gujarati: "gujarati", language.Gurmukhi: "gurmukhi",
		language.Kannada: "kannada", language.Khmer: "khmer", language.Lao: "lao",
		language.Malayalam: "malayalam", language.Myanmar: "myanmar", language.Oriya: "oriya",
		language.Sinhala: "sinhala", language.Tamil: "tamil", language.Telugu: "telugu",
		language.Thai: "thai", language.Tibetan: "tibetan", language.Syriac: "syriac",
		language.Thaana: "thaana", language.Mongolian: "mongolian", language.Cherokee: "cherokee",
	}
	return names[s]
}

// hanRegion guesses whose Chinese characters a text uses: kana means Japan, Hangul Korea, bopomofo
// Taiwan; else the user's language decides, and without a hint the simplified forms.
func hanRegion(runes []rune) string {
	for _, r := range runes {
		switch language.LookupScript(r) {
		case language.Hiragana, language.Katakana:
			return "jp"
		case language.Hangul:
			return "kr"
		case language.Bopomofo:
			return "tc"
		}
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		switch v := strings.ToLower(os.Getenv(name)); {
		case strings.HasPrefix(v, "ja"):
			return "jp"
		case strings.HasPrefix(v, "ko"):
			return "kr"
		case strings.HasPrefix(v, "zh_tw"), strings.HasPrefix(v, "zh_hk"):
			return "tc"
		case v != "":
			return "sc"
		}
	}
	return "sc"
}
