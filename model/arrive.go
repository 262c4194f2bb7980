package model

import "slices"

// views puts the views of the journey in the place of those that it has here.
func (in *arriving) views() error {
	coming := map[ViewID]*View{}
	var order []ViewID
	for _, v := range in.from.Views {
		if v.Journey != in.source {
			continue
		}
		next := in.view(v)
		if old := in.w.View(next.ID); old != nil && old.Journey != in.j.ID {
			next.ID = DerivedID(string(in.j.ID), next.ID)
		}
		coming[next.ID] = &next
		order = append(order, next.ID)
	}
	var views []*View
	for _, old := range in.w.Views {
		next := coming[old.ID]
		switch {
		case old.Journey != in.j.ID:
			views = append(views, old)
		case next != nil:
			views = append(views, next)
			delete(coming, old.ID)
		}
	}
	for _, id := range order {
		if v := coming[id]; v != nil {
			views = append(views, v)
		}
	}
	in.w.Views = keptOf[ViewID](views, in.w.Views)
	for _, v := range in.w.Views {
		if v.Journey == in.j.ID {
			if err := checkView(in.w, v); err != nil {
				return err
			}
		}
	}
	return nil
}

// view returns a view as it is called here.
func (in *arriving) view(v *View) View {
	next := v.clone()
	next.Journey = in.j.ID
	if in.salt == "" {
		return next
	}
	next.ID = DerivedID(in.salt, v.ID)
	for i, id := range next.HideLanes {
		next.HideLanes[i] = DerivedID(in.salt, id)
	}
	for i, id := range next.CollapsedLanes {
		next.CollapsedLanes[i] = DerivedID(in.salt, id)
	}
	for i, id := range next.Collapsed {
		next.Collapsed[i] = DerivedID(in.salt, id)
	}
	for i := range next.Heights {
		next.Heights[i].Lane = DerivedID(in.salt, next.Heights[i].Lane)
	}
	return next
}

// datasets puts the datasets of the journey in the place of those that it has here.
func (in *arriving) datasets() error {
	old := in.w.Datasets
	in.w.Datasets = kept(old, func(d *Dataset) bool { return d.Journey != in.j.ID })
	for _, d := range in.from.Datasets {
		if d.Journey != in.source {
			continue
		}
		next := in.measured(d)
		in.sourceOf(next)
		if err := in.fits(next); err != nil {
			return err
		}
		if i := slices.IndexFunc(old, func(o *Dataset) bool { return o.Source == next.Source && o.Journey == next.Journey }); i >= 0 && old[i].Observations.Equal(next.Observations) {
			next = old[i]
		}
		in.w.Datasets = inserted(in.w.Datasets, len(in.w.Datasets), next)
	}
	if slices.Equal(in.w.Datasets, old) {
		in.w.Datasets = old
	}
	return nil
}

// measured returns a dataset as it is called here.
func (in *arriving) measured(d *Dataset) *Dataset {
	next := &Dataset{Source: d.Source, Journey: in.j.ID, Observations: d.Observations}
	if in.salt == "" {
		return next
	}
	var list ObservationList
	list.Grow(d.Observations.Len())
	for o := range d.Observations.All() {
		o.Stage, o.Step, o.Card = derivedOrNone(in.salt, o.Stage), derivedOrNone(in.salt, o.Step), derivedOrNone(in.salt, o.Card)
		list.Add(o)
	}
	next.Observations = list.Done()
	return next
}

func derivedOrNone[T ~string](salt string, id T) T {
	if id == "" {
		return ""
	}
	return DerivedID(salt, id)
}

// sourceOf gives a dataset a source of its own when that which it names speaks of another journey here.
func (in *arriving) sourceOf(d *Dataset) {
	taken := in.w.Dataset(d.Source)
	if taken == nil {
		return
	}
	known := in.from.Source(d.Source)
	if known == nil {
		return
	}
	source := *known
	d.Source = DerivedID(string(in.j.ID), source.ID)
	if in.w.Source(d.Source) == nil {
		source.ID = d.Source
		in.w.Sources = inserted(in.w.Sources, len(in.w.Sources), &source)
	}
	if in.salt == "" {
		in.note("The source “%s” speaks of another journey here; its values come as a source of their own.", source.Name)
	}
}

// fits leaves out the observations that the metrics as they are here do not allow.
func (in *arriving) fits(d *Dataset) error {
	if checkDataset(in.w, d) == nil {
		return nil
	}
	rules := observationRules{w: in.w, j: in.j, source: d.Source}
	var list ObservationList
	for o := range d.Observations.All() {
		if rules.check(&o) == nil {
			list.Add(o)
		}
	}
	lost := d.Observations.Len() - list.Len()
	d.Observations = list.Done()
	if lost > 0 {
		in.note("%s of “%s” cannot come along: the metrics are measured on another scale now.", Count(lost, "value"), in.w.Source(d.Source).Name)
	}
	return checkDataset(in.w, d)
}
