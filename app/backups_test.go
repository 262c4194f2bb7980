package app

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"stagecraft/model"
	"stagecraft/store"
)

// backups lists the backups of a file of the stage.
func (s *stage) backups(path string) []store.Backup {
	s.t.Helper()
	list, err := store.Backups(store.BackupFolder(s.folder, path))
	if err != nil {
		s.t.Fatal(err)
	}
	return list
}

// backup makes a backup as the program does while one works.
func (s *stage) backup(at time.Time) store.Backup {
	s.t.Helper()
	f := s.session().file
	b, err := f.Backup(context.Background(), store.BackupFolder(s.folder, f.Path()), at, store.MinuteBackup)
	if err != nil {
		s.t.Fatal(err)
	}
	return b
}

// rename is a change that is easily told.
func (s *stage) rename(name string) {
	s.t.Helper()
	if err := s.session().Do(model.RenameWorkspace{Name: name}); err != nil {
		s.t.Fatal(err)
	}
	s.saved()
}

// broken flips a bit in the titles of some cards of a file.
func broken(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := store.Open(context.Background(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	hurt := 0
	for _, c := range f.Workspace().Journeys[0].Cards {
		if at := bytes.LastIndex(data, []byte(c.Title)); at >= 0 && hurt < 4 {
			data[at] ^= 1
			hurt++
		}
	}
	if hurt < 4 {
		t.Fatalf("only %d titles are in the file as they are", hurt)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return data
}

func TestKeeper_BacksUpWhatWasDone(t *testing.T) {
	clock := newHandClock()
	w := small()
	path := filepath.Join(t.TempDir(), "hotel.stage")
	f, err := store.Create(context.Background(), path, w)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	folder := t.TempDir()
	count := func() int {
		list, err := store.Backups(folder)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	k := newKeeper(f, w, clock, func(string) string { return folder })
	// idle waits until the keeper has done what there was to do; pass lets its wait pass.
	var waiting wait
	idle := func(want time.Duration) {
		t.Helper()
		select {
		case waiting = <-clock.waits:
		case <-time.After(10 * time.Second):
			t.Fatal("the keeper does not come to rest")
		}
		if waiting.d != want {
			t.Errorf("it waits %v, want %v", waiting.d, want)
		}
	}
	pass := func() {
		clock.now = clock.now.Add(waiting.d)
		waiting.fire <- clock.now
	}
	idle(firstBackup)
	pass()
	idle(betweenBackups)
	if count() != 1 {
		t.Fatalf("%d backups of a file that had none", count())
	}
	pass()
	edit := func(name string) {
		t.Helper()
		next, err := model.RenameWorkspace{Name: name}.Apply(w)
		if err != nil {
			t.Fatal(err)
		}
		w = next
		if _, err := f.Save(context.Background(), w); err != nil {
			t.Fatal(err)
		}
		k.note(w)
	}
	edit("one")
	idle(betweenBackups)
	edit("two")
	edit("three")
	if count() != 2 {
		t.Errorf("%d backups in a minute with three changes", count())
	}
	pass()
	idle(betweenBackups)
	if count() != 3 {
		t.Errorf("%d backups after the minute", count())
	}
	clock.now = clock.now.Add(time.Second)
	edit("four")
	k.close()
	list, _ := store.Backups(folder)
	if len(list) != 3 { // of one minute only the last stays
		t.Fatalf("%d backups after closing", len(list))
	}
	r, err := store.Check(context.Background(), list[0].Path)
	if err != nil || r.Workspace != "four" {
		t.Errorf("the last backup is of %q, %v", r.Workspace, err)
	}
}

func TestStory_ClosingLeavesABackup(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("hotel.stage", small())
	s.open(path)
	s.rename("Before closing")
	s.program.goHome()
	s.until("the home screen", func() bool { return s.session() == nil && s.window().home != nil })
	list := s.backups(path)
	if len(list) != 1 || s.reopened(list[0].Path).Name != "Before closing" {
		t.Errorf("after closing there are %v", list)
	}
}

func TestStory_BringABackupBack(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	was := s.session().Workspace()
	s.backup(time.Now().Add(-48 * time.Hour))
	s.rename("Middle")
	s.backup(time.Now().Add(-time.Hour))
	s.rename("Now")
	s.window().do("file.backups")
	s.until("the backups", func() bool { return s.find("backups") != nil })
	if said := s.said(); strings.Count(said, "while working") != 2 {
		t.Errorf("the list says %q", said)
	}
	s.window().window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	s.tap("backup-back")
	s.until("the backup", func() bool { return s.session().Workspace().Name == was.Name })
	if !model.Equal(s.session().Workspace(), was) {
		t.Error("the backup is not what there was")
	}
	s.saved()
	if got := s.reopened(s.session().file.Path()); !model.Equal(got, was) {
		t.Error("the file does not hold what was brought back")
	}
	if list := s.backups(s.session().file.Path()); len(list) != 3 || s.reopened(list[0].Path).Name != "Now" {
		t.Errorf("what was there before is not kept: %v", list)
	}
	s.window().do("edit.undo")
	if got := s.session().Workspace().Name; got != "Now" {
		t.Errorf("undo leads to %q", got)
	}
}

func TestStory_OpenABackupAsAFile(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("hotel.stage", small())
	s.open(path)
	s.rename("Then")
	s.backup(time.Now())
	s.rename("Now")
	s.window().do("file.backups")
	s.until("the backups", func() bool { return s.find("backups") != nil })
	s.tap("backup-copy")
	s.until("the copy", func() bool { return s.session() != nil && s.session().file.Path() != path })
	if got := s.session(); got.Workspace().Name != "Then" || got.ReadOnly() || !strings.Contains(got.file.Path(), "hotel (backup ") {
		t.Errorf("%s holds %q", got.file.Path(), got.Workspace().Name)
	}
	if got := s.reopened(path).Name; got != "Now" {
		t.Errorf("the first file holds %q", got)
	}
}

func TestStory_DamagedFileOffersRestOrBackup(t *testing.T) {
	make := func(t *testing.T, withBackup bool) (s *stage, path string, data []byte) {
		s = newStage(t, Options{})
		path = s.file("hotel.stage", small())
		if withBackup {
			s.open(path)
			s.rename("Whole")
			s.program.goHome()
			s.until("the home screen", func() bool { return s.session() == nil && s.window().home != nil })
		}
		data = broken(t, path)
		s.program.Open(path)
		s.until("the question", func() bool { return s.find("sheet-ok") != nil })
		if said := s.said(); !strings.Contains(said, "hotel.stage cannot be read") || !strings.Contains(said, "Readable: 1 map with") || !strings.Contains(said, "could not be read and is left out") {
			t.Errorf("it says %q", said)
		}
		return s, path, data
	}
	same := func(t *testing.T, path string, data []byte) {
		t.Helper()
		if now, _ := os.ReadFile(path); string(now) != string(data) {
			t.Error("the damaged file was changed")
		}
	}
	t.Run("go on", func(t *testing.T) {
		s, path, data := make(t, false)
		if !strings.Contains(s.said(), "There is no backup") || s.find("sheet-backup") != nil {
			t.Errorf("it says %q", s.said())
		}
		s.tap("sheet-ok")
		s.until("the file", func() bool { return s.session() != nil })
		same(t, path, data)
		s.rename("Goes on")
		kept, _ := filepath.Glob(filepath.Join(s.folder, "hotel.damaged-*"))
		if len(kept) != 1 {
			t.Fatalf("kept aside: %v", kept)
		}
		same(t, kept[0], data)
	})
	t.Run("backup", func(t *testing.T) {
		s, path, data := make(t, true)
		if said := s.said(); !strings.Contains(said, "The backup of today") || !strings.Contains(said, "1 map with 20 cards") || !strings.Contains(said, "that the damaged file has lost") {
			t.Errorf("it says %q", said)
		}
		s.tap("sheet-backup")
		s.until("the backup", func() bool { return s.session() != nil })
		if got := s.session().Workspace(); got.Name != "Whole" || len(got.Journeys[0].Cards) != 20 {
			t.Errorf("%q with %d cards", got.Name, len(got.Journeys[0].Cards))
		}
		same(t, path, data)
	})
	t.Run("cancel", func(t *testing.T) {
		s, path, data := make(t, false)
		s.tap("sheet-cancel")
		same(t, path, data)
		if s.session() != nil {
			t.Error("a file is open")
		}
	})
}

func TestStory_LostFileOffersItsBackup(t *testing.T) {
	for name, lose := range map[string]func(path string) error{
		"gone":  os.Remove,
		"empty": func(path string) error { return os.Truncate(path, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, Options{})
			path := s.file("hotel.stage", small())
			s.open(path)
			s.rename("Whole")
			s.program.goHome()
			s.until("the home screen", func() bool { return s.session() == nil && s.window().home != nil })
			if err := lose(path); err != nil {
				t.Fatal(err)
			}
			s.program.Open(path)
			s.until("the offer", func() bool { return strings.Contains(s.said(), "There is a backup of today") })
			s.tap("sheet-ok")
			s.until("the backup", func() bool { return s.session() != nil })
			if got := s.session().Workspace().Name; got != "Whole" {
				t.Errorf("it holds %q", got)
			}
		})
	}
}

func TestStory_OldFileIsKeptBeforeItChanges(t *testing.T) {
	s := newStage(t, Options{})
	path := filepath.Join(s.folder, "old.stage")
	data, err := os.ReadFile(filepath.Join("..", "store", "testdata", "v1.stage"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	s.open(path)
	s.rename("Newer")
	list := s.backups(path)
	if len(list) == 0 || list[len(list)-1].Why != store.MigrationBackup {
		t.Fatalf("there are %v", list)
	}
	if r, err := store.Check(context.Background(), list[len(list)-1].Path); err != nil || r.Schema != 1 {
		t.Errorf("the backup is of schema %d, %v", r.Schema, err)
	}
}
