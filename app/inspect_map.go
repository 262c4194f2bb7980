package app

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// journeyPage shows the map itself.
func (i *inspector) journeyPage() *inspectPage {
	s := i.session
	journey := func() *model.Journey {
		if j := s.Journey(); j != nil {
			return j
		}
		return &model.Journey{}
	}
	edit := func(change func(*model.JourneyInfo)) {
		info := journey().JourneyInfo
		change(&info)
		s.Do(model.EditJourney{Journey: s.JourneyID(), Info: info})
	}
	text := func(name, label, hint string, rows int, field func(*model.JourneyInfo) *string) func(*form) {
		get := func() string { info := journey().JourneyInfo; return *field(&info) }
		set := may(func(v string) { edit(func(in *model.JourneyInfo) { *field(in) = v }) })
		return func(f *form) {
			if rows > 1 {
				f.note(name, label, hint, rows, get, set)
			} else {
				f.entry(name, label, hint, get, set)
			}
		}
	}
	f := newForm()
	i.head(f, "journey", "accent", fixed("About this map"), "map.duplicate", "map.twin", "insert.comment", "", "map.delete")
	i.title(f, "inspector.title", func() string { return journey().Title }, must("The map", func(v string) {
		edit(func(in *model.JourneyInfo) { in.Title = v })
	}))
	text("journey-words", "In words", "the goal, as the customer says it", 2, func(in *model.JourneyInfo) *string { return &in.InWords })(f)
	i.stateFields(f, journey, edit)
	i.peopleFields(f, journey, edit)
	text("journey-scenario", "Scenario", "the situation that it starts from", 3, func(in *model.JourneyInfo) *string { return &in.Scenario })(f)
	text("journey-scope", "Scope", "from … to …", 2, func(in *model.JourneyInfo) *string { return &in.Scope })(f)
	text("journey-decision", "Decision", "that this map is to inform", 2, func(in *model.JourneyInfo) *string { return &in.Decision })(f)
	text("journey-version", "Version", "", 1, func(in *model.JourneyInfo) *string { return &in.Version })(f)
	f.entry("journey-review", "Review on", "2026-03-31", func() string { return string(journey().ReviewDate) }, func(v string) string {
		date, err := model.ParseDate(v)
		if err != nil {
			return "Type a date like 2026-03-31, or leave it empty."
		}
		edit(func(in *model.JourneyInfo) { in.ReviewDate = date })
		return ""
	})
	text("journey-secret", "Marking", "for internal use", 1, func(in *model.JourneyInfo) *string { return &in.Confidentiality })(f)
	return &inspectPage{form: f, more: i.journeyMore, sum: i.journeySum}
}

func (i *inspector) stateFields(f *form, journey func() *model.Journey, edit func(func(*model.JourneyInfo))) {
	kinds := []model.JourneyKind{model.Current, model.Future, model.DayInLife}
	f.segments("journey-kind", "State", []string{"Current", "Future", "Day"}, func() int { return max(slices.Index(kinds, journey().Kind), 0) }, func(n int) {
		edit(func(in *model.JourneyInfo) { in.Kind = kinds[n] })
	})
	f.choice("journey-status", "Status", func() (string, string) { return statusText(journey().Status), "" }, func() []look.Option {
		var options []look.Option
		for _, st := range statuses {
			options = append(options, look.Option{ID: string(st), Text: statusText(st)})
		}
		return options
	}, func(id string) { edit(func(in *model.JourneyInfo) { in.Status = model.Status(id) }) })
}

func (i *inspector) peopleFields(f *form, journey func() *model.Journey, edit func(func(*model.JourneyInfo))) {
	s := i.session
	f.choice("journey-owner", "Owner", func() (string, string) {
		if o := s.Workspace().Owner(journey().Owner); o != nil {
			return o.Name, "persona"
		}
		return "None", ""
	}, func() []look.Option { return listOptions(s.Workspace().Owners, "None", "", ownerOption) }, func(id string) {
		edit(func(in *model.JourneyInfo) { in.Owner = model.OwnerID(id) })
	}).TypeAhead("owner", func(name string) {
		o := model.Owner{ID: model.NewID[model.OwnerID](), Name: name}
		info := journey().JourneyInfo
		info.Owner = o.ID
		s.Do(model.Group{Name: "Change owner", Commands: []model.Command{model.PutOwner{Owner: o}, model.EditJourney{Journey: s.JourneyID(), Info: info}}})
	})
	f.choice("journey-personas", "Personas", func() (string, string) { return personaNames(s, journey()), "personas" }, func() []look.Option {
		var options []look.Option
		for _, p := range s.Workspace().Personas {
			icon := ""
			if slices.Contains(journey().Personas, p.ID) {
				icon = "check"
			}
			options = append(options, look.Option{ID: string(p.ID), Text: p.Name, Icon: icon})
		}
		return options
	}, func(id string) {
		edit(func(in *model.JourneyInfo) { in.Personas = toggled(in.Personas, model.PersonaID(id)) })
	}).TypeAhead("persona", func(name string) {
		p := model.Persona{ID: model.NewID[model.PersonaID](), Name: name}
		info := journey().JourneyInfo
		info.Personas = append(slices.Clone(info.Personas), p.ID)
		s.Do(model.Group{Name: "Add persona", Commands: []model.Command{model.PutPersona{Persona: p}, model.EditJourney{Journey: s.JourneyID(), Info: info}}})
	})
	f.help("The first is the main one. Choosing a chosen one takes it off.")
}

func personaNames(s *Session, j *model.Journey) string {
	var names []string
	for _, id := range j.Personas {
		if p := s.Workspace().Persona(id); p != nil {
			names = append(names, p.Name)
		}
	}
	if len(names) == 0 {
		return "None"
	}
	return strings.Join(names, ", ")
}

// journeyMore shows how sure the map is, stage by stage, and the remarks on it.
func (i *inspector) journeyMore() []fyne.CanvasObject {
	j := i.session.Journey()
	if j == nil {
		return nil
	}
	facts := plural(len(j.Stages), "stage", "stages") + ", " + plural(len(j.Steps()), "step", "steps") + ", " + model.Count(len(j.Cards), "card")
	parts := []fyne.CanvasObject{heading("Assumptions", facts)}
	shares := stageAssumptions(j)
	for n, st := range j.Stages {
		share, text := shares[n], "no cards"
		if share >= 0 {
			text = fmt.Sprintf("%.0f %%", share*100)
		}
		parts = append(parts, look.Pad(0, 14, 0, 14, look.Sized(0, 20, look.H(8,
			look.Fixed(14, 0, look.Text(fmt.Sprint(n+1), 11, "text2")), look.Grow(look.CutText(st.Title, 12, "text", false)),
			look.Share(60, 4, max(share, 0), "line", "text2"), look.Fixed(52, 0, look.Text(text, 11, "text2").Right())))))
	}
	return append(parts, i.comments(model.Ref{Kind: model.JourneyRecord, Journey: j.ID, ID: string(j.ID)})...)
}

// journeySum says in short what journeyMore shows.
func (i *inspector) journeySum() string {
	j := i.session.Journey()
	if j == nil {
		return "none"
	}
	sum := fmt.Sprint(j.ID, len(j.Cards), stageAssumptions(j))
	for _, st := range j.Stages {
		sum += fmt.Sprintf("%p", st)
	}
	return sum + i.commentsSum(model.Ref{Kind: model.JourneyRecord, Journey: j.ID, ID: string(j.ID)})
}

// stageAssumptions is the share of each stage's cards that are assumptions, and -1 where a stage has no
// cards.
func stageAssumptions(j *model.Journey) []float64 {
	stageOf := map[model.StepID]int{}
	for n, st := range j.Stages {
		for _, step := range st.Steps {
			stageOf[step.ID] = n
		}
	}
	cards, assumed := make([]int, len(j.Stages)), make([]int, len(j.Stages))
	for _, c := range j.Cards {
		n := stageOf[c.Step]
		cards[n]++
		if evidenceIndex(c.Evidence) == 0 {
			assumed[n]++
		}
	}
	shares := make([]float64, len(j.Stages))
	for n := range shares {
		shares[n] = -1
		if cards[n] > 0 {
			shares[n] = float64(assumed[n]) / float64(cards[n])
		}
	}
	return shares
}

func (i *inspector) stagePage(id model.StageID) *inspectPage {
	s := i.session
	stage := func() *model.Stage {
		if st := s.Journey().Stage(id); st != nil {
			return st
		}
		return &model.Stage{}
	}
	edit := func(title, definition string) {
		s.Do(model.EditStage{Journey: s.JourneyID(), Stage: id, Title: title, Definition: definition})
	}
	f := newForm()
	i.head(f, "journey", "text2", func() string { return "Stage · " + plural(len(stage().Steps), "step", "steps") }, stageMenu...)
	i.title(f, "inspector.title", func() string { return stage().Title }, may(func(v string) { edit(v, stage().Definition) }))
	f.note("stage-definition", "Definition", "what begins and what ends it", 3, func() string { return stage().Definition }, may(func(v string) { edit(stage().Title, v) }))
	return i.placePage(f, model.Ref{Kind: model.StageRecord, Journey: s.JourneyID(), ID: string(id)}, func(h *metric.Heat) metric.Value { return h.Stages[id] })
}

// placePage is the page of a stage or step: below its fields stand the values and comments there.
func (i *inspector) placePage(f *form, ref model.Ref, at func(*metric.Heat) metric.Value) *inspectPage {
	return &inspectPage{
		form: f,
		more: func() []fyne.CanvasObject { return append(i.metricsHere(at), i.comments(ref)...) },
		sum:  func() string { return i.metricsSum(at) + i.commentsSum(ref) },
	}
}

func (i *inspector) stepPage(id model.StepID) *inspectPage {
	s := i.session
	step := func() *model.Step {
		if st := s.Journey().Step(id); st != nil {
			return st
		}
		return &model.Step{}
	}
	edit := func(title, definition string) {
		s.Do(model.EditStep{Journey: s.JourneyID(), Step: id, Title: title, Definition: definition})
	}
	f := newForm()
	i.head(f, "journey", "text2", func() string {
		where := "Step " + s.Journey().StepNumber(id)
		if st := s.Journey().StageOf(id); st != nil {
			where += " · " + st.Title
		}
		return where
	}, stepMenu...)
	i.title(f, "inspector.title", func() string { return step().Title }, may(func(v string) { edit(v, step().Definition) }))
	f.note("step-definition", "Definition", "what the customer does here", 3, func() string { return step().Definition }, may(func(v string) { edit(step().Title, v) }))
	return i.placePage(f, model.Ref{Kind: model.StepRecord, Journey: s.JourneyID(), ID: string(id)}, func(h *metric.Heat) metric.Value { return h.Steps[id] })
}

func (i *inspector) lanePage(id model.LaneID) *inspectPage {
	s := i.session
	lane := func() *model.Lane {
		if l := s.Journey().Lane(id); l != nil {
			return l
		}
		return &model.Lane{}
	}
	edit := func(change func(*model.Lane)) {
		next := *lane()
		change(&next)
		s.Do(model.EditLane{Journey: s.JourneyID(), Lane: next})
	}
	f := newForm()
	i.head(f, kindIcon(lane().Kind), kindToken(lane().Kind), func() string { return "Lane · " + lane().Kind.Name() }, laneMenu...)
	i.title(f, "inspector.title", func() string { return lane().Title }, may(func(v string) { edit(func(l *model.Lane) { l.Title = v }) }))
	f.entry("lane-hint", "Hint", "", func() string { return lane().Hint }, may(func(v string) { edit(func(l *model.Lane) { l.Hint = v }) }))
	f.choice("lane-kind", "Kind", func() (string, string) { return lane().Kind.Name(), kindIcon(lane().Kind) }, kindOptions, func(v string) {
		edit(func(l *model.Lane) { *l = rekinded(*l, model.Kind(v)) })
	}).TypeAhead("kind", nil)
	f.help("The cards stay and become of the new kind.")
	f.choice("lane-zone", "Side", func() (string, string) { return zoneText(lane().ZoneOf()), "" }, zoneOptions, func(v string) {
		edit(func(l *model.Lane) { l.Zone = model.Zone(v) })
	})
	f.choice("lane-persona", "Persona", func() (string, string) {
		if p := s.Workspace().Persona(lane().Persona); p != nil {
			return p.Name, "persona"
		}
		return "All", ""
	}, func() []look.Option { return listOptions(s.Workspace().Personas, "All", "", personaOption) }, func(v string) {
		edit(func(l *model.Lane) { l.Persona = model.PersonaID(v) })
	})
	if lane().Kind == model.KindMetric {
		i.laneMetric(f, lane, edit)
	}
	f.help("Whose lane this is, when it is of one kind of customer only.")
	f.check("lane-locked", "Locked", look.Icon("lock", 14, "text2"), func() bool { return lane().Locked }, func(on bool) { edit(func(l *model.Lane) { l.Locked = on }) })
	f.help("Its cards cannot be changed or moved; votes can be cast.")
	f.add(look.WrapText(lane().Kind.Help(), 12, "text2", false))
	return &inspectPage{form: f, more: func() []fyne.CanvasObject {
		return i.comments(model.Ref{Kind: model.LaneRecord, Journey: s.JourneyID(), ID: string(id)})
	}}
}

func (i *inspector) laneMetric(f *form, lane func() *model.Lane, edit func(func(*model.Lane))) {
	w := i.session.Workspace
	f.choice("lane-metric", "Metric", func() (string, string) {
		if m := w().Metric(lane().Metric); m != nil {
			return m.Name, ""
		}
		return "Choose a metric", ""
	}, func() []look.Option {
		return listOptions(w().Metrics, "None", "", func(m *model.Metric) look.Option { return look.Option{ID: string(m.ID), Text: m.Name} })
	}, func(v string) { edit(func(l *model.Lane) { l.Metric = model.MetricID(v) }) })
}

func kindOptions() []look.Option {
	var options []look.Option
	for _, k := range model.Kinds {
		options = append(options, look.Option{ID: string(k), Text: k.Name(), Icon: kindIcon(k)})
	}
	return options
}

func zoneText(z model.Zone) string {
	switch z {
	case model.ZoneCustomer:
		return "Customer"
	case model.ZoneContact:
		return "Contact"
	case model.ZoneFrontstage:
		return "Frontstage"
	case model.ZoneBackstage:
		return "Backstage"
	case model.ZoneSupport:
		return "Support"
	}
	return "Insight"
}

func zoneOptions() []look.Option {
	options := []look.Option{{ID: "", Text: "As its kind has it"}, {}}
	for _, z := range model.Zones {
		options = append(options, look.Option{ID: string(z), Text: zoneText(z)})
	}
	return options
}

func (i *inspector) linkPage(id model.LinkID) *inspectPage {
	s := i.session
	link := func() *model.Link {
		if l := s.Journey().Link(id); l != nil {
			return l
		}
		return &model.Link{}
	}
	edit := func(change func(*model.Link)) {
		next := *link()
		change(&next)
		s.Do(model.EditLink{Journey: s.JourneyID(), Link: next})
	}
	f := newForm()
	i.head(f, "link", "text2", fixed("Link"), "edit.delete")
	j := s.Journey()
	for _, end := range []struct {
		label string
		card  model.CardID
	}{{"From", link().From}, {"To", link().To}} {
		if c := j.Card(end.card); c != nil {
			ref := model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(c.ID)}
			f.row(end.label, look.Pad(4, 0, 0, 0, look.H(0, look.LinkText("link-"+end.label, look.Shortened(cardTitle(c), 12, linkEnd), 12, func() { s.Show(ref) }), look.Space())))
		}
	}
	kinds := []model.LinkKind{model.Flow, model.DependsOn, model.Handoff, model.Causes}
	f.choice("link-kind", "Meaning", func() (string, string) { return link().Kind.Verb(), "" }, func() []look.Option {
		var options []look.Option
		for _, k := range kinds {
			options = append(options, look.Option{ID: string(k), Text: k.Verb()})
		}
		return options
	}, func(v string) { edit(func(l *model.Link) { l.Kind = model.LinkKind(v) }) })
	f.check("link-exchange", "Goes both ways", nil, func() bool { return link().Exchange }, func(on bool) { edit(func(l *model.Link) { l.Exchange = on }) })
	f.help("An exchange: it goes there and back.")
	f.segments("link-evidence", "Evidence", []string{"Assumed", "Partial", "Valid"}, func() int { return evidenceIndex(link().Evidence) }, func(n int) {
		edit(func(l *model.Link) { l.Evidence = evidenceLevels[n] })
	})
	f.entry("link-label", "Label", "", func() string { return link().Label }, may(func(v string) { edit(func(l *model.Link) { l.Label = v }) }))
	f.entry("link-condition", "Condition", "only when …", func() string { return link().Condition }, may(func(v string) { edit(func(l *model.Link) { l.Condition = v }) }))
	on := model.Ref{Kind: model.LinkRecord, Journey: s.JourneyID(), ID: string(id)}
	return &inspectPage{form: f, more: func() []fyne.CanvasObject { return i.comments(on) }, sum: func() string { return i.commentsSum(on) }}
}

// linkEnd is how long the title of a link's end may be without widening the inspector.
const linkEnd = 160
