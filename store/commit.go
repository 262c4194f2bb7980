package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"time"

	"go.etcd.io/bbolt"

	"stagecraft/model"
)

// commit writes what differs in one transaction. created is given for a new file.
func commit(ctx context.Context, db *bbolt.DB, before, after *model.Workspace, created string) (stats Stats, err error) {
	var tx *bbolt.Tx
	err = guard(func() error {
		var err error
		if tx, err = db.Begin(true); err != nil {
			return err
		}
		s := saving{ctx: ctx, tx: tx, fresh: before == nil}
		if err = s.write(before, after, created); err != nil || s.stats.Records == 0 {
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
	ctx    context.Context
	tx     *bbolt.Tx
	fresh  bool
	totals map[string]total
	stats  Stats
}

func (s *saving) write(before, after *model.Workspace, created string) error {
	changes := newChanges(s.stored)
	if err := changes.workspace(before, after); err != nil {
		return err
	}
	saved, err := s.saved()
	if err != nil {
		return err
	}
	s.totals = saved.Totals
	for _, bucket := range sortedKeys(changes.pending) {
		if err := s.bucket(bucket, changes.pending[bucket]); err != nil {
			return err
		}
	}
	if s.stats.Records == 0 {
		return nil
	}
	saved.Revision++
	saved.At = timeText(time.Now())
	if err := s.meta(metaSaved, saved); err != nil || !s.fresh {
		return err
	}
	return s.meta(metaFile, fileRecord{Schema: Schema, App: app, Created: created})
}

func (s *saving) stored(bucket, key string) []byte {
	b := s.tx.Bucket([]byte(bucket))
	if b == nil {
		return nil
	}
	return b.Get([]byte(key))
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
	if err := s.ctx.Err(); err != nil {
		return err
	}
	b, err := s.tx.CreateBucketIfNotExists([]byte(name))
	if err != nil {
		return err
	}
	if s.fresh {
		b.FillPercent = 0.9
	}
	sum := s.totals[name]
	for _, key := range sortedKeys(pending) {
		value, old := pending[key], b.Get([]byte(key))
		if bytes.Equal(value, old) {
			continue
		}
		if old != nil {
			sum = sum.without(old)
		}
		if value == nil {
			err = b.Delete([]byte(key))
		} else {
			sum = sum.with(value)
			err = b.Put([]byte(key), value)
		}
		if err != nil {
			return err
		}
		s.stats.Records++
		s.stats.Bytes += int64(len(key) + len(value))
	}
	if sum == (total{}) {
		delete(s.totals, name)
	} else {
		s.totals[name] = sum
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
