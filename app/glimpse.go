package app

import (
	"fyne.io/fyne/v2"

	"stagecraft/model"
	"stagecraft/store"
)

// glimpse is another version of a journey in the place of the work: an earlier one, or what a merge would
// make. All views show it and nothing can be changed in it; the work waits as it was left.
type glimpse struct {
	icon          string
	title, detail string
	buttons       func() []fyne.CanvasObject
	snapshot      store.SnapshotID // empty when it is none

	session  *Session // the work
	editor   *editor
	watchers []func(Update)
	look     string // in which the work was left
	scale    float32
}

// work returns the session that can be changed: the one that waits while another version is looked at.
func (w *Window) work() *Session {
	if w.glimpse != nil {
		return w.glimpse.session
	}
	return w.session
}

// showGlimpse shows a journey of another version of the workspace.
func (w *Window) showGlimpse(g *glimpse, version *model.Workspace, id model.JourneyID) {
	w.commitEdits()
	board, view := w.board, w.session.view
	if w.editor.wide() {
		view = w.pages.before
	}
	if now := w.glimpse; now != nil {
		g.session, g.editor, g.watchers, g.look, g.scale = now.session, now.editor, now.watchers, now.look, now.scale
		w.closeGlimpse()
	} else {
		s := w.session
		g.session, g.editor, g.watchers, g.look, g.scale = s, w.editor, s.watchers, w.program.look, w.program.textScale()
		s.watchers = nil
	}
	w.glimpse = g
	if named, err := (model.RenameWorkspace{Name: g.session.Workspace().Name}).Apply(version); err == nil {
		version = named // a snapshot has its journey's title for a name
	}
	seen := g.session.glimpse(version, id)
	seen.view = view
	e := newEditor(w, seen)
	e.board.LookWhere(board)
	w.showEditor(e)
}

// closeGlimpse gives up what shows the other version.
func (w *Window) closeGlimpse() {
	w.session.watchers = nil
	w.board.Close()
	w.session.save.Close()
}

// endGlimpse shows the work again as it was left.
func (w *Window) endGlimpse() {
	g := w.glimpse
	if g == nil {
		return
	}
	w.closeGlimpse()
	w.glimpse = nil
	w.session, w.editor, w.board = g.session, g.editor, g.editor.board
	g.session.watchers = g.watchers
	w.setPage(w.editor.content)
	if g.look != w.program.look || g.scale != w.program.textScale() {
		w.relook()
	}
	w.editor.arrange()
	w.updated(Update{Parts: ^Part(0) &^ PartHeat, Before: w.session.Workspace()})
	w.focusBoard()
}
