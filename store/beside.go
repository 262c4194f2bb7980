package store

import (
	"context"
	"errors"
	"os"
	"time"

	"go.etcd.io/bbolt"

	"stagecraft/model"
)

// What lies beside the workspace in its file: snapshots, their content and the change log.

// extras are the sealed values of the buckets beside the workspace, by bucket and key.
type extras map[string]map[string][]byte

// shelf reads what lies beside the workspace.
type shelf interface {
	// get returns the sealed value under a key, or nil.
	get(bucket, key string) []byte
	// last visits the values of a bucket from the last key to the first, until visit says no.
	last(bucket string, visit func(key string, value []byte) bool)
}

type boltShelf struct{ *bbolt.Tx }

func (s boltShelf) get(bucket, key string) []byte {
	if b := s.Bucket([]byte(bucket)); b != nil {
		return b.Get([]byte(key))
	}
	return nil
}

func (s boltShelf) last(bucket string, visit func(key string, value []byte) bool) {
	b := s.Bucket([]byte(bucket))
	if b == nil {
		return
	}
	c := b.Cursor()
	for k, v := c.Last(); k != nil; k, v = c.Prev() {
		if !visit(string(k), v) {
			return
		}
	}
}

func (x extras) get(bucket, key string) []byte { return x[bucket][key] }

func (x extras) last(bucket string, visit func(key string, value []byte) bool) {
	keys := sortedKeys(x[bucket])
	for i := len(keys) - 1; i >= 0; i-- {
		if !visit(keys[i], x[bucket][keys[i]]) {
			return
		}
	}
}

func fetchFrom(s shelf) blocks {
	return func(id blockID) ([]byte, error) {
		_, content, err := unseal(bucketContent, id[:], s.get(bucketContent, string(id[:])))
		return content, err
	}
}

// reading reads what lies beside the workspace in the file as it is now. Saves go on beside it: it holds the
// file's lock only to begin, and to read a file of which bbolt cannot be trusted with a page.
func (f *File) reading(ctx context.Context, do func(shelf) error, buckets ...string) error {
	tx, _, err := f.begin()
	if err != nil {
		return err
	}
	if tx != nil {
		err := guard(func() error {
			defer tx.Rollback()
			return do(boltShelf{tx})
		})
		if !errors.Is(err, errBroken) {
			return err
		}
	}
	x, err := f.extrasNow(ctx, buckets...)
	if err != nil {
		return err
	}
	return do(x)
}

// begin begins to read what the file holds now, and returns the workspace among it. The transaction is nil
// when there is no sound file to read from. It must be rolled back, and saves go on until then.
func (f *File) begin() (tx *bbolt.Tx, holds *model.Workspace, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.closed:
		return nil, nil, fault(f.path, ErrClosed, "open it again")
	case f.db == nil || f.damaged: // bbolt would miss what lies where nothing leads
		return nil, f.last, nil
	}
	err = guard(func() error {
		tx, err = f.db.Begin(false)
		return err
	})
	if errors.Is(err, errBroken) {
		return nil, f.last, nil
	}
	return tx, f.last, err
}

func (f *File) extrasNow(ctx context.Context, buckets ...string) (extras, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil, fault(f.path, ErrClosed, "open it again")
	}
	return f.extras(ctx, buckets...)
}

// beside changes what lies beside the workspace in one transaction; then says what the list of snapshots
// is after it. As for a save, a damaged or vanished file is first written anew.
func (f *File) beside(ctx context.Context, do func(*saving) error, then func([]version) []version) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	there, err := f.usable(ctx)
	if err != nil {
		return err
	}
	defer f.remember()
	if !there || f.damaged || f.db == nil {
		if _, err := f.rewrite(ctx, f.last, there); err != nil {
			return err
		}
	}
	_, err = transact(ctx, f.db, false, do)
	if errors.Is(err, errBroken) || errors.Is(err, errLost) {
		if _, err := f.rewrite(ctx, f.last, there); err != nil {
			return err
		}
		_, err = transact(ctx, f.db, false, do)
	}
	if err != nil {
		return f.unsaved(err)
	}
	f.wrote = true
	f.setVersions(then(append([]version(nil), f.versionsNow()...)))
	return nil
}

// extras reads what lies beside the workspace without bbolt: of a file that is damaged, opened read-only,
// or gone from its place while it is open. What is not whole is left out.
func (f *File) extras(ctx context.Context, buckets ...string) (extras, error) {
	if f.handle != nil {
		return extrasIn(ctx, f.handle, f.damagedHead, f.damaged, buckets)
	}
	for start := time.Now(); ; {
		file, _, err := openForReading(f.path)
		if err != nil {
			return nil, err
		}
		x, err := extrasIn(ctx, file, f.damagedHead, f.damaged, buckets)
		_ = file.Close()
		if err == nil || !errors.Is(err, errMoved) || time.Since(start) > maxWait {
			return x, err
		}
	}
}

// errMoved means that another program saved into a file while it was read.
var errMoved = errors.New("was changed while it was read")

// extrasIn reads the extras of the state that a header describes, or else of the newest. Of a file that is
// known to be damaged a bucket may be missing without a trace: there the pages are searched at once.
func extrasIn(ctx context.Context, r *os.File, head *header, damaged bool, buckets []string) (extras, error) {
	var state header
	if head != nil {
		state = *head
	} else if heads, err := readHeaders(r); err == nil {
		state = heads[0]
	} else {
		return nil, err
	}
	x, faults, err := extrasOf(ctx, r, state, buckets, damaged)
	if err == nil && faults > 0 && !damaged {
		if now, err := readHeaders(r); head == nil && err == nil && now[0].txid != state.txid {
			return nil, errMoved
		}
		x, _, err = extrasOf(ctx, r, state, buckets, true)
	}
	return x, err
}

func extrasOf(ctx context.Context, r *os.File, state header, buckets []string, salvage bool) (x extras, faults int, err error) {
	info, err := r.Stat()
	if err != nil {
		return nil, 0, err
	}
	x = extras{}
	w := walk{ctx: ctx, r: r, head: state, size: info.Size(), only: map[string]bool{}}
	var l load // of which the totals alone are used, so that what is taken is what opening took
	l.have = map[string]total{}
	if salvage {
		w.seen, w.wanted, w.only[bucketMeta] = map[string]bool{}, l.wanted, true
	}
	for _, b := range buckets {
		w.only[b], x[b] = true, map[string][]byte{}
	}
	w.record = func(bucket string, key, value []byte) {
		_, content, err := unseal(bucket, key, value)
		switch {
		case err != nil:
			faults++
			return
		case bucket == bucketMeta:
			_ = l.meta(entry{key: string(key), content: content})
			return
		}
		l.have[bucket] = l.have[bucket].with(value)
		x[bucket][string(key)] = append([]byte(nil), value...)
	}
	w.fault = func(string, string) { faults++ }
	err = w.run()
	return x, faults, err
}

// whole returns the extras without the snapshots of which a part is missing and without the blocks that
// no snapshot needs, and the snapshots that are left.
func (x extras) whole() (extras, []version) {
	out := extras{bucketLog: bound(x[bucketLog]), bucketSnapshots: {}, bucketContent: {}}
	var versions []version
	needed := map[blockID]bool{}
	for key, value := range x[bucketSnapshots] {
		v, err := versionIn(key, value)
		if err != nil {
			continue
		}
		below := map[blockID]bool{}
		leaves, err := fetchFrom(x).below(v.top, below)
		if err != nil || !x.have(leaves) {
			continue
		}
		for id := range below {
			needed[id] = true
		}
		versions = append(versions, v)
		out[bucketSnapshots][key] = value
	}
	for id := range needed {
		out[bucketContent][string(id[:])] = x[bucketContent][string(id[:])]
	}
	return out, versions
}

func (x extras) have(ids []blockID) bool {
	for _, id := range ids {
		if x[bucketContent][string(id[:])] == nil {
			return false
		}
	}
	return true
}
