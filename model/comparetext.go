package model

import (
	"slices"
	"strings"
	"unicode"
)

// letterPairs is a text as the pairs of neighbouring letters and digits within its words, without case,
// sorted. A word of one letter counts as one pair.
type letterPairs []uint64

func newLetterPairs(text string) letterPairs {
	pairs := make(letterPairs, 0, len(text))
	var before rune // the letter before in the same word; 0 at its beginning
	length := 0
	end := func() {
		if length == 1 {
			pairs = append(pairs, uint64(before)<<32)
		}
		before, length = 0, 0
	}
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			end()
			continue
		}
		if r = unicode.ToLower(r); length > 0 {
			pairs = append(pairs, uint64(before)<<32|uint64(r))
		}
		before = r
		length++
	}
	end()
	slices.Sort(pairs)
	return pairs
}

// likeness is how alike two texts are, 0 to 1: the share of letter pairs that they have in common,
// 2·|A∩B| / (|A|+|B|). That is the coefficient of Dice (Measures of the Amount of Ecologic Association
// Between Species, Ecology 26, 1945) over the letter pairs of titles (Adamson and Boreham, The Use of an
// Association Measure Based on Character Structure to Identify Semantically Related Pairs of Words and
// Document Titles, Information Storage and Retrieval 10, 1974). Two texts without a letter are not alike.
func (a letterPairs) likeness(b letterPairs) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	common := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] < b[k]:
			i++
		case a[i] > b[k]:
			k++
		default:
			common++
			i++
			k++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

// atMost is what the likeness of two texts of these lengths cannot exceed.
func (a letterPairs) atMost(b letterPairs) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	return 2 * float64(min(len(a), len(b))) / float64(len(a)+len(b))
}

// Likeness is how alike two texts are, from 0 to 1, by the letter pairs that they have in common: see
// Compare.
func Likeness(a, b string) float64 { return newLetterPairs(a).likeness(newLetterPairs(b)) }

// textKey is what two texts that say the same have in common: their letters and digits without case.
func textKey(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
}
