package model

// Journey returns the journey with this id, or nil.
func (w *Workspace) Journey(id JourneyID) *Journey {
	return lookup(&w.tables.journeys, w.Journeys, id)
}

// Persona returns the persona with this id, or nil.
func (w *Workspace) Persona(id PersonaID) *Persona {
	return lookup(&w.tables.personas, w.Personas, id)
}

// Metric returns the metric with this id, or nil.
func (w *Workspace) Metric(id MetricID) *Metric {
	return lookup(&w.tables.metrics, w.Metrics, id)
}

// Source returns the source with this id, or nil.
func (w *Workspace) Source(id SourceID) *Source {
	return lookup(&w.tables.sources, w.Sources, id)
}

// Dataset returns the observations that came from the source, or nil.
func (w *Workspace) Dataset(id SourceID) *Dataset {
	return lookup(&w.tables.datasets, w.Datasets, id)
}

// Channel returns the channel with this id, or nil.
func (w *Workspace) Channel(id ChannelID) *Channel {
	return lookup(&w.tables.channels, w.Channels, id)
}

// Owner returns the owner with this id, or nil.
func (w *Workspace) Owner(id OwnerID) *Owner {
	return lookup(&w.tables.owners, w.Owners, id)
}

// System returns the system with this id, or nil.
func (w *Workspace) System(id SystemID) *System {
	return lookup(&w.tables.systems, w.Systems, id)
}

// View returns the saved view with this id, or nil.
func (w *Workspace) View(id ViewID) *View {
	return lookup(&w.tables.views, w.Views, id)
}

// Pair returns what was decided about the pair with this id, or nil.
func (w *Workspace) Pair(id PairID) *Pair {
	return lookup(&w.tables.pairs, w.Pairs, id)
}

// Image returns the image with this id, or nil.
func (w *Workspace) Image(id ImageID) *Image {
	return lookup(&w.tables.images, w.Images, id)
}

// Stage returns the stage with this id, or nil.
func (j *Journey) Stage(id StageID) *Stage {
	return lookup(&j.lookups.stages, j.Stages, id)
}

// Lane returns the lane with this id, or nil.
func (j *Journey) Lane(id LaneID) *Lane {
	return lookup(&j.lookups.lanes, j.Lanes, id)
}

// Link returns the link with this id, or nil.
func (j *Journey) Link(id LinkID) *Link {
	return lookup(&j.lookups.links, j.Links, id)
}

// Comment returns the comment with this id, or nil.
func (j *Journey) Comment(id CommentID) *Comment {
	return lookup(&j.lookups.comments, j.Comments, id)
}

// Step returns the step with this id, or nil.
func (j *Journey) Step(id StepID) *Step {
	ix := j.columns()
	if i, ok := ix.at[id]; ok {
		return ix.steps[i]
	}
	return nil
}

// StageOf returns the stage that the step belongs to, or nil.
func (j *Journey) StageOf(id StepID) *Stage {
	ix := j.columns()
	if i, ok := ix.at[id]; ok {
		return j.Stages[ix.stage[i]]
	}
	return nil
}

// Steps returns all steps of the journey in order. The caller must not change the slice.
func (j *Journey) Steps() []*Step { return j.columns().steps }

// StepIndex returns the step's index among all steps of the journey, or -1.
func (j *Journey) StepIndex(id StepID) int {
	if i, ok := j.columns().at[id]; ok {
		return i
	}
	return -1
}

// StepNumber returns the number that stands before the step's title: "3.2" for the second step of
// the third stage. It is empty for a step that does not exist.
func (j *Journey) StepNumber(id StepID) string {
	ix := j.columns()
	if i, ok := ix.at[id]; ok {
		return ix.number[i]
	}
	return ""
}

// Card returns the card with this id, or nil.
func (j *Journey) Card(id CardID) *Card {
	if i := j.cardAt(id); i >= 0 {
		return j.Cards[i]
	}
	return nil
}

// KindOf returns what the card is: its own kind, or else its lane's.
func (j *Journey) KindOf(c *Card) Kind {
	if c.Kind != "" {
		return c.Kind
	}
	if lane := j.Lane(c.Lane); lane != nil {
		return lane.Kind
	}
	return KindNote
}

// CardsIn returns the cards that begin in the cell, in display order. The caller must not change the
// slice.
func (j *Journey) CardsIn(cell Cell) []*Card { return j.cells().in(cell) }

// Covers returns the steps that the card spans, in order; at least its first one when that exists.
// The caller must not change the slice.
func (j *Journey) Covers(c *Card) []*Step {
	ix := j.columns()
	from, ok := ix.at[c.Step]
	if !ok {
		return nil
	}
	to := min(from+max(c.Span, 1), len(ix.steps))
	return ix.steps[from:to:to]
}
