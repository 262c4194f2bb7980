package app

import (
	"fmt"
	"strconv"
	"strings"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// cardColumn is one column of the table: what it says of a card, and how that is changed.
type cardColumn struct {
	id, title string
	width     float32
	hidden    bool // not among the columns that are shown at first
	text      func(f *cardFacts, c listedCard) string
	number    func(f *cardFacts, c listedCard) model.Maybe[float64] // what it is sorted by; nil for the text
	// A column is changed by a text that set reads, by a choice (see tablechoices.go), or not at all:
	// then why says so.
	set    func(c *model.Card, text string) (problem string)
	typed  func(c *model.Card) string // what is there to be typed over; nil for text
	choice bool
	why    string
}

func cardText(get func(c *model.Card) string) func(*cardFacts, listedCard) string {
	return func(_ *cardFacts, c listedCard) string { return get(c.card) }
}

func cardNumber(get func(c *model.Card) model.Maybe[float64]) func(*cardFacts, listedCard) model.Maybe[float64] {
	return func(_ *cardFacts, c listedCard) model.Maybe[float64] { return get(c.card) }
}

// numberColumn is a column of a number that is typed.
func numberColumn(id, title string, width float32, low, high float64, field func(c *model.Card) *model.Maybe[float64], show func(float64) string) *cardColumn {
	text := func(c *model.Card) string {
		if v := *field(c); v.Known {
			return show(v.Value)
		}
		return ""
	}
	return &cardColumn{id: id, title: title, width: width, text: cardText(text),
		number: cardNumber(func(c *model.Card) model.Maybe[float64] { return *field(c) }),
		typed:  func(c *model.Card) string { return numberText(*field(c)) },
		set: func(c *model.Card, text string) string {
			v, problem := parseNumber(text, low, high)
			if problem == "" {
				*field(c) = v
			}
			return problem
		}}
}

func plainNumber(v float64) string { return numberText(model.Some(v)) }

// titleColumn is the first column, which stays in sight.
var titleColumn = &cardColumn{id: "title", title: "Title", width: 260, text: cardText(func(c *model.Card) string { return c.Title }),
	set: func(c *model.Card, text string) string { c.Title = text; return "" }}

// cardColumns are the columns beside the title, in their order.
var cardColumns = []*cardColumn{
	{id: "journey", title: "Journey", width: 150, text: func(_ *cardFacts, c listedCard) string { return c.journey.Title },
		why: "A card stays in its journey. Cut it on the board and paste it in the other one."},
	{id: "number", title: "No.", width: 48, choice: true, text: func(_ *cardFacts, c listedCard) string { return c.journey.StepNumber(c.card.Step) },
		number: func(_ *cardFacts, c listedCard) model.Maybe[float64] {
			return model.Some(float64(c.journey.StepIndex(c.card.Step)))
		}},
	{id: "stage", title: "Stage", width: 140, text: func(_ *cardFacts, c listedCard) string {
		if s := c.journey.StageOf(c.card.Step); s != nil {
			return s.Title
		}
		return ""
	}, why: "The stage follows from the step. Change the step."},
	{id: "step", title: "Step", width: 150, choice: true, text: func(_ *cardFacts, c listedCard) string {
		if s := c.journey.Step(c.card.Step); s != nil {
			return s.Title
		}
		return ""
	}},
	{id: "lane", title: "Lane", width: 130, choice: true, text: func(_ *cardFacts, c listedCard) string { return laneTitle(c.journey, c.card.Lane) }},
	{id: "kind", title: "Kind", width: 146, choice: true, text: func(_ *cardFacts, c listedCard) string { return c.journey.KindOf(c.card).CardName() }},
	{id: "channel", title: "Channel", width: 112, choice: true, text: func(f *cardFacts, c listedCard) string { return f.channelName(c.card) }},
	{id: "class", title: "Class", width: 74, hidden: true, text: func(f *cardFacts, c listedCard) string {
		if ch := f.channel(c.card); ch != nil && ch.Class != "" {
			return strings.ToUpper(string(ch.Class[:1])) + string(ch.Class[1:])
		}
		return ""
	}, why: "The class belongs to the channel. Select the card and change it in the inspector."},
	{id: "owner", title: "Owner", width: 112, choice: true, text: func(f *cardFacts, c listedCard) string { return f.ownerName(c.card) }},
	{id: "persona", title: "Persona", width: 100, choice: true, text: func(f *cardFacts, c listedCard) string { return f.personaName(c.card) }},
	{id: "system", title: "System", width: 112, choice: true, text: func(f *cardFacts, c listedCard) string { return f.systemName(c.card) }},
	{id: "evidence", title: "Evidence", width: 118, choice: true, text: cardText(func(c *model.Card) string { return sentenceCase(c.Evidence.Name()) }),
		number: cardNumber(func(c *model.Card) model.Maybe[float64] { return model.Some(float64(evidenceIndex(c.Evidence))) })},
	{id: "moment", title: "Moment of truth", width: 116, choice: true, text: cardText(func(c *model.Card) string {
		if c.MomentOfTruth {
			return "Yes"
		}
		return ""
	})},
	{id: "severity", title: "Severity", width: 124, choice: true, text: cardText(func(c *model.Card) string {
		if c.Severity == 0 {
			return ""
		}
		return severityText(c.Severity)
	}), number: cardNumber(func(c *model.Card) model.Maybe[float64] {
		return model.Maybe[float64]{Value: float64(c.Severity), Known: c.Severity > 0}
	})},
	numberColumn("mood", "Mood", 64, -2, 2, func(c *model.Card) *model.Maybe[float64] { return &c.Emotion }, model.MoodName),
	votesColumn(),
	numberColumn("duration", "Duration", 78, 0, 1e7, func(c *model.Card) *model.Maybe[float64] { return &c.Duration },
		func(v float64) string { return plainNumber(v) + " min" }),
	numberColumn("cost", "Cost", 74, 0, 1e12, func(c *model.Card) *model.Maybe[float64] { return &c.Cost }, plainNumber),
	{id: "tags", title: "Tags", width: 130, text: cardText(func(c *model.Card) string { return strings.Join(c.Tags, ", ") }),
		set: func(c *model.Card, text string) string { c.Tags = splitBy(text, ","); return "" }},
	{id: "heat", title: "Value", width: 104, text: func(f *cardFacts, c listedCard) string {
		v, s, belongs := f.value(c)
		switch {
		case !belongs:
			return ""
		case !v.Value.Known:
			return "no data"
		}
		text := metric.Format(f.metric, v.Value.Value)
		if s.Diverging {
			text += " " + s.Sign(v.Step)
		}
		return text
	}, number: func(f *cardFacts, c listedCard) model.Maybe[float64] { v, _, _ := f.value(c); return v.Value },
		why: "Values are measured. Import a spreadsheet, or type one in with Data, Type a value in."},
	{id: "n", title: "n", width: 56, text: func(f *cardFacts, c listedCard) string {
		v, _, _ := f.value(c)
		switch {
		case !v.Value.Known:
			return ""
		case v.Small:
			return metric.FormatN(v.N) + " small"
		}
		return metric.FormatN(v.N)
	}, number: func(f *cardFacts, c listedCard) model.Maybe[float64] {
		v, _, _ := f.value(c)
		return model.Maybe[float64]{Value: v.N, Known: v.Value.Known}
	}, why: "n counts the answers that the value stands for."},
	{id: "comments", title: "Comments", width: 82, text: func(f *cardFacts, c listedCard) string {
		if n := f.comments[c.card.ID]; n > 0 {
			return strconv.Itoa(n) + " open"
		}
		return ""
	}, number: func(f *cardFacts, c listedCard) model.Maybe[float64] {
		n := f.comments[c.card.ID]
		return model.Maybe[float64]{Value: float64(n), Known: n > 0}
	}, why: "Comments have words of their own. Add one with Ctrl+Shift+C."},
	{id: "note", title: "Note", width: 240, hidden: true, text: cardText(func(c *model.Card) string { return c.Body }),
		set: func(c *model.Card, text string) string { c.Body = text; return "" }},
}

func votesColumn() *cardColumn {
	votes := func(c *model.Card) model.Maybe[float64] {
		return model.Maybe[float64]{Value: float64(c.Votes), Known: c.Votes > 0}
	}
	return &cardColumn{id: "votes", title: "Votes", width: 56, number: cardNumber(votes),
		text: cardText(func(c *model.Card) string { return numberText(votes(c)) }),
		set: func(c *model.Card, text string) string {
			v, problem := parseNumber(text, 0, 1e6)
			switch {
			case problem != "":
				return problem
			case v.Value != float64(int(v.Value)):
				return "Votes are whole. Type a number like 3."
			}
			c.Votes = int(v.Or(0))
			return ""
		}}
}

// columnByID returns a column, or nil.
func columnByID(id string) *cardColumn {
	if id == titleColumn.id {
		return titleColumn
	}
	for _, c := range cardColumns {
		if c.id == id {
			return c
		}
	}
	return nil
}

// heading is a column's title as it stands above it: the picked metric's name above its values.
func (c *cardColumn) heading(f *cardFacts) string {
	if c.id == "heat" && f.metric != nil {
		return f.metric.Name
	}
	return c.title
}

// name is what a row is called.
func (c listedCard) name() string { return cardTitle(c.card) }

// cardPlace says which card a row is: "Touchpoint, Online check-in, 3.2".
func cardPlace(c listedCard) string {
	return fmt.Sprintf("%s, %s, %s", c.journey.KindOf(c.card).CardName(), c.name(), c.journey.StepNumber(c.card.Step))
}
