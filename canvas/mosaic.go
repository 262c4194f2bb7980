package canvas

import (
	"image"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// mosaic is the static layer of the board: the map as tiles.
//
// What is on screen stands at one size, shown. While the wanted view has another one, the backdrop
// shows the tiles that there are scaled, and when the view has rested the tiles of the new size are
// painted and take over all at once. In the same way the tiles that an edit touched are replaced
// together, so that no state in between is ever seen.
type mosaic struct {
	rest time.Duration // how long a zoom rests before it is painted
	// Patience is how long a change waits for its tiles: mostly they are there in less, and the very
	// next frame shows them.
	patience time.Duration
	lull     time.Duration // how long after a change nothing is painted ahead
	after    func(time.Duration, func()) (stop func())
	painter  *painter
	cache    *cache
	covers   func() // the backdrop came or went

	scene *scene.Scene
	marks *scene.Layer // over the body; nil for none
	view  viewport     // wanted
	shown viewport     // the size at which the tiles on screen are; its place is that of view
	lit   bool         // shown holds

	strips   [stripCount]*strip
	backdrop *fynecanvas.Raster
	canvas   *image.RGBA // the backdrop's pixels
	columns  []int       // work space of compose
	overview float64     // the size of the pinned small tiles of the whole map; 0 for none
	squeezed map[stripID]squeezedLayer
	stop     func() // stops the rest timer
	pressed  bool   // a change comes to the screen: nothing is painted ahead
	resume   func() // stops the timer that ends that
}

// squeezedLayer is a strip's layer made for one zoom.
type squeezedLayer struct {
	from, to *scene.Layer
	k        float64
}

// strip is a part of the map with its tiles on screen.
type strip struct {
	id    stripID
	box   *fyne.Container
	grid  grid
	slots map[image.Point]*slot
	spare []*fynecanvas.Image
}

// slot is a tile on screen. Those of the marks have no object: they are laid over the pictures of the body.
type slot struct {
	object *fynecanvas.Image
	pic    *picture
	laid   *image.RGBA // the picture with the marks over it; nil for none
}

// cacheLimit bounds the tiles that are kept, in bytes: 28 MB, and room for the ring of tiles around a
// large window.
func cacheLimit(w, h int) int { return max(28<<20, 4*w*h*5) }

func newMosaic(post func(func()), covers func()) *mosaic {
	m := &mosaic{rest: 45 * time.Millisecond, patience: 40 * time.Millisecond, lull: 90 * time.Millisecond, covers: covers, squeezed: map[stripID]squeezedLayer{}}
	m.after = func(d time.Duration, f func()) func() {
		t := time.AfterFunc(d, func() { post(f) })
		return func() { t.Stop() }
	}
	m.painter = newPainter(post, m.take)
	m.cache = newCache(cacheLimit(0, 0), m.painter.recycle)
	for id := range m.strips {
		m.strips[id] = &strip{id: stripID(id), box: container.NewWithoutLayout(), slots: map[image.Point]*slot{}}
	}
	m.backdrop = fynecanvas.NewRaster(m.compose)
	m.backdrop.ScaleMode = fynecanvas.ImageScaleFastest
	m.backdrop.Hide()
	return m
}

// setScene takes over a scene; what looks the same in it stays.
func (m *mosaic) setScene(s *scene.Scene, v viewport) {
	before := m.scene
	m.scene = s
	if before != nil {
		if before.Layout.Label != s.Layout.Label || before.Layout.Header != s.Layout.Header {
			m.forget()
		}
		for id := range markStrip {
			m.outdate(id, scene.Dirty(layerOf(before, id), layerOf(s, id)))
		}
	}
	m.setOverview(v)
	m.setView(v)
	m.request()
	if before != nil {
		m.painter.await(m.patience)
	}
	m.settle()
}

// press keeps the processors for a change, from before its layout until its frame is drawn: what is out of
// sight is painted after it.
func (m *mosaic) press() {
	if m.scene == nil {
		return
	}
	m.painter.hush()
	if m.resume != nil {
		m.resume()
	}
	m.pressed = true
	m.resume = m.after(m.lull, func() {
		m.pressed = false
		if m.scene != nil {
			m.request()
		}
	})
}

// forget drops every tile.
func (m *mosaic) forget() {
	for _, s := range m.strips {
		for at := range s.slots {
			m.release(s, at)
		}
		s.grid = grid{}
	}
	m.painter.cancel(func(*job) bool { return true })
	m.cache.each(func(p *picture) { p.pinned = false })
	m.cache.removeIf(func(*picture) bool { return true })
	clear(m.squeezed)
	m.lit = false
}

// clear shows nothing.
func (m *mosaic) clear() {
	m.halt()
	m.forget()
	m.scene, m.marks = nil, nil
	m.showBackdrop(false)
}

// setMarks shows a layer over the body, nil for none; dirty is where it differs from the one before.
func (m *mosaic) setMarks(l *scene.Layer, dirty []layout.Rect) {
	m.marks = l
	if m.scene == nil {
		return
	}
	m.outdate(markStrip, dirty)
	if !m.scaling() {
		m.fillSlots()
		for at := range m.strips[markStrip].slots {
			if m.blank(m.strips[markStrip].grid.area(at.X, at.Y)) {
				m.release(m.strips[markStrip], at)
			}
		}
	}
	m.request()
	m.settle()
}

// blank reports whether no mark lies in an area.
func (m *mosaic) blank(area layout.Rect) bool {
	empty := true
	if m.marks != nil {
		m.marks.Meeting(area, func(*scene.Group, layout.Point) { empty = false })
	}
	return empty
}

// tiles calls f for the tiles of a strip that are on screen at a view and have something on them.
func (m *mosaic) tiles(v viewport, id stripID, f func(i, j int)) {
	if id == markStrip && m.marks == nil {
		return
	}
	g := gridOf(v, id)
	g.seen(func(i, j int) {
		if id != markStrip || !m.blank(g.area(i, j)) {
			f(i, j)
		}
	})
}

// outdate marks the tiles of a strip that meet the dirty areas and drops those not on screen.
func (m *mosaic) outdate(id stripID, dirty []layout.Rect) {
	if len(dirty) == 0 {
		return
	}
	meets := func(strip stripID, area layout.Rect) bool {
		return strip == id && slices.ContainsFunc(dirty, area.Meets)
	}
	m.painter.cancel(func(j *job) bool { return meets(j.key.strip, j.area) })
	m.cache.each(func(p *picture) {
		if meets(p.key.strip, p.area) {
			m.cache.mark(p)
		}
	})
	m.cache.removeIf(func(p *picture) bool { return p.stale && p.key.k != m.overview })
}

func layerOf(s *scene.Scene, id stripID) *scene.Layer {
	return [...]*scene.Layer{s.Body, s.Header, s.Labels, s.Corner}[id]
}

// setView looks somewhere else.
func (m *mosaic) setView(v viewport) {
	resized := v.w != m.view.w || v.h != m.view.h || v.scale != m.view.scale
	scaled := m.scaling()
	m.view = v
	m.cache.limit = cacheLimit(v.w, v.h)
	if m.scene == nil {
		return
	}
	if !m.lit || resized && v.scale != m.shown.scale {
		m.adopt()
		return
	}
	if m.scaling() {
		m.halt()
		m.stop = m.after(m.rest, m.sharpen)
		m.showBackdrop(true)
		return
	}
	m.halt()
	m.place()
	if scaled {
		m.sharpen() // the zoom went back; what changed meanwhile was asked for in the other size
	}
}

func (m *mosaic) halt() {
	if m.stop != nil {
		m.stop()
		m.stop = nil
	}
}

// scaling reports whether the tiles on screen have another size than wanted.
func (m *mosaic) scaling() bool { return m.lit && m.shown.k() != m.view.k() }

// sharpen has the tiles of the wanted size painted.
func (m *mosaic) sharpen() {
	if m.scene == nil {
		return // the timer had ended when the board was closed
	}
	m.request()
	m.settle()
}

// adopt puts the tiles of the wanted size on screen.
func (m *mosaic) adopt() {
	for _, s := range m.strips {
		for at := range s.slots {
			m.release(s, at)
		}
		s.grid = grid{}
	}
	m.shown, m.lit = m.view, true
	m.place()
	m.request()
}

// place moves the strips to the view and fills the tiles that came into sight.
func (m *mosaic) place() {
	m.shown = m.view
	fresh := false
	for _, s := range m.strips {
		g := gridOf(m.view, s.id)
		corner := paneCorner(m.view, s.id)
		s.box.Move(fyne.NewPos(float32((g.at.X-corner.X)/m.view.scale), float32((g.at.Y-corner.Y)/m.view.scale)))
		was := s.grid
		s.grid = g
		if g.tile != was.tile {
			for at := range s.slots {
				m.release(s, at)
			}
		}
		for at, sl := range s.slots { // a change left out what comes into sight now
			fresh = fresh || g.shows(at.X, at.Y) && !s.covers(sl, at.X, at.Y)
		}
		if g.i0 == was.i0 && g.i1 == was.i1 && g.j0 == was.j0 && g.j1 == was.j1 && g.tile == was.tile {
			continue
		}
		fresh = true
		for at := range s.slots {
			if !g.shows(at.X, at.Y) {
				m.release(s, at)
			}
		}
	}
	if fresh {
		m.fillSlots()
		m.succeed()
		m.request()
		if m.pressed { // a change that goes to where it was made
			m.painter.await(m.patience)
		}
	}
	m.showBackdrop(m.missing() > 0)
}

// fillSlots gives every tile on screen its picture where there is one.
func (m *mosaic) fillSlots() {
	for _, s := range m.strips {
		m.tiles(m.shown, s.id, func(i, j int) {
			at := image.Pt(i, j)
			if s.slots[at] != nil {
				return
			}
			if p := m.cache.get(tileKey{s.id, m.shown.k(), i, j}); p != nil {
				m.attach(s, at, p)
			}
		})
	}
}

// attach shows a picture at its place.
func (m *mosaic) attach(s *strip, at image.Point, p *picture) {
	p.shown = true
	sl := &slot{pic: p}
	s.slots[at] = sl
	if s.id == markStrip {
		m.update(s, at)
		return
	}
	if n := len(s.spare); n > 0 {
		sl.object, s.spare = s.spare[n-1], s.spare[:n-1]
	} else {
		sl.object = &fynecanvas.Image{FillMode: fynecanvas.ImageFillStretch, ScaleMode: fynecanvas.ImageScalePixels}
		sl.object.Hide()
		s.box.Add(sl.object)
	}
	m.update(s, at)
	sl.object.Show()
}

// update shows the picture of a slot as it is now, with the marks over it.
func (m *mosaic) update(s *strip, at image.Point) {
	sl, scale := s.slots[at], m.view.scale
	switch s.id {
	case markStrip:
		if body := m.strips[bodyStrip]; body.slots[at] != nil {
			m.update(body, at)
		}
		return
	case bodyStrip:
		sl.object.Image = m.layMarks(sl, at)
	default:
		sl.object.Image = sl.pic.img
	}
	corner := image.Pt(at.X*s.grid.tile.X, at.Y*s.grid.tile.Y).Add(sl.pic.part.Min)
	size := sl.pic.part.Size()
	sl.object.Move(fyne.NewPos(float32(float64(corner.X)/scale), float32(float64(corner.Y)/scale)))
	sl.object.Resize(fyne.NewSize(float32(float64(size.X)/scale), float32(float64(size.Y)/scale)))
	sl.object.Refresh()
}

// release takes a tile off the screen.
func (m *mosaic) release(s *strip, at image.Point) {
	sl := s.slots[at]
	delete(s.slots, at)
	sl.pic.shown = false
	if s.id == markStrip {
		m.update(s, at)
		return
	}
	m.dropLaid(sl)
	sl.object.Hide()
	sl.object.Image = nil
	sl.object.Refresh() // so that its texture is let go at once, and not in a minute
	s.spare = append(s.spare, sl.object)
}

// missing returns how many tiles on screen have no picture.
func (m *mosaic) missing() int {
	n := 0
	for _, s := range m.strips {
		m.tiles(m.shown, s.id, func(i, j int) {
			if sl := s.slots[image.Pt(i, j)]; sl == nil || !s.covers(sl, i, j) {
				n++
			}
		})
	}
	return n
}

// covers reports whether a slot's picture holds what is on screen of its tile.
func (s *strip) covers(sl *slot, i, j int) bool {
	return sl.pic.part == s.grid.whole(i, j) || s.grid.inSight(i, j).In(sl.pic.part)
}

func (m *mosaic) showBackdrop(on bool) {
	scaling := m.scaling()
	for _, s := range m.strips {
		show(s.box, !scaling)
	}
	if on != m.backdrop.Visible() {
		show(m.backdrop, on)
		m.covers()
	}
	if on {
		m.backdrop.Refresh()
	}
}

// show makes o visible or not, without work when it is so already.
func show(o fyne.CanvasObject, on bool) {
	switch {
	case on && !o.Visible():
		o.Show()
	case !on && o.Visible():
		o.Hide()
	}
}

// take receives painted tiles.
func (m *mosaic) take(batch []painted) {
	if m.scene == nil {
		return
	}
	for _, d := range batch {
		if p := m.cache.get(d.key); p != nil {
			m.cache.wait(p, d.img, d.part)
			if !p.shown {
				m.cache.promote(p)
			}
			continue
		}
		m.cache.put(&picture{
			key: d.key, img: d.img, part: d.part, area: d.area, pinned: d.key.strip == bodyStrip && d.key.k == m.overview,
		})
	}
	m.settle()
	m.cache.trim(m.wanted())
	if waiting, _ := m.painter.pending(); waiting == 0 && !m.ready(m.view) {
		m.request()
	}
}

// wanted returns a function that reports whether a tile will be seen at the wanted view.
func (m *mosaic) wanted() func(tileKey) bool {
	k := m.view.k()
	var grids [stripCount]grid
	for id := range stripCount {
		grids[id] = gridOf(m.view, id)
	}
	return func(key tileKey) bool { return key.k == k && grids[key.strip].shows(key.i, key.j) }
}

// settle shows what has been painted: the tiles of a new size when all on screen are there, and the
// successors of old tiles when no other one is still awaited.
func (m *mosaic) settle() {
	if m.scaling() {
		if m.ready(m.view) {
			m.adopt()
		} else {
			m.showBackdrop(true)
		}
		return
	}
	m.fillSlots()
	m.succeed()
	m.showBackdrop(m.missing() > 0)
}

// succeed puts the successors of old tiles in their places when no other one is still awaited. That
// may come true when the last one that was awaited leaves the screen.
func (m *mosaic) succeed() {
	if !m.ready(m.view) {
		return
	}
	for _, s := range m.strips {
		for at, sl := range s.slots {
			if sl.pic.next != nil {
				m.cache.promote(sl.pic)
				m.update(s, at)
			}
		}
	}
}

// ready reports whether every tile of a view is painted from the scene of now.
func (m *mosaic) ready(v viewport) bool {
	ok := true
	for id := range stripCount {
		m.tiles(v, id, func(i, j int) {
			g := gridOf(v, id)
			ok = ok && m.cache.peek(tileKey{id, v.k(), i, j}).good(g.inSight(i, j), g.whole(i, j))
		})
	}
	return ok
}

// settled reports whether the tiles on screen themselves show the scene of now.
func (m *mosaic) settled() bool {
	ok := true
	for id := range stripCount {
		m.tiles(m.view, id, func(i, j int) {
			sl := m.strips[id].slots[image.Pt(i, j)]
			g := gridOf(m.view, id)
			ok = ok && sl != nil && sl.pic.next == nil && sl.pic.good(g.inSight(i, j), g.whole(i, j))
		})
	}
	return ok
}

// close ends the painting and lets go of all pictures: Fyne keeps what it drew for a minute.
func (m *mosaic) close() {
	if m.resume != nil {
		m.resume()
	}
	m.painter.close()
	m.clear()
	m.canvas = nil
}
