package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
)

// bbolt maps a file into memory and trusts every page of it: a flipped bit in one can end the
// process, and its own check runs where nothing can be caught. So a file is first read here, page by
// page through an io.ReaderAt, believing nothing: no offset is followed before it was found to lie
// inside the file, and no page is visited twice. Only a file whose pages are all sound is given to
// bbolt. The layout is that of bbolt's internal/common (page.go, meta.go, bucket.go), version 2.
const (
	pageHead    = 16
	elementSize = 16
	bucketHead  = 16
	metaSize    = 64
	metaSummed  = 56

	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagMeta     = 0x04
	flagFreelist = 0x10
	flagBucket   = 0x01

	boltMagic   = 0xED0CDAED
	boltVersion = 2
	noFreelist  = ^uint64(0)

	maxDepth    = 24
	maxRun      = 256 << 20 // the longest run of pages that is read for one node
	maxFileSize = 64 << 30
)

// header is what a meta page says.
type header struct {
	pageSize uint32
	root     uint64
	freelist uint64
	top      uint64 // pages from here on are not in use
	txid     uint64
}

var errNoHeader = errors.New("no readable header")

// readHeaders returns the headers that can be read, the newer one first. A sound file has two: that of
// the last save and that of the one before, whose pages are all still there.
func readHeaders(r io.ReaderAt) ([]header, error) {
	first, err := metaAt(r, 0)
	sizes := []uint32{first.pageSize}
	switch {
	case errors.Is(err, errNoHeader):
		sizes = sizes[:0]
		for s := uint32(1 << 10); s <= 64<<10; s <<= 1 {
			sizes = append(sizes, s)
		}
	case err != nil:
		return nil, err
	}
	var heads []header
	if err == nil {
		heads = append(heads, first)
	}
	for _, s := range sizes {
		second, err := metaAt(r, int64(s))
		if err == nil && second.pageSize == s {
			heads = append(heads, second)
			break
		}
		if err != nil && !errors.Is(err, errNoHeader) {
			return nil, err
		}
	}
	if len(heads) == 0 {
		return nil, errNoHeader
	}
	slices.SortFunc(heads, func(a, b header) int { return cmp.Compare(b.txid, a.txid) })
	return heads, nil
}

func metaAt(r io.ReaderAt, at int64) (header, error) {
	var page [pageHead + metaSize]byte
	if _, err := r.ReadAt(page[:], at); err != nil {
		if errors.Is(err, io.EOF) {
			return header{}, errNoHeader
		}
		return header{}, err
	}
	m := page[pageHead:]
	sum := fnv.New64a()
	_, _ = sum.Write(m[:metaSummed])
	order := binary.NativeEndian
	h := header{
		pageSize: order.Uint32(m[8:]),
		root:     order.Uint64(m[16:]),
		freelist: order.Uint64(m[32:]),
		top:      order.Uint64(m[40:]),
		txid:     order.Uint64(m[48:]),
	}
	sound := order.Uint32(m) == boltMagic && order.Uint32(m[4:]) == boltVersion &&
		order.Uint64(m[metaSummed:]) == sum.Sum64() &&
		h.pageSize >= 1<<10 && h.pageSize <= 64<<10 && h.pageSize&(h.pageSize-1) == 0
	if !sound {
		return header{}, errNoHeader
	}
	return h, nil
}

// looksLikeBolt says whether a file without a readable header has at least the mark of one.
func looksLikeBolt(r io.ReaderAt) bool {
	for _, at := range []int64{0, 4 << 10} {
		var mark [4]byte
		if _, err := r.ReadAt(mark[:], at+pageHead); err == nil && binary.NativeEndian.Uint32(mark[:]) == boltMagic {
			return true
		}
	}
	return false
}

// walk reads every record of a file.
type walk struct {
	ctx  context.Context
	r    io.ReaderAt
	head header
	size int64
	only map[string]bool // the buckets of bbolt that are read; nil for all

	// seen is not nil when also the pages are read that nothing leads to any more; it holds what was read.
	seen map[string]bool
	// wanted tells what a bucket must hold, when that is known, and whether it does by now.
	wanted func(bucket string) (all total, known, there bool)

	record func(bucket string, key, value []byte) // key and value are valid during the call
	fault  func(place, text string)               // a part of a bucket of bbolt ("" the whole file) is unsound

	pages   uint64 // that lie in the file wholly
	used    bitmap
	free    bitmap
	freed   int
	listed  bool // the list of free pages was read
	faults  int
	buffers [maxDepth + 1][]byte
}

// run visits everything. Its error is only that of the context.
func (w *walk) run() error {
	w.pages = uint64(w.size) / uint64(w.head.pageSize)
	w.used, w.free = newBitmap(w.pages), newBitmap(w.pages)
	if w.head.top > w.pages {
		missing := float64(w.head.top-w.pages) * float64(w.head.pageSize) / 1024
		w.unsound("", fmt.Sprintf("the file is cut off: its last %.0f KB are missing", missing))
	} else {
		w.pages = w.head.top
	}
	w.readFreelist()
	w.visit("", w.head.root, 0, nil, nil)
	if w.seen != nil {
		w.salvage()
	}
	return w.ctx.Err()
}

func (w *walk) unsound(bucket, text string) {
	w.faults++
	w.fault(bucket, text)
}

// found takes in a record of a bucket, wherever it lay.
func (w *walk) found(bucket string, key, value []byte) {
	if w.seen != nil {
		name := bucket + "/" + string(key)
		if w.seen[name] {
			return
		}
		w.seen[name] = true
	}
	w.record(bucket, key, value)
}

// take reads the page with its overflow and marks it as used.
func (w *walk) take(bucket string, id uint64, depth int) ([]byte, bool) {
	fail := func(text string) ([]byte, bool) {
		w.unsound(bucket, fmt.Sprintf("part %d %s", id, text))
		return nil, false
	}
	if id < 2 || id >= w.pages {
		return fail("lies outside of the file")
	}
	if depth > maxDepth {
		return fail("is nested too deep")
	}
	size := int64(w.head.pageSize)
	page := w.buffer(depth, size)
	if _, err := w.r.ReadAt(page, int64(id)*size); err != nil {
		return fail("cannot be read: " + err.Error())
	}
	order := binary.NativeEndian
	more := uint64(order.Uint32(page[12:]))
	if order.Uint64(page) != id {
		return fail("is not what it should be")
	}
	if more >= w.pages-id || (more+1)*uint64(size) > maxRun {
		return fail("has an impossible length")
	}
	for i := id; i <= id+more; i++ {
		if w.used.has(i) {
			return fail("is referred to twice")
		}
		if w.free.has(i) { // either mark may be the wrong one; the totals show whether it holds old records
			w.unsound(bucket, fmt.Sprintf("part %d is in use and marked as free", id))
		}
		w.used.set(i)
	}
	if more == 0 {
		return page, true
	}
	page = w.buffer(depth, size*int64(more+1))
	if _, err := w.r.ReadAt(page, int64(id)*size); err != nil {
		return fail("cannot be read: " + err.Error())
	}
	return page, true
}

func (w *walk) buffer(depth int, size int64) []byte {
	depth = min(depth, maxDepth)
	if int64(cap(w.buffers[depth])) < size {
		w.buffers[depth] = make([]byte, size)
	}
	return w.buffers[depth][:size]
}

// visit reads the tree below a page whose keys lie from low (inclusive) to high (exclusive).
func (w *walk) visit(bucket string, id uint64, depth int, low, high []byte) {
	if w.ctx.Err() != nil {
		return
	}
	page, ok := w.take(bucket, id, depth)
	if !ok {
		return
	}
	switch binary.NativeEndian.Uint16(page[8:]) {
	case flagBranch:
		w.branch(bucket, id, page, depth, low, high)
	case flagLeaf:
		w.leaf(bucket, id, page, depth, low, high)
	default:
		w.unsound(bucket, fmt.Sprintf("part %d is of an unknown type", id))
	}
}

func (w *walk) branch(bucket string, id uint64, page []byte, depth int, low, high []byte) {
	e := elements{page: page, branch: true}
	type child struct {
		key []byte
		id  uint64
	}
	var children []child
	for e.next() {
		children = append(children, child{e.key, e.id})
	}
	if !e.sound(low, high) || len(children) == 0 {
		w.unsound(bucket, fmt.Sprintf("part %d is damaged inside", id))
	}
	for i, c := range children {
		to := high
		if i+1 < len(children) {
			to = children[i+1].key
		}
		// The keys stay valid: a child reads into the buffer of its own depth.
		w.visit(bucket, c.id, depth+1, c.key, to)
	}
}

func (w *walk) leaf(bucket string, id uint64, page []byte, depth int, low, high []byte) {
	e, misplaced := elements{page: page}, false
	for e.next() {
		switch {
		case e.flags&flagBucket == 0 && bucket != "":
			of, key, elsewhere := w.recordOf(bucket, e.key, e.value)
			if of != "" {
				w.found(of, key, e.value)
			}
			misplaced = misplaced || elsewhere
		case e.flags&flagBucket != 0 && bucket == "":
			w.bucket(string(e.key), e.value, depth)
		default:
			w.unsound(bucket, fmt.Sprintf("part %d holds a record where none belongs", id))
		}
	}
	if !e.sound(low, high) || misplaced {
		w.unsound(bucket, fmt.Sprintf("part %d is damaged inside", id))
	}
}

// bucket visits the records of a bucket, which begin on a page of their own or, when few, lie in the
// bucket's own entry.
func (w *walk) bucket(name string, value []byte, depth int) {
	if w.only != nil && !w.only[name] {
		return
	}
	if len(value) < bucketHead || name == "" {
		w.unsound(name, "its beginning is damaged")
		return
	}
	if root := binary.NativeEndian.Uint64(value); root != 0 {
		w.visit(name, root, depth+1, nil, nil)
		return
	}
	page := value[bucketHead:]
	if len(page) < pageHead || binary.NativeEndian.Uint16(page[8:]) != flagLeaf {
		w.unsound(name, "its beginning is damaged")
		return
	}
	w.leaf(name, 0, page, depth, nil, nil)
}

// readFreelist notes the pages that are not in use.
func (w *walk) readFreelist() {
	if w.head.freelist == noFreelist {
		if w.head.txid > 0 { // one that was searched for has none; for the others bbolt would write it at opening
			w.unsound("", "its list of free space is missing")
		}
		return
	}
	page, ok := w.take("", w.head.freelist, 0)
	if !ok {
		return
	}
	order := binary.NativeEndian
	count, ids := uint64(order.Uint16(page[10:])), page[pageHead:]
	if count == 0xFFFF && len(ids) >= 8 {
		count, ids = order.Uint64(ids), ids[8:]
	}
	if order.Uint16(page[8:]) != flagFreelist || count > uint64(len(ids)/8) {
		w.unsound("", "its list of free space is damaged")
		return
	}
	for i := range int(count) {
		id := order.Uint64(ids[i*8:])
		if id < 2 || id >= w.pages || w.used.has(id) || w.free.has(id) {
			w.unsound("", "its list of free space is damaged")
			return
		}
		w.free.set(id)
	}
	w.freed, w.listed = int(count), true
}

// elements goes through those of a page whose bounds are sound.
type elements struct {
	page   []byte
	branch bool

	flags      uint32
	key, value []byte
	id         uint64

	index   int
	end     int
	first   []byte
	last    []byte
	damaged bool
}

func (e *elements) next() bool {
	order := binary.NativeEndian
	count := int(order.Uint16(e.page[10:]))
	if e.end == 0 {
		e.end = pageHead + count*elementSize
	}
	if e.index >= count {
		return false
	}
	at := pageHead + e.index*elementSize
	if at+elementSize > len(e.page) {
		e.damaged = true
		return false
	}
	raw := e.page[at:]
	pos, keySize, valueSize := order.Uint32(raw), order.Uint32(raw[4:]), uint32(0)
	if e.branch {
		e.id = order.Uint64(raw[8:])
	} else {
		e.flags = order.Uint32(raw)
		pos, keySize, valueSize = order.Uint32(raw[4:]), order.Uint32(raw[8:]), order.Uint32(raw[12:])
	}
	from := uint64(at) + uint64(pos)
	to := from + uint64(keySize) + uint64(valueSize)
	// Contents lie one behind the other, so that the work is bounded by the length of the page.
	if from < uint64(e.end) || to > uint64(len(e.page)) || keySize == 0 {
		e.damaged = true
		return false
	}
	e.key = e.page[from : from+uint64(keySize)]
	e.value = e.page[from+uint64(keySize) : to]
	if e.index > 0 && bytes.Compare(e.last, e.key) >= 0 {
		e.damaged = true
	}
	if e.index == 0 {
		e.first = e.key
	}
	e.last, e.end, e.index = e.key, int(to), e.index+1
	return true
}

// sound says whether all elements were, with their keys in order and within bounds.
func (e *elements) sound(low, high []byte) bool {
	if e.damaged {
		return false
	}
	return e.index == 0 ||
		(low == nil || bytes.Compare(e.first, low) >= 0) && (high == nil || bytes.Compare(e.last, high) < 0)
}

type bitmap []uint64

func newBitmap(n uint64) bitmap    { return make(bitmap, n/64+1) }
func (b bitmap) has(i uint64) bool { return b[i/64]&(1<<(i%64)) != 0 }
func (b bitmap) set(i uint64)      { b[i/64] |= 1 << (i % 64) }
