package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

// banner waits until the banner says something.
func (s *stage) banner(want ...string) string {
	s.t.Helper()
	b := s.window().editor.banner
	var said string
	s.until("the banner to say "+want[0], func() bool {
		said = textOf(b.content)
		return b.content.Visible() && strings.Contains(said, want[0])
	})
	for _, w := range want {
		if !strings.Contains(said, w) {
			s.t.Errorf("the banner says %q, want %q", said, w)
		}
	}
	return said
}

// swap puts another file in the place of the open one, as a service does that synchronises folders.
func (s *stage) swap(path string) *model.Workspace {
	s.t.Helper()
	theirs, err := model.RenameWorkspace{Name: "Theirs"}.Apply(s.session().Workspace())
	if err != nil {
		s.t.Fatal(err)
	}
	if err := os.Rename(s.file("other.stage", theirs), path); err != nil {
		s.t.Skip("an open file cannot be replaced here:", err)
	}
	s.session().lookNow()
	return theirs
}

func TestStory_ReplacedFileIsNoticedAtOnce(t *testing.T) {
	for _, choice := range []string{"banner-mine", "banner-theirs", "banner-compare"} {
		t.Run(choice, func(t *testing.T) {
			s := newStage(t, Options{})
			path := s.file("hotel.stage", small())
			s.open(path)
			s.rename("Mine")
			s.swap(path)
			s.banner("was replaced or changed by another program", "Nothing is lost")
			if err := s.session().Do(model.RenameWorkspace{Name: "Mine, later"}); err != nil {
				t.Fatal(err)
			}
			s.tap(choice)
			switch choice {
			case "banner-mine":
				s.until("the new file", func() bool { return s.session().file.Path() != path })
				s.saved()
				if s.session().Workspace().Name != "Mine, later" {
					t.Errorf("the work is %q", s.session().Workspace().Name)
				}
			case "banner-theirs":
				s.until("their file", func() bool { return s.session() != nil && s.session().Workspace().Name == "Theirs" })
				kept, _ := filepath.Glob(filepath.Join(s.folder, "hotel (mine*"))
				if len(kept) != 1 || s.reopened(kept[0]).Name != "Mine, later" {
					t.Errorf("the work is kept in %v", kept)
				}
			case "banner-compare":
				s.until("the comparison", func() bool { return s.window().pages.compare != nil })
			}
			if got := s.reopened(path).Name; got != "Theirs" {
				t.Errorf("the file that they put there holds %q", got)
			}
		})
	}
}

// vanished opens a file, saves "Mine" into it and removes it, which is noticed.
func (s *stage) vanished() (path string) {
	s.t.Helper()
	path = s.file("hotel.stage", small())
	s.open(path)
	s.rename("Mine")
	if err := os.Remove(path); err != nil {
		s.t.Skip("an open file cannot be removed here:", err)
	}
	s.session().lookNow()
	s.banner("hotel.stage was moved, renamed or deleted")
	return path
}

func TestStory_VanishedFileIsNoticedAndWrittenAgain(t *testing.T) {
	s := newStage(t, Options{})
	path := s.vanished()
	s.banner("safe in this window")
	s.tap("banner-again")
	s.until("the banner to go", func() bool { return !s.window().editor.banner.content.Visible() })
	if got := s.reopened(path).Name; got != "Mine" {
		t.Errorf("the file that was written again holds %q", got)
	}
}

func TestStory_SavingElsewhereKeepsTheSnapshots(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("hotel.stage", small())
	s.open(path)
	w := s.session().Workspace()
	if _, err := s.session().file.Snapshot(context.Background(), w, store.Snapshot{Journey: w.Journeys[0].ID, Name: "First", Reason: store.Named}); err != nil {
		t.Fatal(err)
	}
	s.swap(path)
	s.banner("was replaced")
	s.tap("banner-mine")
	s.until("the new file", func() bool { return s.session().file.Path() != path })
	if list := s.session().file.Snapshots(); len(list) != 1 || list[0].Name != "First" {
		t.Errorf("the new file has the snapshots %+v", list)
	}
}

func TestStory_SyncedFolderIsExplainedOnce(t *testing.T) {
	s := newStage(t, Options{})
	if err := os.Mkdir(filepath.Join(s.folder, "Dropbox"), 0o700); err != nil {
		t.Fatal(err)
	}
	path := s.file(filepath.Join("Dropbox", "hotel.stage"), small())
	s.open(path)
	s.banner("folder of Dropbox", "one computer at a time")
	s.tap("banner-ok")
	if s.window().editor.banner.content.Visible() {
		t.Error("the banner stays although it was read")
	}
	conflict := s.file(filepath.Join("Dropbox", "hotel (Ada's conflicted copy 2026-03-02).stage"), small())
	s.session().lookNow()
	s.banner("made a conflict copy", filepath.Base(conflict))
	s.tap("banner-ok")
	s.program.goHome()
	s.until("the home screen", func() bool { return s.session() == nil && s.window().home != nil })
	if err := os.Remove(conflict); err != nil {
		t.Fatal(err)
	}
	s.open(path)
	s.until("the folder to be known", func() bool { return s.session().outside.service != "" })
	if s.window().editor.banner.content.Visible() {
		t.Errorf("it is explained again: %q", textOf(s.window().editor.banner.content))
	}
}
