package model

import (
	"strconv"
	"strings"
)

// Loss is what a command takes with it besides what it names.
type Loss struct {
	Counts       map[RecordKind]int
	Observations int
}

// Empty reports whether nothing goes.
func (l Loss) Empty() bool { return len(l.Counts) == 0 && l.Observations == 0 }

var lossOrder = []struct {
	kind      RecordKind
	one, many string
}{
	{JourneyRecord, "journey", "journeys"}, {StageRecord, "stage", "stages"}, {StepRecord, "step", "steps"}, {LaneRecord, "lane", "lanes"},
	{CardRecord, "card", "cards"}, {LinkRecord, "link", "links"}, {CommentRecord, "comment", "comments"}, {ViewRecord, "saved view", "saved views"},
	{DatasetRecord, "data import", "data imports"},
}

// String lists the counts in words: "3 steps, 14 cards, 2 links". It is empty when nothing goes.
func (l Loss) String() string {
	var parts []string
	add := func(n int, one, many string) {
		switch {
		case n == 1:
			parts = append(parts, "1 "+one)
		case n > 1:
			parts = append(parts, thousands(n)+" "+many)
		}
	}
	for _, o := range lossOrder {
		add(l.Counts[o.kind], o.one, o.many)
	}
	add(l.Observations, "observation", "observations")
	return strings.Join(parts, ", ")
}

// thousands writes a count with commas: 12,840.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// Deletes returns what goes when the command is done besides the records that it names, so that a
// question before it can say so. It is found by doing the command and comparing. Nothing goes with a
// command that cannot be done.
func Deletes(w *Workspace, c Command) Loss {
	next, err := c.Apply(w)
	if err != nil || next == w {
		return Loss{}
	}
	loss := Loss{Observations: max(observations(w)-observations(next), 0)}
	named := make(map[Ref]bool)
	for _, ref := range deleted(c) {
		named[ref] = true
	}
	for _, change := range Diff(w, next) {
		if change.Op != Removed || named[change.Ref] {
			continue
		}
		if loss.Counts == nil {
			loss.Counts = make(map[RecordKind]int)
		}
		loss.Counts[change.Ref.Kind]++
	}
	return loss
}

// observations counts those of all datasets.
func observations(w *Workspace) int {
	n := 0
	for _, d := range w.Datasets {
		n += len(d.Observations)
	}
	return n
}

// deleted returns the records that a command removes by name.
func deleted(c Command) []Ref {
	switch c := c.(type) {
	case DeleteJourney:
		return []Ref{{JourneyRecord, c.Journey, string(c.Journey)}}
	case DeleteStage:
		return []Ref{{StageRecord, c.Journey, string(c.Stage)}}
	case DeleteStep:
		return []Ref{{StepRecord, c.Journey, string(c.Step)}}
	case DeleteLane:
		return []Ref{{LaneRecord, c.Journey, string(c.Lane)}}
	case MergeLanes:
		return []Ref{{LaneRecord, c.Journey, string(c.Lane)}}
	case DeleteCards:
		return refs(CardRecord, c.Journey, c.Cards)
	case DeleteLinks:
		return refs(LinkRecord, c.Journey, c.Links)
	case DeleteComment:
		return []Ref{{CommentRecord, c.Journey, string(c.Comment)}}
	case DeleteRecord:
		return []Ref{c.Ref}
	case Group:
		var all []Ref
		for _, part := range c.Commands {
			all = append(all, deleted(part)...)
		}
		return all
	}
	return nil
}

func refs[K ~string](kind RecordKind, j JourneyID, ids []K) []Ref {
	all := make([]Ref, len(ids))
	for i, id := range ids {
		all[i] = Ref{kind, j, string(id)}
	}
	return all
}
