package ingest_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/xuri/excelize/v2"

	"stagecraft/model"
	"stagecraft/store/ingest"
)

// longTable is a CSV file of n answers to three questions over the journey of trip.
func longTable(n int) []byte {
	var b bytes.Buffer
	random := rand.New(rand.NewPCG(1, 2))
	b.WriteString("id,date,stage,step,segment,metric,value,n\n")
	places := [][2]string{{"Search", "Find a room"}, {"Search", "Compare"}, {"Book", "Pay"}, {"Stay", "Check in online"}}
	for i := range n {
		p := places[random.IntN(len(places))]
		m := []string{"NPS", "CSAT", "CES"}[i%3]
		fmt.Fprintf(&b, "R%06d,2026-%02d-%02d,%s,%s,%s,%s,%d,1\n", i, 1+random.IntN(12), 1+random.IntN(28), p[0], p[1],
			[]string{"new", "returning", "business"}[random.IntN(3)], m, 1+random.IntN(5))
	}
	return b.Bytes()
}

// wideTable is a CSV file of n respondents with three answers each.
func wideTable(n int) []byte {
	var b bytes.Buffer
	random := rand.New(rand.NewPCG(1, 2))
	b.WriteString("Datum;Schritt;Segment;NPS;CSAT;Wartezeit (min);Kommentar\r\n")
	for range n {
		fmt.Fprintf(&b, "%02d.%02d.2026;%s;%s;%d;%d;%d,%d;\"war; gut\"\r\n", 1+random.IntN(28), 1+random.IntN(12),
			[]string{"Find a room", "Compare", "Pay", "Check in online"}[random.IntN(4)], []string{"neu", "alt"}[random.IntN(2)],
			random.IntN(11), 1+random.IntN(5), random.IntN(30), random.IntN(10))
	}
	return b.Bytes()
}

func BenchmarkImport100000(b *testing.B) {
	w := trip()
	for name, data := range map[string][]byte{"long": longTable(100_000), "wide": wideTable(100_000)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				table, err := ingest.ReadBytes(b.Context(), "answers.csv", data, ingest.Options{})
				if err != nil {
					b.Fatal(err)
				}
				report, command := ingest.Plan(table, w, "j", ingest.Options{})
				if report.Valid != 100_000 || command.Dataset.Observations.Len() < 100_000 {
					b.Fatal(report)
				}
			}
		})
	}
}

// trip is a journey of three stages.
func trip() *model.Workspace {
	j := &model.Journey{ID: "j", JourneyInfo: model.JourneyInfo{Title: "A weekend away"}, Lanes: []*model.Lane{{ID: "contact", Kind: model.KindTouchpoint}}}
	for _, s := range []struct {
		title string
		steps []string
	}{{"Search", []string{"Find a room", "Compare"}}, {"Book", []string{"Pay"}}, {"Stay", []string{"Arrive", "Check in online", "Sleep"}}} {
		stage := &model.Stage{ID: model.StageID("stage-" + s.title), Title: s.title}
		for _, title := range s.steps {
			stage.Steps = append(stage.Steps, &model.Step{ID: model.StepID("step-" + title), Title: title})
		}
		j.Stages = append(j.Stages, stage)
	}
	j.Cards = []*model.Card{{ID: "kiosk", Lane: "contact", Step: "step-Arrive", Span: 1, Title: "Key kiosk"}}
	return &model.Workspace{Journeys: []*model.Journey{j}}
}

func BenchmarkImport100000XLSX(b *testing.B) {
	data := made(b, func(f *excelize.File) {
		w, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		random := rand.New(rand.NewPCG(1, 2))
		for i := range 100_001 {
			row := []any{"step", "segment", "nps", "csat", "wait (min)"}
			if i > 0 {
				row = []any{[]string{"Find a room", "Pay", "Sleep"}[random.IntN(3)], "new", random.IntN(11), 1 + random.IntN(5), random.Float64() * 30}
			}
			if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			b.Fatal(err)
		}
	})
	w := trip()
	b.ReportAllocs()
	for b.Loop() {
		table, err := ingest.ReadBytes(b.Context(), "answers.xlsx", data, ingest.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if report, _ := ingest.Plan(table, w, "j", ingest.Options{}); report.Valid != 100_000 {
			b.Fatal(report)
		}
	}
}
