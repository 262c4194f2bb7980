// Package raster paints a scene into pixels: the board's tiles, and pictures to save.
//
// The rules are: it knows rectangles, paths, lines of text, icons and images and nothing of journeys;
// a pixel's colour depends on the scene, the place and the zoom alone, so tiles meet without seams;
// every function may be called from several goroutines at a time for different pictures; and masks
// (glyphs, icons, shadows) are painted once and kept in bounded caches.
package raster

import (
	"context"
	"image"
	"io"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// Draw paints a layer: pixel (0,0) of dst shows the document point origin, and a document point is
// zoom pixels wide.
func Draw(dst *image.RGBA, layer *scene.Layer, origin layout.Point, zoom float64) {}

// DrawScene paints all four layers of a scene, the sticky ones at their places on the map.
func DrawScene(dst *image.RGBA, s *scene.Scene, origin layout.Point, zoom float64) {}

// Icon paints an icon of package assets into a square of size pixels.
func Icon(name string, size int, c scene.Color) *image.RGBA {
	return image.NewRGBA(image.Rect(0, 0, size, size))
}

// IconPaths returns an icon as scene paths in a box, for renderers that draw lines.
func IconPaths(name string, box layout.Rect, c scene.Color) []scene.Path { return nil }

// PNG writes the whole map as a PNG.
func PNG(ctx context.Context, w io.Writer, s *scene.Scene, dpi float64) error { return nil }
