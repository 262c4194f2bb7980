package app

import (
	"testing"

	"fyne.io/fyne/v2/theme"

	"stagecraft/app/look"
)

func TestSettings_HoldAtOnceAndNextTime(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("a.stage", small()))
	s.window().do("view.settings")
	s.tap("look.high-contrast")
	s.tap("textsize.150")
	s.tap("settings.still")
	if s.program.Calm(s.program.fyne).Settings().ShowAnimations() {
		t.Error("widgets may move")
	}
	s.put("settings.author", "  Petra ")
	th, ok := s.program.fyne.Settings().Theme().(*look.Theme)
	if !ok || th.Size(theme.SizeNameText) != 18 || th.Color("board", 0) != s.program.sceneTheme().Token("board") || s.program.lookNow() != "high-contrast" {
		t.Error("the look or the text size does not hold at once")
	}
	s.tap("sheet-ok")
	if len(s.window().sheets) != 0 {
		t.Error("the dialog stays open")
	}
	s.settingsWritten()
	next := newStage(t, Options{Data: s.folder})
	set := next.program.settings
	if next.program.look != "high-contrast" || set.FloatWithFallback(keyTextSize, 1) != 1.5 || !set.Bool(keyStill) || set.String(keyAuthor) != "Petra" {
		t.Errorf("the next run has the settings %v", set.values)
	}
}

func TestSettings_FollowTheSystem(t *testing.T) {
	s := newStage(t, Options{})
	s.program.setLook("system")
	want := "light"
	if s.program.fyne.Settings().ThemeVariant() == theme.VariantDark {
		want = "dark"
	}
	if got := s.program.lookNow(); got != want {
		t.Errorf("as the system the look is %s, want %s", got, want)
	}
	if s.program.sceneTheme() == nil {
		t.Error("there is no theme for the map")
	}
}
