package app

import "stagecraft/model"

// What the empathy map does to the journey: its cards are the map's.

// addToQuadrant makes the command that adds a persona's card to a part of the empathy map, with a lane
// for it when the journey has none.
func addToQuadrant(j *model.Journey, persona model.PersonaID, q model.Quadrant, step model.StepID, title string) (model.Command, model.CardID) {
	lane, kind, first := quadrantLane(j, persona, q)
	card := model.Card{ID: model.NewID[model.CardID](), Lane: lane.ID, Step: step, Span: 1, Kind: kind, Title: title}
	if lane.Persona != persona {
		card.Persona = persona
	}
	add := model.AddCards{Journey: j.ID, Cards: []model.PlacedCard{{Card: card, Index: 1 << 30}}}
	return after(add.Label(), first, add), card.ID
}

// moveToQuadrant makes the command that takes a card to another part: into its lane, at the same step.
// Problem says why that cannot be.
func moveToQuadrant(j *model.Journey, persona model.PersonaID, c *model.Card, q model.Quadrant) (command model.Command, problem string) {
	if c.Title == "" && c.Body == "" {
		return nil, "A mood on the curve has no words. Write some on it first, then move it."
	}
	if l := j.Lane(c.Lane); l != nil && l.Locked {
		return nil, "Its lane is locked. Unlock the lane on the board first."
	}
	lane, kind, first := quadrantLane(j, persona, q)
	next := *c
	next.Lane, next.Kind = lane.ID, kind
	if q != model.Pains {
		next.Severity = 0
	}
	edit := model.EditCards{Journey: j.ID, Cards: []model.Card{next}, What: "Move card to " + q.Name()}
	return after(edit.What, first, edit), ""
}

// quadrantLane returns the lane of a part, with the command that adds it when there is none.
func quadrantLane(j *model.Journey, persona model.PersonaID, q model.Quadrant) (model.Lane, model.Kind, model.Command) {
	if l, kind := model.EmpathyLane(j, persona, q); l != nil {
		return *l, kind, nil
	}
	lane, at := model.NewLane(q.Kinds()[0]), 0
	for i, l := range j.Lanes {
		if l.ZoneOf() == model.ZoneCustomer {
			at = i + 1
		}
	}
	return lane, "", model.AddLane{Journey: j.ID, Lane: lane, At: at}
}

// after joins a command to one that must come before it, which may be nil.
func after(name string, first, then model.Command) model.Command {
	if first == nil {
		return then
	}
	return model.Group{Name: name, Commands: []model.Command{first, then}}
}
