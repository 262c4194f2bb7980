package look

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// Stretch is a part of a text, in bytes: text[From:To].
type Stretch struct{ From, To int }

// Marked puts parts of the text, in its order, on a soft ground with a line below, and returns the label.
func (l *Label) Marked(parts []Stretch) *Label {
	l.marks = parts
	l.restart()
	return l
}

// The tokens and the height of a mark.
const (
	markGround = "warn-soft"
	markInk    = "warn"
	markLine   = 1.5
)

// markItems returns the marks behind and below the lines.
func (l *Label) markItems(at layout.Point) []scene.Item {
	if len(l.marks) == 0 {
		return nil
	}
	var grounds, lines []scene.Item // the lines over all grounds: that of the next line would cover them
	h, next := float64(l.lineHeight()), 0
	y := at.Y + float64(l.top())
	for _, line := range l.lines {
		var parts []Stretch
		parts, next = l.markedIn(line.said, next)
		for _, p := range parts {
			x, end := at.X+float64(l.measure(line.said[:p.From])), at.X+float64(l.measure(line.said[:p.To]))
			grounds = append(grounds, bar(markGround, x-1, y, end-x+2, h))
			lines = append(lines, bar(markInk, x, y+h-markLine, end-x, markLine))
		}
		y += h
	}
	return append(grounds, lines...)
}

func bar(token string, x, y, w, h float64) scene.Item {
	return scene.Rect{Rect: layout.Rect{X: x, Y: y, W: w, H: h}, Fill: straight(Color(token))}
}

// markedIn returns which parts of a line are marked, where the line is that of the text from at on, and where
// the next line goes on: wrapping leaves out white space and nothing else. The place of a part within a line
// that has right-to-left letters follows from no measure of its beginning: there the whole line is marked.
func (l *Label) markedIn(line string, at int) (parts []Stretch, next int) {
	backwards, last := false, -1 // last is the mark of the character before
	for i, r := range line {
		if r == ' ' || at >= len(l.text) {
			continue
		}
		at += len(l.text[at:]) - len(strings.TrimLeftFunc(l.text[at:], unicode.IsSpace))
		_, n := utf8.DecodeRuneInString(line[i:])
		mark := l.markAt(at)
		switch {
		case mark >= 0 && mark == last:
			parts[len(parts)-1].To = i + n
		case mark >= 0:
			parts = append(parts, Stretch{i, i + n})
		}
		last = mark
		at += n
		backwards = backwards || unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana)
	}
	if backwards && len(parts) > 0 {
		parts = []Stretch{{0, len(line)}}
	}
	return parts, at
}

// markAt returns the index of the mark that covers a byte of the text; -1 for none.
func (l *Label) markAt(at int) int {
	i := sort.Search(len(l.marks), func(i int) bool { return at < l.marks[i].To })
	if i < len(l.marks) && at >= l.marks[i].From {
		return i
	}
	return -1
}
