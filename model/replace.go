package model

import "slices"

// ReplaceRecord puts the persona, metric, channel, owner or system By in the place of Ref wherever that is
// used, and removes it from the library. Join means that both are the same thing: what By leaves empty is
// taken over, and lists of a persona are joined; otherwise By stays as it is, and steps no longer serve
// goals that By does not have. The observations of a metric go to By, which must be counted in the same
// way: unit, aggregation and scale.
type ReplaceRecord struct {
	Ref  Ref
	By   string
	Join bool
}

// Label implements Command.
func (c ReplaceRecord) Label() string {
	if c.Join {
		return "Merge " + string(c.Ref.Kind) + "s"
	}
	return "Replace " + string(c.Ref.Kind)
}

// Apply implements Command.
func (c ReplaceRecord) Apply(w *Workspace) (*Workspace, error) {
	if c.Ref.ID == c.By {
		return nil, invalid(c.Ref, "", "cannot be put in its own place")
	}
	next := cloneWorkspace(w)
	var err error
	switch c.Ref.Kind {
	case PersonaRecord:
		err = c.persona(next)
	case MetricRecord:
		err = c.metric(next)
	case ChannelRecord:
		next.Channels, err = standIn[ChannelID](c, w.Channels, func(r, by *Channel) { r.Icon, r.Class = first(r.Icon, by.Icon), first(r.Class, by.Class) })
		replaceChannel(next, ChannelID(c.Ref.ID), ChannelID(c.By))
	case OwnerRecord:
		next.Owners, err = standIn[OwnerID](c, w.Owners, func(r, by *Owner) { r.Note, r.Team = first(r.Note, by.Note), r.Team || by.Team })
		replaceOwner(next, OwnerID(c.Ref.ID), OwnerID(c.By))
	case SystemRecord:
		next.Systems, err = standIn[SystemID](c, w.Systems, func(r, by *System) { r.Note, r.Owner = first(r.Note, by.Note), first(r.Owner, by.Owner) })
		id := SystemID(c.Ref.ID)
		eachCard(next, func(card *Card) bool { return card.System == id }, func(card *Card) { card.System = SystemID(c.By) })
	default:
		return nil, invalid(c.Ref, "", "is not a record that another can stand for")
	}
	if err != nil {
		return nil, err
	}
	return next, nil
}

// standIn returns the list without the replaced record, and with the other one filled up from it when they
// are joined.
func standIn[K ~string, R any, P record[K, R]](c ReplaceRecord, list []*R, fill func(r, from *R)) ([]*R, error) {
	at, by := indexOf[K, R, P](list, K(c.Ref.ID)), indexOf[K, R, P](list, K(c.By))
	switch {
	case at < 0:
		return nil, missing(c.Ref)
	case by < 0:
		return nil, missing(Ref{Kind: c.Ref.Kind, ID: c.By})
	}
	next := list
	if c.Join {
		r := *list[by]
		fill(&r, list[at])
		next = replaced(list, by, &r)
	}
	return without(next, at), nil
}

// first returns a unless it is empty, and else b.
func first[T comparable](a, b T) T {
	var none T
	if a != none {
		return a
	}
	return b
}

func (c ReplaceRecord) persona(w *Workspace) (err error) {
	id, by := PersonaID(c.Ref.ID), PersonaID(c.By)
	w.Personas, err = standIn[PersonaID](c, w.Personas, func(r, from *Persona) {
		r.Role, r.Quote, r.Segment = first(r.Role, from.Role), first(r.Quote, from.Quote), first(r.Segment, from.Segment)
		r.SegmentSize, r.Relationship, r.Photo = first(r.SegmentSize, from.SegmentSize), first(r.Relationship, from.Relationship), first(r.Photo, from.Photo)
		r.Goals, r.Needs, r.Frustrations = union(r.Goals, from.Goals), union(r.Needs, from.Needs), union(r.Frustrations, from.Frustrations)
	})
	if err != nil {
		return err
	}
	who := w.Persona(by)
	if err := checkPersona(w, who); err != nil {
		return err
	}
	eachCard(w, func(card *Card) bool { return card.Persona == id }, func(card *Card) { card.Persona = by })
	w.Journeys = mapped(w.Journeys, func(j *Journey) *Journey {
		j = withLanes(j, cleared(j.Lanes, func(l *Lane) bool { return l.Persona == id }, func(l *Lane) { l.Persona = by }))
		j = servedBy(j, id, who)
		if !slices.Contains(j.Personas, id) {
			return j
		}
		next := cloneJourney(j)
		next.Personas = swapped(j.Personas, id, by)
		return next
	})
	w.Views = cleared(w.Views, func(v *View) bool { return slices.Contains(v.Filter.Personas, id) }, func(v *View) {
		v.Filter.Personas = swapped(v.Filter.Personas, id, by)
	})
	return nil
}

// union returns a with what b has besides.
func union(a, b []string) []string {
	next := slices.Clone(a)
	for _, t := range b {
		if !slices.Contains(next, t) {
			next = append(next, t)
		}
	}
	return next
}

// swapped returns the list with one id in the place of another, each once.
func swapped[ID comparable](list []ID, id, by ID) []ID {
	if slices.Contains(list, by) {
		return kept(list, func(v ID) bool { return v != id })
	}
	next := slices.Clone(list)
	for i, v := range next {
		if v == id {
			next[i] = by
		}
	}
	return next
}

// servedBy returns the journey whose steps serve a persona's goals as another's, as far as that has them.
func servedBy(j *Journey, id PersonaID, by *Persona) *Journey {
	return withStages(j, mapped(j.Stages, func(s *Stage) *Stage {
		steps := mapped(s.Steps, func(t *Step) *Step {
			if !slices.ContainsFunc(t.Serves, func(g Served) bool { return g.Persona == id }) {
				return t
			}
			next := *t
			next.Serves = nil
			for _, g := range t.Serves {
				if g.Persona == id {
					g.Persona = by.ID
				}
				if (g.Persona != by.ID || slices.Contains(by.Goals, g.Goal)) && !slices.Contains(next.Serves, g) {
					next.Serves = append(next.Serves, g)
				}
			}
			return &next
		})
		if sameSlice(steps, s.Steps) {
			return s
		}
		next := *s
		next.Steps = steps
		return &next
	}))
}

func (c ReplaceRecord) metric(w *Workspace) (err error) {
	id, by := MetricID(c.Ref.ID), MetricID(c.By)
	old := w.Metric(id)
	w.Metrics, err = standIn[MetricID](c, w.Metrics, func(r, from *Metric) {
		r.Definition, r.Family, r.Owner = first(r.Definition, from.Definition), first(r.Family, from.Family), first(r.Owner, from.Owner)
	})
	if err != nil {
		return err
	}
	m := w.Metric(by)
	if err := checkMetric(w, m); err != nil {
		return err
	}
	w.Journeys = mapped(w.Journeys, func(j *Journey) *Journey {
		return withLanes(j, cleared(j.Lanes, func(l *Lane) bool { return l.Metric == id }, func(l *Lane) { l.Metric = by }))
	})
	w.Views = cleared(w.Views, func(v *View) bool { return v.Metric == id }, func(v *View) { v.Metric = by })
	for i, d := range w.Datasets {
		next := changedObservations(d, func(o *Observation) (Observation, bool) {
			moved := *o
			moved.Metric = by
			return moved, true
		}, func(o *Observation) bool { return o.Metric == id })
		if next == d {
			continue
		}
		if old.Unit != m.Unit || old.Aggregation != m.Aggregation || old.Direction != m.Direction {
			return invalid(c.Ref, "", "is counted in another way than "+m.Name+" (unit, combination or direction), and has values: they cannot be put together")
		}
		w.Datasets = replaced(w.Datasets, i, next)
		if err := checkDataset(w, next); err != nil {
			return invalid(c.Ref, "", "has values that lie outside the scale of "+m.Name)
		}
	}
	return nil
}

func replaceChannel(w *Workspace, id, by ChannelID) {
	eachCard(w, func(c *Card) bool { return c.Channel == id }, func(c *Card) { c.Channel = by })
	w.Views = cleared(w.Views, func(v *View) bool { return slices.Contains(v.Filter.Channels, id) }, func(v *View) {
		v.Filter.Channels = swapped(v.Filter.Channels, id, by)
	})
}

func replaceOwner(w *Workspace, id, by OwnerID) {
	eachCard(w, func(c *Card) bool { return c.Owner == id }, func(c *Card) { c.Owner = by })
	w.Journeys = mapped(w.Journeys, func(j *Journey) *Journey {
		if j.Owner != id {
			return j
		}
		next := cloneJourney(j)
		next.Owner = by
		return next
	})
	w.Metrics = cleared(w.Metrics, func(m *Metric) bool { return m.Owner == id }, func(m *Metric) { m.Owner = by })
	w.Sources = cleared(w.Sources, func(s *Source) bool { return s.Owner == id }, func(s *Source) { s.Owner = by })
	w.Systems = cleared(w.Systems, func(s *System) bool { return s.Owner == id }, func(s *System) { s.Owner = by })
}
