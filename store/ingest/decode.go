package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// decode returns the text of a file and the name of its encoding. A byte order mark beats the wish,
// since it cannot be there by chance.
func decode(data []byte, wish string) (text, name string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return strings.ToValidUTF8(string(data[3:]), "\ufffd"), "utf-8 with byte order mark", nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeBy(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), data[2:], "utf-16le with byte order mark")
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeBy(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), data[2:], "utf-16be with byte order mark")
	case wish != "":
		enc, err := htmlindex.Get(wish)
		if err != nil {
			return "", "", fmt.Errorf("cannot be read in the encoding %q, which is not known", wish)
		}
		return decodeBy(enc, data, strings.ToLower(wish))
	}
	if order, ok := wideOrder(data); ok {
		name := map[unicode.Endianness]string{unicode.LittleEndian: "utf-16le", unicode.BigEndian: "utf-16be"}[order]
		return decodeBy(unicode.UTF16(order, unicode.IgnoreBOM), data, name)
	}
	if isBinary(data) {
		return "", "", errors.New(refusals[binaryKind])
	}
	if utf8.Valid(data) {
		return string(data), "utf-8", nil
	}
	if mostlyUTF8(data) {
		return strings.ToValidUTF8(string(data), "\ufffd"), "utf-8 with broken characters", nil
	}
	return decodeBy(charmap.Windows1252, data, "windows-1252")
}

func decodeBy(enc encoding.Encoding, data []byte, name string) (string, string, error) {
	text, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", fmt.Errorf("cannot be read as %s: %w", name, err)
	}
	return strings.TrimPrefix(string(text), "\ufeff"), name, nil
}

// wideOrder tells UTF-16 without a byte order mark by the zero bytes of its Latin letters, marks and
// line ends, which all stand on one side.
func wideOrder(data []byte) (unicode.Endianness, bool) {
	head := data[:min(len(data), 64<<10)&^1]
	var even, odd int
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 && head[i+1] != 0 {
			even++
		}
		if head[i+1] == 0 && head[i] != 0 {
			odd++
		}
	}
	switch pairs := len(head) / 2; {
	case pairs >= 2 && odd*4 > pairs && odd > 8*even:
		return unicode.LittleEndian, true
	case pairs >= 2 && even*4 > pairs && even > 8*odd:
		return unicode.BigEndian, true
	default:
		return unicode.LittleEndian, false
	}
}

// isBinary reports whether more than a hundredth of the bytes are control characters that no text has,
// a few stray zero bytes aside.
func isBinary(data []byte) bool {
	head := data[:min(len(data), 64<<10)]
	odd := 0
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1b || c == 0x7f {
			odd++
		}
	}
	return odd > 3 && odd*100 > len(head)
}

// mostlyUTF8 reports whether broken UTF-8 is still UTF-8 by far: at most one broken character in ten
// that are not ASCII.
func mostlyUTF8(data []byte) bool {
	good, broken := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			broken++
		} else {
			good++
		}
		i += size
	}
	return good >= 10*broken
}
