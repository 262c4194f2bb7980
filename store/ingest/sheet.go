package ingest

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// sheetScan is the structure of a worksheet, read before its values: where its numbers stand, their
// styles and what is merged. Reading it first proves that the XML is whole: the library that reads the
// values takes broken XML for the end of the sheet.
type sheetScan struct {
	rows     []scannedRow
	merges   []mergedRange
	strings  int // highest index into the shared strings, -1 for none
	formulas int // formulas without a stored result
}

type scannedRow struct {
	number  int
	columns int // 1 + the last column with a cell
	numbers []scannedNumber
	truths  []uint16 // 0-based columns of the cells that say true or false
}

// scannedNumber is a cell that holds a number: its 0-based column and its style.
type scannedNumber struct{ column, style uint16 }

// mergedRange is a range of cells shown as one; rows and columns are 1-based and inclusive.
type mergedRange struct{ top, left, bottom, right int }

func scanSheet(ctx context.Context, f *zip.File) (*sheetScan, error) {
	r, err := f.Open()
	if err != nil {
		return nil, errDamaged
	}
	defer r.Close()
	s := &sheetScan{strings: -1}
	if err := s.read(ctx, xml.NewDecoder(r)); err != nil {
		return nil, err
	}
	return s, nil
}

// read walks through the parts of the sheet. It takes raw tokens, which cost half as much, and checks
// itself that what is opened is closed.
func (s *sheetScan) read(ctx context.Context, d *xml.Decoder) error {
	w := sheetWalk{scan: s}
	for count := 0; ; count++ {
		if count%8192 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF) && len(w.open) == 0:
			return nil
		case err != nil:
			return fmt.Errorf("is damaged: a worksheet breaks off or is malformed (%w); open it in a spreadsheet program and save it again", err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			err = w.start(e)
		case xml.EndElement:
			err = w.end(e.Name.Local)
		case xml.CharData:
			if w.inValue {
				w.value = append(w.value, e...)
			}
		}
		if err != nil {
			return err
		}
	}
}

// sheetWalk is where the reader of a worksheet stands.
type sheetWalk struct {
	scan  *sheetScan
	open  []string // the elements that are open
	cells int

	inData, inCell, inValue bool
	column                  int
	style                   int
	kind                    string
	value                   []byte
	hasValue, hasFormula    bool
}

const maxDepth = 64

func (w *sheetWalk) start(e xml.StartElement) error {
	if len(w.open) == maxDepth {
		return errors.New("is damaged: its parts are nested too deeply")
	}
	w.open = append(w.open, e.Name.Local)
	switch name := e.Name.Local; {
	case name == "sheetData":
		w.inData = true
	case name == "mergeCell":
		w.scan.addMerge(attribute(e, "ref"))
	case !w.inData:
	case name == "row":
		return w.scan.openRow(e)
	case name == "c":
		return w.openCell(e)
	case name == "v" && w.inCell:
		w.inValue, w.hasValue = true, true
	case name == "f" && w.inCell:
		w.hasFormula = true
	}
	return nil
}

func (w *sheetWalk) end(name string) error {
	k := len(w.open) - 1
	if k < 0 || w.open[k] != name {
		return fmt.Errorf("is damaged: a worksheet closes %q where it is not open", name)
	}
	w.open = w.open[:k]
	switch {
	case name == "sheetData":
		w.inData = false
	case name == "v":
		w.inValue = false
	case name == "c" && w.inCell:
		w.inCell = false
		return w.closeCell()
	}
	return nil
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (s *sheetScan) openRow(e xml.StartElement) error {
	before := 0
	if len(s.rows) > 0 {
		before = s.rows[len(s.rows)-1].number
	}
	number := before + 1
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
	case number <= before:
		return fmt.Errorf("is damaged: row %d follows row %d", number, before)
	}
	s.rows = append(s.rows, scannedRow{number: number})
	return nil
}

func (w *sheetWalk) openCell(e xml.StartElement) error {
	if w.cells++; w.cells > maxCells {
		return fmt.Errorf("has more than %d cells; leave out columns or save it as CSV in parts", maxCells)
	}
	if len(w.scan.rows) == 0 {
		return errors.New("is damaged: a cell stands outside of any row")
	}
	row := &w.scan.rows[len(w.scan.rows)-1]
	w.column, w.style, w.kind = row.columns, 0, ""
	w.inCell, w.hasValue, w.hasFormula, w.value = true, false, false, w.value[:0]
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "r":
			c, r, ok := cellRef(a.Value)
			if !ok || r != row.number {
				return fmt.Errorf("is damaged: a cell in row %d is called %q", row.number, a.Value)
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
	row.columns = max(row.columns, w.column+1)
	return nil
}

func (w *sheetWalk) closeCell() error {
	row := &w.scan.rows[len(w.scan.rows)-1]
	if !w.hasValue {
		tally(&w.scan.formulas, w.hasFormula)
		return nil
	}
	switch w.kind {
	case "", "n":
		row.numbers = append(row.numbers, scannedNumber{uint16(w.column), uint16(w.style)})
	case "b":
		row.truths = append(row.truths, uint16(w.column))
	case "s":
		k, err := strconv.Atoi(string(w.value))
		if err != nil || k < 0 {
			return fmt.Errorf("is damaged in row %d: a cell refers to the text %q, which does not exist", row.number, clip(string(w.value)))
		}
		w.scan.strings = max(w.scan.strings, k)
	}
	return nil
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

func (s *sheetScan) addMerge(ref string) {
	for i := range len(ref) {
		if ref[i] != ':' {
			continue
		}
		left, top, ok1 := cellRef(ref[:i])
		right, bottom, ok2 := cellRef(ref[i+1:])
		if ok1 && ok2 && top <= bottom && left <= right && len(s.merges) < 100_000 {
			s.merges = append(s.merges, mergedRange{top, left, bottom, right})
		}
	}
}

// countStrings counts the shared texts of the workbook, and proves that they are whole.
func countStrings(ctx context.Context, f *zip.File) (int, error) {
	if f == nil {
		return 0, nil
	}
	r, err := f.Open()
	if err != nil {
		return 0, errDamaged
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	n := 0
	for count := 0; ; count++ {
		if count%8192 == 0 && ctx.Err() != nil {
			return 0, ctx.Err()
		}
		token, err := d.Token() // checks that what is opened is closed
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return 0, fmt.Errorf("is damaged: its texts break off or are malformed (%w); open it in a spreadsheet program and save it again", err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "si" {
			if n++; n > maxStrings {
				return 0, fmt.Errorf("has more than %d different texts; save the sheet as CSV", maxStrings)
			}
		}
	}
}

// maxStrings is how many shared texts a workbook may have; each costs the reader some 300 bytes.
const maxStrings = 500_000
