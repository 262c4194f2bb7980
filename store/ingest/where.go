package ingest

import (
	"strings"

	"stagecraft/model"
)

// segment returns the segment of a row; ok is false when it is one too many.
func (p *planner) segment(i int) (segment string, ok bool) {
	name := p.filled(i, p.roles.segment)
	if name == "" {
		return "", true
	}
	s, known := p.segments[name]
	if known {
		return s, true
	}
	if s = cut(cleaned(name), model.MaxTitle); s == "" || wholeWords[words(name)] || isMissing(name) {
		s = ""
	} else if !p.groups[s] {
		if len(p.groups) >= maxSegments {
			return "", false
		}
		s = strings.Clone(s) // not to hold the text of the file
		p.groups[s] = true
	}
	if len(p.segments) < 2*maxSegments {
		p.segments[name] = s
	}
	return s, true
}

// where finds the place of a row; ok is false when the row was counted as unmatched.
func (p *planner) where(i, line int) (place, bool) {
	key := placeKey{p.filled(i, p.roles.stage), p.filled(i, p.roles.step), p.filled(i, p.roles.place)}
	f, known := p.found[key]
	if !known {
		f = p.look(key)
		if to, mapped := p.options.Names[OtherNames]; mapped && !f.found {
			f = p.places.byProfile(to)
		}
		if len(p.found) < 10*listedNames {
			p.found[key] = f
		}
	}
	if !f.found {
		p.noteUnmatched(key, f, line)
		return place{}, false
	}
	m := p.matched[key]
	if m == nil && len(p.matched) < listedNames {
		m = &MatchedName{Name: strings.Clone(key.name()), To: "whole journey", Why: f.why}
		if f.spot != nil {
			m.To = f.spot.String()
		}
		p.matched[key] = m
	}
	if m != nil {
		m.Rows++
	}
	if f.spot == nil {
		return place{}, true
	}
	return f.spot.place, true
}

// noteUnmatched counts a row whose place is not known.
func (p *planner) noteUnmatched(key placeKey, f finding, line int) {
	p.report.Counts.Unmatched++
	name := key.name()
	u, known := p.unmatched[name]
	if !known {
		if p.report.Counts.Names++; p.report.Counts.Names <= listedNames {
			u = &UnmatchedName{Name: strings.Clone(name), Reason: f.why, Suggestions: p.places.suggest(key.narrowest()), Lacks: p.lack(key)}
		}
		p.unmatched[name] = u
	}
	if u == nil {
		return
	}
	if u.Rows++; len(u.Lines) < listedLines {
		u.Lines = append(u.Lines, line)
	}
}

// lack returns what the journey has not of the cells that say where a row belongs; nil when it has their
// words.
func (p *planner) lack(k placeKey) *Lack {
	if _, mapped := p.places.names[fold(k.name())]; mapped {
		return nil
	}
	stage, step := k.stage, k.step
	if isMissing(step) {
		step = k.place
	}
	if isMissing(step) {
		step = ""
	}
	if !isMissing(stage) {
		outer := p.either(stage, stageRole)
		switch {
		case !outer.found && outer.why == nowhere:
			return &Lack{Stage: strings.Clone(stage), Step: strings.Clone(step)}
		case !outer.found:
			return nil
		case outer.spot != nil && outer.spot.isStage() && p.either(step, stepRole).why == nowhere:
			return &Lack{In: outer.spot.stage, Step: strings.Clone(step)}
		}
	}
	if f := p.either(step, stepRole); f.found || f.why != nowhere {
		return nil
	}
	return &Lack{Step: strings.Clone(step)}
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
