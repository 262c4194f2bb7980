package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

func TestSchemaStepsAreWithoutGaps(t *testing.T) {
	if n := store.SchemaSteps(); n != store.Schema {
		t.Errorf("%d steps lead to schema %d", n, store.Schema)
	}
}

// TestOldFilesOpen opens the file that each schema left in testdata. These files are never changed;
// beside each lies what is in it. Set STAGECRAFT_MAKE_TESTDATA to make the one of a new schema.
func TestOldFilesOpen(t *testing.T) {
	for _, name := range []string{"v1", "v2", "v3"} {
		t.Run(name, func(t *testing.T) {
			file, text := filepath.Join("testdata", name+".stage"), filepath.Join("testdata", name+".json")
			if os.Getenv("STAGECRAFT_MAKE_TESTDATA") != "" {
				makeOldFile(t, file, text)
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "old.stage")
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(text)
			if err != nil {
				t.Fatal(err)
			}
			f := opened(t, path)
			w, err := store.DecodeWorkspace(want)
			if err != nil {
				t.Fatal(err)
			}
			wantEqual(t, w, f.Workspace())
			if name != "v1" {
				oldExtras(t, f, name)
			}
			next := edited(f.Workspace(), 0, "goes on")
			if _, err := f.Save(context.Background(), next); err != nil {
				t.Error(err)
			}
			moved, err := store.Open(context.Background(), path, store.Options{ReadOnly: true})
			if err != nil || len(moved.Problems()) > 0 || moved.Schema() != store.Schema {
				t.Fatalf("before it is closed: %v %v", err, moved.Problems())
			}
			wantEqual(t, next, moved.Workspace())
			if formats := store.FormatsIn(t, path); name < "v3" && (formats[1] < 20 || formats[2] == 0) {
				t.Errorf("before it is closed it has records of the formats %v", formats)
			}
			f.Close()
			wantEqual(t, next, opened(t, path).Workspace())
			if formats := store.FormatsIn(t, path); formats[2] < 20 {
				t.Errorf("after it is closed it has records of the formats %v", formats)
			}
			if r, err := store.Check(context.Background(), path); err != nil || !r.OK || r.Schema != store.Schema {
				t.Errorf("after a save: %v %+v", err, r)
			}
		})
	}
}

// oldExtras checks the snapshots and the log that makeOldFile made.
func oldExtras(t *testing.T, f *store.File, name string) {
	t.Helper()
	list := f.Snapshots()
	if len(list) != 2 || list[0].Name != "Second" || list[1].Name != "First" || list[0].Changes != (store.Tally{Changed: 1}) {
		t.Fatalf("%+v", list)
	}
	wantEqual(t, snapshotOf(f.Workspace(), "journey"), readSnapshot(t, f, list[0].ID))
	if title := readSnapshot(t, f, list[1].ID).Journeys[0].Cards[1].Title; title == "Saved a second time" {
		t.Error("the first snapshot is of the second state")
	}
	log := logOf(t, f, store.LogFilter{})
	if want := map[string]int{"v2": 2, "v3": 8}[name]; len(log) != want || log[0].By != "Ada" || log[0].Changes[0].Title != "Saved a second time" {
		t.Errorf("%+v", log)
	}
}

func makeOldFile(t *testing.T, file, text string) {
	if _, err := os.Stat(file); err == nil {
		t.Fatalf("%s is there and is never made again", file)
	}
	w, _ := everything()
	image := model.NewImage("dot.png", "image/png", []byte("\x89PNG\r\n\x1a\n and the rest of a picture"))
	w.Images = []*model.Image{&image}
	w.Personas[0].Photo, w.Journeys[0].Cards[0].Image = image.ID, image.ID
	f, err := store.Create(context.Background(), file, w)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 6 {
		f.SetAuthor([]string{"Bo", "Cy"}[i%2])
		w = edited(w, 0, fmt.Sprint("Saved before ", i))
		saved(t, f, w)
	}
	if err := f.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	f.SetAuthor("Ada")
	snapshot(t, f, w, store.Snapshot{Journey: "journey", Name: "First", At: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)})
	w = edited(w, 1, "Saved a second time")
	snapshot(t, f, w, store.Snapshot{Journey: "journey", Name: "Second", At: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)})
	if _, err := f.Save(context.Background(), w); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := store.EncodeWorkspace(w)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(text, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
