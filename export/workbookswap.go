package export

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"stagecraft/model/metric"
)

// heatPlace is one column of a swapped heat map: a stage, a step, or the whole journey.
type heatPlace struct {
	number, name string
	whole        bool // not a step
	of           func(*metric.Heat) metric.Value
}

func (m *heatWriter) places() []heatPlace {
	var list []heatPlace
	for i, stage := range m.journey.Stages {
		list = append(list, heatPlace{fmt.Sprint(i + 1), stage.Title, true, func(h *metric.Heat) metric.Value { return h.Stages[stage.ID] }})
		for _, step := range stage.Steps {
			list = append(list, heatPlace{m.journey.StepNumber(step.ID), step.Title, false, func(h *metric.Heat) metric.Value { return h.Steps[step.ID] }})
		}
	}
	return append(list, heatPlace{"", "Whole journey", true, func(h *metric.Heat) metric.Value { return h.Whole }})
}

// swappedHeatMap writes the matrix with a row for each metric, and below the rows of n.
func (b *workbook) swappedHeatMap(m *heatWriter) error {
	if err := m.title(); err != nil {
		return err
	}
	places := m.places()
	if err := m.placesAcross(places); err != nil {
		return err
	}
	for i, h := range m.list {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		if err := m.metricRow(i, h, places); err != nil {
			return err
		}
	}
	return m.finish()
}

func (m *heatWriter) placesAcross(places []heatPlace) error {
	for column, width := range map[string]float64{"A": 26, "B": 26} {
		if err := m.file.SetColWidth(m.sheet, column, column, width); err != nil {
			return err
		}
	}
	h := m.headLook()
	for i, title := range []string{"Metric", "Reading"} {
		if err := m.text(m.sheet, 1+i, heatHeadRows, title, h); err != nil {
			return err
		}
	}
	h.across, h.wrap = "center", true
	for i, p := range places {
		letter, err := excelize.ColumnNumberToName(3 + i)
		if err != nil {
			return err
		}
		if err := m.file.SetColWidth(m.sheet, letter, letter, 15); err != nil {
			return err
		}
		if !p.whole {
			if err := m.file.SetColOutlineLevel(m.sheet, letter, 1); err != nil {
				return err
			}
		}
		if err := m.text(m.sheet, 3+i, heatHeadRows-1, p.number, look{color: m.token("text2"), across: "center", up: "bottom"}); err != nil {
			return err
		}
		if err := m.text(m.sheet, 3+i, heatHeadRows, p.name, h); err != nil {
			return err
		}
	}
	return m.file.SetRowHeight(m.sheet, heatHeadRows, 44)
}

// metricRow writes a metric's values, and in the second block its answers.
func (m *heatWriter) metricRow(i int, h *metric.Heat, places []heatPlace) error {
	row := heatHeadRows + 1 + i
	below := row + len(m.list) + 1
	named := look{bold: true, up: "center", border: m.token("line"), fill: m.token("step-bg")}
	facts := look{size: 9, up: "center", border: m.token("line"), color: m.token("text2"), wrap: true}
	for _, w := range []struct {
		column, row int
		text        string
		look        look
	}{
		{1, row, h.Metric.Name, named}, {2, row, strings.ReplaceAll(metricFacts(h.Metric), "\n", " "), facts}, {1, below, "n: " + h.Metric.Name, named},
	} {
		if err := m.text(m.sheet, w.column, w.row, w.text, w.look); err != nil {
			return err
		}
	}
	for k, p := range places {
		if err := m.value(cellAt{3 + k, row}, cellAt{3 + k, below}, h, p.of(h), p.whole); err != nil {
			return err
		}
	}
	if err := m.file.SetRowHeight(m.sheet, row, 26); err != nil {
		return err
	}
	last, err := excelize.ColumnNumberToName(2 + len(places))
	if err != nil {
		return err
	}
	first := fmt.Sprintf("C%d", row)
	return m.color(h, first, fmt.Sprintf("%s:%s%d", first, last, row))
}
