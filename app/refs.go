package app

import (
	"slices"

	"stagecraft/model"
)

// sameRefs reports whether two selections are the same, in the same order.
func sameRefs(a, b []model.Ref) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// existing returns the refs whose records are there.
func existing(w *model.Workspace, refs []model.Ref) []model.Ref {
	kept := make([]model.Ref, 0, len(refs))
	for _, r := range refs {
		if exists(w, r) {
			kept = append(kept, r)
		}
	}
	if len(kept) == len(refs) {
		return refs
	}
	return kept
}

// exists reports whether the record that a ref names is in the workspace.
func exists(w *model.Workspace, r model.Ref) bool {
	switch r.Kind {
	case model.WorkspaceRecord:
		return true
	case model.JourneyRecord:
		return w.Journey(r.Journey) != nil
	case model.PersonaRecord:
		return w.Persona(model.PersonaID(r.ID)) != nil
	case model.MetricRecord:
		return w.Metric(model.MetricID(r.ID)) != nil
	case model.SourceRecord:
		return w.Source(model.SourceID(r.ID)) != nil
	case model.ChannelRecord, model.OwnerRecord, model.SystemRecord:
		return model.TitleOf(w, r) != ""
	}
	j := w.Journey(r.Journey)
	if j == nil {
		return false
	}
	switch r.Kind {
	case model.StageRecord:
		return j.Stage(model.StageID(r.ID)) != nil
	case model.StepRecord:
		return j.Step(model.StepID(r.ID)) != nil
	case model.LaneRecord:
		return j.Lane(model.LaneID(r.ID)) != nil
	case model.CardRecord:
		return j.Card(model.CardID(r.ID)) != nil
	case model.LinkRecord:
		return j.Link(model.LinkID(r.ID)) != nil
	}
	return false
}

// touchedBy returns what a step of the history changed, as a selection: the cards when there are any,
// else the steps, stages, lanes or links. The journey that is open comes before others; records that
// the step removed are not there to be shown.
func touchedBy(before, after *model.Workspace, open model.JourneyID) []model.Ref {
	byKind := map[model.RecordKind][]model.Ref{}
	var journey model.JourneyID
	changes := model.Diff(before, after)
	for _, c := range changes {
		if c.Ref.Journey == open && onBoard(c.Ref.Kind) {
			journey = open
		}
		if journey == "" && onBoard(c.Ref.Kind) {
			journey = c.Ref.Journey
		}
	}
	shaped := slices.ContainsFunc(changes, func(c model.Change) bool {
		return c.Op != model.Changed && c.Ref.Journey == journey && isStructure(c.Ref.Kind)
	})
	for _, c := range changes {
		if shaped && c.Op == model.Changed && c.Ref.Kind == model.CardRecord {
			continue // it only became wider or narrower with its steps
		}
		if c.Op != model.Removed && c.Ref.Journey == journey && exists(after, c.Ref) {
			byKind[c.Ref.Kind] = append(byKind[c.Ref.Kind], c.Ref)
		}
	}
	for _, kind := range []model.RecordKind{
		model.CardRecord, model.StepRecord, model.StageRecord, model.LaneRecord, model.LinkRecord,
	} {
		if len(byKind[kind]) > 0 {
			return byKind[kind]
		}
	}
	return nil
}

// isStructure reports whether records of a kind make the grid.
func isStructure(k model.RecordKind) bool {
	return k == model.StageRecord || k == model.StepRecord || k == model.LaneRecord
}

// removes reports whether a command is there to delete something. Others are not asked what they
// deleted, because finding that out costs a comparison of everything.
func removes(c model.Command) bool {
	switch c := c.(type) {
	case model.DeleteJourney, model.DeleteStage, model.DeleteStep, model.DeleteLane, model.DeleteCards, model.DeleteLinks, model.DeleteComment, model.DeleteRecord:
		return true
	case model.Group:
		return slices.ContainsFunc(c.Commands, removes)
	}
	return false
}

func onBoard(k model.RecordKind) bool {
	switch k {
	case model.CardRecord, model.StepRecord, model.StageRecord, model.LaneRecord, model.LinkRecord:
		return true
	}
	return false
}
