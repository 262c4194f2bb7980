package store

import (
	"errors"
	"fmt"
	"slices"

	"stagecraft/model"
)

// mend makes every reference of a workspace that was just read point at something, and reports each
// one that had to be let go. The workspace is not published yet, so it may be changed in place.
func mend(w *model.Workspace, p *problems) {
	m := mender{problems: p, w: w, ids: map[model.RecordKind]map[string]bool{}}
	m.library()
	for _, j := range w.Journeys {
		m.journey(j)
	}
	m.twins()
	m.views()
	m.pairs()
	m.datasets()
	m.rules()
}

type mender struct {
	*problems
	w   *model.Workspace
	ids map[model.RecordKind]map[string]bool
}

func index[T any, ID ~string](list []*T, id func(*T) ID) map[string]bool {
	ids := make(map[string]bool, len(list))
	for _, r := range list {
		ids[string(id(r))] = true
	}
	return ids
}

// clear empties a reference to a record that is not there.
func clear[ID ~string](m mender, id *ID, to model.RecordKind, kind model.RecordKind, title string) {
	if *id == "" || m.ids[to][string(*id)] {
		return
	}
	*id = ""
	m.add(kind, title, fmt.Sprintf("named %s that is lost; it now names none", article(to)))
}

// lost reports whether a view names a record that is lost, and says so.
func lost[ID ~string](m mender, id ID, to model.RecordKind, view string) bool {
	clear(m, &id, to, model.ViewRecord, view)
	return id == ""
}

func article(kind model.RecordKind) string {
	switch kind {
	case model.OwnerRecord, model.ImageRecord:
		return "an " + string(kind)
	}
	return "a " + string(kind)
}

func (m mender) library() {
	w := m.w
	m.ids[model.JourneyRecord] = index(w.Journeys, func(r *model.Journey) model.JourneyID { return r.ID })
	m.ids[model.PersonaRecord] = index(w.Personas, func(r *model.Persona) model.PersonaID { return r.ID })
	m.ids[model.MetricRecord] = index(w.Metrics, func(r *model.Metric) model.MetricID { return r.ID })
	m.ids[model.ChannelRecord] = index(w.Channels, func(r *model.Channel) model.ChannelID { return r.ID })
	m.ids[model.OwnerRecord] = index(w.Owners, func(r *model.Owner) model.OwnerID { return r.ID })
	m.ids[model.SystemRecord] = index(w.Systems, func(r *model.System) model.SystemID { return r.ID })
	m.ids[model.ImageRecord] = index(w.Images, func(r *model.Image) model.ImageID { return r.ID })
	m.ids[model.SourceRecord] = index(w.Sources, func(r *model.Source) model.SourceID { return r.ID })
	for _, r := range w.Personas {
		clear(m, &r.Photo, model.ImageRecord, model.PersonaRecord, r.Name)
	}
	for _, r := range w.Metrics {
		clear(m, &r.Owner, model.OwnerRecord, model.MetricRecord, r.Name)
	}
	for _, r := range w.Sources {
		clear(m, &r.Owner, model.OwnerRecord, model.SourceRecord, r.Name)
	}
	for _, r := range w.Systems {
		clear(m, &r.Owner, model.OwnerRecord, model.SystemRecord, r.Name)
	}
}

func (m mender) journey(j *model.Journey) {
	clear(m, &j.Twin, model.JourneyRecord, model.JourneyRecord, j.Title)
	clear(m, &j.Owner, model.OwnerRecord, model.JourneyRecord, j.Title)
	j.Personas = slices.DeleteFunc(j.Personas, func(id model.PersonaID) bool {
		clear(m, &id, model.PersonaRecord, model.JourneyRecord, j.Title)
		return id == ""
	})
	j.Personas = list(j.Personas)
	for _, s := range j.Stages {
		for _, t := range s.Steps {
			m.goals(t)
		}
	}
	for _, l := range j.Lanes {
		clear(m, &l.Persona, model.PersonaRecord, model.LaneRecord, l.Title)
		clear(m, &l.Metric, model.MetricRecord, model.LaneRecord, l.Title)
	}
	m.cards(j)
	m.linksAndComments(j)
}

// goals lets go of the goals that a step serves and that no persona has.
func (m mender) goals(t *model.Step) {
	kept := slices.DeleteFunc(slices.Clone(t.Serves), func(g model.Served) bool {
		i := slices.IndexFunc(m.w.Personas, func(p *model.Persona) bool { return p.ID == g.Persona })
		return i < 0 || !slices.Contains(m.w.Personas[i].Goals, g.Goal)
	})
	if lost := len(t.Serves) - len(kept); lost > 0 {
		t.Serves = list(kept)
		m.add(model.StepRecord, t.Title, "served a goal that is lost")
	}
}

// twins lets go of those that do not name each other.
func (m mender) twins() {
	of := map[model.JourneyID]model.JourneyID{}
	for _, j := range m.w.Journeys {
		of[j.ID] = j.Twin
	}
	for _, j := range m.w.Journeys {
		if j.Twin != "" && of[j.Twin] != j.ID {
			j.Twin = ""
			m.add(model.JourneyRecord, j.Title, "named a twin that is no longer its twin; it now names none")
		}
	}
}

func (m mender) cards(j *model.Journey) {
	place, steps := map[model.StepID]int{}, 0
	for _, s := range j.Stages {
		for _, t := range s.Steps {
			place[t.ID] = steps
			steps++
		}
	}
	for _, c := range j.Cards {
		clear(m, &c.Persona, model.PersonaRecord, model.CardRecord, c.Title)
		clear(m, &c.Channel, model.ChannelRecord, model.CardRecord, c.Title)
		clear(m, &c.Owner, model.OwnerRecord, model.CardRecord, c.Title)
		clear(m, &c.System, model.SystemRecord, model.CardRecord, c.Title)
		clear(m, &c.Image, model.ImageRecord, model.CardRecord, c.Title)
		if most := steps - place[c.Step]; c.Span < 1 || c.Span > most {
			c.Span = max(1, min(c.Span, most))
			m.add(model.CardRecord, c.Title, fmt.Sprintf("reached over steps that are lost; it now spans %d", c.Span))
		}
	}
}

func (m mender) linksAndComments(j *model.Journey) {
	there := map[model.Ref]bool{journeyRef(j.ID): true}
	note := func(kind model.RecordKind, id string) {
		there[model.Ref{Kind: kind, Journey: j.ID, ID: id}] = true
	}
	for _, s := range j.Stages {
		note(model.StageRecord, string(s.ID))
		for _, t := range s.Steps {
			note(model.StepRecord, string(t.ID))
		}
	}
	for _, l := range j.Lanes {
		note(model.LaneRecord, string(l.ID))
	}
	for _, c := range j.Cards {
		note(model.CardRecord, string(c.ID))
	}
	hangs := func(id model.CardID) bool {
		return !there[model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(id)}]
	}
	j.Links = slices.DeleteFunc(j.Links, func(l *model.Link) bool {
		if !hangs(l.From) && !hangs(l.To) {
			note(model.LinkRecord, string(l.ID))
			return false
		}
		m.add(model.LinkRecord, l.Label, "joined a card that is lost and is left out")
		return true
	})
	j.Links = list(j.Links)
	for _, c := range j.Comments {
		if !there[c.On] {
			c.On = journeyRef(j.ID)
			m.add(model.CommentRecord, c.Text, "was on a record that is lost; it now stands on the journey")
		}
	}
}

func (m mender) views() {
	m.w.Views = slices.DeleteFunc(m.w.Views, func(v *model.View) bool {
		i := slices.IndexFunc(m.w.Journeys, func(j *model.Journey) bool { return j.ID == v.Journey })
		if i < 0 {
			m.add(model.ViewRecord, v.Name, "was of a journey that is lost and is left out")
			return true
		}
		j := m.w.Journeys[i]
		lanes := index(j.Lanes, func(l *model.Lane) model.LaneID { return l.ID })
		stages := index(j.Stages, func(s *model.Stage) model.StageID { return s.ID })
		v.HideLanes = list(slices.DeleteFunc(v.HideLanes, func(id model.LaneID) bool { return !lanes[string(id)] }))
		v.Collapsed = list(slices.DeleteFunc(v.Collapsed, func(id model.StageID) bool { return !stages[string(id)] }))
		v.CollapsedLanes = list(slices.DeleteFunc(v.CollapsedLanes, func(id model.LaneID) bool { return !lanes[string(id)] }))
		v.Heights = list(slices.DeleteFunc(v.Heights, func(h model.LaneHeight) bool { return !lanes[string(h.Lane)] }))
		f := &v.Filter
		f.Personas = list(slices.DeleteFunc(f.Personas, func(id model.PersonaID) bool { return lost(m, id, model.PersonaRecord, v.Name) }))
		f.Channels = list(slices.DeleteFunc(f.Channels, func(id model.ChannelID) bool { return lost(m, id, model.ChannelRecord, v.Name) }))
		clear(m, &v.Metric, model.MetricRecord, model.ViewRecord, v.Name)
		return false
	})
	m.w.Views = list(m.w.Views)
}

// pairs leaves out what names no two cards. Cards that are lost stay named: they may come back.
func (m mender) pairs() {
	m.w.Pairs = list(slices.DeleteFunc(m.w.Pairs, func(p *model.Pair) bool {
		return p.Journey == "" || p.Journey >= p.Other || p.Card == "" || p.OtherCard == ""
	}))
}

// datasets leaves out the values that speak of something lost: moved to the whole journey they would
// be wrong.
func (m mender) datasets() {
	m.w.Datasets = slices.DeleteFunc(m.w.Datasets, func(d *model.Dataset) bool {
		i := slices.IndexFunc(m.w.Journeys, func(j *model.Journey) bool { return j.ID == d.Journey })
		if i < 0 {
			m.add(model.DatasetRecord, string(d.Source), "was of a journey that is lost and is left out")
			return true
		}
		if !m.ids[model.SourceRecord][string(d.Source)] {
			m.add(model.SourceRecord, "", "of a dataset was lost and is now named \"Recovered source\"")
			m.ids[model.SourceRecord][string(d.Source)] = true
			m.w.Sources = append(m.w.Sources, &model.Source{ID: d.Source, Name: "Recovered source"})
		}
		m.observations(m.w.Journeys[i], d)
		return false
	})
	m.w.Datasets = list(m.w.Datasets)
}

func (m mender) observations(j *model.Journey, d *model.Dataset) {
	stages := map[model.StageID]bool{"": true}
	steps := map[model.StepID]bool{"": true}
	cards := map[model.CardID]bool{"": true}
	for _, s := range j.Stages {
		stages[s.ID] = true
		for _, t := range s.Steps {
			steps[t.ID] = true
		}
	}
	for _, c := range j.Cards {
		cards[c.ID] = true
	}
	metrics := map[model.MetricID]bool{}
	for _, r := range m.w.Metrics {
		metrics[r.ID] = true
	}
	sound := func(o model.Observation) bool {
		return metrics[o.Metric] && stages[o.Stage] && steps[o.Step] && cards[o.Card]
	}
	if about, ok := d.Observations.Deferred(); ok && allIn(about.Stages, stages) && allIn(about.Steps, steps) && allIn(about.Cards, cards) &&
		!slices.ContainsFunc(about.Metrics, func(m model.MeasuredMetric) bool { return !metrics[m.Metric] }) {
		return
	}
	var left model.ObservationList
	for o := range d.Observations.All() {
		if sound(o) {
			left.Add(o)
		}
	}
	if lost := d.Observations.Len() - left.Len(); lost > 0 {
		d.Observations = left.Done()
		m.add(model.DatasetRecord, string(d.Source), fmt.Sprintf("held %d values of records that are lost; they are left out", lost))
	}
}

func allIn[K comparable](list []K, known map[K]bool) bool {
	return !slices.ContainsFunc(list, func(k K) bool { return !known[k] })
}

// rules reports what breaks a rule of the model all the same. It is kept: it can be put right on the
// board, but not brought back.
func (m mender) rules() {
	for _, err := range invalid(model.Validate(m.w)) {
		m.note(err.Ref.Kind, err.Ref.ID, "breaks a rule and is kept as it is: "+err.Field+" "+err.Reason)
	}
}

// invalid takes the errors of model.Validate apart.
func invalid(err error) []*model.InvalidError {
	if err == nil {
		return nil
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var list []*model.InvalidError
		for _, e := range joined.Unwrap() {
			list = append(list, invalid(e)...)
		}
		return list
	}
	var one *model.InvalidError
	if errors.As(err, &one) {
		return []*model.InvalidError{one}
	}
	return []*model.InvalidError{{Reason: err.Error()}}
}
