package ingest

import (
	"fmt"
	"slices"
	"strings"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// Report says what an import does with every row of a file. Every data row is counted exactly once:
// Rows = Valid + Counts.Invalid + Counts.Duplicates + Counts.Unmatched. As JSON it has the keys given here;
// lists are never null.
//
// The counts are always of the whole file. The lists of a file with very many problems hold the first of
// them, in the order of the file: 10,000 rows of Invalid and of Duplicates, 1,000 names of Unmatched and of
// Matched, 1,000 lines of an unmatched name. A note says so when one of them is cut. Reasons counts every
// invalid row.
type Report struct {
	File       string            `json:"file"`
	Sheet      string            `json:"sheet,omitempty"`
	Rows       int               `json:"rows"`
	Valid      int               `json:"valid"`
	Counts     Counts            `json:"counts"`
	Values     int               `json:"values"` // observations that come in
	Invalid    []InvalidRow      `json:"invalid"`
	Reasons    []ReasonCount     `json:"reasons"` // most rows first
	Duplicates []DuplicateRow    `json:"duplicates"`
	Unmatched  []UnmatchedName   `json:"unmatched"`
	Matched    []MatchedName     `json:"matched"`
	Metrics    []ImportedMetric  `json:"metrics"`
	Columns    []ColumnMeaning   `json:"columns"`
	Detected   map[string]string `json:"detected"` // encoding, delimiter, sheet, header row, decimal, date order, layout
	Notes      []string          `json:"notes"`    // what was guessed, in sentences
}

// Counts is how many rows went which way.
type Counts struct {
	Rows       int `json:"rows"`
	Valid      int `json:"valid"`
	Invalid    int `json:"invalid"`
	Duplicates int `json:"duplicates"`
	Unmatched  int `json:"unmatched"`
	Partly     int `json:"partly"` // invalid rows whose other values come in all the same
	Names      int `json:"names"`  // different stage or step names that the journey does not have
}

// ReasonCount is how many rows are invalid for a reason: that of a row's first cell that cannot be used.
type ReasonCount struct {
	Column string `json:"column"`
	Reason string `json:"reason"`
	Rows   int    `json:"rows"`
}

// InvalidRow is a row with a cell that cannot be used. Kept is how many values of its other cells come
// in all the same; a row whose date cannot be used keeps none.
type InvalidRow struct {
	Row    int           `json:"row"` // 1-based line or sheet row
	Column string        `json:"column"`
	Value  string        `json:"value"`
	Reason string        `json:"reason"`
	Kept   int           `json:"kept,omitempty"`
	Others []InvalidCell `json:"others,omitempty"` // further cells of the row that cannot be used
}

// InvalidCell is a cell that cannot be used.
type InvalidCell struct {
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
}

// DuplicateRow is a row that equals an earlier one in every cell and is left out.
type DuplicateRow struct {
	Row      int `json:"row"`
	FirstRow int `json:"firstRow"`
}

// UnmatchedName is a stage or step name of the file that the journey does not have. Its rows are left
// out until Options.Names maps it; each suggestion can be mapped to as it is.
type UnmatchedName struct {
	Name        string   `json:"name"`
	Rows        int      `json:"rows"`
	Lines       []int    `json:"lines"`
	Reason      string   `json:"reason"`
	Suggestions []string `json:"suggestions"`
	Lacks       *Lack    `json:"-"` // nil when the journey has these words, but not in one place
}

// Lack is what a journey would need for a name of the file to be found in it: a step, a stage, or both.
type Lack struct {
	In    model.StageID // in which the step is to be; empty for Stage, or for any when that is empty too
	Stage string        // title of the stage that there is not; empty for none
	Step  string        // title of the step; empty for the stage alone
}

// MatchedName is a stage or step name of the file and where its rows went.
type MatchedName struct {
	Name string `json:"name"`
	To   string `json:"to"` // "3.2 Check in online"
	Rows int    `json:"rows"`
	Why  string `json:"why"`
}

// ImportedMetric is a metric that the file speaks of.
type ImportedMetric struct {
	Name        string            `json:"name"` // as in the file
	ID          model.MetricID    `json:"id"`
	Title       string            `json:"title"` // the metric's own name
	New         bool              `json:"new"`   // not in the workspace before
	Values      int               `json:"values"`
	Unit        string            `json:"unit"`
	ScaleMin    *float64          `json:"scaleMin"`
	ScaleMax    *float64          `json:"scaleMax"`
	Direction   model.Direction   `json:"direction"`
	Aggregation model.Aggregation `json:"aggregation"`
	Reading     string            `json:"reading"` // answers, scores, fractions, numbers
}

// ColumnMeaning is what a column was taken for, in the words of Options.Columns.
type ColumnMeaning struct {
	Header   string `json:"header"`
	Role     string `json:"role"`
	Detected bool   `json:"detected"` // false when the options said so
}

func newReport(t *Table) *Report {
	return &Report{
		File: t.File, Sheet: t.Sheet, Rows: t.Len(), Detected: t.Settings(), Notes: append([]string{}, t.notes...),
		Invalid: []InvalidRow{}, Reasons: []ReasonCount{}, Duplicates: []DuplicateRow{}, Unmatched: []UnmatchedName{}, Matched: []MatchedName{},
		Metrics: []ImportedMetric{}, Columns: []ColumnMeaning{},
	}
}

// many writes a number of things: "1 row", "1,284 rows".
func many(n int, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return metric.FormatN(float64(n)) + " " + several
}

func rowsOf(n int) string { return many(n, "row", "rows") }

func (r *Report) note(format string, args ...any) {
	r.Notes = append(r.Notes, fmt.Sprintf(format, args...))
}

// What the lists of a report hold at most: nobody reads more, and a hostile file would fill the memory.
const (
	listedRows  = 10_000
	listedCells = 20_000 // of invalid rows, all together
	listedNames = 1_000
	listedLines = 1_000 // of one name
	listedWhys  = 1_000 // different reasons
)

// tallies is what a report counts while its rows are read.
type tallies struct {
	report  *Report
	reasons map[ReasonCount]int // with Rows 0, to the index in the report
	cells   int                 // of the invalid rows that are listed
}

// invalid counts an invalid row and returns the index of its reason.
func (c *tallies) invalid(row InvalidRow) (reason int) {
	r := c.report
	r.Counts.Invalid++
	if row.Kept > 0 {
		r.Counts.Partly++
	}
	if len(r.Invalid) < listedRows && c.cells < listedCells {
		r.Invalid = append(r.Invalid, row)
		c.cells += 1 + len(row.Others)
	}
	why := ReasonCount{Column: row.Column, Reason: row.Reason}
	if c.reasons == nil {
		c.reasons = map[ReasonCount]int{}
	}
	at, known := c.reasons[why]
	if !known {
		if at = len(r.Reasons); at >= listedWhys {
			why, at = ReasonCount{Reason: "cannot be used for other reasons"}, listedWhys
		}
		if at == len(r.Reasons) {
			r.Reasons = append(r.Reasons, why)
			c.reasons[why] = at
		}
	}
	r.Reasons[at].Rows++
	return at
}

// withdraw takes back the count of an invalid row that kept values and turned out to be a duplicate.
func (c *tallies) withdraw(reason int) {
	c.report.Counts.Invalid--
	c.report.Counts.Partly--
	c.report.Reasons[reason].Rows--
}

func (c *tallies) duplicate(row DuplicateRow) {
	c.report.Counts.Duplicates++
	if len(c.report.Duplicates) < listedRows {
		c.report.Duplicates = append(c.report.Duplicates, row)
	}
}

// close settles the counts and says which lists were cut.
func (c *tallies) close() {
	r := c.report
	r.Counts.Rows, r.Counts.Valid = r.Rows, r.Valid
	r.Reasons = slices.DeleteFunc(r.Reasons, func(w ReasonCount) bool { return w.Rows == 0 })
	slices.SortStableFunc(r.Reasons, func(a, b ReasonCount) int { return b.Rows - a.Rows })
	for _, l := range []struct {
		listed, of int
		what       string
	}{{len(r.Invalid), r.Counts.Invalid, "invalid rows"}, {len(r.Duplicates), r.Counts.Duplicates, "duplicates"}, {len(r.Unmatched), r.Counts.Names, "unknown names"}} {
		if l.listed < l.of {
			r.note("Of the %s %s, the first %s are listed; all are counted.", metric.FormatN(float64(l.of)), l.what, metric.FormatN(float64(l.listed)))
		}
	}
}

// textRows is how many findings of each kind the plain text lists; JSON has more.
const textRows = 20

// String is the report in plain words, a line a finding.
func (r *Report) String() string {
	var b strings.Builder
	name := r.File
	if r.Sheet != "" {
		name += ", sheet " + r.Sheet
	}
	fmt.Fprintf(&b, "%s: %s read: %d valid, %d invalid, %s, %d without a known stage or step. %s.\n", name, rowsOf(r.Rows),
		r.Valid, r.Counts.Invalid, many(r.Counts.Duplicates, "duplicate", "duplicates"), r.Counts.Unmatched, many(r.Values, "value", "values"))
	if r.Counts.Partly > 0 {
		fmt.Fprintf(&b, "  other values of %s are kept\n", many(r.Counts.Partly, "invalid row", "invalid rows"))
	}
	for _, key := range sortedKeys(r.Detected) {
		fmt.Fprintf(&b, "  %s: %s\n", key, r.Detected[key])
	}
	for _, m := range r.Metrics {
		fmt.Fprintf(&b, "  metric %s (%s): %s\n", m.Title, m.ID, many(m.Values, "value", "values"))
	}
	if len(r.Reasons) > 1 || r.Counts.Invalid > textRows {
		for _, why := range r.Reasons[:min(len(r.Reasons), textRows)] {
			fmt.Fprintf(&b, "  %s, %s: %s\n", rowsOf(why.Rows), why.Column, why.Reason)
		}
	}
	r.writeRows(&b)
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "  note: %s\n", n)
	}
	return strings.TrimRight(b.String(), "\n")
}

func (r *Report) writeRows(b *strings.Builder) {
	for i, row := range r.Invalid {
		if more(b, i, r.Counts.Invalid, "invalid rows") {
			break
		}
		fmt.Fprintf(b, "  row %d, %s: %q %s\n", row.Row, row.Column, row.Value, row.Reason)
		for _, cell := range row.Others {
			fmt.Fprintf(b, "  row %d, %s: %q %s\n", row.Row, cell.Column, cell.Value, cell.Reason)
		}
	}
	for i, d := range r.Duplicates {
		if more(b, i, r.Counts.Duplicates, "duplicates") {
			break
		}
		fmt.Fprintf(b, "  row %d repeats row %d\n", d.Row, d.FirstRow)
	}
	for i, u := range r.Unmatched {
		if more(b, i, r.Counts.Names, "unknown names") {
			break
		}
		fmt.Fprintf(b, "  %q in %s, first in row %d: %s", u.Name, rowsOf(u.Rows), u.Lines[0], u.Reason)
		if len(u.Suggestions) > 0 {
			fmt.Fprintf(b, "; near: %s", strings.Join(u.Suggestions, ", "))
		}
		b.WriteByte('\n')
	}
}

func more(b *strings.Builder, i, of int, what string) bool {
	if i < textRows {
		return false
	}
	fmt.Fprintf(b, "  and %d more %s\n", of-i, what)
	return true
}
