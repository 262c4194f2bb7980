//go:build !unix

package app

import "time"

// processTime is not known here; the benchmark then tells wall time alone.
func processTime() time.Duration { return 0 }
