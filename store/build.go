package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"go.etcd.io/bbolt"
)

// build writes a whole file into a temporary file beside the path, lets move give it its name
// and goes on with it as the open file. On an error nothing has changed.
func (f *File) build(ctx context.Context, mode fs.FileMode, j job, move func(temp, path string) error) (Stats, error) {
	temp := tempName(f.path)
	defer os.Remove(temp)
	made, stats, err := fresh(ctx, temp, mode, j)
	if err != nil {
		return Stats{}, writable(f.path, err)
	}
	if err := f.install(made, func() error { return move(temp, f.path) }); err != nil {
		return Stats{}, err
	}
	return stats, nil
}

// made is a file that was just written and is still open and locked.
type made struct {
	db     *bbolt.DB
	info   fs.FileInfo
	handle *os.File
}

// fresh makes a file and opens it.
func fresh(ctx context.Context, path string, mode fs.FileMode, j job) (m made, stats Stats, err error) {
	err = makeFile(path, mode, func(db *bbolt.DB) error {
		stats, err = commit(ctx, db, j)
		return err
	})
	if err != nil {
		return made{}, Stats{}, err
	}
	o := boltOptions()
	o.Timeout = DefaultTimeout
	o.OpenFile = func(name string, flag int, mode fs.FileMode) (*os.File, error) {
		file, err := os.OpenFile(name, flag&^os.O_CREATE, mode)
		if err == nil {
			m.handle = file
			m.info, err = file.Stat()
		}
		return file, err
	}
	err = guard(func() error {
		if m.db, err = bbolt.Open(path, mode, o); err == nil {
			m.db.AllocSize = growth(m.handle)
		}
		return err
	})
	return m, stats, err
}

// makeFile makes a file that do fills. It is synced once, at the end.
func makeFile(path string, mode fs.FileMode, do func(*bbolt.DB) error) error {
	o := boltOptions()
	o.Timeout, o.NoSync = DefaultTimeout, true
	o.OpenFile = func(name string, flag int, _ fs.FileMode) (*os.File, error) {
		return os.OpenFile(name, flag|os.O_EXCL, mode)
	}
	err := guard(func() error {
		db, err := bbolt.Open(path, mode, o)
		if err != nil {
			return err
		}
		db.AllocSize = leastGrowth
		return errors.Join(do(db), db.Close())
	})
	if err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err = closeGap(file); err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// leastGrowth is by how many bytes a small file grows when it is full.
const leastGrowth = 16 << 10

// growth is by how many bytes a file grows when it is full, where bbolt would double it: an eighth of its
// size, so that it is never much larger than what is in it, and growing stays rare.
func growth(file *os.File) int {
	info, err := file.Stat()
	if err != nil {
		return leastGrowth
	}
	return int(min(max(info.Size()/8, leastGrowth), 16<<20)) &^ 4095
}

// install makes a new file the open one once it has got its name. Where an open file can be renamed
// the lock is never let go of; on Windows it is closed for that moment.
func (f *File) install(m made, move func() error) error {
	if runtime.GOOS != "windows" {
		if err := move(); err != nil {
			return errors.Join(err, closeBolt(m.db))
		}
		_ = f.release()
		f.db, f.info, f.handle = m.db, m.info, m.handle
		return syncFolder(filepath.Dir(f.path))
	}
	sound := f.db != nil
	if err := errors.Join(closeBolt(m.db), f.release()); err != nil {
		return writable(f.path, err)
	}
	err := move()
	if err == nil || sound {
		err = errors.Join(err, f.acquire())
	}
	return err
}

func exists(path string) error {
	return fault(path, fs.ErrExist, "open it, or choose another name")
}

// publish gives a new file its name, which no other file may have.
func publish(temp, path string) error {
	err := os.Link(temp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		if err != nil {
			return exists(path)
		}
		return nil
	}
	// The file system has no links. Between the two calls another file may appear, but not be lost
	// without a sign: its own program finds it replaced.
	if _, err := os.Lstat(path); err == nil {
		return exists(path)
	}
	if err := os.Rename(temp, path); err != nil {
		return writable(path, err)
	}
	return nil
}

// replace gives a new file the name of the one that it takes the place of.
func replace(temp, path string) error {
	if err := os.Rename(temp, path); err != nil {
		return writable(path, err)
	}
	return nil
}
