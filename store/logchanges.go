package store

import (
	"stagecraft/model"
)

// describe lists what differs between two workspaces. What came or went with its journey is counted.
func (l *Logged) describe(before, after *model.Workspace) {
	l.Changes, l.More = nil, 0
	with := map[model.JourneyID]bool{}
	for _, c := range model.Diff(before, after) {
		if c.Ref.Kind == model.JourneyRecord {
			with[c.Ref.Journey] = c.Op == model.Added || c.Op == model.Removed
		} else if with[c.Ref.Journey] && c.Ref.Journey != "" {
			l.More++
			continue
		}
		if len(l.Changes) >= logListed {
			l.More++
			continue
		}
		l.Changes = append(l.Changes, logged(c, before, after))
	}
}

func logged(c model.Change, before, after *model.Workspace) LoggedChange {
	in := after
	if c.Op == model.Removed {
		in = before
	}
	change := LoggedChange{Op: c.Op, Ref: c.Ref, Title: titleOf(in, c.Ref)}
	if j := in.Journey(c.Ref.Journey); j != nil && c.Ref.Kind != model.JourneyRecord {
		change.In = j.Title
	}
	if c.Op == model.Changed {
		for _, f := range model.ChangedFields(before, c.Ref, after, c.Ref) {
			change.Fields = append(change.Fields, f.Field)
		}
	}
	return change
}

// titleOf returns what a record is called; it may be empty.
func titleOf(w *model.Workspace, ref model.Ref) string {
	switch ref.Kind {
	case model.WorkspaceRecord:
		return w.Name
	case model.PersonaRecord:
		return nameOf(w.Persona(model.PersonaID(ref.ID)), func(r *model.Persona) string { return r.Name })
	case model.MetricRecord:
		return nameOf(w.Metric(model.MetricID(ref.ID)), func(r *model.Metric) string { return r.Name })
	case model.SourceRecord, model.DatasetRecord:
		return nameOf(w.Source(model.SourceID(ref.ID)), func(r *model.Source) string { return r.Name })
	case model.ChannelRecord:
		return nameOf(w.Channel(model.ChannelID(ref.ID)), func(r *model.Channel) string { return r.Name })
	case model.OwnerRecord:
		return nameOf(w.Owner(model.OwnerID(ref.ID)), func(r *model.Owner) string { return r.Name })
	case model.SystemRecord:
		return nameOf(w.System(model.SystemID(ref.ID)), func(r *model.System) string { return r.Name })
	case model.ViewRecord:
		return nameOf(w.View(model.ViewID(ref.ID)), func(r *model.View) string { return r.Name })
	case model.ImageRecord:
		return nameOf(w.Image(model.ImageID(ref.ID)), func(r *model.Image) string { return r.Name })
	}
	j := w.Journey(ref.Journey)
	if j == nil {
		return ""
	}
	return titleInJourney(j, ref)
}

func titleInJourney(j *model.Journey, ref model.Ref) string {
	switch ref.Kind {
	case model.JourneyRecord:
		return j.Title
	case model.StageRecord:
		return nameOf(j.Stage(model.StageID(ref.ID)), func(r *model.Stage) string { return r.Title })
	case model.StepRecord:
		return nameOf(j.Step(model.StepID(ref.ID)), func(r *model.Step) string { return r.Title })
	case model.LaneRecord:
		return nameOf(j.Lane(model.LaneID(ref.ID)), func(r *model.Lane) string { return r.Title })
	case model.CardRecord:
		return nameOf(j.Card(model.CardID(ref.ID)), func(r *model.Card) string { return r.Title })
	case model.LinkRecord:
		return nameOf(j.Link(model.LinkID(ref.ID)), func(r *model.Link) string { return r.Label })
	case model.CommentRecord:
		return nameOf(j.Comment(model.CommentID(ref.ID)), func(r *model.Comment) string { return r.Text })
	}
	return ""
}

func nameOf[R any](r *R, name func(*R) string) string {
	if r == nil {
		return ""
	}
	return shortened(name(r))
}

// logTitle bounds how much of a title the log keeps.
const logTitle = 80

func shortened(text string) string {
	if r := []rune(text); len(r) > logTitle {
		return string(r[:logTitle-1]) + "…"
	}
	return text
}
