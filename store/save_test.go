package store_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// TestSaveWritesWhatChanged counts the records that a change writes.
func TestSaveWritesWhatChanged(t *testing.T) {
	ctx := context.Background()
	w := model.Generate(3, 9, 6, 500, 5000, 1)
	w.Images = append(w.Images, ptr(model.NewImage("i", "image/png", make([]byte, 900_000))))
	f := opened(t, created(t, w))
	w = f.Workspace()
	j := w.Journeys[0]
	card := func(i int) *model.Card { return j.Cards[i] }
	insert := func(at int) *model.Workspace {
		c := *card(0)
		c.ID = model.CardID(fmt.Sprint("new", at))
		return withCards(w, slices.Insert(slices.Clone(j.Cards), at, &c))
	}
	move := func(from, to int) *model.Workspace {
		cards := slices.Delete(slices.Clone(j.Cards), from, from+1)
		return withCards(w, slices.Insert(cards, to, card(from)))
	}
	dataset := func(change func([]model.Observation) []model.Observation) *model.Workspace {
		next := withJourneys(w, w.Journeys)
		d := *w.Datasets[0]
		d.Observations = model.ObservationsOf(change(slices.Collect(d.Observations.All()))...)
		next.Datasets = append([]*model.Dataset{&d}, w.Datasets[1:]...)
		return next
	}
	image := withJourneys(w, w.Journeys)
	renamed := *w.Images[0]
	renamed.Name = "other name"
	image.Images = []*model.Image{&renamed}
	lanes := withCards(w, j.Cards)
	lanes.Journeys[0].Lanes = slices.Clone(j.Lanes)
	slices.Reverse(lanes.Journeys[0].Lanes[:2])
	without := withJourneys(w, nil)
	without.Datasets = nil
	tests := []struct {
		name    string
		next    *model.Workspace
		records int
		bytes   int64
	}{
		{"nothing", w, 0, 0},
		{"the same in new pointers", withCards(w, slices.Clone(j.Cards)), 0, 0},
		{"edit a card", edited(w, 100, "new title"), 1, 2000},
		{"insert at the front", insert(0), 1, 2000},
		{"insert in the middle", insert(250), 1, 2000},
		{"append", insert(500), 1, 2000},
		{"move to the front", move(400, 0), 1, 2000},
		{"move to the end", move(3, 499), 1, 2000},
		{"move by one", move(7, 8), 1, 2000},
		{"delete a card", withCards(w, slices.Delete(slices.Clone(j.Cards), 9, 10)), 1, 1500},
		{"swap two lanes", lanes, 1, 2000},
		{"rename an image", image, 1, 2000},
		{"change an observation", dataset(func(o []model.Observation) []model.Observation { o[2500].Value = model.Some(1.5); return o }), 1, 60_000},
		{"append an observation", dataset(func(o []model.Observation) []model.Observation { return append(o, o[0]) }), 2, 60_000},
		{"delete the journey", without, 1 + 3 + 9 + 6 + 500 + len(j.Links) + len(j.Comments) + 1 + 5, 100_000},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, err := f.Save(ctx, test.next)
			if err != nil {
				t.Fatal(err)
			}
			if s.Records != test.records || s.Bytes > test.bytes || (s.Bytes == 0) != (s.Records == 0) {
				t.Errorf("%+v, want %d records in at most %d bytes", s, test.records, test.bytes)
			}
			r, err := store.Open(ctx, f.Path(), store.Options{ReadOnly: true})
			if err != nil {
				t.Fatal(err)
			}
			wantEqual(t, test.next, r.Workspace())
			if _, err := f.Save(ctx, w); err != nil { // back, as undo does it
				t.Fatal(err)
			}
		})
	}
}

func ptr[T any](v T) *T { return &v }

// TestOneEditCostsTheSameInALargeMap measures what reaches the file.
func TestOneEditCostsTheSameInALargeMap(t *testing.T) {
	ctx := context.Background()
	records, file := map[int]int64{}, map[int]int64{}
	sizes := []int{100, 10_000}
	for _, cards := range sizes {
		w := model.Generate(5, 20, 10, cards, cards*2, 1)
		f, err := store.Create(ctx, filepath.Join(t.TempDir(), "a.stage"), w)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		before := written()
		for i := range 20 {
			w = edited(w, i*4001+50, fmt.Sprintf("title %02d", i))
			s, err := f.Save(ctx, w)
			if err != nil {
				t.Fatal(err)
			}
			records[cards] = max(records[cards], s.Bytes)
		}
		file[cards] = (written() - before) / 20
	}
	few, many := sizes[0], sizes[1]
	if records[many] > records[few]+400 {
		t.Errorf("bytes of records: %v", records)
	}
	// A tree of pages with a hundred times as many records is one or two pages deeper.
	if file[many] > file[few]+2*4096+1024 {
		t.Errorf("bytes written to the file: %v", file)
	}
	t.Logf("bytes of records %v, written to the file %v", records, file)
}

// TestInsertingInOnePlace goes on inserting at the same place, where ranks get longest.
func TestInsertingInOnePlace(t *testing.T) {
	ctx := context.Background()
	w := model.Generate(2, 4, 3, 60, 0, 1)
	f := opened(t, created(t, w))
	w = f.Workspace()
	var most int
	var all int64
	const inserts = 600
	for i := range inserts {
		c := *w.Journeys[0].Cards[0]
		c.ID = model.CardID(fmt.Sprint("in", i))
		w = withCards(w, slices.Insert(slices.Clone(w.Journeys[0].Cards), 30, &c))
		s, err := f.Save(ctx, w)
		if err != nil {
			t.Fatal(err)
		}
		most, all = max(most, s.Records), all+int64(s.Records)
	}
	if all > inserts*3/2 {
		t.Errorf("%d inserts wrote %d records, at most %d at once", inserts, all, most)
	}
	f.Close()
	wantEqual(t, w, opened(t, f.Path()).Workspace())
}

func TestTwoRecordsWithOneIDAreRefused(t *testing.T) {
	ctx := context.Background()
	w := small()
	f := opened(t, created(t, w))
	twice := withCards(w, append(slices.Clone(w.Journeys[0].Cards), ptr(*w.Journeys[0].Cards[0]), ptr(*w.Journeys[0].Cards[0])))
	if _, err := f.Save(ctx, twice); err == nil {
		t.Fatal("was saved")
	}
	f.Close()
	wantEqual(t, w, opened(t, f.Path()).Workspace())
}

func TestCompactGivesRoomBack(t *testing.T) {
	ctx := context.Background()
	w := model.Generate(5, 20, 10, 5000, 20_000, 1)
	f := opened(t, created(t, w))
	kept := withCards(w, w.Journeys[0].Cards[:10])
	kept.Journeys[0].Links, kept.Journeys[0].Comments, kept.Datasets = nil, nil, nil
	if _, err := f.Save(ctx, kept); err != nil {
		t.Fatal(err)
	}
	before, _ := store.Check(ctx, f.Path())
	if err := f.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	after, err := store.Check(ctx, f.Path())
	if err != nil || !after.OK {
		t.Fatalf("%v %v", after, err)
	}
	if after.Size*4 > before.Size || after.FreePages > 4 {
		t.Errorf("%d bytes with %d free pages, before %d with %d", after.Size, after.FreePages, before.Size, before.FreePages)
	}
	kept = edited(kept, 2, "goes on")
	if _, err := f.Save(ctx, kept); err != nil {
		t.Fatal(err)
	}
	f.Close()
	wantEqual(t, kept, opened(t, f.Path()).Workspace())
}

func TestCloseGivesMuchRoomBack(t *testing.T) {
	ctx := context.Background()
	big := small()
	for i := range 20 {
		image := model.NewImage("i", "image/png", bytes.Repeat([]byte{byte(i)}, 400_000))
		big.Images = append(big.Images, &image)
	}
	f := opened(t, created(t, big))
	without := withJourneys(big, big.Journeys)
	without.Images = nil
	if _, err := f.Save(ctx, without); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Stat(f.Path()); info.Size() > 1<<20 {
		t.Errorf("%d bytes are left", info.Size())
	}
	wantEqual(t, without, opened(t, f.Path()).Workspace())
}

func TestCheckCounts(t *testing.T) {
	w := model.Generate(3, 9, 6, 50, 700, 1)
	path := created(t, w)
	r, err := store.Check(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	if !r.OK || r.Records[model.CardRecord] != 50 || r.Records[model.StepRecord] != 9 || r.Records[model.JourneyRecord] != 1 ||
		r.Observations != 700 || r.Schema != store.Schema || r.Revision != 1 || r.Size == 0 || r.Pages == 0 {
		t.Errorf("%+v", r)
	}
}

// TestClockThatGoesBackwards lets the clock have been years ahead: times never decrease.
func TestClockThatGoesBackwards(t *testing.T) {
	ctx := context.Background()
	w := small()
	f := opened(t, created(t, w))
	ahead := time.Now().AddDate(20, 0, 0).UTC().Truncate(time.Second)
	store.SetSavedAt(t, f, ahead)
	for i := range 3 {
		w = edited(w, i, "after the clock was put right")
		if _, err := f.Save(ctx, w); err != nil {
			t.Fatal(err)
		}
		if r, err := store.Check(ctx, f.Path()); err != nil || !r.OK || r.Saved < ahead.Format(time.RFC3339) {
			t.Fatalf("saved at %v, %v", r.Saved, err)
		}
	}
	log, err := f.Log(ctx, store.LogFilter{})
	if err != nil || len(log) == 0 || log[0].At.Before(ahead) {
		t.Errorf("%v %v", log, err)
	}
	if err := f.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	if r, err := store.Check(ctx, f.Path()); err != nil || r.Saved < ahead.Format(time.RFC3339) || r.Revision != 4 {
		t.Errorf("after it was written anew: saved %d times, last at %v, %v", r.Revision, r.Saved, err)
	}
	if _, err := f.Save(ctx, edited(w, 5, "and on")); err != nil {
		t.Fatal(err)
	}
	if r, err := store.Check(ctx, f.Path()); err != nil || r.Saved < ahead.Format(time.RFC3339) || r.Revision != 5 {
		t.Errorf("after the next save: saved %d times, last at %v, %v", r.Revision, r.Saved, err)
	}
}
