package app

import (
	"runtime"
	"runtime/debug"
	"sync"
)

// The memory that the program's own values may take while a table comes in: with what the window itself
// takes beside them, a table of 20 MB stays below 512 MB.
const (
	frugalMemory = 300 << 20
	frugalRoom   = 120 << 20 // at least, above what is in use
)

// frugal counts what goes on that makes much garbage, and keeps the memory near what is in use meanwhile:
// the collector works harder near a limit.
var frugal struct {
	sync.Mutex
	users int
	limit int64 // as it was before
}

// beFrugal keeps memory small until end is called; end may be called again. Both return at once.
func beFrugal() (end func()) {
	frugal.Lock()
	frugal.users++
	first := frugal.users == 1
	frugal.Unlock()
	if first {
		go limitMemory()
	}
	var once sync.Once
	return func() { once.Do(func() { go endFrugal() }) }
}

func limitMemory() {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	frugal.Lock()
	defer frugal.Unlock()
	if frugal.users > 0 && frugal.limit == 0 {
		frugal.limit = debug.SetMemoryLimit(max(frugalMemory, int64(m.Sys-m.HeapReleased)+frugalRoom))
	}
}

func endFrugal() {
	frugal.Lock()
	defer frugal.Unlock()
	if frugal.users--; frugal.users > 0 || frugal.limit == 0 {
		return
	}
	debug.SetMemoryLimit(frugal.limit)
	frugal.limit = 0
	debug.FreeOSMemory()
}
