package app

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/metric"
)

func (i *inspector) personaPage(id model.PersonaID) *inspectPage {
	s := i.session
	persona := func() *model.Persona {
		if p := s.Workspace().Persona(id); p != nil {
			return p
		}
		return &model.Persona{}
	}
	edit := func(change func(*model.Persona)) {
		next := *persona()
		change(&next)
		s.Do(model.PutPersona{Persona: next})
	}
	f := newForm()
	i.head(f, "persona", "accent", fixed("Persona"))
	i.title(f, "inspector.title", func() string { return persona().Name }, must("The persona", func(v string) { edit(func(p *model.Persona) { p.Name = v }) }))
	line := func(name, label, hint string, field func(*model.Persona) *string) {
		f.entry(name, label, hint, func() string { return *field(persona()) }, may(func(v string) { edit(func(p *model.Persona) { *field(p) = v }) }))
	}
	list := func(name, label string, field func(*model.Persona) *[]string) {
		f.note(name, label, "a line each", 3, func() string { return joinLines(*field(persona())) }, may(func(v string) {
			edit(func(p *model.Persona) { *field(p) = splitLines(v) })
		}))
	}
	i.pictureField(f, "persona-photo", "Photo", func() model.ImageID { return persona().Photo },
		func() { i.window.choosePicture(func(photo model.Image) { i.window.setPhoto(id, &photo) }) }, func() { i.window.setPhoto(id, nil) })
	line("persona-role", "Role", "first-time guest", func(p *model.Persona) *string { return &p.Role })
	f.note("persona-quote", "Quote", "in their own words", 2, func() string { return persona().Quote }, may(func(v string) { edit(func(p *model.Persona) { p.Quote = v }) }))
	list("persona-goals", "Goals", func(p *model.Persona) *[]string { return &p.Goals })
	list("persona-needs", "Needs", func(p *model.Persona) *[]string { return &p.Needs })
	list("persona-frustrations", "Hindered by", func(p *model.Persona) *[]string { return &p.Frustrations })
	line("persona-segment", "Segment", "as in the data", func(p *model.Persona) *string { return &p.Segment })
	line("persona-size", "Size", "38 % of guests", func(p *model.Persona) *string { return &p.SegmentSize })
	line("persona-relationship", "Relation", "prospect, customer …", func(p *model.Persona) *string { return &p.Relationship })
	f.rows = append(f.rows, look.Gap(4))
	f.add(look.H(12, look.LinkText("persona-page", "Goals and steps", 12, func() { i.window.do("view.personas") }),
		look.LinkText("persona-map", "Empathy map", 12, func() {
			i.window.pages.empathy.persona, i.window.pages.empathy.chosen = id, true
			i.window.do("view.empathy")
		}), look.Space()))
	i.deleteLink(f, "persona", model.Ref{Kind: model.PersonaRecord, ID: string(id)})
	return &inspectPage{form: f}
}

// deleteLink adds the way to delete a library record.
func (i *inspector) deleteLink(f *form, what string, ref model.Ref) {
	f.rows = append(f.rows, look.Gap(4))
	f.add(look.H(14, look.LinkText("uses-"+what, "Where it is used", 12, i.window.openLibrary),
		look.LinkText("delete-"+what, "Delete this "+what, 12, func() { i.window.deleteRecord(ref) }), look.Space()))
}

func (i *inspector) metricPage(id model.MetricID) *inspectPage {
	s := i.session
	m := func() *model.Metric {
		if m := s.Workspace().Metric(id); m != nil {
			return m
		}
		return &model.Metric{}
	}
	edit := func(change func(*model.Metric)) {
		next := *m()
		change(&next)
		s.Do(model.PutMetric{Metric: next})
	}
	f := newForm()
	f.label = 82
	i.head(f, "lane-metric", "z-insight", fixed("Metric"))
	i.title(f, "inspector.title", func() string { return m().Name }, must("The metric", func(v string) { edit(func(m *model.Metric) { m.Name = v }) }))
	f.note("metric-definition", "Definition", "what is counted, and how", 3, func() string { return m().Definition }, may(func(v string) { edit(func(m *model.Metric) { m.Definition = v }) }))
	f.entry("metric-unit", "Unit", "%, min, EUR", func() string { return m().Unit }, may(func(v string) { edit(func(m *model.Metric) { m.Unit = v }) }))
	directions := []model.Direction{model.HigherIsBetter, model.LowerIsBetter}
	f.segments("metric-direction", "Better", []string{"Higher", "Lower"}, func() int { return slices.Index(directions, m().Direction) }, func(n int) {
		edit(func(m *model.Metric) { m.Direction = directions[n]; m.Thresholds = nil })
	})
	i.scaleFields(f, m, edit)
	i.aggregationFields(f, m, edit)
	f.check("metric-health", "Counts towards health", nil, func() bool { return !m().Uncounted }, func(on bool) { edit(func(m *model.Metric) { m.Uncounted = !on }) })
	i.deleteLink(f, "metric", model.Ref{Kind: model.MetricRecord, ID: string(id)})
	return &inspectPage{form: f, more: func() []fyne.CanvasObject { return i.metricMore(id) }}
}

func (i *inspector) scaleFields(f *form, m func() *model.Metric, edit func(func(*model.Metric))) {
	const far = 1e15
	f.number("metric-min", "Scale from", "", -far, far, func() model.Maybe[float64] { return m().ScaleMin }, func(v model.Maybe[float64]) { edit(func(m *model.Metric) { m.ScaleMin = v }) })
	f.number("metric-max", "Scale to", "", -far, far, func() model.Maybe[float64] { return m().ScaleMax }, func(v model.Maybe[float64]) { edit(func(m *model.Metric) { m.ScaleMax = v }) })
	f.number("metric-target", "Target", "", -far, far, func() model.Maybe[float64] { return m().Target }, func(v model.Maybe[float64]) { edit(func(m *model.Metric) { m.Target = v }) })
	f.entry("metric-thresholds", "Limits", "from the target", func() string { return thresholdText(m().Thresholds) }, func(text string) string {
		limits, problem := parseThresholds(text)
		if problem == "" {
			edit(func(m *model.Metric) { m.Thresholds = limits })
		}
		return problem
	})
}

func thresholdText(limits []float64) string {
	var texts []string
	for _, v := range limits {
		texts = append(texts, numberText(model.Some(v)))
	}
	return strings.Join(texts, "; ")
}

// parseThresholds reads four ascending limits, or none.
func parseThresholds(text string) ([]float64, string) {
	const wrong = "Type four rising numbers with semicolons between, or leave it empty."
	parts := splitBy(text, ";")
	if len(parts) == 0 {
		return nil, ""
	}
	var limits []float64
	for _, p := range parts {
		v, problem := parseNumber(p, -1e15, 1e15)
		if problem != "" || len(limits) > 0 && v.Value <= limits[len(limits)-1] {
			return nil, wrong
		}
		limits = append(limits, v.Value)
	}
	if len(limits) != 4 {
		return nil, wrong
	}
	return limits, ""
}

func (i *inspector) aggregationFields(f *form, m func() *model.Metric, edit func(func(*model.Metric))) {
	kinds := []model.Aggregation{model.Mean, model.Sum, model.Ratio, model.NPS, model.TopTwo, model.Median, model.Last}
	f.choice("metric-aggregation", "Combined", func() (string, string) { return metric.AggregationText(m().Aggregation), "" }, func() []look.Option {
		var options []look.Option
		for _, k := range kinds {
			options = append(options, look.Option{ID: string(k), Text: metric.AggregationText(k)})
		}
		return options
	}, func(v string) { edit(func(m *model.Metric) { m.Aggregation = model.Aggregation(v) }) })
	f.segments("metric-leading", "Tells", []string{"What comes", "What was"}, func() int {
		if m().Leading {
			return 0
		}
		return 1
	}, func(n int) { edit(func(m *model.Metric) { m.Leading = n == 0 }) })
	f.entry("metric-small", "Small below", "30", func() string {
		if m().SmallN == 0 {
			return ""
		}
		return strconv.Itoa(m().SmallN)
	}, func(text string) string {
		v, problem := parseNumber(text, 0, 1e9)
		if problem == "" {
			edit(func(m *model.Metric) { m.SmallN = int(v.Or(0)) })
		}
		return problem
	})
}

// metricMore shows where the metric stands in the open journey and how to look at it.
func (i *inspector) metricMore(id model.MetricID) []fyne.CanvasObject {
	h := i.session.Values(id)
	if h == nil {
		return nil
	}
	parts := []fyne.CanvasObject{heading("On this map", periodText(h))}
	if h.Whole.Value.Known {
		parts = append(parts, look.Pad(0, 14, 5, 14, metricTile(h, h.Whole)))
	} else {
		parts = append(parts, look.Pad(0, 14, 0, 14, look.WrapText("No data on this map yet. Import a spreadsheet, or type values in.", 12, "text2", false)))
	}
	show := look.Button("metric-heat", look.Plain, "heat", "Show as heat", func() {
		if !i.session.View().onBoard() {
			i.session.SetView(BlueprintView)
		}
		i.session.SetHeat(id)
	})
	value := look.Button("metric-value", look.Plain, "edit", "Type a value", func() { i.window.typeValue(id, "", "") })
	return append(parts, look.Pad(4, 14, 0, 14, look.H(8, show, value, look.Space())))
}

func (i *inspector) sourcePage(id model.SourceID) *inspectPage {
	s := i.session
	source := func() *model.Source {
		if src := s.Workspace().Source(id); src != nil {
			return src
		}
		return &model.Source{}
	}
	edit := func(change func(*model.Source)) {
		next := *source()
		change(&next)
		s.Do(model.PutSource{Source: next})
	}
	f := newForm()
	i.head(f, "source", "text2", fixed("Source"))
	i.title(f, "inspector.title", func() string { return source().Name }, must("The source", func(v string) { edit(func(src *model.Source) { src.Name = v }) }))
	fact := func(label, text string) {
		if text != "" {
			f.fact(label, func() string { return text })
		}
	}
	fact("File", source().File)
	fact("Sheet", source().Sheet)
	if !source().Imported.IsZero() {
		fact("Imported", source().Imported.Local().Format("2 Jan 2006 15:04"))
	}
	if source().Rows > 0 {
		fact("Rows", metric.FormatN(float64(source().Rows)))
	}
	if d := s.Workspace().Dataset(id); d != nil {
		fact("Values", metric.FormatN(float64(d.Observations.Len())))
	}
	f.note("source-note", "Note", "", 3, func() string { return source().Note }, may(func(v string) { edit(func(src *model.Source) { src.Note = v }) }))
	i.deleteLink(f, "source", model.Ref{Kind: model.SourceRecord, ID: string(id)})
	return &inspectPage{form: f}
}
