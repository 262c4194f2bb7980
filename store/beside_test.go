package store_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// stalling is a context that keeps whoever asks it for the n-th time until go on is called: reading asks it
// now and then.
type stalling struct {
	context.Context
	left    atomic.Int32
	reached chan struct{}
	on      chan struct{}
}

func stallAt(t *testing.T, n int32) (ctx *stalling, goOn func()) {
	ctx = &stalling{Context: t.Context(), reached: make(chan struct{}), on: make(chan struct{})}
	ctx.left.Store(n)
	goOn = sync.OnceFunc(func() { close(ctx.on) })
	t.Cleanup(goOn)
	return ctx, goOn
}

func (c *stalling) Err() error {
	if c.left.Add(-1) == 0 {
		close(c.reached)
		<-c.on
	}
	return c.Context.Err()
}

// TestSavesGoOnBesideReaders stops in the middle of what reads a map of 10,000 cards, and saves meanwhile: a
// small edit, and a picture for which the file must grow much.
func TestSavesGoOnBesideReaders(t *testing.T) {
	w := model.Generate(10, 100, 12, 10_000, 0, 1)
	f := opened(t, created(t, w))
	j := w.Journeys[0].ID
	first := snapshot(t, f, w, store.Snapshot{Journey: j, Name: "First"})
	for i := range 20 {
		w = edited(w, i*400, fmt.Sprint("Edited ", i))
		f.SetAuthor(fmt.Sprint("Author ", i)) // entries of their own in the log
		saved(t, f, w)
	}
	was := w
	readers := map[string]func(ctx context.Context) error{
		"a snapshot is read": func(ctx context.Context) error {
			_, err := f.ReadSnapshot(ctx, first.ID)
			return err
		},
		"a snapshot is made": func(ctx context.Context) error {
			_, err := f.Snapshot(ctx, was, store.Snapshot{Journey: j, Name: "Second"})
			return err
		},
		"a backup is made": func(ctx context.Context) error {
			_, err := f.Backup(ctx, t.TempDir(), noon, store.DayBackup)
			return err
		},
		"the change log is read": func(ctx context.Context) error {
			list, err := f.Log(ctx, store.LogFilter{})
			if err == nil && len(list) < 20 {
				err = fmt.Errorf("only %d entries", len(list))
			}
			return err
		},
	}
	for name, read := range readers {
		t.Run(name, func(t *testing.T) {
			ctx, goOn := stallAt(t, 10)
			done := make(chan error, 1)
			go func() { done <- read(ctx) }()
			select {
			case <-ctx.reached:
			case err := <-done:
				t.Fatalf("it was not kept: %v", err)
			}
			small := edited(w, 77, "Saved while "+name)
			picture := model.NewImage("large.png", "image/png", bytes.Repeat([]byte(name+" 0123456789"), 300_000))
			large := withJourneys(small, small.Journeys)
			large.Images = append(append([]*model.Image(nil), large.Images...), &picture)
			wrote := make(chan error, 1)
			go func() {
				_, err := f.Save(context.Background(), small)
				if err == nil {
					_, err = f.Save(context.Background(), large)
				}
				wrote <- err
			}()
			select {
			case err := <-wrote:
				if err != nil {
					t.Fatal(err)
				}
			case <-time.After(20 * time.Second):
				t.Fatal("a save waits for a reader")
			}
			w = large
			goOn()
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		})
	}
	for _, s := range f.Snapshots() {
		want := was
		if s.ID == first.ID {
			want = model.Generate(10, 100, 12, 10_000, 0, 1)
		}
		wantEqual(t, snapshotOf(want, j), readSnapshot(t, f, s.ID))
	}
	if n := len(f.Snapshots()); n != 2 {
		t.Errorf("%d snapshots", n)
	}
	f.Close()
	same(t, w, opened(t, f.Path()).Workspace())
}

// TestSnapshotWhoseContentIsDroppedMeanwhile drops the snapshot that another shares its content with, while
// that one is being made.
func TestSnapshotWhoseContentIsDroppedMeanwhile(t *testing.T) {
	w := model.Generate(4, 12, 8, 600, 0, 1)
	f := opened(t, created(t, w))
	j := w.Journeys[0].ID
	first := snapshot(t, f, w, store.Snapshot{Journey: j, Name: "First"})
	ctx, goOn := stallAt(t, 10)
	done := make(chan error, 1)
	var second store.Snapshot
	go func() {
		var err error
		second, err = f.Snapshot(ctx, w, store.Snapshot{Journey: j, Name: "Second"})
		done <- err
	}()
	<-ctx.reached
	if err := f.DropSnapshots(context.Background(), first.ID); err != nil {
		t.Fatal(err)
	}
	goOn()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	wantEqual(t, snapshotOf(w, j), readSnapshot(t, f, second.ID))
	f.Close()
	f = opened(t, f.Path())
	wantEqual(t, snapshotOf(w, j), readSnapshot(t, f, second.ID))
}

// BenchmarkSaveWhileReading saves one edit at a time while snapshots of 10,000 cards are read one after the
// other, and tells the longest that a save took.
func BenchmarkSaveWhileReading(b *testing.B) {
	ctx, stop := context.WithCancel(b.Context())
	w := model.Generate(10, 100, 12, 10_000, 0, 1)
	f, err := store.Create(ctx, filepath.Join(b.TempDir(), "a.stage"), w)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	s := snapshot(b, f, w, store.Snapshot{Journey: w.Journeys[0].ID})
	var reads int
	var reader sync.WaitGroup
	reader.Go(func() {
		for ctx.Err() == nil {
			if _, err := f.ReadSnapshot(ctx, s.ID); err == nil {
				reads++
			}
		}
	})
	var longest time.Duration
	n := 0
	for b.Loop() {
		n++
		w = edited(w, n*613, fmt.Sprint("edit ", n))
		start := time.Now()
		if _, err := f.Save(ctx, w); err != nil {
			b.Fatal(err)
		}
		longest = max(longest, time.Since(start))
	}
	stop()
	reader.Wait()
	b.ReportMetric(float64(longest.Microseconds())/1000, "longest-ms")
	b.ReportMetric(float64(reads), "reads")
}
