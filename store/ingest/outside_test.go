package ingest_test

import (
	"math"
	"slices"
	"testing"

	"stagecraft/model"
	"stagecraft/model/metric"
	"stagecraft/store/ingest"
)

// The answers in this file were published elsewhere or computed by other programs; the files are the
// originals.

func importShared(t *testing.T, name string, o ingest.Options) (*ingest.Report, model.Import) {
	t.Helper()
	report, command := ingest.Plan(read(t, name, o), trip(), "j", o)
	wantEveryRowCounted(t, report)
	return report, command
}

func near(t *testing.T, what string, v metric.Value, value, n, within float64) {
	t.Helper()
	if !v.Value.Known || math.Abs(v.Value.Value-value) > within || v.N != n {
		t.Errorf("%s is %v of n %v, want %v of n %v", what, v.Value, v.N, value, n)
	}
}

func TestOutside_NPSPackage(t *testing.T) {
	columns := map[string]string{"REC": "metric:nps", "Region": "segment"}
	r, c := importShared(t, "kpi-tables/NPS-testdata.csv", ingest.Options{Columns: columns})
	wantCounts(t, r, 1000, 0, 0, 0)
	near(t, "all", heat(t, c, "nps", metric.Query{}).Whole, 10, 1000, 1e-9)
	for region, want := range map[string][2]float64{"NAM": {11.0453648915187, 507}, "EMEA": {4.24710424710425, 259}, "APAC": {23.021582733813, 139}, "LATAM": {1.05263157894737, 95}} {
		near(t, region, heat(t, c, "nps", metric.Query{Segment: region}).Whole, want[0], want[1], 1e-9)
	}
	columns["BU"], columns["Region"] = "segment", "ignore"
	_, c = importShared(t, "kpi-tables/NPS-testdata.csv", ingest.Options{Columns: columns})
	for unit, want := range map[string]float64{"Apples": 14.8, "Oranges": 7.6, "Bananas": 9.6, "Berries": 8} {
		near(t, unit, heat(t, c, "nps", metric.Query{Segment: unit}).Whole, want, 250, 1e-9)
	}
}

func TestOutside_ConferenceSurvey(t *testing.T) {
	for _, name := range []string{"kpi-tables/preppin-040/input_01.csv", "kpi-tables/preppin-040/input_02.csv"} {
		r, c := importShared(t, name, ingest.Options{Metrics: map[string]ingest.MetricOptions{"On a scale of 0-10, how would you rate Sudzilla?": {Template: "nps"}}})
		wantCounts(t, r, 39, 0, 0, 0)
		h := heat(t, c, "nps", metric.Query{})
		near(t, name, h.Whole, -35.9, 39, 0.05)
		if n := h.Whole.Counts; n[9].N+n[10].N != 8 || n[0].N+n[1].N+n[2].N+n[3].N+n[4].N+n[5].N+n[6].N != 22 {
			t.Errorf("%s: counts %v, want 8 promoters and 22 detractors", name, n)
		}
	}
}

func TestOutside_Churn(t *testing.T) {
	r, c := importShared(t, "kpi-tables/Telco-Customer-Churn.csv", ingest.Options{Columns: map[string]string{"Contract": "segment"}})
	wantCounts(t, r, 7043, 0, 0, 0)
	near(t, "all", heat(t, c, "churn", metric.Query{}).Whole, 26.536987079369588, 7043, 1e-9)
	for contract, want := range map[string][2]float64{"Month-to-month": {1655, 3875}, "One year": {166, 1473}, "Two year": {48, 1695}} {
		near(t, contract, heat(t, c, "churn", metric.Query{Segment: contract}).Whole, want[0]/want[1]*100, want[1], 1e-9)
	}
	for _, m := range r.Metrics {
		switch m.Name {
		case "TotalCharges":
			if m.Values != 7043-11 {
				t.Errorf("%d charges; 11 are blank", m.Values)
			}
		case "tenure":
			near(t, "tenure", heat(t, c, m.ID, metric.Query{}).Whole, 32.37114865824223, 7043, 1e-9)
		}
	}
}

func TestOutside_SpanishSurvey(t *testing.T) {
	r, c := importShared(t, "kpi-tables/encuesta-satisfaccion-es.csv", ingest.Options{})
	wantCounts(t, r, 100, 0, 0, 0)
	near(t, "all", heat(t, c, "nps", metric.Query{}).Whole, -35, 100, 1e-9)
	for channel, want := range map[string][2]float64{"Call Center": {-53.333333, 15}, "Email": {-64.285714, 14}, "Móvil": {-14.285714, 14}, "WhatsApp": {28.571429, 14}} {
		near(t, channel, heat(t, c, "nps", metric.Query{Segment: channel}).Whole, want[0], want[1], 1e-6)
	}
}

func TestOutside_MonthsAcross(t *testing.T) {
	r, c := importShared(t, "kpi-tables/preppin-172/input_01.csv", ingest.Options{})
	if len(r.Duplicates) != 0 || len(r.Unmatched) != 0 {
		t.Errorf("%s", r)
	}
	for id, want := range map[model.MetricID]float64{"percent-shipped-in-3-days": 91, "percent-shipped-in-5-days": 99, "percent-processed-in-3-days": 88, "number-received": 25} {
		near(t, string(id), heat(t, c, id, metric.Query{Period: "2021-07"}).Whole, want, 1, 1e-9)
	}
}

func TestOutside_DialectsAndUnits(t *testing.T) {
	_, c := importShared(t, "kpi-tables/quickbuy-customer_journey.csv", ingest.Options{Columns: map[string]string{"Stage": "ignore"}})
	first := c.Dataset.Observations.At(0).Value.Value
	if math.Abs(first-132.333333333333) > 1e-9 || c.Dataset.Observations.At(1).Value.Value != 169.25 {
		t.Errorf("durations %v", slices.Collect(c.Dataset.Observations.All())[:2])
	}
	_, c = importShared(t, "kpi-tables/matomo-de-Contents-utf16le.csv", ingest.Options{})
	var shares []float64
	for o := range c.Dataset.Observations.All() {
		if o.Metric == "interaktionsrate" {
			shares = append(shares, o.Value.Value)
		}
	}
	if len(shares) < 2 || shares[0] != 25 || shares[1] != 66.67 {
		t.Errorf("shares %v, want 25 and 66.67", shares)
	}
	_, c = importShared(t, "kpi-tables/ga-landing-pages-fragment.csv", ingest.Options{})
	near(t, "sessions", heat(t, c, "sessions", metric.Query{}).Whole, 553, 1, 0)
	near(t, "bounces", heat(t, c, "bounce-rate", metric.Query{}).Whole, 92.41, 1, 1e-9)
	near(t, "duration", heat(t, c, "avg-session-duration", metric.Query{}).Whole, 12, 1, 0)
}

func TestOutside_GermanNumbers(t *testing.T) {
	o := ingest.Options{HeaderRow: -1, Columns: map[string]string{"1": "metric:a", "2": "metric:b", "3": "metric:c"}}
	_, c := importShared(t, "messy-tables/phpspreadsheet-csv/NumberFormatTest.de.csv", o)
	want := map[model.MetricID][]float64{"a": {-123, 123.4567, -1234.567}, "b": {1234, 123.456789012}, "c": {12345.67}}
	got := map[model.MetricID][]float64{}
	for o := range c.Dataset.Observations.All() {
		got[o.Metric] = append(got[o.Metric], o.Value.Value)
	}
	for id, list := range want {
		for i, v := range list {
			if i >= len(got[id]) || got[id][i] != v {
				t.Errorf("%s: got %v, want %v", id, got[id], list)
				break
			}
		}
	}
}
