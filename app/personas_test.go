package app

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/model"
)

func openPersonas(t *testing.T) (*stage, *personasPage) {
	t.Helper()
	s := newStage(t, Options{})
	s.open(s.file("personas.stage", rich(t)))
	s.window().window.Resize(fyne.NewSize(1400, 900))
	s.window().do("view.personas")
	p, ok := s.window().editor.page.(*personasPage)
	if !ok {
		t.Fatal("the personas' page does not open")
	}
	return s, p
}

func TestPersonas_EachFieldIsOneStepInTheFile(t *testing.T) {
	s, p := openPersonas(t)
	id := p.columns[0].id
	for _, f := range p.columns[0].form.fields {
		name := f.(interface{ Name() string }).Name()
		e := s.entry(name)
		steps := len(s.session().history.Steps())
		e.SetText("Something else\nand more")
		e.Finish()
		if got := len(s.session().history.Steps()) - steps; got != 1 {
			t.Errorf("%s made %d steps, want 1; the dialog says %q", name, got, s.said())
		}
	}
	who := s.session().Workspace().Persona(id)
	if !slices.Equal(who.Goals, []string{"Something else", "and more"}) || len(who.Needs) != 2 || len(who.Frustrations) != 2 || who.Quote == "" || who.Relationship == "" {
		t.Errorf("the persona is now %+v", who)
	}
	s.saved()
	if got := s.reopened(s.session().file.Path()).Persona(id); !slices.Equal(got.Goals, who.Goals) {
		t.Errorf("the file has the goals %q", got.Goals)
	}
}

func TestPersonas_TicksServeGoalsAndUnservedOnesArePointedOut(t *testing.T) {
	s, p := openPersonas(t)
	who := s.session().Workspace().Persona(p.columns[0].id)
	goal, step := model.Served{Persona: who.ID, Goal: who.Goals[0]}, s.session().Journey().Steps()[2]
	if !strings.Contains(textOf(p.goals.verdicts[goal]), "nowhere") {
		t.Fatalf("of an unserved goal it says %q", textOf(p.goals.verdicts[goal]))
	}
	tick := "goal." + goal.Goal + "." + string(step.ID)
	s.tap(tick)
	if got := s.session().Journey().ServedAt(who.ID, goal.Goal); len(got) != 1 || got[0].ID != step.ID {
		t.Fatalf("the goal is served at %v", got)
	}
	if got := textOf(p.goals.verdicts[goal]); !strings.Contains(got, s.session().Journey().StepNumber(step.ID)) {
		t.Errorf("of a served goal it says %q", got)
	}
	// Rewording a goal keeps the tick; undo brings both back.
	e := s.entry("persona-goals.1")
	e.SetText(strings.Replace(e.Text, goal.Goal, "Quite another wish", 1))
	e.Finish()
	if got := s.session().Journey().ServedAt(who.ID, "Quite another wish"); len(got) != 1 {
		t.Error("the reworded goal is served nowhere")
	}
	s.window().do("edit.undo")
	s.tap(tick)
	if got := s.session().Journey().ServedAt(who.ID, goal.Goal); len(got) != 0 {
		t.Error("a second press does not take the tick back")
	}
	s.saved()
}

func TestPersonas_SideBySide(t *testing.T) {
	s, p := openPersonas(t)
	all := s.session().Workspace().Personas
	if len(p.columns) < 2 {
		t.Fatalf("the journey's %d personas stand in %d columns", len(s.session().Journey().Personas), len(p.columns))
	}
	s.tap("personas.show." + all[0].Name)
	if len(p.columns) != len(all)-1 || p.columns[0].id == all[0].ID {
		t.Errorf("after taking one away there are %d columns", len(p.columns))
	}
	s.tap("personas.show." + all[0].Name)
	if len(p.columns) != len(all) {
		t.Errorf("after putting it back there are %d columns", len(p.columns))
	}
	for range 3 { // whatever is deleted, the page stands
		s.tap("persona-delete.1")
		s.until("the question", func() bool { return len(s.window().sheets) > 0 })
		s.tap("sheet-ok")
	}
	if len(s.session().Workspace().Personas) != len(all)-3 || s.find("personas.first") == nil && len(all) == 3 {
		t.Error("without personas the page does not say how to add one")
	}
}

func TestMatrix_MetricsAreHiddenAndShown(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("matrix.stage", model.Generate(3, 6, 5, 20, 200, 1)))
	s.window().do("view.matrix")
	metrics := s.session().Workspace().Metrics
	p := s.window().editor.matrix
	for i, m := range metrics {
		s.tap("matrix.metrics")
		s.tap("matrix.metrics." + string(m.ID))
		if want := max(len(metrics)-1-i, 1); len(p.table.heats) != want {
			t.Fatalf("after hiding %d metrics the matrix has %d columns, want %d", i+1, len(p.table.heats), want)
		}
	}
	s.tap("matrix.metrics")
	s.tap("matrix.metrics.")
	if len(p.table.heats) != len(metrics) {
		t.Errorf("showing all gives %d columns, want %d", len(p.table.heats), len(metrics))
	}
}
