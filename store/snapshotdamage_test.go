package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// remembering returns the bytes of a file with snapshots and a log, what it holds and what they hold.
func remembering(t testing.TB) ([]byte, *model.Workspace, map[store.SnapshotID]*model.Workspace, []store.Logged) {
	t.Helper()
	w := model.Generate(4, 12, 8, 250, 1500, 3)
	f, err := store.Create(context.Background(), filepath.Join(t.TempDir(), "a.stage"), w)
	if err != nil {
		t.Fatal(err)
	}
	want := map[store.SnapshotID]*model.Workspace{}
	j := w.Journeys[0].ID
	for i := range 8 {
		f.SetAuthor([]string{"Ada", "Bo"}[i%2])
		for k := range 5 {
			w = edited(w, i*37+k*3, fmt.Sprintf("Edit %d of round %d", k, i))
			saved(t, f, w)
		}
		s := snapshot(t, f, w, store.Snapshot{Journey: j, Name: fmt.Sprint("Version ", i), At: time.Now().Add(time.Duration(i) * time.Minute)})
		want[s.ID] = snapshotOf(w, j)
	}
	log := logOf(t, f, store.LogFilter{})
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	return data, w, want, log
}

// TestDamagedSnapshotsAreTold damages a file in many ways. A snapshot or an entry of the log that is
// listed is right or says that it is not whole; what is missing is told; and what is left is still there
// after the file was written anew.
func TestDamagedSnapshotsAreTold(t *testing.T) {
	data, w, want, log := remembering(t)
	count := times(60, 2000)
	r := rand.New(rand.NewPCG(5, 6))
	lost, unharmed := 0, 0
	for i := range count {
		mutant, what := damaged(r, data)
		path := filepath.Join(t.TempDir(), "a.stage")
		if err := os.WriteFile(path, mutant, 0o600); err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("%d: %s", i, what)
		f, err := store.Open(t.Context(), path, store.Options{})
		if err != nil {
			continue
		}
		whole := intact(t, name, f, want, log)
		if len(f.Problems()) == 0 {
			unharmed++
			if len(whole) != len(want) {
				t.Errorf("%s: %d of %d snapshots and nothing is told", name, len(whole), len(want))
			}
			if list := logOf(t, f, store.LogFilter{}); !reflect.DeepEqual(list, log) {
				t.Errorf("%s: the log has %d entries of %d and nothing is told", name, len(list), len(log))
			}
		} else if len(whole) < len(want) {
			lost++
		}
		saved(t, f, withMore(f.Workspace(), model.NewJourney("work goes on", model.BlankGrid)))
		f.Close()
		if f, err = store.Open(t.Context(), path, store.Options{}); err != nil || len(f.Problems()) > 0 {
			t.Fatalf("%s: %v %v", name, err, f.Problems())
		}
		if again := intact(t, name, f, want, nil); !slices.Equal(again, whole) {
			t.Errorf("%s: %d snapshots were whole, and after the file was written anew %d are", name, len(whole), len(again))
		}
		f.Close()
	}
	if lost == 0 || unharmed == 0 {
		t.Errorf("%d files lost a snapshot and %d were unharmed: the damage is not of all sorts", lost, unharmed)
	}
	_ = w
}

// intact returns the snapshots that can be read, in the order of the list; each must be right.
func intact(t *testing.T, name string, f *store.File, want map[store.SnapshotID]*model.Workspace, log []store.Logged) (ids []store.SnapshotID) {
	t.Helper()
	for _, s := range f.Snapshots() {
		got, err := f.ReadSnapshot(context.Background(), s.ID)
		if err != nil {
			if !errors.Is(err, store.ErrDamaged) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if d := differences("", reflect.ValueOf(want[s.ID]), reflect.ValueOf(got)); len(d) > 0 {
			t.Errorf("%s: a wrong snapshot: %v", name, d[:min(3, len(d))])
		}
		ids = append(ids, s.ID)
	}
	if log == nil {
		return ids
	}
	list, err := f.Log(context.Background(), store.LogFilter{})
	if err != nil {
		t.Errorf("%s: log: %v", name, err)
	}
	for _, e := range list {
		// An older state of the file may show an entry before more was joined to it.
		if i := slices.IndexFunc(log, func(l store.Logged) bool { return l.Seq == e.Seq && l.By == e.By }); i < 0 {
			t.Errorf("%s: an entry that never was: %+v", name, e)
		}
	}
	return ids
}

// TestDamagedSnapshotCostsNothingElse destroys each page of the content in turn: the workspace is whole.
func TestDamagedSnapshotCostsNothingElse(t *testing.T) {
	data, w, want, log := remembering(t)
	hurt := 0
	for at := 4 * 4096; at < len(data); at += 3 * 4096 {
		mutant := slices.Clone(data)
		for i := range 64 {
			mutant[at+1024+i*32] ^= 0x55 // inside of values, mostly
		}
		path := filepath.Join(t.TempDir(), "a.stage")
		if err := os.WriteFile(path, mutant, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
		if err != nil {
			continue
		}
		beside := len(f.Problems()) > 0
		for _, p := range f.Problems() {
			beside = beside && (p.Kind == "snapshot" || p.Kind == "change log entry")
		}
		if beside {
			hurt++
			wantEqual(t, w, f.Workspace())
		}
		intact(t, fmt.Sprint("page at ", at), f, want, log)
	}
	if hurt < 3 {
		t.Errorf("only %d files had a damaged snapshot and nothing else", hurt)
	}
}
