package ingest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// column is one column of a table with its role.
type column struct {
	index    int
	header   string
	role     role
	name     string // of the metric, period or place, for roles that carry one
	wished   bool   // the options said so
	facts    columnFacts
	personal bool
}

// columnFacts is what a sample of a column's cells looks like.
type columnFacts struct {
	filled, numbers, dates, answers, wholes int
	figures                                 int // numbers or answers
	distinct                                int
	increasing                              bool
}

const sampleRows = 400

// columnPlan is the roles of all columns of a table.
type columnPlan struct {
	table   *Table
	columns []column
	long    bool
	notes   []string
}

// planColumns gives every column a role: by the options, by its header, by its content.
func planColumns(t *Table, w *model.Workspace, p *places, o Options) *columnPlan {
	c := &columnPlan{table: t, columns: make([]column, t.Columns)}
	for i := range c.columns {
		c.columns[i] = column{index: i, header: t.Header[i], facts: sample(t, i)}
	}
	c.applyWishes(o)
	known := metricNames(w)
	c.byHeader(known)
	c.companions(known)
	c.pivots(p)
	c.byContent(p)
	c.pivotMetric()
	c.chooseLayout(o)
	c.oneOfEach()
	c.newMetrics()
	return c
}

func sample(t *Table, index int) columnFacts {
	f := columnFacts{increasing: true}
	seen := map[string]bool{}
	before := -1e300
	stride := max(t.Len()/sampleRows, 1)
	for i := 0; i < t.Len(); i += stride {
		cell := t.cell(i, index)
		if isMissing(cell) || cell == t.Header[index] {
			continue
		}
		f.filled++
		seen[cell] = true
		q, isNumber := parseQuantity(cell, anyMark, false)
		_, isDate := parseMoment(cell, dayFirst)
		if !isDate {
			_, isDate = parseMoment(cell, monthFirst)
		}
		if isNumber {
			f.numbers++
			if q.value == float64(int64(q.value)) && !q.percent && !q.seconds && q.currency == "" {
				f.wholes++
			}
			f.increasing = f.increasing && q.value > before
			before = q.value
		}
		if isDate && (!isNumber || looksLikeYearOrDay(cell)) {
			f.dates++
		}
		_, isAnswer := yesNo(cell)
		tally(&f.answers, isAnswer)
		tally(&f.figures, isNumber || isAnswer)
	}
	f.distinct = len(seen)
	return f
}

// looksLikeYearOrDay tells digits such as 2026, 202603 or 20260331, which are numbers as well.
func looksLikeYearOrDay(cell string) bool {
	_, ok := parseDigitDate(cell, cell)
	return ok
}

func (f columnFacts) most(n int) bool { return f.filled > 0 && n*10 >= f.filled*8 }

var yes = index2("yes y true ja j oui o si s sim v wahr vrai verdadero verdadeiro vero waar x 1")
var no = index2("no n false nein non nao nee f falsch faux falso onwaar 0")

// yesNo reads a yes or no in the seven languages.
func yesNo(cell string) (value, ok bool) {
	if len(cell) > 12 {
		return false, false
	}
	switch w := words(cell); {
	case yes[w]:
		return true, true
	case no[w]:
		return false, true
	default:
		return false, false
	}
}

func (c *columnPlan) note(format string, args ...any) {
	c.notes = append(c.notes, fmt.Sprintf(format, args...))
}

func (c *columnPlan) applyWishes(o Options) {
	for _, key := range sortedKeys(o.Columns) {
		k := slices.IndexFunc(c.columns, func(col column) bool { return col.header == key })
		if k < 0 {
			k = slices.IndexFunc(c.columns, func(col column) bool { return fold(col.header) == fold(key) })
		}
		if number, err := strconv.Atoi(key); k < 0 && err == nil && number >= 1 && number <= len(c.columns) {
			k = number - 1
		}
		if k < 0 {
			c.note("The settings name a column “%s”, which this file does not have.", key)
			continue
		}
		c.columns[k].role, c.columns[k].name = cutRole(o.Columns[key])
		c.columns[k].wished = true
	}
}

// metricNames maps the folded names and ids of a workspace's metrics to their names.
func metricNames(w *model.Workspace) map[string]string {
	names := map[string]string{}
	for _, m := range w.Metrics {
		names[metricKey(m.Name)] = m.Name
		names[fold(string(m.ID))] = m.Name
	}
	return names
}

func (c *columnPlan) byHeader(known map[string]string) {
	for i := range c.columns {
		col := &c.columns[i]
		if col.wished {
			continue
		}
		isMetric := known[metricKey(col.header)] != "" || known[metricKey(withoutBrackets(col.header))] != "" || metricByHeader(col.header) != ""
		r := headerRole(col.header)
		switch {
		case isMetric && col.facts.filled > 0 && (col.facts.most(col.facts.figures) || col.facts.numbers*2 > col.facts.filled):
			col.role, col.name = metricRole, col.header
		case r != noRole && c.fitsContent(r, col.facts):
			col.role = r
		}
	}
}

// fitsContent guards against headers that mean something else in another language.
func (c *columnPlan) fitsContent(r role, f columnFacts) bool {
	switch r {
	case dateRole:
		return f.dates*2 > f.filled || f.filled > 0 && f.wholes == f.filled && !f.most(f.answers) && f.distinct > 0 && c.serials(f)
	case valueRole, countRole, numeratorRole, denominatorRole:
		return f.numbers*2 > f.filled || r == valueRole && f.most(f.answers)
	case metricRole:
		return f.numbers*2 < f.filled
	case segmentRole:
		return f.filled > 0
	}
	return true
}

// serials accepts whole numbers under a date header: they may be days of a spreadsheet. Cells that are
// not are reported one by one.
func (c *columnPlan) serials(f columnFacts) bool { return f.numbers == f.filled }

// companions finds the columns that belong to a metric's: "CSAT n", "n (CSAT)", "Conversion base".
func (c *columnPlan) companions(known map[string]string) {
	stems := map[string]string{}
	for _, col := range c.columns {
		if col.role == metricRole && col.name != "" {
			for _, form := range headerForms(col.header) {
				stems[form] = col.name
			}
		}
	}
	for i := range c.columns {
		col := &c.columns[i]
		if col.wished || col.role == metricRole && col.name != "" && known[metricKey(col.header)] != "" {
			continue
		}
		form := words(splitCamel(col.header))
		for stem, name := range stems {
			rest, ok := strings.CutPrefix(form, stem+" ")
			if !ok {
				rest, ok = strings.CutSuffix(form, " "+stem)
			}
			if r := headerWords[rest]; ok && (r == countRole || r == numeratorRole || r == denominatorRole) {
				col.role, col.name = r, name
			}
		}
		if col.name == "" {
			col.partOf(form)
		}
	}
}

// partOf recognises a numerator or denominator of a metric that has no column of its own.
func (col *column) partOf(form string) {
	first, rest, _ := strings.Cut(form, " ")
	k := strings.LastIndexByte(form, ' ')
	if k < 0 {
		return
	}
	for _, pair := range [][2]string{{form[k+1:], form[:k]}, {first, rest}} {
		r := headerWords[pair[0]]
		if (r == numeratorRole || r == denominatorRole) && metricByHeader(pair[1]) != "" {
			col.role, col.name = r, pair[1]
			return
		}
	}
}

// byContent recognises dates and places by what the cells hold, where no header told.
func (c *columnPlan) byContent(p *places) {
	if !c.hasRole(stageRole, stepRole, placeRole) {
		best, hits := -1, 0
		for i := range c.columns {
			if n := c.placeHits(i, p); c.columns[i].role == noRole && !c.columns[i].wished && n > hits {
				best, hits = i, n
			}
		}
		if best >= 0 {
			c.columns[best].role = placeRole
		}
	}
	if !c.hasRole(dateRole) {
		for i := range c.columns {
			col := &c.columns[i]
			if col.role == noRole && !col.wished && col.facts.most(col.facts.dates) && col.facts.numbers < col.facts.dates {
				col.role = dateRole
				break
			}
		}
	}
	if !c.hasRole(segmentRole) {
		for i := range c.columns {
			col := &c.columns[i]
			if col.role == noRole && !col.wished && secondSegments[words(col.header)] && col.facts.distinct <= 60 && !col.facts.most(col.facts.numbers) {
				col.role = segmentRole
				break
			}
		}
	}
}

// placeHits is how many distinct cells of a column's sample are names of the journey, 0 when fewer than
// half of them are.
func (c *columnPlan) placeHits(index int, p *places) int {
	if f := c.columns[index].facts; f.most(f.numbers) || f.most(f.dates) {
		return 0
	}
	seen := map[string]bool{}
	hits := 0
	for i := 0; i < c.table.Len(); i += max(c.table.Len()/sampleRows, 1) {
		cell := c.table.cell(i, index)
		if isMissing(cell) || seen[cell] {
			continue
		}
		seen[cell] = true
		if p.find(cell, placeRole, nil).found {
			hits++
		}
	}
	if hits*2 < len(seen) {
		return 0
	}
	return hits
}

// pivots recognises tables with a column for each period or for each place.
func (c *columnPlan) pivots(p *places) {
	var periods, spots []int
	for i, col := range c.columns {
		if col.role != noRole || col.wished || col.facts.filled > 0 && !col.facts.most(col.facts.numbers) {
			continue
		}
		if _, ok := parseMoment(col.header, unknownOrder); ok {
			periods = append(periods, i)
		} else if f := p.find(col.header, placeRole, nil); f.found && f.spot != nil && !isDigits(col.header) && col.facts.filled > 0 {
			spots = append(spots, i)
		}
	}
	if len(periods) >= 2 {
		c.pivotPeriods(periods)
	}
	if len(spots) >= 2 && !c.hasRole(stageRole, stepRole, placeRole) {
		for _, i := range spots {
			c.columns[i].role, c.columns[i].name = "column-of-place", c.columns[i].header
		}
	}
}

func (c *columnPlan) pivotPeriods(at []int) {
	grains := map[metric.Grain]bool{}
	firsts := true
	for _, i := range at {
		m, _ := parseMoment(c.columns[i].header, unknownOrder)
		span, _ := metric.SpanOf(m.period)
		grains[span.Grain] = true
		firsts = firsts && span.Grain == metric.Day && span.From.Day() == 1
	}
	for _, i := range at {
		m, _ := parseMoment(c.columns[i].header, unknownOrder)
		if firsts && len(at) > 1 {
			span, _ := metric.SpanOf(m.period)
			m.period = metric.PeriodOf(span.From, metric.Month)
		}
		c.columns[i].role, c.columns[i].name = "period", string(m.period)
	}
	if len(grains) > 1 {
		c.note("The columns name periods of different lengths; if the longer ones are totals, set their role to ignore.")
	}
}

func (c *columnPlan) isPivot() bool {
	return slices.ContainsFunc(c.columns, func(col column) bool { return col.role == "period" || col.role == "column-of-place" })
}

// pivotMetric finds the column that names each row's metric in a table with a column for each period or
// place: the one of text with the most different cells. A column of places alone names no metric.
func (c *columnPlan) pivotMetric() {
	if !c.isPivot() || c.hasRole(metricRole) {
		return
	}
	best := -1
	for i, col := range c.columns {
		f := col.facts
		if col.role != noRole || col.wished || f.distinct < 2 || f.most(f.numbers) || f.most(f.dates) || hasAny(words(col.header), personal) {
			continue
		}
		if best < 0 || f.distinct > c.columns[best].facts.distinct {
			best = i
		}
	}
	if best >= 0 {
		c.columns[best].role = metricRole
		c.note("“%s” was taken for the names of the metrics.", c.columns[best].header)
	}
}

func (c *columnPlan) hasRole(roles ...role) bool {
	return slices.ContainsFunc(c.columns, func(col column) bool {
		return slices.Contains(roles, col.role) && (col.role != metricRole || col.name == "")
	})
}

func (c *columnPlan) first(r role) *column {
	k := slices.IndexFunc(c.columns, func(col column) bool { return col.role == r && col.name == "" })
	if k < 0 {
		return nil
	}
	return &c.columns[k]
}

// chooseLayout decides whether a row is one observation. A long table names its metric in a column, or
// has one value column and no other metric.
func (c *columnPlan) chooseLayout(o Options) {
	named := slices.ContainsFunc(c.columns, func(col column) bool { return col.role == metricRole && col.name != "" })
	values := c.first(valueRole) != nil || c.first(numeratorRole) != nil && c.first(denominatorRole) != nil
	pivot := c.isPivot()
	switch {
	case o.Layout != "":
		c.long = o.Layout == "long"
	case pivot:
		c.long = false
	default:
		c.long = values && (c.first(metricRole) != nil || !named)
	}
}

// oneOfEach keeps the first column of each role that a row can have once, a wished one before others.
func (c *columnPlan) oneOfEach() {
	for _, r := range []role{dateRole, metricRole, stageRole, stepRole, placeRole, segmentRole, valueRole, numeratorRole, denominatorRole, countRole} {
		keep := -1
		for i, col := range c.columns {
			if col.role == r && col.name == "" && (keep < 0 || col.wished && !c.columns[keep].wished) {
				keep = i
			}
		}
		for i := range c.columns {
			col := &c.columns[i]
			if col.role != r || col.name != "" || i == keep {
				continue
			}
			col.role = noRole
			if r == valueRole || r == countRole {
				continue // it may be a metric of its own
			}
			col.role = ignoreRole
			c.note("“%s” and “%s” could both be the %s; the first is used.", c.columns[keep].header, col.header, r)
		}
	}
	if c.first(placeRole) != nil && c.first(stageRole) != nil && c.first(stepRole) != nil && !c.first(placeRole).wished {
		c.first(placeRole).role = ignoreRole
	}
}

// newMetrics makes metrics of the first numeric columns that nothing else is known of, and leaves out the
// rest. In a long table only what has a role counts.
func (c *columnPlan) newMetrics() {
	pivot := c.isPivot()
	made, beyond := 0, 0
	for i := range c.columns {
		col := &c.columns[i]
		if !c.long && !pivot && col.role == valueRole && !col.wished {
			col.role, col.name = metricRole, col.header
		}
		if col.role != noRole {
			continue
		}
		f := col.facts
		switch {
		case f.filled == 0:
			col.role = ignoreRole
		case c.long || pivot || !f.most(f.numbers) || isRowNumber(col):
			col.role = ignoreRole
			col.personal = !f.most(f.numbers) && hasAny(words(col.header), personal)
		case made == maxNewMetrics:
			col.role = ignoreRole
			beyond++
		default:
			col.role, col.name = metricRole, col.header
			made++
		}
	}
	if beyond > 0 {
		c.note("Only the first %d columns of numbers that no metric is known for were taken for metrics; left out: %s. Set the role of those that you need.", maxNewMetrics, many(beyond, "column", "columns"))
	}
}

// isRowNumber reports whether a numeric column only numbers things: its cells rise by row without
// repeating, or its header says so.
func isRowNumber(col *column) bool {
	f := col.facts
	if f.wholes < f.filled {
		return false
	}
	return f.filled > 3 && f.increasing && f.distinct == f.filled && col.index == 0 || headerRole(col.header) == idRole ||
		hasAny(" "+words(splitCamel(col.header))+" ", []string{" id ", " zip ", " plz ", " postcode ", " year ", " jahr ", " code ", " phone ", " number ", " nr "})
}

// roleText is a role as Options.Columns writes it.
func (col *column) roleText() string {
	switch {
	case col.role == noRole:
		return string(ignoreRole)
	case col.role == "column-of-place":
		return "place:" + col.name
	case col.name != "":
		return string(col.role) + ":" + col.name
	default:
		return string(col.role)
	}
}
