package model

import "slices"

// UsedBy returns a workspace without journeys that holds the records of w's library that a journey
// refers to, directly or through another of them, in the order of the library, with the journey's views
// and datasets.
func UsedBy(w *Workspace, j *Journey) *Workspace {
	u := uses{}
	out := &Workspace{}
	u.journey(w, j, out)
	u.library(w, out)
	return out
}

// Excerpt returns a workspace of the journeys with these ids alone, in w's order, each with what UsedBy
// says. A twin that is not among them is no twin any more. What both hold they share.
func Excerpt(w *Workspace, ids ...JourneyID) *Workspace {
	u := uses{}
	out := &Workspace{Name: w.Name}
	for _, j := range w.Journeys {
		if !slices.Contains(ids, j.ID) {
			continue
		}
		u.journey(w, j, out)
		if j.Twin != "" && !slices.Contains(ids, j.Twin) {
			j = cloneJourney(j)
			j.Twin = ""
		}
		out.Journeys = append(out.Journeys, j)
	}
	u.library(w, out)
	out.Pairs = pairsBetween(out, w.Pairs)
	return out
}

// uses is a set of records.
type uses map[Ref]bool

// journey notes what a journey refers to, and puts its views and datasets into out.
func (u uses) journey(w *Workspace, j *Journey, out *Workspace) {
	use(u, OwnerRecord, j.Owner)
	for _, p := range j.Personas {
		use(u, PersonaRecord, p)
	}
	for _, s := range j.Steps() {
		for _, g := range s.Serves {
			use(u, PersonaRecord, g.Persona)
		}
	}
	for _, l := range j.Lanes {
		use(u, PersonaRecord, l.Persona)
		use(u, MetricRecord, l.Metric)
	}
	for _, c := range j.Cards {
		use(u, PersonaRecord, c.Persona)
		use(u, ChannelRecord, c.Channel)
		use(u, OwnerRecord, c.Owner)
		use(u, SystemRecord, c.System)
		use(u, ImageRecord, c.Image)
	}
	for _, v := range w.Views {
		if v.Journey == j.ID {
			out.Views = append(out.Views, v)
			use(u, MetricRecord, v.Metric)
			for _, id := range v.Filter.Personas {
				use(u, PersonaRecord, id)
			}
			for _, id := range v.Filter.Channels {
				use(u, ChannelRecord, id)
			}
		}
	}
	for _, d := range w.Datasets {
		if d.Journey != j.ID {
			continue
		}
		out.Datasets = append(out.Datasets, d)
		use(u, SourceRecord, d.Source)
		for _, m := range d.Observations.Metrics() {
			use(u, MetricRecord, m)
		}
	}
}

func use[ID ~string](u uses, kind RecordKind, id ID) {
	u[Ref{Kind: kind, ID: string(id)}] = true
}

// library puts the records that are used into out. Those that refer to others come first.
func (u uses) library(w, out *Workspace) {
	out.Personas = used[PersonaID](u, PersonaRecord, w.Personas)
	for _, r := range out.Personas {
		use(u, ImageRecord, r.Photo)
	}
	out.Metrics = used[MetricID](u, MetricRecord, w.Metrics)
	for _, r := range out.Metrics {
		use(u, OwnerRecord, r.Owner)
	}
	out.Sources = used[SourceID](u, SourceRecord, w.Sources)
	for _, r := range out.Sources {
		use(u, OwnerRecord, r.Owner)
	}
	out.Systems = used[SystemID](u, SystemRecord, w.Systems)
	for _, r := range out.Systems {
		use(u, OwnerRecord, r.Owner)
	}
	out.Channels = used[ChannelID](u, ChannelRecord, w.Channels)
	out.Owners = used[OwnerID](u, OwnerRecord, w.Owners)
	out.Images = used[ImageID](u, ImageRecord, w.Images)
}

func used[K ~string, R any, P record[K, R]](u uses, kind RecordKind, list []*R) []*R {
	var out []*R
	for _, r := range list {
		if u[Ref{Kind: kind, ID: string(P(r).id())}] {
			out = append(out, r)
		}
	}
	return out
}

// bring adds to w, which is not published yet, the records of another workspace's library that a
// journey of that one refers to and that w has not. What w has stays as it is.
func bring(w, from *Workspace, j *Journey) {
	needed := UsedBy(from, j)
	w.Images = joined[ImageID](w.Images, needed.Images)
	w.Owners = joined[OwnerID](w.Owners, needed.Owners)
	w.Personas = joined[PersonaID](w.Personas, needed.Personas)
	w.Channels = joined[ChannelID](w.Channels, needed.Channels)
	w.Systems = joined[SystemID](w.Systems, needed.Systems)
	w.Metrics = joined[MetricID](w.Metrics, needed.Metrics)
	w.Sources = joined[SourceID](w.Sources, needed.Sources)
}

// joined returns the list with the records behind it that it lacks; it is the list itself when it has
// them all.
func joined[K ~string, R any, P record[K, R]](list, more []*R) []*R {
	there := make(map[K]bool, len(list))
	for _, r := range list {
		there[P(r).id()] = true
	}
	next := list
	for _, r := range more {
		if !there[P(r).id()] {
			next = inserted(next, len(next), r)
		}
	}
	return next
}
