package raster

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"stagecraft/canvas/layout"
)

// shape is one drawn part of an icon, on the icon's own grid.
type shape struct {
	segments []layout.Segment
	closed   bool
	fill     bool
	width    float64 // of the stroke, 0 for none
}

// drawing is a parsed icon: shapes on a grid of width x height.
type drawing struct {
	width, height float64
	shapes        []shape
}

// errShape is a part of an SVG file that an icon may not have.
var errShape = errors.New("icon cannot be read")

// parseSVG reads the little of SVG that icons are drawn in: paths, circles, ellipses, rectangles and
// lines in one colour, without transforms.
func parseSVG(data []byte) (*drawing, error) {
	d := &drawing{width: 24, height: 24}
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return d, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errShape, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		attr := map[string]string{}
		for _, a := range start.Attr {
			attr[a.Name.Local] = a.Value
		}
		if err := d.element(start.Name.Local, attr); err != nil {
			return nil, err
		}
	}
}

func (d *drawing) element(name string, attr map[string]string) error {
	var n numbers
	switch name {
	case "svg":
		return d.viewBox(attr["viewBox"])
	case "path":
		paths, err := parsePath(attr["d"])
		if err != nil {
			return err
		}
		for _, s := range paths {
			d.add(s, attr)
		}
	case "circle":
		cx, cy, r := n.of(attr, "cx"), n.of(attr, "cy"), n.of(attr, "r")
		d.add(ellipse(cx, cy, r, r), attr)
	case "ellipse":
		d.add(ellipse(n.of(attr, "cx"), n.of(attr, "cy"), n.of(attr, "rx"), n.of(attr, "ry")), attr)
	case "rect":
		d.add(boxShape(n.of(attr, "x"), n.of(attr, "y"), n.of(attr, "width"), n.of(attr, "height"), n.of(attr, "rx")), attr)
	case "line":
		a := layout.Point{X: n.of(attr, "x1"), Y: n.of(attr, "y1")}
		b := layout.Point{X: n.of(attr, "x2"), Y: n.of(attr, "y2")}
		d.add(shape{segments: []layout.Segment{seg('M', a), seg('L', b)}}, attr)
	}
	return n.err
}

func (d *drawing) viewBox(v string) error {
	if v == "" {
		return nil
	}
	s := pathScanner{text: v}
	var box [4]float64
	for i := range box {
		f, ok := s.number()
		if !ok {
			return fmt.Errorf("%w: view box %q", errShape, v)
		}
		box[i] = f
	}
	if !(box[2] > 0 && box[3] > 0) || box[0] != 0 || box[1] != 0 {
		return fmt.Errorf("%w: view box %q", errShape, v)
	}
	d.width, d.height = box[2], box[3]
	return nil
}

// add keeps a shape with the look that its attributes give it.
func (d *drawing) add(s shape, attr map[string]string) {
	s.fill = attr["fill"] != "none"
	if stroke := attr["stroke"]; stroke != "" && stroke != "none" {
		s.width = 1
		if w, err := strconv.ParseFloat(attr["stroke-width"], 64); err == nil && w >= 0 && w < 1000 {
			s.width = w
		}
	}
	if s.fill || s.width > 0 {
		d.shapes = append(d.shapes, s)
	}
}

// numbers reads attributes and remembers the first that is no number.
type numbers struct{ err error }

func (n *numbers) of(attr map[string]string, name string) float64 {
	v := strings.TrimSuffix(attr[name], "px")
	if v == "" {
		return 0
	}
	f, err := strconv.ParseFloat(v, 64)
	if (err != nil || !usableNumber(f)) && n.err == nil {
		n.err = fmt.Errorf("%w: %s %q", errShape, name, attr[name])
	}
	return f
}

func usableNumber(f float64) bool { return math.Abs(f) < 1e6 }

func seg(op byte, points ...layout.Point) layout.Segment {
	s := layout.Segment{Op: op}
	copy(s.Points[:], points)
	return s
}

func ellipse(cx, cy, rx, ry float64) shape {
	const k = 0.5522847498
	at := func(x, y float64) layout.Point { return layout.Point{X: cx + x*rx, Y: cy + y*ry} }
	return shape{closed: true, segments: []layout.Segment{
		seg('M', at(1, 0)),
		seg('C', at(1, k), at(k, 1), at(0, 1)),
		seg('C', at(-k, 1), at(-1, k), at(-1, 0)),
		seg('C', at(-1, -k), at(-k, -1), at(0, -1)),
		seg('C', at(k, -1), at(1, -k), at(1, 0)),
	}}
}

func boxShape(x, y, w, h, r float64) shape {
	r = max(0, min(r, w/2, h/2))
	const k = 1 - 0.5522847498
	at := func(px, py float64) layout.Point { return layout.Point{X: px, Y: py} }
	if r == 0 {
		return shape{closed: true, segments: []layout.Segment{seg('M', at(x, y)), seg('L', at(x+w, y)), seg('L', at(x+w, y+h)), seg('L', at(x, y+h))}}
	}
	return shape{closed: true, segments: []layout.Segment{
		seg('M', at(x+r, y)), seg('L', at(x+w-r, y)),
		seg('C', at(x+w-r*k, y), at(x+w, y+r*k), at(x+w, y+r)), seg('L', at(x+w, y+h-r)),
		seg('C', at(x+w, y+h-r*k), at(x+w-r*k, y+h), at(x+w-r, y+h)), seg('L', at(x+r, y+h)),
		seg('C', at(x+r*k, y+h), at(x, y+h-r*k), at(x, y+h-r)), seg('L', at(x, y+r)),
		seg('C', at(x, y+r*k), at(x+r*k, y), at(x+r, y)),
	}}
}
