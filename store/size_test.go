package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// What a file needs besides its content. At rest these are eight pages: the two headers, the list of free
// pages, the root, two of the state before, and what the last pages of the kinds of records leave empty. While
// it is open it also holds the pages of the state before and those of the next.
const (
	fixedSize   = 32 << 10
	editingSize = 112 << 10
)

// sizes are the maps whose files are measured.
var sizes = []struct{ stages, steps, lanes, cards, observations int }{
	{4, 10, 5, 30, 0}, {10, 40, 12, 100, 0}, {10, 40, 12, 1000, 0}, {10, 40, 12, 10_000, 0}, {10, 40, 12, 10_000, 100_000},
}

// measured is a file at one time and the JSON of what is in it, its change log among it.
type measured struct {
	file, content int64
}

func (m measured) ratio() float64 { return float64(m.file) / float64(m.content) }

// measure makes a map's file, edits it 60 times and closes it, and looks at it at each of these times.
// Pictures, which are packed already, are left aside.
func measure(t testing.TB, cards, observations, stages, steps, lanes int) (made, edited60, closed measured) {
	t.Helper()
	ctx := context.Background()
	w := model.Generate(stages, steps, lanes, cards, observations, 1)
	data, err := store.EncodeWorkspace(w)
	if err != nil {
		t.Fatal(err)
	}
	f, err := store.Create(ctx, filepath.Join(t.TempDir(), "a.stage"), w)
	if err != nil {
		t.Fatal(err)
	}
	var log []byte
	look := func() measured {
		info, err := os.Stat(f.Path())
		if err != nil {
			t.Fatal(err)
		}
		return measured{info.Size(), int64(len(data) + len(log))}
	}
	read := func() {
		if log, err = json.Marshal(logOf(t, f, store.LogFilter{})); err != nil {
			t.Fatal(err)
		}
	}
	read()
	made = look()
	for i := range 60 {
		w = edited(w, i*613, "Another title of a card")
		if _, err := f.Save(ctx, w); err != nil {
			t.Fatal(err)
		}
	}
	read()
	edited60 = look()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	closed = look()
	same(t, w, opened(t, f.Path()).Workspace())
	return made, edited60, closed
}

// TestFileIsAtMostTwiceItsContent compares the file with the JSON of what is in it: as made, while it is
// edited, and as it lies on the disk afterwards. The smallest maps are less than the pages that every file has.
func TestFileIsAtMostTwiceItsContent(t *testing.T) {
	for _, s := range sizes {
		t.Run(fmt.Sprintf("%d cards, %d observations", s.cards, s.observations), func(t *testing.T) {
			made, open, closed := measure(t, s.cards, s.observations, s.stages, s.steps, s.lanes)
			t.Logf("made %.2f of %d, edited %.2f of %d, closed %.2f", made.ratio(), made.content, open.ratio(), open.content, closed.ratio())
			for _, at := range []struct {
				when  string
				m     measured
				fixed int64
			}{{"made", made, fixedSize}, {"edited", open, fixedSize + editingSize}, {"closed", closed, fixedSize}} {
				if at.m.file > 2*at.m.content+at.fixed {
					t.Errorf("%s: %d bytes for %d of content", at.when, at.m.file, at.m.content)
				}
			}
			if s.cards >= 100 && closed.ratio() > 2 {
				t.Errorf("closed: %d bytes for %d of content", closed.file, closed.content)
			}
		})
	}
}

// BenchmarkFileSize tells how large files are beside the JSON of what is in them.
func BenchmarkFileSize(b *testing.B) {
	for _, s := range sizes {
		b.Run(fmt.Sprintf("cards=%d,observations=%d", s.cards, s.observations), func(b *testing.B) {
			for b.Loop() {
				made, open, closed := measure(b, s.cards, s.observations, s.stages, s.steps, s.lanes)
				b.ReportMetric(made.ratio(), "made/json")
				b.ReportMetric(open.ratio(), "edited/json")
				b.ReportMetric(closed.ratio(), "closed/json")
			}
		})
	}
}

// TestCloseGivesFreeRoomBack closes files of which much is free, and those that must stay as they are.
func TestCloseGivesFreeRoomBack(t *testing.T) {
	ctx := context.Background()
	full := model.Generate(4, 12, 8, 400, 0, 3)
	less := withCards(full, full.Journeys[0].Cards[:40])
	less.Journeys[0].Links, less.Journeys[0].Comments = nil, nil
	for name, test := range map[string]struct {
		before  func(t *testing.T, path string)
		smaller bool
	}{
		"alone": {func(*testing.T, string) {}, true},
		"with a second name": {func(t *testing.T, path string) {
			if err := os.Link(path, path+".also"); err != nil {
				t.Skip("there are no links here:", err)
			}
		}, false},
		"replaced from outside": {func(t *testing.T, path string) {
			data, _ := os.ReadFile(path)
			if os.Remove(path) != nil || os.WriteFile(path, data, 0o600) != nil {
				t.Skip("an open file cannot be replaced here")
			}
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			path := created(t, full)
			f := opened(t, path)
			if _, err := f.Save(ctx, less); err != nil {
				t.Fatal(err)
			}
			test.before(t, path)
			before, _ := os.ReadFile(path)
			_ = f.Close()
			after, _ := os.ReadFile(path)
			if smaller := len(after) < len(before)/2; smaller != test.smaller {
				t.Errorf("%d bytes, before closing %d", len(after), len(before))
			}
			if !test.smaller && string(after) != string(before) {
				t.Error("it was changed")
			}
			f = opened(t, path)
			same(t, less, f.Workspace())
			was, _ := os.Stat(path)
			f.Close()
			if is, _ := os.Stat(path); !os.SameFile(was, is) || !is.ModTime().Equal(was.ModTime()) {
				t.Error("looking at it wrote it")
			}
			if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
	t.Run("waits for nothing that was reported", func(t *testing.T) {
		path := created(t, full)
		f := opened(t, path)
		s := snapshot(t, f, full, store.Snapshot{Journey: full.Journeys[0].ID, Name: "Full", At: time.Now()})
		if _, err := f.Save(ctx, less); err != nil {
			t.Fatal(err)
		}
		f.Close()
		f = opened(t, path)
		wantEqual(t, snapshotOf(full, full.Journeys[0].ID), readSnapshot(t, f, s.ID))
	})
}
