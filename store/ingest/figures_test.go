package ingest_test

import (
	"fmt"
	"strings"
	"testing"

	"stagecraft/model"
	"stagecraft/model/metric"
	"stagecraft/store/ingest"
)

func TestPlan_EqualAnswersBesideOtherMetrics(t *testing.T) {
	r, c := plan(t, `date,metric,stage,value,numerator,denominator,n
2026-03-01,Conversion,Book,,5,10,
2026-03-01,Conversion,Book,,5,10,
2026-03-01,CSAT,Book,4.1,,,30
2026-03-01,CSAT,Book,4.1,,,30
2026-03-01,NPS,Book,10,,,
2026-03-01,NPS,Book,10,,,
2026-03-01,NPS,Book,10,,,
2026-03-01,NPS,Book,3,,,
`, ingest.Options{})
	wantCounts(t, r, 6, 0, 2, 0)
	wantValue(t, "NPS", heat(t, c, "nps", metric.Query{}).Whole, 50, 4)
}

func TestPlan_TemplatesByTheirNames(t *testing.T) {
	names := map[string]model.MetricID{
		"CES effort": "ces-effort", "Customer effort": "ces-effort", "CES (ease)": "ces-ease", "Customer effort score (ease)": "ces-ease",
		"First-contact resolution": "fcr", "customer lifetime value": "clv",
	}
	for _, m := range metric.Templates() {
		names[string(m.ID)], names[m.Name] = m.ID, m.ID
	}
	for name, id := range names {
		r, _ := plan(t, "metric,stage,value,n\n"+name+",Book,3,10\n"+name+",Stay,4,40\n", ingest.Options{})
		want, _ := metric.Template(string(id))
		if m := r.Metrics[0]; m.ID != id || m.Title != want.Name || m.Direction != want.Direction {
			t.Errorf("%q became %+v, want the template %s", name, m, id)
		}
	}
}

func TestPlan_TooManyMetrics(t *testing.T) {
	var b strings.Builder
	b.WriteString("metric,stage,value\n")
	for i := range 1_203 {
		fmt.Fprintf(&b, "kind %d,Book,4\n", i)
	}
	b.WriteString("kind 7,Stay,3\n")
	r, _ := plan(t, b.String(), ingest.Options{})
	wantCounts(t, r, 1_001, 203, 0, 0)
	if row := r.Invalid[0]; row.Row != 1_002 || !strings.Contains(row.Reason, "beyond the 1000") {
		t.Errorf("the first invalid row is %+v", row)
	}
}

func TestPlan_NoteOfANewMetricSaysWhatTheProfileSays(t *testing.T) {
	target := 3.0
	r, _ := plan(t, "stage,joy\nBook,4\nStay,2\n", ingest.Options{Metrics: map[string]ingest.MetricOptions{"joy": {Direction: "lower", Target: &target, Unit: ptr("pts")}}})
	if notes := strings.Join(r.Notes, "\n"); !strings.Contains(notes, "is new: pts,") || !strings.Contains(notes, "lower is better") {
		t.Errorf("the notes are %q", notes)
	}
}

func TestPlan_CountsOfPeopleAddUp(t *testing.T) {
	for _, name := range []string{"Entered", "went on", "Forms submitted"} {
		r, _ := plan(t, "stage,"+name+"\nBook,1204\nBook,310\nStay,96\n", ingest.Options{})
		if m := r.Metrics[0]; m.Aggregation != model.Sum {
			t.Errorf("%q is joined by %s, want sum", name, m.Aggregation)
		}
	}
}
