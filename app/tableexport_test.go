package app

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/xuri/excelize/v2"

	"stagecraft/model"
)

func TestTable_GoesOutAsItIsListed(t *testing.T) {
	w := rich(t)
	j := w.Journeys[0]
	j.Cards[0].Title, j.Cards[0].Votes = "=1+2", 7
	s, p := openTable(t, w)
	p.showColumns(map[string]bool{"lane": true, "votes": true})
	p.ask(func(q *listQuery) { q.lane = laneTitle(j, j.Cards[0].Lane) })
	s.until("the filtered rows", func() bool { return len(p.rows) > 0 && len(p.rows) < len(j.Cards) })
	votes := -1
	for i, c := range p.columns {
		if c.id == "votes" {
			votes = i + 1
		}
	}
	for _, format := range []string{"csv", "xlsx"} {
		path := filepath.Join(s.folder, "cards."+format)
		s.tap("table.export")
		s.tap("table.format." + format)
		s.entry("table.path").SetText(path)
		s.tap("table.save")
		s.until("the file", func() bool { _, err := os.Stat(path); return err == nil })
		rows := readTable(t, path)
		if len(rows) != 1+len(p.rows) || rows[0][0] != "Title" {
			t.Fatalf("%s: %d lines for %d rows, the first %q", format, len(rows), len(p.rows), rows[0])
		}
		for i, r := range p.rows {
			want := r.card.Title
			if format == "csv" && strings.HasPrefix(want, "=") {
				want = "'" + want
			}
			if rows[i+1][0] != want {
				t.Errorf("%s: row %d is %q, want %q", format, i, rows[i+1][0], want)
			}
			if r.card.Votes == 7 && rows[i+1][votes] != "7" {
				t.Errorf("%s: 7 votes are %q", format, rows[i+1][votes])
			}
		}
	}
	f, err := excelize.OpenFile(filepath.Join(s.folder, "cards.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i, r := range p.rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+2)
		if formula, _ := f.GetCellFormula("Table", cell); formula != "" {
			t.Errorf("the title %q is a formula", r.card.Title)
		}
		cell, _ = excelize.CoordinatesToCellName(votes+1, i+2)
		if kind, err := f.GetCellType("Table", cell); r.card.Votes > 0 && (err != nil || kind == excelize.CellTypeSharedString) {
			t.Errorf("the votes of %q are text", r.card.Title)
		}
	}
}

// readTable returns the rows of a CSV file or of a workbook's table.
func readTable(t *testing.T, path string) [][]string {
	t.Helper()
	if strings.HasSuffix(path, ".xlsx") {
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := f.GetRows("Table")
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestTable_WalkingOpensNoJourney(t *testing.T) {
	w := model.Generate(2, 4, 4, 10, 5, 1)
	w, err := model.DuplicateJourney{Journey: w.Journeys[0].ID, Salt: "x", Title: "Another"}.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	s, p := openTable(t, w)
	s.window().do("table.scope")
	s.until("all rows", func() bool { return len(p.rows) > 10 })
	first := s.session().JourneyID()
	row := 0
	for i, r := range p.rows {
		if r.journey.ID != first {
			row = i
			break
		}
	}
	s.window().focusBoard()
	p.moveTo(cellID{Row: max(row-1, 0), Col: -1}, false)
	now := s.session().JourneyID()
	step := fyne.KeyDown
	if row == 0 {
		t.Fatal("the rows of the open journey do not come first")
	}
	s.press(step)
	if got := s.session().JourneyID(); got != now {
		t.Fatal("a step onto a row of another journey opens that at once")
	}
	s.until("the journey to open after a rest", func() bool { return s.session().JourneyID() != now })
	if len(s.session().SelectedCards()) != 1 {
		t.Error("the card under the resting cursor is not selected")
	}
}
