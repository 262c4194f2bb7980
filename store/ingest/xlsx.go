package ingest

import (
	"archive/zip"
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
	r := &xlsxReader{formats: map[int]numberFormat{}}
	if r.texts, err = t.readTexts(ctx, gate.part("xl/sharedStrings.xml")); err != nil {
		return err
	}
	r.kept = len(t.blocks)
	if r.book, err = gate.openStyles(); err != nil {
		return err
	}
	defer r.book.Close()
	if props, err := r.book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
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
	if fallback == nil && len(gate.sheets) > 0 && t.Sheet != "" && len(t.at) > 0 {
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

// xlsxReader is what the sheets of a workbook share. The library knows the styles and the date system; it
// is given nothing else, for it would hold every sheet and text of the file at once.
type xlsxReader struct {
	book     *excelize.File
	texts    []cell // the shared texts
	kept     int    // blocks that hold them
	date1904 bool
	formats  map[int]numberFormat // by style
}

// openStyles opens the workbook without its sheets and texts.
func (w *workbook) openStyles() (*excelize.File, error) {
	links, err := w.links(w.main)
	if err != nil {
		return nil, err
	}
	wanted := map[string]bool{"[content_types].xml": true, "_rels/.rels": true, partName(w.main): true, partName(relsOf(w.main)): true}
	for _, l := range links {
		if strings.HasSuffix(l.Type, "/styles") || strings.HasSuffix(l.Type, "/theme") {
			wanted[partName(resolve(w.main, l.Target))] = true
		}
	}
	var small bytes.Buffer
	z := zip.NewWriter(&small)
	for _, f := range w.zip.File {
		if wanted[partName(f.Name)] {
			if err := z.Copy(f); err != nil {
				return nil, errDamaged
			}
		}
	}
	if err := z.Close(); err != nil {
		return nil, errDamaged
	}
	book, err := excelize.OpenReader(&small, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxInMemory, UnzipXMLSizeLimit: maxInMemory})
	if err != nil {
		if book != nil {
			_ = book.Close()
		}
		return nil, fmt.Errorf("is damaged (%w); open it in a spreadsheet program and save it again", err)
	}
	return book, nil
}

// readSheet reads a sheet, and reads it once more when it turns out to have cells that are merged downwards:
// a file says so only after the cells.
func (t *Table) readSheet(ctx context.Context, r *xlsxReader, s sheetPart) error {
	t.Sheet = s.name
	t.settings["sheet"] = s.name
	t.notes = nil
	walk, err := t.walkSheet(ctx, r, s, nil)
	if err == nil && slices.ContainsFunc(walk.merges, mergedRange.repeats) {
		_, err = t.walkSheet(ctx, r, s, newMergeFiller(walk.merges))
	}
	if err != nil {
		return err
	}
	if walk.formulas > 0 {
		t.notes = append(t.notes, fmt.Sprintf("Without a stored result, and so missing: %s. Formulas are never calculated.", many(walk.formulas, "formula", "formulas")))
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
	value cell
}

func (r mergedRange) repeats() bool { return r.bottom > r.top && r.left <= maxColumns }

func newMergeFiller(merges []mergedRange) *mergeFiller {
	m := &mergeFiller{starting: map[int][]mergedRange{}}
	for _, r := range merges {
		if r.repeats() {
			m.starting[r.top] = append(m.starting[r.top], r)
		}
	}
	return m
}

// fill returns the cells of a row with the values of the merged ones above it. An empty row stays empty.
func (m *mergeFiller) fill(row []cell, number int) []cell {
	m.open = slices.DeleteFunc(m.open, func(o openMerge) bool { return o.bottom < number })
	for _, o := range m.open {
		if len(row) == 0 {
			break
		}
		for len(row) < o.left {
			row = append(row, cell{})
		}
		row[o.left-1] = o.value
	}
	for _, r := range m.starting[number] {
		if at := r.left - 1; at < len(row) && len(m.open) < 1000 {
			m.open = append(m.open, openMerge{r, row[at]})
		}
	}
	return row
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
