//go:build linux && (amd64 || arm64)

package store_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// TestPowerCutLeavesOldOrNew lets the power fail at every moment of saves of every kind: the file is
// the one before or the one after, without a problem, and what was reported as saved is there.
func TestPowerCutLeavesOldOrNew(t *testing.T) {
	most := times(60, 2000)
	tried := 0
	for _, c := range crashWorks() {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			x := newCrash(t, c)
			x.sound()
			renames := slices.ContainsFunc(x.acts, func(a act) bool { return a.kind == actRename && a.name == crashFile })
			if renames == (c.name == "close in place") && (c.name == "close" || c.name == "close in place") {
				t.Errorf("that closing writes the file anew is %v", renames)
			}
			powerCut(x.acts, most, rand.New(rand.NewPCG(1, 7)), x.cut)
			t.Logf("%d states after %d calls in %v", x.tried, len(x.acts), time.Since(start).Round(time.Millisecond))
			tried += x.tried
		})
	}
	t.Logf("%d states", tried)
	if tried < times(500, 5000) {
		t.Errorf("only %d states were tried", tried)
	}
}

// TestPowerCutFindsAMissingSync shows that the states above are not all harmless: without the syncs
// some would be found to be neither the old file nor the new one.
func TestPowerCutFindsAMissingSync(t *testing.T) {
	for _, name := range []string{"edit", "grow", "compact"} {
		t.Run(name, func(t *testing.T) {
			i := slices.IndexFunc(crashWorks(), func(c crashWork) bool { return c.name == name })
			x := newCrash(t, crashWorks()[i])
			x.acts = slices.DeleteFunc(x.acts, func(a act) bool { return a.kind == actSync && a.inode != 0 })
			wrong := 0
			powerCut(x.acts, 60, rand.New(rand.NewPCG(1, 7)), func(done int, kept keep) {
				if x.look(done, kept) != nil {
					wrong++
				}
			})
			if wrong == 0 {
				t.Errorf("%d states without any sync are all sound", x.tried)
			}
		})
	}
}

// crash is work that was watched, and what its file may hold.
type crash struct {
	t      *testing.T
	before *disk
	acts   []act
	states map[[32]byte][]int // the number of each state by its content
	harmed []byte             // the file before, when it is damaged
	tried  int
	seen   map[[32]byte]bool
}

func newCrash(t *testing.T, c crashWork) *crash {
	t.Helper()
	folder := t.TempDir()
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real
	}
	path := filepath.Join(folder, crashFile)
	x := &crash{t: t, states: map[[32]byte][]int{}, seen: map[[32]byte]bool{}}
	if c.old != "" {
		data, err := os.ReadFile(filepath.Join("testdata", c.old+".stage"))
		if err == nil {
			err = os.WriteFile(path, data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	} else if c.start != nil {
		f, err := store.Create(context.Background(), path, c.start)
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	if c.prepare != nil {
		if err := c.prepare(path); err != nil {
			t.Fatal(err)
		}
		f, err := store.Open(context.Background(), path, store.Options{ReadOnly: true})
		if err != nil || len(f.Problems()) == 0 {
			t.Fatalf("%v; the file is not damaged", err)
		}
		c.start = f.Workspace()
		x.harmed, _ = os.ReadFile(path)
	}
	for n, w := range c.states() {
		if w != nil {
			key := contentOf(t, w)
			x.states[key] = append(x.states[key], n)
		}
	}
	x.before = diskOf(t, folder)
	x.acts = follow(t, folder, x.before, crashWorkName+"="+c.name, crashFolder+"="+folder)
	return x
}

func contentOf(t *testing.T, w *model.Workspace) [32]byte {
	t.Helper()
	data, err := store.EncodeWorkspace(w)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(data)
}

// sound checks the order of the calls: a header of the file in use is written after a sync of all that
// it refers to, a file gets its name after it was synced, and a save is reported after both were.
func (x *crash) sound() {
	t := x.t
	t.Helper()
	loose, headers, names := map[int]int{}, 0, maps.Clone(x.before.names)
	for i, a := range x.acts {
		switch {
		case a.kind == actSync:
			loose[a.inode] = 0
		case a.kind == actWrite:
			if header := a.at < 2*4096 && len(a.data) == 4096; header && names[crashFile] == a.inode {
				if headers++; loose[a.inode] > 0 {
					t.Errorf("call %d writes a header before %d parts that it refers to are synced", i, loose[a.inode])
				}
			}
			loose[a.inode]++
		case a.kind == actRename || a.kind == actLink:
			if loose[a.inode] > 0 {
				t.Errorf("call %d names %s before %d parts of it are synced", i, a.name, loose[a.inode])
			}
			names[a.name] = a.inode
			loose[0]++
		case a.kind == actMark && strings.HasPrefix(a.text, "saved"):
			if n := loose[names[crashFile]] + loose[0]; n > 0 {
				t.Errorf("call %d reports a save before %d changes are synced", i, n)
			}
		}
	}
	if headers == 0 {
		t.Error("no header was written")
	}
}

// reports are what the child said by then.
type reports struct {
	begun, saved      int // states
	removed           bool
	snapshot, backups int
}

func (x *crash) reports(done int) (r reports) {
	for _, a := range x.acts[:done] {
		if a.kind != actMark {
			continue
		}
		var what string
		var n int
		if _, err := fmt.Sscan(a.text, &what, &n); err != nil {
			x.t.Fatalf("the child says %q", a.text)
		}
		switch what {
		case "begin":
			r.begun = n
		case "saved":
			r.saved = n
		case "removed":
			r.removed = true
		case "snapshot":
			r.snapshot = n
		case "backup":
			r.backups = n
		default:
			x.t.Fatalf("the child says %q", a.text)
		}
	}
	return r
}

func (x *crash) cut(done int, kept keep) {
	if err := x.look(done, kept); err != nil {
		x.t.Errorf("after %d of %d calls, of which %v are on the disk: %v", done, len(x.acts), slices.Sorted(maps.Keys(kept)), err)
	}
}

// look opens what is on the disk and says what is wrong with it.
func (x *crash) look(done int, kept keep) error {
	d := x.before.after(x.acts, kept)
	said := x.reports(done)
	saved := said.saved
	sum := sha256.New()
	fmt.Fprintln(sum, said)
	for _, name := range slices.Sorted(maps.Keys(d.names)) {
		fmt.Fprintf(sum, "%q %x\n", name, sha256.Sum256(d.content[d.names[name]]))
	}
	if key := [32]byte(sum.Sum(nil)); x.seen[key] {
		return nil
	} else {
		x.seen[key] = true
	}
	x.tried++
	folder, err := os.MkdirTemp(x.t.TempDir(), "")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	d.write(x.t, folder)
	path := filepath.Join(folder, crashFile)
	f, err := store.Open(context.Background(), path, store.Options{})
	if errors.Is(err, fs.ErrNotExist) && saved == 0 && (x.before.names[crashFile] == 0 || said.removed) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if x.harmed != nil && string(d.content[d.names[crashFile]]) != string(x.harmed) && !keptAside(d, x.harmed) {
		return errors.New("the damaged file is gone")
	}
	if n := len(f.Problems()); n > 0 && (saved > 0 || x.harmed == nil) {
		return fmt.Errorf("%d problems, first %v", n, f.Problems()[0])
	}
	if err := beside(f, folder, said); err != nil {
		return err
	}
	for _, n := range x.states[contentOf(x.t, f.Workspace())] {
		if n >= saved && n <= said.begun {
			return x.goesOn(f, path)
		}
	}
	return fmt.Errorf("it holds neither of states %d to %d", saved, said.begun)
}

// beside looks at the snapshots and the backups.
func beside(f *store.File, folder string, said reports) error {
	ctx := context.Background()
	list := f.Snapshots()
	if len(list) < said.snapshot {
		return errors.New("the snapshot is gone")
	}
	for _, s := range list {
		if _, err := f.ReadSnapshot(ctx, s.ID); err != nil {
			return err
		}
	}
	backups, err := store.Backups(folder)
	if err != nil || len(backups) < min(said.backups, 1) {
		return fmt.Errorf("%d backups, %v", len(backups), err)
	}
	for _, b := range backups {
		if r, err := store.Check(ctx, b.Path); err != nil || !r.OK {
			return fmt.Errorf("%s: %v %v", b.Path, err, r.Problems)
		}
	}
	return nil
}

// goesOn saves into some of the files, as somebody would who starts the program again.
func (x *crash) goesOn(f *store.File, path string) error {
	if x.tried%40 != 0 {
		return nil
	}
	next := edited(f.Workspace(), 7, "goes on")
	if _, err := f.Save(context.Background(), next); err != nil {
		return err
	}
	r, err := store.Open(context.Background(), path, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	if len(r.Problems()) > 0 || contentOf(x.t, r.Workspace()) != contentOf(x.t, next) {
		return fmt.Errorf("after the next save: %v", r.Problems())
	}
	return nil
}

func keptAside(d *disk, harmed []byte) bool {
	for name, inode := range d.names {
		if strings.Contains(name, ".damaged-") && !strings.HasPrefix(name, ".") && string(d.content[inode]) == string(harmed) {
			return true
		}
	}
	return false
}

// TestPowerCutLeavesOldOrNewDocument is the same for a PDF or the like that is written over another.
func TestPowerCutLeavesOldOrNewDocument(t *testing.T) {
	folder := t.TempDir()
	old, fresh := strings.Repeat("old ", 5000), strings.Repeat("new!", 60_000)
	if err := os.WriteFile(filepath.Join(folder, documentFile), []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	before := diskOf(t, folder)
	acts := follow(t, folder, before, crashWorkName+"="+documentWork, crashFolder+"="+folder)
	tried := 0
	powerCut(acts, 100, rand.New(rand.NewPCG(1, 7)), func(done int, kept keep) {
		tried++
		d := before.after(acts, kept)
		got := string(d.content[d.names[documentFile]])
		saved := slices.ContainsFunc(acts[:done], func(a act) bool { return a.text == "saved 1" })
		if got != fresh && (got != old || saved) {
			t.Fatalf("after %d of %d calls it holds %d bytes: %.20q...", done, len(acts), len(got), got)
		}
	})
	t.Logf("%d states", tried)
}
