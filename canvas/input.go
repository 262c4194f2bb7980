package canvas

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// pointer is what the board remembers of the pointer, because Fyne's events leave it out.
type pointer struct {
	at       tool.Pixel
	inside   bool
	button   tool.Button // the one that went down last
	down     bool
	dragging bool       // Fyne reports a drag: its end comes as DragEnd, after or without a MouseUp
	space    bool       // the space bar is held
	rest     tool.Pixel // of the way that was scrolled, less than a pixel of the screen

	click   time.Time // when the last click began, for the double click
	clickAt tool.Pixel
	fresh   bool // what that click changed is not on screen yet
	double  bool // the press that is down is a second one

	now  func() time.Time
	mods func() fyne.KeyModifier
}

// currentMods asks the window system which modifier keys are held.
func currentMods() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// event makes an event of now.
func (b *Board) event(kind tool.EventKind) tool.Event {
	mods := b.pointer.mods()
	return tool.Event{
		Kind: kind, Button: b.pointer.button, Pixel: b.pointer.at,
		At: b.view.at(b.pointer.at), Body: b.view.body(b.pointer.at),
		Mods: tool.Mods{
			Shift: mods&fyne.KeyModifierShift != 0,
			Ctrl:  mods&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0,
			Space: b.pointer.space,
		},
	}
}

func pixel(p fyne.Position) tool.Pixel { return tool.Pixel{X: float64(p.X), Y: float64(p.Y)} }

// MouseDown is part of desktop.Mouseable.
func (b *Board) MouseDown(ev *desktop.MouseEvent) {
	b.resized()
	b.CommitEdit()
	b.takeKeyboard()
	b.pointer.at, b.pointer.down = pixel(ev.Position), true
	b.pointer.button = map[desktop.MouseButton]tool.Button{
		desktop.MouseButtonSecondary: tool.Secondary, desktop.MouseButtonTertiary: tool.Middle,
	}[ev.Button]
	b.hideTip()
	if b.pointer.button == tool.Primary && b.machine.Idle() && b.pressBar(b.pointer.at) {
		b.pointer.double = false
		return
	}
	if b.still {
		b.pointer.double = false
		b.pressStill(b.event(tool.Press))
		return
	}
	b.pointer.double = b.isDouble()
	e := b.event(tool.Press)
	e.Handle = b.handleAt(b.pointer.at)
	e.Mods.Shift = ev.Modifier&fyne.KeyModifierShift != 0
	e.Mods.Ctrl = ev.Modifier&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0
	b.machine.Handle(e)
}

// isDouble reports whether the press of now is the second of a double click. The time in which the
// window was busy with the first does not count: the second waited for its turn meanwhile.
func (b *Board) isDouble() bool {
	p := &b.pointer
	now := p.now()
	near := math.Hypot(p.at.X-p.clickAt.X, p.at.Y-p.clickAt.Y) < 4
	double := p.button == tool.Primary && near && (p.fresh || now.Sub(p.click) < doubleClickTime())
	p.click, p.clickAt, p.fresh = now, p.at, false
	if double || p.button != tool.Primary {
		p.click = time.Time{}
		return double
	}
	p.fresh = true
	b.post(func() {
		if p.fresh && p.click.Equal(now) {
			p.click, p.fresh = p.now(), false
		}
	})
	return false
}

func doubleClickTime() time.Duration {
	return max(fyne.CurrentApp().Driver().DoubleTapDelay(), 400*time.Millisecond)
}

// MouseUp is part of desktop.Mouseable. The release of a drag is left to DragEnd.
func (b *Board) MouseUp(ev *desktop.MouseEvent) {
	if b.pointer.dragging {
		return
	}
	b.pointer.at = pixel(ev.Position)
	b.release()
	if b.pointer.double && ev.Button == desktop.MouseButtonPrimary {
		b.pointer.double = false
		b.machine.Handle(b.event(tool.DoubleClick))
	}
}

// release ends what the pressed button began.
func (b *Board) release() {
	b.pointer.down, b.pointer.dragging = false, false
	b.edges.stop()
	if !b.dropBar() {
		b.machine.Handle(b.event(tool.Release))
	}
	b.hoverAgain()
	b.drawOverlay()
}

// Dragged is part of fyne.Draggable.
func (b *Board) Dragged(ev *fyne.DragEvent) {
	b.pointer.at, b.pointer.dragging, b.pointer.double = pixel(ev.Position), true, false
	if b.bars.held {
		b.dragBar(b.pointer.at)
		return
	}
	b.drag()
}

// drag lets the machine see the pointer move, and scrolls at the edges.
func (b *Board) drag() {
	b.machine.Handle(b.event(tool.Move))
	b.scrollAtEdges()
}

// DragEnd is part of fyne.Draggable.
func (b *Board) DragEnd() {
	if b.pointer.dragging {
		b.release()
	}
}

// MouseIn is part of desktop.Hoverable.
func (b *Board) MouseIn(ev *desktop.MouseEvent) {
	b.pointer.inside = true
	b.MouseMoved(ev)
}

// MouseMoved is part of desktop.Hoverable.
func (b *Board) MouseMoved(ev *desktop.MouseEvent) {
	b.pointer.at = pixel(ev.Position)
	if b.pointer.down && !b.machine.Idle() && ev.Button != 0 || b.machine.LinkingByKeys() {
		b.machine.Handle(b.event(tool.Move))
		return
	}
	b.hoverAgain()
	b.drawOverlay()
}

// MouseOut is part of desktop.Hoverable.
func (b *Board) MouseOut() {
	b.pointer.inside = false
	b.hoverAgain()
	b.drawOverlay()
}

// hoverAgain finds out what lies under the pointer.
func (b *Board) hoverAgain() {
	defer b.restTip()
	l := b.Layout()
	b.bars.hover = 0
	if b.pointer.inside && b.machine.Idle() {
		b.bars.hover = b.barAt(b.pointer.at)
	}
	if l == nil || !b.pointer.inside || !b.machine.Idle() || b.bars.hover != 0 || b.bars.held {
		b.hover, b.grip = layout.Hit{}, tool.Handle{}
		return
	}
	if b.grip = b.handleAt(b.pointer.at); b.grip.Kind != tool.NoHandle {
		return // the card that the handle belongs to stays the one under the pointer
	}
	b.hover = l.HitTest(b.view.at(b.pointer.at))
	if b.still {
		b.hover.Part = b.hover.Base()
	}
}

// TappedSecondary is part of fyne.SecondaryTappable.
func (b *Board) TappedSecondary(ev *fyne.PointEvent) {
	l := b.Layout()
	if l == nil || b.OnMenu == nil {
		return
	}
	b.CancelGesture()
	hit := l.HitTest(b.view.at(pixel(ev.Position)))
	ref := hit.Ref
	if ref == (model.Ref{}) || hit.Part == layout.PartCell || hit.Part == layout.PartBar {
		ref = model.Ref{Kind: model.JourneyRecord, Journey: l.Journey.ID, ID: string(l.Journey.ID)}
	}
	b.OnMenu(ref, hit.Cell, ev.AbsolutePosition)
}

// maxScroll bounds one report of the wheel: Fyne multiplies fast ones.
const maxScroll = 200

// Scrolled is part of fyne.Scrollable.
func (b *Board) Scrolled(ev *fyne.ScrollEvent) {
	b.hideTip()
	dx := min(max(float64(ev.Scrolled.DX), -maxScroll), maxScroll)
	dy := min(max(float64(ev.Scrolled.DY), -maxScroll), maxScroll)
	if b.pointer.mods()&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0 {
		// A notch of the wheel is 25: four of them double the zoom.
		b.zoomAt(math.Exp2((dx+dy)/100), b.pointerAt(ev))
	} else {
		b.scrollBy(-2*dx, -2*dy)
	}
	b.afterScroll()
}

// scrollBy scrolls by a way in device-independent pixels. What is less than a pixel of the screen, as a
// slow finger on a trackpad reports it, is kept for the next time.
func (b *Board) scrollBy(dx, dy float64) {
	r := &b.pointer.rest
	if dx*r.X < 0 {
		r.X = 0
	}
	if dy*r.Y < 0 {
		r.Y = 0
	}
	whole := func(v float64) float64 { return math.Trunc(v*b.view.scale) / b.view.scale }
	x, y := dx+r.X, dy+r.Y
	r.X, r.Y = x-whole(x), y-whole(y)
	b.look(b.view.scrolled(whole(x), whole(y)))
}

// pointerAt returns where the pointer is: where it was last seen, since a scroll's place may be older.
func (b *Board) pointerAt(ev *fyne.ScrollEvent) tool.Pixel {
	if b.pointer.inside {
		return b.pointer.at
	}
	return pixel(ev.Position)
}

// afterScroll lets a running gesture and the hover follow the map that moved under the pointer.
func (b *Board) afterScroll() {
	if b.machine.Dragging() {
		b.machine.Handle(b.event(tool.Move))
		return
	}
	b.hoverAgain()
	b.drawOverlay()
}

// CancelGesture ends the running gesture or edit without a change.
func (b *Board) CancelGesture() {
	b.closeEditor()
	b.stopGesture()
}

// stopGesture ends the running gesture without a change.
func (b *Board) stopGesture() {
	b.edges.stop()
	b.dropBar()
	b.hideTip()
	b.machine.Handle(tool.Event{Kind: tool.Cancel})
}
