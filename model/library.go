package model

import "slices"

// Label implements Command.
func (c PutPersona) Label() string { return "Edit persona" }

// Apply implements Command.
func (c PutPersona) Apply(w *Workspace) (*Workspace, error) {
	p := c.Persona
	p.Goals, p.Needs, p.Frustrations = slices.Clone(p.Goals), slices.Clone(p.Needs), slices.Clone(p.Frustrations)
	if err := checkPersona(w, &p); err != nil {
		return nil, err
	}
	old := w.Persona(p.ID)
	next := withList(w, w.Personas, put[PersonaID](w.Personas, p), func(next *Workspace, l []*Persona) { next.Personas = l })
	if old == nil || slices.Equal(old.Goals, p.Goals) {
		return next, nil
	}
	return reworded(next, p.ID, goalsAfter(old.Goals, p.Goals)), nil
}

// withList returns the workspace with another list of one kind of record.
func withList[R any](w *Workspace, old, list []*R, set func(next *Workspace, list []*R)) *Workspace {
	if sameSlice(old, list) {
		return w
	}
	next := cloneWorkspace(w)
	set(next, list)
	return next
}

// Label implements Command.
func (c PutMetric) Label() string { return "Edit metric" }

// Apply implements Command.
func (c PutMetric) Apply(w *Workspace) (*Workspace, error) {
	return putMetric(w, c.Metric, "")
}

// putMetric adds or replaces a metric. The dataset of one source is not held against the new scale:
// it is about to be replaced.
func putMetric(w *Workspace, m Metric, except SourceID) (*Workspace, error) {
	m.Thresholds = slices.Clone(m.Thresholds)
	if err := checkMetric(w, &m); err != nil {
		return nil, err
	}
	old := w.Metric(m.ID)
	next := withList(w, w.Metrics, put[MetricID](w.Metrics, m), func(next *Workspace, l []*Metric) { next.Metrics = l })
	if old == nil || old.ScaleMin == m.ScaleMin && old.ScaleMax == m.ScaleMax {
		return next, nil
	}
	if leavesOut(w.Datasets, &m, except) {
		return nil, invalid(Ref{Kind: MetricRecord, ID: string(m.ID)}, "ScaleMax", "leaves out values that were measured")
	}
	return next, nil
}

// leavesOut reports whether any value lies outside the metric's scale; the dataset of one source does not
// count.
func leavesOut(datasets []*Dataset, m *Metric, except SourceID) bool {
	lo, hi := m.ScaleMin.Or(-MaxNumber), m.ScaleMax.Or(MaxNumber)
	for _, d := range datasets {
		for o := range d.Observations.Of(m.ID) {
			if d.Source != except && o.Value.Known && (o.Value.Value < lo || o.Value.Value > hi) {
				return true
			}
		}
	}
	return false
}

// Label implements Command.
func (c PutSource) Label() string { return "Edit source" }

// Apply implements Command.
func (c PutSource) Apply(w *Workspace) (*Workspace, error) {
	s := c.Source
	s.Imported = s.Imported.UTC()
	if err := checkSource(w, &s); err != nil {
		return nil, err
	}
	if old := w.Source(s.ID); old != nil && sameSource(old, &s) {
		return w, nil
	}
	return withList(w, w.Sources, put[SourceID](w.Sources, s), func(next *Workspace, l []*Source) { next.Sources = l }), nil
}

// Label implements Command.
func (c PutChannel) Label() string { return "Edit channel" }

// Apply implements Command.
func (c PutChannel) Apply(w *Workspace) (*Workspace, error) {
	if err := checkChannel(&c.Channel); err != nil {
		return nil, err
	}
	return withList(w, w.Channels, put[ChannelID](w.Channels, c.Channel), func(next *Workspace, l []*Channel) { next.Channels = l }), nil
}

// Label implements Command.
func (c PutOwner) Label() string { return "Edit owner" }

// Apply implements Command.
func (c PutOwner) Apply(w *Workspace) (*Workspace, error) {
	if err := checkOwner(&c.Owner); err != nil {
		return nil, err
	}
	return withList(w, w.Owners, put[OwnerID](w.Owners, c.Owner), func(next *Workspace, l []*Owner) { next.Owners = l }), nil
}

// Label implements Command.
func (c PutSystem) Label() string { return "Edit system" }

// Apply implements Command.
func (c PutSystem) Apply(w *Workspace) (*Workspace, error) {
	if err := checkSystem(w, &c.System); err != nil {
		return nil, err
	}
	return withList(w, w.Systems, put[SystemID](w.Systems, c.System), func(next *Workspace, l []*System) { next.Systems = l }), nil
}

// Label implements Command.
func (c PutView) Label() string { return "Save view" }

// Apply implements Command.
func (c PutView) Apply(w *Workspace) (*Workspace, error) {
	v := c.View.clone()
	if err := checkView(w, &v); err != nil {
		return nil, err
	}
	return withList(w, w.Views, put[ViewID](w.Views, v), func(next *Workspace, l []*View) { next.Views = l }), nil
}

// Label implements Command.
func (c PutImage) Label() string { return "Add image" }

// Apply implements Command. An image that is there already keeps its name.
func (c PutImage) Apply(w *Workspace) (*Workspace, error) {
	if err := checkImage(&c.Image); err != nil {
		return nil, err
	}
	if w.Image(c.Image.ID) != nil {
		return w, nil
	}
	c.Image.Data = slices.Clone(c.Image.Data)
	return withList(w, w.Images, put[ImageID](w.Images, c.Image), func(next *Workspace, l []*Image) { next.Images = l }), nil
}

// Label implements Command.
func (c DeleteRecord) Label() string { return "Delete " + string(c.Ref.Kind) }

// Apply implements Command.
func (c DeleteRecord) Apply(w *Workspace) (*Workspace, error) {
	next := cloneWorkspace(w)
	found := true
	id := c.Ref.ID
	switch c.Ref.Kind {
	case PersonaRecord:
		next.Personas, found = cut(w.Personas, PersonaID(id))
		dropPersona(next, PersonaID(id))
	case MetricRecord:
		next.Metrics, found = cut(w.Metrics, MetricID(id))
		dropMetric(next, MetricID(id))
	case SourceRecord:
		next.Sources, found = cut(w.Sources, SourceID(id))
		next.Datasets = kept(w.Datasets, func(d *Dataset) bool { return d.Source != SourceID(id) })
	case ChannelRecord:
		next.Channels, found = cut(w.Channels, ChannelID(id))
		eachCard(next, func(c *Card) bool { return c.Channel == ChannelID(id) }, func(c *Card) { c.Channel = "" })
		next.Views = cleared(w.Views, func(v *View) bool { return slices.Contains(v.Filter.Channels, ChannelID(id)) }, func(v *View) {
			v.Filter.Channels = kept(v.Filter.Channels, func(c ChannelID) bool { return c != ChannelID(id) })
		})
	case OwnerRecord:
		next.Owners, found = cut(w.Owners, OwnerID(id))
		dropOwner(next, OwnerID(id))
	case SystemRecord:
		next.Systems, found = cut(w.Systems, SystemID(id))
		eachCard(next, func(c *Card) bool { return c.System == SystemID(id) }, func(c *Card) { c.System = "" })
	case ViewRecord:
		next.Views, found = cut(w.Views, ViewID(id))
	case ImageRecord:
		next.Images, found = cut(w.Images, ImageID(id))
		eachCard(next, func(c *Card) bool { return c.Image == ImageID(id) }, func(c *Card) { c.Image = "" })
		next.Personas = cleared(next.Personas, func(p *Persona) bool { return p.Photo == ImageID(id) }, func(p *Persona) { p.Photo = "" })
	default:
		return nil, invalid(c.Ref, "", "is not a record of the library")
	}
	if !found {
		return nil, missing(c.Ref)
	}
	return next, nil
}

// cut returns the list without the record with this id, and whether there was one.
func cut[K ~string, R any, P record[K, R]](list []*R, id K) ([]*R, bool) {
	at := indexOf[K, R, P](list, id)
	if at < 0 {
		return list, false
	}
	return without(list, at), true
}

// cleared returns the list in which the records that match are replaced by changed copies.
func cleared[R any](list []*R, match func(*R) bool, change func(*R)) []*R {
	return mapped(list, func(r *R) *R {
		if !match(r) {
			return r
		}
		next := *r
		change(&next)
		return &next
	})
}

// eachCard changes the cards that match in all journeys of a workspace that is not published yet.
func eachCard(w *Workspace, match func(*Card) bool, change func(*Card)) {
	w.Journeys = mapped(w.Journeys, func(j *Journey) *Journey {
		return withCards(j, cleared(j.Cards, match, change))
	})
}

func dropPersona(w *Workspace, id PersonaID) {
	eachCard(w, func(c *Card) bool { return c.Persona == id }, func(c *Card) { c.Persona = "" })
	w.Journeys = mapped(w.Journeys, func(j *Journey) *Journey {
		j = withLanes(j, cleared(j.Lanes, func(l *Lane) bool { return l.Persona == id }, func(l *Lane) { l.Persona = "" }))
		if !slices.Contains(j.Personas, id) {
			return j
		}
		next := cloneJourney(j)
		next.Personas = kept(j.Personas, func(p PersonaID) bool { return p != id })
		return next
	})
	w.Journeys = mapped(w.Journeys, func(j *Journey) *Journey { return reservedFor(j, id, nil) })
	w.Views = cleared(w.Views, func(v *View) bool { return slices.Contains(v.Filter.Personas, id) }, func(v *View) {
		v.Filter.Personas = kept(v.Filter.Personas, func(p PersonaID) bool { return p != id })
	})
}

func dropMetric(w *Workspace, id MetricID) {
	w.Journeys = mapped(w.Journeys, func(j *Journey) *Journey {
		return withLanes(j, cleared(j.Lanes, func(l *Lane) bool { return l.Metric == id }, func(l *Lane) { l.Metric = "" }))
	})
	w.Views = cleared(w.Views, func(v *View) bool { return v.Metric == id }, func(v *View) { v.Metric = "" })
	w.Datasets = mapped(w.Datasets, func(d *Dataset) *Dataset {
		return changedObservations(d, func(o *Observation) (Observation, bool) { return *o, false },
			func(o *Observation) bool { return o.Metric == id })
	})
}

func dropOwner(w *Workspace, id OwnerID) {
	eachCard(w, func(c *Card) bool { return c.Owner == id }, func(c *Card) { c.Owner = "" })
	w.Journeys = mapped(w.Journeys, func(j *Journey) *Journey {
		if j.Owner != id {
			return j
		}
		next := cloneJourney(j)
		next.Owner = ""
		return next
	})
	w.Metrics = cleared(w.Metrics, func(m *Metric) bool { return m.Owner == id }, func(m *Metric) { m.Owner = "" })
	w.Sources = cleared(w.Sources, func(s *Source) bool { return s.Owner == id }, func(s *Source) { s.Owner = "" })
	w.Systems = cleared(w.Systems, func(s *System) bool { return s.Owner == id }, func(s *System) { s.Owner = "" })
}
