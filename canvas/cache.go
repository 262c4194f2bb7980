package canvas

import (
	"container/list"
	"image"

	"stagecraft/canvas/layout"
)

// tileEdge is the size of a body tile in device pixels. Smaller tiles are less work when a card in them
// changes and less beside the screen's edge, but more pictures to sample: where no graphics card helps, a
// panned frame took 20 ms with 256 and 17 with 512. Larger ones are repainted too often.
const tileEdge = 512

// stripID names one of the four parts of the map that scroll on their own.
type stripID uint8

const (
	bodyStrip stripID = iota
	headerStrip
	labelStrip
	cornerStrip
	markStrip // over the body: the outlines of a large selection
	stripCount
)

// tileKey names a picture: a place in a strip at a size.
type tileKey struct {
	strip stripID
	k     float64 // device pixels to a point of the body
	i, j  int
}

// picture is a painted tile.
type picture struct {
	key    tileKey
	img    *image.RGBA
	part   image.Rectangle // what of the tile img shows, in the tile's pixels
	area   layout.Rect     // of the whole tile, in the strip's document points
	stale  bool            // the scene has changed there since
	next   *image.RGBA     // its successor, waiting for those beside it
	nextOf image.Rectangle // the part of next
	shown  bool            // an object on screen uses img
	pinned bool            // it is part of the overview and stays
}

// good reports whether p, which may be nil, or what waits to take its place, shows the scene of now in
// what is needed of a tile. Whole is all of the tile: at the end of the map it grows and shrinks with that.
func (p *picture) good(needed, whole image.Rectangle) bool {
	switch {
	case p == nil || p.next == nil && p.stale:
		return false
	case p.next != nil:
		return holds(p.nextOf, needed, whole)
	}
	return holds(p.part, needed, whole)
}

// holds reports whether a part of a tile is as large as needed, and not of a tile that was larger.
func holds(part, needed, whole image.Rectangle) bool {
	return part == whole || needed != whole && needed.In(part) && part.In(whole)
}

// cache keeps painted tiles, the least used go first. It is used on the UI goroutine only.
type cache struct {
	pictures map[tileKey]*list.Element // of *picture
	order    list.List                 // the last used in front
	bytes    int
	limit    int // of bytes; what is on screen stays whatever it takes
	free     func(*image.RGBA)
}

func newCache(limit int, free func(*image.RGBA)) *cache {
	return &cache{pictures: map[tileKey]*list.Element{}, limit: limit, free: free}
}

// get returns the picture of a key and counts it as used; nil when there is none.
func (c *cache) get(key tileKey) *picture {
	e := c.pictures[key]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*picture)
}

// peek is get without counting.
func (c *cache) peek(key tileKey) *picture {
	e := c.pictures[key]
	if e == nil {
		return nil
	}
	return e.Value.(*picture)
}

// put adds a picture that is not there yet.
func (c *cache) put(p *picture) {
	c.pictures[p.key] = c.order.PushFront(p)
	c.bytes += cap(p.img.Pix)
}

// wait keeps img as the successor of p.
func (c *cache) wait(p *picture, img *image.RGBA, part image.Rectangle) {
	c.dropNext(p)
	p.next, p.nextOf = img, part
	c.bytes += cap(img.Pix)
}

// promote puts p's successor in its place.
func (c *cache) promote(p *picture) {
	c.bytes -= cap(p.img.Pix)
	c.free(p.img)
	p.img, p.part, p.next, p.stale = p.next, p.nextOf, nil, false
}

// mark makes p stale: the picture that was on its way, if any, is old too.
func (c *cache) mark(p *picture) {
	p.stale = true
	c.dropNext(p)
}

func (c *cache) dropNext(p *picture) {
	if p.next != nil {
		c.bytes -= cap(p.next.Pix)
		c.free(p.next)
		p.next = nil
	}
}

// trim removes the least used pictures until the limit holds, but none that is wanted.
func (c *cache) trim(wanted func(tileKey) bool) {
	for e := c.order.Back(); e != nil && c.bytes > c.limit; {
		before := e.Prev()
		if p := e.Value.(*picture); !p.shown && !p.pinned && !wanted(p.key) {
			c.remove(e)
		}
		e = before
	}
}

// removeIf removes every picture that is not on screen and for which f holds.
func (c *cache) removeIf(f func(*picture) bool) {
	for e := c.order.Front(); e != nil; {
		after := e.Next()
		if p := e.Value.(*picture); !p.shown && f(p) {
			c.remove(e)
		}
		e = after
	}
}

func (c *cache) remove(e *list.Element) {
	p := e.Value.(*picture)
	c.dropNext(p)
	c.bytes -= cap(p.img.Pix)
	c.free(p.img)
	c.order.Remove(e)
	delete(c.pictures, p.key)
}

// each calls f for every picture.
func (c *cache) each(f func(*picture)) {
	for e := c.order.Front(); e != nil; e = e.Next() {
		f(e.Value.(*picture))
	}
}
