package canvas

import (
	"image"
	"runtime"
	"slices"
	"sync"
	"time"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
)

// job is a tile to be painted.
type job struct {
	key    tileKey
	layer  *scene.Layer
	origin layout.Point    // of the tile in the layer
	zoom   float64         // device pixels to a point of the layer
	part   image.Rectangle // what of the tile is painted, in its own pixels
	area   layout.Rect     // the same in the strip's document points
	urgent bool            // it is on screen

	canceled bool // guarded by painter.mu
}

// painted is a finished job.
type painted struct {
	*job
	img *image.RGBA
}

// painter paints tiles on goroutines of its own and hands them over in batches on the UI goroutine,
// one batch at a time, so that a burst of tiles never holds up a frame's events.
type painter struct {
	post    func(func())
	deliver func([]painted)

	mu      sync.Mutex
	wake    *sync.Cond
	queue   []*job
	running map[*job]bool
	done    []painted
	posted  bool
	closed  bool
	calm    chan struct{} // closed when nothing urgent is left, while somebody waits for that
	count   int
	spare   map[int][][]uint8 // buffers by their size in bytes, one of roomFor
	spared  int               // bytes of the spare buffers
	workers sync.WaitGroup
}

// From so many finished tiles on the painting waits for the UI goroutine to take them: for mostAhead with what is
// not on screen, since each takes a megabyte while a slow frame is under way, for mostDone with all.
const (
	mostAhead = 12
	mostDone  = 96
)

// spareLimit bounds the unused buffers that are kept, in bytes.
const spareLimit = 6 << 20

func newPainter(post func(func()), deliver func([]painted)) *painter {
	p := &painter{
		post: post, deliver: deliver,
		running: map[*job]bool{}, spare: map[int][][]uint8{},
	}
	p.wake = sync.NewCond(&p.mu)
	p.workers.Add(2)
	go p.work(true)
	go p.work(false)
	for range runtime.NumCPU() - 2 {
		p.workers.Add(1)
		go p.work(false)
	}
	return p
}

// ask replaces what waits to be painted by jobs, the most urgent first. Jobs for tiles that are being
// painted already are left out.
func (p *painter) ask(jobs []*job) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.queue = p.queue[:0]
	for _, j := range jobs {
		if !p.busyWith(j.key) {
			p.queue = append(p.queue, j)
		}
	}
	if len(p.queue) > 0 {
		p.wake.Broadcast()
	}
}

// hush drops what waits to be painted and is not on screen.
func (p *painter) hush() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.queue = slices.DeleteFunc(p.queue, func(j *job) bool { return !j.urgent })
}

func (p *painter) busyWith(key tileKey) bool {
	for j := range p.running {
		if j.key == key && !j.canceled {
			return true
		}
	}
	for _, d := range p.done {
		if d.key == key && !d.canceled {
			return true
		}
	}
	return false
}

// cancel drops what waits, and makes sure that nothing that old holds for is delivered.
func (p *painter) cancel(old func(*job) bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.queue = p.queue[:0]
	for j := range p.running {
		j.canceled = j.canceled || old(j)
	}
	for _, d := range p.done {
		d.canceled = d.canceled || old(d.job)
	}
}

// work paints tiles until the painter is closed. One worker paints only what is on screen, so that one
// processor is left for the frames while more is painted ahead.
func (p *painter) work(urgent bool) {
	defer p.workers.Done()
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		for !p.closed && p.rests(urgent) {
			p.wake.Wait()
		}
		if p.closed {
			return
		}
		j := p.queue[0]
		p.queue = p.queue[1:]
		p.running[j] = true
		img := p.buffer(j.part.Size())
		p.mu.Unlock()
		if j.layer.Background.A < 255 {
			clear(img.Pix)
		}
		raster.Draw(img, j.layer, j.origin, j.zoom)
		p.mu.Lock()
		delete(p.running, j)
		p.count++
		p.finish(painted{j, img})
	}
}

// rests reports whether there is nothing now for a worker to paint.
func (p *painter) rests(urgent bool) bool {
	if len(p.queue) == 0 || len(p.done) >= mostDone {
		return true
	}
	return !p.queue[0].urgent && (urgent || len(p.done) >= mostAhead)
}

func (p *painter) finish(d painted) {
	p.done = append(p.done, d)
	if p.calm != nil && !p.pressed() {
		close(p.calm)
		p.calm = nil
	}
	if p.posted || p.closed {
		return
	}
	p.posted = true
	p.mu.Unlock()
	p.post(p.handOver)
	p.mu.Lock()
}

// pressed reports whether anything urgent is left.
func (p *painter) pressed() bool {
	for j := range p.running {
		if j.urgent && !j.canceled {
			return true
		}
	}
	return len(p.queue) > 0 && p.queue[0].urgent
}

// await waits until what is on screen is painted, but no longer than limit, and delivers what there is.
func (p *painter) await(limit time.Duration) {
	p.mu.Lock()
	if p.pressed() {
		calm := make(chan struct{})
		p.calm = calm
		p.mu.Unlock()
		late := time.NewTimer(limit)
		select {
		case <-calm:
		case <-late.C:
		}
		late.Stop()
		p.mu.Lock()
		p.calm = nil
	}
	waits := len(p.done) > 0
	p.mu.Unlock()
	if waits {
		p.handOver()
	}
}

func (p *painter) handOver() {
	p.mu.Lock()
	var fresh []painted
	for _, d := range p.done {
		if d.canceled {
			p.keep(d.img)
		} else {
			fresh = append(fresh, d)
		}
	}
	if len(p.done) >= mostAhead {
		p.wake.Broadcast()
	}
	p.done, p.posted = nil, false
	p.mu.Unlock()
	p.deliver(fresh)
}

// roomFor returns the size of the buffer for a picture of n bytes: headers and the tiles at the map's end
// have other sizes at each zoom, and still share few sizes of buffers.
func roomFor(n int) int {
	room := 16 << 10
	for room < n {
		room *= 2
	}
	return room
}

// buffer returns a picture to paint into. Its pixels are anything.
func (p *painter) buffer(size image.Point) *image.RGBA {
	n := 4 * size.X * size.Y
	room := roomFor(n)
	var pix []uint8
	if s := p.spare[room]; len(s) > 0 {
		pix, p.spare[room] = s[len(s)-1], s[:len(s)-1]
		p.spared -= room
	} else {
		pix = make([]uint8, room)
	}
	return &image.RGBA{Pix: pix[:n], Stride: 4 * size.X, Rect: image.Rectangle{Max: size}}
}

// room returns a picture for the UI goroutine to paint into. Its pixels are anything.
func (p *painter) room(size image.Point) *image.RGBA {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.buffer(size)
}

// recycle takes back a picture that nobody uses any more.
func (p *painter) recycle(img *image.RGBA) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.keep(img)
}

func (p *painter) keep(img *image.RGBA) {
	room := cap(img.Pix)
	if p.closed || p.spared+room > spareLimit {
		return
	}
	p.spare[room] = append(p.spare[room], img.Pix[:room])
	p.spared += room
}

// pending returns how many tiles are asked for and not delivered, and how many were painted so far.
func (p *painter) pending() (waiting, painted int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.queue) + len(p.running) + len(p.done), p.count
}

// close ends the goroutines and waits for them.
func (p *painter) close() {
	p.mu.Lock()
	p.closed = true
	p.queue = nil
	p.wake.Broadcast()
	p.mu.Unlock()
	p.workers.Wait()
	p.mu.Lock()
	p.done, p.spare = nil, nil
	p.mu.Unlock()
}

// fill paints a picture in one colour.
func fill(img *image.RGBA, c scene.Color) {
	if len(img.Pix) == 0 {
		return
	}
	r, g, b, a := c.RGBA()
	img.Pix[0], img.Pix[1], img.Pix[2], img.Pix[3] = uint8(r>>8), uint8(g>>8), uint8(b>>8), uint8(a>>8)
	for n := 4; n < len(img.Pix); n *= 2 {
		copy(img.Pix[n:], img.Pix[:n])
	}
}
