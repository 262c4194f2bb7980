package app

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Fyne draws the keys of a menu's items at a fifth of the text's strength, which nobody can read. So the
// keys are part of an item's words here, set to the right with spaces.

// quietKeys is a shortcut that works and that a menu does not draw.
type quietKeys struct{ fyne.Shortcut }

// keysGap divides an item's title from its keys; no title holds it.
const keysGap = "\u2003"

// drawsKeys reports whether the system draws the menus, keys and all.
func drawsKeys() bool { return runtime.GOOS == "darwin" }

// menuTitle returns an item's words without its keys.
func menuTitle(label string) string {
	title, _, _ := strings.Cut(label, keysGap)
	return title
}

// setKeys gives the items of a menu their keys, so that these end below each other. Keys holds those of
// each item, nil for none.
func setKeys(menu *fyne.Menu, keys func(*fyne.MenuItem) fyne.Shortcut) {
	size := fyne.CurrentApp().Settings().Theme().Size(theme.SizeNameText)
	width := func(s string) float32 { return fyne.MeasureText(s, size, fyne.TextStyle{}).Width }
	widest := float32(0)
	texts := map[*fyne.MenuItem]string{}
	for _, item := range menu.Items {
		text := shortcutText(keys(item))
		item.Label = menuTitle(item.Label)
		if text == "" {
			continue
		}
		texts[item] = text
		widest = max(widest, width(item.Label+keysGap+keysGap+text))
	}
	for _, item := range menu.Items {
		if item.ChildMenu == nil && !item.IsSeparator {
			widest = max(widest, width(item.Label)) // a long title without keys moves them all to its end
		}
	}
	space := width("n n") - width("nn")
	for item, text := range texts {
		head := item.Label + keysGap
		head += strings.Repeat(" ", max(int((widest-width(head+text))/space+0.5), 0))
		item.Label = head + text
	}
}
