package app

import "fyne.io/fyne/v2"

// findActions find things: actions, texts, earlier states.
func findActions() []Action {
	return []Action{
		{ID: "insert.capture", Title: "Quick capture", Icon: "edit", Menu: "Insert", Group: 3, Shortcut: ctrl(fyne.KeyK), Enabled: editableMap, Run: (*Window).openCapture},
		{ID: "view.palette", Title: "All actions…", Icon: "search", Menu: "View", Group: 5, Shortcut: ctrlShift(fyne.KeyP), Enabled: always, Run: (*Window).openPalette},
	}
}
