package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// menuRow is a menu item with the action that it stands for.
type menuRow struct {
	action *Action
	item   *fyne.MenuItem
}

// buildMenus makes the menu bar from the action table.
func (w *Window) buildMenus() {
	main := fyne.NewMainMenu()
	for _, name := range menuNames {
		main.Items = append(main.Items, w.buildMenu(name))
	}
	w.window.SetMainMenu(main)
}

func (w *Window) buildMenu(name string) *fyne.Menu {
	menu := fyne.NewMenu(name)
	var under *fyne.MenuItem
	group := 0
	for i := range w.table {
		a := &w.table[i]
		if a.Menu != name {
			continue
		}
		if a.Group != group && len(menu.Items) > 0 && (a.Under == "" || under == nil || under.Label != a.Under) {
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
		}
		group = a.Group
		item := w.menuItem(a)
		if a.Under == "" {
			menu.Items = append(menu.Items, item)
			continue
		}
		if under == nil || under.Label != a.Under {
			under = fyne.NewMenuItem(a.Under, nil)
			under.ChildMenu = fyne.NewMenu("")
			menu.Items = append(menu.Items, under)
		}
		under.ChildMenu.Items = append(under.ChildMenu.Items, item)
	}
	if name == "File" {
		// Fyne adds its own Quit, which would not save, unless an item says that it is one.
		menu.Items[len(menu.Items)-1].IsQuit = true
	}
	return menu
}

func (w *Window) menuItem(a *Action) *fyne.MenuItem {
	item := fyne.NewMenuItem(a.Title, func() { w.run(a, true) })
	if item.Shortcut = a.Shortcut; a.Shortcut != nil && !drawsKeys() {
		item.Shortcut = quietKeys{a.Shortcut}
	}
	w.menus = append(w.menus, &menuRow{a, item})
	return item
}

// refreshMenus greys out, ticks and names the items as the session has it.
func (w *Window) refreshMenus() {
	changed := w.menuText != w.program.textScale()
	w.menuText = w.program.textScale()
	for _, r := range w.menus {
		title, off, ticked := w.label(r.action), !r.action.Enabled(w), r.action.Checked != nil && r.action.Checked(w)
		if menuTitle(r.item.Label) != title || r.item.Disabled != off || r.item.Checked != ticked {
			r.item.Label, r.item.Disabled, r.item.Checked = title, off, ticked
			changed = true
		}
	}
	if changed {
		w.alignKeys()
		w.window.MainMenu().Refresh()
	}
}

// alignKeys writes the keys of all menus' items anew.
func (w *Window) alignKeys() {
	if drawsKeys() {
		return
	}
	keys := func(item *fyne.MenuItem) fyne.Shortcut {
		if quiet, ok := item.Shortcut.(quietKeys); ok {
			return quiet.Shortcut
		}
		return nil
	}
	for _, menu := range w.window.MainMenu().Items {
		setKeys(menu, keys)
		for _, item := range menu.Items {
			if item.ChildMenu != nil {
				setKeys(item.ChildMenu, keys)
			}
		}
	}
}

// label returns an action's title as it reads now: "Undo Move card".
func (w *Window) label(a *Action) string {
	if w.session != nil {
		switch a.ID {
		case "edit.undo":
			return joined("Undo", w.session.history.UndoLabel())
		case "edit.redo":
			return joined("Redo", w.session.history.RedoLabel())
		case "map.archive":
			if j := w.session.Journey(); j != nil && j.Archived {
				return "Take the map out of the archive"
			}
		}
	}
	return a.Title
}

func joined(verb, label string) string {
	if label == "" {
		return verb
	}
	return verb + " " + lowerFirst(label)
}

// popUp opens a context menu of actions, by id; "" draws a line. Actions that cannot be done now are
// left out.
func (w *Window) popUp(at fyne.Position, ids ...string) {
	menu := fyne.NewMenu("")
	keys := map[*fyne.MenuItem]fyne.Shortcut{}
	for _, id := range ids {
		a := w.byID[id]
		if id == "" {
			if n := len(menu.Items); n > 0 && !menu.Items[n-1].IsSeparator {
				menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
			}
			continue
		}
		if a != nil && a.Enabled(w) {
			item := fyne.NewMenuItem(w.label(a), func() { w.run(a, false) })
			keys[item] = menuKeys(a)
			menu.Items = append(menu.Items, item)
		}
	}
	if n := len(menu.Items); n > 0 && menu.Items[n-1].IsSeparator {
		menu.Items = menu.Items[:n-1]
	}
	setKeys(menu, func(item *fyne.MenuItem) fyne.Shortcut { return keys[item] })
	w.popUpMenu(menu, at)
}

// menuKeys returns the keys of an action as a context menu shows them: its shortcut, or the first of
// the keys that the board answers to itself.
func menuKeys(a *Action) fyne.Shortcut {
	if a.Shortcut != nil || a.Keys == "" {
		return a.Shortcut
	}
	return plain(fyne.KeyName(strings.SplitN(a.Keys, ", ", 2)[0]))
}

func (w *Window) popUpMenu(menu *fyne.Menu, at fyne.Position) {
	if len(menu.Items) > 0 {
		widget.ShowPopUpMenuAtPosition(menu, w.window.Canvas(), at)
	}
}
