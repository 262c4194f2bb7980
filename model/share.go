package model

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ShareOptions say what a copy for others holds. The zero value shares every journey with as little as
// possible: each field that is false leaves something out.
type ShareOptions struct {
	Journeys []JourneyID // nil means all
	// Comments keeps the remarks on the maps.
	Comments bool
	// Verbatims keeps what customers said in their own words: the quotes of personas, and the lanes and
	// cards of the kind KindSaying.
	Verbatims bool
	// Names keeps personal names. Without them the authors of comments and the owners that are no teams
	// become "Commenter 1", "Owner 1" and so on under ids of their own, notes on such owners go, and where
	// their names stand as whole words in other texts there is "[name]". Personas are invented and stay,
	// without their photos, which may be of somebody.
	Names bool
	// Backstage keeps what lies below the line of visibility: the lanes of the zones backstage and support
	// with their cards, and the systems.
	Backstage bool
	// Values keeps the observations, their sources and what they were imported from.
	Values bool
}

// Share returns the copy of a workspace that the options describe: valid, and with nothing in it of what is
// left out. Records of the library come along as far as what is shared refers to them. Ids stay, but for
// those of owners whose names go, so that the copy can be merged with the original later.
func Share(w *Workspace, o ShareOptions) *Workspace {
	ids := o.Journeys
	if ids == nil {
		for _, j := range w.Journeys {
			ids = append(ids, j.ID)
		}
	}
	hidden := names(w)
	next := Excerpt(w, ids...)
	if !o.Values {
		next.Datasets, next.Sources = nil, nil
	}
	for _, id := range ids {
		next = leftOut(next, id, o)
	}
	if !o.Verbatims {
		next.Personas = cleared(next.Personas, func(p *Persona) bool { return p.Quote != "" }, func(p *Persona) { p.Quote = "" })
	}
	if !o.Names {
		next.Personas = cleared(next.Personas, func(p *Persona) bool { return p.Photo != "" }, func(p *Persona) { p.Photo = "" })
	}
	next = Excerpt(next, ids...) // without the records that only what is left out referred to
	if !o.Names {
		next = unnamed(next, hidden)
	}
	return next
}

// leftOut returns the workspace without the cards, lanes and comments of a journey that are not shared.
func leftOut(w *Workspace, id JourneyID, o ShareOptions) *Workspace {
	if w.Journey(id) == nil {
		return w
	}
	next, err := removing(w, id, func(j *Journey, g *gone) (*Journey, error) {
		lanes := map[LaneID]bool{}
		for _, l := range j.Lanes {
			z := l.ZoneOf()
			lanes[l.ID] = !o.Backstage && (z == ZoneBackstage || z == ZoneSupport) || !o.Verbatims && l.Kind == KindSaying
		}
		next := cloneJourney(j)
		next.Lanes = kept(j.Lanes, func(l *Lane) bool { return !lanes[l.ID] })
		next.Cards = kept(j.Cards, func(c *Card) bool {
			if lanes[c.Lane] || !o.Verbatims && j.KindOf(c) == KindSaying {
				g.cards[c.ID] = true
				return false
			}
			return true
		})
		if !o.Backstage {
			next.Cards = cleared(next.Cards, func(c *Card) bool { return c.System != "" }, func(c *Card) { c.System = "" })
		}
		if !o.Comments {
			next.Comments = nil
		}
		return next, nil
	})
	if err != nil {
		return w // the journey is there, and nothing that is removed from it can be missing
	}
	return next
}

// hiddenNames are the names that a copy without personal names must not tell.
type hiddenNames struct {
	people map[OwnerID]string // what takes the place of an owner's name
	author map[string]string
	list   []string // longest first
}

// leastName is how many characters a name must have to be looked for in other texts: initials would be
// found everywhere.
const leastName = 3

// names gathers the names of people in the order of the workspace, so that the same person is called the
// same in every copy.
func names(w *Workspace) hiddenNames {
	h := hiddenNames{people: map[OwnerID]string{}, author: map[string]string{}}
	note := func(name string) {
		if name = strings.TrimSpace(name); utf8.RuneCountInString(name) >= leastName && !slices.Contains(h.list, name) {
			h.list = append(h.list, name)
		}
	}
	for _, o := range w.Owners {
		if !o.Team {
			h.people[o.ID] = fmt.Sprintf("Owner %d", len(h.people)+1)
			note(o.Name)
		}
	}
	for _, j := range w.Journeys {
		for _, c := range j.Comments {
			if c.Author != "" && h.author[c.Author] == "" {
				h.author[c.Author] = fmt.Sprintf("Commenter %d", len(h.author)+1)
				note(c.Author)
			}
		}
	}
	slices.SortStableFunc(h.list, func(a, b string) int { return len(b) - len(a) })
	return h
}

// mask returns a text without the names that stand in it as whole words.
func (h hiddenNames) mask(text string) string {
	for _, name := range h.list {
		text = masked(text, name)
	}
	return text
}

const anyName = "[name]"

func masked(text, name string) string {
	if !strings.Contains(text, name) {
		return text
	}
	var b strings.Builder
	for from := 0; ; {
		at := strings.Index(text[from:], name)
		if at < 0 {
			b.WriteString(text[from:])
			return b.String()
		}
		at += from
		end := at + len(name)
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[end:])
		whole := (at == 0 || !wordRune(before)) && (end == len(text) || !wordRune(after))
		b.WriteString(text[from:at])
		if whole {
			b.WriteString(anyName)
		} else {
			b.WriteString(name)
		}
		from = end
	}
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}
