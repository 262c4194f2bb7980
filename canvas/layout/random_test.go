package layout_test

import (
	"fmt"

	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

var cardTexts = []string{
	"", "Pays", "Opens the door and looks around", "Compares three offers, asks a friend and sleeps on it",
	"Wait", "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd", "A-word-that-is-much-too-long-for-one-line-of-a-card-and-has-to-break", "One\nTwo\nThree",
}

// drawWorkspace makes a small journey of any shape that the rules allow.
func drawWorkspace(t *rapid.T) *model.Workspace {
	w := &model.Workspace{
		Personas: []*model.Persona{{ID: "a", Name: "Ana"}, {ID: "b", Name: "Bo"}},
		Channels: []*model.Channel{{ID: "web", Name: "Web", Icon: "web"}},
		Owners:   []*model.Owner{{ID: "o", Name: "Owner"}},
		Metrics:  []*model.Metric{{ID: "m", Name: "CSAT"}},
	}
	j := &model.Journey{ID: "j", JourneyInfo: model.JourneyInfo{Title: "J", Personas: []model.PersonaID{"a"}}}
	w.Journeys = []*model.Journey{j}
	n := 0
	for i := range rapid.IntRange(1, 3).Draw(t, "stages") {
		s := &model.Stage{ID: model.StageID(fmt.Sprint("s", i)), Title: "Stage"}
		for range rapid.IntRange(1, 3).Draw(t, "steps") {
			s.Steps = append(s.Steps, &model.Step{ID: model.StepID(fmt.Sprint("p", n)), Title: "Step"})
			n++
		}
		j.Stages = append(j.Stages, s)
	}
	for i := range rapid.IntRange(1, 6).Draw(t, "lanes") {
		lane := &model.Lane{ID: model.LaneID(fmt.Sprint("l", i)), Kind: rapid.SampledFrom(model.Kinds).Draw(t, "kind"), Title: "Lane"}
		if lane.Kind == model.KindMetric && rapid.Bool().Draw(t, "metric") {
			lane.Metric = "m"
		}
		if rapid.IntRange(0, 3).Draw(t, "of") == 0 {
			lane.Persona = "b"
		}
		j.Lanes = append(j.Lanes, lane)
	}
	for i := range rapid.IntRange(0, 25).Draw(t, "cards") {
		j.Cards = append(j.Cards, drawCard(t, j, n, i))
	}
	for i := range rapid.IntRange(0, 14).Draw(t, "links") {
		if len(j.Cards) < 2 {
			break
		}
		from, to := rapid.SampledFrom(j.Cards).Draw(t, "from"), rapid.SampledFrom(j.Cards).Draw(t, "to")
		if from != to {
			link := &model.Link{ID: model.LinkID(fmt.Sprint("k", i)), From: from.ID, To: to.ID}
			if rapid.IntRange(0, 2).Draw(t, "said") == 0 {
				link.Label, link.Condition = "if late", "more than a day"
			}
			j.Links = append(j.Links, link)
		}
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "comments") {
		j.Comments = append(j.Comments, &model.Comment{ID: model.CommentID(fmt.Sprint("r", i)), Text: "Why?", On: drawRef(t, j)})
	}
	return w
}

// drawRef names any record that a comment can be on.
func drawRef(t *rapid.T, j *model.Journey) model.Ref {
	on := func(kind model.RecordKind, id string) model.Ref { return model.Ref{Kind: kind, Journey: j.ID, ID: id} }
	switch what := rapid.IntRange(0, 4).Draw(t, "on"); {
	case what == 0:
		return on(model.StageRecord, string(rapid.SampledFrom(j.Stages).Draw(t, "stage").ID))
	case what == 1:
		return on(model.StepRecord, string(rapid.SampledFrom(j.Steps()).Draw(t, "step").ID))
	case what == 2:
		return on(model.LaneRecord, string(rapid.SampledFrom(j.Lanes).Draw(t, "lane").ID))
	case len(j.Cards) > 0:
		return on(model.CardRecord, string(rapid.SampledFrom(j.Cards).Draw(t, "card").ID))
	default:
		return on(model.JourneyRecord, string(j.ID))
	}
}

func drawCard(t *rapid.T, j *model.Journey, steps, i int) *model.Card {
	step := rapid.IntRange(0, steps-1).Draw(t, "step")
	c := &model.Card{
		ID: model.CardID(fmt.Sprint("c", i)), Lane: rapid.SampledFrom(j.Lanes).Draw(t, "lane").ID,
		Step: model.StepID(fmt.Sprint("p", step)), Span: 1, Title: rapid.SampledFrom(cardTexts).Draw(t, "title"),
	}
	if rapid.IntRange(0, 3).Draw(t, "wide") == 0 {
		c.Span = rapid.IntRange(1, steps-step).Draw(t, "span")
	}
	switch rapid.IntRange(0, 5).Draw(t, "more") {
	case 0:
		c.Kind, c.Severity, c.Votes = model.KindPain, 2, 4
	case 1:
		c.Kind, c.Channel, c.Owner, c.MomentOfTruth = model.KindTouchpoint, "web", "o", true
	case 2:
		c.Body = "What was seen in the last round of interviews"
	case 3:
		c.Emotion = model.Some(float64(rapid.IntRange(-4, 4).Draw(t, "mood")) / 2)
		c.Persona = rapid.SampledFrom([]model.PersonaID{"", "a", "b"}).Draw(t, "persona")
	}
	return c
}

func drawOptions(t *rapid.T, w *model.Workspace) layout.Options {
	o := layout.Options{Column: float64(rapid.SampledFrom([]int{0, 96, 200}).Draw(t, "column"))}
	for _, lane := range w.Journeys[0].Lanes {
		switch rapid.IntRange(0, 9).Draw(t, "shown") {
		case 0:
			o.HideLanes = append(o.HideLanes, lane.ID)
		case 1:
			o.Collapsed = append(o.Collapsed, lane.ID)
		case 2:
			o.Heights = append(o.Heights, model.LaneHeight{Lane: lane.ID, Height: rapid.Float64Range(0, 600).Draw(t, "height")})
		}
	}
	for _, s := range w.Journeys[0].Stages {
		if rapid.IntRange(0, 3).Draw(t, "open") == 0 {
			o.Stages = append(o.Stages, s.ID)
		}
	}
	f := &o.Filter
	switch rapid.IntRange(0, 9).Draw(t, "filter") {
	case 0:
		f.Personas = []model.PersonaID{"a"}
	case 1:
		f.Kinds = []model.Kind{model.KindPain, model.KindEmotion}
	case 2:
		f.Moments = true
	}
	f.Hide = rapid.Bool().Draw(t, "hide")
	return o
}

func drawLayout(t *rapid.T) *layout.Layout {
	w := drawWorkspace(t)
	return layout.Compute(w, "j", drawOptions(t, w))
}

// boxes lists the cards on the map.
func boxes(l *layout.Layout) []*layout.CardBox {
	var all []*layout.CardBox
	for i := range l.Rows {
		all = append(all, l.Rows[i].Cards...)
	}
	return all
}
