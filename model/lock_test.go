package model_test

import (
	"errors"
	"strings"
	"testing"

	"stagecraft/model"
)

func TestLockedLane_KeepsItsCards(t *testing.T) {
	w := model.Generate(2, 4, 4, 12, 0, 1)
	j := w.Journeys[0]
	card := *j.Cards[0]
	lane := *j.Lane(card.Lane)
	other := j.Lanes[0]
	if other.ID == lane.ID {
		other = j.Lanes[1]
	}
	lane.Locked = true
	w, err := model.EditLane{Journey: j.ID, Lane: lane}.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := model.Card{}
	for _, c := range j.Cards {
		if c.Lane != lane.ID {
			elsewhere = *c
		}
	}
	if elsewhere.ID == "" {
		t.Fatal("all cards lie in one lane")
	}
	changed, into := card, elsewhere
	changed.Title += "!"
	into.Lane = lane.ID
	ids := []model.CardID{card.ID}
	for name, c := range map[string]model.Command{
		"add":       model.AddCards{Journey: j.ID, Cards: []model.PlacedCard{{Card: model.Card{ID: "new", Lane: lane.ID, Step: card.Step}}}},
		"edit":      model.EditCards{Journey: j.ID, Cards: []model.Card{changed}},
		"edit in":   model.EditCards{Journey: j.ID, Cards: []model.Card{into}},
		"move out":  model.MoveCards{Journey: j.ID, Moves: []model.CardMove{{Card: card.ID, To: model.Cell{Lane: other.ID, Step: card.Step}}}},
		"move in":   model.MoveCards{Journey: j.ID, Moves: []model.CardMove{{Card: elsewhere.ID, To: model.Cell{Lane: lane.ID, Step: card.Step}}}},
		"duplicate": model.DuplicateCards{Journey: j.ID, Cards: ids, Salt: "s"},
		"delete":    model.DeleteCards{Journey: j.ID, Cards: ids},
		"split":     model.SplitLane{Journey: j.ID, Lane: lane.ID, NewLane: model.NewLane(model.KindNote), Cards: ids},
		"merge":     model.MergeLanes{Journey: j.ID, Lane: lane.ID, Into: other.ID},
		"take over": model.MergeLanes{Journey: j.ID, Lane: other.ID, Into: lane.ID},
		"delete it": model.DeleteLane{Journey: j.ID, Lane: lane.ID},
	} {
		_, err := c.Apply(w)
		var invalid *model.InvalidError
		if !errors.As(err, &invalid) || invalid.Ref.ID != string(lane.ID) || !strings.Contains(invalid.Reason, "is locked; unlock it") {
			t.Errorf("%s: %v, want that the lane is locked", name, err)
		}
	}

	voted := card
	voted.Votes++
	for name, c := range map[string]model.Command{
		"vote":      model.EditCards{Journey: j.ID, Cards: []model.Card{voted}},
		"same":      model.EditCards{Journey: j.ID, Cards: []model.Card{card}},
		"step goes": model.DeleteStep{Journey: j.ID, Step: card.Step},
		"move lane": model.MoveLane{Journey: j.ID, Lane: lane.ID, To: 3},
		"unlock":    model.EditLane{Journey: j.ID, Lane: *j.Lane(lane.ID)},
	} {
		if _, err := c.Apply(w); err != nil {
			t.Errorf("%s: %v, but a lock does not hold that up", name, err)
		}
	}
}
