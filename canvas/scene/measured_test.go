package scene_test

import (
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// TestHealthFollowsTheFigures moves a step that has figures to another stage, beside one that has none.
func TestHealthFollowsTheFigures(t *testing.T) {
	w := garden()
	e, b := layout.NewEngine(), scene.NewBuilder()
	build := func(w *model.Workspace) *scene.Scene {
		return b.Build(e.Compute(w, "j", layout.Options{}), scene.Light(), nil)
	}
	apply := func(c model.Command) {
		t.Helper()
		next, err := c.Apply(w)
		if err != nil {
			t.Fatal(err)
		}
		w = next
	}
	check := func(what string) {
		t.Helper()
		got, want := scene.Dump(build(w)), scene.Dump(scene.Build(layout.Compute(w, "j", layout.Options{}), scene.Light(), nil))
		if got != want {
			t.Errorf("%s: %s", what, difference(got, want))
		}
	}
	check("at first")
	apply(model.AddStep{Journey: "j", Stage: "s2", Step: model.Step{ID: "new", Title: "Water"}, At: 0})
	check("a step without figures is added")
	apply(model.MoveStep{Journey: "j", Step: "p2", Stage: "s2", To: 0})
	check("a step with figures is moved")
	apply(model.DeleteStep{Journey: "j", Step: "p2"})
	check("a step with figures is taken out")
}
