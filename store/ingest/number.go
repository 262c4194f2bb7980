package ingest

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// quantity is a number as a cell writes it, with the marks that say what it counts.
type quantity struct {
	value    float64
	percent  bool
	currency string // ISO code; empty for none
	seconds  bool   // value is a duration in seconds
	short    bool   // a duration of two parts, which may be m:ss or h:mm
}

// decimalMark is how a number's fraction is set off.
type decimalMark byte

const (
	anyMark   decimalMark = 0 // not known: a lone mark before three digits counts as the point
	pointMark decimalMark = '.'
	commaMark decimalMark = ','
)

var missingWords = map[string]bool{
	"": true, "-": true, "--": true, "–": true, "—": true, "−": true, ".": true, "?": true, "/": true, "n/a": true, "na": true, "#n/a": true,
	"n.a.": true, "n.a": true, "null": true, "none": true, "nan": true, "nil": true, "missing": true, "(blank)": true, "(leer)": true,
	"k.a.": true, "k. a.": true, "keine angabe": true, "s/o": true, "n/d": true, "nd": true, "n.d.": true, "s/d": true, "nvt": true,
	"n.v.t.": true, "no data": true, "keine daten": true, "not available": true, "not applicable": true, "(null)": true, "\\n": true,
}

// isMissing reports whether a cell says that there is no value.
func isMissing(cell string) bool {
	if len(cell) > 16 {
		return false
	}
	if cell == "" {
		return true
	}
	if c := cell[0]; c >= '0' && c <= '9' {
		return false
	}
	return missingWords[strings.ToLower(cell)]
}

var currencies = map[string]string{
	"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "zł": "PLN", "kč": "CZK", "r$": "BRL",
	"us$": "USD", "chf": "CHF", "fr.": "CHF", "eur": "EUR", "usd": "USD", "gbp": "GBP", "jpy": "JPY", "sek": "SEK", "nok": "NOK", "dkk": "DKK",
	"pln": "PLN", "czk": "CZK", "brl": "BRL", "cad": "CAD", "aud": "AUD", "inr": "INR", "cny": "CNY", "kr": "SEK", "mxn": "MXN",
}

var durationUnits = map[string]float64{
	"s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "sek": 1, "sekunden": 1, "seg": 1,
	"min": 60, "mins": 60, "minute": 60, "minutes": 60, "minuten": 60, "minutos": 60, "minuti": 60, "m": 60,
	"h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600, "std": 3600, "stunden": 3600, "heures": 3600, "horas": 3600, "ore": 3600, "uur": 3600,
	"d": 86400, "day": 86400, "days": 86400, "tage": 86400, "jours": 86400, "dias": 86400, "giorni": 86400, "dagen": 86400,
}

// parseQuantity reads a number with its marks: "62 %", "1.234,50 €", "(12)", "−3", "1'234", "00:01:30",
// "5 min". The mark settles what "1,234" means; text whose marks leave no doubt is read by them, unless
// strict. It reports false for anything else.
func parseQuantity(text string, mark decimalMark, strict bool) (quantity, bool) {
	if v, ok := plainNumber(text); ok && (mark != commaMark || !strings.Contains(text, ".")) {
		return quantity{value: v}, true
	}
	var q quantity
	rest, negative := stripSign(strings.TrimSpace(text))
	if q.value, q.short, q.seconds = parseClock(rest); q.seconds {
		q.value = signed(q.value, negative)
		return q, true
	}
	rest, unit, ok := stripUnits(rest, &q)
	if !ok {
		return quantity{}, false
	}
	rest, inner := stripSign(rest)
	v, ok := parseDigits(rest, mark, strict)
	if !ok {
		return quantity{}, false
	}
	q.value = signed(v, negative != inner)
	if unit != 0 {
		q.value, q.seconds = q.value*unit, true
	}
	return q, true
}

// plainNumber reads digits with at most one point: the usual case, without any allocation.
func plainNumber(text string) (float64, bool) {
	if text == "" || len(text) > 15 {
		return 0, false
	}
	whole, scale, i := 0.0, 1.0, 0
	if text[0] == '-' {
		i = 1
	}
	digits, point := 0, -1
	for k := i; k < len(text); k++ {
		c := text[k]
		switch {
		case c >= '0' && c <= '9':
			whole = whole*10 + float64(c-'0')
			digits++
			if point >= 0 {
				scale *= 10
			}
		case c == '.' && point < 0:
			point = k
		default:
			return 0, false
		}
	}
	if digits == 0 {
		return 0, false
	}
	return signed(whole/scale, i == 1), true
}

func signed(v float64, negative bool) float64 {
	if negative {
		return -v
	}
	return v
}

// stripSign takes off a leading sign, a trailing minus or the parentheses of accountants.
func stripSign(s string) (rest string, negative bool) {
	if len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' {
		return strings.TrimSpace(s[1 : len(s)-1]), true
	}
	for _, minus := range []string{"-", "−", "–", "﹣", "－"} {
		if after, ok := strings.CutPrefix(s, minus); ok {
			return strings.TrimSpace(after), true
		}
		if before, ok := strings.CutSuffix(s, minus); ok && before != "" {
			return strings.TrimSpace(before), true
		}
	}
	if after, ok := strings.CutPrefix(s, "+"); ok {
		return strings.TrimSpace(after), false
	}
	return s, false
}

// stripUnits takes percent signs, currencies and units of time from both ends. unit is the seconds of
// one unit of time, 0 when there is none; ok is false when other letters stand around the digits.
func stripUnits(s string, q *quantity) (rest string, unit float64, ok bool) {
	first := strings.IndexFunc(s, isNumeric)
	last := strings.LastIndexFunc(s, isNumeric)
	if first < 0 {
		return "", 0, false
	}
	_, width := utf8.DecodeRuneInString(s[last:])
	before, after := strings.TrimSpace(s[:first]), strings.TrimSpace(s[last+width:])
	if strings.HasSuffix(before, ".") || strings.HasSuffix(before, ",") { // ".5"
		cut := len(before) - 1
		first = strings.LastIndexAny(s[:first], ".,")
		before = strings.TrimSpace(before[:cut])
	}
	if strings.HasPrefix(after, ".") { // "5."
		after = strings.TrimSpace(after[1:])
	}
	digits := s[first : last+width]
	for _, mark := range []string{before, after} {
		if mark == "" {
			continue
		}
		inner, negative := stripSign(mark)
		if inner == "" || negative {
			digits, mark = "-"+digits, inner
			if mark == "" {
				continue
			}
		}
		lower := strings.ToLower(mark)
		switch {
		case mark == "%" || mark == "٪" || mark == "％" || lower == "pct" || lower == "percent" || lower == "prozent":
			q.percent = true
		case currencies[lower] != "":
			q.currency = currencies[lower]
		case durationUnits[strings.TrimSuffix(lower, ".")] != 0 && mark == after:
			unit = durationUnits[strings.TrimSuffix(lower, ".")]
		default:
			return "", 0, false
		}
	}
	return digits, unit, true
}

func isNumeric(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// parseDigits reads digits with group and decimal marks and an exponent.
func parseDigits(s string, mark decimalMark, strict bool) (float64, bool) {
	mantissa, exponent := s, ""
	if k := strings.IndexAny(s, "eE"); k > 0 {
		mantissa, exponent = s[:k], "e"+s[k+1:]
	}
	var plain [64]byte
	n := 0
	decimal := decimalAt(mantissa, mark)
	lastGroup, digits := -1, 0
	for i, r := range mantissa {
		switch {
		case isNumeric(r):
			if r >= '０' {
				r = r - '０' + '0'
			}
			if n == len(plain) {
				return 0, false
			}
			plain[n] = byte(r)
			n++
			digits++
		case i == decimal:
			if lastGroup >= 0 && digits-lastGroup != 3 || strict && mark != anyMark && r != rune(mark) {
				return 0, false
			}
			lastGroup = -1
			if n == len(plain) {
				return 0, false
			}
			plain[n] = '.'
			n++
		case isGroupMark(r):
			inFraction := decimal >= 0 && i > decimal
			if inFraction || digits == 0 || lastGroup >= 0 && digits-lastGroup != 3 && digits-lastGroup != 2 {
				return 0, false
			}
			lastGroup = digits
		default:
			return 0, false
		}
	}
	if digits == 0 || lastGroup >= 0 && digits-lastGroup != 3 {
		return 0, false
	}
	v, err := strconv.ParseFloat(string(plain[:n])+exponent, 64)
	return v, err == nil && !math.IsInf(v, 0)
}

func isGroupMark(r rune) bool {
	switch r {
	case '.', ',', '\'', '’', ' ', '\u00a0', '\u202f', '\u2009', '_', '٬':
		return true
	}
	return false
}

// decimalAt returns where in s the decimal mark stands, or -1.
func decimalAt(s string, mark decimalMark) int {
	point, comma := strings.LastIndexByte(s, '.'), strings.LastIndexByte(s, ',')
	last := max(point, comma)
	switch {
	case last < 0:
		return -1
	case point >= 0 && comma >= 0:
		if strings.Count(s, s[last:last+1]) > 1 {
			return -1
		}
		return last
	case strings.Count(s, s[last:last+1]) > 1:
		return -1
	case !maybeGroup(s, last):
		return last
	case mark == anyMark:
		if s[last] == '.' {
			return last
		}
		return -1
	case s[last] == byte(mark):
		return last
	default:
		return -1
	}
}

// maybeGroup reports whether the only mark of s, at k, can be one between groups of three digits.
func maybeGroup(s string, k int) bool {
	before := s[:k]
	return len(s)-k-1 == 3 && len(before) >= 1 && len(before) <= 3 && before[0] != '0'
}

// decimalEvidence says which decimal mark a number's text gives away: 0 when it could be either or has
// none.
func decimalEvidence(text string) decimalMark {
	point, comma := strings.LastIndexByte(text, '.'), strings.LastIndexByte(text, ',')
	if point < 0 && comma < 0 {
		return anyMark
	}
	s := strings.TrimFunc(text, func(r rune) bool { return !isNumeric(r) })
	point, comma = strings.LastIndexByte(s, '.'), strings.LastIndexByte(s, ',')
	last := max(point, comma)
	if last < 0 {
		return anyMark
	}
	several := strings.Count(s, s[last:last+1]) > 1
	switch {
	case several: // a mark between groups, so the other one is the decimal mark
		return otherMark(s[last])
	case point < 0 || comma < 0:
		if maybeGroup(s, last) {
			return anyMark
		}
	}
	return decimalMark(s[last])
}

func otherMark(c byte) decimalMark {
	if c == '.' {
		return commaMark
	}
	return pointMark
}

// parseClock reads h:mm:ss, m:ss or d.hh:mm:ss, with a fraction of a second, as seconds. short is true
// for two parts.
func parseClock(s string) (seconds float64, short, ok bool) {
	first := strings.IndexByte(s, ':')
	if first < 1 {
		return 0, false, false
	}
	parts := strings.Split(s, ":")
	if len(parts) > 3 {
		return 0, false, false
	}
	for i, p := range parts {
		v, fine := plainNumber(strings.Replace(p, ",", ".", 1))
		if !fine || v < 0 || i > 0 && (v >= 60 || len(p) < 2) || i < len(parts)-1 && strings.ContainsAny(p, ".,") {
			return 0, false, false
		}
		seconds = seconds*60 + v
	}
	return seconds, len(parts) == 2, true
}
