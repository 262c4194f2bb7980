package tool_test

import (
	"slices"
	"testing"

	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// blueprint is a map with an action, a touchpoint, and a card in each zone below, linked downwards, and
// a second column whose cards are linked with those of the first along the lanes.
func blueprint(t *testing.T) *desk {
	t.Helper()
	j := model.NewJourney("Stay", model.ServiceBlueprint)
	w := &model.Workspace{Name: "Stay", Journeys: []*model.Journey{j}}
	d := newDesk(t, w)
	lane := map[model.Zone]model.LaneID{}
	for _, l := range j.Lanes {
		if _, ok := lane[l.ZoneOf()]; !ok && l.Kind != model.KindEmotion && l.Kind != model.KindMetric {
			lane[l.ZoneOf()] = l.ID
		}
	}
	steps := j.Steps()
	put := func(id model.CardID, zone model.Zone, step int) {
		t.Helper()
		if lane[zone] == "" {
			t.Fatalf("no lane in zone %s", zone)
		}
		if err := d.Do(model.AddCards{Journey: j.ID, Cards: []model.PlacedCard{{Card: model.Card{ID: id, Lane: lane[zone], Step: steps[step].ID, Span: 1, Title: string(id)}}}}); err != nil {
			t.Fatal(err)
		}
	}
	link := func(from, to model.CardID, kind model.LinkKind) {
		t.Helper()
		if err := d.Do(model.AddLink{Journey: j.ID, Link: model.Link{ID: model.LinkID(from + "-" + to), From: from, To: to, Kind: kind}}); err != nil {
			t.Fatal(err)
		}
	}
	put("ask", model.ZoneCustomer, 0)
	put("front", model.ZoneFrontstage, 0)
	put("back", model.ZoneBackstage, 0)
	put("help", model.ZoneBackstage, 1)
	put("next", model.ZoneBackstage, 1)
	put("system", model.ZoneSupport, 0)
	put("pay", model.ZoneCustomer, 1)
	put("front2", model.ZoneFrontstage, 1)
	link("ask", "front", model.Flow)
	link("front", "back", model.Flow)
	link("system", "back", model.Flow) // drawn upwards
	link("back", "help", model.DependsOn)
	link("back", "next", model.Flow)    // comes after, and serves nothing here
	link("ask", "pay", model.Flow)      // along the customer's way
	link("front", "front2", model.Flow) // along the frontstage
	link("pay", "front2", model.Flow)
	return d
}

func TestServiceGoesDownAndBack(t *testing.T) {
	d := blueprint(t)
	for card, want := range map[model.CardID][]model.CardID{
		"ask":    {"back", "front", "help", "system"},
		"front":  {"back", "help", "system"},
		"system": {"ask", "back", "front"},
		"help":   {"ask", "back", "front"},
		"pay":    nil, // nothing below the line
		"next":   nil,
	} {
		got := tool.ServiceOf(d.layout, card)
		slices.Sort(got.Cards)
		if !slices.Equal(got.Cards, want) {
			t.Errorf("%s: %v, want %v", card, got.Cards, want)
		}
		if len(want) > 0 && (got.Words() == "" || len(got.Links) < len(want)) || len(want) == 0 && got.Words() != "" {
			t.Errorf("%s: says %q over %d links", card, got.Words(), len(got.Links))
		}
	}
}
