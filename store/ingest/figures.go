package ingest

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// figure is a metric of a file: its definition and how the file's values are to be taken.
type figure struct {
	name    string // as the file has it
	def     model.Metric
	existed bool // the workspace has it
	changed bool // by the options
	new     bool // neither a template nor in the workspace
	facts   valueFacts
	decimal decimalMark
	factor  float64 // that values are multiplied by: 100 for shares written 0.62
	unit    float64 // seconds of one unit of the file's plain numbers; 0 when it is no time
	scores  bool    // values were computed before: NPS scores, shares
	minutes bool    // a clock of two parts is m:ss
	values  int
	odd     int // values with the other decimal mark
}

// valueFacts is what the values of a metric in the file look like.
type valueFacts struct {
	count, whole, percent, seconds, short, answers int
	fractions                                      int // strictly between 0 and 1
	units                                          int // 0 or 1
	boxes                                          int // whole and 0 to 10
	longClock                                      int
	low, high                                      float64
	distinct                                       map[float64]int
	currency                                       string
	points, commas                                 int
	open                                           int // could have a decimal mark or one between groups
	example, exampleRead                           string
	weighted                                       int // with an n other than 1
}

func (f *valueFacts) see(cell string, exact bool) {
	mark := anyMark
	if exact {
		mark = pointMark
	}
	q, ok := parseQuantity(cell, mark, false)
	if !ok {
		if _, isAnswer := yesNo(cell); isAnswer {
			f.answers++
		}
		return
	}
	if !exact {
		switch decimalEvidence(cell) {
		case pointMark:
			f.points++
		case commaMark:
			f.commas++
		default:
			f.seeOpen(cell, q.value)
		}
	}
	if f.distinct == nil {
		f.distinct, f.low, f.high = map[float64]int{}, math.Inf(1), math.Inf(-1)
	}
	v := q.value
	f.count++
	f.low, f.high = min(f.low, v), max(f.high, v)
	if len(f.distinct) < 64 {
		f.distinct[v]++
	}
	if q.currency != "" {
		f.currency = q.currency
	}
	tally(&f.percent, q.percent)
	tally(&f.seconds, q.seconds)
	tally(&f.short, q.short)
	tally(&f.longClock, q.seconds && !q.short && strings.Contains(cell, ":"))
	tally(&f.whole, v == math.Trunc(v))
	tally(&f.fractions, v > 0 && v < 1 && !q.percent)
	tally(&f.units, v == 0 || v == 1)
	tally(&f.boxes, v == math.Trunc(v) && v >= 0 && v <= 10)
}

// seeOpen counts a number such as 1.234, whose mark could be either.
func (f *valueFacts) seeOpen(cell string, v float64) {
	if strings.ContainsAny(cell, ".,") {
		if f.open++; f.open == 1 {
			f.example, f.exampleRead = strings.Clone(cell), strconv.FormatFloat(v, 'f', -1, 64)
		}
	}
}

func tally(n *int, is bool) {
	if is {
		*n++
	}
}

// resolve finds the definition of a metric of the file: what the options say, else the workspace's
// metric of that name, else the template that the name speaks of, else a new one. The hints stand in for
// a name that says nothing, such as "value".
func (f *figure) resolve(w *model.Workspace, o Options, hints []string) []string {
	wish, wished := metricWish(o, f.name)
	var notes []string
	name := f.name
	if wish.Template != "" {
		name = wish.Template
	}
	m := existingMetric(w, name)
	if m == nil && wish.Template == "" && genericName(f.name) {
		m = f.hintedMetric(w, hints)
	}
	switch {
	case m != nil:
		f.def, f.existed = *m, true
	case wish.Template != "":
		t, ok := metric.Template(wish.Template)
		if !ok {
			notes = append(notes, fmt.Sprintf("The settings name a template “%s” for “%s”, which does not exist.", wish.Template, f.name))
			t = f.guess()
		}
		f.def = t
	default:
		notes = append(notes, f.fromName(hints)...)
	}
	if wished {
		f.override(wish)
	}
	if f.new {
		notes = append(notes, fmt.Sprintf("“%s” is new: %s, %s. Change it if that is wrong.", f.name, describe(&f.def), metric.DirectionText(&f.def)))
	}
	if f.def.ID == "" {
		f.def.ID = freeMetricID(w, f.def.Name)
	}
	return append(notes, f.settle()...)
}

func metricWish(o Options, name string) (MetricOptions, bool) {
	if wish, ok := o.Metrics[name]; ok {
		return wish, true
	}
	for _, key := range sortedKeys(o.Metrics) {
		if metricKey(key) == metricKey(name) {
			return o.Metrics[key], true
		}
	}
	return MetricOptions{}, false
}

// existingMetric finds a metric of the workspace by name or id, or the only one that speaks of the same
// template.
func existingMetric(w *model.Workspace, name string) *model.Metric {
	for _, form := range []string{metricKey(name), metricKey(withoutBrackets(name))} {
		for _, m := range w.Metrics {
			if form != "" && (metricKey(m.Name) == form || fold(string(m.ID)) == form) {
				return m
			}
		}
	}
	template := metricByHeader(name)
	if _, ok := metric.Template(name); ok {
		template = name
	}
	if template == "" {
		return nil
	}
	alike := []string{template}
	if words(withoutBrackets(name)) == "ces" || words(name) == "customer effort score" {
		alike = append(alike, "ces-ease") // both kinds of CES go by this name
	}
	for _, t := range alike {
		var of []*model.Metric
		for _, m := range w.Metrics {
			if string(m.ID) == t || metricByHeader(m.Name) == t {
				of = append(of, m)
			}
		}
		if len(of) == 1 {
			return of[0]
		}
	}
	return nil
}

// hintedMetric finds the metric of the workspace that a hint names and whose scale holds the values, or
// its NPS for answers of 0 to 10.
func (f *figure) hintedMetric(w *model.Workspace, hints []string) *model.Metric {
	for _, hint := range hints {
		m := existingMetric(w, hint)
		if m != nil && (f.facts.count == 0 || f.facts.high <= m.ScaleMax.Or(math.Inf(1))) {
			return m
		}
	}
	if f.facts.answersToTen() {
		return existingMetric(w, "nps")
	}
	return nil
}

// fromName takes the template that the name speaks of and fits it to the values, or makes a new metric.
func (f *figure) fromName(hints []string) []string {
	template := metricByHeader(f.name)
	if template == "" && genericName(f.name) {
		if f.facts.answersToTen() {
			f.def, _ = metric.Template("nps")
			return []string{fmt.Sprintf("“%s” holds answers of 0 to 10 and was taken for NPS. Give it another template or scale if that is wrong.", f.name)}
		}
		for _, hint := range hints {
			if template = metricByHeader(hint); template != "" {
				break
			}
		}
	}
	t, ok := metric.Template(template)
	if !ok {
		f.def, f.new = f.guess(), true
		return nil
	}
	f.def = t
	var notes []string
	values := &f.facts
	over := func(limit float64) bool { return values.count > 0 && values.high > limit && values.high <= 100 }
	switch template {
	case "ces-effort":
		if over(5) && values.high <= 7 {
			f.def, _ = metric.Template("ces-ease")
			notes = append(notes, fmt.Sprintf("“%s” goes up to 7, so it was taken for ease (1–7, higher is better). Change it if 7 means much effort.", f.name))
		} else {
			notes = append(notes, fmt.Sprintf("“%s” was taken for effort (1–5, lower is better). Change it if 5 means easy.", f.name))
		}
	case "csat":
		notes = append(notes, f.fitSatisfaction()...)
	case "clv":
		if values.currency != "" {
			f.def.Unit = values.currency
		} else if unit := unitOf(f.name); unit != "" {
			f.def.Unit = unit
		}
	case "aht":
		if unit := unitOf(f.name); secondsIn(unit) > 0 {
			f.def.Unit = unit
		}
	}
	return notes
}

// answersToTen reports whether the values are whole answers on a scale that only goes up to 10.
func (f *valueFacts) answersToTen() bool {
	return f.count >= 10 && f.boxes == f.count && f.high > 7 && len(f.distinct) >= 5 && f.weighted == 0
}

// fitSatisfaction widens the template's scale of 1 to 5 when the file clearly uses another.
func (f *figure) fitSatisfaction() []string {
	v := &f.facts
	above := 0
	for value, n := range v.distinct {
		if value > 5 {
			above += n
		}
	}
	set := func(low, high float64, unit string) []string {
		f.def.ScaleMin, f.def.ScaleMax, f.def.Unit = model.Some(low), model.Some(high), unit
		scale := fmt.Sprintf("%g–%g", low, high)
		if unit == "%" {
			f.def.Aggregation = model.Ratio
			f.def.Definition = "Share of satisfied answers"
			scale = "per cent"
		} else {
			f.def.Definition = fmt.Sprintf("Mean answer to “How satisfied were you?”, from %g very dissatisfied to %g very satisfied", low, high)
		}
		return []string{fmt.Sprintf("“%s” was taken as %s, by its values.", f.name, scale)}
	}
	switch {
	case v.percent*2 > v.count || unitOf(f.name) == "%" && v.high > 5:
		return set(0, 100, "%")
	case above*5 < v.count || v.count == 0 || v.high > 10 && above*2 < v.count: // a few slips stay invalid
		return nil
	case v.high <= 7 && v.low >= 1:
		return set(1, 7, "")
	case v.high <= 10:
		return set(0, 10, "")
	case v.high <= 100:
		return set(0, 100, "%")
	default:
		return nil
	}
}

func genericName(name string) bool {
	r := headerWords[words(name)]
	return r == valueRole || r == numeratorRole || words(name) == ""
}

// guess defines a new metric by its name and values.
func (f *figure) guess() model.Metric {
	v, name := &f.facts, words(splitCamel(f.name))
	m := model.Metric{Name: cut(cleaned(f.name), 200), Direction: model.HigherIsBetter, Aggregation: model.Mean, Family: model.BehaviourFamily, Unit: unitOf(f.name)}
	if hasAny(name, lowerWords) {
		m.Direction = model.LowerIsBetter
	}
	switch {
	case m.Unit != "":
	case v.percent*2 > v.count:
		m.Unit = "%"
	case v.currency != "":
		m.Unit = v.currency
	case v.seconds*2 > v.count:
		m.Unit = "min"
		if v.high < 300 {
			m.Unit = "s"
		}
	}
	if secondsIn(m.Unit) > 0 {
		m.Direction = model.LowerIsBetter
	}
	low, high, told := scaleOf(f.name)
	switch {
	case v.answers > v.count:
		m.Unit, m.Aggregation, m.ScaleMin, m.ScaleMax = "%", model.Ratio, model.Some(0.0), model.Some(100.0)
	case m.Unit == "%":
		m.Aggregation = model.Ratio
		if v.low >= 0 && v.high <= 100 {
			m.ScaleMin, m.ScaleMax = model.Some(0.0), model.Some(100.0)
		}
	case m.Unit != "":
	case told:
		m.ScaleMin, m.ScaleMax = model.Some(low), model.Some(high)
	case v.count > 0 && v.count == v.whole && isVolume(name), strings.HasPrefix(strings.TrimSpace(f.name), "#"):
		m.Aggregation = model.Sum
	case hasAny(name+" ", ratingWords) || v.count >= 50 && v.whole == v.count && len(v.distinct) >= 5:
		m.ScaleMin, m.ScaleMax = v.usualScale()
	}
	return m
}

// usualScale is the narrowest of the usual scales that holds the values, missing when none does. Two
// different values are too few to tell.
func (f *valueFacts) usualScale() (low, high model.Maybe[float64]) {
	if f.count == 0 || f.high <= 2 {
		return low, high
	}
	for _, s := range [][2]float64{{1, 5}, {1, 7}, {0, 10}} {
		if f.low >= s[0] && f.high <= s[1] {
			return model.Some(s[0]), model.Some(s[1])
		}
	}
	return low, high
}

func describe(m *model.Metric) string {
	unit := "no unit"
	if m.Unit != "" {
		unit = m.Unit
	}
	text := unit + ", " + metric.AggregationText(m.Aggregation)
	if s := metric.ScaleText(m); s != "" {
		text += ", scale " + s
	}
	return text
}

func (f *figure) override(wish MetricOptions) {
	before := f.def
	set := func(to *model.Maybe[float64], v *float64) {
		if v != nil {
			*to = model.Some(*v)
		}
	}
	if wish.Name != "" {
		f.def.Name = wish.Name
	}
	if wish.Unit != nil {
		f.def.Unit = *wish.Unit
	}
	if wish.Direction != "" {
		f.def.Direction = model.Direction(wish.Direction)
	}
	if wish.Aggregation != "" {
		f.def.Aggregation = model.Aggregation(wish.Aggregation)
	}
	set(&f.def.ScaleMin, wish.ScaleMin)
	set(&f.def.ScaleMax, wish.ScaleMax)
	set(&f.def.Target, wish.Target)
	f.changed = f.existed && (before.Name != f.def.Name || before.Unit != f.def.Unit || before.Direction != f.def.Direction ||
		before.Aggregation != f.def.Aggregation || before.ScaleMin != f.def.ScaleMin || before.ScaleMax != f.def.ScaleMax || before.Target != f.def.Target)
}

// settle decides how the file's values become values of the metric.
func (f *figure) settle() []string {
	var notes []string
	v := &f.facts
	f.factor = 1
	f.minutes = v.short > 0 && v.longClock == 0
	if f.minutes {
		notes = append(notes, fmt.Sprintf("Times such as 3:45 in “%s” were read as minutes and seconds.", f.name))
	}
	if secondsIn(f.def.Unit) > 0 {
		f.unit = secondsIn(f.def.Unit)
		if own := secondsIn(unitOf(f.name)); own > 0 {
			f.unit = own
		}
	}
	fractions := v.count > 0 && v.low >= 0 && v.high <= 1 && v.fractions > 0 && v.percent == 0
	switch f.def.Aggregation {
	case model.NPS:
		f.scores = v.count > 0 && (v.boxes*5 < v.count*4 || v.weighted*2 > v.count && len(v.distinct) < 8)
		if f.scores && v.low >= -1 && v.high <= 1 && v.whole < v.count {
			f.factor = 100
		}
	case model.TopTwo:
		f.scores = v.percent*2 > v.count || fractions || v.count > 0 && v.high > f.def.ScaleMax.Or(5)*2
	}
	if f.def.Unit == "%" && fractions && (f.def.Aggregation != model.TopTwo || f.scores) {
		f.factor = 100
	}
	if f.factor == 100 {
		notes = append(notes, fmt.Sprintf("“%s” is written as fractions such as 0.62; they were read as per cent.", f.name))
	}
	if f.def.Aggregation == model.NPS && f.scores {
		notes = append(notes, fmt.Sprintf("“%s” holds computed scores, not answers of 0 to 10; they are weighted by n where there is one.", f.name))
	}
	return notes
}

func freeMetricID(w *model.Workspace, name string) model.MetricID {
	slug := strings.ReplaceAll(words(strings.NewReplacer("%", " percent ", "#", " number ").Replace(name)), " ", "-")
	if slug == "" {
		slug = "metric"
	}
	slug = cut(slug, 60)
	id := model.MetricID(slug)
	for n := 2; slices.ContainsFunc(w.Metrics, func(m *model.Metric) bool { return m.ID == id }); n++ {
		id = model.MetricID(fmt.Sprintf("%s-%d", slug, n))
	}
	return id
}
