package model

import (
	"strconv"
	"strings"
)

// Loss is what goes with a command: what it names and what refers to that.
type Loss struct {
	Counts       map[RecordKind]int // of records
	Observations int
}

// lossOrder lists the kinds of record as they are counted. Datasets are left out: their observations
// are counted.
var lossOrder = []struct {
	kind      RecordKind
	one, many string
}{
	{JourneyRecord, "journey", "journeys"}, {StageRecord, "stage", "stages"}, {StepRecord, "step", "steps"}, {LaneRecord, "lane", "lanes"},
	{CardRecord, "card", "cards"}, {LinkRecord, "link", "links"}, {CommentRecord, "comment", "comments"}, {ViewRecord, "saved view", "saved views"},
	{PersonaRecord, "persona", "personas"}, {MetricRecord, "metric", "metrics"}, {SourceRecord, "source", "sources"},
	{ChannelRecord, "channel", "channels"}, {OwnerRecord, "owner", "owners"}, {SystemRecord, "system", "systems"}, {ImageRecord, "picture", "pictures"},
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
	add(l.Observations, "measured value", "measured values")
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

// Lost returns what before holds and after does not.
func Lost(before, after *Workspace) Loss {
	loss := Loss{Counts: map[RecordKind]int{}, Observations: max(observations(before)-observations(after), 0)}
	for _, change := range Diff(before, after) {
		if change.Op == Removed {
			loss.Counts[change.Ref.Kind]++
		}
	}
	return loss
}

// observations counts those of all datasets.
func observations(w *Workspace) int {
	n := 0
	for _, d := range w.Datasets {
		n += d.Observations.Len()
	}
	return n
}
