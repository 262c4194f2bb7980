package export

import (
	"fmt"
	"math"
	"strings"

	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// emotionRows writes an emotion lane: the moods as marks on five levels, for each persona a row with
// the moods as numbers, and then what the personas say.
func (m *mapWriter) emotionRows(lane *model.Lane, zone string) error {
	curves := m.moods(lane)
	if len(curves) > 0 {
		if err := m.moodLevels(curves, zone); err != nil {
			return err
		}
	}
	for i, c := range curves {
		if err := m.moodRow(c, moodMarks[i%len(moodMarks)], zone); err != nil {
			return err
		}
	}
	spoken := m.slots(lane, func(c *model.Card) bool { return c.Title != "" || c.Body != "" })
	if len(spoken) == 0 && len(curves) > 0 {
		return nil
	}
	return m.cardRows(spoken, zone)
}

// moodMarks are the personas' marks, as on the board: told apart without colour.
var moodMarks = []string{"\u25cf", "\u25a0", "\u25b2", "\u25c6", "\u2716"}

// moodLevels draws the curves: a row a level from +2 to -2, a mark where a persona's mood is nearest.
func (m *mapWriter) moodLevels(curves []moodCurve, zone string) error {
	for level := 2; level >= -2; level-- {
		if err := m.fillRow(m.row, m.band(zone, level == 0)); err != nil {
			return err
		}
		for column := range m.columns {
			var marks []string
			color := ""
			for i, c := range curves {
				if mood, ok := c.moods[column]; ok && int(math.Round(mood)) == level {
					marks = append(marks, moodMarks[i%len(moodMarks)])
					if color == "" {
						color = m.token(scene.PersonaToken(i))
					}
				}
			}
			l := m.band(zone, level == 0)(column)
			l.across, l.up, l.color, l.size = "center", "center", color, 11
			if len(marks) > 0 {
				if err := m.text(m.sheet, column+2, m.row, strings.Join(marks, " "), l); err != nil {
					return err
				}
			}
		}
		if err := m.file.SetRowHeight(m.sheet, m.row, 14); err != nil {
			return err
		}
		m.row++
	}
	return nil
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

// moodRow writes one persona's moods as numbers that show the persona's mark and name with them.
func (m *mapWriter) moodRow(c moodCurve, mark, zone string) error {
	if err := m.fillRow(m.row, m.band(zone, false)); err != nil {
		return err
	}
	name := strings.ReplaceAll(plainText(c.persona, true), `"`, `'`)
	if r := []rune(name); len(r) > 20 {
		name = string(r[:20])
	}
	name = `"` + mark + " " + name + `  "`
	base := look{bold: true, across: "center", up: "center", format: fmt.Sprintf(`%[1]s+0.##;%[1]s\–0.##;%[1]s0`, name)}
	for column, mood := range c.moods {
		l := base
		switch {
		case mood >= 0.5:
			l.fill = m.token(scene.KindToken(model.KindGain))
		case mood <= -0.5:
			l.fill = m.token(scene.KindToken(model.KindPain))
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

// metricRow writes a metric lane: real numbers with their unit, verdict and n.
func (m *mapWriter) metricRow(lane *model.Lane, zone string) error {
	if err := m.fillRow(m.row, m.band(zone, true)); err != nil {
		return err
	}
	h := m.heatOf(lane.Metric)
	for i, step := range m.journey.Steps() {
		l := look{hatch: true, missing: true, left: m.band(zone, true)(i).left, bottom: m.band(zone, true)(i).bottom, across: "center", up: "center"}
		v := value{}
		if h != nil {
			if at := h.Steps[step.ID]; at.Value.Known {
				l.hatch, l.missing, l.bold = false, false, true
				s := heatLook(m.theme, h.Scale.Diverging, at.Step)
				l.fill, l.color = hex6(s.fill), hex6(s.text)
				l.format = numberFormat(h.Metric, verdict(h, at.Step)+countWords(at))
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
