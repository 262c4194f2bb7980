package app

import (
	"flag"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"stagecraft/app/look"
	"stagecraft/assets"
	"stagecraft/model"
)

func TestActions_AreComplete(t *testing.T) {
	ids := map[string]bool{}
	for _, a := range actions() {
		if ids[a.ID] {
			t.Errorf("two actions are called %s", a.ID)
		}
		ids[a.ID] = true
		if a.Title == "" || a.Enabled == nil || a.Run == nil {
			t.Errorf("%s lacks a title, a condition or what it does", a.ID)
		}
		if a.Menu == "" && keysOf(a) == "" {
			t.Errorf("%s is in no menu and has no key, so nobody can do it", a.ID)
		}
		if a.Icon != "" {
			if _, ok := assets.SolidIcon(a.Icon); !ok {
				t.Errorf("%s has the icon %q, which does not exist", a.ID, a.Icon)
			}
		}
	}
}

func TestActions_NoKeyTwice(t *testing.T) {
	taken := map[string]string{}
	claim := func(key, id string) {
		if other, ok := taken[key]; ok && other != id {
			t.Errorf("%s does both %s and %s", key, other, id)
		}
		taken[key] = id
	}
	for _, a := range actions() {
		for _, s := range []fyne.Shortcut{a.Shortcut, a.Also} {
			if s != nil {
				claim(strings.ToLower(shortcutText(s)), a.ID)
			}
		}
		for _, key := range splitBy(a.Keys, ",") {
			claim(strings.ToLower(key), a.ID)
		}
	}
}

func TestActions_ContextMenusNameActions(t *testing.T) {
	ids := map[string]bool{"": true}
	for _, a := range actions() {
		ids[a.ID] = true
	}
	for _, menu := range [][]string{cardMenu, cellMenu, stageMenu, stepMenu, laneMenu, linkMenu, personaMenu, metricMenu, sourceMenu} {
		for _, id := range menu {
			if !ids[id] {
				t.Errorf("a context menu names %q, which is no action", id)
			}
		}
	}
}

func TestActions_GuideListsEveryKey(t *testing.T) {
	guide := map[string]bool{}
	for _, part := range guideParts(actions()) {
		for _, r := range part.Rows {
			guide[r.Title+"/"+r.Keys] = true
		}
	}
	for _, a := range actions() {
		if keys := keysOf(a); keys != "" && !guide[strings.TrimSuffix(a.Title, "…")+"/"+keys] {
			t.Errorf("the keyboard guide lacks %s", a.ID)
		}
	}
}

var update = flag.Bool("update", false, "write the keyboard map into README.md")

func TestKeyTable_IsTheReadmes(t *testing.T) {
	const path, begin, end = "../README.md", "<!-- keys:", "<!-- end of keys -->"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	from, to := strings.Index(text, begin), strings.Index(text, end)
	if from < 0 || to < from {
		t.Fatalf("README.md has no place for the keyboard map between %s and %s", begin, end)
	}
	from += strings.Index(text[from:], "\n") + 1
	if *update {
		text = text[:from] + KeyTable() + text[to:]
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got := text[from:to]; got != KeyTable() {
		t.Errorf("README.md has another keyboard map than the action table; run go test ./app -run KeyTable -update")
	}
}

func TestActions_KeysOfFyneArriveAsItSendsThem(t *testing.T) {
	for key, name := range map[fyne.KeyName]string{
		fyne.KeyZ: "Undo", fyne.KeyY: "Redo", fyne.KeyX: "Cut", fyne.KeyC: "Copy", fyne.KeyV: "Paste", fyne.KeyA: "SelectAll",
	} {
		if got := ctrl(key).ShortcutName(); got != name {
			t.Errorf("Ctrl+%s is %s, but Fyne sends %s", key, got, name)
		}
	}
	if got := shortcutText(ctrlShift(fyne.KeyE)); got != "Ctrl+Shift+E" && got != "Shift+Cmd+E" && got != "Cmd+Shift+E" {
		t.Errorf("Ctrl+Shift+E reads %q", got)
	}
}

// Fyne fires the shortcuts of a menu while text is being typed and while a dialog is open.
func TestActions_LeaveTypingAlone(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("a.stage", small()))
	j, card := firstCard(s.session().Workspace())
	edited := *card
	edited.Title = "Changed"
	s.session().Do(model.EditCards{Journey: j.ID, Cards: []model.Card{edited}})
	s.session().Select([]model.Ref{cardRef(j, card)})
	changed := s.session().Workspace()

	entry := s.entry("inspector.title")
	s.window().window.Canvas().Focus(entry)
	test.Type(entry, "x")
	s.window().run(s.window().byID["edit.undo"], true)
	if entry.Text != "Changed" {
		t.Errorf("Ctrl+Z in a field leaves %q in it, want its own typing taken back", entry.Text)
	}
	if s.session().Workspace() != changed {
		t.Error("Ctrl+Z in a field undid the document")
	}
}

func TestActions_WaitForDialogs(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("a.stage", small()))
	j, card := firstCard(s.session().Workspace())
	edited := *card
	edited.Title = "Changed"
	s.session().Do(model.EditCards{Journey: j.ID, Cards: []model.Card{edited}})
	changed := s.session().Workspace()
	s.window().do("help.keys")
	s.window().run(s.window().byID["edit.undo"], true)
	if s.session().Workspace() != changed {
		t.Error("Ctrl+Z behind an open dialog undid the document")
	}
	s.window().escape()
	if s.said() != "" {
		t.Error("Escape does not close the dialog")
	}
	s.window().run(s.window().byID["edit.undo"], true)
	if s.session().Workspace() == changed {
		t.Error("Ctrl+Z does nothing after the dialog was closed")
	}
}

func TestActions_DoNothingWithoutAFile(t *testing.T) {
	s := newStage(t, Options{})
	for i := range s.window().table {
		a := &s.window().table[i]
		if a.Menu == "File" || a.Menu == "Data" || a.Menu == "Help" || a.Menu == "View" && a.Enabled(s.window()) {
			continue
		}
		if a.Enabled(s.window()) {
			t.Errorf("%s can be done on the home screen", a.ID)
		}
		s.window().run(a, true)
	}
	if s.session() != nil {
		t.Error("a key opened a file from the home screen")
	}
}

func TestPlainKeysReachTheWindow(t *testing.T) {
	s := newStage(t, Options{})
	press, ok := s.find("home.open").(*look.Press)
	if !ok {
		t.Fatal("no Open button")
	}
	press.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
	if !strings.Contains(s.said(), "Keyboard guide") {
		t.Errorf("F1 on a button shows %q, want the keyboard guide", s.said())
	}
}

// Nothing but the program's start may name fyne.Do: everything else is handed post.
func TestOnlyTheStartNamesFyneDo(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		data, err := os.ReadFile(e.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(data), "\n") {
			if strings.Contains(line, "fyne.Do") && !strings.HasPrefix(strings.TrimSpace(line), "//") {
				t.Errorf("%s calls fyne.Do: %s", e.Name(), strings.TrimSpace(line))
			}
		}
	}
}

func TestShortcutsAreCustomOnlyWithModifiers(t *testing.T) {
	for _, a := range actions() {
		if c, ok := a.Shortcut.(*desktop.CustomShortcut); ok && c.Modifier&fyne.KeyModifierAlt != 0 {
			t.Errorf("%s uses Alt, which opens the menu bar", a.ID)
		}
	}
}
