package export

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"stagecraft/model"
)

// emotionRows writes an emotion lane: for each persona a row with the curve, a row with the moods as
// numbers, and then what the persona says.
func (m *mapWriter) emotionRows(lane *model.Lane, zone string) error {
	curves := m.moods(lane)
	for _, c := range curves {
		if err := m.moodRow(c, zone); err != nil {
			return err
		}
	}
	spoken := m.slots(lane, func(c *model.Card) bool { return c.Title != "" || c.Body != "" })
	if len(spoken) == 0 && len(curves) > 0 {
		return m.fillRow(m.row-1, m.band(zone, true))
	}
	return m.cardRows(spoken, zone)
}

// moodCurve is the moods of one persona in one lane, by step column.
type moodCurve struct {
	persona string
	moods   map[int]float64
}

func (m *mapWriter) moods(lane *model.Lane) []moodCurve {
	var out []moodCurve
	at := map[model.PersonaID]int{}
	for i, step := range m.journey.Steps() {
		for _, c := range m.journey.CardsIn(model.Cell{Lane: lane.ID, Step: step.ID}) {
			if !c.Emotion.Known {
				continue
			}
			k, known := at[c.Persona]
			if !known {
				k = len(out)
				at[c.Persona] = k
				out = append(out, moodCurve{personaName(m.doc.Workspace, c.Persona), map[int]float64{}})
			}
			if _, taken := out[k].moods[i]; !taken {
				out[k].moods[i] = c.Emotion.Value
			}
		}
	}
	return out
}

func (m *mapWriter) moodRow(c moodCurve, zone string) error {
	if err := m.curveRow(c, zone); err != nil {
		return err
	}
	if err := m.fillRow(m.row, m.band(zone, false)); err != nil {
		return err
	}
	name := strings.ReplaceAll(plainText(c.persona, true), `"`, `'`)
	if r := []rune(name); len(r) > 20 {
		name = string(r[:20])
	}
	if name != "" {
		name = `"` + name + `  "`
	}
	base := look{bold: true, across: "center", up: "center", format: fmt.Sprintf(`%[1]s+0.##;%[1]s\–0.##;%[1]s0`, name)}
	for column, mood := range c.moods {
		l := base
		switch {
		case mood >= 0.5:
			l.fill = m.token(kindToken(model.KindGain))
		case mood <= -0.5:
			l.fill = m.token(kindToken(model.KindPain))
		}
		if err := m.put(m.sheet, column+2, m.row, num(mood), l); err != nil {
			return err
		}
	}
	if err := m.file.SetRowHeight(m.sheet, m.row, 18); err != nil {
		return err
	}
	m.row++
	return nil
}

// curveRow draws the curve as the office program's own line over the row of moods below it.
func (m *mapWriter) curveRow(c moodCurve, zone string) error {
	if m.columns < 2 || len(c.moods) < 2 {
		return nil
	}
	last, err := excelize.ColumnNumberToName(m.columns + 1)
	if err != nil {
		return err
	}
	if err := m.span(m.row, 2, m.row, m.columns+1, value{}, look{fill: m.token(zone + "-band")}); err != nil {
		return err
	}
	if err := m.file.SetRowHeight(m.sheet, m.row, 64); err != nil {
		return err
	}
	low, high := -2, 2
	err = m.file.AddSparkline(m.sheet, &excelize.SparklineOptions{
		Location: []string{fmt.Sprintf("B%d", m.row)},
		Range:    []string{fmt.Sprintf("'%s'!B%d:%s%d", m.sheet, m.row+1, last, m.row+1)},
		Type:     "line", Markers: true, Axis: true, Weight: 1.75, EmptyCells: "connect",
		CustMin: low, CustMax: high, SeriesColor: "#" + m.token("p1"), MarkersColor: "#" + m.token("p1"),
	})
	m.row++
	return err
}

// metricRow writes a metric lane: real numbers with their unit, verdict and n.
func (m *mapWriter) metricRow(lane *model.Lane, zone string) error {
	if err := m.fillRow(m.row, m.band(zone, true)); err != nil {
		return err
	}
	h := m.heatOf(lane.Metric)
	for i, step := range m.journey.Steps() {
		l := look{hatch: true, left: m.band(zone, true)(i).left, bottom: m.band(zone, true)(i).bottom, across: "center", up: "center"}
		v := value{}
		if h != nil {
			if at := h.Steps[step.ID]; at.Value.Known {
				l.hatch, l.bold = false, true
				s := heatLook(m.theme, h.Scale.Diverging, at.Step, 1)
				l.fill, l.color = hex6(s.fill), hex6(s.text)
				l.format = numberFormat(h.Metric) + signFormat(h, at)
				v = num(at.Value.Value)
			}
		}
		if err := m.put(m.sheet, i+2, m.row, v, l); err != nil {
			return err
		}
	}
	if err := m.file.SetRowHeight(m.sheet, m.row, 22); err != nil {
		return err
	}
	m.row++
	return nil
}
