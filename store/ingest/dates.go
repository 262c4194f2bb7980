package ingest

import (
	"fmt"
	"strings"
	"time"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// dateReader reads the cells of a date column by what the whole column shows.
type dateReader struct {
	column int
	order  dateOrder
	grain  metric.Grain // that days are gathered into; NoGrain leaves them
	cache  map[string]reading
	notes  []string
}

type reading struct {
	moment
	ok bool
}

// newDateReader finds out the order of day and month, and whether each date stands for a month or week.
func newDateReader(t *Table, column int, o Options) dateReader {
	d := dateReader{column: column, cache: map[string]reading{}}
	if column < 0 {
		return d
	}
	d.order = dateOrder(o.DateOrder)
	if d.order == unknownOrder {
		d.findOrder(t)
	}
	d.findGrain(t)
	return d
}

func (d *dateReader) findOrder(t *Table) {
	days, months, open := 0, 0, 0
	firstOnes, secondOnes := true, true
	example := ""
	seen := map[string]bool{}
	for i := range t.Len() {
		cell := t.cell(i, d.column)
		if len(seen) == 20_000 {
			break // they tell enough
		}
		if seen[cell] || len(cell) < 6 || strings.IndexAny(cell, "/-") < 1 {
			continue
		}
		seen[cell] = true
		order, isOpen := orderEvidence(cell)
		tally(&days, order == dayFirst)
		tally(&months, order == monthFirst)
		if isOpen && order == unknownOrder {
			open++
			example = cell
			parts, _ := cutDigits(cell)
			firstOnes = firstOnes && len(parts) > 1 && strings.TrimLeft(parts[0], "0") == "1"
			secondOnes = secondOnes && len(parts) > 1 && strings.TrimLeft(parts[1], "0") == "1"
		}
	}
	switch {
	case days > 0 || months > 0:
		d.order = dayFirst
		if months > days {
			d.order = monthFirst
		}
	case open == 0:
		return
	case firstOnes != secondOnes && open > 1: // the first days of months
		d.order = dayFirst
		if secondOnes {
			d.order = monthFirst
		}
	default:
		d.order = dayFirst
		if spelledInEnglish(t.Header) && t.settings["delimiter"] != "semicolon" {
			d.order = monthFirst
		}
		words := map[dateOrder]string{dayFirst: "day/month", monthFirst: "month/day"}[d.order]
		d.notes = append(d.notes, fmt.Sprintf("Dates such as %s were read as %s; nothing in the column tells. Set the date order if that is wrong.", example, words))
	}
}

// spelledInEnglish reports whether a header is an English word for a date.
func spelledInEnglish(header []string) bool {
	for _, h := range header {
		for _, w := range strings.Fields(words(splitCamel(h))) {
			switch w {
			case "date", "time", "timestamp", "day", "submitted", "created", "period", "week", "month":
				return true
			}
		}
	}
	return false
}

// findGrain makes months of dates that are all the first of one, and follows a header that says week,
// month or quarter.
func (d *dateReader) findGrain(t *Table) {
	name := " " + words(splitCamel(t.Header[d.column])) + " "
	switch {
	case hasAny(name, []string{" month ", " monat ", " mois ", " mes ", " mese ", " maand "}):
		d.grain = metric.Month
	case hasAny(name, []string{" week ", " woche ", " kalenderwoche ", " kw ", " semaine ", " semana ", " settimana "}):
		d.grain = metric.Week
	case hasAny(name, []string{" quarter ", " quartal ", " trimestre ", " kwartaal "}):
		d.grain = metric.Quarter
	}
	if d.grain != metric.NoGrain {
		return
	}
	firsts := map[model.Period]bool{}
	for i := range t.Len() {
		r := d.parse(t.cell(i, d.column))
		if !r.ok || r.period == "" {
			continue
		}
		if len(r.period) != len(time.DateOnly) || !strings.HasSuffix(string(r.period), "-01") || r.timed {
			return
		}
		firsts[r.period] = true
	}
	if len(firsts) > 1 {
		d.grain = metric.Month
		d.notes = append(d.notes, "Every date is the first of a month, so each stands for that month.")
	}
	clear(d.cache)
}

// read returns the period of a cell; ok is false when the cell is no date. A missing date is fine.
func (d *dateReader) read(cell string) (moment, bool) {
	r, known := d.cache[cell]
	if !known {
		r = d.parse(cell)
		if len(d.cache) < 20_000 {
			d.cache[cell] = r
		}
	}
	return r.moment, r.ok
}

func (d *dateReader) parse(cell string) reading {
	if isMissing(cell) {
		return reading{ok: true}
	}
	m, ok := parseMoment(cell, d.order)
	if !ok {
		if v, isNumber := plainNumber(cell); isNumber {
			m, ok = serialDay(v)
		}
	}
	if !ok {
		return reading{}
	}
	if span, isPeriod := metric.SpanOf(m.period); isPeriod && d.grain > span.Grain {
		m.period = metric.PeriodOf(span.From, d.grain)
	}
	m.period = model.Period(strings.Clone(string(m.period)))
	return reading{m, true}
}

// reason says why a cell is no date.
func (d *dateReader) reason(cell string) string {
	if _, ok := parseMoment(cell, monthFirst); ok {
		return "is no date with the day first, as the rest of the column is"
	}
	if _, ok := parseMoment(cell, dayFirst); ok {
		return "is no date with the month first, as the rest of the column is"
	}
	return "is not a date"
}
