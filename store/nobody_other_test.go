//go:build unix && !linux

package store_test

import (
	"os"
	"testing"
)

// unprivileged runs do, unless the tests are run by a user who may do everything.
func unprivileged(t *testing.T, _ string, do func()) {
	t.Helper()
	if os.Geteuid() == 0 {
		t.Skip("the superuser may write anywhere")
	}
	do()
}
