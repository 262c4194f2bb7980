package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// snapshots are those of the open file, newest first.
func (d *desk) snapshots() []store.Snapshot {
	d.t.Helper()
	f, err := store.Open(d.t.Context(), d.file, store.Options{ReadOnly: true})
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	return f.Snapshots()
}

// Before a risky workshop a version is kept by name; afterwards the map is put back to it, and that is taken
// back as well.
func TestStory_TakesASnapshotAndRestoresIt(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	before := d.saved()
	d.key("ctrl+shift+s")
	d.fill("snapshot-name", "Before the workshop")
	d.press("sheet-ok")
	d.wait("the message", func(s seen) bool { return strings.Contains(s.Toast, "Before the workshop") })
	named := func(s store.Snapshot) bool { return s.Reason == store.Named }
	kept := d.snapshots()
	at := slices.IndexFunc(kept, named)
	if at < 0 || kept[at].Name != "Before the workshop" || kept[at].Cards != len(before.Cards) || kept[at].Journey != "trip" {
		t.Fatalf("the file has the snapshots %+v", kept)
	}
	d.click(d.head("plan"), 1)
	d.key("Delete")
	d.click(d.card("books"), 1)
	d.key("m")
	spoiled := d.savedWorkspace()
	if len(spoiled.Journeys[0].Stages) != 2 {
		t.Fatalf("the file has %d stages after the workshop", len(spoiled.Journeys[0].Stages))
	}
	d.does("snapshots", "map.snapshots")
	d.press("versions-named")
	d.press("version-0")
	d.titled("Looks at photos") // the version is looked at
	if !model.Equal(d.savedWorkspace(), spoiled) {
		t.Error("looking at a version changed the file")
	}
	d.press("version-restore")
	d.wait("the restore", func(s seen) bool { return strings.Contains(s.Undo, "estore") })
	if w := d.savedWorkspace(); !model.Equal(w, trip()) {
		t.Errorf("after the restore the file differs from what was kept: %v", model.Diff(trip(), w))
	}
	if !slices.ContainsFunc(d.snapshots(), func(s store.Snapshot) bool { return s.Reason == store.BeforeRestore }) {
		t.Error("no snapshot was made before the restore")
	}
	d.key("ctrl+z")
	d.unchanged("after the restore was taken back", spoiled)
}

// A manager asks what happened this week, and by whom: the change log says it, and goes out as a table.
func TestStory_ReadsTheChangeLog(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.does("settings", "view.settings")
	d.fill("settings.author", "Mara")
	d.press("sheet-ok")
	d.click(d.card("books"), 1)
	d.key("m")
	d.saved()
	d.click(d.card("fee"), 1)
	d.key("Delete")
	d.saved()
	d.does("change log", "file.log")
	d.wait("what was done", func(s seen) bool { return strings.Contains(strings.Join(s.Texts, " "), "A fee appears at the end") })
	path := filepath.Join(d.dir, "log.csv")
	d.press("changelog-csv")
	d.fill("changelog.path", path)
	d.press("sheet-ok")
	d.wait("the table", func(seen) bool { _, err := os.Stat(path); return err == nil })
	data, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(data), "Mara") || !strings.Contains(string(data), "A fee appears at the end") || !strings.Contains(string(data), "Books a room") {
		t.Errorf("the table says %s: %v", data, err)
	}
	f, err := store.Open(t.Context(), d.file, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	log, err := f.Log(t.Context(), store.LogFilter{By: "Mara"})
	if err != nil || len(log) < 2 {
		t.Fatalf("the file has %d entries of Mara: %v", len(log), err)
	}
	if c := log[0].Changes[0]; c.Op != model.Removed || c.Title != "A fee appears at the end" {
		t.Errorf("the newest entry of the file is %+v", log[0])
	}
}

// Two people worked on their copies: what only one changed is joined, what both changed is decided.
func TestStory_MergesTheCopyOfAnother(t *testing.T) {
	d := newDesk(t)
	d.file = d.workspace("trip.stage", trip())
	theirs := d.workspace("theirs.stage", trip())
	shared := store.Snapshot{ID: "given", Journey: "trip", Reason: store.Shared, At: time.Now().Add(-time.Hour)}
	change := func(path string, commands ...model.Command) {
		f, err := store.Open(t.Context(), path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if _, err := f.Snapshot(t.Context(), f.Workspace(), shared); err != nil {
			t.Fatal(err)
		}
		w := f.Workspace()
		for _, c := range commands {
			if w, err = c.Apply(w); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := f.Save(t.Context(), w); err != nil {
			t.Fatal(err)
		}
	}
	card := func(id model.CardID, to func(*model.Card)) model.Card {
		c := *trip().Journeys[0].Card(id)
		to(&c)
		return c
	}
	change(d.file)
	change(theirs, model.EditCards{Journey: "trip", Cards: []model.Card{
		card("books", func(c *model.Card) { c.Title = "Books by phone" }),
		card("asks", func(c *model.Card) { c.Title = "Asks two friends" }),
	}})
	d.start(d.file)
	d.wait("the board", func(s seen) bool { return s.Screen == "board" && len(s.Cards) > 0 })
	d.click(d.card("books"), 1)
	d.key("F2", "ctrl+a")
	d.write("Books on the train")
	d.key("ctrl+Return", "Escape")
	d.click(d.card("fee"), 1)
	d.key("m")
	mine := d.savedWorkspace()
	d.does("merge", "file.merge")
	d.fill("merge.path", theirs)
	d.press("merge.read")
	d.press("merge-theirs")
	d.press("merge-run")
	d.wait("the merge", func(s seen) bool { return strings.Contains(s.Undo, "erge") })
	j := d.saved()
	if books, asks := j.Card("books").Title, j.Card("asks").Title; books != "Books by phone" || asks != "Asks two friends" || !j.Card("fee").MomentOfTruth {
		t.Errorf("the file has %q, %q and the star %v", books, asks, j.Card("fee").MomentOfTruth)
	}
	d.key("ctrl+z")
	d.unchanged("after the merge was taken back", mine)
}
