package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// FirstFitting shows the first of several forms of one thing that has room in the width that there is,
// or else the last. It asks for no more width than least.
func FirstFitting(least float32, forms ...fyne.CanvasObject) *fyne.Container {
	return container.New(fittingLayout(least), forms...)
}

type fittingLayout float32

func (l fittingLayout) MinSize(forms []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(float32(l), 0)
	for _, f := range forms {
		size.Height = max(size.Height, f.MinSize().Height)
	}
	return size
}

func (l fittingLayout) Layout(forms []fyne.CanvasObject, size fyne.Size) {
	found := false
	for i, f := range forms {
		fits := !found && (i == len(forms)-1 || f.MinSize().Width <= size.Width)
		found = found || fits
		switch {
		case fits && !f.Visible():
			f.Show()
		case !fits && f.Visible():
			f.Hide()
		}
		if fits {
			f.Move(fyne.Position{})
			f.Resize(size)
		}
	}
}

// Spread lays its children out in a row over the whole width: each has the width that it asks for and an
// equal share of what is left.
func Spread(gap float32, children ...fyne.CanvasObject) *fyne.Container {
	grown := make([]fyne.CanvasObject, len(children))
	for i, c := range children {
		grown[i] = Grow(c)
	}
	return H(gap, grown...)
}

// Leading is a row of a cut text and what follows it closely: the text gives way, down to a least width.
func Leading(gap, least float32, text *Label, after ...fyne.CanvasObject) *fyne.Container {
	return container.New(&leadingLayout{gap: gap, least: least, text: text}, append([]fyne.CanvasObject{text}, after...)...)
}

type leadingLayout struct {
	gap, least float32
	text       *Label
}

func (l *leadingLayout) after(o []fyne.CanvasObject) float32 {
	width := float32(0)
	for _, a := range o[1:] {
		width += l.gap + a.MinSize().Width
	}
	return width
}

// wanted is the width at which the text is not cut.
func (l *leadingLayout) wanted() float32 { return l.text.measure(l.text.text) + 1 }

func (l *leadingLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(min(l.wanted(), l.least)+l.after(o), 0)
	for _, c := range o {
		size.Height = max(size.Height, c.MinSize().Height)
	}
	return size
}

func (l *leadingLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, c := range o {
		least := c.MinSize()
		if i == 0 {
			least.Width = max(min(l.wanted(), size.Width-l.after(o)), 0)
		}
		c.Resize(fyne.NewSize(least.Width, min(least.Height, size.Height)))
		c.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		x += least.Width + l.gap
	}
}
