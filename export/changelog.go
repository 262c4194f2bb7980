package export

import (
	"context"
	"fmt"
	"io"
	"time"

	"stagecraft/model"
)

// LogEntry is a row of a change log: one record that was changed.
type LogEntry struct {
	At     time.Time // written as the clocks of its place show it
	By     string
	What   string // what happened: "Changed"
	Kind   string // of what: "card"
	Title  string
	In     string // the journey's title; empty for a record that all journeys share
	Fields string // what was changed of it
}

// ChangeLogCSV writes a change log as a comma-separated list, as CSV does.
func ChangeLogCSV(ctx context.Context, w io.Writer, entries []LogEntry) error {
	return writeCSV(ctx, w, logTable(entries))
}

// ChangeLogXLSX writes a change log as a workbook of one sheet, which can be filtered. Name is that of the
// workspace. What Excel's limits cut off is a warning.
func ChangeLogXLSX(ctx context.Context, w io.Writer, name string, created time.Time, entries []LogEntry) ([]Warning, error) {
	const sheet = "Change log"
	b := newWorkbook(ctx, Document{Workspace: &model.Workspace{Name: name}, Created: created}, nil)
	defer b.file.Close()
	if _, err := b.file.NewSheet(sheet); err != nil {
		return nil, fmt.Errorf("writing the sheet %q: %w", sheet, err)
	}
	if err := b.list(sheet, "ChangeLog", logTable(entries)); err != nil {
		return nil, fmt.Errorf("writing the sheet %q: %w", sheet, err)
	}
	if err := b.finish(); err != nil {
		return nil, err
	}
	return b.warnings, b.file.Write(w)
}

func logTable(entries []LogEntry) table {
	t := table{columns: []column{
		{title: "When", width: 17}, {title: "Who", width: 20}, {title: "What", width: 11}, {title: "Record", width: 12},
		{title: "Title", width: 44, wrap: true}, {title: "Map", width: 30}, {title: "Fields", width: 40, wrap: true},
	}}
	for _, e := range entries {
		t.rows = append(t.rows, []value{moment(e.At), str(e.By), str(e.What), str(e.Kind), str(e.Title), str(e.In), str(e.Fields)})
	}
	return t
}
