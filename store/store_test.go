package store_test

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

func TestWhatWasSavedIsThereAgain(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.stage")
	w := model.Generate(5, 20, 9, 300, 3000, 1)
	f, err := store.Create(ctx, path, w)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	f, err = store.Open(ctx, path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if p := f.Problems(); len(p) > 0 {
		t.Fatal(p)
	}
	if d := model.Diff(w, f.Workspace()); len(d) > 0 {
		t.Fatal(d[:min(5, len(d))])
	}
	a, err := store.EncodeJourney(w, w.Journeys[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	back, err := store.DecodeJourney(a)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := store.EncodeJourney(back, w.Journeys[0].ID)
	if !bytes.Equal(a, b) {
		t.Fatal("differs")
	}
	r, err := store.Check(ctx, path)
	t.Log(r, err)
}
