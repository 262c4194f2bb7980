//go:build !unix

package store

import "io/fs"

// replaceable says whether a file may be replaced by a new one without being asked.
func replaceable(fs.FileInfo) bool { return true }
