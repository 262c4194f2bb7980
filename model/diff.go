package model

import (
	"reflect"
	"slices"
	"sort"
)

// Op is what happened to a record.
type Op string

// The operations. Moved means that the record is the same, but stands elsewhere among its
// neighbours (a step also when it went to another stage).
const (
	Added   Op = "added"
	Removed Op = "removed"
	Changed Op = "changed"
	Moved   Op = "moved"
)

// Change is one record that differs between two workspaces.
type Change struct {
	Ref Ref
	Op  Op
}

// Diff lists the records that differ between two workspaces: first the workspace's own name, then the
// journeys, the stages, steps, lanes, cards, links and comments of each, and last the library. A
// record that came or went with its journey or stage is listed too. A stage's steps and a journey's
// parts are records of their own: they do not make the stage or the journey Changed. The order of
// cards counts within their cells; that of links, pairs, datasets and images does not
// count.
//
// Pointers are compared first, so that what two values share costs one comparison.
func Diff(before, after *Workspace) []Change {
	if before == after {
		return nil
	}
	d := &differ{}
	if before.Name != after.Name {
		d.changes = append(d.changes, Change{Ref{Kind: WorkspaceRecord}, Changed})
	}
	d.journeys(before.Journeys, after.Journeys)
	compare[PersonaID](d, PersonaRecord, "", before.Personas, after.Personas, order[Persona]{in: oneList[Persona]}, same[Persona])
	compare[MetricID](d, MetricRecord, "", before.Metrics, after.Metrics, order[Metric]{in: oneList[Metric]}, same[Metric])
	compare[SourceID](d, SourceRecord, "", before.Sources, after.Sources, order[Source]{in: oneList[Source]}, sameSource)
	d.datasets(before.Datasets, after.Datasets)
	compare[ChannelID](d, ChannelRecord, "", before.Channels, after.Channels, order[Channel]{in: oneList[Channel]}, same[Channel])
	compare[OwnerID](d, OwnerRecord, "", before.Owners, after.Owners, order[Owner]{in: oneList[Owner]}, same[Owner])
	compare[SystemID](d, SystemRecord, "", before.Systems, after.Systems, order[System]{in: oneList[System]}, same[System])
	compare[ViewID](d, ViewRecord, "", before.Views, after.Views, order[View]{in: oneList[View]}, same[View])
	compare[PairID](d, PairRecord, "", before.Pairs, after.Pairs, order[Pair]{}, same[Pair])
	compare[ImageID](d, ImageRecord, "", before.Images, after.Images, order[Image]{}, same[Image])
	return d.changes
}

// Equal reports whether two workspaces hold the same records in the same order. Use it in place of
// reflect.DeepEqual, which would also compare the lookups that a workspace keeps.
func Equal(a, b *Workspace) bool { return len(Diff(a, b)) == 0 }

type differ struct{ changes []Change }

// order says how the order of a list counts: that among the records of one group. With no group it
// does not count.
type order[R any] struct {
	in func(r *R, after bool) Cell
	// outside means that the group does not follow from the record alone, so that the same record
	// may be in another group afterwards.
	outside bool
}

// oneList puts all records into one group.
func oneList[R any](*R, bool) Cell { return Cell{} }

// same compares two records with all their fields.
func same[R any](a, b *R) bool { return reflect.DeepEqual(a, b) }

// sameSource compares the time as an instant.
func sameSource(a, b *Source) bool {
	x := *a
	x.Imported = b.Imported
	return x == *b && a.Imported.Equal(b.Imported)
}

// sameComment compares the time as an instant.
func sameComment(a, b *Comment) bool {
	x := *a
	x.At = b.At
	return x == *b && a.At.Equal(b.At)
}

func (d *differ) journeys(before, after []*Journey) {
	from := len(d.changes)
	compare[JourneyID](d, JourneyRecord, "", before, after, order[Journey]{in: oneList[Journey]}, func(a, b *Journey) bool {
		return reflect.DeepEqual(a.JourneyInfo, b.JourneyInfo)
	})
	for i := range d.changes[from:] {
		ref := &d.changes[from+i].Ref
		ref.Journey = JourneyID(ref.ID)
	}
	old := make(map[JourneyID]*Journey, len(before))
	for _, j := range before {
		old[j.ID] = j
	}
	none := &Journey{}
	for _, j := range after {
		if was := old[j.ID]; was != nil {
			d.parts(j.ID, was, j)
		} else {
			d.parts(j.ID, none, j)
		}
		delete(old, j.ID)
	}
	for _, j := range before {
		if old[j.ID] != nil {
			d.parts(j.ID, j, none)
		}
	}
}

// parts compares what a journey consists of.
func (d *differ) parts(id JourneyID, before, after *Journey) {
	if before == after {
		return
	}
	if !sameSlice(before.Stages, after.Stages) {
		compare[StageID](d, StageRecord, id, before.Stages, after.Stages, order[Stage]{in: oneList[Stage]}, func(a, b *Stage) bool {
			return a.Title == b.Title && a.Definition == b.Definition
		})
		d.steps(id, before, after)
	}
	compare[LaneID](d, LaneRecord, id, before.Lanes, after.Lanes, order[Lane]{in: oneList[Lane]}, same[Lane])
	inCell := func(c *Card, _ bool) Cell { return Cell{c.Lane, c.Step} }
	compare[CardID](d, CardRecord, id, before.Cards, after.Cards, order[Card]{in: inCell}, same[Card])
	compare[LinkID](d, LinkRecord, id, before.Links, after.Links, order[Link]{}, same[Link])
	compare[CommentID](d, CommentRecord, id, before.Comments, after.Comments, order[Comment]{in: oneList[Comment]}, sameComment)
}

func (d *differ) steps(id JourneyID, before, after *Journey) {
	inStage := func(s *Step, later bool) Cell {
		j := before
		if later {
			j = after
		}
		return Cell{Lane: LaneID(j.StageOf(s.ID).ID)}
	}
	compare[StepID](d, StepRecord, id, before.Steps(), after.Steps(), order[Step]{in: inStage, outside: true}, same[Step])
}

func (d *differ) datasets(before, after []*Dataset) {
	from := len(d.changes)
	compare[SourceID](d, DatasetRecord, "", before, after, order[Dataset]{}, func(a, b *Dataset) bool {
		return a.Journey == b.Journey && a.Observations.Equal(b.Observations)
	})
	for i := range d.changes[from:] {
		ref := &d.changes[from+i].Ref
		list := after
		if d.changes[from+i].Op == Removed {
			list = before
		}
		ref.Journey = list[indexOf(list, SourceID(ref.ID))].Journey
	}
}

// compare appends what differs between two lists of records: first what is in the later list, in its
// order, then what was removed.
func compare[K ~string, R any, P record[K, R]](
	d *differ, kind RecordKind, j JourneyID, before, after []*R, o order[R], same func(a, b *R) bool,
) {
	before, after = trimmed(before, after, o)
	if len(before) == 0 && len(after) == 0 {
		return
	}
	old := make(map[K]int, len(before))
	for i, r := range before {
		old[P(r).id()] = i
	}
	found := make([]bool, len(before))
	still := make(map[Cell][]place) // the unchanged records of each group, in the later order
	ops := make([]Op, len(after))
	for i, r := range after {
		was, ok := old[P(r).id()]
		switch {
		case !ok:
			ops[i] = Added
			continue
		case before[was] != r && !same(before[was], r):
			ops[i] = Changed
		case o.in != nil && o.in(before[was], false) != o.in(r, true):
			ops[i] = Moved
		case o.in != nil:
			group := o.in(r, true)
			still[group] = append(still[group], place{was, i})
		}
		found[was] = true
	}
	for _, group := range still {
		for _, i := range outOfOrder(group) {
			ops[i] = Moved
		}
	}
	for i, op := range ops {
		if op != "" {
			d.changes = append(d.changes, Change{Ref{kind, j, string(P(after[i]).id())}, op})
		}
	}
	for i, r := range before {
		if !found[i] {
			d.changes = append(d.changes, Change{Ref{kind, j, string(P(r).id())}, Removed})
		}
	}
}

// trimmed returns the lists without what they share at their beginnings and ends.
func trimmed[R any](before, after []*R, o order[R]) ([]*R, []*R) {
	if o.outside {
		return before, after
	}
	if sameSlice(before, after) {
		return nil, nil
	}
	for len(before) > 0 && len(after) > 0 && before[0] == after[0] {
		before, after = before[1:], after[1:]
	}
	for len(before) > 0 && len(after) > 0 && before[len(before)-1] == after[len(after)-1] {
		before, after = before[:len(before)-1], after[:len(after)-1]
	}
	return before, after
}

// place is where a record stands in the earlier and in the later list.
type place struct{ was, is int }

// outOfOrder returns the later places of the fewest records which, taken out, leave the rest in the
// earlier order: those outside a longest increasing subsequence (patience sorting).
func outOfOrder(list []place) []int {
	if slices.IsSortedFunc(list, func(a, b place) int { return a.was - b.was }) {
		return nil
	}
	var ends []int // ends[k] is the index in list at which the best run of k+1 places ends
	prev := make([]int, len(list))
	for i, p := range list {
		k := sort.Search(len(ends), func(k int) bool { return list[ends[k]].was > p.was })
		prev[i] = -1
		if k > 0 {
			prev[i] = ends[k-1]
		}
		if k == len(ends) {
			ends = append(ends, i)
		} else {
			ends[k] = i
		}
	}
	stays := make([]bool, len(list))
	for i := ends[len(ends)-1]; i >= 0; i = prev[i] {
		stays[i] = true
	}
	var moved []int
	for i, p := range list {
		if !stays[i] {
			moved = append(moved, p.is)
		}
	}
	return moved
}
