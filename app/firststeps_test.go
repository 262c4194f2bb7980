package app

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"stagecraft/model"
)

func TestParseSteps(t *testing.T) {
	for text, want := range map[string][]string{
		"":                         nil,
		" \n\n":                    nil,
		"a":                        {"Stage 1: a"},
		"a\nb\n\nc":                {"Stage 1: a, b", "Stage 2: c"},
		"\n\na\n\n\n\nb\n":         {"Stage 1: a", "Stage 2: b"},
		"Before:\na\nb\nAfter:\nc": {"Before: a, b", "After: c"},
		"Before:\n\na":             {"Before: a"},
		"a\r\n\r\nb":               {"Stage 1: a", "Stage 2: b"},
		"Only:\nEmpty:":            {"Only: Only", "Empty: Empty"},
		":":                        {"Stage 1: :"},
		"a\n\nThen:\nb":            {"Stage 1: a", "Then: b"},
	} {
		var got []string
		for _, st := range parseSteps(text) {
			var steps []string
			for _, s := range st.Steps {
				steps = append(steps, s.Title)
			}
			got = append(got, st.Title+": "+strings.Join(steps, ", "))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q makes %q, want %q", text, got, want)
		}
	}
}

func TestFirstSteps_MakeTheGridInOneStep(t *testing.T) {
	s := newStage(t, Options{})
	s.tap("home.new")
	s.until("the first map", func() bool { return s.session() != nil && s.session().Journey() != nil })
	before := s.session().Workspace()
	s.put("steps", "I get the idea\nI compare hotels\n\nI choose a room")
	if said := textOf(s.window().editor.steps.content); !strings.Contains(said, "2 stages, 3 steps") {
		t.Errorf("the card says %q, want what it would make", said)
	}
	s.window().run(s.window().byID["insert.card"], true) // Ctrl+Enter
	j := s.session().Journey()
	if len(j.Stages) != 2 || len(j.Steps()) != 3 || j.Steps()[2].Title != "I choose a room" {
		t.Fatalf("the map has %d stages and %d steps", len(j.Stages), len(j.Steps()))
	}
	if s.find("steps") != nil {
		t.Error("the card stays after it did its work")
	}
	if s.window().window.Canvas().Focused() != fyne.Focusable(s.window().board) {
		t.Error("the board does not have the keyboard")
	}
	if at := s.window().board.Focused().Cell; at != (model.Cell{Lane: j.Lanes[0].ID, Step: j.Steps()[0].ID}) {
		t.Errorf("the focus is at %v, want the first cell, so that typing goes on", at)
	}
	s.window().do("edit.undo")
	if !model.Equal(s.session().Workspace(), before) {
		t.Error("making the grid is not one step of the history")
	}
}

func TestFirstSteps_GoForGood(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("bare.stage", bare(model.KindAction)))
	if s.find("steps") == nil {
		t.Fatal("an empty map does not ask for its steps")
	}
	s.window().openCapture()
	s.typed("a First")
	s.key(fyne.KeyReturn)
	if s.find("steps") != nil {
		t.Error("the card stays although the map has a card")
	}
	s.session().Undo()
	s.tap("steps.close")
	if s.find("steps") != nil {
		t.Error("the card cannot be closed")
	}
	s.settingsWritten()
	next := newStage(t, Options{Data: s.folder})
	next.open(next.file("other.stage", bare(model.KindPain)))
	if next.find("steps") != nil {
		t.Error("the card comes back in the next run")
	}
}

// The question for the user's name would lie over the card: it waits until the card is gone.
func TestFirstSteps_NothingIsAskedOverThem(t *testing.T) {
	s := newStage(t, Options{})
	s.tap("home.new")
	s.until("the first map", func() bool { return s.session() != nil && s.session().Journey() != nil })
	s.saved()
	if said := textOf(s.window().toasts.place); strings.Contains(said, "Whose changes") {
		t.Errorf("over the card it asks %q", said)
	}
	s.tap("steps.close")
	s.rename("Another name")
	s.saved()
	s.until("the question", func() bool { return strings.Contains(textOf(s.window().toasts.place), "Whose changes") })
}
