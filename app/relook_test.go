package app

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestRelook_KeepsTheBarsSize(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("a.stage", small()))
	s.window().window.Resize(fyne.NewSize(1280, 730))
	s.until("the bar to lose its words", func() bool { return s.window().editor.top.size == 1 })
	s.program.setLook("dark")
	s.until("the bar to fit again", func() bool { return s.window().editor.top.size == 1 })
	s.program.setTextSize(1.5)
	s.until("the bar to fit larger words", func() bool { return s.window().editor.top.size >= 2 })
}
