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

func (s *sheetScan) read(ctx context.Context, d *xml.Decoder) error {
	cells, inData, depth := 0, false, 0
	for count := 0; ; count++ {
		if count%8192 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("is damaged: a worksheet breaks off or is malformed (%w); open it in a spreadsheet program and save it again", err)
		}
		switch e := token.(type) {
		case xml.EndElement:
			depth--
			if e.Name.Local == "sheetData" {
				inData = false
			}
		case xml.StartElement:
			if depth++; depth > 64 {
				return errors.New("is damaged: its parts are nested too deeply")
			}
			switch {
			case e.Name.Local == "sheetData":
				inData = true
			case inData && e.Name.Local == "row":
				if err := s.openRow(e); err != nil {
					return err
				}
			case inData && e.Name.Local == "c":
				if cells++; cells > maxCells {
					return fmt.Errorf("has more than %d cells; leave out columns or save it as CSV in parts", maxCells)
				}
				if err := s.readCell(d, e); err != nil {
					return err
				}
				depth--
			case e.Name.Local == "mergeCell":
				s.addMerge(attribute(e, "ref"))
			}
		}
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

func (s *sheetScan) readCell(d *xml.Decoder, e xml.StartElement) error {
	if len(s.rows) == 0 {
		return errors.New("is damaged: a cell stands outside of any row")
	}
	row := &s.rows[len(s.rows)-1]
	column := row.columns
	if ref := attribute(e, "r"); ref != "" {
		c, r, ok := cellRef(ref)
		if !ok || r != row.number {
			return fmt.Errorf("is damaged: a cell in row %d is called %q", row.number, ref)
		}
		column = c - 1
	}
	if column >= maxColumns {
		return fmt.Errorf("has a cell in column %d; at most %d columns can be imported", column+1, maxColumns)
	}
	row.columns = max(row.columns, column+1)
	var cell struct {
		Value   *string   `xml:"v"`
		Formula *struct{} `xml:"f"`
		Inline  *struct{} `xml:"is"`
	}
	if err := d.DecodeElement(&cell, &e); err != nil {
		return fmt.Errorf("is damaged in row %d (%w); open it in a spreadsheet program and save it again", row.number, err)
	}
	if cell.Value == nil {
		if cell.Formula != nil {
			s.formulas++
		}
		return nil
	}
	switch attribute(e, "t") {
	case "", "n":
		style, err := strconv.Atoi(attribute(e, "s"))
		if err != nil || style < 0 || style > 65535 {
			style = 0
		}
		row.numbers = append(row.numbers, scannedNumber{uint16(column), uint16(style)})
	case "s":
		k, err := strconv.Atoi(*cell.Value)
		if err != nil || k < 0 {
			return fmt.Errorf("is damaged in row %d: a cell refers to the text %q, which does not exist", row.number, *cell.Value)
		}
		s.strings = max(s.strings, k)
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
		token, err := d.Token()
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
