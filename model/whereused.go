package model

// Use is one place at which a record of the library is used.
type Use struct {
	In    Ref    // the record that names it; for observations their dataset, with its journey
	Field string // in words: "owner", "persona", "goal"
	Count int    // how many observations it is; 1 for every other record
}

// Uses returns for every record of the library where it is used: journey by journey in their order, then
// within the library, then in saved views and datasets. What is not in the map is used nowhere. It visits
// every card and every observation of w.
func Uses(w *Workspace) map[Ref][]Use {
	u := useList{}
	for _, j := range w.Journeys {
		u.journey(j)
	}
	for _, r := range w.Metrics {
		addUse(u, OwnerRecord, r.Owner, Ref{Kind: MetricRecord, ID: string(r.ID)}, "owner")
	}
	for _, r := range w.Sources {
		addUse(u, OwnerRecord, r.Owner, Ref{Kind: SourceRecord, ID: string(r.ID)}, "owner")
	}
	for _, r := range w.Systems {
		addUse(u, OwnerRecord, r.Owner, Ref{Kind: SystemRecord, ID: string(r.ID)}, "owner")
	}
	for _, v := range w.Views {
		u.view(v)
	}
	for _, d := range w.Datasets {
		u.dataset(d)
	}
	return u
}

type useList map[Ref][]Use

func addUse[ID ~string](u useList, kind RecordKind, id ID, in Ref, field string) {
	if id != "" {
		ref := Ref{Kind: kind, ID: string(id)}
		u[ref] = append(u[ref], Use{In: in, Field: field, Count: 1})
	}
}

func (u useList) journey(j *Journey) {
	in := Ref{JourneyRecord, j.ID, string(j.ID)}
	addUse(u, OwnerRecord, j.Owner, in, "owner")
	for _, p := range j.Personas {
		addUse(u, PersonaRecord, p, in, "persona")
	}
	for _, s := range j.Steps() {
		for _, g := range s.Serves {
			addUse(u, PersonaRecord, g.Persona, Ref{StepRecord, j.ID, string(s.ID)}, "goal")
		}
	}
	for _, l := range j.Lanes {
		in := Ref{LaneRecord, j.ID, string(l.ID)}
		addUse(u, PersonaRecord, l.Persona, in, "persona")
		addUse(u, MetricRecord, l.Metric, in, "metric")
	}
	for _, c := range j.Cards {
		in := Ref{CardRecord, j.ID, string(c.ID)}
		addUse(u, PersonaRecord, c.Persona, in, "persona")
		addUse(u, ChannelRecord, c.Channel, in, "channel")
		addUse(u, OwnerRecord, c.Owner, in, "owner")
		addUse(u, SystemRecord, c.System, in, "system")
	}
}

func (u useList) view(v *View) {
	in := Ref{ViewRecord, v.Journey, string(v.ID)}
	addUse(u, MetricRecord, v.Metric, in, "metric")
	for _, id := range v.Filter.Personas {
		addUse(u, PersonaRecord, id, in, "filter")
	}
	for _, id := range v.Filter.Channels {
		addUse(u, ChannelRecord, id, in, "filter")
	}
}

func (u useList) dataset(d *Dataset) {
	in := Ref{DatasetRecord, d.Journey, string(d.Source)}
	counts := map[MetricID]int{}
	for o := range d.Observations.All() {
		counts[o.Metric]++
	}
	for _, m := range d.Observations.Metrics() {
		ref := Ref{Kind: MetricRecord, ID: string(m)}
		u[ref] = append(u[ref], Use{In: in, Field: "values", Count: counts[m]})
	}
	ref := Ref{Kind: SourceRecord, ID: string(d.Source)}
	u[ref] = append(u[ref], Use{In: in, Field: "values", Count: d.Observations.Len()})
}
