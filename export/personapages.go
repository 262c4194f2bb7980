package export

import (
	"slices"
	"strings"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// The measures of the pages of personas, in points at unit 1.
const (
	personaColumn = 180.0 // the least width of a column
	personaGap    = 12.0
	personaPhoto  = 64.0
)

// joinWords joins words with commas.
func joinWords(words []string) string { return strings.Join(words, ", ") }

// personaSheets are the pages of the personas, side by side, those of the journey first.
func (f *frame) personaSheets() []sheet {
	who := f.personas()
	columns := min(max(int((f.content.W+personaGap*f.unit)/((personaColumn+personaGap)*f.unit)), 1), 4, max(len(who), 1))
	var out []sheet
	for start := 0; start < len(who); start += columns {
		title, bookmark := "Personas", "Personas"
		if start > 0 {
			title, bookmark = "Personas, continued", ""
		}
		page := f.newTextPage(title, "of "+f.journey.Title)
		group := who[start:min(start+columns, len(who))]
		w := (page.area.W - personaGap*f.unit*float64(columns-1)) / float64(columns)
		size := noteText
		for ; size > noteLeast/f.unit && slices.ContainsFunc(group, func(p *model.Persona) bool {
			return page.persona(p, layout.Rect{W: w, H: page.area.H}, size, false) > page.area.H
		}); size -= 0.5 {
		}
		height := 0.0
		for _, p := range group {
			height = max(height, min(page.persona(p, layout.Rect{W: w, H: page.area.H}, size, false)+personaGap*f.unit, page.area.H))
		}
		for i, p := range group {
			box := layout.Rect{X: page.area.X + float64(i)*(w+personaGap*f.unit), Y: page.area.Y, W: w, H: height}
			page.rect(box, 5*f.unit, "board", page.stroke(0.75, "line2"))
			page.persona(p, box, size, true)
		}
		out = append(out, page.sheet(bookmark))
	}
	return out
}

// persona writes one persona into a column and returns the height that it needs.
func (p *textPage) persona(who *model.Persona, box layout.Rect, size float64, draw bool) float64 {
	u := p.unit
	in := box.Inset(partPad * u)
	top, bottom, full := in.Y, box.Bottom()-(partPad+4)*u, false
	if image := p.frame.doc.Workspace.Image(who.Photo); image != nil {
		if draw {
			p.items = append(p.items, scene.Image{Rect: layout.Rect{X: in.X, Y: in.Y, W: personaPhoto * u, H: personaPhoto * u}, Radius: 5 * u, Image: image})
		}
		in.Y += (personaPhoto + 8) * u
	}
	write := func(text string, st layout.Style, token string, after float64) {
		if text == "" {
			return
		}
		h := p.paragraph(in, text, st, token, false)
		if full = full || draw && in.Y+h > bottom; !full {
			p.paragraph(in, text, st, token, draw)
		}
		in.Y += h + after*u
	}
	write(who.Name, p.style(15, true), "text", 1)
	write(joinWords(nonEmpty(who.Role, who.Relationship)), p.style(size, false), "text2", 4)
	if who.Quote != "" {
		st := p.style(size, false)
		st.Italic = true
		write(quoted(who.Quote), st, "text", 6)
	}
	write(joinWords(nonEmpty(who.Segment, who.SegmentSize)), p.style(size-1, false), "text2", 4)
	for _, part := range []struct {
		title string
		lines []string
	}{{"Goals, and where they are served", goalsServed(p.frame.journey, who)}, {"Needs", who.Needs}, {"Frustrations", who.Frustrations}} {
		if len(part.lines) == 0 {
			continue
		}
		in.Y += 6 * u
		write(part.title, p.style(size, true), "text", 2)
		for _, line := range part.lines {
			write(line, p.style(size, false), "text", 3)
		}
	}
	if full {
		p.text(in.X, box.Bottom()-5*u, "Not all fits: the workbook has the rest", p.style(labelText, false), "text2", in.W)
	}
	return in.Y - top + partPad*u
}

func nonEmpty(texts ...string) []string {
	return slices.DeleteFunc(slices.Clone(texts), func(t string) bool { return t == "" })
}
