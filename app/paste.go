package app

import (
	"fmt"
	"slices"

	"stagecraft/model"
)

// maxPasteText is how much text is looked at, in bytes.
const maxPasteText = 4 << 20

// copyCards puts the selected cards on the clipboard: their titles in rows and columns as text, and all
// that they are on the shelf, for every Stagecraft of this user.
func (w *Window) copyCards() { w.copyTable(false) }

// copyNamed is copyCards with the steps in a first row and the lanes in a first column.
func (w *Window) copyNamed() { w.copyTable(true) }

func (w *Window) copyTable(named bool) {
	s := w.session
	cards := w.cardsToCopy()
	if len(cards) == 0 {
		w.toasts.Show("info", "There is no card to copy here", "", nil)
		return
	}
	c, table := clipOf(s.Workspace(), s.Journey(), s.LayoutOptions().HideLanes, cards)
	if named {
		table = withNames(s.Journey(), s.LayoutOptions().HideLanes, cards, table)
	}
	text := formatTable(table)
	w.program.fyne.Clipboard().SetContent(text)
	w.program.shelf = &shelf{textSum(text), c}
	w.program.keepForOthers(text, c)
}

// cardsToCopy returns the selected cards, in reading order, with those of the selected stages, steps
// and lanes.
func (w *Window) cardsToCopy() []*model.Card {
	s := w.session
	j := s.Journey()
	if j == nil {
		return nil
	}
	chosen := map[model.Ref]bool{}
	for _, r := range s.Selection() {
		chosen[r] = true
	}
	has := func(kind model.RecordKind, id string) bool {
		return chosen[model.Ref{Kind: kind, Journey: j.ID, ID: id}]
	}
	var cards []*model.Card
	if len(chosen) == 0 {
		return nil
	}
	for _, c := range j.Cards {
		stage := j.StageOf(c.Step)
		if has(model.CardRecord, string(c.ID)) || has(model.LaneRecord, string(c.Lane)) || has(model.StepRecord, string(c.Step)) ||
			stage != nil && has(model.StageRecord, string(stage.ID)) {
			cards = append(cards, c)
		}
	}
	return cards
}

func (w *Window) cutCards() {
	w.copyCards()
	w.board.DeleteSelected()
}

// pasteCards puts what the clipboard holds on the map from the focused cell on. What becomes one card,
// and cards of our own that have room, go in at once; all else is shown first.
func (w *Window) pasteCards() {
	w.pasteAt(w.program.fyne.Clipboard().Content(), w.board.Focused().Cell)
}

// pasteAt puts a text on the map from a cell on, as pasteCards does.
func (w *Window) pasteAt(text string, cell model.Cell) {
	if len(text) > maxPasteText {
		w.inform("That is too much to paste", fmt.Sprintf("The clipboard holds %.0f MB of text; up to 4 MB can be pasted. Save it as a file and use Import spreadsheet, or copy a part of it.", float64(len(text))/(1<<20)))
		return
	}
	offer := w.newPaste(text, cell)
	switch {
	case offer == nil:
	case offer.atOnce():
		offer.do()
	default:
		offer.show()
	}
}

// clipFor returns the cards that were copied with a text, or nil.
func (w *Window) clipFor(text string) *clip {
	if sh := w.program.shelf; sh != nil && sh.Text == textSum(text) {
		return &sh.Clip
	}
	if c, ok := takeFromShelf(text); ok {
		return c
	}
	return nil
}

// paste is what the clipboard holds, where it goes, and what the user chose.
type paste struct {
	window  *Window
	text    string
	clip    *clip // nil for the text of other programs
	table   [][]string
	lines   []string
	outline *outlinePlan
	spot    pasteSpot // without lanes when no cell has the focus
	cell    model.Cell
	place   outlineSpot

	reading reading
	row     bool // the first row names the steps
	column  bool // the first column names the lanes
	spread  spread
	apart   bool
	options pasteOptions

	plan  *pastePlan // nil for an outline
	sheet *sheet
	parts pasteParts
}

// newPaste reads the clipboard's text. It tells the user, and returns nil, when there is nothing to do.
func (w *Window) newPaste(text string, cell model.Cell) *paste {
	p := &paste{window: w, text: text, clip: w.clipFor(text), options: pasteOptions{true, true}}
	if p.clip == nil {
		if p.table = parseTable(text); len(p.table) == 0 {
			w.toasts.Show("info", "There is no text on the clipboard", "", nil)
			return nil
		}
		p.reading = guessReading(text, p.table)
		p.lines = pasteLines(text, p.table)
		p.outline = planOutline(parseOutline(text))
	}
	j := w.session.Journey()
	if j.Step(cell.Step) != nil && j.Lane(cell.Lane) != nil {
		p.cell, p.spot = cell, spotAt(j, w.session.LayoutOptions().HideLanes, cell)
		if p.clip == nil {
			p.row, p.column = guessNames(j, p.table)
		}
	}
	p.place = p.outlinePlace(j, cell.Lane)
	if len(p.spot.lanes) == 0 {
		if p.clip != nil || p.reading != asOutline && !p.onHeader() {
			w.inform("Where should it go?", "Click the cell that the cards belong in, then paste again.")
			return nil
		}
		p.reading = asOutline
	}
	p.replan()
	return p
}

// onHeader reports whether a stage or step is selected, which a list of steps can follow.
func (p *paste) onHeader() bool {
	refs := p.window.session.Selection()
	return len(refs) == 1 && (refs[0].Kind == model.StageRecord || refs[0].Kind == model.StepRecord)
}

// outlinePlace is where stages and steps go: after what is focused or selected.
func (p *paste) outlinePlace(j *model.Journey, lane model.LaneID) outlineSpot {
	stage, at := p.window.place()
	spot := outlineSpot{journey: j, stage: len(j.Stages) - 1, step: at, lane: lane}
	if stage != nil {
		spot.stage = slices.Index(j.Stages, stage)
	}
	if j.Lane(lane) == nil || refusesCards(j.Lane(lane)) != "" {
		spot.lane = ""
		for _, l := range j.Lanes {
			if refusesCards(l) == "" {
				spot.lane = l.ID
				break
			}
		}
	}
	return spot
}

// replan follows the user's choices.
func (p *paste) replan() {
	p.plan = nil
	switch {
	case p.clip != nil:
		p.plan, _ = p.planClip()
	case p.reading == asTable:
		p.plan = p.planTable()
	case p.reading == asCards:
		p.plan = planPaste(p.spot, lineItems(p.lines, p.spread), p.options)
	}
}

// planTable places the cells of a table.
func (p *paste) planTable() *pastePlan {
	spot := p.spot
	if p.row {
		spot.columns = columnNames(p.table, p.column)
	}
	if p.column {
		spot.rows = rowNames(p.table, p.row)
	}
	return planPaste(spot, tableItems(tableBody(p.table, p.row, p.column), p.apart), p.options)
}

// named reports whether the table names steps or lanes.
func (p *paste) named() bool { return p.reading == asTable && (p.row || p.column) }

// atOnce reports whether nothing needs to be asked.
func (p *paste) atOnce() bool {
	if p.plan == nil || p.named() || len(p.plan.cards) == 0 || p.plan.left > 0 || p.plan.tooMany > 0 || p.plan.missing != (pasteRoom{}) {
		return false
	}
	return p.clip != nil || len(p.plan.cards) == 1
}

// planClip places cards of our own; the commands bring along what the workspace lacks.
func (p *paste) planClip() (*pastePlan, []model.Command) {
	s := p.window.session
	items, spot := p.clip.items(s.Journey(), s.LayoutOptions().HideLanes, p.cell)
	library := p.clip.settle(s.Workspace(), items)
	return planPaste(spot, items, p.options), library
}

// command is what the paste does, as one step of the history; nil when it does nothing.
func (p *paste) command() model.Command {
	j := p.window.session.Journey()
	if p.plan == nil {
		return p.outline.command(p.place)
	}
	if p.clip == nil {
		return p.plan.command(j)
	}
	return p.clipCommand(j)
}

// clipCommand pastes cards of our own with what they refer to and the links between them.
func (p *paste) clipCommand(j *model.Journey) model.Command {
	var library []model.Command
	p.plan, library = p.planClip()
	cards := p.plan.command(j)
	if cards == nil {
		return nil
	}
	made := map[model.CardID]model.CardID{}
	for i, placed := range p.plan.cards {
		made[p.plan.from[i]] = placed.Card.ID
	}
	group := cards.(model.Group)
	group.Commands = slices.Concat(library, group.Commands, p.clip.links(j.ID, made))
	return group
}

// do carries the paste out and selects what came of it.
func (p *paste) do() {
	s := p.window.session
	before := s.Workspace()
	c := p.command()
	if c == nil || s.Do(c) != nil {
		return
	}
	refs := touchedBy(before, s.Workspace(), s.JourneyID())
	if len(refs) > 0 {
		s.Show(refs[0])
		s.Select(refs)
	}
}
