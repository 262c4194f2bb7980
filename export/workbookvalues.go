package export

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"stagecraft/model"
)

// values writes every observation of the journey in long form. There may be very many, so the rows are
// streamed instead of kept.
func (b *workbook) values(sheet string) error {
	columns := []column{
		{title: "KPI", width: 26}, {title: "Stage", width: 22}, {title: "Step no.", width: 9}, {title: "Step", width: 22}, {title: "Card", width: 30},
		{title: "Segment", width: 16}, {title: "Period", width: 12}, {title: "Value", width: 11}, {title: "Numerator", width: 11}, {title: "Denominator", width: 12},
		{title: "n", width: 9}, {title: "Unit", width: 8}, {title: "Source", width: 26}, {title: "Source row", width: 9},
		{title: "KPI ID", width: 22, id: true}, {title: "Stage ID", width: 22, id: true}, {title: "Step ID", width: 22, id: true}, {title: "Card ID", width: 22, id: true},
	}
	// A sheet that was streamed takes no settings any more.
	if err := b.printSetUp(sheet, "$1:$1"); err != nil {
		return err
	}
	if err := b.printFew(sheet, len(columns)); err != nil {
		return err
	}
	stream, err := b.file.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := b.streamHead(stream, columns); err != nil {
		return err
	}
	rows, err := b.streamObservations(stream, sheet)
	if err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(columns), max(rows, 1)+1)
	if err != nil {
		return err
	}
	stripes := false
	if err := stream.AddTable(&excelize.Table{Range: "A1:" + last, Name: "KPI_values", StyleName: "TableStyleLight1", ShowRowStripes: &stripes}); err != nil {
		return err
	}
	return stream.Flush()
}

// printedValues is how many values are printed: two or three pages.
const printedValues = 150

// printFew has only the first of many values printed, with a line that says so: nobody reads hundreds of
// pages of single answers, and the sheet of the heat map sums all of them up.
func (b *workbook) printFew(sheet string, columns int) error {
	all := 0
	for _, set := range b.doc.Workspace.Datasets {
		if set.Journey == b.journey.ID {
			all += set.Observations.Len()
		}
	}
	if all <= printedValues {
		return nil
	}
	head := fmt.Sprintf("&LThe first %d of %s. All of them are in this sheet; “%s” sums them up by step.", printedValues, model.Count(all, "value"), heatSheet)
	if err := b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddHeader: head, OddFooter: "&L&A&RPage &P / &N"}); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(columns, printedValues+1, true)
	if err != nil {
		return err
	}
	return b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: sheet, RefersTo: "'" + sheet + "'!$A$1:" + last})
}

func (b *workbook) streamHead(stream *excelize.StreamWriter, columns []column) error {
	for i, c := range columns {
		if err := stream.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	style, err := b.style(b.headLook())
	if err != nil {
		return err
	}
	head := make([]any, len(columns))
	for i, c := range columns {
		head[i] = excelize.Cell{StyleID: style, Value: c.title}
	}
	return stream.SetRow("A1", head)
}

func (b *workbook) streamObservations(stream *excelize.StreamWriter, sheet string) (rows int, err error) {
	plain, err := b.style(look{})
	if err != nil {
		return 0, err
	}
	grey, err := b.style(look{color: "7A7A7A"})
	if err != nil {
		return 0, err
	}
	all := 0
	for _, set := range b.doc.Workspace.Datasets {
		if set.Journey != b.journey.ID {
			continue
		}
		for o := range set.Observations.All() {
			if all++; rows >= mostRows-1 {
				continue
			}
			if all%1024 == 0 {
				if err := b.ctx.Err(); err != nil {
					return rows, err
				}
			}
			cell := fmt.Sprintf("A%d", rows+2)
			cells := b.observationCells(set, &o, plain, grey)
			if err := stream.SetRow(cell, cells); err != nil {
				return rows, err
			}
			rows++
		}
	}
	if all > rows {
		b.warnings = append(b.warnings, Warning{Text: fmt.Sprintf("the sheet %q holds the first %d of %d values: Excel takes no more", sheet, rows, all)})
	}
	return rows, nil
}

func (b *workbook) observationCells(set *model.Dataset, o *model.Observation, plain, grey int) []any {
	w, j := b.doc.Workspace, b.journey
	row := make([]value, 0, 18)
	name, unit := "", ""
	if m := w.Metric(o.Metric); m != nil {
		name, unit = m.Name, m.Unit
	}
	place := b.placeOf(o)
	source := ""
	if s := w.Source(set.Source); s != nil {
		if source = s.File; source == "" {
			source = s.Name
		}
	}
	from := value{}
	if o.Row > 0 {
		from = whole(o.Row)
	}
	row = append(row, str(name), str(place.stage), str(j.StepNumber(place.step)), str(place.stepTitle), str(place.card), str(o.Segment), str(string(o.Period)),
		maybe(o.Value), maybe(o.Numerator), maybe(o.Denominator), maybe(o.N), str(unit), str(source), from,
		str(string(o.Metric)), str(string(place.stageID)), str(string(place.step)), str(string(o.Card)))
	cells := make([]any, len(row))
	for i, v := range row {
		style := plain
		if i >= 14 {
			style = grey
		}
		switch v.kind {
		case textual:
			cells[i] = excelize.Cell{StyleID: style, Value: b.cellText(v.text, valuesSheet, "")}
		case numeric:
			cells[i] = excelize.Cell{StyleID: style, Value: v.number}
		}
	}
	return cells
}

// place is where an observation was made, by its narrowest known record.
type place struct {
	stage, stepTitle, card string
	stageID                model.StageID
	step                   model.StepID
}

func (b *workbook) placeOf(o *model.Observation) place {
	p := place{stageID: o.Stage, step: o.Step}
	if c := b.journey.Card(o.Card); c != nil {
		p.card, p.step = c.Title, c.Step
	}
	if s := b.journey.Step(p.step); s != nil {
		p.stepTitle = s.Title
		p.stageID = b.journey.StageOf(p.step).ID
	}
	if s := b.journey.Stage(p.stageID); s != nil {
		p.stage = s.Title
	}
	return p
}
