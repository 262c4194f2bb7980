package raster

import (
	"fmt"
	"math"
	"strconv"

	"stagecraft/canvas/layout"
)

// pathScanner reads numbers and commands of path data.
type pathScanner struct {
	text string
	at   int
}

func (s *pathScanner) skip() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\n', '\r', ',':
			s.at++
		default:
			return
		}
	}
}

// command returns the next letter, or 0 when a number or the end is next.
func (s *pathScanner) command() byte {
	s.skip()
	if s.at == len(s.text) {
		return 0
	}
	if c := s.text[s.at]; c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
		s.at++
		return c
	}
	return 0
}

func (s *pathScanner) number() (float64, bool) {
	s.skip()
	start, dot, exp := s.at, false, false
	for ; s.at < len(s.text); s.at++ {
		c := s.text[s.at]
		switch {
		case c >= '0' && c <= '9':
		case c == '.' && !dot && !exp:
			dot = true
		case (c == 'e' || c == 'E') && !exp && s.at > start:
			exp = true
		case (c == '-' || c == '+') && (s.at == start || s.text[s.at-1]|0x20 == 'e'):
		default:
			f, err := strconv.ParseFloat(s.text[start:s.at], 64)
			return f, err == nil && usableNumber(f)
		}
	}
	f, err := strconv.ParseFloat(s.text[start:], 64)
	return f, err == nil && usableNumber(f)
}

// flag reads the 0 or 1 of an arc, which may stand without a space before what follows.
func (s *pathScanner) flag() (float64, bool) {
	s.skip()
	if s.at < len(s.text) && (s.text[s.at] == '0' || s.text[s.at] == '1') {
		s.at++
		return float64(s.text[s.at-1] - '0'), true
	}
	return 0, false
}

// pathArgs is how many numbers each command takes.
var pathArgs = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

// pathBuilder is the state of reading path data.
type pathBuilder struct {
	shapes    []shape
	pen       layout.Point
	start     layout.Point
	control   layout.Point // of the curve before, for S and T
	lastCurve byte         // 'C' or 'Q' when the command before was such a curve
}

// parsePath reads path data into one shape a subpath.
func parsePath(text string) ([]shape, error) {
	const longest = 1 << 20
	s := pathScanner{text: text}
	var b pathBuilder
	if len(text) > longest {
		return nil, fmt.Errorf("%w: path of %d bytes", errShape, len(text))
	}
	for command := byte(0); ; {
		next := s.command()
		if next == 0 {
			s.skip()
			if s.at == len(text) {
				return b.shapes, nil
			}
			if command == 0 || command|0x20 == 'z' {
				return nil, fmt.Errorf("%w: path %.40q", errShape, text)
			}
			next = command
		}
		command = next
		if err := b.command(&s, command); err != nil {
			return nil, err
		}
		// Further pairs after a move are lines.
		switch command {
		case 'M':
			command = 'L'
		case 'm':
			command = 'l'
		}
	}
}

func (b *pathBuilder) command(s *pathScanner, command byte) error {
	upper := command &^ 0x20
	count, known := pathArgs[upper]
	if !known || len(b.shapes) == 0 && upper != 'M' {
		return fmt.Errorf("%w: path %.40q", errShape, s.text)
	}
	var a [7]float64
	for i := 0; i < count; i++ {
		read := s.number
		if upper == 'A' && (i == 3 || i == 4) {
			read = s.flag
		}
		v, ok := read()
		if !ok {
			return fmt.Errorf("%w: path %.40q", errShape, s.text)
		}
		a[i] = v
	}
	b.draw(upper, command != upper, a)
	return nil
}

// draw carries out one command.
func (b *pathBuilder) draw(command byte, relative bool, a [7]float64) {
	at := func(i int) layout.Point {
		q := layout.Point{X: a[i], Y: a[i+1]}
		if relative {
			q = q.Add(b.pen)
		}
		return q
	}
	curve := byte(0)
	switch command {
	case 'M':
		b.start = at(0)
		b.shapes = append(b.shapes, shape{})
		b.append(seg('M', b.start), b.start)
	case 'L':
		b.append(seg('L', at(0)), at(0))
	case 'H':
		q := layout.Point{X: a[0], Y: b.pen.Y}
		if relative {
			q.X += b.pen.X
		}
		b.append(seg('L', q), q)
	case 'V':
		q := layout.Point{X: b.pen.X, Y: a[0]}
		if relative {
			q.Y += b.pen.Y
		}
		b.append(seg('L', q), q)
	case 'C', 'S':
		curve = 'C'
		first, rest := b.mirror('C'), 0
		if command == 'C' {
			first, rest = at(0), 2
		}
		control := at(rest)
		b.append(seg('C', first, control, at(rest+2)), at(rest+2))
		b.control = control
	case 'Q', 'T':
		curve = 'Q'
		control, rest := b.mirror('Q'), 0
		if command == 'Q' {
			control, rest = at(0), 2
		}
		b.append(seg('Q', control, at(rest)), at(rest))
		b.control = control
	case 'A':
		b.arc(a[0], a[1], a[2]*math.Pi/180, a[3] != 0, a[4] != 0, at(5))
	case 'Z':
		b.shapes[len(b.shapes)-1].closed = true
		b.pen = b.start
	}
	b.lastCurve = curve
}

// mirror returns the control point of a smooth curve.
func (b *pathBuilder) mirror(curve byte) layout.Point {
	if b.lastCurve != curve {
		return b.pen
	}
	return layout.Point{X: 2*b.pen.X - b.control.X, Y: 2*b.pen.Y - b.control.Y}
}

func (b *pathBuilder) append(s layout.Segment, end layout.Point) {
	last := &b.shapes[len(b.shapes)-1]
	if last.closed { // a command after Z goes on from the start of the subpath
		b.shapes = append(b.shapes, shape{segments: []layout.Segment{seg('M', b.start)}})
		last = &b.shapes[len(b.shapes)-1]
	}
	last.segments = append(last.segments, s)
	b.pen = end
}

// arc appends an elliptical arc as cubics. The formulas are those of the SVG 1.1 specification,
// appendix F.6.
func (b *pathBuilder) arc(rx, ry, phi float64, large, sweep bool, end layout.Point) {
	rx, ry = math.Abs(rx), math.Abs(ry)
	if rx == 0 || ry == 0 || near(b.pen, end) {
		b.append(seg('L', end), end)
		return
	}
	sin, cos := math.Sincos(phi)
	dx, dy := (b.pen.X-end.X)/2, (b.pen.Y-end.Y)/2
	x1, y1 := cos*dx+sin*dy, -sin*dx+cos*dy
	if l := x1*x1/(rx*rx) + y1*y1/(ry*ry); l > 1 {
		rx, ry = rx*math.Sqrt(l), ry*math.Sqrt(l)
	}
	f := math.Sqrt(max(0, (rx*rx*ry*ry-rx*rx*y1*y1-ry*ry*x1*x1)/(rx*rx*y1*y1+ry*ry*x1*x1)))
	if large == sweep {
		f = -f
	}
	cx1, cy1 := f*rx*y1/ry, -f*ry*x1/rx
	center := layout.Point{X: cos*cx1 - sin*cy1 + (b.pen.X+end.X)/2, Y: sin*cx1 + cos*cy1 + (b.pen.Y+end.Y)/2}
	start := math.Atan2((y1-cy1)/ry, (x1-cx1)/rx)
	turn := math.Atan2((-y1-cy1)/ry, (-x1-cx1)/rx) - start
	if sweep && turn < 0 {
		turn += 2 * math.Pi
	} else if !sweep && turn > 0 {
		turn -= 2 * math.Pi
	}
	n := max(1, int(math.Ceil(math.Abs(turn)/(math.Pi/2)-1e-9)))
	step := turn / float64(n)
	k := 4.0 / 3 * math.Tan(step/4)
	place := func(u, v float64) layout.Point {
		return layout.Point{X: center.X + cos*rx*u - sin*ry*v, Y: center.Y + sin*rx*u + cos*ry*v}
	}
	for i := 0; i < n; i++ {
		s0, c0 := math.Sincos(start + step*float64(i))
		s1, c1 := math.Sincos(start + step*float64(i+1))
		to := place(c1, s1)
		if i == n-1 {
			to = end
		}
		b.append(seg('C', place(c0-k*s0, s0+k*c0), place(c1+k*s1, s1-k*c1), to), to)
	}
}
