package scene

import (
	"sync"
	"sync/atomic"
)

// drawing is how the items of a group are made when it is first looked at. Most cards of a large map are
// never seen, or only as flat rectangles.
type drawing interface {
	draw() []Item
	flat() []Item // what is seen at less than zoomFlat, in place of the others
	words() string
	look() any // what the items depend on; nil for what is seldom drawn twice
}

// later is a drawing and, while it is looked at now and then, its items.
type later struct {
	drawing
	items atomic.Pointer[[]Item]
}

func newLater(d drawing) *later { return &later{drawing: d} }

// Drawn returns the items of the group. They may not be changed. It may be called from any goroutine.
func (g *Group) Drawn() []Item {
	if g.later == nil {
		return g.Items
	}
	if items := g.later.items.Load(); items != nil {
		return *items
	}
	items := g.later.draw()
	g.later.items.Store(&items)
	seen.add(g.later)
	return items
}

// DrawnAt returns the items of the group that may be for a zoom, and others.
func (g *Group) DrawnAt(zoom float64) []Item {
	if g.later != nil && zoom < zoomFlat {
		return g.later.flat()
	}
	return g.Drawn()
}

// Look returns what the group looks like at a zoom, as a value that can be compared: groups with the same
// look have the same items, wherever they lie. It is nil for groups that are not worth a picture of
// their own.
func (g *Group) Look(zoom float64) any {
	if g.later == nil || zoom < zoomFlat {
		return nil
	}
	return g.later.look()
}

// Words says what the group is, for assistive tools and the titles of an SVG.
func (g *Group) Words() string {
	if g.later != nil {
		return g.later.words()
	}
	return g.Label
}

// seen is the groups that were drawn last. Those that were not among the last few thousand forget their
// items, so that a walk over a large map does not keep all of it.
var seen recent

type recent struct {
	mu   sync.Mutex
	ring [4096]*later
	next int
}

func (r *recent) add(l *later) {
	r.mu.Lock()
	old := r.ring[r.next]
	r.ring[r.next] = l
	r.next = (r.next + 1) % len(r.ring)
	r.mu.Unlock()
	if old != nil && old != l {
		old.items.Store(nil)
	}
}
