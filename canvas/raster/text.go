package raster

import (
	"image"
	"math"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

const (
	smallestText = 1.5 // pixels: below, letters are not even grey
	largestMask  = 160 // pixels: larger letters are drawn as paths, not kept
)

// text paints a line.
func (p *painter) text(it *scene.Text) {
	size := it.Line.Style.Size * p.zoom
	x, y := p.x(it.At.X), p.y(it.At.Y)
	if size < smallestText || it.Color.A == 0 || p.textOutside(it, x, y, size) {
		return
	}
	k := inkOf(it.Color)
	weight := weightOf(it.Color)
	base := math.Floor(y + 0.5 + hair)
	for i := range it.Line.Runs {
		p.run(&it.Line.Runs[i], x, base, k, weight)
	}
}

// textOutside reports whether nothing of a line can be seen. Letters of other scripts may reach twice
// as far as the bundled ones.
func (p *painter) textOutside(it *scene.Text, x, y, size float64) bool {
	return y+size < float64(p.clip.Min.Y) || y-2*size > float64(p.clip.Max.Y) ||
		x-size > float64(p.clip.Max.X) || x+it.Line.Width*p.zoom+size < float64(p.clip.Min.X)
}

func (p *painter) run(r *layout.Run, x, base float64, k ink, weight *[256]uint8) {
	size := r.Size * p.zoom
	x += r.X * p.zoom
	if size > largestMask {
		p.bigRun(r, x, base, k)
		return
	}
	set := glyphsOf(r.Face, size)
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		gx := x + g.X*p.zoom
		cell := math.Floor(gx*subpixels + 0.5 + hair)
		whole := math.Floor(cell / subpixels)
		m := set.mask(g.ID, int(cell-whole*subpixels))
		px, py := int(whole)+m.left, int(base)+m.top
		if g.Y != 0 {
			py += round(g.Y * p.zoom)
		}
		if m.color != nil {
			p.picture(m.color, image.Pt(px, py), k.a)
		} else {
			p.letter(m, px, py, k, weight)
		}
	}
}

// letter blends a mask whose upper left pixel lies at (x,y).
func (p *painter) letter(m *glyphMask, x, y int, k ink, weight *[256]uint8) {
	x0, x1 := max(x, p.clip.Min.X), min(x+m.w, p.clip.Max.X)
	if x0 >= x1 {
		return
	}
	y0, y1 := max(y, p.clip.Min.Y), min(y+m.h, p.clip.Max.Y)
	for py := y0; py < y1; py++ {
		mask := m.pix[(py-y)*m.w+x0-x : (py-y)*m.w+x1-x]
		row := p.row(x0, x1, py)
		row = row[:len(mask)*4]
		for i, c := range mask {
			if c == 0 {
				continue
			}
			cover := uint32(weight[c])
			d := row[i*4 : i*4+4 : i*4+4]
			rest := 255 - div255(k.a*cover)
			d[0] = uint8(div255(k.r*cover + uint32(d[0])*rest))
			d[1] = uint8(div255(k.g*cover + uint32(d[1])*rest))
			d[2] = uint8(div255(k.b*cover + uint32(d[2])*rest))
			d[3] = uint8(div255(k.a*cover + uint32(d[3])*rest))
		}
	}
}

// bigRun paints letters too large to keep.
func (p *painter) bigRun(r *layout.Run, x, base float64, k ink) {
	size := r.Size * p.zoom
	for _, g := range r.Glyphs {
		ox, oy := x+g.X*p.zoom, base+g.Y*p.zoom
		if c, ok := r.Face.ColorGlyph(g.ID); ok {
			set := glyphSet{face: r.Face, size: min(size, 4*largestMask)}
			if m := set.paintColor(c, 0); m != nil {
				p.picture(m.color, image.Pt(round(ox)+m.left, round(oy)+m.top), k.a)
				continue
			}
		}
		o := &p.path2d
		o.reset()
		for _, s := range r.Face.Outline(g.ID, 1) {
			o.add(s, func(q layout.Point) layout.Point {
				return layout.Point{X: ox + q.X*size, Y: oy + q.Y*size}
			})
		}
		p.fillOutline(o, k)
	}
}

// picture blends a premultiplied picture whose upper left pixel lies at a place.
func (p *painter) picture(src *image.RGBA, at image.Point, alpha uint32) {
	r := src.Rect.Add(at.Sub(src.Rect.Min)).Intersect(p.clip)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		from := src.Pix[src.PixOffset(r.Min.X-at.X+src.Rect.Min.X, y-at.Y+src.Rect.Min.Y):]
		row := p.row(r.Min.X, r.Max.X, y)
		for i := 0; i+3 < len(row); i += 4 {
			s, d := from[i:i+4:i+4], row[i:i+4:i+4]
			a := div255(uint32(s[3]) * alpha)
			if a == 0 {
				continue
			}
			rest := 255 - a
			for c := 0; c < 4; c++ {
				d[c] = uint8(min(255, div255(uint32(s[c])*alpha)+div255(uint32(d[c])*rest)))
			}
		}
	}
}

// Blending covers as they are makes dark letters on light ground look thinner than light ones on dark,
// so the covers of dark ink are raised a little, as desktop text renderers do.
var weights = func() (tables [4][256]uint8) {
	const contrast = 0.22
	for t := range tables {
		boost := contrast * float64(len(tables)-1-t) / float64(len(tables)-1)
		for i := range tables[t] {
			c := float64(i) / 255
			tables[t][i] = uint8((c+boost*c*(1-c))*255 + 0.5)
		}
	}
	return tables
}()

// weightOf returns the table for a colour by its lightness.
func weightOf(c scene.Color) *[256]uint8 {
	light := (2*int(c.R) + 5*int(c.G) + int(c.B)) / 8
	return &weights[light*len(weights)/256]
}
