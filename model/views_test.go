package model_test

import (
	"testing"

	"stagecraft/model"
)

func TestFilterPasses(t *testing.T) {
	lane := &model.Lane{ID: "l", Kind: model.KindPain, Persona: "ann"}
	open := &model.Lane{ID: "o", Kind: model.KindAction}
	card := &model.Card{ID: "c", Tags: []string{"price", "late"}, Channel: "web", Evidence: model.Validated, MomentOfTruth: true}
	for _, c := range []struct {
		name string
		f    model.Filter
		card *model.Card
		lane *model.Lane
		want bool
	}{
		{"no condition", model.Filter{Hide: true}, card, lane, true},
		{"the lane's persona", model.Filter{Personas: []model.PersonaID{"ann"}}, card, lane, true},
		{"another persona", model.Filter{Personas: []model.PersonaID{"bob"}}, card, lane, false},
		{"of all personas", model.Filter{Personas: []model.PersonaID{"bob"}}, card, open, true},
		{"its own persona before the lane's", model.Filter{Personas: []model.PersonaID{"ann"}}, &model.Card{Persona: "bob"}, lane, false},
		{"one of two tags", model.Filter{Tags: []string{"late", "x"}}, card, lane, true},
		{"no such tag", model.Filter{Tags: []string{"x"}}, card, lane, false},
		{"channel", model.Filter{Channels: []model.ChannelID{"web"}}, card, lane, true},
		{"no channel", model.Filter{Channels: []model.ChannelID{"web"}}, &model.Card{}, lane, false},
		{"the lane's kind", model.Filter{Kinds: []model.Kind{model.KindPain}}, card, lane, true},
		{"its own kind", model.Filter{Kinds: []model.Kind{model.KindPain}}, &model.Card{Kind: model.KindGain}, lane, false},
		{"evidence", model.Filter{Evidence: []model.Evidence{model.Validated}}, card, lane, true},
		{"none is an assumption", model.Filter{Evidence: []model.Evidence{model.Assumption}}, &model.Card{}, lane, true},
		{"moments of truth", model.Filter{Moments: true}, card, lane, true},
		{"no moment of truth", model.Filter{Moments: true}, &model.Card{}, lane, false},
		{"all conditions at once", model.Filter{Moments: true, Tags: []string{"x"}}, card, lane, false},
	} {
		if got := c.f.Passes(c.card, c.lane); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestPutView_KeepsItsOwnLists(t *testing.T) {
	v := model.View{ID: "n", Name: "N", Journey: jid, Filter: model.Filter{Personas: []model.PersonaID{"ann"}, Tags: []string{"a"}},
		CollapsedLanes: []model.LaneID{"M"}, Heights: []model.LaneHeight{{Lane: "M", Height: 80}}}
	w := apply(t, small(), model.PutView{View: v})
	v.Filter.Personas[0], v.Filter.Tags[0], v.CollapsedLanes[0], v.Heights[0].Lane = "x", "x", "x", "x"
	got := w.View("n")
	if got.Filter.Personas[0] != "ann" || got.Filter.Tags[0] != "a" || got.CollapsedLanes[0] != "M" || got.Heights[0].Lane != "M" {
		t.Errorf("the view changed with the caller's: %+v", got)
	}
	w = apply(t, w, model.DeleteLane{Journey: jid, Lane: "M"})
	if got := w.View("n"); len(got.CollapsedLanes)+len(got.Heights) != 0 {
		t.Errorf("the view still names a lane that is gone: %+v", got)
	}
}
