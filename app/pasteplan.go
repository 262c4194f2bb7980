package app

import (
	"cmp"
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
// them. Columns and rows that have names of their own go to the steps and lanes of these names instead.
type pasteSpot struct {
	journey *model.Journey
	lanes   []*model.Lane
	step    int
	kinds   map[int]model.Kind // of lanes that are added, by row; notes when it is not said
	columns []string           // nil for none
	rows    []string
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
	cards   []model.PlacedCard
	from    []model.CardID // of each card, the id that it had where it was copied
	steps   []model.AddStep
	lanes   []model.AddLane
	missing pasteRoom // how much room the map lacks
	left    int       // cards that are left out
	reason  string    // why, when it is not the room
	heads   []pasteColumn
	sides   []pasteRow
	preview [][]pasteCell
	columns int // of everything that is pasted, also of what is left out
	rows    int
	tooMany int // cards past the most that one paste takes
}

// pasteColumn is the step that a column goes to; without an id there is none.
type pasteColumn struct {
	step  model.StepID
	title string
	fresh bool
	reach int // how many steps a card may cover from here
}

// pasteRow is the lane that a row goes to; nil when there is none.
type pasteRow struct {
	lane  *model.Lane
	fresh bool
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
	p.columns, p.rows = max(p.columns, len(spot.columns)), max(p.rows, len(spot.rows))
	if spot.columns != nil {
		p.nameColumns(spot, o)
	} else {
		p.lineUpColumns(spot, o)
	}
	if spot.rows != nil {
		p.nameRows(spot, o)
	} else {
		p.lineUpRows(spot, o)
	}
	p.preview = make([][]pasteCell, p.rows)
	for i := range p.preview {
		p.preview[i] = make([]pasteCell, p.columns)
	}
	for _, it := range items {
		p.place(it)
	}
	return p
}

// lineUpColumns takes the steps from the spot on, and adds at the end of the map what is wanted.
func (p *pastePlan) lineUpColumns(spot pasteSpot, o pasteOptions) {
	steps := spot.journey.Steps()
	p.missing.steps = min(max(p.columns-(len(steps)-spot.step), 0), model.MaxSteps-len(steps))
	last := spot.journey.Stages[len(spot.journey.Stages)-1]
	p.heads = make([]pasteColumn, p.columns)
	for i := range p.heads {
		h := &p.heads[i]
		switch at := spot.step + i; {
		case at < len(steps):
			*h = pasteColumn{step: steps[at].ID, title: placeText(spot.journey, steps[at].ID)}
		case o.addSteps && len(p.steps) < p.missing.steps:
			*h = pasteColumn{step: model.NewID[model.StepID](), title: "New step", fresh: true}
			p.steps = append(p.steps, model.AddStep{Journey: spot.journey.ID, Stage: last.ID, Step: model.Step{ID: h.step, Title: h.title}, At: len(last.Steps) + len(p.steps)})
		}
	}
	for i := range p.heads {
		p.heads[i].reach = len(steps) + len(p.steps) - spot.step - i
	}
}

// lineUpRows takes the lanes from the spot down, and adds at the bottom what is wanted.
func (p *pastePlan) lineUpRows(spot pasteSpot, o pasteOptions) {
	p.missing.lanes = min(max(p.rows-len(spot.lanes), 0), model.MaxLanes-len(spot.journey.Lanes))
	p.sides = make([]pasteRow, p.rows)
	for i := range p.sides {
		switch {
		case i < len(spot.lanes):
			p.sides[i].lane = spot.lanes[i]
		case o.addLanes && len(p.lanes) < p.missing.lanes:
			lane := model.NewLane(cmp.Or(spot.kinds[i], model.KindNote))
			p.sides[i] = pasteRow{&lane, true}
			p.lanes = append(p.lanes, model.AddLane{Journey: spot.journey.ID, Lane: lane, At: len(spot.journey.Lanes) + len(p.lanes)})
		}
	}
}

// place puts one item on the map, or leaves it out where it cannot go.
func (p *pastePlan) place(it pasteItem) {
	cell := &p.preview[it.row][it.col]
	cell.titles = append(cell.titles, cardTitle(&it.card))
	lane, head := p.sides[it.row].lane, p.heads[it.col]
	if lane == nil || head.step == "" {
		cell.left = true
		p.left++
		return
	}
	if reason := refusesCards(lane); reason != "" {
		cell.left = true
		p.left++
		p.reason = reason
		return
	}
	card := it.card
	card.ID, card.Lane, card.Step = model.NewID[model.CardID](), lane.ID, head.step
	card.Span = max(min(card.Span, head.reach), 1)
	if card.Kind == lane.Kind {
		card.Kind = ""
	}
	if mood, ok := moodText(card.Title); ok && lane.Kind == model.KindEmotion && !card.Emotion.Known {
		card.Title, card.Emotion = "", model.Some(mood)
	}
	p.cards = append(p.cards, model.PlacedCard{Card: card, Index: 1 << 30})
	p.from = append(p.from, it.card.ID)
}

// taken counts the steps and lanes that the plan has a place for.
func (p *pastePlan) taken() (steps, lanes int) {
	for i := range p.heads {
		if p.heads[i].step != "" {
			steps++
		}
	}
	for i := range p.sides {
		if p.sides[i].lane != nil {
			lanes++
		}
	}
	return steps, lanes
}

// empty reports whether the plan changes nothing.
func (p *pastePlan) empty() bool { return len(p.cards)+len(p.steps)+len(p.lanes) == 0 }

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
	if p.empty() {
		return nil
	}
	var parts []model.Command
	for _, c := range p.steps {
		parts = append(parts, c)
	}
	for _, c := range p.lanes {
		parts = append(parts, c)
	}
	name := "Paste " + model.Count(len(p.cards), "card")
	switch {
	case len(p.cards) > 0:
		parts = append(parts, model.AddCards{Journey: j.ID, Cards: p.cards})
	case len(p.steps) > 0:
		name = "Paste " + model.Count(len(p.steps), "step")
	default:
		name = "Paste " + model.Count(len(p.lanes), "lane")
	}
	return model.Group{Name: name, Commands: parts}
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
