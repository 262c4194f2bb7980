package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stagecraft/model"
)

// TestStory_LeavingAFileThatIsGoneWarns leaves a file that was deleted after everything had been saved into it:
// the status bar does not say that it is saved, and leaving asks first.
func TestStory_LeavingAFileThatIsGoneWarns(t *testing.T) {
	for _, choice := range []string{"sheet-ok", "sheet-cancel", "sheet-lose", "sheet-elsewhere"} {
		t.Run(choice, func(t *testing.T) {
			s := newStage(t, Options{})
			path := s.vanished()
			if said := textOf(s.window().editor.status.save); !strings.Contains(said, "Not saved") {
				t.Errorf("the status bar says %q", said)
			}
			s.program.goHome()
			s.until("the question", func() bool { return strings.Contains(s.said(), "The file is gone") })
			s.tap(choice)
			switch choice {
			case "sheet-ok":
				s.until("the home screen", func() bool { return s.session() == nil })
				if got := s.reopened(path).Name; got != "Mine" {
					t.Errorf("the file holds %q", got)
				}
			case "sheet-lose":
				s.until("the home screen", func() bool { return s.session() == nil })
				if _, err := os.Stat(path); err == nil {
					t.Error("it was written again")
				}
			case "sheet-elsewhere":
				other := filepath.Join(s.folder, "elsewhere.stage")
				s.entry("copy.path").SetText(other)
				s.tap("sheet-ok")
				s.until("the work to go on there", func() bool { return s.session().file.Path() == other })
				if got := s.reopened(other).Name; got != "Mine" {
					t.Errorf("the copy holds %q", got)
				}
			default:
				if s.session() == nil || s.session().Workspace().Name != "Mine" {
					t.Error("it was left all the same")
				}
			}
		})
	}
}

// TestStory_LeavingAFileThatWasReplacedKeepsTheWork leaves a file in whose place another one is.
func TestStory_LeavingAFileThatWasReplacedKeepsTheWork(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("hotel.stage", small())
	s.open(path)
	s.rename("Mine")
	s.swap(path)
	s.banner("was replaced")
	if said := textOf(s.window().editor.status.save); !strings.Contains(said, "Not saved") {
		t.Errorf("the status bar says %q", said)
	}
	s.program.goHome()
	s.until("the question", func() bool { return strings.Contains(s.said(), "could not be saved") })
	s.tap("sheet-ok")
	s.until("the home screen", func() bool { return s.session() == nil })
	kept, _ := filepath.Glob(filepath.Join(s.folder, "hotel (mine*"))
	if len(kept) != 1 || s.reopened(kept[0]).Name != "Mine" || s.reopened(path).Name != "Theirs" {
		t.Errorf("the work is kept in %v", kept)
	}
}

// TestStory_LeavingAFileThatWasOnlyReadAsksNothing leaves a file that was replaced while it was only looked at.
func TestStory_LeavingAFileThatWasOnlyReadAsksNothing(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("hotel.stage", small())
	s.open(path)
	s.swap(path)
	s.banner("was replaced")
	s.program.goHome()
	s.until("the home screen", func() bool { return s.session() == nil })
	if kept, _ := filepath.Glob(filepath.Join(s.folder, "hotel*")); len(kept) != 1 {
		t.Errorf("there are %v", kept)
	}
}

// TestStory_ProtectedFileOpensForReading opens a file that may not be written to.
func TestStory_ProtectedFileOpensForReading(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("hotel.stage", small())
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	s.program.Open(path)
	s.until("the file", func() bool { return s.session() != nil })
	s.banner("hotel.stage is open for reading only", "save a copy")
	if said := textOf(s.window().editor.status.save); !s.session().ReadOnly() || !strings.Contains(said, "reading only") {
		t.Errorf("the status bar says %q", said)
	}
	board := s.window().editor.board
	board.FocusOn(model.Ref{Kind: model.CardRecord, Journey: s.session().JourneyID(), ID: string(s.session().Journey().Cards[0].ID)})
	board.EditFocused()
	if board.Editing() {
		t.Error("something can be typed that cannot be kept")
	}
	s.window().saveCopy()
	s.entry("copy.path").SetText(filepath.Join(s.folder, "mine.stage"))
	s.tap("sheet-ok")
	s.until("the copy", func() bool { return !s.session().ReadOnly() })
	if board.EditFocused(); !board.Editing() {
		t.Error("nothing can be typed in the copy")
	}
}
