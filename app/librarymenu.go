package app

import (
	"slices"

	"fyne.io/fyne/v2"

	"stagecraft/model"
)

// The context menus of the library's records, as ids of actions.
var (
	personaMenu = []string{"view.personas", "view.empathy", "library.rename", "library.uses", "library.find", "", "insert.persona", "", "library.merge", "library.delete"}
	metricMenu  = []string{"library.heat", "data.value", "library.rename", "library.uses", "library.find", "", "data.metric", "", "library.merge", "library.delete"}
	sourceMenu  = []string{"library.rename", "library.uses", "library.find", "", "data.import", "", "library.delete"}
	sharedMenu  = []string{"library.rename", "library.uses", "library.find", "", "library.add", "", "library.merge", "library.delete"} // of what is in the library only
)

// recordMenu selects a record of the library and opens its context menu.
func (w *Window) recordMenu(ref model.Ref, at fyne.Position) {
	w.session.Select([]model.Ref{ref})
	menus := map[model.RecordKind][]string{model.PersonaRecord: personaMenu, model.MetricRecord: metricMenu, model.SourceRecord: sourceMenu}
	if menus[ref.Kind] == nil {
		menus[ref.Kind] = sharedMenu
	}
	w.popUp(at, menus[ref.Kind]...)
}

// libraryRecord returns the one record of the library that is selected and its name.
func libraryRecord(s *Session) (ref model.Ref, name string, ok bool) {
	if s == nil || len(s.Selection()) != 1 {
		return ref, "", false
	}
	ref = s.Selection()[0]
	if !slices.ContainsFunc(libraryKinds, func(k libraryKind) bool { return k.kind == ref.Kind }) {
		return ref, "", false
	}
	name = model.TitleOf(s.Workspace(), ref)
	return ref, name, name != ""
}

// libraryActions do something with the selected record of the library.
func libraryActions() []Action {
	selected := func(w *Window) bool {
		_, _, ok := libraryRecord(w.session)
		return ok
	}
	changed := func(w *Window) bool { return selected(w) && !w.session.ReadOnly() }
	const needs = "select something of the library"
	return []Action{
		{ID: "library.heat", Title: "Tint the map by this metric", Icon: "heat", Menu: "Data", Group: 2, Needs: "select a metric", Enabled: func(w *Window) bool {
			ref, _, ok := libraryRecord(w.session)
			return ok && ref.Kind == model.MetricRecord && hasJourney(w)
		}, Run: func(w *Window) {
			ref, _, _ := libraryRecord(w.session)
			w.session.SetHeat(model.MetricID(ref.ID))
		}},
		{ID: "library.rename", Title: "Rename it", Icon: "edit", Menu: "Data", Group: 2, Needs: needs, Enabled: changed, Run: (*Window).renameRecord},
		{ID: "library.uses", Title: "Where it is used", Icon: "glossary", Menu: "Data", Group: 2, Needs: needs, Enabled: selected, Run: (*Window).openLibrary},
		{ID: "library.find", Title: "Find where it is named", Icon: "search", Menu: "Data", Group: 2, Needs: needs, Enabled: selected, Run: (*Window).findRecord},
		{ID: "library.merge", Title: "Merge it into another…", Icon: "link", Menu: "Data", Group: 2, Needs: "select one of several personas, metrics, channels, owners or systems", Enabled: func(w *Window) bool {
			ref, _, _ := libraryRecord(w.session)
			return changed(w) && len(others(w.session.Workspace(), ref)) > 0
		}, Run: (*Window).mergeRecord},
		{ID: "library.add", Title: "Add to the library…", Icon: "add", Menu: "Data", Group: 2, Enabled: func(w *Window) bool { return opened(w) && !w.session.ReadOnly() }, Run: (*Window).addRecord},
		{ID: "library.delete", Title: "Delete from the library…", Icon: "delete", Menu: "Data", Group: 2, Needs: needs, Enabled: changed, Run: func(w *Window) {
			ref, _, _ := libraryRecord(w.session)
			w.deleteRecord(ref)
		}},
	}
}

// findRecord looks for the name of the selected record of the library.
func (w *Window) findRecord() {
	_, name, _ := libraryRecord(w.session)
	w.openFind()
	w.editor.find.view.field.SetText(name)
}
