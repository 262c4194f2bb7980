package export

import (
	"context"
	"io"
	"strings"

	"stagecraft/model"
	"stagecraft/model/metric"
)

// ComparisonXLSX writes what differs between the two versions of d.Compared as a workbook: a row a change,
// and the figures before and after. It fails as XLSX does.
func ComparisonXLSX(ctx context.Context, w io.Writer, d Document) ([]Warning, error) {
	b := newWorkbook(ctx, d, d.Compared.Comparison.After)
	defer b.file.Close()
	return b.write(ctx, w, b.compared())
}

// compared are the sheets of what differs.
func (b *workbook) compared() []worksheet {
	return []worksheet{{changesSheet, b.changes}, {figuresSheet, b.figures}}
}

// changes writes a row for each field that changed, and one for each record that came, went or moved.
func (b *workbook) changes(sheet string) error {
	t := table{columns: []column{
		{title: "No.", width: 6}, {title: "Kind", width: 10}, {title: "What", width: 10}, {title: "Stage", width: 22}, {title: "Place", width: 34, wrap: true},
		{title: "Title", width: 40, wrap: true}, {title: "Field", width: 16}, {title: "Before", width: 40, wrap: true}, {title: "After", width: 40, wrap: true},
		{title: "Doubtful", width: 9}, {title: "ID before", width: 22, id: true}, {title: "ID after", width: 22, id: true},
	}}
	c := b.doc.Compared.Comparison
	for i := range c.Differences {
		d := &c.Differences[i]
		row := func(field, before, after string) {
			t.rows = append(t.rows, []value{whole(i + 1), str(string(d.Kind)), str(string(d.Op)), str(c.Groups[d.Group]), str(d.Place), str(d.Title),
				str(field), str(before), str(after), yes(d.Doubtful), str(d.Before), str(d.After)})
		}
		switch {
		case d.From != "" && d.From != d.Place:
			row("Place", d.From, d.Place)
		case d.Moved:
			row("Order", "", "among its neighbours")
		case len(d.Fields) == 0:
			row("", "", "")
		}
		for _, f := range d.Fields {
			row(f.Field, f.Before, f.After)
		}
	}
	return b.list(sheet, "Changes", t)
}

// figures writes every figure at every place before and after. What was not measured is an empty cell.
func (b *workbook) figures(sheet string) error {
	t := table{columns: []column{
		{title: "Figure", width: 28}, {title: "Unit", width: 8}, {title: "Better", width: 16}, {title: "Level", width: 9}, {title: "No.", width: 7},
		{title: "Place", width: 32}, {title: "Before", width: 10}, {title: "After", width: 10}, {title: "Change", width: 10}, {title: "Verdict", width: 10},
		{title: "n before", width: 10}, {title: "n after", width: 10},
	}}
	c := b.doc.Compared.Comparison
	places := c.Places()
	for _, d := range metric.Deltas(c) {
		for k := range places {
			s, p := d.At[k], &places[k]
			if !s.Before.Value.Known && !s.After.Value.Known {
				continue
			}
			t.rows = append(t.rows, []value{str(d.Name), str(d.Metric.Unit), str(strings.TrimSuffix(metric.DirectionText(d.Metric), " is better")), str(levelOf(p)),
				str(p.Number), str(p.Title), maybe(s.Before.Value).as("0.00"), maybe(s.After.Value).as("0.00"), changeOf(s), str(d.Verdict(s).String()), countOf(s.Before), countOf(s.After)})
		}
	}
	return b.list(sheet, "Figure_changes", t)
}

func levelOf(p *model.ComparedPlace) string {
	switch {
	case p.Whole():
		return "journey"
	case p.Step():
		return "step"
	}
	return "stage"
}

func changeOf(s metric.Shift) value {
	if !s.Before.Value.Known || !s.After.Value.Known {
		return value{}
	}
	return num(s.After.Value.Value - s.Before.Value.Value).as(`+0.00;\–0.00;0`)
}

func countOf(v metric.Value) value {
	if !v.Value.Known {
		return value{}
	}
	return num(v.N).as("#,##0")
}
