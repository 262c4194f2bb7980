package model_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"stagecraft/model"
)

// told writes changes as "card p changed", sorted.
func told(changes []model.Change) string {
	var all []string
	for _, c := range changes {
		all = append(all, fmt.Sprintf("%s %s %s", c.Ref.Kind, c.Ref.ID, c.Op))
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

func TestDiff(t *testing.T) {
	tests := []struct {
		do   model.Command
		want string
	}{
		{rename("p", "other", ""), "card p changed"},
		{model.MoveCards{Journey: jid, Moves: []model.CardMove{to("p", "L", "a1", 9)}}, "card p moved"},
		{model.MoveCards{Journey: jid, Moves: []model.CardMove{to("p", "M", "b2", 0)}}, "card p changed"},
		{model.DeleteCards{Journey: jid, Cards: []model.CardID{"t"}}, "card t removed, dataset survey changed, link tv removed"},
		{model.MoveStage{Journey: jid, Stage: "C", To: 0}, "card u changed, stage C moved"},
		{model.EditStage{Journey: jid, Stage: "A", Title: "x"}, "stage A changed"},
		{model.EditStep{Journey: jid, Step: "a2", Title: "x"}, "step a2 changed"},
		{model.MoveStep{Journey: jid, Step: "a1", Stage: "A", To: 2}, "card v changed, step a1 moved"},
		{model.MoveStep{Journey: jid, Step: "b1", Stage: "C", To: 0}, "card u changed, step b1 moved"},
		{model.MergeStages{Journey: jid, Stage: "B"}, "stage C removed, step c1 moved"},
		{model.MoveLane{Journey: jid, Lane: "N", To: 0}, "lane N moved"},
		{model.RenameWorkspace{Name: "x"}, "workspace  changed"},
		{model.EditJourney{Journey: jid, Info: model.JourneyInfo{Title: "x"}}, "journey j changed"},
		{model.PutOwner{Owner: model.Owner{ID: "shop", Name: "x"}}, "owner shop changed"},
		{model.DeleteRecord{Ref: model.Ref{Kind: model.ChannelRecord, ID: "web"}}, "card p changed, channel web removed, view view changed"},
	}
	for _, test := range tests {
		w := small()
		next := apply(t, w, test.do)
		if got := told(model.Diff(w, next)); got != test.want {
			t.Errorf("%#v: %s, want %s", test.do, got, test.want)
		}
		if got := len(model.Diff(next, w)); got != len(model.Diff(w, next)) {
			t.Errorf("%#v: %d changes backwards", test.do, got)
		}
	}
}

func TestDiff_OfSeparateValues(t *testing.T) {
	a, b := small(), small()
	if changes := model.Diff(a, b); len(changes) != 0 {
		t.Errorf("two equal values differ in %s", told(changes))
	}
	b.Journeys[0].Card("q") // lookups are no difference
	if !model.Equal(a, b) {
		t.Error("a lookup makes a difference")
	}
	a.Journeys[0].Comments[0].At, a.Sources[0].Imported = time.Unix(5, 0).UTC(), time.Unix(5, 0).UTC()
	b.Journeys[0].Comments[0].At, b.Sources[0].Imported = time.Unix(5, 0).In(time.FixedZone("X", 3600)), time.Unix(5, 0).In(time.FixedZone("X", 3600))
	if !model.Equal(a, b) {
		t.Error("the same instant in another time zone makes a difference")
	}
	change(b.Datasets[0], 3, func(o *model.Observation) { o.Row = 9 })
	b.Journeys[0].Cards[2].Tags = []string{"x"}
	if got := told(model.Diff(a, b)); got != "card r changed, dataset survey changed" {
		t.Error(got)
	}
}

func TestDiff_ListsWhatCameWithAJourney(t *testing.T) {
	w := small()
	empty := apply(t, w, model.DeleteJourney{Journey: jid})
	if got := len(model.Diff(empty, w)); got != 1+3+6+3+8+3+6+1+1 {
		t.Errorf("%d records: %s", got, told(model.Diff(empty, w)))
	}
	for _, c := range model.Diff(w, empty) {
		if c.Op != model.Removed {
			t.Errorf("%v, want removed", c)
		}
		if inside := c.Ref.Kind != model.ViewRecord; inside != (c.Ref.Journey == jid) {
			t.Errorf("%v has the journey %q", c.Ref, c.Ref.Journey)
		}
	}
}

// change puts a changed observation in the place of one.
func change(d *model.Dataset, i int, to func(*model.Observation)) {
	list := slices.Collect(d.Observations.All())
	to(&list[i])
	d.Observations = model.ObservationsOf(list...)
}
