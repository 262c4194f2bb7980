package export

import (
	"fmt"
	"math"
	"time"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// The title block's size on paper at unit 1, in points.
const (
	blockWidth  = 160 * perMM
	blockHeight = 35 * perMM
)

// pageFacts is what one page says of itself.
type pageFacts struct {
	number, of  int
	first, last int // its stages
	paper       string
	scale       float64 // of the map; 0 for a page without it
}

// titleBlock draws the facts of a journey into the bottom right corner of its page.
func titleBlock(d Document, j *model.Journey, theme *scene.Theme, unit float64, at layout.Point, p pageFacts) *scene.Group {
	s := &sketch{theme: theme, unit: unit}
	mm := perMM * unit
	frame := layout.Rect{X: at.X, Y: at.Y, W: blockWidth * unit, H: blockHeight * unit}
	s.rect(frame, 0, "board", scene.Stroke{})
	rows := []float64{0, 13.5 * mm, 24.25 * mm, 35 * mm}
	thin := scene.Stroke{Width: 0.25 * perMM * unit, Color: theme.Token("text")}
	quarter := frame.W / 4
	for _, y := range rows[1:3] {
		s.line(frame.X, frame.Y+y, frame.Right(), frame.Y+y, thin)
	}
	split := frame.X + frame.W*2/3
	s.line(split, frame.Y, split, frame.Y+rows[1], thin)
	for i := 1; i < 4; i++ {
		s.line(frame.X+float64(i)*quarter, frame.Y+rows[1], frame.X+float64(i)*quarter, frame.Bottom(), thin)
	}
	s.goalCell(d, j, layout.Rect{X: frame.X, Y: frame.Y, W: split - frame.X, H: rows[1]})
	s.locatorCell(j, p, layout.Rect{X: split, Y: frame.Y, W: frame.Right() - split, H: rows[1]})
	for i, cell := range blockCells(d, j, p) {
		row, column := 1+i/4, i%4
		s.fact(layout.Rect{X: frame.X + float64(column)*quarter, Y: frame.Y + rows[row], W: quarter, H: rows[row+1] - rows[row]}, cell[0], cell[1])
	}
	s.rect(frame, 0, "", scene.Stroke{Width: 0.4 * perMM * unit, Color: theme.Token("text")})
	return s.group("Title block", model.Ref{Kind: model.JourneyRecord, Journey: j.ID, ID: string(j.ID)})
}

func blockCells(d Document, j *model.Journey, p pageFacts) [8][2]string {
	review := "none set"
	if j.ReviewDate != "" {
		review = dateWords(j.ReviewDate)
	}
	kind := kindShort(j)
	if d.marks != nil {
		kind = "Comparison"
	}
	return [8][2]string{
		{"Kind", kind},
		{"Persona", orNone(personaWords(d.Workspace, j))},
		{"Owner", orNone(ownerName(d.Workspace, j.Owner))},
		{"Status", orNone(j.Status.Name())},
		{"Version", orNone(j.Version)},
		{"Date", dateOf(d.Created)},
		{"Next review", review},
		paperCell(p),
	}
}

func paperCell(p pageFacts) [2]string {
	if p.scale == 0 {
		return [2]string{"Paper", p.paper}
	}
	return [2]string{"Paper, scale", fmt.Sprintf("%s, %.0f %%, text %.1f pt", p.paper, 100*p.scale, bodySize*p.scale)}
}

func orNone(text string) string {
	if text == "" {
		return "not set"
	}
	return text
}

func dateOf(t time.Time) string {
	if t.IsZero() {
		return "not set"
	}
	return t.Format("2 Jan 2006")
}

// fact draws a label over its value.
func (s *sketch) fact(r layout.Rect, label, value string) {
	pad := 2 * perMM * s.unit
	s.text(r.X+pad, r.Y+9.3*s.unit, label, s.style(labelText, false), "text2", r.W-1.5*pad)
	size, room := valueText, r.W-1.5*pad
	if layout.NewLine(plainText(value, true), s.style(size, true)).Width > room {
		size = labelText
	}
	s.text(r.X+pad, r.Y+21*s.unit, value, s.style(size, true), "text", room)
}

// goalCell draws the journey in the customer's words and its scope; long words take the scope's line.
func (s *sketch) goalCell(d Document, j *model.Journey, r layout.Rect) {
	pad := 2 * perMM * s.unit
	goal := j.InWords
	if goal == "" {
		goal = j.Title
	}
	s.text(r.X+pad, r.Y+9.3*s.unit, "Journey", s.style(labelText, false), "text2", r.W-1.5*pad)
	room := r.W - 1.5*pad
	goal = plainText(goal, true)
	for _, size := range []float64{nameText, 10.5} {
		if l := layout.NewLine(goal, s.style(size, true)); l.Width <= room {
			s.place(r.X+pad, r.Y+22.5*s.unit, l, "text")
			s.text(r.X+pad, r.Y+33*s.unit, j.Scope, s.style(legendText, false), "text", room)
			return
		}
	}
	lines, _ := layout.Wrap(goal, s.style(9.2, true), room, 2)
	for i, l := range lines {
		s.place(r.X+pad, r.Y+(20.5+11.5*float64(i))*s.unit, l, "text")
	}
}

// locatorCell draws which steps of the map this page shows: a box a step, filled when it is here.
func (s *sketch) locatorCell(j *model.Journey, p pageFacts, r layout.Rect) {
	pad := 2 * perMM * s.unit
	s.text(r.X+pad, r.Y+9.3*s.unit, fmt.Sprintf("Page %d / %d", p.number, p.of), s.style(labelText, false), "text2", r.W-2*pad)
	steps := len(j.Steps())
	if steps == 0 {
		return
	}
	width := math.Min((r.W-2*pad)/float64(steps), 4.2*perMM*s.unit)
	top, height := r.Y+22.5*s.unit, 3.5*perMM*s.unit
	border := scene.Stroke{Width: math.Min(0.5*s.unit, width/6), Color: s.theme.Token("text")}
	gap := math.Min(1.6*s.unit, width*0.3)
	x, free := r.X+pad, 0.0
	for i, stage := range j.Stages {
		number := layout.NewLine(fmt.Sprint(i+1), s.style(labelText, false))
		if x >= free {
			s.place(x+0.3*s.unit, r.Y+19.5*s.unit, number, "text")
			free = x + number.Width + 2*s.unit
		}
		fill := "board"
		if i >= p.first && i < p.last {
			fill = "text"
		}
		for range stage.Steps {
			s.rect(layout.Rect{X: x, Y: top, W: width - gap, H: height}, 0, fill, border)
			x += width
		}
	}
}

// title draws the head of a page.
func (f *frame) title(p pageFacts) *scene.Group {
	s := &sketch{theme: f.theme, unit: f.unit}
	left, right, y := f.content.X, f.content.Right(), f.content.Y-1.5*perMM
	used := 0.0
	for i, text := range headLines(f.doc, f.journey, p) {
		used = math.Max(used, s.textRight(right, y+(11+10.6*float64(i))*f.unit, text, s.style(8, false), "text2", (right-left)*0.4))
	}
	base := y + 22.3*f.unit
	room := right - left - used - 20*f.unit
	if f.narrow {
		s.text(left, base, f.journey.Title, s.style(21, true), "text", room)
		s.text(left, base+narrowTitle*f.unit, subtitle(f.doc, f.journey), s.style(10, false), "text2", right-left)
	} else {
		x := left + s.text(left, base, f.journey.Title, s.style(21, true), "text", room*0.75) + 22*f.unit
		if rest := left + room - x; rest > 60*f.unit {
			s.text(x, base, subtitle(f.doc, f.journey), s.style(10, false), "text2", rest)
		}
	}
	return s.group("Title", model.Ref{Kind: model.JourneyRecord, Journey: f.journey.ID, ID: string(f.journey.ID)})
}

// titleHeight is how much paper the title line takes at unit 1, in points.
const titleHeight = 13 * perMM

// narrowTitle is how much more it takes on paper too narrow for one line.
const narrowTitle = 5 * perMM

func subtitle(d Document, j *model.Journey) string {
	if d.marks != nil {
		return "Before: " + d.Compared.Before + ". After: " + d.Compared.After + "."
	}
	what, state := kindWords(j)
	text := what
	if state != "" {
		text += ", " + state
	}
	text += "."
	if len(j.Personas) == 0 {
		return text
	}
	p := d.Workspace.Persona(j.Personas[0])
	if p == nil {
		return text
	}
	text += " " + p.Name
	if p.Role != "" {
		text += ", " + p.Role
	}
	if p.Quote != "" {
		return text + ": " + quoted(p.Quote)
	}
	return text + "."
}

func quoted(q string) string {
	for _, mark := range []string{"\u201c", "\"", "\u201e", "\u00ab"} {
		if len(q) >= len(mark) && q[:len(mark)] == mark {
			return q
		}
	}
	return "\u201c" + q + "\u201d"
}

// headLines are the small lines at the right of the title: what is tinted, how far the page may go, and
// where the map goes on.
func headLines(d Document, j *model.Journey, p pageFacts) []string {
	var lines []string
	if h := d.Heat; h != nil && h.Metric != nil {
		text := "Heat: " + h.Metric.Name
		if period := periodsWords(h.Query.Period, h.Periods); period != "" {
			text += ", " + period
		}
		if h.Query.Segment != "" {
			text += ", " + h.Query.Segment
		} else {
			text += ", all segments"
		}
		lines = append(lines, text)
	}
	second := ""
	if j.Confidentiality != "" {
		second = j.Confidentiality + "."
	}
	if p.number < p.of && p.last < len(j.Stages) {
		if second != "" {
			second += " "
		}
		second += fmt.Sprintf("Continues on page %d with stage %d.", p.number+1, p.last+1)
	}
	if second != "" {
		lines = append(lines, second)
	}
	return lines
}
