package ingest

import (
	"fmt"
	"hash/maphash"
	"math"
	"slices"
	"strconv"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// values reads the values of a row and counts the row.
func (p *planner) values(i int, base model.Observation, timed bool) {
	p.scratch = p.scratch[:0]
	var bad []InvalidCell
	apart := p.roles.id >= 0 && !isMissing(p.table.cell(i, p.roles.id)) || timed && p.roles.id < 0
	computed := false
	named := p.named(i)
	for k := range p.entries {
		e := &p.entries[k]
		f := e.figure
		if f == nil {
			f = named
		}
		if f == nil {
			bad = append(bad, p.nameless(i))
			break
		}
		o, column, reason := p.observe(i, e, f)
		switch {
		case reason != "":
			bad = append(bad, InvalidCell{p.table.Header[column], clip(p.table.cell(i, column)), reason})
			continue
		case !o.Value.Known && !o.Numerator.Known:
			continue
		}
		o.Metric, o.Row, o.Segment, o.Period = f.def.ID, base.Row, base.Segment, base.Period
		o.Stage, o.Step, o.Card = base.Stage, base.Step, base.Card
		if e.period != "" {
			o.Period = e.period
		}
		if e.spot != nil {
			o.Stage, o.Step, o.Card = e.spot.stage, e.spot.step, e.spot.card
		}
		apart = apart || o.N.Known || e.denominator >= 0 && !isMissing(p.table.cell(i, e.denominator))
		computed = computed || o.Value.Known && !f.isAnswer(o.Value)
		p.scratch = append(p.scratch, o)
	}
	p.countRow(i, bad, apart, computed)
}

// nameless says why a row has no metric.
func (p *planner) nameless(i int) InvalidCell {
	cell := InvalidCell{p.table.Header[p.roles.metric], clip(p.table.cell(i, p.roles.metric)), "names no metric"}
	if !isMissing(p.filled(i, p.roles.metric)) {
		cell.Reason = tooManyMetrics
	}
	return cell
}

var tooManyMetrics = fmt.Sprintf("names a metric beyond the %d that one import can have; choose another column for the metric or split the file", maxMetrics)

// isAnswer reports whether a value could be what one person answered.
func (f *figure) isAnswer(v model.Maybe[float64]) bool {
	low, high := f.def.ScaleMin, f.def.ScaleMax
	if f.def.Aggregation == model.NPS {
		low, high = model.Some(0.0), model.Some(10.0)
	}
	return v.Known && !f.scores && v.Value == math.Trunc(v.Value) && low.Known && high.Known && high.Value-low.Value <= 10 &&
		v.Value >= low.Value && v.Value <= high.Value
}

var tooMany = fmt.Sprintf("comes after the %d values that one import can have; split the file", maxValues)

// countRow counts a row whose values lie in p.scratch as valid, invalid or duplicate.
func (p *planner) countRow(i int, bad []InvalidCell, apart, computed bool) {
	line := p.table.line(i)
	switch {
	case len(p.scratch) == 0 && len(bad) == 0:
		p.invalid(InvalidRow{Row: line, Column: p.valueHeader(), Value: p.valueCell(i), Reason: p.nothing()})
		return
	case p.observations.Len()+len(p.scratch) > maxValues:
		p.invalid(InvalidRow{Row: line, Reason: tooMany})
		return
	}
	doubt := -1
	if len(p.scratch) > 0 {
		first, equal := p.seen.add(i)
		switch {
		case equal && apart:
			p.count.duplicate(DuplicateRow{line, p.table.line(first)})
			return
		case equal && computed:
			from := int32(p.observations.Len())
			doubt = len(p.doubtful)
			p.doubtful = append(p.doubtful, doubtful{int32(line), int32(p.table.line(first)), from, from + int32(len(p.scratch)), -1})
		case equal:
			p.equals++
		}
	}
	for _, o := range p.scratch {
		p.observations.Add(o)
	}
	if len(bad) == 0 {
		p.report.Valid++
		return
	}
	row := InvalidRow{Row: line, Column: bad[0].Column, Value: bad[0].Value, Reason: bad[0].Reason, Kept: len(p.scratch)}
	row.Others = append(row.Others, bad[1:]...)
	if reason := p.invalid(row); doubt >= 0 {
		p.doubtful[doubt].reason = int32(reason)
	}
}

func (p *planner) valueHeader() string {
	if len(p.entries) == 0 {
		return ""
	}
	if e := p.entries[0]; e.value < 0 {
		return p.table.Header[max(e.numerator, e.denominator, 0)]
	}
	return p.table.Header[p.entries[0].value]
}

func (p *planner) valueCell(i int) string {
	if len(p.entries) == 0 || p.entries[0].value < 0 {
		return ""
	}
	return clip(p.table.cell(i, p.entries[0].value))
}

func (p *planner) nothing() string {
	if len(p.entries) == 0 {
		return "the file has no column of figures"
	}
	return "has no value"
}

// rowSet finds rows that equal an earlier one in every cell. It is a hash table of open addresses that
// holds the rows' numbers alone: their cells lie in the table.
type rowSet struct {
	table *Table
	seed  maphash.Seed
	slots []int32 // 1 + the row; 0 is empty. At most half of them are used.
}

func newRowSet(t *Table) rowSet {
	size := 16
	for size < 2*t.Len() {
		size *= 2
	}
	return rowSet{t, maphash.MakeSeed(), make([]int32, size)}
}

// add adds row i and returns the first one that equals it, if one does.
func (s *rowSet) add(i int) (first int, equal bool) {
	var h maphash.Hash
	h.SetSeed(s.seed)
	for c := range s.table.Columns {
		_, _ = h.WriteString(s.table.cell(i, c))
		_ = h.WriteByte(0)
	}
	for k := int(h.Sum64() % uint64(len(s.slots))); ; k = (k + 1) % len(s.slots) {
		switch at := int(s.slots[k]) - 1; {
		case at < 0:
			s.slots[k] = int32(i) + 1
			return 0, false
		case s.same(at, i):
			return at, true
		}
	}
}

func (s *rowSet) same(a, b int) bool {
	for c := range s.table.Columns {
		if s.table.cell(a, c) != s.table.cell(b, c) {
			return false
		}
	}
	return true
}

// settleDoubts decides on the equal rows of computed values without a count. They are duplicates when
// the file has one row for each period, place, segment and metric.
func (p *planner) settleDoubts() {
	if p.equals > 0 {
		p.report.note("Equal to an earlier row but kept, for nothing tells two equal answers apart: %s. If a column does, set its role to id.", rowsOf(p.equals))
	}
	if len(p.doubtful) == 0 {
		return
	}
	if !p.oneRowForEach() {
		p.report.note("Equal to an earlier row but kept, for several rows speak of the same period, place, segment and metric: %s. If a column tells them apart, set its role to id.", rowsOf(len(p.doubtful)))
		return
	}
	next, partly := 0, map[int]bool{}
	p.observations.Keep(func(i int) bool {
		for next < len(p.doubtful) && int32(i) >= p.doubtful[next].to {
			next++
		}
		return next == len(p.doubtful) || int32(i) < p.doubtful[next].from
	})
	for _, d := range p.doubtful {
		p.count.duplicate(DuplicateRow{int(d.row), int(d.firstRow)})
		if d.reason < 0 {
			p.report.Valid--
			continue
		}
		p.count.withdraw(int(d.reason))
		partly[int(d.row)] = true
	}
	p.report.Invalid = slices.DeleteFunc(p.report.Invalid, func(row InvalidRow) bool { return partly[row.Row] })
}

// oneRowForEach reports whether at least 95 % of the observations, the doubtful rows aside, are the only
// ones of their period, place, segment and metric. It compares them by their hashes.
func (p *planner) oneRowForEach() bool {
	if r := p.roles; r.date < 0 && r.metric < 0 && r.stage < 0 && r.step < 0 && r.place < 0 && r.segment < 0 {
		return false // nothing says what a row speaks of
	}
	subjects := make([]uint64, 0, p.observations.Len())
	skip := 0
	for i := range p.observations.Len() {
		for skip < len(p.doubtful) && int32(i) >= p.doubtful[skip].to {
			skip++
		}
		if skip < len(p.doubtful) && int32(i) >= p.doubtful[skip].from {
			continue
		}
		o := p.observations.At(i)
		subject := model.Observation{Metric: o.Metric, Stage: o.Stage, Step: o.Step, Card: o.Card, Segment: o.Segment, Period: o.Period}
		subjects = append(subjects, maphash.Comparable(p.seen.seed, subject))
	}
	slices.Sort(subjects)
	alone := 0
	for i, s := range subjects {
		tally(&alone, (i == 0 || subjects[i-1] != s) && (i+1 == len(subjects) || subjects[i+1] != s))
	}
	return alone*100 >= len(subjects)*95
}

// observe reads the cells of one value. reason says why the cell in column cannot be used; without a
// reason the observation has no value when the cells are missing.
func (p *planner) observe(i int, e *entry, f *figure) (o model.Observation, column int, reason string) {
	o.N, reason = p.answers(i, e.n)
	if reason != "" {
		return o, e.n, reason
	}
	o.Numerator, reason = p.plain(i, e.numerator)
	if reason != "" {
		return o, e.numerator, reason
	}
	o.Denominator, reason = p.plain(i, e.denominator)
	if reason != "" {
		return o, e.denominator, reason
	}
	if e.value >= 0 {
		cell := p.table.cell(i, e.value)
		if reason = p.readValue(f, cell, p.table.isExact(i, e.value), &o); reason != "" {
			return o, e.value, reason
		}
	}
	if column, reason = p.checkParts(e, f, &o); reason != "" {
		return o, column, reason
	}
	return f.complete(o), 0, ""
}

// plain reads a numerator or denominator.
func (p *planner) plain(i, column int) (model.Maybe[float64], string) {
	if column < 0 {
		return model.Maybe[float64]{}, ""
	}
	cell := p.table.cell(i, column)
	if isMissing(cell) {
		return model.Maybe[float64]{}, ""
	}
	mark := p.mark
	if p.table.isExact(i, column) {
		mark = pointMark
	}
	q, ok := parseQuantity(cell, mark, false)
	switch {
	case !ok || q.percent || q.seconds:
		return model.Maybe[float64]{}, "is not a number"
	case math.Abs(q.value) > model.MaxNumber:
		return model.Maybe[float64]{}, tooBig
	}
	return model.Some(q.value), ""
}

// answers reads the number of answers that a value stands for.
func (p *planner) answers(i, column int) (model.Maybe[float64], string) {
	n, reason := p.plain(i, column)
	switch {
	case reason != "":
		return n, reason
	case n.Known && n.Value < 0:
		return n, "is a negative number of answers"
	case n.Known && n.Value == 0:
		return n, "says that nobody answered"
	}
	return n, ""
}

// readValue reads the value itself into o.
func (p *planner) readValue(f *figure, cell string, exact bool, o *model.Observation) string {
	if isMissing(cell) {
		return ""
	}
	if cell[0] == '#' && isErrorCell(cell) {
		return "is an error of the spreadsheet"
	}
	mark, strict := f.decimal, p.options.Decimal != ""
	if exact {
		mark, strict = pointMark, false
	}
	q, ok := parseQuantity(cell, mark, strict)
	if !ok {
		return f.readAnswer(cell, o)
	}
	if !exact && mark != anyMark {
		if own := decimalEvidence(cell); own != anyMark && own != mark {
			f.odd++
		}
	}
	v, reason := f.convert(q)
	if reason != "" {
		return reason
	}
	if reason := f.outside(v); reason != "" {
		return reason
	}
	if f.outcomes() && !q.percent {
		o.Numerator, o.Denominator = model.Some(q.value), model.Some(1.0)
		return ""
	}
	o.Value = model.Some(v)
	return ""
}

func isErrorCell(cell string) bool {
	switch cell {
	case "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!":
		return true
	}
	return false
}

// outcomes reports whether each value is one case: 1 for yes, 0 for no.
func (f *figure) outcomes() bool {
	return f.def.Aggregation == model.Ratio && f.def.Unit == "%" && f.facts.count == f.facts.units && f.facts.percent == 0 && f.facts.weighted == 0 && f.facts.count > 0
}

// readAnswer reads a yes or no as one case of a share.
func (f *figure) readAnswer(cell string, o *model.Observation) string {
	is, ok := yesNo(cell)
	if !ok || f.def.Aggregation != model.Ratio && f.def.Aggregation != model.TopTwo {
		return "is not a number"
	}
	o.Numerator, o.Denominator = model.Some(0.0), o.N
	if !o.N.Known {
		o.Denominator = model.Some(1.0)
	}
	if is {
		o.Numerator = o.Denominator
	}
	return ""
}

// convert turns a quantity into the metric's unit.
func (f *figure) convert(q quantity) (value float64, reason string) {
	v := q.value
	own := secondsIn(f.def.Unit)
	switch {
	case q.seconds && own == 0:
		return 0, "is a time, and the metric has no unit of time"
	case q.seconds:
		if q.short && !f.minutes {
			v *= 60
		}
		return v / own, ""
	case f.unit > 0 && own > 0 && f.unit != own:
		v = v * f.unit / own
	case q.percent && f.def.Unit != "%" && f.def.Aggregation == model.Ratio:
		return v / 100, ""
	case q.percent && f.def.Unit != "%" && f.def.Aggregation != model.NPS && f.def.Aggregation != model.TopTwo && f.def.ScaleMax.Known:
		return 0, "is a percentage, and the metric is not"
	case q.currency != "" && q.currency != f.def.Unit && isCurrencyCode(f.def.Unit):
		return 0, "is in " + q.currency + ", and the metric is in " + f.def.Unit
	}
	if !q.percent && f.factor != 1 {
		v = math.Round(v*f.factor*1e9) / 1e9 // 0.57 is 57 per cent, not 56.99999999999999
	}
	return v, ""
}

func isCurrencyCode(unit string) bool {
	for _, code := range currencies {
		if code == unit {
			return true
		}
	}
	return false
}

// outside says that a value lies outside the scale; empty when it does not.
func (f *figure) outside(v float64) string {
	low, high := f.def.ScaleMin, f.def.ScaleMax
	switch {
	case f.def.Aggregation == model.NPS && !f.scores:
		if v != math.Trunc(v) {
			return "is not a whole answer from 0 to 10"
		}
		low, high = model.Some(0.0), model.Some(10.0)
	case f.def.Aggregation == model.NPS:
		low, high = model.Some(-100.0), model.Some(100.0)
	case f.def.Aggregation == model.TopTwo && f.scores:
		low, high = model.Some(0.0), model.Some(100.0)
	case f.def.Aggregation == model.TopTwo && !high.Known:
		low, high = model.Some(1.0), model.Some(5.0)
	}
	switch {
	case low.Known && v < low.Value || high.Known && v > high.Value:
		return "is outside the scale " + scaleText(low, high)
	case math.Abs(v) > model.MaxNumber:
		return tooBig
	}
	return ""
}

const tooBig = "is too large a number"

func scaleText(low, high model.Maybe[float64]) string {
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	switch {
	case !high.Known:
		return "from " + number(low.Value) + " up"
	case !low.Known:
		return "up to " + number(high.Value)
	case low.Value < 0:
		return number(low.Value) + " to " + number(high.Value)
	default:
		return number(low.Value) + "–" + number(high.Value)
	}
}

// checkParts checks numerator and denominator against each other and the metric.
func (p *planner) checkParts(e *entry, f *figure, o *model.Observation) (column int, reason string) {
	num, den := o.Numerator, o.Denominator
	switch {
	case num.Known && !den.Known && !o.Value.Known && f.def.Aggregation != model.Sum:
		return e.numerator, "has no denominator"
	case den.Known && den.Value <= 0:
		return e.denominator, "is a denominator of zero or less"
	case !num.Known || !den.Known:
		return 0, ""
	case f.def.Aggregation == model.NPS && math.Abs(num.Value) > den.Value,
		f.def.Unit == "%" && f.def.ScaleMax.Known && num.Value > den.Value*f.def.ScaleMax.Value/100+1e-9:
		return max(e.numerator, 0), "is a numerator above its denominator"
	case num.Value < 0 && f.def.Aggregation != model.NPS && f.def.ScaleMin.Known && f.def.ScaleMin.Value >= 0:
		return max(e.numerator, 0), "is a negative numerator"
	}
	return 0, ""
}

// complete fills in what the metric's aggregation needs to tell answers from computed values.
func (f *figure) complete(o model.Observation) model.Observation {
	parts := o.Numerator.Known && o.Denominator.Known
	if !parts && o.Denominator.Known {
		if !o.N.Known {
			o.N = o.Denominator
		}
		o.Denominator = model.Maybe[float64]{}
	}
	answers := f.def.Aggregation == model.NPS || f.def.Aggregation == model.TopTwo
	if parts && answers { // the value is a score, off the scale of the answers
		o.Value = model.Maybe[float64]{}
	}
	if parts || !o.Value.Known {
		return o
	}
	switch {
	case answers && !f.scores && o.N.Known && o.N.Value != 1: // n people gave this answer
		single := metric.Aggregate(&f.def, []model.Observation{{Value: o.Value}})
		o.Numerator, o.Denominator = model.Some(single.Value.Value/100*o.N.Value), o.N
	case answers && !f.scores:
	default:
		return metric.Entered(&f.def, o)
	}
	return o
}
