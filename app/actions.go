package app

import (
	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// Action is one thing that a user can do.
type Action struct {
	ID       string
	Title    string
	Words    string // what other programs call it
	Icon     string
	Menu     string        // the menu that it stands in; empty when it has only a key
	Under    string        // the submenu of that menu; empty for none
	Group    int           // a new number within a menu draws a line above
	Shortcut fyne.Shortcut // nil for none
	Also     fyne.Shortcut // a second shortcut
	Keys     string        // the keys that the board answers to itself, in words
	Needs    string        // what is missing when it cannot be done, for what a selection does not explain
	Text     bool          // while text is being typed the shortcut is the text's
	Enabled  func(*Window) bool
	Checked  func(*Window) bool
	Run      func(*Window)
}

// The menus, from left to right.
var menuNames = []string{"File", "Edit", "View", "Insert", "Map", "Data", "Help"}

// actions is the one table of everything that a user can do.
func actions() []Action {
	var all []Action
	for _, part := range [][]Action{
		fileActions(),
		editActions(),
		viewActions(),
		tableActions(),
		filterActions(),
		insertActions(),
		mapActions(),
		regroupActions(),
		laneActions(),
		linkActions(),
		pictureActions(),
		overviewActions(),
		structureActions(),
		versionActions(),
		compareActions(),
		dataActions(),
		libraryActions(),
		portfolioActions(),
		findActions(),
		helpActions(),
		boardActions(),
	} {
		all = append(all, part...)
	}
	return all
}

// The conditions under which actions can be done.

func always(*Window) bool        { return true }
func opened(w *Window) bool      { return w.session != nil }
func hasJourney(w *Window) bool  { return w.session != nil && w.session.Journey() != nil }
func editable(w *Window) bool    { return hasJourney(w) && !w.session.ReadOnly() }
func onMap(w *Window) bool       { return hasJourney(w) && w.session.View().onBoard() }
func editableMap(w *Window) bool { return onMap(w) && !w.session.ReadOnly() }
func hasCards(w *Window) bool    { return editablePlace(w) && len(w.session.SelectedCards()) > 0 }
func canCopy(w *Window) bool {
	return onCards(w) && len(w.session.Selection()) > 0 && onBoard(w.session.Selection()[0].Kind)
}
func hasSelection(w *Window) bool {
	return editableMap(w) && len(w.session.Selection()) > 0
}
func hasPicked(w *Window) bool  { return hasSelection(w) || !onMap(w) && hasCards(w) }
func hasMetrics(w *Window) bool { return hasJourney(w) && len(w.session.Workspace().Metrics) > 0 }

func fileActions() []Action {
	return []Action{
		{ID: "file.new", Title: "New journey map", Words: "create map", Icon: "journey", Menu: "File", Shortcut: ctrl(fyne.KeyN), Enabled: always, Run: func(w *Window) { w.newJourney(model.JourneyMap) }},
		{ID: "file.blueprint", Title: "New blueprint", Words: "create swimlane", Icon: "blueprint", Menu: "File", Enabled: always, Run: func(w *Window) { w.newJourney(model.ServiceBlueprint) }},
		{ID: "file.template", Title: "New from template…", Icon: "template", Menu: "File", Enabled: always, Run: (*Window).chooseTemplate},
		{ID: "file.open", Title: "Open…", Icon: "folder", Menu: "File", Group: 1, Shortcut: ctrl(fyne.KeyO), Enabled: always, Run: (*Window).chooseFile},
		{ID: "file.home", Title: "Home screen", Icon: "home", Menu: "File", Group: 1, Enabled: opened, Run: func(w *Window) { w.program.goHome() }},
		{ID: "file.save", Title: "Save now", Icon: "check", Menu: "File", Group: 2, Shortcut: ctrl(fyne.KeyS), Enabled: opened, Run: (*Window).saveNow},
		{ID: "file.copy", Title: "Save a copy…", Words: "save as", Icon: "duplicate", Menu: "File", Group: 2, Enabled: opened, Run: (*Window).saveCopy},
		{ID: "file.rename", Title: "Rename workspace…", Icon: "edit", Menu: "File", Group: 2, Enabled: editable, Run: (*Window).renameWorkspace},
		{ID: "file.backups", Title: "Backups…", Words: "restore recover", Icon: "timer", Menu: "File", Group: 2, Enabled: opened, Run: (*Window).openBackups},
		{ID: "file.share", Title: "Share a copy…", Words: "send e-mail", Icon: "export", Menu: "File", Group: 3, Enabled: hasJourney, Run: (*Window).openShare},
		{ID: "file.bring", Title: "Bring in a journey…", Words: "import JSON", Icon: "import", Menu: "File", Group: 3, Enabled: func(w *Window) bool { return !opened(w) || !w.session.ReadOnly() }, Run: (*Window).chooseBrought},
		{ID: "file.export", Title: "Export…", Words: "PDF Excel XLSX print picture PNG SVG spreadsheet", Icon: "export", Menu: "File", Group: 3, Shortcut: ctrlShift(fyne.KeyE), Enabled: hasJourney, Run: (*Window).openExport},
		{ID: "file.merge", Title: "Merge with a copy…", Words: "combine", Icon: "compare", Menu: "File", Group: 3, Enabled: editable, Run: (*Window).chooseMerge},
		{ID: "file.log", Title: "Change log…", Words: "audit history who", Icon: "table", Menu: "File", Group: 3, Enabled: opened, Run: (*Window).openChangeLog},
		{ID: "file.quit", Title: "Quit", Words: "exit close", Menu: "File", Group: 4, Shortcut: ctrl(fyne.KeyQ), Enabled: always, Run: func(w *Window) { w.program.Quit() }},
	}
}

func editActions() []Action {
	return []Action{
		{ID: "edit.undo", Title: "Undo", Icon: "undo", Menu: "Edit", Needs: "nothing to undo", Shortcut: ctrl(fyne.KeyZ), Text: true, Enabled: func(w *Window) bool { return opened(w) && w.session.history.UndoLabel() != "" }, Run: func(w *Window) { w.session.Undo() }},
		{ID: "edit.redo", Title: "Redo", Icon: "redo", Menu: "Edit", Needs: "nothing to redo", Shortcut: ctrl(fyne.KeyY), Also: ctrlShift(fyne.KeyZ), Text: true, Enabled: func(w *Window) bool { return opened(w) && w.session.history.RedoLabel() != "" }, Run: func(w *Window) { w.session.Redo() }},
		{ID: "edit.cut", Title: "Cut", Menu: "Edit", Group: 1, Shortcut: ctrl(fyne.KeyX), Text: true, Enabled: func(w *Window) bool { return onMap(w) && hasCards(w) }, Run: (*Window).cutCards},
		{ID: "edit.copy", Title: "Copy", Icon: "duplicate", Menu: "Edit", Group: 1, Shortcut: ctrl(fyne.KeyC), Text: true, Enabled: canCopy, Run: inTable((*tablePage).copyRows, (*Window).copyCards)},
		{ID: "edit.copynamed", Title: "Copy with step and lane names", Menu: "Edit", Group: 1, Enabled: func(w *Window) bool { return onMap(w) && hasCards(w) }, Run: (*Window).copyNamed},
		{ID: "edit.paste", Title: "Paste", Menu: "Edit", Group: 1, Shortcut: ctrl(fyne.KeyV), Text: true, Enabled: editableMap, Run: (*Window).pasteCards},
		{ID: "edit.duplicate", Title: "Duplicate", Icon: "duplicate", Menu: "Edit", Group: 1, Shortcut: ctrl(fyne.KeyD), Enabled: func(w *Window) bool { return hasPicked(w) || w.portfolio().canDuplicate() }, Run: (*Window).duplicate},
		{ID: "edit.delete", Title: "Delete", Icon: "delete", Menu: "Edit", Group: 1, Keys: "Delete", Enabled: hasPicked, Run: onPage(cardPage.remove, func(w *Window) { w.board.DeleteSelected() })},
		{ID: "edit.all", Title: "Select all", Menu: "Edit", Group: 2, Shortcut: ctrl(fyne.KeyA), Text: true, Enabled: func(w *Window) bool { return onMap(w) || onTable(w) }, Run: inTable((*tablePage).pickAll, func(w *Window) { w.board.SelectAll() })},
		{ID: "edit.text", Title: "Edit text", Icon: "edit", Menu: "Edit", Group: 3, Keys: "Enter, F2", Enabled: editablePlace, Run: onPage(cardPage.edit, func(w *Window) { w.board.EditFocused() })},
		{ID: "edit.moveto", Title: "Move to…", Icon: "swap", Menu: "Edit", Group: 3, Shortcut: ctrl(fyne.KeyG), Enabled: hasCards, Run: onPage(cardPage.moveCards, (*Window).moveTo)},
	}
}

func viewActions() []Action {
	view := func(v View) (enabled, checked func(*Window) bool, run func(*Window)) {
		return hasJourney, func(w *Window) bool { return opened(w) && w.session.View() == v }, func(w *Window) { w.session.SetView(v); w.focusBoard() }
	}
	lookRow := func(id, title, name, words string) Action {
		return Action{ID: id, Title: title, Words: words, Menu: "View", Under: "Look", Group: 3, Enabled: always,
			Checked: func(w *Window) bool { return w.program.look == name }, Run: func(w *Window) { w.program.setLook(name) }}
	}
	rows := []Action{
		{ID: "view.journey", Title: "Journey", Icon: "journey", Menu: "View", Shortcut: ctrl(fyne.Key1)},
		{ID: "view.blueprint", Title: "Blueprint", Icon: "blueprint", Menu: "View", Shortcut: ctrl(fyne.Key2)},
		{ID: "view.matrix", Title: "Matrix", Icon: "heat", Menu: "View", Shortcut: ctrl(fyne.Key3)},
		{ID: "view.table", Title: "Table", Icon: "table", Menu: "View", Shortcut: ctrl(fyne.Key4)},
		{ID: "view.empathy", Title: "Empathy map", Icon: "lane-feeling", Menu: "View", Shortcut: ctrl(fyne.Key5)},
		{ID: "view.personas", Title: "Personas", Words: "users segments", Icon: "personas", Menu: "View", Shortcut: ctrl(fyne.Key6)},
		{ID: "view.portfolio", Title: "Portfolio", Icon: "folder", Menu: "View", Shortcut: ctrl(fyne.Key7)},
		{ID: "view.library", Title: "Library", Icon: "glossary", Menu: "View", Shortcut: ctrl(fyne.Key8)},
	}
	for i := range rows {
		rows[i].Enabled, rows[i].Checked, rows[i].Run = view(View(i))
		if View(i).ofWorkspace() {
			rows[i].Enabled = opened
		}
	}
	return append(rows,
		Action{ID: "view.heat", Title: "Heat on or off", Words: "heat map colour color metric", Icon: "heat", Menu: "View", Needs: "needs a metric", Group: 1, Shortcut: ctrl(fyne.KeyJ), Enabled: hasMetrics, Checked: func(w *Window) bool { return opened(w) && w.session.tint.metric != "" }, Run: (*Window).toggleHeat},
		Action{ID: "view.heatnext", Title: "Heat by the next metric", Icon: "heat", Menu: "View", Needs: "needs a metric", Group: 1, Shortcut: ctrlShift(fyne.KeyJ), Enabled: hasMetrics, Run: (*Window).nextHeat},
		Action{ID: "matrix.swap", Title: "Swap rows and columns", Icon: "swap", Menu: "View", Needs: "needs the matrix with values", Group: 1, Enabled: matrixShown, Checked: func(w *Window) bool { return opened(w) && w.program.settings.Bool(keySwapped) }, Run: (*Window).swapMatrix},
		Action{ID: "view.zoomin", Title: "Zoom in", Icon: "zoom-in", Menu: "View", Group: 2, Shortcut: ctrl(fyne.KeyEqual), Also: ctrl(fyne.KeyPlus), Enabled: onMap, Run: func(w *Window) { w.board.ZoomIn() }},
		Action{ID: "view.zoomout", Title: "Zoom out", Icon: "zoom-out", Menu: "View", Group: 2, Shortcut: ctrl(fyne.KeyMinus), Enabled: onMap, Run: func(w *Window) { w.board.ZoomOut() }},
		Action{ID: "view.actual", Title: "Zoom to 100 %", Menu: "View", Group: 2, Shortcut: ctrl(fyne.Key0), Enabled: onMap, Run: func(w *Window) { w.board.ActualSize() }},
		Action{ID: "view.fit", Title: "Fit the map", Icon: "fit", Menu: "View", Group: 2, Shortcut: ctrl(fyne.Key9), Enabled: onMap, Run: func(w *Window) { w.board.Fit() }},
		lookRow("view.light", "Light", "light", "theme mode"),
		lookRow("view.dark", "Dark", "dark", "theme mode night"),
		lookRow("view.contrast", "High contrast", "high-contrast", "theme mode accessibility"),
		Action{ID: "view.sidebar", Title: "Sidebar", Icon: "sidebar", Menu: "View", Group: 4, Shortcut: ctrl(fyne.KeyB), Enabled: opened, Checked: func(w *Window) bool { return !w.noSidebar }, Run: (*Window).toggleSidebar},
		Action{ID: "view.inspector", Title: "Inspector", Words: "properties details panel", Icon: "inspector", Menu: "View", Group: 4, Shortcut: ctrl(fyne.KeyI), Enabled: opened, Checked: (*Window).inspectorShown, Run: (*Window).toggleInspector},
		Action{ID: "view.comments", Title: "Comments", Icon: "comment", Menu: "View", Group: 4, Enabled: hasJourney, Checked: func(w *Window) bool { return w.withComments }, Run: (*Window).toggleComments},
		Action{ID: "view.pane", Title: "Next pane", Menu: "View", Group: 4, Shortcut: plain(fyne.KeyF6), Enabled: opened, Run: (*Window).nextPane},
		Action{ID: "view.full", Title: "Full screen", Words: "present presentation maximise maximize", Menu: "View", Group: 4, Shortcut: plain(fyne.KeyF11), Enabled: always, Run: func(w *Window) { w.window.SetFullScreen(!w.window.FullScreen()) }},
	)
}

func insertActions() []Action {
	return []Action{
		{ID: "insert.card", Title: "Add card", Words: "note sticky touchpoint pain idea", Icon: "add", Menu: "Insert", Shortcut: ctrl(fyne.KeyReturn), Text: true, Enabled: editablePlace, Run: onPage(cardPage.newRow, func(w *Window) { w.board.AddCard() })},
		{ID: "insert.step", Title: "Add step", Words: "column phase", Icon: "add", Menu: "Insert", Shortcut: ctrlShift(fyne.KeyT), Enabled: editable, Run: (*Window).addStep},
		{ID: "insert.stage", Title: "Add stage", Words: "phase column", Icon: "add-stage", Menu: "Insert", Shortcut: ctrlShift(fyne.KeyG), Enabled: editable, Run: (*Window).addStage},
		{ID: "insert.lane", Title: "Add lane…", Words: "swimlane row", Icon: "add-lane", Menu: "Insert", Shortcut: ctrlShift(fyne.KeyL), Enabled: editable, Run: func(w *Window) { w.addLane(-1) }},
		{ID: "insert.link", Title: "Link the two selected cards", Words: "arrow connector line flow", Icon: "link", Menu: "Insert", Needs: "select two cards", Group: 1, Enabled: func(w *Window) bool { return hasCards(w) && len(w.session.SelectedCards()) == 2 }, Run: (*Window).linkSelected},
		{ID: "insert.comment", Title: "Add comment…", Words: "note remark", Icon: "comment", Menu: "Insert", Group: 1, Shortcut: ctrlShift(fyne.KeyC), Keys: "C", Enabled: editable, Run: (*Window).addComment},
		{ID: "insert.persona", Title: "Add persona…", Icon: "persona", Menu: "Insert", Group: 2, Enabled: editable, Run: (*Window).addPersona},
	}
}

func mapActions() []Action {
	return []Action{
		{ID: "map.info", Title: "About this map", Icon: "info", Menu: "Map", Enabled: hasJourney, Run: (*Window).showJourneyInfo},
		{ID: "map.rename", Title: "Rename the map", Icon: "edit", Menu: "Map", Enabled: editable, Run: (*Window).renameJourney},
		{ID: "map.duplicate", Title: "Duplicate the map", Icon: "duplicate", Menu: "Map", Group: 1, Enabled: editable, Run: func(w *Window) { w.duplicateJourney(false) }},
		{ID: "map.twin", Title: "Make its future twin", Words: "to-be target", Icon: "compare", Menu: "Map", Needs: "for a current map without one", Group: 1, Enabled: func(w *Window) bool {
			return editable(w) && w.session.Journey().Kind == model.Current && w.session.Journey().Twin == ""
		}, Run: func(w *Window) { w.duplicateJourney(true) }},
		{ID: "map.delete", Title: "Delete the map", Words: "remove bin trash", Icon: "delete", Menu: "Map", Group: 1, Enabled: editable, Run: (*Window).deleteJourney},
		{ID: "map.left", Title: "Move left", Icon: "chevron-left", Menu: "Map", Group: 2, Shortcut: ctrl(fyne.KeyLeft), Text: true, Enabled: hasSelection, Run: func(w *Window) { w.board.MoveSelected(layout.Left) }},
		{ID: "map.right", Title: "Move right", Icon: "chevron-right", Menu: "Map", Group: 2, Shortcut: ctrl(fyne.KeyRight), Text: true, Enabled: hasSelection, Run: func(w *Window) { w.board.MoveSelected(layout.Right) }},
		{ID: "map.up", Title: "Move up", Icon: "chevron-up", Menu: "Map", Group: 2, Shortcut: ctrl(fyne.KeyUp), Text: true, Enabled: hasSelection, Run: func(w *Window) { w.board.MoveSelected(layout.Up) }},
		{ID: "map.down", Title: "Move down", Icon: "chevron-down", Menu: "Map", Group: 2, Shortcut: ctrl(fyne.KeyDown), Text: true, Enabled: hasSelection, Run: func(w *Window) { w.board.MoveSelected(layout.Down) }},
		{ID: "map.narrow", Title: "Narrower", Menu: "Map", Group: 2, Shortcut: ctrlShift(fyne.KeyLeft), Text: true, Enabled: hasSelection, Run: func(w *Window) { w.board.Narrow() }},
		{ID: "map.widen", Title: "Wider", Menu: "Map", Group: 2, Shortcut: ctrlShift(fyne.KeyRight), Text: true, Enabled: hasSelection, Run: func(w *Window) { w.board.Widen() }},
	}
}

func dataActions() []Action {
	return []Action{
		{ID: "data.import", Title: "Import spreadsheet…", Words: "CSV Excel XLSX survey KPI metrics NPS", Icon: "import", Menu: "Data", Shortcut: ctrlShift(fyne.KeyI), Enabled: always, Run: (*Window).chooseImport},
		{ID: "data.metric", Title: "Add a metric…", Icon: "lane-metric", Menu: "Data", Group: 1, Enabled: editable, Run: (*Window).addMetric},
		{ID: "data.value", Title: "Type a value in…", Icon: "edit", Menu: "Data", Needs: "needs a metric", Group: 1, Enabled: func(w *Window) bool { return editable(w) && hasMetrics(w) }, Run: func(w *Window) { w.typeValue("", "", "") }},
	}
}

func helpActions() []Action {
	return []Action{
		{ID: "help.keys", Title: "Keyboard guide", Words: "shortcuts hotkeys help", Icon: "keyboard", Menu: "Help", Shortcut: plain(fyne.KeyF1), Enabled: always, Run: (*Window).openGuide},
		{ID: "help.about", Title: "About Stagecraft", Icon: "info", Menu: "Help", Group: 1, Enabled: always, Run: (*Window).openAbout},
	}
}

// boardActions have keys that the board answers to itself, and no menu.
func boardActions() []Action {
	move := func(id, title, keys string, d layout.Direction, extend bool) Action {
		return Action{ID: id, Title: title, Keys: keys, Enabled: onMap, Run: func(w *Window) { w.board.MoveFocus(d, extend) }}
	}
	return []Action{
		move("board.left", "Focus the card or cell to the left", "Left", layout.Left, false),
		move("board.right", "Focus the card or cell to the right", "Right", layout.Right, false),
		move("board.up", "Focus the card or cell above", "Up", layout.Up, false),
		move("board.down", "Focus the card or cell below", "Down", layout.Down, false),
		move("board.extend", "Extend the selection", "Shift+arrows", layout.Right, true),
		move("board.home", "First step of the lane", "Home", layout.RowStart, false),
		move("board.end", "Last step of the lane", "End", layout.RowEnd, false),
		move("board.prevstage", "Previous stage", "Page Up", layout.PreviousStage, false),
		move("board.nextstage", "Next stage", "Page Down", layout.NextStage, false),
		move("board.next", "Next card in reading order", "Tab", layout.Next, false),
		move("board.prev", "Previous card in reading order", "Shift+Tab", layout.Previous, false),
		{ID: "board.evidence", Title: "Next level of evidence", Keys: "E", Enabled: hasCards, Run: func(w *Window) { w.board.CycleEvidence() }},
		{ID: "board.severity", Title: "Next severity", Keys: "S", Enabled: hasCards, Run: func(w *Window) { w.board.CycleSeverity() }},
		{ID: "board.moment", Title: "Moment of truth", Keys: "M", Enabled: hasCards, Run: func(w *Window) { w.board.ToggleMoment() }},
		{ID: "board.vote", Title: "Add a vote", Keys: "V", Enabled: hasCards, Run: func(w *Window) { w.board.Vote(1) }},
		{ID: "board.unvote", Title: "Take a vote back", Keys: "Shift+V", Enabled: hasCards, Run: func(w *Window) { w.board.Vote(-1) }},
		{ID: "board.mood", Title: "Mood –2 to +2, in an emotion lane", Keys: "1 to 5", Enabled: editableMap, Run: func(w *Window) { w.board.SetMood(0) }},
		{ID: "board.moodup", Title: "Mood half a step up", Keys: "+", Enabled: editableMap, Run: func(w *Window) { w.board.NudgeMood(0.5) }},
		{ID: "board.mooddown", Title: "Mood half a step down", Keys: "–", Enabled: editableMap, Run: func(w *Window) { w.board.NudgeMood(-0.5) }},
	}
}
