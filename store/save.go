package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"stagecraft/model"
)

// Save writes the records in which w differs from what the file holds, in one transaction: after any
// crash the file holds either all of it or nothing of it. A nil error means that it is on the disk.
// After an error the file holds what it held before, and Save may be called again.
//
// The first Save into a file that had problems keeps the file aside under a dated name and writes a
// new one. So does, without keeping anything, the Save after the file was deleted. A file that
// another program put in its place is not overwritten: the error wraps ErrReplaced.
func (f *File) Save(ctx context.Context, w *model.Workspace) (Stats, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	there, err := f.usable(ctx)
	if err != nil {
		return Stats{}, err
	}
	defer f.remember()
	if w == f.last && there && !f.damaged && f.db != nil {
		return Stats{}, nil
	}
	if !there || f.damaged || f.db == nil {
		return f.rewrite(ctx, w, there)
	}
	stats, err := commit(ctx, f.db, f.job(f.last, w))
	switch {
	case err == nil:
		f.last, f.wrote, f.trusted = w, true, false
		return stats, nil
	case errors.Is(err, errBroken), errors.Is(err, errLost):
		// The handle is of no use any more, but the workspace is all here.
		return f.rewrite(ctx, w, there)
	}
	return Stats{}, f.unsaved(err)
}

// job is that of writing w where before is.
func (f *File) job(before, w *model.Workspace) job {
	return job{before: before, after: w, logged: f.last, author: f.authorNow(), now: f.now(), trusted: f.trusted}
}

// usable says whether the file may be written to and is still there.
func (f *File) usable(ctx context.Context) (there bool, err error) {
	switch {
	case f.closed:
		return false, fault(f.path, ErrClosed, "open it again")
	case f.readOnly:
		return false, fault(f.path, ErrReadOnly, "save a copy under another name")
	}
	if err := ctx.Err(); err != nil {
		return false, err
	}
	return f.there()
}

// unsaved explains an error of a transaction.
func (f *File) unsaved(err error) error {
	if errors.Is(err, bolterrors.ErrMaxSizeReached) {
		return fault(f.path, err, fmt.Sprintf("a workspace file may not be larger than %d GB: remove images, data sets or old snapshots", maxBytes>>30))
	}
	return writable(f.path, err)
}

// there says whether the file that is open is still the one at its path.
func (f *File) there() (bool, error) {
	info, err := os.Stat(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, writable(f.path, err)
	case f.info != nil && !os.SameFile(info, f.info):
		return false, fault(f.path, ErrReplaced, "save your work under another name, then look at both")
	case f.meddled():
		return false, fault(f.path, ErrReplaced, "it was written into: save your work under another name, then look at both")
	}
	return true, nil
}

// rewrite writes the whole file anew and puts it in the place of the old one, with the snapshots and the
// change log as far as they can be read.
func (f *File) rewrite(ctx context.Context, w *model.Workspace, there bool) (Stats, error) {
	mode := fs.FileMode(0o600)
	if info, err := os.Stat(f.path); err == nil {
		mode = info.Mode().Perm()
	}
	if there && f.damaged && !f.aside {
		if err := keepAside(f.path); err != nil {
			return Stats{}, err
		}
		f.aside = true
	}
	x, versions := f.keepsakes(ctx)
	j := f.job(nil, w)
	j.created, j.extras, j.saved, j.unchanged = f.created, x, f.savedLast(), w == f.last && !f.damaged
	stats, err := f.build(ctx, mode, j, replace)
	if err == nil {
		f.trusted = f.trusted && j.unchanged
		f.last, f.damaged, f.damagedHead, f.wrote = w, false, nil, false
		f.setVersions(versions)
	}
	return stats, err
}

// savedLast returns what the last save noted, as far as it can be read.
func (f *File) savedLast() savedRecord {
	saved := f.savedThen
	if f.db == nil {
		return saved
	}
	_ = guard(func() error {
		return f.db.View(func(tx *bbolt.Tx) error {
			now, err := (&saving{tx: tx}).saved()
			if err == nil {
				saved = now
			}
			return err
		})
	})
	return saved
}

// keepAside copies a damaged file to a dated name beside it.
func keepAside(path string) error {
	stem := strings.TrimSuffix(path, Extension)
	stamp := time.Now().Format("2006-01-02-150405")
	name := stem + ".damaged-" + stamp + Extension
	for n := 2; ; n++ {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			break
		}
		name = fmt.Sprintf("%s.damaged-%s-%d%s", stem, stamp, n, Extension)
	}
	source, err := os.Open(path)
	if err != nil {
		return readable(path, err)
	}
	defer source.Close()
	return WriteFile(name, func(out io.Writer) error {
		_, err := io.Copy(out, source)
		return err
	})
}

// keepsakes returns what a file that is written anew takes over.
func (f *File) keepsakes(ctx context.Context) (extras, []version) {
	x, err := f.extras(ctx, bucketSnapshots, bucketContent, bucketLog)
	if err != nil {
		return extras{}, nil
	}
	return x.whole()
}
