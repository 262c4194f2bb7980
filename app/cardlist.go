package app

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// What the table shows, without a window: which cards, in which order.

// listedCard is one row: a card of a journey.
type listedCard struct {
	journey *model.Journey
	card    *model.Card
}

func (c listedCard) ref() model.Ref {
	return model.Ref{Kind: model.CardRecord, Journey: c.journey.ID, ID: string(c.card.ID)}
}

// onlyCards is a condition that singles out the cards that want attention.
type onlyCards string

// The conditions.
const (
	onlyMoments   onlyCards = "moments"
	onlyOwnerless onlyCards = "ownerless"
	onlyTwice     onlyCards = "twice"
	onlyDiscussed onlyCards = "discussed"
)

var onlyTexts = []struct {
	only onlyCards
	text string
}{
	{onlyMoments, "Moments of truth"}, {onlyOwnerless, "Without an owner"}, {onlyTwice, "Same title twice"}, {onlyDiscussed, "With open comments"},
}

// listQuery says which cards are listed and in which order.
type listQuery struct {
	all      bool   // the cards of all journeys, but those that are put aside
	archived bool   // with all: of those that are put aside too
	words    string // each of which a card's texts must hold
	kind     model.Kind
	lane     string // its title
	owner    model.OwnerID
	evidence model.Evidence
	only     onlyCards
	sorting  // none is the order of the map
}

// sorting is the column that a list is sorted by; empty for the list's own order.
type sorting struct {
	sort       string // id of the column
	descending bool
}

// by sorts by a column: upwards, then downwards, then not any more.
func (s *sorting) by(id string) {
	switch {
	case s.sort != id:
		*s = sorting{sort: id}
	case !s.descending:
		s.descending = true
	default:
		*s = sorting{}
	}
}

// filtered reports whether the query leaves cards out.
func (q listQuery) filtered() bool {
	q.all, q.archived, q.sorting = false, false, sorting{}
	return q != listQuery{}
}

// takes reports whether the cards of a journey may be listed: the open one's always.
func (q listQuery) takes(j *model.Journey, open model.JourneyID) bool {
	return j.ID == open || q.all && (q.archived || !j.Archived)
}

// cardFacts is what the columns look up besides the card.
type cardFacts struct {
	workspace *model.Workspace
	metric    *model.Metric // the picked one, or nil
	heats     map[model.JourneyID]*metric.Heat
	comments  map[model.CardID]int     // open ones
	meets     map[model.JourneyID]bool // journeys that have a touchpoint
}

func newCardFacts(w *model.Workspace, m *model.Metric, heats map[model.JourneyID]*metric.Heat) *cardFacts {
	f := &cardFacts{workspace: w, metric: m, heats: heats, comments: map[model.CardID]int{}, meets: map[model.JourneyID]bool{}}
	for _, j := range w.Journeys {
		f.meets[j.ID] = slices.ContainsFunc(j.Cards, func(c *model.Card) bool { return j.KindOf(c) == model.KindTouchpoint })
		for _, c := range j.Comments {
			if c.On.Kind == model.CardRecord && !c.Resolved {
				f.comments[model.CardID(c.On.ID)]++
			}
		}
	}
	return f
}

// value returns what the picked metric comes to at a card, and whether one belongs there: at the
// touchpoints, as on the board, at the other cards only when they were measured themselves.
func (f *cardFacts) value(c listedCard) (v metric.Value, s metric.Scale, belongs bool) {
	h := f.heats[c.journey.ID]
	if h == nil {
		return v, s, false
	}
	if _, own := h.Cards[c.card.ID]; !own && f.meets[c.journey.ID] && c.journey.KindOf(c.card) != model.KindTouchpoint {
		return v, s, false
	}
	return h.ForCard(c.card), h.Scale, true
}

func (f *cardFacts) ownerName(c *model.Card) string {
	if o := f.workspace.Owner(c.Owner); o != nil {
		return o.Name
	}
	return ""
}

func (f *cardFacts) channel(c *model.Card) *model.Channel { return f.workspace.Channel(c.Channel) }

func (f *cardFacts) channelName(c *model.Card) string {
	if ch := f.channel(c); ch != nil {
		return ch.Name
	}
	return ""
}

func (f *cardFacts) personaName(c *model.Card) string {
	if p := f.workspace.Persona(c.Persona); p != nil {
		return p.Name
	}
	return ""
}

func (f *cardFacts) systemName(c *model.Card) string {
	if s := f.workspace.System(c.System); s != nil {
		return s.Name
	}
	return ""
}

func laneTitle(j *model.Journey, id model.LaneID) string {
	l := j.Lane(id)
	switch {
	case l == nil:
		return ""
	case l.Title == "":
		return l.Kind.Name()
	}
	return l.Title
}

// listCards returns the cards that pass a query, in its order. Cards in keep stay whatever they are:
// those that were just edited or added. It stops early, with what it has, when ctx ends.
func listCards(ctx context.Context, f *cardFacts, open model.JourneyID, q listQuery, keep map[model.CardID]bool) []listedCard {
	var rows []listedCard
	for _, j := range f.workspace.Journeys {
		if ctx.Err() != nil {
			return rows
		}
		if q.takes(j, open) {
			rows = appendInOrder(rows, j)
		}
	}
	pass := f.filter(q, rows)
	rows = slices.DeleteFunc(rows, func(c listedCard) bool { return !keep[c.card.ID] && !pass(c) })
	if q.sort != "" && ctx.Err() == nil {
		sortCards(f, rows, q)
	}
	return rows
}

// appendInOrder adds the cards of a journey as the map is read: step by step, each from the top down.
func appendInOrder(rows []listedCard, j *model.Journey) []listedCard {
	for _, step := range j.Steps() {
		for _, lane := range j.Lanes {
			for _, c := range j.CardsIn(model.Cell{Lane: lane.ID, Step: step.ID}) {
				rows = append(rows, listedCard{j, c})
			}
		}
	}
	return rows
}

// filter returns the condition of a query.
func (f *cardFacts) filter(q listQuery, rows []listedCard) func(listedCard) bool {
	words := strings.Fields(strings.ToLower(q.words))
	titles := map[string]int{}
	if q.only == onlyTwice {
		for _, c := range rows {
			if q.kind == "" || c.journey.KindOf(c.card) == q.kind {
				titles[foldTitle(c)]++
			}
		}
	}
	return func(c listedCard) bool {
		switch {
		case q.kind != "" && c.journey.KindOf(c.card) != q.kind,
			q.lane != "" && laneTitle(c.journey, c.card.Lane) != q.lane,
			q.owner != "" && c.card.Owner != q.owner,
			q.evidence != "" && evidenceIndex(c.card.Evidence) != evidenceIndex(q.evidence):
			return false
		}
		return f.passes(q.only, c, titles) && f.holdsWords(c, words)
	}
}

func foldTitle(c listedCard) string { return strings.ToLower(strings.TrimSpace(c.card.Title)) }

func (f *cardFacts) passes(only onlyCards, c listedCard, titles map[string]int) bool {
	switch only {
	case onlyMoments:
		return c.card.MomentOfTruth
	case onlyOwnerless:
		return c.card.Owner == ""
	case onlyTwice:
		title := foldTitle(c)
		return title != "" && titles[title] > 1
	case onlyDiscussed:
		return f.comments[c.card.ID] > 0
	}
	return true
}

// holdsWords reports whether a card's texts, or the names of what it belongs to, hold every word.
func (f *cardFacts) holdsWords(c listedCard, words []string) bool {
	if len(words) == 0 {
		return true
	}
	texts := []string{c.card.Title, c.card.Body, c.journey.StepNumber(c.card.Step), laneTitle(c.journey, c.card.Lane),
		f.channelName(c.card), f.ownerName(c.card), f.personaName(c.card), f.systemName(c.card), c.journey.KindOf(c.card).CardName()}
	if s := c.journey.Step(c.card.Step); s != nil {
		texts = append(texts, s.Title)
	}
	if s := c.journey.StageOf(c.card.Step); s != nil {
		texts = append(texts, s.Title)
	}
	all := strings.ToLower(strings.Join(append(texts, c.card.Tags...), "\n"))
	for _, w := range words {
		if !strings.Contains(all, w) {
			return false
		}
	}
	return true
}

// sortKey is what one row is ordered by.
type sortKey struct {
	number  float64
	text    []byte
	missing bool
	at      int
}

// sortCards orders rows by a column. Rows that are alike keep their order; rows without a value come
// last either way.
func sortCards(f *cardFacts, rows []listedCard, q listQuery) {
	column := columnByID(q.sort)
	if column == nil {
		return
	}
	keys := sortKeys(f, rows, column)
	slices.SortStableFunc(keys, func(a, b sortKey) int {
		switch {
		case a.missing != b.missing && a.missing:
			return 1
		case a.missing != b.missing:
			return -1
		case a.missing:
			return 0
		case q.descending:
			a, b = b, a
		}
		switch {
		case a.number < b.number:
			return -1
		case a.number > b.number:
			return 1
		}
		return slices.Compare(a.text, b.text)
	})
	sorted := make([]listedCard, len(rows))
	for i, k := range keys {
		sorted[i] = rows[k.at]
	}
	copy(rows, sorted)
}

// sortKeys reads the column of every row. Texts are compared as a dictionary has them, digits by their
// value: the Unicode collation algorithm (UTS #10).
func sortKeys(f *cardFacts, rows []listedCard, column *cardColumn) []sortKey {
	keys := make([]sortKey, len(rows))
	order := collate.New(language.Und, collate.IgnoreCase, collate.Numeric)
	known := map[string][]byte{}
	var buffer collate.Buffer
	for i, c := range rows {
		keys[i].at = i
		if column.number != nil {
			v := column.number(f, c)
			keys[i].number, keys[i].missing = v.Value, !v.Known
			continue
		}
		text := column.text(f, c)
		key, ok := known[text]
		if !ok {
			buffer.Reset()
			key = slices.Clone(order.KeyFromString(&buffer, text))
			known[text] = key
		}
		keys[i].text, keys[i].missing = key, text == ""
	}
	return keys
}
