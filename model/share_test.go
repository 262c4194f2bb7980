package model_test

import (
	"slices"
	"strings"
	"testing"

	"stagecraft/model"
)

func everythingShared() model.ShareOptions {
	return model.ShareOptions{Comments: true, Verbatims: true, Names: true, Backstage: true, Values: true}
}

// shared shares, and checks what holds for every copy: it is valid, the original is as before, and it is
// the same every time.
func shared(t *testing.T, w *model.Workspace, change func(*model.ShareOptions)) *model.Workspace {
	t.Helper()
	o := everythingShared()
	change(&o)
	before := fingerprint(t, w)
	next := model.Share(w, o)
	if err := model.Validate(next); err != nil {
		t.Fatalf("%+v: %v", o, err)
	}
	if fingerprint(t, w) != before {
		t.Fatalf("%+v changed the original", o)
	}
	if fingerprint(t, model.Share(w, o)) != fingerprint(t, next) {
		t.Fatalf("%+v is not the same again", o)
	}
	return next
}

func TestShareEverythingIsTheOriginal(t *testing.T) {
	w := small()
	if next := shared(t, w, func(*model.ShareOptions) {}); !model.Equal(w, next) {
		t.Errorf("differs in %v", model.Diff(w, next))
	}
}

func TestShareLeavesOut(t *testing.T) {
	w := small()
	j := w.Journeys[0]
	w.Personas[0].Quote, w.Personas[0].Goals = "Give me a minute", []string{"Ask Mia Marx"}
	w.Owners = append(w.Owners, &model.Owner{ID: "mia", Name: "Mia Marx", Note: "room 4"}, &model.Owner{ID: "it", Name: "IT", Team: true})
	w.Owners[0].Team = true
	j.Cards[1].Owner, j.Cards[1].Body = "mia", "Mia Marx asks; Mia Marxen does not"
	j.Cards[4].Kind = model.KindSaying
	j.Comments[0].Author, j.Comments[1].Author = "Leo", "Mia Marx"
	w.Journeys = append(w.Journeys, model.NewJourney("Another", model.ServiceBlueprint))
	one := func(o *model.ShareOptions) { o.Journeys = []model.JourneyID{jid} }

	next := shared(t, w, one)
	if len(next.Journeys) != 1 || next.Owner("it") != nil {
		t.Error("the other journey, or an owner that nothing names, came along")
	}
	next = shared(t, w, func(o *model.ShareOptions) { one(o); o.Comments = false })
	if got := next.Journeys[0].Comments; len(got) != 0 {
		t.Errorf("%d comments came along", len(got))
	}
	next = shared(t, w, func(o *model.ShareOptions) { one(o); o.Verbatims = false })
	if got := next.Journeys[0]; next.Personas[0].Quote != "" || got.Card("t") != nil || got.Link("tv") != nil || got.Card("u") == nil {
		t.Errorf("without verbatims: quote %q, cards %q", next.Personas[0].Quote, titles(got.Cards))
	}
	next = shared(t, w, func(o *model.ShareOptions) { one(o); o.Backstage = false })
	if got := next.Journeys[0]; got.Lane("N") != nil || got.Card("v") != nil || got.Card("p").System != "" || len(next.Systems) != 0 {
		t.Errorf("below the line of visibility: %d lanes, %d systems", len(got.Lanes), len(next.Systems))
	}
	next = shared(t, w, func(o *model.ShareOptions) { one(o); o.Values = false })
	if len(next.Datasets)+len(next.Sources) != 0 {
		t.Error("values came along")
	}
	next = shared(t, w, func(o *model.ShareOptions) { one(o); o.Names = false })
	j = next.Journeys[0]
	if j.Comments[0].Author != "Commenter 1" || j.Comments[1].Author != "Commenter 2" || j.Card("q").Body != "[name] asks; Mia Marxen does not" {
		t.Errorf("authors %q, %q, body %q", j.Comments[0].Author, j.Comments[1].Author, j.Card("q").Body)
	}
	o := next.Owner(j.Card("q").Owner)
	if o == nil || o.Name != "Owner 1" || o.Note != "" || o.ID == "mia" || next.Owner("shop").Name != "Shop" {
		t.Errorf("the owner is %+v, the team %+v", o, next.Owner("shop"))
	}
	if got := next.Personas[0]; got.Name != "Ann" || !slices.Equal(got.Goals, []string{"Ask [name]"}) {
		t.Errorf("the persona is %+v", *got)
	}
}

// Goals that read the same once names are left out are one goal at a step that serves both.
func TestShareKeepsGoalsApart(t *testing.T) {
	w := small()
	w.Owners[0].Name = "Mia Marx"
	w.Owners = append(w.Owners, &model.Owner{ID: "leo", Name: "Leo"})
	w.Personas[0].Goals = []string{"Ask Mia Marx", "Ask Leo"}
	w.Journeys[0].Stages[0].Steps[0].Serves = []model.Served{{Persona: "ann", Goal: "Ask Mia Marx"}, {Persona: "ann", Goal: "Ask Leo"}}
	w.Journeys[0].Title = strings.Repeat("x ", 498) + "Leo"
	next := shared(t, w, func(o *model.ShareOptions) { o.Names = false })
	if got := next.Journeys[0].Steps()[0].Serves; len(got) != 1 || got[0].Goal != "Ask [name]" {
		t.Errorf("serves %v", got)
	}
}
