package ingest

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"stagecraft/model"
)

// place is where on the map an observation belongs; the zero place is the whole journey.
type place struct {
	stage model.StageID
	step  model.StepID
	card  model.CardID
}

// spot is a place with the names by which a file may call it.
type spot struct {
	place
	stageNumber int
	number      string // "3" or "3.2"; empty for a card
	title       string
	id          string
	folded      string
}

func (s *spot) isStage() bool { return s.step == "" }

// String names a spot as the reports do: "3.2 Check in online".
func (s *spot) String() string {
	if s.number == "" {
		return s.title
	}
	return s.number + " " + s.title
}

// places finds the spots of a journey by name.
type places struct {
	journey  *model.Journey
	spots    []*spot
	byFold   map[string][]*spot
	byNumber map[string]*spot
	byID     map[string]*spot
	names    map[string]string // from the options, by folded name
}

func newPlaces(j *model.Journey, names map[string]string) *places {
	p := &places{journey: j, byFold: map[string][]*spot{}, byNumber: map[string]*spot{}, byID: map[string]*spot{}, names: map[string]string{}}
	for i, stage := range j.Stages {
		number := strconv.Itoa(i + 1)
		p.add(&spot{place: place{stage: stage.ID}, stageNumber: i + 1, number: number, title: stage.Title, id: string(stage.ID)})
		for k, step := range stage.Steps {
			p.add(&spot{place: place{stage: stage.ID, step: step.ID}, stageNumber: i + 1, number: number + "." + strconv.Itoa(k+1), title: step.Title, id: string(step.ID)})
		}
	}
	p.addTouchpoints(j)
	for name, to := range names {
		p.names[fold(name)] = to
	}
	return p
}

func (p *places) add(s *spot) {
	s.folded = fold(s.title)
	p.spots = append(p.spots, s)
	if s.folded != "" {
		p.byFold[s.folded] = append(p.byFold[s.folded], s)
	}
	if s.number != "" {
		p.byNumber[s.number] = s
	}
	p.byID[s.id] = s
}

// addTouchpoints makes the touchpoint cards known under titles that no stage or step has.
func (p *places) addTouchpoints(j *model.Journey) {
	kinds := map[model.LaneID]model.Kind{}
	for _, l := range j.Lanes {
		kinds[l.ID] = l.Kind
	}
	taken := map[string]bool{}
	for folded := range p.byFold {
		taken[folded] = true
	}
	for _, c := range j.Cards {
		kind := c.Kind
		if kind == "" {
			kind = kinds[c.Lane]
		}
		if s := (&spot{place: place{card: c.ID, step: c.Step}, title: c.Title, id: string(c.ID)}); kind == model.KindTouchpoint {
			if !taken[fold(c.Title)] {
				p.add(s)
			} else {
				p.byID[s.id] = s
			}
		}
	}
}

// nowhere is why a name was not found of which no word is known.
const nowhere = "no stage, step or touchpoint has this name"

// finding is what a name leads to.
type finding struct {
	spot  *spot // nil for the whole journey
	found bool
	why   string // how it was found, or why it was not
}

// find looks a name up: in the options, by id, number, title. wanted limits it to stages or steps
// (placeRole: either), within is the stage in which a step must lie, if known.
func (p *places) find(name string, wanted role, within *spot) finding {
	if to, ok := p.names[fold(name)]; ok {
		return p.byProfile(to)
	}
	return p.lookUp(name, wanted, within)
}

// byProfile finds what the options map a name to.
func (p *places) byProfile(to string) finding {
	if trim(to) == "" {
		return finding{nil, true, "whole journey by the profile"}
	}
	if f := p.lookUp(to, placeRole, nil); f.found {
		f.why = "by the profile"
		return f
	}
	return finding{why: "the profile maps it to “" + to + "”, which the journey does not have"}
}

// wishedPair finds a name that the options map as the reports write it: "Stage / Step".
func (p *places) wishedPair(name string) finding {
	if _, ok := p.names[fold(name)]; !ok {
		return finding{}
	}
	return p.find(name, placeRole, nil)
}

func (p *places) lookUp(name string, wanted role, within *spot) finding {
	if s := p.byID[name]; s != nil && s.fits(wanted, within) {
		return finding{s, true, "by id"}
	}
	if s := p.byNumberText(name, wanted, within); s != nil {
		return finding{s, true, "by number"}
	}
	f := p.byTitle(fold(name), wanted, within)
	if f.found {
		return f
	}
	if number, title := cutNumber(name); number != "" {
		if s := p.byNumber[number]; s != nil && s.folded == fold(title) && s.fits(wanted, within) {
			return finding{s, true, "by number and title"}
		}
		if g := p.byTitle(fold(title), wanted, within); g.found && p.byNumber[number] == nil {
			return g
		}
	}
	if folded := fold(name); folded != "" && wanted != stepRole && (folded == fold(p.journey.Title) || folded == "wholejourney") {
		return finding{nil, true, "whole journey"}
	}
	return f
}

func (s *spot) fits(wanted role, within *spot) bool {
	switch {
	case wanted == stageRole && !s.isStage(), wanted == stepRole && s.isStage():
		return false
	case within != nil && s.number != "" && s.stageNumber != within.stageNumber:
		return false
	default:
		return true
	}
}

func (p *places) byTitle(folded string, wanted role, within *spot) finding {
	var fitting []*spot
	for _, s := range p.byFold[folded] {
		if s.fits(wanted, within) {
			fitting = append(fitting, s)
		}
	}
	if len(fitting) > 1 && wanted == placeRole { // a stage and its only step of the same name
		first := fitting[0]
		if first.isStage() && !slices.ContainsFunc(fitting[1:], func(s *spot) bool { return s.isStage() || s.stageNumber != first.stageNumber }) {
			fitting = fitting[:1]
		}
	}
	switch len(fitting) {
	case 0:
		return finding{why: nowhere}
	case 1:
		return finding{fitting[0], true, "same words"}
	default:
		return finding{why: "more than one place has this name"}
	}
}

// byNumberText finds "3", "3.2", "Stage 3" and "Step 3.2", and "3,2", as spreadsheets with a decimal comma
// write it; within a stage "2" is its second step.
func (p *places) byNumberText(name string, wanted role, within *spot) *spot {
	number := strings.TrimSuffix(strings.TrimPrefix(name, "#"), ".")
	if w := strings.Fields(words(name)); len(w) >= 2 && len(w) <= 3 {
		if r := headerWords[w[0]]; isPlaceRole(r) && isDigits(w[1]) && (len(w) == 2 || isDigits(w[2])) {
			number = strings.Join(w[1:], ".")
		}
	}
	if whole, part, ok := strings.Cut(number, ","); ok && isDigits(whole) && isDigits(part) {
		number = whole + "." + part
	}
	if within != nil && wanted == stepRole && isDigits(number) {
		number = within.number + "." + number
	}
	if s := p.byNumber[number]; s != nil && s.fits(wanted, within) {
		return s
	}
	return nil
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// cutNumber splits "3.2 Check in online" or "3) Pay" into number and title; number is empty when the
// name does not begin with one.
func cutNumber(name string) (number, title string) {
	end := 0
	for end < len(name) && (name[end] >= '0' && name[end] <= '9' || name[end] == '.') {
		end++
	}
	number = strings.Trim(name[:end], ".")
	title = strings.TrimLeft(name[end:], " .):-–—_\t")
	if number == "" || title == "" || end == len(name) || len(title) == len(name[end:]) && name[end-1] != '.' {
		return "", name
	}
	return number, title
}

// maxSuggestions is how many near names are offered for one that was not found.
const maxSuggestions = 3

// suggest returns the spots whose names come near, best first, as "3.2 Check in online".
func (p *places) suggest(name string) []string {
	type near struct {
		spot *spot
		rate float64
	}
	folded, spaced := fold(name), words(name)
	var list []near
	for _, s := range p.spots {
		rate := max(nearness(folded, s.folded), 0.9*wordsInCommon(spaced, words(s.title)))
		if len(folded) >= 4 && len(s.folded) >= 4 && (strings.Contains(s.folded, folded) || strings.Contains(folded, s.folded)) {
			rate = max(rate, 0.8)
		}
		if rate >= 0.6 {
			list = append(list, near{s, rate})
		}
	}
	slices.SortStableFunc(list, func(a, b near) int { return cmp.Compare(b.rate, a.rate) })
	suggestions := []string{}
	for _, n := range list[:min(len(list), maxSuggestions)] {
		suggestions = append(suggestions, n.spot.String())
	}
	return suggestions
}
