package layout_test

import (
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// big is a map of 100 steps, 12 lanes and 10,000 cards.
func big() *model.Workspace { return model.Generate(10, 100, 12, 10_000, 1000, 1) }

func BenchmarkComputeCold(b *testing.B) {
	w := big()
	for b.Loop() {
		if l := layout.Compute(w, w.Journeys[0].ID, layout.Options{}); len(l.Rows) != 12 {
			b.Fatal(len(l.Rows))
		}
	}
}

// edits returns the workspace after i edits of a card in the first rows: each changes the text so that
// the row's height may change too.
func edit(b *testing.B, h *model.History, i int) *model.Workspace {
	j := h.Current().Journeys[0]
	c := *j.Cards[(i*37)%len(j.Cards)]
	c.Title += " more words"
	if len(c.Title) > 120 {
		c.Title = "Short again"
	}
	if _, err := h.Do(model.EditCards{Journey: j.ID, Cards: []model.Card{c}}); err != nil {
		b.Fatal(err)
	}
	return h.Current()
}

func BenchmarkComputeEdit(b *testing.B) {
	h := model.NewHistory(big())
	e := layout.NewEngine()
	e.Compute(h.Current(), h.Current().Journeys[0].ID, layout.Options{})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		w := edit(b, h, i)
		b.StartTimer()
		e.Compute(w, w.Journeys[0].ID, layout.Options{})
	}
}

// BenchmarkComputeInsert puts a step into the middle and takes it back.
func BenchmarkComputeInsert(b *testing.B) {
	h := model.NewHistory(big())
	j := h.Current().Journeys[0]
	without := h.Current()
	stage := j.Stages[len(j.Stages)/2]
	if _, err := h.Do(model.AddStep{Journey: j.ID, Stage: stage.ID, Step: model.Step{ID: "new", Title: "New"}, At: len(stage.Steps) / 2}); err != nil {
		b.Fatal(err)
	}
	values := []*model.Workspace{h.Current(), without}
	e := layout.NewEngine()
	e.Compute(without, j.ID, layout.Options{})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		e.Compute(values[i%2], j.ID, layout.Options{})
	}
}

// BenchmarkComputeCollapse collapses the first stage and opens it again.
func BenchmarkComputeCollapse(b *testing.B) {
	w := big()
	j := w.Journeys[0]
	options := []layout.Options{{Stages: []model.StageID{j.Stages[0].ID}}, {}}
	e := layout.NewEngine()
	e.Compute(w, j.ID, layout.Options{})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		e.Compute(w, j.ID, options[i%2])
	}
}
