package model

import (
	"slices"
	"strconv"
	"strings"
)

// FieldChange is one field in which two versions of a record differ, in the words of forms and
// exports; an empty text means that nothing is set there.
type FieldChange struct{ Field, Before, After string }

// ChangedFields lists the fields in which the record a of one workspace and the record b of another
// differ, in the order of the forms. Both are of one kind; they may have different ids, as the cards of
// twins have: ids inside them are compared as they are. The list is empty when one of them does not
// exist, and for datasets and images, which have no fields that a person edits.
func ChangedFields(before *Workspace, a Ref, after *Workspace, b Ref) []FieldChange {
	was, is := within{before, before.Journey(a.Journey)}, within{after, after.Journey(b.Journey)}
	switch a.Kind {
	case WorkspaceRecord:
		return changedFields(workspaceFields, was, is, before, after)
	case JourneyRecord:
		if was.j == nil || is.j == nil {
			return nil
		}
		return changedFields(journeyFields, was, is, &was.j.JourneyInfo, &is.j.JourneyInfo)
	case PersonaRecord:
		return changedFields(personaFields, was, is, before.Persona(PersonaID(a.ID)), after.Persona(PersonaID(b.ID)))
	case MetricRecord:
		return changedFields(metricFields, was, is, before.Metric(MetricID(a.ID)), after.Metric(MetricID(b.ID)))
	case SourceRecord:
		return changedFields(sourceFields, was, is, before.Source(SourceID(a.ID)), after.Source(SourceID(b.ID)))
	case ChannelRecord:
		return changedFields(channelFields, was, is, before.Channel(ChannelID(a.ID)), after.Channel(ChannelID(b.ID)))
	case OwnerRecord:
		return changedFields(ownerFields, was, is, before.Owner(OwnerID(a.ID)), after.Owner(OwnerID(b.ID)))
	case SystemRecord:
		return changedFields(systemFields, was, is, before.System(SystemID(a.ID)), after.System(SystemID(b.ID)))
	case PairRecord:
		return changedFields(pairFields, was, is, before.Pair(PairID(a.ID)), after.Pair(PairID(b.ID)))
	case ViewRecord:
		return changedViews(before, a, after, b)
	}
	if was.j == nil || is.j == nil {
		return nil
	}
	return changedParts(was, a, is, b)
}

// changedParts is ChangedFields for what a journey consists of.
func changedParts(was within, a Ref, is within, b Ref) []FieldChange {
	switch a.Kind {
	case StageRecord:
		return changedFields(stageFields, was, is, was.j.Stage(StageID(a.ID)), is.j.Stage(StageID(b.ID)))
	case StepRecord:
		return changedFields(stepFields, was, is, was.j.Step(StepID(a.ID)), is.j.Step(StepID(b.ID)))
	case LaneRecord:
		return changedFields(laneFields, was, is, was.j.Lane(LaneID(a.ID)), is.j.Lane(LaneID(b.ID)))
	case CardRecord:
		return changedFields(cardFields, was, is, was.j.Card(CardID(a.ID)), is.j.Card(CardID(b.ID)))
	case LinkRecord:
		return changedFields(linkFields, was, is, was.j.Link(LinkID(a.ID)), is.j.Link(LinkID(b.ID)))
	case CommentRecord:
		return changedFields(commentFields, was, is, was.j.Comment(CommentID(a.ID)), is.j.Comment(CommentID(b.ID)))
	}
	return nil
}

// changedViews says of a saved view in words only what it is called: the rest is seen, not read.
func changedViews(before *Workspace, a Ref, after *Workspace, b Ref) []FieldChange {
	v, n := before.View(ViewID(a.ID)), after.View(ViewID(b.ID))
	if v == nil || n == nil || v.Name == n.Name {
		return nil
	}
	return []FieldChange{{"Name", v.Name, n.Name}}
}

func changedFields[R any](fields []field[R], was, is within, a, b *R) []FieldChange {
	if a == nil || b == nil {
		return nil
	}
	var changes []FieldChange
	for _, f := range fields {
		if f.same(a, b) {
			continue
		}
		// An empty level of evidence and a named one may say the same.
		if change := (FieldChange{f.name, f.text(was, a), f.text(is, b)}); change.Before != change.After {
			changes = append(changes, change)
		}
	}
	return changes
}

// within is where a record stands: what the ids in it name.
type within struct {
	w *Workspace
	j *Journey // nil for a record of the library
}

// field is one property of a record: what forms call it, and how it is compared, taken over and told.
type field[R any] struct {
	name string
	same func(a, b *R) bool
	take func(to, from *R)
	text func(in within, r *R) string
	// join puts what became of base on both sides into to, which is a copy of mine, when that can always
	// be done: a list gains and loses what either side added and removed, a count adds up.
	join func(to, base, mine, theirs *R)
	// both puts the text of either side into to, one after the other; nil for what is no long text.
	both func(to, mine, theirs *R)
}

// one is a field with one value, told by words.
func one[R any, T comparable](name string, at func(*R) *T, words func(in within, v T) string) field[R] {
	return field[R]{
		name: name,
		same: func(a, b *R) bool { return *at(a) == *at(b) },
		take: func(to, from *R) { *at(to) = *at(from) },
		text: func(in within, r *R) string { return words(in, *at(r)) },
	}
}

// list is a field with several values, in which each value stands once.
func list[R any, T comparable](name string, at func(*R) *[]T, words func(in within, v T) string) field[R] {
	return field[R]{
		name: name,
		same: func(a, b *R) bool { return slices.Equal(*at(a), *at(b)) },
		take: func(to, from *R) { *at(to) = *at(from) },
		text: func(in within, r *R) string {
			var texts []string
			for _, v := range *at(r) {
				texts = append(texts, words(in, v))
			}
			return strings.Join(texts, ", ")
		},
		join: func(to, base, mine, theirs *R) {
			var joined []T
			for _, v := range append(slices.Clone(*at(mine)), *at(theirs)...) {
				everywhere := slices.Contains(*at(mine), v) && slices.Contains(*at(theirs), v)
				if !slices.Contains(joined, v) && (everywhere || !slices.Contains(*at(base), v)) {
					joined = append(joined, v)
				}
			}
			*at(to) = joined
		},
	}
}

// short is a field with one line of text.
func short[R any](name string, at func(*R) *string) field[R] {
	return one(name, at, func(_ within, v string) string { return v })
}

// long is a field with text of any length.
func long[R any](name string, at func(*R) *string) field[R] {
	f := short(name, at)
	f.both = func(to, mine, theirs *R) {
		*at(to) = strings.TrimSpace(*at(mine) + "\n" + *at(theirs))
	}
	return f
}

// named is a field that names another record.
func named[R any, K ~string](name string, at func(*R) *K, title func(in within, id K) string) field[R] {
	return one(name, at, func(in within, id K) string {
		if id == "" {
			return ""
		}
		return title(in, id)
	})
}

// known is a field with a number that may be missing.
func known[R any](name string, at func(*R) *Maybe[float64], unit string) field[R] {
	return one(name, at, func(_ within, v Maybe[float64]) string {
		if !v.Known {
			return ""
		}
		return strings.TrimSpace(numberText(v.Value) + " " + unit)
	})
}

// whole is a field with a count or a level, of which 0 is none.
func whole[R any](name string, at func(*R) *int, words func(n int) string) field[R] {
	return one(name, at, func(_ within, n int) string {
		if n == 0 {
			return ""
		}
		return words(n)
	})
}

// yes is a field that is set or not.
func yes[R any](name string, at func(*R) *bool) field[R] {
	return one(name, at, func(_ within, v bool) string {
		if v {
			return "yes"
		}
		return ""
	})
}

// word is a field whose value is one of a few words.
func word[R any, T comparable](name string, at func(*R) *T, words func(v T) string) field[R] {
	return one(name, at, func(_ within, v T) string { return words(v) })
}

func asIs[T ~string](v T) string { return string(v) }

func numberText(v float64) string {
	return strings.Replace(strconv.FormatFloat(v, 'g', -1, 64), "-", "–", 1)
}
