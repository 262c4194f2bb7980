package look

import (
	"fmt"

	"fyne.io/fyne/v2"
)

// Tabs is a row of names of which one is on, each with how much there is under it.
type Tabs struct {
	*fyne.Container
	presses []*Press
	counts  []int
}

// NewTabs returns the row. The tabs' names are name, "-" and the text. Pick is called with the index of
// the tab that was pressed.
func NewTabs(name string, texts []string, on int, pick func(int)) *Tabs {
	t := &Tabs{counts: make([]int, len(texts))}
	row := make([]fyne.CanvasObject, 0, len(texts)+1)
	for i, text := range texts {
		p := NewPress(name+"-"+text, 4, tabGround, func(s State) fyne.CanvasObject {
			label := text
			if n := t.counts[i]; n > 0 {
				label += fmt.Sprintf(" %d", n)
			}
			words, foot := Text(label, 12, "text2"), NewFill("", "", 0, 0)
			if s.On {
				words = Bold(label, 12, "accent")
				foot.Set("accent", "", 0)
			}
			return V(0, Sized(0, 27, words), Sized(1, 2, foot))
		}, func() { pick(i) })
		p.SetOn(i == on)
		t.presses = append(t.presses, p)
		row = append(row, p)
	}
	t.Container = H(15, append(row, Space())...)
	return t
}

func tabGround(s State) Ground {
	if s.Hovered && !s.On {
		return Ground{Fill: "hover"}
	}
	return Ground{}
}

// Count shows how much there is under a tab; 0 shows nothing.
func (t *Tabs) Count(tab, n int) {
	if t.counts[tab] != n {
		t.counts[tab] = n
		t.presses[tab].Rebuild()
		t.Container.Refresh()
	}
}
