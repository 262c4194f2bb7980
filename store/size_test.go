package store_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"stagecraft/model"
	"stagecraft/store"
)

// fixedSize is what every file needs besides its content: headers, a page for each kind of record, and, while
// it is edited, the pages of the state before and those of the next.
const (
	fixedSize   = 16 << 10
	editingSize = 112 << 10
)

// TestFileIsAtMostTwiceItsContent compares the file with the JSON of what is in it, its change log among it: as
// made, and after many edits and a compaction. Pictures, which are packed already, are left aside.
func TestFileIsAtMostTwiceItsContent(t *testing.T) {
	for _, size := range []struct {
		name                string
		cards, observations int
	}{{"100 cards", 100, 0}, {"10,000 cards, 100,000 observations", 10_000, 100_000}} {
		t.Run(size.name, func(t *testing.T) {
			w := model.Generate(10, 40, 12, size.cards, size.observations, 1)
			data, err := store.EncodeWorkspace(w)
			if err != nil {
				t.Fatal(err)
			}
			f, err := store.Create(context.Background(), filepath.Join(t.TempDir(), "a.stage"), w)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			check := func(when string, fixed int) {
				info, err := os.Stat(f.Path())
				if err != nil {
					t.Fatal(err)
				}
				log, err := json.Marshal(logOf(t, f, store.LogFilter{}))
				if err != nil {
					t.Fatal(err)
				}
				content := len(data) + len(log)
				t.Logf("%s: %d bytes for %d of JSON: %.2f", when, info.Size(), content, float64(info.Size())/float64(content))
				if int(info.Size()) > 2*content+fixed {
					t.Errorf("%s: %d bytes for %d of content", when, info.Size(), content)
				}
			}
			check("made", fixedSize)
			for i := range 60 {
				w = edited(w, i*613, "Another title of a card")
				if _, err := f.Save(context.Background(), w); err != nil {
					t.Fatal(err)
				}
			}
			check("edited", fixedSize+editingSize)
			if err := f.Compact(context.Background()); err != nil {
				t.Fatal(err)
			}
			check("compacted", fixedSize)
		})
	}
}
