package store_test

import (
	"errors"
	"io/fs"
	"path/filepath"
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

func TestACopyKeepsSnapshotsAndLog(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	first := model.Generate(2, 3, 3, 8, 20, 1)
	f, err := store.Create(ctx, filepath.Join(dir, "a.stage"), first)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	f.SetAuthor("Ana")
	kept, err := f.Snapshot(ctx, first, store.Snapshot{Journey: first.Journeys[0].ID, Name: "First"})
	if err != nil {
		t.Fatal(err)
	}
	second, err := (model.RenameWorkspace{Name: "Second"}).Apply(first)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Save(ctx, second); err != nil {
		t.Fatal(err)
	}
	third, err := (model.RenameWorkspace{Name: "Third"}).Apply(second) // not saved here
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "b.stage")
	c, err := f.SaveAs(ctx, path, third)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := store.Open(ctx, path, store.Options{})
	if err != nil || len(again.Problems()) > 0 {
		t.Fatal(err, again.Problems())
	}
	defer again.Close()
	if !model.Equal(again.Workspace(), third) {
		t.Error("the copy holds another workspace")
	}
	if list := again.Snapshots(); len(list) != 1 || list[0].ID != kept.ID {
		t.Fatalf("the copy has the snapshots %+v", list)
	}
	old, err := again.ReadSnapshot(ctx, kept.ID)
	if err != nil || len(old.Journeys[0].Cards) != len(first.Journeys[0].Cards) {
		t.Errorf("the copy's snapshot cannot be read: %v", err)
	}
	before, err := f.Log(ctx, store.LogFilter{})
	if err != nil {
		t.Fatal(err)
	}
	log, err := again.Log(ctx, store.LogFilter{})
	if err != nil || len(log) < len(before) || log[0].By != "Ana" {
		t.Errorf("the copy's log is %+v, that of the file %+v: %v", log, before, err)
	}
	if _, err := f.SaveAs(ctx, path, third); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a copy over a file gives %v", err)
	}
}
