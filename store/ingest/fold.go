package ingest

import (
	"strings"

	"stagecraft/model/search"
)

// fold reduces a name to what two spellings of it have in common.
func fold(name string) string { return search.Key(name) }

// words is fold with single spaces between the words.
func words(name string) string { return search.Words(name) }

// nearness is how alike two folded names are, from 0 to 1.
func nearness(a, b string) float64 { return search.Nearness(a, b) }

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
