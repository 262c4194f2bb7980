package export_test

import (
	"fmt"
	"strings"
	"testing"

	"stagecraft/export"
	"stagecraft/model"
)

// felt is a document with two personas on its journey and cards in every part of the empathy map.
func felt(t *testing.T, notes int) export.Document {
	t.Helper()
	d := document(2, 4, 4, 8)
	j := journey(d)
	next := d.Workspace
	do := func(c model.Command) {
		w, err := c.Apply(next)
		if err != nil {
			t.Fatal(err)
		}
		next = w
	}
	info := j.JourneyInfo
	info.Personas = nil
	for _, p := range []model.Persona{
		{ID: "anna", Name: "Anna", Role: "first guest", Goals: []string{"Sleep well"}, Needs: []string{"A quiet room"}, Frustrations: []string{"Hidden taxes"}, Quote: "No surprises"},
		{ID: "ben", Name: "Ben", Goals: []string{"Be quick"}},
		{ID: "cleo", Name: "Cleo"},
	} {
		do(model.PutPersona{Persona: p})
		info.Personas = append(info.Personas, p.ID)
	}
	do(model.EditJourney{Journey: j.ID, Info: info})
	for _, q := range model.Quadrants {
		lane := model.Lane{ID: model.LaneID(q), Kind: q.Kinds()[0], Title: q.Name()}
		do(model.AddLane{Journey: j.ID, Lane: lane})
		for i := range notes {
			who := model.PersonaID("anna")
			if i%2 == 1 {
				who = "ben"
			}
			do(model.AddCards{Journey: j.ID, Cards: []model.PlacedCard{{Card: model.Card{ID: model.CardID(fmt.Sprint(q, i)), Lane: lane.ID, Step: j.Steps()[i%4].ID, Span: 1,
				Title: fmt.Sprintf("%s note %d.", q, i), Persona: who}}}})
		}
	}
	d.Workspace = next
	return d
}

func TestPDF_EmpathyAndPersonaPages(t *testing.T) {
	for _, notes := range []int{2, 160} {
		d := felt(t, notes)
		data, _ := written(t, d, asPDF(export.Page{Paper: "A4"}))
		maps := len(openPDF(t, data).pages)
		d.Empathy, d.Personas = true, true
		data, _ = written(t, d, asPDF(export.Page{Paper: "A4"}))
		got := openPDF(t, data)
		if notes == 2 && len(got.pages) != maps+3 {
			t.Fatalf("%d pages, want two of the empathy map and one of the personas beside %d", len(got.pages), maps)
		}
		text := strings.Join(got.pages[maps:], "")
		for _, q := range model.Quadrants {
			for i := range notes {
				if !strings.Contains(text, fmt.Sprintf("%snote%d.", q, i)) {
					t.Fatalf("with %d notes the pages lack %s note %d", notes, q, i)
				}
			}
		}
		for _, want := range []string{"EmpathymapofAnna", "EmpathymapofBen", "Sleepwell:nowhere", "Aquietroom", "Hiddentaxes", "Cleo",
			fmt.Sprintf("Page%d/%d", len(got.pages), len(got.pages))} {
			if !strings.Contains(text, want) {
				t.Errorf("with %d notes the pages lack %q", notes, want)
			}
		}
		if strings.Contains(text, "EmpathymapofCleo") {
			t.Error("a persona without notes has a page of the empathy map")
		}
	}
}

func TestPDF_CommentsAreNumberedOnTheMap(t *testing.T) {
	d := discussed(4)
	data, _ := written(t, d, asPDF(export.Page{Paper: "A3"}))
	plain := openPDF(t, data)
	d.Comments = true
	data, _ = written(t, d, asPDF(export.Page{Paper: "A3"}))
	marked := openPDF(t, data)
	digits := func(text string, digit string) int { return strings.Count(text, digit) }
	for _, n := range []string{"1", "2", "3", "4"} {
		more := digits(marked.pages[0], n) - digits(plain.pages[0], n)
		switch n { // the title block says 1 / 2 in place of 1 / 1
		case "1":
			more++
		case "2":
			more--
		}
		if more < 1 {
			t.Errorf("comment %s has no mark on the map", n)
		}
	}
}

// The matrix on paper sums up any number of values in a page or two, and says where all of them are.
func TestPDF_FigurePages(t *testing.T) {
	d := document(2, 6, 4, 12)
	j := journey(d)
	next := d.Workspace
	for _, c := range []model.Command{
		model.PutMetric{Metric: model.Metric{ID: "sat", Name: "Pleased", Aggregation: model.Mean, ScaleMin: model.Some(1.0), ScaleMax: model.Some(5.0), Direction: model.HigherIsBetter, Target: model.Some(4.2)}},
	} {
		w, err := c.Apply(next)
		if err != nil {
			t.Fatal(err)
		}
		next = w
	}
	var list model.ObservationList
	for i := range 5000 {
		list.Add(model.Observation{Metric: "sat", Step: j.Steps()[0].ID, Period: "2026-03", Value: model.Some(float64(1 + i%5)), Row: i + 2})
	}
	next, err := model.Import{Source: model.Source{ID: "many", Name: "Many"}, Dataset: model.Dataset{Journey: j.ID, Observations: list.Done()}}.Apply(next)
	if err != nil {
		t.Fatal(err)
	}
	d.Workspace = next
	data, _ := written(t, d, asPDF(export.Page{Paper: "A3"}))
	maps := len(openPDF(t, data).pages)
	d.Figures = true
	data, _ = written(t, d, asPDF(export.Page{Paper: "A3"}))
	got := openPDF(t, data)
	if n := len(got.pages) - maps; n < 1 || n > 3 {
		t.Fatalf("%d pages of values, want a few", n)
	}
	text := strings.Join(got.pages[maps:], "")
	for _, want := range []string{"Pleased", "higherisbetter", "targetmin4.2", "3.0!!", "n5,000", "3.0to3.0", "nodata", "“KPIvalues”oftheworkbook"} {
		if !strings.Contains(text, want) {
			t.Errorf("the pages lack %q: %s", want, text[:min(len(text), 1500)])
		}
	}
}

func TestPDF_GoalPages(t *testing.T) {
	d := felt(t, 2)
	j := journey(d)
	w, err := model.ServeGoal{Journey: j.ID, Step: j.Steps()[1].ID, Served: model.Served{Persona: "ben", Goal: "Be quick"}}.Apply(d.Workspace)
	if err != nil {
		t.Fatal(err)
	}
	d.Workspace, d.Goals = w, true
	data, _ := written(t, d, asPDF(export.Page{Paper: "A4"}))
	pages := openPDF(t, data).pages
	text := pages[len(pages)-1]
	for _, want := range []string{"Goalsbystep", "Sleepwell", "nowhere", "Bequick", "1step", "1of2ofthepersonas’goals"} {
		if !strings.Contains(strings.ReplaceAll(text, "'", "’"), want) {
			t.Errorf("the page lacks %q: %s", want, text)
		}
	}
}
