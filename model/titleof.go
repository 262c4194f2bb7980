package model

// TitleOf returns what the record that ref names is called: its title or name, the first line of its
// text, or the cards that a link joins. It is empty when there is no such record, and when it has no
// title.
func TitleOf(w *Workspace, ref Ref) string {
	in := within{w, w.Journey(ref.Journey)}
	switch ref.Kind {
	case WorkspaceRecord:
		return w.Name
	case PersonaRecord:
		return told(in, personaFields[:1], w.Persona(PersonaID(ref.ID)))
	case MetricRecord:
		return told(in, metricFields[:1], w.Metric(MetricID(ref.ID)))
	case SourceRecord, DatasetRecord:
		return told(in, sourceFields[:1], w.Source(SourceID(ref.ID)))
	case ChannelRecord:
		return told(in, channelFields[:1], w.Channel(ChannelID(ref.ID)))
	case OwnerRecord:
		return told(in, ownerFields[:1], w.Owner(OwnerID(ref.ID)))
	case SystemRecord:
		return told(in, systemFields[:1], w.System(SystemID(ref.ID)))
	case PairRecord:
		return pairTitle(w, w.Pair(PairID(ref.ID)))
	case ImageRecord:
		return imageName(in, ImageID(ref.ID))
	case ViewRecord:
		if v := w.View(ViewID(ref.ID)); v != nil {
			return v.Name
		}
		return ""
	}
	if in.j == nil {
		return ""
	}
	switch ref.Kind {
	case JourneyRecord:
		return in.j.Title
	case StageRecord:
		return told(in, stageFields[:1], in.j.Stage(StageID(ref.ID)))
	case StepRecord:
		return told(in, stepFields[:1], in.j.Step(StepID(ref.ID)))
	case LaneRecord:
		return told(in, laneFields[:1], in.j.Lane(LaneID(ref.ID)))
	case CardRecord:
		return told(in, cardFields[:2], in.j.Card(CardID(ref.ID)))
	case LinkRecord:
		return told(in, linkFields[:1], in.j.Link(LinkID(ref.ID)))
	case CommentRecord:
		return told(in, commentFields[:1], in.j.Comment(CommentID(ref.ID)))
	}
	return ""
}

// CalledOf is TitleOf, but a mood that says nothing is called by its value: "Mood +1".
func CalledOf(w *Workspace, ref Ref) string {
	title := TitleOf(w, ref)
	if j := w.Journey(ref.Journey); title == "" && ref.Kind == CardRecord && j != nil {
		return moodTitle(j.Card(CardID(ref.ID)))
	}
	return title
}

// moodTitle is what a card without words is called; empty when it is no mood either.
func moodTitle(c *Card) string {
	if c == nil || !c.Emotion.Known {
		return ""
	}
	return "Mood " + MoodName(c.Emotion.Value)
}

// told returns the first line of the first of the fields in which something stands.
func told[R any](in within, fields []field[R], r *R) string {
	if r == nil {
		return ""
	}
	for _, f := range fields {
		if line := firstLine(f.text(in, r)); line != "" {
			return line
		}
	}
	return ""
}
