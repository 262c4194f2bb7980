package ingest_test

import (
	"context"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"stagecraft/model"
	"stagecraft/store/ingest"
)

// tryImport reads and plans whatever bytes: it must end soon, without a panic, count every row and make
// an import that the rules accept.
func tryImport(t *testing.T, name string, data []byte, o ingest.Options) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	table, err := ingest.ReadBytes(ctx, name, data, o)
	if err != nil {
		if ctx.Err() != nil {
			t.Fatal("took too long")
		}
		return
	}
	report, command := ingest.Plan(table, trip(), "j", o)
	wantEveryRowCounted(t, report)
	_ = report.String()
	if command.Dataset.Observations.Len() == 0 {
		return
	}
	w, err := command.Apply(trip())
	if err != nil {
		t.Fatal(err)
	}
	if err := model.Validate(w); err != nil {
		t.Fatal(err)
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, seed := range []string{
		"stage;csat;n\nSearch;4,5;10\nBook;\"3\n\";x\n", "sep=,\r\ndate,step,nps\r\n2026-01-02,Pay,9\r\n", "\xff\xfea\x00,\x00b\x00\n\x001\x00,\x002\x00",
		"KPI,2026-01,2026-02\nCSAT,4,5\n", "a\tb\n\"x\t1\n\"\"\"\t2", "# c\n\nstep|aht\nPay|00:01:30\n", "\xe9;1\n\xe8;2\n", "\x00\x00a,b\n", "step,conversion\nPay,yes\n",
		"step,x\nPay,1e308\nPay,-1E400\nPay,99999999999999999999999999999999999\n", "date;x\n2026-W53;1\n29.02.2026;1\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) { tryImport(t, "fuzz.csv", data, ingest.Options{}) })
}

func FuzzReadXLSX(f *testing.F) {
	f.Add(bare(f, goodRows, "", nil))
	f.Add(bare(f, goodRows+`<row r="5"><c r="A5" t="s"><v>0</v></c><c r="B5" s="1"><v>0.5</v></c></row>`, "<si><t>Book</t></si>", nil))
	f.Add(made(f, func(b *excelize.File) {
		put(f, b, "Sheet1", "A1", "stage", "nps")
		put(f, b, "Sheet1", "A2", "Book", 9)
	}))
	f.Fuzz(func(t *testing.T, data []byte) { tryImport(t, "fuzz.xlsx", data, ingest.Options{}) })
}

// FuzzSheet puts any text where a worksheet's rows are, so that the fuzzer need not learn to zip.
func FuzzSheet(f *testing.F) {
	f.Add(goodRows, "<si><t>x</t></si>")
	f.Add(goodRows+`<row r="9"><c r="C9" t="b"><v>1</v></c><c t="s"><v>0</v></c><c><f>1+1</f></c></row>`, "<si><r><t>x</t></r></si>")
	f.Add(goodRows+`</sheetData><mergeCells><mergeCell ref="A2:A9"/></mergeCells><sheetData>`, "")
	f.Fuzz(func(t *testing.T, rows, texts string) {
		tryImport(t, "fuzz.xlsx", bare(t, rows, texts, nil), ingest.Options{})
	})
}

// FuzzCells reads any text as a number and as a date.
func FuzzCells(f *testing.F) {
	for _, seed := range []string{"1.234,5 €", "(12)", "−3", "62 %", "1:02:03", "31.03.2026", "Mar 31, 2026 8:51 PM", "Q1 2026", "2026-03-02 - 2026-03-08", "1'234", "５", "1e5", "KW 14/2026", "5 min"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		w := [][]string{{"date", "x"}, {cell, cell}, {"2026-01-01", "1.5"}}
		var text string
		for _, row := range w {
			for c, s := range row {
				if c > 0 {
					text += ";"
				}
				text += quoteCell(s)
			}
			text += "\n"
		}
		tryImport(t, "fuzz.csv", []byte(text), ingest.Options{Delimiter: ";", HeaderRow: 1, Columns: map[string]string{"date": "date", "x": "metric:x"}})
	})
}

func quoteCell(s string) string {
	quoted := `"`
	for _, r := range s {
		if r == '"' {
			quoted += `"`
		}
		quoted += string(r)
	}
	return quoted + `"`
}
