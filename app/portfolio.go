package app

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/search"
	"stagecraft/store"
)

// portfolioState is how the portfolio was left.
type portfolioState struct {
	query mapQuery
	bin   bool
	at    store.SnapshotID // the chosen entry of the bin
}

// portfolioPage lists the maps of the workspace, those that were put aside, and the bin. The chosen map is
// the open one, so the inspector shows it and every action for maps works on it.
type portfolioPage struct {
	window  *Window
	session *Session
	state   *portfolioState
	content *fyne.Container
	tools   *portfolioBar
	heads   *fyne.Container
	list    *look.List
	keys    *look.Keys
	body    *fyne.Container
	rows    []listedMap
	binned  []store.Snapshot
	hits    map[model.JourneyID][]search.Hit
	sought  seeking
	shares  map[model.JourneyID]keptShare
	cancel  func()
}

// seeking is what hits were looked for in.
type seeking struct {
	workspace *model.Workspace
	words     string
}

func newPortfolioPage(w *Window, s *Session) viewPage {
	p := &portfolioPage{window: w, session: s, state: &w.pages.portfolio, list: look.NewList(), shares: map[model.JourneyID]keptShare{}, cancel: func() {}}
	p.tools = newPortfolioBar(p)
	p.heads, p.body = container.NewStack(), container.NewStack()
	p.keys = look.NewKeys("portfolio", p.list.Place, p.key)
	p.content = container.NewStack(look.NewBackdrop("board"),
		container.NewBorder(look.V(0, p.tools.content, look.Line("line2"), p.heads), nil, nil, nil, p.body))
	p.fill()
	return p
}

func (p *portfolioPage) view() View                { return PortfolioView }
func (p *portfolioPage) object() fyne.CanvasObject { return p.content }
func (p *portfolioPage) focus() fyne.Focusable     { return p.keys }
func (p *portfolioPage) leave()                    { p.cancel() }

// updated follows the session.
func (p *portfolioPage) updated(u Update) {
	switch {
	case u.Has(PartDocument | PartHeat | PartFigures):
		p.fill()
	case u.Has(PartJourney):
		p.show()
	}
}

// bin returns the maps that were deleted and can be brought back, the last one first.
func (s *Session) bin() []store.Snapshot {
	var list []store.Snapshot
	seen := map[model.JourneyID]bool{}
	for _, v := range s.file.Snapshots() {
		if v.Reason == store.Deleted && !seen[v.Journey] && s.Workspace().Journey(v.Journey) == nil {
			seen[v.Journey] = true
			list = append(list, v)
		}
	}
	return list
}

// fill makes the list again; looking for words in large maps goes on in the background, the rows that are
// there staying until it is done.
func (p *portfolioPage) fill() {
	p.binned = p.session.bin()
	w, words := p.session.Workspace(), p.state.query.words
	now := seeking{w, words}
	if words == "" || now == p.sought {
		p.show()
		return
	}
	cards := 0
	for _, j := range w.Journeys {
		cards += len(j.Cards)
	}
	p.cancel()
	adopt := func(hits map[model.JourneyID][]search.Hit) {
		p.hits, p.sought = hits, now
		p.show()
	}
	if cards < slowList {
		adopt(findInMaps(context.Background(), w, words))
		return
	}
	p.cancel = p.session.Background("look through the maps", func(ctx context.Context) func() {
		hits := findInMaps(ctx, w, words)
		if hits == nil {
			return nil
		}
		return func() { adopt(hits) }
	})
}

// show lists what there is to list.
func (p *portfolioPage) show() {
	facts := mapFacts{workspace: p.session.Workspace(), now: p.window.program.clock.Now(), health: p.session.Health, assumed: p.assumed}
	p.rows = listMaps(facts, p.state.query, p.hits)
	p.tools.show()
	p.showHeads()
	var rows []look.Row
	if p.state.bin {
		for i := range p.binned {
			rows = append(rows, look.Row{Height: mapRowHeight, Build: func() fyne.CanvasObject { return p.binRow(p.binned[i]) }})
		}
	} else {
		for i := range p.rows {
			rows = append(rows, look.Row{Height: mapRowHeight, Build: func() fyne.CanvasObject { return p.mapRow(p.rows[i]) }})
		}
	}
	p.list.SetRows(rows)
	p.body.Objects = []fyne.CanvasObject{p.keys}
	if len(rows) == 0 {
		p.body.Objects = []fyne.CanvasObject{p.empty(), p.keys}
	}
	p.body.Refresh()
	p.list.Reveal(p.at())
	if p.window.editor != nil && p.window.editor.status != nil {
		p.window.editor.status.showMiddle()
	}
}

// keptShare is a map's share of assumptions with the cards that it is of.
type keptShare struct {
	cards []*model.Card
	share float64
	ok    bool
}

// assumed is assumptionShare, counted once while the cards are the same.
func (p *portfolioPage) assumed(j *model.Journey) (float64, bool) {
	k, counted := p.shares[j.ID]
	if !counted || !sameSlice(k.cards, j.Cards) {
		k.cards = j.Cards
		k.share, k.ok = assumptionShare(j)
		p.shares[j.ID] = k
	}
	return k.share, k.ok
}

// at is the row of the chosen map or entry of the bin, or -1.
func (p *portfolioPage) at() int {
	if p.state.bin {
		return slices.IndexFunc(p.binned, func(v store.Snapshot) bool { return v.ID == p.state.at })
	}
	return slices.IndexFunc(p.rows, func(r listedMap) bool { return r.journey.ID == p.session.JourneyID() })
}

func (p *portfolioPage) length() int {
	if p.state.bin {
		return len(p.binned)
	}
	return len(p.rows)
}

// choose makes a row the chosen one.
func (p *portfolioPage) choose(i int) {
	if n := p.length(); n == 0 {
		return
	} else {
		i = min(max(i, 0), n-1)
	}
	if p.state.bin {
		p.state.at = p.binned[i].ID
		p.show()
		return
	}
	p.session.Select(nil)
	if id := p.rows[i].journey.ID; id != p.session.JourneyID() {
		p.session.OpenJourney(id)
		return
	}
	p.show()
}

// ask changes what is listed.
func (p *portfolioPage) ask(change func(*mapQuery)) {
	before := p.state.query
	change(&p.state.query)
	if p.state.query != before {
		p.fill()
	}
}

// look into another part: the maps, those that were put aside, or the bin.
func (p *portfolioPage) openPart(part int) {
	p.state.bin = part == 2
	p.state.query.archived = part == 1
	p.fill()
	if p.state.bin && p.at() < 0 && len(p.binned) > 0 {
		p.choose(0)
	}
	p.window.focusBoard()
}

func (p *portfolioPage) part() int {
	switch {
	case p.state.bin:
		return 2
	case p.state.query.archived:
		return 1
	}
	return 0
}

// key moves the choice and does what keys do with a map.
func (p *portfolioPage) key(key fyne.KeyName) {
	if to, moves := p.list.Step(key, p.at(), 0, p.length()-1, mapRowHeight); moves {
		p.choose(to)
		return
	}
	remove, rename := "map.delete", "map.rename"
	if p.state.bin {
		remove, rename = "bin.drop", ""
	}
	switch chosen := p.at() >= 0; key {
	case fyne.KeyReturn, fyne.KeyEnter:
		p.open()
	case fyne.KeyDelete:
		if chosen {
			p.window.do(remove)
		}
	case fyne.KeyF2:
		if chosen {
			p.window.do(rename)
		}
	default:
		p.window.otherKey(key)
	}
}

// canDuplicate reports whether a map is chosen that can be duplicated.
func (p *portfolioPage) canDuplicate() bool {
	return p != nil && !p.state.bin && p.at() >= 0 && !p.session.ReadOnly()
}

// open shows the chosen map on the board, at the first place of what is looked for; of the bin it shows what
// was in the map.
func (p *portfolioPage) open() {
	at := p.at()
	if at < 0 {
		return
	}
	if p.state.bin {
		p.window.lookIntoBin(p.binned[at])
		return
	}
	row := p.rows[at]
	p.session.OpenJourney(row.journey.ID)
	p.session.SetView(p.session.viewOf(row.journey))
	if row.first != nil && row.first.Ref.Kind != model.JourneyRecord {
		p.window.showRecord(row.first.Ref)
	}
	p.window.focusBoard()
}

// said tells where the choice is, for the status bar and assistive tools.
func (p *portfolioPage) said() (strong, keys string) {
	at := p.at()
	switch {
	case p.length() == 0:
		return "Nothing to show", ""
	case at < 0:
		return plural(p.length(), "row", "rows"), "Down to choose one"
	case p.state.bin:
		v := p.binned[at]
		return fmt.Sprintf("row %d of %d: %s, deleted %s", at+1, len(p.binned), v.Title, whenText(v.At, p.window.program.clock.Now())), "Enter look into it   Delete for ever"
	}
	return fmt.Sprintf("row %d of %d: %s", at+1, len(p.rows), p.rows[at].said(p.window)), "Enter open   F2 rename   " + shortcutText(ctrl(fyne.KeyD)) + " duplicate   Delete"
}

// said is the row in words.
func (r listedMap) said(w *Window) string {
	text := r.journey.Title + ", " + journeyKindText(r.journey) + ", " + statusText(r.journey.Status)
	if review := reviewText(r.journey, w.program.clock.Now()); review != "" {
		text += ", " + review
	}
	if r.health.Known {
		text += fmt.Sprintf(", health %.0f", r.health.Value)
	}
	return text
}

// empty says why there is nothing in the list, and what to do.
func (p *portfolioPage) empty() fyne.CanvasObject {
	title, text, button := "No map here yet", "A workspace holds your journey maps and blueprints.", look.LargeButton("portfolio.first", look.Main, "add", "New journey map", func() { p.window.do("file.new") })
	switch {
	case p.state.bin:
		title, text, button = "The bin is empty", "A map that you delete is kept here until you empty the bin.", nil
	case p.state.query.filtered():
		title, text = "No map matches", "No map fits all of the filters above."
		button = look.LargeButton("portfolio.showall", look.Main, "", "Clear the filters", p.clearFilters)
	case p.state.query.archived:
		title, text, button = "Nothing is archived", "Archive a map that is not worked on any more: it stays in the file and is found, but is out of the way.", nil
	}
	parts := []fyne.CanvasObject{look.Bold(title, 20, "text").Centre(), look.Text(text, 13, "text2").Centre()}
	if button != nil {
		parts = append(parts, look.H(8, look.Space(), button, look.Space()))
	}
	return container.NewCenter(look.V(10, parts...))
}

func (p *portfolioPage) clearFilters() {
	p.ask(func(q *mapQuery) { *q = mapQuery{archived: q.archived, sorting: q.sorting} })
	p.window.focusBoard()
}

// sortBy sorts by a column: see sorting.by.
func (p *portfolioPage) sortBy(id string) {
	p.ask(func(q *mapQuery) { q.by(id) })
}
