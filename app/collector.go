package app

import (
	"runtime/debug"
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
	percent int // as it was before
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
	}
}
