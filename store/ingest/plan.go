package ingest

import (
	"fmt"
	"slices"
	"strings"

	"stagecraft/model"
)

// Plan says what importing the table into journey j of w does: the report, and the command that does
// it. It changes nothing and gives the same for the same arguments. The command's dataset has no
// observations when no row can be used or w has no such journey; the report says why.
//
// A row becomes invalid when a cell cannot be used: no number, outside the scale, no date. The other
// values of a wide row come in all the same (InvalidRow.Kept). A row whose stage or step is not known
// becomes unmatched. A row equal in every cell to an earlier one is a duplicate when the file tells its
// rows apart: by an id, by a time of day, by a count of answers (n or denominator), or, when its values cannot be single
// answers, by having one row for each period, place, segment and metric. Equal rows of single answers
// without an id are different people and stay.
//
// The dataset belongs to the file's name and sheet: importing a file of the same name again replaces
// what it brought before.
func Plan(t *Table, w *model.Workspace, j model.JourneyID, o Options) (*Report, model.Import) {
	r := newReport(t)
	count := tallies{report: r}
	k := slices.IndexFunc(w.Journeys, func(of *model.Journey) bool { return of.ID == j })
	if err := o.Validate(); err != nil || k < 0 {
		reason := "the workspace has no journey with the id " + string(j)
		if err != nil {
			reason = err.Error()
		}
		for i := range t.Len() {
			count.invalid(InvalidRow{Row: t.line(i), Reason: reason})
		}
		count.close()
		return r, model.Import{}
	}
	p := &planner{table: t, workspace: w, journey: w.Journeys[k], options: o, report: r, count: count}
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
	count     tallies

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
	unmatched map[string]*UnmatchedName // nil for a name that is only counted
	segments  map[string]string         // by their cells
	groups    map[string]bool           // the segments
	periods   map[model.Period]bool
	above     map[int]string // last content of the columns to fill down
	seen      rowSet
	doubtful  []doubtful
	equals    int // rows equal to an earlier one that were kept

	observations model.ObservationList
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
	from, to      int32 // its observations
	reason        int32 // why a part of it is invalid, by its index in the report; -1 when none is
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
	p.segments, p.groups, p.periods = map[string]string{}, map[string]bool{}, map[model.Period]bool{}
	p.above, p.seen = map[int]string{}, newRowSet(p.table)
	values := 0
	for _, f := range p.figures {
		values += f.facts.count + f.facts.answers
	}
	p.observations.Grow(min(values, maxValues))
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
		name = strings.Clone(name) // not to hold the text of the file
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

// soleName is the name of the only metric of a file that does not name it in a column: the header of
// the values, or else the file's name.
func (p *planner) soleName() string {
	if c := p.columns.first(valueRole); c != nil {
		return c.header
	}
	return p.stem()
}

// stem is the file's name without its ending.
func (p *planner) stem() string {
	if k := strings.LastIndexByte(p.table.File, '.'); k > 0 {
		return p.table.File[:k]
	}
	return p.table.File
}

// hints are the names that may tell what a column called "value" or "score" holds.
func (p *planner) hints() []string {
	return append([]string{p.table.Sheet, p.stem()}, strings.Fields(words(p.stem()))...)
}

// surveyValues looks at every value once, to know how they are written before reading any.
func (p *planner) surveyValues() {
	for i := range p.table.Len() {
		if p.repeatsHeader(i) {
			continue
		}
		named := p.named(i)
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

// named returns the figure that the metric column of a row names, nil when it names none or one too
// many. Consecutive rows often name the same.
func (p *planner) named(i int) *figure {
	name := p.filled(i, p.roles.metric)
	switch {
	case isMissing(name):
		return nil
	case p.lastFigure != nil && name == p.lastName:
		return p.lastFigure
	}
	f := p.spelled[name]
	if f == nil {
		if len(p.figures) >= maxMetrics && p.byName[metricKey(name)] == nil {
			return nil
		}
		f = p.figure(name)
		if len(p.spelled) < 10*maxMetrics {
			p.spelled[name] = f
		}
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
		notes := f.resolve(p.workspace, p.options, p.hints())
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
	if !p.periods[when.period] {
		if len(p.periods) >= maxPeriods {
			p.invalid(InvalidRow{Row: line, Column: p.table.Header[p.roles.date], Value: clip(date), Reason: tooManyPeriods})
			return
		}
		p.periods[when.period] = true
	}
	segment, ok := p.segment(i)
	if !ok {
		p.invalid(InvalidRow{Row: line, Column: p.table.Header[p.roles.segment], Value: clip(p.filled(i, p.roles.segment)), Reason: tooManySegments})
		return
	}
	where, ok := p.where(i, line)
	if !ok {
		return
	}
	o := model.Observation{Stage: where.stage, Step: where.step, Card: where.card, Segment: segment, Period: when.period, Row: line}
	p.values(i, o, when.timed)
}

func (p *planner) invalid(row InvalidRow) int { return p.count.invalid(row) }

var (
	tooManyPeriods  = fmt.Sprintf("names a date beyond the %d different ones that one import can have; split the file", maxPeriods)
	tooManySegments = fmt.Sprintf("names a segment beyond the %d that one import can have; choose another column for the segment", maxSegments)
)

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
	for c, name := range p.table.Header {
		if cut(cleaned(p.table.cell(i, c)), model.MaxTitle) != name {
			return false
		}
	}
	return true
}
