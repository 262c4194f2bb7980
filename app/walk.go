package app

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
)

// walk visits an object and what is inside it, as far as containers show it, with each one's place
// on the canvas. Hidden objects are left out.
func walk(o fyne.CanvasObject, at fyne.Position, visit func(o fyne.CanvasObject, at fyne.Position)) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	visit(o, at)
	switch c := o.(type) {
	case *fyne.Container:
		for _, child := range c.Objects {
			walk(child, at, visit)
		}
	case *container.Scroll:
		walk(c.Content, at, visit)
	case *container.ThemeOverride:
		walk(c.Content, at, visit)
	case *widget.PopUp:
		walk(c.Content, at, visit)
	case *look.Press:
		walk(c.Inside(), at, visit)
	case *look.Choice:
		walk(c.Inside(), at, visit)
	case fyne.Widget:
		if content := overlaid(c); content != nil {
			walk(content, at, visit)
		}
	}
}

// overlaid returns what Fyne's overlay shows, or nil for another widget. The overlay's type is internal
// to Fyne, but not its field.
func overlaid(w fyne.Widget) fyne.CanvasObject {
	v := reflect.ValueOf(w).Elem()
	if v.Type().Name() != "OverlayContainer" {
		return nil
	}
	content, _ := v.FieldByName("Content").Interface().(fyne.CanvasObject)
	return content
}

// inside reports whether an object is part of another.
func inside(whole, part fyne.CanvasObject) bool {
	found := false
	walk(whole, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) { found = found || o == part })
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
