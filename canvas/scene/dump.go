package scene

import (
	"fmt"
	"strings"

	"stagecraft/canvas/layout"
)

// Dump writes a scene as text, one line an item: the form of the tests' golden files.
func Dump(s *Scene) string {
	var b strings.Builder
	for _, l := range []struct {
		name  string
		layer *Layer
	}{{"body", s.Body}, {"labels", s.Labels}, {"header", s.Header}, {"corner", s.Corner}} {
		fmt.Fprintf(&b, "%s %s %s\n", l.name, rectText(l.layer.Bounds), colorText(l.layer.Background))
		l.layer.Each(func(p Placed) { dumpGroup(&b, p) })
	}
	return b.String()
}

func dumpGroup(b *strings.Builder, p Placed) {
	fmt.Fprintf(b, " %s:%s at %s %q\n", p.Group.Ref.Kind, p.Group.Ref.ID, pointText(p.At), p.Group.Words())
	for _, item := range p.Group.Drawn() {
		switch it := item.(type) {
		case Rect:
			fmt.Fprintf(b, "  rect %s r%s fill %s%s%s%s%s\n", rectText(it.Rect), num(it.Radius), colorText(it.Fill),
				strokeText(it.Stroke), hatchText(it.Hatch), shadowText(it.Shadow), zoomText(it.Zoom))
		case Path:
			fmt.Fprintf(b, "  path %s fill %s%s%s\n", segmentsText(it.Segments), colorText(it.Fill), strokeText(it.Stroke), zoomText(it.Zoom))
		case Text:
			fmt.Fprintf(b, "  text %s %q %s %s%s\n", pointText(it.At), it.Line.Text, styleText(it.Line.Style), colorText(it.Color), zoomText(it.Zoom))
		case Icon:
			fmt.Fprintf(b, "  icon %s %s %s%s\n", it.Name, rectText(it.Rect), colorText(it.Color), zoomText(it.Zoom))
		case Image:
			fmt.Fprintf(b, "  image %s %s%s\n", it.Image.ID, rectText(it.Rect), zoomText(it.Zoom))
		}
	}
}

// num writes a number with at most two decimals.
func num(v float64) string {
	text := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", v), "0"), ".")
	if text == "-0" {
		return "0"
	}
	return text
}

func pointText(p layout.Point) string { return num(p.X) + "," + num(p.Y) }

func rectText(r layout.Rect) string {
	return num(r.X) + "," + num(r.Y) + " " + num(r.W) + "x" + num(r.H)
}

func colorText(c Color) string {
	switch {
	case c.A == 0:
		return "none"
	case c.A == 255:
		return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
	default:
		return fmt.Sprintf("#%02X%02X%02X/%d", c.R, c.G, c.B, c.A)
	}
}

func strokeText(s Stroke) string {
	if s.Width == 0 {
		return ""
	}
	text := " stroke " + num(s.Width) + " " + colorText(s.Color)
	for i, d := range s.Dash {
		sep := ","
		if i == 0 {
			sep = " dash "
		}
		text += sep + num(d)
	}
	return text
}

func hatchText(h Hatch) string {
	if h.Every == 0 {
		return ""
	}
	return " hatch " + num(h.Width) + "/" + num(h.Every) + " " + colorText(h.Color)
}

func shadowText(s Shadow) string {
	if s.Blur == 0 {
		return ""
	}
	return " shadow " + num(s.DY) + "/" + num(s.Blur)
}

func styleText(s layout.Style) string {
	text := num(s.Size)
	if s.Bold {
		text += "b"
	}
	if s.Italic {
		text += "i"
	}
	return text
}

func zoomText(z Zoom) string {
	switch {
	case z == Zoom{}:
		return ""
	case z.Max == 0:
		return " zoom " + num(z.Min) + "-"
	default:
		return " zoom " + num(z.Min) + "-" + num(z.Max)
	}
}

func segmentsText(segments []layout.Segment) string {
	var parts []string
	for _, s := range segments {
		text := string(rune(s.Op))
		for i, p := range s.Points[:pointsOf(s.Op)] {
			if i > 0 {
				text += " "
			}
			text += pointText(p)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " ")
}
