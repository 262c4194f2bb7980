package app

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// portfolioBar is what stands above the list of maps: which are listed, and what can be done with all.
type portfolioBar struct {
	page    *portfolioPage
	content *fyne.Container
	head    *fyne.Container
	filters *fyne.Container
	parts   *fyne.Container
	said    string
	words   *look.Entry
	kind    *look.Choice
	owner   *look.Choice
	status  *look.Choice
	persona *look.Choice
	only    *look.Choice
	reset   *look.Press
}

func newPortfolioBar(p *portfolioPage) *portfolioBar {
	b := &portfolioBar{page: p, head: container.NewStack(), parts: container.NewStack()}
	b.words = look.NewEntry("portfolio.words", p.state.query.words, "Look through all maps", nil)
	b.words.Icon = look.Resource("search", "text2")
	b.words.OnChanged = func(text string) { p.ask(func(q *mapQuery) { q.words = text }) }
	b.words.OnSubmitted = func(string) { p.window.focusBoard() }
	b.kind = b.choice("portfolio.kind", mapKindOptions, func(q *mapQuery, id string) { q.kind = model.JourneyKind(id) })
	b.owner = b.choice("portfolio.owner", b.ownerOptions, func(q *mapQuery, id string) { q.owner = model.OwnerID(id) })
	b.status = b.choice("portfolio.status", statusOptions, func(q *mapQuery, id string) { q.status = model.Status(id) })
	b.persona = b.choice("portfolio.persona", b.personaOptions, func(q *mapQuery, id string) { q.persona = model.PersonaID(id) })
	b.only = b.choice("portfolio.only", onlyMapOptions, func(q *mapQuery, id string) { q.only = onlyMaps(id) })
	b.reset = look.Button("portfolio.reset", look.Flat, "close", "", p.clearFilters)
	b.reset.Tip = func() (string, string) { return "Clear the filters", "" }
	field := func(c *look.Choice) fyne.CanvasObject { return look.Grow(look.Fixed(106, 28, c.Press)) }
	b.filters = look.Flow(6, look.Grow(look.Fixed(150, 28, b.words)), field(b.kind), field(b.owner), field(b.status), field(b.persona), field(b.only), b.reset)
	b.content = look.Pad(10, 14, 8, 14, look.V(9, b.head, b.filters))
	return b
}

func (b *portfolioBar) choice(name string, options func() []look.Option, set func(q *mapQuery, id string)) *look.Choice {
	return look.NewChoice(name, "", "", options, func(id string) { b.page.ask(func(q *mapQuery) { set(q, id) }) })
}

// show brings the bar up to date with the list.
func (b *portfolioBar) show() {
	p, q := b.page, b.page.state.query
	b.showHead()
	show(b.filters, !p.state.bin)
	if b.words.Text != q.words {
		b.words.Put(q.words)
	}
	b.kind.Choose(optionText(mapKindOptions(), string(q.kind)), "")
	b.owner.Choose(optionText(b.ownerOptions(), string(q.owner)), "")
	b.status.Choose(optionText(statusOptions(), string(q.status)), "")
	b.persona.Choose(optionText(b.personaOptions(), string(q.persona)), "")
	b.only.Choose(optionText(onlyMapOptions(), string(q.only)), "")
	b.reset.SetDisabled(!q.filtered())
}

// showHead tells how the maps stand, and what can be done.
func (b *portfolioBar) showHead() {
	p := b.page
	w := p.session.Workspace()
	var maps, archived, late, cards, assumed int
	for _, j := range w.Journeys {
		if j.Archived {
			archived++
			continue
		}
		maps++
		if overdue(j, p.window.program.clock.Now()) {
			late++
		}
		share, _ := p.assumed(j)
		cards += len(j.Cards)
		assumed += int(share*float64(len(j.Cards)) + 0.5)
	}
	text := plural(maps, "map", "maps")
	if late > 0 {
		text += ", " + plural(late, "review", "reviews") + " overdue"
	}
	if cards > 0 {
		text += fmt.Sprintf(", %.0f %% of %s assumed", float64(assumed)*100/float64(cards), model.Count(cards, "card"))
	}
	said := fmt.Sprint(text, archived, len(p.binned), p.part())
	if said == b.said {
		return
	}
	b.said = said
	parts := look.NewSegments([]look.Segment{
		{Name: "portfolio.maps", Text: fmt.Sprintf("Maps %d", maps)}, {Name: "portfolio.archived", Text: fmt.Sprintf("Archived %d", archived)},
		{Name: "portfolio.bin", Text: fmt.Sprintf("Bin %d", len(p.binned))},
	}, p.part(), p.openPart)
	title := look.V(0, look.Bold("Portfolio", 15, "text"), look.CutText(text, 11.5, "text2", false))
	b.head.Objects = []fyne.CanvasObject{container.New(eitherEnd{gap: 8, spare: 200}, look.H(12, look.Grow(title), parts.Container), b.buttons(true), b.buttons(false))}
	b.head.Refresh()
}

// buttons are what can be done with all maps, with words or without.
func (b *portfolioBar) buttons(words bool) fyne.CanvasObject {
	list := []struct{ id, text string }{{"portfolio.health", "Health…"}, {"file.bring", "Bring in…"}, {"file.share", "Share…"}, {"file.new", "New map"}}
	if b.page.state.bin {
		list = []struct{ id, text string }{{"bin.empty", "Empty the bin…"}}
	}
	var row []fyne.CanvasObject
	for _, a := range list {
		if !words {
			a.text = ""
		}
		button := b.page.window.tableButton(a.id, a.text)
		button.SetDisabled(!b.page.window.byID[a.id].Enabled(b.page.window))
		row = append(row, button)
	}
	return look.H(8, row...)
}

func mapKindOptions() []look.Option {
	options := []look.Option{{ID: "", Text: "All kinds"}, {}}
	for _, k := range []model.JourneyKind{model.Current, model.Future, model.DayInLife} {
		options = append(options, look.Option{ID: string(k), Text: kindText(k)})
	}
	return options
}

func statusOptions() []look.Option {
	options := []look.Option{{ID: "", Text: "Any status"}, {}}
	for _, st := range statuses {
		options = append(options, look.Option{ID: string(st), Text: statusText(st)})
	}
	return options
}

func onlyMapOptions() []look.Option {
	options := []look.Option{{ID: "", Text: "All maps"}, {}}
	for _, o := range onlyMapTexts {
		options = append(options, look.Option{ID: string(o.only), Text: o.text})
	}
	return options
}

func (b *portfolioBar) ownerOptions() []look.Option {
	options := []look.Option{{ID: "", Text: "All owners"}, {}}
	for _, o := range b.page.session.Workspace().Owners {
		options = append(options, ownerOption(o))
	}
	return options
}

func (b *portfolioBar) personaOptions() []look.Option {
	options := []look.Option{{ID: "", Text: "All personas"}, {}}
	for _, p := range b.page.session.Workspace().Personas {
		options = append(options, personaOption(p))
	}
	return options
}
