package model

// gone is what a command removes from a journey by name or by place: everything else that must go
// or change with it follows from it.
type gone struct {
	stages map[StageID]bool
	steps  map[StepID]bool
	cards  map[CardID]bool
	// mergedStage and mergedStep say which one took over what spoke of a removed one.
	mergedStage map[StageID]StageID
	mergedStep  map[StepID]StepID
	mergedLane  map[LaneID]LaneID
}

// removing applies a change that removes parts of a journey, and then removes or clears everything
// that refers to them: links, comments, observations and what saved views hide or collapse.
func removing(w *Workspace, id JourneyID, change func(j *Journey, gone *gone) (*Journey, error)) (*Workspace, error) {
	g := &gone{
		stages: map[StageID]bool{}, steps: map[StepID]bool{}, cards: map[CardID]bool{},
		mergedStage: map[StageID]StageID{}, mergedStep: map[StepID]StepID{}, mergedLane: map[LaneID]LaneID{},
	}
	var after *Journey
	next, err := inJourney(w, id, func(j *Journey) (*Journey, error) {
		changed, err := change(j, g)
		if err != nil || changed == j {
			return changed, err
		}
		after = g.prune(changed)
		return after, nil
	})
	if err != nil || next == w {
		return next, err
	}
	next.Datasets = mapped(next.Datasets, func(d *Dataset) *Dataset { return g.data(id, d) })
	next.Views = mapped(next.Views, func(v *View) *View { return pruneView(after, v) })
	return next, nil
}

// prune removes the links and comments of what is gone.
func (g *gone) prune(j *Journey) *Journey {
	links := j.Links
	if len(g.cards) > 0 {
		links = kept(links, func(l *Link) bool { return !g.cards[l.From] && !g.cards[l.To] })
	}
	if !sameSlice(links, j.Links) {
		j = cloneJourney(j)
		j.Links = links
	}
	comments := mapped(j.Comments, g.moveComment)
	comments = kept(comments, func(c *Comment) bool { return j.has(c.On) })
	if !sameSlice(comments, j.Comments) {
		j = cloneJourney(j)
		j.Comments = comments
	}
	return j
}

// moveComment returns the comment as it stands after merging: on the record that took over.
func (g *gone) moveComment(c *Comment) *Comment {
	to := c.On.ID
	switch c.On.Kind {
	case StageRecord:
		to = string(g.mergedStage[StageID(to)])
	case StepRecord:
		to = string(g.mergedStep[StepID(to)])
	case LaneRecord:
		to = string(g.mergedLane[LaneID(to)])
	default:
		return c
	}
	if to == "" {
		return c
	}
	next := *c
	next.On.ID = to
	return &next
}

// data returns the dataset as it stands after the removal.
func (g *gone) data(j JourneyID, d *Dataset) *Dataset {
	if d.Journey != j || len(g.stages)+len(g.steps)+len(g.cards)+len(g.mergedStage)+len(g.mergedStep) == 0 {
		return d
	}
	return changedObservations(d, func(o *Observation) (Observation, bool) {
		next := *o
		g.observation(&next)
		lost := o.Card != "" && next.Card == "" || o.Card == "" && o.Step != "" && next.Step == "" ||
			o.Card == "" && o.Step == "" && o.Stage != "" && next.Stage == ""
		return next, !lost
	}, g.touches)
}

// touches reports whether an observation speaks of something that is gone.
func (g *gone) touches(o *Observation) bool {
	if o.Card != "" && g.cards[o.Card] {
		return true
	}
	if o.Step != "" && len(g.steps)+len(g.mergedStep) > 0 && (g.steps[o.Step] || g.mergedStep[o.Step] != "") {
		return true
	}
	return o.Stage != "" && len(g.stages)+len(g.mergedStage) > 0 && (g.stages[o.Stage] || g.mergedStage[o.Stage] != "")
}

// observation clears what is gone from an observation's place.
func (g *gone) observation(o *Observation) {
	if g.cards[o.Card] {
		o.Card = ""
	}
	switch {
	case g.mergedStep[o.Step] != "":
		o.Step = g.mergedStep[o.Step]
	case g.steps[o.Step]:
		o.Step = ""
	}
	switch {
	case g.mergedStage[o.Stage] != "":
		o.Stage = g.mergedStage[o.Stage]
	case g.stages[o.Stage]:
		o.Stage = ""
	}
}

// changedObservations returns the dataset in which change has replaced or dropped the observations
// that it touches; it is the dataset itself when it touches none.
func changedObservations(d *Dataset, change func(*Observation) (next Observation, keep bool), touches func(*Observation) bool) *Dataset {
	touched := false
	for o := range d.Observations.All() {
		if touched = touches(&o); touched {
			break
		}
	}
	if !touched {
		return d
	}
	var list ObservationList
	list.Grow(d.Observations.Len())
	for o := range d.Observations.All() {
		if !touches(&o) {
			list.Add(o)
		} else if changed, keep := change(&o); keep {
			list.Add(changed)
		}
	}
	return &Dataset{Source: d.Source, Journey: d.Journey, Observations: list.Done()}
}
