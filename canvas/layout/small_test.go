package layout_test

import (
	"slices"
	"strings"
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// small is a map of three steps that has one of everything.
func small() *model.Workspace {
	step := func(id, title string) *model.Step { return &model.Step{ID: model.StepID(id), Title: title} }
	return &model.Workspace{
		Personas: []*model.Persona{{ID: "ana", Name: "Ana"}},
		Channels: []*model.Channel{{ID: "mail", Name: "E-mail", Icon: "email"}},
		Owners:   []*model.Owner{{ID: "care", Name: "Care team"}},
		Metrics:  []*model.Metric{{ID: "csat", Name: "CSAT", Target: model.Some(4.2)}},
		Journeys: []*model.Journey{{
			ID:          "j",
			JourneyInfo: model.JourneyInfo{Title: "Repair a bicycle", Personas: []model.PersonaID{"ana"}},
			Stages: []*model.Stage{
				{ID: "s1", Title: "I notice", Steps: []*model.Step{step("p1", "Hear the noise"), step("p2", "Look for help")}},
				{ID: "s2", Title: "I hand it in", Steps: []*model.Step{step("p3", "Bring it")}},
			},
			Lanes: []*model.Lane{
				{ID: "act", Kind: model.KindAction, Title: "Actions", Hint: "What I do"},
				{ID: "mood", Kind: model.KindEmotion, Title: "Emotion"},
				{ID: "pain", Kind: model.KindPain, Title: "Pains"},
				{ID: "touch", Kind: model.KindTouchpoint, Title: "Touchpoints"},
				{ID: "front", Kind: model.KindFrontstage, Title: "Frontstage"},
				{ID: "csat", Kind: model.KindMetric, Title: "CSAT", Metric: "csat"},
			},
			Cards: []*model.Card{
				{ID: "c1", Lane: "act", Step: "p1", Span: 1, Title: "Stops and listens"},
				{ID: "c2", Lane: "act", Step: "p2", Span: 2, Title: "Asks neighbours"},
				{ID: "c3", Lane: "pain", Step: "p1", Span: 1, Title: "No idea what it is", Severity: 2},
				{ID: "c4", Lane: "pain", Step: "p1", Span: 1, Title: "It is late"},
				{ID: "c5", Lane: "touch", Step: "p2", Span: 1, Title: "Reply", Channel: "mail", Owner: "care", MomentOfTruth: true},
				{ID: "c6", Lane: "front", Step: "p2", Span: 1, Title: "Answers the mail"},
				{ID: "m1", Lane: "mood", Step: "p1", Span: 1, Title: "Oh no", Emotion: model.Some(-2.0)},
				{ID: "m2", Lane: "mood", Step: "p2", Span: 1, Emotion: model.Some(0.5)},
				{ID: "m3", Lane: "mood", Step: "p3", Span: 1},
			},
			Links: []*model.Link{{ID: "k1", From: "c5", To: "c6"}, {ID: "k2", From: "c3", To: "c5"}},
		}},
	}
}

func TestMeasuresOfTheDesign(t *testing.T) {
	l := layout.Compute(small(), "j", layout.Options{})
	if l.Label != 132 || l.Header != 70 || l.Columns[1].X != 132+136 || l.Size.X != 132+3*136 {
		t.Errorf("label %v, header %v, second column at %v, width %v", l.Label, l.Header, l.Columns[1].X, l.Size.X)
	}
	box := l.CardBox("c1")
	if box.Rect.X != 136 || box.Rect.W != 128 || box.Rect.Y != 76 {
		t.Errorf("first card at %v", box.Rect)
	}
	if wide := l.CardBox("c2"); wide.Rect.W != 2*136-8 || wide.Rect.H != box.Rect.H {
		t.Errorf("a card over two steps is %v, beside %v", wide.Rect, box.Rect)
	}
	if a, b := l.CardBox("c3").Rect, l.CardBox("c4").Rect; b.Y != a.Bottom()+4 || b.H >= a.H+20 {
		t.Errorf("stacked pains at %v and %v", a, b)
	}
	if h := l.Rows[l.Row("mood")].H; h != 118 {
		t.Errorf("emotion lane is %v high", h)
	}
	if h := l.Rows[l.Row("csat")].H; h != 54 {
		t.Errorf("metric lane is %v high", h)
	}
	if len(l.Lines) != 1 || l.Lines[0].Kind != model.LineOfInteraction || l.Lines[0].Rect.H != 22 ||
		l.Lines[0].Rect.Bottom() != l.Rows[l.Row("front")].Y {
		t.Errorf("lines %+v", l.Lines)
	}
	if len(l.Bars) != 3 {
		t.Errorf("%d bars", len(l.Bars))
	}
}

func TestTouchpointSaysChannelTitleAndOwner(t *testing.T) {
	box := layout.Compute(small(), "j", layout.Options{}).CardBox("c5")
	if len(box.Meta) != 2 || box.Meta[0].Text != "E-mail" || box.Meta[1].Text != "Care team" || box.Icon != "ch-email" {
		t.Errorf("meta %+v, icon %s", box.Meta, box.Icon)
	}
	if !(box.MetaAt[0].Y < box.TitleAt[0].Y && box.TitleAt[0].Y < box.MetaAt[1].Y) {
		t.Errorf("rows at %v, %v, %v", box.MetaAt[0], box.TitleAt[0], box.MetaAt[1])
	}
}

// A cell grows with its content: whoever only gets the picture must be able to read all of a touchpoint.
func TestTouchpointShowsItsWholeText(t *testing.T) {
	before := layout.Compute(small(), "j", layout.Options{}).CardBox("c5")
	w := small()
	card := w.Journey("j").Card("c5")
	card.Title, card.Body = "Check-in at the desk of the old customs house", "With the key card and a map of the harbour"
	box := layout.Compute(w, "j", layout.Options{}).CardBox("c5")
	said := ""
	for _, line := range append(slices.Clone(box.Title), box.Body...) {
		said += line.Text + " "
	}
	if got, want := strings.Join(strings.Fields(said), " "), card.Title+" "+card.Body; got != want || box.Cut {
		t.Errorf("the touchpoint says %q, want %q", got, want)
	}
	if lines := float64(len(box.Title) + len(box.Body)); box.Height < before.Height+(lines-1)*13 || box.MetaAt[1].Y <= box.BodyAt[len(box.BodyAt)-1].Y {
		t.Errorf("%v lines in a card of %v, owner at %v under the text at %v", lines, box.Height, box.MetaAt[1], box.BodyAt)
	}
}

func TestMoodWithoutAValueIsNotZero(t *testing.T) {
	l := layout.Compute(small(), "j", layout.Options{})
	points := l.Curves[0].Points
	last := points[len(points)-1]
	if last.Card.ID != "m3" || last.Known || last.At.Y <= l.MoodY(l.Row("mood"), -2) {
		t.Errorf("a mood that nobody knows lies at %+v", last)
	}
	if len(l.Curves[0].Path) != 2 {
		t.Errorf("the curve goes through it: %v", l.Curves[0].Path)
	}
}

func TestQuoteOfALow(t *testing.T) {
	l := layout.Compute(small(), "j", layout.Options{})
	low := l.Curves[0].Points[0]
	if len(low.Quote) != 1 || low.Quote[0].Text != "Oh no" || low.QuoteAt.Y <= low.At.Y {
		t.Errorf("quote %+v at %v of a low at %v", low.Quote, low.QuoteAt, low.At)
	}
}

func TestCollapsedLaneCounts(t *testing.T) {
	l := layout.Compute(small(), "j", layout.Options{Collapsed: []model.LaneID{"pain"}})
	row := l.Rows[l.Row("pain")]
	if row.H != 22 || len(row.Cards) != 0 || row.Counts[0] != 2 || row.Counts[1] != 0 {
		t.Errorf("collapsed row %+v", row)
	}
	if len(l.Links) != 1 {
		t.Errorf("%d links are drawn", len(l.Links))
	}
	if box := l.CardBox("c5"); box.Links != 2 {
		t.Errorf("a card with a link to a collapsed lane says %d links", box.Links)
	}
}

func TestCommentsAreCounted(t *testing.T) {
	w := small()
	before := layout.Compute(w, "j", layout.Options{}).CardBox("c1")
	on := model.Ref{Kind: model.CardRecord, Journey: "j", ID: "c1"}
	w.Journeys[0].Comments = []*model.Comment{{ID: "x", On: on}, {ID: "y", On: on, Resolved: true}}
	after := layout.Compute(w, "j", layout.Options{}).CardBox("c1")
	if after.Comments != 1 || after.Counts.Empty() || after.Height <= before.Height {
		t.Errorf("comments %d, row %v, height %v after %v", after.Comments, after.Counts, after.Height, before.Height)
	}
}

func TestNoJourneyNoLayout(t *testing.T) {
	if l := layout.Compute(small(), "other", layout.Options{}); l != nil {
		t.Errorf("a layout of nothing: %+v", l)
	}
}
