package app

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// The portfolio's measures.
const (
	mapRowHeight  = 46
	mapHeadHeight = 28
	mapTitleLeast = 176 // columns are left out before the title gets less
	mapGap        = 12
	mapEdge       = 16
)

// mapColumnsLayout places the cells of a row or of the headings, and leaves out those that have no room.
type mapColumnsLayout struct{ height float32 }

func (l mapColumnsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(mapTitleLeast+2*mapEdge, l.height)
}

func (l mapColumnsLayout) Layout(cells []fyne.CanvasObject, size fyne.Size) {
	shown, left := mapColumnsIn(size.Width)
	x := float32(mapEdge)
	for i, c := range mapColumns {
		show(cells[i], shown[i])
		if !shown[i] {
			continue
		}
		width := c.width
		if width == 0 {
			width = left
		}
		cells[i].Move(fyne.NewPos(x, 0))
		cells[i].Resize(fyne.NewSize(width, l.height))
		x += width + mapGap
	}
}

// mapColumnsIn says which columns have room in a width, and how much of it is the title's.
func mapColumnsIn(width float32) (shown []bool, title float32) {
	shown = make([]bool, len(mapColumns))
	title = width - 2*mapEdge
	for rank := 0; rank <= len(mapColumns); rank++ {
		for i, c := range mapColumns {
			if c.rank != rank {
				continue
			}
			if c.width > 0 && title-c.width-mapGap < mapTitleLeast {
				return shown, title
			}
			shown[i] = true
			if c.width > 0 {
				title -= c.width + mapGap
			}
		}
	}
	return shown, title
}

// showHeads shows the headings, with an arrow at the one that the list is sorted by.
func (p *portfolioPage) showHeads() {
	if p.state.bin {
		p.heads.Objects = nil
		p.heads.Refresh()
		return
	}
	q := p.state.query
	var cells []fyne.CanvasObject
	for _, c := range mapColumns {
		row := []fyne.CanvasObject{look.Text(c.title, 11, "text2")}
		tip := "Sort by " + lowerFirst(c.title)
		if q.sort == c.id {
			icon := "arrow-up"
			if q.descending {
				icon = "arrow-down"
			}
			row = []fyne.CanvasObject{look.Bold(c.title, 11, "text"), look.Icon(icon, 12, "text2")}
		}
		row = append(row, look.Space())
		head := look.NewPress("portfolio.sort."+c.id, 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
			return look.Sized(0, 22, look.Pad(0, 3, 0, 3, look.H(4, row...)))
		}, func() { p.sortBy(c.id) })
		p.window.tipped(head, tip, nil)
		cells = append(cells, look.Pad(3, 0, 3, -3, head))
	}
	p.heads.Objects = []fyne.CanvasObject{look.V(0, container.New(mapColumnsLayout{mapHeadHeight}, cells...), look.Line("line2"))}
	p.heads.Refresh()
}

// mapRow is a map in the list.
func (p *portfolioPage) mapRow(r listedMap) fyne.CanvasObject {
	j := r.journey
	line := lineOf{key: string(j.ID), name: "portfolio." + j.Title, on: j.ID == p.session.JourneyID(), open: p.open}
	line.choose = func() { p.choose(p.rowOf(j.ID)) }
	line.menu = func(at fyne.Position) {
		line.choose()
		p.window.popUp(at, portfolioMenu...)
	}
	return p.window.listLine(line, func() fyne.CanvasObject {
		cells := []fyne.CanvasObject{p.titleCell(r)}
		for _, c := range mapColumns[1:] {
			cells = append(cells, middled(p.mapCell(c.id, r)))
		}
		return container.New(mapColumnsLayout{mapRowHeight - 1}, cells...)
	})
}

func (p *portfolioPage) rowOf(id model.JourneyID) int {
	for i, r := range p.rows {
		if r.journey.ID == id {
			return i
		}
	}
	return -1
}

// middled puts a cell in the middle of the row's height.
func middled(o fyne.CanvasObject) fyne.CanvasObject { return look.V(0, look.Space(), o, look.Space()) }

// titleCell is the map's name, and below it its goal or where what is looked for stands.
func (p *portfolioPage) titleCell(r listedMap) fyne.CanvasObject {
	j := r.journey
	icon := "journey"
	if isBlueprint(j) {
		icon = "blueprint"
	}
	under, token := j.InWords, "text2"
	if under == "" {
		under = j.Scope
	}
	if r.first != nil {
		under, token = plural(r.hits, "hit", "hits")+", the first in "+hitPlace(p.session.Workspace(), *r.first), "accent"
	}
	text := []fyne.CanvasObject{look.CutText(j.Title, 12.5, "text", true)}
	if under != "" {
		text = append(text, look.CutText(under, 11, token, false))
	}
	return middled(look.H(9, look.Icon(icon, 16, "text2"), look.Grow(look.V(0, text...))))
}

func (p *portfolioPage) mapCell(column string, r listedMap) fyne.CanvasObject {
	j := r.journey
	switch column {
	case "kind":
		return look.CutText(journeyKindText(j), 12, "text", false)
	case "owner":
		if r.owner == "" {
			return look.Text("None", 12, "text3")
		}
		return look.CutText(r.owner, 12, "text", false)
	case "status":
		return look.H(0, look.Tag(statusText(j.Status)), look.Space())
	case "review":
		return reviewCell(j, p.window.program.clock.Now())
	case "assumed":
		return shareCell(r.assumed, 100)
	case "health":
		if r.waits {
			return look.Text("…", 12, "text2")
		}
		return shareCell(r.health, 1)
	case "personas":
		return p.personaCell(r.personas)
	}
	return look.CutText(model.Count(r.steps, "step")+", "+model.Count(len(j.Cards), "card"), 11, "text2", false)
}

// reviewCell is the day of the next review, as a badge when it is past.
func reviewCell(j *model.Journey, now time.Time) fyne.CanvasObject {
	date, err := time.Parse(time.DateOnly, string(j.ReviewDate))
	switch {
	case err != nil:
		return look.Text("None", 12, "text3")
	case overdue(j, now):
		return look.H(0, badge("review-date", "Overdue "+dateText(date, now)), look.Space())
	}
	return look.Text(dateText(date, now), 12, "text")
}

// shareCell is a number of 0 to 100 with its bar, or a dash when it is missing.
func shareCell(v model.Maybe[float64], scale float64) fyne.CanvasObject {
	if !v.Known {
		return look.Text("–", 12, "text2")
	}
	text := fmt.Sprintf("%.0f", v.Value*scale)
	if scale == 100 {
		text += " %"
	}
	return look.H(7, look.Fixed(34, 0, look.Text(text, 12, "text").Right()), look.Share(30, 4, v.Value*scale/100, "line", "text2"), look.Space())
}

// personaCell shows up to three personas.
func (p *portfolioPage) personaCell(personas []*model.Persona) fyne.CanvasObject {
	if len(personas) == 0 {
		return look.Text("None", 12, "text3")
	}
	var row []fyne.CanvasObject
	for i, who := range personas {
		if i == 3 {
			row = append(row, look.Text(fmt.Sprintf("+%d", len(personas)-i), 11, "text2"))
			break
		}
		row = append(row, p.window.face(who, 22))
	}
	return look.H(3, append(row, look.Space())...)
}

// binRow is a deleted map.
func (p *portfolioPage) binRow(v store.Snapshot) fyne.CanvasObject {
	choose := func() {
		p.state.at = v.ID
		p.show()
		p.window.focusBoard()
	}
	line := lineOf{key: string(v.ID), name: "bin." + v.Title, on: v.ID == p.state.at, choose: choose, open: func() { p.window.lookIntoBin(v) }}
	line.menu = func(at fyne.Position) {
		choose()
		p.window.popUp(at, binMenu...)
	}
	return p.window.listLine(line, func() fyne.CanvasObject {
		now := p.window.program.clock.Now()
		when := "Deleted " + lowerFirst(whenText(v.At, now))
		if v.By != "" {
			when += " by " + v.By
		}
		facts := model.Count(v.Stages, "stage") + ", " + model.Count(v.Steps, "step") + ", " + model.Count(v.Cards, "card")
		if v.Observations > 0 {
			facts += ", " + model.Count(v.Observations, "measured value")
		}
		restore := look.Button("bin.restore", look.Plain, "undo", "Restore", func() { choose(); p.window.restoreBinned(v) })
		peek := look.Button("bin.look", look.Plain, "eye", "Look", func() { choose(); p.window.lookIntoBin(v) })
		drop := look.Button("bin.drop", look.Flat, "delete", "", func() { choose(); p.window.dropBinned(v) })
		p.window.tipped(drop, "Delete for ever", nil)
		text := look.V(0, look.CutText(v.Title, 12.5, "text", true), look.CutText(when+" · "+facts, 11, "text2", false))
		return look.Sized(0, mapRowHeight-1, look.Pad(0, mapEdge, 0, mapEdge, look.H(9, look.Icon("delete", 16, "text2"), look.Grow(text), peek, restore, drop)))
	})
}
