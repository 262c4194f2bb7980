package store_test

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// unprivileged runs do as a user who may not do everything, when the tests are run by one who may. Dir and all
// that is in it is that user's then. It holds for the files that the calling goroutine opens.
func unprivileged(t *testing.T, dir string, do func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		do()
		return
	}
	const nobody = 65534
	if err := os.Chmod(filepath.Dir(dir), 0o711); err != nil {
		t.Fatal(err)
	}
	err := filepath.Walk(dir, func(path string, _ os.FileInfo, err error) error {
		if err == nil {
			err = os.Chown(path, nobody, nobody)
		}
		return err
	})
	if err != nil {
		t.Skip("no other user can be had here:", err)
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	// Of this thread alone, which is what package syscall's own call is not.
	syscall.RawSyscall(syscall.SYS_SETFSUID, nobody, 0, 0)
	defer syscall.RawSyscall(syscall.SYS_SETFSUID, 0, 0, 0)
	do()
}
