package raster

import (
	"image"
	"math"
	"sync"

	"stagecraft/assets"
	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// drawings are the parsed icons; there are as many as files.
var drawings sync.Map // name -> *drawing, nil for an icon that does not exist

func drawingOf(name string) *drawing {
	if d, ok := drawings.Load(name); ok {
		return d.(*drawing)
	}
	data, ok := assets.Icon(name)
	if !ok {
		return nil
	}
	d, err := parseSVG(data)
	if err != nil {
		d = nil
	}
	drawings.Store(name, d)
	return d
}

// IconPaths returns an icon of package assets as paths in a box, for renderers that draw lines
// themselves; nil when there is no such icon.
func IconPaths(name string, box layout.Rect, c scene.Color) []scene.Path {
	d := drawingOf(name)
	if d == nil {
		return nil
	}
	scale := min(box.W/d.width, box.H/d.height)
	paths := make([]scene.Path, len(d.shapes))
	for i, s := range d.shapes {
		path := scene.Path{Closed: s.closed, Segments: make([]layout.Segment, len(s.segments))}
		for k, g := range s.segments {
			for j := range g.Points {
				g.Points[j] = layout.Point{X: box.X + g.Points[j].X*scale, Y: box.Y + g.Points[j].Y*scale}
			}
			path.Segments[k] = g
		}
		if s.fill {
			path.Fill = c
		}
		if s.width > 0 {
			path.Stroke = scene.Stroke{Width: s.width * scale, Color: c, Round: true}
		}
		paths[i] = path
	}
	return paths
}

// Icons beyond these sizes, in pixels, are not drawn.
const (
	smallestIcon = 2
	largestIcon  = 4096
)

// iconKey names an icon's mask: its size in quarters of a pixel.
type iconKey struct {
	name string
	size int
}

type iconMask struct {
	side int
	pix  []uint8
}

var iconMasks = struct {
	sync.Mutex
	masks map[iconKey]*iconMask
	bytes int
}{masks: map[iconKey]*iconMask{}}

const keptIconBytes = 8 << 20

// thinnestIconLine keeps the lines of small icons from fading, in pixels.
const thinnestIconLine = 0.8

// iconOf returns an icon's mask, nil when there is no such icon.
func iconOf(name string, size float64) *iconMask {
	k := iconKey{name, int(size*4 + 0.5)}
	iconMasks.Lock()
	defer iconMasks.Unlock()
	m, ok := iconMasks.masks[k]
	if ok {
		return m
	}
	m = paintIcon(name, float64(k.size)/4)
	if m == nil {
		return nil
	}
	if iconMasks.bytes > keptIconBytes {
		clear(iconMasks.masks)
		iconMasks.bytes = 0
	}
	iconMasks.masks[k] = m
	iconMasks.bytes += len(m.pix) + 64
	return m
}

// paintIcon makes a mask. Its parts are in one colour, so where they overlap the stronger cover counts.
func paintIcon(name string, size float64) *iconMask {
	d := drawingOf(name)
	if d == nil || size > largestIcon {
		return nil
	}
	side := int(math.Ceil(size))
	m := &iconMask{side: side, pix: make([]uint8, side*side)}
	p := painters.Get().(*painter)
	defer painters.Put(p)
	scale := size / max(d.width, d.height)
	for _, s := range d.shapes {
		p.path2d.reset()
		for _, g := range s.segments {
			p.path2d.add(g, func(q layout.Point) layout.Point { return layout.Point{X: q.X * scale, Y: q.Y * scale} })
		}
		if s.closed {
			p.path2d.close()
		}
		if s.fill {
			m.add(p, &p.path2d)
		}
		if s.width > 0 {
			p.ring.reset()
			p.pen.stroke(&p.ring, &p.path2d, max(thinnestIconLine, s.width*scale), true)
			m.add(p, &p.ring)
		}
	}
	return m
}

func (m *iconMask) add(p *painter, o *outline) {
	p.coverage(o, image.Rect(0, 0, m.side, m.side))
	for i, c := range p.mask.Pix {
		m.pix[i] = max(m.pix[i], c)
	}
}

// icon paints an icon into its box.
func (p *painter) icon(it *scene.Icon) {
	size := min(it.W, it.H) * p.zoom
	x, y := p.x(it.Center().X)-size/2, p.y(it.Center().Y)-size/2
	if !(size >= smallestIcon && size <= largestIcon) || it.Color.A == 0 || x > float64(p.clip.Max.X) || y > float64(p.clip.Max.Y) ||
		x+size < float64(p.clip.Min.X) || y+size < float64(p.clip.Min.Y) {
		return
	}
	if m := iconOf(it.Name, size); m != nil {
		p.blendAlpha(m.pix, m.side, m.side, round(x), round(y), inkOf(it.Color))
	}
}
