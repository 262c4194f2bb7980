package store

import (
	"context"
	"reflect"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"stagecraft/model"
)

// LimitSize makes every file opened from now on refuse to grow beyond a size, as a full disk does.
func LimitSize(bytes int) (restore func()) {
	before := boltOptions
	boltOptions = func() *bbolt.Options {
		o := before()
		o.MaxSize = bytes
		return o
	}
	return func() { boltOptions = before }
}

// KeepFewSnapshots lets only so many snapshots of days and of weeks be kept.
func KeepFewSnapshots(days, weeks int) (restore func()) {
	d, w := keptDailies, keptWeeks
	keptDailies, keptWeeks = days, weeks
	return func() { keptDailies, keptWeeks = d, w }
}

// SchemaSteps returns how many steps the list of schema changes has.
func SchemaSteps() int { return len(steps) }

// AssignRanks, IsRank, EncodeObservations and DecodeObservations are tested by themselves.
var (
	AssignRanks        = assignRanks
	IsRank             = isRank
	EncodeObservations = encodeObservations
	DecodeObservations = decodeObservations
)

// SetSchema makes a file say that it is of another schema.
func SetSchema(t testing.TB, path string, schema int) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, boltOptions())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin(true)
	if err != nil {
		t.Fatal(err)
	}
	s := saving{ctx: context.Background(), tx: tx}
	if err := s.meta(metaFile, fileRecord{Schema: schema, App: app}); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

// SetSavedAt makes a file say when it was saved last, as if the clock had been wrong then.
func SetSavedAt(t testing.TB, f *File, at time.Time) {
	t.Helper()
	_, err := transact(context.Background(), f.db, false, func(s *saving) error {
		s.record.At = timeText(at)
		s.stats.Records = 1
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	f.remember()
}

// CountContent returns how many blocks of content a file holds.
func CountContent(t testing.TB, f *File) (n int) {
	t.Helper()
	err := f.reading(context.Background(), func(s shelf) error {
		s.last(bucketContent, func(string, []byte) bool { n++; return true })
		return nil
	}, bucketContent)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Pack returns the observations of one chunk as they are after opening a file.
func Pack(data []byte) (*model.Observations, error) {
	var p packed
	err := p.add(data, func(b []byte) string { return string(b) })
	return p.observations(), err
}

// Unpacked reports whether observations of a file were looked at.
func Unpacked(o *model.Observations) bool {
	return !reflect.ValueOf(o).Elem().FieldByName("content").FieldByName("v").IsNil()
}

// LimitLog lowers the number of entries that the change log keeps.
func LimitLog(t testing.TB, n int) {
	before := logEntries
	logEntries = n
	t.Cleanup(func() { logEntries = before })
}
