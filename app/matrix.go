package app

import (
	"encoding/csv"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/export"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// matrixPage shows all metrics of a journey by stage: the heat matrix.
type matrixPage struct {
	window  *Window
	session *Session
	content *fyne.Container
	tools   *fyne.Container
	foot    *fyne.Container
	page    *fyne.Container // tools, grid and foot, while there are values
	grid    *matrixGrid
	table   *matrixTable
	open    map[model.StageID]bool
}

func newMatrixPage(w *Window, s *Session) *matrixPage {
	p := &matrixPage{window: w, session: s, open: map[model.StageID]bool{}, table: &matrixTable{}}
	p.grid = newMatrixGrid(p)
	p.tools, p.foot = container.NewStack(), container.NewStack()
	p.content = container.NewStack(look.NewBackdrop("board"))
	return p
}

// update gathers the values again and draws them.
func (p *matrixPage) update() {
	s := p.session
	var heats []*metric.Heat
	for _, m := range s.Workspace().Metrics {
		if h := s.Values(m.ID); h != nil && !p.window.pages.hidden[m.ID] {
			heats = append(heats, h)
		}
	}
	p.table = newMatrixTable(s.Journey(), heats, p.open)
	p.table.swapped = p.swapped()
	if len(heats) == 0 || s.Journey() == nil {
		p.page = nil
		p.content.Objects = []fyne.CanvasObject{look.NewBackdrop("board"), p.empty()}
		p.content.Refresh()
		if p.window.window.Canvas().Focused() == fyne.Focusable(p.grid) {
			p.window.focusBoard()
		}
		return
	}
	p.grid.row, p.grid.column = min(p.grid.row, len(p.table.rows)-1), min(p.grid.column, len(heats)-1)
	p.tools.Objects = []fyne.CanvasObject{p.toolbar(heats)}
	p.page = container.New(&matrixLayout{p.table}, look.Sized(0, 60, p.tools), p.grid, p.foot)
	p.content.Objects = []fyne.CanvasObject{look.NewBackdrop("board"), look.Pad(0, 16, 12, 16, p.page)}
	p.draw()
	p.content.Refresh()
}

// matrixLayout places the tools, the grid as high as its rows are where there is room, and the legend
// under it.
type matrixLayout struct{ table *matrixTable }

func (l *matrixLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(500, 320) }

func (l *matrixLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(size.Width, o[0].MinSize().Height)) // their heights follow from their widths
	o[2].Resize(fyne.NewSize(size.Width, o[2].Size().Height))
	tools, foot := o[0].MinSize().Height, o[2].MinSize().Height
	grid := min(size.Height-tools-foot-8, (matrixHeader+float32(l.table.size().Y)+1)*look.Roomy(1))
	o[0].Resize(fyne.NewSize(size.Width, tools))
	o[1].Move(fyne.NewPos(0, tools))
	o[1].Resize(fyne.NewSize(size.Width, grid))
	o[2].Move(fyne.NewPos(0, tools+grid+8))
	o[2].Resize(fyne.NewSize(size.Width, foot))
}

// focus is the grid, or what stands in its place.
func (p *matrixPage) focus() fyne.Focusable {
	if p.page == nil {
		return firstFocusable(p.content)
	}
	return p.grid
}

// draw makes the pictures and the legend of the focused column.
func (p *matrixPage) draw() {
	if len(p.table.heats) == 0 {
		return
	}
	pen := &matrixPen{theme: p.window.program.sceneTheme()}
	h := p.table.heats[p.grid.column]
	p.grid.parts[0].layer = pen.corner(p.table, periodText(h))
	p.grid.parts[1].layer = pen.header(p.table, p.grid.column)
	p.grid.parts[2].layer = pen.labels(p.table, p.grid.column)
	p.grid.parts[3].layer = pen.body(p.table)
	p.foot.Objects = []fyne.CanvasObject{p.legend(h)}
	p.foot.Refresh()
	p.grid.draw()
}

// focusChanged follows the focused cell: legend, trace and status bar speak of it.
func (p *matrixPage) focusChanged() {
	p.draw()
	if p.page != nil {
		p.page.Refresh() // the legends of two columns may differ in height
	}
	p.window.editor.inspector.updated(Update{Parts: PartView})
	p.window.editor.status.showMiddle()
}

// empty is what stands in place of a matrix without metrics.
func (p *matrixPage) empty() fyne.CanvasObject {
	return container.NewCenter(look.V(10,
		look.Bold("Nothing measured yet", 20, "text"),
		look.Text("Import a table of values, or type them in. Every number then stands here by stage, beside its target.", 13, "text2"),
		look.H(8, look.LargeButton("matrix.import", look.Main, "import", "Import spreadsheet", func() { p.window.do("data.import") }),
			look.LargeButton("matrix.type", look.Plain, "edit", "Type values", p.typeFirst), look.Space())))
}

func (p *matrixPage) typeFirst() {
	if len(p.session.Workspace().Metrics) == 0 {
		p.window.do("data.metric")
		return
	}
	p.window.do("data.value")
}

// toolbar narrows what the matrix shows; with less room it has fewer words.
func (p *matrixPage) toolbar(heats []*metric.Heat) fyne.CanvasObject {
	return look.FirstFitting(300, p.toolRow(heats, 140, true, true), p.toolRow(heats, 128, true, false), p.toolRow(heats, 112, false, false))
}

// toolRow is one form of the toolbar: with choices of a width, with labels before them or without, and
// with words on the buttons or without.
func (p *matrixPage) toolRow(heats []*metric.Heat, width float32, labels, words bool) fyne.CanvasObject {
	var row []fyne.CanvasObject
	choice := func(label string, c fyne.CanvasObject) {
		if labels {
			row = append(row, look.Text(label, 11, "text2"))
		}
		row = append(row, look.Fixed(width, 28, c))
	}
	button := func(name, icon, text string, tap func()) {
		b := look.Button(name, look.Plain, icon, text, tap)
		if !words {
			b = look.Button(name, look.Plain, icon, "", tap)
			b.Tip = func() (string, string) { return text, "" }
		}
		row = append(row, b)
	}
	periods, segments := mergedPeriods(heats)
	choice("Period", p.narrowing("matrix.period", "All periods", string(p.session.tint.period), periods, func(id string) {
		p.session.SetPeriod(model.Period(id))
	}))
	if len(segments) > 0 {
		choice("Segment", p.narrowing("matrix.segment", "All segments", p.session.tint.segment, segments, p.session.SetSegment))
	}
	choice("Metrics", p.metricPicker(len(heats)))
	row = append(row, look.Space())
	button("data.value", "edit", "Type a value", func() {
		stage, step := p.place()
		p.window.typeValue(p.table.heats[p.grid.column].Metric.ID, stage, step)
	})
	button("matrix.swap", "swap", "Swap rows and columns", p.window.swapMatrix)
	button("matrix.copy", "duplicate", "Copy", p.copyTable)
	return look.H(10, row...)
}

// metricPicker shows and hides columns.
func (p *matrixPage) metricPicker(shown int) fyne.CanvasObject {
	all := p.session.Workspace().Metrics
	hidden := p.window.pages.hidden
	text := "All " + plural(len(all), "metric", "metrics")
	if shown < len(all) {
		text = fmt.Sprintf("%d of %d", shown, len(all))
	}
	c := look.NewChoice("matrix.metrics", text, "", func() []look.Option {
		options := []look.Option{{ID: "", Text: "Show all"}, {}}
		for _, m := range all {
			icon := "eye"
			if hidden[m.ID] {
				icon = "eye-off"
			}
			options = append(options, look.Option{ID: string(m.ID), Text: m.Name, Icon: icon})
		}
		return options
	}, func(id string) { p.window.showMetric(model.MetricID(id)) })
	return c.Press
}

// showMetric hides a metric of the matrix or shows it again; an empty id shows all. The last one stays.
func (w *Window) showMetric(id model.MetricID) {
	hidden := map[model.MetricID]bool{}
	shown := 0
	for _, m := range w.session.Workspace().Metrics {
		if on := w.pages.hidden[m.ID] != (m.ID == id); id != "" && on {
			hidden[m.ID] = true
		} else {
			shown++
		}
	}
	if shown == 0 {
		return
	}
	w.pages.hidden = hidden
	if w.editor.matrix != nil {
		w.editor.matrix.update()
	}
}

// narrowing is a choice of one of some values, or all.
func (p *matrixPage) narrowing(name, all, now string, values []string, chosen func(string)) fyne.CanvasObject {
	text := now
	if text == "" {
		text = all
	}
	c := look.NewChoice(name, text, "", func() []look.Option {
		options := []look.Option{{ID: "", Text: all}, {}}
		for _, v := range values {
			options = append(options, look.Option{ID: v, Text: v})
		}
		return options
	}, chosen)
	return c.Press
}

// mergedPeriods gathers the periods and segments of all metrics.
func mergedPeriods(heats []*metric.Heat) (periods, segments []string) {
	seen := map[string]bool{}
	for _, h := range heats {
		for _, per := range h.Periods {
			if !seen["p"+string(per)] {
				seen["p"+string(per)] = true
				periods = append(periods, string(per))
			}
		}
		for _, s := range h.Segments {
			if !seen["s"+s] {
				seen["s"+s] = true
				segments = append(segments, s)
			}
		}
	}
	return periods, segments
}

// legend explains the focused column's scale.
func (p *matrixPage) legend(h *metric.Heat) fyne.CanvasObject {
	m := h.Metric
	facts := strings.Join(nonEmpty(metric.ScaleText(m), metric.DirectionText(m), prefixed("target ", metric.TargetText(m))), ", ")
	title := func() fyne.CanvasObject { return look.Bold("Scale for "+m.Name, 12.5, "text") }
	scale := scaleLegend{theme: p.window.program.sceneTheme(), metric: m, scale: h.StageScale}
	headed := func(fields fyne.CanvasObject) fyne.CanvasObject {
		return look.V(6, look.H(8, title(),
			look.Grow(look.CutText(facts+". Each metric has its own limits; the sign after the number says the same as the colour.", 11.5, "text2", false))), fields)
	}
	return look.V(6, look.Gap(4),
		look.FirstFitting(300, headed(scale.row(true)), headed(scale.row(false)),
			scale.twoRows(look.V(0, title(), look.CutText(facts, 11.5, "text2", false))), headed(scale.flow())),
		look.CutText(sentence(metric.AggregationText(m.Aggregation))+" "+m.Definition, 11.5, "text2", false))
}

func smallLimit(m *model.Metric) string {
	if m.SmallN > 0 {
		return fmt.Sprint(m.SmallN)
	}
	return "30"
}

func nonEmpty(texts ...string) []string {
	var kept []string
	for _, t := range texts {
		if t != "" {
			kept = append(kept, t)
		}
	}
	return kept
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}

// focusText says the focused cell in words: "3.2 Check in online, Effort (CES): 4.3, much worse".
func (p *matrixPage) focusText() string {
	if p.grid.row >= len(p.table.rows) || p.grid.column >= len(p.table.heats) {
		return ""
	}
	v, s := p.table.value(p.grid.row, p.grid.column)
	m := p.table.heats[p.grid.column].Metric
	text := "no data"
	if v.Value.Known {
		text = metric.Format(m, v.Value.Value) + ", " + s.Name(v.Step)
	}
	return p.placeText() + ", " + m.Name + ": " + text
}

func (p *matrixPage) placeText() string {
	r := p.table.rows[p.grid.row]
	return strings.TrimSpace(r.number + " " + r.title)
}

// place returns the stage and step of the focused row.
func (p *matrixPage) place() (model.StageID, model.StepID) {
	r := p.table.rows[p.grid.row]
	switch {
	case r.stage == nil:
		return "", ""
	case r.step == nil:
		return r.stage.ID, ""
	}
	return "", r.step.ID
}

// showOnBoard opens the board at the focused row, tinted by the focused metric.
func (p *matrixPage) showOnBoard() {
	if p.grid.row >= len(p.table.rows) || p.grid.column >= len(p.table.heats) {
		return
	}
	j := p.session.JourneyID()
	id := p.table.heats[p.grid.column].Metric.ID
	stage, step := p.place()
	p.session.SetView(usualView(p.session.Journey()))
	p.session.SetHeat(id)
	switch {
	case step != "":
		p.session.Show(model.Ref{Kind: model.StepRecord, Journey: j, ID: string(step)})
	case stage != "":
		p.session.Show(model.Ref{Kind: model.StageRecord, Journey: j, ID: string(stage)})
	}
	p.window.focusBoard()
}

// copyTable puts the matrix on the clipboard as tab-separated text, for a spreadsheet.
func (p *matrixPage) copyTable() {
	lines := p.lines()
	if p.table.swapped {
		lines = transposed(lines)
		lines[0][0] = "Metric"
	}
	var text strings.Builder
	out := csv.NewWriter(&text) // into a string, where nothing can fail
	out.Comma = '\t'
	out.WriteAll(lines)
	p.window.program.fyne.Clipboard().SetContent(text.String())
	p.window.toasts.Show("duplicate", "Copied "+plural(len(lines)-1, "row", "rows")+", to paste into a spreadsheet", "", nil)
}

// lines are the matrix as text: the heading, then a line a place, with value and n of each metric.
func (p *matrixPage) lines() [][]string {
	head := []string{"Stage"}
	for _, h := range p.table.heats {
		head = append(head, export.Harmless(strings.TrimSpace(h.Metric.Name+" "+h.Metric.Unit)), "n")
	}
	lines := [][]string{head}
	for row, r := range p.table.rows {
		line := []string{export.Harmless(strings.TrimSpace(r.number + " " + r.title))}
		for column := range p.table.heats {
			v, _ := p.table.value(row, column)
			if !v.Value.Known {
				line = append(line, "", "")
				continue
			}
			line = append(line, strings.Replace(numberText(v.Value), "–", "-", 1), numberText(model.Some(v.N)))
		}
		lines = append(lines, line)
	}
	return lines
}

// transposed turns lines of equal length round.
func transposed(lines [][]string) [][]string {
	turned := make([][]string, len(lines[0]))
	for i := range turned {
		for _, line := range lines {
			turned[i] = append(turned[i], line[i])
		}
	}
	return turned
}
