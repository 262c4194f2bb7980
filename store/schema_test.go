package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

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
	for _, name := range []string{"v1"} {
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
			if _, err := f.Save(context.Background(), edited(f.Workspace(), 0, "goes on")); err != nil {
				t.Error(err)
			}
		})
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
	w = edited(w, 1, "Saved a second time")
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
