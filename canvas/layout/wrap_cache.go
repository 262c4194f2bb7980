package layout

import "sync"

// texts keeps what Wrap and NewLine made of their last texts.
var texts = newTextCache(400_000)

type cacheKey struct {
	text     string
	style    Style
	width    float64
	maxLines int
}

type wrapped struct {
	lines []Line
	cut   bool
}

// textCache is a bounded cache in two generations: when the young one is full it becomes the old one,
// and what is used again moves up. The bound is in bytes of text, because a text's lines grow with it.
type textCache struct {
	mu         sync.Mutex
	young, old map[cacheKey]wrapped
	size       int
	limit      int
}

func newTextCache(limit int) *textCache {
	return &textCache{young: map[cacheKey]wrapped{}, limit: limit}
}

func (c *textCache) get(k cacheKey) (wrapped, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if w, ok := c.young[k]; ok {
		return w, true
	}
	w, ok := c.old[k]
	if ok {
		c.add(k, w)
	}
	return w, ok
}

func (c *textCache) put(k cacheKey, w wrapped) {
	const longest = 20_000
	if len(k.text) > longest {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.add(k, w)
}

func (c *textCache) add(k cacheKey, w wrapped) {
	const overhead = 16 // of an entry without text
	c.size += len(k.text) + overhead
	if c.size > c.limit {
		c.old, c.young = c.young, map[cacheKey]wrapped{}
		c.size = len(k.text) + overhead
	}
	c.young[k] = w
}
