package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"stagecraft/model"
	"stagecraft/store"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.Local)

func backedUp(t *testing.T, f *store.File, folder string, at time.Time) store.Backup {
	t.Helper()
	b, err := f.Backup(context.Background(), folder, at, store.MinuteBackup)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func listed(t *testing.T, folder string) []store.Backup {
	t.Helper()
	list, err := store.Backups(folder)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestBackupIsTheWholeFile looks into a backup that was made while the file had much free room and was
// being saved into.
func TestBackupIsTheWholeFile(t *testing.T) {
	ctx := context.Background()
	w := model.Generate(3, 9, 5, 200, 900, 1)
	image := model.NewImage("i", "image/png", make([]byte, 500_000))
	w.Images = []*model.Image{&image}
	f := opened(t, created(t, w))
	w = withJourneys(w, w.Journeys)
	w.Images = nil
	if _, err := f.Save(ctx, w); err != nil {
		t.Fatal(err)
	}
	folder := store.BackupFolder(t.TempDir(), f.Path())
	var saving sync.WaitGroup
	saving.Go(func() {
		next := w
		for i := range 20 {
			next = edited(next, 0, fmt.Sprint("meanwhile ", i))
			if _, err := f.Save(ctx, next); err != nil {
				t.Error(err)
			}
		}
	})
	b := backedUp(t, f, folder, noon)
	saving.Wait()
	copied := opened(t, b.Path)
	got := copied.Workspace()
	if title := got.Journeys[0].Cards[0].Title; title != w.Journeys[0].Cards[0].Title && !strings.HasPrefix(title, "meanwhile") {
		t.Errorf("the card in the backup is called %q", title)
	}
	wantEqual(t, edited(w, 0, got.Journeys[0].Cards[0].Title), got)
	if r, err := store.Check(ctx, b.Path); err != nil || !r.OK || r.FreePages > 4 || r.Size != b.Bytes {
		t.Errorf("%v %+v; the backup says %d bytes", err, r, b.Bytes)
	}
	if !b.At.Equal(noon) || b.Why != store.MinuteBackup || len(listed(t, folder)) != 1 {
		t.Errorf("%+v", b)
	}
}

// TestBackupsAreKeptAsPromised works for weeks and looks at what is kept.
func TestBackupsAreKeptAsPromised(t *testing.T) {
	ctx := context.Background()
	f := opened(t, created(t, small()))
	folder := t.TempDir()
	if _, err := f.Backup(ctx, folder, noon.AddDate(0, 0, -40), store.MigrationBackup); err != nil {
		t.Fatal(err)
	}
	for day := range 20 {
		for minute := range 3 {
			backedUp(t, f, folder, noon.AddDate(0, 0, day).Add(time.Duration(minute)*time.Minute))
		}
	}
	last := noon.AddDate(0, 0, 20)
	for i := range 25 { // two a minute
		backedUp(t, f, folder, last.Add(time.Duration(i)*30*time.Second))
	}
	var minutes, days []time.Time
	migrations := 0
	for _, b := range listed(t, folder) {
		switch b.Why {
		case store.MinuteBackup:
			minutes = append(minutes, b.At)
		case store.DayBackup:
			days = append(days, b.At)
		case store.MigrationBackup:
			migrations++
		}
	}
	if len(minutes) != 10 || !minutes[0].Equal(last.Add(12*time.Minute)) || minutes[9].Before(last) {
		t.Errorf("of the last minutes: %v", minutes)
	}
	if len(days) != 13 || !days[0].Equal(noon.AddDate(0, 0, 19).Add(2*time.Minute)) || !days[12].Equal(noon.AddDate(0, 0, 7).Add(2*time.Minute)) {
		t.Errorf("of the days before: %v", days)
	}
	if migrations != 1 {
		t.Errorf("%d made before a migration", migrations)
	}
}

// TestBackupsSurviveAWrongClock lets the clock be years ahead for a while and then go back.
func TestBackupsSurviveAWrongClock(t *testing.T) {
	ctx := context.Background()
	w := small()
	f := opened(t, created(t, w))
	folder := t.TempDir()
	var before []store.Backup
	for i := range 5 {
		before = append(before, backedUp(t, f, folder, noon.AddDate(0, 0, i)))
	}
	ahead := backedUp(t, f, folder, noon.AddDate(73, 0, 0))
	if _, err := f.Save(ctx, edited(w, 1, "after the clock was put right")); err != nil {
		t.Fatal(err)
	}
	newest := backedUp(t, f, folder, noon.AddDate(0, 0, -30))
	list := listed(t, folder)
	if len(list) != 7 || list[0].Path != newest.Path || list[1].Path != ahead.Path || list[6].Path != before[0].Path {
		t.Errorf("%+v", list)
	}
	good, _, err := store.NewestGood(ctx, folder)
	if err != nil || good.Path != newest.Path {
		t.Errorf("%v %v", good, err)
	}
}

// TestNewestGoodBackupIsSound damages the newest backups.
func TestNewestGoodBackupIsSound(t *testing.T) {
	ctx := context.Background()
	w := small()
	f := opened(t, created(t, w))
	folder := t.TempDir()
	if _, _, err := store.NewestGood(ctx, filepath.Join(folder, "none")); !errors.Is(err, store.ErrNoBackup) {
		t.Errorf("of no folder: %v", err)
	}
	good := backedUp(t, f, folder, noon)
	for i, harm := range []func([]byte) []byte{
		func(data []byte) []byte { return data[:len(data)/2] },
		func(data []byte) []byte { clear(data[3*4096 : len(data)-4096]); return data },
		func([]byte) []byte { return nil },
	} {
		b := backedUp(t, f, folder, noon.Add(time.Duration(i+1)*time.Minute))
		data, err := os.ReadFile(b.Path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(b.Path, harm(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b, report, err := store.NewestGood(ctx, folder)
	if err != nil || b.Path != good.Path || report.Records[model.CardRecord] != 12 {
		t.Errorf("%v %+v %v", b, report, err)
	}
	if _, err := os.Stat(b.Path); err != nil || len(listed(t, folder)) != 4 {
		t.Error("looking for a good backup removed some")
	}
}

// TestBackupOfDamagedFileIsRefused keeps the good backups when the file is not.
func TestBackupOfDamagedFileIsRefused(t *testing.T) {
	ctx := context.Background()
	data, _ := worked(t)
	clear(data[20*4096 : 24*4096])
	path := filepath.Join(t.TempDir(), "shop.stage")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := store.Open(ctx, path, store.Options{})
	if err != nil || len(f.Problems()) == 0 {
		t.Fatal(err, "the file is not damaged")
	}
	defer f.Close()
	folder := t.TempDir()
	if _, err := f.Backup(ctx, folder, noon, store.MinuteBackup); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("%v", err)
	}
	if len(listed(t, folder)) != 0 {
		t.Error("there is a backup of a damaged file")
	}
	next := withMore(f.Workspace(), model.NewJourney("work goes on", model.BlankGrid))
	if _, err := f.Save(ctx, next); err != nil {
		t.Fatal(err)
	}
	wantEqual(t, next, opened(t, backedUp(t, f, folder, noon).Path).Workspace())
}

func TestBackupFoldersAreApart(t *testing.T) {
	data := t.TempDir()
	a := store.BackupFolder(data, filepath.Join(data, "a", "shop.stage"))
	b := store.BackupFolder(data, filepath.Join(data, "b", "shop.stage"))
	if a == b || filepath.Dir(filepath.Dir(a)) != data || !strings.HasPrefix(filepath.Base(a), "shop-") {
		t.Errorf("%s and %s", a, b)
	}
	path := created(t, small())
	link := filepath.Join(data, "link.stage")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	if store.BackupFolder(data, link) != store.BackupFolder(data, path) {
		t.Error("a link to a file has other backups than the file")
	}
}
