package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"stagecraft/model"
	"stagecraft/store"
)

func done(t testing.TB, w *model.Workspace, c model.Command) *model.Workspace {
	t.Helper()
	next, err := c.Apply(w)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func saved(t testing.TB, f *store.File, w *model.Workspace) {
	t.Helper()
	if _, err := f.Save(context.Background(), w); err != nil {
		t.Fatal(err)
	}
}

func logOf(t testing.TB, f *store.File, filter store.LogFilter) []store.Logged {
	t.Helper()
	list, err := f.Log(context.Background(), filter)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestLogSaysWhatWhenAndByWhom(t *testing.T) {
	w := small()
	f := opened(t, created(t, w))
	start := time.Now().Add(-time.Second)
	j := w.Journeys[0]
	f.SetAuthor("Ada")
	c := *j.Cards[2]
	c.Title = "Pays at the desk"
	w = done(t, w, model.EditCards{Journey: j.ID, Cards: []model.Card{c}})
	saved(t, f, w)
	c.Body = "and gets a receipt"
	w = done(t, w, model.EditCards{Journey: j.ID, Cards: []model.Card{c}})
	saved(t, f, w)
	f.SetAuthor("Bo")
	w = done(t, w, model.DeleteCards{Journey: j.ID, Cards: []model.CardID{c.ID}})
	saved(t, f, w)
	f.Close()
	for _, o := range []store.Options{{}, {ReadOnly: true}} {
		f, err := store.Open(context.Background(), f.Path(), o)
		if err != nil {
			t.Fatal(err)
		}
		list := logOf(t, f, store.LogFilter{})
		if len(list) != 3 || list[0].By != "Bo" || list[1].By != "Ada" || list[0].At.Before(start) || list[2].Changes[0].Ref.Kind != model.WorkspaceRecord {
			t.Fatalf("%+v", list)
		}
		edit := list[1].Changes
		if len(edit) != 1 || edit[0].Op != model.Changed || edit[0].Title != "Pays at the desk" || edit[0].In != j.Title || len(edit[0].Fields) != 2 {
			t.Errorf("%+v", edit)
		}
		if del := list[0].Changes[slices.IndexFunc(list[0].Changes, func(c store.LoggedChange) bool { return c.Ref.Kind == model.CardRecord })]; del.Op != model.Removed || del.Title != "Pays at the desk" {
			t.Errorf("%+v", del)
		}
		for name, test := range map[string]struct {
			filter store.LogFilter
			want   int
		}{
			"author": {store.LogFilter{By: "Ada"}, 1}, "limit": {store.LogFilter{Limit: 2}, 2}, "journey": {store.LogFilter{Journey: j.ID}, 2},
			"other journey": {store.LogFilter{Journey: "none"}, 0}, "text": {store.LogFilter{Text: "DESK"}, 2}, "no text": {store.LogFilter{Text: "zebra"}, 0},
			"since": {store.LogFilter{Since: start}, 3}, "until": {store.LogFilter{Until: start}, 0},
		} {
			if got := logOf(t, f, test.filter); len(got) != test.want {
				t.Errorf("%s: %+v", name, got)
			}
		}
		f.Close()
	}
}

func TestLogNamesMoodsWithoutWords(t *testing.T) {
	w := small()
	f := opened(t, created(t, w))
	c := *w.Journeys[0].Cards[2]
	c.Title, c.Body, c.Emotion = "", "", model.Some(1.0)
	saved(t, f, done(t, w, model.EditCards{Journey: w.Journeys[0].ID, Cards: []model.Card{c}}))
	if got := logOf(t, f, store.LogFilter{Limit: 1})[0].Changes[0]; got.Title != "Mood +1" {
		t.Errorf("%+v", got)
	}
}

func TestLogCountsLargeChanges(t *testing.T) {
	w := model.Generate(4, 12, 8, 400, 0, 1)
	f := opened(t, created(t, small()))
	saved(t, f, withMore(w, model.NewJourney("Beside it", model.BlankGrid)))
	entry := logOf(t, f, store.LogFilter{Limit: 1})[0]
	if n := len(entry.Changes); n == 0 || n > 100 || entry.More < 400 {
		t.Errorf("%d changes and %d more", n, entry.More)
	}
}

func TestLogForgetsTheOldest(t *testing.T) {
	store.LimitLog(t, 10)
	w := small()
	f := opened(t, created(t, w))
	for i := range 25 {
		w = edited(w, i, fmt.Sprint("edit ", i)) // another card each time
		f.SetAuthor(fmt.Sprint("author ", i))
		saved(t, f, w)
	}
	log := logOf(t, f, store.LogFilter{})
	if len(log) != 10 || log[0].By != "author 24" || log[9].By != "author 15" {
		t.Errorf("%d entries, from %+v to %+v", len(log), log[len(log)-1], log[0])
	}
	f.Close()
	opened(t, f.Path())
}

func sameLog(t *testing.T, want, got []store.Logged) {
	t.Helper()
	if !reflect.DeepEqual(want, got) {
		t.Errorf("the log has %d entries and had %d, or they differ", len(got), len(want))
	}
}

// TestLogIsBoundIntoVolumes writes a file anew again and again while the log grows: it says the same, takes less
// room, and the next save still joins its newest entry.
func TestLogIsBoundIntoVolumes(t *testing.T) {
	w := small()
	f := opened(t, created(t, w))
	work := func(n int) {
		for range n {
			i := len(logOf(t, f, store.LogFilter{}))
			w = edited(w, i, fmt.Sprint("edit ", i))
			f.SetAuthor(fmt.Sprint("author ", i))
			saved(t, f, w)
		}
	}
	records := 0
	for round, n := range []int{1, 1, 2, 60, 5, 1, 130, 2} {
		work(n)
		before := logOf(t, f, store.LogFilter{})
		if err := f.Compact(t.Context()); err != nil {
			t.Fatal(err)
		}
		sameLog(t, before, logOf(t, f, store.LogFilter{}))
		records = store.CountLog(t, f)
		r, err := store.Check(t.Context(), f.Path())
		if err != nil || !r.OK || r.Records["change log entry"] != len(before) {
			t.Errorf("round %d: %+v %v", round, r, err)
		}
		w = edited(w, len(before)-1, fmt.Sprint("joined ", round))
		saved(t, f, w)
		joined := logOf(t, f, store.LogFilter{})
		if len(joined) != len(before) || joined[0].Seq != before[0].Seq || len(joined) > 1 && !reflect.DeepEqual(joined[1:], before[1:]) {
			t.Fatalf("round %d: %d entries, before %d", round, len(joined), len(before))
		}
	}
	log := logOf(t, f, store.LogFilter{})
	if records > len(log)/10 {
		t.Errorf("%d entries in %d records", len(log), records)
	}
	for i, e := range log {
		if e.Seq != uint64(len(log)-i) {
			t.Fatalf("entry %d has the number %d", i, e.Seq)
		}
	}
	for limit := 1; limit < 70; limit++ {
		sameLog(t, log[:limit], logOf(t, f, store.LogFilter{Limit: limit}))
	}
	if one := logOf(t, f, store.LogFilter{By: "author 40"}); len(one) != 1 || one[0].By != "author 40" {
		t.Errorf("%+v", one)
	}
	f.Close()
	f = opened(t, f.Path())
	sameLog(t, log, logOf(t, f, store.LogFilter{}))
	store.LimitLog(t, 50)
	work(1)
	if log = logOf(t, f, store.LogFilter{}); len(log) < 50 || len(log) > 50+40 {
		t.Errorf("%d entries are left", len(log))
	}
}

// TestLogJoinsWhatBelongsTogether types into one card for long: one entry, which does not grow without end.
func TestLogJoinsWhatBelongsTogether(t *testing.T) {
	w := small()
	f := opened(t, created(t, w))
	var most int64
	for i := range 50 {
		w = edited(w, 3, fmt.Sprint("typed so far ", i))
		s, err := f.Save(t.Context(), w)
		if err != nil {
			t.Fatal(err)
		}
		most = max(most, s.Bytes)
	}
	if log := logOf(t, f, store.LogFilter{}); len(log) != 2 || len(log[0].Changes) != 1 || log[0].Changes[0].Title != "typed so far 49" {
		t.Errorf("%d entries, the last %+v", len(log), log[0])
	}
	if most > 2500 {
		t.Errorf("a save wrote %d bytes", most)
	}
	w = edited(w, 5, "another card")
	saved(t, f, w)
	if log := logOf(t, f, store.LogFilter{}); len(log) != 3 {
		t.Errorf("another card was joined to the first: %+v", log[0])
	}
}

// TestLogFillsItsPages looks at the pages of a log that grew entry by entry.
func TestLogFillsItsPages(t *testing.T) {
	w := model.Generate(2, 4, 3, 200, 0, 1)
	f := opened(t, created(t, w))
	for i := range 120 {
		w = edited(w, i, "Another title of a card")
		if _, err := f.Save(context.Background(), w); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy.stage")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_ = db.View(func(tx *bbolt.Tx) error {
		s := tx.Bucket([]byte("log")).Stats()
		if s.LeafPageN < 5 || s.LeafInuse < s.LeafAlloc*7/10 {
			t.Errorf("%d entries take %d bytes in pages of %d", s.KeyN, s.LeafInuse, s.LeafAlloc)
		}
		return nil
	})
}
