package canvas

import (
	"cmp"
	"image"
	"math"
	"slices"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// request has the painter paint what is missing or old: what is on screen from its middle outwards,
// then, when no change waits for its frame, a ring around it and the small picture of the whole map.
func (m *mosaic) request() {
	var jobs []*job
	for id := range stripCount {
		m.tiles(m.view, id, func(i, j int) { jobs = m.need(jobs, m.view, id, i, j, true) })
	}
	middle := m.view.seen().Center()
	slices.SortStableFunc(jobs, func(a, b *job) int {
		return cmp.Compare(distance(a.area, middle), distance(b.area, middle))
	})
	for _, j := range jobs {
		j.urgent = true
	}
	if m.pressed {
		m.painter.ask(jobs)
		return
	}
	for id := range stripCount { // what a change left out of the tiles on screen
		g := gridOf(m.view, id)
		m.tiles(m.view, id, func(i, j int) {
			if m.cache.peek(tileKey{id, m.view.k(), i, j}).good(g.inSight(i, j), g.whole(i, j)) {
				jobs = m.need(jobs, m.view, id, i, j, false)
			}
		})
	}
	g := gridOf(m.view, bodyStrip)
	for j := g.j0 - 1; j <= g.j1+1; j++ {
		for i := g.i0 - 1; i <= g.i1+1; i++ {
			if !g.shows(i, j) && g.has(i, j) && g.i1 >= g.i0 {
				jobs = m.need(jobs, m.view, bodyStrip, i, j, false)
			}
		}
	}
	m.painter.ask(m.needOverview(jobs))
}

func distance(r layout.Rect, p layout.Point) float64 {
	c := r.Center()
	return math.Hypot(c.X-p.X, c.Y-p.Y)
}

// need adds the job for a tile unless its picture is good. In sight alone, that is when it holds what is on
// screen; while a change is awaited, no more than that is painted of it.
func (m *mosaic) need(jobs []*job, v viewport, id stripID, i, j int, inSight bool) []*job {
	key := tileKey{id, v.k(), i, j}
	g := gridOf(v, id)
	needed, part := g.whole(i, j), g.whole(i, j)
	if inSight {
		needed = g.inSight(i, j)
	}
	if m.cache.peek(key).good(needed, part) {
		return jobs
	}
	if inSight && m.pressed && id != markStrip {
		part = g.part(i, j)
	}
	layer, zoom := m.layer(v, id)
	corner := image.Pt(i*g.tile.X, j*g.tile.Y).Add(part.Min)
	origin := layout.Point{X: float64(corner.X) / zoom, Y: float64(corner.Y) / zoom}
	if id == markStrip || layer == layerOf(m.scene, id) {
		origin = origin.Add(g.origin)
	}
	return append(jobs, &job{key: key, layer: layer, origin: origin, zoom: zoom, part: part, area: g.area(i, j)})
}

// layer returns what a strip is painted from at a view, and its device pixels to a point.
func (m *mosaic) layer(v viewport, id stripID) (*scene.Layer, float64) {
	if id == markStrip {
		return m.marks, v.k()
	}
	from := layerOf(m.scene, id)
	k, head := v.k(), v.headK()
	if id == bodyStrip || k == head {
		return from, k
	}
	if id == cornerStrip {
		return from, head
	}
	s := m.squeezed[id]
	if s.from != from || s.k != k {
		origin := gridOf(v, id).origin
		s = squeezedLayer{from: from, to: squeeze(from, origin, k/head, id == headerStrip), k: k}
		m.squeezed[id] = s
	}
	return s.to, head
}
