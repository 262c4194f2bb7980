package app

import (
	"regexp"
	"slices"
	"strings"

	"stagecraft/model"
	"stagecraft/model/search"
)

// captureKind is a kind of note that quick capture takes.
type captureKind struct {
	letter string
	name   string // of one: "Pain"
	icon   string
	kind   model.Kind   // of its cards
	lanes  []model.Kind // whose lanes take it, the best first
	title  string       // of the lane that is added when there is none; empty for the kind's
	tag    string       // what marks it among other notes
}

// captureKinds are the kinds with their letters. Questions and what goes to the parking lot are notes
// with a tag; the parking lot is the lane of notes that is called so, or else any lane of notes.
var captureKinds = []captureKind{
	{"p", "Pain", "lane-pain", model.KindPain, []model.Kind{model.KindPain}, "", ""},
	{"g", "Gain", "lane-gain", model.KindGain, []model.Kind{model.KindGain, model.KindPain}, "", ""},
	{"t", "Thought", "lane-thinking", model.KindThinking, []model.Kind{model.KindThinking, model.KindFeeling, model.KindSaying}, "", ""},
	{"a", "Action", "lane-action", model.KindAction, []model.Kind{model.KindAction, model.KindDoing}, "", ""},
	{"o", "Opportunity", "lane-opportunity", model.KindOpportunity, []model.Kind{model.KindOpportunity}, "", ""},
	{"q", "Question", "help", model.KindNote, []model.Kind{model.KindNote}, "Questions", "question"},
	{"x", "Parking lot", "parking", model.KindNote, []model.Kind{model.KindNote}, "Parking lot", "parking lot"},
}

// parkingLane reports whether a lane is a parking lot by its name.
func parkingLane(l *model.Lane) bool { return strings.Contains(search.Key(l.Title), "parking") }

// captured is what a line of quick capture says. What it leaves out stays as it was for the line before.
type captured struct {
	kind   int    // index into captureKinds; -1 when the line does not say
	number string // of the step, "3.2"; empty when the line does not say
	text   string
}

var captureNumber = regexp.MustCompile(`^(\d{1,4})\.(\d{1,4})(?:\s+|$)`)

// parseCapture reads a line: a letter and a space set the kind, a number like 3.2 sets the step, in
// either order; the rest is the text.
func parseCapture(line string) captured {
	c := captured{kind: -1, text: strings.TrimLeft(line, " \t")}
	for {
		if m := captureNumber.FindStringSubmatch(c.text); m != nil && c.number == "" {
			c.number, c.text = m[1]+"."+m[2], c.text[len(m[0]):]
			continue
		}
		letter, rest, spaced := strings.Cut(c.text, " ")
		kind := slices.IndexFunc(captureKinds, func(k captureKind) bool { return k.letter == letter })
		if !spaced || kind < 0 || c.kind >= 0 {
			break
		}
		c.kind, c.text = kind, strings.TrimLeft(rest, " \t")
	}
	c.text = strings.TrimSpace(c.text)
	return c
}

// captureTarget is where the cards of a kind go.
type captureTarget struct {
	kind captureKind
	step model.StepID
	lane *model.Lane // nil when one has to be added
	why  string      // why nothing can be added there; empty when it can
}

// targetOf finds where a line's card goes. Kind and step are those that hold when it does not say.
func targetOf(j *model.Journey, c captured, kind int, step model.StepID) captureTarget {
	if c.kind >= 0 {
		kind = c.kind
	}
	t := captureTarget{kind: captureKinds[kind], step: step}
	if c.number != "" {
		at := slices.IndexFunc(j.Steps(), func(s *model.Step) bool { return j.StepNumber(s.ID) == c.number })
		if at < 0 {
			t.why = "There is no step " + c.number
			return t
		}
		t.step = j.Steps()[at].ID
	}
	t.lane, t.why = captureLane(j, t.kind)
	return t
}

// captureLane returns the lane that takes cards of a kind: nil and no reason when one is to be added.
func captureLane(j *model.Journey, k captureKind) (*model.Lane, string) {
	var found *model.Lane
	why := ""
	better := func(l *model.Lane) bool {
		parking := k.letter == "x"
		return found == nil || k.title != "" && parkingLane(l) == parking && parkingLane(found) != parking
	}
	for _, kind := range k.lanes {
		for _, l := range j.Lanes {
			if l.Kind != kind || k.letter == "q" && parkingLane(l) {
				continue
			}
			if reason := refusesCards(l); reason != "" {
				why = reason
			} else if better(l) {
				found = l
			}
		}
		if found != nil {
			return found, ""
		}
	}
	return nil, why
}

// words says where a card goes: "Pain in 3.2 Check in online, Pains and gains".
func (t captureTarget) words(j *model.Journey) (what, place, lane string) {
	switch {
	case t.why != "":
		return t.why, "", ""
	case t.lane == nil:
		return t.kind.name + " in", placeText(j, t.step), "in a new lane, " + t.laneTitle()
	}
	return t.kind.name + " in", placeText(j, t.step), t.lane.Title
}

func (t captureTarget) laneTitle() string {
	if t.kind.title != "" {
		return t.kind.title
	}
	return t.kind.lanes[0].Name()
}

// captureCards returns the command that adds a card for each line that has a text, and the cards; what
// a line says of kind and step holds for the lines after it. Missing lanes are added with them, in the
// same step of the history. Left counts the lines that name a step or lane that cannot take a card.
func captureCards(j *model.Journey, lines []string, kind int, step model.StepID) (c model.Command, cards []model.CardID, left int) {
	add := model.AddCards{Journey: j.ID}
	var parts []model.Command
	added := map[string]*model.Lane{} // new lanes by title
	for _, line := range lines {
		said := parseCapture(line)
		t := targetOf(j, said, kind, step)
		if t.why != "" || len(add.Cards) == maxPasted {
			left++
			continue
		}
		if said.kind >= 0 {
			kind = said.kind
		}
		step = t.step
		if said.text == "" {
			continue
		}
		if t.lane == nil {
			title := t.laneTitle()
			if added[title] == nil {
				lane := model.NewLane(t.kind.lanes[0])
				lane.Title = title
				added[title] = &lane
				parts = append(parts, model.AddLane{Journey: j.ID, Lane: lane, At: captureLaneAt(j, &lane) + len(parts)})
			}
			t.lane = added[title]
		}
		card := t.card(said.text)
		add.Cards = append(add.Cards, model.PlacedCard{Card: card, Index: 1 << 30})
		cards = append(cards, card.ID)
	}
	if len(cards) == 0 {
		return nil, nil, left
	}
	parts = append(parts, add)
	return model.Group{Name: add.Label(), Commands: parts}, cards, left
}

// captureLaneAt is where a new lane goes: after the last one of its zone, else at the end.
func captureLaneAt(j *model.Journey, lane *model.Lane) int {
	at := len(j.Lanes)
	for i, l := range j.Lanes {
		if l.ZoneOf() == lane.ZoneOf() {
			at = i + 1
		}
	}
	return at
}

func (t captureTarget) card(text string) model.Card {
	card := model.Card{ID: model.NewID[model.CardID](), Lane: t.lane.ID, Step: t.step, Span: 1, Title: shortTitle(text)}
	if card.Title != text {
		card.Body = text
	}
	if t.lane.Kind != t.kind.kind {
		card.Kind = t.kind.kind
	}
	if t.kind.tag != "" {
		card.Tags = []string{t.kind.tag}
	}
	return card
}
