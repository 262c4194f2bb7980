//go:build unix

package store

import (
	"io/fs"
	"os"
	"syscall"
)

// replaceable says whether a file may be replaced by a new one without being asked: it has no other name,
// which would go on naming the old one, and it is the user's own, as the new one will be.
func replaceable(info fs.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && s.Nlink == 1 && int(s.Uid) == os.Geteuid()
}
