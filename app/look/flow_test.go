package look

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// What does not fit goes on in a further row, nothing lies over anything else, and the height is that of the
// rows that the width makes.
func TestFlow(t *testing.T) {
	test.NewTempApp(t)
	box := func(width float32) fyne.CanvasObject { return Fixed(width, 20, NewFill("surface", "", 0, 0)) }
	parts := []fyne.CanvasObject{box(100), Grow(box(50)), box(100), box(60)}
	f := Flow(10, parts...)
	for _, c := range []struct{ width, height float32 }{{340, 20}, {339, 50}, {120, 110}, {400, 20}} {
		f.Resize(fyne.NewSize(c.width, 20))
		if got := f.MinSize().Height; got != c.height {
			t.Errorf("%v wide, the flow asks for a height of %v, want %v", c.width, got, c.height)
		}
		for i, a := range f.Objects {
			if a.Position().X+a.Size().Width > c.width {
				t.Errorf("%v wide, part %d ends at %v", c.width, i, a.Position().X+a.Size().Width)
			}
			for j, b := range f.Objects[:i] {
				apart := a.Position().Y != b.Position().Y || a.Position().X >= b.Position().X+b.Size().Width+10
				if !apart {
					t.Errorf("%v wide, part %d lies over part %d", c.width, i, j)
				}
			}
		}
	}
	if grown := f.Objects[1].Size().Width; grown != 400-100-100-60-30 {
		t.Errorf("the part that grows is %v wide", grown)
	}
}
