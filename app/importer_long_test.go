package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A table with very many columns and names is shown a part at a time, and all of it can be reached.
func TestImport_LongTablesAreShownInParts(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	var b strings.Builder
	b.WriteString("step")
	for i := range 90 {
		fmt.Fprintf(&b, ",figure %d", i)
	}
	for i := range 120 {
		fmt.Fprintf(&b, "\nstrange place %d%s", i, strings.Repeat(",3", 90))
	}
	path := filepath.Join(s.folder, "wide.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	s.window().startImport(path)
	s.until("the import page", func() bool { return s.window().importp != nil })
	if s.find("import.column.40") == nil || s.find("import.column.41") != nil {
		t.Error("the first columns are not those that are shown")
	}
	s.tap("import.columns.on")
	s.tap("import.columns.on")
	if s.find("import.column.91") == nil || s.find("import.column.80") != nil {
		t.Error("the last columns cannot be reached")
	}
	s.tap("import.columns.back")
	if s.find("import.column.41") == nil {
		t.Error("there is no way back")
	}
	if s.find("import.name.strange place 49") == nil || s.find("import.name.strange place 50") != nil {
		t.Error("the names are not cut at 50")
	}
	s.tap("import.names.more")
	s.tap("import.names.more")
	if s.find("import.name.strange place 119") == nil {
		t.Error("the last name cannot be reached")
	}
	s.tap("import.unassigned")
	s.until("the new plan", func() bool { return !s.window().importp.busy })
	if got := s.window().importp.report.Counts; got.Unmatched != 0 || got.Valid == 0 {
		t.Errorf("after putting all in the whole journey: %+v", got)
	}
}

// Names beyond those that the report lists can be mapped all at once too.
func TestImport_MoreNamesThanAreListed(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", rich(t)))
	var b strings.Builder
	b.WriteString("step,csat\n")
	for i := range 1500 {
		fmt.Fprintf(&b, "strange place %d,%d\n", i, i%5+1)
	}
	path := filepath.Join(s.folder, "names.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	s.window().startImport(path)
	s.until("the import page", func() bool { return s.window().importp != nil })
	if said := textOf(s.window().importp.content); !strings.Contains(said, "1500 names are open") {
		t.Error("the page does not count the names")
	}
	s.tap("import.unassigned")
	s.until("the new plan", func() bool { return !s.window().importp.busy })
	if got := s.window().importp.report; got.Counts.Unmatched != 0 || got.Values != 1500 {
		t.Errorf("%+v, %d values", got.Counts, got.Values)
	}
}
