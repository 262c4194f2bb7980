package app

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model/search"
)

// palette is the list of all actions, narrowed by typing.
type palette struct {
	window *Window
	sheet  *sheet
	field  *look.Entry
	list   *look.List
	shown  []paletteRow
	at     int // the row that Enter runs
	rows   map[int]*look.Press
}

// paletteRow is a line of the palette: an action, or the heading of the ones below it.
type paletteRow struct {
	action  *Action
	heading string
	why     string // why it cannot be done now; empty when it can
}

// The palette's measures.
const (
	paletteWidth  = 580
	paletteHeight = 436
	paletteLine   = 30
	maxRan        = 6 // how many actions the palette puts first because they were run last
)

func (w *Window) openPalette() {
	p := &palette{window: w, list: look.NewList(), rows: map[int]*look.Press{}}
	p.field = look.NewEntry("palette", "", "Type what you want to do", nil)
	p.field.OnChanged = func(string) { p.filter() }
	p.field.OnSubmitted = func(string) { p.run(p.at) }
	p.field.OnKey = p.key
	p.field.OnEscape = func() { p.sheet.cancel() }
	field := look.Pad(10, 10, 8, 10, p.field)
	foot := look.Pad(5, 12, 6, 12, look.H(6, look.Kbd("Up"), look.Kbd("Down"), look.Text("choose", 11, "text2"),
		look.Gap(4), look.Kbd("Enter"), look.Text("run", 11, "text2"), look.Gap(4), look.Kbd("Esc"), look.Text("close", 11, "text2"), look.Space()))
	panel := look.V(0, field, look.Line("line"), look.Grow(look.Pad(4, 4, 4, 4, p.list.Place)), look.Line("line"), foot)
	p.sheet = w.openFloat("palette", panel, func(window fyne.Size) (fyne.Position, fyne.Size) {
		size := fyne.NewSize(min(look.Roomy(paletteWidth), window.Width-40), min(look.Roomy(paletteHeight), window.Height-100))
		return fyne.NewPos((window.Width-size.Width)/2, 76), size
	})
	p.filter()
	w.window.Canvas().Focus(p.field)
}

// filter shows the actions that answer what is typed.
func (p *palette) filter() {
	p.shown = p.window.paletteRows(p.field.Text)
	p.at = slices.IndexFunc(p.shown, func(r paletteRow) bool { return r.action != nil && r.why == "" })
	if p.at < 0 {
		p.at = slices.IndexFunc(p.shown, func(r paletteRow) bool { return r.action != nil })
	}
	clear(p.rows)
	rows := make([]look.Row, 0, len(p.shown)+1)
	for i, r := range p.shown {
		rows = append(rows, look.Row{Height: paletteLine, Build: func() fyne.CanvasObject { return p.line(i, r) }})
	}
	if len(rows) == 0 {
		rows = append(rows, look.Row{Height: 60, Build: func() fyne.CanvasObject {
			return look.Pad(10, 12, 0, 12, look.WrapText("No action is called that. Try another word, or fewer letters of it.", 12.5, "text2", false))
		}})
	}
	p.list.SetRows(rows)
}

// paletteRows lists the actions that answer a query, the best first. Without one, those that were run
// last stand before all in the menus' order.
func (w *Window) paletteRows(query string) []paletteRow {
	ran := w.program.settings.list(keyRan)
	type ranked struct {
		row   paletteRow
		score int
	}
	var found []ranked
	for i := range w.table {
		a := &w.table[i]
		if a.ID == "view.palette" {
			continue
		}
		score, ok := w.rankAction(query, a)
		if !ok {
			continue
		}
		row := paletteRow{action: a, why: w.whyNot(a)}
		if row.why != "" {
			score += 40
		}
		if recent := slices.Index(ran, a.ID); recent >= 0 {
			score -= maxRan - recent
		}
		found = append(found, ranked{row, score})
	}
	var rows []paletteRow
	if strings.TrimSpace(query) != "" {
		slices.SortStableFunc(found, func(a, b ranked) int { return a.score - b.score })
		for _, f := range found {
			rows = append(rows, f.row)
		}
		return rows
	}
	for _, id := range ran {
		if a := w.byID[id]; a != nil {
			rows = append(rows, paletteRow{action: a, why: w.whyNot(a)})
		}
	}
	if len(rows) > 0 {
		rows = append([]paletteRow{{heading: "Used last"}}, append(rows, paletteRow{heading: "All actions"})...)
	}
	for _, f := range found {
		rows = append(rows, f.row)
	}
	return rows
}

// rankAction says how well an action answers a query: by its title, less by its menu, and least by what other
// programs call it.
func (w *Window) rankAction(query string, a *Action) (int, bool) {
	title := w.label(a)
	if score, ok := search.Rank(query, title); ok {
		return score, true
	}
	if score, ok := search.Rank(query, menuOf(a)+" "+title); ok {
		return score + 20, true
	}
	score, ok := search.Rank(query, title+" "+a.Words)
	return score + 30, ok && a.Words != ""
}

// menuOf says where an action stands in the menus.
func menuOf(a *Action) string {
	switch {
	case a.Menu == "":
		return "On the board"
	case a.Under != "":
		return a.Menu + ", " + a.Under
	}
	return a.Menu
}

// whyNot says why an action cannot be done now; empty when it can.
func (w *Window) whyNot(a *Action) string {
	switch {
	case a.Enabled(w):
		return ""
	case w.session == nil:
		return "opens with a file"
	case w.session.Journey() == nil:
		return "needs a map"
	case a.Needs != "":
		return a.Needs
	case w.session.ReadOnly():
		return "the file is for reading only"
	case !onMap(w):
		return "on the board only"
	case len(w.session.Selection()) == 0:
		return "select something first"
	}
	return "not for what is selected"
}

func (p *palette) line(i int, r paletteRow) fyne.CanvasObject {
	if r.action == nil {
		return look.Pad(6, 10, 0, 10, look.H(0, look.Bold(r.heading, 11, "text2"), look.Space()))
	}
	ink, right := "text", menuOf(r.action)
	if r.why != "" {
		ink, right = "disabled", r.why
	}
	press := look.NewPress("palette-"+r.action.ID, 5, look.Chosen, func(look.State) fyne.CanvasObject {
		icon := fyne.CanvasObject(look.Gap(16))
		if r.action.Icon != "" {
			icon = look.Icon(r.action.Icon, 16, ink)
		}
		row := []fyne.CanvasObject{icon, look.Text(p.window.label(r.action), 12.5, ink), look.Grow(look.CutText(right, 11, "text2", false).Right())}
		if keys := keysOf(*r.action); keys != "" {
			row = append(row, look.Kbd(strings.SplitN(keys, ", ", 2)[0]))
		}
		return look.Pad(0, 10, 0, 8, look.H(9, row...))
	}, func() { p.run(i) })
	press.SetOn(i == p.at)
	p.rows[i] = press
	return press
}

// key moves through the list.
func (p *palette) key(key fyne.KeyName) bool {
	page := p.list.PageRows(paletteLine)
	switch key {
	case fyne.KeyDown:
		p.move(1)
	case fyne.KeyUp:
		p.move(-1)
	case fyne.KeyPageDown:
		p.move(page)
	case fyne.KeyPageUp:
		p.move(-page)
	case fyne.KeyEscape:
		p.sheet.cancel()
	default:
		return false
	}
	return true
}

// move chooses another row, by steps over the headings. A single step goes round at the ends.
func (p *palette) move(by int) {
	var lines []int
	now := 0
	for i, r := range p.shown {
		if r.action != nil {
			if i == p.at {
				now = len(lines)
			}
			lines = append(lines, i)
		}
	}
	if len(lines) == 0 {
		return
	}
	next := min(max(now+by, 0), len(lines)-1)
	if by == 1 || by == -1 {
		next = (now + by + len(lines)) % len(lines)
	}
	if row := p.rows[p.at]; row != nil {
		row.SetOn(false)
	}
	p.at = lines[next]
	p.list.Reveal(p.at)
	if row := p.rows[p.at]; row != nil {
		row.SetOn(true)
	}
}

// run closes the palette and does what a row stands for.
func (p *palette) run(i int) {
	if i < 0 || i >= len(p.shown) || p.shown[i].action == nil || p.shown[i].why != "" {
		return
	}
	w, a := p.window, p.shown[i].action
	p.sheet.close()
	ran := slices.DeleteFunc(w.program.settings.list(keyRan), func(id string) bool { return id == a.ID })
	ran = append([]string{a.ID}, ran...)
	w.program.settings.setList(keyRan, ran[:min(len(ran), maxRan)])
	w.run(a, false)
}
