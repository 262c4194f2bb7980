package export

import (
	"fmt"
	"slices"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// The measures of the pages of goals, in points at unit 1.
const (
	goalNames  = 230.0 // the column of goals
	goalColumn = 24.0  // the least width of a step
	goalWidest = 60.0
	goalRow    = 20.0
	goalHead   = 19.0 // above the lines of a step's title
)

// goalLine is a row of the grid: a persona's name, or one of the goals.
type goalLine struct {
	who  *model.Persona
	goal string
}

// goalSheets are the pages on which the goals of the journey's personas stand against its steps: which goal
// is served where, and which is served nowhere.
func (f *frame) goalSheets() []sheet {
	var lines []goalLine
	for _, who := range f.personas() {
		if len(who.Goals) == 0 {
			continue
		}
		lines = append(lines, goalLine{who: who})
		for _, goal := range who.Goals {
			lines = append(lines, goalLine{who, goal})
		}
	}
	steps := f.journey.Steps()
	if len(lines) == 0 || len(steps) == 0 {
		return nil
	}
	room := f.content.W - goalNames*f.unit
	across := min(max(int(room/(goalColumn*f.unit)), 1), len(steps))
	w := min(room/float64(across), goalWidest*f.unit)
	var out []sheet
	for from := 0; from < len(steps); from += across {
		for row := 0; row < len(lines); {
			title, bookmark := "Goals by step", ""
			if len(out) == 0 {
				bookmark = "Goals by step"
			} else {
				title += ", continued"
			}
			p := f.newTextPage(title, "of "+f.journey.Title)
			row = p.goals(lines, row, steps[from:min(from+across, len(steps))], w)
			out = append(out, p.sheet(bookmark))
		}
	}
	return out
}

// personas are those of the journey, or all when it has none.
func (f *frame) personas() []*model.Persona {
	var who []*model.Persona
	for _, id := range f.journey.Personas {
		if p := f.doc.Workspace.Persona(id); p != nil {
			who = append(who, p)
		}
	}
	if len(who) == 0 {
		return f.doc.Workspace.Personas
	}
	return who
}

// goals draws lines from one on over some steps, and returns the line that the next page begins with.
func (p *textPage) goals(lines []goalLine, from int, steps []*model.Step, w float64) int {
	u, j := p.unit, p.frame.journey
	x, y := p.area.X+goalNames*u, p.area.Y
	_, _, height := layout.Metrics(p.style(labelText, false))
	head := goalHead * u
	for _, s := range steps {
		lines, _ := layout.Wrap(plainText(s.Title, true), p.style(labelText, false), w-4*u, 6)
		head = max(head, goalHead*u+height*float64(len(lines)))
	}
	for i, s := range steps {
		box := layout.Rect{X: x + float64(i)*w, Y: y, W: w, H: head}
		p.rect(box, 0, "step-bg", p.stroke(0.5, "line2"))
		p.textCenter(box.Center().X, box.Y+11*u, j.StepNumber(s.ID), p.style(labelText, true), "text", w-2*u)
		p.paragraphIn(layout.Rect{X: box.X + 2*u, Y: box.Y + 14*u, W: w - 4*u, H: box.H - 16*u}, s.Title)
	}
	y += head
	row := from
	for ; row < len(lines) && (row == from || y+(goalRow+figureFoot)*u <= p.area.Bottom()); row++ {
		l := lines[row]
		box := layout.Rect{X: p.area.X, Y: y, W: goalNames * u, H: goalRow * u}
		y += box.H
		if l.goal == "" {
			box.W += w * float64(len(steps))
			p.rect(box, 0, "stage-bg", p.stroke(0.5, "line2"))
			p.text(box.X+5*u, box.Y+13.5*u, l.who.Name, p.style(9, true), "text", box.W-10*u)
			continue
		}
		verdict := "nowhere"
		if n := len(j.ServedAt(l.who.ID, l.goal)); n > 0 {
			verdict = model.Count(n, "step")
		}
		p.rect(box, 0, "board", p.stroke(0.5, "line2"))
		said := p.textRight(box.Right()-5*u, box.Y+13*u, verdict, p.style(labelText, verdict == "nowhere"), "text2", 0)
		p.text(box.X+12*u, box.Y+13*u, l.goal, p.style(valueText, false), "text", box.W-said-24*u)
		for i, s := range steps {
			cell := layout.Rect{X: x + float64(i)*w, Y: box.Y, W: w, H: box.H}
			p.rect(cell, 0, "board", p.stroke(0.5, "line2"))
			if slices.Contains(s.Serves, model.Served{Persona: l.who.ID, Goal: l.goal}) {
				p.icon("check", cell.Center().X-6*u, cell.Center().Y-6*u, 12*u, "text")
			}
		}
	}
	p.text(p.area.X, y+10*u, fmt.Sprintf("A tick: the step serves the goal. %s of the personas' goals are served nowhere.", unserved(j, lines)), p.style(labelText, false), "text2", p.area.W)
	return row
}

// unserved counts the goals that no step serves: "3 of 8".
func unserved(j *model.Journey, lines []goalLine) string {
	none, all := 0, 0
	for _, l := range lines {
		if l.goal == "" {
			continue
		}
		all++
		if len(j.ServedAt(l.who.ID, l.goal)) == 0 {
			none++
		}
	}
	return fmt.Sprintf("%d of %d", none, all)
}

// paragraphIn writes the lines of a small text that have room in a box, the last one cut short if need be.
func (p *textPage) paragraphIn(box layout.Rect, text string) {
	st := p.style(labelText, false)
	up, _, height := layout.Metrics(st)
	lines, _ := layout.Wrap(plainText(text, true), st, box.W, max(int(box.H/height), 1))
	for i, l := range lines {
		p.place(box.X+(box.W-l.Width)/2, box.Y+up+float64(i)*height, l, "text")
	}
}
