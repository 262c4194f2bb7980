package store

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// Extension is how the name of a workspace file ends.
const Extension = ".stage"

// DefaultPath returns the path of the default workspace, in the folder where the system keeps a
// user's data: $XDG_DATA_HOME or ~/.local/share, ~/Library/Application Support on macOS, %AppData% on
// Windows. The folder is made; the file need not exist.
func DefaultPath() (string, error) {
	data, err := dataFolder()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(data, folderName())
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", writable(dir, err)
	}
	return filepath.Join(dir, "workspace"+Extension), nil
}

func dataFolder() (string, error) {
	// A relative XDG path is to be ignored: XDG Base Directory Specification 0.8.
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return dir, nil
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return os.UserConfigDir()
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", errors.New("no home folder is set: set HOME or XDG_DATA_HOME, or name a workspace file")
	}
	return filepath.Join(home, ".local", "share"), nil
}

func folderName() string {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return "Stagecraft"
	}
	return "stagecraft"
}
