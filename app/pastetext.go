package app

import (
	"regexp"
	"strings"

	"stagecraft/export"
	"stagecraft/model"
)

// The text of the clipboard as other programs write it: rows and columns, lines, or an outline.

// parseTable reads rows of cells with tabs between them, as spreadsheets copy a range. A cell that holds
// a tab, a line end or a doubled quotation mark stands in quotation marks; a cell that merely begins and
// ends with them is a quotation and keeps them. All rows have the same number of cells.
func parseTable(text string) [][]string {
	text = strings.TrimSuffix(model.CleanText(text), "\n")
	if strings.TrimSpace(text) == "" {
		return nil
	}
	var rows [][]string
	row, width := []string{}, 0
	for {
		cell, rest := parseCell(text)
		row = append(row, unguarded(strings.TrimSpace(cell)))
		if strings.HasPrefix(rest, "\t") {
			text = rest[1:]
			continue
		}
		rows, width, row = append(rows, row), max(width, len(row)), nil
		if rest == "" {
			break
		}
		text = rest[1:]
	}
	for i := range rows {
		rows[i] = append(rows[i], make([]string, width-len(rows[i]))...)
	}
	return rows
}

// parseCell reads one cell and returns what follows it: a tab, a line end, or nothing.
func parseCell(text string) (cell, rest string) {
	if strings.HasPrefix(text, `"`) {
		if cell, rest, ok := parseQuoted(text[1:]); ok {
			return cell, rest
		}
	}
	end := strings.IndexAny(text, "\t\n")
	if end < 0 {
		end = len(text)
	}
	return text[:end], text[end:]
}

// parseQuoted reads a cell after its opening quotation mark. It is not ok for a text that needs none.
func parseQuoted(text string) (cell, rest string, ok bool) {
	var b strings.Builder
	needed := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c != '"':
			needed = needed || c == '\t' || c == '\n'
			b.WriteByte(c)
		case strings.HasPrefix(text[i+1:], `"`):
			needed = true
			b.WriteByte(c)
			i++
		default:
			rest = text[i+1:]
			return b.String(), rest, needed && (rest == "" || rest[0] == '\t' || rest[0] == '\n')
		}
	}
	return "", "", false
}

// formatTable writes rows so that spreadsheets, and parseTable, read the same cells.
func formatTable(rows [][]string) string {
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			if cell = export.Harmless(cell); unguarded(cell) != cell && cell == row[i] {
				cell = "'" + cell // an apostrophe of its own
			}
			if strings.ContainsAny(cell, "\t\n") || strings.HasPrefix(cell, `"`) {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// unguarded takes away the apostrophe that keeps a spreadsheet from taking a text for a formula.
func unguarded(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && (export.Harmless(rest) == cell || unguarded(rest) != rest) {
		return rest
	}
	return cell
}

// outlineLine is a line of an outline with its depth, from 0.
type outlineLine struct {
	level int
	text  string
}

var (
	bulletMark = regexp.MustCompile(`^(?:[-*+–•◦▪▸‣·]|o)[ \t]+`)
	numberMark = regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,3})*)[.)]?[ \t]+`)
	letterMark = regexp.MustCompile(`^[a-zA-Z][.)][ \t]+`)
	headMark   = regexp.MustCompile(`^(#{1,6})[ \t]+`)
)

// parseOutline reads lines with the depth that numbers as "1.2", marks as "##", or else their
// indentation give them. Bullets and numbers are taken away. No line is more than one level deeper than
// the one before, and the first is at level 0.
func parseOutline(text string) []outlineLine {
	var lines []outlineLine
	numbered := hasSubnumbers(text)
	indents := []int{}
	last := -1 // the level of the last line that has a number
	for _, raw := range strings.Split(model.CleanText(text), "\n") {
		line := strings.TrimSpace(raw)
		if line == "" {
			continue
		}
		level := 0
		number := numberMark.FindStringSubmatch(line)
		head := headMark.FindStringSubmatch(line)
		switch {
		case head != nil:
			level = len(head[1]) - 1
			last = level
		case numbered && number != nil:
			level = strings.Count(number[1], ".")
			last = level
		case last >= 0:
			level = last + 1
		default:
			indents, level = indentLevel(indents, indentOf(raw))
		}
		if n := len(lines); n == 0 {
			level = 0
		} else {
			level = min(level, lines[n-1].level+1)
		}
		if line = unmarked(line); line != "" {
			lines = append(lines, outlineLine{level, line})
		}
	}
	return lines
}

// hasSubnumbers reports whether a text is numbered in levels: 1 and 1.1.
func hasSubnumbers(text string) bool {
	one, two := false, false
	for _, line := range strings.Split(text, "\n") {
		if m := numberMark.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			switch strings.Count(m[1], ".") {
			case 0:
				one = true
			case 1:
				two = true
			}
		}
	}
	return one && two
}

// indentOf measures a line's indentation; a tab counts as four spaces.
func indentOf(line string) int {
	width := 0
	for _, r := range line {
		switch r {
		case '\t':
			width += 4
		case ' ', '\u00a0':
			width++
		default:
			return width
		}
	}
	return width
}

// indentLevel returns the level of an indentation among those that are open, and those open after it.
func indentLevel(open []int, indent int) ([]int, int) {
	for len(open) > 0 && open[len(open)-1] >= indent {
		open = open[:len(open)-1]
	}
	return append(open, indent), len(open)
}

// unmarked takes a bullet, a number or a mark of a heading from the front of a line.
func unmarked(line string) string {
	for _, mark := range []*regexp.Regexp{headMark, bulletMark, numberMark, letterMark} {
		if at := mark.FindStringIndex(line); at != nil {
			return strings.TrimSpace(line[at[1]:])
		}
	}
	return line
}

// reading is a way to understand a pasted text.
type reading int

const (
	asTable   reading = iota // rows down the lanes, columns along the steps
	asCards                  // a card a line
	asOutline                // stages and steps
)

// guessReading tells what a text most likely is.
func guessReading(text string, table [][]string) reading {
	if len(table) > 0 && len(table[0]) > 1 && !onlyIndented(text) {
		return asTable
	}
	for _, line := range parseOutline(text) {
		if line.level > 0 {
			return asOutline
		}
	}
	return asCards
}

// onlyIndented reports whether all tabs of a text stand at the beginning of lines.
func onlyIndented(text string) bool {
	for _, line := range strings.Split(model.CleanText(text), "\n") {
		if strings.Contains(strings.TrimLeft(line, "\t "), "\t") {
			return false
		}
		if strings.TrimSpace(line) == "" && strings.Contains(line, "\t") {
			return false
		}
	}
	return true
}
