package app

import "fyne.io/fyne/v2"

// findActions find things: actions, texts, earlier states.
func findActions() []Action {
	return []Action{
		{ID: "view.palette", Title: "All actions…", Icon: "search", Menu: "View", Group: 5, Shortcut: ctrlShift(fyne.KeyP), Enabled: always, Run: (*Window).openPalette},
	}
}
