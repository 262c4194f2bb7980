package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"stagecraft/model"
	"stagecraft/model/search"
)

// What the portfolio shows, without a window: which maps, in which order.

// onlyMaps is a condition that singles out the maps that want attention.
type onlyMaps string

// The conditions.
const (
	onlyOverdue    onlyMaps = "overdue"
	onlyUnowned    onlyMaps = "unowned"
	onlyUndated    onlyMaps = "undated"
	onlyUnmeasured onlyMaps = "unmeasured"
)

var onlyMapTexts = []struct {
	only onlyMaps
	text string
}{
	{onlyOverdue, "Review overdue"}, {onlyUndated, "Without a review date"}, {onlyUnowned, "Without an owner"}, {onlyUnmeasured, "Without health"},
}

// mapQuery says which maps are listed and in which order.
type mapQuery struct {
	archived bool
	words    string // that must stand somewhere in the map, or in what is said of it
	kind     model.JourneyKind
	owner    model.OwnerID
	status   model.Status
	persona  model.PersonaID
	only     onlyMaps
	sorting  // none is the order of the sidebar
}

// filtered reports whether the query leaves maps out.
func (q mapQuery) filtered() bool {
	q.archived, q.sorting = false, sorting{}
	return q != mapQuery{}
}

// listedMap is one row: a map with what the columns say of it.
type listedMap struct {
	journey  *model.Journey
	owner    string
	personas []*model.Persona
	health   model.Maybe[float64]
	waits    bool                 // the health is not known yet
	assumed  model.Maybe[float64] // share of the cards, 0..1
	steps    int
	hits     int
	first    *search.Hit // the first place where the words were found, nil for none
}

// mapFacts is what the list looks up besides the journeys.
type mapFacts struct {
	workspace *model.Workspace
	now       time.Time
	health    func(model.JourneyID) (health model.Maybe[float64], known bool)
	assumed   func(*model.Journey) (share float64, ok bool)
}

// listMaps returns the maps that a query asks for. Hits are where its words were found, by journey; nil
// while nothing is looked for.
func listMaps(f mapFacts, q mapQuery, hits map[model.JourneyID][]search.Hit) []listedMap {
	var rows []listedMap
	for _, j := range f.workspace.Journeys {
		if j.Archived == q.archived && q.passes(f, j) {
			row := f.row(j)
			if q.words != "" && !row.found(q.words, hits[j.ID]) {
				continue
			}
			rows = append(rows, row)
		}
	}
	if c := mapColumnByID(q.sort); c != nil {
		slices.SortStableFunc(rows, c.order(q.descending))
	}
	return rows
}

func (q mapQuery) passes(f mapFacts, j *model.Journey) bool {
	kind, status := cmp.Or(j.Kind, model.Current), cmp.Or(j.Status, model.Draft)
	switch {
	case q.kind != "" && kind != q.kind, q.owner != "" && j.Owner != q.owner, q.status != "" && status != q.status,
		q.persona != "" && !slices.Contains(j.Personas, q.persona):
		return false
	}
	switch q.only {
	case onlyOverdue:
		return overdue(j, f.now)
	case onlyUndated:
		return j.ReviewDate == ""
	case onlyUnowned:
		return j.Owner == ""
	case onlyUnmeasured:
		health, known := f.health(j.ID)
		return known && !health.Known
	}
	return true
}

func (f mapFacts) row(j *model.Journey) listedMap {
	row := listedMap{journey: j, steps: len(j.Steps())}
	health, known := f.health(j.ID)
	row.health, row.waits = health, !known
	if o := f.workspace.Owner(j.Owner); o != nil {
		row.owner = o.Name
	}
	for _, id := range j.Personas {
		if p := f.workspace.Persona(id); p != nil {
			row.personas = append(row.personas, p)
		}
	}
	if share, ok := f.assumed(j); ok {
		row.assumed = model.Some(share)
	}
	return row
}

// found notes where the words stand, and reports whether they do: in the map, or else in what the row says
// of it.
func (r *listedMap) found(words string, hits []search.Hit) bool {
	for i := range hits {
		r.hits += hits[i].Count()
	}
	if len(hits) > 0 {
		r.first = &hits[0]
		return true
	}
	said := []string{r.owner, journeyKindText(r.journey), statusText(r.journey.Status)}
	for _, p := range r.personas {
		said = append(said, p.Name)
	}
	return search.NewPattern(words, search.Options{}).Find(strings.Join(said, "\n")) != nil
}

// findInMaps looks for words in all texts of the maps, and returns nil when ctx is done first.
func findInMaps(ctx context.Context, w *model.Workspace, words string) map[model.JourneyID][]search.Hit {
	hits := map[model.JourneyID][]search.Hit{}
	err := search.Search(ctx, w, "", search.NewPattern(words, search.Options{}), func(part []search.Hit) {
		for _, h := range part {
			hits[h.Ref.Journey] = append(hits[h.Ref.Journey], h)
		}
	})
	if err != nil {
		return nil
	}
	return hits
}

// mapColumn is a column of the portfolio.
type mapColumn struct {
	id, title string
	width     float32 // 0 takes what is left
	rank      int     // the higher, the sooner it is left out where there is no room
	order     func(descending bool) func(a, b listedMap) int
}

// mapColumns are the columns from left to right.
var mapColumns = []*mapColumn{
	{"title", "Map", 0, 0, byText(func(r listedMap) string { return r.journey.Title })},
	{"kind", "Kind", 116, 7, byText(func(r listedMap) string { return journeyKindText(r.journey) })},
	{"owner", "Owner", 128, 4, byText(func(r listedMap) string { return r.owner })},
	{"status", "Status", 84, 2, byNumber(func(r listedMap) model.Maybe[float64] {
		return model.Some(float64(slices.Index(statuses, cmp.Or(r.journey.Status, model.Draft))))
	})},
	{"review", "Review", 132, 1, byText(func(r listedMap) string { return string(r.journey.ReviewDate) })},
	{"assumed", "Assumptions", 92, 5, byNumber(func(r listedMap) model.Maybe[float64] { return r.assumed })},
	{"health", "Health", 72, 3, byNumber(func(r listedMap) model.Maybe[float64] { return r.health })},
	{"personas", "Personas", 92, 6, byText(func(r listedMap) string {
		if len(r.personas) == 0 {
			return ""
		}
		return r.personas[0].Name
	})},
	{"size", "Size", 118, 8, byNumber(func(r listedMap) model.Maybe[float64] { return model.Some(float64(len(r.journey.Cards))) })},
}

var statuses = []model.Status{model.Draft, model.InReview, model.Approved, model.Retired}

func mapColumnByID(id string) *mapColumn {
	for _, c := range mapColumns {
		if c.id == id {
			return c
		}
	}
	return nil
}

// byText orders as a dictionary does; what is empty comes last either way.
func byText(text func(listedMap) string) func(bool) func(a, b listedMap) int {
	return func(descending bool) func(a, b listedMap) int {
		words := collate.New(language.Und, collate.IgnoreCase, collate.Numeric)
		return func(a, b listedMap) int {
			x, y := text(a), text(b)
			switch {
			case x == "" || y == "":
				return cmp.Compare(len(y), 0) - cmp.Compare(len(x), 0)
			case descending:
				x, y = y, x
			}
			return words.CompareString(x, y)
		}
	}
}

// byNumber orders by size; what is missing comes last either way.
func byNumber(number func(listedMap) model.Maybe[float64]) func(bool) func(a, b listedMap) int {
	return func(descending bool) func(a, b listedMap) int {
		return func(a, b listedMap) int {
			x, y := number(a), number(b)
			switch {
			case x.Known && y.Known && descending:
				return cmp.Compare(y.Value, x.Value)
			case x.Known && y.Known:
				return cmp.Compare(x.Value, y.Value)
			case x.Known:
				return -1
			case y.Known:
				return 1
			}
			return 0
		}
	}
}
