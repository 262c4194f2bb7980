package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stagecraft/app/look"
	"stagecraft/model"
)

// key presses a key in what has the focus.
func (s *stage) key(names ...fyne.KeyName) {
	s.t.Helper()
	for _, n := range names {
		f := s.window().window.Canvas().Focused()
		if f == nil {
			s.window().window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: n})
			continue
		}
		f.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// typed types a text into what has the focus.
func (s *stage) typed(text string) {
	s.t.Helper()
	f := s.window().window.Canvas().Focused()
	if f == nil {
		s.t.Fatal("nothing has the focus to type into")
	}
	test.Type(f, text)
}

// put types a text over what a field holds.
func (s *stage) put(name, text string) {
	s.t.Helper()
	e := s.entry(name)
	s.window().window.Canvas().Focus(e)
	e.SetText(text)
}

func TestPalette_ListsEveryAction(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("a.stage", small()))
	listed := map[string]bool{"view.palette": true}
	for _, r := range s.window().paletteRows("") {
		if r.action != nil {
			listed[r.action.ID] = true
			if r.why == "" != r.action.Enabled(s.window()) {
				t.Errorf("%s is shown as possible: %t", r.action.ID, r.why == "")
			}
		}
	}
	for _, a := range s.window().table {
		if !listed[a.ID] {
			t.Errorf("the palette lacks %s", a.ID)
		}
	}
}

// TestPalette_KnowsOtherWords asks as somebody does who comes from another program.
func TestPalette_KnowsOtherWords(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("a.stage", small()))
	for query, want := range map[string]string{"dark theme": "view.dark", "theme": "view.light", "preferences": "view.settings",
		"print": "file.export", "excel": "file.export", "save as": "file.copy", "minimap": "view.overview", "swimlane": "insert.lane",
		"shortcuts": "help.keys", "exit": "file.quit", "properties": "view.inspector", "trash": "bin.open"} {
		rows := s.window().paletteRows(query)
		if !slices.ContainsFunc(rows[:min(len(rows), 3)], func(r paletteRow) bool { return r.action != nil && r.action.ID == want }) {
			t.Errorf("%q does not find %s among the first three", query, want)
		}
	}
}

func TestPalette_RunsWhatIsTyped(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("a.stage", small()))
	s.window().focusBoard()
	steps := len(s.session().Journey().Steps())

	s.window().do("view.palette")
	s.typed("ad ste")
	if said := s.said(); !strings.Contains(said, "Add step") || !strings.Contains(said, "Ctrl+Shift+T") {
		t.Errorf("the palette says %q, want Add step with its keys", said)
	}
	s.key(fyne.KeyReturn)
	if len(s.window().sheets) != 0 {
		t.Error("the palette stays open")
	}
	if got := len(s.session().Journey().Steps()); got != steps+1 {
		t.Errorf("there are %d steps, want %d", got, steps+1)
	}

	s.window().do("view.palette")
	if said := s.said(); !strings.Contains(said, "Used last Add step") {
		t.Errorf("the palette begins %.60q, want what was used last", said)
	}
}

func TestPalette_EscapeGivesTheFocusBack(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("a.stage", small()))
	j, card := firstCard(s.session().Workspace())
	s.session().Select([]model.Ref{cardRef(j, card)})
	field := s.entry("inspector.title")
	s.window().window.Canvas().Focus(field)
	s.window().do("view.palette")
	s.typed("zoom")
	s.key(fyne.KeyEscape)
	if s.said() != "" || s.window().window.Canvas().Focused() != fyne.Focusable(field) {
		t.Errorf("after Escape the palette says %q and the focus is on %T", s.said(), s.window().window.Canvas().Focused())
	}
}

func TestPalette_KeysChooseAndGreyOnesDoNothing(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("a.stage", small()))
	s.session().Select(nil)
	before := s.session().Workspace()
	s.window().do("view.palette")
	s.typed("delete")
	press, ok := s.find("palette-edit.delete").(*look.Press)
	if !ok {
		t.Fatalf("Delete is not listed: %q", s.said())
	}
	if !strings.Contains(textOf(press), "select something first") {
		t.Errorf("the greyed line reads %q, want the reason", textOf(press))
	}
	test.Tap(press)
	if s.session().Workspace() != before || len(s.window().sheets) != 1 {
		t.Error("a greyed action was run")
	}
	s.put("palette", "zoom")
	zoom := s.window().board.Zoom()
	s.key(fyne.KeyDown, fyne.KeyUp, fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn)
	if s.window().board.Zoom() == zoom {
		t.Error("the arrows and Enter did not zoom")
	}
}

func TestPalette_WorksOnTheHomeScreen(t *testing.T) {
	s := newStage(t, Options{})
	s.window().do("view.palette")
	s.typed("dark")
	s.key(fyne.KeyReturn)
	if s.program.look != "dark" {
		t.Errorf("the look is %s, want dark", s.program.look)
	}
}

func TestSettings_OutliveTheProgram(t *testing.T) {
	first := newStage(t, Options{})
	first.program.setLook("dark")
	first.program.settings.setList(keyRan, []string{"view.fit"})
	first.program.settings.SetFloat("sidebar-width", 240)
	first.program.jobs.wg.Wait()
	second := newStage(t, Options{Data: first.folder})
	if second.program.look != "dark" {
		t.Errorf("the look is %s in the next run, want dark", second.program.look)
	}
	if got := second.program.settings.list(keyRan); len(got) != 1 || got[0] != "view.fit" {
		t.Errorf("the palette remembers %q", got)
	}
	if got := second.program.settings.FloatWithFallback("sidebar-width", 0); got != 240 {
		t.Errorf("the sidebar is %g wide, want 240", got)
	}
}

func TestSettings_TakeOverFynesAndSurviveDamage(t *testing.T) {
	a := test.NewTempApp(t)
	a.Preferences().SetString("look", "high-contrast")
	a.Preferences().SetFloat("text-size", 1.2)
	folder := t.TempDir()
	j := newJobs(func(f func()) { f() }, func(string, error) {})
	s := readSettings(folder, a.Preferences(), j)
	if s.String(keyLook) != "high-contrast" || s.FloatWithFallback(keyTextSize, 1) != 1.2 {
		t.Errorf("of the earlier settings came over %v", s.values)
	}
	for i := range 50 { // each write overtakes the one before
		s.SetFloat("sidebar-width", float64(200+i))
	}
	j.wg.Wait()
	if got := readSettings(folder, a.Preferences(), j).FloatWithFallback("sidebar-width", 0); got != 249 {
		t.Errorf("the file holds the width %g, want the last, 249", got)
	}
	for _, damage := range []string{"", "{", "null", "[1]", `{"look": 3}`} {
		if err := writeFile(folder, damage); err != nil {
			t.Fatal(err)
		}
		if got := readSettings(folder, a.Preferences(), j); got.StringWithFallback(keyLook, "light") != "light" {
			t.Errorf("settings of %q have the look %q", damage, got.String(keyLook))
		}
	}
}

func writeFile(folder, data string) error {
	return os.WriteFile(filepath.Join(folder, settingsName), []byte(data), 0o600)
}
