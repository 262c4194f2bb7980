package app

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// snapshots are those of the open journey as the file has them.
func (s *stage) snapshots() []store.Snapshot {
	return s.window().work().snapshotsOf(s.window().work().JourneyID())
}

// take takes a snapshot by its dialog.
func (s *stage) take(name string) store.Snapshot {
	s.t.Helper()
	s.window().do("map.snapshot")
	s.entry("snapshot-name").SetText(name)
	s.tap("sheet-ok")
	at := -1
	named := func(v store.Snapshot) bool { return v.Name == name }
	s.until("the snapshot "+name, func() bool { at = slices.IndexFunc(s.snapshots(), named); return at >= 0 })
	return s.snapshots()[at]
}

// delete deletes a card of the open journey and waits until that is in the file.
func (s *stage) delete(at int) model.CardID {
	s.t.Helper()
	j := s.session().Journey()
	id := j.Cards[at].ID
	if err := s.session().Do(model.DeleteCards{Journey: j.ID, Cards: []model.CardID{id}}); err != nil {
		s.t.Fatal(err)
	}
	s.saved()
	return id
}

func TestStory_ASnapshotIsSeenAndRestored(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("hotel.stage", small())
	s.open(path)
	first := s.session().Workspace()
	s.window().do("map.snapshot")
	if got := s.entry("snapshot-name").Text; got != "Version 1.0" {
		t.Errorf("the name offered is %q", got)
	}
	s.entry("snapshot-author").SetText("Ana")
	s.entry("snapshot-name").OnSubmitted("")
	s.until("the snapshot", func() bool { return len(s.snapshots()) == 1 })
	v := s.snapshots()[0]
	if v.Name != "Version 1.0" || v.By != "Ana" || v.Reason != store.Named {
		t.Errorf("the snapshot is %+v", v)
	}
	s.until("the message", func() bool { return s.find("toast-Show") != nil })
	s.tap("toast-Show")
	gone := s.delete(0)
	now := s.session().Workspace()
	if s.window().window.Canvas().Focused() != fyne.Focusable(s.window().editor.versions.keys) {
		t.Fatal("the list of snapshots does not have the keyboard")
	}
	s.key(fyne.KeyReturn)
	s.until("the version on the board", func() bool { return s.window().glimpse != nil })
	if s.window().session.Journey().Card(gone) == nil || s.session().Workspace() != now {
		t.Error("the board does not show the old version beside the work")
	}
	if said := textOf(s.window().editor.banner.content); !strings.Contains(said, "You are looking at the version of") || !strings.Contains(said, "Version 1.0") {
		t.Errorf("the banner says %q", said)
	}
	old := s.window().session.Workspace()
	if s.window().session.Do(model.DeleteJourney{Journey: v.Journey}) == nil || s.window().session.Workspace() != old {
		t.Error("an old version was changed")
	}
	s.tap("sheet-ok")

	s.tap("banner-restore")
	s.until("the restore", func() bool { return s.window().glimpse == nil && s.session().Workspace() != now })
	if !model.Equal(s.session().Workspace(), first) {
		t.Error("the restored work differs from what the snapshot was made of")
	}
	if all := s.snapshots(); len(all) != 2 || all[0].Reason != store.BeforeRestore {
		t.Fatalf("the snapshots after the restore are %+v", all)
	}
	safety, err := s.session().file.ReadSnapshot(context.Background(), s.snapshots()[0].ID)
	if err != nil || safety.Journeys[0].Card(gone) != nil {
		t.Errorf("the snapshot before the restore is not what was there: %v", err)
	}
	s.window().do("edit.undo")
	if s.session().Workspace() != now {
		t.Error("one undo does not take the restore back")
	}
	s.saved()
	if !model.Equal(s.reopened(path), now) {
		t.Error("the file does not follow")
	}
}

func TestStory_AVersionIsSeenInEveryView(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	v := s.take("Before")
	gone := s.delete(0)
	s.window().showVersion(v.ID)
	s.key(fyne.KeySpace)
	s.until("the version", func() bool { return s.window().glimpse != nil })
	work := s.session()
	for view := JourneyView; view <= PersonasView; view++ {
		s.window().session.SetView(view)
	}
	s.window().session.SetView(TableView)
	if got := len(s.window().session.Journey().Cards); got != len(work.Journey().Cards)+1 {
		t.Errorf("the table is over %d cards", got)
	}
	s.program.setLook("dark")
	s.window().do("map.now")
	if s.window().session != work || work.View() != JourneyView || work.Journey().Card(gone) != nil {
		t.Error("the work is not as it was left")
	}
	// The work lives on: its panels follow it again.
	s.delete(0)
	if got := s.window().editor.session; got != work || !strings.Contains(textOf(s.window().editor.status.content), "Saved") {
		t.Error("the panels do not follow the work")
	}
	s.window().showVersion(v.ID)
	s.key(fyne.KeyReturn)
	s.until("the version again", func() bool { return s.window().glimpse != nil })
	s.program.goHome()
	s.until("the home screen", func() bool { return s.session() == nil && s.window().home != nil && s.window().glimpse == nil })
}

func TestStory_SnapshotsAreRenamedFilteredAndDeleted(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	s.delete(0) // the first change of the day
	s.until("the snapshot of the day", func() bool { return len(s.snapshots()) == 1 })
	if v := s.snapshots()[0]; v.Reason != store.Daily || v.Cards != len(s.session().Journey().Cards)+1 {
		t.Errorf("the first snapshot is %+v, want the map before the first change of the day", v)
	}
	s.delete(0)
	second := s.take("Second")
	if n := len(s.snapshots()); n != 2 {
		t.Errorf("there are %d snapshots, want one of the day and one that was taken", n)
	}
	if second.Changes.Removed < 2 || second.Changes.Added > 0 {
		t.Errorf("since the snapshot of the day %+v is said to have changed, want the 2 cards removed", second.Changes)
	}
	s.window().do("map.snapshots")
	panel := s.window().editor.versions
	s.tap("versions-named")
	if len(panel.shown) != 1 || panel.shown[0].ID != second.ID {
		t.Errorf("of the named ones %d are shown", len(panel.shown))
	}
	s.tap("versions-all")
	s.key(fyne.KeyEnd, fyne.KeyF2)
	s.entry("ask-text").SetText("Morning")
	s.tap("sheet-ok")
	s.until("the new name in the list", func() bool { return strings.Contains(textOf(panel.content), "Morning") })
	if got := s.snapshots()[1].Name; got != "Morning" {
		t.Errorf("the file has the name %q", got)
	}
	s.key(fyne.KeyDelete)
	if !strings.Contains(s.said(), "for good") {
		t.Fatalf("before a snapshot is deleted the program says %q", s.said())
	}
	s.tap("sheet-ok")
	s.until("the snapshot to go", func() bool { return len(s.snapshots()) == 1 && len(panel.shown) == 1 })
	if s.snapshots()[0].ID != second.ID {
		t.Error("the wrong snapshot was deleted")
	}
}

func TestStory_AVersionBecomesAMapOfItsOwn(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	before := s.session().Journey()
	v := s.take("First draft")
	s.delete(0)
	s.window().showVersion(v.ID)
	s.tap("version-adopt")
	s.until("the new map", func() bool { return len(s.session().Workspace().Journeys) == 2 })
	j := s.session().Journey()
	if j.ID == before.ID || len(j.Cards) != len(before.Cards) || !strings.Contains(j.Title, "First draft") {
		t.Errorf("the new map is %q with %d cards, want those %d of the snapshot", j.Title, len(j.Cards), len(before.Cards))
	}
	s.window().do("edit.undo")
	if len(s.session().Workspace().Journeys) != 1 {
		t.Error("one undo does not take the new map away")
	}
}

func TestStory_OneSnapshotADay(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	clock := &turned{now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.Local)}
	s.session().clock = clock
	s.delete(0)
	s.until("the snapshot of the day", func() bool { return len(s.snapshots()) == 1 })
	clock.now = clock.now.Add(14 * time.Hour)
	s.delete(0)
	s.window().do("edit.undo")
	s.saved()
	s.session().keeping.Wait()
	if n := len(s.snapshots()); n != 1 {
		t.Errorf("there are %d snapshots on the evening of the first day", n)
	}
	clock.now = clock.now.Add(2 * time.Hour)
	s.delete(1)
	s.until("the snapshot of the next day", func() bool { return len(s.snapshots()) == 2 })
}

// turned is a clock that a test turns.
type turned struct{ now time.Time }

func (c *turned) Now() time.Time                         { return c.now }
func (c *turned) After(d time.Duration) <-chan time.Time { return time.After(d) }

func TestStory_ASnapshotThatFailsIsToldAndHoldsNothingUp(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("hotel.stage", small())
	s.open(path)
	s.session().save.Retarget(s.session().Workspace(), (&failing{}).write)
	s.session().file.Close()
	s.session().Do(model.RenameWorkspace{Name: "Other"}) // no journey changed: nothing to keep
	j, card := firstCard(s.session().Workspace())
	if err := s.session().Do(model.DeleteCards{Journey: j.ID, Cards: []model.CardID{card.ID}}); err != nil {
		t.Fatal(err)
	}
	s.until("the message", func() bool { return strings.Contains(textOf(s.window().toasts.place), "No snapshot could be made") })
	if s.session().Journey().Card(card.ID) != nil || len(s.window().sheets) > 0 {
		t.Error("a snapshot that failed held the edit up")
	}
	s.tap("toast-Why")
	if said := s.said(); !strings.Contains(said, "No snapshot could be made") {
		t.Errorf("the reason given is %q", said)
	}
}

func TestStory_TheNameIsAskedOnce(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	s.session().Do(model.RenameWorkspace{Name: "Trips"})
	s.saved()
	s.until("the question", func() bool { return s.find("toast-Type it") != nil })
	if len(s.window().sheets) > 0 {
		t.Fatal("the question stands in the way")
	}
	s.tap("toast-Type it")
	s.entry("ask-text").SetText(" Ana  ")
	s.tap("sheet-ok")
	if got := s.program.settings.String(keyAuthor); got != "Ana" {
		t.Errorf("the name kept is %q", got)
	}
	s.delete(0)
	log, err := s.session().file.Log(context.Background(), store.LogFilter{})
	if err != nil || len(log) == 0 || log[0].By != "Ana" {
		t.Errorf("the newest entry of the change log is by %+v: %v", log, err)
	}
	if p, ok := s.find("toast-Type it").(*look.Press); ok {
		t.Errorf("%s is asked again", p.Name())
	}
}

func TestStory_AnyTwoVersionsAreCompared(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("hotel.stage", small()))
	first := s.take("First")
	s.session().Do(retitled(s.session().Journey(), 0, "Second title"))
	second := s.take("Second")
	s.session().Do(retitled(s.session().Journey(), 0, "Third title"))
	sides := func() (before, after string) {
		t.Helper()
		s.until("the comparison", func() bool { return s.session().View() == CompareView && s.window().glimpse == nil })
		c := s.window().pages.compare
		return c.before.Workspace.Journeys[0].Cards[0].Title, c.after.Workspace.Journeys[0].Cards[0].Title
	}
	s.window().showVersion(second.ID)
	s.key(fyne.KeyReturn)
	s.until("the version", func() bool { return s.window().glimpse != nil })
	s.tap("banner-compare")
	if before, after := sides(); before != "Second title" || after != "Third title" {
		t.Errorf("the version on the board and now are compared as %q and %q", before, after)
	}
	s.window().showVersion(second.ID)
	s.tap("version-compare")
	s.tap("version-compare." + string(first.ID))
	s.until("the other comparison", func() bool { return s.window().pages.compare.after.Workspace != s.session().Workspace() })
	if before, after := sides(); before != small().Journeys[0].Cards[0].Title || after != "Second title" {
		t.Errorf("two snapshots are compared as %q and %q, want the older one first", before, after)
	}
}

func TestStory_AnOldVersionIsSavedAsAFile(t *testing.T) {
	s := newStage(t, Options{})
	path := s.file("hotel.stage", small())
	s.open(path)
	v := s.take("Draft")
	gone := s.delete(0)
	s.window().showVersion(v.ID)
	s.key(fyne.KeyReturn)
	s.until("the version", func() bool { return s.window().glimpse != nil })
	s.window().do("file.save")
	copied := filepath.Join(s.folder, "draft.stage")
	s.entry("copy.path").SetText(copied)
	s.tap("sheet-ok")
	s.until("the copy", func() bool { return strings.Contains(textOf(s.window().toasts.place), "draft.stage") })
	if s.reopened(copied).Journeys[0].Card(gone) == nil {
		t.Error("the copy does not hold the old version")
	}
	if s.session().file.Path() != path || s.window().session.file.Path() != path {
		t.Error("the work goes on in the copy")
	}
	s.window().do("map.now")
	whole := filepath.Join(s.folder, "whole.stage")
	s.window().writeCopy(whole, false)
	s.until("the other copy", func() bool { return strings.Contains(textOf(s.window().toasts.place), "whole.stage") })
	f, err := store.Open(context.Background(), whole, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if list := f.Snapshots(); len(list) == 0 || list[len(list)-1].ID != v.ID {
		t.Errorf("a copy of the file has the snapshots %+v", list)
	}
}
