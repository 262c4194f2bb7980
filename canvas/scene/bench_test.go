package scene_test

import (
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// big is a map of 100 steps, 12 lanes and 10,000 cards.
func big() *model.Workspace { return model.Generate(10, 100, 12, 10_000, 10_000, 1) }

func BenchmarkBuildCold(b *testing.B) {
	w := big()
	l := layout.Compute(w, w.Journeys[0].ID, layout.Options{})
	b.ReportAllocs()
	for b.Loop() {
		scene.Build(l, scene.Light(), nil)
	}
}

// BenchmarkEdit is one card's edit: layout, scene and dirty areas. Every few edits a row changes its
// height, so that all rows below move.
func BenchmarkEdit(b *testing.B) {
	h := model.NewHistory(big())
	id := h.Current().Journeys[0].ID
	e, sb := layout.NewEngine(), scene.NewBuilder()
	before := sb.Build(e.Compute(h.Current(), id, layout.Options{}), scene.Light(), nil)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		edit(b, h, i)
		b.StartTimer()
		after := sb.Build(e.Compute(h.Current(), id, layout.Options{}), scene.Light(), nil)
		scene.Dirty(before.Body, after.Body)
		before = after
	}
}

// edit changes the text of one of the cards of the tallest cells, so that the row's height changes.
func edit(b *testing.B, h *model.History, i int) {
	j := h.Current().Journeys[0]
	c := *j.Cards[(i*37)%len(j.Cards)]
	if len(c.Title) > 100 {
		c.Title = "Short again"
	} else {
		c.Title += " and some more words that need another line or two"
	}
	if _, err := h.Do(model.EditCards{Journey: j.ID, Cards: []model.Card{c}}); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkEditGrowing is the worst case: every edit changes the height of the first row with cards.
func BenchmarkEditGrowing(b *testing.B) {
	h := model.NewHistory(big())
	id := h.Current().Journeys[0].ID
	e, sb := layout.NewEngine(), scene.NewBuilder()
	before := sb.Build(e.Compute(h.Current(), id, layout.Options{}), scene.Light(), nil)
	var first *layout.CardBox
	for _, row := range before.Layout.Rows {
		for _, c := range row.Cards {
			if first == nil || c.Row == first.Row && c.Rect.Bottom() > first.Rect.Bottom() {
				first = c
			}
		}
		if first != nil {
			break
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		c := *h.Current().Journeys[0].Card(first.Card.ID)
		c.Title = [2]string{"Short", "A text of several lines, which makes the whole row grow and pushes all that is below it down"}[i%2]
		if _, err := h.Do(model.EditCards{Journey: id, Cards: []model.Card{c}}); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		after := sb.Build(e.Compute(h.Current(), id, layout.Options{}), scene.Light(), nil)
		scene.Dirty(before.Body, after.Body)
		before = after
	}
}

// BenchmarkInsertStep puts a step into the middle of the map and takes it out again: everything to its
// right moves.
func BenchmarkInsertStep(b *testing.B) {
	w := big()
	j := w.Journeys[0]
	stage := j.Stages[len(j.Stages)/2]
	more, err := model.AddStep{Journey: j.ID, Stage: stage.ID, Step: model.Step{ID: "new", Title: "A step in the middle"}, At: 1}.Apply(w)
	if err != nil {
		b.Fatal(err)
	}
	alternate(b, [2]*model.Workspace{more, w}, [2]layout.Options{})
}

// BenchmarkCollapseStage collapses a stage in the middle of the map and opens it again.
func BenchmarkCollapseStage(b *testing.B) {
	w := big()
	stages := w.Journeys[0].Stages
	alternate(b, [2]*model.Workspace{w, w}, [2]layout.Options{{Stages: []model.StageID{stages[len(stages)/2].ID}}, {}})
}

// BenchmarkFilter makes half the cards pale and shows them again.
func BenchmarkFilter(b *testing.B) {
	w := big()
	alternate(b, [2]*model.Workspace{w, w}, [2]layout.Options{{Filter: model.Filter{Evidence: []model.Evidence{model.Validated}}}, {}})
}

// alternate lays out and draws two states of a map in turn.
func alternate(b *testing.B, w [2]*model.Workspace, o [2]layout.Options) {
	e, sb := layout.NewEngine(), scene.NewBuilder()
	id := w[0].Journeys[0].ID
	before := sb.Build(e.Compute(w[1], id, o[1]), scene.Light(), nil)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		after := sb.Build(e.Compute(w[i%2], id, o[i%2]), scene.Light(), nil)
		scene.Dirty(before.Body, after.Body)
		before = after
	}
}

// BenchmarkMeeting is a look at a screen of 1600 by 900 pixels at 100 % and at 10 %.
func BenchmarkMeeting(b *testing.B) {
	w := big()
	s := scene.Build(layout.Compute(w, w.Journeys[0].ID, layout.Options{}), scene.Light(), nil)
	for name, zoom := range map[string]float64{"100%": 1, "10%": 0.1} {
		b.Run(name, func(b *testing.B) {
			n := 0
			for i := 0; b.Loop(); i++ {
				r := layout.Rect{X: float64(i * 61 % 8000), Y: float64(i * 37 % 2000), W: 1600 / zoom, H: 900 / zoom}
				s.Body.Meeting(r, func(*scene.Group, layout.Point) { n++ })
			}
			b.ReportMetric(float64(n)/float64(b.N), "groups")
		})
	}
}
