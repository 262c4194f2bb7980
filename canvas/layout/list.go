package layout

import "strings"

// bulletIndent is from a bullet to the text of its entry.
const bulletIndent = 10

// entry returns the text of a line of a list: of one that begins with a dash, a star or a bullet and a
// space.
func entry(line string) (text string, ok bool) {
	line = strings.TrimLeft(line, " \t")
	for _, mark := range [...]string{"- ", "* ", "\u2022 ", "\u2013 "} {
		if rest, ok := strings.CutPrefix(line, mark); ok && strings.TrimSpace(rest) != "" {
			return strings.TrimLeft(rest, " "), true
		}
	}
	return line, false
}

// hasList reports whether a line of a text belongs to a list.
func hasList(text string) bool {
	for more := strings.ContainsAny(text, "-*\u2022\u2013"); more; {
		var line string
		line, text, more = nextHardLine(text)
		if _, ok := entry(line); ok {
			return true
		}
	}
	return false
}

// list breaks a text into lines as Wrap does and places them in a box. Entries of lists hang beside a
// bullet.
func (t *CardText) list(text string, s Style, box Rect, step float64, maxLines int) (lines []Line, at []Point, cut bool) {
	if !hasList(text) {
		lines, cut = Wrap(text, s, box.W, maxLines)
		return lines, stack(lines, s, box, step), cut
	}
	for more := true; more && !cut; {
		var line string
		line, text, more = nextHardLine(text)
		words, bullet := entry(line)
		if !bullet {
			words = line
		}
		if words == "" {
			words = " "
		}
		left := maxLines - len(lines)
		if left == 1 && more {
			words += "\n" + text // what is left out shows as an ellipsis
		}
		part := box
		part.Y += float64(len(lines)) * step
		if bullet {
			part.X, part.W = box.X+bulletIndent, box.W-bulletIndent
		}
		got, over := Wrap(words, s, part.W, left)
		if len(got) == left && more && !over {
			got, over = Wrap(words+"\n"+text, s, part.W, left)
		}
		places := stack(got, s, part, step)
		if bullet && len(got) > 0 {
			t.bullet(&got[0], s, box, places)
		}
		lines, at, cut = append(lines, got...), append(at, places...), over
	}
	return lines, at, cut
}

// bullet puts a bullet before the first line of an entry, on the side that its text reads from.
func (t *CardText) bullet(first *Line, s Style, box Rect, places []Point) {
	middle := Point{box.X + 3, places[0].Y - s.Size*0.3}
	if first.RTL {
		middle.X = box.Right() - 3
		for i := range places {
			places[i].X = max(box.X, places[i].X-bulletIndent)
		}
	}
	t.Bullets = append(t.Bullets, middle)
}
