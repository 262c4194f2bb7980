package export

import (
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// Measures of the sheet Map.
const (
	mapLabelWidth = 26.0 // of columns, in characters
	mapStepWidth  = 26.0
	mapHeadRows   = 4 // title, facts, stages, steps
	cellTextSize  = 10.0
	cellLine      = 13.5 // height of a line of that size in points
	mostRowHeight = 400.0
)

// mapPicture writes the map as it looks on the board: stages over steps, lanes down, each card a cell.
func (b *workbook) mapPicture(sheet string) error {
	m := &mapWriter{workbook: b, sheet: sheet, row: mapHeadRows + 1, columns: len(b.journey.Steps())}
	for _, step := range []func() error{m.head, m.lanes, m.finish} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// mapWriter writes the sheet Map from the top down.
type mapWriter struct {
	*workbook
	sheet   string
	row     int // next free row
	columns int
}

func (m *mapWriter) head() error {
	if err := m.file.SetColWidth(m.sheet, "A", "A", mapLabelWidth); err != nil {
		return err
	}
	if m.columns > 0 {
		last, err := excelize.ColumnNumberToName(m.columns + 1)
		if err != nil {
			return err
		}
		if err := m.file.SetColWidth(m.sheet, "B", last, mapStepWidth); err != nil {
			return err
		}
	}
	if err := m.text(m.sheet, 1, 1, m.journey.Title, look{bold: true, size: 18, up: "center"}); err != nil {
		return err
	}
	if err := m.text(m.sheet, 1, 2, m.facts(), look{color: m.token("text2"), up: "center"}); err != nil {
		return err
	}
	stageLook := look{bold: true, size: 12, fill: m.token("stage-bg"), up: "center", indent: 1, left: side(mediumBorder, m.token("stage-line"))}
	stepLook := look{bold: true, fill: m.token("step-bg"), wrap: true, up: "center", bottom: side(mediumBorder, m.token("text")), left: side(thinBorder, m.token("grid"))}
	for i, name := range []string{"Stage", "Step"} {
		l := look{fill: m.token([]string{"stage-bg", "step-bg"}[i]), color: m.token("text2"), up: "center", indent: 1}
		if i == 1 {
			l.bottom = stepLook.bottom
		}
		if err := m.text(m.sheet, 1, 3+i, name, l); err != nil {
			return err
		}
	}
	column := 2
	for i, stage := range m.journey.Stages {
		if err := m.span(3, column, 3, column+len(stage.Steps)-1, str(fmt.Sprintf("%d  %s", i+1, stage.Title)), stageLook); err != nil {
			return err
		}
		for k, step := range stage.Steps {
			l := stepLook
			if k == 0 {
				l.left = stageLook.left
			}
			if err := m.text(m.sheet, column+k, 4, m.journey.StepNumber(step.ID)+"  "+step.Title, l); err != nil {
				return err
			}
		}
		column += len(stage.Steps)
	}
	for row, height := range map[int]float64{1: 28, 2: 18, 3: 24, 4: 32} {
		if err := m.file.SetRowHeight(m.sheet, row, height); err != nil {
			return err
		}
	}
	return nil
}

// facts is one line of what the map is.
func (b *workbook) facts() string {
	j := b.journey
	parts := []string{kindShort(j)}
	add := func(label, text string) {
		if text != "" {
			parts = append(parts, label+text)
		}
	}
	add("", personaWords(b.doc.Workspace, j))
	add("owner ", ownerName(b.doc.Workspace, j.Owner))
	add("status ", strings.ToLower(j.Status.Name()))
	add("version ", j.Version)
	add("next review ", dateWords(j.ReviewDate))
	add("", j.Confidentiality)
	if h := b.doc.Heat; h != nil && h.Metric != nil {
		parts = append(parts, heatHeading(h.Metric))
	}
	return strings.Join(parts, "   \u00b7   ")
}

// span merges a block of cells, fills it with a look and writes a value into it.
func (m *mapWriter) span(row, column, toRow, toColumn int, v value, l look) error {
	from, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	to, err := excelize.CoordinatesToCellName(toColumn, toRow)
	if err != nil {
		return err
	}
	style, err := m.style(l)
	if err != nil {
		return err
	}
	if from != to {
		if err := m.file.SetCellStyle(m.sheet, from, to, style); err != nil {
			return err
		}
		if err := m.file.MergeCell(m.sheet, from, to); err != nil {
			return err
		}
	}
	return m.put(m.sheet, column, row, v, l)
}

func (m *mapWriter) lanes() error {
	lines := map[int]model.LineKind{}
	for _, l := range model.BlueprintLines(m.journey.Lanes) {
		lines[l.Before] = l.Kind
	}
	for i, lane := range m.journey.Lanes {
		if err := m.ctx.Err(); err != nil {
			return err
		}
		if kind, ok := lines[i]; ok {
			if err := m.line(kind); err != nil {
				return err
			}
		}
		if err := m.lane(lane); err != nil {
			return err
		}
	}
	return nil
}

// line writes a line of the blueprint as a low row with a thick border below.
func (m *mapWriter) line(kind model.LineKind) error {
	style := thickBorder
	switch kind {
	case model.LineOfVisibility:
		style = mediumDashed
	case model.LineOfInternalInteraction:
		style = dottedBorder
	}
	l := look{bold: true, size: 9, up: "center", bottom: side(style, "000000"), indent: 1}
	if err := m.text(m.sheet, 1, m.row, kind.Name(), l); err != nil {
		return err
	}
	l.bold = false
	if err := m.fillRow(m.row, func(int) look { return l }); err != nil {
		return err
	}
	if err := m.file.SetRowHeight(m.sheet, m.row, 15); err != nil {
		return err
	}
	m.row++
	return nil
}

// fillRow gives the step cells of a row the look of their column.
func (m *mapWriter) fillRow(row int, of func(column int) look) error {
	for c := range m.columns {
		style, err := m.style(of(c))
		if err != nil {
			return err
		}
		cell, err := excelize.CoordinatesToCellName(c+2, row)
		if err != nil {
			return err
		}
		if err := m.file.SetCellStyle(m.sheet, cell, cell, style); err != nil {
			return err
		}
	}
	return nil
}

// lane writes a lane in as many rows as its fullest cell has cards.
func (m *mapWriter) lane(lane *model.Lane) error {
	zone := scene.ZoneToken(lane.ZoneOf())
	first := m.row
	var err error
	switch {
	case lane.Kind == model.KindMetric:
		err = m.metricRow(lane, zone)
	case lane.Kind == model.KindEmotion:
		err = m.emotionRows(lane, zone)
	default:
		err = m.cardRows(m.slots(lane, func(*model.Card) bool { return true }), zone)
	}
	if err != nil {
		return err
	}
	return m.label(lane, zone, first)
}

// label writes a lane's name and hint beside its rows, which are made high enough for it.
func (m *mapWriter) label(lane *model.Lane, zone string, first int) error {
	l := look{bold: true, size: 11, wrap: true, indent: 1, fill: m.token(zone + "-soft"),
		left: side(thickBorder, m.token(zone)), bottom: side(thinBorder, m.token("stage-line"))}
	text := laneTitle(lane)
	if lane.Hint != "" {
		text += "\n" + lane.Hint
	}
	if err := m.span(first, 1, m.row-1, 1, str(text), l); err != nil {
		return err
	}
	if lane.Hint != "" {
		cell := fmt.Sprintf("A%d", first)
		parts := []excelize.RichTextRun{
			{Text: labelPart(laneTitle(lane)), Font: &excelize.Font{Family: "Calibri", Size: 11, Bold: true}},
			{Text: "\n" + labelPart(lane.Hint), Font: &excelize.Font{Family: "Calibri", Size: 9, Color: m.token("text2")}},
		}
		if err := m.file.SetCellRichText(m.sheet, cell, parts); err != nil {
			return err
		}
	}
	short := textHeight(labelPart(text), mapLabelWidth*5.4-14) + 3
	for row := first; row < m.row; row++ {
		height, err := m.file.GetRowHeight(m.sheet, row)
		if err != nil {
			return err
		}
		if short -= height; row == m.row-1 && short > 0 {
			return m.file.SetRowHeight(m.sheet, row, math.Min(height+short, mostRowHeight))
		}
	}
	return nil
}

// labelPart is as much of a text as can stand in a lane's label.
func labelPart(text string) string {
	part, _ := cut(plainText(text, false), 500)
	return part
}

// band is the look of an empty cell of a lane.
func (m *mapWriter) band(zone string, last bool) func(column int) look {
	starts := m.stageStarts()
	return func(column int) look {
		l := look{fill: m.token(zone + "-band"), left: side(thinBorder, m.token("grid"))}
		if starts[column] {
			l.left = side(mediumBorder, m.token("stage-line"))
		}
		if last {
			l.bottom = side(thinBorder, m.token("stage-line"))
		}
		return l
	}
}

func (b *workbook) stageStarts() map[int]bool {
	starts := map[int]bool{}
	column := 0
	for _, s := range b.journey.Stages {
		starts[column] = true
		column += len(s.Steps)
	}
	return starts
}

// slot is a card's place in a row of the sheet.
type slot struct {
	card     *model.Card
	from, to int // step columns
}

// slots puts the cards of a lane into as few rows as keep them from overlapping, in display order.
func (m *mapWriter) slots(lane *model.Lane, want func(*model.Card) bool) [][]slot {
	var rows [][]slot
	var taken []map[int]bool
	for i, step := range m.journey.Steps() {
		for _, c := range m.journey.CardsIn(model.Cell{Lane: lane.ID, Step: step.ID}) {
			if !want(c) {
				continue
			}
			s := slot{c, i, min(i+max(c.Span, 1), m.columns)}
			at := 0
			for at < len(rows) && overlaps(taken[at], s) {
				at++
			}
			if at == len(rows) {
				rows = append(rows, nil)
				taken = append(taken, map[int]bool{})
			}
			rows[at] = append(rows[at], s)
			for k := s.from; k < s.to; k++ {
				taken[at][k] = true
			}
		}
	}
	return rows
}

func overlaps(taken map[int]bool, s slot) bool {
	for k := s.from; k < s.to; k++ {
		if taken[k] {
			return true
		}
	}
	return false
}

func (m *mapWriter) cardRows(rows [][]slot, zone string) error {
	if len(rows) == 0 {
		rows = [][]slot{nil}
	}
	for i, row := range rows {
		if err := m.fillRow(m.row, m.band(zone, i == len(rows)-1)); err != nil {
			return err
		}
		height := 30.0
		for _, s := range row {
			text := m.cardText(s.card)
			width := (mapStepWidth*5.4 - 14) * float64(s.to-s.from)
			height = math.Max(height, textHeight(text, width))
			if err := m.span(m.row, s.from+2, m.row, s.to+1, str(text), m.cardLook(s.card)); err != nil {
				return err
			}
		}
		if err := m.file.SetRowHeight(m.sheet, m.row, math.Min(height, mostRowHeight)); err != nil {
			return err
		}
		m.row++
	}
	return nil
}

// textHeight is how high a wrapped cell must be: the office program wraps with a font of its own, a
// little narrower than ours.
func textHeight(text string, width float64) float64 {
	lines := 0
	for _, part := range strings.Split(text, "\n") {
		wrapped, _ := layout.Wrap(part, layout.Style{Size: cellTextSize * 0.94}, width, 24)
		lines += max(len(wrapped), 1)
	}
	return float64(lines)*cellLine + 9
}

// cardText is a card in words, as the board shows it.
func (b *workbook) cardText(c *model.Card) string {
	var lines []string
	kind := b.journey.KindOf(c)
	if name := channelName(b.doc.Workspace, c.Channel); name != "" {
		lines = append(lines, "["+name+"]")
	}
	title := c.Title
	if c.MomentOfTruth {
		title = "Moment of truth: " + title
	}
	if kind == model.KindPain && c.Severity > 0 {
		title += fmt.Sprintf(" (severity %d)", c.Severity)
	}
	if c.Votes > 0 {
		title += " (" + model.Count(c.Votes, "vote") + ")"
	}
	lines = append(lines, title)
	if c.Body != "" {
		body, _ := cut(c.Body, 1000)
		lines = append(lines, body)
	}
	if kind == model.KindTouchpoint {
		if owner := ownerName(b.doc.Workspace, c.Owner); owner != "" {
			lines = append(lines, owner)
		}
		if v, ok := b.cardHeat(c); ok {
			lines = append(lines, v)
		}
	}
	return strings.Join(lines, "\n")
}

// cardHeat is the value that tints a touchpoint, in words with its verdict.
func (b *workbook) cardHeat(c *model.Card) (string, bool) {
	h := b.doc.Heat
	if h == nil || h.Metric == nil {
		return "", false
	}
	v := h.ForCard(c)
	if !v.Value.Known {
		return plainText(h.Metric.Name, true) + ": no data", true
	}
	text := plainText(h.Metric.Name, true) + ": " + metric.Format(h.Metric, v.Value.Value)
	text += verdict(h, v.Step)
	if v.Small {
		text += fmt.Sprintf(" (n %s, small)", metric.FormatN(v.N))
	}
	return text, true
}

func (b *workbook) cardLook(c *model.Card) look {
	kind := b.journey.KindOf(c)
	l := look{wrap: true, indent: 1, fill: b.token(scene.KindToken(kind)), border: b.token(scene.KindToken(kind) + "-l"), up: "center"}
	switch c.Evidence {
	case model.Validated:
		l.thick = true
	case model.Partial:
	default:
		l.dash = true
	}
	switch kind {
	case model.KindThinking, model.KindFeeling, model.KindSaying:
		l.italic = true
	case model.KindTouchpoint:
		l.bold = true
		if h := b.doc.Heat; h != nil && h.Metric != nil {
			v := h.ForCard(c)
			if v.Step == 0 {
				l.hatch = true
			} else {
				s := heatLook(b.theme, h.Scale.Diverging, v.Step)
				l.fill, l.color = hex6(s.fill), hex6(s.text)
			}
		}
	}
	return l
}

func (m *mapWriter) finish() error {
	if err := m.file.SetPanes(m.sheet, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: mapHeadRows, TopLeftCell: "B5", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	off := false
	zoom := 85.0
	if err := m.file.SetSheetView(m.sheet, 0, &excelize.ViewOptions{ShowGridLines: &off, ZoomScale: &zoom}); err != nil {
		return err
	}
	last, err := excelize.ColumnNumberToName(m.columns + 1)
	if err != nil {
		return err
	}
	area := fmt.Sprintf("'%s'!$A$1:$%s$%d", m.sheet, last, max(m.row-1, mapHeadRows))
	if err := m.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: m.sheet, RefersTo: area}); err != nil {
		return err
	}
	return m.printSetUp(m.sheet, "$A:$A,$3:$4")
}
