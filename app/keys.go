package app

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// ctrl returns the shortcut Ctrl+key, which is Cmd+key on macOS. Those that Fyne reports under names
// of their own come as these.
func ctrl(key fyne.KeyName) fyne.Shortcut {
	switch key {
	case fyne.KeyZ:
		return &fyne.ShortcutUndo{}
	case fyne.KeyY:
		return &fyne.ShortcutRedo{}
	case fyne.KeyX:
		return &fyne.ShortcutCut{}
	case fyne.KeyC:
		return &fyne.ShortcutCopy{}
	case fyne.KeyV:
		return &fyne.ShortcutPaste{}
	case fyne.KeyA:
		return &fyne.ShortcutSelectAll{}
	}
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

// ctrlShift returns the shortcut Ctrl+Shift+key.
func ctrlShift(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// plain returns a key without any modifier as it stands in menus.
func plain(key fyne.KeyName) fyne.Shortcut { return &desktop.CustomShortcut{KeyName: key} }

// plainKey returns the key of a shortcut that has no modifier.
func plainKey(s fyne.Shortcut) (fyne.KeyName, bool) {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != 0 {
		return "", false
	}
	return c.KeyName, true
}

// shortcutText returns a shortcut as people write it: "Ctrl+Shift+E".
func shortcutText(s fyne.Shortcut) string {
	k, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return ""
	}
	var parts []string
	add := func(m fyne.KeyModifier, name string) {
		if k.Mod()&m != 0 {
			parts = append(parts, name)
		}
	}
	add(fyne.KeyModifierControl, "Ctrl")
	add(fyne.KeyModifierSuper, commandName())
	add(fyne.KeyModifierAlt, "Alt")
	add(fyne.KeyModifierShift, "Shift")
	return strings.Join(append(parts, keyText(k.Key())), "+")
}

func commandName() string {
	if runtime.GOOS == "darwin" {
		return "Cmd"
	}
	return "Super"
}

func keyText(k fyne.KeyName) string {
	switch k {
	case fyne.KeyPlus:
		return "plus"
	case fyne.KeyEqual:
		return "="
	case fyne.KeyMinus:
		return "minus"
	case fyne.KeyReturn:
		return "Enter"
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown:
		return strings.ToLower(string(k))
	}
	return string(k)
}
