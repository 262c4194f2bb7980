package store_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"stagecraft/store"
)

// TestLookSeesWhatOthersDo lets other programs do things to an open file: each is seen without a save,
// and a save does not overwrite what they did.
func TestLookSeesWhatOthersDo(t *testing.T) {
	ctx := context.Background()
	w := small()
	theirs, err := os.ReadFile(created(t, edited(w, 2, "theirs")))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		do   func(path string) error
		want error
	}{
		{"removed", os.Remove, fs.ErrNotExist},
		{"renamed", func(path string) error { return os.Rename(path, path+".moved") }, fs.ErrNotExist},
		{"replaced", func(path string) error {
			other := filepath.Join(filepath.Dir(path), "other")
			return errors.Join(os.WriteFile(other, theirs, 0o600), os.Rename(other, path))
		}, store.ErrReplaced},
		{"written over in place", func(path string) error { return os.WriteFile(path, theirs, 0o600) }, store.ErrReplaced},
		{"emptied", func(path string) error { return os.Truncate(path, 0) }, store.ErrReplaced},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := opened(t, created(t, w))
			mine := w
			for i := range 3 {
				if err := f.Look(); err != nil {
					t.Fatalf("before: %v", err)
				}
				mine = edited(mine, i, "mine")
				if _, err := f.Save(ctx, mine); err != nil {
					t.Fatal(err)
				}
			}
			if err := c.do(f.Path()); err != nil {
				t.Skip("an open file cannot be changed so here:", err)
			}
			if err := f.Look(); !errors.Is(err, c.want) {
				t.Errorf("it is seen as %v", err)
			}
			before, _ := os.ReadFile(f.Path())
			_, err := f.Save(ctx, edited(mine, 5, "more of mine"))
			if errors.Is(c.want, store.ErrReplaced) {
				if after, _ := os.ReadFile(f.Path()); !errors.Is(err, store.ErrReplaced) || string(after) != string(before) {
					t.Errorf("the save: %v; what they wrote was overwritten: %v", err, string(after) != string(before))
				}
			} else if err != nil || f.Look() != nil {
				t.Errorf("the save: %v; then %v", err, f.Look())
			}
		})
	}
}
