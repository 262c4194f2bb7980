package model

import (
	"slices"
	"strings"
)

// deeds are what one side did about cards and places beyond their own fields.
type deeds struct {
	cards map[CardID]bool // changed, added, or newly linked or commented on
	on    map[Ref]bool    // newly commented on
}

// look finds what a side did since base.
func (m *merger) look(in within) deeds {
	d := deeds{cards: map[CardID]bool{}, on: map[Ref]bool{}}
	base := m.base.j
	for _, c := range in.j.Cards {
		if was := base.Card(c.ID); was == nil || changed(cardFields, was, c) {
			d.cards[c.ID] = true
		}
	}
	for _, l := range in.j.Links {
		if was := base.Link(l.ID); was == nil || changed(linkFields, was, l) {
			d.cards[l.From], d.cards[l.To] = true, true
		}
	}
	for _, c := range in.j.Comments {
		if was := base.Comment(c.ID); was != nil && !changed(commentFields, was, c) {
			continue
		}
		d.on[c.On] = true
		if c.On.Kind == CardRecord {
			d.cards[CardID(c.On.ID)] = true
		}
	}
	return d
}

func (m *merger) deeds(s Side) *deeds {
	if s == Mine {
		return &m.did[0]
	}
	return &m.did[1]
}

func (m *merger) sides(s Side) (own, other within) {
	if s == Mine {
		return m.mine, m.theirs
	}
	return m.theirs, m.mine
}

// needs reports whether a card that a side did something about will lie in cells that the other side
// removed.
func (m *merger) needs(s Side, lies func(Cell) bool) bool {
	own, other := m.sides(s)
	for id := range m.deeds(s).cards {
		c := own.j.Card(id)
		if c == nil || !lies(cellOf(c)) {
			continue
		}
		there, was := other.j.Card(id), m.base.j.Card(id)
		if there == nil || was != nil && cellOf(there) == cellOf(was) {
			return true
		}
	}
	return false
}

// grid is the merged frame of a journey.
type grid struct {
	stages  []*Stage
	lanes   []*Lane
	steps   map[StepID]int // the place of each step among all
	lane    map[LaneID]bool
	revived map[Cell]bool // a step or a lane, alone, that one side removed and that stays
	dropped map[Cell]bool // one that goes though the other side did something there
}

func (m *merger) grid() *grid {
	g := &grid{steps: map[StepID]int{}, lane: map[LaneID]bool{}, revived: map[Cell]bool{}, dropped: map[Cell]bool{}}
	m.lanes(g)
	m.stages(g)
	return g
}

func (m *merger) lanes(g *grid) {
	order, all := versionsOf[LaneID](m.base.j.Lanes, m.mine.j.Lanes, m.theirs.j.Lanes)
	alive := map[LaneID]*Lane{}
	for _, id := range order {
		ref := m.ref(LaneRecord, string(id))
		lane := survivor(m, ref, laneFields, *all[id], func(s Side) bool {
			return m.deeds(s).on[ref] || m.needs(s, func(c Cell) bool { return c.Lane == id })
		})
		g.fate(Cell{Lane: id}, lane != nil, removedOnce(all[id]))
		if lane != nil {
			alive[id] = lane
		}
	}
	for _, id := range mergedOrder(m, m.ref(JourneyRecord, string(m.id)), "Order of lanes", laneIDs(m.base), laneIDs(m.mine), laneIDs(m.theirs), alive) {
		g.lanes = append(g.lanes, alive[id])
		g.lane[id] = true
	}
}

// removedOnce reports whether exactly one side removed a record that there was.
func removedOnce[R any](v *versions[R]) bool {
	return v.base != nil && (v.mine == nil) != (v.theirs == nil)
}

// fate notes what becomes of a step or lane that one side removed.
func (g *grid) fate(place Cell, lives, contested bool) {
	switch {
	case contested && lives:
		g.revived[place] = true
	case contested:
		g.dropped[place] = true
	}
}

func laneIDs(in within) []LaneID   { return listed[LaneID](in.j.Lanes) }
func stageIDs(in within) []StageID { return listed[StageID](in.j.Stages) }
func stepIDs(in within) []StepID   { return listed[StepID](in.j.Steps()) }

func listed[K ~string, R any, P record[K, R]](list []*R) []K {
	ids := make([]K, len(list))
	for i, r := range list {
		ids[i] = P(r).id()
	}
	return ids
}

// stages merges steps first: a stage is there as long as it has a step.
func (m *merger) stages(g *grid) {
	steps, members := m.steps(g)
	order, all := versionsOf[StageID](m.base.j.Stages, m.mine.j.Stages, m.theirs.j.Stages)
	alive := map[StageID]*Stage{}
	for _, id := range order {
		if len(members[id]) == 0 {
			continue
		}
		v := *all[id]
		stage := v.mine
		switch {
		case v.mine != nil && v.theirs != nil:
			stage = mergedFields(m, m.ref(StageRecord, string(id)), stageFields, v)
		case v.mine == nil:
			stage = v.theirs
		}
		alive[id] = stage
	}
	journey := m.ref(JourneyRecord, string(m.id))
	for _, id := range mergedOrder(m, journey, "Order of stages", stageIDs(m.base), stageIDs(m.mine), stageIDs(m.theirs), alive) {
		within := members[id]
		ids := mergedOrder(m, m.ref(StageRecord, string(id)), "Order of steps", stepIDs(m.base), stepIDs(m.mine), stepIDs(m.theirs), within)
		list := make([]*Step, len(ids))
		for i, step := range ids {
			list[i] = steps[step]
			g.steps[step] = len(g.steps)
		}
		g.stages = append(g.stages, staged(alive[id], list))
	}
}

// staged returns the stage with the steps, and the stage itself when it has just these.
func staged(s *Stage, steps []*Step) *Stage {
	if slices.Equal(s.Steps, steps) {
		return s
	}
	return &Stage{ID: s.ID, Title: s.Title, Definition: s.Definition, Steps: steps}
}

// steps merges the steps and says which stage each is part of.
func (m *merger) steps(g *grid) (steps map[StepID]*Step, members map[StageID]map[StepID]*Step) {
	steps, members = map[StepID]*Step{}, map[StageID]map[StepID]*Step{}
	order, all := versionsOf[StepID](m.base.j.Steps(), m.mine.j.Steps(), m.theirs.j.Steps())
	for _, id := range order {
		ref := m.ref(StepRecord, string(id))
		step := survivor(m, ref, stepFields, *all[id], func(s Side) bool {
			return m.deeds(s).on[ref] || m.needs(s, func(c Cell) bool { return c.Step == id })
		})
		g.fate(Cell{Step: id}, step != nil, removedOnce(all[id]))
		if step != nil {
			steps[id] = step
		}
	}
	if len(steps) == 0 { // each side removed what the other kept
		for _, s := range m.mine.j.Steps() {
			steps[s.ID] = s
		}
	}
	for _, id := range order {
		if steps[id] == nil {
			continue
		}
		stage := m.stageOf(id)
		if members[stage] == nil {
			members[stage] = map[StepID]*Step{}
		}
		members[stage][id] = steps[id]
	}
	return steps, members
}

// stageOf returns the stage that a step is part of from now on.
func (m *merger) stageOf(id StepID) StageID {
	at := func(in within) StageID {
		if s := in.j.StageOf(id); s != nil {
			return s.ID
		}
		return ""
	}
	was, mine, theirs := at(m.base), at(m.mine), at(m.theirs)
	switch {
	case theirs == "" || mine == theirs || was == theirs && mine != "":
		return mine
	case mine == "" || was == mine:
		return theirs
	}
	title := func(in within, id StageID) string {
		if s := in.j.Stage(id); s != nil {
			return s.Title
		}
		return ""
	}
	ref := m.ref(StepRecord, string(id))
	if m.decide(Conflict{
		Ref: ref, Title: titleOf(m, ref), Field: "Stage", Base: title(m.base, was), Mine: title(m.mine, mine), Theirs: title(m.theirs, theirs), Choice: Mine,
	}) == Theirs {
		return theirs
	}
	return mine
}

// mergedOrder returns the ids that live in the order that both sides come to; where both reordered what
// there was, the choice decides.
func mergedOrder[K ~string, R any](m *merger, ref Ref, field string, base, mine, theirs []K, alive map[K]*R) []K {
	lives := func(list []K) []K {
		return slices.DeleteFunc(slices.Clone(list), func(id K) bool { _, ok := alive[id]; return !ok })
	}
	base, mine, theirs = lives(base), lives(mine), lives(theirs)
	first, second, torn := skeleton(base, mine, theirs)
	if torn {
		titles := func(list []K) string {
			var texts []string
			for _, id := range list {
				texts = append(texts, titleOf(m, m.ref(kindOfOrder[field], string(id))))
			}
			return strings.Join(texts, ", ")
		}
		c := Conflict{Ref: ref, Title: titleOf(m, ref), Field: field, Base: titles(base), Mine: titles(mine), Theirs: titles(theirs), Choice: Mine}
		if m.decide(c) == Theirs {
			first, second = theirs, mine
		}
	}
	return woven(first, second)
}

var kindOfOrder = map[string]RecordKind{"Order of lanes": LaneRecord, "Order of stages": StageRecord, "Order of steps": StepRecord}

// skeleton returns the list whose order counts and the other one; torn means that both sides reordered
// what there was.
func skeleton[K comparable](base, mine, theirs []K) (first, second []K, torn bool) {
	if slices.Equal(among(mine, theirs), among(theirs, mine)) {
		return mine, theirs, false
	}
	old := among(among(base, mine), theirs)
	switch {
	case slices.Equal(among(mine, old), old):
		return theirs, mine, false
	case slices.Equal(among(theirs, old), old):
		return mine, theirs, false
	}
	return mine, theirs, true
}

// among returns the elements of list that are also in other.
func among[K comparable](list, other []K) []K {
	there := make(map[K]bool, len(other))
	for _, k := range other {
		there[k] = true
	}
	var both []K
	for _, k := range list {
		if there[k] {
			both = append(both, k)
		}
	}
	return both
}

// woven returns first with what only second has, each behind what it stands behind there, and behind
// what first added in that place.
func woven[K comparable](first, second []K) []K {
	out := slices.Clone(first)
	own := make(map[K]bool, len(second))
	for _, k := range second {
		own[k] = true
	}
	for i, k := range second {
		if slices.Contains(out, k) {
			continue
		}
		at := 0
		if i > 0 {
			at = slices.Index(out, second[i-1]) + 1
		}
		for at < len(out) && !own[out[at]] {
			at++
		}
		out = slices.Insert(out, at, k)
	}
	return out
}
