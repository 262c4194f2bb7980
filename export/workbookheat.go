package export

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// heats returns the values of every metric that was measured in this journey, in the library's order.
func (b *workbook) heats() []*metric.Heat {
	if b.measured == nil {
		b.measured = measuredHeats(b.doc, b.journey)
	}
	return b.measured
}

// measuredHeats returns the values of every metric that was measured in a journey, in the library's order,
// for the period and segment that the document's heat shows.
func measuredHeats(d Document, j *model.Journey) []*metric.Heat {
	seen := map[model.MetricID]bool{}
	for _, set := range d.Workspace.Datasets {
		if set.Journey == j.ID {
			for _, id := range set.Observations.Metrics() {
				seen[id] = true
			}
		}
	}
	heats := []*metric.Heat{}
	for _, m := range d.Workspace.Metrics {
		if !seen[m.ID] {
			continue
		}
		q := metric.Query{Metric: m.ID, Journey: j.ID}
		if h := d.Heat; h != nil {
			q.Segment, q.Period = h.Query.Segment, h.Query.Period
		}
		if h, err := metric.Compute(d.Workspace, q); err == nil {
			heats = append(heats, h)
		}
	}
	return heats
}

func (b *workbook) heatOf(m model.MetricID) *metric.Heat {
	for _, h := range b.heats() {
		if h.Metric.ID == m {
			return h
		}
	}
	return nil
}

// numberFormat shows a metric's numbers with its unit and a text after them, and changes none of them: a
// percentage of 62 is the number 62.
func numberFormat(m *model.Metric, after string) string {
	tail := after
	if m.Unit != "" {
		tail = " " + m.Unit + tail
	}
	if tail != "" {
		tail = `"` + strings.ReplaceAll(plainText(tail, true), `"`, `'`) + `"`
	}
	if m.Aggregation == model.NPS {
		return "+0" + tail + `;\–0` + tail + ";0" + tail
	}
	digits := "#,##0.##"
	if low, high := metric.ValueScale(m); m.Unit == "%" || low.Known && high.Known && high.Value-low.Value <= 20 {
		digits = "0.0"
	}
	return digits + tail
}

// verdict is the sign of a heat step, with a space before it; a scale without a target has none.
func verdict(h *metric.Heat, step int) string {
	for _, f := range h.Legend() {
		if f.Step == step && h.Scale.Diverging {
			return " " + f.Sign
		}
	}
	return ""
}

func countWords(v metric.Value) string {
	if v.N <= 0 {
		return ""
	}
	return "   n " + metric.FormatN(v.N)
}

const heatHeadRows = 5

// heatMap writes the matrix: rows are the stages with their steps, columns the metrics, and beside them
// how many answers each value stands for; or swapped, rows are the metrics and below them how many answers.
func (b *workbook) heatMap(sheet string) error {
	m := &heatWriter{workbook: b, sheet: sheet, list: b.heats()}
	if b.doc.Swapped {
		return b.swappedHeatMap(m)
	}
	for _, step := range []func() error{m.head, m.rows, m.colors, m.finish} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

type heatWriter struct {
	*workbook
	sheet string
	list  []*metric.Heat
	row   int
}

// nColumn is the column of a metric's n: the second block, one column apart.
func (m *heatWriter) nColumn(i int) int { return 3 + len(m.list) + 1 + i }

func (m *heatWriter) title() error {
	title := "Heat map of " + m.journey.Title
	if err := m.text(m.sheet, 1, 1, title, look{bold: true, size: 16, up: "center"}); err != nil {
		return err
	}
	note := "Hatched and empty: not measured. Dotted border: small sample. Colours follow each metric's own limits, from worse (orange) to better (blue); metrics without a target run from low (light) to high (dark)."
	if len(m.list) == 0 {
		note = "No values were imported for this journey."
	}
	if err := m.text(m.sheet, 1, 2, note, look{color: m.token("text2")}); err != nil {
		return err
	}
	for row, height := range map[int]float64{1: 28, 2: 18} {
		if err := m.file.SetRowHeight(m.sheet, row, height); err != nil {
			return err
		}
	}
	return nil
}

func (m *heatWriter) head() error {
	if err := m.title(); err != nil {
		return err
	}
	if err := m.file.SetColWidth(m.sheet, "A", "A", 7); err != nil {
		return err
	}
	if err := m.file.SetColWidth(m.sheet, "B", "B", 34); err != nil {
		return err
	}
	h := m.headLook()
	if err := m.text(m.sheet, 2, heatHeadRows, "Stage, step", h); err != nil {
		return err
	}
	if err := m.text(m.sheet, 1, heatHeadRows, "No.", h); err != nil {
		return err
	}
	for i, heat := range m.list {
		if err := m.metricHead(3+i, heat.Metric.Name, metricFacts(heat.Metric)); err != nil {
			return err
		}
		if err := m.metricHead(m.nColumn(i), "n: "+heat.Metric.Name, ""); err != nil {
			return err
		}
	}
	return m.file.SetRowHeight(m.sheet, heatHeadRows, 44)
}

func (m *heatWriter) metricHead(column int, name, facts string) error {
	letter, err := excelize.ColumnNumberToName(column)
	if err != nil {
		return err
	}
	if err := m.file.SetColWidth(m.sheet, letter, letter, 15); err != nil {
		return err
	}
	if err := m.text(m.sheet, column, heatHeadRows-1, facts, look{size: 8, color: m.token("text2"), wrap: true, across: "center", up: "bottom"}); err != nil {
		return err
	}
	l := m.headLook()
	l.across = "center"
	return m.text(m.sheet, column, heatHeadRows, name, l)
}

func metricFacts(m *model.Metric) string {
	text := metric.DirectionText(m)
	if t := metric.TargetText(m); t != "" {
		text += ",\ntarget " + t
	}
	return text
}

func (m *heatWriter) rows() error {
	if err := m.file.SetRowHeight(m.sheet, heatHeadRows-1, 26); err != nil {
		return err
	}
	m.row = heatHeadRows + 1
	for i, stage := range m.journey.Stages {
		if err := m.ctx.Err(); err != nil {
			return err
		}
		of := func(h *metric.Heat) metric.Value { return h.Stages[stage.ID] }
		if err := m.place(fmt.Sprint(i+1), stage.Title, true, of); err != nil {
			return err
		}
		for _, step := range stage.Steps {
			of := func(h *metric.Heat) metric.Value { return h.Steps[step.ID] }
			if err := m.file.SetRowOutlineLevel(m.sheet, m.row, 1); err != nil {
				return err
			}
			if err := m.place(m.journey.StepNumber(step.ID), step.Title, false, of); err != nil {
				return err
			}
		}
	}
	return m.place("", "Whole journey", true, func(h *metric.Heat) metric.Value { return h.Whole })
}

// place writes one row of values.
func (m *heatWriter) place(number, name string, bold bool, of func(*metric.Heat) metric.Value) error {
	base := look{bold: bold, up: "center", border: m.token("line")}
	if bold {
		base.fill = m.token("step-bg")
	}
	if err := m.text(m.sheet, 1, m.row, number, base); err != nil {
		return err
	}
	named := base
	if !bold {
		named.indent = 1
	}
	if err := m.text(m.sheet, 2, m.row, name, named); err != nil {
		return err
	}
	for i, h := range m.list {
		if err := m.cell(i, h, of(h), bold); err != nil {
			return err
		}
	}
	if err := m.file.SetRowHeight(m.sheet, m.row, 18); err != nil {
		return err
	}
	m.row++
	return nil
}

func (m *heatWriter) cell(i int, h *metric.Heat, v metric.Value, bold bool) error {
	return m.value(cellAt{3 + i, m.row}, cellAt{m.nColumn(i), m.row}, h, v, bold)
}

// cellAt is a place on a sheet, from 1.
type cellAt struct{ column, row int }

// value writes a value and how many answers it stands for.
func (m *heatWriter) value(at, nAt cellAt, h *metric.Heat, v metric.Value, bold bool) error {
	l := look{bold: bold, across: "center", up: "center", border: m.token("line"), format: numberFormat(h.Metric, "")}
	if !v.Value.Known {
		l.hatch, l.missing = true, true
		return m.put(m.sheet, at.column, at.row, value{}, l)
	}
	if v.Small {
		l.border = ""
		edge := side(dottedBorder, m.token("text"))
		l.left, l.right, l.top, l.bottom = edge, edge, edge, edge
		l.italic = true
	}
	if err := m.put(m.sheet, at.column, at.row, num(v.Value.Value), l); err != nil {
		return err
	}
	n := look{across: "center", up: "center", color: m.token("text2"), format: "#,##0", italic: v.Small}
	return m.put(m.sheet, nAt.column, nAt.row, num(v.N), n)
}

// colors gives every metric's column the office program's own conditional colours, so that they follow
// a number that is typed over: five fills between the metric's limits, or a scale of one hue.
func (m *heatWriter) colors() error {
	if m.row <= heatHeadRows+1 {
		return nil
	}
	for i, h := range m.list {
		letter, err := excelize.ColumnNumberToName(3 + i)
		if err != nil {
			return err
		}
		first := fmt.Sprintf("%s%d", letter, heatHeadRows+1)
		if err := m.color(h, first, fmt.Sprintf("%s:%s%d", first, letter, m.row-1)); err != nil {
			return err
		}
	}
	return nil
}

// color gives the area of a metric's values, which begins at the cell first, its colours.
func (m *heatWriter) color(h *metric.Heat, first, area string) error {
	rules := []excelize.ConditionalFormatOptions{{Type: "2_color_scale", Criteria: "=", MinType: "min", MaxType: "max",
		MinColor: "#" + m.token("hs1"), MaxColor: "#" + m.token("hs4")}}
	if h.Scale.Diverging && h.Scale.Known {
		var err error
		if rules, err = m.stepRules(h, first); err != nil {
			return err
		}
	}
	return m.file.SetConditionalFormat(m.sheet, area, rules)
}

// stepRules are the five fills. Each asks for a number first: to a rule that only compares, an empty
// cell is zero.
func (m *heatWriter) stepRules(h *metric.Heat, first string) ([]excelize.ConditionalFormatOptions, error) {
	var rules []excelize.ConditionalFormatOptions
	limits := h.Scale.Limits
	for field := range 5 {
		test := fmt.Sprintf("ISNUMBER(%s)", first)
		if field > 0 {
			test += fmt.Sprintf(",%s>=%v", first, limits[field-1])
		}
		if field < 4 {
			test += fmt.Sprintf(",%s<%v", first, limits[field])
		}
		step := field + 1
		if h.Metric.Direction == model.LowerIsBetter {
			step = 5 - field
		}
		s := heatLook(m.theme, true, step)
		format := numberFormat(h.Metric, verdict(h, step))
		style, err := m.file.NewConditionalStyle(&excelize.Style{
			CustomNumFmt: &format,
			Font:         &excelize.Font{Color: hex6(s.text)},
			Fill:         excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{hex6(s.fill)}},
		})
		if err != nil {
			return nil, err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "formula", Criteria: "AND(" + test + ")", Format: &style})
	}
	return rules, nil
}

func (m *heatWriter) finish() error {
	cell := fmt.Sprintf("C%d", heatHeadRows+1)
	if err := m.file.SetPanes(m.sheet, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: heatHeadRows, TopLeftCell: cell, ActivePane: "bottomRight"}); err != nil {
		return err
	}
	off := false
	if err := m.file.SetSheetView(m.sheet, 0, &excelize.ViewOptions{ShowGridLines: &off}); err != nil {
		return err
	}
	above := false
	if err := m.file.SetSheetProps(m.sheet, &excelize.SheetPropsOptions{OutlineSummaryBelow: &above}); err != nil {
		return err
	}
	return m.printSetUp(m.sheet, fmt.Sprintf("$A:$B,$%d:$%d", heatHeadRows-1, heatHeadRows))
}
