package store_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"stagecraft/model"
	"stagecraft/store"
)

func small() *model.Workspace { return model.Generate(2, 4, 3, 12, 20, 1) }

// boltFile makes a bbolt file with one value in it.
func boltFile(t *testing.T, path, bucket, key, value string) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Update(func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucketIfNotExists([]byte(bucket))
		if err != nil {
			return err
		}
		return b.Put([]byte(key), []byte(value))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	sound, err := os.ReadFile(created(t, small()))
	if err != nil {
		t.Fatal(err)
	}
	noPages := append([]byte(nil), sound...)
	clear(noPages[2*pageBytes:])
	for _, at := range []int{60, 4096 + 60} {
		noPages[at] ^= 0xff
	}
	write := func(data []byte) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	tests := []struct {
		name string
		make func(t *testing.T, path string)
		want error
		says string
	}{
		{"missing", func(*testing.T, string) {}, fs.ErrNotExist, "check the name"},
		{"folder", func(t *testing.T, path string) { os.Mkdir(path, 0o700) }, store.ErrNotWorkspace, "is a folder"},
		{"empty", write(nil), store.ErrNotWorkspace, "empty"},
		{"text", write([]byte("stage,step\nplan,search\n")), store.ErrNotWorkspace, "ends in .stage"},
		{"zip", write(append([]byte("PK\x03\x04"), make([]byte, 100_000)...)), store.ErrNotWorkspace, "ends in .stage"},
		{"both headers and all pages", write(noPages), store.ErrDamaged, "backup"},
		{"cut to a page", write(sound[:4096]), store.ErrDamaged, "backup"},
		{"database of another program", func(t *testing.T, path string) { boltFile(t, path, "users", "a", "b") }, store.ErrNotWorkspace, "another program"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "shop.stage")
			test.make(t, path)
			for _, o := range []store.Options{{}, {ReadOnly: true}} {
				f, err := store.Open(context.Background(), path, o)
				if err == nil {
					f.Close()
					t.Fatal("was opened")
				}
				if !errors.Is(err, test.want) || !strings.Contains(err.Error(), "shop.stage") || !strings.Contains(err.Error(), test.says) {
					t.Errorf("%v", err)
				}
			}
			if _, err := store.Check(context.Background(), path); !errors.Is(err, test.want) {
				t.Errorf("check: %v", err)
			}
		})
	}
}

func TestWriteProtectedFileOpensReadOnly(t *testing.T) {
	path := created(t, small())
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(context.Background(), path, store.Options{}); !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "read-only") {
		t.Errorf("%v", err)
	}
	f, err := store.Open(context.Background(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Save(context.Background(), small()); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("save: %v", err)
	}
}

func TestFileOfNewerVersionOpensReadOnly(t *testing.T) {
	w := small()
	path := created(t, w)
	store.SetSchema(t, path, store.Schema+1)
	before, _ := os.ReadFile(path)
	_, err := store.Open(context.Background(), path, store.Options{})
	if !errors.Is(err, store.ErrTooNew) || !strings.Contains(err.Error(), "read-only") {
		t.Fatalf("%v", err)
	}
	f, err := store.Open(context.Background(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	same(t, w, f.Workspace())
	r, err := store.Check(context.Background(), path)
	if err != nil || !r.Newer || r.Schema != store.Schema+1 {
		t.Errorf("%+v %v", r, err)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("the file was changed")
	}
}

// TestFileOfUnknownFormIsRefused opens a file of a newer version whose records are of a format of tomorrow: it is not
// taken for a damaged one.
func TestFileOfUnknownFormIsRefused(t *testing.T) {
	path := created(t, small())
	store.AddRecordOfTomorrow(t, path)
	store.SetSchema(t, path, store.Schema+1)
	before, _ := os.ReadFile(path)
	for _, readOnly := range []bool{false, true} {
		if _, err := store.Open(t.Context(), path, store.Options{ReadOnly: readOnly}); !errors.Is(err, store.ErrUnknownForm) || !strings.Contains(err.Error(), "newest version") {
			t.Errorf("%v", err)
		}
	}
	if _, err := store.Check(t.Context(), path); !errors.Is(err, store.ErrUnknownForm) {
		t.Errorf("%v", err)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("the file was changed")
	}
}

func TestSecondOpenerIsTold(t *testing.T) {
	ctx := context.Background()
	w := small()
	path := created(t, w)
	f := opened(t, path)
	start := time.Now()
	_, err := store.Open(ctx, path, store.Options{Timeout: 100 * time.Millisecond})
	if !errors.Is(err, store.ErrInUse) || !strings.Contains(err.Error(), "close it there") {
		t.Fatalf("%v", err)
	}
	if waited := time.Since(start); waited > 10*time.Second {
		t.Errorf("waited %v", waited)
	}
	w2 := edited(w, 3, "meanwhile")
	if _, err := f.Save(ctx, w2); err != nil {
		t.Fatal(err)
	}
	reader, err := store.Open(ctx, path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	same(t, w2, reader.Workspace())
	f.Close()
	f.Close()
	if _, err := f.Save(ctx, w); !errors.Is(err, store.ErrClosed) {
		t.Errorf("save after close: %v", err)
	}
	opened(t, path)
}

// TestSecondOpenerOfDamagedFileIsTold is the same for a file that bbolt must not write to.
func TestSecondOpenerOfDamagedFileIsTold(t *testing.T) {
	ctx := context.Background()
	data, _ := worked(t)
	copy(data[20*4096:], make([]byte, 8*4096))
	path := filepath.Join(t.TempDir(), "a.stage")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if len(f.Problems()) == 0 {
		t.Fatal("no problems")
	}
	renamed, err := model.RenameWorkspace{Name: "Renamed"}.Apply(f.Workspace()) // the cards may be among what is lost
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Save(ctx, renamed); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(ctx, path, store.Options{Timeout: 50 * time.Millisecond}); !errors.Is(err, store.ErrInUse) {
		t.Errorf("after the first save: %v", err)
	}
}

func TestCreateNeverReplaces(t *testing.T) {
	path := created(t, small())
	before, _ := os.ReadFile(path)
	if _, err := store.Create(context.Background(), path, &model.Workspace{}); !errors.Is(err, fs.ErrExist) {
		t.Fatalf("%v", err)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("the file was changed")
	}
	_, err := store.Create(context.Background(), filepath.Join(t.TempDir(), "no", "a.stage"), small())
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "folder") {
		t.Errorf("%v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestReaderSeesWholeStates reads the file again and again while it is being saved: each time it is
// one of the saved states.
func TestReaderSeesWholeStates(t *testing.T) {
	ctx := context.Background()
	w := model.Generate(2, 4, 3, 60, 0, 1)
	path := created(t, w)
	f := opened(t, path)
	stop := make(chan struct{})
	var writing sync.WaitGroup
	writing.Add(1)
	go func() {
		defer writing.Done()
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			next := w // all cards have the same title in a whole state
			for c := range w.Journeys[0].Cards {
				next = edited(next, c, fmt.Sprint("state ", i))
			}
			if _, err := f.Save(ctx, next); err != nil {
				t.Error(err)
				return
			}
			time.Sleep(time.Duration(i%7) * time.Millisecond)
		}
	}()
	for range 40 {
		r, err := store.Open(ctx, path, store.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		if p := r.Problems(); len(p) > 0 {
			t.Fatalf("%v", p)
		}
		cards := r.Workspace().Journeys[0].Cards
		for _, c := range cards[1:] {
			if strings.HasPrefix(cards[0].Title, "state") && c.Title != cards[0].Title {
				t.Fatalf("%q beside %q", c.Title, cards[0].Title)
			}
		}
	}
	close(stop)
	writing.Wait()
}

func TestFileThatVanishesIsWrittenAgain(t *testing.T) {
	ctx := context.Background()
	w := small()
	path := created(t, w)
	f := opened(t, path)
	if err := os.Remove(path); err != nil {
		t.Skip("an open file cannot be removed here:", err)
	}
	w = edited(w, 1, "still here")
	if _, err := f.Save(ctx, w); err != nil {
		t.Fatal(err)
	}
	w = edited(w, 2, "and this")
	if _, err := f.Save(ctx, w); err != nil {
		t.Fatal(err)
	}
	f.Close()
	same(t, w, opened(t, path).Workspace())
}

func TestFileThatWasReplacedIsNotOverwritten(t *testing.T) {
	ctx := context.Background()
	w := small()
	path, other := created(t, w), created(t, model.Generate(1, 1, 1, 1, 0, 9))
	f := opened(t, path)
	theirs, _ := os.ReadFile(other)
	if err := os.Rename(other, path); err != nil {
		t.Skip("an open file cannot be replaced here:", err)
	}
	if _, err := f.Save(ctx, edited(w, 1, "mine")); !errors.Is(err, store.ErrReplaced) {
		t.Errorf("%v", err)
	}
	if now, _ := os.ReadFile(path); string(now) != string(theirs) {
		t.Error("the other file was changed")
	}
}

// TestFileCutOffWhileOpen takes the pages away that the open file has mapped.
func TestFileCutOffWhileOpen(t *testing.T) {
	ctx := context.Background()
	w := model.Generate(4, 12, 8, 400, 0, 3)
	path := created(t, w)
	f := opened(t, path)
	if err := os.Truncate(path, 8192); err != nil {
		t.Skip("an open file cannot be cut off here:", err)
	}
	w = edited(w, 1, "still here")
	if _, err := f.Save(ctx, w); err != nil {
		t.Fatal(err)
	}
	f.Close()
	same(t, w, opened(t, path).Workspace())
}

func TestCancelledContext(t *testing.T) {
	w := small()
	path := created(t, w)
	f := opened(t, path)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := f.Save(ctx, edited(w, 0, "x")); !errors.Is(err, context.Canceled) {
		t.Errorf("save: %v", err)
	}
	if _, err := store.Open(ctx, path, store.Options{ReadOnly: true}); !errors.Is(err, context.Canceled) {
		t.Errorf("open: %v", err)
	}
	if _, err := store.Create(ctx, filepath.Join(t.TempDir(), "n.stage"), w); !errors.Is(err, context.Canceled) {
		t.Errorf("create: %v", err)
	}
}
