package tool

import (
	"slices"
	"strconv"
	"strings"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// MoodName writes a mood as the map does: "+1", "0", "–0.5" with an en dash.
func MoodName(mood float64) string {
	text := strconv.FormatFloat(mood, 'f', -1, 64)
	switch {
	case mood > 0:
		return "+" + text
	case mood < 0:
		return "–" + text[1:]
	}
	return "0"
}

// Step returns the drop with which the keys move cards one place: left and right by a step, up and
// down within the cell and then to the next lane that takes cards. It reports false at the border of
// the map. The first card leads.
func Step(l *layout.Layout, cards []model.CardID, d layout.Direction) (layout.Drop, bool) {
	if len(cards) == 0 {
		return layout.Drop{}, false
	}
	box := l.CardBox(cards[0])
	if box == nil {
		return layout.Drop{}, false
	}
	moving := make(map[model.CardID]bool, len(cards))
	for _, id := range cards {
		moving[id] = true
	}
	before := still(l, box, moving)
	switch d {
	case layout.Left, layout.Right:
		return sideways(l, cards, box, d, before, moving)
	case layout.Up, layout.Down:
		return upDown(l, cards, box, d, before, moving)
	}
	return layout.Drop{}, false
}

func sideways(l *layout.Layout, cards []model.CardID, box *layout.CardBox, d layout.Direction, before int,
	moving map[model.CardID]bool) (layout.Drop, bool) {
	column := box.From + 1
	if d == layout.Left {
		column = box.From - 1
	}
	if column < 0 || column >= len(l.Columns) {
		return layout.Drop{}, false
	}
	cell := model.Cell{Lane: box.Card.Lane, Step: l.Columns[column].Step.ID}
	return into(l, cards, cell, min(before, resting(l, cell, moving)))
}

func upDown(l *layout.Layout, cards []model.CardID, box *layout.CardBox, d layout.Direction, before int,
	moving map[model.CardID]bool) (layout.Drop, bool) {
	cell := model.Cell{Lane: box.Card.Lane, Step: box.Card.Step}
	by := 1
	if d == layout.Up {
		by = -1
	}
	if to := before + by; to >= 0 && to <= resting(l, cell, moving) {
		return into(l, cards, cell, to)
	}
	for row := box.Row + by; row >= 0 && row < len(l.Rows); row += by {
		cell.Lane = l.Rows[row].Lane.ID
		index := 0
		if d == layout.Up {
			index = resting(l, cell, moving)
		}
		if drop, ok := into(l, cards, cell, index); ok {
			return drop, true
		}
	}
	return layout.Drop{}, false
}

// resting returns how many cards of a cell do not move.
func resting(l *layout.Layout, cell model.Cell, moving map[model.CardID]bool) int {
	n := 0
	for _, c := range l.Journey.CardsIn(cell) {
		if !moving[c.ID] {
			n++
		}
	}
	return n
}

// into returns the drop at an index of a cell, if cards may go there.
func into(l *layout.Layout, cards []model.CardID, cell model.Cell, index int) (layout.Drop, bool) {
	r, ok := l.CellRect(cell)
	if !ok {
		return layout.Drop{}, false
	}
	drop := dropAt(l, r.Center(), cards, false)
	drop.Cell, drop.Index = cell, index
	return drop, drop.OK
}

// NewCard returns the command that adds a card to a cell, below the card after when that is not empty
// and last otherwise, and the new card's id. Its title is cleaned as in SetText.
func NewCard(l *layout.Layout, cell model.Cell, after model.CardID, title string) (model.Command, model.CardID) {
	cards := l.Journey.CardsIn(cell)
	index := len(cards)
	if i := slices.IndexFunc(cards, func(c *model.Card) bool { return c.ID == after }); i >= 0 {
		index = i + 1
	}
	card := model.Card{ID: model.NewID[model.CardID](), Lane: cell.Lane, Step: cell.Step, Span: 1, Title: strings.TrimSpace(model.CleanText(title))}
	return model.AddCards{
		Journey: l.Journey.ID, Cards: []model.PlacedCard{{Card: card, Index: index}},
	}, card.ID
}

// TakesCards returns why no card can be added to a cell; empty when one can.
func TakesCards(l *layout.Layout, cell model.Cell) string {
	r, ok := l.CellRect(cell)
	if !ok {
		return "There is no such place on the map"
	}
	d := l.DropAt(r.Center(), nil)
	if !d.OK {
		return d.Reason
	}
	return ""
}

// Text returns the text of a place that is edited in place: a card's title, the title of a stage, step
// or lane, the label of a link. ok is false for a place without one.
func Text(l *layout.Layout, f Focus) (text string, ok bool) {
	j := l.Journey
	if f.Card != "" {
		if c := j.Card(f.Card); c != nil {
			return c.Title, true
		}
		return "", false
	}
	switch f.Ref.Kind {
	case model.StageRecord:
		if s := j.Stage(model.StageID(f.Ref.ID)); s != nil {
			return s.Title, true
		}
	case model.StepRecord:
		if s := j.Step(model.StepID(f.Ref.ID)); s != nil {
			return s.Title, true
		}
	case model.LaneRecord:
		if lane := j.Lane(model.LaneID(f.Ref.ID)); lane != nil {
			return lane.Title, true
		}
	case model.LinkRecord:
		if link := j.Link(model.LinkID(f.Ref.ID)); link != nil {
			return link.Label, true
		}
	}
	return "", false
}

// SetText returns the command that changes the text of a place; false when it says that already or has
// none. White space around the text is left out, and so are control characters, which come along when
// text is pasted from a word processor.
func SetText(l *layout.Layout, f Focus, text string) (model.Command, bool) {
	text = strings.TrimSpace(model.CleanText(text))
	was, ok := Text(l, f)
	if !ok || was == text {
		return nil, false
	}
	j := l.Journey
	if f.Card != "" {
		c := *j.Card(f.Card)
		c.Title = text
		return model.EditCards{Journey: j.ID, Cards: []model.Card{c}, What: "Edit title"}, true
	}
	text = strings.Join(strings.Fields(text), " ")
	if f.Ref.Kind == model.LinkRecord {
		link := *j.Link(model.LinkID(f.Ref.ID))
		link.Label = text
		return model.EditLink{Journey: j.ID, Link: link}, was != text
	}
	if text == "" {
		return nil, false
	}
	switch f.Ref.Kind {
	case model.StageRecord:
		s := j.Stage(model.StageID(f.Ref.ID))
		return model.EditStage{Journey: j.ID, Stage: s.ID, Title: text, Definition: s.Definition}, true
	case model.StepRecord:
		s := j.Step(model.StepID(f.Ref.ID))
		return model.EditStep{Journey: j.ID, Step: s.ID, Title: text, Definition: s.Definition}, true
	}
	lane := *j.Lane(model.LaneID(f.Ref.ID))
	lane.Title = text
	return model.EditLane{Journey: j.ID, Lane: lane}, true
}

// EditEach returns the command that changes each of the cards by change, as one step of the history;
// false when there is none.
func EditEach(l *layout.Layout, cards []model.CardID, what string, change func(*model.Card)) (model.Command, bool) {
	var edited []model.Card
	for _, id := range cards {
		if c := l.Journey.Card(id); c != nil {
			next := *c
			change(&next)
			edited = append(edited, next)
		}
	}
	if len(edited) == 0 {
		return nil, false
	}
	return model.EditCards{Journey: l.Journey.ID, Cards: edited, What: what}, true
}

// NextEvidence returns the level of evidence after e, beginning anew after the last.
func NextEvidence(e model.Evidence) model.Evidence {
	switch e {
	case model.Partial:
		return model.Validated
	case model.Validated:
		return model.Assumption
	}
	return model.Partial
}

// Delete returns the command that deletes records as one step; false when there is nothing to delete.
// The steps of a stage that is deleted too go with it.
func Delete(l *layout.Layout, refs []model.Ref) (model.Command, bool) {
	var parts []model.Command
	j := l.Journey.ID
	var cards []model.CardID
	var links []model.LinkID
	for _, r := range refs {
		if r.Journey != j {
			continue
		}
		switch r.Kind {
		case model.CardRecord:
			cards = append(cards, model.CardID(r.ID))
		case model.LinkRecord:
			links = append(links, model.LinkID(r.ID))
		case model.StageRecord:
			parts = append(parts, model.DeleteStage{Journey: j, Stage: model.StageID(r.ID)})
		case model.StepRecord:
			if !goesWith(l, refs, model.StepID(r.ID)) {
				parts = append(parts, model.DeleteStep{Journey: j, Step: model.StepID(r.ID)})
			}
		case model.LaneRecord:
			parts = append(parts, model.DeleteLane{Journey: j, Lane: model.LaneID(r.ID)})
		}
	}
	// Links go first and cards second: a card takes its links with it, a lane its cards.
	var first []model.Command
	if len(links) > 0 {
		first = append(first, model.DeleteLinks{Journey: j, Links: links})
	}
	if len(cards) > 0 {
		first = append(first, model.DeleteCards{Journey: j, Cards: cards})
	}
	return group("Delete", append(first, parts...))
}

// goesWith reports whether a step's stage is among refs.
func goesWith(l *layout.Layout, refs []model.Ref, id model.StepID) bool {
	s := l.Journey.StageOf(id)
	return s != nil && holds(refs, model.Ref{Kind: model.StageRecord, Journey: l.Journey.ID, ID: string(s.ID)})
}

// Duplicate returns the command that duplicates records as one step, with ids derived by salt, and the
// copies; false when there is nothing to duplicate.
func Duplicate(l *layout.Layout, refs []model.Ref, salt string) (model.Command, []model.Ref, bool) {
	var parts []model.Command
	var copies []model.Ref
	j := l.Journey.ID
	for _, r := range refs {
		if r.Journey != j {
			continue
		}
		switch r.Kind {
		case model.StageRecord:
			parts = append(parts, model.DuplicateStage{Journey: j, Stage: model.StageID(r.ID), Salt: salt})
		case model.StepRecord:
			parts = append(parts, model.DuplicateStep{Journey: j, Step: model.StepID(r.ID), Salt: salt})
		case model.LaneRecord:
			parts = append(parts, model.DuplicateLane{Journey: j, Lane: model.LaneID(r.ID), Salt: salt})
		case model.CardRecord:
		default:
			continue
		}
		r.ID = model.DerivedID(salt, r.ID)
		copies = append(copies, r)
	}
	if cards := SelectedCards(l, refs); len(cards) > 0 {
		parts = append([]model.Command{model.DuplicateCards{Journey: j, Cards: cards, Salt: salt}}, parts...)
	}
	c, ok := group("Duplicate", parts)
	return c, copies, ok
}

func group(name string, parts []model.Command) (model.Command, bool) {
	switch len(parts) {
	case 0:
		return nil, false
	case 1:
		return parts[0], true
	}
	return model.Group{Name: name, Commands: parts}, true
}
