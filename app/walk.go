package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
)

// walk visits an object and what is inside it, as far as containers show it, with each one's place
// on the canvas. Hidden objects are left out.
func walk(o fyne.CanvasObject, at fyne.Position, visit func(o fyne.CanvasObject, at fyne.Position)) {
	walkThrough(o, at, nil, func(o fyne.CanvasObject, at fyne.Position, _ *peephole) { visit(o, at) })
}

// peephole is the part of the canvas through which a scrolled content is seen.
type peephole struct {
	at   fyne.Position
	size fyne.Size
}

// shows reports whether a point of the canvas is seen through it.
func (h *peephole) shows(p fyne.Position) bool {
	return p.X >= h.at.X && p.Y >= h.at.Y && p.X < h.at.X+h.size.Width && p.Y < h.at.Y+h.size.Height
}

// walkThrough is walk with the peephole that each object is seen through, nil for none.
func walkThrough(o fyne.CanvasObject, at fyne.Position, hole *peephole, visit func(fyne.CanvasObject, fyne.Position, *peephole)) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	visit(o, at, hole)
	switch c := o.(type) {
	case *fyne.Container:
		for _, child := range c.Objects {
			walkThrough(child, at, hole, visit)
		}
	case *container.Scroll:
		walkThrough(c.Content, at, &peephole{at, c.Size()}, visit)
	case *container.ThemeOverride:
		walkThrough(c.Content, at, hole, visit)
	case *widget.PopUp:
		walkThrough(c.Content, at, hole, visit)
	case interface{ Inside() fyne.CanvasObject }:
		walkThrough(c.Inside(), at, hole, visit)
	case fyne.Widget:
		if content := look.Overlaid(c); content != nil {
			walkThrough(content, at, hole, visit)
		}
	}
}

// inside reports whether an object is part of another.
func inside(whole, part fyne.CanvasObject) bool {
	found := false
	walk(whole, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) { found = found || o == part })
	return found
}

// focusableNamed returns the part of an object that has a name and can have the focus, or nil.
func focusableNamed(whole fyne.CanvasObject, name string) fyne.Focusable {
	var found fyne.Focusable
	walk(whole, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		f, ok := o.(fyne.Focusable)
		if n, named := o.(interface{ Name() string }); ok && named && n.Name() == name {
			found = f
		}
	})
	return found
}

// firstFocusable returns the first part of an object that can have the focus, or nil.
func firstFocusable(whole fyne.CanvasObject) fyne.Focusable {
	var first fyne.Focusable
	walk(whole, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		if f, ok := o.(fyne.Focusable); ok && first == nil {
			first = f
		}
	})
	return first
}
