package ingest

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"stagecraft/model"
)

// Table is the grid of a file with the settings by which it was read. It is never changed once read, so
// Plan may be called on it again and again.
type Table struct {
	File       string    // base name
	Size       int64     // bytes of the file
	Hash       string    // SHA-256 of the file, in hex
	ReadAt     time.Time // UTC
	Sheet      string    // empty for a text file
	Sheets     []string  // every worksheet of the workbook, the hidden ones last
	Header     []string  // names of the columns, as in the file; "Column 3" where it has none
	HeaderLine int       // 1-based line or sheet row of the names; 0 when the file has none
	Columns    int

	cells
	settings map[string]string
	notes    []string
}

// PreviewRow is one row of a table as it was read.
type PreviewRow struct {
	Row   int // 1-based line or sheet row
	Cells []string
}

// Len returns the number of data rows; rows without any content do not count.
func (t *Table) Len() int { return len(t.starts) }

// Preview returns the first n data rows.
func (t *Table) Preview(n int) []PreviewRow {
	rows := make([]PreviewRow, 0, min(n, t.Len()))
	for i := range min(n, t.Len()) {
		cells := make([]string, t.Columns)
		for c, text := range t.row(i) {
			if c < len(cells) {
				cells[c] = strings.Clone(text) // not to hold the text of the file
			}
		}
		rows = append(rows, PreviewRow{t.line(i), cells})
	}
	return rows
}

// Settings returns how the file was read: encoding, delimiter, sheet, header row.
func (t *Table) Settings() map[string]string {
	settings := make(map[string]string, len(t.settings))
	for k, v := range t.settings {
		settings[k] = v
	}
	return settings
}

func trim(s string) string {
	if s == "" || s[0] > ' ' && s[0] < 0x80 && s[len(s)-1] > ' ' && s[len(s)-1] < 0x80 {
		return s
	}
	return strings.TrimFunc(s, func(r rune) bool {
		switch r {
		case ' ', '\t', '\r', '\n', '\v', '\f', '\u00a0', '\u200b', '\ufeff', '\u202f', '\u2009', '\u200e', '\u200f':
			return true
		}
		return false
	})
}

// cleaned makes one line of a text, without control characters.
func cleaned(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.Join(strings.Fields(s), " ")
}

// cut shortens a text to at most n characters.
func cut(s string, n int) string {
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n])
}

// findHeader finds the row of column names, makes Header from it and keeps the rows after it.
func (t *Table) findHeader(o Options) error {
	k := -1
	switch {
	case o.HeaderRow > 0:
		k = slices.Index(t.lines, int32(o.HeaderRow))
		if k < 0 {
			return fmt.Errorf("has no column names in row %d, which is empty or does not exist", o.HeaderRow)
		}
	case o.HeaderRow == 0:
		k = t.likelyHeader()
	}
	t.settings["header row"] = "none"
	var names []string
	if k >= 0 {
		t.HeaderLine = t.line(k)
		t.settings["header row"] = strconv.Itoa(t.HeaderLine)
		names = t.row(k)
	}
	if k > 0 {
		t.notes = append(t.notes, fmt.Sprintf("Left out above the column names in row %d: %s. If they hold data, set the header row.", t.HeaderLine, rowsOf(k)))
	}
	if t.long > 0 {
		t.notes = append(t.notes, fmt.Sprintf("Longer than %d bytes and cut there: %s.", maxCell, many(t.long, "cell", "cells")))
	}
	t.nameColumns(names, k+1)
	t.starts, t.lines = t.starts[k+1:], t.lines[k+1:] // the cells above stay, unread
	if len(t.starts) == 0 {
		return errors.New("has column names but no rows under them")
	}
	return nil
}

func (t *Table) nameColumns(names []string, first int) {
	t.Columns = len(names)
	for t.Columns > 0 && trim(names[t.Columns-1]) == "" {
		t.Columns--
	}
	for i := first; i < len(t.starts); i++ {
		from, to := t.rowRange(i)
		for to-from > t.Columns && t.cell(i, to-from-1) == "" {
			to--
		}
		t.Columns = max(t.Columns, to-from)
	}
	t.Header = make([]string, t.Columns)
	for c := range t.Header {
		t.Header[c] = "Column " + strconv.Itoa(c+1)
		if c < len(names) && trim(names[c]) != "" {
			t.Header[c] = strings.Clone(cut(cleaned(names[c]), model.MaxTitle))
		}
	}
}

// likelyHeader returns the row that looks most like column names among the first ones, or -1 when the
// first row already holds data.
func (t *Table) likelyHeader() int {
	width := t.usualWidth()
	best, bestScore := -1, 0.0
	for i := range min(len(t.starts), 40) {
		row := t.row(i)
		if strings.HasPrefix(trim(row[0]), "#") && filled(row) == 1 {
			continue
		}
		if score := t.headerScore(i, width); score > bestScore {
			best, bestScore = i, score
		}
		if holdsData(row, width) {
			break // column names do not stand below data
		}
	}
	return best
}

// holdsData reports whether a row has at least two numbers and most of the usual width.
func holdsData(row []string, width int) bool {
	numbers := 0
	for _, cell := range row {
		if _, ok := parseQuantity(trim(cell), anyMark, false); ok {
			numbers++
		}
	}
	return numbers >= 2 && filled(row)*10 >= width*6
}

// usualWidth is the median number of cells with content in the first rows.
func (t *Table) usualWidth() int {
	var counts []int
	for i := range min(len(t.starts), 200) {
		counts = append(counts, filled(t.row(i)))
	}
	at := 0
	for want := len(counts) / 2; at <= maxColumns; at++ {
		for _, c := range counts {
			if c == at {
				want--
			}
		}
		if want < 0 {
			break
		}
	}
	return max(at, 1)
}

func filled(row []string) int {
	n := 0
	for _, c := range row {
		if trim(c) != "" {
			n++
		}
	}
	return n
}

// headerScore rates a row as column names: cells of text as many as the rows below have, known names,
// names of periods; earlier rows first. It is 0 for a row that cannot be one.
func (t *Table) headerScore(i, width int) float64 {
	row := t.row(i)
	var content, text, known int
	seen := map[string]bool{}
	for c, cell := range row {
		cell = trim(cell)
		if cell == "" {
			continue
		}
		content++
		_, isNumber := parseQuantity(cell, anyMark, false)
		m, isDate := parseMoment(cell, unknownOrder)
		switch {
		case len(cell) <= 80 && headerRole(cell) != noRole && !isNumber:
			known++
			text++
		case len(cell) <= 80 && metricByHeader(cell) != "":
			known++
			text++
		case isDate && c > 0 && !m.timed:
			known++
		case !isNumber && !isDate:
			text++
		}
		seen[strings.ToLower(cell)] = true
	}
	fill := min(float64(content)/float64(width), 1)
	share := float64(text+known/2) / float64(max(content, 1))
	if fill < 0.5 || text == 0 || share < 0.5 && known < 2 {
		return 0
	}
	distinct := float64(len(seen)) / float64(content)
	return fill + min(share, 1) + distinct + 0.4*float64(min(known, 5)) - 0.06*float64(i) - t.repeats(i)
}

// repeats is the share of a row's cells that stand again in the same column not far below, as values do
// and names do not.
func (t *Table) repeats(i int) float64 {
	row := t.row(i)
	again := 0
	for c, cell := range row {
		if c == 100 {
			break
		}
		for k := i + 1; k < min(i+60, len(t.starts)); k++ {
			if t.cell(k, c) == trim(cell) && trim(cell) != "" {
				again++
				break
			}
		}
	}
	return float64(again) / float64(max(filled(row), 1))
}
