package export

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// items writes the list of cards.
func (b *workbook) items(sheet string) error {
	if err := b.list(sheet, "Items", itemsTable(b.doc, b.journey)); err != nil {
		return err
	}
	wide := 2 // of so many columns one page would be too small to read
	return b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{FitToWidth: &wide})
}

// list writes a table with a header row, a filter and the first row frozen.
func (b *workbook) list(sheet, name string, t table) error {
	for i, c := range t.columns {
		if err := b.listColumn(sheet, i+1, c); err != nil {
			return err
		}
	}
	if len(t.rows) > mostRows-1 {
		b.warnings = append(b.warnings, Warning{Text: fmt.Sprintf("the sheet %q holds the first %d of %d rows: Excel takes no more", sheet, mostRows-1, len(t.rows))})
		t.rows = t.rows[:mostRows-1]
	}
	for r, row := range t.rows {
		if r%256 == 0 {
			if err := b.ctx.Err(); err != nil {
				return err
			}
		}
		if err := b.listRow(sheet, r+2, t.columns, row); err != nil {
			return err
		}
	}
	return b.frameList(sheet, name, len(t.columns), len(t.rows))
}

// listRow writes a row, high enough for its longest text.
func (b *workbook) listRow(sheet string, at int, columns []column, row []value) error {
	height := 0.0
	for i, v := range row {
		if v.kind == nothing {
			continue
		}
		l := b.listLook(columns[i])
		if v.kind == numeric && columns[i].width <= 12 {
			l.across = "center"
		}
		if err := b.put(sheet, i+1, at, v, l); err != nil {
			return err
		}
		if columns[i].wrap {
			text, _ := cut(plainText(v.text, false), 4000)
			height = max(height, textHeight(text, columns[i].width*5.4-8))
		}
	}
	if height <= 2*cellLine {
		return nil
	}
	return b.file.SetRowHeight(sheet, at, min(height, mostRowHeight))
}

func (b *workbook) listColumn(sheet string, at int, c column) error {
	name, err := excelize.ColumnNumberToName(at)
	if err != nil {
		return err
	}
	if err := b.file.SetColWidth(sheet, name, name, c.width); err != nil {
		return err
	}
	return b.text(sheet, at, 1, c.title, b.headLook())
}

func (b *workbook) headLook() look {
	return look{bold: true, fill: b.token("stage-bg"), color: b.token("text"), wrap: true, up: "center", bottom: side(thinBorder, b.token("stage-line"))}
}

func (b *workbook) listLook(c column) look {
	l := look{wrap: c.wrap}
	if c.id {
		l.color = "7A7A7A"
	}
	return l
}

// frameList makes a written list a table with a filter, and readable on screen and paper.
func (b *workbook) frameList(sheet, name string, columns, rows int) error {
	last, err := excelize.CoordinatesToCellName(columns, max(rows, 1)+1)
	if err != nil {
		return err
	}
	stripes := false
	table := &excelize.Table{Range: "A1:" + last, Name: name, StyleName: "TableStyleLight1", ShowRowStripes: &stripes}
	if err := b.file.AddTable(sheet, table); err != nil {
		return err
	}
	if err := b.file.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return b.printSetUp(sheet, "$1:$1")
}

// printSetUp makes a sheet print in landscape, one page wide, with the given rows and
// columns ("$A:$A,$1:$2") repeated on each page.
func (b *workbook) printSetUp(sheet, titles string) error {
	landscape, wide, high, a3 := "landscape", 1, 0, 8
	fit := true
	if err := b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a3, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	if err := b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	margin, bottom, foot := 0.4, 0.65, 0.3
	if err := b.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &bottom, Header: &foot, Footer: &foot}); err != nil {
		return err
	}
	if err := b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&A&RPage &P / &N"}); err != nil {
		return err
	}
	if titles == "" {
		return nil
	}
	return b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: sheet, RefersTo: printTitles(sheet, titles)})
}

func printTitles(sheet, titles string) string {
	ref := ""
	for i, part := range strings.Split(titles, ",") {
		if i > 0 {
			ref += ","
		}
		ref += "'" + sheet + "'!" + part
	}
	return ref
}

// touchpoints writes the inventory of touchpoints.
func (b *workbook) touchpoints(sheet string) error {
	t := table{columns: []column{
		{title: "Touchpoint", width: 34, wrap: true}, {title: "Channel", width: 16}, {title: "Class", width: 10},
		{title: "Stage", width: 22}, {title: "Step no.", width: 9}, {title: "Step", width: 22}, {title: "Owner", width: 18}, {title: "System", width: 18},
		{title: "Moment of truth", width: 11}, {title: "Evidence", width: 16}, {title: "KPIs", width: 34, wrap: true}, {title: "Pains here", width: 48, wrap: true},
		{title: "Card ID", width: 22, id: true},
	}}
	j, w := b.journey, b.doc.Workspace
	facts := b.stepFacts()
	for _, step := range j.Steps() {
		for _, lane := range j.Lanes {
			for _, c := range j.CardsIn(model.Cell{Lane: lane.ID, Step: step.ID}) {
				if j.KindOf(c) != model.KindTouchpoint {
					continue
				}
				class := ""
				if ch := w.Channel(c.Channel); ch != nil {
					class = string(ch.Class)
				}
				t.rows = append(t.rows, []value{
					str(c.Title), str(channelName(w, c.Channel)), str(class), str(j.StageOf(step.ID).Title), str(j.StepNumber(step.ID)), str(step.Title),
					str(ownerName(w, c.Owner)), str(systemName(w, c.System)), yes(c.MomentOfTruth), str(c.Evidence.Name()),
					str(facts.metrics[step.ID]), str(facts.pains[step.ID]), str(string(c.ID)),
				})
			}
		}
	}
	return b.list(sheet, "Touchpoints", t)
}

// stepFacts is what else is known of each step: its measured values and its pains, in words.
type stepFacts struct{ metrics, pains map[model.StepID]string }

func (b *workbook) stepFacts() stepFacts {
	f := stepFacts{map[model.StepID]string{}, map[model.StepID]string{}}
	add := func(into map[model.StepID]string, id model.StepID, text string) {
		if into[id] != "" {
			into[id] += "\n"
		}
		into[id] += text
	}
	for _, h := range b.heats() {
		for _, step := range b.journey.Steps() {
			if v := h.Steps[step.ID]; v.Value.Known {
				add(f.metrics, step.ID, plainText(h.Metric.Name, true)+": "+metric.Format(h.Metric, v.Value.Value))
			}
		}
	}
	for _, c := range b.journey.Cards {
		if b.journey.KindOf(c) != model.KindPain {
			continue
		}
		text := c.Title
		if c.Severity > 0 {
			text += fmt.Sprintf(" (severity %d)", c.Severity)
		}
		for _, step := range b.journey.Covers(c) {
			add(f.pains, step.ID, text)
		}
	}
	return f
}

// metrics writes the definitions of all metrics of the workspace.
func (b *workbook) metrics(sheet string) error {
	t := table{columns: []column{
		{title: "KPI", width: 26}, {title: "Family", width: 14}, {title: "Definition", width: 50, wrap: true}, {title: "Unit", width: 8},
		{title: "Scale from", width: 9}, {title: "Scale to", width: 9}, {title: "Direction", width: 17}, {title: "Target", width: 9},
		{title: "Limit 1", width: 9}, {title: "Limit 2", width: 9}, {title: "Limit 3", width: 9}, {title: "Limit 4", width: 9},
		{title: "Aggregation", width: 20}, {title: "Leading or lagging", width: 12}, {title: "Owner", width: 18}, {title: "Small n below", width: 9},
		{title: "KPI ID", width: 22, id: true},
	}}
	for _, m := range b.doc.Workspace.Metrics {
		lead := "lagging"
		if m.Leading {
			lead = "leading"
		}
		row := []value{
			str(m.Name), str(string(m.Family)), str(m.Definition), str(m.Unit), maybe(m.ScaleMin), maybe(m.ScaleMax),
			str(metric.DirectionText(m)), maybe(m.Target),
		}
		limits, known := metric.Limits(m)
		for _, l := range limits {
			v := value{}
			if known {
				v = num(l)
			}
			row = append(row, v)
		}
		row = append(row, str(metric.AggregationText(m.Aggregation)), str(lead), str(ownerName(b.doc.Workspace, m.Owner)), whole(smallLimit(m)), str(string(m.ID)))
		t.rows = append(t.rows, row)
	}
	return b.list(sheet, "KPI_definitions", t)
}
