package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"stagecraft/model"
)

// scan is what was read of a file without bbolt and without a lock.
type scan struct {
	*load
	info      fs.FileInfo
	head      header
	txid      uint64 // of the newest state in the file
	sound     bool   // all pages are: bbolt may map the file
	headless  bool   // both headers are destroyed
	pages     int
	free      int
	workspace *model.Workspace
}

// maxWait is how long a file is read again and again because another program saves into it meanwhile.
const maxWait = 10 * time.Second

// readScan reads a whole file. While another program has it open for writing, the pages of the state
// that was begun with stay untouched until its second save from then. What was read is right when it
// adds up; when it does not, and the file moved on meanwhile, it is read again.
func readScan(ctx context.Context, path string, newer bool) (*scan, error) {
	for start := time.Now(); ; {
		s, again, err := readOnce(ctx, path, newer)
		switch {
		case !again:
			return s, err
		case time.Since(start) > maxWait:
			return nil, fault(path, ErrInUse, "another program keeps saving into it: try again when it is done")
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func readOnce(ctx context.Context, path string, newer bool) (s *scan, again bool, err error) {
	file, info, err := openForReading(path)
	if err != nil {
		return nil, false, err
	}
	defer file.Close()
	heads, err := readHeaders(file)
	if errors.Is(err, errNoHeader) && (filepath.Ext(path) == Extension || looksLikeBolt(file)) {
		if s, err := searchState(ctx, path, file, info, newer); s != nil || ctx.Err() != nil {
			return s, false, err
		}
	}
	if err != nil {
		return nil, false, noHeader(path, file, err)
	}
	if info, err = file.Stat(); err != nil { // it may have grown for the state of the header
		return nil, false, readable(path, err)
	}
	s, err = readState(ctx, path, file, info, heads[0], newer)
	if ctx.Err() != nil {
		return nil, false, ctx.Err()
	}
	harm := err != nil || s.harm || !follows(heads)
	if now, e := readHeaders(file); harm && (e != nil || now[0].txid != heads[0].txid) {
		return nil, true, nil
	}
	lost := errors.Is(err, ErrDamaged) || err == nil && s.lost
	if len(heads) == 2 && lost {
		// Better all of the state before the last save than a part of the last.
		if before, err := readState(ctx, path, file, info, heads[1], newer); err == nil && !before.harm {
			before.sound, before.txid = false, heads[0].txid
			before.problems.add("", "", "what was saved last is damaged; you see the state before it")
			return before, false, nil
		}
	}
	if err == nil && !follows(heads) {
		s.sound = false
		s.problems.add("", "", "one of its two headers is damaged: what was saved last may be missing")
	}
	return s, false, err
}

// follows says whether the headers are those of two saves in a row, as they are in every sound file.
func follows(heads []header) bool {
	return len(heads) == 2 && heads[0].txid == heads[1].txid+1
}

// readState reads the state of a file that a header describes. When a part of it is damaged, or a record is not what
// belongs in its place, also the pages are read to which only that part led, and records are known by their checksums.
func readState(ctx context.Context, path string, file *os.File, info fs.FileInfo, head header, newer bool) (*scan, error) {
	s, faults, err := readPages(ctx, path, file, info, head, newer, false)
	if ctx.Err() == nil && (faults > 0 || len(s.wrong) > 0) {
		s, _, err = readPages(ctx, path, file, info, head, newer, true)
	}
	return s, err
}

func readPages(ctx context.Context, path string, file *os.File, info fs.FileInfo, head header, newer, salvage bool) (*scan, int, error) {
	s := &scan{load: newLoad(path), info: info, head: head, txid: head.txid, sound: true}
	w := walk{ctx: ctx, r: file, head: head, size: info.Size(), record: s.load.add}
	w.fault = func(place, text string) {
		s.sound = false
		what := "a part of it is damaged"
		if kind := kinds[place]; kind != "" {
			what = fmt.Sprintf("a part of its %s records is damaged", kind)
		} else if place == bucketRecords {
			what = "a part of its records is damaged"
		}
		s.problems.add("", "", what+": "+text)
	}
	if salvage {
		w.seen, w.wanted = map[string]bool{}, s.load.wanted
	}
	if err := w.run(); err != nil {
		return nil, w.faults, err
	}
	s.pages, s.free = int(min(head.top, w.pages)), w.freed
	return s, w.faults, s.finish(path, newer)
}

func openForReading(path string) (*os.File, fs.FileInfo, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, nil, readable(path, err)
	case info.IsDir():
		return nil, nil, fault(path, ErrNotWorkspace, "it is a folder: give the name of a file in it")
	case !info.Mode().IsRegular():
		return nil, nil, fault(path, ErrNotWorkspace, "it is a device, not a file")
	case info.Size() == 0:
		return nil, nil, fault(path, ErrNotWorkspace, "the file is empty: nothing was lost in it, delete it or open another")
	case info.Size() > maxFileSize:
		return nil, nil, fault(path, ErrNotWorkspace, fmt.Sprintf("it is larger than %d GB", maxFileSize>>30))
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, readable(path, err)
	}
	if info, err = file.Stat(); err != nil {
		_ = file.Close()
		return nil, nil, readable(path, err)
	}
	return file, info, nil
}

func noHeader(path string, file *os.File, err error) error {
	switch {
	case !errors.Is(err, errNoHeader):
		return readable(path, err)
	case looksLikeBolt(file):
		return fault(path, ErrDamaged, "both of its headers are destroyed, and nothing else in it can be read: open a backup of it")
	default:
		return fault(path, ErrNotWorkspace, "open a file that ends in "+Extension)
	}
}

// finish decides what the file is and makes its workspace.
func (s *scan) finish(path string, newer bool) error {
	if s.file == nil {
		if len(s.have) == 0 {
			if s.wrong[bucketMeta] > 0 || !s.sound {
				return fault(path, ErrDamaged, "nothing in it can be read: open a backup of it")
			}
			return fault(path, ErrNotWorkspace, "it is a database of another program")
		}
		s.problems.add("", "", "its description could not be read; it is taken for one of this version")
		s.file = &fileRecord{Schema: Schema}
	}
	if s.file.Schema < 1 || s.file.App != app && s.file.App != "" {
		return fault(path, ErrNotWorkspace, "it is a database of another program")
	}
	if s.file.Schema > Schema && s.load.newer {
		return fault(path, ErrUnknownForm, "get the newest version")
	}
	if s.file.Schema > Schema && !newer {
		return fault(path, ErrTooNew, "open it read-only, or get the newest version")
	}
	s.checkTotals()
	s.checkVersions()
	s.workspace = s.assemble()
	return nil
}
