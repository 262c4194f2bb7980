// Package ingest reads tables of measured values from CSV and XLSX files that nobody vouches for and
// plans their import into a journey. See Read and Plan.
package ingest

import (
	"context"
	"encoding/json"

	"stagecraft/model"
)

// Options says how a file is to be read. The zero Options detects everything. It is also the saved
// profile: its JSON has these keys and no others.
type Options struct {
	Sheet     string                   `json:"sheet,omitempty"`     // empty: the first visible sheet with data
	Delimiter string                   `json:"delimiter,omitempty"` // "," ";" "tab" "|"; empty: detected
	Encoding  string                   `json:"encoding,omitempty"`  // utf-8, utf-16le, utf-16be, windows-1252; empty: detected
	Decimal   string                   `json:"decimal,omitempty"`   // "." or ","; empty: detected
	DateOrder string                   `json:"dateOrder,omitempty"` // ymd, dmy or mdy; empty: detected by column
	HeaderRow int                      `json:"headerRow,omitempty"` // 1-based line or sheet row; 0: detected
	Layout    string                   `json:"layout,omitempty"`    // long or wide; empty: detected
	Columns   map[string]string        `json:"columns,omitempty"`   // header or 1-based number -> role
	Metrics   map[string]MetricOptions `json:"metrics,omitempty"`   // name in the file -> definition
	Names     map[string]string        `json:"names,omitempty"`     // stage or step name in the file -> title, number or id; "" = whole journey
}

// MetricOptions says what a metric of the file is.
type MetricOptions struct {
	Template    string   `json:"template,omitempty"`
	Name        string   `json:"name,omitempty"`
	Unit        *string  `json:"unit,omitempty"`
	ScaleMin    *float64 `json:"scaleMin,omitempty"`
	ScaleMax    *float64 `json:"scaleMax,omitempty"`
	Direction   string   `json:"direction,omitempty"`
	Target      *float64 `json:"target,omitempty"`
	Aggregation string   `json:"aggregation,omitempty"`
}

// Table is the grid of a file with the settings by which it was read.
type Table struct {
	File   string
	Sheet  string
	Sheets []string
}

// Report says what an import did with every row.
type Report struct {
	Rows       int               `json:"rows"`
	Valid      int               `json:"valid"`
	Invalid    []InvalidRow      `json:"invalid"`
	Duplicates []DuplicateRow    `json:"duplicates"`
	Unmatched  []UnmatchedName   `json:"unmatched"`
	Metrics    []ImportedMetric  `json:"metrics"`
	Detected   map[string]string `json:"detected"`
	Notes      []string          `json:"notes"`
}

// InvalidRow is a row that was left out, with the reason.
type InvalidRow struct {
	Row    int    `json:"row"`
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
}

// DuplicateRow is a row that says again what an earlier one said.
type DuplicateRow struct {
	Row      int `json:"row"`
	FirstRow int `json:"firstRow"`
}

// UnmatchedName is a stage or step name of the file that the journey does not have.
type UnmatchedName struct {
	Name        string   `json:"name"`
	Rows        []int    `json:"rows"`
	Suggestions []string `json:"suggestions"`
}

// ImportedMetric is a metric that the file has values of.
type ImportedMetric struct {
	Name   string         `json:"name"`
	ID     model.MetricID `json:"id"`
	Values int            `json:"values"`
}

// Text returns the report in plain words, a line a finding.
func (r *Report) Text() string { return "" }

// Read is filled in a following commit.
func Read(ctx context.Context, path string, o Options) (*Table, error) { return &Table{}, nil }

// Plan is filled in a following commit.
func Plan(t *Table, w *model.Workspace, j model.JourneyID, o Options) (*Report, model.Import) {
	return &Report{}, model.Import{}
}

// ParseOptions is filled in a following commit.
func ParseOptions(data []byte) (Options, error) {
	var o Options
	return o, json.Unmarshal(data, &o)
}
