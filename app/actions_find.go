package app

import "fyne.io/fyne/v2"

// findActions find things: actions, texts, earlier states.
func findActions() []Action {
	return []Action{
		{ID: "edit.find", Title: "Find", Words: "search", Icon: "search", Menu: "Edit", Group: 4, Shortcut: ctrl(fyne.KeyF), Enabled: opened, Run: (*Window).openFind},
		{ID: "edit.findnext", Title: "Find the next", Menu: "Edit", Group: 4, Shortcut: plain(fyne.KeyF3), Enabled: opened, Run: (*Window).findNext},
		{ID: "edit.findprev", Title: "Find the one before", Menu: "Edit", Group: 4, Keys: "Shift+F3", Enabled: opened, Run: (*Window).findPrevious},
		{ID: "edit.replace", Title: "Find and replace", Words: "substitute", Icon: "swap", Menu: "Edit", Group: 4, Shortcut: ctrl(fyne.KeyH), Enabled: editable, Run: (*Window).openReplace},
		{ID: "edit.history", Title: "History…", Words: "undo list steps", Icon: "undo", Menu: "Edit", Group: 5, Enabled: opened, Run: (*Window).openHistory},
		{ID: "insert.capture", Title: "Quick capture", Icon: "edit", Menu: "Insert", Group: 3, Shortcut: ctrl(fyne.KeyK), Enabled: editableMap, Run: (*Window).openCapture},
		{ID: "view.palette", Title: "All actions…", Icon: "search", Menu: "View", Group: 5, Shortcut: ctrlShift(fyne.KeyP), Enabled: always, Run: (*Window).openPalette},
		{ID: "view.settings", Title: "Settings…", Words: "preferences options text size motion name", Icon: "settings", Menu: "View", Group: 5, Enabled: always, Run: (*Window).openSettings},
	}
}
