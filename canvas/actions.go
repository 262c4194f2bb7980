package canvas

import (
	"strings"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// do carries out a command if there is one; a failure is told to the user by the document.
func (b *Board) do(c model.Command, ok bool) bool { return ok && b.doc.Do(c) == nil }

// MoveFocus moves the keyboard focus: to the neighbouring card or cell, to the end of the row, to the
// next stage or to the next card in reading order. The selection follows; extend makes it grow.
func (b *Board) MoveFocus(d layout.Direction, extend bool) {
	l := b.Layout()
	if l == nil {
		return
	}
	from := b.focus
	to := tool.Walk(l, from, d)
	b.setFocus(to, true)
	b.selectWalk(l, from, to, extend)
}

// selectWalk lets the selection follow the focus.
func (b *Board) selectWalk(l *layout.Layout, from, to tool.Focus, extend bool) {
	anchor := l.CardBox(b.machine.Anchor())
	if extend && to.Cell != (model.Cell{}) {
		if anchor == nil && from.Card != "" {
			b.machine.SetAnchor(from.Card)
			anchor = l.CardBox(from.Card)
		}
		if anchor != nil {
			start := model.Cell{Lane: anchor.Card.Lane, Step: anchor.Card.Step}
			b.doc.Select(tool.CardsBetween(l, start, to.Cell))
			b.drawOverlay()
			return
		}
	}
	b.machine.SetAnchor(to.Card)
	var refs []model.Ref
	if ref := tool.RefOf(l, to); ref != (model.Ref{}) {
		refs = []model.Ref{ref}
	}
	b.doc.Select(refs)
	b.drawOverlay()
}

// SelectAll selects the cards of the focused lane, and all of the map when these are selected already.
func (b *Board) SelectAll() {
	l := b.Layout()
	if l == nil {
		return
	}
	row := l.Row(b.focus.Cell.Lane)
	if b.focus.Ref.Kind == model.LaneRecord {
		row = l.Row(model.LaneID(b.focus.Ref.ID))
	}
	if row >= 0 {
		refs := rowRefs(l, nil, row)
		if len(refs) > 0 && !sameRefs(refs, b.doc.Selection()) {
			b.doc.Select(refs)
			b.drawOverlay()
			return
		}
	}
	var refs []model.Ref
	for row := range l.Rows {
		refs = rowRefs(l, refs, row)
	}
	b.doc.Select(refs)
	b.drawOverlay()
}

func rowRefs(l *layout.Layout, refs []model.Ref, row int) []model.Ref {
	for _, box := range l.Rows[row].Cards {
		refs = append(refs, tool.CardRef(l, box.Card.ID))
	}
	return refs
}

func sameRefs(a, b []model.Ref) bool {
	if len(a) != len(b) {
		return false
	}
	in := make(map[model.Ref]bool, len(a))
	for _, r := range a {
		in[r] = true
	}
	for _, r := range b {
		if !in[r] {
			return false
		}
	}
	return true
}

// chosen returns the selected cards, the focused one first among them; else the focused card.
func (b *Board) chosen() []model.CardID {
	l := b.Layout()
	if l == nil {
		return nil
	}
	cards := tool.SelectedCards(l, b.doc.Selection())
	if len(cards) == 0 && b.focus.Card != "" && l.CardBox(b.focus.Card) != nil {
		return []model.CardID{b.focus.Card}
	}
	for i, id := range cards {
		if id == b.focus.Card {
			cards[0], cards[i] = cards[i], cards[0]
		}
	}
	return cards
}

// MoveSelected moves the selected cards, or the focused stage, step or lane, one place; the focus
// follows.
func (b *Board) MoveSelected(d layout.Direction) {
	l := b.Layout()
	if l == nil {
		return
	}
	if b.focus.Ref != (model.Ref{}) {
		b.do(tool.Shift(l, b.focus.Ref, d))
		b.setFocus(b.focus, true)
		return
	}
	cards := b.chosen()
	drop, ok := tool.Step(l, cards, d)
	if !ok {
		if drop.Reason != "" {
			b.say("Not possible. " + drop.Reason)
		}
		return
	}
	if b.do(tool.MoveCards(l, cards, drop), true) {
		b.setFocus(tool.Focus{Cell: drop.Cell, Card: cards[0]}, true)
	}
}

// SpanSelected makes the focused card one step wider (by > 0) or narrower.
func (b *Board) SpanSelected(by int) {
	l, cards := b.Layout(), b.chosen()
	if l == nil || len(cards) == 0 {
		return
	}
	if box := l.CardBox(cards[0]); box != nil {
		b.do(tool.Span(l, cards[0], box.From, min(box.To, len(l.Columns))+by))
	}
}

// DeleteSelected deletes what is selected, or else what is focused.
func (b *Board) DeleteSelected() {
	l := b.Layout()
	if l == nil {
		return
	}
	b.do(tool.Delete(l, b.chosenRefs()))
}

// chosenRefs returns the selected records of the journey, or else the focused one.
func (b *Board) chosenRefs() []model.Ref {
	refs := b.doc.Selection()
	if ref := b.FocusedRef(); len(refs) == 0 && ref != (model.Ref{}) {
		return []model.Ref{ref}
	}
	return refs
}

// DuplicateSelected duplicates what is selected, or else what is focused, and selects the copies.
func (b *Board) DuplicateSelected() {
	l := b.Layout()
	if l == nil {
		return
	}
	c, copies, ok := tool.Duplicate(l, b.chosenRefs(), model.NewID[string]())
	if b.do(c, ok) && len(copies) > 0 {
		b.doc.Select(copies)
		b.FocusOn(copies[0])
	}
}

// editChosen changes the chosen cards as one step.
func (b *Board) editChosen(what string, change func(*model.Card)) {
	if l := b.Layout(); l != nil {
		b.do(tool.EditEach(l, b.chosen(), what, change))
	}
}

// CycleEvidence gives the selected cards the next level of evidence.
func (b *Board) CycleEvidence() {
	cards := b.chosen()
	if len(cards) == 0 {
		return
	}
	next := tool.NextEvidence(b.Layout().Journey.Card(cards[0]).Evidence)
	b.editChosen("Set evidence", func(c *model.Card) { c.Evidence = next })
}

// CycleSeverity gives the selected cards the next severity, 0 after 3.
func (b *Board) CycleSeverity() {
	cards := b.chosen()
	if len(cards) == 0 {
		return
	}
	next := (b.Layout().Journey.Card(cards[0]).Severity + 1) % 4
	b.editChosen("Set severity", func(c *model.Card) { c.Severity = next })
}

// ToggleMoment marks or unmarks the selected cards as moments of truth.
func (b *Board) ToggleMoment() {
	cards := b.chosen()
	if len(cards) == 0 {
		return
	}
	next := !b.Layout().Journey.Card(cards[0]).MomentOfTruth
	b.editChosen("Mark moment of truth", func(c *model.Card) { c.MomentOfTruth = next })
}

// Vote adds a vote to the selected cards, or takes one back when by < 0.
func (b *Board) Vote(by int) {
	b.editChosen("Vote", func(c *model.Card) { c.Votes = max(0, c.Votes+by) })
}

// SetMood sets the mood (-2..+2) in the focused cell of an emotion lane: of its card, or of a new one.
func (b *Board) SetMood(mood float64) {
	l := b.Layout()
	if l == nil || !b.onEmotionLane() {
		return
	}
	if b.focus.Card != "" {
		b.do(tool.Mood(l, b.focus.Card, mood))
		return
	}
	c, id := tool.NewMood(l, b.focus.Cell, mood)
	if b.do(c, true) {
		b.setFocus(tool.Focus{Cell: b.focus.Cell, Card: id}, true)
	}
}

// NudgeMood moves the mood in the focused cell of an emotion lane, by half steps with the keys.
func (b *Board) NudgeMood(by float64) {
	if l := b.Layout(); l != nil && b.focus.Card != "" && b.onEmotionLane() {
		b.SetMood(l.Journey.Card(b.focus.Card).Emotion.Or(0) + by)
	}
}

// onEmotionLane reports whether the focus is in an emotion lane.
func (b *Board) onEmotionLane() bool {
	l := b.Layout()
	row := l.Row(b.focus.Cell.Lane)
	return row >= 0 && l.Rows[row].Lane.Kind == model.KindEmotion
}

// AddCard begins a card in the focused cell, below the focused card if there is one.
func (b *Board) AddCard() {
	if b.focus.Cell != (model.Cell{}) {
		b.begin(b.focus.Cell, b.focus.Card, "")
	}
}

// EditFocused opens the focused record's text; in an empty cell it begins a card.
func (b *Board) EditFocused() { b.edit(b.focus, "") }

// edit opens a place for typing; typed is what was typed already.
func (b *Board) edit(f tool.Focus, typed string) {
	l := b.Layout()
	if l == nil {
		return
	}
	if f.Card == "" && f.Cell != (model.Cell{}) {
		b.begin(f.Cell, "", typed)
		return
	}
	text, ok := tool.Text(l, f)
	if !ok {
		return
	}
	if b.isShut() {
		return
	}
	if row := l.Row(f.Cell.Lane); row >= 0 && l.Rows[row].Lane.Locked {
		b.say(l.Rows[row].Lane.Title + " is locked")
		return
	}
	b.setFocus(f, true)
	b.open(&editor{focus: f, was: text}, text+typed)
}

// isShut says why nothing can be typed, if so.
func (b *Board) isShut() bool {
	if b.Shut == nil {
		return false
	}
	why := b.Shut()
	if why != "" {
		b.say(why)
	}
	return why != ""
}

// begin opens an editor for a new card. The card is made when the text is kept.
func (b *Board) begin(cell model.Cell, after model.CardID, typed string) {
	if b.isShut() {
		return
	}
	l := b.Layout()
	if reason := tool.TakesCards(l, cell); reason != "" {
		b.say("No card can go here. " + reason)
		return
	}
	b.setFocus(tool.Focus{Cell: cell, Card: after}, true)
	b.open(&editor{focus: tool.Focus{Cell: cell}, after: after, fresh: true}, typed)
}

// keeping is what became of typed text.
type keeping int

const (
	emptyText keeping = iota // there was no text for a new card
	keptText
	refusedText // the text is in an editor again
)

// keep carries out what was typed and puts the focus on it. A text that is refused, as one that is too
// long, is opened again as it was typed: the session has said why.
func (b *Board) keep(e *editor, text string) keeping {
	l := b.Layout()
	if !e.fresh {
		if c, ok := tool.SetText(l, e.focus, text); ok && !b.do(c, ok) {
			b.reopen(e, text)
			return refusedText
		}
		return keptText
	}
	if strings.TrimSpace(text) == "" {
		return emptyText
	}
	c, id := tool.NewCard(l, e.focus.Cell, e.after, text)
	if !b.do(c, true) {
		b.reopen(e, text)
		return refusedText
	}
	f := tool.Focus{Cell: e.focus.Cell, Card: id}
	b.setFocus(f, true)
	b.machine.SetAnchor(id)
	b.doc.Select([]model.Ref{tool.CardRef(b.Layout(), id)})
	return keptText
}

func (b *Board) reopen(e *editor, text string) {
	b.open(&editor{focus: e.focus, after: e.after, fresh: e.fresh, was: e.was}, text)
}
