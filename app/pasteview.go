package app

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// pasteParts are the parts of the preview that follow the choices.
type pasteParts struct {
	choices *fyne.Container
	grid    *fyne.Container
	facts   *look.Label
	ok      *look.Press
}

// The preview shows this many rows and columns, and says how many more there are.
const (
	pasteRows    = 12
	pasteColumns = 12
)

// show opens the preview.
func (p *paste) show() {
	w := p.window
	p.parts = pasteParts{choices: look.V(8), grid: container.NewStack(), facts: look.WrapText("", 12, "text2", false)}
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { p.sheet.cancel() })
	p.parts.ok = look.LargeButton("sheet-ok", look.Main, "", "Paste", func() {
		p.sheet.close()
		p.do()
	})
	body := look.V(10, p.parts.choices, look.Framed("board", "line2", 6, look.Sized(0, 300, p.parts.grid)), p.parts.facts)
	p.fill()
	p.sheet = w.openSheet("paste", "Paste on the map", 760, body, no, p.parts.ok)
	w.window.Canvas().Focus(p.parts.ok)
}

// fill shows the plan as the choices have it.
func (p *paste) fill() {
	p.replan()
	p.parts.choices.Objects = p.choices()
	p.parts.choices.Refresh()
	var picture fyne.CanvasObject
	if p.plan == nil {
		picture = p.outlinePicture()
	} else {
		picture = p.gridPicture()
	}
	p.parts.grid.Objects = []fyne.CanvasObject{picture}
	p.parts.grid.Refresh()
	p.parts.facts.Set(p.facts(), "text2")
	p.parts.ok.SetDisabled(p.plan != nil && p.plan.empty())
}

// choices are how the text is read, where its lines go, and what happens to what has no room.
func (p *paste) choices() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if p.clip == nil {
		rows = append(rows, p.readingChoice())
	}
	if p.clip == nil && p.reading == asCards && len(p.lines) > 1 {
		rows = append(rows, labelled("Place them", look.H(0, p.segments("paste-spread", []string{"In this cell", "Along the steps", "Down the lanes"}, int(p.spread), func(i int) {
			p.spread = spread(i)
		}), look.Space())))
	}
	if p.clip == nil && p.reading == asTable && strings.Contains(strings.Join(flattened(p.table), ""), "\n") {
		rows = append(rows, look.Check("paste-apart", "Each line within a cell becomes a card", p.apart, nil, func(on bool) {
			p.apart = on
			p.fill()
		}))
	}
	if p.clip == nil && p.reading == asTable {
		rows = append(rows, p.nameChoices()...)
	}
	if p.plan == nil {
		return rows
	}
	if n := p.plan.missing.steps; n > 0 {
		text := "Add " + model.Count(n, "step") + " at the end for what reaches past the last one"
		if p.named() && p.row {
			text = "Add " + model.Count(n, "step") + " that the map does not have"
		}
		rows = append(rows, look.Check("paste-steps", text, p.options.addSteps, nil, func(on bool) {
			p.options.addSteps = on
			p.fill()
		}))
	}
	if n := p.plan.missing.lanes; n > 0 {
		text := "Add " + model.Count(n, "lane") + " of notes at the bottom for what reaches below the last one"
		if p.named() && p.column {
			text = "Add " + model.Count(n, "lane") + " that the map does not have"
		}
		rows = append(rows, look.Check("paste-lanes", text, p.options.addLanes, nil, func(on bool) {
			p.options.addLanes = on
			p.fill()
		}))
	}
	return rows
}

// nameChoices ask whether the first row and the first column are names.
func (p *paste) nameChoices() []fyne.CanvasObject {
	check := func(name, text string, on *bool) fyne.CanvasObject {
		return look.Check(name, text, *on, nil, func(set bool) {
			*on = set
			p.fill()
		})
	}
	var rows []fyne.CanvasObject
	if len(p.table) > 1 {
		rows = append(rows, check("paste-row-names", "The first row names the steps", &p.row))
	}
	if len(p.table[0]) > 1 {
		rows = append(rows, check("paste-column-names", "The first column names the lanes", &p.column))
	}
	return rows
}

// readingChoice offers the ways to read the text that it has.
func (p *paste) readingChoice() fyne.CanvasObject {
	var names []string
	var ways []reading
	offer := func(r reading, name string) { ways, names = append(ways, r), append(names, name) }
	if len(p.spot.lanes) > 0 {
		if len(p.table[0]) > 1 {
			offer(asTable, "Rows and columns")
		}
		offer(asCards, "A card a line")
	}
	if p.outline.onlySteps() {
		offer(asOutline, "Steps")
	} else {
		offer(asOutline, "Stages and steps")
	}
	on := 0
	for i, r := range ways {
		if r == p.reading {
			on = i
		}
	}
	return labelled("Read it as", look.H(0, p.segments("paste-as", names, on, func(i int) { p.reading = ways[i] }), look.Space()))
}

// segments is a row of choices that fills the preview again.
func (p *paste) segments(name string, texts []string, on int, pick func(int)) fyne.CanvasObject {
	items := make([]look.Segment, len(texts))
	for i, t := range texts {
		items[i] = look.Segment{Name: name + "-" + t, Text: t}
	}
	return look.NewSegments(items, on, func(i int) {
		pick(i)
		p.fill()
		p.window.window.Canvas().Focus(p.parts.ok)
	}).Container
}

// facts says in words what the paste does.
func (p *paste) facts() string {
	if p.plan == nil {
		text := p.outline.counts() + ". "
		if p.outline.onlySteps() {
			text += "They come into stage “" + p.place.journey.Stages[p.place.stage].Title + "”."
		} else {
			text += "They come after stage “" + p.place.journey.Stages[p.place.stage].Title + "”; what is deeper than a step becomes a card."
		}
		if p.outline.cut > 0 {
			text += fmt.Sprintf(" The first %d lines are taken, %d more are left out.", maxOutline, p.outline.cut)
		}
		return text
	}
	plan := p.plan
	steps, lanes := plan.taken()
	text := model.Count(len(plan.cards), "card") + " over " + model.Count(steps, "step") + " and " + model.Count(lanes, "lane") + "."
	if p.named() {
		text += " " + newOnes(plan)
	}
	if plan.left > 0 {
		why := "because there is no room"
		if plan.reason != "" {
			why = "because lane " + plan.reason
		}
		text += " " + model.Count(plan.left, "card") + " left out, " + why + "."
	}
	if plan.tooMany > 0 {
		text += fmt.Sprintf(" One paste makes up to %d cards; %d more are left out. Paste them in a second go.", maxPasted, plan.tooMany)
	}
	return text
}

// newOnes says how much of what the table names is new.
func newOnes(plan *pastePlan) string {
	var parts []string
	if n := len(plan.steps); n > 0 {
		parts = append(parts, model.Count(n, "new step"))
	}
	if n := len(plan.lanes); n > 0 {
		parts = append(parts, model.Count(n, "new lane"))
	}
	if len(parts) == 0 {
		return "The map has all that the table names."
	}
	return "With " + strings.Join(parts, " and ") + "."
}

// gridPicture draws the cells that the paste fills.
func (p *paste) gridPicture() fyne.CanvasObject {
	plan := p.plan
	rows, columns := min(plan.rows, pasteRows), min(plan.columns, pasteColumns)
	head := []fyne.CanvasObject{look.Fixed(118, 24, look.Space())}
	for c := range columns {
		text, ink := "no step", "text3"
		if plan.heads[c].step != "" {
			text, ink = plan.heads[c].title, "text"
		}
		label := look.CutText(text, 11, ink, true)
		o := fyne.CanvasObject(label)
		if plan.heads[c].fresh {
			o = look.H(4, look.Tag("new"), look.Grow(label))
		}
		head = append(head, look.Fixed(118, 24, o))
	}
	lines := []fyne.CanvasObject{look.H(6, head...)}
	for r := range rows {
		lines = append(lines, p.gridRow(r, columns))
	}
	if more := plan.rows - rows; more > 0 {
		lines = append(lines, look.Text("and "+model.Count(more, "more lane"), 11, "text2"))
	}
	if more := plan.columns - columns; more > 0 {
		lines = append(lines, look.Text("and "+model.Count(more, "more step")+" to the right", 11, "text2"))
	}
	return container.NewScroll(look.Pad(8, 12, 8, 10, look.V(4, lines...)))
}

func (p *paste) gridRow(r, columns int) fyne.CanvasObject {
	plan := p.plan
	side := fyne.CanvasObject(look.CutText("no lane", 11, "text3", false))
	token := "line2"
	if lane := plan.sides[r].lane; lane != nil {
		token = kindToken(lane.Kind)
		parts := []fyne.CanvasObject{look.Icon(kindIcon(lane.Kind), 14, token), look.Grow(look.CutText(lane.Title, 11, "text", true))}
		if plan.sides[r].fresh {
			parts = append(parts, look.Tag("new"))
		}
		side = look.H(5, parts...)
	}
	row := []fyne.CanvasObject{look.Fixed(118, 0, side)}
	for c := range columns {
		row = append(row, look.Fixed(118, 0, previewCard(plan.preview[r][c], token)))
	}
	return look.H(6, row...)
}

// previewCard draws one cell: its first cards, a count of the others, and a cross where they are left
// out.
func previewCard(cell pasteCell, token string) fyne.CanvasObject {
	if len(cell.titles) == 0 {
		return look.Sized(118, 30, look.NewFill("", "line", 1, 6))
	}
	ink, fill, border := "text", "surface", token
	if cell.left {
		ink, fill, border = "text3", "error-soft", "error"
	}
	var lines []fyne.CanvasObject
	for i, t := range cell.titles {
		if i == 3 && len(cell.titles) > 4 {
			lines = append(lines, look.Text(fmt.Sprintf("and %d more", len(cell.titles)-i), 10.5, "text2"))
			break
		}
		line := fyne.CanvasObject(look.CutText(t, 11, ink, false))
		if cell.left && i == 0 {
			line = look.H(4, look.Icon("close", 12, "error"), look.Grow(line))
		}
		lines = append(lines, line)
	}
	return look.Framed(fill, border, 6, look.Sized(0, 30, look.Pad(4, 7, 4, 7, look.V(1, lines...))))
}

// outlinePicture lists the stages with their steps and how many cards these get.
func (p *paste) outlinePicture() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, s := range p.outline.stages {
		if s.title != "" {
			rows = append(rows, look.Pad(4, 0, 0, 0, look.H(7, look.Icon("add-stage", 15, "text2"), look.Grow(look.CutText(s.title, 12.5, "text", true)))))
		}
		for _, step := range s.steps {
			line := []fyne.CanvasObject{look.Gap(22), look.Icon("add", 13, "text2"), look.Grow(look.CutText(step.title, 12, "text", false))}
			if n := len(step.cards); n > 0 {
				line = append(line, look.Text(model.Count(n, "card"), 11, "text2"))
			}
			rows = append(rows, look.H(7, line...))
		}
		if len(rows) > 200 {
			rows = append(rows, look.Text("and more", 11, "text2"))
			break
		}
	}
	return container.NewVScroll(look.Pad(6, 12, 8, 12, look.V(3, rows...)))
}

func flattened(rows [][]string) []string {
	var all []string
	for _, row := range rows {
		all = append(all, row...)
	}
	return all
}
