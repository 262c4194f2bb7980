package export_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"stagecraft/export"
)

func logEntries() []export.LogEntry {
	at := time.Date(2026, 11, 22, 7, 25, 40, 0, time.FixedZone("there", 3*3600))
	return []export.LogEntry{
		{At: at, By: "Ana", What: "Changed", Kind: "card", Title: "Opens six tabs", In: "A weekend", Fields: "Title, Votes"},
		{At: at.AddDate(0, 0, -1), What: "Added", Kind: "persona", Title: `=HYPERLINK("http://x")`},
	}
}

func TestChangeLogCSV_IsAListThatASpreadsheetReads(t *testing.T) {
	var out bytes.Buffer
	if err := export.ChangeLogCSV(t.Context(), &out, logEntries()); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\uFEFF"))).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	if got := strings.Join(rows[1], "|"); got != "2026-11-22 07:25|Ana|Changed|card|Opens six tabs|A weekend|Title, Votes" {
		t.Errorf("the first row is %s", got)
	}
	if got := rows[2][4]; got != `'=HYPERLINK("http://x")` {
		t.Errorf("a title that looks like a formula is written as %s", got)
	}
}

func TestChangeLogXLSX_HoldsTimesAndTexts(t *testing.T) {
	var out bytes.Buffer
	warnings, err := export.ChangeLogXLSX(t.Context(), &out, "Trips", time.Time{}, logEntries())
	if err != nil || len(warnings) > 0 {
		t.Fatal(warnings, err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if sheets := f.GetSheetList(); len(sheets) != 1 || sheets[0] != "Change log" {
		t.Fatalf("the sheets are %q", sheets)
	}
	rows := cells(t, f, "Change log")
	if len(rows) != 2 || !strings.HasPrefix(rows[0]["When"], "46348.309") || rows[0]["Who"] != "Ana" || rows[0]["Fields"] != "Title, Votes" {
		t.Errorf("the rows are %v", rows)
	}
	if rows[1]["Title"] != `=HYPERLINK("http://x")` {
		t.Errorf("a title that looks like a formula is %q", rows[1]["Title"])
	}
	if formula, err := f.GetCellFormula("Change log", "E3"); err != nil || formula != "" {
		t.Errorf("the title became the formula %q: %v", formula, err)
	}
	if shown, err := f.GetCellValue("Change log", "A2"); err != nil || shown != "2026-11-22 07:25" {
		t.Errorf("the time is shown as %q: %v", shown, err)
	}
}
