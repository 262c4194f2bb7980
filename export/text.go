package export

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plainText returns s as valid UTF-8 without control characters, byte order marks, bidirectional
// overrides and noncharacters; tabs and line breaks become spaces when oneLine, and stay otherwise.
func plainText(s string, oneLine bool) string {
	clean := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x20 || c >= 0x7f {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	return strings.Map(func(r rune) rune { return plainRune(r, oneLine) }, strings.ToValidUTF8(s, "\uFFFD"))
}

func plainRune(r rune, oneLine bool) rune {
	switch {
	case r == '\n', r == '\t':
		if oneLine {
			return ' '
		}
		return r
	case r == '\u2028', r == '\u2029', r == '\u0085':
		if oneLine {
			return ' '
		}
		return '\n'
	case r == '\uFEFF', r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
		return -1
	case r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
		return -1
	case unicode.IsControl(r):
		return -1
	}
	return r
}

// cut returns the longest beginning of s of at most limit UTF-16 code units, as Excel counts, and
// whether anything was left off.
func cut(s string, limit int) (string, bool) {
	if len(s) <= limit {
		return s, false
	}
	units := 0
	for i, r := range s {
		units++
		if r > 0xFFFF {
			units++
		}
		if units > limit {
			return s[:i], true
		}
	}
	return s, false
}

// utf16Bytes appends the big-endian UTF-16 of s, the characters beyond the first plane as U+FFFD.
func utf16Bytes(dst []byte, s string) []byte {
	for _, r := range s {
		if r > 0xFFFF {
			r = utf8.RuneError
		}
		dst = append(dst, byte(r>>8), byte(r))
	}
	return dst
}

// basicText returns s as gofpdf can hold it: its converter to UTF-16 knows the first plane only.
func basicText(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF || r >= 0xFE00 && r <= 0xFE0F || r == '\u200D' {
			return -1
		}
		return r
	}, plainText(s, true))
}
