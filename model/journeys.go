package model

import (
	"reflect"
	"slices"
)

// Label implements Command.
func (c AddJourney) Label() string { return "Add journey" }

// Apply implements Command. The journey belongs to the workspace from then on and must not be changed.
// It must keep every rule by itself; a twin that it names must be a journey that names it, or one
// without a twin, which is then joined to it.
func (c AddJourney) Apply(w *Workspace) (*Workspace, error) {
	if c.Journey == nil {
		return nil, invalid(Ref{Kind: JourneyRecord}, "", "is missing")
	}
	j := c.Journey
	if w.Journey(j.ID) != nil {
		return nil, taken(JourneyRecord, j.ID, string(j.ID))
	}
	if err := validateJourney(w, j); err != nil {
		return nil, err
	}
	next := cloneWorkspace(w)
	next.Journeys = inserted(w.Journeys, c.At, j)
	if err := joinTwins(next, j.ID); err != nil {
		return nil, err
	}
	return next, nil
}

// joinTwins makes the twin that a journey names name it in return, releases a former one, and checks
// the pair. It changes w, which is not published yet.
func joinTwins(w *Workspace, id JourneyID) error {
	j := w.Journey(id)
	if j.Twin == id {
		return checkTwin(w, j)
	}
	if other := w.Journey(j.Twin); other != nil && other.Twin != "" && other.Twin != id {
		return invalid(Ref{JourneyRecord, id, string(id)}, "Twin", "has another twin")
	}
	w.Journeys = mapped(w.Journeys, func(other *Journey) *Journey {
		want := other.Twin
		switch {
		case other.ID == id:
		case other.ID == j.Twin:
			want = id
		case other.Twin == id:
			want = ""
		}
		if want == other.Twin {
			return other
		}
		joined := cloneJourney(other)
		joined.Twin = want
		return joined
	})
	return checkTwin(w, w.Journey(id))
}

// Label implements Command.
func (c EditJourney) Label() string { return "Edit journey" }

// Apply implements Command.
func (c EditJourney) Apply(w *Workspace) (*Workspace, error) {
	next, err := inJourney(w, c.Journey, func(j *Journey) (*Journey, error) {
		info := c.Info
		info.Personas = slices.Clone(info.Personas)
		if reflect.DeepEqual(info, j.JourneyInfo) || len(info.Personas)+len(j.Personas) == 0 && equalInfo(info, j.JourneyInfo) {
			return j, nil
		}
		if err := checkInfo(w, j.ID, info); err != nil {
			return nil, err
		}
		changed := cloneJourney(j)
		changed.JourneyInfo = info
		return changed, nil
	})
	if err != nil || next == w {
		return next, err
	}
	if err := joinTwins(next, c.Journey); err != nil {
		return nil, err
	}
	return next, nil
}

// equalInfo compares two infos that name no persona, for which an empty and a missing list are one.
func equalInfo(a, b JourneyInfo) bool {
	a.Personas, b.Personas = nil, nil
	return reflect.DeepEqual(a, b)
}

// Label implements Command.
func (c MoveJourney) Label() string { return "Move journey" }

// Apply implements Command.
func (c MoveJourney) Apply(w *Workspace) (*Workspace, error) {
	at := lookupIndex(&w.tables.journeys, w.Journeys, c.Journey)
	if at < 0 {
		return nil, missing(Ref{JourneyRecord, c.Journey, string(c.Journey)})
	}
	journeys := shifted(w.Journeys, at, c.To)
	if sameSlice(journeys, w.Journeys) {
		return w, nil
	}
	next := cloneWorkspace(w)
	next.Journeys = journeys
	return next, nil
}

// Label implements Command.
func (c DuplicateJourney) Label() string {
	if c.AsTwin {
		return "Make future journey"
	}
	return "Duplicate journey"
}

// Apply implements Command.
func (c DuplicateJourney) Apply(w *Workspace) (*Workspace, error) {
	at := lookupIndex(&w.tables.journeys, w.Journeys, c.Journey)
	ref := Ref{JourneyRecord, c.Journey, string(c.Journey)}
	if at < 0 {
		return nil, missing(ref)
	}
	original := w.Journeys[at]
	if c.AsTwin && (original.kind() != Current || original.Twin != "") {
		return nil, invalid(ref, "Twin", "can only be made for a current journey that has none")
	}
	next := copyJourney(original, c.Salt)
	if w.Journey(next.ID) != nil {
		return nil, taken(JourneyRecord, next.ID, string(next.ID))
	}
	if c.Title != "" {
		next.Title = c.Title
	}
	next.Twin = ""
	if c.AsTwin {
		next.Kind, next.Twin = Future, original.ID
	}
	if err := checkInfo(w, next.ID, next.JourneyInfo); err != nil {
		return nil, err
	}
	out := cloneWorkspace(w)
	out.Journeys = inserted(w.Journeys, at+1, next)
	if err := joinTwins(out, next.ID); err != nil {
		return nil, err
	}
	return out, nil
}

// copyJourney returns a copy with everything under derived ids: the journey's own by the salt, and what
// is in it by the copy's id, so that the two can be told to be original and copy: see Compare.
func copyJourney(j *Journey, salt string) *Journey {
	next := &Journey{ID: DerivedID(salt, j.ID), JourneyInfo: j.JourneyInfo}
	salt = string(next.ID)
	for _, s := range j.Stages {
		stage := &Stage{ID: DerivedID(salt, s.ID), Title: s.Title, Definition: s.Definition}
		for _, step := range s.Steps {
			stage.Steps = append(stage.Steps, &Step{DerivedID(salt, step.ID), step.Title, step.Definition, step.Serves})
		}
		next.Stages = append(next.Stages, stage)
	}
	next.Lanes = copied(j.Lanes, func(l *Lane) { l.ID = DerivedID(salt, l.ID) })
	next.Cards = copied(j.Cards, func(c *Card) {
		c.ID, c.Lane, c.Step = DerivedID(salt, c.ID), DerivedID(salt, c.Lane), DerivedID(salt, c.Step)
	})
	next.Links = copied(j.Links, func(l *Link) {
		l.ID, l.From, l.To = DerivedID(salt, l.ID), DerivedID(salt, l.From), DerivedID(salt, l.To)
	})
	next.Comments = copied(j.Comments, func(c *Comment) {
		c.ID, c.On.Journey = DerivedID(salt, c.ID), next.ID
		if c.On.ID = DerivedID(salt, c.On.ID); c.On.Kind == JourneyRecord {
			c.On.ID = string(next.ID)
		}
	})
	return next
}

// copied returns copies of the records, each changed.
func copied[R any](list []*R, change func(*R)) []*R {
	next := make([]*R, len(list))
	for i, r := range list {
		record := *r
		change(&record)
		next[i] = &record
	}
	return next
}

// Label implements Command.
func (c DeleteJourney) Label() string { return "Delete journey" }

// Apply implements Command.
func (c DeleteJourney) Apply(w *Workspace) (*Workspace, error) {
	at := lookupIndex(&w.tables.journeys, w.Journeys, c.Journey)
	if at < 0 {
		return nil, missing(Ref{JourneyRecord, c.Journey, string(c.Journey)})
	}
	next := cloneWorkspace(w)
	next.Journeys = mapped(without(w.Journeys, at), func(j *Journey) *Journey {
		if j.Twin != c.Journey {
			return j
		}
		alone := cloneJourney(j)
		alone.Twin = ""
		return alone
	})
	next.Datasets = kept(w.Datasets, func(d *Dataset) bool { return d.Journey != c.Journey })
	next.Views = kept(w.Views, func(v *View) bool { return v.Journey != c.Journey })
	return next, nil
}
