package app

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"
)

// CrashFile has the runtime write what it knows of a crash into a file in the user's cache folder, and
// returns the file's path. The note holds the program's own state, and nothing of the user's maps.
func CrashFile() (string, error) {
	folder, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder = filepath.Join(folder, "stagecraft")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	path := filepath.Join(folder, "crash.txt")
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return "", err
	}
	defer f.Close()
	return path, debug.SetCrashOutput(f, debug.CrashOptions{})
}

// logCrash writes a note about work that broke beside the notes about crashes.
func (p *Program) logCrash(name string, err error) {
	folder, dirErr := os.UserCacheDir()
	if dirErr != nil {
		return
	}
	f, openErr := os.OpenFile(filepath.Join(folder, "stagecraft", "crash.txt"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if openErr != nil {
		return
	}
	defer f.Close()
	fmt.Fprintf(f, "%s while it was to %s: %v\n", p.clock.Now().UTC().Format(time.RFC3339), name, err)
}
