package ingest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stagecraft/model"
	"stagecraft/model/metric"
	"stagecraft/store/ingest"
)

func wantEveryRowCounted(t testing.TB, r *ingest.Report) {
	t.Helper()
	unmatched := 0
	for _, u := range r.Unmatched {
		unmatched += u.Rows
		if u.Rows != len(u.Lines) {
			t.Errorf("%q: %d rows but %d lines", u.Name, u.Rows, len(u.Lines))
		}
	}
	if r.Rows != r.Valid+len(r.Invalid)+len(r.Duplicates)+unmatched {
		t.Errorf("%d rows but %d valid, %d invalid, %d duplicates, %d unmatched", r.Rows, r.Valid, len(r.Invalid), len(r.Duplicates), unmatched)
	}
	partly := 0
	for _, row := range r.Invalid {
		if row.Kept > 0 {
			partly++
		}
	}
	if want := (ingest.Counts{Rows: r.Rows, Valid: r.Valid, Invalid: len(r.Invalid), Duplicates: len(r.Duplicates), Unmatched: unmatched, Partly: partly, Names: len(r.Unmatched)}); r.Counts != want {
		t.Errorf("counted %+v, listed %+v", r.Counts, want)
	}
	reasons := 0
	for _, why := range r.Reasons {
		reasons += why.Rows
	}
	if reasons != r.Counts.Invalid {
		t.Errorf("%d invalid rows have a reason, %d are invalid", reasons, r.Counts.Invalid)
	}
}

// plan imports text into the journey of trip, or into w when given.
func plan(t testing.TB, text string, o ingest.Options, w ...*model.Workspace) (*ingest.Report, model.Import) {
	t.Helper()
	into := trip()
	if len(w) > 0 {
		into = w[0]
	}
	report, command := ingest.Plan(readBytes(t, "figures.csv", []byte(text), o), into, "j", o)
	wantEveryRowCounted(t, report)
	return report, command
}

// heat applies an import to the journey of trip and computes a metric.
func heat(t testing.TB, command model.Import, id model.MetricID, q metric.Query) *metric.Heat {
	t.Helper()
	w, err := command.Apply(trip())
	if err != nil {
		t.Fatal(err)
	}
	q.Metric, q.Journey = id, "j"
	h, err := metric.Compute(w, q)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func wantValue(t testing.TB, what string, v metric.Value, value, n float64) {
	t.Helper()
	if !v.Value.Known || v.Value.Value-value > 1e-9 || value-v.Value.Value > 1e-9 || v.N != n {
		t.Errorf("%s is %v of n %v, want %v of n %v", what, v.Value, v.N, value, n)
	}
}

func wantCounts(t testing.TB, r *ingest.Report, valid, invalid, duplicates, unmatched int) {
	t.Helper()
	if c := r.Counts; c.Valid != valid || c.Invalid != invalid || c.Duplicates != duplicates || c.Unmatched != unmatched {
		t.Errorf("counts %+v, want %d valid, %d invalid, %d duplicates, %d unmatched\n%s", c, valid, invalid, duplicates, unmatched, r)
	}
}

func TestPlan_LongTable(t *testing.T) {
	r, c := plan(t, `date,metric,stage,step,segment,value,numerator,denominator,n
2026-03-01,CSAT,Search,Find a room,new,4.2,,,100
2026-03-01,CSAT,search,COMPARE,new,3.0,,,300
2026-03-02,Conversion,Book,,new,,30,120,
2026-03-02,Conversion,Book,Pay,old,,10,30,
2026-03-02,NPS,Stay,,,-20,,,50
2026-03-02,csat,Stay,Sleep,,6,,,10
2026-03-02,csat,Stay,Sleep,,4,,,0
yesterday,csat,Stay,Sleep,,4,,,10
2026-03-02,csat,Stay,Slep,,4,,,10
2026-03-02,csat,Holiday,,,4,,,10
2026-03-01,CSAT,Search,Find a room,new,4.2,,,100
2026-03-02,Conversion,Book,Pay,old,,40,30,
2026-03-02,,Book,Pay,old,3,,,
2026-03-02,csat,Book,,,n/a,,,
`, ingest.Options{})
	wantCounts(t, r, 5, 6, 1, 2)
	h := heat(t, c, "csat", metric.Query{})
	wantValue(t, "step", h.Steps["step-Find a room"], 4.2, 100)
	wantValue(t, "stage", h.Stages["stage-Search"], 3.3, 400)
	h = heat(t, c, "conversion", metric.Query{})
	wantValue(t, "ratio", h.Stages["stage-Book"], 40.0/150*100, 150)
	h = heat(t, c, "nps", metric.Query{})
	wantValue(t, "nps", h.Stages["stage-Stay"], -20, 50)
	var rows []string
	for _, i := range r.Invalid {
		rows = append(rows, fmt.Sprintf("%d %s %q %s", i.Row, i.Column, i.Value, i.Reason))
	}
	want := []string{
		`7 value "6" is outside the scale 1–5`, `8 n "0" says that nobody answered`, `9 date "yesterday" is not a date`,
		`13 numerator "40" is a numerator above its denominator`, `14 metric "" names no metric`, `15 value "n/a" has no value`,
	}
	if !slices.Equal(rows, want) {
		t.Errorf("got  %q\nwant %q", rows, want)
	}
	if r.Duplicates[0] != (ingest.DuplicateRow{Row: 12, FirstRow: 2}) {
		t.Errorf("duplicate %+v", r.Duplicates)
	}
	if u := r.Unmatched[0]; u.Name != "Stay / Slep" || !slices.Equal(u.Lines, []int{10}) || !slices.Equal(u.Suggestions, []string{"3.3 Sleep"}) {
		t.Errorf("unmatched %+v", u)
	}
}

func TestPlan_WideTableByStep(t *testing.T) {
	r, c := plan(t, "Schritt;NPS;CSAT;CSAT n;Wartezeit (min);Kommentar\n2.1;–15;4,5;120;1.234,5;x\nCheck in online;30;55;80;00:01:30;y\nKüche;1;1;1;1;z\n3.1;n/a;3,5;40;2;\n", ingest.Options{})
	wantCounts(t, r, 2, 1, 0, 1)
	if r.Invalid[0].Column != "CSAT" || r.Invalid[0].Kept != 2 {
		t.Errorf("invalid %+v", r.Invalid[0])
	}
	wantValue(t, "csat", heat(t, c, "csat", metric.Query{}).Whole, (4.5*120+3.5*40)/160, 160)
	wantValue(t, "nps", heat(t, c, "nps", metric.Query{}).Steps["step-Pay"], -15, 1)
	h := heat(t, c, "wartezeit-min", metric.Query{})
	wantValue(t, "wait", h.Steps["step-Pay"], 1234.5, 1)
	wantValue(t, "wait as a clock", h.Steps["step-Check in online"], 1.5, 1)
	if h.Metric.Unit != "min" || h.Metric.Direction != model.LowerIsBetter {
		t.Errorf("new metric %+v", h.Metric)
	}
}

func TestPlan_RawAnswers(t *testing.T) {
	r, c := plan(t, "date,step,nps,channel\n2026-01-05,Pay,10,Web\n2026-01-05,Pay,10,Web\n2026-01-05,Pay,9,App\n2026-01-06,Pay,0,Web\n2026-01-06,Pay,11,Web\n2026-01-06,Pay,7,Web\n", ingest.Options{})
	wantCounts(t, r, 5, 1, 0, 0)
	h := heat(t, c, "nps", metric.Query{})
	wantValue(t, "nps", h.Whole, 40, 5)
	wantValue(t, "nps on the web", heat(t, c, "nps", metric.Query{Segment: "Web"}).Whole, 25, 4)
	if len(h.Whole.Counts) != 11 || h.Whole.Counts[10].N != 2 {
		t.Errorf("counts %v", h.Whole.Counts)
	}
	if !strings.Contains(r.String(), "two equal answers apart: 1 row.") {
		t.Errorf("the report does not speak of equal answers:\n%s", r)
	}
}

func TestPlan_Duplicates(t *testing.T) {
	for _, c := range []struct {
		name, text string
		duplicates int
	}{
		{"answers without id", "date,step,csat\n2026-01-05,Pay,4\n2026-01-05,Pay,4\n2026-01-06,Pay,4\n", 0},
		{"answers with id", "id,date,step,csat\na,2026-01-05,Pay,4\na,2026-01-05,Pay,4\nb,2026-01-05,Pay,4\n", 1},
		{"same id, other answer", "id,date,step,csat\na,2026-01-05,Pay,4\na,2026-01-05,Pay,5\n", 0},
		{"answers with the time", "time stamp,step,csat\n2026-01-05 10:11:12,Pay,4\n2026-01-05 10:11:12,Pay,4\n", 1},
		{"means with n", "month,step,csat,n\n2026-01,Pay,4,50\n2026-01,Pay,4,50\n", 1},
		{"means without n", "month,step,csat\n2026-01,Pay,4.2\n2026-01,Pay,4.2\n2026-02,Pay,4.3\n", 1},
		{"times of cases", "month,step,wait (min)\n2026-01,Pay,4.2\n2026-01,Pay,4.2\n2026-01,Pay,5.1\n2026-01,Pay,3\n", 0},
		{"other comment", "month,step,csat,n,remark\n2026-01,Pay,4,50,x\n2026-01,Pay,4,50,y\n", 0},
		{"three of a kind", "month,step,csat,n\n2026-01,Pay,4,50\n2026-01,Pay,4,50\n2026-01,Pay,4,50\n", 2},
		{"nothing tells what of", "score\n4.5\n4.5\n", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, command := plan(t, c.text, ingest.Options{})
			if len(r.Duplicates) != c.duplicates || len(r.Invalid) != 0 {
				t.Errorf("%d duplicates, want %d\n%s", len(r.Duplicates), c.duplicates, r)
			}
			if got := command.Dataset.Observations.Len(); got != r.Valid || got != r.Values {
				t.Errorf("%d observations of %d valid rows", got, r.Valid)
			}
		})
	}
}

func TestPlan_PlaceNames(t *testing.T) {
	for name, want := range map[string]string{
		"Search": "stage-Search", "SEARCH ": "stage-Search", "1": "stage-Search", "Stage 1": "stage-Search", "1. Search": "stage-Search", "stage-Search": "stage-Search",
		"Check-in online": "step-Check in online", "check in ONLINE!": "step-Check in online", "checkinonline": "step-Check in online", "3.2": "step-Check in online",
		"3.2 Check in online": "step-Check in online", "Chéck in online": "step-Check in online", "Step 3.2": "step-Check in online", "step-Pay": "step-Pay", "2.1": "step-Pay", "2,1": "step-Pay",
		"Key kiosk": "kiosk", "A weekend away": "whole", "whole journey": "whole", "": "whole",
		"Chek in onlne": "", "4": "", "3.9": "", "3.2 Pay": "", "Total": "", "Sear": "",
	} {
		t.Run(name, func(t *testing.T) {
			r, c := plan(t, "place;csat;n\n\""+name+"\";4;10\n", ingest.Options{Columns: map[string]string{"1": "place"}})
			if want == "" {
				wantCounts(t, r, 0, 0, 0, 1)
				return
			}
			wantCounts(t, r, 1, 0, 0, 0)
			o := c.Dataset.Observations.At(0)
			if got := [3]string{string(o.Card), string(o.Step), string(o.Stage)}; !slices.Contains(got[:], want) && (want != "whole" || got != [3]string{}) {
				t.Errorf("went to %q, want %q", got, want)
			}
		})
	}
}

func TestPlan_NamesOfTheProfile(t *testing.T) {
	text := "phase,csat,n\nArrival,4,10\nTotal,3,10\nSpa,2,10\n"
	o := ingest.Options{Names: map[string]string{"arrival": "3.1 Arrive", "Total": "", "Spa": "Nowhere"}}
	r, c := plan(t, text, o)
	wantCounts(t, r, 2, 0, 0, 1)
	h := heat(t, c, "csat", metric.Query{})
	wantValue(t, "arrival", h.Steps["step-Arrive"], 4, 10)
	wantValue(t, "whole", h.Whole, 3.5, 20)
	if !strings.Contains(r.Unmatched[0].Reason, "Nowhere") {
		t.Errorf("%+v", r.Unmatched)
	}
	// A suggestion can be taken as it stands.
	r, _ = plan(t, "phase,csat,n\nChek in onlne,4,10\n", ingest.Options{})
	o = ingest.Options{Names: map[string]string{"Chek in onlne": r.Unmatched[0].Suggestions[0]}}
	r, _ = plan(t, "phase,csat,n\nChek in onlne,4,10\n", o)
	wantCounts(t, r, 1, 0, 0, 0)
}

func TestPlan_StageAndStepTogether(t *testing.T) {
	w := trip()
	for _, s := range w.Journeys[0].Stages[:2] {
		s.Steps = append(s.Steps, &model.Step{ID: model.StepID("help-" + s.Title), Title: "Get help"})
	}
	r, c := plan(t, "stage,step,csat,n\nSearch,Get help,1,10\nBook,get help,5,10\nBook,2,5,10\n,Get help,4,10\nBook,Sleep,4,10\nSearch,,3,10\nBook,Book,3,10\n", ingest.Options{}, w)
	wantCounts(t, r, 5, 0, 0, 2)
	var steps []model.StepID
	for o := range c.Dataset.Observations.All() {
		steps = append(steps, o.Step)
	}
	if !slices.Equal(steps, []model.StepID{"help-Search", "help-Book", "help-Book", "", ""}) {
		t.Errorf("went to %q", steps)
	}
}

func TestPlan_Languages(t *testing.T) {
	for name, header := range map[string]string{
		"English": "Date;Stage;Segment;Metric;Value;Responses", "German": "Datum;Phase;Kundengruppe;Kennzahl;Wert;Anzahl Antworten",
		"French": "Date de réponse;Étape;Groupe;Indicateur;Valeur;Réponses", "Spanish": "Fecha;Etapa;Segmento;Indicador;Valor;Respuestas",
		"Portuguese": "Data;Fase;Grupo;Métrica;Valor;Número de respostas", "Italian": "Data;Fase;Segmento;Indicatore;Valore;Risposte", "Dutch": "Datum;Fase;Doelgroep;Meetwaarde;Waarde;Antwoorden",
	} {
		t.Run(name, func(t *testing.T) {
			r, c := plan(t, header+"\n31.03.2026;Book;neu;CSAT;4,5;20\n01.04.2026;Book;neu;CSAT;3,5;20\n", ingest.Options{})
			wantCounts(t, r, 2, 0, 0, 0)
			want := model.Observation{Metric: "csat", Stage: "stage-Book", Segment: "neu", Period: "2026-03-31", Value: model.Some(4.5), N: model.Some(20.0), Row: 2}
			if c.Dataset.Observations.Len() != 2 || c.Dataset.Observations.At(0) != want {
				t.Errorf("got %+v, want %+v", c.Dataset.Observations, want)
			}
		})
	}
}

func TestPlan_OptionsBeatHeaders(t *testing.T) {
	text := "a;b;c;d\nPay;9;x;2026-01-01\nPay;3;y;2026-01-02\n"
	o := ingest.Options{
		Columns: map[string]string{"a": "step", "2": "metric:Would you?", "c": "segment", "d": "date"},
		Metrics: map[string]ingest.MetricOptions{"would you": {Template: "nps", Target: ptr(30.0)}},
	}
	r, c := plan(t, text, o)
	wantCounts(t, r, 2, 0, 0, 0)
	h := heat(t, c, "nps", metric.Query{})
	wantValue(t, "nps", h.Steps["step-Pay"], 0, 2)
	if h.Metric.Target != model.Some(30.0) || !slices.Equal(h.Segments, []string{"x", "y"}) {
		t.Errorf("%+v %v", h.Metric, h.Segments)
	}
	r, _ = plan(t, text, ingest.Options{Columns: map[string]string{"none": "date"}})
	if !strings.Contains(r.String(), "“none”, which this file does not have") {
		t.Errorf("a profile for another file says nothing:\n%s", r)
	}
}

func ptr[T any](v T) *T { return &v }

func TestPlan_UsesTheMetricsOfTheWorkspace(t *testing.T) {
	w := trip()
	w.Metrics = []*model.Metric{{ID: "m1", Name: "Guest satisfaction (CSAT)", ScaleMin: model.Some(1.0), ScaleMax: model.Some(10.0), Aggregation: model.Mean, Direction: model.HigherIsBetter},
		{ID: "m2", Name: "Time to key", Unit: "s", ScaleMin: model.Some(0.0), Aggregation: model.Median, Direction: model.LowerIsBetter}}
	r, c := plan(t, "step,csat,time to key (min)\nPay,9,1.5\nPay,8,2\n", ingest.Options{}, w)
	wantCounts(t, r, 2, 0, 0, 0)
	if len(c.Metrics) != 0 {
		t.Errorf("known metrics were added again: %+v", c.Metrics)
	}
	var values []float64
	for o := range c.Dataset.Observations.All() {
		if o.Metric == "m2" {
			values = append(values, o.Value.Value)
		}
	}
	if !slices.Equal(values, []float64{90, 120}) {
		t.Errorf("minutes became %v seconds", values)
	}
}

func TestPlan_Readings(t *testing.T) {
	for _, c := range []struct {
		name, text string
		id         model.MetricID
		value, n   float64
	}{
		{"shares with a sign", "step,conversion,n\nPay,62 %,100\nPay,12 %,300\n", "conversion", 24.5, 400},
		{"shares as fractions", "step,conversion,n\nPay,0.62,100\nPay,0.12,300\n", "conversion", 24.5, 400},
		{"shares as outcomes", "step,converted? (conversion)\nPay,yes\nPay,no\nPay,Yes\nPay,no\n", "conversion", 50, 4},
		{"ones and zeros", "step,conversion\nPay,1\nPay,0\nPay,0\nPay,0\n", "conversion", 25, 4},
		{"parts", "step,conversion numerator,conversion denominator\nPay,10,20\nPay,1,80\n", "conversion", 11, 100},
		{"counts of answers", "step,nps,n\nPay,0,1\nPay,1,1\nPay,2,1\nPay,3,1\nPay,6,1\nPay,7,5\nPay,8,5\nPay,9,10\nPay,10,20\n", "nps", 25.0 / 45 * 100, 45},
		{"scores as fractions", "step,nps,n\nPay,-0.25,100\nPay,0.75,300\n", "nps", 50, 400},
		{"satisfaction in per cent", "step,csat,n\nPay,81%,100\nPay,79%,100\n", "csat", 80, 200},
		{"satisfaction to 10", "step,csat\nPay,8\nPay,9\nPay,10\n", "csat", 9, 3},
		{"clock", "step,aht\nPay,00:05:30\nPay,0:04:30\n", "aht", 5, 2},
		{"seconds", "step,aht (s)\nPay,300\nPay,420\n", "aht", 360, 2},
		{"money", "step,clv\nPay,\"$1,200.50\"\nPay,\"$799.50\"\n", "clv", 1000, 2},
		{"top two", "step,top 2 box\nPay,5\nPay,4\nPay,1\nPay,2\n", "csat-top2", 50, 4},
		{"volume", "step,visits\nPay,\"1,200\"\nPay,300\n", "visits", 1500, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, command := plan(t, c.text, ingest.Options{})
			if len(r.Invalid) != 0 {
				t.Fatalf("invalid rows:\n%s", r)
			}
			wantValue(t, string(c.id), heat(t, command, c.id, metric.Query{}).Steps["step-Pay"], c.value, c.n)
		})
	}
}

func TestPlan_Periods(t *testing.T) {
	for name, want := range map[string]model.Period{
		"2026-03-31": "2026-03-31", "31.03.2026": "2026-03-31", "31/03/2026": "2026-03-31", "3/31/2026": "2026-03-31", "2026/03/31": "2026-03-31", "31.3.26": "2026-03-31",
		"31 March 2026": "2026-03-31", "Mar 31, 2026": "2026-03-31", "31. März 2026": "2026-03-31", "31 mars 2026": "2026-03-31", "Tue, 31 Mar 2026": "2026-03-31", "31 de marzo de 2026": "2026-03-31",
		"2026-03-31T23:59:59Z": "2026-03-31", "3/31/2026 8:51:12 PM": "2026-03-31", "31.03.2026 14:05": "2026-03-31", "20260331": "2026-03-31", "46112": "2026-03-31",
		"2026-03": "2026-03", "03/2026": "2026-03", "März 2026": "2026-03", "Mar-26": "2026-03", "giugno 2026": "2026-06", "2026-Q1": "2026-Q1", "Q1 2026": "2026-Q1", "1. Quartal 2026": "2026-Q1",
		"2026-W14": "2026-W14", "KW 14 2026": "2026-W14", "KW14/2026": "2026-W14", "2026": "2026", "2026-03-30,2026-04-05": "2026-W14",
	} {
		t.Run(name, func(t *testing.T) {
			_, c := plan(t, "date;step;csat;n\n\""+name+"\";Pay;4;30\n", ingest.Options{})
			if c.Dataset.Observations.Len() != 1 || c.Dataset.Observations.At(0).Period != want {
				t.Errorf("got %+v, want %s", c.Dataset.Observations, want)
			}
		})
	}
	for _, name := range []string{"31.02.2026", "2026-13-01", "soon", "32.01.2026", "13/13/2026", "2026-W54", "2026-Q5", "12", "1/2", "31.03.20261", "Blurb 2026"} {
		t.Run(name, func(t *testing.T) {
			r, _ := plan(t, "date;step;csat;n\n\""+name+"\";Pay;4;30\n", ingest.Options{Columns: map[string]string{"date": "date"}})
			wantCounts(t, r, 0, 1, 0, 0)
		})
	}
}

func TestPlan_DateOrderIsTheColumns(t *testing.T) {
	periods := func(o ingest.Options, dates ...string) []model.Period {
		text := "date,step,csat,n\n"
		for i, d := range dates {
			text += fmt.Sprintf("%s,Pay,4,%d\n", d, 10+i)
		}
		_, c := plan(t, text, o)
		var list []model.Period
		for o := range c.Dataset.Observations.All() {
			list = append(list, o.Period)
		}
		return list
	}
	for _, c := range []struct {
		name string
		o    ingest.Options
		in   []string
		want []model.Period
	}{
		{"day first", ingest.Options{}, []string{"03/04/2026", "25/04/2026"}, []model.Period{"2026-04-03", "2026-04-25"}},
		{"month first", ingest.Options{}, []string{"03/04/2026", "04/25/2026"}, []model.Period{"2026-03-04", "2026-04-25"}},
		{"by the settings", ingest.Options{DateOrder: "dmy"}, []string{"03/04/2026"}, []model.Period{"2026-04-03"}},
		{"first days of months", ingest.Options{}, []string{"01/02/2026", "01/03/2026"}, []model.Period{"2026-02", "2026-03"}},
		{"one that does not fit", ingest.Options{}, []string{"25/04/2026", "26/04/2026", "04/27/2026"}, []model.Period{"2026-04-25", "2026-04-26"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := periods(c.o, c.in...); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestPlan_Pivots(t *testing.T) {
	r, c := plan(t, "Stage;Metric;2026-01-01;2026-02-01;Q1 note\nSearch;CSAT;4,5;3,5;x\nBook;Conversion;62 %;;y\n", ingest.Options{})
	wantCounts(t, r, 2, 0, 0, 0)
	h := heat(t, c, "csat", metric.Query{})
	if got := h.Stages["stage-Search"].Trend; len(got) != 2 || got[0] != (metric.Point{Period: "2026-01", Value: 4.5, N: 1}) {
		t.Errorf("trend %v", got)
	}
	r, c = plan(t, "KPI,Search,Book,Stay\nCSAT,4,3,2\nNPS,-10,20,\n", ingest.Options{})
	wantCounts(t, r, 2, 0, 0, 0)
	wantValue(t, "book", heat(t, c, "nps", metric.Query{}).Stages["stage-Book"], 20, 1)
}

func TestPlan_FillDown(t *testing.T) {
	text := "stage,step,csat,n\nSearch,Compare,4,10\n,Find a room,3,10\nBook,Pay,2,10\n"
	r, c := plan(t, text, ingest.Options{FillDown: true})
	wantCounts(t, r, 3, 0, 0, 0)
	wantValue(t, "search", heat(t, c, "csat", metric.Query{}).Stages["stage-Search"], 3.5, 20)
}

func TestPlan_DecimalMarks(t *testing.T) {
	for _, c := range []struct {
		name, column string
		o            ingest.Options
		want         []float64
	}{
		{"comma", "1.234,5|1.234|12,25", ingest.Options{}, []float64{1234.5, 1234, 12.25}},
		{"point", "1,234.5|1,234|12.25", ingest.Options{}, []float64{1234.5, 1234, 12.25}},
		{"by the settings", "1.234|2.345", ingest.Options{Decimal: ","}, []float64{1234, 2345}},
		{"groups of two", "12,34,567.5|1.25", ingest.Options{}, []float64{1234567.5, 1.25}},
		{"spaces and apostrophes", "1 234,5|1'234,5|1\u202f234,5", ingest.Options{}, []float64{1234.5, 1234.5, 1234.5}},
		{"signs", "-3|−3|–3|3-|(3)|+3", ingest.Options{}, []float64{-3, -3, -3, -3, -3, 3}},
		{"a slip", "1.5|2.5|3,5", ingest.Options{}, []float64{1.5, 2.5, 3.5}},
		{"exponent", "1e3|1.5E-2", ingest.Options{}, []float64{1000, 0.015}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := "step\tspan of it\n"
			for _, cell := range strings.Split(c.column, "|") {
				text += "Pay\t" + cell + "\n"
			}
			o := c.o
			o.Columns = map[string]string{"2": "metric:x"}
			_, command := plan(t, text, o)
			var got []float64
			for o := range command.Dataset.Observations.All() {
				got = append(got, o.Value.Value)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
