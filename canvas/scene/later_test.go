package scene_test

import (
	"sync"
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// TestCardsAreDrawnWhenLookedAt draws more cards than are kept, from several goroutines at a time, twice:
// whatever was forgotten in between comes back the same.
func TestCardsAreDrawnWhenLookedAt(t *testing.T) {
	w := model.Generate(5, 60, 8, 6000, 10, 1)
	s := scene.Build(layout.Compute(w, w.Journeys[0].ID, layout.Options{}), scene.Light(), nil)
	var cards []*scene.Group
	s.Body.Each(func(p scene.Placed) {
		if p.Group.Ref.Kind == model.CardRecord && !s.Layout.CardBox(model.CardID(p.Group.Ref.ID)).Point {
			cards = append(cards, p.Group)
		}
	})
	count := func() []int {
		n := make([]int, len(cards))
		var wait sync.WaitGroup
		for part := range 4 {
			wait.Go(func() {
				for i := part; i < len(cards); i += 4 {
					n[i] = len(cards[i].Drawn()) + len(cards[i].DrawnAt(0.1))
				}
			})
		}
		wait.Wait()
		return n
	}
	first, second := count(), count()
	for i := range cards {
		if first[i] < 2 || first[i] != second[i] {
			t.Fatalf("%s is drawn with %d items, then %d", cards[i].Words(), first[i], second[i])
		}
		if flat := cards[i].DrawnAt(0.1); len(flat) > 1 {
			t.Fatalf("%s is drawn with %d items at 10 %%", cards[i].Words(), len(flat))
		}
	}
}
