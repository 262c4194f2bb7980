package model

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// The longest texts and lists that a record may hold. They are far above what fits on a map, and
// keep a damaged or hostile file from filling the memory.
const (
	MaxTitle  = 1_000     // characters of a name, title, label or id
	MaxText   = 20_000    // characters of a body, comment, definition or note
	MaxList   = 500       // tags, goals, needs, frustrations
	MaxImage  = 16 << 20  // bytes of a picture
	MaxLanes  = 500       // of a journey
	MaxSteps  = 2_000     // of a journey, over all stages
	MaxVotes  = 1_000_000 // on a card
	MaxNumber = 1e15      // of any measured or estimated number, to either side
)

// CleanText returns text as records may hold it: valid UTF-8, with line ends as "\n", and without
// control characters other than line end and tab. It does not shorten.
func CleanText(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r', r == '\v', r == '\f', r == '\u2028', r == '\u2029':
			return '\n'
		case !textRune(r):
			return -1
		}
		return r
	}, text)
}

// textRune reports whether a text may hold the character: what XML 1.0 may.
func textRune(r rune) bool {
	return r >= ' ' && r != 0x7F && r != 0xFFFE && r != 0xFFFF || r == '\n' || r == '\t' || r == '\r'
}

// textProblem returns what is wrong with a text of at most limit characters, or "".
func textProblem(text string, limit int) string {
	if !utf8.ValidString(text) {
		return "is not valid UTF-8 text"
	}
	if len(text) > limit && utf8.RuneCountInString(text) > limit {
		return fmt.Sprintf("is longer than %d characters", limit)
	}
	for _, r := range text {
		if !textRune(r) {
			return fmt.Sprintf("holds the control character %U", r)
		}
	}
	return ""
}
