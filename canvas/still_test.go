package canvas_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// TestStillBoard tries to change a map that is only to be looked at in every way that a board knows.
func TestStillBoard(t *testing.T) {
	s := newStage(t, model.Generate(3, 12, 8, 120, 0, 4))
	s.board.SetStill()
	var picked []model.Ref
	s.board.OnPick = func(ref model.Ref) { picked = append(picked, ref) }
	before := s.Workspace()
	card := s.plainCards()[0]
	at := s.at(s.ref(card.Card))
	s.click(at)
	if len(picked) != 1 || picked[0] != s.ref(card.Card) || len(s.selection) != 1 {
		t.Fatalf("a click picked %v and selected %v", picked, s.selection)
	}
	s.click(at) // the second one of a double click
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyDelete, fyne.KeyF2} {
		s.key(key)
	}
	for _, r := range "esmvVlc+-1x" {
		s.board.TypedRune(r)
	}
	for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyReturn, fyne.KeyD} {
		s.ctrl(key, 0)
		s.ctrl(key, fyne.KeyModifierShift)
	}
	_, from := s.board.Corner()
	s.drag(at.AddXY(0, 0), at.AddXY(-200, -60), desktop.MouseButtonPrimary)
	s.drop(at.AddXY(-200, -60), desktop.MouseButtonPrimary)
	if _, to := s.board.Corner(); to.X <= from.X {
		t.Errorf("a drag moved the map from %v to %v", from, to)
	}
	s.settle()
	if s.Workspace() != before || len(s.commands) > 0 || s.board.Editing() {
		t.Errorf("the map was changed: %#v, editing %t", s.commands, s.board.Editing())
	}
	s.key(fyne.KeyTab)
	if len(picked) < 3 {
		t.Errorf("Tab picked nothing: %v", picked)
	}
}

func TestLookFrom(t *testing.T) {
	s := newStage(t, model.Generate(6, 60, 12, 900, 0, 4))
	want := layout.Point{X: s.layout().Label + 400, Y: s.layout().Header + 120}
	s.board.LookFrom(0.8, want)
	s.settle()
	zoom, at := s.board.Corner()
	if zoom != 0.8 || at.X < want.X-1 || at.X > want.X+1 || at.Y < want.Y-1 || at.Y > want.Y+1 {
		t.Errorf("zoom %v, corner %v, want 0.8, %v", zoom, at, want)
	}
}
