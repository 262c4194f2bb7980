package canvas

import (
	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// hands is what the gestures may do with the board.
type hands struct{ b *Board }

var _ tool.Editor = hands{}

func (h hands) Layout() *layout.Layout   { return h.b.Layout() }
func (h hands) Selection() []model.Ref   { return h.b.doc.Selection() }
func (h hands) Do(c model.Command) error { return h.b.doc.Do(c) }

func (h hands) Select(refs []model.Ref) {
	h.b.doc.Select(refs)
	h.b.drawOverlay()
}

func (h hands) Preview(p tool.Preview) {
	if p.Kind == tool.NoPreview && h.b.preview.Kind == tool.NoPreview {
		return
	}
	h.b.preview = p
	if p.Kind == tool.NoPreview {
		h.b.edges.stop()
		h.b.hoverAgain()
		h.b.describeFocus()
	} else {
		h.b.hover = layout.Hit{}
		h.b.say(p.Words())
	}
	h.b.drawOverlay()
}

func (h hands) ScrollBy(by tool.Pixel) { h.b.look(h.b.view.scrolled(-by.X, -by.Y)) }

func (h hands) Focus(f tool.Focus) { h.b.setFocus(f, false) }

func (h hands) Edit(f tool.Focus) { h.b.edit(f, "") }

// Adopt hands new options to whoever keeps them, or keeps them itself.
func (h hands) Adopt(o layout.Options, held model.Ref) { h.b.adopt(o, held) }

// Comments is for whoever shows comments.
func (h hands) Comments(on model.Ref) {
	if h.b.OnComments != nil {
		h.b.OnComments(on)
	}
}

// Linked selects a link that was drawn, or leaves that to whoever asks what it means.
func (h hands) Linked(ref model.Ref) {
	b := h.b
	route := linkRoute(b.Layout(), model.LinkID(ref.ID))
	if b.OnLinked == nil || route == nil {
		h.Select([]model.Ref{ref})
		return
	}
	end := route.Points[len(route.Points)-1]
	at, _ := b.view.place(layout.Rect{X: end.X, Y: end.Y})
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	b.OnLinked(ref, origin.Add(at))
}

var focusNone tool.Focus

// settled returns where the focus is in a new layout.
func settled(l *layout.Layout, f tool.Focus) tool.Focus {
	if f == focusNone {
		return f
	}
	return tool.Settle(l, f)
}

// setFocus puts the focus on a place; reveal scrolls there.
func (b *Board) setFocus(f tool.Focus, reveal bool) {
	b.focus = f
	if r, ok := b.focusRect(); ok && reveal {
		b.reveal(r)
	}
	b.describeFocus()
	b.drawOverlay()
}

// describeFocus says in the status line where the focus is.
func (b *Board) describeFocus() {
	if l := b.Layout(); l != nil && b.preview.Kind == tool.NoPreview {
		text := tool.Describe(l, b.focus)
		switch refs := b.doc.Selection(); {
		case len(refs) > 1:
			text = metric.FormatN(float64(len(refs))) + " selected. " + text
		case len(refs) == 1 && refs[0] == tool.RefOf(l, b.focus):
			if words := b.service().Words(); words != "" {
				text += ". " + words
			}
		}
		b.say(text)
	}
}

// focusRect returns where the focus is on the map.
func (b *Board) focusRect() (layout.Rect, bool) {
	l := b.Layout()
	if l == nil {
		return layout.Rect{}, false
	}
	if ref := tool.RefOf(l, b.focus); ref != (model.Ref{}) {
		return b.rectOf(ref)
	}
	return l.CellRect(b.focus.Cell)
}

// FocusOn puts the keyboard focus on a record of the journey and scrolls to it.
func (b *Board) FocusOn(ref model.Ref) {
	if l := b.Layout(); l != nil {
		if f := tool.FocusOf(l, ref); f != focusNone {
			b.setFocus(f, true)
			return
		}
	}
	b.ScrollTo(ref)
}

// FocusCell puts the keyboard focus on an empty cell and scrolls to it: what is typed then begins a card there.
func (b *Board) FocusCell(c model.Cell) { b.setFocus(tool.Focus{Cell: c}, true) }

// Focused returns the place with the keyboard focus.
func (b *Board) Focused() tool.Focus { return b.focus }

// FocusedRef returns the record with the keyboard focus; the zero Ref in an empty cell.
func (b *Board) FocusedRef() model.Ref {
	if b.Layout() == nil {
		return model.Ref{}
	}
	return tool.RefOf(b.Layout(), b.focus)
}

// takeKeyboard asks for the keyboard: Fyne does not give it to a custom widget on a click.
func (b *Board) takeKeyboard() {
	if c := b.canvas(); c != nil && c.Focused() != fyne.Focusable(b) {
		c.Focus(b)
	}
}

// FocusGained is part of fyne.Focusable.
func (b *Board) FocusGained() {
	b.focused = true
	b.drawOverlay()
}

// FocusLost is part of fyne.Focusable.
func (b *Board) FocusLost() {
	b.focused = false
	b.pointer.space = false
	b.hideTip()
	b.stopGesture() // the release may never come: the window may have gone to the background
	b.drawOverlay()
}

// AcceptsTab is part of fyne.Tabbable: Tab goes through the cards in reading order.
func (b *Board) AcceptsTab() bool { return b.Layout() != nil }

// canvas returns the canvas that the board is on, nil for none. The driver knows it from when the board was
// painted; before that it is the one on which the board has the keyboard.
func (b *Board) canvas() fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(b); c != nil {
		return c
	}
	for _, w := range driver.AllWindows() {
		if f := w.Canvas().Focused(); f == fyne.Focusable(b) || b.editor != nil && f == fyne.Focusable(b.editor.field) {
			return w.Canvas()
		}
	}
	return nil
}
