package app

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
	"stagecraft/assets"
	"stagecraft/canvas"
)

// Window is the program's window: the home screen, the editor of a session, or the import page, with
// the dialogs and messages above them.
type Window struct {
	program *Program
	window  fyne.Window
	table   []Action
	byID    map[string]*Action
	menus   []*menuRow // the menu items that follow the session
	// menuText is the size of text for which the menus' keys were set.
	menuText float32

	page    *fyne.Container // holds the present page
	toasts  *toasts
	tips    *look.Tips
	sheets  []*sheet
	home    *homePage
	importp *importPage

	session     *Session
	editor      *editor
	board       *canvas.Board
	noSidebar   bool
	noInspector bool
	peeks       bool // the inspector is asked for in a narrow window
	pages       pageStates
	// withComments shows the list of comments in the inspector's place.
	withComments bool
	// glimpse is the other version that is looked at; nil while the work itself is on screen.
	glimpse      *glimpse
	withVersions bool
}

func newWindow(p *Program) *Window {
	w := &Window{program: p, window: p.fyne.NewWindow("Stagecraft"), table: actions(), byID: map[string]*Action{}}
	for i := range w.table {
		w.byID[w.table[i].ID] = &w.table[i]
	}
	w.page = container.NewStack()
	w.toasts = newToasts(w)
	w.tips = w.newTips()
	w.window.SetPadded(false)
	w.window.SetMaster()
	w.window.SetIcon(fyne.NewStaticResource("app-icon.png", assets.AppIcon()))
	w.window.Resize(windowSize(p.settings))
	edge := container.NewBorder(look.Line("line2"), nil, nil, nil) // below the menu bar, which has no shadow
	w.window.SetContent(container.NewStack(w.page, w.toasts.place, w.tips.Place, edge))
	w.window.SetCloseIntercept(p.Quit)
	w.hearDrops()
	w.bindKeys()
	w.buildMenus()
	return w
}

// windowSize is the size at which the window was closed, and at first one that fits a small laptop.
func windowSize(prefs *settings) fyne.Size {
	width := prefs.FloatWithFallback("window-width", 1280)
	height := prefs.FloatWithFallback("window-height", 730)
	return fyne.NewSize(float32(max(width, 1024)), float32(max(height, 680)))
}

// close remembers the window's size and closes it.
func (w *Window) close() {
	size := w.window.Canvas().Size()
	w.program.settings.SetFloat("window-width", float64(size.Width))
	w.program.settings.SetFloat("window-height", float64(size.Height))
	w.dropSession()
	w.window.SetCloseIntercept(nil)
}

func (w *Window) setPage(o fyne.CanvasObject) {
	w.page.Objects = []fyne.CanvasObject{o}
	w.page.Refresh()
}

// showHome shows the home screen.
func (w *Window) showHome() {
	w.window.SetTitle("Stagecraft")
	w.importp = nil
	w.home = newHomePage(w)
	w.setPage(w.home.content)
	w.refreshMenus()
	w.window.Canvas().Focus(w.home.first)
}

// showSession shows the editor over a session.
func (w *Window) showSession(s *Session) {
	w.session, w.home, w.importp = s, nil, nil
	s.tell = w.tellError
	s.deleted = w.tellDeleted
	s.keptOne, s.notKept = w.versionsChanged, w.tellNotKept
	places := s.lookAsBefore(w.program.settings.looked())
	w.showEditor(newEditor(w, s))
	w.board.LookAt(places)
}

// showEditor puts a new editor on the page.
func (w *Window) showEditor(e *editor) {
	w.session, w.editor, w.board = e.session, e, e.board
	w.setPage(e.content)
	e.session.Watch(w.updated)
	w.updated(Update{Parts: ^Part(0), Before: e.session.Workspace()})
	w.focusBoard()
}

// dropSession lets go of the session; another page follows at once.
func (w *Window) dropSession() {
	if w.session == nil {
		return
	}
	w.endGlimpse()
	w.keepLooked()
	w.session.watchers = nil
	if w.editor.page != nil {
		w.editor.page.leave()
	}
	w.editor.find.end()
	w.board.Close()
	w.session, w.editor, w.board = nil, nil, nil
}

// updated brings the window and its panels up to date.
func (w *Window) updated(u Update) {
	if u.Has(PartDocument | PartJourney | PartView) {
		holdCollector()
	}
	if u.Has(PartDocument) {
		w.toasts.changed()
	}
	if state := w.session.SaveState(); u.Has(PartSave) && state.Phase == Saved && !state.At.IsZero() && !w.editor.steps.shown {
		w.wonderWho()
	}
	if u.Has(PartDocument | PartJourney | PartView) {
		w.tips.Hide()
	}
	w.editor.updated(u)
}

func (w *Window) title() string {
	if j := w.session.Journey(); j != nil {
		return j.Title + " – Stagecraft"
	}
	return w.session.Workspace().Name + " – Stagecraft"
}

// relook follows a change of the look: what was drawn in the old colours is made again.
func (w *Window) relook() {
	switch {
	case w.importp != nil:
		w.importp.rebuild()
	case w.session != nil:
		focused := w.window.Canvas().Focused()
		w.board.SetTheme(w.program.sceneTheme())
		w.editor.rebuild()
		w.updated(Update{Parts: ^Part(0) &^ PartHeat, Before: w.session.Workspace()})
		w.refocus(focused)
	default:
		w.showHome()
	}
	w.refreshMenus()
}

// do runs an action if it can be done now. Menus, keys and buttons all come here.
func (w *Window) do(id string) {
	if a := w.byID[id]; a != nil {
		w.run(a, false)
	}
}

// run carries out an action. Fyne fires the shortcuts of a menu whatever has the focus and whatever
// dialog is open, and also when the item is greyed out, so all of this is looked at here.
func (w *Window) run(a *Action, byKey bool) {
	w.tips.Hide()
	text, typing := w.window.Canvas().Focused().(fyne.Shortcutable)
	if typing && text != fyne.Shortcutable(w.board) && byKey && a.Text && a.Shortcut != nil {
		text.TypedShortcut(withClipboard(a.Shortcut, w.program.fyne.Clipboard()))
		return
	}
	if a.ID != "file.quit" && (len(w.sheets) > 0 || w.importp != nil) {
		return // quitting is as good as the window's own button, which no dialog holds up
	}
	w.commitEdits()
	if w.editor != nil {
		w.editor.catchUp()
	}
	if a.Enabled(w) {
		a.Run(w)
		if w.board != nil && w.window.Canvas().Focused() == nil && len(w.sheets) == 0 {
			w.focusBoard()
		}
	}
}

// withClipboard gives the text shortcuts the clipboard that they work on.
func withClipboard(s fyne.Shortcut, c fyne.Clipboard) fyne.Shortcut {
	switch s.(type) {
	case *fyne.ShortcutCut:
		return &fyne.ShortcutCut{Clipboard: c}
	case *fyne.ShortcutCopy:
		return &fyne.ShortcutCopy{Clipboard: c}
	case *fyne.ShortcutPaste:
		return &fyne.ShortcutPaste{Clipboard: c}
	}
	return s
}

// commitEdits hands over what is being typed.
func (w *Window) commitEdits() {
	if p := w.tablePage(); p != nil {
		p.settle()
	}
	if w.board != nil && w.board.Editing() {
		w.board.CommitEdit()
	}
	if e, ok := w.window.Canvas().Focused().(interface{ Finish() }); ok {
		e.Finish()
	}
}

// focusBoard gives the keyboard to what stands in the middle.
func (w *Window) focusBoard() {
	if w.session == nil || w.importp != nil {
		return
	}
	if f := w.editor.focus(); f != nil {
		w.window.Canvas().Focus(f)
	}
}

// refocus gives the keyboard back to what had it before, or to the page where that is gone.
func (w *Window) refocus(before fyne.Focusable) {
	if o, ok := before.(fyne.CanvasObject); ok && w.shows(o) {
		w.window.Canvas().Focus(before)
	} else if before != nil && len(w.sheets) == 0 {
		w.focusBoard()
	}
}

// keepKeyboard makes the parts of a panel anew. The keyboard stays with the part that is called as the one that
// has it, or goes to the page when there is none any more.
func (w *Window) keepKeyboard(panel fyne.CanvasObject, anew func()) {
	c := w.window.Canvas()
	had := c.Focused()
	focused, ok := had.(fyne.CanvasObject)
	ok = ok && had != fyne.Focusable(w.board) && inside(panel, focused)
	anew()
	if !ok || c.Focused() != had || inside(panel, focused) {
		return
	}
	if n, named := focused.(interface{ Name() string }); named {
		if f := focusableNamed(panel, n.Name()); f != nil {
			c.Focus(f)
			return
		}
	}
	w.focusBoard()
}

// shows reports whether something is part of the page or of a dialog above it.
func (w *Window) shows(o fyne.CanvasObject) bool {
	for _, over := range w.window.Canvas().Overlays().List() {
		if inside(over, o) {
			return true
		}
	}
	return inside(w.window.Content(), o)
}

// bindKeys makes the keys work that no menu carries: those without a modifier, and second shortcuts.
func (w *Window) bindKeys() {
	c := w.window.Canvas()
	plainKeys := map[fyne.KeyName]*Action{}
	for i := range w.table {
		a := &w.table[i]
		if key, ok := plainKey(a.Shortcut); ok {
			plainKeys[key] = a
		}
		for _, s := range []fyne.Shortcut{a.Also, a.Shortcut} {
			if _, bare := plainKey(s); s != nil && !bare && (s == a.Also || a.Menu == "") {
				c.AddShortcut(s, func(fyne.Shortcut) { w.run(a, true) })
				if k, ok := s.(fyne.KeyboardShortcut); ok && k.Key() == fyne.KeyPlus { // on many keyboards plus is = with Shift
					c.AddShortcut(ctrlShift(fyne.KeyEqual), func(fyne.Shortcut) { w.run(a, true) })
				}
			}
		}
	}
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) {
		if ev.Name == fyne.KeyEscape {
			w.escape()
			return
		}
		if a := plainKeys[ev.Name]; a != nil {
			w.run(a, true)
			return
		}
		w.passOn(ev)
	})
}

// passOn gives a key that nothing else uses to the dialog on top or to the board, so that it works at
// once after a click on a panel.
func (w *Window) passOn(ev *fyne.KeyEvent) {
	if n := len(w.sheets); n > 0 && w.window.Canvas().Focused() == nil {
		w.sheets[n-1].typed(ev)
		return
	}
	if w.board == nil || len(w.sheets) > 0 || w.window.Canvas().Focused() != nil || isModifier(ev.Name) {
		return
	}
	w.focusBoard()
	if f := w.window.Canvas().Focused(); f != nil {
		f.TypedKey(ev)
	}
}

// isModifier reports whether a key does nothing by itself: what it is held for must not find the focus moved.
func isModifier(key fyne.KeyName) bool {
	switch key {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight, desktop.KeyControlLeft, desktop.KeyControlRight,
		desktop.KeyAltLeft, desktop.KeyAltRight, desktop.KeySuperLeft, desktop.KeySuperRight:
		return true
	}
	return false
}

// escape closes the list or the dialog on top, or else leaves the field for the board.
func (w *Window) escape() {
	drop := w.dropped()
	switch {
	case drop != nil:
		drop.Hide()
		if len(w.sheets) == 0 {
			w.focusBoard()
		}
	case len(w.sheets) > 0:
		w.sheets[len(w.sheets)-1].cancel()
	case w.importp != nil:
		w.importp.close()
	case w.comparePage() != nil:
		w.comparePage().escape()
	case w.board != nil:
		w.focusBoard()
	}
}

// dropped returns the list or panel that has dropped from a button and lies above all else; nil when
// there is none. A click on its ground takes the keyboard off it.
func (w *Window) dropped() *widget.PopUp {
	top, ok := w.window.Canvas().Overlays().Top().(fyne.Widget)
	if !ok {
		return nil
	}
	drop, ok := look.Overlaid(top).(*widget.PopUp)
	if !ok || slices.ContainsFunc(w.sheets, func(s *sheet) bool { return s.popup == drop }) {
		return nil
	}
	return drop
}
