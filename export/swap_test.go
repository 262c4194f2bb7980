package export_test

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"stagecraft/export"
)

// The swapped heat map has the numbers of the other one, with rows and columns turned round.
func TestXLSX_SwappedHeatMap(t *testing.T) {
	d := document(4, 9, 10, 60)
	sheet := func() [][]string {
		var out bytes.Buffer
		if _, err := export.XLSX(t.Context(), &out, d); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&out)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := f.GetRows("Heat map", excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	at := func(rows [][]string, row, column int) string {
		if row >= len(rows) || column >= len(rows[row]) {
			return ""
		}
		return rows[row][column]
	}
	usual := sheet()
	d.Swapped = true
	swapped := sheet()
	places, metrics, values := len(usual)-5, 0, 0
	for at(usual, 4, 2+metrics) != "" {
		metrics++
	}
	for i := range metrics {
		if name := at(usual, 4, 2+i); at(swapped, 5+i, 0) != name {
			t.Errorf("row %d is %q, want %q", i, at(swapped, 5+i, 0), name)
		}
		for k := range places {
			if a, b := at(usual, 5+k, 2+i), at(swapped, 5+i, 2+k); a != b {
				t.Errorf("metric %d at place %d is %q and swapped %q", i, k, a, b)
			} else if a != "" {
				values++
			}
			if a, b := at(usual, 5+k, 2+metrics+1+i), at(swapped, 5+metrics+1+i, 2+k); a != b {
				t.Errorf("n of metric %d at place %d is %q and swapped %q", i, k, a, b)
			}
			if a, b := at(usual, 5+k, 1), at(swapped, 4, 2+k); a != b {
				t.Errorf("place %d is %q and swapped %q", k, a, b)
			}
		}
	}
	if metrics < 2 || values < 10 {
		t.Fatalf("only %d metrics and %d values were compared", metrics, values)
	}
}
