package export

import (
	"github.com/xuri/excelize/v2"

	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// readMe writes what the workbook is: the facts of the title block, the sheets, the legend and the words.
func (b *workbook) readMe(sheet string) error {
	m := &readMeWriter{workbook: b, sheet: sheet, row: 1}
	for _, step := range []func() error{m.facts, m.sheets, m.legend, m.words, m.finish} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

type readMeWriter struct {
	*workbook
	sheet string
	row   int
}

func (m *readMeWriter) heading(text string) error {
	m.row++
	l := look{bold: true, size: 13, up: "bottom", bottom: side(thinBorder, m.token("stage-line"))}
	if err := m.span(m.row, text, l); err != nil {
		return err
	}
	m.row++
	return nil
}

func (m *readMeWriter) pair(name string, v value, sample look) error {
	if v.kind == nothing {
		return nil
	}
	if sample.color == "" && sample.fill == "" && !sample.hatch && sample.border == "" {
		sample.color = m.token("text2")
	}
	sample.up = "top"
	if err := m.text(m.sheet, 1, m.row, name, sample); err != nil {
		return err
	}
	err := m.put(m.sheet, 2, m.row, v, look{wrap: true, across: "left"})
	if err == nil && v.kind == textual {
		err = m.file.SetRowHeight(m.sheet, m.row, min(textHeight(plainText(v.text, false), 90*5.4), mostRowHeight))
	}
	m.row++
	return err
}

func (m *readMeWriter) facts() error {
	if err := m.file.SetColWidth(m.sheet, "A", "A", 26); err != nil {
		return err
	}
	if err := m.file.SetColWidth(m.sheet, "B", "B", 90); err != nil {
		return err
	}
	j, w := m.journey, m.doc.Workspace
	if err := m.text(m.sheet, 1, m.row, j.Title, look{bold: true, size: 18, up: "center"}); err != nil {
		return err
	}
	if err := m.file.SetRowHeight(m.sheet, m.row, 30); err != nil {
		return err
	}
	m.row++
	exported := value{}
	if !m.doc.Created.IsZero() {
		exported = value{kind: dated, day: m.doc.Created.UTC()}
	}
	for _, f := range []struct {
		name string
		v    value
	}{
		{"In the customer's words", str(j.InWords)}, {"Kind", str(kindShort(j))}, {"Personas", str(personaWords(w, j))},
		{"Scenario", str(j.Scenario)}, {"Scope", str(j.Scope)}, {"Decision to inform", str(j.Decision)},
		{"Owner", str(ownerName(w, j.Owner))}, {"Status", str(j.Status.Name())}, {"Version", str(j.Version)},
		{"Next review", day(j.ReviewDate)}, {"Confidentiality", str(j.Confidentiality)},
		{"Stages", whole(len(j.Stages))}, {"Steps", whole(len(j.Steps()))}, {"Lanes", whole(len(j.Lanes))}, {"Cards", whole(len(j.Cards))},
		{"Exported", exported}, {"Program", str("Stagecraft")}, {"Workbook schema", whole(workbookSchema)}, {"Journey ID", str(string(j.ID))},
	} {
		if err := m.pair(f.name, f.v, look{}); err != nil {
			return err
		}
	}
	return nil
}

func (m *readMeWriter) sheets() error {
	if err := m.heading("Sheets"); err != nil {
		return err
	}
	for _, s := range [][2]string{
		{mapSheet, "The map as on the board: stages over steps, lanes down, a cell a card. Made to be printed in landscape, one page wide."},
		{itemsSheet, "Every card, a row a card, with all its fields. The grey IDs never change: keep them when you edit the list."},
		{touchpointsSheet, "The inventory of touchpoints with channel, owner, systems, measured values and the pains of the same steps."},
		{personasSheet, "The personas with their goals, needs and frustrations, and the steps at which each goal is served."},
		{empathySheet, "What the personas say, think, do and feel, with pains and gains: the cards of the empathy map."},
		{metricsSheet, "How each KPI is defined: unit, scale, direction, target, the limits between the heat steps, aggregation."},
		{valuesSheet, "Every measured value of this journey, with source and row."},
		{heatSheet, "KPIs by stage and step as numbers, with how many answers each stands for."},
	} {
		if err := m.pair(s[0], str(s[1]), look{}); err != nil {
			return err
		}
	}
	return nil
}

func (m *readMeWriter) legend() error {
	if err := m.heading("Legend"); err != nil {
		return err
	}
	u := signsOf(m.doc, m.journey)
	for _, kind := range model.Kinds {
		if u.kinds[kind] {
			token := scene.KindToken(kind)
			if err := m.pair(kind.Name(), str(kind.Help()), look{fill: m.token(token), border: m.token(token + "-l")}); err != nil {
				return err
			}
		}
	}
	for _, e := range []struct {
		name, words string
		l           look
	}{
		{"dashed border", "an assumption", look{border: "000000", dash: true}},
		{"thin border", "partly supported by evidence", look{border: "000000"}},
		{"thick border", model.Validated.Name(), look{border: "000000", thick: true}},
		{"hatched", "no data: it was not measured, which is not zero", look{hatch: true}},
	} {
		if err := m.pair(e.name, str(e.words), e.l); err != nil {
			return err
		}
	}
	for _, l := range model.BlueprintLines(m.journey.Lanes) {
		words := "thick line: the customer meets the organisation here"
		switch l.Kind {
		case model.LineOfVisibility:
			words = "dashed line: the customer sees what is above it"
		case model.LineOfInternalInteraction:
			words = "dotted line: below it, others in the organisation work for those above"
		}
		if err := m.pair(l.Kind.Name(), str(words), look{}); err != nil {
			return err
		}
	}
	return m.heatLegend()
}

func (m *readMeWriter) heatLegend() error {
	h := m.doc.Heat
	if h == nil || h.Metric == nil {
		return nil
	}
	if err := m.heading(heatHeading(h.Metric)); err != nil {
		return err
	}
	for _, f := range h.Legend() {
		s := heatLook(m.theme, h.Scale.Diverging, f.Step)
		if err := m.pair(f.Sign+"  "+f.Name, str(f.Text), look{fill: hex6(s.fill), color: hex6(s.text)}); err != nil {
			return err
		}
	}
	if err := m.pair("Small sample", str("n below "+metric.FormatN(float64(smallLimit(h.Metric)))), look{}); err != nil {
		return err
	}
	return m.pair("From", str(SourceText(h)), look{})
}

func (m *readMeWriter) words() error {
	if err := m.heading("Words"); err != nil {
		return err
	}
	for _, w := range [][2]string{
		{"Stage", "A phase of the journey, named in the customer's words."},
		{"Step", "One column of the map: something that the customer does within a stage."},
		{"Lane", "One row of the map; it says what its cards are."},
		{"Touchpoint", "Where customer and organisation meet, through a channel."},
		{"Moment of truth", "Where the customer decides for or against the organisation."},
		{"Evidence", "How sure the team is: an assumption, partly supported, validated."},
		{"Mood", "How a persona feels at a step, from \u20132 to +2."},
		{"Severity", "Of a pain: 1 minor, 2 hinders, 3 stops the customer."},
	} {
		if err := m.pair(w[0], str(w[1]), look{}); err != nil {
			return err
		}
	}
	return nil
}

// span writes a text into the first of the two columns and gives both its look.
func (m *readMeWriter) span(row int, text string, l look) error {
	if err := m.text(m.sheet, 1, row, text, l); err != nil {
		return err
	}
	if err := m.put(m.sheet, 2, row, value{}, l); err != nil {
		return err
	}
	return m.file.SetRowHeight(m.sheet, row, 24)
}

func (m *readMeWriter) finish() error {
	off := false
	if err := m.file.SetSheetView(m.sheet, 0, &excelize.ViewOptions{ShowGridLines: &off}); err != nil {
		return err
	}
	if err := m.printSetUp(m.sheet, ""); err != nil {
		return err
	}
	portrait, a4 := "portrait", 9
	return m.file.SetPageLayout(m.sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &portrait})
}
