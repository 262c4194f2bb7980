package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

// worker makes a snapshot of each day of work, of another state each.
type worker struct {
	t *testing.T
	f *store.File
	w *model.Workspace
	n int
	// made holds the snapshots in the order in which they were made, and what they hold.
	made    []store.Snapshot
	content map[store.SnapshotID]*model.Workspace
}

func (k *worker) day(at time.Time, reason store.Reason, name string) {
	k.n++
	k.w = edited(k.w, k.n*7, fmt.Sprint("State ", k.n))
	s := snapshot(k.t, k.f, k.w, store.Snapshot{Journey: k.w.Journeys[0].ID, Reason: reason, Name: name, At: at})
	k.made, k.content[s.ID] = append(k.made, s), snapshotOf(k.w, s.Journey)
}

// check compares what the file keeps with what it must: want says of each that was made, oldest first.
func (k *worker) check(want func(i int, s store.Snapshot) bool) {
	k.t.Helper()
	kept := map[store.SnapshotID]bool{}
	for _, s := range k.f.Snapshots() {
		kept[s.ID] = true
	}
	for i, s := range k.made {
		if kept[s.ID] != want(i, s) {
			k.t.Errorf("%d of %d, %s of %s: kept is %v", i, len(k.made), s.Reason, s.At.Format("2006-01-02"), kept[s.ID])
		}
	}
}

func newWorker(t *testing.T) *worker {
	w := model.Generate(3, 6, 4, 40, 0, 1)
	return &worker{t: t, f: opened(t, created(t, w)), w: w, content: map[store.SnapshotID]*model.Workspace{}}
}

// TestSnapshotsOfDaysAreThinnedOut works on every day of more than a year.
func TestSnapshotsOfDaysAreThinnedOut(t *testing.T) {
	k := newWorker(t)
	start := time.Date(2025, 1, 1, 9, 0, 0, 0, time.Local)
	for day := range 420 {
		at := start.AddDate(0, 0, day)
		k.day(at, store.Daily, "")
		switch {
		case day%100 == 50:
			k.day(at.Add(time.Hour), store.Named, "By hand")
		case day%100 == 60:
			k.day(at.Add(time.Hour), store.BeforeImport, "")
		case day%100 == 70:
			k.day(at.Add(time.Hour), store.Daily, "Renamed")
		}
	}
	var days, weeks, months []store.Snapshot // the newest first: those of days, the last of weeks and of months
	lastOf := func(list []store.Snapshot, group func(time.Time) string) (last []store.Snapshot) {
		seen := ""
		for _, s := range list {
			if g := group(s.At.Local()); g != seen {
				seen, last = g, append(last, s)
			}
		}
		return last
	}
	for i := len(k.made) - 1; i >= 0; i-- {
		if s := k.made[i]; s.Reason == store.Daily && s.Name == "" {
			days = append(days, s)
		}
	}
	weeks = lastOf(days[14:], func(at time.Time) string {
		year, week := at.ISOWeek()
		return fmt.Sprint(year, " ", week)
	})
	months = lastOf(weeks[13:], func(at time.Time) string { return at.Format("2006-01") })
	keep := map[store.SnapshotID]bool{}
	for _, list := range [][]store.Snapshot{days[:14], weeks[:13], months} {
		for _, s := range list {
			keep[s.ID] = true
		}
	}
	k.check(func(_ int, s store.Snapshot) bool { return s.Reason != store.Daily || s.Name != "" || keep[s.ID] })
	if n := len(keep); n < 14+13+9 || n > 14+13+12 {
		t.Errorf("%d of days are kept", n)
	}
	k.f.Close()
	k.f = opened(t, k.f.Path())
	list := k.f.Snapshots()
	for i, s := range list {
		wantEqual(t, k.content[s.ID], readSnapshot(t, k.f, s.ID))
		if i+1 < len(list) && s.Changes.Changed != len(model.Diff(k.content[list[i+1].ID], k.content[s.ID])) {
			t.Errorf("%s: %+v is told to be changed since the one before", s.At.Format("2006-01-02"), s.Changes)
		}
	}
	if list[len(list)-1].Changes != (store.Tally{}) {
		t.Errorf("the first changed %+v", list[len(list)-1].Changes)
	}
}

// TestThinningOutSurvivesAWrongClock lets the clock go back by years for a time, and then jump ahead for a day.
func TestThinningOutSurvivesAWrongClock(t *testing.T) {
	k := newWorker(t)
	now := time.Date(2026, 6, 1, 9, 0, 0, 0, time.Local)
	for day := range 10 {
		k.day(now.AddDate(0, 0, day), store.Daily, "")
	}
	back := time.Date(2001, 1, 1, 9, 0, 0, 0, time.Local)
	for day := range 5 {
		k.day(back.AddDate(0, 0, day), store.Daily, "")
	}
	k.check(func(i int, _ store.Snapshot) bool { return i >= len(k.made)-14 || i == 0 })
	if newest := k.f.Snapshots()[0]; newest.ID != k.made[len(k.made)-1].ID {
		t.Errorf("the newest is that of %v", newest.At)
	}
	k.day(time.Date(2099, 1, 1, 9, 0, 0, 0, time.Local), store.Daily, "")
	k.day(now.AddDate(0, 0, 20), store.Daily, "")
	// 17 are of days: 14 and, of the first three, which are of one week, the last.
	k.check(func(i int, _ store.Snapshot) bool { return i >= len(k.made)-14 || i == 2 })
	if err := k.f.Close(); err != nil {
		t.Fatal(err)
	}
	k.f = opened(t, k.f.Path())
	k.check(func(i int, _ store.Snapshot) bool { return i >= len(k.made)-14 || i == 2 })
	for _, s := range k.f.Snapshots() {
		wantEqual(t, k.content[s.ID], readSnapshot(t, k.f, s.ID))
	}
}

// TestThinningOutLeavesOtherMapsAlone thins out those of one map.
func TestThinningOutLeavesOtherMapsAlone(t *testing.T) {
	k := newWorker(t)
	other := model.NewJourney("Another", model.BlankGrid)
	k.w = withJourneys(k.w, append(k.w.Journeys, other))
	start := time.Date(2024, 1, 1, 9, 0, 0, 0, time.Local)
	for i := range 3 {
		k.w.Journeys[1] = model.NewJourney(fmt.Sprint("Another ", i), model.BlankGrid)
		k.w.Journeys[1].ID = other.ID
		snapshot(t, k.f, k.w, store.Snapshot{Journey: other.ID, Reason: store.Daily, At: start.AddDate(0, 0, i)})
	}
	for day := range 40 {
		k.day(start.AddDate(0, 0, 10+day), store.Daily, "")
	}
	n := 0
	for _, s := range k.f.Snapshots() {
		if s.Journey == other.ID {
			n++
		}
	}
	if n != 3 {
		t.Errorf("%d of 3 of the other map are left", n)
	}
	if err := k.f.DropSnapshots(context.Background(), k.f.Snapshots()[3].ID); err != nil {
		t.Fatal(err)
	}
}
