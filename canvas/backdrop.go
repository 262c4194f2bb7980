package canvas

import (
	"encoding/binary"
	"image"
)

// overviewEdge is about the size of the small picture of the whole map, in device pixels: it stands in
// for tiles that are not painted yet.
const overviewEdge = 1024

// setOverview chooses the size of the small picture and lets go of the one for another map.
func (m *mosaic) setOverview(v viewport) {
	w, h := max(v.size.X-v.label, 1), max(v.size.Y-v.header, 1)
	k := min(overviewEdge/w, overviewEdge/h)
	if k == m.overview {
		return
	}
	m.cache.each(func(p *picture) { p.pinned = false })
	m.overview = k
}

// overviewView returns the view that shows the whole body at the overview's size.
func (m *mosaic) overviewView() viewport {
	v := m.view
	v.scale, v.zoom, v.x, v.y = 1, m.overview, 0, 0
	v.w, v.h = overviewEdge+v.left()+1, overviewEdge+v.top()+1
	return v
}

// needOverview adds the jobs of the small picture.
func (m *mosaic) needOverview(jobs []*job) []*job {
	if m.overview <= 0 || m.overview > m.view.k() {
		return jobs
	}
	v := m.overviewView()
	lazy := !m.scaling() && m.missing() == 0
	gridOf(v, bodyStrip).seen(func(i, j int) {
		// An old one is good enough until it is seen.
		if lazy && m.cache.peek(tileKey{bodyStrip, v.k(), i, j}) != nil {
			return
		}
		jobs = m.need(jobs, v, bodyStrip, i, j, false)
	})
	return jobs
}

// backdropShare is how many device pixels of the screen share one of the backdrop's, in each
// direction: it is seen for moments and stretched by the graphics card.
const backdropShare = 2

// compose paints the view from the tiles that there are, at whatever size. Fyne calls it at most once
// a frame.
func (m *mosaic) compose(w, h int) image.Image {
	size := image.Pt(max(1, w/backdropShare), max(1, h/backdropShare))
	if m.canvas == nil || m.canvas.Rect.Max != size {
		m.canvas = image.NewRGBA(image.Rectangle{Max: size})
	}
	if m.scene == nil || w == 0 || h == 0 {
		clear(m.canvas.Pix)
		return m.canvas
	}
	fill(m.canvas, m.scene.Body.Background)
	share := float64(m.view.w) / float64(size.X)
	for id := range stripCount {
		if id == bodyStrip && m.overview > 0 {
			m.composeStrip(id, m.overviewView(), share)
		}
		m.composeStrip(id, m.shown, share)
	}
	return m.canvas
}

// composeStrip paints what is seen of a strip from its tiles at the size of from. share is how many
// device pixels a pixel of the picture stands for.
func (m *mosaic) composeStrip(id stripID, from viewport, share float64) {
	to := gridOf(m.view, id)
	src := gridOf(from, id)
	// A pixel p of the picture is pixel (p*share-at)*f of the source strip.
	fx, fy := src.kx/to.kx, src.ky/to.ky
	clip := m.onBackdrop(id, share)
	m.cache.each(func(p *picture) {
		if p.key.strip != id || p.key.k != from.k() {
			return
		}
		m.blit(clip, p.img, id == markStrip, affine{
			sx: share * fx, ox: -to.at.X*fx - float64(p.key.i*src.tile.X+p.part.Min.X),
			sy: share * fy, oy: -to.at.Y*fy - float64(p.key.j*src.tile.Y+p.part.Min.Y),
		})
	})
}

// onBackdrop returns where a strip is on the backdrop.
func (m *mosaic) onBackdrop(id stripID, share float64) image.Rectangle {
	left, top := int(float64(m.view.left())/share), int(float64(m.view.top())/share)
	r := m.canvas.Rect
	switch id {
	case bodyStrip, markStrip:
		r.Min = image.Pt(left, top)
	case headerStrip:
		r.Min.X, r.Max.Y = left, top
	case labelStrip:
		r.Max.X, r.Min.Y = left, top
	case cornerStrip:
		r.Max = image.Pt(left, top)
	}
	return r.Intersect(m.canvas.Rect)
}

// affine says which source pixel a target pixel p shows: p*s + o.
type affine struct{ sx, ox, sy, oy float64 }

// blit copies the nearest pixels of src into a part of the backdrop, without the transparent ones when
// over is set.
func (m *mosaic) blit(clip image.Rectangle, src *image.RGBA, over bool, a affine) {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	x0, x1 := inverse(a.sx, a.ox, w, clip.Min.X, clip.Max.X)
	y0, y1 := inverse(a.sy, a.oy, h, clip.Min.Y, clip.Max.Y)
	if x0 >= x1 || y0 >= y1 {
		return
	}
	m.columns = m.columns[:0]
	for x := x0; x < x1; x++ {
		m.columns = append(m.columns, 4*min(max(int((float64(x)+0.5)*a.sx+a.ox), 0), w-1))
	}
	for y := y0; y < y1; y++ {
		sy := min(max(int((float64(y)+0.5)*a.sy+a.oy), 0), h-1)
		row := src.Pix[sy*src.Stride : sy*src.Stride+4*w]
		out := m.canvas.Pix[y*m.canvas.Stride+4*x0 : y*m.canvas.Stride+4*x1]
		for n, c := range m.columns {
			if over && row[c+3] == 0 {
				continue
			}
			binary.LittleEndian.PutUint32(out[4*n:], binary.LittleEndian.Uint32(row[c:]))
		}
	}
}

// inverse returns the target pixels from..to whose middles show source pixels 0..size.
func inverse(s, o float64, size, from, to int) (int, int) {
	a := int(max((0-o)/s+0.5, float64(from)))
	b := int(min((float64(size)-o)/s+0.5, float64(to)))
	return max(a, from), min(b, to)
}
