package model_test

import (
	"fmt"
	"slices"
	"testing"

	"stagecraft/model"
)

func uses(w *model.Workspace, kind model.RecordKind, id string) []string {
	var texts []string
	for _, u := range model.Uses(w)[model.Ref{Kind: kind, ID: id}] {
		texts = append(texts, fmt.Sprintf("%s %s %s %d", u.In.Kind, u.In.ID, u.Field, u.Count))
	}
	return texts
}

func TestUses(t *testing.T) {
	w := small()
	w.Personas[0].Goals = []string{"rest"}
	w.Journeys[0].Stages[0].Steps[1].Serves = []model.Served{{Persona: "ann", Goal: "rest"}}
	for _, test := range []struct {
		kind model.RecordKind
		id   string
		want []string
	}{
		{model.OwnerRecord, "shop", []string{"journey j owner 1", "card p owner 1", "metric csat owner 1", "source survey owner 1", "system crm owner 1"}},
		{model.PersonaRecord, "ann", []string{"journey j persona 1", "step a2 goal 1", "lane M persona 1", "card p persona 1", "view view filter 1"}},
		{model.MetricRecord, "csat", []string{"lane N metric 1", "view view metric 1", "dataset survey values 4"}},
		{model.ChannelRecord, "web", []string{"card p channel 1", "view view filter 1"}},
		{model.SystemRecord, "crm", []string{"card p system 1"}},
		{model.SourceRecord, "survey", []string{"dataset survey values 4"}},
		{model.OwnerRecord, "nobody", nil},
	} {
		if got := uses(w, test.kind, test.id); !slices.Equal(got, test.want) {
			t.Errorf("%s %s is used in %q, want %q", test.kind, test.id, got, test.want)
		}
	}
}

// After a record was deleted or replaced nothing may name it any more.
func TestReplaceRecordLeavesNoUse(t *testing.T) {
	w := small()
	w.Personas[0].Goals = []string{"rest", "eat"}
	w.Journeys[0].Stages[0].Steps[1].Serves = []model.Served{{Persona: "ann", Goal: "rest"}, {Persona: "ann", Goal: "eat"}}
	w.Personas = append(w.Personas, &model.Persona{ID: "ben", Name: "Ben", Goals: []string{"rest"}})
	w.Channels = append(w.Channels, &model.Channel{ID: "app", Name: "App"})
	w.Owners = append(w.Owners, &model.Owner{ID: "desk", Name: "Desk"})
	w.Systems = append(w.Systems, &model.System{ID: "erp", Name: "Books"})
	other := *w.Metrics[0]
	other.ID, other.Name = "nps", "Would recommend"
	w.Metrics = append(w.Metrics, &other)
	for _, c := range []struct {
		ref   model.Ref
		by    string
		moved int // uses of the other afterwards
	}{
		{model.Ref{Kind: model.PersonaRecord, ID: "ann"}, "ben", 5},
		{model.Ref{Kind: model.ChannelRecord, ID: "web"}, "app", 2},
		{model.Ref{Kind: model.OwnerRecord, ID: "shop"}, "desk", 6}, // of the second metric too
		{model.Ref{Kind: model.SystemRecord, ID: "crm"}, "erp", 1},
		{model.Ref{Kind: model.MetricRecord, ID: "csat"}, "nps", 3},
	} {
		for _, join := range []bool{false, true} {
			next := apply(t, w, model.ReplaceRecord{Ref: c.ref, By: c.by, Join: join})
			if got := uses(next, c.ref.Kind, c.ref.ID); got != nil {
				t.Errorf("%v is still used in %q", c.ref, got)
			}
			moved := c.moved
			if join && c.ref.Kind == model.PersonaRecord {
				moved++ // Ben wants to eat too, now
			}
			if got := uses(next, c.ref.Kind, c.by); len(got) != moved {
				t.Errorf("joined %t: %s is used in %q, want %d places", join, c.by, got, moved)
			}
		}
	}
}

func TestMergeFillsWhatIsEmpty(t *testing.T) {
	w := small()
	w.Personas = []*model.Persona{
		{ID: "ann", Name: "Ann", Role: "guest", Quote: "Ah", Goals: []string{"rest", "eat"}, Needs: []string{"bed"}},
		{ID: "ben", Name: "Ben", Role: "traveller", Goals: []string{"eat", "work"}},
	}
	w = apply(t, w, model.ReplaceRecord{Ref: model.Ref{Kind: model.PersonaRecord, ID: "ann"}, By: "ben", Join: true})
	p := w.Persona("ben")
	if len(w.Personas) != 1 || p.Role != "traveller" || p.Quote != "Ah" || !slices.Equal(p.Goals, []string{"eat", "work", "rest"}) || !slices.Equal(p.Needs, []string{"bed"}) {
		t.Errorf("merged to %+v", *p)
	}
	if !slices.Equal(w.Journeys[0].Personas, []model.PersonaID{"ben"}) {
		t.Errorf("the journey is of %v", w.Journeys[0].Personas)
	}
}

func TestMetricsCountedOtherwiseAreNotPutTogether(t *testing.T) {
	w := small()
	sum := *w.Metrics[0]
	sum.ID, sum.Aggregation = "sum", model.Sum
	narrow := *w.Metrics[0]
	narrow.ID, narrow.ScaleMin, narrow.Thresholds, narrow.Target = "narrow", model.Some(4.0), nil, model.Maybe[float64]{}
	w.Metrics = append(w.Metrics, &sum, &narrow)
	ref := model.Ref{Kind: model.MetricRecord, ID: "csat"}
	refused(t, w, model.ReplaceRecord{Ref: ref, By: "sum", Join: true}, "", "counted in another way")
	refused(t, w, model.ReplaceRecord{Ref: ref, By: "narrow"}, "", "outside the scale")
	refused(t, w, model.ReplaceRecord{Ref: ref, By: "csat"}, "", "its own place")
	refused(t, w, model.ReplaceRecord{Ref: ref, By: "gone"}, "", "does not exist")
	refused(t, w, model.ReplaceRecord{Ref: model.Ref{Kind: model.ViewRecord, ID: "view"}, By: "x"}, "", "not a record that another can stand for")
}
