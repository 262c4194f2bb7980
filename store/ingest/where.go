package ingest

import (
	"strings"

	"stagecraft/model"
)

func (p *planner) segment(i int) string {
	name := p.filled(i, p.roles.segment)
	if name == "" {
		return ""
	}
	s, known := p.segments[name]
	if !known {
		if s = cut(cleaned(name), model.MaxTitle); wholeWords[words(name)] || isMissing(name) {
			s = ""
		}
		p.segments[s], p.segments[strings.Clone(name)] = s, s
	}
	return s
}

// where finds the place of a row; ok is false when the row was counted as unmatched.
func (p *planner) where(i, line int) (place, bool) {
	key := placeKey{p.filled(i, p.roles.stage), p.filled(i, p.roles.step), p.filled(i, p.roles.place)}
	f, known := p.found[key]
	if !known {
		f = p.look(key)
		p.found[key] = f
	}
	if !f.found {
		name := key.name()
		u := p.unmatched[name]
		if u == nil {
			u = &UnmatchedName{Name: strings.Clone(name), Reason: f.why, Suggestions: p.places.suggest(key.narrowest())}
			p.unmatched[name] = u
		}
		u.Rows++
		u.Lines = append(u.Lines, line)
		return place{}, false
	}
	m := p.matched[key]
	if m == nil {
		m = &MatchedName{Name: strings.Clone(key.name()), To: "whole journey", Why: f.why}
		if f.spot != nil {
			m.To = f.spot.String()
		}
		p.matched[key] = m
	}
	m.Rows++
	if f.spot == nil {
		return place{}, true
	}
	return f.spot.place, true
}

// name is how the reports call the cells that say where a row belongs.
func (k placeKey) name() string {
	var parts []string
	for _, part := range []string{k.stage, k.step, k.place} {
		if !isMissing(part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " / ")
}

func (k placeKey) narrowest() string {
	for _, part := range []string{k.place, k.step, k.stage} {
		if !isMissing(part) {
			return part
		}
	}
	return ""
}

// look finds what the cells of a row name. A stage column alone may hold steps too, and the other way
// round, for people call both by both names.
func (p *planner) look(k placeKey) finding {
	if f := p.places.wishedPair(k.name()); f.found {
		return f
	}
	stage, step := k.stage, k.step
	if isMissing(step) {
		step = k.place
	}
	switch {
	case isMissing(stage) && isMissing(step):
		return finding{nil, true, "no name"}
	case isMissing(step):
		return p.either(stage, stageRole)
	case isMissing(stage):
		return p.either(step, stepRole)
	}
	outer := p.either(stage, stageRole)
	if !outer.found {
		if _, mapped := p.places.names[fold(stage)]; mapped {
			return outer
		}
		return finding{why: "no stage is called “" + stage + "”"}
	}
	if outer.spot == nil || !outer.spot.isStage() {
		return p.either(step, stepRole)
	}
	inner := p.places.find(step, stepRole, outer.spot)
	if inner.found {
		return inner
	}
	if fold(step) == fold(stage) {
		return outer
	}
	if p.places.find(step, stepRole, nil).found {
		return finding{why: "the step is in another stage than “" + outer.spot.title + "”"}
	}
	return inner
}

func (p *planner) either(name string, first role) finding {
	f := p.places.find(name, first, nil)
	if f.found {
		return f
	}
	if g := p.places.find(name, placeRole, nil); g.found {
		return g
	}
	return f
}
