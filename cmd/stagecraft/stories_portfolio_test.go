package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"stagecraft/model"
	"stagecraft/store"
)

// A map is deleted, and missed the next morning: the bin has it, with all its cards.
func TestStory_BringsAMapBackFromTheBin(t *testing.T) {
	d := newDesk(t)
	d.open(trips())
	d.menu(d.widget("journey-City trip"), "Delete the map")
	d.wait("the deleting", func(s seen) bool { return s.Journey == "home" && s.Saved })
	if w := d.savedWorkspace(); len(w.Journeys) != 1 || w.Journeys[0].ID != "home" {
		t.Fatalf("after the deleting the file has %d maps", len(w.Journeys))
	}
	d.quit()
	d.start(d.file)
	d.wait("the other map", func(s seen) bool { return s.Screen != "" && s.Journey == "home" })
	d.does("into the bin", "bin.open")
	d.press("bin.City trip")
	d.press("bin.restore")
	d.wait("the map", func(s seen) bool { return strings.Contains(s.Undo, "estore") && s.Saved })
	w := d.savedWorkspace()
	at := slices.IndexFunc(w.Journeys, func(j *model.Journey) bool { return j.Title == "City trip" })
	if at < 0 || len(w.Journeys[at].Cards) != len(trip().Journeys[0].Cards) || len(w.Journeys[at].Stages) != 3 {
		t.Fatalf("the file has %d maps, and the deleted one is number %d", len(w.Journeys), at)
	}
	if c := w.Journeys[at].Card("m1"); c == nil || c.Emotion != model.Some(1.0) || c.Persona != "ana" {
		t.Errorf("a mood came back as %+v", c)
	}
}

// What the future is to change goes to the managers: the comparison of the map with its twin, as a workbook.
func TestStory_ComparesTheMapWithItsFuture(t *testing.T) {
	d := newDesk(t)
	d.open(trip())
	d.menu(d.widget("journey-City trip"), "Make its future twin")
	d.wait("the twin", func(s seen) bool { return s.Journey != "trip" && len(s.Cards) > 0 })
	d.click(d.titled("Books a room"), 1)
	d.key("F2", "ctrl+a")
	d.write("Books with one press")
	d.key("ctrl+Return", "Escape")
	d.click(d.titled("A fee appears at the end"), 1)
	d.key("Delete")
	before := d.savedWorkspace()
	d.does("against", "map.comparetwin")
	d.widget("compare.changes") // what was found is there
	path := filepath.Join(d.dir, "change.xlsx")
	exportTo(t, d, path, "PK")
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, want := range []string{"Books a room", "Books with one press", "A fee appears at the end"} {
		if !slices.ContainsFunc(book.GetSheetList(), func(sheet string) bool {
			cells, err := book.SearchSheet(sheet, want)
			return err == nil && len(cells) > 0
		}) {
			t.Errorf("no sheet of the workbook says %q", want)
		}
	}
	d.press("compare.close")
	d.unchanged("after the comparison", before)
}

// A colleague gets a copy without the figures; both copies know the version from which they part.
func TestStory_SharesACopyWithoutTheFigures(t *testing.T) {
	d := newDesk(t)
	d.open(measured())
	before := d.savedWorkspace()
	path := filepath.Join(d.dir, "for Ben.stage")
	d.does("share", "file.share")
	d.fill("share.path", path)
	d.press("share.values")
	d.press("sheet-ok")
	d.wait("the copy", func(s seen) bool { return strings.Contains(s.Toast, "for Ben") })
	shared := func(path string) (ids []store.SnapshotID) {
		f, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for _, s := range f.Snapshots() {
			if s.Reason == store.Shared {
				ids = append(ids, s.ID)
			}
		}
		return ids
	}
	w := readFile(t, path)
	if len(w.Journeys) != 1 || len(w.Journeys[0].Cards) != len(before.Journeys[0].Cards) || len(w.Datasets) != 0 {
		t.Errorf("the copy has %d maps and %d tables of figures", len(w.Journeys), len(w.Datasets))
	}
	if mine, theirs := shared(d.file), shared(path); len(mine) != 1 || !slices.Equal(mine, theirs) {
		t.Errorf("this file has the shared versions %v, the copy %v", mine, theirs)
	}
	d.unchanged("after sharing", before)
}
