package app

import "stagecraft/model"

// followFrom is from how many cards on a map's panels follow a change one frame behind the board. On smaller
// maps the frame of a change has time for both.
const followFrom = 800

// follow brings the panels up to date with an update that the board shows already: at once, or, on a large
// map, behind the frame that shows the change. What is posted now runs when that is drawn.
func (e *editor) follow(u Update) {
	if j := e.session.Journey(); j == nil || len(j.Cards) < followFrom || u.Has(PartJourney) || !u.Has(PartDocument|PartView) {
		e.catchUp()
		e.updatePanels(u)
		return
	}
	if e.behind != nil {
		e.behind.Parts |= u.Parts
		if u.Show != (model.Ref{}) {
			e.behind.Show = u.Show
		}
		return
	}
	e.behind = &u
	e.window.program.post(e.catchUp)
}

// catchUp brings panels that are behind the board up to date.
func (e *editor) catchUp() {
	u := e.behind
	if u == nil || e.window.editor != e {
		return
	}
	e.behind = nil
	e.updatePanels(*u)
}

// updatePanels brings all around the board up to date.
func (e *editor) updatePanels(u Update) {
	e.top.updated(u)
	e.banner.updated(u)
	e.sidebar.updated(u)
	e.inspector.updated(u)
	e.comments.updated(u)
	e.versions.updated(u)
	e.status.updated(u)
	e.capture.updated()
	e.find.updated(u)
	e.steps.updated()
	e.window.refreshMenus()
	if u.Has(PartDocument | PartJourney) {
		e.window.window.SetTitle(e.window.title())
	}
}
