package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// maxTries is how many sheets are looked at for one with a table.
const maxTries = 20

// readXLSX reads the wanted sheet, or the first visible one that looks like a table.
func (t *Table) readXLSX(ctx context.Context, data []byte, o Options) error {
	gate, err := openGate(data)
	if err != nil {
		return err
	}
	for _, hidden := range []bool{false, true} {
		for _, s := range gate.sheets {
			if s.hidden == hidden {
				t.Sheets = append(t.Sheets, s.name)
			}
		}
	}
	texts, err := countStrings(ctx, gate.part("xl/sharedStrings.xml"))
	if err != nil {
		return err
	}
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: 16 << 20,
	})
	if err != nil {
		if book != nil {
			_ = book.Close()
		}
		return fmt.Errorf("is damaged (%w); open it in a spreadsheet program and save it again", err)
	}
	defer book.Close() // removes its temporary files
	r := &xlsxReader{book: book, texts: texts, formats: map[int]numberFormat{}}
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		r.date1904 = *props.Date1904
	}
	if err := t.chooseSheet(ctx, r, gate, o); err != nil {
		return err
	}
	if o.Sheet == "" {
		t.noteOtherSheets(gate)
	}
	return nil
}

// noteOtherSheets says which visible sheets were not read.
func (t *Table) noteOtherSheets(gate *workbook) {
	var others []string
	for _, s := range gate.sheets {
		if !s.hidden && s.name != t.Sheet {
			others = append(others, "“"+s.name+"”")
		}
	}
	if len(others) > 0 {
		t.notes = append(t.notes, fmt.Sprintf("Only the sheet “%s” was read, not %s. To import another, set the sheet.", t.Sheet, listed(others)))
	}
}

// listed joins names, the first ten of them.
func listed(names []string) string {
	if len(names) > 10 {
		return strings.Join(names[:10], ", ") + fmt.Sprintf(" and %d more", len(names)-10)
	}
	return strings.Join(names, ", ")
}

func (t *Table) chooseSheet(ctx context.Context, r *xlsxReader, gate *workbook, o Options) error {
	if o.Sheet != "" {
		for _, s := range gate.sheets {
			if fold(s.name) == fold(o.Sheet) {
				return t.readSheet(ctx, r, s)
			}
		}
		return fmt.Errorf("has no sheet %q; it has %s", o.Sheet, strings.Join(quoted(t.Sheets), ", "))
	}
	var fallback *sheetPart
	tries := 0
	for _, s := range gate.sheets {
		if s.hidden || tries == maxTries {
			continue
		}
		tries++
		if err := t.readSheet(ctx, r, s); err != nil {
			return err
		}
		looks := t.looksLikeTable()
		if looks == certainly {
			return nil
		}
		if looks == maybe && fallback == nil {
			fallback = &s
		}
	}
	if fallback == nil && len(gate.sheets) > 0 && t.Sheet != "" && len(t.cells) > 0 {
		return nil // a sheet of column names alone, which findHeader explains
	}
	if fallback == nil {
		return errors.New("has no visible sheet with a table; if it is on a hidden sheet, name that sheet")
	}
	return t.readSheet(ctx, r, *fallback)
}

type likeness int

const (
	hardly likeness = iota
	maybe
	certainly
)

// looksLikeTable rates a sheet: certainly a table when its likely header has a known name.
func (t *Table) looksLikeTable() likeness {
	k := t.likelyHeader()
	switch {
	case len(t.starts) == 0:
		return hardly
	case k+1 == len(t.starts): // nothing below it
		return hardly
	case k < 0:
		return maybe
	}
	for _, cell := range t.row(k) {
		if headerRole(cell) != noRole || metricByHeader(cell) != "" {
			return certainly
		}
	}
	return maybe
}

type xlsxReader struct {
	book     *excelize.File
	texts    int // how many shared strings there are
	date1904 bool
	formats  map[int]numberFormat // by style
}

func (t *Table) readSheet(ctx context.Context, r *xlsxReader, s sheetPart) error {
	scan, err := scanSheet(ctx, s.part)
	if err != nil {
		return err
	}
	if scan.strings >= r.texts {
		return fmt.Errorf("is damaged: the sheet %q refers to text number %d of %d", s.name, scan.strings+1, r.texts)
	}
	t.cells, t.exact, t.starts, t.lines, t.long = nil, []bool{}, nil, nil, 0
	t.Sheet = s.name
	t.settings["sheet"] = s.name
	if err := t.readRows(ctx, r, scan); err != nil {
		return err
	}
	t.notes = nil
	if scan.formulas > 0 {
		t.notes = append(t.notes, fmt.Sprintf("Without a stored result, and so missing: %s. Formulas are never calculated.", many(scan.formulas, "formula", "formulas")))
	}
	return nil
}

func (t *Table) readRows(ctx context.Context, r *xlsxReader, scan *sheetScan) error {
	rows, err := r.book.Rows(t.Sheet)
	if err != nil {
		return fmt.Errorf("is damaged: the sheet %q cannot be read (%w)", t.Sheet, err)
	}
	defer rows.Close()
	merges := newMergeFiller(scan.merges)
	for number, next := 1, 0; next < len(scan.rows) && rows.Next(); number++ {
		if number%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		values, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return fmt.Errorf("is damaged in row %d of the sheet %q (%w)", number, t.Sheet, err)
		}
		var row scannedRow
		if scan.rows[next].number == number {
			row = scan.rows[next]
			next++
		}
		first := len(t.cells)
		t.cells = append(t.cells, values...)
		for len(t.exact) < len(t.cells) {
			t.exact = append(t.exact, false)
		}
		for _, n := range row.numbers {
			if at := first + int(n.column); at < len(t.cells) {
				t.cells[at], t.exact[at] = r.number(t.cells[at], int(n.style))
			}
		}
		for _, column := range row.truths {
			if at := first + int(column); at < len(t.cells) {
				t.cells[at] = truth(t.cells[at])
			}
		}
		merges.fill(t, number, first)
		if err := t.closeRow(first, number); err != nil {
			return err
		}
		t.exact = t.exact[:len(t.cells)]
	}
	if err := rows.Error(); err != nil {
		return fmt.Errorf("is damaged in the sheet %q (%w)", t.Sheet, err)
	}
	return nil
}

// truth writes a cell of true or false as people see it, so that it is not taken for the number 1 or 0 among
// numbers.
func truth(raw string) string {
	if is, ok := yesNo(raw); ok {
		return strings.ToUpper(strconv.FormatBool(is))
	}
	return raw
}

// mergeFiller repeats the value of cells merged downwards in the rows below, as people read them.
type mergeFiller struct {
	starting map[int][]mergedRange // by first row
	open     []openMerge
}

type openMerge struct {
	mergedRange
	value string
	exact bool
}

func newMergeFiller(merges []mergedRange) *mergeFiller {
	m := &mergeFiller{starting: map[int][]mergedRange{}}
	for _, r := range merges {
		if r.bottom > r.top && r.left <= maxColumns {
			m.starting[r.top] = append(m.starting[r.top], r)
		}
	}
	return m
}

func (m *mergeFiller) fill(t *Table, row, first int) {
	m.open = slices.DeleteFunc(m.open, func(o openMerge) bool { return o.bottom < row })
	for _, o := range m.open {
		if len(t.cells) == first {
			break // an empty row stays empty
		}
		for len(t.cells)-first < o.left {
			t.cells, t.exact = append(t.cells, ""), append(t.exact, false)
		}
		t.cells[first+o.left-1], t.exact[first+o.left-1] = o.value, o.exact
	}
	for _, r := range m.starting[row] {
		if at := first + r.left - 1; at < len(t.cells) && len(m.open) < 1000 {
			m.open = append(m.open, openMerge{r, t.cells[at], t.exact[at]})
		}
	}
}

// number writes a number as people would: a date as 2026-03-31, a share as 62%, an amount with its
// currency. exact is true when it is to be read with a decimal point.
func (r *xlsxReader) number(raw string, style int) (text string, exact bool) {
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return raw, false
	}
	format, known := r.formats[style]
	if !known {
		format = r.format(style)
		r.formats[style] = format
	}
	switch format.kind {
	case shareFormat:
		return strconv.FormatFloat(v*100, 'g', 13, 64) + "%", true
	case dateFormat:
		return r.date(v, raw)
	case clockFormat:
		if v >= 10_000 {
			return r.date(v, raw)
		}
		return clockText(v), false
	}
	if len(raw) > 15 || strings.ContainsAny(raw, "eE") {
		raw = strconv.FormatFloat(v, 'f', -1, 64)
	}
	if format.currency != "" {
		return raw + " " + format.currency, true
	}
	return raw, true
}

func (r *xlsxReader) date(v float64, raw string) (string, bool) {
	day, err := excelize.ExcelDateToTime(v, r.date1904)
	if err != nil || v < 1 || day.Year() > 9999 {
		return raw, true
	}
	day = day.Round(time.Second)
	if day.Hour() == 0 && day.Minute() == 0 && day.Second() == 0 {
		return day.Format(time.DateOnly), false
	}
	return day.Format(time.DateTime), false
}

func clockText(days float64) string {
	seconds := int64(math.Round(math.Abs(days) * 86400))
	sign := ""
	if days < 0 {
		sign = "-"
	}
	return fmt.Sprintf("%s%d:%02d:%02d", sign, seconds/3600, seconds/60%60, seconds%60)
}

func (r *xlsxReader) format(style int) numberFormat {
	s, err := r.book.GetStyle(style)
	if err != nil || s == nil {
		return numberFormat{}
	}
	if s.CustomNumFmt != nil {
		return formatOfCode(*s.CustomNumFmt)
	}
	return builtinFormat(s.NumFmt)
}

type formatKind int

const (
	plainFormat formatKind = iota
	shareFormat
	dateFormat
	clockFormat
)

type numberFormat struct {
	kind     formatKind
	currency string
}

// builtinFormat knows the number formats that have no code in the file (ECMA-376 part 1, 18.8.30).
func builtinFormat(id int) numberFormat {
	switch {
	case id == 9 || id == 10:
		return numberFormat{kind: shareFormat}
	case id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58:
		return numberFormat{kind: dateFormat}
	case id >= 18 && id <= 21 || id >= 32 && id <= 35 || id >= 45 && id <= 47 || id == 55 || id == 56:
		return numberFormat{kind: clockFormat}
	default:
		return numberFormat{}
	}
}

// formatOfCode classifies a number format code by its first section.
func formatOfCode(code string) numberFormat {
	var f numberFormat
	var letters strings.Builder
	clock := false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				end = len(code) - i - 2
			}
			f.currency = currencyOf(code[i+1:i+1+end], f.currency)
			i += end + 1
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				end = len(code) - i - 1
			}
			inner := strings.ToLower(code[i+1 : i+max(end, 1)])
			clock = clock || strings.Trim(inner, "h") == "" || strings.Trim(inner, "m") == "" || strings.Trim(inner, "s") == ""
			if mark, ok := strings.CutPrefix(inner, "$"); ok {
				mark, _, _ = strings.Cut(mark, "-")
				f.currency = currencyOf(mark, f.currency)
			}
			i += end
		case '\\', '_', '*':
			i++
		case ';':
			i = len(code)
		default:
			letters.WriteByte(c)
		}
	}
	text := strings.ToLower(letters.String())
	if strings.HasPrefix(text, "general") || strings.HasPrefix(text, "standard") {
		return f
	}
	f.currency = currencyOf(strings.Trim(text, "0#?,. "), f.currency)
	switch {
	case strings.Contains(text, "%"):
		f.kind = shareFormat
	case strings.ContainsAny(text, "yd"):
		f.kind = dateFormat
	case clock || strings.ContainsAny(text, "hs"):
		f.kind = clockFormat
	case strings.Contains(text, "m"):
		f.kind = dateFormat
	}
	return f
}

func currencyOf(mark, before string) string {
	if code := currencies[strings.ToLower(strings.TrimSpace(mark))]; code != "" {
		return code
	}
	return before
}
