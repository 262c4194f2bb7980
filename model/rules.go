package model

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// The rules of the records. Each check returns the first rule that a record breaks, as an
// *InvalidError. The checks of a command look only at what it changes, so that their cost does not
// grow with the map; Validate runs them all.

// checks gathers the first broken rule of one record.
type checks struct {
	ref Ref
	err error
}

func checking(kind RecordKind, j JourneyID, id string) *checks {
	return &checks{ref: Ref{Kind: kind, Journey: j, ID: id}}
}

// require fails with reason when ok is false.
func (c *checks) require(ok bool, field, reason string) {
	if !ok && c.err == nil {
		c.err = invalid(c.ref, field, reason)
	}
}

// refers fails when a field names a record that does not exist; an empty id names none.
func (c *checks) refers(exists bool, field string, kind RecordKind, id string) {
	if id != "" && !exists && c.err == nil {
		c.err = dangling(c.ref, field, kind, id)
	}
}

// id checks the record's own id.
func (c *checks) id(id string) {
	c.require(id != "", "ID", "is empty")
	c.title("ID", id)
	c.require(!strings.ContainsAny(id, "\n\t\r"), "ID", "holds a line end or tab")
}

func (c *checks) title(field, text string) { c.text(field, text, MaxTitle) }
func (c *checks) long(field, text string)  { c.text(field, text, MaxText) }

func (c *checks) text(field, text string, limit int) {
	if c.err == nil && text != "" {
		problem := textProblem(text, limit)
		c.require(problem == "", field, problem)
	}
}

// name checks a title that must not be empty.
func (c *checks) name(field, text string) {
	c.require(strings.TrimSpace(text) != "", field, "is empty")
	c.title(field, text)
}

func (c *checks) list(field string, texts []string) {
	c.require(len(texts) <= MaxList, field, fmt.Sprintf("has more than %d entries", MaxList))
	for _, t := range texts {
		c.title(field, t)
	}
}

// number checks that a number, when it is known, is finite and lies between lo and hi.
func (c *checks) number(field string, v Maybe[float64], lo, hi float64) {
	if !v.Known || v.Value >= lo && v.Value <= hi {
		return
	}
	switch {
	case math.IsNaN(v.Value) || math.IsInf(v.Value, 0):
		c.require(false, field, "is not a number")
	case lo == 0 && v.Value < 0:
		c.require(false, field, "is negative")
	case math.Abs(v.Value) > MaxNumber:
		c.require(false, field, "is too large")
	default:
		c.require(false, field, fmt.Sprintf("is %g, outside %g to %g", v.Value, lo, hi))
	}
}

// oneOf checks a word out of a closed set; the empty word passes when none is needed.
func oneOf[T ~string](c *checks, field string, v T, needed bool, set ...T) {
	if v == "" && !needed || slices.Contains(set, v) {
		return
	}
	if v == "" {
		c.require(false, field, "is empty")
		return
	}
	c.require(false, field, fmt.Sprintf("is %q, which is none of those that exist", string(v)))
}

func (c *checks) evidence(e Evidence) {
	oneOf(c, "Evidence", e, false, Assumption, Partial, Validated)
}

func (c *checks) date(field string, d Date) {
	_, err := ParseDate(string(d))
	c.require(err == nil, field, "is not a date like 2026-03-31")
}

// Valid reports whether the period has one of the forms that its type names. The empty period is
// valid: it is unknown.
func (p Period) Valid() bool {
	text := string(p)
	switch {
	case text == "":
		return true
	case len(text) == 10:
		return parses(time.DateOnly, text)
	case len(text) == 4:
		return parses("2006", text)
	case len(text) == 7 && text[4:6] == "-Q":
		return parses("2006", text[:4]) && text[6] >= '1' && text[6] <= '4'
	case len(text) == 7:
		return parses("2006-01", text)
	case len(text) == 8 && text[4:6] == "-W":
		return parses("2006", text[:4]) && validWeek(text[:4], text[6:])
	}
	return false
}

func parses(form, text string) bool {
	_, err := time.Parse(form, text)
	return err == nil
}

// validWeek reports whether the ISO 8601 year has this week: 28 December lies in the year's last.
func validWeek(year, week string) bool {
	if week[0] < '0' || week[0] > '5' || week[1] < '0' || week[1] > '9' {
		return false
	}
	at, err := time.Parse(time.DateOnly, year+"-12-28")
	_, last := at.ISOWeek()
	n := int(week[0]-'0')*10 + int(week[1]-'0')
	return err == nil && n >= 1 && n <= last
}

func checkInfo(w *Workspace, j JourneyID, i JourneyInfo) error {
	c := checking(JourneyRecord, j, string(j))
	c.id(string(j))
	c.name("Title", i.Title)
	oneOf(c, "Kind", i.Kind, false, Current, Future, DayInLife)
	oneOf(c, "Status", i.Status, false, Draft, InReview, Approved, Retired)
	c.long("InWords", i.InWords)
	c.long("Scenario", i.Scenario)
	c.long("Scope", i.Scope)
	c.long("Decision", i.Decision)
	c.title("Version", i.Version)
	c.title("Confidentiality", i.Confidentiality)
	c.date("ReviewDate", i.ReviewDate)
	c.refers(w.Owner(i.Owner) != nil, "Owner", OwnerRecord, string(i.Owner))
	for n, p := range i.Personas {
		c.require(p != "", "Personas", "holds an empty id")
		c.refers(w.Persona(p) != nil, "Personas", PersonaRecord, string(p))
		c.require(!slices.Contains(i.Personas[:n], p), "Personas", "names a persona twice")
	}
	return c.err
}

func checkStage(j JourneyID, s *Stage) error {
	c := checking(StageRecord, j, string(s.ID))
	c.id(string(s.ID))
	c.title("Title", s.Title)
	c.long("Definition", s.Definition)
	c.require(len(s.Steps) > 0, "Steps", "has no step; a stage has at least one")
	return c.err
}

func checkStep(w *Workspace, j JourneyID, s *Step) error {
	c := checking(StepRecord, j, string(s.ID))
	c.id(string(s.ID))
	c.title("Title", s.Title)
	c.long("Definition", s.Definition)
	for n, g := range s.Serves {
		p := w.Persona(g.Persona)
		c.require(g.Persona != "", "Serves", "names no persona")
		c.refers(p != nil, "Serves", PersonaRecord, string(g.Persona))
		c.require(p == nil || slices.Contains(p.Goals, g.Goal), "Serves", "names a goal that the persona does not have")
		c.require(!slices.Contains(s.Serves[:n], g), "Serves", "names a goal twice")
	}
	return c.err
}

func checkLane(w *Workspace, j JourneyID, l *Lane) error {
	c := checking(LaneRecord, j, string(l.ID))
	c.id(string(l.ID))
	oneOf(c, "Kind", l.Kind, true, Kinds...)
	oneOf(c, "Zone", l.Zone, false, Zones...)
	c.title("Title", l.Title)
	c.title("Hint", l.Hint)
	c.refers(w.Persona(l.Persona) != nil, "Persona", PersonaRecord, string(l.Persona))
	c.refers(w.Metric(l.Metric) != nil, "Metric", MetricRecord, string(l.Metric))
	return c.err
}

func checkCard(w *Workspace, j *Journey, card *Card) error {
	c := checking(CardRecord, j.ID, string(card.ID))
	c.id(string(card.ID))
	c.require(card.Lane != "", "Lane", "is empty")
	c.refers(j.Lane(card.Lane) != nil, "Lane", LaneRecord, string(card.Lane))
	c.require(card.Step != "", "Step", "is empty")
	at := j.StepIndex(card.Step)
	c.refers(at >= 0, "Step", StepRecord, string(card.Step))
	c.require(card.Span >= 1, "Span", "is less than one step")
	c.require(card.Span <= len(j.Steps())-at, "Span", "reaches past the last step")
	if card.Kind != "" {
		oneOf(c, "Kind", card.Kind, false, Kinds...)
	}
	c.title("Title", card.Title)
	c.long("Body", card.Body)
	c.refers(w.Persona(card.Persona) != nil, "Persona", PersonaRecord, string(card.Persona))
	c.refers(w.Channel(card.Channel) != nil, "Channel", ChannelRecord, string(card.Channel))
	c.refers(w.Owner(card.Owner) != nil, "Owner", OwnerRecord, string(card.Owner))
	c.refers(w.System(card.System) != nil, "System", SystemRecord, string(card.System))
	c.refers(w.Image(card.Image) != nil, "Image", ImageRecord, string(card.Image))
	c.number("Emotion", card.Emotion, -2, 2)
	c.number("Expected", card.Expected, -2, 2)
	c.require(card.Severity >= 0 && card.Severity <= 3, "Severity", "is outside 0 to 3")
	c.evidence(card.Evidence)
	c.require(card.Votes >= 0, "Votes", "is negative")
	c.require(card.Votes <= MaxVotes, "Votes", "is too large")
	c.number("Duration", card.Duration, 0, MaxNumber)
	c.number("Cost", card.Cost, -MaxNumber, MaxNumber)
	c.list("Tags", card.Tags)
	return c.err
}

func checkLink(j *Journey, l *Link) error {
	c := checking(LinkRecord, j.ID, string(l.ID))
	c.id(string(l.ID))
	c.require(l.From != "", "From", "is empty")
	c.refers(j.Card(l.From) != nil, "From", CardRecord, string(l.From))
	c.require(l.To != "", "To", "is empty")
	c.refers(j.Card(l.To) != nil, "To", CardRecord, string(l.To))
	c.require(l.From != l.To, "To", "is the card where the link begins; a link joins two different cards")
	oneOf(c, "Kind", l.Kind, true, Flow, DependsOn, Handoff, Causes)
	c.evidence(l.Evidence)
	c.title("Label", l.Label)
	c.title("Condition", l.Condition)
	return c.err
}

func checkComment(j *Journey, m *Comment) error {
	c := checking(CommentRecord, j.ID, string(m.ID))
	c.id(string(m.ID))
	c.require(m.On.Journey == j.ID, "On", "is in another journey")
	c.refers(j.has(m.On), "On", m.On.Kind, m.On.ID)
	c.require(m.On.ID != "", "On", "is empty")
	c.title("Author", m.Author)
	c.long("Text", m.Text)
	return c.err
}

// has reports whether a comment may stand on what ref names.
func (j *Journey) has(ref Ref) bool {
	switch ref.Kind {
	case JourneyRecord:
		return ref.ID == string(j.ID)
	case StageRecord:
		return j.Stage(StageID(ref.ID)) != nil
	case StepRecord:
		return j.Step(StepID(ref.ID)) != nil
	case LaneRecord:
		return j.Lane(LaneID(ref.ID)) != nil
	case CardRecord:
		return j.Card(CardID(ref.ID)) != nil
	case LinkRecord:
		return j.Link(LinkID(ref.ID)) != nil
	}
	return false
}
