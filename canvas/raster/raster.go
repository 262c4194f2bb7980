// Package raster paints a scene into pixels: the board's tiles, and pictures to save.
//
// The rules are: it knows rectangles, paths, lines of text, icons and images and nothing of journeys;
// a pixel's colour depends on the scene, the place and the zoom alone, so tiles meet without seams;
// every function may be called from several goroutines at a time for different pictures; and masks
// (glyphs, icons, corners, shadows) are painted once and kept in bounded caches.
//
// Edges that lie along the axes are moved to device pixels, because a line spread over two grey rows
// looks weak on a screen; shapes of a few pixels, slopes and curves are not.
package raster

import (
	"image"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// Draw paints a layer over all of dst: pixel (0,0) of dst shows the document point origin, moved to a
// whole device pixel, and a document point is zoom pixels wide. The layer's background is painted
// first. Items are left out at zooms that they are not for.
func Draw(dst *image.RGBA, layer *scene.Layer, origin layout.Point, zoom float64) {
	if layer == nil || !(zoom > 0) || dst.Rect.Empty() {
		return
	}
	p := borrowPainter(dst, origin, zoom)
	defer p.giveBack()
	p.layer(layer, origin)
}

// DrawScene paints all four layers of a scene over all of dst, each inside its bounds; what lies beyond
// them has the body's background.
func DrawScene(dst *image.RGBA, s *scene.Scene, origin layout.Point, zoom float64) {
	if s == nil || !(zoom > 0) || dst.Rect.Empty() {
		return
	}
	p := borrowPainter(dst, origin, zoom)
	defer p.giveBack()
	if s.Body != nil {
		p.fillBox(p.clip, inkOf(s.Body.Background))
	}
	for _, l := range []*scene.Layer{s.Body, s.Labels, s.Header, s.Corner} {
		if l == nil {
			continue
		}
		p.at = layout.Point{}
		p.clip = p.box(l.Bounds).Intersect(dst.Rect)
		if !p.clip.Empty() {
			p.layer(l, origin)
		}
	}
}

// layer paints a layer inside the painter's clip.
func (p *painter) layer(l *scene.Layer, origin layout.Point) {
	p.fillBox(p.clip, inkOf(l.Background))
	corner := p.clip.Min.Sub(p.dst.Rect.Min)
	seen := layout.Rect{
		X: origin.X + float64(corner.X)/p.zoom, Y: origin.Y + float64(corner.Y)/p.zoom,
		W: float64(p.clip.Dx()) / p.zoom, H: float64(p.clip.Dy()) / p.zoom,
	}
	l.Meeting(seen.Inset(-1/p.zoom), p.visit)
}

// placed paints a group, by its stamp when it has one.
func (p *painter) placed(g *scene.Group, at layout.Point) {
	if !p.stamped(g, at) {
		p.group(g, at)
	}
}

// group paints the items of a group whose origin is at a document point.
func (p *painter) group(g *scene.Group, at layout.Point) {
	p.at = at
	for _, item := range g.DrawnAt(p.zoom) {
		switch it := item.(type) {
		case scene.Rect:
			if it.Zoom.At(p.zoom) {
				p.rect(&it)
			}
		case scene.Text:
			if it.Zoom.At(p.zoom) {
				p.text(&it)
			}
		case scene.Path:
			if it.Zoom.At(p.zoom) {
				p.path(&it)
			}
		case scene.Icon:
			if it.Zoom.At(p.zoom) {
				p.icon(&it)
			}
		case scene.Image:
			if it.Zoom.At(p.zoom) {
				p.image(&it)
			}
		}
	}
}
