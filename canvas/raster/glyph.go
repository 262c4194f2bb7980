package raster

import (
	"bytes"
	"image"
	"image/png"
	"math"
	"sync"
	"sync/atomic"

	"golang.org/x/image/draw"

	"stagecraft/canvas/layout"
)

// A glyph is painted at four places between two pixels, so that letters keep their distances.
const subpixels = 4

// glyphMask is a glyph in pixels: its cover, or its picture where it has colours of its own.
type glyphMask struct {
	w, h      int
	left, top int // of the upper left pixel from the glyph's origin
	pix       []uint8
	color     *image.RGBA
}

// glyphSet is the masks of one font at one size. Pages of pointers are made when needed and read
// without a lock.
type glyphSet struct {
	face  *layout.Face
	size  float64 // pixels
	align aligner
	pages [1024]atomic.Pointer[glyphPage] // a font has at most 65,536 glyphs
}

const pageGlyphs = 64

type glyphPage [pageGlyphs * subpixels]atomic.Pointer[glyphMask]

type setKey struct {
	face *layout.Face
	size float32
}

// glyphCache is all sets. When their masks outgrow the bound the cache begins anew.
var glyphCache = struct {
	sync.RWMutex
	sets  map[setKey]*glyphSet
	bytes atomic.Int64
}{sets: map[setKey]*glyphSet{}}

const (
	keptGlyphBytes = 16 << 20
	setOverhead    = 12 << 10
)

func glyphsOf(face *layout.Face, size float64) *glyphSet {
	k := setKey{face, float32(size)}
	glyphCache.RLock()
	s, ok := glyphCache.sets[k]
	glyphCache.RUnlock()
	if ok {
		return s
	}
	glyphCache.Lock()
	defer glyphCache.Unlock()
	if s, ok := glyphCache.sets[k]; ok {
		return s
	}
	if glyphCache.bytes.Load() > keptGlyphBytes {
		clear(glyphCache.sets)
		glyphCache.bytes.Store(0)
	}
	s = &glyphSet{face: face, size: float64(k.size), align: alignerOf(face, float64(k.size))}
	glyphCache.sets[k] = s
	glyphCache.bytes.Add(setOverhead)
	return s
}

// mask returns a glyph moved right by sub quarters of a pixel.
func (s *glyphSet) mask(gid uint32, sub int) *glyphMask {
	if gid >= pageGlyphs*uint32(len(s.pages)) {
		return &noGlyph
	}
	page := s.pages[gid/pageGlyphs].Load()
	if page == nil {
		page = new(glyphPage)
		if !s.pages[gid/pageGlyphs].CompareAndSwap(nil, page) {
			page = s.pages[gid/pageGlyphs].Load()
		}
		glyphCache.bytes.Add(pageGlyphs * subpixels * 8)
	}
	slot := &page[gid%pageGlyphs*subpixels+uint32(sub)]
	if m := slot.Load(); m != nil {
		return m
	}
	m := s.paint(gid, float64(sub)/subpixels)
	slot.Store(m)
	glyphCache.bytes.Add(int64(len(m.pix)) + 64)
	if m.color != nil {
		glyphCache.bytes.Add(int64(len(m.color.Pix)))
	}
	return m
}

var noGlyph glyphMask

// paint makes a mask.
func (s *glyphSet) paint(gid uint32, shift float64) *glyphMask {
	if c, ok := s.face.ColorGlyph(gid); ok {
		if m := s.paintColor(c, shift); m != nil {
			return m
		}
	}
	segments := s.face.Outline(gid, 1)
	if len(segments) == 0 {
		return &noGlyph
	}
	p := painters.Get().(*painter)
	defer painters.Put(p)
	o := &p.path2d
	o.reset()
	for _, g := range segments {
		o.add(g, func(q layout.Point) layout.Point {
			return layout.Point{X: q.X*s.size + shift, Y: s.align.y(q.Y * s.size)}
		})
	}
	x0, y0, x1, y1, ok := o.bounds()
	if !ok {
		return &noGlyph
	}
	box := image.Rect(floor(x0), floor(y0), floor(x1)+1, floor(y1)+1)
	const largest = 4096
	if box.Dx() > largest || box.Dy() > largest {
		return &noGlyph
	}
	p.coverage(o, box)
	return &glyphMask{w: box.Dx(), h: box.Dy(), left: box.Min.X, top: box.Min.Y, pix: bytes.Clone(p.mask.Pix)}
}

// paintColor scales a coloured glyph's picture to its size; nil when the picture cannot be read.
func (s *glyphSet) paintColor(c layout.ColorGlyph, shift float64) *glyphMask {
	const largest = 1024 // a side of a font's picture
	config, err := png.DecodeConfig(bytes.NewReader(c.PNG))
	if err != nil || config.Width > largest || config.Height > largest {
		return nil
	}
	src, err := png.Decode(bytes.NewReader(c.PNG))
	if err != nil {
		return nil
	}
	box := image.Rect(round(c.Box.X*s.size+shift), round(c.Box.Y*s.size), round(c.Box.Right()*s.size+shift), round(c.Box.Bottom()*s.size))
	if box.Empty() || box.Dx() > 4*largest || box.Dy() > 4*largest {
		return nil
	}
	out := image.NewRGBA(image.Rect(0, 0, box.Dx(), box.Dy()))
	draw.CatmullRom.Scale(out, out.Rect, src, src.Bounds(), draw.Src, nil)
	return &glyphMask{w: box.Dx(), h: box.Dy(), left: box.Min.X, top: box.Min.Y, color: out}
}

// aligner moves the heights at which letters of a bundled font end to whole pixels: the tops of small
// letters and of capitals. Baselines are on pixels already. It is what a font's hints do, in the one
// direction where it shows and without changing any width.
type aligner struct {
	on            bool
	small, big    float64 // heights of x and H in pixels
	smallTo, big2 float64
}

// alignerOf measures the letters of a face.
func alignerOf(face *layout.Face, size float64) aligner {
	const largest = 40 // pixels: above, letters are sharp as they are
	if _, ok := face.Bundled(); !ok || size > largest || size < 5 {
		return aligner{}
	}
	a := aligner{on: true, small: letterHeight(face, 'x') * size, big: letterHeight(face, 'H') * size}
	a.smallTo, a.big2 = math.Round(a.small), math.Round(a.big)
	if a.small <= 0 || a.big <= a.small || a.big2 <= a.smallTo {
		return aligner{}
	}
	return a
}

func letterHeight(face *layout.Face, r rune) float64 {
	gid, ok := face.GlyphOf(r)
	if !ok {
		return 0
	}
	top := 0.0
	for _, s := range face.Outline(gid, 1) {
		for _, q := range s.Points[:pointCount(s.Op)] {
			top = max(top, -q.Y)
		}
	}
	return top
}

// y moves a height; y goes down from the baseline.
func (a *aligner) y(y float64) float64 {
	if !a.on || y >= 0 {
		return y
	}
	h := -y
	switch {
	case h <= a.small:
		return -h * a.smallTo / a.small
	case h <= a.big:
		return -(a.smallTo + (h-a.small)*(a.big2-a.smallTo)/(a.big-a.small))
	}
	return -(h + a.big2 - a.big)
}
