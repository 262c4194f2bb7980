package ingest

import (
	"slices"
	"strings"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// finish settles what can only be known at the end, and completes the report.
func (p *planner) finish() {
	p.settleDoubts()
	r := p.report
	r.Detected["layout"] = map[bool]string{true: "long", false: "wide"}[p.columns.long]
	for _, u := range p.unmatched {
		if u != nil {
			r.Unmatched = append(r.Unmatched, *u)
		}
	}
	slices.SortFunc(r.Unmatched, func(a, b UnmatchedName) int { return a.Lines[0] - b.Lines[0] })
	for _, m := range p.matched {
		if m.Name != "" {
			r.Matched = append(r.Matched, *m)
		}
	}
	slices.SortFunc(r.Matched, func(a, b MatchedName) int {
		if a.Rows != b.Rows {
			return b.Rows - a.Rows
		}
		return strings.Compare(a.Name, b.Name)
	})
	slices.SortFunc(r.Duplicates, func(a, b DuplicateRow) int { return a.Row - b.Row })
	for i := range p.columns.columns {
		col := &p.columns.columns[i]
		r.Columns = append(r.Columns, ColumnMeaning{col.header, col.roleText(), !col.wished})
		if col.personal {
			r.note("The column “%s” may hold personal data and is left out.", col.header)
		}
	}
	p.reportFigures()
	p.reportMixtures()
	p.adviseOnNothing()
	r.Values = p.observations.Len()
	p.count.close()
}

func (p *planner) reportFigures() {
	counts := map[model.MetricID]int{}
	for i := range p.observations.Len() {
		counts[p.observations.At(i).Metric]++
	}
	for _, f := range p.figures {
		f.values = counts[f.def.ID]
		m := ImportedMetric{Name: f.name, ID: f.def.ID, Title: f.def.Name, New: !f.existed, Values: f.values, Unit: f.def.Unit,
			Direction: f.def.Direction, Aggregation: f.def.Aggregation, Reading: f.reading()}
		if f.def.ScaleMin.Known {
			m.ScaleMin = &f.def.ScaleMin.Value
		}
		if f.def.ScaleMax.Known {
			m.ScaleMax = &f.def.ScaleMax.Value
		}
		p.report.Metrics = append(p.report.Metrics, m)
		if f.odd > 0 {
			p.report.note("“%s” has another decimal mark than the rest in %s; each was read by its own.", f.name, many(f.odd, "cell", "cells"))
		}
		if f.facts.open > 0 && f.facts.points+f.facts.commas == 0 && p.mark == anyMark {
			p.report.note("“%s” has numbers such as %s, which were read as %s. Set the decimal mark if that is wrong.", f.name, f.facts.example, f.facts.exampleRead)
		}
	}
}

// mixture is which kinds of places and periods the observations of a metric speak of.
type mixture struct {
	stages, steps map[model.StageID]bool // with values of their own, with values of their steps
	grains        map[metric.Grain]bool
	last          model.Observation // neighbours are mostly alike
}

func (m *mixture) see(o *model.Observation) {
	if o.Stage != m.last.Stage || (o.Step == "") != (m.last.Step == "") {
		if o.Step == "" {
			m.stages[o.Stage] = true
		} else {
			m.steps[o.Stage] = true
		}
	}
	if o.Period != m.last.Period {
		if span, ok := metric.SpanOf(o.Period); ok {
			m.grains[span.Grain] = true
		}
	}
	m.last.Stage, m.last.Step, m.last.Period = o.Stage, o.Step, o.Period
}

// reportMixtures warns of what is counted twice: values of stages beside those of their steps, and of
// long periods beside the short ones in them.
func (p *planner) reportMixtures() {
	byMetric := map[model.MetricID]*mixture{}
	for i := range p.observations.Len() {
		o := p.observations.At(i)
		m := byMetric[o.Metric]
		if m == nil {
			m = &mixture{stages: map[model.StageID]bool{}, steps: map[model.StageID]bool{}, grains: map[metric.Grain]bool{}}
			byMetric[o.Metric] = m
		}
		m.see(&o)
	}
	for _, f := range p.figures {
		m := byMetric[f.def.ID]
		if m == nil {
			continue
		}
		if slices.ContainsFunc(p.journey.Stages, func(s *model.Stage) bool { return m.stages[s.ID] && m.steps[s.ID] }) {
			p.report.note("“%s” has values of stages and of their steps; the figure of a stage counts both.", f.name)
		}
		if len(m.grains) > 1 {
			p.report.note("“%s” has periods of different lengths; if the longer ones are totals, leave them out of the file.", f.name)
		}
	}
}

func (f *figure) reading() string {
	switch {
	case f.factor == 100:
		return "fractions"
	case f.scores:
		return "scores"
	case f.def.Aggregation == model.NPS || f.def.Aggregation == model.TopTwo:
		return "answers"
	default:
		return "numbers"
	}
}

// adviseOnNothing says what is missing when the file has no column to import.
func (p *planner) adviseOnNothing() {
	if len(p.entries) == 0 {
		p.report.note("No column holds figures. Set the role of one to metric:NAME, or to value.")
	}
	if p.roles.stage < 0 && p.roles.step < 0 && p.roles.place < 0 && !slices.ContainsFunc(p.entries, func(e entry) bool { return e.spot != nil }) {
		p.report.note("No column names a stage or step, so every value speaks of the whole journey.")
	}
	if p.options.FillDown {
		return
	}
	for _, c := range []int{p.roles.stage, p.roles.step, p.roles.place} {
		if c < 0 || p.roles.stage >= 0 && c != p.roles.stage {
			continue
		}
		empty := 0
		for i := range p.table.Len() {
			tally(&empty, p.table.cell(i, c) == "")
		}
		if empty > 0 {
			p.report.note("“%s” is empty in %s; these speak of the whole journey. If an empty cell repeats the one above, set fillDown.", p.table.Header[c], rowsOf(empty))
		}
	}
}

func (p *planner) command() model.Import {
	if p.observations.Len() == 0 {
		return model.Import{}
	}
	t := p.table
	source := model.Source{
		ID:   model.DerivedID("import of "+string(p.journey.ID), model.SourceID(t.File+"\x00"+t.Sheet)),
		Name: cut(cleaned(t.File), model.MaxTitle), File: cut(cleaned(t.File), model.MaxTitle), Sheet: cut(cleaned(t.Sheet), model.MaxTitle), Imported: t.ReadAt, Hash: t.Hash, Rows: t.Len(),
	}
	for _, d := range p.workspace.Datasets {
		if d.Source == source.ID {
			p.report.note("This replaces the %s from %s that came in with an earlier import.", many(d.Observations.Len(), "value", "values"), t.File)
		}
	}
	command := model.Import{Source: source, Dataset: model.Dataset{Source: source.ID, Journey: p.journey.ID, Observations: p.observations.Done()}}
	for _, f := range p.figures {
		if f.values > 0 && (!f.existed || f.changed) {
			command.Metrics = append(command.Metrics, f.def)
		}
	}
	return command
}
