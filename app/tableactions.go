package app

import "fyne.io/fyne/v2"

// onTable reports whether the table is what is looked at.
func onTable(w *Window) bool { return hasJourney(w) && w.session.View() == TableView }

// editablePlace is the board or the table of a file that can be changed.
func editablePlace(w *Window) bool { return editable(w) && (onMap(w) || onTable(w)) }

// table returns the table's page, or nil while another is shown.
func (w *Window) tablePage() *tablePage {
	if w.editor == nil {
		return nil
	}
	p, _ := w.editor.page.(*tablePage)
	return p
}

// onPage runs one of two: for the table when that is shown, else for the board.
func onPage(table func(*tablePage), board func(*Window)) func(*Window) {
	return func(w *Window) {
		if p := w.tablePage(); p != nil {
			table(p)
			return
		}
		board(w)
	}
}

// tableActions are what can be done with the table only.
func tableActions() []Action {
	on := func(run func(*tablePage)) func(*Window) {
		return func(w *Window) {
			if p := w.tablePage(); p != nil {
				run(p)
			}
		}
	}
	row := func(id, title, icon string, shortcut fyne.Shortcut, run func(*tablePage)) Action {
		return Action{ID: id, Title: title, Icon: icon, Menu: "View", Under: "Table", Group: 2, Needs: "for the table", Shortcut: shortcut, Enabled: onTable, Run: on(run)}
	}
	scope := row("table.scope", "All journeys", "personas", nil, func(p *tablePage) { p.ask(func(q *listQuery) { q.all = !q.all }) })
	scope.Icon = "journey"
	scope.Checked = func(w *Window) bool { return onTable(w) && w.pages.table != nil && w.pages.table.query.all }
	return []Action{
		row("table.filter", "Filter the table by words", "filter", plain(fyne.KeyF4), func(p *tablePage) { p.window.window.Canvas().Focus(p.tools.words) }),
		row("table.reset", "Clear the filters", "close", nil, (*tablePage).clearFilters),
		scope,
		row("table.sort", "Sort by this column", "swap", nil, func(p *tablePage) { p.sortBy(p.column(p.state.column).id) }),
		row("table.columns", "Columns…", "sidebar", nil, (*tablePage).openColumns),
		row("table.copyall", "Copy the whole table", "duplicate", nil, (*tablePage).copyAll),
		row("table.board", "Show on the board", "journey", nil, (*tablePage).showOnBoard),
		{ID: "map.inventory", Title: "Touchpoint inventory", Icon: "lane-touchpoint", Menu: "Map", Enabled: hasJourney, Run: (*Window).openInventory},
	}
}
