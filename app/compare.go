package app

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// compareSide is one of two versions that are compared.
type compareSide struct {
	Name      string // "Current", "Snapshot “after workshop 2”"
	Workspace *model.Workspace
	Journey   model.JourneyID
}

// title names the side with its journey.
func (s compareSide) title() string {
	if j := s.Workspace.Journey(s.Journey); j != nil && j.Title != s.Name {
		return s.Name + ": " + j.Title
	}
	return s.Name
}

// compareState is what is compared, and how the page was left.
type compareState struct {
	before, after compareSide
	// liveBefore and liveAfter say that a side is the open workspace and follows it.
	liveBefore, liveAfter bool
	overlay               bool
	only                  model.Op // of the list; empty for all
	figures               bool     // the figures are shown in place of the list
	chosen                int      // the chosen difference; -1 for none
}

// openCompare shows what differs between two versions.
func (w *Window) openCompare(before, after compareSide) {
	now := w.session.Workspace()
	overlay := w.pages.compare != nil && w.pages.compare.overlay
	w.pages.compare = &compareState{
		before: before, after: after, liveBefore: before.Workspace == now, liveAfter: after.Workspace == now,
		chosen: -1, overlay: overlay,
	}
	if p := w.comparePage(); p != nil {
		p.load()
		w.focusBoard()
		return
	}
	w.session.SetView(CompareView)
	w.focusBoard()
}

// comparePage returns the page that compares, or nil while another one is shown.
func (w *Window) comparePage() *comparePage {
	if w.editor == nil {
		return nil
	}
	p, _ := w.editor.page.(*comparePage)
	return p
}

func compareActions() []Action {
	return []Action{
		{ID: "map.compare", Title: "Compare…", Words: "difference diff changes", Icon: "compare", Menu: "Map", Group: 6, Needs: "needs a second journey or a snapshot", Enabled: canCompare,
			Checked: func(w *Window) bool { return opened(w) && w.session.View() == CompareView }, Run: (*Window).chooseCompare},
		{ID: "map.comparetwin", Title: "Current against future", Icon: "compare", Menu: "Map", Group: 6, Needs: "needs a future journey",
			Enabled: func(w *Window) bool { return hasJourney(w) && w.twin() != nil }, Run: func(w *Window) { w.compareWith(w.twin()) }},
	}
}

func canCompare(w *Window) bool {
	return hasJourney(w) && (len(w.session.Workspace().Journeys) > 1 || len(w.versions()) > 0)
}

// twin returns the twin of the open journey, or nil.
func (w *Window) twin() *model.Journey {
	return w.session.Workspace().Journey(w.session.Journey().Twin)
}

// versions returns the snapshots of the open journey, the newest first.
func (w *Window) versions() []store.Snapshot {
	var list []store.Snapshot
	for _, s := range w.session.file.Snapshots() {
		if s.Journey == w.session.JourneyID() {
			list = append(list, s)
		}
	}
	return list
}

// compareWith compares the open journey with another one of the workspace; of a current and a future
// one the current comes first.
func (w *Window) compareWith(other *model.Journey) {
	work, open := w.session.Workspace(), w.session.Journey()
	a, b := open, other
	if open.Kind == model.Future && other.Kind != model.Future {
		a, b = other, open
	}
	side := func(j *model.Journey) compareSide {
		name := j.Title
		if a.Twin == b.ID {
			name = kindText(j.Kind)
		}
		return compareSide{Name: name, Workspace: work, Journey: j.ID}
	}
	w.openCompare(side(a), side(b))
}

// versionLabel names a snapshot with its time.
func versionLabel(v store.Snapshot) string {
	return versionName(v) + ", " + momentText(v)
}

// mostVersions is how many snapshots the choice lists.
const mostVersions = 8

// chooseCompare asks with what the open journey is to be compared.
func (w *Window) chooseCompare() {
	var s *sheet
	var rows []fyne.CanvasObject
	add := func(name, icon, title, text string, do func()) {
		rows = append(rows, look.NewPress(name, 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
			return look.Sized(0, 42, look.Pad(0, 8, 0, 8, look.H(10, look.Icon(icon, 18, "text2"),
				look.Grow(look.V(0, look.CutText(title, 12.5, "text", true), look.CutText(text, 11.5, "text2", false))))))
		}, func() {
			s.close()
			do()
		}))
	}
	heading := func(text string) {
		rows = append(rows, look.Pad(8, 8, 2, 8, look.Bold(text, 11.5, "text2")))
	}
	open, now := w.session.Journey(), w.program.clock.Now()
	if twin := w.twin(); twin != nil {
		add("compare.twin", "compare", kindText(twin.Kind)+": "+twin.Title, "The twin of this journey", func() { w.compareWith(twin) })
	}
	if list := w.versions(); len(list) > 0 {
		heading("Earlier versions of this journey")
		for _, v := range list[:min(len(list), mostVersions)] {
			add("compare.version-"+string(v.ID), "snapshot", versionLabel(v), versionText(v, now), func() { w.compareWithNow(v.ID) })
		}
	}
	heading("Other journeys")
	others := 0
	for _, j := range w.session.Workspace().Journeys {
		if j.ID != open.ID && j.ID != open.Twin {
			others++
			add("compare.journey-"+string(j.ID), "journey", j.Title, kindText(j.Kind)+" · "+statusText(j.Status)+" · "+model.Count(len(j.Cards), "card"), func() { w.compareWith(j) })
		}
	}
	if others == 0 {
		rows = rows[:len(rows)-1]
	}
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { s.cancel() })
	list := look.V(0, rows...)
	body := container.NewVScroll(list)
	height := min(list.MinSize().Height+4, 420)
	s = w.openSheet("compare", "Compare “"+shortTitle(open.Title)+"” with", 520, look.Sized(0, height, body), no)
	w.window.Canvas().Focus(firstFocusable(list))
}

// versionText says what a snapshot holds and who made it.
func versionText(v store.Snapshot, now time.Time) string {
	text := whenText(v.At, now) + " · " + model.Count(v.Cards, "card")
	if v.By != "" {
		text += " · by " + v.By
	}
	return text
}
