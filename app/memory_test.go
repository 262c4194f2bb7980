package app

import (
	"runtime"
	"testing"

	"stagecraft/model"
)

// heap is the memory in use once everything that nobody needs is gone, in bytes.
func heap() int {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

// TestSelectingKeepsNothing shows record after record in the inspector: what one form took is there for
// the next.
func TestSelectingKeepsNothing(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("rich.stage", rich(t)))
	all := refs(s.session().Workspace())
	look := func(n int) {
		for i := range n {
			s.session().Select([]model.Ref{all[i%len(all)]})
			s.until("a rest", func() bool { return len(s.queue) == 0 })
			s.window().window.Canvas().Capture()
		}
	}
	all = all[len(all)-4:] // cards: the forms with the most fields
	look(4)
	before := heap()
	look(8)
	if grown := heap() - before; grown > 10<<20 {
		t.Errorf("showing four cards again and again took %d MB", grown>>20)
	}
}
