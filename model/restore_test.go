package model_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/model"
)

// bare returns a workspace of a journey alone and without its twin, to compare two values of a journey.
func bare(j *model.Journey) *model.Workspace {
	info := j.JourneyInfo
	info.Twin = ""
	return &model.Workspace{Journeys: []*model.Journey{{
		ID: j.ID, JourneyInfo: info, Stages: j.Stages, Lanes: j.Lanes, Cards: j.Cards, Links: j.Links, Comments: j.Comments,
	}}}
}

// worked returns the values that random commands made of a workspace, the first one first.
func worked(rt *rapid.T, start *model.Workspace, n int) []*model.Workspace {
	r := &randomCommands{dice: rapidDice{rt}}
	values := []*model.Workspace{start}
	for range n {
		if next, err := r.next(values[len(values)-1]).Apply(values[len(values)-1]); err == nil {
			values = append(values, next)
		}
	}
	return values
}

// Whatever happened since a journey was kept, a restore brings it back: equal to what it was unless a note
// says otherwise, with all rules kept, nothing else changed, and undone to the very value before.
func TestRestoreJourney_BringsBackWhatWas(t *testing.T) {
	noted, whole := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		start := model.Generate(3, 6, 5, 30, 40, int64(rapid.IntRange(0, 1000).Draw(rt, "seed")))
		start = done(rt, start, model.DuplicateJourney{Journey: start.Journeys[0].ID, Salt: "t", AsTwin: true})
		values := worked(rt, start, 25)
		now := values[len(values)-1]
		then := values[rapid.IntRange(0, len(values)-1).Draw(rt, "then")]
		if len(then.Journeys) == 0 {
			return
		}
		j := rapid.SampledFrom(then.Journeys).Draw(rt, "journey")
		c := model.RestoreJourney{Journey: j.ID, From: model.Excerpt(then, j.ID), Twin: j.Twin}
		if rapid.Bool().Draw(rt, "deleted") && now.Journey(j.ID) != nil {
			now = done(rt, now, model.DeleteJourney{Journey: j.ID})
		}
		h := model.NewHistory(now)
		before := fingerprint(t, now)
		changed, err := h.Do(c)
		if err != nil {
			rt.Fatalf("%v", err)
		}
		got := h.Current()
		if err := model.Validate(got); err != nil {
			rt.Fatalf("breaks rules: %v", err)
		}
		notes := c.Notes(now)
		if d := model.Diff(bare(j), bare(got.Journey(j.ID))); len(d) > 0 && len(notes) == 0 {
			rt.Fatalf("%d records differ and nothing is told: %v", len(d), d)
		}
		if len(notes) > 0 {
			noted++
		} else {
			whole++
		}
		if was, is := model.Lost(then, then), observationsOf(got, j.ID); len(notes) == 0 && is != observationsOf(then, j.ID) {
			rt.Fatalf("%d observations of %d came back (%v)", is, observationsOf(then, j.ID), was)
		}
		for _, d := range model.Diff(now, got) {
			other := d.Ref.Journey != "" && d.Ref.Journey != j.ID
			library := d.Ref.Journey == "" && d.Ref.Kind != model.ViewRecord && d.Op != model.Added
			if library || other && d.Ref.Kind != model.JourneyRecord {
				rt.Fatalf("changed %+v, which is none of it", d)
			}
		}
		if changed {
			if _, ok := h.Undo(); !ok || h.Current() != now || fingerprint(t, now) != before {
				rt.Fatalf("undo does not give the former value")
			}
		}
		if again, err := c.Apply(got); err != nil || again != got {
			rt.Fatalf("restoring twice changes something: %v %v", err, model.Diff(got, again))
		}
	})
	if whole == 0 || noted == 0 && !testing.Short() { // of few random tries none may need one; each note has a case of its own below
		t.Errorf("%d restores with notes and %d without", noted, whole)
	}
}

func observationsOf(w *model.Workspace, j model.JourneyID) (n int) {
	for _, d := range w.Datasets {
		if d.Journey == j {
			n += d.Observations.Len()
		}
	}
	return n
}

// A journey comes into another workspace, or a second time into its own, with all that belongs to it.
func TestAdoptJourney_BringsAllOfIt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		values := worked(rt, model.Generate(3, 6, 5, 30, 40, int64(rapid.IntRange(0, 1000).Draw(rt, "seed"))), 20)
		from := values[len(values)-1]
		if len(from.Journeys) == 0 {
			return
		}
		j := rapid.SampledFrom(from.Journeys).Draw(rt, "journey")
		into := rapid.SampledFrom([]*model.Workspace{{Name: "Empty"}, small(), from}).Draw(rt, "into")
		c := model.AdoptJourney{Journey: j.ID, From: from, At: rapid.IntRange(0, 3).Draw(rt, "at")}
		id := j.ID
		if into == from || rapid.Bool().Draw(rt, "salted") {
			c.Salt = "salt"
			id = model.DerivedID(c.Salt, j.ID)
		}
		got := done(rt, into, c)
		if err := model.Validate(got); err != nil {
			rt.Fatalf("breaks rules: %v", err)
		}
		copied := got.Journey(id)
		if len(copied.Cards) != len(j.Cards) || len(copied.Steps()) != len(j.Steps()) || len(copied.Links) != len(j.Links) || len(copied.Comments) != len(j.Comments) {
			rt.Fatalf("not all came along")
		}
		if c.Salt == "" && len(c.Notes(into)) == 0 && !model.Equal(bare(j), bare(copied)) {
			rt.Fatalf("%v", model.Diff(bare(j), bare(copied)))
		}
		if notes := c.Notes(into); len(notes) == 0 && observationsOf(got, id) != observationsOf(from, j.ID) {
			rt.Fatalf("%d of %d observations", observationsOf(got, id), observationsOf(from, j.ID))
		}
		if _, err := c.Apply(got); err == nil {
			rt.Fatalf("the same ids were taken twice")
		}
	})
}

// done applies a command that must work.
func done(t fataler, w *model.Workspace, c model.Command) *model.Workspace {
	t.Helper()
	next, err := c.Apply(w)
	if err != nil {
		t.Fatalf("%#v: %v", c, err)
	}
	return next
}

func TestRestoreJourney_TellsWhatCannotBe(t *testing.T) {
	start := small()
	start = done(t, start, model.PutPersona{Persona: model.Persona{ID: "guest", Name: "Guest", Goals: []string{"rest", "eat"}}})
	start = done(t, start, model.ServeGoal{Journey: jid, Step: "a1", Served: model.Served{Persona: "guest", Goal: "rest"}})
	start = done(t, start, model.PutSource{Source: model.Source{ID: "poll", Name: "Poll"}})
	start = done(t, start, model.PutMetric{Metric: model.Metric{ID: "effort", Name: "Effort", Direction: model.LowerIsBetter, Aggregation: model.Mean}})
	start = done(t, start, model.PutObservation{Journey: jid, Source: "poll", Observation: model.Observation{Metric: "effort", Step: "a1", Value: model.Some(40.0)}})
	start = done(t, start, model.DuplicateJourney{Journey: jid, Salt: "t", AsTwin: true})
	twin := model.DerivedID("t", jid)
	c := model.RestoreJourney{Journey: jid, From: model.Excerpt(start, jid), Twin: twin}
	tests := []struct {
		name  string
		since []model.Command
		note  string
		check func(w *model.Workspace) bool
	}{
		{"nothing happened", nil, "", func(w *model.Workspace) bool { return w.Journey(jid).Twin == twin }},
		{"goal gone", []model.Command{model.PutPersona{Persona: model.Persona{ID: "guest", Name: "Guest", Goals: []string{"eat"}}}}, "no longer has",
			func(w *model.Workspace) bool { return len(w.Journey(jid).Step("a1").Serves) == 0 }},
		{"persona gone", []model.Command{model.DeleteRecord{Ref: model.Ref{Kind: model.PersonaRecord, ID: "guest"}}}, "",
			func(w *model.Workspace) bool {
				return w.Persona("guest") != nil && len(w.Journey(jid).Step("a1").Serves) == 1
			}},
		{"persona renamed", []model.Command{model.PutPersona{Persona: model.Persona{ID: "guest", Name: "Visitor", Goals: []string{"rest"}}}}, "",
			func(w *model.Workspace) bool { return w.Persona("guest").Name == "Visitor" }},
		{"twin gone", []model.Command{model.DeleteJourney{Journey: jid}, model.DeleteJourney{Journey: twin}}, "twin is not in this workspace",
			func(w *model.Workspace) bool { return w.Journey(jid).Twin == "" }},
		{"deleted", []model.Command{model.DeleteJourney{Journey: jid}}, "",
			func(w *model.Workspace) bool { return w.Journey(jid).Twin == twin && w.Journey(twin).Twin == jid }},
		{"twin of another", []model.Command{model.DeleteJourney{Journey: jid}, model.AddJourney{Journey: func() *model.Journey {
			j := model.NewJourney("New", model.BlankGrid)
			j.ID, j.Twin = "new", twin
			return j
		}()}}, "another twin", func(w *model.Workspace) bool { return w.Journey(jid).Twin == "" && w.Journey("new").Twin == twin }},
		{"metric on another scale", []model.Command{
			model.PutObservation{Journey: jid, Source: "poll", Observation: model.Observation{Metric: "effort", Step: "a1"}},
			model.PutMetric{Metric: model.Metric{ID: "effort", Name: "Effort", Direction: model.LowerIsBetter, Aggregation: model.Mean, ScaleMin: model.Some(1.0), ScaleMax: model.Some(5.0)}},
		}, "another scale", func(w *model.Workspace) bool { return w.Dataset("poll").Observations.Len() == 0 }},
		{"source of another journey", []model.Command{model.DeleteJourney{Journey: jid}, model.PutObservation{Journey: twin, Source: "poll", Observation: model.Observation{Metric: "effort", Value: model.Some(1.0)}}},
			"source of their own", func(w *model.Workspace) bool {
				return w.Dataset("poll").Journey == twin && observationsOf(w, jid) == observationsOf(start, jid)
			}},
		{"locked", []model.Command{
			model.EditCards{Journey: jid, Cards: []model.Card{{ID: "p", Lane: "L", Step: "a1", Span: 1, Title: "Changed"}}},
			model.EditLane{Journey: jid, Lane: model.Lane{ID: "L", Kind: model.KindAction, Title: "Actions", Locked: true}},
		}, "“Actions” is locked", func(w *model.Workspace) bool { return w.Journey(jid).Card("p").Title == "Card p" }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := start
			for _, s := range test.since {
				w = done(t, w, s)
			}
			got, notes := done(t, w, c), c.Notes(w)
			if text := strings.Join(notes, " "); (test.note == "") != (text == "") || !strings.Contains(text, test.note) {
				t.Errorf("told %q, want %q", text, test.note)
			}
			if err := model.Validate(got); err != nil {
				t.Error(err)
			}
			if !test.check(got) {
				t.Errorf("%v", model.Diff(w, got))
			}
			if len(test.since) == 0 && got != w {
				t.Error("restoring what is there changes something")
			}
		})
	}
	if _, err := (model.RestoreJourney{Journey: "none", From: start}).Apply(start); err == nil {
		t.Error("a journey that is not there was restored")
	}
	if _, err := (model.AdoptJourney{Journey: jid}).Apply(start); err == nil {
		t.Error("was adopted from nowhere")
	}
}

// Views of a restored journey take the place of those that it has, and of no other's.
func TestRestoreJourney_Views(t *testing.T) {
	start := small()
	kept := slices.Clone(start.Views)
	w := start
	for _, v := range kept {
		if v.Journey == jid {
			w = done(t, w, model.DeleteRecord{Ref: model.Ref{Kind: model.ViewRecord, ID: string(v.ID)}})
		}
	}
	w = done(t, w, model.PutView{View: model.View{ID: "later", Journey: jid, Name: "Made since"}})
	got := done(t, w, model.RestoreJourney{Journey: jid, From: model.Excerpt(start, jid)})
	if len(got.Views) != len(kept) || got.View("later") != nil {
		t.Errorf("%d views, %v", len(got.Views), got.View("later"))
	}
}
