package layout

import (
	"image"
	"image/color"
	"math"
	"slices"

	"github.com/go-text/typesetting/font/opentype/tables"
)

// gradient is a picture whose colour changes along a line, a radius or an angle.
type gradient struct {
	bounds image.Rectangle
	back   affine // from the picture to the font's units
	along  func(x, y float64) float64
	extend tables.Extend
	stops  []gradientStop
}

type gradientStop struct {
	at    float64
	color color.NRGBA
}

// gradient makes the picture of a gradient table; nil when it has no colours.
func (p *colorPainter) gradient(table tables.PaintTable, m affine) image.Image {
	g := &gradient{bounds: p.dst.Rect, back: m.inverse()}
	var line tables.ColorLine
	switch t := table.(type) {
	case tables.PaintLinearGradient:
		line, g.along = t.ColorLine, linear(t)
	case tables.PaintRadialGradient:
		line, g.along = t.ColorLine, radial(t)
	case tables.PaintSweepGradient:
		line, g.along = t.ColorLine, sweep(t)
	}
	for _, s := range line.ColorStops {
		g.stops = append(g.stops, gradientStop{fixed(s.StopOffset), p.color(s.PaletteIndex, fixed(s.Alpha))})
	}
	if len(g.stops) == 0 {
		return nil
	}
	slices.SortStableFunc(g.stops, func(a, b gradientStop) int {
		switch {
		case a.at < b.at:
			return -1
		case a.at > b.at:
			return 1
		}
		return 0
	})
	g.extend = line.Extend
	return g
}

// linear goes from p0 to p1, turned so that the lines of one colour run from p0 to p2.
func linear(t tables.PaintLinearGradient) func(x, y float64) float64 {
	x0, y0 := float64(t.X0), float64(t.Y0)
	dx, dy := float64(t.X1)-x0, float64(t.Y1)-y0
	nx, ny := float64(t.Y2)-y0, x0-float64(t.X2) // across p0 to p2
	length := dx*nx + dy*ny
	if length == 0 {
		nx, ny, length = dx, dy, dx*dx+dy*dy
	}
	if length == 0 {
		return func(float64, float64) float64 { return 0 }
	}
	return func(x, y float64) float64 { return ((x-x0)*nx + (y-y0)*ny) / length }
}

// radial goes between two circles: the larger t whose circle passes through the place.
func radial(t tables.PaintRadialGradient) func(x, y float64) float64 {
	x0, y0, r0 := float64(t.X0), float64(t.Y0), float64(t.Radius0)
	cx, cy, dr := float64(t.X1)-x0, float64(t.Y1)-y0, float64(t.Radius1)-r0
	a := cx*cx + cy*cy - dr*dr
	return func(x, y float64) float64 {
		px, py := x-x0, y-y0
		b := px*cx + py*cy + r0*dr
		c := px*px + py*py - r0*r0
		if math.Abs(a) < 1e-9 {
			if b == 0 {
				return 0
			}
			return c / (2 * b)
		}
		d := b*b - a*c
		if d < 0 {
			return 1
		}
		d = math.Sqrt(d)
		t := max((b+d)/a, (b-d)/a)
		if r0+t*dr < 0 {
			t = min((b+d)/a, (b-d)/a)
		}
		return t
	}
}

// sweep goes around a centre, against the clock.
func sweep(t tables.PaintSweepGradient) func(x, y float64) float64 {
	start, end := (fixed(t.StartAngle)+1)*math.Pi, (fixed(t.EndAngle)+1)*math.Pi
	return func(x, y float64) float64 {
		angle := math.Atan2(y-float64(t.CenterY), x-float64(t.CenterX))
		if angle < 0 {
			angle += 2 * math.Pi
		}
		if end == start {
			return 0
		}
		return (angle - start) / (end - start)
	}
}

func (g *gradient) ColorModel() color.Model { return color.NRGBAModel }

func (g *gradient) Bounds() image.Rectangle { return g.bounds }

// At returns the colour of a pixel.
func (g *gradient) At(x, y int) color.Color {
	u, v := g.back.at(float64(x)+0.5, float64(y)+0.5)
	return g.mix(g.along(u, v))
}

// mix returns the colour at a place of the line of colours.
func (g *gradient) mix(t float64) color.NRGBA {
	first, last := g.stops[0].at, g.stops[len(g.stops)-1].at
	if span := last - first; span > 0 && g.extend != tables.ExtendPad {
		n := math.Floor((t - first) / span)
		t -= n * span
		if g.extend == tables.ExtendReflect && math.Mod(n, 2) != 0 {
			t = first + last - t
		}
	}
	for i, s := range g.stops {
		if t > s.at {
			continue
		}
		if i == 0 {
			return s.color
		}
		before := g.stops[i-1]
		f := (t - before.at) / (s.at - before.at)
		part := func(a, b uint8) uint8 { return uint8(float64(a) + (float64(b)-float64(a))*f + 0.5) }
		a, b := before.color, s.color
		return color.NRGBA{R: part(a.R, b.R), G: part(a.G, b.G), B: part(a.B, b.B), A: part(a.A, b.A)}
	}
	return g.stops[len(g.stops)-1].color
}
