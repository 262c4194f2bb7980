package app

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
)

// The cells that are changed by choosing from a list. A choice goes to all picked rows.

// choose opens the list of a cell.
func (p *tablePage) choose(row listedCard, column *cardColumn) {
	at, size := p.grid.place(p.cursor())
	at = at.Add(fyne.CurrentApp().Driver().AbsolutePositionForObject(p.grid))
	look.OpenOptions(look.Options{
		Name: "table.choice", Choices: cellOptions(p.session.Workspace(), row, column), Now: chosenText(row, column, p.facts), Back: p.grid,
		Pick: func(id string) { p.chose(row, column, id) },
	}, p.window.window.Canvas(), at, size)
}

// chosenText is the text of the option that is the cell's now.
func chosenText(row listedCard, column *cardColumn, f *cardFacts) string {
	text := column.text(f, row)
	switch column.id {
	case "number", "step":
		return placeText(row.journey, row.card.Step)
	case "moment":
		if text == "" {
			return "No"
		}
	case "severity":
		return severityText(row.card.Severity)
	case "persona":
		if text == "" {
			return "All"
		}
	case "kind":
		if row.card.Kind == "" {
			return "As its lane: " + text
		}
	}
	if text == "" {
		return "None"
	}
	return text
}

// cellOptions are what a cell can be.
func cellOptions(w *model.Workspace, row listedCard, column *cardColumn) []look.Option {
	switch column.id {
	case "number", "step":
		return stepOptions(row.journey)
	case "lane":
		return laneOptions(row.journey)
	case "kind":
		var options []look.Option
		if l := row.journey.Lane(row.card.Lane); l != nil {
			options = append(options, look.Option{ID: "", Text: "As its lane: " + l.Kind.CardName(), Icon: kindIcon(l.Kind)}, look.Option{})
		}
		for _, k := range model.Kinds {
			options = append(options, look.Option{ID: string(k), Text: k.CardName(), Icon: kindIcon(k)})
		}
		return options
	case "channel":
		return listOptions(w.Channels, "None", "New channel…", channelOption)
	case "owner":
		return listOptions(w.Owners, "None", "New owner…", ownerOption)
	case "persona":
		return listOptions(w.Personas, "All", "", personaOption)
	case "system":
		return listOptions(w.Systems, "None", "New system…", systemOption)
	case "evidence":
		var options []look.Option
		for _, e := range evidenceLevels {
			options = append(options, look.Option{ID: string(e), Text: sentenceCase(e.Name())})
		}
		return options
	case "moment":
		return []look.Option{{ID: "yes", Text: "Yes", Icon: "star-filled"}, {ID: "no", Text: "No"}}
	case "severity":
		var options []look.Option
		for n := range 4 {
			options = append(options, look.Option{ID: fmt.Sprint(n), Text: severityText(n)})
		}
		return options
	}
	return nil
}

// chose gives the choice to the picked rows, or to the cursor's alone when a choice only fits its
// journey.
func (p *tablePage) chose(row listedCard, column *cardColumn, id string) {
	rows := p.pickedRows()
	if len(rows) == 0 {
		rows = []listedCard{row}
	}
	switch column.id {
	case "number", "step", "lane":
		p.moveRows(row, rows, column.id, id)
		return
	}
	if id != newOption {
		p.setChoice(nil, rows, column, id)
		return
	}
	p.window.askText("New "+column.id, "Name", "", "Add", func(name string) {
		if name = strings.TrimSpace(name); name != "" {
			put, made := newLibraryRecord(column.id, name)
			p.setChoice(put, rows, column, made)
		}
	})
}

// newLibraryRecord makes a channel, owner or system of a name.
func newLibraryRecord(kind, name string) (put model.Command, id string) {
	id = model.NewID[string]()
	switch kind {
	case "channel":
		return model.PutChannel{Channel: model.Channel{ID: model.ChannelID(id), Name: name, Icon: guessChannelIcon(name), Class: model.Owned}}, id
	case "owner":
		return model.PutOwner{Owner: model.Owner{ID: model.OwnerID(id), Name: name}}, id
	}
	return model.PutSystem{System: model.System{ID: model.SystemID(id), Name: name}}, id
}

// setChoice changes one field of some cards as one step, after what must be there first.
func (p *tablePage) setChoice(first model.Command, rows []listedCard, column *cardColumn, id string) {
	what := "Change " + lowerFirst(column.title)
	command := perJourney(what, rows, func(j *model.Journey, cards []*model.Card) model.Command {
		edit := model.EditCards{Journey: j.ID, What: what}
		for _, c := range cards {
			next := *c
			setCell(j, &next, column.id, id)
			edit.Cards = append(edit.Cards, next)
		}
		return edit
	})
	if first != nil {
		command = model.Group{Name: what, Commands: []model.Command{first, command}}
	}
	p.do(command, rowIDs(rows)...)
}

func rowIDs(rows []listedCard) []model.CardID {
	var ids []model.CardID
	for _, r := range rows {
		ids = append(ids, r.card.ID)
	}
	return ids
}

// setCell sets a field of a card to what was chosen.
func setCell(j *model.Journey, c *model.Card, column, id string) {
	switch column {
	case "kind":
		c.Kind = model.Kind(id)
		if j.KindOf(c) != model.KindPain {
			c.Severity = 0
		}
	case "channel":
		c.Channel = model.ChannelID(id)
	case "owner":
		c.Owner = model.OwnerID(id)
	case "persona":
		c.Persona = model.PersonaID(id)
	case "system":
		c.System = model.SystemID(id)
	case "evidence":
		c.Evidence = model.Evidence(id)
	case "moment":
		c.MomentOfTruth = id == "yes"
	case "severity":
		c.Severity = int(id[0] - '0')
	}
}

// moveRows takes cards of one journey to another step or lane.
func (p *tablePage) moveRows(row listedCard, rows []listedCard, column, id string) {
	move := model.MoveCards{Journey: row.journey.ID}
	for _, r := range rows {
		if r.journey.ID != row.journey.ID {
			continue
		}
		to := model.Cell{Lane: r.card.Lane, Step: r.card.Step}
		if column == "lane" {
			to.Lane = model.LaneID(id)
		} else {
			to.Step = model.StepID(id)
		}
		if to != (model.Cell{Lane: r.card.Lane, Step: r.card.Step}) {
			move.Moves = append(move.Moves, model.CardMove{Card: r.card.ID, To: to, Index: 1 << 30})
		}
	}
	if len(move.Moves) > 0 {
		p.do(move, rowIDs(rows)...)
	}
}
