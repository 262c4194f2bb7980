package model

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Comparison is what differs between two versions of a journey, or between a journey and its twin.
type Comparison struct {
	BeforeIn, AfterIn *Workspace
	Before, After     *Journey
	// Differences are in reading order: first those of the whole map, then stage by stage those of the
	// stage, its steps, its cards by step and lane, and the links that begin at them.
	Differences []Difference
	// Doubts are the cards of which the comparison does not surely know whether they are the same, and
	// those about which was decided, in the order of the journey before.
	Doubts []Doubt
	// Groups are the headings under which the differences stand; Difference.Group is an index.
	Groups []string

	match  *matching
	stages []either[Stage]
	lanes  []either[Lane]
	column map[StepID]int // of the steps of either journey, in the order of both together
	row    map[LaneID]int
	group  map[StageID]int
}

// Difference is one record that differs.
type Difference struct {
	Kind          RecordKind
	Op            Op            // Moved when nothing but the place differs
	Before, After string        // the record's id in either journey; empty where it is not
	Title         string        // what it is called after, or was before
	Place         string        // where it lies after, or lay before: "Pains, step 3.2 Check in"
	From          string        // where it lay, when it moved to another place
	Moved         bool          // its place differs: it may have changed too
	Fields        []FieldChange // what changed but for the place
	Doubtful      bool          // it rests on a pair that was not decided
	Group         int           // index into Groups

	rank, column, row int // where it stands in its group
}

// Words says what happened: "Title: “Pay” → “Pay now”". The arrow is written as "to".
func (d *Difference) Words() string {
	var parts []string
	switch {
	case d.Op == Added || d.Op == Removed:
		return ""
	case d.Moved && d.From != "" && d.From != d.Place:
		parts = append(parts, "moved from "+d.From+" to "+d.Place)
	case d.Moved:
		parts = append(parts, "moved among its neighbours")
	}
	for _, f := range d.Fields {
		parts = append(parts, f.Words())
	}
	return strings.Join(parts, "; ")
}

// Words says how the field changed: "Title: “Pay” to “Pay now”".
func (f FieldChange) Words() string {
	quoted := func(text string) string {
		if text == "" {
			return "nothing"
		}
		return inQuotes(text)
	}
	return f.Field + ": " + quoted(f.Before) + " to " + quoted(f.After)
}

// Compare finds what differs between the journey a of one workspace and the journey b of another, or of
// the same one: stages, steps, lanes, cards, links and the facts of the journey. Comments are left out.
// It returns nil when a journey does not exist.
//
// Records are the same when they have the same id, or when one was copied from the other with its
// journey. In two different journeys, what ids leave over is paired by its place and text, which are
// alike by the letter pairs that they share: see Likeness; of an original and its copy they must be more
// alike, for what came to one of them later is most likely new. Which pairs of cards are in doubt is in
// Doubts; until decided takes it otherwise they count as the same card. Every record has at most one
// counterpart, and the same arguments give the same result; exchanged, they give the same differences
// the other way round, but that of neighbours which changed places another one may be called moved.
func Compare(before *Workspace, a JourneyID, after *Workspace, b JourneyID, decided Decisions) *Comparison {
	was, is := before.Journey(a), after.Journey(b)
	if was == nil || is == nil {
		return nil
	}
	c := &Comparison{BeforeIn: before, AfterIn: after, Before: was, After: is}
	c.match = newMatching(within{before, was}, within{after, is}, decided)
	c.Doubts = c.match.doubts
	c.order()
	if was == is && before == after {
		return c
	}
	for _, compare := range []func(){c.facts, c.compareStages, c.compareSteps, c.compareLanes, c.compareCards, c.compareLinks} {
		compare()
	}
	c.sort()
	return c
}

// sort puts the differences into reading order.
func (c *Comparison) sort() {
	found := c.Differences
	order := make([]int, len(found))
	for i := range order {
		order[i] = i
		found[i].rank = rankOf(found[i].Kind)
	}
	slices.SortFunc(order, func(i, k int) int {
		x, y := &found[i], &found[k]
		return cmp.Or(x.Group-y.Group, x.rank-y.rank, x.column-y.column, x.row-y.row, i-k)
	})
	c.Differences = make([]Difference, len(found))
	for i, k := range order {
		c.Differences[i] = found[k]
	}
}

// rankOf is the order of kinds within a group.
func rankOf(k RecordKind) int {
	return slices.Index([]RecordKind{JourneyRecord, StageRecord, LaneRecord, StepRecord, CardRecord, LinkRecord}, k)
}

// Count returns how many differences are of an operation.
func (c *Comparison) Count(op Op) int {
	n := 0
	for i := range c.Differences {
		if c.Differences[i].Op == op {
			n++
		}
	}
	return n
}

// Open returns how many doubts wait for a decision.
func (c *Comparison) Open() int {
	n := 0
	for _, d := range c.Doubts {
		if !d.Decided {
			n++
		}
	}
	return n
}

// AfterOf returns the record of the journey after that a record of the journey before became; the zero
// Ref when it was removed.
func (c *Comparison) AfterOf(r Ref) Ref {
	return counterpart(r, c.After.ID, c.match.stages.after, c.match.steps.after, c.match.lanes.after, c.match.cards.after, c.match.links.after)
}

// BeforeOf returns the record of the journey before that a record of the journey after comes from; the
// zero Ref when it was added.
func (c *Comparison) BeforeOf(r Ref) Ref {
	return counterpart(r, c.Before.ID, c.match.stages.before, c.match.steps.before, c.match.lanes.before, c.match.cards.before, c.match.links.before)
}

func counterpart(r Ref, j JourneyID, stages map[StageID]StageID, steps map[StepID]StepID, lanes map[LaneID]LaneID, cards map[CardID]CardID, links map[LinkID]LinkID) Ref {
	id := ""
	switch r.Kind {
	case JourneyRecord:
		id = string(j)
	case StageRecord:
		id = string(stages[StageID(r.ID)])
	case StepRecord:
		id = string(steps[StepID(r.ID)])
	case LaneRecord:
		id = string(lanes[LaneID(r.ID)])
	case CardRecord:
		id = string(cards[CardID(r.ID)])
	case LinkRecord:
		id = string(links[LinkID(r.ID)])
	}
	if id == "" {
		return Ref{}
	}
	return Ref{r.Kind, j, id}
}

// either is a record as it was and as it is; one of them may be nil.
type either[R any] struct{ before, after *R }

func (e either[R]) any() *R {
	if e.after != nil {
		return e.after
	}
	return e.before
}

// together lists the records of both lists: those after in their order, and each that was removed behind
// what stood before it.
func together[K ~string, R any, P record[K, R]](before, after []*R, p pairing[K]) []either[R] {
	gone := map[K][]*R{} // by the counterpart of what stood before; empty for none
	var last K
	here := idsOf[K, R, P](after)
	was := make(map[K]*R, len(before))
	for _, r := range before {
		id := P(r).id()
		was[id] = r
		to, ok := p.after[id]
		if !ok {
			gone[last] = append(gone[last], r)
		} else if here[to] {
			last = to
		}
	}
	all := make([]either[R], 0, len(before)+len(after))
	add := func(after K) {
		for _, r := range gone[after] {
			all = append(all, either[R]{before: r})
		}
	}
	add("")
	for _, r := range after {
		id := P(r).id()
		all = append(all, either[R]{was[p.before[id]], r})
		add(id)
	}
	return all
}

// order finds the order of stages, steps and lanes of both journeys together.
func (c *Comparison) order() {
	c.stages = together[StageID](c.Before.Stages, c.After.Stages, c.match.stages)
	c.lanes = together[LaneID](c.Before.Lanes, c.After.Lanes, c.match.lanes)
	c.column, c.row, c.group = map[StepID]int{}, map[LaneID]int{}, map[StageID]int{}
	c.Groups = []string{"Whole map"}
	number := map[StageID]int{}
	for i, s := range c.After.Stages {
		number[s.ID] = i + 1
	}
	for i, e := range c.stages {
		title := e.any().Title
		if e.after != nil {
			title = strconv.Itoa(number[e.after.ID]) + " " + title
			c.group[e.after.ID] = i + 1
		}
		if e.before != nil {
			c.group[e.before.ID] = i + 1
		}
		c.Groups = append(c.Groups, title)
	}
	for i, e := range together[StepID](c.Before.Steps(), c.After.Steps(), c.match.steps) {
		if e.before != nil {
			c.column[e.before.ID] = i
		}
		if e.after != nil {
			c.column[e.after.ID] = i
		}
	}
	for i, e := range c.lanes {
		if e.before != nil {
			c.row[e.before.ID] = i
		}
		if e.after != nil {
			c.row[e.after.ID] = i
		}
	}
}
