package canvas

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// KeyDown is part of desktop.Keyable.
func (b *Board) KeyDown(ev *fyne.KeyEvent) {
	if b.tip.on {
		b.hideTip()
		b.drawOverlay()
	}
	if ev.Name == fyne.KeySpace {
		b.pointer.space = true
	}
	b.modsChanged(ev)
}

// KeyUp is part of desktop.Keyable.
func (b *Board) KeyUp(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeySpace {
		b.pointer.space = false
	}
	b.modsChanged(ev)
}

// modsChanged shows a running drag anew when Ctrl goes down or up: it copies then.
func (b *Board) modsChanged(ev *fyne.KeyEvent) {
	switch ev.Name {
	case desktop.KeyControlLeft, desktop.KeyControlRight, desktop.KeySuperLeft, desktop.KeySuperRight:
		if b.machine.Dragging() {
			b.machine.Handle(b.event(tool.Move))
		}
	}
}

// walkKeys are the keys that move the focus.
var walkKeys = map[fyne.KeyName]layout.Direction{
	fyne.KeyLeft: layout.Left, fyne.KeyRight: layout.Right, fyne.KeyUp: layout.Up, fyne.KeyDown: layout.Down,
	fyne.KeyHome: layout.RowStart, fyne.KeyEnd: layout.RowEnd,
	fyne.KeyPageUp: layout.PreviousStage, fyne.KeyPageDown: layout.NextStage,
}

// TypedKey is part of fyne.Focusable.
func (b *Board) TypedKey(ev *fyne.KeyEvent) {
	shift := b.pointer.mods()&fyne.KeyModifierShift != 0
	if ev.Name == fyne.KeyEscape {
		b.escape(ev)
		return
	}
	if b.machine.LinkingByKeys() {
		b.linkKey(ev.Name)
		return
	}
	if !b.machine.Idle() {
		return
	}
	if b.still {
		b.stillKey(ev)
		return
	}
	if d, ok := walkKeys[ev.Name]; ok {
		b.MoveFocus(d, shift)
		return
	}
	switch ev.Name {
	case fyne.KeyTab:
		if shift {
			b.MoveFocus(layout.Previous, false)
		} else {
			b.MoveFocus(layout.Next, false)
		}
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF2:
		b.EditFocused()
	case fyne.KeyDelete, fyne.KeyBackspace:
		b.DeleteSelected()
	case desktop.KeyMenu, fyne.KeyF10:
		b.menuAtFocus()
	default:
		b.handOn(ev)
	}
}

// escape ends what runs, then clears the selection, and is the window's after that.
func (b *Board) escape(ev *fyne.KeyEvent) {
	switch {
	case !b.machine.Idle() || b.editor != nil:
		b.CancelGesture()
	case len(b.doc.Selection()) > 0 && !b.still:
		b.doc.Select(nil)
		b.drawOverlay()
	default:
		b.handOn(ev)
	}
}

// handOn gives the window a key that means nothing here.
func (b *Board) handOn(ev *fyne.KeyEvent) {
	if c := b.canvas(); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(ev)
	}
}

// menuAtFocus opens the context menu of what is focused.
func (b *Board) menuAtFocus() {
	r, ok := b.focusRect()
	if !ok || b.OnMenu == nil {
		return
	}
	at, size := b.view.placeAny(r)
	ref := b.FocusedRef()
	if ref == (model.Ref{}) {
		ref = model.Ref{Kind: model.JourneyRecord, Journey: b.journey, ID: string(b.journey)}
	}
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	b.OnMenu(ref, b.focus.Cell, origin.Add(at).AddXY(size.Width/2, size.Height/2))
}

// TypedRune is part of fyne.Focusable. In an empty cell a letter begins a card; on a card it is a
// command.
func (b *Board) TypedRune(r rune) {
	if b.still || !b.machine.Idle() || b.Layout() == nil || unicode.IsSpace(r) {
		return
	}
	if b.focus.Cell != (model.Cell{}) && b.onEmotionLane() && b.moodKey(r) {
		return
	}
	if (r == '+' || r == '-') && b.focus.Ref != (model.Ref{}) {
		b.Fold(r == '-')
		return
	}
	if b.focus.Card == "" && b.focus.Cell != (model.Cell{}) {
		b.edit(b.focus, string(r))
		return
	}
	switch r {
	case 'e', 'E':
		b.CycleEvidence()
	case 's', 'S':
		b.CycleSeverity()
	case 'm', 'M':
		b.ToggleMoment()
	case 'v':
		b.Vote(1)
	case 'V':
		b.Vote(-1)
	case 'l', 'L':
		b.StartLink()
	case 'c', 'C':
		if b.OnComment != nil {
			b.OnComment()
		}
	}
}

// moodKey sets the mood by 1 to 5, + and -. It reports whether r is one of them.
func (b *Board) moodKey(r rune) bool {
	switch {
	case r >= '1' && r <= '5':
		b.SetMood(float64(r-'1') - 2)
	case r == '+' && b.focus.Card != "":
		b.NudgeMood(0.5)
	case r == '-' && b.focus.Card != "":
		b.NudgeMood(-0.5)
	default:
		return false
	}
	return true
}

// TypedShortcut is part of fyne.Shortcutable. The window's menu comes first; what means nothing here
// goes on to the window.
func (b *Board) TypedShortcut(s fyne.Shortcut) {
	if b.shortcut(s) {
		return
	}
	if c, ok := b.canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// shortcut reports whether a shortcut is the board's, and does it.
func (b *Board) shortcut(s fyne.Shortcut) bool {
	if b.still {
		return b.stillShortcut(s)
	}
	if _, ok := s.(*fyne.ShortcutSelectAll); ok {
		b.SelectAll()
		return true
	}
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier&fyne.KeyModifierAlt != 0 || c.Modifier&(fyne.KeyModifierControl|fyne.KeyModifierSuper) == 0 {
		return false
	}
	if c.Modifier&fyne.KeyModifierShift != 0 {
		return b.shiftShortcut(c.KeyName)
	}
	return b.ctrlShortcut(c.KeyName)
}

func (b *Board) shiftShortcut(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyLeft:
		b.Narrow()
	case fyne.KeyRight:
		b.Widen()
	case fyne.KeyUp:
		b.Raise()
	case fyne.KeyDown:
		b.Lower()
	default:
		return false
	}
	return true
}

func (b *Board) ctrlShortcut(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown:
		b.MoveSelected(walkKeys[key])
	case fyne.KeyReturn, fyne.KeyEnter:
		b.AddCard()
	case fyne.KeyD:
		b.DuplicateSelected()
	default:
		return b.zoomShortcut(key)
	}
	return true
}

// zoomShortcut carries out a key with Ctrl that changes the zoom.
func (b *Board) zoomShortcut(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyPlus, fyne.KeyEqual:
		b.ZoomIn()
	case fyne.KeyMinus:
		b.ZoomOut()
	case fyne.Key0:
		b.ActualSize()
	case fyne.Key9:
		b.Fit()
	default:
		return false
	}
	return true
}
