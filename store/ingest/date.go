package ingest

import (
	"strconv"
	"strings"
	"time"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// dateOrder is the order of day and month in dates such as 03/04/2026.
type dateOrder string

const (
	unknownOrder dateOrder = ""
	yearFirst    dateOrder = "ymd"
	dayFirst     dateOrder = "dmy"
	monthFirst   dateOrder = "mdy"
)

// moment is what a date cell says: a period, and whether it had a time of day too.
type moment struct {
	period model.Period
	timed  bool
}

// parseMoment reads a date, week, month, quarter or year in the forms of seven languages. order settles
// 03/04/2026; unknown is read as day first. It reports false when the text is none of these or names a
// day that does not exist or lies outside 1900 to 2199.
func parseMoment(text string, order dateOrder) (moment, bool) {
	text = strings.TrimSpace(text)
	if len(text) < 2 || len(text) > 64 {
		return moment{}, false
	}
	if m, ok := parseISO(text); ok {
		return m, true
	}
	day, timed := cutTime(text)
	if p, ok := parseNumericDate(day, order); ok {
		return moment{p, timed}, true
	}
	if p, ok := parseWordyDate(day); ok {
		return moment{p, timed}, true
	}
	if !timed {
		if p, ok := parseRange(text, order); ok {
			return moment{p, false}, true
		}
	}
	return moment{}, false
}

// parseISO reads "2026-03-31" with or without a time, quickly since nearly every file has it.
func parseISO(s string) (moment, bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return moment{}, false
	}
	y, m, d, ok := number4(s[:4]), number2(s[5:7]), number2(s[8:10]), true
	if y < 0 || m < 0 || d < 0 {
		return moment{}, false
	}
	timed := false
	if rest := s[10:]; rest != "" {
		if rest[0] != 'T' && rest[0] != 't' && rest[0] != ' ' {
			return moment{}, false
		}
		_, timed = cutTime("x " + rest[1:])
		hour := number2(strings.TrimSpace(rest[1:])) // "2024-12-11 15"
		if ok = timed || isMidnight(rest[1:]) || hour >= 0 && hour < 24; !ok {
			return moment{}, false
		}
	}
	if !validDay(y, m, d) {
		return moment{}, false
	}
	return moment{model.Period(s[:10]), timed}, true
}

func number2(s string) int {
	if len(s) != 2 || s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9' {
		return -1
	}
	return int(s[0]-'0')*10 + int(s[1]-'0')
}

func number4(s string) int {
	a, b := number2(s[:2]), number2(s[2:])
	if a < 0 || b < 0 {
		return -1
	}
	return a*100 + b
}

func validDay(y, m, d int) bool {
	if y < 1900 || y > 2199 || m < 1 || m > 12 || d < 1 || d > 31 {
		return false
	}
	return d <= 28 || time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Month() == time.Month(m)
}

func dayPeriod(y, m, d int) (model.Period, bool) {
	if !validDay(y, m, d) {
		return "", false
	}
	return metric.PeriodOf(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), metric.Day), true
}

func monthPeriod(y, m int) (model.Period, bool) {
	if !validDay(y, m, 1) {
		return "", false
	}
	return metric.PeriodOf(time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC), metric.Month), true
}

// cutTime splits "date time" and reports whether the time is other than midnight.
func cutTime(s string) (date string, timed bool) {
	colon := strings.IndexByte(s, ':')
	if colon < 0 {
		return s, false
	}
	space := strings.LastIndexAny(s[:colon], " T,")
	if space < 1 {
		return s, false
	}
	clock := strings.TrimSpace(s[space+1:])
	if !isClock(clock) {
		return s, false
	}
	return strings.TrimRight(s[:space], " ,"), !isMidnight(clock)
}

// isClock accepts hours and minutes with optional seconds, fraction, AM or PM, and zone.
func isClock(s string) bool {
	s = strings.ToUpper(s)
	for _, tail := range []string{"AM", "PM", "A.M.", "P.M.", "UHR", "Z", "UTC", "GMT"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, tail))
	}
	if k := strings.LastIndexAny(s, "+-"); k > 3 {
		s = strings.TrimSpace(s[:k])
	}
	_, _, ok := parseClock(s)
	return ok
}

func isMidnight(clock string) bool {
	return strings.Trim(clock, "0:.,ZzUTCutc ") == ""
}

// parseNumericDate reads dates of digits and marks: 31.03.2026, 3/31/26, 2026/03/31, 20260331, 2026-03,
// 03/2026, 2026-Q1, 2026-W14, 2026.
func parseNumericDate(s string, order dateOrder) (model.Period, bool) {
	parts, marks := cutDigits(s)
	switch len(parts) {
	case 1:
		return parseDigitDate(parts[0], s)
	case 2:
		return parseTwoParts(parts, marks, s)
	case 3:
		return parseThreeParts(parts, marks, order, s)
	}
	return "", false
}

// cutDigits splits s into its runs of digits and what stands between them; nil when s does not begin
// and end with a digit (a last point is allowed).
func cutDigits(s string) (parts, marks []string) {
	s = strings.TrimSuffix(s, ".")
	start, mark := 0, 0
	inDigits := true
	for i := 0; i <= len(s); i++ {
		digit := i < len(s) && s[i] >= '0' && s[i] <= '9'
		switch {
		case inDigits && !digit:
			if i == start {
				return nil, nil
			}
			parts = append(parts, s[start:i])
			inDigits, mark = false, i
		case !inDigits && (digit || i == len(s)):
			if i == len(s) {
				return parts, marks
			}
			marks = append(marks, s[mark:i])
			inDigits, start = true, i
			if len(marks) > 3 {
				return nil, nil
			}
		}
	}
	if mark < len(s) && !inDigits && s[mark:] != "" {
		return nil, nil
	}
	return parts, marks
}

func parseDigitDate(digits, whole string) (model.Period, bool) {
	if len(digits) != len(strings.TrimSuffix(whole, ".")) {
		return "", false
	}
	switch len(digits) {
	case 8: // 20260331
		return dayPeriod(number4(digits[:4]), number2(digits[4:6]), number2(digits[6:]))
	case 6: // 202603
		return monthPeriod(number4(digits[:4]), number2(digits[4:]))
	case 4:
		if y := number4(digits); y >= 1900 && y <= 2199 {
			return model.Period(digits), true
		}
	}
	return "", false
}

func parseTwoParts(parts, marks []string, whole string) (model.Period, bool) {
	if len(parts[0])+len(marks[0])+len(parts[1]) != len(strings.TrimSuffix(whole, ".")) {
		return "", false
	}
	a, _ := strconv.Atoi(parts[0])
	b, _ := strconv.Atoi(parts[1])
	mark := strings.ToUpper(strings.Trim(marks[0], " -/."))
	yearPart, other := a, b
	if len(parts[1]) == 4 {
		yearPart, other = b, a
	} else if len(parts[0]) != 4 {
		return "", false
	}
	switch mark {
	case "":
		return monthPeriod(yearPart, other)
	case "Q", "T", "K":
		return quarterPeriod(yearPart, other)
	case "W", "KW", "S":
		return weekPeriod(yearPart, other)
	}
	return "", false
}

func quarterPeriod(y, q int) (model.Period, bool) {
	if q < 1 || q > 4 || y < 1900 || y > 2199 {
		return "", false
	}
	return model.Period(strconv.Itoa(y) + "-Q" + strconv.Itoa(q)), true
}

func weekPeriod(y, w int) (model.Period, bool) {
	if w < 1 || w > 53 || y < 1900 || y > 2199 {
		return "", false
	}
	p := model.Period(strconv.Itoa(y) + "-W" + string(rune('0'+w/10)) + string(rune('0'+w%10)))
	_, ok := metric.SpanOf(p)
	return p, ok
}

func parseThreeParts(parts, marks []string, order dateOrder, whole string) (model.Period, bool) {
	mark := strings.TrimSpace(marks[0])
	if mark != strings.TrimSpace(marks[1]) || mark != "." && mark != "/" && mark != "-" && mark != "" || !strings.HasSuffix(strings.TrimSuffix(whole, "."), parts[2]) {
		return "", false
	}
	for _, p := range parts {
		if len(p) > 4 || len(p) == 3 {
			return "", false
		}
	}
	a, _ := strconv.Atoi(parts[0])
	b, _ := strconv.Atoi(parts[1])
	c, _ := strconv.Atoi(parts[2])
	switch {
	case len(parts[0]) == 4:
		return dayPeriod(a, b, c)
	case len(parts[1]) > 2:
		return "", false
	case order == yearFirst && len(parts[2]) <= 2:
		return dayPeriod(fullYear(a, 2), b, c)
	case order == monthFirst && mark != ".":
		return dayPeriod(fullYear(c, len(parts[2])), a, b)
	default:
		return dayPeriod(fullYear(c, len(parts[2])), b, a)
	}
}

// fullYear completes a year of two digits: 69 and later lie in the 20th century.
func fullYear(y, digits int) int {
	switch {
	case digits > 2:
		return y
	case y >= 69:
		return 1900 + y
	default:
		return 2000 + y
	}
}

// orderEvidence says which order a date of three parts gives away, and whether it is such a date at
// all.
func orderEvidence(text string) (order dateOrder, open bool) {
	day, _ := cutTime(strings.TrimSpace(text))
	parts, marks := cutDigits(day)
	if len(parts) != 3 || len(parts[0]) > 2 || len(parts[1]) > 2 || marks[0] != marks[1] || marks[0] != "/" && marks[0] != "-" {
		return unknownOrder, false
	}
	a, _ := strconv.Atoi(parts[0])
	b, _ := strconv.Atoi(parts[1])
	switch {
	case a > 12 && a <= 31 && b >= 1 && b <= 12:
		return dayFirst, true
	case b > 12 && b <= 31 && a >= 1 && a <= 12:
		return monthFirst, true
	default:
		return unknownOrder, a >= 1 && a <= 12 && b >= 1 && b <= 12
	}
}

// parseWordyDate reads dates with words: "31 March 2026", "Mar 31, 2026", "März 2026", "Mar-26",
// "Q1 2026", "1. Quartal 2026", "KW 14 2026", "week 14, 2026".
func parseWordyDate(s string) (model.Period, bool) {
	var month, quarter, week bool
	var monthNumber int
	var numbers []string
	for _, w := range strings.Fields(words(splitLetters(s))) {
		m, isMonth := monthNames[w]
		switch {
		case w[0] >= '0' && w[0] <= '9':
			numbers = append(numbers, strings.TrimRight(w, "stndrhaeo"))
		case isMonth && !month:
			month, monthNumber = true, m
		case w == "q" || w == "quarter" || w == "quartal" || w == "trimestre" || w == "trim" || w == "t" || w == "kwartaal":
			quarter = true
		case w == "w" || w == "kw" || w == "wk" || w == "week" || w == "woche" || w == "semaine" || w == "semana" || w == "settimana":
			week = true
		case weekdayOrFiller[w]:
		default:
			return "", false
		}
	}
	return fromWords(month, quarter, week, monthNumber, numbers)
}

func fromWords(month, quarter, week bool, monthNumber int, numbers []string) (model.Period, bool) {
	values := make([]int, len(numbers))
	for i, n := range numbers {
		v, err := strconv.Atoi(n)
		if err != nil || len(n) > 4 {
			return "", false
		}
		values[i] = v
	}
	switch {
	case month && !quarter && !week && len(numbers) == 1:
		return monthPeriod(fullYear(values[0], len(numbers[0])), monthNumber)
	case month && !quarter && !week && len(numbers) == 2:
		if len(numbers[0]) == 4 {
			return dayPeriod(values[0], monthNumber, values[1])
		}
		return dayPeriod(fullYear(values[1], len(numbers[1])), monthNumber, values[0])
	case (quarter != week) && !month && len(numbers) == 2:
		year, part := 1, 0
		if len(numbers[0]) == 4 {
			year, part = 0, 1
		}
		if quarter {
			return quarterPeriod(fullYear(values[year], len(numbers[year])), values[part])
		}
		return weekPeriod(fullYear(values[year], len(numbers[year])), values[part])
	}
	return "", false
}

// splitLetters puts a space between letters and digits: "Q1" becomes "Q 1", but "1st" stays.
func splitLetters(s string) string {
	var b strings.Builder
	var before rune
	for _, r := range s {
		if before != 0 && r >= '0' && r <= '9' && !(before >= '0' && before <= '9') {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

// parseRange reads "2026-03-02 - 2026-03-08" when the two days are the first and last of a week, month,
// quarter or year.
func parseRange(s string, order dateOrder) (model.Period, bool) {
	for _, mark := range []string{",", " - ", " – ", " to ", " bis ", "/", "..", "–"} {
		a, b, ok := strings.Cut(s, mark)
		if !ok || len(a) < 6 || len(b) < 6 {
			continue
		}
		from, okFrom := parseNumericDate(strings.TrimSpace(a), order)
		to, okTo := parseNumericDate(strings.TrimSpace(b), order)
		first, ok1 := metric.SpanOf(from)
		last, ok2 := metric.SpanOf(to)
		if !okFrom || !okTo || !ok1 || !ok2 || first.Grain != metric.Day || last.Grain != metric.Day {
			continue
		}
		for _, g := range []metric.Grain{metric.Day, metric.Week, metric.Month, metric.Quarter, metric.Year} {
			p := metric.PeriodOf(first.From, g)
			if span, ok := metric.SpanOf(p); ok && span.From.Equal(first.From) && span.To.Equal(last.To) {
				return p, true
			}
		}
	}
	return "", false
}

// serialDay turns the serial number of a day in a spreadsheet (1 is 1 January 1900) into a period;
// only numbers that lie between 1930 and 2150 are taken for one.
func serialDay(v float64) (moment, bool) {
	if v < 10959 || v > 91313 {
		return moment{}, false
	}
	day := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(v))
	return moment{metric.PeriodOf(day, metric.Day), v != float64(int(v))}, true
}
