package store_test

import (
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// TestRecoverWritesWhatIsReadable recovers damaged files: the new one is sound and holds what opening
// the damaged one shows, which stays as it is.
func TestRecoverWritesWhatIsReadable(t *testing.T) {
	ctx := context.Background()
	data, known := worked(t)
	r := rand.New(rand.NewPCG(3, 4))
	lossy := 0
	for range 25 {
		mutant, what := damaged(r, data)
		dir := t.TempDir()
		path, to := filepath.Join(dir, "shop.stage"), filepath.Join(dir, "recovered.stage")
		if err := os.WriteFile(path, mutant, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := store.Recover(ctx, path, to)
		if err != nil {
			if _, e := store.Open(ctx, path, store.Options{ReadOnly: true}); e == nil {
				t.Errorf("%s: %v", what, err)
			}
			if _, e := os.Stat(to); e == nil {
				t.Errorf("%s: there is a file although %v", what, err)
			}
			continue
		}
		if len(got.Lost) > 0 {
			lossy++
		}
		f := opened(t, to)
		if err := known.wrong(f.Workspace(), got.Lost); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		shown, err := store.Open(ctx, path, store.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		if d := differences("", reflect.ValueOf(shown.Workspace()), reflect.ValueOf(f.Workspace())); len(d) > 0 {
			t.Errorf("%s: %v", what, d[0])
		}
		if got.Records[model.CardRecord] != cards(f.Workspace()) || len(got.Lost) != len(shown.Problems()) {
			t.Errorf("%s: %+v", what, got)
		}
		if now, _ := os.ReadFile(path); string(now) != string(mutant) {
			t.Errorf("%s: the damaged file was changed", what)
		}
	}
	if lossy < 5 {
		t.Errorf("only %d of the files had lost something", lossy)
	}
}

func cards(w *model.Workspace) (n int) {
	for _, j := range w.Journeys {
		n += len(j.Cards)
	}
	return n
}

// TestRecoverTakesSnapshotsAlong keeps what lies beside the workspace.
func TestRecoverTakesSnapshotsAlong(t *testing.T) {
	ctx := context.Background()
	w := small()
	f := opened(t, created(t, w))
	if _, err := f.Snapshot(ctx, w, store.Snapshot{Journey: w.Journeys[0].ID, Name: "As it was", Reason: store.Named, At: noon, By: "Ada"}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Save(ctx, edited(w, 2, "later")); err != nil {
		t.Fatal(err)
	}
	want, err := f.Log(ctx, store.LogFilter{})
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	to := filepath.Join(t.TempDir(), "recovered.stage")
	if _, err := store.Recover(ctx, f.Path(), to); err != nil {
		t.Fatal(err)
	}
	got := opened(t, to)
	if list := got.Snapshots(); len(list) != 1 || list[0].Name != "As it was" {
		t.Errorf("snapshots: %+v", list)
	} else if old, err := got.ReadSnapshot(ctx, list[0].ID); err != nil || len(old.Journeys[0].Cards) != len(w.Journeys[0].Cards) {
		t.Errorf("the snapshot: %v", err)
	}
	if log, err := got.Log(ctx, store.LogFilter{}); err != nil || len(log) < len(want) {
		t.Errorf("log: %d entries of %d, %v", len(log), len(want), err)
	}
}

func TestRecoverReplacesNothing(t *testing.T) {
	ctx := context.Background()
	path, to := created(t, small()), created(t, small())
	before, _ := os.ReadFile(to)
	if _, err := store.Recover(ctx, path, to); !errors.Is(err, fs.ErrExist) {
		t.Errorf("%v", err)
	}
	if after, _ := os.ReadFile(to); string(after) != string(before) {
		t.Error("the other file was changed")
	}
	if _, err := store.Recover(ctx, filepath.Join(t.TempDir(), "none.stage"), to+"2"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}

// TestMigrationKeepsTheOldFile opens the oldest file: a backup of it is of the old arrangement, and the
// first save brings it up to the newest.
func TestMigrationKeepsTheOldFile(t *testing.T) {
	ctx := context.Background()
	data, err := os.ReadFile(filepath.Join("testdata", "v1.stage"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "old.stage")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	f := opened(t, path)
	if f.Schema() != 1 {
		t.Fatalf("it is of schema %d", f.Schema())
	}
	b, err := f.Backup(ctx, t.TempDir(), time.Now(), store.MigrationBackup)
	if err != nil {
		t.Fatal(err)
	}
	next := edited(f.Workspace(), 0, "goes on")
	if _, err := f.Save(ctx, next); err != nil {
		t.Fatal(err)
	}
	if r, err := store.Check(ctx, b.Path); err != nil || !r.OK || r.Schema != 1 || b.Why != store.MigrationBackup {
		t.Errorf("the backup: %+v %v", r, err)
	}
	if r, err := store.Check(ctx, path); err != nil || !r.OK || r.Schema != store.Schema {
		t.Errorf("the file: %+v %v", r, err)
	}
	f.Close()
	wantEqual(t, next, opened(t, path).Workspace())
}
