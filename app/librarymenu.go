package app

import (
	"fyne.io/fyne/v2"

	"stagecraft/model"
)

// The context menus of the library's records, as ids of actions.
var (
	personaMenu = []string{"view.personas", "view.empathy", "library.rename", "library.find", "", "insert.persona", "", "library.delete"}
	metricMenu  = []string{"library.heat", "data.value", "library.rename", "library.find", "", "data.metric", "", "library.delete"}
	sourceMenu  = []string{"library.rename", "library.find", "", "data.import", "", "library.delete"}
)

// recordMenu selects a record of the library and opens its context menu.
func (w *Window) recordMenu(ref model.Ref, at fyne.Position) {
	w.session.Select([]model.Ref{ref})
	menus := map[model.RecordKind][]string{model.PersonaRecord: personaMenu, model.MetricRecord: metricMenu, model.SourceRecord: sourceMenu}
	w.popUp(at, menus[ref.Kind]...)
}

// libraryRecord returns the one record of the library that is selected and its name.
func libraryRecord(s *Session) (ref model.Ref, name string, ok bool) {
	if s == nil || len(s.Selection()) != 1 {
		return ref, "", false
	}
	w := s.Workspace()
	ref = s.Selection()[0]
	switch ref.Kind {
	case model.PersonaRecord:
		if p := w.Persona(model.PersonaID(ref.ID)); p != nil {
			return ref, p.Name, true
		}
	case model.MetricRecord:
		if m := w.Metric(model.MetricID(ref.ID)); m != nil {
			return ref, m.Name, true
		}
	case model.SourceRecord:
		if src := w.Source(model.SourceID(ref.ID)); src != nil {
			return ref, src.Name, true
		}
	}
	return ref, "", false
}

// libraryActions do something with the selected record of the library.
func libraryActions() []Action {
	selected := func(w *Window) bool {
		_, _, ok := libraryRecord(w.session)
		return ok
	}
	const needs = "select a persona, metric or source"
	return []Action{
		{ID: "library.heat", Title: "Tint the map by this metric", Icon: "heat", Menu: "Data", Group: 2, Needs: "select a metric", Enabled: func(w *Window) bool {
			ref, _, ok := libraryRecord(w.session)
			return ok && ref.Kind == model.MetricRecord && hasJourney(w)
		}, Run: func(w *Window) {
			ref, _, _ := libraryRecord(w.session)
			w.session.SetHeat(model.MetricID(ref.ID))
		}},
		{ID: "library.rename", Title: "Rename in the sidebar", Icon: "edit", Menu: "Data", Group: 2, Needs: needs, Enabled: func(w *Window) bool {
			return selected(w) && !w.session.ReadOnly()
		}, Run: func(w *Window) {
			ref, _, _ := libraryRecord(w.session)
			if w.noSidebar {
				w.toggleSidebar()
			}
			w.editor.sidebar.rename(ref)
		}},
		{ID: "library.find", Title: "Find where it is named", Icon: "search", Menu: "Data", Group: 2, Needs: needs, Enabled: selected, Run: (*Window).findRecord},
		{ID: "library.delete", Title: "Delete from the library", Icon: "delete", Menu: "Data", Group: 2, Needs: needs, Enabled: func(w *Window) bool {
			return selected(w) && !w.session.ReadOnly()
		}, Run: func(w *Window) {
			ref, _, _ := libraryRecord(w.session)
			w.session.Do(model.DeleteRecord{Ref: ref})
		}},
	}
}

// findRecord looks for the name of the selected record of the library.
func (w *Window) findRecord() {
	_, name, _ := libraryRecord(w.session)
	w.openFind()
	w.editor.find.view.field.SetText(name)
}
