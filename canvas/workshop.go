package canvas

import (
	"time"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// workshop makes layouts and scenes. Most are made at once on the UI goroutine, since they cost what an
// edit changed; the first one of a large map and a new look of it are made on another goroutine.
type workshop struct {
	engine  *layout.Engine
	builder *scene.Builder
	theme   *scene.Theme
	heat    *metric.Heat
	options layout.Options
	layout  *layout.Layout
	over    func(*scene.Scene) *scene.Scene // draws over each scene; nil for nothing

	busy  bool // another goroutine has engine and builder
	again bool // Show was asked for meanwhile
	took  time.Duration
}

// largeMap is the number of cards from which a whole new layout or scene is not made between two
// frames.
const largeMap = 800

// order is what a layout and scene are made from, taken at one moment.
type order struct {
	workspace *model.Workspace
	journey   model.JourneyID
	options   layout.Options
	theme     *scene.Theme
	heat      *metric.Heat
	invite    bool
	sight     layout.Rect // is looked at first; empty for all
	over      func(*scene.Scene) *scene.Scene
}

// made is what came of an order.
type made struct {
	layout *layout.Layout
	scene  *scene.Scene
	took   time.Duration
}

// make carries out an order.
func (w *workshop) make(o order) made {
	start := time.Now()
	m := made{layout: w.engine.Compute(o.workspace, o.journey, o.options)}
	if m.layout != nil {
		w.builder.Invite, w.builder.Sight = o.invite, o.sight
		m.scene = w.builder.Build(m.layout, o.theme, o.heat)
		if o.over != nil {
			m.scene = o.over(m.scene)
		}
	}
	m.took = time.Since(start)
	return m
}

// Show takes over the document's current value and selection.
func (b *Board) Show() { b.show(false) }

// show makes the layout and scene of now; whole says that all of it will differ.
func (b *Board) show(whole bool) {
	w := &b.work
	if w.busy {
		w.again = true
		return
	}
	o := order{b.doc.Workspace(), b.doc.JourneyID(), w.options, w.theme, w.heat, b.Invite, b.view.seen(), w.over}
	j := o.workspace.Journey(o.journey)
	if j == nil {
		b.accept(made{}, o.journey)
		return
	}
	whole = whole || o.journey != b.journey || w.layout == nil
	b.mosaic.press()
	if !whole || len(j.Cards) < largeMap {
		b.accept(w.make(o), o.journey)
		return
	}
	w.busy = true
	go func() {
		m := w.make(o)
		b.post(func() {
			w.busy = false
			if b.doc.JourneyID() == o.journey {
				b.accept(m, o.journey)
			}
			if w.again || b.doc.JourneyID() != o.journey {
				w.again = false
				b.show(false)
			}
		})
	}()
}

// accept puts a layout and scene on screen.
func (b *Board) accept(m made, id model.JourneyID) {
	b.work.took = m.took
	if m.layout == nil {
		b.CancelGesture()
		b.work.layout, b.focus, b.hover, b.journey = nil, focusNone, layout.Hit{}, id
		b.mosaic.clear()
		b.drawOverlay()
		return
	}
	b.work.layout = m.layout
	v := b.view
	if id != b.journey {
		b.CancelGesture()
		b.focus, b.hover = focusNone, layout.Hit{}
		v.x, v.y = 0, 0
		if last, ok := b.views[id]; ok {
			v.zoom, v.x, v.y = last.zoom, last.x, last.y
		}
		b.journey = id
	}
	v.label, v.header, v.size = m.layout.Label, m.layout.Header, m.layout.Size
	b.view = v.settled()
	b.views[id] = b.view
	b.mosaic.setScene(m.scene, b.view)
	b.settleAfterChange()
	b.keepHold()
	for _, m := range b.minimaps {
		m.changed()
	}
	if b.OnViewChanged != nil {
		b.OnViewChanged()
	}
}

// settleAfterChange lets what depends on the map follow it.
func (b *Board) settleAfterChange() {
	l := b.Layout()
	b.machine.Refresh()
	b.focus = settled(l, b.focus)
	if b.editor != nil && !b.editor.alive(l) {
		b.closeEditor()
	}
	b.hoverAgain()
	b.describeFocus() // what is focused may be called otherwise now
	b.drawOverlay()
}

// ShowSelection takes over the document's selection alone.
func (b *Board) ShowSelection() {
	b.describeFocus()
	b.drawOverlay()
}
