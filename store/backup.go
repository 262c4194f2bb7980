package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
)

// BackupWhy says what a backup is kept for.
type BackupWhy string

// The reasons for which backups are kept: as one of the last minutes in which something was done, as
// the last of its day, and as the file before a newer version of the program changed its arrangement.
const (
	MinuteBackup    BackupWhy = "minute"
	DayBackup       BackupWhy = "day"
	MigrationBackup BackupWhy = "migration"
)

// How many backups are kept: of the last minutes in which something was done, and of the last days.
const (
	keptMinutes = 10
	keptDays    = 14
)

// Backup is a copy of a workspace file as it was at a time, under a name of its own.
type Backup struct {
	Path  string    `json:"path"`
	At    time.Time `json:"at"` // UTC, whole seconds
	Bytes int64     `json:"bytes"`
	Why   BackupWhy `json:"why"`

	number int // backups are told apart and ordered by it: a clock may go backwards
}

// ErrNoBackup means that there is no backup, or none that is sound.
var ErrNoBackup = errors.New("there is no backup")

// BackupFolder returns where the backups of the workspace file at path lie: in the data folder, not
// beside the file, so that neither a lost folder nor a program that synchronises it takes both.
func BackupFolder(data, path string) string {
	if full, err := filepath.Abs(path); err == nil {
		path = full
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	sum := sha256.Sum256([]byte(path))
	stem := strings.TrimSuffix(filepath.Base(path), Extension)
	return filepath.Join(data, "backups", stem+"-"+hex.EncodeToString(sum[:5]))
}

// Backup writes a copy of what the file holds into the folder, which is made when it is not there. The
// copy has no free room in it, is read again in full before it counts, and appears whole or not at all.
// Saving goes on meanwhile. Older backups that are no longer needed are removed: what stays is one of
// each of the last 10 minutes with a backup, one of each of the last 14 days with one, and all that were
// made before a migration. An error leaves the file and the other backups as they are; it wraps
// ErrDamaged when the file is damaged and was not saved since, and ErrReadOnly when it is open read-only.
func (f *File) Backup(ctx context.Context, folder string, now time.Time, why BackupWhy) (Backup, error) {
	tx, err := f.view()
	if err != nil {
		return Backup{}, err
	}
	defer guard(tx.Rollback)
	return backupOf(ctx, tx, folder, now, why)
}

// view begins to read what the file holds, for a copy of it; saves go on beside it.
func (f *File) view() (*bbolt.Tx, error) {
	tx, _, err := f.begin()
	switch {
	case err != nil:
		return nil, err
	case f.readOnly:
		return nil, fault(f.path, ErrReadOnly, "close it where it is open, then make the backup")
	case tx == nil:
		return nil, fault(f.path, ErrDamaged, "a backup is made of a sound file: save it first")
	}
	return tx, nil
}

func backupOf(ctx context.Context, tx *bbolt.Tx, folder string, now time.Time, why BackupWhy) (Backup, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Backup{}, writable(folder, err)
	}
	size := tx.Size()
	if free, known := freeSpace(folder); known && free < uint64(2*size+leastFree) {
		return Backup{}, fault(folder, errLittleRoom, "free some space: backups stop before they take the last of it")
	}
	before, err := Backups(folder)
	if err != nil {
		return Backup{}, err
	}
	b := Backup{At: now.UTC().Truncate(time.Second), Why: why, number: 1}
	if len(before) > 0 {
		b.number = before[0].number + 1
	}
	b.Path = filepath.Join(folder, b.name())
	temp := tempName(b.Path)
	defer os.Remove(temp)
	if err := copyTo(ctx, tx, temp); err != nil {
		return Backup{}, writable(b.Path, err)
	}
	if err := verify(ctx, temp); err != nil {
		return Backup{}, fmt.Errorf("%s: the backup is not what was written: %w", b.Path, err)
	}
	info, err := os.Stat(temp)
	if err != nil {
		return Backup{}, writable(b.Path, err)
	}
	b.Bytes = info.Size()
	if err := publish(temp, b.Path); err != nil {
		return Backup{}, err
	}
	if err := syncFolder(folder); err != nil {
		return Backup{}, err
	}
	return b, prune(append([]Backup{b}, before...))
}

// leastFree is how much room backups leave on the disk for what is being worked on.
const leastFree = 64 << 20

var errLittleRoom = fmt.Errorf("there is too little room for a backup: %w", syscall.ENOSPC)

// name is how a backup's file is called: its number, its time and its reason.
func (b Backup) name() string {
	return fmt.Sprintf("%06d %s %s%s", b.number, b.At.Format(backupTime), b.Why, Extension)
}

const backupTime = "2006-01-02 150405Z"

// parseBackup reads the name of a backup.
func parseBackup(name string) (Backup, bool) {
	stem, ok := strings.CutSuffix(name, Extension)
	parts := strings.Split(stem, " ")
	if !ok || len(parts) != 4 {
		return Backup{}, false
	}
	number, err := strconv.Atoi(parts[0])
	if err != nil || number < 1 {
		return Backup{}, false
	}
	at, err := time.Parse(backupTime, parts[1]+" "+parts[2])
	why := BackupWhy(parts[3])
	if err != nil || why != MinuteBackup && why != DayBackup && why != MigrationBackup {
		return Backup{}, false
	}
	return Backup{At: at, Why: why, number: number}, true
}

// Backups lists the backups in a folder, the newest first; none when there is no such folder. They are
// ordered as they were made, whatever the clock said.
func Backups(folder string) ([]Backup, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, readable(folder, err)
	}
	var list []Backup
	for _, e := range entries {
		b, ok := parseBackup(e.Name())
		info, err := e.Info()
		if !ok || err != nil || !info.Mode().IsRegular() {
			continue
		}
		b.Path, b.Bytes = filepath.Join(folder, e.Name()), info.Size()
		list = append(list, b)
	}
	slices.SortFunc(list, func(a, b Backup) int { return cmp.Compare(b.number, a.number) })
	kept := keptFor(list)
	for i := range list {
		if list[i].Why != MigrationBackup {
			list[i].Why = cmp.Or(kept[i], list[i].Why)
		}
	}
	return list, nil
}

// keptFor says of each backup, the newest first, what it is kept for; empty when it is not needed any
// more. It counts the minutes and days that there are backups of and does not look at the present time,
// so that a clock that was wrong for a while costs nothing.
func keptFor(list []Backup) []BackupWhy {
	minutes, days := map[string]bool{}, map[string]bool{}
	whys := make([]BackupWhy, len(list))
	for i, b := range list {
		if b.Why == MigrationBackup {
			whys[i] = MigrationBackup
			continue
		}
		local := b.At.Local()
		minute, day := local.Format("2006-01-02 15:04"), local.Format("2006-01-02")
		switch {
		case minutes[minute]: // a newer one of the same minute is there
			continue
		case len(minutes) < keptMinutes:
			whys[i], minutes[minute] = MinuteBackup, true
		case !days[day] && len(days) < keptDays:
			whys[i] = DayBackup
		}
		days[day] = true
	}
	return whys
}

// prune removes the backups that are not needed any more.
func prune(list []Backup) error {
	var err error
	for i, why := range keptFor(list) {
		if why == "" {
			if e := os.Remove(list[i].Path); e != nil && !errors.Is(e, fs.ErrNotExist) {
				err = writable(list[i].Path, e)
			}
		}
	}
	return err
}

// NewestGood returns the newest backup in a folder that is sound, with what is in it. The error wraps
// ErrNoBackup when there is none.
func NewestGood(ctx context.Context, folder string) (Backup, CheckReport, error) {
	list, err := Backups(folder)
	if err != nil {
		return Backup{}, CheckReport{}, err
	}
	for _, b := range list {
		report, err := Check(ctx, b.Path)
		if ctx.Err() != nil {
			return Backup{}, CheckReport{}, ctx.Err()
		}
		if err == nil && report.OK {
			return b, report, nil
		}
	}
	return Backup{}, CheckReport{}, fmt.Errorf("%s: %w", folder, ErrNoBackup)
}

// copyTo writes everything that a transaction reads into a new file and syncs it.
func copyTo(ctx context.Context, tx *bbolt.Tx, path string) error {
	return makeFile(path, 0o600, func(db *bbolt.DB) error {
		c := copying{ctx: ctx, to: db}
		err := tx.ForEach(c.bucket)
		if err == nil {
			err = c.commit()
		}
		if c.tx != nil {
			_ = c.tx.Rollback() // does nothing after a commit
		}
		return err
	})
}

// copying fills a file.
type copying struct {
	ctx  context.Context
	to   *bbolt.DB
	tx   *bbolt.Tx
	size int
}

// copiedAtOnce is how many bytes go into one transaction: what it holds stays in memory until it ends.
const copiedAtOnce = 8 << 20

func (c *copying) bucket(name []byte, from *bbolt.Bucket) error {
	to, err := c.begin(name)
	if err != nil {
		return err
	}
	return from.ForEach(func(key, value []byte) error {
		if c.size += len(key) + len(value); c.size > copiedAtOnce {
			if err := cmp.Or(c.ctx.Err(), c.commit()); err != nil {
				return err
			}
			if to, err = c.begin(name); err != nil {
				return err
			}
		}
		return to.Put(key, value)
	})
}

func (c *copying) begin(bucket []byte) (*bbolt.Bucket, error) {
	if c.tx == nil {
		tx, err := c.to.Begin(true)
		if err != nil {
			return nil, err
		}
		c.tx = tx
	}
	b, err := c.tx.CreateBucketIfNotExists(bucket)
	if err == nil {
		b.FillPercent = 0.9
	}
	return b, err
}

func (c *copying) commit() error {
	if c.tx == nil {
		return nil
	}
	err := c.tx.Commit()
	if err == nil {
		c.tx, c.size = nil, 0
	}
	return err
}

// verify reads a whole file that was just written: every page, the checksum of every record and the
// totals. It makes nothing of the records, so that it costs little memory.
func verify(ctx context.Context, path string) error {
	file, info, err := openForReading(path)
	if err != nil {
		return err
	}
	defer file.Close()
	heads, err := readHeaders(file)
	if err != nil {
		return err
	}
	l := newLoad(path)
	w := walk{ctx: ctx, r: file, head: heads[0], size: info.Size()}
	w.fault = func(bucket, text string) { l.problems.add(kinds[bucket], "", text) }
	w.record = func(bucket string, key, value []byte) {
		switch _, _, err := unseal(bucket, key, value); {
		case err != nil:
			l.problems.add(kinds[bucket], "", err.Error())
		case bucket == bucketMeta:
			l.add(bucket, key, value)
		default:
			l.have[bucket] = l.have[bucket].with(value)
		}
	}
	if err := w.run(); err != nil {
		return err
	}
	l.checkTotals()
	if list := l.problems.all(); len(list) > 0 || l.file == nil {
		return fmt.Errorf("%w: %v", ErrDamaged, list)
	}
	return nil
}
