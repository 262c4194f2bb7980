package model

import (
	"unicode"
	"unicode/utf8"
)

// Stretch is a part of a text, in bytes: text[From:To].
type Stretch struct{ From, To int }

// mostWords bounds the words of one text times those of the other that are compared; in longer texts
// everything between what both begin and end with counts as different.
const mostWords = 1_000_000

// DifferingWords returns the words of either text that the other one lacks at that place, neighbours joined:
// what is left of both without them is the same, but for white space. Case counts. A letter of a script that
// is written without spaces is a word of its own. Nothing is returned when the texts are equal, and when they
// have no word in common: then all of both differs.
func DifferingWords(a, b string) (inA, inB []Stretch) {
	x, y := wordsOf(a), wordsOf(b)
	begin := 0
	for begin < len(x) && begin < len(y) && x[begin].in(a) == y[begin].in(b) {
		begin++
	}
	end := 0
	for end < len(x)-begin && end < len(y)-begin && x[len(x)-1-end].in(a) == y[len(y)-1-end].in(b) {
		end++
	}
	p, q := x[begin:len(x)-end], y[begin:len(y)-end]
	sameP, sameQ := commonWords(a, p, b, q)
	inA, inB = stretches(p, sameP), stretches(q, sameQ)
	if begin+end == 0 && len(sameP) == 0 {
		return nil, nil
	}
	return inA, inB
}

func (s Stretch) in(text string) string { return text[s.From:s.To] }

// wordsOf returns the words and the signs of a text.
func wordsOf(text string) []Stretch {
	var words []Stretch
	from := -1 // of the word that is being read
	for at, n := 0, 0; at < len(text); at += n {
		var r rune
		r, n = utf8.DecodeRuneInString(text[at:])
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if from >= 0 && (!letter || unspaced(r)) && !unicode.IsMark(r) {
			words = append(words, Stretch{from, at})
			from = -1
		}
		switch {
		case letter && from < 0:
			from = at
		case !letter && !unicode.IsSpace(r):
			words = append(words, Stretch{at, at + n})
		}
		if unspaced(r) {
			words = append(words, Stretch{from, at + n})
			from = -1
		}
	}
	if from >= 0 {
		words = append(words, Stretch{from, len(text)})
	}
	return words
}

// unspaced reports whether a letter is of a script that is written without spaces between words.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// commonWords returns which words of both lists belong to a longest common subsequence.
func commonWords(a string, p []Stretch, b string, q []Stretch) (sameP, sameQ map[int]bool) {
	if len(p)*len(q) == 0 || len(p)*len(q) > mostWords {
		return nil, nil
	}
	// best[i][k] is the length of that of the words from i and from k on.
	best := make([][]int32, len(p)+1)
	for i := range best {
		best[i] = make([]int32, len(q)+1)
	}
	for i := len(p) - 1; i >= 0; i-- {
		for k := len(q) - 1; k >= 0; k-- {
			if p[i].in(a) == q[k].in(b) {
				best[i][k] = best[i+1][k+1] + 1
			} else {
				best[i][k] = max(best[i+1][k], best[i][k+1])
			}
		}
	}
	sameP, sameQ = map[int]bool{}, map[int]bool{}
	for i, k := 0, 0; i < len(p) && k < len(q); {
		switch {
		case p[i].in(a) == q[k].in(b):
			sameP[i], sameQ[k] = true, true
			i++
			k++
		case best[i+1][k] >= best[i][k+1]:
			i++
		default:
			k++
		}
	}
	return sameP, sameQ
}

// stretches returns the words that are not the same, neighbours joined.
func stretches(words []Stretch, same map[int]bool) []Stretch {
	var parts []Stretch
	for i, w := range words {
		switch {
		case same[i]:
		case i > 0 && !same[i-1]:
			parts[len(parts)-1].To = w.To
		default:
			parts = append(parts, w)
		}
	}
	return parts
}
