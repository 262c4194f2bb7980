package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"stagecraft/model"
)

// job is what one save has to write.
type job struct {
	before, after *model.Workspace // before is nil when the file is empty
	created       string           // of a new file
	logged        *model.Workspace // what the change log compares with; nil for a workspace that is new
	author        string
	extras        extras      // what a new file takes over from the one in whose place it comes
	saved         savedRecord // the last save of that one
	unchanged     bool        // it holds nothing else than that one
	now           time.Time   // as the clock says
	trusted       bool        // a person said that it is right
}

// commit writes what differs in one transaction, and notes it in the change log.
func commit(ctx context.Context, db *bbolt.DB, j job) (Stats, error) {
	return transact(ctx, db, j.before == nil, func(s *saving) error {
		s.created = j.created
		if err := s.write(j.before, j.after); err != nil || s.stats.Records == 0 {
			return err
		}
		if j.before == nil {
			s.record.Revision, s.record.At = j.saved.Revision, j.saved.At
		}
		if !j.unchanged || s.record.At == "" {
			s.record.Revision++
			s.record.At = timeText(s.at(j))
		}
		stats := s.stats
		err := s.beside(j)
		s.stats.Records = stats.Records
		return err
	})
}

// transact runs what writes in one transaction. What writes no record is taken back.
func transact(ctx context.Context, db *bbolt.DB, fresh bool, do func(*saving) error) (stats Stats, err error) {
	var tx *bbolt.Tx
	err = guard(func() error {
		var err error
		if tx, err = db.Begin(true); err != nil {
			return err
		}
		s := saving{ctx: ctx, tx: tx, fresh: fresh}
		if s.record, err = s.saved(); err == nil && !fresh {
			err = s.migrate()
		}
		if err == nil {
			err = do(&s)
		}
		if err == nil && s.stats.Records > 0 {
			err = s.finish()
		}
		if err != nil || s.stats.Records == 0 {
			return errors.Join(err, tx.Rollback())
		}
		stats = s.stats
		return tx.Commit()
	})
	if err != nil {
		stats = Stats{}
	}
	if errors.Is(err, errBroken) && tx != nil {
		_ = guard(tx.Rollback) // for its locks, which Close needs
	}
	return stats, err
}

// saving is one transaction.
type saving struct {
	ctx     context.Context
	tx      *bbolt.Tx
	fresh   bool    // the file is new
	fill    float64 // of its pages
	created string
	record  savedRecord
	stats   Stats
	blocks  map[blockID][]byte // of a snapshot, sealed, that are to be written with it
}

// write writes what differs between two workspaces.
func (s *saving) write(before, after *model.Workspace) error {
	changes := newChanges(s.stored)
	if err := changes.workspace(before, after); err != nil {
		return err
	}
	s.fill = fillOf(changes.pending)
	for _, bucket := range inPlace(sortedKeys(changes.pending)) {
		if err := s.bucket(bucket, changes.pending[bucket]); err != nil {
			return err
		}
	}
	return nil
}

// fillOf says how full the pages of a file are made that holds nothing but this: with room for the first edits, but
// in a small file, where pages that are not full weigh most, with none.
func fillOf(pending map[string]map[string][]byte) float64 {
	size := 0
	for bucket := range marks {
		for key, value := range pending[bucket] {
			size += len(key) + len(value)
		}
	}
	if size < fewRecords {
		return 1
	}
	return 0.9
}

// fewRecords is how many bytes of records make a small file.
const fewRecords = 64 << 10

// beside writes what a new file takes over, and the entry of the change log.
func (s *saving) beside(j job) error {
	for _, bucket := range sortedKeys(j.extras) {
		if err := s.bucket(bucket, j.extras[bucket]); err != nil {
			return err
		}
	}
	return s.log(j)
}

// finish writes the totals, and of a new file what it is.
func (s *saving) finish() error {
	err := s.meta(metaSaved, s.record)
	if err == nil && s.fresh {
		err = s.meta(metaFile, fileRecord{Schema: Schema, App: app, Created: s.created})
	}
	return err
}

// migrate takes an older file to the newest schema, step by step.
func (s *saving) migrate() error {
	var file fileRecord
	_, content, err := unseal(bucketMeta, []byte(metaFile), s.stored(bucketMeta, metaFile))
	if err == nil {
		err = json.Unmarshal(content, &file)
	}
	if err != nil {
		return errLost
	}
	if file.Schema >= Schema {
		return nil
	}
	for ; file.Schema < Schema; file.Schema++ {
		if do := steps[file.Schema].do; do != nil {
			if err := do(s); err != nil {
				return fmt.Errorf("step %d (%s): %w", file.Schema+1, steps[file.Schema].name, err)
			}
		}
	}
	return s.meta(metaFile, file)
}

func (s *saving) stored(bucket, key string) []byte {
	place, stored := placeOf(bucket, key)
	b := s.tx.Bucket([]byte(place))
	if b == nil {
		return nil
	}
	return b.Get([]byte(stored))
}

// saved returns what the last save noted.
func (s *saving) saved() (savedRecord, error) {
	saved := savedRecord{Totals: map[string]total{}}
	if s.fresh {
		return saved, nil
	}
	value := s.stored(bucketMeta, metaSaved)
	_, content, err := unseal(bucketMeta, []byte(metaSaved), value)
	if err == nil {
		err = json.Unmarshal(content, &saved)
	}
	if err != nil || saved.Totals == nil {
		return saved, errLost
	}
	return saved, nil
}

// bucket writes the changes of one bucket in the order of their keys, which keeps pages full.
func (s *saving) bucket(name string, pending map[string][]byte) error {
	if err := s.ctx.Err(); err != nil || len(pending) == 0 {
		return err
	}
	place, _ := placeOf(name, "")
	b, err := s.tx.CreateBucketIfNotExists([]byte(place))
	if err != nil {
		return err
	}
	switch {
	case name == bucketLog:
		b.FillPercent = 1 // entries come at its end, and those before stay as they are
	case s.fresh:
		b.FillPercent = s.fill
	}
	sum := s.record.Totals[name]
	for _, key := range sortedKeys(pending) {
		_, stored := placeOf(name, key)
		value, old := pending[key], b.Get([]byte(stored))
		if bytes.Equal(value, old) {
			continue
		}
		if old != nil {
			sum = sum.without(old)
		}
		if value == nil {
			err = b.Delete([]byte(stored))
		} else {
			sum = sum.with(value)
			err = b.Put([]byte(stored), value)
		}
		if err != nil {
			return err
		}
		s.stats.Records++
		s.stats.Bytes += int64(len(stored) + len(value))
	}
	if sum == (total{}) {
		delete(s.record.Totals, name)
	} else {
		s.record.Totals[name] = sum
	}
	return nil
}

func (s *saving) meta(key string, record any) error {
	content, err := compact(record)
	if err != nil {
		return err
	}
	b, err := s.tx.CreateBucketIfNotExists([]byte(bucketMeta))
	if err != nil {
		return err
	}
	value := seal(bucketMeta, []byte(key), "", content)
	s.stats.Bytes += int64(len(key) + len(value))
	return b.Put([]byte(key), value)
}
