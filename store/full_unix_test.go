//go:build unix

package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

// alone runs the calling test in a process of its own and says whether this is it: a limit on the
// size of files holds for everything that a process writes, also for what the test tool does.
func alone(t *testing.T) bool {
	t.Helper()
	const mark = "STAGECRAFT_TEST_ALONE"
	if os.Getenv(mark) != "" {
		return true
	}
	child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	child.Env = append(os.Environ(), mark+"=1")
	if out, err := child.CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Errorf("%v\n%s", err, out)
	}
	return false
}

// limitFiles makes the system refuse to let any file grow beyond a size, as a full disk does.
func limitFiles(t *testing.T, size uint64) (lift func()) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Skip("the system cannot limit the size of files:", err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: size, Max: before.Max}); err != nil {
		t.Skip("the system cannot limit the size of files:", err)
	}
	return func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFullDiskLosesNothing(t *testing.T) {
	if !alone(t) {
		return
	}
	ctx := context.Background()
	start := model.Generate(3, 9, 5, 300, 0, 1)
	path := created(t, start)
	f := opened(t, path)
	small := edited(start, 4, "fits")
	if _, err := f.Save(ctx, small); err != nil {
		t.Fatal(err)
	}
	info, _ := os.Stat(path)
	lift := limitFiles(t, uint64(info.Size()))
	big := small
	for i := range 300 {
		big = edited(big, i, fmt.Sprint(i, noise(4000)))
	}
	for range 3 {
		if _, err := f.Save(ctx, big); err == nil || !strings.Contains(err.Error(), filepath.Base(path)) {
			t.Errorf("saved into a full disk: %v", err)
		}
	}
	r, err := store.Open(ctx, path, store.Options{ReadOnly: true})
	if err != nil || len(r.Problems()) > 0 {
		t.Fatalf("%v %v", err, r.Problems())
	}
	same(t, small, r.Workspace())
	target := filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(target, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := writeText(target, strings.Repeat("x", int(info.Size())+1)); err == nil {
		t.Error("written to a full disk")
	}
	if data, _ := os.ReadFile(target); string(data) != "old" {
		t.Error("the target was changed")
	}
	if _, err := store.Create(ctx, filepath.Join(t.TempDir(), "n.stage"), big); err == nil {
		t.Error("created on a full disk")
	}
	lift()
	if _, err := f.Save(ctx, big); err != nil {
		t.Fatalf("after there was room again: %v", err)
	}
	f.Close()
	same(t, big, opened(t, path).Workspace())
}

// TestFullDiskKeepsDamagedFile lets the disk be full when a damaged file is to be written anew.
func TestFullDiskKeepsDamagedFile(t *testing.T) {
	if !alone(t) {
		return
	}
	ctx := context.Background()
	data, _ := worked(t)
	copy(data[20*4096:], make([]byte, 4*4096))
	path := filepath.Join(t.TempDir(), "shop.stage")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	next := withMore(f.Workspace(), model.NewJourney("work goes on", model.BlankGrid))
	grown := withMore(next, model.Generate(5, 20, 10, 6000, 0, 5).Journeys[0])
	for _, size := range []int{4096, len(data) + 4096} { // not even the copy fits; then only the copy
		lift := limitFiles(t, uint64(size))
		for range 2 {
			if _, err := f.Save(ctx, grown); err == nil {
				t.Error("saved into a full disk")
			}
		}
		lift()
		if now, _ := os.ReadFile(path); string(now) != string(data) {
			t.Fatal("the damaged file was changed")
		}
	}
	if _, err := f.Save(ctx, next); err != nil {
		t.Fatal(err)
	}
	kept, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "shop.damaged-*"))
	if len(kept) != 1 {
		t.Errorf("kept: %v", kept)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	f.Close()
	same(t, next, opened(t, path).Workspace())
}

func TestSizeLimitIsSaid(t *testing.T) {
	restore := store.LimitSize(256 << 10)
	defer restore()
	ctx := context.Background()
	start := model.Generate(2, 4, 3, 20, 0, 1)
	path := created(t, start)
	f := opened(t, path)
	big := edited(start, 0, strings.Repeat("long ", 90_000))
	if _, err := f.Save(ctx, big); err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Fatalf("%v", err)
	}
	small := edited(start, 0, "short")
	if _, err := f.Save(ctx, small); err != nil {
		t.Fatal(err)
	}
	f.Close()
	same(t, small, opened(t, path).Workspace())
}

// TestFolderThatCannotBeWritten works in a folder in which nothing can be made: a file in it that may be
// written to is saved into, also where closing would write it anew; what cannot be is told, and loses nothing.
func TestFolderThatCannotBeWritten(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	full := model.Generate(4, 12, 8, 400, 0, 3)
	path, fixed := filepath.Join(dir, "a.stage"), filepath.Join(dir, "fixed.stage")
	for _, p := range []string{path, fixed} {
		f, err := store.Create(ctx, p, full)
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	less := withCards(full, full.Journeys[0].Cards[:40])
	less.Journeys[0].Links, less.Journeys[0].Comments = nil, nil
	if err := errors.Join(os.Chmod(fixed, 0o400), os.Chmod(dir, 0o500)); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o700)
	unprivileged(t, dir, func() {
		if err := writeText(filepath.Join(dir, "a.pdf"), "x"); !errors.Is(err, os.ErrPermission) || !strings.Contains(err.Error(), "another folder") {
			t.Errorf("%v", err)
		}
		if _, err := store.Create(ctx, filepath.Join(dir, "new.stage"), full); !errors.Is(err, os.ErrPermission) {
			t.Errorf("%v", err)
		}
		if _, err := store.Open(ctx, fixed, store.Options{}); !errors.Is(err, os.ErrPermission) || !strings.Contains(err.Error(), "read-only") {
			t.Errorf("%v", err)
		}
		if f, err := store.Open(ctx, fixed, store.Options{ReadOnly: true}); err != nil {
			t.Errorf("%v", err)
		} else {
			same(t, full, f.Workspace())
			f.Close()
		}
		f, err := store.Open(ctx, path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Save(ctx, less); err != nil {
			t.Error(err)
		}
		if err := f.Compact(ctx); !errors.Is(err, os.ErrPermission) {
			t.Errorf("written anew: %v", err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	f, err := store.Open(ctx, path, store.Options{ReadOnly: true})
	if err != nil || len(f.Problems()) > 0 {
		t.Fatal(err, f.Problems())
	}
	same(t, less, f.Workspace())
}

// TestFullDiskWhileBackingUp lets the disk be full for backups: nothing is left of them, and saving and
// the backups that are there stay as they are.
func TestFullDiskWhileBackingUp(t *testing.T) {
	if !alone(t) {
		return
	}
	ctx := context.Background()
	w := model.Generate(3, 9, 5, 300, 0, 1)
	f := opened(t, created(t, w))
	folder := t.TempDir()
	good := backedUp(t, f, folder, noon)
	lift := limitFiles(t, uint64(good.Bytes/2))
	for range 3 {
		if b, err := f.Backup(ctx, folder, noon, store.MinuteBackup); err == nil {
			t.Errorf("%+v was made on a full disk", b)
		}
	}
	lift()
	entries, _ := os.ReadDir(folder)
	if len(entries) != 1 || entries[0].Name() != filepath.Base(good.Path) {
		t.Errorf("there are %v", entries)
	}
	w = edited(w, 3, "goes on")
	if _, err := f.Save(ctx, w); err != nil {
		t.Fatal(err)
	}
	same(t, w, opened(t, backedUp(t, f, folder, noon).Path).Workspace())
}
