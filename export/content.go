package export

import (
	"math"
	"strconv"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
)

// content is a stream of PDF drawing operators, in points with y up. It leaves out what would set the
// state that is already set, which is what keeps pages of many cards small and fast.
type content struct {
	buf    []byte
	height float64 // of the page: y is turned over
	state  inkState
	saved  []inkState
	inText bool
}

// inkState is the part of the graphics state that operators set.
type inkState struct {
	fill, stroke scene.Color
	width        float64
	dash         string
	round        bool
	font         string
	size         float64
}

// begin starts a page of the given height, in a state that is written out once.
func (c *content) begin(height float64) {
	black := scene.Color{A: 255}
	*c = content{buf: c.buf[:0], height: height, state: inkState{fill: black, stroke: black, width: 1, dash: "[] "}}
	c.op("0 g 0 G 1 w 0 J 0 j [] 0 d")
}

func (c *content) op(s string) { c.buf = append(append(c.buf, s...), '\n') }

func (c *content) num(v float64) { c.buf = append(appendNumber(c.buf, v), ' ') }

// appendNumber writes v with at most two decimals, a sixtieth of a printer's dot on any paper.
func appendNumber(dst []byte, v float64) []byte {
	if math.IsNaN(v) || math.Abs(v) > 1e9 {
		v = 0
	}
	n := int64(math.Round(v * 100))
	if n < 0 {
		dst = append(dst, '-')
		n = -n
	}
	dst = strconv.AppendInt(dst, n/100, 10)
	if r := n % 100; r != 0 {
		dst = append(dst, '.', byte('0'+r/10))
		if r%10 != 0 {
			dst = append(dst, byte('0'+r%10))
		}
	}
	return dst
}

func (c *content) point(p layout.Point) {
	c.num(p.X)
	c.num(c.height - p.Y)
}

func (c *content) save() {
	c.endText()
	c.saved = append(c.saved, c.state)
	c.op("q")
}

// restore returns to the state at the last save.
func (c *content) restore() {
	c.endText()
	c.op("Q")
	c.state = c.saved[len(c.saved)-1]
	c.saved = c.saved[:len(c.saved)-1]
}

// fillColor sets the colour of areas and text; the alpha is the caller's.
func (c *content) fillColor(k scene.Color) {
	k.A = 255
	if c.state.fill == k {
		return
	}
	c.state.fill = k
	c.color(k, "g", "rg")
}

func (c *content) strokeColor(k scene.Color) {
	k.A = 255
	if c.state.stroke == k {
		return
	}
	c.state.stroke = k
	c.color(k, "G", "RG")
}

func (c *content) color(k scene.Color, gray, rgb string) {
	c.part(k.R)
	if k.R == k.G && k.G == k.B {
		c.op(gray)
		return
	}
	c.part(k.G)
	c.part(k.B)
	c.op(rgb)
}

// part writes a byte as a fraction with the three decimals that tell all bytes apart.
func (c *content) part(v uint8) {
	n := (int(v)*1000 + 127) / 255
	switch n {
	case 0:
		c.buf = append(c.buf, '0', ' ')
	case 1000:
		c.buf = append(c.buf, '1', ' ')
	default:
		c.buf = append(c.buf, '.', byte('0'+n/100), byte('0'+n/10%10), byte('0'+n%10), ' ')
	}
}

// pen sets how lines are drawn; scale is points on paper for each of the stroke's points.
func (c *content) pen(s scene.Stroke, scale float64) {
	c.endText()
	c.strokeColor(s.Color)
	if w := s.Width * scale; c.state.width != w {
		c.state.width = w
		c.num(w)
		c.op("w")
	}
	if c.state.round != s.Round {
		c.state.round = s.Round
		if s.Round {
			c.op("1 J 1 j")
		} else {
			c.op("0 J 0 j")
		}
	}
	dash := appendDash(make([]byte, 0, 32), s.Dash, scale)
	if c.state.dash != string(dash) {
		c.state.dash = string(dash)
		c.buf = append(c.buf, dash...)
		c.op("0 d")
	}
}

func appendDash(dst []byte, lengths []float64, scale float64) []byte {
	dst = append(dst, '[')
	sum := 0.0
	for _, l := range lengths {
		sum += l * scale
		dst = append(appendNumber(dst, l*scale), ' ')
	}
	if sum < 0.05 { // a dash of nothing hangs some readers
		dst = dst[:1]
	}
	return append(dst, ']', ' ')
}

// outline writes a path without painting it.
func (c *content) outline(segments []layout.Segment, closed bool, at func(layout.Point) layout.Point) {
	c.endText()
	var last layout.Point
	open := false
	for _, s := range segments {
		switch s.Op {
		case 'M':
			if open && closed {
				c.op("h")
			}
			last = s.Points[0]
			c.point(at(last))
			c.op("m")
			open = true
		case 'L':
			last = s.Points[0]
			c.point(at(last))
			c.op("l")
		case 'Q':
			a, b := cubicOf(last, s.Points[0], s.Points[1])
			last = s.Points[1]
			c.point(at(a))
			c.point(at(b))
			c.point(at(last))
			c.op("c")
		case 'C':
			last = s.Points[2]
			c.point(at(s.Points[0]))
			c.point(at(s.Points[1]))
			c.point(at(last))
			c.op("c")
		}
	}
	if open && closed {
		c.op("h")
	}
}

// cubicOf returns the inner points of the cubic that equals the quadratic from a over q to b.
func cubicOf(a, q, b layout.Point) (layout.Point, layout.Point) {
	return layout.Point{X: a.X + 2*(q.X-a.X)/3, Y: a.Y + 2*(q.Y-a.Y)/3},
		layout.Point{X: b.X + 2*(q.X-b.X)/3, Y: b.Y + 2*(q.Y-b.Y)/3}
}

// paint ends a path.
func (c *content) paint(fill, stroke bool) {
	switch {
	case fill && stroke:
		c.op("B")
	case fill:
		c.op("f")
	case stroke:
		c.op("S")
	default:
		c.op("n")
	}
}

// rect writes an upright rectangle without painting it.
func (c *content) rect(r layout.Rect) {
	c.endText()
	c.num(r.X)
	c.num(c.height - r.Bottom())
	c.num(r.W)
	c.num(r.H)
	c.op("re")
}

func (c *content) endText() {
	if c.inText {
		c.inText = false
		c.op("ET")
	}
}

// textAt moves to the start of a run of text in a font and size.
func (c *content) textAt(font string, size float64, at layout.Point) {
	if !c.inText {
		c.inText = true
		c.op("BT")
	}
	if c.state.font != font || c.state.size != size {
		c.state.font, c.state.size = font, size
		c.buf = append(append(c.buf, font...), ' ')
		c.buf = append(strconv.AppendFloat(c.buf, size, 'f', 3, 64), ' ')
		c.op("Tf")
	}
	c.buf = append(c.buf, "1 0 0 1 "...)
	c.point(at)
	c.op("Tm")
}

// literal writes UTF-16 codes as a string.
func (c *content) literal(codes []byte) {
	c.buf = append(c.buf, '(')
	for _, b := range codes {
		switch b {
		case '(', ')', '\\':
			c.buf = append(c.buf, '\\', b)
		case '\r':
			c.buf = append(c.buf, '\\', 'r')
		default:
			c.buf = append(c.buf, b)
		}
	}
	c.buf = append(c.buf, ')')
}
