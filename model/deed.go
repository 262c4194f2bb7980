package model

import (
	"slices"
	"strings"
)

// deed is what a command did to which records in a few words, for commands that join records or whose
// label alone does not tell: "Link “Pays” to “Receipt”". It is empty for all others.
func deed(c Command, before, after *Workspace) string {
	called := func(ref Ref) string {
		title := TitleOf(after, ref)
		if title == "" {
			title = TitleOf(before, ref)
		}
		return quotedTitle(title)
	}
	journey := func(id JourneyID) string { return called(Ref{JourneyRecord, id, string(id)}) }
	persona := func(id PersonaID) string { return called(Ref{Kind: PersonaRecord, ID: string(id)}) }
	joined := func(what string, kind RecordKind, j JourneyID, one, into string) string {
		return what + " " + called(Ref{kind, j, one}) + " into " + called(Ref{kind, j, into})
	}
	gone := func(j JourneyID, kind RecordKind) string { return goneFrom(before.Journey(j), after.Journey(j), kind) }
	switch c := c.(type) {
	case RenameWorkspace:
		return "Rename workspace to " + quotedTitle(c.Name)
	case MergeStages:
		return joined("Merge stage", StageRecord, c.Journey, gone(c.Journey, StageRecord), string(c.Stage))
	case MergeSteps:
		return joined("Merge step", StepRecord, c.Journey, gone(c.Journey, StepRecord), string(c.Step))
	case MergeLanes:
		return joined("Merge lane", LaneRecord, c.Journey, string(c.Lane), string(c.Into))
	case MoveCards:
		if step := soleStep(c); step != "" && len(c.Moves) > 1 {
			return c.Label() + " to " + called(Ref{StepRecord, c.Journey, string(step)})
		}
	case ServeGoal:
		what := "Serve"
		if c.Off {
			what = "No longer serve"
		}
		return what + " “" + cutTitle(c.Served.Goal) + "” at " + called(Ref{StepRecord, c.Journey, string(c.Step)})
	case RestoreJourney:
		return "Restore " + journey(c.Journey) + " as it was"
	case AdoptJourney:
		return "Add journey " + quotedTitle(firstLine(c.Title, TitleOf(c.From, Ref{JourneyRecord, c.Journey, string(c.Journey)})))
	case MergeJourney:
		return "Merge a copy into " + journey(c.Journey)
	case DuplicateFor:
		return "Duplicate " + journey(c.Journey) + " for " + quotedTitle(firstLine(c.Segment, TitleOf(after, Ref{Kind: PersonaRecord, ID: string(c.Persona)})))
	case ReplaceRecord:
		what, way := "Replace ", " by "
		if c.Join {
			what, way = "Merge ", " into "
		}
		return what + string(c.Ref.Kind) + " " + called(c.Ref) + way + called(Ref{Kind: c.Ref.Kind, ID: c.By})
	case ForgetPairs:
		return c.Label() + ": " + journey(c.Before) + " and " + journey(c.After)
	case PutPersona:
		return added(before.Persona(c.Persona.ID) == nil, "persona") + " " + persona(c.Persona.ID)
	}
	if text := linkDeed(c, before, after); text != "" {
		return text
	}
	return measuredDeed(c, before, after)
}

// goneFrom returns the stage or step that a journey no longer has.
func goneFrom(before, after *Journey, kind RecordKind) string {
	for _, st := range before.Stages {
		if kind == StageRecord && after.Stage(st.ID) == nil {
			return string(st.ID)
		}
		for _, s := range st.Steps {
			if kind == StepRecord && after.Step(s.ID) == nil {
				return string(s.ID)
			}
		}
	}
	return ""
}

// linkDeed is deed for links and comments.
func linkDeed(c Command, before, after *Workspace) string {
	link := func(what string, w *Workspace, j JourneyID, id LinkID) string {
		in := within{w, w.Journey(j)}
		if in.j == nil || in.j.Link(id) == nil {
			return ""
		}
		l := in.j.Link(id)
		return what + " " + quotedTitle(cardName(in, l.From)) + " to " + quotedTitle(cardName(in, l.To))
	}
	comment := func(what string, w *Workspace, j JourneyID, id CommentID) string {
		if c := w.Journey(j).Comment(id); c != nil {
			if title := TitleOf(w, c.On); title != "" {
				return what + " on " + quotedTitle(title)
			}
		}
		return what
	}
	switch c := c.(type) {
	case AddLink:
		return link("Link", after, c.Journey, c.Link.ID)
	case EditLink:
		return link("Edit link", after, c.Journey, c.Link.ID)
	case DeleteLinks:
		if len(c.Links) == 1 {
			return link("Delete link", before, c.Journey, c.Links[0])
		}
	case DeleteComment:
		return comment("Delete comment", before, c.Journey, c.Comment)
	case PutComment:
		was := before.Journey(c.Journey).Comment(c.Comment.ID)
		switch {
		case was == nil:
			return comment("Comment", after, c.Journey, c.Comment.ID)
		case c.Comment.Resolved && !was.Resolved:
			return comment("Resolve comment", after, c.Journey, c.Comment.ID)
		case was.Resolved && !c.Comment.Resolved:
			return comment("Reopen comment", after, c.Journey, c.Comment.ID)
		}
		return comment("Edit comment", after, c.Journey, c.Comment.ID)
	}
	return ""
}

// measuredDeed is deed for the rest of the library and for values.
func measuredDeed(c Command, before, after *Workspace) string {
	switch c := c.(type) {
	case PutMetric:
		return added(before.Metric(c.Metric.ID) == nil, "metric") + " " + quotedTitle(c.Metric.Name)
	case PutChannel:
		return added(before.Channel(c.Channel.ID) == nil, "channel") + " " + quotedTitle(c.Channel.Name)
	case PutOwner:
		return added(before.Owner(c.Owner.ID) == nil, "owner") + " " + quotedTitle(c.Owner.Name)
	case PutSystem:
		return added(before.System(c.System.ID) == nil, "system") + " " + quotedTitle(c.System.Name)
	case PutSource:
		return added(before.Source(c.Source.ID) == nil, "source") + " " + quotedTitle(c.Source.Name)
	case PutView:
		what := "Save view "
		if before.View(c.View.ID) != nil {
			what = "Edit view "
		}
		return what + quotedTitle(c.View.Name)
	case PutImage:
		return "Add image " + quotedTitle(c.Image.Name)
	case Import:
		return "Import " + Count(c.Dataset.Observations.Len(), "value") + measuredBy(after, c.Dataset.Observations.Metrics()) + " from " + quotedTitle(c.Source.Name)
	case PutObservation:
		o := c.Observation
		place := TitleOf(after, Ref{JourneyRecord, c.Journey, string(c.Journey)})
		for _, ref := range []Ref{{StageRecord, c.Journey, string(o.Stage)}, {StepRecord, c.Journey, string(o.Step)}, {CardRecord, c.Journey, string(o.Card)}} {
			if title := TitleOf(after, ref); title != "" {
				place = title
			}
		}
		what := "Type a value"
		if !o.Value.Known && !o.Numerator.Known && !o.N.Known {
			what = "Take away the value"
		}
		return what + measuredBy(after, []MetricID{o.Metric}) + " at " + quotedTitle(place)
	}
	return ""
}

// measuredBy is " of “CSAT”", " of “CSAT” and “NPS”" or " of 5 metrics".
func measuredBy(w *Workspace, ids []MetricID) string {
	var names []string
	for _, id := range ids {
		if m := w.Metric(id); m != nil {
			names = append(names, quotedTitle(m.Name))
		}
	}
	switch {
	case len(names) == 0:
		return ""
	case len(names) > 2:
		return " of " + Count(len(names), "metric")
	}
	return " of " + strings.Join(names, " and ")
}

// soleStep is the step that all moved cards go to, or "".
func soleStep(c MoveCards) StepID {
	for _, m := range c.Moves {
		if m.To.Step != c.Moves[0].To.Step {
			return ""
		}
	}
	return c.Moves[0].To.Step
}

func added(fresh bool, what string) string {
	if fresh {
		return "Add " + what
	}
	return "Edit " + what
}

// soleSubject is the title that a group of commands is about: the one that all its commands have which do
// more than bring along what another needs.
func soleSubject(c Group, before, after *Workspace) string {
	var titles []string
	for _, part := range c.Commands {
		switch part.(type) {
		case PutImage, PutSource, PutChannel, PutOwner, PutSystem:
			if len(c.Commands) > 1 {
				continue
			}
		case EditJourney:
			if _, joins := c.Commands[0].(PutPersona); joins { // the journey to which somebody new belongs
				continue
			}
		}
		title := subject(part, before, after)
		if title == "" {
			return ""
		}
		if !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	if len(titles) != 1 {
		return ""
	}
	return titles[0]
}

// cutTitle bounds a title for a line of the history.
func cutTitle(title string) string {
	if shortened(title, longestTitle) == title {
		return title
	}
	return shortened(title, longestTitle-1) + "…"
}

// quotedTitle is a title in quotation marks, or "an untitled one".
func quotedTitle(title string) string {
	if title == "" {
		return "an untitled one"
	}
	return inQuotes(cutTitle(title))
}

// inQuotes puts a text into quotation marks; those in it become single ones.
func inQuotes(text string) string {
	return "“" + strings.NewReplacer("“", "‘", "”", "’").Replace(text) + "”"
}
