package model

// Label implements Command.
func (c Import) Label() string { return "Import " + c.Source.Name }

// Apply implements Command. The observations belong to the workspace from then on and must not be
// changed. The dataset is that of the source: an empty Source in it means so.
func (c Import) Apply(w *Workspace) (*Workspace, error) {
	next, err := PutSource{c.Source}.Apply(w)
	if err != nil {
		return nil, err
	}
	for _, m := range c.Metrics {
		if next, err = putMetric(next, m, c.Source.ID); err != nil {
			return nil, err
		}
	}
	data := c.Dataset
	if data.Source == "" {
		data.Source = c.Source.ID
	}
	if data.Source != c.Source.ID {
		return nil, invalid(Ref{DatasetRecord, data.Journey, string(data.Source)}, "Source", "is not the one that is imported")
	}
	return withDataset(next, &data)
}

// withDataset checks a dataset and adds it, or puts it in place of the one of its source.
func withDataset(w *Workspace, d *Dataset) (*Workspace, error) {
	if err := checkDataset(w, d); err != nil {
		return nil, err
	}
	at := lookupIndex(&w.tables.datasets, w.Datasets, d.Source)
	next := cloneWorkspace(w)
	switch {
	case at < 0:
		next.Datasets = inserted(w.Datasets, len(w.Datasets), d)
	case w.Datasets[at].Journey == d.Journey && w.Datasets[at].Observations.Equal(d.Observations):
		return w, nil
	default:
		next.Datasets = replaced(w.Datasets, at, d)
	}
	return next, nil
}

// Label implements Command.
func (c PutObservation) Label() string { return "Edit value" }

// Apply implements Command.
func (c PutObservation) Apply(w *Workspace) (*Workspace, error) {
	j := w.Journey(c.Journey)
	if j == nil {
		return nil, missing(Ref{JourneyRecord, c.Journey, string(c.Journey)})
	}
	ref := Ref{DatasetRecord, c.Journey, string(c.Source)}
	old := w.Dataset(c.Source)
	if old == nil {
		old = &Dataset{Source: c.Source, Journey: c.Journey}
	}
	if old.Journey != c.Journey {
		return nil, invalid(ref, "Journey", "is not the one that the source speaks of")
	}
	o := c.Observation
	rules := observationRules{w: w, j: j, source: c.Source}
	if err := rules.check(&o); err != nil {
		return nil, err
	}
	var list ObservationList
	list.Grow(old.Observations.Len() + 1)
	empty := !o.Value.Known && !o.Numerator.Known && !o.Denominator.Known
	placed := empty
	for was := range old.Observations.All() {
		if !sameMeasurement(&was, &o) {
			list.Add(was)
		} else if !placed {
			list.Add(o)
			placed = true
		}
	}
	if !placed {
		list.Add(o)
	}
	if list.Len() == 0 && w.Dataset(c.Source) == nil {
		return w, nil
	}
	return withDataset(w, &Dataset{Source: c.Source, Journey: c.Journey, Observations: list.Done()})
}

// sameMeasurement reports whether two observations measure the same: metric, place, segment, period.
func sameMeasurement(a, b *Observation) bool {
	if a.Metric != b.Metric || a.Segment != b.Segment || a.Period != b.Period || a.Card != b.Card {
		return false
	}
	switch {
	case a.Card != "":
		return true
	case a.Step != "" || b.Step != "":
		return a.Step == b.Step
	}
	return a.Stage == b.Stage
}
