package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// FirstFitting shows the first of several forms of one thing that has room in the width that there is,
// or else the last. It asks for no more width than least, and for the height of the form that it shows;
// until it knows its width, for that of the highest.
func FirstFitting(least float32, forms ...fyne.CanvasObject) *fyne.Container {
	return container.New(&fittingLayout{least: least, shown: -1}, forms...)
}

type fittingLayout struct {
	least float32
	shown int // the form of the last layout, on which the height depends; below zero before it
}

func (l *fittingLayout) MinSize(forms []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(l.least, 0)
	for i, f := range forms {
		if l.shown < 0 || l.shown == i {
			size.Height = max(size.Height, f.MinSize().Height)
		}
	}
	return size
}

func (l *fittingLayout) Layout(forms []fyne.CanvasObject, size fyne.Size) {
	l.shown = len(forms) - 1
	for i, f := range forms {
		if f.MinSize().Width <= size.Width {
			l.shown = i
			break
		}
	}
	for i, f := range forms {
		fits := i == l.shown
		if fits != f.Visible() {
			setVisible(f, fits)
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

// Leading is a row of a cut text and what follows it closely: the text gives way, down to a least width. A
// cut text at the end takes what is left of the row, and is not shown where that is too little to be read.
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
		switch last, ok := c.(*Label); {
		case i == 0:
			least.Width = max(min(l.wanted(), size.Width-l.after(o)), 0)
		case ok && i == len(o)-1 && last.fit == Cut:
			least.Width = max(size.Width-x, 0)
			if legible := least.Width >= 3*least.Height; legible != last.Visible() {
				setVisible(last, legible)
			}
		}
		c.Resize(fyne.NewSize(least.Width, min(least.Height, size.Height)))
		c.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		x += least.Width + l.gap
	}
}

func setVisible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
