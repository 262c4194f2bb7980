package export

import (
	"fmt"
	"slices"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// The measures of a page of the empathy map, in points at unit 1.
const (
	partGap    = 10.0
	partPad    = 10.0
	partHead   = 22.0 // the heading of a part
	noteIndent = 26.0 // of a note's text, for the number of its step
	noteSpace  = 4.0
	noteText   = 13.0 // the largest size
	noteLeast  = 7.0  // the smallest that can be read at a desk, on any paper
)

// partIcons are the icons of the parts.
var partIcons = map[model.Quadrant]string{
	model.Says: "lane-saying", model.Thinks: "lane-thinking", model.Does: "lane-doing",
	model.Feels: "lane-feeling", model.Pains: "lane-pain", model.Gains: "lane-gain",
}

// empathySheets are the pages of the empathy map: one for each persona of the journey who has notes of their
// own, or one of everybody when none has.
func (f *frame) empathySheets() []sheet {
	var out []sheet
	who := slices.DeleteFunc(slices.Clone(f.journey.Personas), func(id model.PersonaID) bool {
		return !slices.ContainsFunc(f.journey.Cards, func(c *model.Card) bool {
			return f.journey.PersonaOf(c) == id && model.QuadrantOf(f.journey.KindOf(c)) != ""
		})
	})
	if len(who) == 0 {
		who = []model.PersonaID{""}
	}
	for _, id := range who {
		name := "everybody"
		if p := f.doc.Workspace.Persona(id); p != nil {
			name = p.Name
		}
		parts := model.EmpathyMap(f.journey, id, "")
		e := &empathyPages{frame: f, name: name, parts: map[model.Quadrant][]*model.Card{}, size: noteText}
		for q, cards := range parts {
			e.parts[q] = slices.Clone(cards)
		}
		out = append(out, e.pages()...)
	}
	return out
}

// empathyPages writes the empathy map of one persona.
type empathyPages struct {
	frame   *frame
	name    string
	parts   map[model.Quadrant][]*model.Card // still to be written
	size    float64                          // of the notes
	columns int                              // how many parts stand beside each other
	page    *textPage
}

// pages makes the notes as large as lets all of them fit on one page, and goes on on further ones where even
// the smallest do not.
func (e *empathyPages) pages() []sheet {
	var out []sheet
	for first := true; first || e.left() > 0; first = false {
		title, under := "Empathy map of "+e.name, e.frame.journey.Title+", the whole journey"
		if !first {
			title += ", continued"
		}
		e.page = e.frame.newTextPage(title, under)
		e.choose()
		e.write()
		bookmark := ""
		if first {
			bookmark = "Empathy map of " + e.name
		}
		out = append(out, e.page.sheet(bookmark))
	}
	return out
}

func (e *empathyPages) left() int {
	n := 0
	for _, cards := range e.parts {
		n += len(cards)
	}
	return n
}

// choose finds how many parts stand beside each other and how large the notes are: those that are largest
// when all fit.
func (e *empathyPages) choose() {
	for e.size = noteText; ; e.size -= 0.5 {
		for _, e.columns = range []int{2, 3} {
			if e.need() <= e.page.area.H {
				return
			}
		}
		if e.size-0.5 < noteLeast/e.frame.unit {
			return
		}
	}
}

// rows are the parts that stand beside each other.
func (e *empathyPages) rows() [][]model.Quadrant {
	var rows [][]model.Quadrant
	for part := range slices.Chunk(model.Quadrants, e.columns) {
		rows = append(rows, part)
	}
	return rows
}

// gaps is what the gaps between n parts take.
func (e *empathyPages) gaps(n int) float64 { return partGap * e.frame.unit * float64(n-1) }

func (e *empathyPages) width() float64 {
	return (e.page.area.W-e.gaps(e.columns))/float64(e.columns) - 2*partPad*e.frame.unit
}

// need is the height that all rows ask for.
func (e *empathyPages) need() float64 {
	rows := e.rows()
	sum := e.gaps(len(rows))
	for _, row := range rows {
		sum += e.rowNeed(row)
	}
	return sum
}

func (e *empathyPages) rowNeed(row []model.Quadrant) float64 {
	u, most := e.frame.unit, 0.0
	for _, q := range row {
		h := 0.0
		for _, c := range e.parts[q] {
			h += e.note(c, layout.Rect{W: e.width()}, false)
		}
		most = max(most, h)
	}
	return most + (2*partPad+partHead)*u
}

// write draws the rows over the whole height, each as high as it needs and with its share of what is left.
func (e *empathyPages) write() {
	u, area := e.frame.unit, e.page.area
	rows := e.rows()
	heights := make([]float64, len(rows))
	sum := 0.0
	for i, row := range rows {
		heights[i] = e.rowNeed(row)
		sum += heights[i]
	}
	room := area.H - e.gaps(len(rows))
	least := room / 6 // a part keeps this much however full the others are
	if sum > room {
		over := 0.0
		for _, h := range heights {
			over += max(h-least, 0)
		}
		for i, h := range heights {
			if h > least {
				heights[i] = least + (h-least)*(room-least*float64(len(rows)))/over
			}
		}
	} else {
		for i := range heights {
			heights[i] += (room - sum) / float64(len(rows))
		}
	}
	y := area.Y
	w := (area.W - e.gaps(e.columns)) / float64(e.columns)
	for i, row := range rows {
		for k, q := range row {
			e.part(q, layout.Rect{X: area.X + float64(k)*(w+partGap*u), Y: y, W: w, H: heights[i]})
		}
		y += heights[i] + partGap*u
	}
}

// part draws a part with as many of its notes as fit, at least one.
func (e *empathyPages) part(q model.Quadrant, box layout.Rect) {
	p, u := e.page, e.frame.unit
	p.rect(box, 5*u, "board", p.stroke(0.75, "line2"))
	inner := box.Inset(partPad * u)
	p.icon(partIcons[q], inner.X, inner.Y-1*u, 14*u, "text")
	head := inner.X + 20*u + p.text(inner.X+20*u, inner.Y+10.5*u, q.Name(), p.style(12, true), "text", 0) + 10*u
	p.textRight(inner.Right(), inner.Y+10.5*u, q.Ask(), p.style(legendText, false), "text2", inner.Right()-head)
	at := layout.Rect{X: inner.X, Y: inner.Y + partHead*u, W: inner.W}
	if len(e.parts[q]) == 0 {
		p.text(at.X, at.Y+9*u, "Nothing noted yet", p.style(valueText, false), "text2", at.W)
		return
	}
	for n := 0; len(e.parts[q]) > 0; n++ {
		c := e.parts[q][0]
		h := e.note(c, at, false)
		if n > 0 && at.Y+h > box.Bottom()-partPad*u/2 {
			p.textRight(inner.Right(), box.Bottom()-3*u, fmt.Sprintf("%d more on the next page", len(e.parts[q])), p.style(labelText, false), "text2", inner.W)
			return
		}
		e.note(c, at, true)
		at.Y += h
		e.parts[q] = e.parts[q][1:]
	}
}

// note writes a card: the number of its step, its text, and what is known about it; it returns its height.
func (e *empathyPages) note(c *model.Card, box layout.Rect, draw bool) float64 {
	p, u, j := e.page, e.frame.unit, e.frame.journey
	if draw {
		up, _, _ := layout.Metrics(p.style(e.size, false))
		p.text(box.X, box.Y+up, j.StepNumber(c.Step), p.style(e.size-1, false), "text2", noteIndent*u)
	}
	text := cardWords(c)
	if c.Emotion.Known {
		text = "Mood " + model.MoodName(c.Emotion.Value)
		if c.Title != "" {
			text += ": " + plainText(c.Title, true)
		}
	}
	facts := []string{}
	if name := model.SeverityName(c.Severity); name != "" {
		facts = append(facts, fmt.Sprintf("severity %d", c.Severity))
	}
	if c.Evidence == model.Assumption {
		facts = append(facts, c.Evidence.Name())
	}
	if c.MomentOfTruth {
		facts = append(facts, "moment of truth")
	}
	if len(facts) > 0 {
		text += " (" + joinWords(facts) + ")"
	}
	body := layout.Rect{X: box.X + noteIndent*u, Y: box.Y, W: box.W - noteIndent*u}
	return p.paragraph(body, text, p.style(e.size, false), "text", draw) + noteSpace*u
}
