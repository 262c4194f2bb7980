package model

import "slices"

// Quadrant is one part of an empathy map.
type Quadrant string

// The parts of an empathy map: what a persona says, thinks, does and feels (Gray, Brown and Macanufo,
// "Gamestorming", 2010), with its pains and gains below.
const (
	Says   Quadrant = "says"
	Thinks Quadrant = "thinks"
	Does   Quadrant = "does"
	Feels  Quadrant = "feels"
	Pains  Quadrant = "pains"
	Gains  Quadrant = "gains"
)

// Quadrants lists the parts in reading order.
var Quadrants = []Quadrant{Says, Thinks, Does, Feels, Pains, Gains}

var quadrantTexts = map[Quadrant]struct {
	name, ask string
	kinds     []Kind // the first is what a new card becomes
}{
	Says:   {"Says", "What have we heard them say, in their own words?", []Kind{KindSaying}},
	Thinks: {"Thinks", "What goes through their mind that they may not say?", []Kind{KindThinking}},
	Does:   {"Does", "What do we see them do?", []Kind{KindDoing, KindAction}},
	Feels:  {"Feels", "Which feeling is strongest here, and what causes it?", []Kind{KindFeeling, KindEmotion}},
	Pains:  {"Pains", "What gets in their way or worries them?", []Kind{KindPain}},
	Gains:  {"Gains", "What helps them, or would delight them?", []Kind{KindGain}},
}

// Name returns the part's heading: "Says".
func (q Quadrant) Name() string { return quadrantTexts[q].name }

// Ask returns the question that fills the part.
func (q Quadrant) Ask() string { return quadrantTexts[q].ask }

// Kinds returns the kinds of card that belong into the part; the first is that of a new one. The caller
// must not change the slice.
func (q Quadrant) Kinds() []Kind { return quadrantTexts[q].kinds }

// QuadrantOf returns the part that cards of a kind belong into; empty for none.
func QuadrantOf(k Kind) Quadrant {
	for _, q := range Quadrants {
		if slices.Contains(q.Kinds(), k) {
			return q
		}
	}
	return ""
}

// PersonaOf returns whose a card is: its own persona, or else its lane's; empty for all.
func (j *Journey) PersonaOf(c *Card) PersonaID {
	if c.Persona != "" {
		return c.Persona
	}
	if l := j.Lane(c.Lane); l != nil {
		return l.Persona
	}
	return ""
}

// EmpathyMap returns the cards of a journey by the part of an empathy map that they belong into, in the
// order of the steps: those of one persona and those that are everybody's (all when persona is empty),
// and of one stage those that reach into it (all when stage is empty).
func EmpathyMap(j *Journey, persona PersonaID, stage StageID) map[Quadrant][]*Card {
	parts := map[Quadrant][]*Card{}
	for _, step := range j.Steps() {
		for _, lane := range j.Lanes {
			for _, c := range j.CardsIn(Cell{lane.ID, step.ID}) {
				q := QuadrantOf(j.KindOf(c))
				if q == "" {
					continue
				}
				if whose := j.PersonaOf(c); persona != "" && whose != "" && whose != persona {
					continue
				}
				if stage == "" || j.reaches(c, stage) {
					parts[q] = append(parts[q], c)
				}
			}
		}
	}
	return parts
}

// reaches reports whether a card covers a step of the stage.
func (j *Journey) reaches(c *Card, stage StageID) bool {
	return slices.ContainsFunc(j.Covers(c), func(s *Step) bool { return j.StageOf(s.ID).ID == stage })
}

// EmpathyLane returns the lane that a persona's card of a part goes into, and the kind that it must have
// there (empty for the lane's). It is nil when the journey has none: then a lane of the part's first
// kind is to be added. A lane of pains also holds gains, and the other way round.
func EmpathyLane(j *Journey, persona PersonaID, q Quadrant) (*Lane, Kind) {
	kinds := q.Kinds()
	if l := bestLane(j, persona, kinds); l != nil {
		return l, ""
	}
	if q == Pains || q == Gains {
		if l := bestLane(j, persona, []Kind{KindPain, KindGain}); l != nil {
			return l, kinds[0]
		}
	}
	return nil, ""
}

// bestLane returns the first lane of the first of the kinds: a persona's own before one of all.
func bestLane(j *Journey, persona PersonaID, kinds []Kind) *Lane {
	for _, k := range kinds {
		var shared *Lane
		for _, l := range j.Lanes {
			switch {
			case l.Kind != k || l.Locked:
			case persona != "" && l.Persona == persona:
				return l
			case l.Persona == "" && shared == nil:
				shared = l
			}
		}
		if shared != nil {
			return shared
		}
	}
	return nil
}
