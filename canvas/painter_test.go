package canvas

import (
	"image"
	"image/color"
	"runtime"
	"sync"
	"testing"
	"time"

	"stagecraft/canvas/scene"
)

// TestPaintingAheadWaitsForTheWindow asks for more than is kept for a window that is busy: what is not on screen
// waits until the window takes what there is, what is on screen does not.
func TestPaintingAheadWaitsForTheWindow(t *testing.T) {
	var mu sync.Mutex
	var posted []func()
	delivered := 0
	p := newPainter(func(f func()) {
		mu.Lock()
		defer mu.Unlock()
		posted = append(posted, f)
	}, func(batch []painted) { delivered += len(batch) })
	defer p.close()
	layer := &scene.Layer{Background: color.NRGBA{A: 255}}
	jobs := func(n, row int, urgent bool) (list []*job) {
		for i := range n {
			list = append(list, &job{key: tileKey{k: 1, i: i, j: row}, layer: layer, zoom: 1, part: image.Rect(0, 0, 4, 4), urgent: urgent})
		}
		return list
	}
	until := func(what string, ok func() bool) {
		t.Helper()
		for end := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
			p.mu.Lock()
			yes := ok()
			p.mu.Unlock()
			if yes {
				return
			}
			if time.Now().After(end) {
				t.Fatalf("waited in vain for %s", what)
			}
		}
	}
	const ahead = 4 * mostAhead
	p.ask(jobs(ahead, 0, false))
	until("the painting to rest", func() bool { return len(p.done) >= mostAhead && len(p.running) == 0 })
	if p.count >= mostAhead+runtime.NumCPU() {
		t.Errorf("%d pictures wait for the window", p.count)
	}
	before := p.count
	p.ask(append(jobs(mostAhead, 1, true), jobs(ahead, 0, false)...))
	until("what is on screen", func() bool { return p.count == before+mostAhead && len(p.running) == 0 })
	for {
		mu.Lock()
		list := posted
		posted = nil
		mu.Unlock()
		for _, f := range list {
			f()
		}
		if delivered == ahead+mostAhead {
			return
		}
		until("more", func() bool { return len(p.done) > 0 || delivered == ahead+mostAhead })
	}
}
