package model

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// ChannelIcons lists the icons that a channel may have.
var ChannelIcons = []string{"web", "app", "email", "phone", "chat", "store", "sms", "social", "post", "kiosk", "person"}

// NewImage returns an image with the id that its bytes give it.
func NewImage(name, mime string, data []byte) Image {
	sum := sha256.Sum256(data)
	return Image{ID: ImageID(hex.EncodeToString(sum[:])), Name: name, MIME: mime, Data: data}
}

func checkPersona(w *Workspace, p *Persona) error {
	c := checking(PersonaRecord, "", string(p.ID))
	c.id(string(p.ID))
	c.name("Name", p.Name)
	c.title("Role", p.Role)
	c.long("Quote", p.Quote)
	c.list("Goals", p.Goals)
	c.list("Needs", p.Needs)
	c.list("Frustrations", p.Frustrations)
	c.title("Segment", p.Segment)
	c.title("SegmentSize", p.SegmentSize)
	c.title("Relationship", p.Relationship)
	c.refers(w.Image(p.Photo) != nil, "Photo", ImageRecord, string(p.Photo))
	return c.err
}

func checkMetric(w *Workspace, m *Metric) error {
	c := checking(MetricRecord, "", string(m.ID))
	c.id(string(m.ID))
	c.name("Name", m.Name)
	c.long("Definition", m.Definition)
	c.title("Unit", m.Unit)
	oneOf(c, "Direction", m.Direction, true, HigherIsBetter, LowerIsBetter)
	oneOf(c, "Aggregation", m.Aggregation, true, Mean, Sum, Ratio, NPS, TopTwo, Median, Last)
	oneOf(c, "Family", m.Family, false, StageFamily, RelationshipFamily, RetentionFamily, BehaviourFamily, OperationsFamily)
	c.number("ScaleMin", m.ScaleMin, -MaxNumber, MaxNumber)
	c.number("ScaleMax", m.ScaleMax, -MaxNumber, MaxNumber)
	if m.ScaleMin.Known && m.ScaleMax.Known {
		c.require(m.ScaleMin.Value < m.ScaleMax.Value, "ScaleMax", "is not above the least value of the scale")
	}
	c.target(m)
	c.require(len(m.Thresholds) == 0 || len(m.Thresholds) == 4, "Thresholds", "are not four limits between the five heat steps")
	for i, v := range m.Thresholds {
		c.number("Thresholds", Some(v), -MaxNumber, MaxNumber)
		c.require(i == 0 || v > m.Thresholds[i-1], "Thresholds", "do not ascend")
	}
	c.require(m.SmallN >= 0, "SmallN", "is negative")
	c.refers(w.Owner(m.Owner) != nil, "Owner", OwnerRecord, string(m.Owner))
	return c.err
}

// target checks a metric's target: where the aggregate is on the scale of the answers it must be too.
func (c *checks) target(m *Metric) {
	lo, hi := -MaxNumber, MaxNumber
	switch m.Aggregation {
	case Mean, Median, Last:
		lo, hi = m.ScaleMin.Or(lo), m.ScaleMax.Or(hi)
	case NPS:
		lo, hi = -100, 100
	}
	c.number("Target", m.Target, lo, hi)
}

func checkSource(w *Workspace, s *Source) error {
	c := checking(SourceRecord, "", string(s.ID))
	c.id(string(s.ID))
	c.name("Name", s.Name)
	c.title("File", s.File)
	c.title("Sheet", s.Sheet)
	c.title("Hash", s.Hash)
	c.long("Note", s.Note)
	c.require(s.Rows >= 0, "Rows", "is negative")
	c.refers(w.Owner(s.Owner) != nil, "Owner", OwnerRecord, string(s.Owner))
	return c.err
}

func checkChannel(ch *Channel) error {
	c := checking(ChannelRecord, "", string(ch.ID))
	c.id(string(ch.ID))
	c.name("Name", ch.Name)
	oneOf(c, "Icon", ch.Icon, false, ChannelIcons...)
	oneOf(c, "Class", ch.Class, false, Owned, Earned, Paid)
	return c.err
}

func checkOwner(o *Owner) error {
	c := checking(OwnerRecord, "", string(o.ID))
	c.id(string(o.ID))
	c.name("Name", o.Name)
	c.long("Note", o.Note)
	return c.err
}

func checkSystem(w *Workspace, s *System) error {
	c := checking(SystemRecord, "", string(s.ID))
	c.id(string(s.ID))
	c.name("Name", s.Name)
	c.long("Note", s.Note)
	c.refers(w.Owner(s.Owner) != nil, "Owner", OwnerRecord, string(s.Owner))
	return c.err
}

func checkImage(i *Image) error {
	c := checking(ImageRecord, "", string(i.ID))
	c.id(string(i.ID))
	c.title("Name", i.Name)
	c.require(slices.Contains([]string{"image/png", "image/jpeg"}, i.MIME), "MIME", "is neither image/png nor image/jpeg")
	c.require(len(i.Data) > 0, "Data", "is empty")
	c.require(len(i.Data) <= MaxImage, "Data", "is larger than 16 MB")
	if c.err == nil {
		c.require(NewImage("", "", i.Data).ID == i.ID, "ID", "is not the SHA-256 of the image's bytes")
	}
	return c.err
}

// observationRules checks the observations of one dataset. It remembers the last metric and period,
// since neighbours usually share them.
type observationRules struct {
	w      *Workspace
	j      *Journey
	source SourceID
	metric *Metric
	period Period
}

func (r *observationRules) check(o *Observation) error {
	c := checking(DatasetRecord, r.j.ID, string(r.source))
	if r.metric == nil || r.metric.ID != o.Metric {
		r.metric = r.w.Metric(o.Metric)
	}
	c.require(o.Metric != "", "Metric", "is empty")
	c.refers(r.metric != nil, "Metric", MetricRecord, string(o.Metric))
	c.refers(o.Stage == "" || r.j.Stage(o.Stage) != nil, "Stage", StageRecord, string(o.Stage))
	c.refers(o.Step == "" || r.j.Step(o.Step) != nil, "Step", StepRecord, string(o.Step))
	c.refers(o.Card == "" || r.j.Card(o.Card) != nil, "Card", CardRecord, string(o.Card))
	c.title("Segment", o.Segment)
	if o.Period != r.period {
		c.require(o.Period.Valid(), "Period", "is not a day, week, month, quarter or year like 2026-03-31, 2026-W14, 2026-03, 2026-Q1 or 2026")
	}
	lo, hi := -MaxNumber, MaxNumber
	if r.metric != nil {
		lo, hi = r.metric.ScaleMin.Or(lo), r.metric.ScaleMax.Or(hi)
	}
	c.number("Value", o.Value, lo, hi)
	c.number("Numerator", o.Numerator, -MaxNumber, MaxNumber)
	c.number("Denominator", o.Denominator, 0, MaxNumber)
	c.number("N", o.N, 0, MaxNumber)
	c.require(o.Row >= 0, "Row", "is negative")
	if c.err == nil {
		r.period = o.Period
	}
	return c.err
}
