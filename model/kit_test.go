package model_test

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"stagecraft/model"
)

const jid = model.JourneyID("j")

// small is a workspace to test commands on: stages A (a1 a2 a3), B (b1 b2) and C (c1); lanes L
// (actions), M (pains) and N (backstage); cards named by letters, links, comments, data and views.
func small() *model.Workspace {
	j := &model.Journey{ID: jid, JourneyInfo: model.JourneyInfo{Title: "Order", Kind: model.Current, Personas: []model.PersonaID{"ann"}, Owner: "shop"}}
	for _, s := range []string{"A a1 a2 a3", "B b1 b2", "C c1"} {
		words := strings.Fields(s)
		stage := &model.Stage{ID: model.StageID(words[0]), Title: "Stage " + words[0]}
		for _, id := range words[1:] {
			stage.Steps = append(stage.Steps, &model.Step{ID: model.StepID(id), Title: "Step " + id})
		}
		j.Stages = append(j.Stages, stage)
	}
	j.Lanes = []*model.Lane{
		{ID: "L", Kind: model.KindAction, Title: "Actions"},
		{ID: "M", Kind: model.KindPain, Title: "Pains", Persona: "ann"},
		{ID: "N", Kind: model.KindBackstage, Title: "Backstage", Metric: "csat"},
	}
	card := func(id, lane, step string, span int) {
		j.Cards = append(j.Cards, &model.Card{ID: model.CardID(id), Lane: model.LaneID(lane), Step: model.StepID(step), Span: span, Title: "Card " + id})
	}
	card("p", "L", "a1", 1)
	card("q", "L", "a1", 1)
	card("r", "L", "a1", 1)
	card("s", "L", "b1", 1)
	card("t", "M", "a2", 1)
	card("u", "M", "b2", 2) // over the border to C
	card("v", "N", "a2", 4) // a2 to b2
	card("x", "N", "c1", 1)
	j.Cards[0].Channel, j.Cards[0].Owner, j.Cards[0].System, j.Cards[0].Persona = "web", "shop", "crm", "ann"
	j.Cards[0].Tags = []string{"mobile"}
	link := func(id, from, to string, kind model.LinkKind) {
		j.Links = append(j.Links, &model.Link{ID: model.LinkID(id), From: model.CardID(from), To: model.CardID(to), Kind: kind})
	}
	link("pq", "p", "q", model.Flow)
	link("qs", "q", "s", model.Flow)
	link("tv", "t", "v", model.Causes)
	comment := func(id string, kind model.RecordKind, on string) {
		j.Comments = append(j.Comments, &model.Comment{ID: model.CommentID(id), On: model.Ref{Kind: kind, Journey: jid, ID: on}, Text: "About " + on})
	}
	comment("on-A", model.StageRecord, "A")
	comment("on-b1", model.StepRecord, "b1")
	comment("on-M", model.LaneRecord, "M")
	comment("on-p", model.CardRecord, "p")
	comment("on-qs", model.LinkRecord, "qs")
	comment("on-j", model.JourneyRecord, "j")
	w := &model.Workspace{Name: "Small", Journeys: []*model.Journey{j}}
	w.Personas = []*model.Persona{{ID: "ann", Name: "Ann"}}
	w.Channels = []*model.Channel{{ID: "web", Name: "Website", Icon: "web", Class: model.Owned}}
	w.Owners = []*model.Owner{{ID: "shop", Name: "Shop"}}
	w.Systems = []*model.System{{ID: "crm", Name: "Customer records", Owner: "shop"}}
	w.Metrics = []*model.Metric{{
		ID: "csat", Name: "Satisfaction", ScaleMin: model.Some(1.0), ScaleMax: model.Some(5.0), Direction: model.HigherIsBetter,
		Target: model.Some(4.2), Thresholds: []float64{2, 3, 4, 4.5}, Aggregation: model.Mean, Owner: "shop",
	}}
	w.Sources = []*model.Source{{ID: "survey", Name: "Survey", File: "survey.csv", Owner: "shop"}}
	w.Datasets = []*model.Dataset{{Source: "survey", Journey: jid, Observations: model.ObservationsOf(
		model.Observation{Metric: "csat", Stage: "A", Value: model.Some(4.0), Period: "2026-03"},
		model.Observation{Metric: "csat", Stage: "B", Step: "b1", Value: model.Some(3.0), Period: "2026-Q1"},
		model.Observation{Metric: "csat", Stage: "A", Step: "a2", Card: "t", Value: model.Some(2.0), N: model.Some(12.0)},
		model.Observation{Metric: "csat", Value: model.Some(3.5), Period: "2026-W14"},
	)}}
	w.Views = []*model.View{{ID: "view", Journey: jid, Name: "Short", HideLanes: []model.LaneID{"M"}, Collapsed: []model.StageID{"B"}, Filter: model.Filter{Personas: []model.PersonaID{"ann"}, Channels: []model.ChannelID{"web"}}, Metric: "csat"}}
	return w
}

// sketch draws a journey: a line of stages, then a line a lane with its cells, each card with its
// span when that is more than one, then links and comments.
func sketch(j *model.Journey) string {
	var b strings.Builder
	for i, s := range j.Stages {
		if i > 0 {
			b.WriteString(" | ")
		}
		fmt.Fprintf(&b, "%s", s.ID)
		for _, step := range s.Steps {
			fmt.Fprintf(&b, " %s", step.ID)
		}
	}
	for _, l := range j.Lanes {
		fmt.Fprintf(&b, "\n%s:", l.ID)
		for _, step := range j.Steps() {
			cards := j.CardsIn(model.Cell{Lane: l.ID, Step: step.ID})
			if len(cards) == 0 {
				continue
			}
			var names []string
			for _, c := range cards {
				name := string(c.ID)
				if c.Span != 1 {
					name += fmt.Sprintf("+%d", c.Span)
				}
				names = append(names, name)
			}
			fmt.Fprintf(&b, " %s(%s)", step.ID, strings.Join(names, " "))
		}
	}
	b.WriteString("\nlinks:")
	for _, l := range j.Links {
		fmt.Fprintf(&b, " %s", l.ID)
	}
	b.WriteString("\ncomments:")
	for _, c := range j.Comments {
		fmt.Fprintf(&b, " %s", c.ID)
		if c.On.ID != strings.TrimPrefix(string(c.ID), "on-") {
			fmt.Fprintf(&b, ">%s", c.On.ID)
		}
	}
	return b.String()
}

// fingerprint is a hash over every field of every record of the workspace.
func fingerprint(t testing.TB, w *model.Workspace) [32]byte {
	t.Helper()
	values := make([][]model.Observation, len(w.Datasets)) // which keep themselves to themselves
	for i, d := range w.Datasets {
		values[i] = slices.Collect(d.Observations.All())
	}
	data, err := json.Marshal([]any{w, values})
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(data)
}

// apply does a command that must work, and checks what holds for every command: the result is valid,
// the argument is as before, doing it again gives an equal value, and the label is not empty.
func apply(t testing.TB, w *model.Workspace, c model.Command) *model.Workspace {
	t.Helper()
	before := fingerprint(t, w)
	next, err := c.Apply(w)
	if err != nil {
		t.Fatalf("%#v: %v", c, err)
	}
	if err := model.Validate(next); err != nil {
		t.Fatalf("%#v leaves an invalid workspace: %v", c, err)
	}
	if fingerprint(t, w) != before {
		t.Fatalf("%#v changed a published workspace", c)
	}
	again, err := c.Apply(w)
	if err != nil || fingerprint(t, again) != fingerprint(t, next) {
		t.Fatalf("%#v is not deterministic (%v)", c, err)
	}
	if (next == w) != model.Equal(next, w) {
		t.Fatalf("%#v: same pointer %t, but equal %t", c, next == w, model.Equal(next, w))
	}
	if c.Label() == "" {
		t.Fatalf("%#v has no label", c)
	}
	return next
}

// refused does a command that must fail on the given field and reason, and returns the error.
func refused(t testing.TB, w *model.Workspace, c model.Command, field, reason string) {
	t.Helper()
	before := fingerprint(t, w)
	next, err := c.Apply(w)
	if err == nil || next != nil {
		t.Fatalf("%#v: got workspace %t and error %v, want none and an error", c, next != nil, err)
	}
	var invalid *model.InvalidError
	if !errors.As(err, &invalid) {
		t.Fatalf("%#v: error %v is no InvalidError", c, err)
	}
	if invalid.Field != field || !strings.Contains(invalid.Reason, reason) {
		t.Fatalf("%#v: field %q, reason %q; want %q, %q", c, invalid.Field, invalid.Reason, field, reason)
	}
	if fingerprint(t, w) != before {
		t.Fatalf("%#v changed a published workspace", c)
	}
}
