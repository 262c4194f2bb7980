//go:build linux || darwin

package store

import "syscall"

// freeSpace returns how many bytes may still be written on the disk that a folder lies on.
func freeSpace(folder string) (bytes uint64, known bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return 0, false
	}
	return uint64(s.Bavail) * uint64(s.Bsize), true
}
