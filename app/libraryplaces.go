package app

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// usePlaces lists where the chosen record of the library is used, map by map; each line leads there.
type usePlaces struct {
	page    *libraryPage
	content *fyne.Container
	head    *look.Label
	list    *look.List
	keys    *look.Keys
	body    *fyne.Container
	lines   []usePlace
	at      int // the chosen line; -1 for none
	of      model.Ref
	rowOf   map[int]int // the row of the list in which a line stands
}

// usePlace is a place, or the heading of a map's when it has no use.
type usePlace struct {
	use   model.Use
	title string
	under string
	icon  string
}

const (
	placeHeading = 28
	placeLine    = 42
)

func newUsePlaces(p *libraryPage) *usePlaces {
	u := &usePlaces{page: p, head: look.CutText("", 12.5, "text", true), list: look.NewList(), body: container.NewStack(), at: -1}
	u.keys = look.NewKeys("library.uses", u.list.Place, u.key)
	u.content = container.NewBorder(look.V(0, look.Sized(0, 36, look.Pad(0, mapEdge, 0, mapEdge, look.H(0, look.Grow(u.head)))), look.Line("grid")), nil, nil, nil, u.body)
	return u
}

// show lists the places of the chosen record.
func (u *usePlaces) show() {
	p := u.page
	if p.state.ref != u.of {
		u.of, u.at = p.state.ref, -1
	}
	u.lines = u.gather()
	places := 0
	var rows []look.Row
	u.rowOf = map[int]int{}
	for i, l := range u.lines {
		u.rowOf[i] = len(rows)
		height := float32(placeHeading)
		if l.use.In.Kind != "" {
			height = placeLine
			places++
		}
		rows = append(rows, look.Row{Height: height, Build: func() fyne.CanvasObject { return u.line(i) }})
	}
	name := model.TitleOf(p.session.Workspace(), p.state.ref)
	switch {
	case name == "":
		u.head.Set("", "text")
	case places == 0:
		u.head.Set(name+" is used nowhere", "text")
	default:
		u.head.Set(name+" is used in "+plural(places, "place", "places"), "text")
	}
	u.at = min(u.at, len(u.lines)-1)
	u.list.SetRows(rows)
	u.body.Objects = []fyne.CanvasObject{u.keys}
	u.body.Refresh()
	u.content.Refresh()
}

// gather puts the places under the maps that they are in.
func (u *usePlaces) gather() []usePlace {
	w := u.page.session.Workspace()
	var lines []usePlace
	counts := map[model.JourneyID]int{}
	uses := u.page.uses[u.of]
	for _, use := range uses {
		counts[use.In.Journey]++
	}
	heading := func(id model.JourneyID, title string) {
		if counts[id] > 0 {
			lines = append(lines, usePlace{title: fmt.Sprintf("%s  %d", title, counts[id])})
			for _, use := range uses {
				if use.In.Journey == id {
					lines = append(lines, placeOfUse(w, use))
				}
			}
		}
	}
	for _, j := range w.Journeys {
		heading(j.ID, j.Title)
	}
	heading("", "In the library")
	return lines
}

// placeOfUse says what uses a record, and how.
func placeOfUse(w *model.Workspace, use model.Use) usePlace {
	l := usePlace{use: use, title: refTitle(w, use.In), under: recordPlace(w, use.In)}
	j := w.Journey(use.In.Journey)
	switch use.In.Kind {
	case model.CardRecord:
		if c := j.Card(model.CardID(use.In.ID)); c != nil {
			l.icon = kindIcon(j.KindOf(c))
		}
	case model.LaneRecord:
		if lane := j.Lane(model.LaneID(use.In.ID)); lane != nil {
			l.icon = kindIcon(lane.Kind)
		}
	case model.DatasetRecord:
		l.icon, l.under = "spreadsheet", model.Count(use.Count, "value")
	case model.ViewRecord:
		l.icon = "eye"
	case model.JourneyRecord:
		l.icon, l.under = "journey", "The map's "+use.Field
	case model.StepRecord:
		l.icon = "target"
	default:
		l.icon = "glossary"
	}
	if use.Field == "goal" {
		l.under += ", serves a goal"
	}
	return l
}

// refTitle names any record.
func refTitle(w *model.Workspace, ref model.Ref) string {
	if name := model.TitleOf(w, ref); name != "" {
		return name
	}
	if j := w.Journey(ref.Journey); j != nil && ref.Kind == model.CardRecord && j.Card(model.CardID(ref.ID)) != nil {
		return cardTitle(j.Card(model.CardID(ref.ID)))
	}
	return ""
}

func (u *usePlaces) line(i int) fyne.CanvasObject {
	l := u.lines[i]
	if l.use.In.Kind == "" {
		return look.Pad(8, mapEdge, 0, mapEdge, look.CutText(l.title, 11, "text2", true))
	}
	line := lineOf{key: fmt.Sprint("use", i), name: fmt.Sprintf("library.use.%d", i), on: i == u.at}
	line.choose = func() { u.at = i; u.jump() }
	line.open = line.choose
	return u.page.window.listLine(line, func() fyne.CanvasObject {
		return look.Sized(0, placeLine-1, look.Pad(0, mapEdge, 0, mapEdge, look.H(9, look.Icon(l.icon, 15, "text2"),
			look.Grow(middled(look.V(0, look.CutText(l.title, 12, "text", false), look.CutText(l.under, 10.5, "text2", false)))), look.Icon("arrow-right", 13, "text3"))))
	})
}

// jump shows the place on the board or in the inspector.
func (u *usePlaces) jump() {
	if u.at < 0 || u.at >= len(u.lines) {
		return
	}
	ref := u.lines[u.at].use.In
	w := u.page.window
	switch ref.Kind {
	case model.DatasetRecord:
		w.session.Select([]model.Ref{{Kind: model.SourceRecord, ID: ref.ID}})
	case model.JourneyRecord:
		w.session.OpenJourney(ref.Journey)
		w.session.SetView(w.session.viewOf(w.session.Journey()))
		w.showJourneyInfo()
	default:
		w.showRecord(ref)
	}
	if w.session.View().onBoard() {
		w.focusBoard()
	}
}

// enter gives the keyboard to the first place.
func (u *usePlaces) enter() {
	if len(u.lines) == 0 {
		return
	}
	u.move(0, 1)
	u.page.window.window.Canvas().Focus(u.keys)
	u.page.window.editor.status.showMiddle()
}

// move chooses the next line from i on that is a place.
func (u *usePlaces) move(i, by int) {
	for ; i >= 0 && i < len(u.lines); i += by {
		if u.lines[i].use.In.Kind != "" {
			u.at = i
			u.show()
			u.list.Reveal(u.rowOf[i])
			u.page.window.editor.status.showMiddle()
			return
		}
	}
}

func (u *usePlaces) key(key fyne.KeyName) {
	switch key {
	case fyne.KeyDown:
		u.move(u.at+1, 1)
	case fyne.KeyUp:
		u.move(u.at-1, -1)
	case fyne.KeyHome:
		u.move(0, 1)
	case fyne.KeyEnd:
		u.move(len(u.lines)-1, -1)
	case fyne.KeyPageDown:
		u.move(min(u.at+u.list.PageRows(placeLine), len(u.lines)-1), 1)
	case fyne.KeyPageUp:
		u.move(max(u.at-u.list.PageRows(placeLine), 0), -1)
	case fyne.KeyReturn, fyne.KeyEnter:
		u.jump()
	case fyne.KeyLeft, fyne.KeyEscape:
		u.page.window.focusBoard()
		u.page.window.editor.status.showMiddle()
	default:
		u.page.window.otherKey(key)
	}
}

// said names the chosen place.
func (u *usePlaces) said() string {
	if u.at < 0 || u.at >= len(u.lines) {
		return ""
	}
	return u.lines[u.at].title + " · " + u.lines[u.at].under
}
