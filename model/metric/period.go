package metric

import (
	"fmt"
	"strconv"
	"time"

	"stagecraft/model"
)

// Grain is the length of a period.
type Grain int

// The grains, from the shortest to the longest.
const (
	NoGrain Grain = iota
	Day
	Week
	Month
	Quarter
	Year
)

// Span is the time that a period covers: from From to the day before To, both at 0:00 UTC.
type Span struct {
	From, To time.Time
	Grain    Grain
}

// SpanOf returns the time that a period covers, and false when p is empty or none of the forms that
// model.Period documents.
func SpanOf(p model.Period) (Span, bool) {
	s := string(p)
	if len(s) < 4 {
		return Span{}, false
	}
	year, err := strconv.Atoi(s[:4])
	if err != nil || year < 1 {
		return Span{}, false
	}
	date := func(month, day int) time.Time { return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC) }
	switch {
	case len(s) == 4:
		return Span{date(1, 1), date(13, 1), Year}, true
	case len(s) == 7 && s[4:6] == "-Q" && s[6] >= '1' && s[6] <= '4':
		q := int(s[6] - '1')
		return Span{date(3*q+1, 1), date(3*q+4, 1), Quarter}, true
	case len(s) == 8 && s[4:6] == "-W":
		return weekSpan(year, s[6:])
	case len(s) == 7:
		t, err := time.Parse("2006-01", s)
		return Span{t, t.AddDate(0, 1, 0), Month}, err == nil
	default:
		t, err := time.Parse(time.DateOnly, s)
		return Span{t, t.AddDate(0, 0, 1), Day}, err == nil
	}
}

func weekSpan(year int, number string) (Span, bool) {
	week, err := strconv.Atoi(number)
	if err != nil || week < 1 || week > 53 {
		return Span{}, false
	}
	fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // always in week 1
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7+7*(week-1))
	if y, w := monday.ISOWeek(); y != year || w != week {
		return Span{}, false
	}
	return Span{monday, monday.AddDate(0, 0, 7), Week}, true
}

// PeriodOf returns the period of the given grain in which t lies, by the calendar of t's own zone; the
// unknown period for NoGrain. Weeks are those of ISO 8601.
func PeriodOf(t time.Time, g Grain) model.Period {
	switch g {
	case Day:
		return model.Period(t.Format(time.DateOnly))
	case Week:
		y, w := t.ISOWeek()
		return model.Period(fmt.Sprintf("%04d-W%02d", y, w))
	case Month:
		return model.Period(t.Format("2006-01"))
	case Quarter:
		return model.Period(fmt.Sprintf("%04d-Q%d", t.Year(), (int(t.Month())+2)/3))
	case Year:
		return model.Period(fmt.Sprintf("%04d", t.Year()))
	default:
		return ""
	}
}

// within reports whether p lies wholly inside outer.
func within(p, outer Span) bool {
	return !p.From.Before(outer.From) && !p.To.After(outer.To)
}

// comparePeriods orders by end, then by beginning, so that a quarter follows its months; text that is
// no period comes first.
func comparePeriods(a, b model.Period) int {
	sa, oka := SpanOf(a)
	sb, okb := SpanOf(b)
	switch {
	case oka != okb && !oka:
		return -1
	case oka != okb:
		return 1
	case !oka:
		return compareText(a, b)
	}
	if c := sa.To.Compare(sb.To); c != 0 {
		return c
	}
	if c := sb.From.Compare(sa.From); c != 0 {
		return c
	}
	return compareText(a, b)
}

func compareText(a, b model.Period) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	default:
		return 0
	}
}

// calendar maps the periods of a set of observations to those that trends show: days are gathered
// into weeks when they stretch over more than three weeks, and into months over more than fifteen.
// Longer periods stay as they are.
type calendar struct {
	days  Grain
	cache map[model.Period]model.Period
}

func newCalendar(periods map[model.Period]bool) *calendar {
	c := &calendar{days: Day, cache: make(map[model.Period]model.Period, len(periods))}
	var from, to time.Time
	for p := range periods {
		s, ok := SpanOf(p)
		if !ok || s.Grain != Day {
			continue
		}
		if from.IsZero() || s.From.Before(from) {
			from = s.From
		}
		if s.To.After(to) {
			to = s.To
		}
	}
	switch length := to.Sub(from); {
	case length > 15*7*24*time.Hour:
		c.days = Month
	case length > 3*7*24*time.Hour:
		c.days = Week
	}
	for p := range periods {
		c.cache[p] = c.gather(p)
	}
	return c
}

func (c *calendar) gather(p model.Period) model.Period {
	s, ok := SpanOf(p)
	if !ok || s.Grain != Day {
		return p
	}
	return PeriodOf(s.From, c.days)
}

// shown returns the period that trends show for p, and the empty period for none.
func (c *calendar) shown(p model.Period) model.Period { return c.cache[p] }
