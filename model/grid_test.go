package model_test

import (
	"strings"
	"testing"

	"stagecraft/model"
)

const smallSketch = `A a1 a2 a3 | B b1 b2 | C c1
L: a1(p q r) b1(s)
M: a2(t) b2(u+2)
N: a2(v+4) c1(x)
links: pq qs tv
comments: on-A on-b1 on-M on-p on-qs on-j`

// lines replaces the named lines of the small sketch.
func lines(changes ...string) string {
	all := strings.Split(smallSketch, "\n")
	for _, c := range changes {
		name, _, _ := strings.Cut(c, ":")
		done := false
		for i, l := range all {
			if old, _, ok := strings.Cut(l, ":"); ok && old == name || !ok && !strings.Contains(c, ":") {
				all[i], done = c, true
			}
		}
		if !done {
			panic(c)
		}
	}
	return strings.Join(all, "\n")
}

func TestGridCommands(t *testing.T) {
	step := func(id string) model.Step { return model.Step{ID: model.StepID(id), Title: "New " + id} }
	stage := func(id string, steps ...string) model.Stage {
		s := model.Stage{ID: model.StageID(id)}
		for _, name := range steps {
			st := step(name)
			s.Steps = append(s.Steps, &st)
		}
		return s
	}
	d := func(id string) string { return string(model.DerivedID("salt", model.CardID(id))) }
	tests := []struct {
		name string
		do   model.Command
		want string
	}{
		{"nothing", model.Group{Name: "Nothing"}, smallSketch},
		{"add stage inside a span", model.AddStage{Journey: jid, Stage: stage("Z", "z1", "z2"), At: 1},
			lines("A a1 a2 a3 | Z z1 z2 | B b1 b2 | C c1", "N: a2(v+6) c1(x)")},
		{"add stage at the end of a span", model.AddStage{Journey: jid, Stage: stage("Z", "z1"), At: 99},
			lines("A a1 a2 a3 | B b1 b2 | C c1 | Z z1")},
		{"add stage before all", model.AddStage{Journey: jid, Stage: stage("Z", "z1"), At: -1},
			lines("Z z1 | A a1 a2 a3 | B b1 b2 | C c1")},
		{"edit stage keeps steps", model.EditStage{Journey: jid, Stage: "A", Title: "Other"}, smallSketch},
		{"move stage out of a span", model.MoveStage{Journey: jid, Stage: "B", To: 0},
			lines("B b1 b2 | A a1 a2 a3 | C c1", "M: b2(u) a2(t)", "N: a2(v+2) c1(x)", "L: b1(s) a1(p q r)")},
		{"move stage into a span grows it", model.MoveStage{Journey: jid, Stage: "C", To: 1},
			lines("A a1 a2 a3 | C c1 | B b1 b2", "M: a2(t) b2(u)", "N: a2(v+5) c1(x)")},
		{"move stage to where it is", model.MoveStage{Journey: jid, Stage: "C", To: 7}, smallSketch},
		{"duplicate stage", model.DuplicateStage{Journey: jid, Stage: "B", Salt: "salt"},
			lines("A a1 a2 a3 | B b1 b2 | "+d("B")+" "+d("b1")+" "+d("b2")+" | C c1",
				"L: a1(p q r) b1(s) "+d("b1")+"("+d("s")+")",
				"M: a2(t) b2(u+4) "+d("b2")+"("+d("u")+")")},
		{"duplicate stage with links", model.DuplicateStage{Journey: jid, Stage: "A", Salt: "salt"},
			lines("A a1 a2 a3 | "+d("A")+" "+d("a1")+" "+d("a2")+" "+d("a3")+" | B b1 b2 | C c1",
				"L: a1(p q r) "+d("a1")+"("+d("p")+" "+d("q")+" "+d("r")+") b1(s)",
				"M: a2(t) "+d("a2")+"("+d("t")+") b2(u+2)",
				"N: a2(v+7) "+d("a2")+"("+d("v")+"+2) c1(x)",
				"links: pq qs tv "+d("pq")+" "+d("tv"))},
		{"split stage", model.SplitStage{Journey: jid, Stage: "A", At: 1, NewStage: "Z", Title: "Rest"},
			lines("A a1 | Z a2 a3 | B b1 b2 | C c1")},
		{"merge stages", model.MergeStages{Journey: jid, Stage: "A"},
			lines("A a1 a2 a3 b1 b2 | C c1")},
		{"delete stage in the middle of a span", model.DeleteStage{Journey: jid, Stage: "B"},
			lines("A a1 a2 a3 | C c1", "L: a1(p q r)", "M: a2(t)", "N: a2(v+2) c1(x)", "links: pq tv", "comments: on-A on-M on-p on-j")},
		{"delete first stage", model.DeleteStage{Journey: jid, Stage: "A"},
			lines("B b1 b2 | C c1", "L: b1(s)", "M: b2(u+2)", "N: c1(x)", "links:", "comments: on-b1 on-M on-j")},
		{"delete last stage of a span", model.DeleteStage{Journey: jid, Stage: "C"},
			lines("A a1 a2 a3 | B b1 b2", "M: a2(t) b2(u)", "N: a2(v+4)")},

		{"add step inside a span", model.AddStep{Journey: jid, Stage: "A", Step: step("z"), At: 2},
			lines("A a1 a2 z a3 | B b1 b2 | C c1", "N: a2(v+5) c1(x)")},
		{"add step before a span", model.AddStep{Journey: jid, Stage: "A", Step: step("z"), At: 1},
			lines("A a1 z a2 a3 | B b1 b2 | C c1")},
		{"add step after a span", model.AddStep{Journey: jid, Stage: "C", Step: step("z"), At: 1},
			lines("A a1 a2 a3 | B b1 b2 | C c1 z")},
		{"edit step", model.EditStep{Journey: jid, Step: "a1", Title: "Other"}, smallSketch},
		{"move step within its stage and span", model.MoveStep{Journey: jid, Step: "b2", Stage: "B", To: 0},
			lines("A a1 a2 a3 | B b2 b1 | C c1", "M: a2(t) b2(u)", "L: a1(p q r) b1(s)")},
		{"move step out of a span", model.MoveStep{Journey: jid, Step: "a3", Stage: "A", To: 0},
			lines("A a3 a1 a2 | B b1 b2 | C c1", "N: a2(v+3) c1(x)")},
		{"move step into a span", model.MoveStep{Journey: jid, Step: "a1", Stage: "B", To: 1},
			lines("A a2 a3 | B b1 a1 b2 | C c1", "N: a2(v+5) c1(x)", "L: b1(s) a1(p q r)")},
		{"move first step of a span behind it", model.MoveStep{Journey: jid, Step: "a2", Stage: "C", To: 9},
			lines("A a1 a3 | B b1 b2 | C c1 a2", "M: b2(u+2) a2(t)", "N: c1(x) a2(v)")},
		{"duplicate step", model.DuplicateStep{Journey: jid, Step: "a2", Salt: "salt"},
			lines("A a1 a2 "+d("a2")+" a3 | B b1 b2 | C c1",
				"M: a2(t) "+d("a2")+"("+d("t")+") b2(u+2)",
				"N: a2(v+5) "+d("a2")+"("+d("v")+") c1(x)",
				"links: pq qs tv "+d("tv"))},
		{"split step", model.SplitStep{Journey: jid, Step: "a2", NewStep: "z", Title: "New", Cards: []model.CardID{"v"}},
			lines("A a1 a2 z a3 | B b1 b2 | C c1", "N: z(v+4) c1(x)")},
		{"split step, span stays", model.SplitStep{Journey: jid, Step: "a2", NewStep: "z", Title: "New", Cards: []model.CardID{"t"}},
			lines("A a1 a2 z a3 | B b1 b2 | C c1", "M: z(t) b2(u+2)", "N: a2(v+5) c1(x)")},
		{"merge steps", model.MergeSteps{Journey: jid, Step: "a1"},
			lines("A a1 a3 | B b1 b2 | C c1", "M: a1(t) b2(u+2)", "N: a1(v+4) c1(x)")},
		{"merge steps under a span", model.MergeSteps{Journey: jid, Step: "b1"},
			lines("A a1 a2 a3 | B b1 | C c1", "M: a2(t) b1(u+2)", "N: a2(v+3) c1(x)")},
		{"merge steps moves comments", model.Group{Name: "Two", Commands: []model.Command{
			model.MergeStages{Journey: jid, Stage: "A"}, model.MergeSteps{Journey: jid, Step: "a3"},
		}}, lines("A a1 a2 a3 b2 | C c1", "L: a1(p q r) a3(s)", "N: a2(v+3) c1(x)", "comments: on-A on-b1>a3 on-M on-p on-qs on-j")},
		{"delete step under a span", model.DeleteStep{Journey: jid, Step: "b1"},
			lines("A a1 a2 a3 | B b2 | C c1", "L: a1(p q r)", "N: a2(v+3) c1(x)", "links: pq tv", "comments: on-A on-M on-p on-j")},
		{"delete first step of a span", model.DeleteStep{Journey: jid, Step: "a2"},
			lines("A a1 a3 | B b1 b2 | C c1", "M: b2(u+2)", "N: c1(x)", "links: pq qs")},

		{"add lane", model.AddLane{Journey: jid, Lane: model.Lane{ID: "K", Kind: model.KindNote}, At: 1},
			strings.Replace(smallSketch, "\nM:", "\nK:\nM:", 1)},
		{"move lane", model.MoveLane{Journey: jid, Lane: "L", To: 99},
			"A a1 a2 a3 | B b1 b2 | C c1\nM: a2(t) b2(u+2)\nN: a2(v+4) c1(x)\nL: a1(p q r) b1(s)\nlinks: pq qs tv\ncomments: on-A on-b1 on-M on-p on-qs on-j"},
		{"move lane to where it is", model.MoveLane{Journey: jid, Lane: "L", To: 0}, smallSketch},
		{"duplicate lane", model.DuplicateLane{Journey: jid, Lane: "M", Salt: "salt"},
			strings.Replace(smallSketch, "\nN:", "\n"+d("M")+": a2("+d("t")+") b2("+d("u")+"+2)\nN:", 1)},
		{"split lane", model.SplitLane{Journey: jid, Lane: "L", NewLane: model.Lane{ID: "K", Kind: model.KindDoing}, Cards: []model.CardID{"r", "p"}},
			strings.Replace(smallSketch, "L: a1(p q r) b1(s)", "L: a1(q) b1(s)\nK: a1(p r)", 1)},
		{"merge lanes", model.MergeLanes{Journey: jid, Lane: "M", Into: "N"},
			strings.Replace(strings.Replace(lines("N: a2(v+4 t) b2(u+2) c1(x)", "M: "), "\nM: ", "", 1), "on-M", "on-M>N", 1)},
		{"merge lanes upwards", model.MergeLanes{Journey: jid, Lane: "N", Into: "M"},
			strings.Replace(lines("M: a2(t v+4) b2(u+2) c1(x)", "N: "), "\nN: ", "", 1)},
		{"delete lane", model.DeleteLane{Journey: jid, Lane: "M"},
			strings.Replace(lines("M: ", "links: pq qs", "comments: on-A on-b1 on-p on-qs on-j"), "\nM: ", "", 1)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := small()
			next := apply(t, w, test.do)
			if got := sketch(next.Journey(jid)); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			if test.want == smallSketch && !strings.HasPrefix(test.name, "edit") && next != w {
				t.Error("nothing changed, but the workspace is another one")
			}
		})
	}
}

func TestGridCommands_Refused(t *testing.T) {
	one := small()
	one = apply(t, one, model.DeleteStage{Journey: jid, Stage: "A"})
	one = apply(t, one, model.DeleteStage{Journey: jid, Stage: "B"})
	s := model.Step{ID: "a1"}
	long := strings.Repeat("ä", model.MaxTitle+1)
	many := model.Stage{ID: "Z"}
	for range model.MaxSteps {
		many.Steps = append(many.Steps, &model.Step{ID: model.NewID[model.StepID]()})
	}
	tests := []struct {
		name          string
		in            *model.Workspace
		do            model.Command
		field, reason string
	}{
		{"the last stage", one, model.DeleteStage{Journey: jid, Stage: "C"}, "", "at least one"},
		{"the only step", small(), model.DeleteStep{Journey: jid, Step: "c1"}, "", "only step"},
		{"move the only step", small(), model.MoveStep{Journey: jid, Step: "c1", Stage: "A"}, "", "only step"},
		{"no journey", small(), model.DeleteStage{Journey: "k", Stage: "A"}, "", "does not exist"},
		{"no stage", small(), model.DeleteStage{Journey: jid, Stage: "Q"}, "", "does not exist"},
		{"no step", small(), model.MoveStep{Journey: jid, Step: "q1", Stage: "A"}, "", "does not exist"},
		{"no lane", small(), model.MoveLane{Journey: jid, Lane: "Q"}, "", "does not exist"},
		{"stage without step", small(), model.AddStage{Journey: jid, Stage: model.Stage{ID: "Z"}}, "Steps", "at least one"},
		{"stage with a missing step", small(), model.AddStage{Journey: jid, Stage: model.Stage{ID: "Z", Steps: []*model.Step{nil}}}, "Steps", "missing"},
		{"stage with a known step", small(), model.AddStage{Journey: jid, Stage: model.Stage{ID: "Z", Steps: []*model.Step{&s}}}, "ID", "in use"},
		{"stage with twins", small(), model.AddStage{Journey: jid, Stage: model.Stage{ID: "Z", Steps: []*model.Step{{ID: "z"}, {ID: "z"}}}}, "ID", "in use"},
		{"stage with a known id", small(), model.AddStage{Journey: jid, Stage: model.Stage{ID: "A", Steps: []*model.Step{{ID: "z"}}}}, "ID", "in use"},
		{"too many steps", small(), model.AddStage{Journey: jid, Stage: many}, "Stages", "more than"},
		{"duplicate twice", apply(t, small(), model.DuplicateStage{Journey: jid, Stage: "A", Salt: "salt"}), model.DuplicateStage{Journey: jid, Stage: "A", Salt: "salt"}, "ID", "in use"},
		{"split at the edge", small(), model.SplitStage{Journey: jid, Stage: "A", At: 3, NewStage: "Z"}, "Steps", "without a step"},
		{"merge the last stage", small(), model.MergeStages{Journey: jid, Stage: "C"}, "", "none after it"},
		{"merge the last step", small(), model.MergeSteps{Journey: jid, Step: "a3"}, "", "none after it"},
		{"split off a card of elsewhere", small(), model.SplitStep{Journey: jid, Step: "a2", NewStep: "z", Cards: []model.CardID{"p"}}, "Step", "not the one"},
		{"split lane with a card of elsewhere", small(), model.SplitLane{Journey: jid, Lane: "L", NewLane: model.Lane{ID: "K", Kind: model.KindNote}, Cards: []model.CardID{"t"}}, "Lane", "not the one"},
		{"merge a lane with itself", small(), model.MergeLanes{Journey: jid, Lane: "L", Into: "L"}, "", "itself"},
		{"lane of no kind", small(), model.AddLane{Journey: jid, Lane: model.Lane{ID: "K"}}, "Kind", "empty"},
		{"lane of a strange kind", small(), model.AddLane{Journey: jid, Lane: model.Lane{ID: "K", Kind: "dream"}}, "Kind", "none of those"},
		{"lane of a strange zone", small(), model.EditLane{Journey: jid, Lane: model.Lane{ID: "L", Kind: model.KindNote, Zone: "moon"}}, "Zone", "none of those"},
		{"lane of a lost persona", small(), model.EditLane{Journey: jid, Lane: model.Lane{ID: "L", Kind: model.KindNote, Persona: "bob"}}, "Persona", "does not exist"},
		{"lane of a lost metric", small(), model.EditLane{Journey: jid, Lane: model.Lane{ID: "L", Kind: model.KindNote, Metric: "nps"}}, "Metric", "does not exist"},
		{"long title", small(), model.EditStage{Journey: jid, Stage: "A", Title: long}, "Title", "longer than"},
		{"broken text", small(), model.EditStep{Journey: jid, Step: "a1", Title: "a\xff"}, "Title", "UTF-8"},
		{"control character", small(), model.EditStep{Journey: jid, Step: "a1", Title: "a\x00b"}, "Title", "U+0000"},
		{"empty id", small(), model.AddStep{Journey: jid, Stage: "A", Step: model.Step{}}, "ID", "empty"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { refused(t, test.in, test.do, test.field, test.reason) })
	}
}

func TestLost(t *testing.T) {
	tests := []struct {
		do   model.Command
		want string
	}{
		{model.DeleteStage{Journey: jid, Stage: "A"}, "1 stage, 3 steps, 5 cards, 3 links, 3 comments, 2 measured values"},
		{model.DeleteStage{Journey: jid, Stage: "C"}, "1 stage, 1 step, 1 card"},
		{model.DeleteStep{Journey: jid, Step: "b1"}, "1 step, 1 card, 1 link, 2 comments, 1 measured value"},
		{model.DeleteLane{Journey: jid, Lane: "M"}, "1 lane, 2 cards, 1 link, 1 comment, 1 measured value"},
		{model.DeleteCards{Journey: jid, Cards: []model.CardID{"p", "q"}}, "2 cards, 2 links, 2 comments"},
		{model.DeleteLinks{Journey: jid, Links: []model.LinkID{"qs"}}, "1 link, 1 comment"},
		{model.DeleteRecord{Ref: model.Ref{Kind: model.MetricRecord, ID: "csat"}}, "1 metric, 4 measured values"},
		{model.DeleteRecord{Ref: model.Ref{Kind: model.SourceRecord, ID: "survey"}}, "1 source, 4 measured values"},
		{model.DeleteRecord{Ref: model.Ref{Kind: model.ChannelRecord, ID: "web"}}, "1 channel"},
		{model.DeleteJourney{Journey: jid}, "1 journey, 3 stages, 6 steps, 3 lanes, 8 cards, 3 links, 6 comments, 1 saved view, 4 measured values"},
		{model.EditStep{Journey: jid, Step: "a1", Title: "new"}, ""},
	}
	for _, test := range tests {
		before := small()
		after, err := test.do.Apply(before)
		if err != nil {
			t.Fatalf("%#v: %v", test.do, err)
		}
		if got := model.Lost(before, after).String(); got != test.want {
			t.Errorf("%#v: %q, want %q", test.do, got, test.want)
		}
	}
}
