package app

import (
	"encoding/json"
	"fmt"
	"strings"

	"stagecraft/model"
)

// clipMark begins the line of the clipboard's text that holds the cards themselves; what stands above
// is their text for other programs.
const clipMark = "stagecraft/cards "

// clip is cards as they travel over the clipboard: their fields, and how far each lies from the first
// one in steps and lanes.
type clip struct {
	Cards []clipCard `json:"cards"`
}

type clipCard struct {
	Card model.Card `json:"card"`
	Step int        `json:"step"`
	Lane int        `json:"lane"`
}

func (w *Window) copyCards() {
	w.program.fyne.Clipboard().SetContent(clipText(w.session.Journey(), w.session.SelectedCards()))
}

func (w *Window) cutCards() {
	w.copyCards()
	w.board.DeleteSelected()
}

// clipText writes cards as plain text, a line each, with the cards themselves in a last line.
func clipText(j *model.Journey, cards []*model.Card) string {
	var c clip
	var text strings.Builder
	step, lane := 1<<30, 1<<30
	for _, card := range cards {
		step, lane = min(step, j.StepIndex(card.Step)), min(lane, laneIndex(j, card.Lane))
	}
	for _, card := range cards {
		copied := *card
		copied.Kind = j.KindOf(card)
		c.Cards = append(c.Cards, clipCard{copied, j.StepIndex(card.Step) - step, laneIndex(j, card.Lane) - lane})
		text.WriteString(cardTitle(card) + "\n")
	}
	data, err := json.Marshal(c)
	if err == nil {
		text.WriteString(clipMark + string(data))
	}
	return text.String()
}

func laneIndex(j *model.Journey, id model.LaneID) int {
	for i, l := range j.Lanes {
		if l.ID == id {
			return i
		}
	}
	return 0
}

// pasteCards puts the clipboard's cards at the focused cell; other text becomes a card a line.
func (w *Window) pasteCards() {
	j := w.session.Journey()
	cell := w.board.Focused().Cell
	if j.Step(cell.Step) == nil || j.Lane(cell.Lane) == nil {
		w.inform("Where should it go?", "Click the cell that the cards belong in, then paste again.")
		return
	}
	text := w.program.fyne.Clipboard().Content()
	placed := pasted(w.session.Workspace(), j, cell, text)
	if len(placed) == 0 {
		return
	}
	if w.session.Do(model.AddCards{Journey: j.ID, Cards: placed}) == nil {
		var refs []model.Ref
		for _, p := range placed {
			refs = append(refs, model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(p.Card.ID)})
		}
		w.session.Select(refs)
		if lines := len(splitLines(text)); len(placed) == maxPasted && lines > maxPasted {
			w.inform("Not all of it was pasted", fmt.Sprintf("The first %d lines became cards; %d more lines are left out. Paste them in a second go.", maxPasted, lines-maxPasted))
		}
	}
}

const maxPasted = 2000

// pasted makes cards of the clipboard's text, placed from a cell on.
func pasted(w *model.Workspace, j *model.Journey, at model.Cell, text string) []model.PlacedCard {
	if mark := strings.LastIndex(text, clipMark); mark >= 0 {
		var c clip
		if json.Unmarshal([]byte(text[mark+len(clipMark):]), &c) == nil {
			return pastedCards(w, j, at, c)
		}
	}
	var placed []model.PlacedCard
	for _, line := range splitLines(model.CleanText(text)) {
		if len(placed) == maxPasted {
			break
		}
		card := model.Card{ID: model.NewID[model.CardID](), Lane: at.Lane, Step: at.Step, Span: 1, Title: line}
		if runes := []rune(line); len(runes) > model.MaxTitle { // the whole of it stays, in the note
			card.Title, card.Body = string(runes[:model.MaxTitle-1])+"…", line
		}
		placed = append(placed, model.PlacedCard{Card: card, Index: 1 << 30})
	}
	return placed
}

func pastedCards(w *model.Workspace, j *model.Journey, at model.Cell, c clip) []model.PlacedCard {
	steps := j.Steps()
	step, lane := j.StepIndex(at.Step), laneIndex(j, at.Lane)
	var placed []model.PlacedCard
	for _, item := range c.Cards {
		if len(placed) == maxPasted || item.Step < 0 || item.Lane < 0 {
			break
		}
		card := item.Card
		s := min(step+item.Step, len(steps)-1)
		l := j.Lanes[min(lane+item.Lane, len(j.Lanes)-1)]
		card.ID, card.Step, card.Lane = model.NewID[model.CardID](), steps[s].ID, l.ID
		card.Span = min(max(card.Span, 1), len(steps)-s)
		if card.Kind == l.Kind {
			card.Kind = ""
		}
		forgetUnknown(w, &card)
		placed = append(placed, model.PlacedCard{Card: card, Index: 1 << 30})
	}
	return placed
}

// forgetUnknown clears what a card refers to that this workspace does not have.
func forgetUnknown(w *model.Workspace, c *model.Card) {
	if w.Persona(c.Persona) == nil {
		c.Persona = ""
	}
	if w.Channel(c.Channel) == nil {
		c.Channel = ""
	}
	if w.Owner(c.Owner) == nil {
		c.Owner = ""
	}
	if w.System(c.System) == nil {
		c.System = ""
	}
	if w.Image(c.Image) == nil {
		c.Image = ""
	}
}
