package instance

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// errSharing is ERROR_SHARING_VIOLATION: another program holds the file.
const errSharing = syscall.Errno(32)

// lock opens a file for this program alone; the system gives it free when the program has ended.
func lock(path string) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	switch {
	case errors.Is(err, errSharing):
		return nil, errTaken
	case err != nil:
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(h), path), nil
}

// ours is true: the folder for what is passing is each user's own.
func ours(fs.FileInfo) bool { return true }

// anyProcess is ASFW_ANY.
const anyProcess = 0xFFFFFFFF

// allowFront lets the first program come to the front, which Windows otherwise grants only to the one
// that the user has just started.
func allowFront() {
	if p := syscall.NewLazyDLL("user32.dll").NewProc("AllowSetForegroundWindow"); p.Find() == nil {
		_, _, _ = p.Call(anyProcess) // without it the window blinks in the task bar
	}
}
