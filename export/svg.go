package export

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/raster"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// SVG writes the whole map as one SVG with title, legend and title block; a point is a unit. Text is
// text in the family Noto Sans, each run held to its measured width so that another font changes no
// place; what the bundled fonts cannot draw is outlines. Every record is a group with its id and a
// title. It fails when the journey does not exist, when ctx ends and when w fails.
func SVG(ctx context.Context, w io.Writer, d Document) ([]Warning, error) {
	s, err := picture(ctx, d)
	if err != nil {
		return nil, err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	draw := newSVGDrawer(out)
	draw.begin(s, d.Workspace.Journey(d.Journey))
	for i, p := range s.pieces {
		if err := draw.piece(ctx, p, i); err != nil {
			return nil, err
		}
	}
	for _, g := range s.around {
		draw.group(g, layout.Point{})
	}
	draw.str("</svg>\n")
	if draw.err != nil {
		return nil, draw.err
	}
	return append(s.cut, draw.missing.warnings()...), out.Flush()
}

// svgDrawer writes scene items as SVG. It knows items and nothing of journeys.
type svgDrawer struct {
	out     *bufio.Writer
	err     error
	ids     map[string]bool
	icons   map[string]string
	hatches map[hatchKey]string
	missing *missingText
}

func newSVGDrawer(out *bufio.Writer) *svgDrawer {
	return &svgDrawer{out: out, ids: map[string]bool{}, icons: map[string]string{}, hatches: map[hatchKey]string{}, missing: newMissingText()}
}

func (d *svgDrawer) str(parts ...string) {
	for _, p := range parts {
		if d.err == nil {
			_, d.err = d.out.WriteString(p)
		}
	}
}

// escaped is text for an element or attribute: without what XML cannot hold, and with its signs escaped.
func escaped(s string) string {
	var b strings.Builder
	if xml.EscapeText(&b, []byte(plainText(s, true))) != nil {
		return ""
	}
	return b.String()
}

func coord(v float64) string { return string(appendNumber(nil, v)) }

func (d *svgDrawer) attr(name string, v float64) { d.str(" ", name, `="`, coord(v), `"`) }

func (d *svgDrawer) begin(s sheet, j *model.Journey) {
	d.str(`<?xml version="1.0" encoding="UTF-8"?>`, "\n")
	d.str(`<svg xmlns="http://www.w3.org/2000/svg"`)
	d.str(` width="`, coord(s.size.X), `pt" height="`, coord(s.size.Y), `pt" viewBox="0 0 `, coord(s.size.X), " ", coord(s.size.Y), `"`)
	d.str(` font-family="'Noto Sans', 'Noto Sans Display', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif" role="img">`, "\n")
	what, _ := kindWords(j)
	d.str("<title>", escaped(j.Title), "</title>\n<desc>", escaped(what+". "+j.InWords), "</desc>\n")
	d.str(`<rect width="100%" height="100%"`)
	d.paint("fill", s.theme.Token("board"))
	d.str("/>\n")
}

// piece draws a part of a layer within a clip of its own.
func (d *svgDrawer) piece(ctx context.Context, p piece, index int) error {
	id := fmt.Sprintf("piece%d", index)
	d.str(`<clipPath id="`, id, `"><rect`)
	d.box(p.part.Inset(-bleed))
	d.str(`/></clipPath>`, "\n")
	shift := p.shift()
	d.str(`<g transform="translate(`, coord(shift.X), " ", coord(shift.Y), `)" clip-path="url(#`, id, `)">`, "\n")
	groups := 0
	var err error
	p.layer.Meeting(p.part, func(g *scene.Group, at layout.Point) {
		if groups++; groups%256 == 0 && err == nil {
			err = ctx.Err()
		}
		if err == nil {
			d.group(g, at)
		}
	})
	d.str("</g>\n")
	return err
}

func (d *svgDrawer) group(g *scene.Group, at layout.Point) {
	d.str("<g")
	if id := d.newID(g.Ref); id != "" {
		d.str(` id="`, id, `"`)
	}
	if at != (layout.Point{}) {
		d.str(` transform="translate(`, coord(at.X), " ", coord(at.Y), `)"`)
	}
	d.str(">")
	if words := g.Words(); words != "" {
		d.str("<title>", escaped(words), "</title>")
	}
	d.str("\n")
	for _, item := range g.Drawn() {
		drawItem(d, item, g.Ref)
	}
	d.str("</g>\n")
}

// newID is a record's id in the file: its kind and id, and nothing for a second group of a record.
func (d *svgDrawer) newID(ref model.Ref) string {
	if ref.ID == "" {
		return ""
	}
	id := string(ref.Kind) + "-" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '_'
	}, ref.ID)
	if d.ids[id] {
		return ""
	}
	d.ids[id] = true
	return id
}

func (d *svgDrawer) box(r layout.Rect) {
	d.attr("x", r.X)
	d.attr("y", r.Y)
	d.attr("width", math.Max(r.W, 0))
	d.attr("height", math.Max(r.H, 0))
}

// paint writes a colour as the value of fill or stroke.
func (d *svgDrawer) paint(name string, c scene.Color) {
	if c.A == 0 {
		d.str(" ", name, `="none"`)
		return
	}
	d.str(" ", name, `="#`, strings.ToLower(hex6(c)), `"`)
	if c.A < 255 {
		d.str(" ", name, `-opacity="`, strconv.FormatFloat(float64(c.A)/255, 'f', 3, 64), `"`)
	}
}

func (d *svgDrawer) stroke(s scene.Stroke) {
	if !seen(s) {
		return
	}
	d.paint("stroke", s.Color)
	d.attr("stroke-width", s.Width)
	if s.Round {
		d.str(` stroke-linecap="round" stroke-linejoin="round"`)
	}
	if len(s.Dash) > 0 {
		d.str(` stroke-dasharray="`)
		for i, l := range s.Dash {
			if i > 0 {
				d.str(" ")
			}
			d.str(coord(l))
		}
		d.str(`"`)
	}
}

func (d *svgDrawer) rect(r scene.Rect) {
	shape := func(fill string, stroke scene.Stroke) {
		d.str("<rect")
		d.box(r.Rect)
		if r.Radius > 0 {
			d.attr("rx", r.Radius)
		}
		d.str(fill)
		d.stroke(stroke)
		d.str("/>\n")
	}
	if r.Hatch.Every > 0 && r.Hatch.Width > 0 {
		id := d.hatch(r.Hatch)
		d.fillRect(r, scene.Stroke{})
		shape(` fill="url(#`+id+`)"`, r.Stroke)
		return
	}
	d.fillRect(r, r.Stroke)
}

func (d *svgDrawer) fillRect(r scene.Rect, stroke scene.Stroke) {
	if r.Fill.A == 0 && !seen(stroke) {
		return
	}
	d.str("<rect")
	d.box(r.Rect)
	if r.Radius > 0 {
		d.attr("rx", r.Radius)
	}
	d.paint("fill", r.Fill)
	d.stroke(stroke)
	d.str("/>\n")
}

// hatch defines a pattern of 45 degree lines once and returns its id.
func (d *svgDrawer) hatch(h scene.Hatch) string {
	key := hatchKey{h.Width, h.Every, h.Color}
	id, ok := d.hatches[key]
	if ok {
		return id
	}
	id = fmt.Sprintf("hatch%d", len(d.hatches))
	d.hatches[key] = id
	every := coord(h.Every)
	d.str(`<pattern id="`, id, `" width="`, every, `" height="`, every, `" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="`, every, `"`)
	d.attr("height", h.Width)
	d.paint("fill", h.Color)
	d.str("/></pattern>\n")
	return id
}

func pathData(segments []layout.Segment, closed bool, shift layout.Point) string {
	var b []byte
	point := func(p layout.Point) {
		b = append(appendNumber(b, p.X+shift.X), ' ')
		b = append(appendNumber(b, p.Y+shift.Y), ' ')
	}
	for i, s := range segments {
		n := 1
		switch s.Op {
		case 'M':
			if closed && i > 0 {
				b = append(b, 'Z')
			}
		case 'Q':
			n = 2
		case 'C':
			n = 3
		}
		b = append(b, s.Op)
		for _, p := range s.Points[:n] {
			point(p)
		}
	}
	if closed && len(segments) > 0 {
		b = append(b, 'Z')
	}
	return string(b)
}

func (d *svgDrawer) path(p scene.Path) {
	if len(p.Segments) == 0 {
		return
	}
	d.str(`<path d="`, pathData(p.Segments, p.Closed, layout.Point{}), `"`)
	d.paint("fill", p.Fill)
	d.stroke(p.Stroke)
	d.str("/>\n")
}

// icon defines an icon's shapes once, in the colour of whoever uses them.
func (d *svgDrawer) icon(i scene.Icon) {
	id, ok := d.icons[i.Name]
	if !ok {
		id = d.iconSymbol(i.Name)
		d.icons[i.Name] = id
	}
	if id == "" || i.Color.A == 0 {
		return
	}
	d.str(`<use href="#`, id, `"`)
	d.box(i.Rect)
	d.paint("color", i.Color)
	d.str("/>\n")
}

func (d *svgDrawer) iconSymbol(name string) string {
	paths := raster.IconPaths(name, layout.Rect{W: 24, H: 24}, scene.Color{A: 255})
	if len(paths) == 0 {
		return ""
	}
	id := fmt.Sprintf("icon%d", len(d.icons))
	d.str(`<symbol id="`, id, `" viewBox="0 0 24 24" overflow="visible">`)
	for _, p := range paths {
		d.str(`<path d="`, pathData(p.Segments, p.Closed, layout.Point{}), `"`)
		if p.Fill.A > 0 {
			d.str(` fill="currentColor"`)
		} else {
			d.str(` fill="none"`)
		}
		if seen(p.Stroke) {
			d.str(` stroke="currentColor" stroke-width="`, coord(p.Stroke.Width), `" stroke-linecap="round" stroke-linejoin="round"`)
		}
		d.str("/>")
	}
	d.str("</symbol>\n")
	return id
}

func (d *svgDrawer) image(i scene.Image) {
	if i.Image == nil || i.Rect.Empty() || i.Image.MIME != "image/png" && i.Image.MIME != "image/jpeg" {
		return
	}
	id := fmt.Sprintf("clip%d", len(d.ids))
	d.ids[id] = true
	d.str(`<clipPath id="`, id, `"><rect`)
	d.box(i.Rect)
	d.attr("rx", i.Radius)
	d.str(`/></clipPath><image`)
	d.box(i.Rect)
	d.str(` preserveAspectRatio="xMidYMid slice" clip-path="url(#`, id, `)" href="data:`, i.Image.MIME, ";base64,",
		base64.StdEncoding.EncodeToString(i.Image.Data), `"/>`, "\n")
}

// text writes a line run by run.
func (d *svgDrawer) text(t scene.Text, ref model.Ref) {
	d.missing.note(ref, t.Line)
	if t.Color.A == 0 {
		return
	}
	for i := range t.Line.Runs {
		run := &t.Line.Runs[i]
		at := layout.Point{X: t.At.X + run.X, Y: t.At.Y}
		if name, bundled := bundledName(run); bundled {
			d.textRun(run, name, at, t.Color)
			continue
		}
		d.outlineRun(run, at, t.Color)
	}
}

func bundledName(run *layout.Run) (string, bool) {
	if run.Face == nil {
		return "", false
	}
	return run.Face.Bundled()
}

func (d *svgDrawer) textRun(run *layout.Run, name string, at layout.Point, c scene.Color) {
	if strings.TrimSpace(run.Text) == "" {
		return
	}
	d.str("<text")
	d.attr("x", at.X)
	d.attr("y", at.Y)
	d.attr("font-size", run.Size)
	if strings.Contains(name, "Bold") {
		d.str(` font-weight="700"`)
	}
	if strings.Contains(name, "Italic") {
		d.str(` font-style="italic"`)
	}
	if run.Width > 0 {
		d.attr("textLength", run.Width)
		d.str(` lengthAdjust="spacingAndGlyphs"`)
	}
	d.paint("fill", c)
	d.str(` xml:space="preserve">`, escaped(run.Text), "</text>\n")
}

// outlineRun draws glyphs as shapes, under a label that says what they read.
func (d *svgDrawer) outlineRun(run *layout.Run, at layout.Point, c scene.Color) {
	if run.Face == nil {
		return
	}
	d.str(`<g role="img" aria-label="`, escaped(run.Text), `"`)
	d.paint("fill", c)
	d.str(">")
	for _, g := range run.Glyphs {
		origin := layout.Point{X: at.X + g.X, Y: at.Y + g.Y}
		if color, ok := run.Face.ColorGlyph(g.ID); ok && !color.Box.Empty() {
			d.str("<image")
			d.box(layout.Rect{X: origin.X + color.Box.X*run.Size, Y: origin.Y + color.Box.Y*run.Size, W: color.Box.W * run.Size, H: color.Box.H * run.Size})
			d.str(` preserveAspectRatio="none" href="data:image/png;base64,`, base64.StdEncoding.EncodeToString(color.PNG), `"/>`)
			continue
		}
		if outline := run.Face.Outline(g.ID, run.Size); len(outline) > 0 {
			d.str(`<path d="`, pathData(outline, true, origin), `"/>`)
		}
	}
	d.str("</g>\n")
}
