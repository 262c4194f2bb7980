package model_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"stagecraft/model"
)

// TestEveryFieldIsTold changes each field of each kind of record, one at a time, and wants exactly that
// change told in words.
func TestEveryFieldIsTold(t *testing.T) {
	w := small()
	j := w.Journeys[0]
	persona, other := model.PersonaID("ann"), &model.Persona{ID: "bob", Name: "Bob"}
	w.Personas = append(w.Personas, other)
	w.Images = []*model.Image{{ID: "pic", Name: "door.png"}}
	ref := func(kind model.RecordKind, id string) model.Ref { return model.Ref{Kind: kind, Journey: jid, ID: id} }
	records := []struct {
		ref  model.Ref
		at   any
		skip []string
	}{
		{ref(model.JourneyRecord, "j"), &j.JourneyInfo, nil},
		{ref(model.StageRecord, "A"), j.Stages[0], []string{"ID", "Steps"}},
		{ref(model.StepRecord, "a1"), j.Stages[0].Steps[0], []string{"ID"}},
		{ref(model.LaneRecord, "L"), j.Lanes[0], []string{"ID"}},
		{ref(model.CardRecord, "q"), j.Cards[1], []string{"ID"}},
		{ref(model.LinkRecord, "pq"), j.Links[0], []string{"ID"}},
		{ref(model.CommentRecord, "on-A"), j.Comments[0], []string{"ID"}},
		{ref(model.PersonaRecord, string(persona)), w.Personas[0], []string{"ID"}},
		{ref(model.MetricRecord, "csat"), w.Metrics[0], []string{"ID"}},
		{ref(model.SourceRecord, "survey"), w.Sources[0], []string{"ID"}},
		{ref(model.ChannelRecord, "web"), w.Channels[0], []string{"ID"}},
		{ref(model.OwnerRecord, "shop"), w.Owners[0], []string{"ID"}},
		{ref(model.SystemRecord, "crm"), w.Systems[0], []string{"ID"}},
	}
	for _, r := range records {
		value := reflect.ValueOf(r.at).Elem()
		for i := range value.NumField() {
			name := value.Type().Field(i).Name
			if !value.Type().Field(i).IsExported() || slices.Contains(r.skip, name) {
				continue
			}
			kept := reflect.New(value.Type()).Elem()
			kept.Set(value)
			before := clonedSmall(w)
			alter(t, value.Field(i))
			changes := model.ChangedFields(before, r.ref, w, r.ref)
			if len(changes) != 1 || changes[0].Before == changes[0].After {
				t.Errorf("%s.%s: told as %+v", value.Type().Name(), name, changes)
			}
			value.Set(kept)
			if changes := model.ChangedFields(before, r.ref, w, r.ref); len(changes) != 0 {
				t.Errorf("%s without a change: %+v", value.Type().Name(), changes)
			}
		}
	}
}

// clonedSmall copies the records of a workspace made by small, so that those can be altered in place.
func clonedSmall(w *model.Workspace) *model.Workspace {
	old := w.Journeys[0]
	j := &model.Journey{ID: old.ID, JourneyInfo: old.JourneyInfo}
	j.Stages, j.Lanes, j.Cards = copies(old.Stages), copies(old.Lanes), copies(old.Cards)
	j.Links, j.Comments = copies(old.Links), copies(old.Comments)
	j.Stages[0].Steps = copies(old.Stages[0].Steps)
	return &model.Workspace{
		Name: w.Name, Journeys: []*model.Journey{j}, Personas: copies(w.Personas), Metrics: copies(w.Metrics), Sources: copies(w.Sources),
		Channels: copies(w.Channels), Owners: copies(w.Owners), Systems: copies(w.Systems), Images: w.Images,
	}
}

func copies[R any](list []*R) []*R {
	next := make([]*R, len(list))
	for i, r := range list {
		record := *r
		next[i] = &record
	}
	return next
}

// alter gives a field another value that a person can tell from the one before.
func alter(t *testing.T, v reflect.Value) {
	t.Helper()
	switch x := v.Addr().Interface().(type) {
	case *string:
		*x += " and more"
	case *int:
		*x += 2
	case *bool:
		*x = !*x
	case *time.Time:
		*x = x.Add(time.Hour)
	case *[]string:
		*x = append([]string{"first"}, *x...)
	case *[]float64:
		*x = []float64{1, 2}
	case *model.Maybe[float64]:
		*x = model.Some(x.Value - 1.5)
	case *[]model.Served:
		*x = append(*x, model.Served{Persona: "ann", Goal: "Peace"})
	case *[]model.PersonaID:
		*x = append([]model.PersonaID{"bob"}, *x...)
	case *model.Ref:
		x.Kind = model.JourneyRecord
	case *model.PersonaID:
		*x = "bob"
	case *model.LaneID:
		*x = "M"
	case *model.StepID:
		*x = "b1"
	case *model.CardID:
		*x = "x"
	case *model.Kind:
		*x = model.KindGain
	case *model.Evidence:
		*x = model.Validated
	case *model.Status:
		*x = model.Approved
	case *model.LinkKind:
		*x = model.Handoff
	case *model.JourneyKind:
		*x = model.Future
	default:
		if v.Kind() != reflect.String {
			t.Fatalf("no way to alter a %s", v.Type())
		}
		v.SetString(v.String() + "x")
	}
}
