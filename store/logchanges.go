package store

import "stagecraft/model"

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
	change := LoggedChange{Op: c.Op, Ref: c.Ref, Title: shortened(model.CalledOf(in, c.Ref))}
	if j := in.Journey(c.Ref.Journey); j != nil && c.Ref.Kind != model.JourneyRecord {
		change.In = shortened(j.Title)
	}
	if c.Op == model.Changed {
		for _, f := range model.ChangedFields(before, c.Ref, after, c.Ref) {
			change.Fields = append(change.Fields, f.Field)
		}
	}
	return change
}

// logTitle bounds how much of a title the log keeps.
const logTitle = 80

func shortened(text string) string {
	if r := []rune(text); len(r) > logTitle {
		return string(r[:logTitle-1]) + "…"
	}
	return text
}
