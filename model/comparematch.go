package model

import (
	"cmp"
	"slices"
)

// CardPair names a card of the journey before and one of the journey after.
type CardPair struct{ Before, After CardID }

// Decisions say of doubtful pairs whether both are the same card.
type Decisions map[CardPair]bool

// Doubt is a pair of cards that may be the same one, made apart.
type Doubt struct {
	CardPair
	Likeness float64 // of their texts, 0..1
	Same     bool    // they are taken for the same card
	Decided  bool    // by a person
}

// How alike two texts must be.
const (
	surelyAlike  = 0.8 // to be the same card, of the same cell
	perhapsAlike = 0.4 // to be asked about, of the same cell
	likelyAlike  = 0.6 // the same when one journey was copied from the other
	alikeTitles  = 0.5 // to be the same stage, step or lane
)

// mostPairs is how many pairs of texts are compared in one cell or list; beyond it only equal texts pair.
const mostPairs = 40_000

// pairing is which records of one kind are the same before and after: one to one.
type pairing[K ~string] struct{ after, before map[K]K }

func newPairing[K ~string](n int) pairing[K] {
	return pairing[K]{make(map[K]K, n), make(map[K]K, n)}
}

func (p pairing[K]) join(before, after K) {
	p.after[before], p.before[after] = after, before
}

// hasBefore and hasAfter report whether a record has found its counterpart.
func (p pairing[K]) hasBefore(id K) bool { _, ok := p.after[id]; return ok }
func (p pairing[K]) hasAfter(id K) bool  { _, ok := p.before[id]; return ok }

// reversed is the same pairs the other way round; what is joined there is joined here.
func (p pairing[K]) reversed() pairing[K] { return pairing[K]{p.before, p.after} }

// moved returns the id that stands after for what an id names before: its own when it has no counterpart.
func (p pairing[K]) moved(id K) K {
	if to, ok := p.after[id]; ok {
		return to
	}
	return id
}

// matching finds which records of two journeys are the same.
type matching struct {
	before, after within
	stages        pairing[StageID]
	steps         pairing[StepID]
	lanes         pairing[LaneID]
	cards         pairing[CardID]
	links         pairing[LinkID]
	doubts        []Doubt
	// copied says that one journey was copied from the other: what came to it later is most likely new.
	copied bool
}

func newMatching(before, after within, decided Decisions) *matching {
	m := &matching{before: before, after: after}
	a, b := before.j, after.j
	m.stages = byID[StageID](a.Stages, b.Stages)
	m.steps = byID[StepID](a.Steps(), b.Steps())
	m.lanes = byID[LaneID](a.Lanes, b.Lanes)
	m.cards = byID[CardID](a.Cards, b.Cards)
	m.links = byID[LinkID](a.Links, b.Links)
	if a.ID == b.ID {
		return m // two versions of one journey: what has another id is another record
	}
	forth, back := m.originals(), m.reversed().originals() // which share the pairs
	m.copied = forth || back
	m.matchStages()
	m.matchSteps()
	m.matchLanes()
	m.matchCards(decided)
	m.matchLinks()
	return m
}

// byID pairs the records that have the same id.
func byID[K ~string, R any, P record[K, R]](before, after []*R) pairing[K] {
	p := newPairing[K](len(before))
	there := idsOf[K, R, P](after)
	for _, r := range before {
		if id := P(r).id(); there[id] {
			p.join(id, id)
		}
	}
	return p
}

func idsOf[K ~string, R any, P record[K, R]](list []*R) map[K]bool {
	ids := make(map[K]bool, len(list))
	for _, r := range list {
		ids[P(r).id()] = true
	}
	return ids
}

// byCopy pairs the records of which one was copied from the other with its journey, whose id is that of
// the copy: see DuplicateJourney. It reports whether there are any.
func byCopy[K ~string, R any, P record[K, R]](copied JourneyID, originals, copies []*R, has, had func(K) bool, join func(original, made K)) bool {
	there := idsOf[K, R, P](copies)
	derive := newDeriver(string(copied))
	found := false
	for _, r := range originals {
		id := P(r).id()
		if made := K(derive.id(string(id))); there[made] && !has(id) && !had(made) {
			join(id, made)
			found = true
		}
	}
	return found
}

// originals pairs what was copied with one of the journeys from the other one. The cards, which may be
// many, are looked at only when something else was copied. It reports whether anything was.
func (m *matching) originals() bool {
	a, b := m.before.j, m.after.j
	into := b.ID
	s1 := byCopy[StageID](into, a.Stages, b.Stages, m.stages.hasBefore, m.stages.hasAfter, m.stages.join)
	s2 := byCopy[StepID](into, a.Steps(), b.Steps(), m.steps.hasBefore, m.steps.hasAfter, m.steps.join)
	s3 := byCopy[LaneID](into, a.Lanes, b.Lanes, m.lanes.hasBefore, m.lanes.hasAfter, m.lanes.join)
	if !s1 && !s2 && !s3 {
		return false
	}
	byCopy[CardID](into, a.Cards, b.Cards, m.cards.hasBefore, m.cards.hasAfter, m.cards.join)
	byCopy[LinkID](into, a.Links, b.Links, m.links.hasBefore, m.links.hasAfter, m.links.join)
	return true
}

// reversed is the matching seen from the other side.
func (m *matching) reversed() *matching {
	return &matching{before: m.after, after: m.before, stages: m.stages.reversed(), steps: m.steps.reversed(), lanes: m.lanes.reversed(),
		cards: m.cards.reversed(), links: m.links.reversed()}
}

// candidate is two records that may be the same, by their indices in two lists.
type candidate struct {
	before, after int
	likeness      float64
}

// alike returns the best pairs of two lists of texts, one to one, that are at least so alike and that may
// be. It is the same whichever list comes first.
func alike(before, after []letterPairs, least float64, may func(i, k int) bool) []candidate {
	if n := len(before) * len(after); n == 0 || n > mostPairs {
		return nil
	}
	var all []candidate
	for i, a := range before {
		for k, b := range after {
			if a.atMost(b) < least || !may(i, k) {
				continue
			}
			if l := a.likeness(b); l >= least {
				all = append(all, candidate{i, k, l})
			}
		}
	}
	return best(all)
}

// best takes the best candidates first, each record once.
func best(all []candidate) []candidate {
	slices.SortFunc(all, func(x, y candidate) int {
		return cmp.Or(
			cmp.Compare(y.likeness, x.likeness),
			cmp.Compare(apart(x), apart(y)),
			cmp.Compare(x.before+x.after, y.before+y.after),
			cmp.Compare(x.before, y.before), // these two share no record
		)
	})
	var taken []candidate
	left, right := map[int]bool{}, map[int]bool{}
	for _, c := range all {
		if !left[c.before] && !right[c.after] {
			left[c.before], right[c.after] = true, true
			taken = append(taken, c)
		}
	}
	return taken
}

func apart(c candidate) int { return max(c.before-c.after, c.after-c.before) }

// unpaired returns the records that have no counterpart yet.
func unpaired[K ~string, R any, P record[K, R]](list []*R, has func(K) bool) []*R {
	var left []*R
	for _, r := range list {
		if !has(P(r).id()) {
			left = append(left, r)
		}
	}
	return left
}

// byTitle pairs what is left of two lists by title: equal ones in order, then those that are at least so
// alike.
func byTitle[K ~string, R any, P record[K, R]](p pairing[K], least float64, before, after []*R, title func(*R) string, may func(a, b *R) bool) {
	there := map[string][]*R{}
	for _, r := range unpaired[K, R, P](after, p.hasAfter) {
		key := textKey(title(r))
		there[key] = append(there[key], r)
	}
	for _, r := range unpaired[K, R, P](before, p.hasBefore) {
		key := textKey(title(r))
		if i := slices.IndexFunc(there[key], func(b *R) bool { return may(r, b) }); key != "" && i >= 0 {
			p.join(P(r).id(), P(there[key][i]).id())
			there[key] = without(there[key], i)
		}
	}
	a, b := unpaired[K, R, P](before, p.hasBefore), unpaired[K, R, P](after, p.hasAfter)
	texts := func(list []*R) []letterPairs {
		all := make([]letterPairs, len(list))
		for i, r := range list {
			all[i] = newLetterPairs(title(r))
		}
		return all
	}
	for _, c := range alike(texts(a), texts(b), least, func(i, k int) bool { return may(a[i], b[k]) }) {
		p.join(P(a[c.before]).id(), P(b[c.after]).id())
	}
}

// alikeTitle is how alike the titles of stages, steps and lanes must be.
func (m *matching) alikeTitle() float64 {
	if m.copied {
		return surelyAlike
	}
	return alikeTitles
}

func (m *matching) matchStages() {
	byTitle[StageID](m.stages, m.alikeTitle(), m.before.j.Stages, m.after.j.Stages, func(s *Stage) string { return s.Title }, func(_, _ *Stage) bool { return true })
}

// matchSteps pairs steps within stages that are the same, then anywhere.
func (m *matching) matchSteps() {
	title := func(s *Step) string { return s.Title }
	for _, stage := range m.before.j.Stages {
		if to, ok := m.stages.after[stage.ID]; ok {
			byTitle[StepID](m.steps, m.alikeTitle(), stage.Steps, m.after.j.Stage(to).Steps, title, func(_, _ *Step) bool { return true })
		}
	}
	byTitle[StepID](m.steps, m.alikeTitle(), m.before.j.Steps(), m.after.j.Steps(), title, func(_, _ *Step) bool { return true })
}

// matchLanes pairs lanes of one kind by title, and then in their order.
func (m *matching) matchLanes() {
	name := func(in within, id PersonaID) string {
		if id == "" {
			return ""
		}
		return personaName(in, id)
	}
	may := func(a, b *Lane) bool {
		return a.Kind == b.Kind && name(m.before, a.Persona) == name(m.after, b.Persona)
	}
	byTitle[LaneID](m.lanes, m.alikeTitle(), m.before.j.Lanes, m.after.j.Lanes, func(l *Lane) string { return l.Title }, may)
	if m.copied {
		return
	}
	for _, a := range unpaired(m.before.j.Lanes, m.lanes.hasBefore) {
		for _, b := range unpaired(m.after.j.Lanes, m.lanes.hasAfter) {
			if may(a, b) {
				m.lanes.join(a.ID, b.ID)
				break
			}
		}
	}
}

// matchLinks pairs links of one kind between cards that are the same.
func (m *matching) matchLinks() {
	type way struct {
		from, to CardID
		kind     LinkKind
	}
	there := map[way]LinkID{}
	for _, l := range unpaired(m.after.j.Links, m.links.hasAfter) {
		there[way{l.From, l.To, l.Kind}] = l.ID
	}
	for _, l := range unpaired(m.before.j.Links, m.links.hasBefore) {
		from, ok := m.cards.after[l.From]
		to, ok2 := m.cards.after[l.To]
		if id, found := there[way{from, to, l.Kind}]; ok && ok2 && found && !m.links.hasAfter(id) {
			m.links.join(l.ID, id)
		}
	}
}
