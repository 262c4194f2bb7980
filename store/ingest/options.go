package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// Options says how a file is to be read. The zero Options detects everything. It is also the profile
// that a person saves for next month: its JSON has the keys below and no others. Unknown keys and
// words are errors (see ParseOptions and Validate), for a misspelt setting must not be ignored.
//
//	{
//	  "sheet": "Survey", "delimiter": ";", "encoding": "windows-1252", "decimal": ",",
//	  "dateOrder": "dmy", "headerRow": 4, "layout": "wide", "fillDown": true,
//	  "columns": {"Phase": "stage", "Note 0-10": "metric:nps", "7": "ignore"},
//	  "metrics": {"Wait": {"unit": "min", "direction": "lower", "target": 5}},
//	  "names":   {"Check-out page": "3.2", "Total": ""}
//	}
type Options struct {
	Sheet     string `json:"sheet,omitempty"`     // name of the sheet; empty: the first visible one with data
	Delimiter string `json:"delimiter,omitempty"` // one of , ; | or tab; empty: detected
	Encoding  string `json:"encoding,omitempty"`  // utf-8, utf-16le, utf-16be, windows-1252 or another name of the Encoding Standard; empty: detected
	Decimal   string `json:"decimal,omitempty"`   // "." or ","; empty: detected by column
	DateOrder string `json:"dateOrder,omitempty"` // ymd, dmy or mdy; empty: detected by column
	HeaderRow int    `json:"headerRow,omitempty"` // 1-based line or sheet row of the column names; -1: there are none; 0: detected
	Layout    string `json:"layout,omitempty"`    // long (a row is an observation) or wide (a column is a metric); empty: detected
	FillDown  bool   `json:"fillDown,omitempty"`  // an empty date, stage, step, segment or metric repeats the one above

	// Columns maps a header, or the 1-based number of a column, to its role: date, metric, stage, step,
	// place (either of the two), segment, value, numerator, denominator, n, id, ignore, "metric:NAME"
	// (values of that metric), "numerator:NAME", "denominator:NAME", "n:NAME", "period:2026-03" or
	// "place:2.1".
	Columns map[string]string `json:"columns,omitempty"`
	// Metrics says what a metric of the file is, by its name there.
	Metrics map[string]MetricOptions `json:"metrics,omitempty"`
	// Names maps a stage or step name of the file to a title, number or id of the journey; "" means the
	// whole journey. The name * stands for every other one that the journey does not have.
	Names map[string]string `json:"names,omitempty"`
}

// OtherNames is the key of Options.Names that stands for every name that is not known otherwise.
const OtherNames = "*"

// MetricOptions says what a metric of the file is. What is not set stays as the journey, the template or
// the file has it.
type MetricOptions struct {
	Template    string   `json:"template,omitempty"` // id of a built-in template or of a metric of the workspace
	Name        string   `json:"name,omitempty"`
	Unit        *string  `json:"unit,omitempty"`
	ScaleMin    *float64 `json:"scaleMin,omitempty"`
	ScaleMax    *float64 `json:"scaleMax,omitempty"`
	Direction   string   `json:"direction,omitempty"` // higher or lower
	Target      *float64 `json:"target,omitempty"`
	Aggregation string   `json:"aggregation,omitempty"` // mean, sum, ratio, nps, top2, median or last
}

// ParseOptions reads a saved profile. The error says which key or word it does not know.
func ParseOptions(data []byte) (Options, error) {
	var o Options
	decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&o); err != nil {
		return Options{}, explainJSON(err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Options{}, errors.New("the profile goes on after its last brace")
	}
	return o, o.Validate()
}

func explainJSON(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("the profile is no JSON: %w at byte %d", err, syntax.Offset)
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return errors.New("the profile is no JSON: it breaks off")
	case errors.As(err, &kind):
		return fmt.Errorf("the profile's %q cannot be a %s", kind.Field, kind.Value)
	case strings.Contains(err.Error(), "unknown field"):
		_, key, _ := strings.Cut(err.Error(), "unknown field ")
		return fmt.Errorf("the profile has an unknown key %s; known are sheet, delimiter, encoding, decimal, dateOrder, headerRow, layout, fillDown, columns, metrics and names", key)
	default:
		return fmt.Errorf("the profile cannot be read: %w", err)
	}
}

// Validate reports the first setting that has no meaning.
func (o Options) Validate() error {
	for _, check := range []struct {
		key, word string
		known     []string
	}{
		{"delimiter", strings.ToLower(o.Delimiter), []string{"", ",", ";", "|", "\t", "tab"}},
		{"decimal", o.Decimal, []string{"", ".", ","}},
		{"dateOrder", o.DateOrder, []string{"", "ymd", "dmy", "mdy"}},
		{"layout", o.Layout, []string{"", "long", "wide"}},
	} {
		if !slices.Contains(check.known, check.word) {
			return fmt.Errorf("%s %q is not known; use one of %s", check.key, check.word, strings.Join(quoted(check.known[1:]), ", "))
		}
	}
	if o.Encoding != "" {
		if _, err := htmlindex.Get(o.Encoding); err != nil {
			return fmt.Errorf("encoding %q is not known; use utf-8, utf-16le, utf-16be or windows-1252", o.Encoding)
		}
	}
	if o.HeaderRow < -1 {
		return fmt.Errorf("headerRow %d is not a row; use 1 or more, or -1 for none", o.HeaderRow)
	}
	for _, column := range sortedKeys(o.Columns) {
		if err := checkRole(o.Columns[column]); err != nil {
			return fmt.Errorf("column %q: %w", column, err)
		}
	}
	for _, name := range sortedKeys(o.Metrics) {
		if err := o.Metrics[name].validate(); err != nil {
			return fmt.Errorf("metric %q: %w", name, err)
		}
	}
	return nil
}

func (m MetricOptions) validate() error {
	if !slices.Contains([]string{"", "higher", "lower"}, m.Direction) {
		return fmt.Errorf("direction %q is not known; use higher or lower", m.Direction)
	}
	if !slices.Contains([]string{"", "mean", "sum", "ratio", "nps", "top2", "median", "last"}, m.Aggregation) {
		return fmt.Errorf("aggregation %q is not known; use mean, sum, ratio, nps, top2, median or last", m.Aggregation)
	}
	if m.ScaleMin != nil && m.ScaleMax != nil && *m.ScaleMin >= *m.ScaleMax {
		return errors.New("scaleMin must be below scaleMax")
	}
	return nil
}

func checkRole(text string) error {
	r, name := cutRole(text)
	switch r {
	case dateRole, stageRole, stepRole, placeRole, segmentRole, valueRole, numeratorRole, denominatorRole, countRole, idRole, ignoreRole:
		if name == "" || r == numeratorRole || r == denominatorRole || r == countRole {
			return nil
		}
	case metricRole:
		return nil
	case "period":
		if _, ok := metric.SpanOf(model.Period(name)); ok {
			return nil
		}
		return fmt.Errorf("%q is not a period like 2026-03 or 2026-Q1", name)
	case "column-of-place":
		return nil
	}
	return fmt.Errorf("role %q is not known; use date, metric, stage, step, place, segment, value, numerator, denominator, n, id, ignore or metric:NAME", text)
}

// cutRole splits "metric:NPS" into its two halves. A place column with a name has a role of its own.
func cutRole(text string) (r role, name string) {
	kind, name, _ := strings.Cut(strings.TrimSpace(text), ":")
	kind, name = strings.ToLower(strings.TrimSpace(kind)), strings.TrimSpace(name)
	if kind == "place" && name != "" {
		return "column-of-place", name
	}
	return role(kind), name
}

func quoted(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = strconv.Quote(s)
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
