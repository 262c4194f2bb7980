package ingest

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// Plan says what importing the table into journey j of w does: the report, and the command that does
// it. It changes nothing and gives the same for the same arguments. The command's dataset has no
// observations when no row can be used or w has no such journey; the report says why.
//
// A row becomes invalid when a cell cannot be used: no number, outside the scale, no date. The other
// values of a wide row come in all the same (InvalidRow.Kept). A row whose stage or step is not known
// becomes unmatched. A row equal in every cell to an earlier one is a duplicate when the file tells its
// rows apart: by an id, by a count of answers (n or denominator), or, when its values cannot be single
// answers, by having one row for each period, place, segment and metric. Equal rows of single answers
// without an id are different people and stay.
//
// The dataset belongs to the file's name and sheet: importing a file of the same name again replaces
// what it brought before.
func Plan(t *Table, w *model.Workspace, j model.JourneyID, o Options) (*Report, model.Import) {
	r := newReport(t)
	k := slices.IndexFunc(w.Journeys, func(of *model.Journey) bool { return of.ID == j })
	if err := o.Validate(); err != nil || k < 0 {
		reason := "the workspace has no journey with the id " + string(j)
		if err != nil {
			reason = err.Error()
		}
		for i := range t.Len() {
			r.Invalid = append(r.Invalid, InvalidRow{Row: t.line(i), Reason: reason})
		}
		r.count()
		return r, model.Import{}
	}
	p := &planner{table: t, workspace: w, journey: w.Journeys[k], options: o, report: r}
	p.prepare()
	for i := range t.Len() {
		p.row(i)
	}
	p.finish()
	return r, p.command()
}

// planner is one run of Plan.
type planner struct {
	table     *Table
	workspace *model.Workspace
	journey   *model.Journey
	options   Options
	report    *Report

	columns    *columnPlan
	places     *places
	figures    []*figure
	byName     map[string]*figure // by metricKey
	spelled    map[string]*figure // by name as the file spells it
	lastName   string
	lastFigure *figure
	mark       decimalMark // of the file's numbers outside of the values
	dates      dateReader
	roles      rowRoles
	entries    []entry

	found     map[placeKey]finding
	matched   map[placeKey]*MatchedName
	unmatched map[string]*UnmatchedName
	segments  map[string]string
	above     map[int]string // last content of the columns to fill down
	seed      maphash.Seed
	firstRow  map[uint64]int32
	doubtful  []doubtful
	equals    int // rows equal to an earlier one that were kept

	observations []model.Observation
	scratch      []model.Observation
}

// rowRoles are the indexes of the columns that speak of a whole row, -1 for none.
type rowRoles struct{ date, metric, stage, step, place, segment, id int }

// entry is one value that each row may have.
type entry struct {
	figure                           *figure // nil: by the metric column of the row
	value, numerator, denominator, n int     // column indexes, -1 for none
	period                           model.Period
	spot                             *spot
}

// placeKey is the cells that say where a row belongs.
type placeKey struct{ stage, step, place string }

// doubtful is a row equal to an earlier one that is a duplicate only if the file has one row for each
// period, place, segment and metric.
type doubtful struct {
	row, firstRow int32
	from, to      int // its observations
	partly        bool
}

func (p *planner) prepare() {
	p.places = newPlaces(p.journey, p.options.Names)
	p.columns = planColumns(p.table, p.workspace, p.places, p.options)
	p.report.Notes = append(p.report.Notes, p.columns.notes...)
	p.roles = rowRoles{p.index(dateRole), p.index(metricRole), p.index(stageRole), p.index(stepRole), p.index(placeRole), p.index(segmentRole), p.index(idRole)}
	p.byName, p.spelled = map[string]*figure{}, map[string]*figure{}
	p.listEntries()
	p.surveyValues()
	p.resolveFigures()
	p.dates = newDateReader(p.table, p.roles.date, p.options)
	p.report.Notes = append(p.report.Notes, p.dates.notes...)
	p.found, p.matched, p.unmatched = map[placeKey]finding{}, map[placeKey]*MatchedName{}, map[string]*UnmatchedName{}
	p.segments, p.above = map[string]string{}, map[int]string{}
	p.seed, p.firstRow = maphash.MakeSeed(), make(map[uint64]int32, p.table.Len())
	values := 0
	for _, f := range p.figures {
		values += f.facts.count + f.facts.answers
	}
	p.observations = make([]model.Observation, 0, min(values, maxValues))
}

func (p *planner) index(r role) int {
	if c := p.columns.first(r); c != nil {
		return c.index
	}
	return -1
}

// figure returns the figure of a name in the file, new when it was not seen before.
func (p *planner) figure(name string) *figure {
	f := p.byName[metricKey(name)]
	if f == nil {
		f = &figure{name: name}
		p.byName[metricKey(name)] = f
		p.figures = append(p.figures, f)
	}
	return f
}

// listEntries says which values a row has.
func (p *planner) listEntries() {
	c := p.columns
	plain := entry{value: p.index(valueRole), numerator: p.index(numeratorRole), denominator: p.index(denominatorRole), n: p.index(countRole)}
	single := func() *figure {
		if p.roles.metric >= 0 {
			return nil
		}
		return p.figure(p.soleName())
	}
	for i := range c.columns {
		col := &c.columns[i]
		switch col.role {
		case "period":
			p.entries = append(p.entries, entry{figure: single(), value: i, numerator: -1, denominator: -1, n: -1, period: model.Period(col.name)})
		case "column-of-place":
			f := p.places.find(col.name, placeRole, nil)
			if !f.found {
				p.report.note("The column “%s” is set to a place that the journey does not have; it was left out.", col.header)
				continue
			}
			p.entries = append(p.entries, entry{figure: single(), value: i, numerator: -1, denominator: -1, n: plain.n, spot: f.spot})
		}
	}
	if len(p.entries) == 0 && c.long && (plain.value >= 0 || plain.numerator >= 0) {
		plain.figure = single()
		p.entries = append(p.entries, plain)
	}
	p.namedEntries(plain.n)
}

// namedEntries adds the metrics that have columns of their own.
func (p *planner) namedEntries(n int) {
	at := map[*figure]int{}
	for i := range p.columns.columns {
		col := &p.columns.columns[i]
		if col.name == "" || col.role != metricRole && col.role != numeratorRole && col.role != denominatorRole && col.role != countRole {
			continue
		}
		f := p.figure(col.name)
		k, ok := at[f]
		if !ok {
			k = len(p.entries)
			at[f] = k
			p.entries = append(p.entries, entry{figure: f, value: -1, numerator: -1, denominator: -1, n: n})
		}
		switch e := &p.entries[k]; {
		case col.role == metricRole && e.value >= 0:
			p.report.note("“%s” has two columns; “%s” was left out.", col.name, col.header)
			col.role, col.name = ignoreRole, ""
		case col.role == metricRole:
			e.value = i
		case col.role == numeratorRole:
			e.numerator = i
		case col.role == denominatorRole:
			e.denominator = i
		default:
			e.n = i
		}
	}
}

// soleName is the name of the only metric of a file that does not name it in a column.
func (p *planner) soleName() string {
	if c := p.columns.first(valueRole); c != nil && !genericName(c.header) {
		return c.header
	}
	stem := p.table.File
	if k := strings.LastIndexByte(stem, '.'); k > 0 {
		stem = stem[:k]
	}
	for _, name := range []string{p.table.Sheet, stem} {
		if existingMetric(p.workspace, name) != nil || metricByHeader(name) != "" {
			return name
		}
	}
	for _, w := range strings.Fields(words(stem)) {
		if existingMetric(p.workspace, w) != nil || metricByHeader(w) != "" {
			return w
		}
	}
	if c := p.columns.first(valueRole); c != nil {
		return c.header
	}
	return stem
}

// surveyValues looks at every value once, to know how they are written before reading any.
func (p *planner) surveyValues() {
	for i := range p.table.Len() {
		if p.repeatsHeader(i) {
			continue
		}
		named := p.named(i, p.figure)
		for k := range p.entries {
			e := &p.entries[k]
			f := e.figure
			if f == nil {
				f = named
			}
			if f == nil {
				continue
			}
			if e.value >= 0 {
				if cell := p.table.cell(i, e.value); !isMissing(cell) {
					f.facts.see(cell, p.table.isExact(i, e.value))
				}
			}
			if e.n >= 0 {
				q, ok := parseQuantity(p.table.cell(i, e.n), anyMark, false)
				tally(&f.facts.weighted, ok && q.value != 1)
			}
		}
	}
	p.above = map[int]string{}
}

// named returns the figure that the metric column of a row names, nil when it names none. get finds or
// makes a figure; consecutive rows often name the same.
func (p *planner) named(i int, get func(string) *figure) *figure {
	name := p.filled(i, p.roles.metric)
	switch {
	case isMissing(name):
		return nil
	case p.lastFigure != nil && name == p.lastName:
		return p.lastFigure
	}
	f := p.spelled[name]
	if f == nil {
		f = get(name)
		p.spelled[name] = f
	}
	p.lastName, p.lastFigure = name, f
	return f
}

// filled is a cell, or the last content above it when the options say so.
func (p *planner) filled(i, column int) string {
	if column < 0 {
		return ""
	}
	cell := p.table.cell(i, column)
	if !p.options.FillDown {
		return cell
	}
	if p.above == nil {
		p.above = map[int]string{}
	}
	if cell == "" {
		return p.above[column]
	}
	p.above[column] = cell
	return cell
}

func (p *planner) resolveFigures() {
	points, commas := 0, 0
	for _, f := range p.figures {
		points, commas = points+f.facts.points, commas+f.facts.commas
	}
	p.mark = decide(points, commas, anyMark)
	if p.options.Decimal != "" {
		p.mark = decimalMark(p.options.Decimal[0])
	}
	p.report.Detected["decimal"] = map[decimalMark]string{anyMark: ".", pointMark: ".", commaMark: ","}[p.mark]
	used := map[model.MetricID]*figure{}
	for _, f := range p.figures {
		f.decimal = p.mark
		if p.options.Decimal == "" {
			f.decimal = decide(f.facts.points, f.facts.commas, p.mark)
		}
		notes := f.resolve(p.workspace, p.options, p.table.File)
		if _, wished := metricWish(p.options, f.name); used[f.def.ID] != nil && !wished {
			p.report.note("“%s” and “%s” both look like %s; “%s” was made a metric of its own.", used[f.def.ID].name, f.name, f.def.Name, f.name)
			f.def, f.existed, f.new = f.guess(), false, true
			f.def.ID = p.freeID(used, f.name)
			f.settle()
		} else {
			p.report.Notes = append(p.report.Notes, notes...)
		}
		used[f.def.ID] = f
	}
}

func (p *planner) freeID(used map[model.MetricID]*figure, name string) model.MetricID {
	base := freeMetricID(p.workspace, name)
	id := base
	for n := 2; used[id] != nil || slices.ContainsFunc(p.workspace.Metrics, func(m *model.Metric) bool { return m.ID == id }); n++ {
		id = model.MetricID(fmt.Sprintf("%s-%d", base, n))
	}
	return id
}

func decide(points, commas int, otherwise decimalMark) decimalMark {
	switch {
	case commas > points:
		return commaMark
	case points > 0:
		return pointMark
	default:
		return otherwise
	}
}

// row counts one row.
func (p *planner) row(i int) {
	line := p.table.line(i)
	if p.repeatsHeader(i) {
		p.invalid(InvalidRow{Row: line, Column: p.table.Header[0], Value: p.table.cell(i, 0), Reason: "repeats the column names"})
		return
	}
	date := p.filled(i, p.roles.date)
	when, ok := p.dates.read(date)
	if !ok {
		p.invalid(InvalidRow{Row: line, Column: p.table.Header[p.roles.date], Value: clip(date), Reason: p.dates.reason(date)})
		return
	}
	where, ok := p.where(i, line)
	if !ok {
		return
	}
	o := model.Observation{Stage: where.stage, Step: where.step, Card: where.card, Segment: p.segment(i), Period: when.period, Row: line}
	p.values(i, o, when.timed)
}

func (p *planner) invalid(row InvalidRow) { p.report.Invalid = append(p.report.Invalid, row) }

// clip keeps a cell quotable.
func clip(cell string) string {
	if len(cell) <= 200 {
		return strings.Clone(cell)
	}
	return strings.ToValidUTF8(cell[:200], "") + "…"
}

func (p *planner) repeatsHeader(i int) bool {
	if p.table.HeaderLine == 0 || p.table.cell(i, 0) != p.table.Header[0] {
		return false
	}
	row := p.table.row(i)
	for c, name := range p.table.Header {
		if c >= len(row) || cut(cleaned(row[c]), model.MaxTitle) != name {
			return false
		}
	}
	return true
}

func (p *planner) segment(i int) string {
	name := p.filled(i, p.roles.segment)
	if name == "" {
		return ""
	}
	s, known := p.segments[name]
	if !known {
		if s = cut(cleaned(name), model.MaxTitle); wholeWords[words(name)] || isMissing(name) {
			s = ""
		}
		p.segments[s], p.segments[strings.Clone(name)] = s, s
	}
	return s
}

// where finds the place of a row; ok is false when the row was counted as unmatched.
func (p *planner) where(i, line int) (place, bool) {
	key := placeKey{p.filled(i, p.roles.stage), p.filled(i, p.roles.step), p.filled(i, p.roles.place)}
	f, known := p.found[key]
	if !known {
		f = p.look(key)
		p.found[key] = f
	}
	if !f.found {
		name := key.name()
		u := p.unmatched[name]
		if u == nil {
			u = &UnmatchedName{Name: strings.Clone(name), Reason: f.why, Suggestions: p.places.suggest(key.narrowest())}
			p.unmatched[name] = u
		}
		u.Rows++
		u.Lines = append(u.Lines, line)
		return place{}, false
	}
	m := p.matched[key]
	if m == nil {
		m = &MatchedName{Name: strings.Clone(key.name()), To: "whole journey", Why: f.why}
		if f.spot != nil {
			m.To = f.spot.String()
		}
		p.matched[key] = m
	}
	m.Rows++
	if f.spot == nil {
		return place{}, true
	}
	return f.spot.place, true
}

// name is how the reports call the cells that say where a row belongs.
func (k placeKey) name() string {
	var parts []string
	for _, part := range []string{k.stage, k.step, k.place} {
		if !isMissing(part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " / ")
}

func (k placeKey) narrowest() string {
	for _, part := range []string{k.place, k.step, k.stage} {
		if !isMissing(part) {
			return part
		}
	}
	return ""
}

// look finds what the cells of a row name. A stage column alone may hold steps too, and the other way
// round, for people call both by both names.
func (p *planner) look(k placeKey) finding {
	if f := p.places.wishedPair(k.name()); f.found {
		return f
	}
	stage, step := k.stage, k.step
	if isMissing(step) {
		step = k.place
	}
	switch {
	case isMissing(stage) && isMissing(step):
		return finding{nil, true, "no name"}
	case isMissing(step):
		return p.either(stage, stageRole)
	case isMissing(stage):
		return p.either(step, stepRole)
	}
	outer := p.either(stage, stageRole)
	if !outer.found {
		if _, mapped := p.places.names[fold(stage)]; mapped {
			return outer
		}
		return finding{why: "no stage is called “" + stage + "”"}
	}
	if outer.spot == nil || !outer.spot.isStage() {
		return p.either(step, stepRole)
	}
	inner := p.places.find(step, stepRole, outer.spot)
	if inner.found {
		return inner
	}
	if fold(step) == fold(stage) {
		return outer
	}
	if p.places.find(step, stepRole, nil).found {
		return finding{why: "the step is in another stage than “" + outer.spot.title + "”"}
	}
	return inner
}

func (p *planner) either(name string, first role) finding {
	f := p.places.find(name, first, nil)
	if f.found {
		return f
	}
	if g := p.places.find(name, placeRole, nil); g.found {
		return g
	}
	return f
}

// finish settles what can only be known at the end, and completes the report.
func (p *planner) finish() {
	p.settleDoubts()
	r := p.report
	r.Detected["layout"] = map[bool]string{true: "long", false: "wide"}[p.columns.long]
	for _, u := range p.unmatched {
		r.Unmatched = append(r.Unmatched, *u)
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
	p.adviseOnNothing()
	r.Values = len(p.observations)
	r.count()
}

func (p *planner) reportFigures() {
	counts := map[model.MetricID]int{}
	for i := range p.observations {
		counts[p.observations[i].Metric]++
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
			p.report.note("%d values of “%s” have another decimal mark than the rest; each was read by its own.", f.odd, f.name)
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
			p.report.note("“%s” is empty in %d rows, which speak of the whole journey. If an empty cell repeats the one above, set fillDown.", p.table.Header[c], empty)
		}
	}
}

func (p *planner) command() model.Import {
	if len(p.observations) == 0 {
		return model.Import{}
	}
	t := p.table
	source := model.Source{
		ID:   model.DerivedID("import of "+string(p.journey.ID), model.SourceID(t.File+"\x00"+t.Sheet)),
		Name: cut(cleaned(t.File), model.MaxTitle), File: cut(cleaned(t.File), model.MaxTitle), Sheet: cut(cleaned(t.Sheet), model.MaxTitle), Imported: t.ReadAt, Hash: t.Hash, Rows: t.Len(),
	}
	for _, d := range p.workspace.Datasets {
		if d.Source == source.ID {
			p.report.note("This replaces the %s values that were imported from %s before.", metric.FormatN(float64(len(d.Observations))), t.File)
		}
	}
	command := model.Import{Source: source, Dataset: model.Dataset{Source: source.ID, Journey: p.journey.ID, Observations: p.observations}}
	for _, f := range p.figures {
		if f.values > 0 && (!f.existed || f.changed) {
			command.Metrics = append(command.Metrics, f.def)
		}
	}
	return command
}
