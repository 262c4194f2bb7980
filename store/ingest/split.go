package ingest

import (
	"context"
	"fmt"
	"strings"
)

// maxCellLines is how many lines a quoted cell may span. A quotation mark that is not closed within
// them is taken for a plain character, so that a forgotten one never swallows the rows that follow.
const maxCellLines = 60

// splitter cuts text into rows of cells by the rules of RFC 4180, and goes on where a file breaks them:
// rows of unequal length, a quotation mark inside a cell or never closed, line ends of any system.
//
// encoding/csv would do but for three things: it knows no lone carriage returns, it reads on to the end
// of the file when a quotation mark is not closed, and it drops the line numbers of cells it unquotes.
type splitter struct {
	text      string
	delimiter byte
	newline   byte // '\n', or '\r' for a file that has no '\n'
	at        int
	line      int // of text[at]
	unclosed  int // no quotation mark from here on closes a cell
	oddities  int // quotation marks taken for plain characters
}

func newSplitter(text string, delimiter byte) *splitter {
	s := &splitter{text: text, delimiter: delimiter, newline: '\n', line: 1, unclosed: len(text) + 1}
	if strings.IndexByte(text, '\n') < 0 {
		s.newline = '\r'
	}
	return s
}

// span is where a cell stands in the text, without the quotation marks around it.
type span struct {
	from, to int
	doubled  bool // quotation marks inside are doubled
}

// of returns the text of a cell as it is meant.
func (c span) of(text string) string {
	if c.doubled {
		return strings.ReplaceAll(text[c.from:c.to], `""`, `"`)
	}
	return text[c.from:c.to]
}

// next appends the cells of the next row to into; ok is false at the end. line is where it begins. It
// stops in a row of more than maxColumns cells, which nobody reads on from.
func (s *splitter) next(into []span) (row []span, line int, ok bool) {
	if s.at >= len(s.text) {
		return into, s.line, false
	}
	line = s.line
	first := len(into)
	for {
		cell, last := s.cell()
		into = append(into, cell)
		if last || len(into)-first > maxColumns {
			return into, line, true
		}
	}
}

// cell reads one cell and the mark after it; last is true when that ends the row.
func (s *splitter) cell() (cell span, last bool) {
	if s.at < len(s.text) && s.text[s.at] == '"' {
		if cell, last, ok := s.quotedCell(); ok {
			return cell, last
		}
		s.oddities++
	}
	start := s.at
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case s.delimiter:
			s.at++
			return span{from: start, to: s.at - 1}, false
		case s.newline:
			end := s.at
			if end > start && s.text[end-1] == '\r' {
				end--
			}
			s.at++
			s.line++
			return span{from: start, to: end}, true
		}
		s.at++
	}
	return span{from: start, to: s.at}, true
}

// quotedCell reads a cell in quotation marks; ok is false, and nothing is read, when it is not closed.
func (s *splitter) quotedCell() (cell span, last, ok bool) {
	if s.at >= s.unclosed {
		return span{}, false, false
	}
	lines, doubled := 0, false
	for i := s.at + 1; i < len(s.text); i++ {
		switch s.text[i] {
		case s.newline:
			if lines++; lines > maxCellLines {
				return span{}, false, false
			}
		case '"':
			if i+1 < len(s.text) && s.text[i+1] == '"' {
				doubled = true
				i++
				continue
			}
			if end, endsRow, found := s.cellEnd(i + 1); found {
				cell = span{s.at + 1, i, doubled}
				s.at, s.line = end, s.line+lines
				if endsRow {
					s.line++
				}
				return cell, endsRow, true
			}
		}
	}
	s.unclosed = s.at
	return span{}, false, false
}

// cellEnd reports whether a closing quotation mark may stand before i: only spaces follow until a
// delimiter, a line end or the end of the text. next is where the following cell begins.
func (s *splitter) cellEnd(i int) (next int, endsRow, found bool) {
	for ; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == s.delimiter:
			return i + 1, false, true
		case c == s.newline:
			return i + 1, true, true
		case c != ' ' && c != '\r' && c != '\t':
			return 0, false, false
		}
	}
	return len(s.text), true, true
}

func (t *Table) readCSV(ctx context.Context, data []byte, o Options) error {
	text, encodingName, err := decode(data, o.Encoding)
	if err != nil {
		return err
	}
	if strings.IndexByte(text, 0) >= 0 {
		text = strings.ReplaceAll(text, "\x00", "")
		t.notes = append(t.notes, "The file has zero bytes; they were left out.")
	}
	t.settings["encoding"] = encodingName
	delimiter, start, startLine := findDelimiter(text, o.Delimiter)
	t.settings["delimiter"] = delimiterNames[delimiter]
	s := newSplitter(text, delimiter)
	s.at, s.line = start, startLine
	t.text = text
	rows := strings.Count(text, string(s.newline)) + 1
	t.reserve(rows, rows+strings.Count(text, string(delimiter)))
	if err := t.readLines(ctx, s); err != nil {
		return err
	}
	if s.oddities > 0 {
		t.notes = append(t.notes, fmt.Sprintf("Not closed and read as plain characters: %s.", many(s.oddities, "quotation mark", "quotation marks")))
	}
	if len(t.starts) == 0 {
		return fmt.Errorf("has no table: all its lines are empty")
	}
	return nil
}

// readLines reads the rows of a text.
func (t *Table) readLines(ctx context.Context, s *splitter) error {
	var spans []span
	var row []cell
	for {
		var line int
		var ok bool
		if spans, line, ok = s.next(spans[:0]); !ok {
			t.closeBlock()
			return nil
		}
		width := len(spans)
		for len(spans) > 0 && strings.TrimSpace(t.text[spans[len(spans)-1].from:spans[len(spans)-1].to]) == "" {
			spans = spans[:len(spans)-1]
		}
		row = row[:0]
		for _, at := range spans {
			if !at.doubled {
				row = append(row, t.span(at.from, at.to))
				continue
			}
			made, err := t.copy(at.of(t.text), false)
			if err != nil {
				return err
			}
			row = append(row, made)
		}
		if err := t.addRow(row, width, line); err != nil {
			return err
		}
		if len(t.starts)%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

var delimiterNames = map[byte]string{',': "comma", ';': "semicolon", '\t': "tab", '|': "pipe"}

// findDelimiter returns the mark between cells, and where the table begins after a "sep=" line.
func findDelimiter(text, wish string) (delimiter byte, start, line int) {
	line = 1
	if len(text) > 5 && strings.EqualFold(text[:4], "sep=") && delimiterNames[text[4]] != "" && (text[5] == '\r' || text[5] == '\n') {
		delimiter, start, line = text[4], 6, 2
		if strings.HasPrefix(text[5:], "\r\n") {
			start = 7
		}
	}
	switch {
	case strings.EqualFold(wish, "tab"):
		return '\t', start, line
	case wish != "":
		return wish[0], start, line
	case delimiter != 0:
		return delimiter, start, line
	}
	best, bestScore := byte(','), 0.0
	for _, d := range []byte{',', ';', '\t', '|'} {
		if score := delimiterScore(text, d); score > bestScore*1.0001 {
			best, bestScore = d, score
		}
	}
	return best, start, line
}

// delimiterScore is how much a mark looks like the one between cells: rows of the same number of cells,
// several of them. Commas count less, for they stand in numbers and sentences too.
func delimiterScore(text string, d byte) float64 {
	s := newSplitter(text[:min(len(text), 256<<10)], d)
	widths := map[int]int{}
	rows := 0
	var cells []span
	for rows < 300 {
		var ok bool
		if cells, _, ok = s.next(cells[:0]); !ok {
			break
		}
		if len(cells) == 1 && strings.TrimSpace(cells[0].of(s.text)) == "" {
			continue
		}
		widths[len(cells)]++
		rows++
	}
	usual, count := 0, 0
	for width, n := range widths {
		if width > 1 && (n > count || n == count && width > usual) {
			usual, count = width, n
		}
	}
	if usual < 2 {
		return 0
	}
	score := float64(count) / float64(rows) * (1 + 0.02*float64(min(usual, 20)))
	if d == ',' {
		score *= 0.8
	}
	return score
}
