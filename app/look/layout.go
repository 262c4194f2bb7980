package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// grown marks a child that takes the room that is left in its row or column.
type grown struct{ fyne.CanvasObject }

// Grow marks o as the child of H or V that takes the room that is left.
func Grow(o fyne.CanvasObject) fyne.CanvasObject { return grown{o} }

// Space is an empty child that takes the room that is left.
func Space() fyne.CanvasObject { return grown{layout.NewSpacer()} }

// Gap is an empty child of a fixed size.
func Gap(size float32) fyne.CanvasObject { return Sized(size, size, layout.NewSpacer()) }

// H lays its children out in a row, centred on its height.
func H(gap float32, children ...fyne.CanvasObject) *fyne.Container {
	return row(gap, false, children)
}

// HTop lays its children out in a row, each from the row's upper edge.
func HTop(gap float32, children ...fyne.CanvasObject) *fyne.Container {
	return row(gap, true, children)
}

func row(gap float32, top bool, children []fyne.CanvasObject) *fyne.Container {
	objects, grow := unwrap(children)
	return container.New(&rowLayout{gap: gap, top: top, grow: grow}, objects...)
}

// V lays its children out in a column, each as wide as the column.
func V(gap float32, children ...fyne.CanvasObject) *fyne.Container {
	objects, grow := unwrap(children)
	return container.New(&columnLayout{gap: gap, grow: grow}, objects...)
}

func unwrap(children []fyne.CanvasObject) ([]fyne.CanvasObject, map[fyne.CanvasObject]bool) {
	objects := make([]fyne.CanvasObject, 0, len(children))
	grow := map[fyne.CanvasObject]bool{}
	for _, c := range children {
		if c == nil {
			continue
		}
		if g, ok := c.(grown); ok {
			c = g.CanvasObject
			grow[c] = true
		}
		objects = append(objects, c)
	}
	return objects, grow
}

type rowLayout struct {
	gap  float32
	top  bool
	grow map[fyne.CanvasObject]bool
}

func (l *rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
		shown++
	}
	size.Width += l.gap * float32(max(shown-1, 0))
	return size
}

func (l *rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	spare := size.Width - l.MinSize(objects).Width
	growing := 0
	for _, o := range objects {
		if o.Visible() && l.grow[o] {
			growing++
		}
	}
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		w := m.Width
		if l.grow[o] {
			w = max(w+spare/float32(growing), 0)
		}
		h := m.Height
		if l.top || h > size.Height {
			h = size.Height
		}
		if l.top {
			o.Resize(fyne.NewSize(w, min(m.Height, size.Height)))
			o.Move(fyne.NewPos(x, 0))
			if h2 := o.MinSize().Height; h2 != m.Height {
				o.Resize(fyne.NewSize(w, h2))
			}
		} else {
			o.Resize(fyne.NewSize(w, h))
			o.Move(fyne.NewPos(x, (size.Height-h)/2))
		}
		x += w + l.gap
	}
}

type columnLayout struct {
	gap  float32
	grow map[fyne.CanvasObject]bool
}

func (l *columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Height += m.Height
		size.Width = max(size.Width, m.Width)
		shown++
	}
	size.Height += l.gap * float32(max(shown-1, 0))
	return size
}

// Layout gives each child the column's width first, because the height of wrapped text depends on it.
func (l *columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	growing := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if o.Size().Width != size.Width {
			o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		}
		if l.grow[o] {
			growing++
		}
	}
	spare := max(size.Height-l.MinSize(objects).Height, 0)
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := o.MinSize().Height
		if l.grow[o] {
			h += spare / float32(growing)
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + l.gap
	}
}

// Pad puts space around an object: top, right, bottom, left.
func Pad(top, right, bottom, left float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// Sized gives an object a smallest width and height at the usual size of text; zero leaves its own.
func Sized(width, height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&sizedLayout{width: width, height: height}, o)
}

// Fixed gives an object exactly this smallest width at the usual size of text, whatever its own; zero height
// leaves its own.
func Fixed(width, height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&sizedLayout{width: width, height: height, exact: true}, o)
}

type sizedLayout struct {
	width, height float32
	exact         bool
}

func (l *sizedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	width, height := roomyUnlessLine(l.width), roomyUnlessLine(l.height)
	if l.exact {
		if l.height > 0 {
			m.Height = height
		}
		return fyne.NewSize(width, m.Height)
	}
	return m.Max(fyne.NewSize(width, height))
}

// roomyUnlessLine is Roomy for all but what is as thin as a line.
func roomyUnlessLine(size float32) float32 {
	if size <= 3 {
		return size
	}
	return Roomy(size)
}

func (l *sizedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}
