package model_test

import (
	"errors"
	"testing"

	"stagecraft/model"
)

// serving is a workspace with a persona of three goals, the first two of which step a1 serves.
func serving(t *testing.T) *model.Workspace {
	t.Helper()
	w := apply(t, small(), model.PutPersona{Persona: model.Persona{ID: "eve", Name: "Eve", Goals: []string{"sleep", "eat", "swim"}}})
	for _, g := range []string{"sleep", "eat"} {
		w = apply(t, w, model.ServeGoal{Journey: jid, Step: "a1", Served: model.Served{Persona: "eve", Goal: g}})
	}
	return w
}

func goalsAt(w *model.Workspace, step model.StepID) (goals []string) {
	for _, g := range w.Journey(jid).Step(step).Serves {
		goals = append(goals, g.Goal)
	}
	return goals
}

func TestServeGoal(t *testing.T) {
	w := serving(t)
	if got := w.Journey(jid).ServedAt("eve", "eat"); len(got) != 1 || got[0].ID != "a1" {
		t.Errorf("eating is served at %v, want step a1", got)
	}
	if got := w.Journey(jid).ServedAt("eve", "swim"); got != nil {
		t.Errorf("swimming is served at %v, want nowhere", got)
	}
	again := apply(t, w, model.ServeGoal{Journey: jid, Step: "a1", Served: model.Served{Persona: "eve", Goal: "eat"}})
	if again != w {
		t.Error("noting what is noted already makes another workspace")
	}
	off := apply(t, w, model.ServeGoal{Journey: jid, Step: "a1", Served: model.Served{Persona: "eve", Goal: "sleep"}, Off: true})
	if got := goalsAt(off, "a1"); len(got) != 1 || got[0] != "eat" {
		t.Errorf("after taking one back the step serves %q", got)
	}
	for _, bad := range []model.Served{{Persona: "eve", Goal: "fly"}, {Persona: "nobody", Goal: "eat"}, {Goal: "eat"}} {
		_, err := model.ServeGoal{Journey: jid, Step: "a2", Served: bad}.Apply(w)
		var wrong *model.InvalidError
		if !errors.As(err, &wrong) || wrong.Field != "Serves" {
			t.Errorf("serving %v gives %v, want a broken rule of Serves", bad, err)
		}
	}
	edited := apply(t, w, model.EditStep{Journey: jid, Step: "a1", Title: "Other"})
	if got := goalsAt(edited, "a1"); len(got) != 2 {
		t.Errorf("renaming the step left it serving %q", got)
	}
}

// A goal that is reworded is served on, one that is gone no longer, wherever the list has it.
func TestPutPersona_KeepsWhatIsServedInStep(t *testing.T) {
	for _, c := range []struct {
		name  string
		goals []string
		want  []string
	}{
		{"another order", []string{"swim", "eat", "sleep"}, []string{"sleep", "eat"}},
		{"one reworded", []string{"sleep well", "eat", "swim"}, []string{"sleep well", "eat"}},
		{"two reworded", []string{"sleep well", "eat well", "swim"}, []string{"sleep well", "eat well"}},
		{"one gone", []string{"eat", "swim"}, []string{"eat"}},
		{"one more", []string{"dance", "sleep", "eat", "swim"}, []string{"sleep", "eat"}},
		{"one of three for two", []string{"a", "eat", "swim", "b"}, []string{"eat"}},
		{"all gone", nil, nil},
	} {
		w := apply(t, serving(t), model.PutPersona{Persona: model.Persona{ID: "eve", Name: "Eve", Goals: c.goals}})
		got := goalsAt(w, "a1")
		if len(got) != len(c.want) {
			t.Errorf("%s: the step serves %q, want %q", c.name, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: the step serves %q, want %q", c.name, got, c.want)
			}
		}
		if err := model.Validate(w); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestServes_FollowsStepsAndPersonas(t *testing.T) {
	w := apply(t, serving(t), model.ServeGoal{Journey: jid, Step: "a2", Served: model.Served{Persona: "eve", Goal: "swim"}})
	w = apply(t, w, model.ServeGoal{Journey: jid, Step: "a2", Served: model.Served{Persona: "eve", Goal: "eat"}})
	if got := goalsAt(apply(t, w, model.MergeSteps{Journey: jid, Step: "a1"}), "a1"); len(got) != 3 {
		t.Errorf("two steps in one serve %q, want all three goals once", got)
	}
	copied := apply(t, w, model.DuplicateStep{Journey: jid, Step: "a1", Salt: "x"})
	if got := goalsAt(copied, model.DerivedID("x", model.StepID("a1"))); len(got) != 2 {
		t.Errorf("the copy of the step serves %q", got)
	}
	gone := apply(t, w, model.DeleteRecord{Ref: model.Ref{Kind: model.PersonaRecord, ID: "eve"}})
	if got := append(goalsAt(gone, "a1"), goalsAt(gone, "a2")...); len(got) != 0 {
		t.Errorf("without the persona the steps serve %q", got)
	}
}
