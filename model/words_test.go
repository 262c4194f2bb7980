package model_test

import (
	"testing"
	"time"

	"stagecraft/model"
)

func TestEveryKindNamesOneCard(t *testing.T) {
	seen := map[string]model.Kind{}
	for _, k := range model.Kinds {
		name := k.CardName()
		if name == "" || name == string(k) {
			t.Errorf("a card of kind %q has no name", k)
		}
		if other, ok := seen[name]; ok {
			t.Errorf("kinds %q and %q call their cards %q", k, other, name)
		}
		seen[name] = k
	}
	if got := model.Kind("moon").CardName(); got != "moon" {
		t.Errorf("a kind that does not exist is called %q", got)
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{model.InReview.Name(), "In review"},
		{model.Status("").Name(), ""},
		{model.Partial.Name(), "partly supported"},
		{model.Evidence("").Name(), "assumption"},
		{(&model.Link{Kind: model.Handoff}).Verb(), "hands over to"},
		{(&model.Link{}).Verb(), "leads to"},
		{(&model.Link{Kind: model.Causes, Exchange: true}).Verb(), "exchanges with"},
		{model.LineOfVisibility.Name(), "Line of visibility"},
		{model.LineKind("").Name(), ""},
		{model.SeverityName(3), "stops the customer"},
		{model.SeverityName(0), ""},
		{model.MoodName(1.5), "+1.5"},
		{model.MoodName(-0.5), "–0.5"},
		{model.MoodName(0), "0"},
		{model.Count(1, "card"), "1 card"},
		{model.Count(0, "card"), "0 cards"},
		{model.Count(12840, "card"), "12,840 cards"},
		{model.SpanText(59 * time.Second), "less than a minute"},
		{model.SpanText(61 * time.Second), "1 minute"},
		{model.SpanText(time.Hour + 59*time.Second), "1 hour"},
		{model.SpanText(26*time.Hour + 5*time.Minute), "1 day 2 hours"},
		{model.SpanText(24*time.Hour + 5*time.Minute), "1 day"},
		{model.SpanText(20*365*24*time.Hour + 49*time.Hour), "20 years 2 days"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
