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

// next appends the cells of the next row to into; ok is false at the end. line is where it begins. It
// stops in a row of more than maxColumns cells, which nobody reads on from.
func (s *splitter) next(into []string) (cells []string, line int, ok bool) {
	if s.at >= len(s.text) {
		return into, s.line, false
	}
	line = s.line
	first := len(into)
	for {
		var last bool
		var cell string
		cell, last = s.cell()
		into = append(into, cell)
		if last || len(into)-first > maxColumns {
			return into, line, true
		}
	}
}

// cell reads one cell and the mark after it; last is true when that ends the row.
func (s *splitter) cell() (cell string, last bool) {
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
			return s.text[start : s.at-1], false
		case s.newline:
			s.at++
			s.line++
			return strings.TrimSuffix(s.text[start:s.at-1], "\r"), true
		}
		s.at++
	}
	return s.text[start:], true
}

// quotedCell reads a cell in quotation marks; ok is false, and nothing is read, when it is not closed.
func (s *splitter) quotedCell() (cell string, last, ok bool) {
	if s.at >= s.unclosed {
		return "", false, false
	}
	lines, doubled := 0, false
	for i := s.at + 1; i < len(s.text); i++ {
		switch s.text[i] {
		case s.newline:
			if lines++; lines > maxCellLines {
				return "", false, false
			}
		case '"':
			if i+1 < len(s.text) && s.text[i+1] == '"' {
				doubled = true
				i++
				continue
			}
			if end, endsRow, found := s.cellEnd(i + 1); found {
				cell = s.text[s.at+1 : i]
				if doubled {
					cell = strings.ReplaceAll(cell, `""`, `"`)
				}
				s.at, s.line = end, s.line+lines
				if endsRow {
					s.line++
				}
				return cell, endsRow, true
			}
		}
	}
	s.unclosed = s.at
	return "", false, false
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
	t.reserve(strings.Count(text, string(s.newline))+1, strings.Count(text, string(delimiter)))
	for {
		first := len(t.cells)
		var line int
		var ok bool
		t.cells, line, ok = s.next(t.cells)
		if !ok {
			break
		}
		if err := t.closeRow(first, line); err != nil {
			return err
		}
		if len(t.starts)%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	if s.oddities > 0 {
		t.notes = append(t.notes, fmt.Sprintf("Not closed and read as plain characters: %s.", many(s.oddities, "quotation mark", "quotation marks")))
	}
	if len(t.starts) == 0 {
		return fmt.Errorf("has no table: all its lines are empty")
	}
	return nil
}

// reserve makes room for a table of so many rows and marks between cells, within the limits, so that
// growing it leaves no garbage of its size behind.
func (t *Table) reserve(rows, marks int) {
	rows = min(rows, maxRows+1)
	t.cells = make([]string, 0, min(rows+marks, maxCells+maxColumns))
	t.starts, t.lines = make([]uint32, 0, rows), make([]int32, 0, rows)
}

// closeRow makes the cells from first on a row, or drops them when all are empty.
func (t *Table) closeRow(first, line int) error {
	end := len(t.cells)
	for end > first && strings.TrimSpace(t.cells[end-1]) == "" {
		end--
	}
	width := len(t.cells) - first
	switch {
	case width > maxColumns:
		return fmt.Errorf("has more than %d columns in line %d; leave out the others and import it again", maxColumns, line)
	case end == first:
		t.cells = t.cells[:first]
		return nil
	case len(t.starts) > maxRows:
		return fmt.Errorf("has more than %d rows; split it and import the parts", maxRows)
	case len(t.cells) > maxCells:
		return fmt.Errorf("has more than %d cells; leave out columns or split it", maxCells)
	}
	t.cutLong(first)
	t.starts = append(t.starts, uint32(first))
	t.lines = append(t.lines, int32(line))
	return nil
}

// maxCell is how many bytes of a cell are read. A spreadsheet's own limit is as many characters; what is
// longer is no name and no number, and would cost time wherever the cell is looked at.
const maxCell = 32_767

// cutLong cuts the cells from first on that are too long.
func (t *Table) cutLong(first int) {
	for i := first; i < len(t.cells); i++ {
		if len(t.cells[i]) > maxCell {
			t.cells[i] = strings.ToValidUTF8(t.cells[i][:maxCell], "")
			t.long++
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
	var cells []string
	for rows < 300 {
		var ok bool
		if cells, _, ok = s.next(cells[:0]); !ok {
			break
		}
		if len(cells) == 1 && strings.TrimSpace(cells[0]) == "" {
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
