package scene_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// drawCommand makes a command on a journey.
func drawCommand(t *rapid.T, w *model.Workspace, i int) model.Command {
	j := w.Journeys[0]
	pick := func() *model.Card { return rapid.SampledFrom(j.Cards).Draw(t, "card") }
	lane := rapid.SampledFrom(j.Lanes).Draw(t, "lane")
	switch rapid.IntRange(0, 8).Draw(t, "what") {
	case 0:
		c := *pick()
		c.Title = rapid.SampledFrom([]string{"Short", "A text that is long enough to need a number of lines on a card of usual width"}).Draw(t, "title")
		return model.EditCards{Journey: j.ID, Cards: []model.Card{c}}
	case 1:
		c := *pick()
		c.Votes, c.Evidence, c.MomentOfTruth = c.Votes+1, model.Partial, !c.MomentOfTruth
		return model.EditCards{Journey: j.ID, Cards: []model.Card{c}}
	case 2:
		return model.DeleteCards{Journey: j.ID, Cards: []model.CardID{pick().ID}}
	case 3:
		return model.AddStep{Journey: j.ID, Stage: j.Stages[0].ID, Step: model.Step{ID: model.StepID(fmt.Sprint("new", i)), Title: "New"}}
	case 4:
		return model.MoveLane{Journey: j.ID, Lane: lane.ID, To: rapid.IntRange(0, len(j.Lanes)-1).Draw(t, "to")}
	case 5:
		l := *lane
		l.Locked, l.Title = !l.Locked, "Lane "+fmt.Sprint(i)
		return model.EditLane{Journey: j.ID, Lane: l}
	case 6:
		o := model.Observation{Metric: w.Metrics[0].ID, Step: j.Steps()[0].ID, Value: model.Some(3.0), N: model.Some(40.0)}
		return model.PutObservation{Journey: j.ID, Source: "hand", Observation: o}
	default:
		step := rapid.SampledFrom(j.Steps()).Draw(t, "step")
		return model.MoveCards{Journey: j.ID, Moves: []model.CardMove{{Card: pick().ID, To: model.Cell{Lane: lane.ID, Step: step.ID}}}}
	}
}

// drawHeat is one of the workspace's metrics as heat, or none.
func drawHeat(t *rapid.T, w *model.Workspace) *metric.Heat {
	i := rapid.IntRange(-1, len(w.Metrics)-1).Draw(t, "heat")
	if i < 0 {
		return nil
	}
	h, err := metric.Compute(w, metric.Query{Metric: w.Metrics[i].ID, Journey: w.Journeys[0].ID})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func drawMap(t *rapid.T) *model.Workspace {
	if rapid.Bool().Draw(t, "garden") {
		return garden()
	}
	return model.Generate(2, 5, 8, 60, 40, int64(rapid.IntRange(1, 50).Draw(t, "seed")))
}

// TestBuilderComesToWhatBuildDoes also checks that Dirty tells every area that looks different, with rows that
// nobody has looked at yet.
func TestBuilderComesToWhatBuildDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawMap(t)
		id := w.Journeys[0].ID
		e, b := layout.NewEngine(), scene.NewBuilder()
		var before *scene.Scene
		for i := range rapid.IntRange(1, 8).Draw(t, "steps") {
			var o layout.Options
			if rapid.IntRange(0, 4).Draw(t, "collapse") == 0 {
				o.Collapsed = []model.LaneID{w.Journeys[0].Lanes[0].ID}
			}
			theme := rapid.SampledFrom(scene.Themes()[:2]).Draw(t, "theme")
			heat := drawHeat(t, w)
			b.Sight = drawSight(t)
			after := b.Build(e.Compute(w, id, o), theme, heat)
			var dirty [3][]layout.Rect
			if before != nil {
				dirty = [3][]layout.Rect{scene.Dirty(before.Body, after.Body), scene.Dirty(before.Labels, after.Labels), scene.Dirty(before.Header, after.Header)}
			}
			// At times the next change meets rows that are not drawn.
			if looked := rapid.IntRange(0, 2).Draw(t, "looked") > 0; looked {
				if got, want := scene.Dump(after), scene.Dump(scene.Build(layout.Compute(w, id, o), theme, heat)); got != want {
					t.Fatalf("step by step and from scratch differ: %s", difference(got, want))
				}
				if before != nil {
					checkDirty(t, before.Body, after.Body, dirty[0])
					checkDirty(t, before.Labels, after.Labels, dirty[1])
					checkDirty(t, before.Header, after.Header, dirty[2])
				}
			}
			before = after
			if next, err := drawCommand(t, w, i).Apply(w); err == nil {
				w = next
			}
		}
	})
}

// drawSight is all, or a part of a map.
func drawSight(t *rapid.T) layout.Rect {
	if rapid.Bool().Draw(t, "all") {
		return layout.Rect{}
	}
	return layout.Rect{X: 0, Y: rapid.Float64Range(0, 1500).Draw(t, "top"), W: 400, H: rapid.Float64Range(1, 300).Draw(t, "height")}
}

// checkDirty fails when something differs outside the dirty areas.
func checkDirty(t *rapid.T, before, after *scene.Layer, dirty []layout.Rect) {
	all := before.Bounds.Union(after.Bounds)
	covered := func(r layout.Rect) bool {
		r = clip(r, all)
		return slices.ContainsFunc(dirty, func(d layout.Rect) bool { return within(r, d.Inset(-1e-6)) })
	}
	was, is := map[scene.Placed]bool{}, map[scene.Placed]bool{}
	before.Each(func(p scene.Placed) { was[rounded(p)] = true })
	after.Each(func(p scene.Placed) { is[rounded(p)] = true })
	for p := range was {
		if !is[p] && !covered(p.Bounds()) {
			t.Fatalf("%q went away at %v outside of %v", p.Group.Words(), p.Bounds(), dirty)
		}
	}
	for p := range is {
		if !was[p] && !covered(p.Bounds()) {
			t.Fatalf("%q came to %v outside of %v", p.Group.Words(), p.Bounds(), dirty)
		}
	}
}

func clip(r, to layout.Rect) layout.Rect {
	x, y := max(r.X, to.X), max(r.Y, to.Y)
	return layout.Rect{X: x, Y: y, W: min(r.Right(), to.Right()) - x, H: min(r.Bottom(), to.Bottom()) - y}
}

// rounded is a place without the last digits.
func rounded(p scene.Placed) scene.Placed {
	p.At.X, p.At.Y = float64(int(p.At.X*1000)), float64(int(p.At.Y*1000))
	p.At.X, p.At.Y = p.At.X/1000, p.At.Y/1000
	return p
}

func TestMeetingFindsWhatASearchFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawMap(t)
		s := scene.Build(layout.Compute(w, w.Journeys[0].ID, layout.Options{}), scene.Light(), drawHeat(t, w))
		for _, l := range []*scene.Layer{s.Body, s.Header, s.Labels, s.Corner} {
			r := layout.Rect{
				X: l.Bounds.X + rapid.Float64Range(-20, l.Bounds.W).Draw(t, "x"), W: rapid.Float64Range(1, 700).Draw(t, "w"),
				Y: l.Bounds.Y + rapid.Float64Range(-20, l.Bounds.H).Draw(t, "y"), H: rapid.Float64Range(1, 700).Draw(t, "h"),
			}
			var want, got []scene.Placed
			l.Each(func(p scene.Placed) {
				if p.Bounds().Meets(r) {
					want = append(want, p)
				}
			})
			l.Meeting(r, func(g *scene.Group, at layout.Point) { got = append(got, scene.Placed{Group: g, At: at}) })
			if !slices.Equal(got, want) {
				t.Fatalf("in %v: %d groups, want %d", r, len(got), len(want))
			}
		}
	})
}

func TestGroupsAreSharedWhileOnlyTheirPlaceChanges(t *testing.T) {
	w := garden()
	e, b := layout.NewEngine(), scene.NewBuilder()
	before := b.Build(e.Compute(w, "j", layout.Options{}), scene.Light(), nil)
	c := *w.Journeys[0].Card("a1")
	c.Title += ", then along the next one, and asks everybody who digs in a garden what it is that grows there"
	next, err := model.EditCards{Journey: "j", Cards: []model.Card{c}}.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	after := b.Build(e.Compute(next, "j", layout.Options{}), scene.Light(), nil)
	if group(t, before, "a1") == group(t, after, "a1") {
		t.Error("the edited card looks as before")
	}
	for _, id := range []string{"c1", "c2", "f1", "m1", "x1", "i1"} {
		if group(t, before, id) != group(t, after, id) {
			t.Errorf("card %s, which only moved down, was drawn anew", id)
		}
	}
	ref := model.Ref{Kind: model.CardRecord, Journey: "j", ID: "c1"}
	if was, is := before.Groups(ref)[0].At.Y, after.Groups(ref)[0].At.Y; is <= was {
		t.Errorf("card c1 was at %v and is at %v", was, is)
	}
}

func TestDirtyOfOneEditIsSmall(t *testing.T) {
	w := model.Generate(5, 40, 10, 2000, 10, 3)
	id := w.Journeys[0].ID
	e, b := layout.NewEngine(), scene.NewBuilder()
	before := b.Build(e.Compute(w, id, layout.Options{}), scene.Light(), nil)
	c := *w.Journeys[0].Cards[700]
	c.Votes += 3
	next, err := model.EditCards{Journey: id, Cards: []model.Card{c}}.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	after := b.Build(e.Compute(next, id, layout.Options{}), scene.Light(), nil)
	area := 0.0
	for _, r := range scene.Dirty(before.Body, after.Body) {
		area += r.W * r.H
	}
	box := after.Layout.CardBox(c.ID).Rect
	if area <= 0 || area > 2*(box.W+20)*(box.H+20) {
		t.Errorf("a vote on a card of %v makes %v square points dirty", box, area)
	}
	for name, d := range map[string][]layout.Rect{"header": scene.Dirty(before.Header, after.Header),
		"labels": scene.Dirty(before.Labels, after.Labels), "corner": scene.Dirty(before.Corner, after.Corner)} {
		if len(d) != 0 {
			t.Errorf("the %s is dirty: %v", name, d)
		}
	}
	if d := scene.Dirty(after.Body, after.Body); len(d) != 0 {
		t.Errorf("a layer differs from itself: %v", d)
	}
}

func TestHeatChangesNoGeometry(t *testing.T) {
	w := garden()
	l := layout.Compute(w, "j", layout.Options{})
	b := scene.NewBuilder()
	plain := b.Build(l, scene.Light(), nil)
	hot := b.Build(l, scene.Light(), heatOf(t, w, "ces"))
	if group(t, plain, "f1") != group(t, hot, "f1") {
		t.Error("the heat draws a frontstage card anew")
	}
	if group(t, plain, "c1") == group(t, hot, "c1") {
		t.Error("the heat does not show on a touchpoint")
	}
	for _, r := range scene.Dirty(plain.Body, hot.Body) {
		row := l.Rows[l.Row("touch")]
		if r.Y < row.Y-10 || r.Bottom() > row.Y+row.H+10 {
			t.Errorf("the heat changes %v, outside of the touchpoints", r)
		}
	}
}
