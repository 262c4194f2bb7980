package store_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

// pagesOf returns the pages of a file that are of a kind and say that they are where they are.
func pagesOf(data []byte, flag uint16) []int {
	var list []int
	order := binary.NativeEndian
	for at := 2 * pageBytes; at+pageBytes <= len(data); at += pageBytes {
		if order.Uint64(data[at:]) == uint64(at/pageBytes) && order.Uint16(data[at+8:]) == flag {
			list = append(list, at)
		}
	}
	return list
}

const (
	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10
)

// newestHeader returns the root and the list of free pages of the state that was saved last.
func newestHeader(data []byte) (root, free int) {
	order := binary.NativeEndian
	head := data[16:]
	if newer := data[pageBytes+16:]; order.Uint64(newer[48:]) > order.Uint64(head[48:]) {
		head = newer
	}
	return int(order.Uint64(head[16:])) * pageBytes, int(order.Uint64(head[32:])) * pageBytes
}

func wipe(data []byte, pages ...int) []byte {
	out := bytes.Clone(data)
	for _, at := range pages {
		clear(out[at : at+pageBytes])
	}
	return out
}

// isRoot says whether a leaf names buckets.
func isRoot(data []byte, at int) bool {
	return binary.NativeEndian.Uint32(data[at+16:])&1 != 0 && binary.NativeEndian.Uint16(data[at+10:]) > 0
}

// TestDestroyedPagesThatLeadToOthers destroys what leads to the records, and no record: all of them are read,
// also by Recover, with the snapshots and the log; and what was destroyed is told.
func TestDestroyedPagesThatLeadToOthers(t *testing.T) {
	ctx := context.Background()
	w := model.Generate(10, 40, 12, 2000, 300, 3)
	made := w
	f := opened(t, created(t, w))
	s := snapshot(t, f, w, store.Snapshot{Journey: w.Journeys[0].ID, Name: "Kept"})
	for i := range 5 {
		w = edited(w, i*300, fmt.Sprint("Edited in save ", i))
		saved(t, f, w)
	}
	log := logOf(t, f, store.LogFilter{})
	data, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	root, free := newestHeader(data)
	var roots []int
	for _, at := range pagesOf(data, leafPage) {
		if isRoot(data, at) {
			roots = append(roots, at)
		}
	}
	headers := []int{0, pageBytes}
	type test struct {
		name  string
		pages []int
		whole bool // the description and the totals are there
		older bool // nothing tells the newest pages from those before: a record may be as it was saved earlier
	}
	tests := []test{
		{"both headers", headers, true, false},
		{"the list of free pages", []int{free}, true, false},
		{"both headers and the list of free pages", append([]int{free}, headers...), true, true},
		{"both headers and all branches", append(pagesOf(data, branchPage), headers...), true, true},
		{"both headers, all branches and the lists of free pages", append(append(pagesOf(data, branchPage), pagesOf(data, freelistPage)...), headers...), true, true},
		{"all branches", pagesOf(data, branchPage), true, false},
		{"all that names buckets, and both headers", append(append(roots, root), headers...), false, false},
	}
	for i, at := range pagesOf(data, branchPage) {
		if i%3 > 0 {
			continue
		}
		tests = append(tests, test{fmt.Sprint("branch at ", at), []int{at}, true, false})
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			mutant := wipe(data, test.pages...)
			path := filepath.Join(t.TempDir(), "hurt.stage")
			if err := os.WriteFile(path, mutant, 0o600); err != nil {
				t.Fatal(err)
			}
			to := filepath.Join(t.TempDir(), "recovered.stage")
			r, err := store.Recover(ctx, path, to)
			if err != nil {
				t.Fatal(err)
			}
			if free := pagesOf(data, branchPage); len(r.Lost) == 0 && !strings.HasPrefix(test.name, "branch at") {
				t.Errorf("nothing was told of %d branches", len(free))
			}
			got := opened(t, to)
			if test.older {
				sameOrOlder(t, w, made, got.Workspace(), r.Lost)
			} else if test.whole {
				same(t, w, got.Workspace())
			} else if cards(got.Workspace()) != cards(w) {
				t.Errorf("%d cards of %d", cards(got.Workspace()), cards(w))
			}
			if !test.whole { // what lay on those pages is gone, the few snapshots among it
				return
			}
			if list := got.Snapshots(); len(list) != 1 || list[0].Name != "Kept" {
				t.Errorf("snapshots: %+v", list)
			} else {
				wantEqual(t, snapshotOf(model.Generate(10, 40, 12, 2000, 300, 3), w.Journeys[0].ID), readSnapshot(t, got, s.ID))
			}
			if now := logOf(t, got, store.LogFilter{}); len(now) < len(log) {
				t.Errorf("%d entries of the log, of %d", len(now), len(log))
			}
			hurt, err := store.Open(ctx, path, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			next := edited(hurt.Workspace(), 3, "work goes on")
			if _, err := hurt.Save(ctx, next); err != nil {
				t.Fatal(err)
			}
			if kept, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "hurt.damaged-*")); len(kept) != 1 && len(r.Lost) > 0 {
				t.Errorf("kept aside: %v", kept)
			}
			hurt.Close()
			again := opened(t, path)
			if p := again.Problems(); len(p) > 0 {
				t.Errorf("after the save: %v", p)
			}
			same(t, next, again.Workspace())
			if len(again.Snapshots()) != 1 {
				t.Error("the snapshot was lost by the save")
			}
		})
	}
}

// TestSwappedPagesLoseNothing puts a page of records into the place of another and that one into its place, as if a
// disk had mixed them up: all that is in them is read, and that they are not in their places is told.
func TestSwappedPagesLoseNothing(t *testing.T) {
	data, w, want, log := remembering(t)
	root, _ := newestHeader(data)
	order := binary.NativeEndian
	leaves := slices.DeleteFunc(pagesOf(data, leafPage), func(at int) bool { return at == root || order.Uint32(data[at+12:]) > 0 })
	if len(leaves) < 20 {
		t.Fatalf("only %d pages", len(leaves))
	}
	r := rand.New(rand.NewPCG(9, 10))
	for range times(100, 2000) {
		a, b := leaves[r.IntN(len(leaves))], leaves[r.IntN(len(leaves))]
		if a == b {
			continue
		}
		mutant := bytes.Clone(data)
		copy(mutant[a:a+pageBytes], data[b:])
		copy(mutant[b:b+pageBytes], data[a:])
		order.PutUint64(mutant[a:], uint64(a/pageBytes))
		order.PutUint64(mutant[b:], uint64(b/pageBytes))
		path := filepath.Join(t.TempDir(), "a.stage")
		if err := os.WriteFile(path, mutant, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("pages at %d and %d", a, b)
		if len(f.Problems()) == 0 {
			t.Errorf("%s: nothing is told", name)
		}
		same(t, w, f.Workspace())
		if ids := intact(t, name, f, want, log); len(ids) != len(want) {
			t.Errorf("%s: %d of %d snapshots", name, len(ids), len(want))
		}
		if n := len(logOf(t, f, store.LogFilter{})); n != len(log) {
			t.Errorf("%s: %d of %d entries of the log", name, n, len(log))
		}
	}
}

// TestDestroyedHeadersAndMore destroys both headers and more at random: nothing wrong is shown as right, and
// what is shown can be worked on and saved.
func TestDestroyedHeadersAndMore(t *testing.T) {
	data, want := worked(t)
	r := rand.New(rand.NewPCG(7, 8))
	outcomes := map[string]int{}
	complete := 0
	for i := range times(100, 5000) {
		mutant, what := bytes.Clone(data), ""
		for n := r.IntN(4); n > 0; n-- {
			more, how := damaged(r, mutant)
			if len(more) >= 2*pageBytes {
				mutant, what = more, what+how+", "
			}
		}
		if r.IntN(2) == 0 {
			clear(mutant[:2*pageBytes])
		} else {
			for at := range 2 * pageBytes {
				mutant[at] = byte(r.Uint32())
			}
		}
		name := fmt.Sprint(i, ": ", what, "both headers")
		outcomes[survive(t, name, mutant, want, i%8 == 0)]++
		path := filepath.Join(t.TempDir(), "shop.stage")
		if err := os.WriteFile(path, mutant, 0o600); err != nil {
			t.Fatal(err)
		}
		if f, err := store.Open(t.Context(), path, store.Options{ReadOnly: true}); err == nil {
			if len(f.Problems()) == 0 {
				t.Errorf("%s: nothing was told", name)
			}
			if len(differences("", reflect.ValueOf(want.last), reflect.ValueOf(f.Workspace()))) == 0 {
				complete++
			}
		}
	}
	t.Logf("%v, %d with all that was saved", outcomes, complete)
	if outcomes["unharmed"] > 0 || complete == 0 || outcomes["recovered"] < 50 && !testing.Short() {
		t.Errorf("%v, %d with all that was saved", outcomes, complete)
	}
}

// TestOtherFilesAreNoWorkspaces opens files that only have the name of one.
func TestOtherFilesAreNoWorkspaces(t *testing.T) {
	for name, content := range map[string]string{
		"text": strings.Repeat("not a workspace ", 4000), "zeros": string(make([]byte, 100_000)), "short": "x",
	} {
		path := filepath.Join(t.TempDir(), name+".stage")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if f, err := store.Open(t.Context(), path, store.Options{}); err == nil {
			t.Errorf("%s: %d problems", name, len(f.Problems()))
			f.Close()
		}
	}
}

// sameOrOlder fails when got differs from want in more than cards that are as they were when the file was
// made, or when it does and that was not told.
func sameOrOlder(t *testing.T, want, made, got *model.Workspace, told []store.Problem) {
	t.Helper()
	changes := model.Diff(want, got)
	for _, c := range changes {
		was, now := made.Journey(c.Ref.Journey).Card(model.CardID(c.Ref.ID)), got.Journey(c.Ref.Journey).Card(model.CardID(c.Ref.ID))
		if c.Ref.Kind != model.CardRecord || c.Op != model.Changed || !reflect.DeepEqual(was, now) {
			t.Errorf("a record that never was so: %+v", c)
		}
	}
	says := func(p store.Problem) bool { return strings.Contains(p.Text, "older") }
	if len(changes) > 0 && !slices.ContainsFunc(told, says) {
		t.Errorf("%d records are older than what was saved last, and nothing is told: %v", len(changes), told)
	}
}
