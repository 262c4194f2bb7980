package ingest_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/model"
	"stagecraft/store/ingest"
)

func TestPlan_IsPureAndReplaces(t *testing.T) {
	table := readBytes(t, "figures.csv", []byte("step,csat,n\nPay,4,10\nSleep,3,10\nNowhere,1,10\n"), ingest.Options{})
	w := trip()
	r1, c1 := ingest.Plan(table, w, "j", ingest.Options{})
	_, _ = ingest.Plan(table, w, "j", ingest.Options{Names: map[string]string{"Nowhere": ""}})
	r2, c2 := ingest.Plan(table, w, "j", ingest.Options{})
	a, _ := json.Marshal([]any{r1, c1})
	b, _ := json.Marshal([]any{r2, c2})
	if string(a) != string(b) {
		t.Errorf("planning twice differs:\n%s\n%s", a, b)
	}
	once, err := c1.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	again, c3 := ingest.Plan(table, once, "j", ingest.Options{})
	twice, err := c3.Apply(once)
	if err != nil {
		t.Fatal(err)
	}
	if len(twice.Datasets) != 1 || len(twice.Metrics) != 1 || !strings.Contains(again.String(), "replaces") {
		t.Errorf("%d datasets after importing twice\n%s", len(twice.Datasets), again)
	}
	if r, c := ingest.Plan(table, w, "none", ingest.Options{}); c.Dataset.Observations.Len() != 0 || len(r.Invalid) != 3 {
		t.Errorf("a journey that does not exist: %s", r)
	}
}

func TestReport_JSON(t *testing.T) {
	r, _ := plan(t, "step,csat\nPay,4\n", ingest.Options{})
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{`"rows":1`, `"valid":1`, `"invalid":[]`, `"duplicates":[]`, `"unmatched":[]`, `"id":"csat"`, `"values":1`, `"detected":{`} {
		if !strings.Contains(string(text), key) {
			t.Errorf("no %s in %s", key, text)
		}
	}
	if strings.Contains(string(text), "null,") && !strings.Contains(string(text), `"scaleM`) {
		t.Errorf("a list is null in %s", text)
	}
}

func TestParseOptions(t *testing.T) {
	o := ingest.Options{Delimiter: ";", HeaderRow: 3, Columns: map[string]string{"a": "metric:NPS"}, Metrics: map[string]ingest.MetricOptions{"NPS": {Unit: ptr("%"), Target: ptr(3.0)}}, Names: map[string]string{"x": ""}}
	text, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ingest.ParseOptions(text)
	again, _ := json.Marshal(back)
	if err != nil || string(again) != string(text) {
		t.Errorf("%v: %s became %s", err, text, again)
	}
	for text, say := range map[string]string{
		`{"delimeter": ";"}`: `unknown key "delimeter"`, `{"delimiter": "x"}`: "delimiter", `{"columns": {"a": "stag"}}`: "stag", `{"metrics": {"a": {"direction": "up"}}}`: "up",
		`{"metrics": {"a": {"goal": 1}}}`: "goal", `{"headerRow": "3"}`: "headerRow", `{`: "JSON", `{} {}`: "goes on", `{"encoding": "martian"}`: "martian", `{"columns": {"a": "period:soon"}}`: "soon",
	} {
		if _, err := ingest.ParseOptions([]byte(text)); err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%s: error %v should say %q", text, err, say)
		}
	}
}

// Every row of a random table is counted exactly once, whatever its cells hold.
func TestPlan_CountsEveryRowOnce(t *testing.T) {
	cells := map[string][]string{
		"date": {"2026-01-05", "2026-01-06", "5.1.2026", "soon", "", "31/12/2025"}, "stage": {"Search", "Book", "book", "Nowhere", "", "3"}, "step": {"Pay", "Slep", "", "3.2"},
		"segment": {"new", "", "all"}, "metric": {"NPS", "csat", "Waiting", "", "CES"}, "value": {"4", "9", "11", "x", "", "62 %", "-3", "1,5", "n/a"},
		"numerator": {"3", "", "x"}, "denominator": {"10", "0", ""}, "n": {"", "1", "30", "0", "-1", "x"}, "id": {"a", "b", ""}, "nps": {"9", "12", "", "y"}, "csat": {"4", "4.5", "", "x", "7"},
	}
	names := []string{"date", "stage", "step", "segment", "metric", "value", "numerator", "denominator", "n", "id", "nps", "csat"}
	rapid.Check(t, func(rt *rapid.T) {
		header := rapid.SliceOfNDistinct(rapid.SampledFrom(names), 2, 8, rapid.ID[string]).Draw(rt, "header")
		text := strings.Join(header, ";") + "\n"
		rows := rapid.IntRange(1, 25).Draw(rt, "rows")
		for range rows {
			var row []string
			for _, h := range header {
				row = append(row, rapid.SampledFrom(cells[h]).Draw(rt, h))
			}
			text += strings.Join(row, ";") + "\n"
		}
		o := ingest.Options{HeaderRow: 1, Delimiter: ";", FillDown: rapid.Bool().Draw(rt, "fill")}
		table, err := ingest.ReadBytes(t.Context(), "a.csv", []byte(text), o)
		if err != nil {
			return // every row is empty
		}
		report, command := ingest.Plan(table, trip(), "j", o)
		wantEveryRowCounted(t, report)
		if t.Failed() {
			rt.Fatalf("in\n%s", text)
		}
		if report.Values != command.Dataset.Observations.Len() {
			rt.Fatalf("%d values reported, %d imported", report.Values, command.Dataset.Observations.Len())
		}
		if command.Dataset.Observations.Len() > 0 {
			if next, err := command.Apply(trip()); err != nil {
				rt.Fatal(err)
			} else if err := model.Validate(next); err != nil {
				rt.Fatalf("the import makes an invalid workspace: %v\n%s", err, text)
			}
		}
	})
}

// manyColumns is a table of so many columns of figures.
func manyColumns(n int) string {
	head, row := "step", "Pay"
	for i := range n {
		head, row = head+fmt.Sprintf(",figure no%dx", i), row+",17"
	}
	return head + "\n" + row + "\n" + row + "\n"
}

func TestReport_SaysWhatItGuessed(t *testing.T) {
	for name, c := range map[string]struct{ text, say string }{
		"both marks possible":       {"step;waiting (min)\nPay;1.234\nPay;2.345\n", "1.234, which were read as 1.234"},
		"other mark":                {"step;waiting (min)\nPay;1.5\nPay;2.5\nPay;3,5\n", "another decimal mark than the rest in 1 cell"},
		"open dates":                {"date,step,csat,n\n03/04/2026,Pay,4,9\n05/06/2026,Pay,4,9\n", "were read as month/day"},
		"months":                    {"date,step,csat,n\n2026-01-01,Pay,4,9\n2026-02-01,Pay,4,9\n", "first of a month"},
		"stages beside steps":       {"place,csat,n\nBook,4,9\nPay,4,9\n", "the figure of a stage counts both"},
		"quarters beside months":    {"period,step,csat,n\n2026-01,Pay,4,9\n2026-Q1,Pay,4,9\n", "periods of different lengths"},
		"effort or ease":            {"step,ces\nPay,1\nPay,5\n", "taken for effort"},
		"ease by its scale":         {"step,ces\nPay,7\nPay,5\n", "taken for ease"},
		"new metric":                {"step,gut feeling\nPay,7\nPay,5\n", "“gut feeling” is new"},
		"personal":                  {"step,csat,comment\nPay,5,call me\n", "“comment” may hold personal data"},
		"no place":                  {"csat,n\n4,9\n", "No column names a stage or step"},
		"no figures":                {"step,remark\nPay,x\n", "No column holds figures"},
		"empty place":               {"stage,csat,n\nBook,4,9\n,3,9\n", "“stage” is empty in 1 row"},
		"rows above":                {"Figures of March\nstage,csat,n\nBook,4,9\nStay,4,9\n", "Left out above the column names in row 2: 1 row"},
		"two columns of one metric": {"step,csat,satisfaction\nPay,4,5\n", "both look like CSAT"},
		"fractions":                 {"step,churn\nPay,0.04\n", "read as per cent"},
		"very many columns":         {manyColumns(151), "left out: 51 columns"},
		"two dates":                 {"order date,review date,step,csat\n2026-01-02,2026-01-05,Pay,4\n", "could both be the date"},
	} {
		t.Run(name, func(t *testing.T) {
			r, _ := plan(t, c.text, ingest.Options{})
			if !strings.Contains(r.String(), c.say) {
				t.Errorf("the report does not say %q:\n%s", c.say, r)
			}
		})
	}
}

// A report of very many problems lists the first ones and counts all, by reason.
func TestReport_IsBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString("step,csat,nps,n\n")
	for i := range 12_000 {
		fmt.Fprintf(&b, "Pay,4,9,%d\nNowhere %d,3,9,5\nPay,5,y,%d\n", i+1, i, i+1)
	}
	table := readBytes(t, "figures.csv", []byte(b.String()), ingest.Options{})
	r, command := ingest.Plan(table, trip(), "j", ingest.Options{})
	if r.Counts.Invalid != 12_000 || r.Counts.Unmatched != 12_000 || r.Counts.Names != 12_000 || r.Counts.Partly != 12_000 || r.Rows != 36_000 {
		t.Errorf("counts %+v", r.Counts)
	}
	if len(r.Invalid) > 10_000 || len(r.Unmatched) != 1000 || r.Unmatched[0].Name != "Nowhere 0" || r.Unmatched[0].Rows != 1 || command.Dataset.Observations.Len() != 36_000 {
		t.Errorf("lists %d invalid rows, %d names, imports %d", len(r.Invalid), len(r.Unmatched), command.Dataset.Observations.Len())
	}
	reasons := 0
	for _, why := range r.Reasons {
		reasons += why.Rows
	}
	if reasons != 12_000 {
		t.Errorf("the reasons count %d rows: %+v", reasons, r.Reasons)
	}
	if text := r.String(); !strings.Contains(text, "Of the 12,000 invalid rows, the first") || !strings.Contains(text, "12,000 rows, nps: is not a number") {
		t.Errorf("the report does not say that it is cut:\n%s", text)
	}
	// One name may stand for all that are not known otherwise.
	r, _ = ingest.Plan(table, trip(), "j", ingest.Options{Names: map[string]string{ingest.OtherNames: "", "Nowhere 7": "Pay"}})
	if r.Counts.Unmatched != 0 || r.Counts.Names != 0 {
		t.Errorf("%d rows have no place although * has one", r.Counts.Unmatched)
	}
}

// What one import cannot have more of is told of each row, not dropped.
func TestPlan_LimitsAreTold(t *testing.T) {
	var b strings.Builder
	b.WriteString("step,segment,csat\n")
	for i := range 10_020 {
		fmt.Fprintf(&b, "Pay,segment %d,4\n", i)
	}
	r, _ := plan(t, b.String(), ingest.Options{})
	if r.Valid != 10_000 || r.Counts.Invalid != 20 || !strings.Contains(r.Invalid[0].Reason, "10000 that one import can have") {
		t.Errorf("%d valid, %+v", r.Valid, r.Reasons)
	}
}
