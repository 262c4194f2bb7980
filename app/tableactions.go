package app

import "fyne.io/fyne/v2"

// onTable reports whether the table is what is looked at.
func onTable(w *Window) bool { return hasJourney(w) && w.session.View() == TableView }

// onCards reports whether cards are what is looked at: on the board, in the table or on the empathy map.
func onCards(w *Window) bool {
	return onMap(w) || onTable(w) || hasJourney(w) && w.session.View() == EmpathyView
}

// editablePlace is onCards for a file that can be changed.
func editablePlace(w *Window) bool { return editable(w) && onCards(w) }

// cardPage returns the page of cards that is shown in place of the board, or nil.
func (w *Window) cardPage() cardPage {
	if w.editor == nil {
		return nil
	}
	p, _ := w.editor.page.(cardPage)
	return p
}

// tablePage returns the table, or nil while another page is shown.
func (w *Window) tablePage() *tablePage {
	p, _ := w.cardPage().(*tablePage)
	return p
}

// onPage runs one of two: for the page of cards that is shown, else for the board.
func onPage(page func(cardPage), board func(*Window)) func(*Window) {
	return func(w *Window) {
		if p := w.cardPage(); p != nil {
			page(p)
			return
		}
		board(w)
	}
}

// inTable is onPage for what the table alone does otherwise than the board.
func inTable(table func(*tablePage), board func(*Window)) func(*Window) {
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
	row := func(id, title, icon string, shortcut fyne.Shortcut, run func(*tablePage)) Action {
		return Action{ID: id, Title: title, Icon: icon, Menu: "View", Under: "Table", Group: 2, Needs: "for the table", Shortcut: shortcut, Enabled: onTable, Run: inTable(run, func(*Window) {})}
	}
	scope := row("table.scope", "All journeys", "personas", nil, func(p *tablePage) { p.ask(func(q *listQuery) { q.all = !q.all }) })
	scope.Icon = "journey"
	scope.Checked = func(w *Window) bool { return onTable(w) && w.pages.table != nil && w.pages.table.query.all }
	archived := row("table.archived", "Archived journeys too", "file", nil, func(p *tablePage) {
		p.ask(func(q *listQuery) { q.all, q.archived = true, !q.archived })
	})
	archived.Needs = "for the table, when a journey is archived"
	archived.Enabled = func(w *Window) bool { return onTable(w) && hasArchived(w.session.Workspace()) }
	archived.Checked = func(w *Window) bool { return scope.Checked(w) && w.pages.table.query.archived }
	return []Action{
		row("table.filter", "Filter the table by words", "filter", plain(fyne.KeyF4), func(p *tablePage) { p.window.window.Canvas().Focus(p.tools.words) }),
		row("table.reset", "Clear the filters", "close", nil, (*tablePage).clearFilters),
		scope, archived,
		row("table.sort", "Sort by this column", "swap", nil, func(p *tablePage) { p.sortBy(p.column(p.state.column).id) }),
		row("table.columns", "Columns…", "sidebar", nil, (*tablePage).openColumns),
		row("table.copyall", "Copy the whole table", "duplicate", nil, (*tablePage).copyAll),
		row("table.export", "Export this table…", "export", nil, (*tablePage).exportTable),
		{ID: "table.board", Title: "Show on the board", Icon: "journey", Menu: "View", Group: 2, Needs: "for the table and the empathy map", Enabled: func(w *Window) bool { return w.cardPage() != nil && onCards(w) }, Run: onPage(cardPage.showOnBoard, func(*Window) {})},
		{ID: "map.inventory", Title: "Touchpoint inventory", Icon: "lane-touchpoint", Menu: "Map", Enabled: hasJourney, Run: (*Window).openInventory},
	}
}
