package store

import (
	"context"
	"encoding/binary"
	"reflect"
	"slices"
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

// PackRecord and UnpackRecord are tested by themselves, and the dictionary, which never changes.
var (
	PackRecord   = packRecord
	UnpackRecord = unpackRecord
	RecordWords  = recordWords
)

// Marks are what the keys of the records begin with.
var Marks = marks

// UnpackedMost is how many times as large as when it is packed a record may be.
const UnpackedMost = unpackedMost

// Texts returns the bytes of a file with all that is packed in any of its pages, in use or not, unpacked behind them.
func Texts(data []byte) []byte {
	out := slices.Clone(data)
	var leaf func(page []byte)
	leaf = func(page []byte) {
		for e := (elements{page: page}); e.next(); {
			if e.flags&flagBucket != 0 && len(e.value) > bucketHead+pageHead {
				leaf(e.value[bucketHead:])
			}
			_, content, ok := opened(e.value)
			if !ok || len(content) == 0 {
				continue
			}
			for _, key := range [][]byte{e.key, e.key[1:]} {
				if text, err := unpackRecord(key, content); err == nil && e.value[0] == packedFormat {
					out = append(out, text...)
				}
			}
			if content[0] == leafPacked {
				text, _ := unpacker().DecodeAll(content[1:], nil)
				out = append(out, text...)
			}
		}
	}
	for at := 0; at+pageBytes <= len(data); at += pageBytes {
		if order := binary.NativeEndian; order.Uint16(data[at+8:]) == flagLeaf {
			leaf(data[at:min(len(data), at+pageBytes*(1+int(order.Uint32(data[at+12:])%1024)))])
		}
	}
	return out
}

// FormatsIn counts the records of each format in a file that is closed.
func FormatsIn(t testing.TB, path string) map[byte]int {
	t.Helper()
	formats := map[byte]int{}
	file, info, err := openForReading(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	heads, err := readHeaders(file)
	if err != nil {
		t.Fatal(err)
	}
	w := walk{ctx: context.Background(), r: file, head: heads[0], size: info.Size(), fault: func(_, text string) { t.Error(text) }}
	w.record = func(_ string, _, value []byte) { formats[value[0]]++ }
	if err := w.run(); err != nil {
		t.Fatal(err)
	}
	return formats
}

// AddRecordOfTomorrow puts a record into a file whose format this version does not know.
func AddRecordOfTomorrow(t testing.TB, path string) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, boltOptions())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Update(func(tx *bbolt.Tx) error {
		key := keyOf("", "tomorrow")
		value := seal(bucketPersonas, []byte(key), "V", []byte("{}"))
		value[0] = packedFormat + 1
		binary.LittleEndian.PutUint32(value[1:], checksum(bucketPersonas, []byte(key), value))
		place, stored := placeOf(bucketPersonas, key)
		return tx.Bucket([]byte(place)).Put([]byte(stored), value)
	})
	if err != nil {
		t.Fatal(err)
	}
}

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
func CountContent(t testing.TB, f *File) int { return count(t, f, bucketContent) }

// CountLog returns how many records hold the change log of a file.
func CountLog(t testing.TB, f *File) int { return count(t, f, bucketLog) }

func count(t testing.TB, f *File, bucket string) (n int) {
	t.Helper()
	err := f.reading(context.Background(), func(s shelf) error {
		s.last(bucket, func(string, []byte) bool { n++; return true })
		return nil
	}, bucket)
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
