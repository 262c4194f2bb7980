package export_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"stagecraft/export"
	"stagecraft/model"
	"stagecraft/model/metric"
)

var sheetNames = []string{"Read me", "Map", "Items", "Touchpoints", "Personas", "Empathy", "KPI definitions", "KPI values", "Heat map"}

func openXLSX(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("not a workbook: %v", err)
	}
	t.Cleanup(func() { f.Close() })
	if got := strings.Join(f.GetSheetList(), ","); got != strings.Join(sheetNames, ",") {
		t.Fatalf("sheets %s", got)
	}
	return f
}

// cells is a sheet's rows by the titles of its first row.
func cells(t testing.TB, f *excelize.File, sheet string) []map[string]string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, v := range row {
			m[rows[0][i]] = v
		}
		out = append(out, m)
	}
	return out
}

func number(v model.Maybe[float64]) string {
	if !v.Known {
		return ""
	}
	return strconv.FormatFloat(v.Value, 'f', -1, 64)
}

func TestXLSX_ItemsAreTheCards(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := model.Generate(rapid.IntRange(1, 5).Draw(rt, "stages"), rapid.IntRange(5, 12).Draw(rt, "steps"), rapid.IntRange(1, 14).Draw(rt, "lanes"),
			rapid.IntRange(0, 80).Draw(rt, "cards"), rapid.IntRange(0, 200).Draw(rt, "observations"), rapid.Int64().Draw(rt, "seed"))
		d := export.Document{Workspace: w, Journey: w.Journeys[0].ID, Created: day}
		data, _ := written(t, d, export.XLSX)
		f := openXLSX(t, data)
		j := journey(d)
		rows := cells(t, f, "Items")
		if len(rows) != len(j.Cards) {
			rt.Fatalf("%d rows for %d cards", len(rows), len(j.Cards))
		}
		for _, row := range rows {
			c := j.Card(model.CardID(row["Card ID"]))
			if c == nil {
				rt.Fatalf("row of no card: %v", row)
			}
			for title, want := range map[string]string{
				"Title": c.Title, "Text": c.Body, "Step ID": string(c.Step), "Lane ID": string(c.Lane), "Mood": number(c.Emotion), "Expected mood": number(c.Expected),
				"Votes": strconv.Itoa(c.Votes), "Duration (min)": number(c.Duration), "Cost": number(c.Cost), "Step no.": j.StepNumber(c.Step), "Steps": strconv.Itoa(c.Span),
				"Stage": j.StageOf(c.Step).Title, "Tags": strings.Join(c.Tags, ", "),
			} {
				if row[title] != want {
					rt.Fatalf("card %s: %s is %q, want %q", c.ID, title, row[title], want)
				}
			}
		}
		checkValues(t, f, d)
	})
}

// checkValues compares the long list of observations with the workspace's.
func checkValues(t *testing.T, f *excelize.File, d export.Document) {
	rows := cells(t, f, "KPI values")
	at := 0
	for _, set := range d.Workspace.Datasets {
		for o := range set.Observations.All() {
			row := rows[at]
			at++
			for title, want := range map[string]string{"Value": number(o.Value), "Numerator": number(o.Numerator), "Denominator": number(o.Denominator),
				"n": number(o.N), "Period": string(o.Period), "Segment": o.Segment, "KPI ID": string(o.Metric)} {
				if row[title] != want {
					t.Fatalf("value %d: %s is %q, want %q", at, title, row[title], want)
				}
			}
		}
	}
	if at != len(rows) {
		t.Fatalf("%d rows for %d values", len(rows), at)
	}
}

// Thousands of values are not printed: the first of them are, with a line that says where all of them are.
func TestXLSX_PrintsTheFirstOfManyValues(t *testing.T) {
	area := func(values int) string {
		d := document(2, 4, 6, 20)
		var list model.ObservationList
		for i := range values {
			list.Add(model.Observation{Metric: d.Workspace.Metrics[0].ID, Step: journey(d).Steps()[i%4].ID, Value: model.Some(float64(i % 5)), Row: i + 2})
		}
		d.Workspace.Datasets[0].Observations = list.Done()
		d.Workspace.Datasets = d.Workspace.Datasets[:1]
		data, _ := written(t, d, export.XLSX)
		for _, name := range openXLSX(t, data).GetDefinedName() {
			if name.Name == "_xlnm.Print_Area" && name.Scope == "KPI values" {
				return name.RefersTo
			}
		}
		return ""
	}
	if got := area(100); got != "" {
		t.Errorf("of 100 values %s is printed, want all", got)
	}
	if got := area(2000); !strings.HasSuffix(got, "$151") {
		t.Errorf("of 2,000 values %q is printed, want the first 150", got)
	}
}

func TestXLSX_HeatMapHoldsNumbersAndNoZeroForMissing(t *testing.T) {
	d := document(4, 9, 10, 60)
	clearStep := journey(d).Steps()[3].ID // this step was not measured
	for _, set := range d.Workspace.Datasets {
		var kept model.ObservationList
		for o := range set.Observations.All() {
			if o.Step != clearStep {
				kept.Add(o)
			}
		}
		set.Observations = kept.Done()
	}
	data, _ := written(t, d, export.XLSX)
	f := openXLSX(t, data)
	rows, err := f.GetRows("Heat map", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	j := journey(d)
	m := d.Workspace.Metrics[0]
	h, err := metric.Compute(d.Workspace, metric.Query{Metric: m.ID, Journey: j.ID})
	if err != nil {
		t.Fatal(err)
	}
	if rows[4][2] != m.Name {
		t.Fatalf("column C is %q", rows[4][2])
	}
	found := 0
	for i, row := range rows[5:] {
		for _, step := range j.Steps() {
			if row[0] != j.StepNumber(step.ID) || row[1] != step.Title {
				continue
			}
			found++
			row = append(row, "", "") // a row ends with its last value
			if got, want := row[2], h.Steps[step.ID].Value; !sameNumber(got, want) {
				t.Errorf("%s: %q, want %v", step.Title, got, want)
			}
			if kind, err := f.GetCellType("Heat map", fmt.Sprintf("C%d", i+6)); err != nil || kind == excelize.CellTypeSharedString {
				t.Errorf("%s is no number", step.Title)
			}
		}
	}
	if found != len(j.Steps()) {
		t.Errorf("%d of %d steps found", found, len(j.Steps()))
	}
	if h.Steps[clearStep].Value.Known {
		t.Fatal("the cleared step has a value")
	}
	if formats, err := f.GetConditionalFormats("Heat map"); err != nil || len(formats) == 0 {
		t.Errorf("no conditional colours: %v", err)
	}
}

// sameNumber compares at the 15 digits that a spreadsheet shows.
func sameNumber(got string, want model.Maybe[float64]) bool {
	if !want.Known {
		return got == ""
	}
	v, err := strconv.ParseFloat(got, 64)
	return err == nil && math.Abs(v-want.Value) <= 1e-14*math.Abs(want.Value)
}

// injected are texts that a spreadsheet runs when it takes them for formulas.
var injected = []string{"=cmd|' /C calc'!A0", "+1", "-2+3", "@x", "\t=1+1", "\r=1+1", "=1+1", "-5", "+cmd", "=HYPERLINK(\"http://x\")", "\uFF1D1+1", " =1+1"}

func injectedJourney() export.Document {
	d := document(2, 4, 6, 0)
	j := journey(d)
	for i, text := range injected {
		j.Cards = append(j.Cards, &model.Card{ID: model.CardID(fmt.Sprintf("x%02d", i)), Lane: j.Lanes[0].ID, Step: j.Stages[0].Steps[0].ID, Span: 1,
			Title: text, Body: text, Emotion: model.Some(-1.5), Cost: model.Some(-12.25)})
	}
	d.Workspace = &model.Workspace{Journeys: []*model.Journey{j}}
	return d
}

func TestXLSX_TextStaysTextAndNumbersNumbers(t *testing.T) {
	d := injectedJourney()
	data, _ := written(t, d, export.XLSX)
	f := openXLSX(t, data)
	for _, sheet := range sheetNames {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c := range row {
				cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if formula, _ := f.GetCellFormula(sheet, cell); formula != "" {
					t.Errorf("%s!%s holds the formula %q", sheet, cell, formula)
				}
			}
		}
	}
	rows, err := f.GetRows("Items")
	if err != nil {
		t.Fatal(err)
	}
	title, mood := indexOf(rows[0], "Title"), indexOf(rows[0], "Mood")
	for i := range rows[1:] {
		text, _ := excelize.CoordinatesToCellName(title+1, i+2)
		if kind, _ := f.GetCellType("Items", text); kind != excelize.CellTypeSharedString {
			t.Errorf("%s is of type %v, want text", text, kind)
		}
		at, _ := excelize.CoordinatesToCellName(mood+1, i+2)
		raw, _ := f.GetCellValue("Items", at, excelize.Options{RawCellValue: true})
		if kind, _ := f.GetCellType("Items", at); raw != "-1.5" || kind == excelize.CellTypeSharedString {
			t.Errorf("%s is %q of type %v, want the number -1.5", at, raw, kind)
		}
	}
}

func indexOf(row []string, title string) int {
	for i, t := range row {
		if t == title {
			return i
		}
	}
	return -1
}

func TestXLSX_MapIsFrozenAndPrintable(t *testing.T) {
	d := tinted(t, document(4, 9, 12, 60))
	data, _ := written(t, d, export.XLSX)
	f := openXLSX(t, data)
	panes, err := f.GetPanes("Map")
	if err != nil || !panes.Freeze || panes.XSplit != 1 || panes.YSplit != 4 {
		t.Errorf("panes %+v %v", panes, err)
	}
	layout, err := f.GetPageLayout("Map")
	if err != nil || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 {
		t.Errorf("page layout %+v %v", layout, err)
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Name+"/"+n.Scope] = n.RefersTo
	}
	if got := names["_xlnm.Print_Titles/Map"]; got != "'Map'!$A:$A,'Map'!$3:$4" {
		t.Errorf("print titles %q", got)
	}
	merged, err := f.GetMergeCells("Map")
	if err != nil {
		t.Fatal(err)
	}
	stages := map[string]bool{}
	for _, m := range merged {
		stages[m.GetCellValue()] = true
	}
	for i, s := range journey(d).Stages {
		if len(s.Steps) > 1 && !stages[fmt.Sprintf("%d  %s", i+1, s.Title)] {
			t.Errorf("stage %q is not merged over its steps", s.Title)
		}
	}
	text := wholeSheet(t, f, "Map")
	for _, want := range []string{"Line of interaction", "Line of visibility", "Line of internal interaction"} {
		if !strings.Contains(text, want) {
			t.Errorf("the map has no %s", want)
		}
	}
	for _, c := range journey(d).Cards {
		if journey(d).KindOf(c) != model.KindMetric && !strings.Contains(text, c.Title) {
			t.Errorf("card %q is not on the map", c.Title)
		}
	}
}

func wholeSheet(t testing.TB, f *excelize.File, sheet string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, row := range rows {
		all.WriteString(strings.Join(row, "\n") + "\n")
	}
	return all.String()
}

func TestCSV_QuotesFormulasAndKeepsNumbers(t *testing.T) {
	d := injectedJourney()
	data, _ := written(t, d, export.CSV)
	if !bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")) {
		t.Error("no byte order mark")
	}
	rows, err := csv.NewReader(bytes.NewReader(data[3:])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	title, mood, cost := indexOf(rows[0], "Title"), indexOf(rows[0], "Mood"), indexOf(rows[0], "Cost")
	want := map[string]string{"=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0", "+1": "+1", "-2+3": "'-2+3", "@x": "'@x", "-5": "-5", "+cmd": "'+cmd", "=1+1": "'=1+1",
		"\uFF1D1+1": "'\uFF1D1+1", " =1+1": "' =1+1", "=HYPERLINK(\"http://x\")": "'=HYPERLINK(\"http://x\")", "\t=1+1": "'\t=1+1", "\r=1+1": "'=1+1"}
	for i, row := range rows[1:] {
		if row[title] != want[injected[i]] {
			t.Errorf("%q is written %q, want %q", injected[i], row[title], want[injected[i]])
		}
		if row[mood] != "-1.5" || row[cost] != "-12.25" {
			t.Errorf("numbers are written %q and %q", row[mood], row[cost])
		}
	}
	if len(rows) != len(injected)+1 {
		t.Errorf("%d rows", len(rows))
	}
}
