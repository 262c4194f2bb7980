package store_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// worked returns the bytes of a file with a history of saves behind it, as it is when the program ends without
// closing it, so that old pages lie among the new ones, and what it held at any time.
func worked(t testing.TB) ([]byte, *history) {
	t.Helper()
	open, _, known := workedAndClosed(t)
	return open, known
}

// workedAndClosed also returns the bytes that the file has once it is closed, without the old pages.
func workedAndClosed(t testing.TB) (open, closed []byte, known *history) {
	t.Helper()
	ctx := context.Background()
	w, _ := everything()
	picture := model.NewImage("photo.png", "image/png", bytes.Repeat([]byte("\x89PNG of two chunks"), 15_000))
	w.Images = []*model.Image{&picture}
	w.Personas[0].Photo, w.Journeys[0].Cards[0].Image = picture.ID, picture.ID
	g := model.Generate(4, 12, 8, 140, 1100, 3)
	w.Journeys = append(g.Journeys, w.Journeys...)
	w.Personas, w.Metrics = append(g.Personas, w.Personas...), append(g.Metrics, w.Metrics...)
	w.Sources, w.Datasets = append(g.Sources, w.Sources...), append(g.Datasets, w.Datasets...)
	w.Channels, w.Owners = append(g.Channels, w.Channels...), append(g.Owners, w.Owners...)
	w.Systems, w.Views, w.Images = append(g.Systems, w.Systems...), append(g.Views, w.Views...), append(g.Images, w.Images...)
	path := filepath.Join(t.TempDir(), "worked.stage")
	f, err := store.Create(ctx, path, w)
	if err != nil {
		t.Fatal(err)
	}
	states := []*model.Workspace{w}
	for i := range 40 {
		w = edited(w, i*37, fmt.Sprintf("Edited in save %d", i))
		states = append(states, w)
		if _, err := f.Save(ctx, w); err != nil {
			t.Fatal(err)
		}
	}
	if open, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if closed, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	if len(closed) >= len(open) {
		t.Fatalf("%d bytes when it is closed, before %d", len(closed), len(open))
	}
	return open, closed, historyOf(states...)
}

// damaged returns a copy with one of the ways in which files get broken.
func damaged(r *rand.Rand, data []byte) ([]byte, string) {
	out := append([]byte(nil), data...)
	page := func() int { return r.IntN(len(out)/4096) * 4096 }
	switch r.IntN(12) {
	case 0, 1:
		n := 1 + r.IntN(8)
		for range n {
			out[r.IntN(len(out))] ^= 1 << r.IntN(8)
		}
		return out, fmt.Sprintf("%d flipped bits", n)
	case 2: // in the heads of pages, where it hurts
		at := page() + r.IntN(48)
		out[at] ^= byte(1 + r.IntN(255))
		return out, fmt.Sprintf("byte %d", at)
	case 3:
		at := page()
		clear(out[at : at+4096])
		return out, fmt.Sprintf("page at %d zeroed", at)
	case 4:
		from, to := page(), page()
		copy(out[to:to+4096], out[from:from+4096])
		return out, fmt.Sprintf("page at %d written over %d", from, to)
	case 5:
		n := r.IntN(len(out))
		return out[:n], fmt.Sprintf("cut to %d", n)
	case 6:
		tail := make([]byte, 1+r.IntN(20_000))
		for i := range tail {
			tail[i] = byte(r.Uint32())
		}
		return append(out, tail...), fmt.Sprintf("%d bytes appended", len(tail))
	case 8:
		from, to := page(), page()
		a, b := bytes.Clone(out[from:from+4096]), bytes.Clone(out[to:to+4096])
		copy(out[to:], a)
		copy(out[from:], b)
		if r.IntN(2) == 0 { // so that each says that it is where it is
			binary.NativeEndian.PutUint64(out[from:], uint64(from/4096))
			binary.NativeEndian.PutUint64(out[to:], uint64(to/4096))
		}
		return out, fmt.Sprintf("pages at %d and %d swapped", from, to)
	case 9, 10: // a header that looks sound and says something else
		at := r.IntN(2)*4096 + 16
		field, by := []int{8, 16, 24, 32, 40, 48}[r.IntN(6)], uint64(r.IntN(9))-4
		if field == 48 && (by == 2 || by+2 == 0) {
			by++ // by two the older save truly is the last one, as far as anybody can tell
		}
		order := binary.NativeEndian
		order.PutUint64(out[at+field:], order.Uint64(out[at+field:])+by)
		sum := fnv.New64a()
		sum.Write(out[at : at+56])
		order.PutUint64(out[at+56:], sum.Sum64())
		return out, fmt.Sprintf("header at %d says otherwise at %d", at, field)
	case 7:
		at, n := r.IntN(len(out)), 1+r.IntN(512)
		for i := at; i < min(at+n, len(out)); i++ {
			out[i] = byte(r.Uint32())
		}
		return out, fmt.Sprintf("%d random bytes at %d", n, at)
	default:
		at := page()
		for i := range 16 {
			out[at+16+r.IntN(400)+i%4] = byte(r.Uint32())
		}
		return out, fmt.Sprintf("elements of the page at %d", at)
	}
}

func TestDamageIsSurvivedAndTold(t *testing.T) {
	open, closed, want := workedAndClosed(t)
	count := times(1000, 20_000)
	r := rand.New(rand.NewPCG(1, 2))
	type job struct {
		number int
		name   string
		mutant []byte
	}
	jobs := make(chan job)
	var lock sync.Mutex
	outcomes := map[string]int{}
	var workers sync.WaitGroup
	for range 4 {
		workers.Go(func() {
			for j := range jobs {
				hangs := time.AfterFunc(60*time.Second, func() { panic(j.name + ": hangs") })
				o := survive(t, j.name, j.mutant, want, j.number%8 == 0)
				hangs.Stop()
				lock.Lock()
				outcomes[o]++
				lock.Unlock()
			}
		})
	}
	for i := range count {
		data := open
		if i%3 == 0 {
			data = closed
		}
		mutant, what := damaged(r, data)
		jobs <- job{i, fmt.Sprintf("%d: %s", i, what), mutant}
	}
	close(jobs)
	workers.Wait()
	t.Logf("%d damaged files: %v", count, outcomes)
	if outcomes["recovered"] == 0 || outcomes["unharmed"] == 0 {
		t.Errorf("the damage is not of all sorts: %v", outcomes)
	}
}

// TestNothingReadableIsRefused leaves of a file too little to find anything in: random damage seldom does.
func TestNothingReadableIsRefused(t *testing.T) {
	data, want := worked(t)
	headers := slices.Clone(data)
	clear(headers[2*4096:])
	for name, mutant := range map[string][]byte{
		"all but the headers is zero": headers, "all is zero": make([]byte, len(data)),
		"cut off behind the headers": data[:2*4096], "cut off within the first": data[:100],
	} {
		if o := survive(t, name, mutant, want, false); o != "refused" {
			t.Errorf("%s: %s", name, o)
		}
	}
}

// TestPagesInUseAndFreeAreTold damages what no record shows: a page that is in use and also listed as
// free would be overwritten by the next save.
func TestPagesInUseAndFreeAreTold(t *testing.T) {
	data, want := worked(t)
	order := binary.NativeEndian
	head := data[16:]
	if newer := data[4096+16:]; order.Uint64(newer[48:]) > order.Uint64(head[48:]) {
		head = newer
	}
	root, list := order.Uint64(head[16:]), order.Uint64(head[32:])
	page := data[list*4096:]
	if order.Uint16(page[8:]) != 0x10 || order.Uint16(page[10:]) == 0 {
		t.Fatal("the file has no list of free pages")
	}
	order.PutUint64(page[16:], root)
	if o := survive(t, "root in the list of free pages", data, want, true); o != "recovered" {
		t.Errorf("%s", o)
	}
	path := filepath.Join(t.TempDir(), "all.stage")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	wantEqual(t, want.last, f.Workspace())
	order.PutUint64(page[16:], list)
	if o := survive(t, "the list in itself", data, want, true); o != "recovered" {
		t.Errorf("%s", o)
	}
}

// TestMissingListOfFreePagesIsTold lets the header say that there is no list of free pages, as bbolt knows it but
// no file of this program has it: nothing is lost, and opening does not make the list.
func TestMissingListOfFreePagesIsTold(t *testing.T) {
	open, closed, want := workedAndClosed(t)
	for name, data := range map[string][]byte{"not closed": open, "closed": closed} {
		order := binary.NativeEndian
		head := data[16:]
		if newer := data[4096+16:]; order.Uint64(newer[48:]) > order.Uint64(head[48:]) {
			head = newer
		}
		order.PutUint64(head[32:], ^uint64(0))
		sum := fnv.New64a()
		sum.Write(head[:56])
		order.PutUint64(head[56:], sum.Sum64())
		if o := survive(t, name, data, want, true); o != "recovered" {
			t.Errorf("%s: %s", name, o)
		}
	}
}

// TestStateBeforeTheLastSave destroys a page that only the last save wrote: all that was there before
// it is shown, and that it is not the last is told.
func TestStateBeforeTheLastSave(t *testing.T) {
	ctx := context.Background()
	w := model.Generate(4, 12, 8, 300, 0, 3)
	f := opened(t, created(t, w))
	for i := range 3 {
		w = edited(w, i*50, fmt.Sprint("save ", i))
		if _, err := f.Save(ctx, w); err != nil {
			t.Fatal(err)
		}
	}
	before, _ := os.ReadFile(f.Path())
	if _, err := f.Save(ctx, edited(w, 200, "the last save")); err != nil {
		t.Fatal(err)
	}
	data, _ := os.ReadFile(f.Path())
	f.Close()
	damaged := 0
	for at := 2 * 4096; at < len(data); at += 4096 {
		if at+4096 <= len(before) && bytes.Equal(before[at:at+4096], data[at:at+4096]) {
			continue
		}
		damaged++
		mutant := append([]byte(nil), data...)
		clear(mutant[at : at+4096])
		path := filepath.Join(t.TempDir(), "last.stage")
		if err := os.WriteFile(path, mutant, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := store.Open(ctx, path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Problems()) == 0 {
			t.Error("nothing was told")
		}
		if title := f.Workspace().Journeys[0].Cards[200].Title; title != "the last save" {
			wantEqual(t, w, f.Workspace())
		}
		next := edited(f.Workspace(), 7, "goes on")
		if _, err := f.Save(ctx, next); err != nil {
			t.Fatal(err)
		}
		f.Close()
		wantEqual(t, next, opened(t, path).Workspace())
	}
	if damaged < 3 {
		t.Errorf("only %d pages were written by the last save", damaged)
	}
}

// survive opens a damaged file and checks what came out. With goOn it saves into it and opens it again.
func survive(t *testing.T, name string, mutant []byte, want *history, goOn bool) string {
	ctx := context.Background()
	dir, err := os.MkdirTemp(t.TempDir(), "")
	if err != nil {
		t.Error(err)
		return ""
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "shop.stage")
	if err := os.WriteFile(path, mutant, 0o600); err != nil {
		t.Error(err)
		return ""
	}
	f, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		if !errors.Is(err, store.ErrDamaged) && !errors.Is(err, store.ErrNotWorkspace) || !strings.Contains(err.Error(), "shop.stage") {
			t.Errorf("%s: %v", name, err)
		}
		return "refused"
	}
	defer f.Close()
	got := f.Workspace()
	if err := want.wrong(got, f.Problems()); err != nil {
		t.Errorf("%s: wrong data: %v", name, err)
		return ""
	}
	outcome := "unharmed"
	if len(f.Problems()) == 0 {
		if d := differences("", reflect.ValueOf(want.last), reflect.ValueOf(got)); len(d) > 0 {
			t.Errorf("%s: %d fields differ and nothing was told: %v", name, len(d), d[:min(len(d), 3)])
		}
	} else {
		outcome = "recovered"
		if err := model.Validate(got); err != nil {
			t.Errorf("%s: breaks rules: %v", name, err)
		}
	}
	if now, err := os.ReadFile(path); err != nil || string(now) != string(mutant) {
		t.Errorf("%s: opening changed the file", name)
	}
	if !goOn {
		return outcome
	}
	next := withMore(got, model.NewJourney("work goes on", model.BlankGrid))
	if len(got.Journeys) > 0 && len(got.Journeys[0].Cards) > 0 {
		next = edited(got, 0, "work goes on")
	}
	if _, err := f.Save(ctx, next); err != nil {
		t.Errorf("%s: save: %v", name, err)
		return ""
	}
	if err := f.Close(); err != nil {
		t.Errorf("%s: close: %v", name, err)
	}
	f, err = store.Open(ctx, path, store.Options{})
	if err != nil {
		t.Errorf("%s: open again: %v", name, err)
		return ""
	}
	defer f.Close()
	if p := f.Problems(); len(p) > 0 {
		t.Errorf("%s: still a problem after a save: %v", name, p[0])
	}
	if d := differences("", reflect.ValueOf(next), reflect.ValueOf(f.Workspace())); len(d) > 0 {
		t.Errorf("%s: after the save %v differ", name, d[:min(len(d), 3)])
	}
	kept, _ := filepath.Glob(filepath.Join(dir, "shop.damaged-*.stage"))
	if outcome == "recovered" {
		if len(kept) != 1 {
			t.Errorf("%s: kept aside: %v", name, kept)
		} else if old, err := os.ReadFile(kept[0]); err != nil || string(old) != string(mutant) {
			t.Errorf("%s: the copy that was kept is not the damaged file", name)
		}
	}
	if outcome == "unharmed" && len(kept) > 0 {
		t.Errorf("%s: kept aside without need", name)
	}
	return outcome
}
