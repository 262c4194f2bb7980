package app

import (
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"
)

// A collection in the middle of a change takes a processor from the tiles and from the frame. For the moment
// that a change takes, the heap may grow by so many percent; then what the program was started with holds
// again, and a collection that is due begins behind the frame.
const (
	changePercent = 120
	changeTime    = 80 * time.Millisecond
)

// collector counts the changes under way.
var collector struct {
	sync.Mutex
	changes int
	percent int       // as it was before
	trimmed time.Time // when memory was given back last
}

// holdCollector puts a collection off for the moment that a change takes.
func holdCollector() {
	collector.Lock()
	defer collector.Unlock()
	if collector.changes == 0 {
		collector.percent = debug.SetGCPercent(changePercent)
	}
	collector.changes++
	time.AfterFunc(changeTime, freeCollector)
}

func freeCollector() {
	collector.Lock()
	defer collector.Unlock()
	if collector.changes--; collector.changes == 0 {
		debug.SetGCPercent(collector.percent)
		trim()
		boundMemory()
	}
}

// The memory that the program's own values may take before the collector works harder: usualMemory, which
// keeps a map of 10,000 cards below 400 MB with all that a window takes beside it, or liveShare times what is
// in use.
const (
	usualMemory = 175 << 20
	liveShare   = 1.25
)

// boundMemory keeps the memory near what is in use, also where the processors are too busy to collect in time.
func boundMemory() {
	frugal.Lock()
	defer frugal.Unlock()
	if frugal.users > 0 || frugal.limit != 0 {
		return // a narrower bound holds
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	limit := int64(usualMemory)
	if live[0].Value.Kind() == metrics.KindUint64 {
		limit = max(limit, int64(liveShare*float64(live[0].Value.Uint64())))
	}
	if was := debug.SetMemoryLimit(-1); limit > was || limit < was-was/10 {
		debug.SetMemoryLimit(limit)
	}
}

// trimPeriod is how often memory is given back at the most, and trimFrom from how much on, in bytes.
const (
	trimPeriod = 10 * time.Second
	trimFrom   = 32 << 20
)

// trim gives the memory back that changes took for a moment and nothing uses any more: by itself the runtime
// keeps much of its highest moment. The caller holds the lock.
func trim() {
	if time.Since(collector.trimmed) < trimPeriod {
		return
	}
	idle := []metrics.Sample{{Name: "/memory/classes/heap/free:bytes"}}
	metrics.Read(idle)
	if idle[0].Value.Kind() == metrics.KindUint64 && idle[0].Value.Uint64() > trimFrom {
		collector.trimmed = time.Now()
		go debug.FreeOSMemory()
	}
}
