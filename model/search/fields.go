package search

import (
	"slices"

	"stagecraft/model"
)

// A field visitor gets the name of a text field, the field itself, and whether its text belongs to
// another record, whose name it is: such a text is found here and replaced there.
type visitor func(name string, text *string, borrowed bool)

func each(visit visitor, name string, texts []string) {
	for i := range texts {
		visit(name, &texts[i], false)
	}
}

func infoTexts(i *model.JourneyInfo, visit visitor) {
	visit("title", &i.Title, false)
	visit("in the customer's words", &i.InWords, false)
	visit("scenario", &i.Scenario, false)
	visit("scope", &i.Scope, false)
	visit("decision", &i.Decision, false)
	visit("confidentiality", &i.Confidentiality, false)
}

func stageTexts(s *model.Stage, visit visitor) {
	visit("title", &s.Title, false)
	visit("definition", &s.Definition, false)
}

func stepTexts(s *model.Step, visit visitor) {
	visit("title", &s.Title, false)
	visit("definition", &s.Definition, false)
}

func laneTexts(l *model.Lane, visit visitor) {
	visit("title", &l.Title, false)
	visit("hint", &l.Hint, false)
}

func cardTexts(c *model.Card, visit visitor) {
	visit("title", &c.Title, false)
	visit("note", &c.Body, false)
	each(visit, "tag", c.Tags)
}

// cardNames visits the names of the records that a card refers to.
func cardNames(w *model.Workspace, c *model.Card, visit visitor) {
	if r := w.Persona(c.Persona); r != nil {
		visit("persona", &r.Name, true)
	}
	if r := w.Channel(c.Channel); r != nil {
		visit("channel", &r.Name, true)
	}
	if r := w.Owner(c.Owner); r != nil {
		visit("owner", &r.Name, true)
	}
	if r := w.System(c.System); r != nil {
		visit("system", &r.Name, true)
	}
}

func linkTexts(l *model.Link, visit visitor) {
	visit("label", &l.Label, false)
	visit("condition", &l.Condition, false)
}

func commentTexts(c *model.Comment, visit visitor) {
	visit("comment", &c.Text, false)
	visit("author", &c.Author, true)
}

func personaTexts(p *model.Persona, visit visitor) {
	visit("name", &p.Name, false)
	visit("role", &p.Role, false)
	visit("quote", &p.Quote, false)
	each(visit, "goal", p.Goals)
	each(visit, "need", p.Needs)
	each(visit, "frustration", p.Frustrations)
	visit("relationship", &p.Relationship, false)
}

func metricTexts(m *model.Metric, visit visitor) {
	visit("name", &m.Name, false)
	visit("definition", &m.Definition, false)
}

func sourceTexts(s *model.Source, visit visitor) {
	visit("name", &s.Name, false)
	visit("note", &s.Note, false)
	visit("file", &s.File, true)
}

func channelTexts(c *model.Channel, visit visitor) { visit("name", &c.Name, false) }

func ownerTexts(o *model.Owner, visit visitor) {
	visit("name", &o.Name, false)
	visit("note", &o.Note, false)
}

func systemTexts(s *model.System, visit visitor) {
	visit("name", &s.Name, false)
	visit("note", &s.Note, false)
}

func viewTexts(v *model.View, visit visitor) { visit("name", &v.Name, false) }

// journeyTexts visits all texts of a journey with their records. It stops when keep returns false.
func journeyTexts(w *model.Workspace, j *model.Journey, keep func() bool, at func(model.Ref) visitor) {
	ref := func(kind model.RecordKind, id string) visitor {
		return at(model.Ref{Kind: kind, Journey: j.ID, ID: id})
	}
	infoTexts(&j.JourneyInfo, ref(model.JourneyRecord, string(j.ID)))
	for _, s := range j.Stages {
		stageTexts(s, ref(model.StageRecord, string(s.ID)))
		for _, step := range s.Steps {
			stepTexts(step, ref(model.StepRecord, string(step.ID)))
		}
	}
	for _, l := range j.Lanes {
		laneTexts(l, ref(model.LaneRecord, string(l.ID)))
	}
	for i, c := range j.Cards {
		if i%256 == 0 && !keep() {
			return
		}
		v := ref(model.CardRecord, string(c.ID))
		cardTexts(c, v)
		cardNames(w, c, v)
	}
	for _, l := range j.Links {
		linkTexts(l, ref(model.LinkRecord, string(l.ID)))
	}
	for _, c := range j.Comments {
		commentTexts(c, ref(model.CommentRecord, string(c.ID)))
	}
}

// libraryTexts visits all texts of what the journeys share.
func libraryTexts(w *model.Workspace, at func(model.Ref) visitor) {
	ref := func(kind model.RecordKind, id string) visitor { return at(model.Ref{Kind: kind, ID: id}) }
	for _, r := range w.Personas {
		personaTexts(r, ref(model.PersonaRecord, string(r.ID)))
	}
	for _, r := range w.Metrics {
		metricTexts(r, ref(model.MetricRecord, string(r.ID)))
	}
	for _, r := range w.Sources {
		sourceTexts(r, ref(model.SourceRecord, string(r.ID)))
	}
	for _, r := range w.Channels {
		channelTexts(r, ref(model.ChannelRecord, string(r.ID)))
	}
	for _, r := range w.Owners {
		ownerTexts(r, ref(model.OwnerRecord, string(r.ID)))
	}
	for _, r := range w.Systems {
		systemTexts(r, ref(model.SystemRecord, string(r.ID)))
	}
	for _, r := range w.Views {
		viewTexts(r, ref(model.ViewRecord, string(r.ID)))
	}
}

// readingOrder sorts cards as the map is read: by step, then from the upper lane to the lower.
func readingOrder(j *model.Journey) func(a, b model.Ref) int {
	lane := make(map[model.LaneID]int, len(j.Lanes))
	for i, l := range j.Lanes {
		lane[l.ID] = i
	}
	place := func(r model.Ref) (step, row int) {
		c := j.Card(model.CardID(r.ID))
		return j.StepIndex(c.Step), lane[c.Lane]
	}
	return func(a, b model.Ref) int {
		stepA, rowA := place(a)
		stepB, rowB := place(b)
		return slices.Compare([]int{stepA, rowA}, []int{stepB, rowB})
	}
}
