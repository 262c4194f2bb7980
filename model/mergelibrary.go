package model

import (
	"reflect"
	"slices"
)

// library merges the records that the merged journey, its data and its views use into next, which is not
// published yet, and brings those that it lacks. Nothing is removed from a library.
func (m *merger) library(next *Workspace, j *Journey) {
	theirs := cloneWorkspace(m.theirs.w)
	theirs.Datasets, theirs.Views = next.Datasets, next.Views
	used, was := UsedBy(theirs, j), m.base.w
	next.Personas = mergedLibrary[PersonaID](m, PersonaRecord, personaFields, was.Personas, next.Personas, used.Personas, always)
	next.Metrics = mergedLibrary[MetricID](m, MetricRecord, metricFields, was.Metrics, next.Metrics, used.Metrics, func(r *Metric) bool { return fits(next, r) })
	next.Channels = mergedLibrary[ChannelID](m, ChannelRecord, channelFields, was.Channels, next.Channels, used.Channels, always)
	next.Owners = mergedLibrary[OwnerID](m, OwnerRecord, ownerFields, was.Owners, next.Owners, used.Owners, always)
	next.Systems = mergedLibrary[SystemID](m, SystemRecord, systemFields, was.Systems, next.Systems, used.Systems, always)
	// What a merged record refers to comes along, not what it referred to on their side.
	theirs.Personas = joined[PersonaID](next.Personas, theirs.Personas)
	theirs.Metrics = joined[MetricID](next.Metrics, theirs.Metrics)
	theirs.Sources = joined[SourceID](next.Sources, theirs.Sources)
	theirs.Systems = joined[SystemID](next.Systems, theirs.Systems)
	bring(next, theirs, j)
}

// mergedLibrary merges the records of mine that theirs has too. Where the fields of both do not go
// together, mine stays.
func mergedLibrary[K ~string, R any, P record[K, R]](m *merger, kind RecordKind, fields []field[R], base, mine, theirs []*R, fits func(*R) bool) []*R {
	was, is := keyed[K, R, P](base), keyed[K, R, P](theirs)
	return mapped(mine, func(r *R) *R {
		id := P(r).id()
		if is[id] == nil {
			return r
		}
		next := mergedFields(m, Ref{Kind: kind, ID: string(id)}, fields, versions[R]{was[id], r, is[id]})
		if next != r && !fits(next) {
			return r
		}
		return next
	})
}

func always[R any](*R) bool { return true }

// fits reports whether a merged metric keeps the rules, with all the values that there are.
func fits(next *Workspace, r *Metric) bool {
	c := *r
	c.Owner = "" // who may come with it
	return checkMetric(next, &c) == nil && !leavesOut(next.Datasets, r, "")
}

func keyed[K ~string, R any, P record[K, R]](list []*R) map[K]*R {
	all := make(map[K]*R, len(list))
	for _, r := range list {
		all[P(r).id()] = r
	}
	return all
}

// data merges the datasets, each of which is one import: whole. What speaks of a place that is gone goes
// with it.
func (m *merger) data(next *Workspace, j *Journey) {
	own := func(d *Dataset) bool { return d.Journey == m.id }
	order, all := versionsOf[SourceID](filtered(m.base.w.Datasets, own), filtered(m.mine.w.Datasets, own), filtered(m.theirs.w.Datasets, own))
	merged := map[SourceID]*Dataset{}
	for _, id := range order {
		v := all[id]
		d := m.dataset(id, *v)
		if d != nil {
			merged[id] = placed(j, d)
		}
	}
	next.Datasets = mapped(next.Datasets, func(d *Dataset) *Dataset {
		if own(d) && merged[d.Source] != nil {
			return merged[d.Source]
		}
		return d
	})
	next.Datasets = kept(next.Datasets, func(d *Dataset) bool { return !own(d) || merged[d.Source] != nil })
	for _, id := range order {
		if merged[id] != nil && all[id].mine == nil && indexOf(next.Datasets, id) < 0 {
			next.Datasets = inserted(next.Datasets, len(next.Datasets), merged[id])
		}
	}
}

func filtered[R any](list []*R, pass func(*R) bool) []*R {
	return slices.DeleteFunc(slices.Clone(list), func(r *R) bool { return !pass(r) })
}

// dataset decides which version of an import counts.
func (m *merger) dataset(id SourceID, v versions[Dataset]) *Dataset {
	ref := Ref{DatasetRecord, m.id, string(id)}
	switch {
	case v.theirs == nil && v.mine == nil:
		return nil
	case v.base == nil && v.theirs == nil, v.base == nil && v.mine == nil:
		if v.mine != nil {
			return v.mine
		}
		return v.theirs
	case sameData(v.mine, v.theirs), sameData(v.base, v.theirs):
		return v.mine
	case sameData(v.base, v.mine):
		return v.theirs
	}
	words := func(d *Dataset) string {
		if d == nil {
			return "removed"
		}
		return Count(d.Observations.Len(), "value")
	}
	c := Conflict{Ref: ref, Title: titleOf(m, Ref{Kind: SourceRecord, ID: string(id)}), Field: "Values", Mine: words(v.mine), Theirs: words(v.theirs), Choice: Mine}
	if v.base != nil {
		c.Base = words(v.base)
	}
	if m.decide(c) == Theirs {
		return v.theirs
	}
	return v.mine
}

func sameData(a, b *Dataset) bool {
	return a == b || a != nil && b != nil && a.Observations.Equal(b.Observations)
}

// placed returns the dataset without the values of places that the journey does not have.
func placed(j *Journey, d *Dataset) *Dataset {
	there := func(o *Observation) bool {
		return (o.Card == "" || j.Card(o.Card) != nil) && (o.Step == "" || j.Step(o.Step) != nil) && (o.Stage == "" || j.Stage(o.Stage) != nil)
	}
	return changedObservations(d, func(o *Observation) (Observation, bool) {
		next := *o
		if next.Card != "" && j.Card(next.Card) == nil || next.Card == "" && next.Step != "" && j.Step(next.Step) == nil ||
			next.Card == "" && next.Step == "" && j.Stage(next.Stage) == nil {
			return next, false
		}
		if next.Step != "" && j.Step(next.Step) == nil {
			next.Step = ""
		}
		if next.Stage != "" && j.Stage(next.Stage) == nil {
			next.Stage = ""
		}
		return next, true
	}, func(o *Observation) bool { return !there(o) })
}

// views merges the saved views, each whole: mine where both changed one.
func (m *merger) views(next *Workspace, j *Journey) {
	own := func(v *View) bool { return v.Journey == m.id }
	was, is := keyed[ViewID, View](filtered(m.base.w.Views, own)), keyed[ViewID, View](filtered(m.theirs.w.Views, own))
	same := func(a, b *View) bool { return a != nil && b != nil && reflect.DeepEqual(a, b) }
	next.Views = mapped(next.Views, func(v *View) *View {
		if own(v) && is[v.ID] != nil && !same(v, is[v.ID]) && same(was[v.ID], v) {
			return is[v.ID]
		}
		return v
	})
	next.Views = kept(next.Views, func(v *View) bool { return !own(v) || is[v.ID] != nil || !same(was[v.ID], v) })
	for _, v := range m.theirs.w.Views {
		if own(v) && next.View(v.ID) == nil && was[v.ID] == nil {
			next.Views = inserted(next.Views, len(next.Views), v)
		}
	}
	next.Views = mapped(next.Views, func(v *View) *View {
		if own(v) {
			return pruneView(j, v)
		}
		return v
	})
}
