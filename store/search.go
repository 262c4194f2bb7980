package store

import (
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"io/fs"
	"os"
	"slices"
)

// What is destroyed in a file is often no record but one of the few pages that lead to them: a branch of a
// tree, or the headers, from which everything is found. The records are all there then. Each carries a
// checksum over the name of its bucket, its key and its content, so that it is known for what it is wherever
// it lies, and the totals of the last save tell whether all are there.

// pageBytes is the size of the pages of every file that this program makes.
const pageBytes = 4096

// salvage reads the pages that nothing leads to any more and that are not free: those of the state that is
// read. Without a list of what is free, pages of former states are among them; then a bucket is taken when it
// holds what it must, and single records only of buckets that are not complete by then.
func (w *walk) salvage() {
	w.orphans(true)
	w.orphans(false)
}

// orphans visits leaves that nothing leads to: those that name buckets, which lead to others, or those that
// hold records.
func (w *walk) orphans(naming bool) {
	for id := uint64(2); id < w.pages && w.ctx.Err() == nil; id++ {
		if w.used.has(id) || w.free.has(id) {
			continue
		}
		page := w.orphan(id)
		if page == nil || namesBuckets(page) != naming {
			continue
		}
		for i := range uint64(len(page)) / uint64(w.head.pageSize) {
			w.used.set(id + i)
		}
		for e := (elements{page: page}); e.next(); {
			switch name := string(e.key); {
			case !naming:
				if bucket, key := w.recordIn(e.key, e.value); bucket != "" && e.flags&flagBucket == 0 {
					w.found(bucket, key, e.value)
				}
			case e.flags&flagBucket != 0 && known(name) && w.belongs(name, e.value):
				w.bucket(name, e.value, 0)
			}
		}
	}
}

// belongs says whether a bucket that was found is that of the state that is read.
func (w *walk) belongs(name string, value []byte) bool {
	if w.wanted == nil {
		return true
	}
	all, known, there := w.wanted(name)
	if there || w.listed || !known {
		return !there
	}
	var sum total
	p := walk{ctx: w.ctx, r: w.r, head: w.head, size: w.size, pages: w.pages, used: newBitmap(w.pages), free: newBitmap(w.pages)}
	p.fault = func(string, string) {}
	p.record = func(bucket string, key, value []byte) {
		if sealed(bucket, key, value) {
			sum = sum.with(value)
		}
	}
	p.bucket(name, value, 0)
	return p.faults == 0 && sum == all
}

// orphan returns a leaf with its overflow when it is what it should be, else nil.
func (w *walk) orphan(id uint64) []byte {
	size := int64(w.head.pageSize)
	page := w.buffer(0, size)
	order := binary.NativeEndian
	if _, err := w.r.ReadAt(page, int64(id)*size); err != nil || order.Uint64(page) != id || order.Uint16(page[8:]) != flagLeaf {
		return nil
	}
	more := uint64(order.Uint32(page[12:]))
	if more >= w.pages-id || (more+1)*uint64(size) > maxRun {
		return nil
	}
	for i := id; i <= id+more; i++ {
		if w.used.has(i) || w.free.has(i) {
			return nil
		}
	}
	if more > 0 {
		page = w.buffer(0, size*int64(more+1))
		if _, err := w.r.ReadAt(page, int64(id)*size); err != nil {
			return nil
		}
	}
	return page
}

func known(place string) bool {
	_, is := kinds[place]
	return is || place == bucketRecords
}

// namesBuckets says whether a leaf is one of the file's root.
func namesBuckets(page []byte) bool {
	e := elements{page: page}
	return e.next() && e.flags&flagBucket != 0 && known(string(e.key))
}

// recordOf returns the bucket of a record that lies in one of bbolt, and its key there. While pages are searched, one
// that belongs elsewhere, because its page got into the place of another, is known by its checksum.
func (w *walk) recordOf(place string, stored, value []byte) (bucket string, key []byte, elsewhere bool) {
	bucket, key = recordAt(place, stored)
	if w.seen != nil && !sealed(bucket, key, value) {
		if other, k := w.recordIn(stored, value); other != "" {
			return other, k, true
		}
	}
	return bucket, key, false
}

// recordIn finds by its checksum to which bucket a record belongs, of those of which records are wanted, and its key
// there.
func (w *walk) recordIn(stored, value []byte) (bucket string, key []byte) {
	bucket, key = recordAt(bucketRecords, stored)
	if w.asked(bucket) && sealed(bucket, key, value) {
		return bucket, key
	}
	for bucket := range kinds {
		if w.asked(bucket) && sealed(bucket, stored, value) {
			return bucket, stored
		}
	}
	return "", nil
}

// asked says whether more records of a bucket are wanted.
func (w *walk) asked(bucket string) bool {
	if place, _ := placeOf(bucket, ""); bucket == "" || w.only != nil && !w.only[place] {
		return false
	}
	if w.wanted == nil {
		return true
	}
	_, _, there := w.wanted(bucket)
	return !there
}

// sealed says whether a record is whole and of a bucket.
func sealed(bucket string, key, value []byte) bool {
	_, _, err := unseal(bucket, key, value)
	return err == nil
}

// wanted tells what a bucket, of records or of bbolt, must hold as far as the last save noted it, and whether that
// was read.
func (l *load) wanted(place string) (all total, known, there bool) {
	switch {
	case place == bucketMeta:
		return total{}, false, l.file != nil && l.saved != nil
	case l.saved == nil:
		return total{}, false, false
	}
	there = true
	for _, bucket := range bucketsAt(place) {
		one := l.saved.Totals[bucket]
		all = total{all.Count + one.Count, all.Sum + one.Sum}
		there = there && l.have[bucket] == one
	}
	return all, true, there
}

// maxRoots is how many states are looked at in full.
const maxRoots = 6

// searchState looks for the newest state of a file both of whose headers are destroyed: among the pages that
// may have been its root the one with the highest number of saves, whose records add up; when none do, what
// can be read of the newest and of pages that lie about. It returns nil when there is nothing.
func searchState(ctx context.Context, path string, file *os.File, info fs.FileInfo, newer bool) (*scan, error) {
	roots := rootsIn(ctx, file, info.Size())
	var best *scan
	for _, r := range roots[:min(len(roots), maxRoots)] {
		if best != nil && r.revision < best.saved.Revision {
			break
		}
		s, _, err := readPages(ctx, path, file, info, r.head, newer, false)
		// Of two states with the same number one differs in its snapshots alone: rather one too many.
		if err == nil && !s.harm && (best == nil || len(s.versions) > len(best.versions)) {
			best = s
		}
	}
	text := "both of its headers are destroyed: you see the newest state that was found; what was saved last may be missing"
	if best == nil {
		head := searched(info.Size(), 0)
		if len(roots) > 0 {
			head = roots[0].head
		}
		s, _, err := readPages(ctx, path, file, info, head, newer, true)
		if err != nil || len(s.have) == 0 {
			return nil, err
		}
		best, text = s, "both of its headers are destroyed: you see what was found; some of it may be older than what was saved last, or was deleted before"
	}
	best.sound, best.headless = false, true
	best.problems.add("", "", text)
	return best, nil
}

// searched is the header that a file with this root would have.
func searched(size int64, root uint64) header {
	return header{pageSize: pageBytes, root: root, freelist: noFreelist, top: uint64(size) / pageBytes}
}

// rootFound is a page that may have been the root of a file, and how often that had been saved by then.
type rootFound struct {
	head     header
	revision uint64
}

// rootsIn finds the pages that may have been the root, that of the newest state first.
func rootsIn(ctx context.Context, file *os.File, size int64) []rootFound {
	w := walk{ctx: ctx, r: file, head: searched(size, 0), size: size, pages: uint64(size) / pageBytes}
	w.used, w.free = newBitmap(w.pages), newBitmap(w.pages)
	leaves := map[uint64]bool{}
	for id := uint64(2); id < w.pages && ctx.Err() == nil; id++ {
		if page := w.orphan(id); page != nil && namesBuckets(page) {
			leaves[id] = true
		}
	}
	var roots []rootFound
	for id := uint64(2); id < w.pages && ctx.Err() == nil; id++ {
		if !leaves[id] && !w.leads(id, leaves) {
			continue
		}
		r := rootFound{head: searched(size, id)}
		if r.revision = revisionOf(ctx, file, size, r.head); r.revision > 0 {
			roots = append(roots, r)
		}
	}
	slices.SortFunc(roots, func(a, b rootFound) int {
		return cmp.Or(cmp.Compare(b.revision, a.revision), cmp.Compare(b.head.root, a.head.root))
	})
	return roots
}

// leads says whether a page is a branch above one of these leaves.
func (w *walk) leads(id uint64, leaves map[uint64]bool) bool {
	page := w.buffer(0, pageBytes)
	order := binary.NativeEndian
	if _, err := w.r.ReadAt(page, int64(id)*pageBytes); err != nil || order.Uint64(page) != id || order.Uint16(page[8:]) != flagBranch {
		return false
	}
	for e := (elements{page: page, branch: true}); e.next(); {
		if leaves[e.id] {
			return true
		}
	}
	return false
}

// revisionOf returns how often a state had been saved, or 0 when that cannot be read.
func revisionOf(ctx context.Context, file *os.File, size int64, head header) uint64 {
	var saved savedRecord
	w := walk{ctx: ctx, r: file, head: head, size: size, only: map[string]bool{bucketMeta: true}}
	w.fault = func(string, string) {}
	w.record = func(bucket string, key, value []byte) {
		if _, content, err := unseal(bucket, key, value); err == nil && string(key) == metaSaved {
			_ = json.Unmarshal(content, &saved)
		}
	}
	_ = w.run()
	return saved.Revision
}
