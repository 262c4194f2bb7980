package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// snapshotOf returns the workspace that a snapshot of a journey must give.
func snapshotOf(w *model.Workspace, id model.JourneyID) *model.Workspace {
	j := w.Journey(id)
	want := model.UsedBy(w, j)
	want.Name = j.Title
	want.Journeys = withCards(&model.Workspace{Journeys: []*model.Journey{j}}, j.Cards).Journeys
	want.Journeys[0].Twin = ""
	return want
}

func snapshot(t testing.TB, f *store.File, w *model.Workspace, s store.Snapshot) store.Snapshot {
	t.Helper()
	s, err := f.Snapshot(context.Background(), w, s)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func readSnapshot(t testing.TB, f *store.File, id store.SnapshotID) *model.Workspace {
	t.Helper()
	w, err := f.ReadSnapshot(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	if err := model.Validate(w); err != nil {
		t.Errorf("a snapshot breaks a rule: %v", err)
	}
	return w
}

func TestSnapshotHoldsEveryField(t *testing.T) {
	w, _ := everything()
	path := created(t, w)
	f := opened(t, path)
	at := time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)
	s := snapshot(t, f, w, store.Snapshot{Journey: "journey", Name: "First", At: at, By: "Ada"})
	if s.ID == "" || s.Reason != store.Named || s.Title != w.Journeys[0].Title || s.Stages != 2 || s.Steps != 2 || s.Cards != 2 ||
		s.Observations != 2 || s.Bytes == 0 || s.Twin != "twin" || s.By != "Ada" || !s.At.Equal(at) || s.Changes != (store.Tally{}) {
		t.Errorf("%+v", s)
	}
	wantEqual(t, snapshotOf(w, "journey"), readSnapshot(t, f, s.ID))
	f.Close()
	for _, o := range []store.Options{{}, {ReadOnly: true}} {
		f, err := store.Open(context.Background(), path, o)
		if err != nil || len(f.Problems()) > 0 {
			t.Fatal(err, f.Problems())
		}
		if list := f.Snapshots(); len(list) != 1 || list[0] != s {
			t.Errorf("%+v, want %+v", list, s)
		}
		wantEqual(t, snapshotOf(w, "journey"), readSnapshot(t, f, s.ID))
		wantEqual(t, w, f.Workspace())
		if _, err := f.ReadSnapshot(context.Background(), "nothing"); !errors.Is(err, store.ErrNoSnapshot) {
			t.Error(err)
		}
		f.Close()
	}
}

// TestSnapshotCostsWhatChanged takes a snapshot after each small change of a large map.
func TestSnapshotCostsWhatChanged(t *testing.T) {
	w := model.Generate(10, 100, 12, 10_000, 20_000, 1)
	f := opened(t, created(t, w))
	j := w.Journeys[0].ID
	first := snapshot(t, f, w, store.Snapshot{Journey: j})
	cards := w.Journeys[0].Cards
	insert := *cards[0]
	insert.ID = "new"
	insert.Title = "Put in between"
	moved := slices.Clone(cards)
	moved = slices.Insert(slices.Delete(moved, 4000, 4001), 4003, cards[4000])
	tests := []struct {
		name string
		next *model.Workspace
		want store.Tally
	}{
		{"edit", edited(w, 5000, "Another title"), store.Tally{Changed: 1}},
		{"insert", withCards(w, slices.Insert(slices.Clone(cards), 5000, &insert)), store.Tally{Added: 1}},
		{"remove", withCards(w, slices.Delete(slices.Clone(cards), 5000, 5001)), store.Tally{Removed: 1}},
	}
	for i, test := range tests {
		back := snapshot(t, f, w, store.Snapshot{Journey: j, Name: "back", At: time.Now().Add(time.Duration(i) * time.Minute)})
		if back.Bytes > 0 {
			t.Errorf("%s: the same again cost %d bytes", test.name, back.Bytes)
		}
		s := snapshot(t, f, test.next, store.Snapshot{Journey: j, At: back.At.Add(time.Second)})
		if s.Bytes > 20_000 || s.Bytes*20 > first.Bytes || s.Bytes == 0 {
			t.Errorf("%s cost %d bytes, the first %d", test.name, s.Bytes, first.Bytes)
		}
		if s.Changes != test.want {
			t.Errorf("%s: %+v", test.name, s.Changes)
		}
		t.Logf("%s: %d of %d bytes", test.name, s.Bytes, first.Bytes)
	}
}

func TestAutomaticSnapshotOfNothingNew(t *testing.T) {
	w := small()
	f := opened(t, created(t, w))
	j := w.Journeys[0].ID
	first := snapshot(t, f, w, store.Snapshot{Journey: j, Name: "By hand", At: time.Now().Add(-time.Hour)})
	for _, reason := range []store.Reason{store.Daily, store.BeforeImport, store.BeforeMerge, store.BeforeRestore} {
		if again := snapshot(t, f, w, store.Snapshot{Journey: j, Reason: reason}); again != first {
			t.Errorf("%s made %+v", reason, again)
		}
	}
	for i, reason := range []store.Reason{store.Named, store.Deleted, store.Shared} {
		if again := snapshot(t, f, w, store.Snapshot{Journey: j, Reason: reason}); again.ID == first.ID || again.Reason != reason {
			t.Errorf("%s made %+v", reason, again)
		}
		if n := len(f.Snapshots()); n != i+2 {
			t.Errorf("%d snapshots", n)
		}
	}
}

// TestDroppedSnapshotsGiveRoomBack drops snapshots one by one; the others stay whole, and nothing is left
// of the last.
func TestDroppedSnapshotsGiveRoomBack(t *testing.T) {
	ctx := context.Background()
	w := model.Generate(4, 12, 8, 600, 3000, 1)
	f := opened(t, created(t, w))
	j := w.Journeys[0].ID
	want := map[store.SnapshotID]*model.Workspace{}
	for i := range 6 {
		w = edited(w, i*91, fmt.Sprint("version ", i))
		s := snapshot(t, f, w, store.Snapshot{Journey: j, At: time.Now().Add(time.Duration(i) * time.Hour)})
		want[s.ID] = snapshotOf(w, j)
	}
	ids := f.Snapshots()
	for _, i := range []int{2, 0, 5, 3} {
		if err := f.DropSnapshots(ctx, ids[i].ID); err != nil {
			t.Fatal(err)
		}
		delete(want, ids[i].ID)
		for id, w := range want {
			wantEqual(t, w, readSnapshot(t, f, id))
		}
	}
	if err := f.RenameSnapshot(ctx, ids[1].ID, "Kept"); err != nil {
		t.Fatal(err)
	}
	f.Close()
	f = opened(t, f.Path())
	list := f.Snapshots()
	if len(list) != 2 || list[0].Name != "Kept" {
		t.Fatalf("%+v", list)
	}
	for id, w := range want {
		wantEqual(t, w, readSnapshot(t, f, id))
	}
	if err := f.DropSnapshots(ctx, list[0].ID, list[1].ID, "never there"); err != nil {
		t.Fatal(err)
	}
	if n := store.CountContent(t, f); n != 0 || len(f.Snapshots()) != 0 {
		t.Errorf("%d blocks and %d snapshots are left", n, len(f.Snapshots()))
	}
	if err := f.RenameSnapshot(ctx, "gone", "x"); !errors.Is(err, store.ErrNoSnapshot) {
		t.Error(err)
	}
}

// TestSnapshotsSurviveTheFileBeingWrittenAnew goes through each way in which that comes about.
func TestSnapshotsSurviveTheFileBeingWrittenAnew(t *testing.T) {
	ctx := context.Background()
	w := model.Generate(4, 12, 8, 300, 1500, 1)
	j := w.Journeys[0].ID
	ways := map[string]func(t *testing.T, f *store.File){
		"compact": func(t *testing.T, f *store.File) {
			if err := f.Compact(ctx); err != nil {
				t.Fatal(err)
			}
		},
		"vanished": func(t *testing.T, f *store.File) {
			if err := os.Remove(f.Path()); err != nil {
				t.Skip("an open file cannot be removed here:", err)
			}
		},
		"closed": func(t *testing.T, f *store.File) {},
	}
	for name, do := range ways {
		t.Run(name, func(t *testing.T) {
			f, err := store.Create(ctx, filepath.Join(t.TempDir(), "a.stage"), w)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			s := snapshot(t, f, w, store.Snapshot{Journey: j, Name: "Before"})
			next := edited(w, 7, "afterwards")
			if _, err := f.Save(ctx, next); err != nil {
				t.Fatal(err)
			}
			do(t, f)
			next = edited(next, 9, "and this")
			if _, err := f.Save(ctx, next); err != nil {
				t.Fatal(err)
			}
			wantEqual(t, snapshotOf(w, j), readSnapshot(t, f, s.ID))
			f.Close()
			f = opened(t, f.Path())
			wantEqual(t, snapshotOf(w, j), readSnapshot(t, f, s.ID))
			wantEqual(t, next, f.Workspace())
			if log, err := f.Log(ctx, store.LogFilter{}); err != nil || len(log) != 3 {
				t.Errorf("%v %+v", err, log)
			}
		})
	}
}

// TestCopyTakesItsMemoryAlong copies a file that is open in each way.
func TestCopyTakesItsMemoryAlong(t *testing.T) {
	ctx := context.Background()
	w := model.Generate(4, 12, 8, 100, 500, 1)
	j := w.Journeys[0].ID
	path := created(t, w)
	f := opened(t, path)
	f.SetAuthor("Ada")
	s := snapshot(t, f, w, store.Snapshot{Journey: j, Name: "Before"})
	next := edited(w, 7, "afterwards")
	saved(t, f, next)
	reader, err := store.Open(ctx, path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	for name, from := range map[string]*store.File{"open": f, "read-only": reader} {
		last := edited(next, 9, "not yet saved")
		c, err := from.SaveAs(ctx, filepath.Join(t.TempDir(), "copy.stage"), last)
		if err != nil {
			t.Fatal(err)
		}
		c.Close()
		c = opened(t, c.Path())
		wantEqual(t, last, c.Workspace())
		wantEqual(t, snapshotOf(w, j), readSnapshot(t, c, s.ID))
		if log := logOf(t, c, store.LogFilter{}); len(log) != 3 || log[1].By != "Ada" || log[0].Changes[0].Title != "not yet saved" {
			t.Errorf("%s: %+v", name, log)
		}
		if _, err := from.SaveAs(ctx, c.Path(), last); !errors.Is(err, os.ErrExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
