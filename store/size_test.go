package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"

	"go.etcd.io/bbolt"
	"pgregory.net/rapid"

	"stagecraft/model"
	"stagecraft/store"
)

// A file is at most twice its content, or ten pages when that is more: four that every file of bbolt has, two
// headers, the list of free pages and the root, a branch and five more. While it is open it also holds the pages of
// the state before and those of the next.
const (
	leastSize   = 40 << 10
	editingSize = 48 << 10
)

// mapSize is the size of a map whose file is measured.
type mapSize struct{ stages, steps, lanes, cards, observations int }

var mapSizes = []mapSize{
	{1, 1, 1, 1, 0}, {2, 4, 4, 10, 0}, {3, 8, 5, 20, 0}, {4, 10, 5, 30, 0}, {4, 12, 6, 40, 0}, {5, 15, 8, 50, 0}, {6, 20, 10, 70, 0},
	{10, 40, 12, 100, 0}, {10, 40, 12, 150, 0}, {10, 40, 12, 1000, 0}, {10, 40, 12, 10_000, 0}, {10, 40, 12, 10_000, 100_000},
}

// generated makes a map of this size. Its ids are as the program makes them: those of model.Generate run, and can be
// packed.
func (s mapSize) generated(t testing.TB) *model.Workspace {
	t.Helper()
	w := model.Generate(s.stages, s.steps, s.lanes, s.cards, s.observations, 1)
	data, err := store.EncodeWorkspace(w)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string][]byte{}
	data = generatedID.ReplaceAllFunc(data, func(id []byte) []byte {
		if ids[string(id)] == nil {
			ids[string(id)] = []byte(`"` + model.NewID[string]() + `"`)
		}
		return ids[string(id)]
	})
	if w, err = store.DecodeWorkspace(data); err != nil {
		t.Fatal(err)
	}
	return w
}

var generatedID = regexp.MustCompile(`"[a-z2-7]{20}"`)

// measured is a file at one time and the JSON of what is in it: the workspace in the interchange form, as it is
// exported, and the change log, which is stored as JSON too.
type measured struct {
	file, content int64
}

func (m measured) ratio() float64 { return float64(m.file) / float64(m.content) }

// measure makes a map's file, edits it so many times and closes it, and looks at it at each of these times. What
// is packed already counts on neither side, as there is none of it: snapshots and pictures.
func (s mapSize) measure(t testing.TB, edits int) (made, open, closed measured) {
	t.Helper()
	ctx := context.Background()
	w := s.generated(t)
	f, err := store.Create(ctx, filepath.Join(t.TempDir(), "a.stage"), w)
	if err != nil {
		t.Fatal(err)
	}
	var content int64
	look := func() measured {
		info, err := os.Stat(f.Path())
		if err != nil {
			t.Fatal(err)
		}
		return measured{info.Size(), content}
	}
	content = contentSize(t, w, f)
	made = look()
	for i := range edits {
		w = edited(w, i*613, "Another title of a card")
		if _, err := f.Save(ctx, w); err != nil {
			t.Fatal(err)
		}
	}
	content = contentSize(t, w, f)
	open = look()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	closed = look()
	if r, err := store.Check(ctx, f.Path()); err != nil || !r.OK || r.Size != int64(r.Pages*r.PageSize) {
		t.Errorf("closed: %d bytes for %d pages, %v", r.Size, r.Pages, err)
	}
	same(t, w, opened(t, f.Path()).Workspace())
	return made, open, closed
}

// TestFileIsAtMostTwiceItsContent compares the file with the JSON of what is in it: as made, while it is
// edited, and as it lies on the disk afterwards, after few edits and after many.
func TestFileIsAtMostTwiceItsContent(t *testing.T) {
	for _, s := range mapSizes {
		for _, edits := range []int{1, 3, 10, 60} {
			if s.cards > 1000 && edits < 60 {
				continue
			}
			t.Run(fmt.Sprintf("%d cards, %d observations, %d edits", s.cards, s.observations, edits), func(t *testing.T) {
				made, open, closed := s.measure(t, edits)
				t.Logf("made %.2f of %d (%d KB), open %.2f of %d, closed %.2f (%d KB)", made.ratio(), made.content, made.file>>10,
					open.ratio(), open.content, closed.ratio(), closed.file>>10)
				for _, at := range []struct {
					when string
					m    measured
					more int64
				}{{"made", made, 0}, {"open", open, editingSize}, {"closed", closed, 0}} {
					if at.m.file > max(2*at.m.content, leastSize)+at.more {
						t.Errorf("%s: %d bytes for %d of content", at.when, at.m.file, at.m.content)
					}
				}
			})
		}
	}
}

// TestClosedFileIsAtMostTwiceItsContent works on small maps in ways of all sorts, with other lengths of texts, more
// cards and fewer, and asks the same of the file after it was closed.
func TestClosedFileIsAtMostTwiceItsContent(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		ctx := context.Background()
		n := func(name string, least, most int) int { return rapid.IntRange(least, most).Draw(rt, name) }
		w := mapSize{n("stages", 1, 5), n("steps", 1, 14), n("lanes", 1, 8), n("cards", 1, 90), n("observations", 0, 2) * 40}.generated(t)
		folder, err := os.MkdirTemp(dir, "")
		if err != nil {
			rt.Fatal(err)
		}
		f, err := store.Create(ctx, filepath.Join(folder, "a.stage"), w)
		if err != nil {
			rt.Fatal(err)
		}
		for i := range n("saves", 1, 60) {
			cards := w.Journeys[0].Cards
			switch at := n("at", 0, len(cards)-1); n("how", 0, 5) {
			case 0:
				c := *cards[at]
				c.ID, c.Title = model.NewID[model.CardID](), fmt.Sprint("Inserted ", i)
				w = withCards(w, slices.Insert(slices.Clone(cards), at, &c))
			case 1:
				if w = withCards(w, slices.Delete(slices.Clone(cards), at, at+1)); len(cards) == 1 || len(w.Journeys[0].Links) > 0 {
					w = withCards(w, cards)
				}
			case 2:
				w = edited(w, at, noise(n("length", 201, 900)))
			default:
				w = edited(w, at, fmt.Sprint("Edited in save ", i, " ", noise(n("length", 0, 60))))
			}
			f.SetAuthor([]string{"Ada", "Bo"}[n("author", 0, 1)])
			saved(t, f, w)
		}
		content := contentSize(t, w, f)
		if err := f.Close(); err != nil {
			rt.Fatal(err)
		}
		info, err := os.Stat(f.Path())
		if err != nil {
			rt.Fatal(err)
		}
		if info.Size() > max(2*content, leastSize) {
			rt.Errorf("%d bytes for %d of content", info.Size(), content)
		}
		if r, err := store.Check(ctx, f.Path()); err != nil || !r.OK {
			rt.Errorf("%v %v", r.Problems, err)
		}
	})
}

// contentSize returns how large the JSON of what is in a file is: of the workspace and of the change log.
func contentSize(t testing.TB, w *model.Workspace, f *store.File) int64 {
	t.Helper()
	data, err := store.EncodeWorkspace(w)
	if err != nil {
		t.Fatal(err)
	}
	log, err := json.Marshal(logOf(t, f, store.LogFilter{}))
	if err != nil {
		t.Fatal(err)
	}
	return int64(len(data) + len(log))
}

// TestNewFileHasNoGap looks at files that were made, backed up and written anew: nothing in them is free, bbolt
// finds them sound, and each header alone leads to all that is in them.
func TestNewFileHasNoGap(t *testing.T) {
	ctx := context.Background()
	for _, cards := range []int{1, 30, 3000} {
		w := model.Generate(4, 10, 5, cards, 3*cards, 1)
		path := created(t, w)
		tight(t, w, path)
		f := opened(t, path)
		backup, err := f.Backup(ctx, t.TempDir(), time.Now(), store.MinuteBackup)
		if err != nil {
			t.Fatal(err)
		}
		tight(t, w, backup.Path)
		w = edited(w, 0, "Written anew")
		if _, err := f.Save(ctx, w); err != nil {
			t.Fatal(err)
		}
		if err := f.Compact(ctx); err != nil {
			t.Fatal(err)
		}
		tight(t, w, path)
	}
}

// tight fails the test unless a file holds w without free room, and under either header.
func tight(t *testing.T, w *model.Workspace, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for lost := -1; lost < 2; lost++ {
		mutant := slices.Clone(data)
		if lost >= 0 {
			mutant[lost*pageBytes+16+56] ^= 1 // its checksum
		}
		other := filepath.Join(t.TempDir(), "a.stage")
		if err := os.WriteFile(other, mutant, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := bbolt.Open(other, 0o600, &bbolt.Options{PageSize: pageBytes})
		if err != nil {
			t.Fatal(err)
		}
		if n := db.Stats().FreePageN; n > 0 {
			t.Errorf("without header %d: %d free pages", lost, n)
		}
		err = db.View(func(tx *bbolt.Tx) error {
			if size := tx.Size(); size != int64(len(data)) {
				t.Errorf("without header %d: %d bytes are in use of %d", lost, size, len(data))
			}
			var err error
			for e := range tx.Check() {
				err = errors.Join(err, e)
			}
			return err
		})
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatalf("without header %d: %v", lost, err)
		}
		f, err := store.Open(context.Background(), other, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		same(t, w, f.Workspace())
		if _, err := f.Save(context.Background(), edited(w, 1, "Goes on")); err != nil {
			t.Errorf("without header %d: %v", lost, err)
		}
	}
}

// BenchmarkFileSize tells how large files are beside the JSON of what is in them.
func BenchmarkFileSize(b *testing.B) {
	for _, s := range mapSizes {
		b.Run(fmt.Sprintf("cards=%d,observations=%d", s.cards, s.observations), func(b *testing.B) {
			for b.Loop() {
				made, open, closed := s.measure(b, 60)
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
