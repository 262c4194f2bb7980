package app

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
)

// Names that the map does not have can become steps of it, and a table that is dropped where no map is open
// becomes a map of its own: each is one step of the history.
func TestStory_ImportMakesSteps(t *testing.T) {
	s := newStage(t, Options{})
	path := filepath.Join(s.folder, "Winter guests.csv")
	table := "stage,step,CSAT,n\nOutside,Sees the poster,4,10\nOutside,Walks by,3,12\nCounter,Orders,2,30\nCounter,Pays,5,31\nCounter,PAYS ,4,2\n"
	if err := os.WriteFile(path, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	read := func() *importPage {
		t.Helper()
		s.drop(fyne.NewPos(400, 300), path)
		s.until("the import page", func() bool { return s.window().importp != nil && !s.window().importp.busy })
		return s.window().importp
	}
	stages := func(j *model.Journey) (all []string) {
		for _, st := range j.Stages {
			text := st.Title + ":"
			for _, step := range st.Steps {
				text += " " + step.Title + ","
			}
			all = append(all, text)
		}
		return all
	}
	want := []string{"Outside: Sees the poster, Walks by,", "Counter: Orders, Pays,"}
	brought := func(j *model.Journey, before *model.Workspace) {
		t.Helper()
		if s.window().importp != nil {
			t.Fatal("the page stays after the import")
		}
		work := s.session().Workspace()
		data := work.Dataset(work.Sources[len(work.Sources)-1].ID)
		if data.Observations.Len() != 5 {
			t.Fatalf("%d values came in, want 5", data.Observations.Len())
		}
		for o := range data.Observations.All() {
			if j.Step(o.Step) == nil {
				t.Errorf("a value is at step %q, which the map does not have", o.Step)
			}
		}
		s.window().do("edit.undo")
		if !model.Equal(s.session().Workspace(), before) {
			t.Error("one undo does not take all of it back")
		}
	}

	// Dropped on the home screen.
	p := read()
	empty := s.session().Workspace()
	if len(empty.Journeys) != 0 || p.blocked() != "" || p.planned.made != 4 {
		t.Fatalf("%d maps before the import, which is blocked by %q with %d names that become steps", len(empty.Journeys), p.blocked(), p.planned.made)
	}
	s.tap("import.run")
	j := s.session().Journey()
	if j == nil || j.Title != "Winter guests" || !slices.Equal(stages(j), want) || len(j.Lanes) < 3 {
		t.Fatalf("it became %v", j)
	}
	if s.window().editor.steps.shown {
		t.Error("a map that was made with its steps asks for them")
	}
	brought(j, empty)

	// On a map of other steps: only when it is wanted, at its end.
	s.open(s.file("hotel.stage", rich(t)))
	before := s.session().Workspace()
	was := stages(s.session().Journey())
	p = read()
	if p.blocked() == "" || p.planned.made != 0 {
		t.Fatal("unknown names became steps of a map unasked")
	}
	s.window().window.Canvas().Focus(s.find("import.steps").(fyne.Focusable))
	s.press(fyne.KeySpace)
	s.until("the plan", func() bool { return !p.busy })
	if got := p.focused(); got != "import.run" {
		t.Errorf("the keyboard is with %q after it", got)
	}
	if said := textOf(p.content); !strings.Contains(said, "Makes 4 new steps of them") {
		t.Errorf("the page does not say that steps are made")
	}
	s.tap("import.run")
	if got := stages(s.session().Journey()); !slices.Equal(got, append(was, want...)) {
		t.Errorf("the map has the stages %q", got)
	}
	brought(s.session().Journey(), before)

	// Back by hand, and into a new map of the same file.
	p = read()
	s.window().window.Canvas().Focus(s.find("import.name." + p.report.Unmatched[0].Name).(fyne.Focusable))
	second := p.report.Unmatched[1].Name
	p.setName(p.report.Unmatched[0].Name, "")
	p.again(false)
	s.until("the plan", func() bool { return !p.busy })
	if got := p.focused(); got != "import.name."+second {
		t.Errorf("after the first name the keyboard is with %q, want the second", got)
	}
	p.options.Names = nil
	p.again(false)
	s.until("the plan", func() bool { return !p.busy })
	s.tap("import.steps")
	s.until("the plan", func() bool { return !p.busy })
	s.tap("import.nosteps")
	s.until("the plan", func() bool { return !p.busy })
	if p.planned.made != 0 || p.blocked() == "" {
		t.Error("the steps are still made")
	}
	p.into(newMapID)
	s.until("the plan", func() bool { return !p.busy })
	p.again(false)
	if !s.find("import.run").(*look.Press).Disabled() {
		t.Error("the import is offered before it is known what would come in")
	}
	s.until("the plan", func() bool { return !p.busy })
	s.tap("import.run")
	if j := s.session().Journey(); j.Title != "Winter guests" || !slices.Equal(stages(j), want) {
		t.Errorf("the new map is %q with %q", j.Title, stages(j))
	}
	brought(s.session().Journey(), before)
}

// A column of remarks that was taken for names does not become hundreds of steps.
func TestImport_ManyNamesAreNoSteps(t *testing.T) {
	s := newStage(t, Options{})
	path := filepath.Join(s.folder, "remarks.csv")
	var b strings.Builder
	b.WriteString("step,CSAT\n")
	for i := range mostNewSteps + 1 {
		fmt.Fprintf(&b, "It was remark %d,4\n", i)
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	s.drop(fyne.NewPos(400, 300), path)
	s.until("the import page", func() bool { return s.window().importp != nil && !s.window().importp.busy })
	p := s.window().importp
	if p.planned.made != 0 || p.report.Counts.Names != mostNewSteps+1 || p.blocked() == "" {
		t.Errorf("%d steps are made, %d names are open", p.planned.made, p.report.Counts.Names)
	}
	if strings.Contains(textOf(p.content), "new step") {
		t.Error("steps are offered")
	}
	if n := len(p.workspace().Journey(p.journey).Steps()); n < 3 {
		t.Errorf("the new map has %d steps, want those of the template", n)
	}
	s.tap("import.cancel")
	if n := len(s.session().Workspace().Journeys); n != 0 {
		t.Errorf("the import that was cancelled left %d maps", n)
	}
}
