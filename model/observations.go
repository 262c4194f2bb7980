package model

import "slices"

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
	case w.Datasets[at].Journey == d.Journey && equalObservations(w.Datasets[at].Observations, d.Observations):
		return w, nil
	default:
		next.Datasets = replaced(w.Datasets, at, d)
	}
	return next, nil
}

// equalObservations compares one by one only when the slices are different ones.
func equalObservations(a, b []Observation) bool { return sameSlice(a, b) || slices.Equal(a, b) }

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
	next := &Dataset{Source: c.Source, Journey: c.Journey, Observations: make([]Observation, 0, len(old.Observations)+1)}
	empty := !o.Value.Known && !o.Numerator.Known && !o.Denominator.Known
	placed := empty
	for _, was := range old.Observations {
		if !sameMeasurement(&was, &o) {
			next.Observations = append(next.Observations, was)
		} else if !placed {
			next.Observations = append(next.Observations, o)
			placed = true
		}
	}
	if !placed {
		next.Observations = append(next.Observations, o)
	}
	if len(next.Observations) == 0 && w.Dataset(c.Source) == nil {
		return w, nil
	}
	return withDataset(w, next)
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
