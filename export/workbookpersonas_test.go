package export_test

import (
	"strings"
	"testing"

	"stagecraft/export"
	"stagecraft/model"
)

func TestXLSX_PersonasSayWhereTheirGoalsAreServed(t *testing.T) {
	d := document(3, 6, 6, 40)
	w := d.Workspace
	j := journey(d)
	p := w.Personas[0]
	step := j.Steps()[2]
	w, err := model.Group{Commands: []model.Command{
		model.PutPersona{Persona: model.Persona{ID: p.ID, Name: p.Name, Goals: []string{"Sleep well", "=1+1"}}},
		model.ServeGoal{Journey: j.ID, Step: step.ID, Served: model.Served{Persona: p.ID, Goal: "Sleep well"}},
	}}.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	d.Workspace = w
	data, _ := written(t, d, export.XLSX)
	f := openXLSX(t, data)
	text := wholeSheet(t, f, "Personas")
	for _, want := range []string{"Sleep well: " + j.StepNumber(step.ID), "=1+1: nowhere", p.Name} {
		if !strings.Contains(text, want) {
			t.Errorf("the sheet of personas lacks %q", want)
		}
	}
	empathy := wholeSheet(t, f, "Empathy")
	for q, cards := range model.EmpathyMap(journey(d), "", "") {
		for _, c := range cards {
			if !strings.Contains(empathy, c.Title) || !strings.Contains(empathy, string(c.ID)) {
				t.Errorf("%s: card %q is not in the sheet", q.Name(), c.Title)
			}
		}
	}
}
