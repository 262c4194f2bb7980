package search

import "strings"

// Rank says how well a title answers a few typed words: the lower the better, and false for not at
// all. Every word of the query must be in the title: as a word of it or the beginning of one, best the
// first; inside a word; as its letters in that order; or misspelt. An empty query is answered by all
// alike.
func Rank(query, title string) (score int, ok bool) {
	wanted, words := strings.Fields(Words(query)), strings.Fields(Words(title))
	if len(wanted) == 0 {
		return 0, Key(query) == "" && strings.TrimSpace(query) == ""
	}
	if initials(words) == Key(query) && len(words) > 1 {
		return 1, true
	}
	for _, w := range wanted {
		best := -1
		for i, t := range words {
			if s, ok := rankWord(w, t); ok && (best < 0 || s+min(i, 9) < best) {
				best = s + min(i, 9)
			}
		}
		if best < 0 {
			return 0, false
		}
		score += best
	}
	return score + min(len(words), 9), true
}

// rankWord compares a typed word with one of a title.
func rankWord(typed, word string) (int, bool) {
	switch {
	case typed == word:
		return 0, true
	case strings.HasPrefix(word, typed):
		return 10, true
	case strings.Contains(word, typed):
		return 30, true
	case len(typed) >= 3 && subsequence(typed, word):
		return 60, true
	case len(typed) >= 4 && Nearness(typed, word) >= 0.7:
		return 80, true
	}
	return 0, false
}

// subsequence reports whether a word begins with the first letter of another and holds the rest of its
// letters in order.
func subsequence(letters, word string) bool {
	left := []rune(letters)
	for i, r := range []rune(word) {
		if len(left) > 0 && r == left[0] {
			left = left[1:]
		} else if i == 0 {
			return false
		}
	}
	return len(left) == 0
}

func initials(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteRune([]rune(w)[0])
	}
	return b.String()
}
