package model

import (
	"slices"
)

// Side is one of the two versions that a merge joins.
type Side string

// The sides. Both is a choice for long texts only: mine and then theirs.
const (
	Mine   Side = "mine"
	Theirs Side = "theirs"
	Both   Side = "both"
)

// Conflict is one thing that both sides changed in different ways.
type Conflict struct {
	Ref   Ref
	Title string // what the record is called
	// Field is the field that both changed. It is empty when one side removed the record and the other
	// did something about it; then the texts say which, and the record that was kept is the choice at
	// first.
	Field              string
	Base, Mine, Theirs string // in the words of forms; empty where nothing is set
	// Changes are the fields that the side which kept the record changed, when the other removed it.
	Changes []FieldChange
	CanBoth bool
	Choice  Side
}

// Merging is what a merge comes to: what is joined without a question, and the conflicts, which stand
// at mine unless they say otherwise.
type Merging struct {
	Conflicts []Conflict
	Joined    []Change // against mine; without the records that are in conflict

	command MergeJourney
}

// Merge joins what two people made of one journey since they had the same: base, which is a version of
// it from before they parted. All three are workspaces; of base and theirs only the journey and the
// records of the library that it refers to count, and of mine the rest stays as it is.
//
// It is a three-way merge of records and fields. What one side changed is taken. Lists (tags, goals)
// gain and lose what either side added and removed, and votes add up. What both changed differently is a
// conflict, and so is a record that one side removed while the other changed it, or put a card, a link or
// a comment there. Stages, steps, lanes and the cards of a cell keep the order of the side that reordered
// them; what was added stands behind what it was added behind. Records of the library are changed and
// added, but never removed.
//
// It fails when mine or theirs lacks the journey. The result is not applied: see Command.
func Merge(base, mine, theirs *Workspace, id JourneyID) (*Merging, error) {
	c := MergeJourney{Journey: id, Base: base, Theirs: theirs}
	m, next, err := c.merge(mine)
	if err != nil {
		return nil, err
	}
	merging := &Merging{Conflicts: m.conflicts, command: c}
	torn := map[Ref]bool{}
	for _, conflict := range m.conflicts {
		torn[conflict.Ref] = true
	}
	for _, change := range Diff(mine, next) {
		if !torn[change.Ref] {
			merging.Joined = append(merging.Joined, change)
		}
	}
	return merging, nil
}

// Choose decides a conflict. Both counts as Mine where both cannot be.
func (m *Merging) Choose(conflict int, s Side) {
	c := &m.Conflicts[conflict]
	if s == Both && !c.CanBoth {
		s = Mine
	}
	c.Choice = s
}

// Command returns the command that merges by what was chosen.
func (m *Merging) Command() Command {
	c := m.command
	for _, conflict := range m.Conflicts {
		c.Choices = append(c.Choices, MergeChoice{conflict.Ref, conflict.Field, conflict.Choice})
	}
	return c
}

// MergeJourney merges another version of a journey into the workspace's own: see Merge. Conflicts
// without a choice are decided as Merge decides them at first.
type MergeJourney struct {
	Journey      JourneyID
	Base, Theirs *Workspace
	Choices      []MergeChoice
}

// MergeChoice decides the conflict about a field of a record, or about the record when Field is empty.
type MergeChoice struct {
	Ref    Ref
	Field  string
	Choice Side
}

// Label implements Command.
func (c MergeJourney) Label() string { return "Merge journey" }

// Apply implements Command. It fails when the merged journey would break a rule, as having too many
// steps.
func (c MergeJourney) Apply(w *Workspace) (*Workspace, error) {
	_, next, err := c.merge(w)
	if err != nil || Equal(w, next) {
		return w, err
	}
	return next, nil
}

func (c MergeJourney) merge(w *Workspace) (*merger, *Workspace, error) {
	ref := Ref{JourneyRecord, c.Journey, string(c.Journey)}
	m := &merger{
		mine: within{w, w.Journey(c.Journey)}, theirs: within{c.Theirs, c.Theirs.Journey(c.Journey)},
		base: within{c.Base, c.Base.Journey(c.Journey)}, id: c.Journey, choices: map[choiceKey]Side{},
	}
	if m.mine.j == nil || m.theirs.j == nil {
		return nil, nil, missing(ref)
	}
	if m.base.j == nil {
		m.base.j = &Journey{ID: c.Journey}
	}
	for _, choice := range c.Choices {
		m.choices[choiceKey{choice.Ref, choice.Field}] = choice.Choice
	}
	next := cloneWorkspace(w)
	at := lookupIndex(&w.tables.journeys, w.Journeys, c.Journey)
	j := m.journey()
	next.Journeys = replaced(w.Journeys, at, j)
	m.data(next, j)
	m.views(next, j)
	m.library(next, j)
	takePairs(next, m.base.w, m.theirs.w, m.id)
	if err := m.check(next, j); err != nil {
		return nil, nil, err
	}
	return m, next, nil
}

// check checks what the merge made.
func (m *merger) check(next *Workspace, j *Journey) error {
	if err := validateJourney(next, j); err != nil {
		return err
	}
	for _, d := range next.Datasets {
		if i := indexOf(m.mine.w.Datasets, d.Source); i >= 0 && m.mine.w.Datasets[i] == d {
			continue
		}
		if err := checkDataset(next, d); err != nil {
			return err
		}
	}
	return nil
}

type choiceKey struct {
	ref   Ref
	field string
}

// merger is one merge under way.
type merger struct {
	id                 JourneyID
	base, mine, theirs within
	choices            map[choiceKey]Side
	conflicts          []Conflict
	did                [2]deeds // of mine and of theirs
}

// decide notes a conflict and returns what was chosen.
func (m *merger) decide(c Conflict) Side {
	if choice, ok := m.choices[choiceKey{c.Ref, c.Field}]; ok && (choice != Both || c.CanBoth) {
		c.Choice = choice
	}
	m.conflicts = append(m.conflicts, c)
	return c.Choice
}

func (m *merger) ref(kind RecordKind, id string) Ref { return Ref{kind, m.id, id} }

// what became of one record: nil where it is not.
type versions[R any] struct{ base, mine, theirs *R }

// versionsOf pairs the records of three lists, in the order of mine, with what theirs adds behind.
func versionsOf[K ~string, R any, P record[K, R]](base, mine, theirs []*R) (order []K, all map[K]*versions[R]) {
	all = make(map[K]*versions[R], len(mine)+len(theirs))
	of := func(r *R) *versions[R] {
		id := P(r).id()
		v := all[id]
		if v == nil {
			v = &versions[R]{}
			all[id] = v
			order = append(order, id)
		}
		return v
	}
	for _, r := range mine {
		of(r).mine = r
	}
	for _, r := range theirs {
		of(r).theirs = r
	}
	for _, r := range base {
		of(r).base = r
	}
	return order, all
}

// changed reports whether a side has another value than there was in any of the fields.
func changed[R any](fields []field[R], base, r *R) bool {
	return base != r && slices.ContainsFunc(fields, func(f field[R]) bool { return !f.same(base, r) })
}

// fields joins two versions of a record that both sides have; a base that is missing counts as empty.
func mergedFields[R any](m *merger, ref Ref, fields []field[R], v versions[R]) *R {
	if v.mine == v.theirs {
		return v.mine
	}
	base := v.base
	if base == nil {
		base = new(R)
	}
	next, own := v.mine, false
	to := func() *R {
		if !own {
			r := *v.mine
			next, own = &r, true
		}
		return next
	}
	for _, f := range fields {
		switch {
		case f.same(v.mine, v.theirs), f.same(base, v.theirs):
		case f.same(base, v.mine):
			f.take(to(), v.theirs)
		case f.join != nil:
			f.join(to(), base, v.mine, v.theirs)
		default:
			fieldConflict(m, ref, f, base, v, to)
		}
	}
	return next
}

func fieldConflict[R any](m *merger, ref Ref, f field[R], base *R, v versions[R], to func() *R) {
	c := Conflict{
		Ref: ref, Title: titleOf(m, ref), Field: f.name, Mine: f.text(m.mine, v.mine), Theirs: f.text(m.theirs, v.theirs),
		CanBoth: f.both != nil, Choice: Mine,
	}
	if v.base != nil {
		c.Base = f.text(m.base, base)
	}
	if c.Mine == c.Theirs {
		return // the same to everyone who reads it
	}
	switch m.decide(c) {
	case Theirs:
		f.take(to(), v.theirs)
	case Both:
		f.both(to(), v.mine, v.theirs)
	}
}

// survivor returns what stays of a record, or nil when it goes. Did says whether the side that kept the
// record did something about it beyond its fields.
func survivor[R any](m *merger, ref Ref, fields []field[R], v versions[R], did func(s Side) bool) *R {
	switch {
	case v.mine != nil && v.theirs != nil:
		return mergedFields(m, ref, fields, v)
	case v.mine == nil && v.theirs == nil:
		return nil
	}
	left, keeper := v.mine, Mine
	if left == nil {
		left, keeper = v.theirs, Theirs
	}
	switch {
	case v.base == nil:
		return left // it is new
	case !changed(fields, v.base, left) && !did(keeper):
		return nil
	}
	c := Conflict{Ref: ref, Title: titleOf(m, ref), Base: "there", Mine: "removed", Theirs: "removed", Choice: keeper}
	kept, in := &c.Mine, m.mine
	if keeper == Theirs {
		kept, in = &c.Theirs, m.theirs
	}
	*kept = "kept and changed"
	if c.Changes = changedFields(fields, m.base, in, v.base, left); len(c.Changes) == 0 && did(keeper) {
		*kept = "kept and added to"
	}
	if m.decide(c) == keeper {
		return left
	}
	return nil
}

// titleOf returns what a record is called, by the side that has it.
func titleOf(m *merger, ref Ref) string {
	for _, in := range []within{m.mine, m.theirs, m.base} {
		if title := CalledOf(in.w, ref); title != "" {
			return title
		}
	}
	return ""
}
