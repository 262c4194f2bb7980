package export

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"stagecraft/model"
)

// value is one typed field of a list: exactly one of text, number and day, or nothing.
type value struct {
	kind   valueKind
	text   string
	number float64
	day    time.Time
	format string // a number's or a day's format in the workbook; empty is general
}

type valueKind byte

const (
	nothing valueKind = iota
	textual
	numeric
	dated
)

func str(s string) value {
	if s == "" {
		return value{}
	}
	return value{kind: textual, text: s}
}

func num(v float64) value {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return value{}
	}
	return value{kind: numeric, number: v}
}

func whole(v int) value { return value{kind: numeric, number: float64(v), format: "0"} }

func maybe(v model.Maybe[float64]) value {
	if !v.Known {
		return value{}
	}
	return num(v.Value)
}

func (v value) as(format string) value {
	v.format = format
	return v
}

func day(d model.Date) value {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return str(string(d))
	}
	return value{kind: dated, day: t}
}

// momentFormat is that of a day with the time.
const momentFormat = "yyyy-mm-dd hh:mm"

// moment is a time to the minute, as the clocks of its place show it.
func moment(t time.Time) value {
	shown := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC)
	return value{kind: dated, day: shown, format: momentFormat}
}

func yes(b bool) value {
	if !b {
		return value{}
	}
	return str("yes")
}

// String is the value as a list of text holds it.
func (v value) String() string {
	switch v.kind {
	case textual:
		return v.text
	case numeric:
		return strconv.FormatFloat(v.number, 'f', -1, 64)
	case dated:
		if v.format == momentFormat {
			return v.day.Format("2006-01-02 15:04")
		}
		return v.day.Format(time.DateOnly)
	}
	return ""
}

// column is one column of a list.
type column struct {
	title string
	width float64 // in characters
	id    bool    // an id: kept for reading the list back, shown grey
	wrap  bool
}

// table is a list: the same rows go into a sheet of the workbook and into a CSV file.
type table struct {
	columns []column
	rows    [][]value
}

// itemsTable lists every card of a journey, a row a card, in the order of lanes, steps and place.
func itemsTable(d Document, j *model.Journey) table {
	t := table{columns: []column{
		{title: "Card ID", width: 22, id: true}, {title: "Journey", width: 24}, {title: "Stage", width: 22},
		{title: "Step no.", width: 9}, {title: "Step", width: 22}, {title: "Last step", width: 22}, {title: "Steps", width: 7},
		{title: "Lane", width: 20}, {title: "Zone", width: 12}, {title: "Kind", width: 18}, {title: "Place", width: 7},
		{title: "Title", width: 44, wrap: true}, {title: "Text", width: 50, wrap: true}, {title: "Persona", width: 16},
		{title: "Channel", width: 14}, {title: "Owner", width: 18}, {title: "System", width: 18},
		{title: "Mood", width: 8}, {title: "Expected mood", width: 10}, {title: "Severity", width: 9},
		{title: "Evidence", width: 16}, {title: "Moment of truth", width: 11}, {title: "Votes", width: 8},
		{title: "Duration (min)", width: 11}, {title: "Cost", width: 11}, {title: "Tags", width: 20},
		{title: "Links", width: 40, wrap: true}, {title: "Open comments", width: 11}, {title: "Picture", width: 16},
		{title: "Stage ID", width: 22, id: true}, {title: "Step ID", width: 22, id: true}, {title: "Lane ID", width: 22, id: true},
	}}
	links := linksByCard(j)
	comments := openComments(j)
	for _, lane := range j.Lanes {
		for _, step := range j.Steps() {
			for place, c := range j.CardsIn(model.Cell{Lane: lane.ID, Step: step.ID}) {
				t.rows = append(t.rows, itemRow(d.Workspace, j, c, place, links[c.ID], comments[c.ID]))
			}
		}
	}
	return t
}

func itemRow(w *model.Workspace, j *model.Journey, c *model.Card, place int, links string, comments int) []value {
	lane, step, stage := j.Lane(c.Lane), j.Step(c.Step), j.StageOf(c.Step)
	covers := j.Covers(c)
	last := step
	if len(covers) > 0 {
		last = covers[len(covers)-1]
	}
	open := value{}
	if comments > 0 {
		open = whole(comments)
	}
	return []value{
		str(string(c.ID)), str(j.Title), str(stage.Title), str(j.StepNumber(c.Step)), str(step.Title), str(last.Title), whole(max(c.Span, 1)),
		str(laneTitle(lane)), str(string(lane.ZoneOf())), str(j.KindOf(c).Name()), whole(place + 1),
		str(c.Title), str(c.Body), str(personaName(w, c.Persona)),
		str(channelName(w, c.Channel)), str(ownerName(w, c.Owner)), str(systemName(w, c.System)),
		maybe(c.Emotion).as(moodFormat), maybe(c.Expected).as(moodFormat), severity(c),
		str(c.Evidence.Name()), yes(c.MomentOfTruth), whole(c.Votes),
		maybe(c.Duration).as("0.##"), maybe(c.Cost).as("#,##0.00"), str(strings.Join(c.Tags, ", ")),
		str(links), open, str(imageName(w, c.Image)),
		str(string(stage.ID)), str(string(c.Step)), str(string(c.Lane)),
	}
}

const moodFormat = `+0.##;\–0.##;0`

func severity(c *model.Card) value {
	if c.Severity == 0 {
		return value{}
	}
	return whole(c.Severity)
}

func laneTitle(l *model.Lane) string {
	if l.Title != "" {
		return l.Title
	}
	return l.Kind.Name()
}

// linksByCard says in words where the links of each card lead and where they come from.
func linksByCard(j *model.Journey) map[model.CardID]string {
	words := map[model.CardID][]string{}
	say := func(card model.CardID, verb string, other *model.Card, l *model.Link) {
		text := fmt.Sprintf("%s %q (%s)", verb, other.Title, other.ID)
		if l.Label != "" {
			text += ": " + l.Label
		}
		words[card] = append(words[card], text)
	}
	for _, l := range j.Links {
		from, to := j.Card(l.From), j.Card(l.To)
		if from == nil || to == nil {
			continue
		}
		say(l.From, l.Verb(), to, l)
		say(l.To, backVerb(l), from, l)
	}
	out := make(map[model.CardID]string, len(words))
	for id, w := range words {
		out[id] = strings.Join(w, "\n")
	}
	return out
}

// backVerb is what the card at a link's end does to the one that it comes from.
func backVerb(l *model.Link) string {
	if l.Exchange {
		return l.Verb()
	}
	switch l.Kind {
	case model.DependsOn:
		return "is needed by"
	case model.Handoff:
		return "is handed over from"
	case model.Causes:
		return "is caused by"
	}
	return "follows"
}

func openComments(j *model.Journey) map[model.CardID]int {
	open := map[model.CardID]int{}
	for _, c := range j.Comments {
		if c.On.Kind == model.CardRecord && !c.Resolved {
			open[model.CardID(c.On.ID)]++
		}
	}
	return open
}

func personaName(w *model.Workspace, id model.PersonaID) string {
	if p := w.Persona(id); p != nil {
		return p.Name
	}
	return ""
}

func channelName(w *model.Workspace, id model.ChannelID) string {
	if c := w.Channel(id); c != nil {
		return c.Name
	}
	return ""
}

func systemName(w *model.Workspace, id model.SystemID) string {
	if s := w.System(id); s != nil {
		return s.Name
	}
	return ""
}

func imageName(w *model.Workspace, id model.ImageID) string {
	if m := w.Image(id); m != nil {
		return m.Name
	}
	return ""
}
