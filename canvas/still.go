package canvas

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// A still board is one that is only looked at: a press picks what lies there and then drags the map, and
// no key changes anything.

// SetStill makes the board one that is only looked at, for as long as it lives.
func (b *Board) SetStill() { b.still = true }

// SetOver has every scene go through f before it is shown, which may draw something over it; nil for
// nothing. F is called on any goroutine.
func (b *Board) SetOver(f func(*scene.Scene) *scene.Scene) {
	b.work.over = f
	b.show(true)
}

// pressStill picks what lies under the pointer and begins to drag the map.
func (b *Board) pressStill(e tool.Event) {
	l := b.Layout()
	if l == nil {
		return
	}
	if e.Button == tool.Primary {
		hit := l.HitTest(e.At)
		f := tool.Focus{}
		switch hit.Base() {
		case layout.PartCard, layout.PartCardLeft, layout.PartCardRight, layout.PartPoint, layout.PartStage, layout.PartStep, layout.PartLane, layout.PartLink:
			f = tool.FocusOf(l, hit.Ref)
		case layout.PartCell:
			f.Cell = hit.Cell
		}
		b.setFocus(f, false)
		b.pick(f)
	}
	e.Button = tool.Middle
	b.pointer.button = tool.Middle
	b.machine.Handle(e)
}

// pick selects what has the focus and tells of it.
func (b *Board) pick(f tool.Focus) {
	ref := b.FocusedRef()
	if ref == (model.Ref{}) {
		b.doc.Select(nil)
	} else {
		b.doc.Select([]model.Ref{ref})
	}
	b.drawOverlay()
	if b.OnPick != nil && ref != (model.Ref{}) {
		b.OnPick(ref)
	}
}

// stillKey takes a key on a still board.
func (b *Board) stillKey(ev *fyne.KeyEvent) {
	if d, ok := walkKeys[ev.Name]; ok {
		b.MoveFocus(d, false)
		b.pick(b.focus)
		return
	}
	switch ev.Name {
	case fyne.KeyTab:
		d := layout.Next
		if b.pointer.mods()&fyne.KeyModifierShift != 0 {
			d = layout.Previous
		}
		b.MoveFocus(d, false)
		b.pick(b.focus)
	default:
		b.handOn(ev)
	}
}

// stillShortcut takes the shortcuts of the view.
func (b *Board) stillShortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier&(fyne.KeyModifierControl|fyne.KeyModifierSuper) == 0 || c.Modifier&(fyne.KeyModifierAlt|fyne.KeyModifierShift) != 0 {
		return false
	}
	return b.zoomShortcut(c.KeyName)
}

// Corner returns the zoom and the document point in the upper left corner of the body that is in view.
func (b *Board) Corner() (zoom float64, at layout.Point) {
	r := b.view.seen()
	return b.view.zoom, layout.Point{X: r.X, Y: r.Y}
}

// LookFrom zooms and scrolls so that a document point lies in the upper left corner of the body in view,
// as far as there is a map.
func (b *Board) LookFrom(zoom float64, at layout.Point) {
	v := b.view
	v.zoom = min(max(zoom, minZoom), maxZoom)
	v.x, v.y = (at.X-v.label)*v.k(), (at.Y-v.header)*v.k()
	b.look(v.settled())
}
