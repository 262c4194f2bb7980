package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"syscall"
)

// The reasons for which a file cannot be opened or saved. They come wrapped in an error whose text
// names the file and says what to do; errors.Is finds them. A file that is missing gives
// fs.ErrNotExist, one that may not be read or written fs.ErrPermission.
var (
	// ErrInUse means that another window or program has the file open for writing.
	ErrInUse = errors.New("already open in another window")
	// ErrTooNew means that a newer version of the program wrote the file; it may be opened read-only.
	ErrTooNew = errors.New("made by a newer version of Stagecraft")
	// ErrUnknownForm means that a newer version of the program wrote the file in a form that this one cannot read.
	ErrUnknownForm = errors.New("made by a newer version of Stagecraft, in a form that this one cannot read")
	// ErrDamaged means that so much of the file is destroyed that nothing in it can be read.
	ErrDamaged = errors.New("damaged beyond reading")
	// ErrNotWorkspace means that the file is something else than a workspace.
	ErrNotWorkspace = errors.New("not a Stagecraft workspace")
	// ErrReadOnly means that the file was opened read-only.
	ErrReadOnly = errors.New("open read-only")
	// ErrReplaced means that another program put a different file in the place of the open one.
	ErrReplaced = errors.New("replaced by another program while it was open")
	// ErrClosed means that the file was closed before.
	ErrClosed = errors.New("already closed")
)

// fault says in one line which file has a difficulty, which one, and what to do about it.
func fault(path string, reason error, advice string) error {
	return fmt.Errorf("%s: %w; %s", path, reason, advice)
}

// readable explains an error of opening a file for reading.
func readable(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fault(path, fs.ErrNotExist, "check the name, or look for the file where it was moved to")
	case errors.Is(err, fs.ErrPermission):
		return fault(path, fs.ErrPermission, "you may not read this file: ask its owner for a copy")
	default:
		return fmt.Errorf("%s: cannot be read: %w", path, err)
	}
}

// writable explains an error of writing a file. It leaves out the name of the file in the error, which is
// that of the temporary file beside it.
func writable(path string, err error) error {
	var at *fs.PathError
	var between *os.LinkError
	switch {
	case errors.As(err, &at):
		err = at.Err
	case errors.As(err, &between):
		err = between.Err
	}
	switch {
	case diskFull(err):
		return fault(path, err, "the disk is full: free some space, or save to another disk")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fault(path, err, "you may not write here: choose another folder")
	case errors.Is(err, fs.ErrNotExist):
		return fault(path, err, "the folder does not exist: choose another one or make it first")
	default:
		return fmt.Errorf("%s: cannot be written: %w", path, err)
	}
}

func diskFull(err error) bool {
	const errorDiskFull = syscall.Errno(112) // of Windows; another error elsewhere
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		runtime.GOOS == "windows" && errors.Is(err, errorDiskFull)
}
