package store

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"stagecraft/model"
)

// Look says whether the file is still the one that was opened. It costs a look at the folder and at the
// two headers, so that it can be called every few seconds, but waits while a Save is being done. The
// error wraps fs.ErrNotExist when the file was removed or renamed, and ErrReplaced when another program
// put a different one in its place or wrote into it, as one does that does not see the lock: on a
// network drive, or a service that keeps folders the same on several computers.
func (f *File) Look() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil
	}
	switch there, err := f.there(); {
	case err != nil:
		return err
	case !there:
		return fault(f.path, fs.ErrNotExist, "it was removed or renamed while it was open")
	}
	return nil
}

// remember notes the headers of the open file, after every attempt to write it.
func (f *File) remember() {
	f.heads = nil
	if f.handle != nil {
		f.heads, _ = readHeaders(f.handle) // none is as good as none known
	}
}

// meddled says whether another program wrote into the open file.
func (f *File) meddled() bool {
	if f.handle == nil || f.heads == nil {
		return false
	}
	now, _ := readHeaders(f.handle)
	return !slices.Equal(now, f.heads)
}

// Damaged says whether something in the file could not be read or had to be repaired, and nothing was
// saved since.
func (f *File) Damaged() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.damagedHead != nil
}

// SaveAs makes a new file that holds w with the snapshots and the change log of this one, as far as they
// can be read, and opens it. This file stays as it is. It fails with fs.ErrExist when there is a file at
// path.
func (f *File) SaveAs(ctx context.Context, path string, w *model.Workspace) (*File, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if _, err := os.Lstat(path); err == nil {
		return nil, exists(path)
	}
	f.mu.Lock()
	x, versions := f.keepsakes(ctx)
	j := f.job(nil, w)
	j.created, j.extras, j.saved.At = f.created, x, f.savedLast().At
	f.mu.Unlock()
	made := &File{path: path, timeout: DefaultTimeout, loaded: w, last: w, schema: Schema, created: j.created, clock: f.clock}
	if _, err := made.build(ctx, 0o600, j, publish); err != nil {
		return nil, err
	}
	made.SetAuthor(f.authorNow())
	made.setVersions(versions)
	made.remember()
	return made, nil
}
