package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"stagecraft/model"
)

// DefaultTimeout is how long Open waits for another program to close the file.
const DefaultTimeout = 500 * time.Millisecond

// Options says how a workspace file is opened. The zero value opens it for writing.
type Options struct {
	// ReadOnly reads the file as it is now, also while another program has it open or when a newer
	// version wrote it. No lock is taken and Save gives ErrReadOnly.
	ReadOnly bool
	// Timeout is how long to wait while another program has the file open; 0 means DefaultTimeout.
	Timeout time.Duration
	// Author is whose the saves are; see SetAuthor.
	Author string
	// Now tells the time of the saves; nil is the clock of this computer.
	Now func() time.Time
}

// Stats is what a save wrote.
type Stats struct {
	Records int   // written or removed
	Bytes   int64 // of their keys and values
}

// File is an open workspace file. It is held for this program alone until Close, unless it was opened
// read-only. Its methods may be called from any goroutine, but a Save keeps the others waiting.
type File struct {
	path     string
	readOnly bool
	timeout  time.Duration
	loaded   *model.Workspace
	problems []Problem

	mu      sync.Mutex
	closed  bool
	db      *bbolt.DB        // nil when the file is damaged
	lock    *bbolt.DB        // holds the lock of a damaged file, which bbolt must not write to
	handle  *os.File         // what db or lock has open
	info    fs.FileInfo      // of handle
	heads   []header         // of handle, after what was written last
	last    *model.Workspace // what the file holds
	damaged bool             // its contents are to be kept aside before anything is written
	aside   bool             // that was done
	wrote   bool             // since it was opened or written anew
	created string
	schema  int // of the file, as long as nothing was saved

	savedThen savedRecord // the last save before it was opened

	damagedHead *header          // of the state of a damaged file that was read; nil for the newest
	clock       func() time.Time // nil is the system's
	trusted     bool             // a person said that the clock is right; until the next save
	versions    atomic.Pointer[[]version]
	author      atomic.Pointer[string]
}

// Create makes a new workspace file that holds w and opens it. The file is made under another name
// and appears whole. It fails with fs.ErrExist when there is a file at path.
func Create(ctx context.Context, path string, w *model.Workspace) (*File, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if _, err := os.Lstat(path); err == nil {
		return nil, exists(path)
	}
	f := &File{path: path, timeout: DefaultTimeout, loaded: w, last: w, schema: Schema, created: timeText(time.Now())}
	if _, err := f.build(ctx, 0o600, job{after: w, created: f.created, now: f.now()}, publish); err != nil {
		return nil, err
	}
	f.remember()
	return f, nil
}

// Open reads a workspace file and, unless it is to be read-only, takes it for this program alone. The
// whole file is read and checked first; damage never ends the program. What can be read of a damaged
// file is loaded, and Problems says what is missing; the file itself stays as it is until the first
// Save, which first keeps a copy of it aside under a dated name.
//
// The error wraps ErrInUse, ErrTooNew, ErrUnknownForm, ErrDamaged (nothing could be read), ErrNotWorkspace,
// fs.ErrNotExist, fs.ErrPermission or what the system says, and names the file.
func Open(ctx context.Context, path string, o Options) (*File, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	for range maxOpens {
		s, err := readScan(ctx, path, o.ReadOnly)
		if err != nil {
			return nil, err
		}
		f := &File{
			path: path, readOnly: o.ReadOnly, timeout: o.Timeout, created: s.file.Created, schema: s.file.Schema,
			loaded: s.workspace, last: s.workspace, problems: s.problems.all(), clock: o.Now,
		}
		f.SetAuthor(o.Author)
		f.setVersions(s.versions)
		if s.saved != nil {
			f.savedThen = *s.saved
		}
		if s.problems.harm {
			f.damagedHead = &s.head
		}
		if f.timeout <= 0 {
			f.timeout = DefaultTimeout
		}
		if o.ReadOnly {
			return f, nil
		}
		f.damaged = s.problems.harm
		same, err := f.take(s)
		if err != nil || same {
			return f, err
		}
		f.release()
	}
	return nil, fault(path, ErrInUse, "another program keeps changing it: close it there, or open it read-only")
}

// maxOpens is how often a file is opened that another program saved into between reading and locking.
const maxOpens = 8

// take gets the lock and says whether the file is still the one that was read.
func (f *File) take(s *scan) (same bool, err error) {
	if s.info.Mode().Perm()&0o222 == 0 {
		return false, fault(f.path, fs.ErrPermission, "it is write-protected: open it read-only, or save a copy of it")
	}
	switch {
	case s.headless:
		err = f.look()
	case f.damaged:
		err = f.hold()
	default:
		err = f.acquire()
	}
	if err != nil {
		return false, err
	}
	if f.info != nil && !os.SameFile(f.info, s.info) {
		return false, nil
	}
	file, err := os.Open(f.path)
	if err != nil {
		f.release()
		return false, readable(f.path, err)
	}
	defer file.Close()
	now, err := readHeaders(file)
	f.remember()
	if s.headless {
		return errors.Is(err, errNoHeader), nil
	}
	return err == nil && now[0].txid == s.txid, nil
}

// acquire opens the file for writing. Its pages were found sound.
func (f *File) acquire() error {
	db, err := f.openBolt(false)
	if err == nil {
		f.db = db
	}
	return err
}

// hold keeps other programs from writing to a damaged file. Opened read-only, bbolt looks at the
// headers alone, which were found sound.
func (f *File) hold() error {
	db, err := f.openBolt(true)
	if err == nil {
		f.lock = db
	}
	return err
}

// look opens a file whose headers are destroyed. No program can write into it, so it needs no lock.
func (f *File) look() (err error) {
	if f.handle, err = os.Open(f.path); err != nil {
		return readable(f.path, err)
	}
	if f.info, err = f.handle.Stat(); err != nil {
		f.release()
		return readable(f.path, err)
	}
	return nil
}

func (f *File) openBolt(readOnly bool) (db *bbolt.DB, err error) {
	var info fs.FileInfo
	var handle *os.File
	err = guard(func() error {
		o := boltOptions()
		o.Timeout, o.ReadOnly = f.timeout, readOnly
		o.OpenFile = func(name string, flag int, mode fs.FileMode) (*os.File, error) {
			// Without this a file that vanished meanwhile would come back empty.
			file, err := os.OpenFile(name, flag&^os.O_CREATE, mode)
			if err == nil {
				handle = file
				info, err = file.Stat()
			}
			return file, err
		}
		db, err = bbolt.Open(f.path, 0o600, o)
		return err
	})
	switch {
	case err == nil:
		db.AllocSize = growth(handle)
		f.info, f.handle = info, handle
		return db, nil
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, fault(f.path, ErrInUse, "close it there, or open it read-only")
	case errors.Is(err, fs.ErrNotExist):
		return nil, readable(f.path, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return nil, fault(f.path, fs.ErrPermission, "you may not change it: open it read-only, or save a copy of it")
	default:
		return nil, fmt.Errorf("%s: cannot be opened: %w", f.path, err)
	}
}

// maxBytes keeps a runaway from filling the disk.
const maxBytes = 4 << 30

// boltOptions are the same for every file; tests lower the size.
var boltOptions = func() *bbolt.Options {
	return &bbolt.Options{
		// Not less: the two headers lie on the first two pages, and a disk that loses power while it writes
		// one of them may destroy a whole sector of 4 KB.
		PageSize: pageBytes, FreelistType: bbolt.FreelistMapType, MaxSize: min(maxBytes, int(^uint(0)>>1)),
		InitialMmapSize: mapRoom(),
	}
}

// mapRoom is how much of the address space a file gets. bbolt maps a file that outgrew its room again, for
// which it waits until nobody reads any more; so there is room enough that this hardly ever happens. It
// costs no memory. On Windows it would make the file as large, and a small address space has none to spare.
func mapRoom() int {
	if runtime.GOOS == "windows" || strconv.IntSize < 64 {
		return 0
	}
	return 256 << 20
}

// guard runs what touches a mapped file. A page that cannot be read, because the disk went away or
// something cut the file off, would end the process; here it is an error.
func guard(do func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errBroken, r)
		}
	}()
	return do()
}

// errBroken means that the open file cannot be used any longer.
var errBroken = errors.New("the file can no longer be read from the disk")

// Workspace returns the workspace as it was when the file was opened.
func (f *File) Workspace() *model.Workspace { return f.loaded }

// Problems returns what could not be read or had to be repaired at opening; none for a sound file.
func (f *File) Problems() []Problem { return f.problems }

// SetAuthor says whose the saves and snapshots from now on are. It waits for nothing.
func (f *File) SetAuthor(name string) { f.author.Store(&name) }

func (f *File) authorNow() string {
	if name := f.author.Load(); name != nil {
		return *name
	}
	return ""
}

// Path returns the absolute path of the file.
func (f *File) Path() string { return f.path }

// Schema returns the version of the arrangement that the file had when it was opened. When it is below
// Schema, the first save brings it up to that; a backup before that keeps the old one.
func (f *File) Schema() int { return f.schema }

// ReadOnly says whether the file was opened read-only.
func (f *File) ReadOnly() bool { return f.readOnly }

// Close gives the file free. What was saved is on the disk already; when much of the file is free room
// after it was saved into, it is written anew without it. A second Close does nothing.
func (f *File) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil
	}
	f.closed = true
	if f.wrote {
		f.giveRoomBack()
	}
	return f.release()
}

// giveRoomBack writes a file with much free room anew, and of others cuts off the room that they were to grow
// into. What goes wrong leaves the file as it is, which is sound.
func (f *File) giveRoomBack() {
	info, err := os.Stat(f.path)
	if f.db == nil || len(f.heads) == 0 || err != nil || !replaceable(info) {
		return
	}
	there, err := f.there()
	switch head := f.heads[0]; {
	case err != nil || !there:
	case f.wasteful(info.Size()):
		_, _ = f.rewrite(context.Background(), f.last, there)
	case runtime.GOOS != "windows": // which does not allow it while the file is mapped
		_ = f.handle.Truncate(int64(head.top) * int64(head.pageSize))
	}
}

// How much free room is worth writing a file anew: in a small file, which is written in a moment, more than
// two pages and a sixteenth of it; in a large one more than a quarter.
const (
	smallFile = 4 << 20
	someFree  = 2 * pageBytes
)

func (f *File) wasteful(size int64) bool {
	stats, head := f.db.Stats(), f.heads[0]
	free := int64(stats.FreePageN+stats.PendingPageN) * int64(head.pageSize)
	if size > smallFile {
		return free > size/4
	}
	return free > max(someFree, size/16)
}

// release lets go of the file and its lock.
func (f *File) release() error {
	var err error
	for _, db := range []*bbolt.DB{f.db, f.lock} {
		if db != nil {
			err = errors.Join(err, closeBolt(db))
		}
	}
	if f.db == nil && f.lock == nil && f.handle != nil {
		err = f.handle.Close()
	}
	f.db, f.lock, f.handle = nil, nil, nil
	return err
}

// closeBolt closes a bbolt file. One that broke may hold its own locks for ever; it is left behind.
func closeBolt(db *bbolt.DB) error {
	done := make(chan error, 1)
	go func() { done <- guard(db.Close) }()
	select {
	case err := <-done:
		return err
	case <-time.After(5 * time.Second):
		return errBroken
	}
}
