package store_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"stagecraft/store"
)

func writeText(path, text string) error {
	return store.WriteFile(path, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestWriteFileReplacesAndKeepsPermissions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "map.svg")
	if err := writeText(path, "first"); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := writeText(path, "second, longer"); err != nil {
		t.Fatal(err)
	}
	if got := content(t, path); got != "second, longer" {
		t.Errorf("%q", got)
	}
	if info, _ := os.Stat(path); runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("permissions %v", info.Mode())
	}
}

func TestWriteFileFollowsLinks(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "real.svg"), filepath.Join(dir, "link.svg")
	if err := writeText(target, "old"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err)
	}
	if err := writeText(link, "new"); err != nil {
		t.Fatal(err)
	}
	if info, _ := os.Lstat(link); info.Mode()&os.ModeSymlink == 0 || content(t, target) != "new" {
		t.Error("the link was replaced")
	}
}

func TestWriteFileLeavesTargetOnError(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "map.pdf")
	if err := writeText(path, "old"); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("no font")
	err := store.WriteFile(path, func(w io.Writer) error {
		io.WriteString(w, strings.Repeat("half of it", 50_000))
		return broken
	})
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "map.pdf") {
		t.Errorf("%v", err)
	}
	func() {
		defer func() { recover() }()
		_ = store.WriteFile(path, func(io.Writer) error { panic("in the middle") })
	}()
	if got := content(t, path); got != "old" {
		t.Errorf("%q", got)
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestWriteFileSaysWhy(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := writeText(file, "x"); err != nil {
		t.Fatal(err)
	}
	protected := filepath.Join(dir, "protected.csv")
	if err := os.WriteFile(protected, nil, 0o400); err != nil {
		t.Fatal(err)
	}
	for path, says := range map[string]string{
		dir:                                 "is a folder",
		filepath.Join(dir, "none", "a.pdf"): "folder does not exist",
		filepath.Join(file, "a.pdf"):        "not a folder",
		protected:                           "write-protected",
	} {
		if err := writeText(path, "x"); err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestDefaultPath(t *testing.T) {
	data := t.TempDir()
	t.Setenv("XDG_DATA_HOME", data)
	path, err := store.DefaultPath()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(path, data) || filepath.Ext(path) != store.Extension {
		t.Errorf("%s", path)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		t.Errorf("the folder was not made: %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the file was made")
	}
	if runtime.GOOS == "linux" {
		home := t.TempDir()
		t.Setenv("HOME", home)
		for _, ignored := range []string{"", "relative/path"} {
			t.Setenv("XDG_DATA_HOME", ignored)
			if path, err := store.DefaultPath(); err != nil || path != filepath.Join(home, ".local/share/stagecraft/workspace.stage") {
				t.Errorf("%s %v", path, err)
			}
		}
	}
}
