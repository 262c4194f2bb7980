package search

import (
	"context"
	"slices"

	"stagecraft/model"
)

// Hit is a record in which the pattern was found.
type Hit struct {
	Ref     model.Ref
	Matches []Match // at least one, in the order of the record's fields
}

// Match is a text field in which the pattern was found.
type Match struct {
	Field    string // in words: "title", "note", "tag"
	Text     string
	Spans    []Span
	Borrowed bool // the text is the name of another record that this one refers to
}

// Count returns how many times the hit's record holds the pattern.
func (h Hit) Count() int {
	n := 0
	for _, m := range h.Matches {
		n += len(m.Spans)
	}
	return n
}

// Search looks for p in all texts of w and hands over what it finds, part by part: the journey first,
// then the others in their order, then what they share. Cards come as the map is read. It ends early,
// with ctx's error, when ctx is done. It reads an immutable value, so any goroutine may call it.
func Search(ctx context.Context, w *model.Workspace, first model.JourneyID, p Pattern, found func([]Hit)) error {
	if p.Empty() {
		return nil
	}
	journeys := slices.Clone(w.Journeys)
	slices.SortStableFunc(journeys, func(a, b *model.Journey) int {
		switch first {
		case a.ID:
			return -1
		case b.ID:
			return 1
		}
		return 0
	})
	keep := func() bool { return ctx.Err() == nil }
	for _, j := range journeys {
		c := collector{pattern: p}
		journeyTexts(w, j, keep, c.at)
		if !keep() {
			return ctx.Err()
		}
		c.sortCards(j)
		if len(c.hits) > 0 {
			found(c.hits)
		}
	}
	c := collector{pattern: p}
	libraryTexts(w, c.at)
	if len(c.hits) > 0 && keep() {
		found(c.hits)
	}
	return ctx.Err()
}

// collector gathers hits.
type collector struct {
	pattern Pattern
	hits    []Hit
}

// at returns the visitor of a record's fields.
func (c *collector) at(ref model.Ref) visitor {
	return func(name string, text *string, borrowed bool) {
		spans := c.pattern.Find(*text)
		if len(spans) == 0 {
			return
		}
		if n := len(c.hits); n == 0 || c.hits[n-1].Ref != ref {
			c.hits = append(c.hits, Hit{Ref: ref})
		}
		h := &c.hits[len(c.hits)-1]
		h.Matches = append(h.Matches, Match{name, *text, spans, borrowed})
	}
}

func (c *collector) sortCards(j *model.Journey) {
	isCard := func(h Hit) bool { return h.Ref.Kind == model.CardRecord }
	from := slices.IndexFunc(c.hits, isCard)
	if from < 0 {
		return
	}
	to := from
	for to < len(c.hits) && isCard(c.hits[to]) {
		to++
	}
	order := readingOrder(j)
	slices.SortStableFunc(c.hits[from:to], func(a, b Hit) int { return order(a.Ref, b.Ref) })
}

// Near returns up to n words of w's texts that are spelt much like the query, the likest first: what a
// person may have meant that finds nothing.
func Near(ctx context.Context, w *model.Workspace, query string, n int) []string {
	key := Key(query)
	if key == "" {
		return nil
	}
	rates := map[string]float64{}
	at := func(model.Ref) visitor {
		return func(_ string, text *string, _ bool) {
			for _, word := range wordsOf(*text) {
				lower := flatten(word, false).text
				if _, known := rates[lower]; !known {
					rates[lower] = likeness(key, Key(word))
				}
			}
		}
	}
	for _, j := range w.Journeys {
		journeyTexts(w, j, func() bool { return ctx.Err() == nil }, at)
	}
	libraryTexts(w, at)
	var near []string
	for word, rate := range rates {
		if rate >= 0.6 {
			near = append(near, word)
		}
	}
	slices.SortFunc(near, func(a, b string) int {
		switch {
		case rates[a] > rates[b]:
			return -1
		case rates[a] < rates[b]:
			return 1
		case a < b:
			return -1
		}
		return 1
	})
	return near[:min(n, len(near))]
}

// likeness compares the keys of a query and of a word. Much longer or shorter words are not compared.
func likeness(query, word string) float64 {
	if len(word) < 3 || len(word) > 2*len(query) || len(query) > 2*len(word) {
		return 0
	}
	return Nearness(query, word)
}
