package export

import (
	"context"
	"fmt"
	"io"
	"strings"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// ComparisonPDF writes what differs between the two versions of d.Compared, without the journey's own
// pages: both as one map with marks and both curves, its legend, the numbered list of changes, and the
// figures before and after. It fails as PDF does.
func ComparisonPDF(ctx context.Context, w io.Writer, d Document, p Page) ([]Warning, error) {
	all, err := comparedSheets(ctx, d, p)
	if err != nil {
		return nil, err
	}
	info := infoOf(d, d.Compared.Comparison.After)
	info.title, info.subject = "Comparison: "+info.title, d.Compared.Before+" and "+d.Compared.After
	draw := newPDFDrawer(newPDFFile(info))
	for _, s := range all {
		if err := draw.sheet(ctx, s); err != nil {
			return nil, err
		}
	}
	return draw.missing.warnings(), draw.file.finish(w)
}

// comparedSheets lays a comparison out on paper.
func comparedSheets(ctx context.Context, d Document, p Page) ([]sheet, error) {
	c := d.Compared.Comparison
	o := c.Overlay()
	all, _, err := sheets(ctx, Document{Workspace: o.Workspace, Journey: o.Journey, Theme: d.Theme, Created: d.Created, Compared: d.Compared, marks: marksOrNone(o)}, p)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if len(all[i].pieces) > 0 {
			all[i].bookmarks = nil
		}
	}
	all[0].bookmarks = []string{"Comparison"}
	return all, nil
}

// marksOrNone returns the marks of an overlay, never nil: that tells a comparison's map from others.
func marksOrNone(o *model.Overlay) map[model.Ref]model.Mark {
	if o.Marks == nil {
		return map[model.Ref]model.Mark{}
	}
	return o.Marks
}

// changeEntries explain the marks of a comparison's map.
func changeEntries(d Document) []entry {
	if d.marks == nil {
		return nil
	}
	words := map[model.Op]string{model.Added: "added", model.Removed: "removed", model.Moved: "moved; hollow where it was", model.Changed: "changed"}
	used := map[model.Op]bool{}
	for _, m := range d.marks {
		used[m.Op] = true
		used[model.Moved] = used[model.Moved] || m.Moved
	}
	var out []entry
	for _, op := range []model.Op{model.Added, model.Removed, model.Moved, model.Changed} {
		if used[op] {
			out = append(out, entry{30, func(s *sketch, x, y float64) { s.changeSign(op, x, y) }, words[op]})
		}
	}
	if len(out) > 0 {
		out = append(out, entry{30, func(s *sketch, x, y float64) {
			s.textCenter(x+15*s.unit, y+2.7*s.unit, "12", s.style(legendText, true), "text", 0)
		}, "number in the list"})
	}
	return out
}

// changeSign draws a piece of the border with the sign of an operation.
func (s *sketch) changeSign(op model.Op, x, y float64) {
	token := scene.ChangeToken(op)
	s.rect(layout.Rect{X: x + 10*s.unit, Y: y - 4.2*s.unit, W: 19 * s.unit, H: 8.4 * s.unit}, 1.5*s.unit, "board", s.stroke(1.5, token, scene.ChangeDash(op)...))
	s.changeIcon(op, x, y-4*s.unit, 8*s.unit)
}

func (s *sketch) changeIcon(op model.Op, x, y, size float64) {
	s.icon(scene.ChangeIcon(op), x, y, size, scene.ChangeToken(op))
}

// The measures of the list of changes, in points at unit 1.
const (
	changeIndent = 34.0
	groupText    = 10.5
)

// changeSheets are the pages that list what changed and the figures.
func (f *frame) changeSheets(compared *Compared) []sheet {
	c := compared.Comparison
	p := newTextPages(f, "What changed in "+c.After.Title, "What changed", "The numbers stand on the map, beside what changed.", changeIndent)
	plain := p.sketch.style(valueText, false)
	p.indent = 0
	p.lines("Before: "+compared.Before+". After: "+compared.After+". "+tallyWords(c), plain, "text2", 0)
	p.indent = changeIndent
	p.y += remarkSpace * p.unit
	group := -1
	for i := range c.Differences {
		d := &c.Differences[i]
		if d.Group != group {
			group = d.Group
			p.heading(c.Groups[group])
		}
		p.change(i+1, d)
	}
	if len(c.Differences) == 0 {
		p.lines("Nothing differs.", plain, "text", 0)
	}
	p.figures(c, metric.Deltas(c))
	p.finish()
	return p.done
}

// tallyWords says how much differs: "2 added, 19 removed, 3 moved, 16 changed."
func tallyWords(c *model.Comparison) string {
	var parts []string
	for _, op := range []model.Op{model.Added, model.Removed, model.Moved, model.Changed} {
		if n := c.Count(op); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, op))
		}
	}
	text := strings.Join(parts, ", ") + "."
	if n := c.Open(); n > 0 {
		text += " " + model.Count(n, "pair") + " of cards may be the same and were not decided."
	}
	return strings.TrimPrefix(text, ".")
}

func (p *textPages) heading(text string) {
	st := p.sketch.style(groupText, true)
	up, _, height := layout.Metrics(st)
	p.room(5 * height)
	p.sketch.text(p.x(), p.y+up, text, st, "text", p.width)
	p.y += height + 2*p.unit
	p.sketch.line(p.x(), p.y, p.x()+p.width, p.y, p.sketch.stroke(0.5, "line2"))
	p.y += 4 * p.unit
}

// change writes one difference.
func (p *textPages) change(number int, d *model.Difference) {
	s := p.sketch.style
	small, bold, plain := s(labelText, false), s(valueText, true), s(valueText, false)
	up, _, line := layout.Metrics(bold)
	p.room(3 * line)
	p.sketch.changeIcon(d.Op, p.x(), p.y+1.5*p.unit, 9*p.unit)
	p.sketch.text(p.x()+12*p.unit, p.y+up, fmt.Sprint(number), bold, "text2", 0)
	p.lines(d.Title, bold, "text", 2*line)
	facts := string(d.Kind) + " " + string(d.Op)
	switch {
	case d.From != "" && d.From != d.Place:
		facts += ", from " + d.From + " to " + d.Place
	case d.Place != "":
		facts += ", " + d.Place
	}
	if d.Doubtful {
		facts += "; perhaps another " + string(d.Kind)
	}
	p.lines(facts, small, "text2", 0)
	for _, f := range d.Fields {
		p.lines(f.Words(), plain, "text", 0)
	}
	p.y += 0.6 * remarkSpace * p.unit
}

// figures writes each figure before and after, of the whole journey and its stages.
func (p *textPages) figures(c *model.Comparison, deltas []metric.Delta) {
	if len(deltas) == 0 {
		return
	}
	p.y += remarkSpace * p.unit
	p.heading("Figures before and after")
	p.figureCaptions()
	places := c.Places()
	for i := range deltas {
		d := &deltas[i]
		bold := p.sketch.style(valueText, true)
		up, _, line := layout.Metrics(bold)
		p.room(3 * line)
		p.sketch.text(p.x(), p.y+up, d.Name, bold, "text", p.width*0.6)
		p.sketch.textRight(p.x()+p.width, p.y+up, metric.DirectionText(d.Metric), p.sketch.style(labelText, false), "text2", p.width*0.4)
		p.y += line + p.unit
		steady := d.Steady()
		if steady {
			p.figure(d, d.At[0], "Everywhere as before")
		}
		for k := range places {
			if s := d.At[k]; !steady && !places[k].Step() && (s.Before.Value.Known || s.After.Value.Known) {
				p.figure(d, s, strings.TrimSpace(places[k].Number+" "+places[k].Title))
			}
		}
		p.y += 0.6 * remarkSpace * p.unit
	}
}

// figureCaptions writes what stands in the columns of the figures.
func (p *textPages) figureCaptions() {
	small := p.sketch.style(labelText, false)
	up, _, line := layout.Metrics(small)
	for i, caption := range []string{"before", "after", "change"} {
		p.sketch.textRight(p.x()+p.width*figureColumns[i], p.y+up, caption, small, "text2", 0)
	}
	p.y += line + p.unit
}

// figureColumns are the right borders of the columns of figures, in widths of the list.
var figureColumns = [3]float64{0.60, 0.74, 0.88}

func (p *textPages) figure(d *metric.Delta, s metric.Shift, place string) {
	plain, bold := p.sketch.style(valueText, false), p.sketch.style(valueText, true)
	up, _, line := layout.Metrics(plain)
	p.room(line)
	y := p.y + up
	p.sketch.text(p.x()+8*p.unit, y, place, plain, "text", p.width*0.45)
	p.sketch.textRight(p.x()+p.width*figureColumns[0], y, orNoData(d.Text(s.Before)), plain, "text", 0)
	p.sketch.textRight(p.x()+p.width*figureColumns[1], y, orNoData(d.Text(s.After)), plain, "text", 0)
	p.sketch.textRight(p.x()+p.width*figureColumns[2], y, d.Change(s), bold, "text", 0)
	p.sketch.textRight(p.x()+p.width, y, d.Verdict(s).String(), plain, "text", 0)
	p.y += line + 1.5*p.unit
}

func orNoData(text string) string {
	if text == "" {
		return "no data"
	}
	return text
}
