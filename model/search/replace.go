package search

import (
	"slices"

	"stagecraft/model"
)

// Replace returns the command that replaces the pattern by another text, in the records that refs name
// or, when refs is nil, everywhere; and how many places that changes. The command is nil when it is
// none. Only texts change: ids, numbers, dates and the names of files stay as they are, and a name that
// other records refer to changes at the record whose name it is.
func Replace(w *model.Workspace, p Pattern, with string, refs []model.Ref) (model.Command, int) {
	if p.Empty() {
		return nil, 0
	}
	r := &replacer{pattern: p, with: with}
	if refs != nil {
		r.only = make(map[model.Ref]bool, len(refs))
		for _, ref := range refs {
			r.only[ref] = true
		}
	}
	for _, j := range w.Journeys {
		r.journey(j)
	}
	r.library(w)
	if r.count == 0 {
		return nil, 0
	}
	return model.Group{Name: "Replace " + model.Count(r.count, "text"), Commands: r.commands}, r.count
}

// replacer gathers the commands of a replacement.
type replacer struct {
	pattern  Pattern
	with     string
	only     map[model.Ref]bool // nil for all
	commands []model.Command
	count    int
}

// change visits the texts of a copy of a record and reports whether it differs now.
func (r *replacer) change(ref model.Ref, visit func(visitor)) bool {
	if r.only != nil && !r.only[ref] {
		return false
	}
	before := r.count
	visit(func(_ string, text *string, borrowed bool) {
		if borrowed {
			return
		}
		next, n := r.pattern.Replace(*text, r.with)
		*text = next
		r.count += n
	})
	return r.count > before
}

func (r *replacer) add(c model.Command) { r.commands = append(r.commands, c) }

func (r *replacer) journey(j *model.Journey) {
	ref := func(kind model.RecordKind, id string) model.Ref { return model.Ref{Kind: kind, Journey: j.ID, ID: id} }
	info := j.JourneyInfo
	if r.change(ref(model.JourneyRecord, string(j.ID)), func(v visitor) { infoTexts(&info, v) }) {
		r.add(model.EditJourney{Journey: j.ID, Info: info})
	}
	for _, s := range j.Stages {
		next := *s
		if r.change(ref(model.StageRecord, string(s.ID)), func(v visitor) { stageTexts(&next, v) }) {
			r.add(model.EditStage{Journey: j.ID, Stage: s.ID, Title: next.Title, Definition: next.Definition})
		}
		for _, step := range s.Steps {
			next := *step
			if r.change(ref(model.StepRecord, string(step.ID)), func(v visitor) { stepTexts(&next, v) }) {
				r.add(model.EditStep{Journey: j.ID, Step: step.ID, Title: next.Title, Definition: next.Definition})
			}
		}
	}
	for _, l := range j.Lanes {
		next := *l
		if r.change(ref(model.LaneRecord, string(l.ID)), func(v visitor) { laneTexts(&next, v) }) {
			r.add(model.EditLane{Journey: j.ID, Lane: next})
		}
	}
	r.cards(j)
	for _, l := range j.Links {
		next := *l
		if r.change(ref(model.LinkRecord, string(l.ID)), func(v visitor) { linkTexts(&next, v) }) {
			r.add(model.EditLink{Journey: j.ID, Link: next})
		}
	}
	for _, c := range j.Comments {
		next := *c
		if r.change(ref(model.CommentRecord, string(c.ID)), func(v visitor) { commentTexts(&next, v) }) {
			r.add(model.PutComment{Journey: j.ID, Comment: next})
		}
	}
}

func (r *replacer) cards(j *model.Journey) {
	var cards []model.Card
	for _, c := range j.Cards {
		next := *c
		next.Tags = slices.Clone(c.Tags)
		if r.change(model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(c.ID)}, func(v visitor) { cardTexts(&next, v) }) {
			cards = append(cards, next)
		}
	}
	if len(cards) > 0 {
		r.add(model.EditCards{Journey: j.ID, Cards: cards})
	}
}

func (r *replacer) library(w *model.Workspace) {
	ref := func(kind model.RecordKind, id string) model.Ref { return model.Ref{Kind: kind, ID: id} }
	for _, p := range w.Personas {
		next := *p
		next.Goals, next.Needs, next.Frustrations = slices.Clone(p.Goals), slices.Clone(p.Needs), slices.Clone(p.Frustrations)
		if r.change(ref(model.PersonaRecord, string(p.ID)), func(v visitor) { personaTexts(&next, v) }) {
			r.add(model.PutPersona{Persona: next})
		}
	}
	for _, m := range w.Metrics {
		next := *m
		if r.change(ref(model.MetricRecord, string(m.ID)), func(v visitor) { metricTexts(&next, v) }) {
			r.add(model.PutMetric{Metric: next})
		}
	}
	for _, s := range w.Sources {
		next := *s
		if r.change(ref(model.SourceRecord, string(s.ID)), func(v visitor) { sourceTexts(&next, v) }) {
			r.add(model.PutSource{Source: next})
		}
	}
	for _, c := range w.Channels {
		next := *c
		if r.change(ref(model.ChannelRecord, string(c.ID)), func(v visitor) { channelTexts(&next, v) }) {
			r.add(model.PutChannel{Channel: next})
		}
	}
	for _, o := range w.Owners {
		next := *o
		if r.change(ref(model.OwnerRecord, string(o.ID)), func(v visitor) { ownerTexts(&next, v) }) {
			r.add(model.PutOwner{Owner: next})
		}
	}
	for _, s := range w.Systems {
		next := *s
		if r.change(ref(model.SystemRecord, string(s.ID)), func(v visitor) { systemTexts(&next, v) }) {
			r.add(model.PutSystem{System: next})
		}
	}
	for _, v := range w.Views {
		next := *v
		if r.change(ref(model.ViewRecord, string(v.ID)), func(visit visitor) { viewTexts(&next, visit) }) {
			r.add(model.PutView{View: next})
		}
	}
}
