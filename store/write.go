package store

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// WriteFile writes a file so that it is there wholly or not at all: write fills a temporary file
// beside path, which is synced to the disk and renamed into place. On any error, also one returned by
// write, the file at path is as it was and the temporary file is gone. An existing file keeps its
// permissions, and a symbolic link keeps pointing at the file that is replaced. The error names the
// file and says what to do (folder missing or not writable, disk full, path is a folder).
func WriteFile(path string, write func(io.Writer) error) error {
	target, mode, err := target(path)
	if err != nil {
		return err
	}
	temp, file, err := createTemp(target, mode)
	if err != nil {
		return writable(path, err)
	}
	done := false
	defer func() {
		if !done {
			_ = file.Close()
			_ = os.Remove(temp)
		}
	}()
	if err := fill(file, write); err != nil {
		return writable(path, err)
	}
	if err := file.Close(); err != nil {
		return writable(path, err)
	}
	if err := os.Rename(temp, target); err != nil {
		return writable(path, err)
	}
	done = true
	return syncFolder(filepath.Dir(target))
}

// target returns the file that a write to path replaces, with the permissions that it shall have
// (0 for those of a new file).
func target(path string) (string, fs.FileMode, error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return path, 0, nil
	case errors.Is(err, syscall.ENOTDIR):
		return "", 0, fault(path, err, "a part of the path is a file, not a folder: choose another place")
	case err != nil:
		return "", 0, writable(path, err)
	case info.IsDir():
		return "", 0, fmt.Errorf("%s: is a folder; give the name of a file in it", path)
	case !info.Mode().IsRegular():
		return "", 0, fmt.Errorf("%s: is a device, not a file; choose another name", path)
	case info.Mode().Perm()&0o222 == 0:
		return "", 0, fault(path, fs.ErrPermission, "the file is write-protected: choose another name")
	}
	return path, info.Mode().Perm(), nil
}

// createTemp makes an empty hidden file beside path under a name of its own.
func createTemp(path string, mode fs.FileMode) (string, *os.File, error) {
	name := tempName(path)
	perm := mode
	if perm == 0 {
		perm = 0o666
	}
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return "", nil, err
	}
	if mode != 0 {
		if err := file.Chmod(mode); err != nil && runtime.GOOS != "windows" {
			_ = file.Close()
			_ = os.Remove(name)
			return "", nil, err
		}
	}
	return name, file, nil
}

func tempName(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".tmp-"+rand.Text()[:8])
}

func fill(file *os.File, write func(io.Writer) error) error {
	buffered := bufio.NewWriterSize(file, 64<<10)
	if err := write(buffered); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	return file.Sync()
}

// syncFolder makes a rename in a folder durable. Windows has no such call and needs none, and some
// network file systems refuse it: the file itself is synced by then, so that is no error.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(dir)
	if err != nil {
		return nil
	}
	defer folder.Close()
	if err := folder.Sync(); err != nil && errors.Is(err, syscall.EIO) {
		return writable(dir, err)
	}
	return nil
}
