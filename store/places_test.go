package store_test

import (
	"errors"
	"testing"

	"go.etcd.io/bbolt"

	"stagecraft/store"
)

// TestUnknownRecordsArePassedOver puts a record among the others of a kind that this version does not know, as a newer
// one may: what is known is all read, and only that the file is of a newer version is told.
func TestUnknownRecordsArePassedOver(t *testing.T) {
	w := small()
	path := created(t, w)
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{PageSize: pageBytes})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("records")).Put([]byte("~of tomorrow"), []byte("something"))
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	store.SetSchema(t, path, store.Schema+1)
	f, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil || len(f.Problems()) > 0 || f.Schema() != store.Schema+1 {
		t.Fatalf("%v %v", err, f.Problems())
	}
	same(t, w, f.Workspace())
}

// TestMarksAreNeverChanged holds what the keys of the records begin with in every file of schema 3.
func TestMarksAreNeverChanged(t *testing.T) {
	want := map[string]byte{
		"workspace": 'a', "journeys": 'b', "stages": 'c', "steps": 'd', "lanes": 'e', "cards": 'f', "links": 'g', "comments": 'h', "personas": 'i',
		"metrics": 'j', "sources": 'k', "datasets": 'l', "channels": 'm', "owners": 'n', "systems": 'o', "views": 'p', "pairs": 'q', "images": 'r',
	}
	seen := map[byte]bool{}
	for bucket, mark := range store.Marks {
		if seen[mark] || want[bucket] != 0 && want[bucket] != mark {
			t.Errorf("the mark of %s is %c", bucket, mark)
		}
		seen[mark] = true
	}
	if len(store.Marks) < len(want) {
		t.Errorf("%d marks, once %d", len(store.Marks), len(want))
	}
}
