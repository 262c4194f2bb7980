package model

import "strings"

// longestTitle bounds how much of a title a step of the history shows.
const longestTitle = 32

// titled returns what a command did to which record: Add card “Online check-in”, or only its label where
// that is not one record.
func titled(c Command, before, after *Workspace) string {
	if g, ok := c.(Group); ok && len(g.Commands) == 1 {
		if _, comment := g.Commands[0].(PutComment); comment || g.Name == "" {
			c = g.Commands[0]
		}
	}
	if text := deed(c, before, after); text != "" {
		return text
	}
	label, title := c.Label(), subject(c, before, after)
	if title == "" || strings.Contains(label, "“") {
		return label
	}
	return label + " " + quotedTitle(title)
}

// subject returns the title of the one record that a command is about, or "".
func subject(c Command, before, after *Workspace) string {
	card := func(journey JourneyID, id CardID) string {
		for _, w := range []*Workspace{after, before} {
			if j := w.Journey(journey); j != nil && j.Card(id) != nil {
				return j.Card(id).Title
			}
		}
		return ""
	}
	switch c := c.(type) {
	case AddCards:
		if len(c.Cards) == 1 {
			return c.Cards[0].Card.Title
		}
	case EditCards:
		if len(c.Cards) == 1 {
			return card(c.Journey, c.Cards[0].ID)
		}
	case MoveCards:
		if len(c.Moves) == 1 {
			return card(c.Journey, c.Moves[0].Card)
		}
	case DuplicateCards:
		if len(c.Cards) == 1 {
			return card(c.Journey, c.Cards[0])
		}
	case DeleteCards:
		if len(c.Cards) == 1 {
			return card(c.Journey, c.Cards[0])
		}
	case DecidePair:
		return card(c.Before, c.Cards.Before)
	case Group:
		return soleSubject(c, before, after)
	case PutObservation:
		return TitleOf(after, Ref{Kind: MetricRecord, ID: string(c.Observation.Metric)})
	case AddLink:
		return cardName(within{after, after.Journey(c.Journey)}, c.Link.From)
	}
	if ref, ok := subjectRef(c); ok {
		if title := TitleOf(after, ref); title != "" {
			return title
		}
		return TitleOf(before, ref)
	}
	return ""
}

// subjectRef returns the one record besides cards that a command is about.
func subjectRef(c Command) (Ref, bool) {
	journey := func(id JourneyID) (Ref, bool) { return Ref{Kind: JourneyRecord, Journey: id, ID: string(id)}, true }
	stage := func(j JourneyID, id StageID) (Ref, bool) {
		return Ref{Kind: StageRecord, Journey: j, ID: string(id)}, true
	}
	step := func(j JourneyID, id StepID) (Ref, bool) {
		return Ref{Kind: StepRecord, Journey: j, ID: string(id)}, true
	}
	lane := func(j JourneyID, id LaneID) (Ref, bool) {
		return Ref{Kind: LaneRecord, Journey: j, ID: string(id)}, true
	}
	switch c := c.(type) {
	case AddJourney:
		return journey(c.Journey.ID)
	case EditJourney:
		return journey(c.Journey)
	case MoveJourney:
		return journey(c.Journey)
	case DuplicateJourney:
		return journey(c.Journey)
	case DeleteJourney:
		return journey(c.Journey)
	case AddStage:
		return stage(c.Journey, c.Stage.ID)
	case EditStage:
		return stage(c.Journey, c.Stage)
	case MoveStage:
		return stage(c.Journey, c.Stage)
	case DuplicateStage:
		return stage(c.Journey, c.Stage)
	case SplitStage:
		return stage(c.Journey, c.Stage)
	case MergeStages:
		return stage(c.Journey, c.Stage)
	case DeleteStage:
		return stage(c.Journey, c.Stage)
	case AddStep:
		return step(c.Journey, c.Step.ID)
	case EditStep:
		return step(c.Journey, c.Step)
	case MoveStep:
		return step(c.Journey, c.Step)
	case DuplicateStep:
		return step(c.Journey, c.Step)
	case SplitStep:
		return step(c.Journey, c.Step)
	case MergeSteps:
		return step(c.Journey, c.Step)
	case DeleteStep:
		return step(c.Journey, c.Step)
	case AddLane:
		return lane(c.Journey, c.Lane.ID)
	case EditLane:
		return lane(c.Journey, c.Lane.ID)
	case MoveLane:
		return lane(c.Journey, c.Lane)
	case DuplicateLane:
		return lane(c.Journey, c.Lane)
	case SplitLane:
		return lane(c.Journey, c.Lane)
	case MergeLanes:
		return lane(c.Journey, c.Lane)
	case DeleteLane:
		return lane(c.Journey, c.Lane)
	case RestoreJourney:
		return journey(c.Journey)
	case MergeJourney:
		return journey(c.Journey)
	case DeleteRecord:
		return c.Ref, true
	}
	return libraryRef(c)
}

// libraryRef is subjectRef for the records of the library.
func libraryRef(c Command) (Ref, bool) {
	switch c := c.(type) {
	case PutPersona:
		return Ref{Kind: PersonaRecord, ID: string(c.Persona.ID)}, true
	case PutMetric:
		return Ref{Kind: MetricRecord, ID: string(c.Metric.ID)}, true
	case PutChannel:
		return Ref{Kind: ChannelRecord, ID: string(c.Channel.ID)}, true
	case PutOwner:
		return Ref{Kind: OwnerRecord, ID: string(c.Owner.ID)}, true
	case PutSystem:
		return Ref{Kind: SystemRecord, ID: string(c.System.ID)}, true
	case PutView:
		return Ref{Kind: ViewRecord, ID: string(c.View.ID)}, true
	}
	return Ref{}, false
}
