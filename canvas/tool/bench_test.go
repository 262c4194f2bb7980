package tool_test

import (
	"testing"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// BenchmarkDrag moves the pointer with cards lifted on a map of 10,000.
func BenchmarkDrag(b *testing.B) {
	w := model.Generate(20, 200, 14, 10000, 0, 1)
	for _, n := range []int{1, 500} {
		b.Run(map[int]string{1: "1", 500: "500"}[n], func(b *testing.B) {
			d := newDesk(b, w)
			cards := d.plainCards()
			for _, box := range cards[:n] {
				d.selection = append(d.selection, tool.CardRef(d.layout, box.Card.ID))
			}
			m := tool.NewMachine(d)
			from := cards[0].Rect.Center()
			gesture(m, from, layout.Point{X: from.X + 20, Y: from.Y}, tool.Mods{})
			if len(d.preview.Cards) != n {
				b.Fatalf("%d cards are lifted", len(d.preview.Cards))
			}
			b.ResetTimer()
			for i := range b.N {
				m.Handle(event(tool.Move, layout.Point{X: from.X + float64(i%400), Y: from.Y}))
			}
		})
	}
}
