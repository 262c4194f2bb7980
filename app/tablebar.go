package app

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
)

// tableBar is what stands above the table: which cards are listed, and how many.
type tableBar struct {
	page    *tablePage
	content *fyne.Container
	scope   *fyne.Container // holds the switch of which journeys the cards are listed
	scopes  *look.Segments
	more    bool // the switch offers archived journeys
	words   *look.Entry
	kind    *look.Choice
	lane    *look.Choice
	owner   *look.Choice
	proof   *look.Choice
	only    *look.Choice
	reset   [2]*look.Press // with a word and without, of which one is shown
	count   *look.Label
	none    *fyne.Container // in place of the rows when the filters leave out all
	blank   *fyne.Container // when there are no cards
}

func newTableBar(p *tablePage) *tableBar {
	b := &tableBar{page: p, scope: container.NewStack()}
	w := p.window
	b.words = look.NewEntry("table.words", p.state.query.words, "Filter by words", nil)
	b.words.OnChanged = func(text string) { p.ask(func(q *listQuery) { q.words = text }) }
	b.words.OnSubmitted = func(string) { w.focusBoard() }
	b.kind = b.choice("table.kind", p.kindOptions, func(q *listQuery, id string) { q.kind = model.Kind(id) })
	b.lane = b.choice("table.lane", p.laneOptions, func(q *listQuery, id string) { q.lane = id })
	b.owner = b.choice("table.owner", p.ownerOptions, func(q *listQuery, id string) { q.owner = model.OwnerID(id) })
	b.proof = b.choice("table.evidence", evidenceOptions, func(q *listQuery, id string) { q.evidence = model.Evidence(id) })
	b.only = b.choice("table.only", onlyOptions, func(q *listQuery, id string) { q.only = onlyCards(id) })
	for i, text := range []string{"Clear", ""} {
		b.reset[i] = look.Button("table.reset", look.Flat, "close", text, func() { p.clearFilters() })
		b.reset[i].Tip = func() (string, string) { return "Clear the filters", "" }
	}
	b.count = look.Text("", 12, "text2").Right()
	field := func(least float32, c *look.Choice) fyne.CanvasObject { return look.Fixed(least, 28, c.Press) }
	first := container.New(eitherEnd{gap: 8, spare: 120}, look.H(8, b.scope, look.Grow(b.words)), b.buttons(true), b.buttons(false))
	second := container.New(eitherEnd{gap: 6}, look.Spread(6, field(88, b.kind), field(88, b.lane), field(94, b.owner), field(104, b.proof), field(84, b.only)),
		look.H(8, b.reset[0], look.Fixed(92, 0, b.count)), b.reset[1])
	b.none = container.NewCenter(look.V(10, look.Bold("No card matches", 20, "text"),
		look.Text("Nothing on this map fits all of the filters above.", 13, "text2"),
		look.H(8, look.LargeButton("table.showall", look.Main, "", "Clear the filters", func() { p.clearFilters() }), look.Space())))
	b.blank = container.NewCenter(look.V(10, look.Bold("No cards yet", 20, "text"),
		look.Text("Every card of the map stands here as a row. Add one here or on the board.", 13, "text2"),
		look.H(8, look.LargeButton("table.first", look.Main, "add", "New row", func() { w.do("insert.card") }), look.Space())))
	b.content = look.Pad(8, 12, 8, 12, look.V(8, first, second))
	return b
}

// buttons are what can be done with the list, with words or without.
func (b *tableBar) buttons(words bool) fyne.CanvasObject {
	var row []fyne.CanvasObject
	for _, a := range []struct{ id, text string }{{"table.columns", "Columns"}, {"table.copyall", "Copy all"}, {"table.export", "Export"}, {"insert.card", "New row"}} {
		if !words {
			a.text = ""
		}
		row = append(row, b.page.window.tableButton(a.id, a.text))
	}
	return look.H(8, row...)
}

// tableButton is a button of the table with the words of an action.
func (w *Window) tableButton(id, text string) *look.Press {
	a := w.byID[id]
	b := look.Button(id, look.Plain, a.Icon, text, func() { w.do(id) })
	return w.tippedBy(b, func() string { return w.label(a) }, a.Shortcut)
}

func (b *tableBar) choice(name string, options func() []look.Option, set func(q *listQuery, id string)) *look.Choice {
	return look.NewChoice(name, "", "", options, func(id string) { b.page.ask(func(q *listQuery) { set(q, id) }) })
}

// show brings the bar up to date with the list.
func (b *tableBar) show() {
	p, q := b.page, b.page.state.query
	b.showScope()
	if b.words.Text != q.words {
		b.words.Put(q.words)
	}
	b.kind.Choose(optionText(p.kindOptions(), string(q.kind)), "")
	b.lane.Choose(optionText(p.laneOptions(), q.lane), "")
	b.owner.Choose(optionText(p.ownerOptions(), string(q.owner)), "")
	b.proof.Choose(optionText(evidenceOptions(), string(q.evidence)), "")
	b.only.Choose(optionText(onlyOptions(), string(q.only)), "")
	for _, reset := range b.reset {
		reset.SetDisabled(!q.filtered())
	}
	b.count.Set(model.Count(len(p.rows), "card"), "text2")
	b.showRows()
}

// showScope shows of which journeys the cards are listed. Those that are put aside are a choice of their own
// where there are any.
func (b *tableBar) showScope() {
	q, more := b.page.state.query, hasArchived(b.page.session.Workspace())
	if b.scopes == nil || more != b.more {
		segments := []look.Segment{{Name: "table.this", Text: "This journey"}, {Name: "table.all", Text: "All journeys"}}
		if more {
			segments = append(segments, look.Segment{Name: "table.archived", Text: "With archived", Tip: "All journeys, and those that are archived"})
		}
		b.more, b.scopes = more, look.NewSegments(segments, -1, func(i int) {
			b.page.ask(func(q *listQuery) { q.all, q.archived = i > 0, i == 2 })
		})
		b.scope.Objects = []fyne.CanvasObject{b.scopes.Container}
		b.content.Refresh()
	}
	switch {
	case q.all && q.archived && more:
		b.scopes.Set(2)
	case q.all:
		b.scopes.Set(1)
	default:
		b.scopes.Set(0)
	}
}

// hasArchived reports whether a journey is put aside.
func hasArchived(w *model.Workspace) bool {
	return slices.ContainsFunc(w.Journeys, func(j *model.Journey) bool { return j.Archived })
}

// showRows shows the rows, or why there are none.
func (b *tableBar) showRows() {
	p := b.page
	has := func(o fyne.CanvasObject) bool { return slices.Contains(p.body.Objects, o) }
	var instead fyne.CanvasObject
	if len(p.rows) == 0 {
		instead = b.blank
		if p.state.query.filtered() {
			instead = b.none
		}
	}
	c := p.window.window.Canvas()
	focused, _ := c.Focused().(fyne.CanvasObject)
	had := focused != nil && inside(p.body, focused)
	switch {
	case instead != nil && !has(instead):
		p.body.Objects = []fyne.CanvasObject{instead}
	case instead == nil && (has(b.none) || has(b.blank) || len(p.body.Objects) == 0):
		p.body.Objects = denseTable(p)
	default:
		return
	}
	p.body.Refresh()
	if had {
		c.Focus(p.focus())
	}
}

func optionText(options []look.Option, id string) string {
	for _, o := range options {
		if o.ID == id && o.Text != "" {
			return o.Text
		}
	}
	return id
}

func (p *tablePage) clearFilters() {
	p.ask(func(q *listQuery) {
		*q = listQuery{all: q.all, archived: q.archived, sorting: q.sorting}
	})
	p.window.focusBoard()
}

// journeys are those whose cards are listed.
func (p *tablePage) journeys() []*model.Journey {
	var list []*model.Journey
	for _, j := range p.session.Workspace().Journeys {
		if p.state.query.takes(j, p.session.JourneyID()) {
			list = append(list, j)
		}
	}
	return list
}

func (p *tablePage) kindOptions() []look.Option {
	options := []look.Option{{ID: "", Text: "All kinds"}, {}}
	used := map[model.Kind]bool{}
	for _, j := range p.journeys() {
		for _, l := range j.Lanes {
			used[l.Kind] = true
		}
	}
	used[p.state.query.kind] = true
	for _, k := range model.Kinds {
		if used[k] || k == model.KindPain || k == model.KindGain {
			options = append(options, look.Option{ID: string(k), Text: k.CardName(), Icon: kindIcon(k)})
		}
	}
	return options
}

func (p *tablePage) laneOptions() []look.Option {
	options := []look.Option{{ID: "", Text: "All lanes"}, {}}
	seen := map[string]bool{}
	for _, j := range p.journeys() {
		for _, l := range j.Lanes {
			if title := laneTitle(j, l.ID); !seen[title] {
				seen[title] = true
				options = append(options, look.Option{ID: title, Text: title, Icon: kindIcon(l.Kind)})
			}
		}
	}
	return options
}

func (p *tablePage) ownerOptions() []look.Option {
	options := []look.Option{{ID: "", Text: "All owners"}, {}}
	for _, o := range p.session.Workspace().Owners {
		options = append(options, ownerOption(o))
	}
	return options
}

func evidenceOptions() []look.Option {
	options := []look.Option{{ID: "", Text: "Any evidence"}, {}}
	for _, e := range evidenceLevels {
		options = append(options, look.Option{ID: string(e), Text: sentenceCase(e.Name())})
	}
	return options
}

func onlyOptions() []look.Option {
	options := []look.Option{{ID: "", Text: "All cards"}, {}}
	for _, o := range onlyTexts {
		options = append(options, look.Option{ID: string(o.only), Text: o.text})
	}
	return options
}

// openColumns asks which columns are shown.
func (p *tablePage) openColumns() {
	var s *sheet
	shown := map[string]bool{}
	for _, id := range p.state.columns {
		shown[id] = true
	}
	var checks []fyne.CanvasObject
	for _, c := range cardColumns {
		checks = append(checks, look.Check("column."+c.id, c.heading(p.facts), shown[c.id], nil, func(on bool) { shown[c.id] = on }))
	}
	first := checks[0].(*look.Press)
	done := look.LargeButton("sheet-ok", look.Main, "", "Show these", func() {
		s.close()
		p.showColumns(shown)
	})
	usual := look.LargeButton("column.usual", look.Plain, "", "The usual ones", func() {
		s.close()
		p.state.widths = map[string]float32{}
		for _, c := range cardColumns {
			shown[c.id] = !c.hidden
		}
		p.showColumns(shown)
	})
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { s.cancel() })
	s = p.window.openSheet("columns", "Columns of the table", 460, look.V(6,
		look.WrapText("The title always stays in sight. The journey is shown when all journeys are listed.", 12, "text2", false),
		container.NewGridWithColumns(2, checks...)), usual, no, done)
	p.window.window.Canvas().Focus(first)
}

func (p *tablePage) showColumns(shown map[string]bool) {
	p.state.columns = nil
	for _, c := range cardColumns {
		if shown[c.id] {
			p.state.columns = append(p.state.columns, c.id)
		}
	}
	p.chooseColumns()
	p.keepColumns()
	p.grid.fill()
	p.over.Refresh()
}

// openInventory lists the touchpoints of all journeys, with what an inventory asks of them.
func (w *Window) openInventory() {
	w.session.SetView(TableView)
	p, ok := w.editor.page.(*tablePage)
	if !ok {
		return
	}
	p.ask(func(q *listQuery) {
		*q = listQuery{all: true, kind: model.KindTouchpoint, sorting: q.sorting}
	})
	w.focusBoard()
}

// copyAll puts the whole list with its headings on the clipboard.
func (p *tablePage) copyAll() {
	heads := []string{titleColumn.title}
	for _, c := range p.columns {
		heads = append(heads, c.heading(p.facts))
	}
	p.window.program.fyne.Clipboard().SetContent(strings.Join(heads, "\t") + "\n" + p.tsv(p.rows))
	p.window.toasts.Show("duplicate", fmt.Sprintf("Copied all %s with their headings", plural(len(p.rows), "row", "rows")), "", nil)
}
