package layout_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// describe writes down every place of a layout.
func describe(l *layout.Layout) string {
	var b strings.Builder
	r := func(r layout.Rect) string { return fmt.Sprintf("%.3f,%.3f %.3fx%.3f", r.X, r.Y, r.W, r.H) }
	lines := func(lines []layout.Line, at []layout.Point) string {
		var s string
		for i, line := range lines {
			s += fmt.Sprintf(" %q at %.3f,%.3f", line.Text, at[i].X, at[i].Y)
		}
		return s
	}
	fmt.Fprintf(&b, "%.3f %.3f\n", l.Size.X, l.Size.Y)
	for _, s := range l.Stages {
		fmt.Fprintf(&b, "stage %s %s %q %d-%d %v %d %s\n", s.Stage.ID, r(s.Rect), s.Title.Text, s.First, s.Last, s.Collapsed, s.Count, r(s.Comments))
	}
	for _, c := range l.Columns {
		fmt.Fprintf(&b, "step %s %s %s%s %v %d %v %d\n", c.Step.ID, c.Number, r(c.Head), lines(c.Title, c.TitleAt), c.LastStep, c.Steps, c.Closed, c.Count)
	}
	for i, row := range l.Rows {
		fmt.Fprintf(&b, "lane %s %s%s%s %v\n", row.Lane.ID, r(row.Label), lines(row.Title, row.TitleAt), lines(row.Hint, row.HintAt), row.Counts)
		fmt.Fprintf(&b, " %d %s %s\n", row.Count, r(row.Comments), r(row.Chevron))
		for k, c := range row.Cards {
			at := row.Body.CardAt(k)
			fmt.Fprintf(&b, " card %s %s %d %d-%d #%d%s%s%s %v %d %d %.3f\n", c.Card.ID, r(c.Rect), c.Row, c.From, c.To, c.Index,
				lines(c.Title, c.TitleAt), lines(c.Body, c.BodyAt), lines(c.Meta, c.MetaAt), c.Point, c.Comments, c.Links, at.Y)
			fmt.Fprintf(&b, "  dim %v\n", c.Dim)
			if c.Row != i {
				b.WriteString("  in the wrong row\n")
			}
		}
	}
	for _, c := range l.Curves {
		fmt.Fprintf(&b, "curve %d %d %v %q at %.3f,%.3f\n", c.Row, c.Style, len(c.Path), c.Label.Text, c.LabelAt.X, c.LabelAt.Y)
		for _, m := range c.Means {
			fmt.Fprintf(&b, " mean %d %.3f,%.3f %d %q\n", m.Column, m.At.X, m.At.Y, m.N, m.Text.Text)
		}
		for _, p := range c.Points {
			fmt.Fprintf(&b, " point %s %.3f,%.3f%s\n", p.Card.ID, p.At.X, p.At.Y, lines(p.Quote, []layout.Point{p.QuoteAt, p.QuoteAt}))
		}
	}
	for _, x := range l.Lines {
		fmt.Fprintf(&b, "line %s %s\n", x.Kind, r(x.Rect))
	}
	for _, x := range l.Bars {
		fmt.Fprintf(&b, "bar %d %d %s\n", x.Row, x.Column, r(x.Rect))
	}
	for _, x := range l.Links {
		fmt.Fprintf(&b, "link %s %s %s %.3f %s %s\n", x.Link.ID, x.From.Card.ID, x.To.Card.ID, x.Points, r(x.Bounds), r(x.LabelBox))
	}
	return b.String()
}

// drawCommand makes a command that the journey allows, most of the time.
func drawCommand(t *rapid.T, w *model.Workspace, i int) model.Command {
	j := w.Journeys[0]
	lane := rapid.SampledFrom(j.Lanes).Draw(t, "lane")
	stage := rapid.SampledFrom(j.Stages).Draw(t, "stage")
	step := rapid.SampledFrom(j.Steps()).Draw(t, "step")
	id := fmt.Sprint("new", i)
	switch what := rapid.IntRange(0, 15).Draw(t, "what"); {
	case what == 0:
		return model.AddCards{Journey: j.ID, Cards: []model.PlacedCard{{Card: model.Card{ID: model.CardID(id), Lane: lane.ID, Step: step.ID, Span: 1, Title: "New"}, Index: 0}}}
	case what == 1:
		if rapid.Bool().Draw(t, "away") {
			return model.DeleteStep{Journey: j.ID, Step: step.ID}
		}
		return model.AddStep{Journey: j.ID, Stage: stage.ID, Step: model.Step{ID: model.StepID(id), Title: "New step"}, At: rapid.IntRange(0, len(stage.Steps)).Draw(t, "at")}
	case what == 2:
		l := model.NewLane(rapid.SampledFrom(model.Kinds).Draw(t, "kind"))
		return model.AddLane{Journey: j.ID, Lane: l, At: rapid.IntRange(0, len(j.Lanes)).Draw(t, "at")}
	case what == 3:
		return model.MoveLane{Journey: j.ID, Lane: lane.ID, To: rapid.IntRange(0, len(j.Lanes)-1).Draw(t, "to")}
	case what == 4:
		return model.MoveStage{Journey: j.ID, Stage: stage.ID, To: rapid.IntRange(0, len(j.Stages)-1).Draw(t, "to")}
	case what == 5:
		return model.EditStage{Journey: j.ID, Stage: stage.ID, Title: "Another title"}
	case what == 6:
		l := *lane
		l.Title = "A longer title of a lane that wraps"
		return model.EditLane{Journey: j.ID, Lane: l}
	case what == 7:
		return model.PutComment{Journey: j.ID, Comment: model.Comment{ID: model.CommentID(id), Text: "Why?", On: drawRef(t, j)}}
	case what == 8:
		return model.PutChannel{Channel: model.Channel{ID: "web", Name: "Web " + id, Icon: "web"}}
	case what == 9 && len(j.Cards) > 1:
		return model.AddLink{Journey: j.ID, Link: model.Link{ID: model.LinkID(id), From: j.Cards[0].ID, To: rapid.SampledFrom(j.Cards[1:]).Draw(t, "to").ID}}
	case what <= 11 && len(j.Cards) > 0:
		c := *rapid.SampledFrom(j.Cards).Draw(t, "card")
		c.Title, c.MomentOfTruth = rapid.SampledFrom(cardTexts).Draw(t, "title"), !c.MomentOfTruth
		return model.EditCards{Journey: j.ID, Cards: []model.Card{c}}
	case what == 12 && len(j.Cards) > 0:
		return model.DeleteCards{Journey: j.ID, Cards: []model.CardID{rapid.SampledFrom(j.Cards).Draw(t, "card").ID}}
	case len(j.Cards) > 0:
		c := rapid.SampledFrom(j.Cards).Draw(t, "card")
		return model.MoveCards{Journey: j.ID, Moves: []model.CardMove{{Card: c.ID, To: model.Cell{Lane: lane.ID, Step: step.ID}, Index: rapid.IntRange(0, 3).Draw(t, "index")}}}
	default:
		return model.RenameWorkspace{Name: id}
	}
}

func TestEngineComesToWhatComputeDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorkspace(t)
		o := drawOptions(t, w)
		e := layout.NewEngine()
		for i := range rapid.IntRange(1, 12).Draw(t, "commands") {
			if got, want := describe(e.Compute(w, "j", o)), describe(layout.Compute(w, "j", o)); got != want {
				t.Fatalf("step by step:\n%s\nfrom scratch:\n%s", got, want)
			}
			switch rapid.IntRange(0, 7).Draw(t, "other options") {
			case 0:
				o = drawOptions(t, w)
			case 1, 2:
				o.Stages = toggled(o.Stages, rapid.SampledFrom(w.Journeys[0].Stages).Draw(t, "toggled").ID)
			}
			c := drawCommand(t, w, i)
			if next, err := c.Apply(w); err == nil {
				w = next
			}
		}
	})
}

// TestEngineSeesWhatAClosedStageTakesIn puts a step into a collapsed stage, so that a card that reached out of
// it does so no more.
func TestEngineSeesWhatAClosedStageTakesIn(t *testing.T) {
	lane := model.NewLane(model.KindPain)
	lane.ID = "l"
	cards := []*model.Card{
		{ID: "over", Lane: "l", Step: "a", Span: 2, Title: "Reaches into the next stage"},
		{ID: "under", Lane: "l", Step: "b", Span: 1, Title: "Under it"},
	}
	open := &model.Stage{ID: "open", Title: "Open", Steps: []*model.Step{{ID: "b", Title: "Step"}}}
	with := func(ids ...model.StepID) *model.Workspace {
		closed := &model.Stage{ID: "closed", Title: "Closed"}
		for _, id := range ids {
			closed.Steps = append(closed.Steps, &model.Step{ID: id, Title: "Step"})
		}
		return &model.Workspace{Journeys: []*model.Journey{{ID: "j", Stages: []*model.Stage{closed, open}, Lanes: []*model.Lane{&lane}, Cards: cards}}}
	}
	o := layout.Options{Stages: []model.StageID{"closed"}}
	few, more := with("a"), with("a", "c")
	for _, way := range [][2]*model.Workspace{{few, more}, {more, few}} {
		e := layout.NewEngine()
		e.Compute(way[0], "j", o)
		if got, want := describe(e.Compute(way[1], "j", o)), describe(layout.Compute(way[1], "j", o)); got != want {
			t.Errorf("step by step:\n%s\nfrom scratch:\n%s", got, want)
		}
	}
}

// TestEngineSeesACardGrowAndShrinkBesideANewStep edits a card at once with the steps.
func TestEngineSeesACardGrowAndShrinkBesideANewStep(t *testing.T) {
	lane := model.NewLane(model.KindPain)
	lane.ID = "l"
	with := func(span int, ids ...model.StepID) *model.Workspace {
		stage := &model.Stage{ID: "s", Title: "Stage"}
		for _, id := range ids {
			stage.Steps = append(stage.Steps, &model.Step{ID: id, Title: "Step"})
		}
		cards := []*model.Card{{ID: "over", Lane: "l", Step: "a", Span: span, Title: "Over"}, under}
		return &model.Workspace{Journeys: []*model.Journey{{ID: "j", Stages: []*model.Stage{stage}, Lanes: []*model.Lane{&lane}, Cards: cards}}}
	}
	one, two := with(1, "a", "b", "c"), with(2, "a", "b")
	for _, way := range [][2]*model.Workspace{{one, two}, {two, one}} {
		e := layout.NewEngine()
		e.Compute(way[0], "j", layout.Options{})
		if got, want := describe(e.Compute(way[1], "j", layout.Options{})), describe(layout.Compute(way[1], "j", layout.Options{})); got != want {
			t.Errorf("step by step:\n%s\nfrom scratch:\n%s", got, want)
		}
	}
}

var under = &model.Card{ID: "under", Lane: "l", Step: "b", Span: 1, Title: "Under it"}

// toggled returns stages with one of them the other way round, collapsed or open.
func toggled(stages []model.StageID, id model.StageID) []model.StageID {
	if i := slices.Index(stages, id); i >= 0 {
		return slices.Delete(slices.Clone(stages), i, i+1)
	}
	return append(slices.Clone(stages), id)
}

// TestEngineSeesOtherStepsUnderACard puts a step among those that a card covers, and leaves the card as it is.
func TestEngineSeesOtherStepsUnderACard(t *testing.T) {
	step := func(id model.StepID) *model.Step { return &model.Step{ID: id, Title: "Step"} }
	a, b, c, last := step("a"), step("b"), step("c"), step("last")
	lane := model.NewLane(model.KindPain)
	lane.ID = "l"
	cards := []*model.Card{
		{ID: "over", Lane: "l", Step: "a", Span: 2, Title: "Over two steps"},
		{ID: "under", Lane: "l", Step: "b", Span: 1, Title: "Under it"},
		{ID: "end", Lane: "l", Step: "last", Span: 3, Title: "Over the last step"},
	}
	with := func(steps ...*model.Step) *model.Workspace {
		return &model.Workspace{Journeys: []*model.Journey{{ID: "j", Stages: []*model.Stage{{ID: "s", Title: "Stage", Steps: steps}}, Lanes: []*model.Lane{&lane}, Cards: cards}}}
	}
	for _, next := range [][]*model.Step{{a, c, b, last}, {c, a, b, last}, {a, b, last, c}, {a, b, c, last}, {b, a, last}} {
		e := layout.NewEngine()
		e.Compute(with(a, b, last), "j", layout.Options{})
		w := with(next...)
		if got, want := describe(e.Compute(w, "j", layout.Options{})), describe(layout.Compute(w, "j", layout.Options{})); got != want {
			t.Errorf("step by step:\n%s\nfrom scratch:\n%s", got, want)
		}
	}
}

// TestEngineKeepsLinksOfWideMaps adds, takes and moves steps and collapses stages of a map so wide that
// links far away from the change go on as they were.
func TestEngineKeepsLinksOfWideMaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := model.Generate(8, 40, 5, 240, 0, int64(rapid.IntRange(1, 1000).Draw(t, "seed")))
		id := w.Journeys[0].ID
		e := layout.NewEngine()
		var o layout.Options
		for i := range 4 {
			if got, want := describe(e.Compute(w, id, o)), describe(layout.Compute(w, id, o)); got != want {
				t.Fatalf("step by step:\n%s\nfrom scratch:\n%s", got, want)
			}
			j := w.Journeys[0]
			stage := rapid.SampledFrom(j.Stages).Draw(t, "stage")
			step := rapid.SampledFrom(j.Steps()).Draw(t, "step")
			var c model.Command
			switch rapid.IntRange(0, 5).Draw(t, "what") {
			case 0:
				c = model.AddStep{Journey: id, Stage: stage.ID, Step: model.Step{ID: model.StepID(fmt.Sprint("new", i)), Title: "New"}, At: rapid.IntRange(0, len(stage.Steps)).Draw(t, "at")}
			case 1:
				c = model.DeleteStep{Journey: id, Step: step.ID}
			case 2:
				c = model.MoveStage{Journey: id, Stage: stage.ID, To: rapid.IntRange(0, len(j.Stages)-1).Draw(t, "to")}
			case 3:
				o.Stages = toggled(o.Stages, stage.ID)
			case 4:
				o = layout.Options{Filter: model.Filter{Kinds: []model.Kind{model.KindPain}}}
			default:
				card := *rapid.SampledFrom(j.Cards).Draw(t, "card")
				card.Title = "Short"
				c = model.EditCards{Journey: id, Cards: []model.Card{card}}
			}
			if c != nil {
				if next, err := c.Apply(w); err == nil {
					w = next
				}
			}
		}
	})
}

func TestEngineSharesWhatIsUnchanged(t *testing.T) {
	w := small()
	e := layout.NewEngine()
	before := e.Compute(w, "j", layout.Options{})
	c := *w.Journeys[0].Card("c6")
	c.Title = "Answers the mail with three questions of her own and a photograph of the wheel"
	next, err := model.EditCards{Journey: "j", Cards: []model.Card{c}}.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	after := e.Compute(next, "j", layout.Options{})
	for _, lane := range []model.LaneID{"act", "mood", "pain", "touch", "csat"} {
		if before.Rows[before.Row(lane)].Body != after.Rows[after.Row(lane)].Body {
			t.Errorf("lane %s was laid out anew", lane)
		}
	}
	if before.CardBox("c1") != after.CardBox("c1") {
		t.Error("a card above the edited one has another box")
	}
	if before.Row("front") < 0 || before.Rows[before.Row("front")].H >= after.Rows[after.Row("front")].H {
		t.Error("the edited lane did not grow")
	}
	if before.Links[1].Shape != after.Links[1].Shape {
		t.Error("a link of unchanged lanes has another shape")
	}
}

func FuzzCompute(f *testing.F) {
	f.Add("Buys a ticket", 1, 0.0, 136.0)
	f.Add("\u202eabc\u0000\xff", 3, 1e9, -5.0)
	f.Add(strings.Repeat("wide ", 400), 2, -2.0, 96.5)
	f.Fuzz(func(t *testing.T, text string, span int, mood, column float64) {
		w := small()
		j := w.Journeys[0]
		j.Cards[0].Title, j.Cards[0].Body, j.Cards[0].Span = text, text, span
		j.Cards[6].Title, j.Cards[6].Emotion = text, model.Some(mood)
		j.Lanes[0].Title, j.Stages[0].Title, j.Stages[0].Steps[0].Title = text, text, text
		l := layout.Compute(w, "j", layout.Options{Column: column})
		for _, c := range boxes(l) {
			if c.From < 0 || c.To > len(l.Columns) || c.From >= c.To {
				t.Fatalf("card %s in columns %d-%d", c.Card.ID, c.From, c.To)
			}
			if len(c.Title)+len(c.Body) > 12 {
				t.Fatalf("card %s has %d lines", c.Card.ID, len(c.Title)+len(c.Body))
			}
		}
	})
}
