package store

import "stagecraft/model"

// The conversions between the model's records and those of the file, one pair a record.

func toJourney(j *model.Journey) journeyRecord {
	return journeyRecord{
		ID: j.ID, Title: j.Title, InWords: j.InWords, Kind: j.Kind, Twin: j.Twin, Personas: j.Personas,
		Scenario: j.Scenario, Scope: j.Scope, Owner: j.Owner, Status: j.Status, Version: j.Version,
		ReviewDate: j.ReviewDate, Decision: j.Decision, Confidentiality: j.Confidentiality,
		Archived: j.Archived,
	}
}

func (r journeyRecord) model() *model.Journey {
	return &model.Journey{ID: r.ID, JourneyInfo: model.JourneyInfo{
		Title: r.Title, InWords: r.InWords, Kind: r.Kind, Twin: r.Twin, Personas: list(r.Personas),
		Scenario: r.Scenario, Scope: r.Scope, Owner: r.Owner, Status: r.Status, Version: r.Version,
		ReviewDate: r.ReviewDate, Decision: r.Decision, Confidentiality: r.Confidentiality,
		Archived: r.Archived,
	}}
}

func toStage(s *model.Stage) stageRecord {
	return stageRecord{ID: s.ID, Title: s.Title, Definition: s.Definition}
}

func (r stageRecord) model() *model.Stage {
	return &model.Stage{ID: r.ID, Title: r.Title, Definition: r.Definition}
}

func toStep(s *model.Step) stepRecord {
	return stepRecord{ID: s.ID, Title: s.Title, Definition: s.Definition, Serves: converted(s.Serves, func(g model.Served) served { return served(g) })}
}

func (r stepRecord) model() *model.Step {
	return &model.Step{ID: r.ID, Title: r.Title, Definition: r.Definition, Serves: converted(r.Serves, func(g served) model.Served { return model.Served(g) })}
}

// converted returns nil for an empty list.
func converted[T, R any](list []T, convert func(T) R) []R {
	var out []R
	for _, v := range list {
		out = append(out, convert(v))
	}
	return out
}

func toLane(l *model.Lane) laneRecord { return laneRecord(*l) }

func (r laneRecord) model() *model.Lane {
	lane := model.Lane(r)
	return &lane
}

func toCard(c *model.Card) cardRecord {
	span := c.Span
	if span == 1 {
		span = 0
	}
	return cardRecord{
		ID: c.ID, Lane: c.Lane, Step: c.Step, Span: span, Kind: c.Kind, Title: c.Title, Body: c.Body,
		Persona: c.Persona, Channel: c.Channel, Owner: c.Owner, System: c.System,
		Emotion: number(c.Emotion), Expected: number(c.Expected), Severity: c.Severity,
		Evidence: c.Evidence, MomentOfTruth: c.MomentOfTruth, Votes: c.Votes,
		Duration: number(c.Duration), Cost: number(c.Cost), Tags: c.Tags, Image: c.Image,
	}
}

func (r cardRecord) model() *model.Card {
	span := r.Span
	if span == 0 {
		span = 1
	}
	return &model.Card{
		ID: r.ID, Lane: r.Lane, Step: r.Step, Span: span, Kind: r.Kind, Title: r.Title, Body: r.Body,
		Persona: r.Persona, Channel: r.Channel, Owner: r.Owner, System: r.System,
		Emotion: maybe(r.Emotion), Expected: maybe(r.Expected), Severity: r.Severity,
		Evidence: r.Evidence, MomentOfTruth: r.MomentOfTruth, Votes: r.Votes,
		Duration: maybe(r.Duration), Cost: maybe(r.Cost), Tags: list(r.Tags), Image: r.Image,
	}
}

func toLink(l *model.Link) linkRecord { return linkRecord(*l) }

func (r linkRecord) model() *model.Link {
	link := model.Link(r)
	return &link
}

func toComment(c *model.Comment, journey model.JourneyID) commentRecord {
	return commentRecord{
		ID: c.ID, On: toRef(c.On, journey), Author: c.Author, At: timeText(c.At), Text: c.Text,
		Resolved: c.Resolved,
	}
}

func (r commentRecord) model(journey model.JourneyID) (*model.Comment, error) {
	at, err := textTime(r.At)
	return &model.Comment{
		ID: r.ID, On: r.On.model(journey), Author: r.Author, At: at, Text: r.Text, Resolved: r.Resolved,
	}, err
}

func journeyRef(id model.JourneyID) model.Ref {
	return model.Ref{Kind: model.JourneyRecord, Journey: id, ID: string(id)}
}

func toRef(ref model.Ref, journey model.JourneyID) *refRecord {
	if ref == journeyRef(journey) {
		return nil
	}
	r := &refRecord{Kind: ref.Kind, ID: ref.ID}
	if ref.Journey != journey {
		r.Journey = ref.Journey
	}
	return r
}

func (r *refRecord) model(journey model.JourneyID) model.Ref {
	if r == nil {
		return journeyRef(journey)
	}
	ref := model.Ref{Kind: r.Kind, Journey: r.Journey, ID: r.ID}
	if ref.Journey == "" && inJourney(ref.Kind) {
		ref.Journey = journey
	}
	return ref
}

func inJourney(kind model.RecordKind) bool {
	switch kind {
	case model.JourneyRecord, model.StageRecord, model.StepRecord, model.LaneRecord, model.CardRecord,
		model.LinkRecord, model.CommentRecord:
		return true
	}
	return false
}

func toPersona(p *model.Persona) personaRecord { return personaRecord(*p) }

func (r personaRecord) model() *model.Persona {
	p := model.Persona(r)
	p.Goals, p.Needs, p.Frustrations = list(r.Goals), list(r.Needs), list(r.Frustrations)
	return &p
}

func toMetric(m *model.Metric) metricRecord {
	return metricRecord{
		ID: m.ID, Name: m.Name, Definition: m.Definition, Unit: m.Unit, ScaleMin: number(m.ScaleMin),
		ScaleMax: number(m.ScaleMax), Direction: m.Direction, Target: number(m.Target),
		Thresholds: numbers(m.Thresholds), Aggregation: m.Aggregation, Family: m.Family,
		Leading: m.Leading, Owner: m.Owner, SmallN: m.SmallN, Uncounted: m.Uncounted,
	}
}

func (r metricRecord) model() *model.Metric {
	return &model.Metric{
		ID: r.ID, Name: r.Name, Definition: r.Definition, Unit: r.Unit, ScaleMin: maybe(r.ScaleMin),
		ScaleMax: maybe(r.ScaleMax), Direction: r.Direction, Target: maybe(r.Target),
		Thresholds: list(r.Thresholds), Aggregation: r.Aggregation, Family: r.Family,
		Leading: r.Leading, Owner: r.Owner, SmallN: r.SmallN, Uncounted: r.Uncounted,
	}
}

func toSource(s *model.Source) sourceRecord {
	return sourceRecord{
		ID: s.ID, Name: s.Name, File: s.File, Sheet: s.Sheet, Imported: timeText(s.Imported), Hash: s.Hash,
		Rows: s.Rows, Owner: s.Owner, Note: s.Note,
	}
}

func (r sourceRecord) model() (*model.Source, error) {
	imported, err := textTime(r.Imported)
	return &model.Source{
		ID: r.ID, Name: r.Name, File: r.File, Sheet: r.Sheet, Imported: imported, Hash: r.Hash,
		Rows: r.Rows, Owner: r.Owner, Note: r.Note,
	}, err
}

func toObservation(o *model.Observation) observationRecord {
	return observationRecord{
		Metric: o.Metric, Stage: o.Stage, Step: o.Step, Card: o.Card, Segment: o.Segment, Period: o.Period,
		Value: number(o.Value), Numerator: number(o.Numerator), Denominator: number(o.Denominator),
		N: number(o.N), Row: o.Row,
	}
}

func (r observationRecord) model() model.Observation {
	return model.Observation{
		Metric: r.Metric, Stage: r.Stage, Step: r.Step, Card: r.Card, Segment: r.Segment, Period: r.Period,
		Value: maybe(r.Value), Numerator: maybe(r.Numerator), Denominator: maybe(r.Denominator),
		N: maybe(r.N), Row: r.Row,
	}
}

func toChannel(c *model.Channel) channelRecord { return channelRecord(*c) }

func (r channelRecord) model() *model.Channel {
	c := model.Channel(r)
	return &c
}

func toOwner(o *model.Owner) ownerRecord { return ownerRecord(*o) }

func (r ownerRecord) model() *model.Owner {
	o := model.Owner(r)
	return &o
}

func toSystem(s *model.System) systemRecord { return systemRecord(*s) }

func (r systemRecord) model() *model.System {
	s := model.System(r)
	return &s
}

func toView(v *model.View) viewRecord {
	r := viewRecord{ID: v.ID, Journey: v.Journey, Name: v.Name, HideLanes: v.HideLanes, CollapsedLanes: v.CollapsedLanes,
		Collapsed: v.Collapsed, Metric: v.Metric, Column: v.Column, Label: v.Label}
	if v.Filter.Any() || v.Filter.Hide {
		f := filterRecord(v.Filter)
		r.Filter = &f
	}
	for _, h := range v.Heights {
		r.Heights = append(r.Heights, laneHeightRecord(h))
	}
	return r
}

func (r viewRecord) model() *model.View {
	v := &model.View{ID: r.ID, Journey: r.Journey, Name: r.Name, HideLanes: list(r.HideLanes),
		CollapsedLanes: list(r.CollapsedLanes), Collapsed: list(r.Collapsed), Metric: r.Metric, Column: r.Column, Label: r.Label}
	if r.Filter != nil {
		f := model.Filter(*r.Filter)
		f.Personas, f.Tags, f.Channels, f.Kinds, f.Evidence = list(f.Personas), list(f.Tags), list(f.Channels), list(f.Kinds), list(f.Evidence)
		v.Filter = f
	}
	if r.Persona != "" && len(v.Filter.Personas) == 0 {
		v.Filter.Personas = []model.PersonaID{r.Persona}
	}
	if r.Tag != "" && len(v.Filter.Tags) == 0 {
		v.Filter.Tags = []string{r.Tag}
	}
	for _, h := range r.Heights {
		v.Heights = append(v.Heights, model.LaneHeight(h))
	}
	return v
}

func toPair(p *model.Pair) pairRecord { return pairRecord(*p) }

func (r pairRecord) model() *model.Pair {
	p := model.Pair(r)
	return &p
}

func toImage(i *model.Image) imageRecord { return imageRecord{ID: i.ID, Name: i.Name, MIME: i.MIME} }

// imageInFile is the record of an image whose bytes lie in chunks.
func imageInFile(i *model.Image) imageRecord {
	r := toImage(i)
	r.Size, r.Chunks = len(i.Data), pieces(len(i.Data), chunkBytes)
	return r
}

// datasetInFile is the record of a dataset, whose observations lie in chunks.
func datasetInFile(d *model.Dataset) datasetRecord {
	n := d.Observations.Len()
	return datasetRecord{Observations: n, Chunks: pieces(n, chunkObservations)}
}

func (r imageRecord) model() *model.Image {
	return &model.Image{ID: r.ID, Name: r.Name, MIME: r.MIME, Data: list(r.Data)}
}
