package ingest

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// mergedRange is a range of cells shown as one; rows and columns are 1-based and inclusive.
type mergedRange struct{ top, left, bottom, right int }

// sheetWalk reads the cells of a worksheet in the order of the file and checks on the way that the XML is
// whole: whatever breaks off or is malformed must not pass for the end of the sheet. The spreadsheet
// library takes it for that, and holds several copies of the sheet.
type sheetWalk struct {
	table  *Table
	reader *xlsxReader
	filler *mergeFiller // nil: nothing is merged, as far as is known
	merges []mergedRange

	formulas int // without a stored result
	number   int // of the row that is read, or was read last
	row      []cell
	cells    int

	inData, inRow, inCell, inValue, inPhonetic bool

	column               int
	style                int
	kind                 string
	value                []byte
	hasValue, hasFormula bool
}

// walkSheet reads a worksheet in place of what was read before.
func (t *Table) walkSheet(ctx context.Context, r *xlsxReader, s sheetPart, filler *mergeFiller) (*sheetWalk, error) {
	t.dropRows(r.kept)
	w := &sheetWalk{table: t, reader: r, filler: filler}
	err := walkPart(ctx, s.part, "a worksheet breaks off or is malformed", w)
	t.closeBlock()
	return w, err
}

// partWalk takes the parts of an XML document one by one.
type partWalk interface {
	start(xml.StartElement) error
	end(name string) error
	text(xml.CharData)
}

const maxDepth = 64

// walkPart walks through a part of a workbook. It takes raw tokens, which cost half as much, and checks
// itself that what is opened is closed. fault says what is wrong with a part that is not whole.
func walkPart(ctx context.Context, f *zip.File, fault string, w partWalk) error {
	r, err := f.Open()
	if err != nil {
		return errDamaged
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	var open []string // the elements that are open
	for count := 0; ; count++ {
		if count%8192 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF) && len(open) == 0:
			return nil
		case err != nil:
			return fmt.Errorf("is damaged: %s (%w); open it in a spreadsheet program and save it again", fault, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if len(open) == maxDepth {
				return errors.New("is damaged: its parts are nested too deeply")
			}
			open = append(open, e.Name.Local)
			err = w.start(e)
		case xml.EndElement:
			k := len(open) - 1
			if k < 0 || open[k] != e.Name.Local {
				return fmt.Errorf("is damaged: %s: it closes %q where that is not open", fault, e.Name.Local)
			}
			open = open[:k]
			err = w.end(e.Name.Local)
		case xml.CharData:
			w.text(e)
		}
		if err != nil {
			return err
		}
	}
}

func (w *sheetWalk) start(e xml.StartElement) error {
	switch name := e.Name.Local; {
	case name == "sheetData":
		w.inData = true
	case name == "mergeCell":
		w.addMerge(attribute(e, "ref"))
	case !w.inData:
	case name == "row":
		return w.openRow(e)
	case name == "c":
		return w.openCell(e)
	case !w.inCell:
	case name == "v":
		w.inValue, w.hasValue = true, true
	case name == "t" && !w.inPhonetic: // of a text in the cell itself
		w.inValue, w.hasValue = true, true
	case name == "rPh":
		w.inPhonetic = true
	case name == "f":
		w.hasFormula = true
	}
	return nil
}

func (w *sheetWalk) end(name string) error {
	switch {
	case name == "sheetData":
		w.inData = false
	case name == "row" && w.inRow:
		return w.closeRow()
	case name == "v" || name == "t":
		w.inValue = false
	case name == "rPh":
		w.inPhonetic = false
	case name == "c" && w.inCell:
		w.inCell = false
		return w.closeCell()
	}
	return nil
}

func (w *sheetWalk) text(data xml.CharData) {
	if w.inValue {
		w.value = append(w.value, data...)
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (w *sheetWalk) openRow(e xml.StartElement) error {
	number := w.number + 1
	if text := attribute(e, "r"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("is damaged: a row has the number %q", text)
		}
		number = n
	}
	switch {
	case number > maxSheetRow:
		return fmt.Errorf("is damaged: it names row %d, and a sheet ends at %d", number, maxSheetRow)
	case number <= w.number:
		return fmt.Errorf("is damaged: row %d follows row %d", number, w.number)
	}
	w.number, w.row, w.inRow = number, w.row[:0], true
	return nil
}

func (w *sheetWalk) closeRow() error {
	w.inRow = false
	row := w.row
	if w.filler != nil {
		row = w.filler.fill(row, w.number)
	}
	width := len(row)
	for len(row) > 0 && row[len(row)-1].size&^exact == 0 {
		row = row[:len(row)-1]
	}
	w.row = row
	return w.table.addRow(row, width, w.number)
}

func (w *sheetWalk) openCell(e xml.StartElement) error {
	if w.cells++; w.cells > maxCells {
		return fmt.Errorf("has more than %d cells; leave out columns or save it as CSV in parts", maxCells)
	}
	if !w.inRow {
		return errors.New("is damaged: a cell stands outside of any row")
	}
	w.column, w.style, w.kind = len(w.row), 0, ""
	w.inCell, w.hasValue, w.hasFormula, w.inPhonetic, w.value = true, false, false, false, w.value[:0]
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "r":
			c, r, ok := cellRef(a.Value)
			if !ok || r != w.number {
				return fmt.Errorf("is damaged: a cell in row %d is called %q", w.number, a.Value)
			}
			w.column = c - 1
		case "s":
			if style, err := strconv.Atoi(a.Value); err == nil && style >= 0 && style <= 65535 {
				w.style = style
			}
		case "t":
			w.kind = a.Value
		}
	}
	if w.column >= maxColumns {
		return fmt.Errorf("has a cell in column %d; at most %d columns can be imported", w.column+1, maxColumns)
	}
	for len(w.row) <= w.column {
		w.row = append(w.row, cell{})
	}
	return nil
}

// closeCell keeps the value of a cell as people see it.
func (w *sheetWalk) closeCell() (err error) {
	if !w.hasValue {
		tally(&w.formulas, w.hasFormula)
		return nil
	}
	to := &w.row[w.column]
	switch w.kind {
	case "s":
		k, err := strconv.Atoi(strings.TrimSpace(string(w.value)))
		if err != nil || k < 0 {
			return fmt.Errorf("is damaged in row %d: a cell refers to the text %q, which does not exist", w.number, clip(string(w.value)))
		}
		if k >= len(w.reader.texts) {
			return fmt.Errorf("is damaged: the sheet %q refers to text number %d of %d", w.table.Sheet, k+1, len(w.reader.texts))
		}
		*to = w.reader.texts[k]
	case "", "n":
		text, isExact := w.reader.number(string(w.value), w.style)
		*to, err = w.table.copy(text, isExact)
	case "b":
		*to, err = w.table.copy(truth(string(w.value)), false)
	default:
		*to, err = w.table.copy(unescaped(string(w.value)), false)
	}
	return err
}

// cellRef reads "AB12" as column 28, row 12.
func cellRef(ref string) (column, row int, ok bool) {
	i := 0
	for ; i < len(ref) && (ref[i] >= 'A' && ref[i] <= 'Z' || ref[i] >= 'a' && ref[i] <= 'z'); i++ {
		column = column*26 + int(ref[i]&^0x20-'A') + 1
		if column > maxSheetCol {
			return 0, 0, false
		}
	}
	row, err := strconv.Atoi(ref[i:])
	return column, row, err == nil && column > 0 && row > 0
}

func (w *sheetWalk) addMerge(ref string) {
	first, last, ok := strings.Cut(ref, ":")
	left, top, ok1 := cellRef(first)
	right, bottom, ok2 := cellRef(last)
	if ok && ok1 && ok2 && top <= bottom && left <= right && len(w.merges) < 100_000 {
		w.merges = append(w.merges, mergedRange{top, left, bottom, right})
	}
}

// maxTexts is how many shared texts a workbook may have.
const maxTexts = 2_000_000

// textsWalk copies the shared texts of a workbook into the blocks of a table.
type textsWalk struct {
	table  *Table
	texts  []cell
	value  []byte
	inText bool
	phone  bool // in a reading aid of a text
}

// readTexts reads the shared texts, each once.
func (t *Table) readTexts(ctx context.Context, f *zip.File) ([]cell, error) {
	if f == nil {
		return nil, nil
	}
	w := &textsWalk{table: t}
	err := walkPart(ctx, f, "its texts break off or are malformed", w)
	t.closeBlock()
	return w.texts, err
}

func (w *textsWalk) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "si":
		w.value = w.value[:0]
	case "rPh":
		w.phone = true
	case "t":
		w.inText = !w.phone
	}
	return nil
}

func (w *textsWalk) end(name string) error {
	switch name {
	case "t":
		w.inText = false
	case "rPh":
		w.phone = false
	case "si":
		if len(w.texts) == maxTexts {
			return fmt.Errorf("has more than %d different texts; save the sheet as CSV", maxTexts)
		}
		made, err := w.table.copy(unescaped(string(w.value)), false)
		w.texts = append(w.texts, made)
		return err
	}
	return nil
}

func (w *textsWalk) text(data xml.CharData) {
	if w.inText {
		w.value = append(w.value, data...)
	}
}

// unescaped resolves the characters that a workbook writes as _x000D_ (ECMA-376 part 1, 22.9.2.19).
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "_x")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		code, err := strconv.ParseUint(rest[:min(4, len(rest))], 16, 32)
		if err != nil || len(rest) < 5 || rest[4] != '_' || !utf8.ValidRune(rune(code)) {
			b.WriteString("_x")
			s = rest
			continue
		}
		b.WriteRune(rune(code))
		s = rest[5:]
	}
}
