package model

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// The fields of every kind of record, in the order of the forms. What a journey or a stage consists of
// is no field of it.

var workspaceFields = []field[Workspace]{short("Name", func(w *Workspace) *string { return &w.Name })}

var journeyFields = []field[JourneyInfo]{
	short("Title", func(i *JourneyInfo) *string { return &i.Title }),
	short("In the customer's words", func(i *JourneyInfo) *string { return &i.InWords }),
	word("State", func(i *JourneyInfo) *JourneyKind { return &i.Kind }, journeyKindName),
	named("Twin", func(i *JourneyInfo) *JourneyID { return &i.Twin }, journeyTitle),
	list("Personas", func(i *JourneyInfo) *[]PersonaID { return &i.Personas }, personaName),
	long("Scenario", func(i *JourneyInfo) *string { return &i.Scenario }),
	long("Scope", func(i *JourneyInfo) *string { return &i.Scope }),
	named("Owner", func(i *JourneyInfo) *OwnerID { return &i.Owner }, ownerName),
	word("Status", func(i *JourneyInfo) *Status { return &i.Status }, Status.Name),
	short("Version", func(i *JourneyInfo) *string { return &i.Version }),
	word("Review date", func(i *JourneyInfo) *Date { return &i.ReviewDate }, dateName),
	long("Decision", func(i *JourneyInfo) *string { return &i.Decision }),
	short("Confidentiality", func(i *JourneyInfo) *string { return &i.Confidentiality }),
	yes("Archived", func(i *JourneyInfo) *bool { return &i.Archived }),
}

var stageFields = []field[Stage]{
	short("Title", func(s *Stage) *string { return &s.Title }),
	long("Definition", func(s *Stage) *string { return &s.Definition }),
}

var stepFields = []field[Step]{
	short("Title", func(s *Step) *string { return &s.Title }),
	long("Definition", func(s *Step) *string { return &s.Definition }),
	list("Goals served", func(s *Step) *[]Served { return &s.Serves }, func(in within, v Served) string {
		return personaName(in, v.Persona) + ": " + v.Goal
	}),
}

var laneFields = []field[Lane]{
	short("Title", func(l *Lane) *string { return &l.Title }),
	word("Kind", func(l *Lane) *Kind { return &l.Kind }, Kind.CardName),
	word("Zone", func(l *Lane) *Zone { return &l.Zone }, asIs[Zone]),
	short("Hint", func(l *Lane) *string { return &l.Hint }),
	named("Persona", func(l *Lane) *PersonaID { return &l.Persona }, personaName),
	named("Metric", func(l *Lane) *MetricID { return &l.Metric }, metricName),
	yes("Locked", func(l *Lane) *bool { return &l.Locked }),
}

// cardFields name the lane and the step as one field: where the card lies.
var cardFields = []field[Card]{
	short("Title", func(c *Card) *string { return &c.Title }),
	long("Text", func(c *Card) *string { return &c.Body }),
	{
		name: "Place",
		same: func(a, b *Card) bool { return cellOf(a) == cellOf(b) },
		take: func(to, from *Card) { to.Lane, to.Step = from.Lane, from.Step },
		text: func(in within, c *Card) string { return cellName(in, cellOf(c)) },
	},
	whole("Width", func(c *Card) *int { return &c.Span }, func(n int) string { return Count(n, "step") }),
	word("Kind", func(c *Card) *Kind { return &c.Kind }, Kind.CardName),
	named("Persona", func(c *Card) *PersonaID { return &c.Persona }, personaName),
	named("Channel", func(c *Card) *ChannelID { return &c.Channel }, channelName),
	named("Owner", func(c *Card) *OwnerID { return &c.Owner }, ownerName),
	named("System", func(c *Card) *SystemID { return &c.System }, systemName),
	word("Mood", func(c *Card) *Maybe[float64] { return &c.Emotion }, moodText),
	word("Expected mood", func(c *Card) *Maybe[float64] { return &c.Expected }, moodText),
	whole("Severity", func(c *Card) *int { return &c.Severity }, func(n int) string { return strconv.Itoa(n) + " " + SeverityName(n) }),
	word("Evidence", func(c *Card) *Evidence { return &c.Evidence }, Evidence.Name),
	yes("Moment of truth", func(c *Card) *bool { return &c.MomentOfTruth }),
	votesField,
	known("Duration", func(c *Card) *Maybe[float64] { return &c.Duration }, "min"),
	known("Cost", func(c *Card) *Maybe[float64] { return &c.Cost }, ""),
	list("Tags", func(c *Card) *[]string { return &c.Tags }, plainText),
	named("Picture", func(c *Card) *ImageID { return &c.Image }, imageName),
}

// votesField joins by adding up what either side gave and took back.
var votesField = func() field[Card] {
	f := whole("Votes", func(c *Card) *int { return &c.Votes }, strconv.Itoa)
	f.join = func(to, base, mine, theirs *Card) { to.Votes = max(mine.Votes+theirs.Votes-base.Votes, 0) }
	return f
}()

var linkFields = []field[Link]{
	{
		name: "Cards",
		same: func(a, b *Link) bool { return a.From == b.From && a.To == b.To },
		take: func(to, from *Link) { to.From, to.To = from.From, from.To },
		text: func(in within, l *Link) string { return "from " + cardName(in, l.From) + " to " + cardName(in, l.To) },
	},
	word("Kind", func(l *Link) *LinkKind { return &l.Kind }, LinkKind.Verb),
	yes("Goes both ways", func(l *Link) *bool { return &l.Exchange }),
	word("Evidence", func(l *Link) *Evidence { return &l.Evidence }, Evidence.Name),
	short("Label", func(l *Link) *string { return &l.Label }),
	long("Condition", func(l *Link) *string { return &l.Condition }),
}

var commentFields = []field[Comment]{
	long("Text", func(c *Comment) *string { return &c.Text }),
	word("On", func(c *Comment) *Ref { return &c.On }, func(r Ref) string { return "the " + string(r.Kind) }),
	short("Author", func(c *Comment) *string { return &c.Author }),
	{
		name: "Written",
		same: func(a, b *Comment) bool { return a.At.Equal(b.At) },
		take: func(to, from *Comment) { to.At = from.At },
		text: func(_ within, c *Comment) string { return timeName(c.At) },
	},
	yes("Resolved", func(c *Comment) *bool { return &c.Resolved }),
}

var personaFields = []field[Persona]{
	short("Name", func(p *Persona) *string { return &p.Name }),
	short("Role", func(p *Persona) *string { return &p.Role }),
	long("Quote", func(p *Persona) *string { return &p.Quote }),
	list("Goals", func(p *Persona) *[]string { return &p.Goals }, plainText),
	list("Needs", func(p *Persona) *[]string { return &p.Needs }, plainText),
	list("Frustrations", func(p *Persona) *[]string { return &p.Frustrations }, plainText),
	short("Segment", func(p *Persona) *string { return &p.Segment }),
	short("Segment size", func(p *Persona) *string { return &p.SegmentSize }),
	short("Relationship", func(p *Persona) *string { return &p.Relationship }),
	named("Photo", func(p *Persona) *ImageID { return &p.Photo }, imageName),
}

var metricFields = []field[Metric]{
	short("Name", func(m *Metric) *string { return &m.Name }),
	long("Definition", func(m *Metric) *string { return &m.Definition }),
	short("Unit", func(m *Metric) *string { return &m.Unit }),
	known("Lowest value", func(m *Metric) *Maybe[float64] { return &m.ScaleMin }, ""),
	known("Highest value", func(m *Metric) *Maybe[float64] { return &m.ScaleMax }, ""),
	word("Direction", func(m *Metric) *Direction { return &m.Direction }, asIs[Direction]),
	known("Target", func(m *Metric) *Maybe[float64] { return &m.Target }, ""),
	{
		name: "Thresholds",
		same: func(a, b *Metric) bool { return slices.Equal(a.Thresholds, b.Thresholds) },
		take: func(to, from *Metric) { to.Thresholds = from.Thresholds },
		text: func(_ within, m *Metric) string {
			var texts []string
			for _, v := range m.Thresholds {
				texts = append(texts, numberText(v))
			}
			return strings.Join(texts, ", ")
		},
	},
	word("Computed as", func(m *Metric) *Aggregation { return &m.Aggregation }, asIs[Aggregation]),
	word("Family", func(m *Metric) *Family { return &m.Family }, asIs[Family]),
	yes("Leading", func(m *Metric) *bool { return &m.Leading }),
	named("Owner", func(m *Metric) *OwnerID { return &m.Owner }, ownerName),
	whole("Small sample below", func(m *Metric) *int { return &m.SmallN }, strconv.Itoa),
	yes("Not counted towards health", func(m *Metric) *bool { return &m.Uncounted }),
}

var sourceFields = []field[Source]{
	short("Name", func(s *Source) *string { return &s.Name }),
	short("File", func(s *Source) *string { return &s.File }),
	short("Sheet", func(s *Source) *string { return &s.Sheet }),
	{
		name: "Imported",
		same: func(a, b *Source) bool { return a.Imported.Equal(b.Imported) },
		take: func(to, from *Source) { to.Imported = from.Imported },
		text: func(_ within, s *Source) string { return timeName(s.Imported) },
	},
	short("Fingerprint", func(s *Source) *string { return &s.Hash }),
	whole("Rows", func(s *Source) *int { return &s.Rows }, strconv.Itoa),
	named("Owner", func(s *Source) *OwnerID { return &s.Owner }, ownerName),
	long("Note", func(s *Source) *string { return &s.Note }),
}

var channelFields = []field[Channel]{
	short("Name", func(c *Channel) *string { return &c.Name }),
	short("Icon", func(c *Channel) *string { return &c.Icon }),
	word("Class", func(c *Channel) *ChannelClass { return &c.Class }, asIs[ChannelClass]),
}

var ownerFields = []field[Owner]{
	short("Name", func(o *Owner) *string { return &o.Name }),
	yes("Is a team", func(o *Owner) *bool { return &o.Team }),
	long("Note", func(o *Owner) *string { return &o.Note }),
}

var systemFields = []field[System]{
	short("Name", func(s *System) *string { return &s.Name }),
	named("Owner", func(s *System) *OwnerID { return &s.Owner }, ownerName),
	long("Note", func(s *System) *string { return &s.Note }),
}

func plainText(_ within, v string) string { return v }

// The names of the records that fields refer to; the id itself where there is no such record.

func nameOr[K ~string](id K, found bool, name func() string) string {
	if !found {
		return string(id)
	}
	if text := name(); text != "" {
		return text
	}
	return "untitled"
}

func journeyTitle(in within, id JourneyID) string {
	j := in.w.Journey(id)
	return nameOr(id, j != nil, func() string { return j.Title })
}

func personaName(in within, id PersonaID) string {
	p := in.w.Persona(id)
	return nameOr(id, p != nil, func() string { return p.Name })
}

func metricName(in within, id MetricID) string {
	m := in.w.Metric(id)
	return nameOr(id, m != nil, func() string { return m.Name })
}

func channelName(in within, id ChannelID) string {
	c := in.w.Channel(id)
	return nameOr(id, c != nil, func() string { return c.Name })
}

func ownerName(in within, id OwnerID) string {
	o := in.w.Owner(id)
	return nameOr(id, o != nil, func() string { return o.Name })
}

func systemName(in within, id SystemID) string {
	s := in.w.System(id)
	return nameOr(id, s != nil, func() string { return s.Name })
}

func imageName(in within, id ImageID) string {
	i := in.w.Image(id)
	return nameOr(id, i != nil, func() string { return i.Name })
}

func cardName(in within, id CardID) string {
	if in.j == nil {
		return string(id)
	}
	c := in.j.Card(id)
	return nameOr(id, c != nil, func() string { return firstLine(c.Title, c.Body) })
}

// cellName says where a card lies: "Pains, step 2.1 Search".
func cellName(in within, cell Cell) string {
	if in.j == nil {
		return ""
	}
	lane, step := in.j.Lane(cell.Lane), in.j.Step(cell.Step)
	if lane == nil || step == nil {
		return ""
	}
	return lane.Title + ", step " + strings.TrimSpace(in.j.StepNumber(step.ID)+" "+step.Title)
}

func firstLine(texts ...string) string {
	for _, text := range texts {
		if line, _, _ := strings.Cut(strings.TrimSpace(text), "\n"); line != "" {
			return line
		}
	}
	return ""
}

func journeyKindName(k JourneyKind) string {
	switch k {
	case Future:
		return "Future"
	case DayInLife:
		return "A day in the life"
	default:
		return "Current"
	}
}

func moodText(m Maybe[float64]) string {
	if !m.Known {
		return ""
	}
	return MoodName(m.Value)
}

func dateName(d Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return t.Format("2 Jan 2006")
}

func timeName(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2 Jan 2006 15:04") + " UTC"
}

var pairFields = []field[Pair]{yes("The same card", func(p *Pair) *bool { return &p.Same })}
