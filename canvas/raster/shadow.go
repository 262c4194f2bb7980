package raster

import (
	"image"
	"math"
	"sync"

	"stagecraft/canvas/scene"
)

// shadowKey names a mask for the corner of a soft shadow, in quarters of a pixel.
type shadowKey struct{ radius, sigma uint16 }

// shadowMask is the upper left corner of a blurred rounded rectangle: side x side pixels, of which the
// first reach lie outside the rectangle. Beyond the corner the edges go on as its last row and column.
type shadowMask struct {
	side, reach int
	pix         []uint8
}

var shadows = struct {
	sync.Mutex
	masks map[shadowKey]*shadowMask
}{masks: map[shadowKey]*shadowMask{}}

const keptShadows = 128

func shadowOf(k shadowKey) *shadowMask {
	shadows.Lock()
	defer shadows.Unlock()
	m, ok := shadows.masks[k]
	if !ok {
		if len(shadows.masks) >= keptShadows {
			clear(shadows.masks)
		}
		m = newShadow(float64(k.radius)/4, float64(k.sigma)/4)
		shadows.masks[k] = m
	}
	return m
}

// newShadow blurs a corner with a Gauss curve, first along rows, then along columns.
func newShadow(radius, sigma float64) *shadowMask {
	reach := int(math.Ceil(3 * sigma))
	m := &shadowMask{reach: reach, side: 2*reach + int(math.Ceil(radius))}
	n := m.side + reach // what the blur of the last pixel looks at
	sharp := make([]float64, n*n)
	for y := reach; y < n; y++ {
		for x := reach; x < n; x++ {
			sharp[y*n+x] = cornerCover(x-reach, y-reach, 0, radius)
		}
	}
	kernel := gauss(sigma, reach)
	wide := make([]float64, n*n)
	for y := 0; y < n; y++ {
		for x := 0; x < m.side; x++ {
			for i, w := range kernel {
				if at := x + i - reach; at >= 0 {
					wide[y*n+x] += w * sharp[y*n+min(at, n-1)]
				}
			}
		}
	}
	m.pix = make([]uint8, m.side*m.side)
	for y := 0; y < m.side; y++ {
		for x := 0; x < m.side; x++ {
			sum := 0.0
			for i, w := range kernel {
				if at := y + i - reach; at >= 0 {
					sum += w * wide[min(at, n-1)*n+x]
				}
			}
			m.pix[y*m.side+x] = uint8(min(1, sum)*255 + 0.5)
		}
	}
	return m
}

func gauss(sigma float64, reach int) []float64 {
	kernel := make([]float64, 2*reach+1)
	total := 0.0
	for i := range kernel {
		d := float64(i - reach)
		kernel[i] = math.Exp(-d * d / (2 * sigma * sigma))
		total += kernel[i]
	}
	for i := range kernel {
		kernel[i] /= total
	}
	return kernel
}

// shadow paints the soft shadow of a rectangle on whole pixels. The blur is the breadth of the soft
// edge, as in CSS: twice the standard deviation.
func (p *painter) shadow(it *scene.Rect, r image.Rectangle, radius float64) {
	const weakest, widest = 0.3, 32 // pixels
	sigma := min(it.Shadow.Blur*p.zoom/2, widest)
	k := inkOf(it.Shadow.Color)
	shift := round(it.Shadow.DY * p.zoom)
	if sigma < weakest {
		if shift != 0 {
			p.fillRound(r.Add(image.Pt(0, shift)), radius, k)
		}
		return
	}
	m := shadowOf(shadowKey{uint16(min(radius, largestBend)*4 + 0.5), uint16(sigma*4 + 0.5)})
	box := r.Add(image.Pt(0, shift)).Inset(-m.reach)
	seen := box.Intersect(p.clip)
	hidden := image.Rectangle{}
	if it.Fill.A == 255 {
		inner := int(math.Ceil(radius))
		hidden = image.Rect(r.Min.X, r.Min.Y+inner, r.Max.X, r.Max.Y-inner)
	}
	nx, ny := min(m.side, (box.Dx()+1)/2), min(m.side, (box.Dy()+1)/2)
	for y := seen.Min.Y; y < seen.Max.Y; y++ {
		row := min(y-box.Min.Y, box.Max.Y-1-y)
		line := m.pix[min(row, ny-1)*m.side:][:m.side]
		if !hidden.Empty() && y >= hidden.Min.Y && y < hidden.Max.Y {
			p.shadowRow(line, nx, box, seen.Min.X, min(hidden.Min.X, seen.Max.X), y, k)
			p.shadowRow(line, nx, box, max(hidden.Max.X, seen.Min.X), seen.Max.X, y, k)
			continue
		}
		p.shadowRow(line, nx, box, seen.Min.X, seen.Max.X, y, k)
	}
}

// shadowRow paints the pixels x0 to x1 of a shadow's row from its mask line, mirrored at the right.
func (p *painter) shadowRow(line []uint8, nx int, box image.Rectangle, x0, x1, y int, k ink) {
	if x0 >= x1 {
		return
	}
	mask := p.scratchRow(x1 - x0)
	for i := range mask {
		x := x0 + i
		mask[i] = line[min(x-box.Min.X, box.Max.X-1-x, nx-1)]
	}
	blendMask(p.row(x0, x1, y), mask, k)
}
