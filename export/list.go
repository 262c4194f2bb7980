package export

import (
	"context"
	"fmt"
	"io"
	"time"

	"stagecraft/model"
)

// List is a table as it is looked at: filtered, sorted, and with the columns that are shown.
type List struct {
	Title   string
	Columns []string
	Rows    [][]Field // of as many fields as there are columns
	Created time.Time // stored in the workbook; the caller's clock
}

// Field is one field of a list: a number where one is known, and otherwise text.
type Field struct {
	Text   string
	Number model.Maybe[float64]
}

// ListCSV writes a list as CSV does: as text that no spreadsheet takes for a formula, numbers as they are.
// It fails when ctx ends and when w fails.
func ListCSV(ctx context.Context, w io.Writer, l List) ([]Warning, error) {
	return nil, writeCSV(ctx, w, l.table())
}

// ListXLSX writes a list as a workbook of one sheet, with numbers as numbers and text always as text. It
// fails when ctx ends and when w fails; what Excel's limits cut off is a warning.
func ListXLSX(ctx context.Context, w io.Writer, l List) ([]Warning, error) {
	b := newWorkbook(ctx, Document{Workspace: &model.Workspace{Name: l.Title}, Created: l.Created}, nil)
	defer b.file.Close()
	const sheet = "Table"
	if _, err := b.file.NewSheet(sheet); err != nil {
		return nil, err
	}
	if err := b.list(sheet, "Cards", l.table()); err != nil {
		return nil, fmt.Errorf("writing the sheet %q: %w", sheet, err)
	}
	if err := b.finish(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return b.warnings, b.file.Write(w)
}

// table types the fields. Excel asks for headings that differ.
func (l List) table() table {
	var t table
	taken := map[string]int{}
	for _, title := range l.Columns {
		if taken[title]++; taken[title] > 1 {
			title = fmt.Sprintf("%s (%d)", title, taken[title])
		}
		t.columns = append(t.columns, column{title: title, width: float64(len([]rune(title)) + 4)})
	}
	for _, row := range l.Rows {
		fields := make([]value, len(row))
		for i, f := range row {
			if fields[i] = str(f.Text); f.Number.Known {
				fields[i] = num(f.Number.Value)
			}
			if i < len(t.columns) {
				c := &t.columns[i]
				c.width = min(max(c.width, float64(len([]rune(f.Text))+2)), 48)
				c.wrap = c.wrap || len([]rune(f.Text)) > 46
			}
		}
		t.rows = append(t.rows, fields)
	}
	return t
}
