package app

import (
	"slices"
	"strconv"
	"strings"

	"stagecraft/model"
)

// pasteItem is a card that is to be pasted, and how far its place lies from the first one.
type pasteItem struct {
	row, col int
	card     model.Card
}

// pasteSpot is where a paste begins: a step, and the lanes from the first one down, as the board shows
// them.
type pasteSpot struct {
	journey *model.Journey
	lanes   []*model.Lane
	step    int
	kinds   map[int]model.Kind // of lanes that are added, by row; notes when it is not said
}

// spotAt returns the spot of a cell. Hidden lanes take no part.
func spotAt(j *model.Journey, hidden []model.LaneID, cell model.Cell) pasteSpot {
	spot := pasteSpot{journey: j, step: j.StepIndex(cell.Step)}
	spot.lanes = visibleLanes(j, hidden)
	at := slices.IndexFunc(spot.lanes, func(l *model.Lane) bool { return l.ID == cell.Lane })
	spot.lanes = spot.lanes[max(at, 0):]
	return spot
}

func visibleLanes(j *model.Journey, hidden []model.LaneID) []*model.Lane {
	var lanes []*model.Lane
	for _, l := range j.Lanes {
		if !slices.Contains(hidden, l.ID) {
			lanes = append(lanes, l)
		}
	}
	return lanes
}

// pasteOptions are what the user decides about a paste.
type pasteOptions struct {
	addSteps, addLanes bool // make room for what reaches past the map
}

// pastePlan says what a paste does. It is made anew for each choice in the preview.
type pastePlan struct {
	cards    []model.PlacedCard
	from     []model.CardID // of each card, the id that it had where it was copied
	steps    []model.Step   // new ones, at the end of the last stage
	lanes    []model.Lane   // new ones, at the bottom
	missing  pasteRoom      // how much room the map lacks
	left     int            // cards that are left out
	reason   string         // why, when it is not the room
	heads    []string       // the columns of the preview
	sides    []*model.Lane
	preview  [][]pasteCell
	columns  int // of everything that is pasted, also of what is left out
	rows     int
	tooMany  int // cards past the most that one paste takes
	existing int // of the columns, those that the map has
}

// pasteRoom is a number of steps and lanes.
type pasteRoom struct{ steps, lanes int }

// pasteCell is a cell of the preview.
type pasteCell struct {
	titles []string
	left   bool // its cards are left out
}

// maxPasted is how many cards one paste makes at most.
const maxPasted = 2000

// planPaste places items on the map.
func planPaste(spot pasteSpot, items []pasteItem, o pasteOptions) *pastePlan {
	p := &pastePlan{}
	if len(items) > maxPasted {
		p.tooMany = len(items) - maxPasted
		items = items[:maxPasted]
	}
	for _, it := range items {
		p.columns, p.rows = max(p.columns, it.col+1), max(p.rows, it.row+1)
	}
	steps := spot.journey.Steps()
	p.existing = min(p.columns, len(steps)-spot.step)
	p.missing = pasteRoom{
		steps: min(max(p.columns-(len(steps)-spot.step), 0), model.MaxSteps-len(steps)),
		lanes: min(max(p.rows-len(spot.lanes), 0), model.MaxLanes-len(spot.journey.Lanes)),
	}
	p.makeRoom(spot, o)
	for _, it := range items {
		p.place(spot, it)
	}
	return p
}

// makeRoom adds the steps and lanes that are wanted, and names what the preview shows.
func (p *pastePlan) makeRoom(spot pasteSpot, o pasteOptions) {
	steps := spot.journey.Steps()
	for i := spot.step; i < min(len(steps), spot.step+p.columns); i++ {
		p.heads = append(p.heads, placeText(spot.journey, steps[i].ID))
	}
	if o.addSteps {
		for range p.missing.steps {
			p.steps = append(p.steps, model.Step{ID: model.NewID[model.StepID](), Title: "New step"})
			p.heads = append(p.heads, "New step")
		}
	}
	for i := range min(p.rows, len(spot.lanes)) {
		p.sides = append(p.sides, spot.lanes[i])
	}
	if o.addLanes {
		for i := range p.missing.lanes {
			kind := spot.kinds[len(spot.lanes)+i]
			if kind == "" {
				kind = model.KindNote
			}
			lane := model.NewLane(kind)
			p.lanes = append(p.lanes, lane)
			p.sides = append(p.sides, &lane)
		}
	}
	p.preview = make([][]pasteCell, p.rows)
	for i := range p.preview {
		p.preview[i] = make([]pasteCell, p.columns)
	}
}

// place puts one item on the map, or leaves it out where it cannot go.
func (p *pastePlan) place(spot pasteSpot, it pasteItem) {
	cell := &p.preview[it.row][it.col]
	cell.titles = append(cell.titles, cardTitle(&it.card))
	if it.row >= len(p.sides) || it.col >= len(p.heads) {
		cell.left = true
		p.left++
		return
	}
	lane := p.sides[it.row]
	if reason := refusesCards(lane); reason != "" {
		cell.left = true
		p.left++
		p.reason = reason
		return
	}
	card := it.card
	card.ID, card.Lane = model.NewID[model.CardID](), lane.ID
	steps := spot.journey.Steps()
	if at := spot.step + it.col; at < len(steps) {
		card.Step = steps[at].ID
	} else {
		card.Step = p.steps[at-len(steps)].ID
	}
	card.Span = min(max(card.Span, 1), len(p.heads)-it.col+p.beyond(spot))
	if card.Kind == lane.Kind {
		card.Kind = ""
	}
	if mood, ok := moodText(card.Title); ok && lane.Kind == model.KindEmotion && !card.Emotion.Known {
		card.Title, card.Emotion = "", model.Some(mood)
	}
	p.cards = append(p.cards, model.PlacedCard{Card: card, Index: 1 << 30})
	p.from = append(p.from, it.card.ID)
}

// beyond is how many steps the map has past the columns of the paste.
func (p *pastePlan) beyond(spot pasteSpot) int {
	return max(len(spot.journey.Steps())-spot.step-len(p.heads), 0)
}

// refusesCards says why a lane takes no cards; empty when it does.
func refusesCards(l *model.Lane) string {
	switch {
	case l.Locked:
		return l.Title + " is locked"
	case l.Kind == model.KindMetric && l.Metric != "":
		return l.Title + " shows measured values"
	}
	return ""
}

// moodText reads a mood as a spreadsheet or a board writes it: "+1", "–0.5".
func moodText(text string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.NewReplacer("–", "-", "\u2212", "-", ",", ".").Replace(strings.TrimSpace(text)), 64)
	return v, err == nil && v >= -2 && v <= 2
}

// command returns the plan as one step of the history; nil when it does nothing.
func (p *pastePlan) command(j *model.Journey) model.Command {
	if len(p.cards) == 0 {
		return nil
	}
	var parts []model.Command
	last := j.Stages[len(j.Stages)-1]
	for i, s := range p.steps {
		parts = append(parts, model.AddStep{Journey: j.ID, Stage: last.ID, Step: s, At: len(last.Steps) + i})
	}
	for i, l := range p.lanes {
		parts = append(parts, model.AddLane{Journey: j.ID, Lane: l, At: len(j.Lanes) + i})
	}
	parts = append(parts, model.AddCards{Journey: j.ID, Cards: p.cards})
	return model.Group{Name: "Paste " + model.Count(len(p.cards), "card"), Commands: parts}
}

// tableItems makes a card of each cell that is not empty; with apart, of each line of it.
func tableItems(table [][]string, apart bool) []pasteItem {
	var items []pasteItem
	for r, row := range table {
		for c, text := range row {
			texts := []string{text}
			if apart {
				texts = splitLines(text)
			}
			for _, t := range texts {
				if strings.TrimSpace(t) != "" {
					items = append(items, pasteItem{r, c, textCard(t)})
				}
			}
		}
	}
	return items
}

// spread is where the lines of a text go.
type spread int

const (
	inCell     spread = iota // below each other in one cell
	alongSteps               // a step each
	downLanes                // a lane each
)

// lineItems makes a card of each line.
func lineItems(lines []string, s spread) []pasteItem {
	var items []pasteItem
	for i, line := range lines {
		it := pasteItem{card: textCard(line)}
		switch s {
		case alongSteps:
			it.col = i
		case downLanes:
			it.row = i
		}
		items = append(items, it)
	}
	return items
}

// textCard makes a card of a text. A text that is too long for a title stays whole in the note.
func textCard(text string) model.Card {
	card := model.Card{Span: 1, Title: text}
	if runes := []rune(text); len(runes) > model.MaxTitle {
		card.Title, card.Body = string(runes[:model.MaxTitle-1])+"…", text
		if len(runes) > model.MaxText {
			card.Body = string(runes[:model.MaxText-1]) + "…"
		}
	}
	return card
}

// pasteLines returns the lines of a text that become cards: the cells of its one column, or else its
// lines, without the bullets.
func pasteLines(text string, table [][]string) []string {
	var lines []string
	if len(table) > 0 && len(table[0]) == 1 {
		for _, row := range table {
			if line := unbulleted(row[0]); line != "" {
				lines = append(lines, line)
			}
		}
		return lines
	}
	for _, line := range splitLines(model.CleanText(text)) {
		lines = append(lines, strings.Join(strings.Fields(unbulleted(line)), " "))
	}
	return lines
}

func unbulleted(line string) string {
	line = strings.TrimSpace(line)
	if at := bulletMark.FindStringIndex(line); at != nil {
		return strings.TrimSpace(line[at[1]:])
	}
	return line
}

// laneIndex returns a lane's place among all of the journey, 0 for one that it does not have.
func laneIndex(j *model.Journey, id model.LaneID) int {
	return max(slices.IndexFunc(j.Lanes, func(l *model.Lane) bool { return l.ID == id }), 0)
}
