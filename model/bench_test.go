package model_test

import (
	"fmt"
	"testing"

	"stagecraft/model"
)

func generated(cards, observations int) (*model.Workspace, *model.Journey) {
	w := model.Generate(10, 100, 12, cards, observations, 1)
	return w, w.Journeys[0]
}

// BenchmarkEdit is one edit of one card's title, as a person types it: through the history, with a
// lookup of the card and of its cell in the next value.
func BenchmarkEdit(b *testing.B) {
	for _, cards := range []int{100, 10_000, 100_000} {
		b.Run(fmt.Sprintf("cards=%d", cards), func(b *testing.B) {
			w, j := generated(cards, 0)
			h := model.NewHistory(w)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				c := *j.Cards[i*7919%len(j.Cards)]
				c.Title = fmt.Sprint("Title ", i)
				if _, err := h.Do(model.EditCards{Journey: j.ID, Cards: []model.Card{c}}); err != nil {
					b.Fatal(err)
				}
				next := h.Current().Journeys[0]
				if card := next.Card(c.ID); card.Title != c.Title || len(next.CardsIn(model.Cell{Lane: card.Lane, Step: card.Step})) == 0 {
					b.Fatal("the edit is not there")
				}
			}
		})
	}
}

// BenchmarkMoveOne moves one card to another cell and back.
func BenchmarkMoveOne(b *testing.B) {
	w, j := generated(10_000, 0)
	h := model.NewHistory(w)
	steps := j.Steps()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		c := j.Cards[i*7919%len(j.Cards)]
		m := model.CardMove{Card: c.ID, To: model.Cell{Lane: c.Lane, Step: steps[i%len(steps)].ID}, Index: i % 5}
		if _, err := h.Do(model.MoveCards{Journey: j.ID, Moves: []model.CardMove{m}}); err != nil {
			b.Fatal(err)
		}
		if h.Current().Journeys[0].Card(c.ID) == nil {
			b.Fatal("the card is lost")
		}
	}
}

func BenchmarkMoveCards500(b *testing.B) {
	w, j := generated(10_000, 0)
	steps := j.Steps()
	var moves []model.CardMove
	for i := range 500 {
		c := j.Cards[i*17]
		moves = append(moves, model.CardMove{Card: c.ID, To: model.Cell{Lane: c.Lane, Step: steps[i%len(steps)].ID}, Index: i % 3})
	}
	c := model.MoveCards{Journey: j.ID, Moves: moves}
	for b.Loop() {
		if _, err := c.Apply(w); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDiff(b *testing.B) {
	w, j := generated(10_000, 100_000)
	card := *j.Cards[5000]
	card.Title = "other"
	edit := model.EditCards{Journey: j.ID, Cards: []model.Card{card}}
	move := model.MoveStage{Journey: j.ID, Stage: j.Stages[0].ID, To: 5}
	for name, c := range map[string]model.Command{"edit": edit, "stage": move} {
		b.Run(name, func(b *testing.B) {
			next, err := c.Apply(w)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if len(model.Diff(w, next)) == 0 {
					b.Fatal("no difference")
				}
			}
		})
	}
}

func BenchmarkMoveStage(b *testing.B) {
	w, j := generated(10_000, 0)
	for i := 0; b.Loop(); i++ {
		if _, err := (model.MoveStage{Journey: j.ID, Stage: j.Stages[0].ID, To: 1 + i%9}).Apply(w); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDeleteStage(b *testing.B) {
	w, j := generated(10_000, 1_000_000)
	for b.Loop() {
		if _, err := (model.DeleteStage{Journey: j.ID, Stage: j.Stages[3].ID}).Apply(w); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDeleteCardBesideData(b *testing.B) {
	w, j := generated(10_000, 1_000_000)
	for b.Loop() {
		if _, err := (model.DeleteCards{Journey: j.ID, Cards: []model.CardID{j.Cards[77].ID}}).Apply(w); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLookups builds the lookups of a journey anew, as after opening a file.
func BenchmarkLookups(b *testing.B) {
	_, j := generated(10_000, 0)
	for b.Loop() {
		fresh := &model.Journey{ID: j.ID, JourneyInfo: j.JourneyInfo, Stages: j.Stages, Lanes: j.Lanes, Cards: j.Cards}
		c := fresh.Card(j.Cards[1].ID)
		fresh.CardsIn(model.Cell{Lane: c.Lane, Step: c.Step})
	}
}

func BenchmarkValidate(b *testing.B) {
	w, _ := generated(10_000, 100_000)
	for b.Loop() {
		if err := model.Validate(w); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGenerate(b *testing.B) {
	for _, size := range []struct{ cards, observations int }{{10_000, 100_000}, {100_000, 1_000_000}} {
		b.Run(fmt.Sprintf("cards=%d", size.cards), func(b *testing.B) {
			for b.Loop() {
				generated(size.cards, size.observations)
			}
		})
	}
}

// BenchmarkMerge merges a version of a large journey that shares no record with the current one, as one
// that was read from a file.
func BenchmarkMerge(b *testing.B) {
	base, j := generated(10_000, 0)
	mine, theirs := base, base
	for i := range 100 {
		x, y := *j.Cards[i*7], *j.Cards[i*11+3]
		x.Title, y.Body = "Mine", "Theirs"
		for side, c := range map[**model.Workspace]model.Card{&mine: x, &theirs: y} {
			next, err := model.EditCards{Journey: j.ID, Cards: []model.Card{c}}.Apply(*side)
			if err != nil {
				b.Fatal(err)
			}
			*side = next
		}
	}
	read := theirs.Journey(j.ID)
	cards := copies(read.Cards)
	theirs = &model.Workspace{Name: theirs.Name, Journeys: []*model.Journey{{ID: read.ID, JourneyInfo: read.JourneyInfo, Stages: read.Stages, Lanes: read.Lanes, Cards: cards, Links: read.Links}},
		Personas: theirs.Personas, Metrics: theirs.Metrics, Channels: theirs.Channels, Owners: theirs.Owners, Systems: theirs.Systems, Sources: theirs.Sources}
	for b.Loop() {
		if _, err := model.Merge(base, mine, theirs, j.ID); err != nil {
			b.Fatal(err)
		}
	}
}
