package store

import (
	"encoding/binary"
	"hash/fnv"
	"os"
	"slices"
)

// bbolt begins a file with the pages of an empty state behind the two headers: a list of free pages and a root.
// They stay behind as free pages when everything is then written at once.
const (
	firstFreelist = 2
	firstRoot     = 3
)

// closeGap moves the last two pages of a file that was just made, its root and the list of free pages, to where
// those of the empty state lie, and cuts it off behind the last page. Both headers then tell of the same state.
// A file that came about in another way only loses what lies behind its last page. No program may have the file
// open.
func closeGap(file *os.File) error {
	heads, err := readHeaders(file)
	if err != nil {
		return err
	}
	h := heads[0]
	root, ok, err := rootBehindGap(file, h)
	if err != nil {
		return err
	}
	if ok {
		h.root, h.freelist, h.top = firstRoot, firstFreelist, h.top-2
		if err := writeState(file, h, root); err != nil {
			return err
		}
	}
	return file.Truncate(int64(h.top) * int64(h.pageSize))
}

// rootBehindGap returns the page of the root when it and the list of free pages are the last two pages and the
// pages of the empty state alone are free.
func rootBehindGap(file *os.File, h header) (root []byte, ok bool, err error) {
	if h.root != h.top-2 || h.freelist != h.top-1 || h.root <= firstRoot {
		return nil, false, nil
	}
	size := int64(h.pageSize)
	root, list := make([]byte, size), make([]byte, size)
	if _, err := file.ReadAt(root, int64(h.root)*size); err != nil {
		return nil, false, err
	}
	if _, err := file.ReadAt(list, int64(h.freelist)*size); err != nil {
		return nil, false, err
	}
	order := binary.NativeEndian
	free := []uint64{order.Uint64(list[pageHead:]), order.Uint64(list[pageHead+8:])}
	slices.Sort(free)
	return root, order.Uint16(list[10:]) == 2 && free[0] == firstFreelist && free[1] == firstRoot, nil
}

// writeState writes the page of the root, a list of no free pages and both headers.
func writeState(file *os.File, h header, root []byte) error {
	order, size := binary.NativeEndian, int(h.pageSize)
	pages := make([]byte, 4*size)
	for i := range uint64(2) {
		page := pages[int(i)*size:]
		order.PutUint64(page, i)
		order.PutUint16(page[8:], flagMeta)
		h.txid += i - h.txid%2 // the headers take turns
		h.write(page[pageHead:])
	}
	list := pages[firstFreelist*size:]
	order.PutUint64(list, firstFreelist)
	order.PutUint16(list[8:], flagFreelist)
	copy(pages[firstRoot*size:], root)
	order.PutUint64(pages[firstRoot*size:], firstRoot)
	_, err := file.WriteAt(pages, 0)
	return err
}

// write is the reverse of metaAt.
func (h header) write(m []byte) {
	order := binary.NativeEndian
	order.PutUint32(m, boltMagic)
	order.PutUint32(m[4:], boltVersion)
	order.PutUint32(m[8:], h.pageSize)
	order.PutUint64(m[16:], h.root)
	order.PutUint64(m[32:], h.freelist)
	order.PutUint64(m[40:], h.top)
	order.PutUint64(m[48:], h.txid)
	sum := fnv.New64a()
	_, _ = sum.Write(m[:metaSummed])
	order.PutUint64(m[metaSummed:], sum.Sum64())
}
