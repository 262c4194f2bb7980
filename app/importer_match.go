package app

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/metric"
	"stagecraft/store/ingest"
)

// names shows which stage or step each name of the file belongs to. What is near is only suggested:
// nothing is matched without a click.
func (p *importPage) names() fyne.CanvasObject {
	open, matched := p.report.Unmatched, p.report.Matched
	total := p.report.Counts.Names + len(matched)
	if total == 0 {
		return look.V(0, look.Gap(1))
	}
	facts := fmt.Sprintf("%d names: %d matched, %d open", total, len(matched), p.report.Counts.Names)
	on := 0
	if p.all || len(open) == 0 {
		on = 1
	}
	filter := look.NewSegments([]look.Segment{{Name: "import.todo", Text: fmt.Sprintf("To do %d", p.report.Counts.Names)}, {Name: "import.all", Text: fmt.Sprintf("All %d", total)}}, on, func(i int) {
		p.all = i == 1
		p.rebuild()
	})
	rows := []fyne.CanvasObject{look.Gap(8),
		look.H(10, look.Bold("Stages and steps in the file", 13.5, "text"), look.Text(facts, 11, "text2"), look.Space(), filter.Container), p.madeNote(), p.nameHead()}
	for _, u := range open[:min(len(open), p.rowsShown())] {
		rows = append(rows, p.openName(u))
	}
	if len(open) > p.rowsShown() {
		rows = append(rows, p.moreRows("import.names.more", p.report.Counts.Names-p.rowsShown()))
	} else if on == 1 {
		for _, m := range matched[:min(len(matched), p.rowsShown())] {
			rows = append(rows, nameRow(look.CutText(m.Name, 12.5, "text", false), m.Rows, look.CutText(m.To, 12.5, "text", false),
				look.H(5, look.Icon("check", 14, "ok"), look.Text("matched", 12.5, "text"), look.Space()), look.CutText(m.Why, 11, "text2", false)))
		}
	}
	return look.V(0, rows...)
}

func (p *importPage) nameHead() fyne.CanvasObject {
	text := func(s string) fyne.CanvasObject { return look.CutText(s, 11, "text2", false) }
	return look.V(0, look.Sized(0, 26, look.H(0, look.Fixed(230, 0, text("Name in the file")), look.Fixed(34, 0, look.Gap(1)),
		look.Fixed(314, 0, text("Stage or step on the map")), look.Fixed(210, 0, text("Match")), look.Grow(look.Gap(1)))), look.Line("line2"))
}

func nameRow(name fyne.CanvasObject, rows int, to, match, why fyne.CanvasObject) fyne.CanvasObject {
	return look.V(0, look.Sized(0, 34, look.H(0,
		look.Fixed(230, 0, look.H(6, look.Grow(name), look.Text(plural(rows, "row", "rows"), 11, "text2"), look.Gap(6))),
		look.Fixed(34, 0, look.H(0, look.Icon("arrow-right", 14, "text2"), look.Space())),
		look.Fixed(300, 0, to), look.Gap(14), look.Fixed(196, 0, match), look.Grow(why))), look.Line("line"))
}

// openName is a name that the map does not have, with the list of places and the nearest as an offer.
func (p *importPage) openName(u ingest.UnmatchedName) fyne.CanvasObject {
	j := p.workspace().Journey(p.journey)
	choice := look.NewChoice("import.name."+u.Name, "Choose a stage or step…", "warning", func() []look.Option { return placeOptions(j) }, func(id string) {
		stage, step := placeIDs(id)
		p.setName(u.Name, string(stage)+string(step))
		p.again(false)
	}).Warn(true)
	match := fyne.CanvasObject(look.Bold("open", 12, "warn"))
	why := u.Reason
	if len(u.Suggestions) > 0 {
		nearest := u.Suggestions[0]
		accept := look.Button("import.accept."+u.Name, look.Plain, "check", acceptText(nearest), func() {
			p.setName(u.Name, nearest)
			p.again(false)
		})
		match = look.H(0, accept, look.Space())
		if len(u.Suggestions) > 1 {
			why = "also close: " + strings.Join(u.Suggestions[1:], ", ")
		}
	}
	return nameRow(look.CutText(u.Name, 12.5, "text", true), u.Rows, choice.Press, match, look.CutText(why, 11, "text2", false))
}

// acceptText is the word on the button that takes a suggestion, as long as its column is wide.
func acceptText(nearest string) string {
	return look.Shortened("Accept "+nearest, 12, 150)
}

// counts says how many rows go which way.
func (p *importPage) counts() fyne.CanvasObject {
	c := p.report.Counts
	kinds := []struct {
		n            int
		text         string
		fill, border string
		show         func()
	}{
		{c.Valid, "valid", "text2", "text2", nil},
		{c.Unmatched, "without a stage, " + plural(p.report.Counts.Names, "name is", "names are") + " open", "warn-soft", "warn", nil},
		{c.Duplicates, "repeated, kept once", "stage-bg", "text2", p.showDuplicates},
		{c.Invalid, invalidCount(c), "error", "error", p.showInvalid},
	}
	var shares []float64
	var fills []fyne.CanvasObject
	rows := []fyne.CanvasObject{look.Bold("What will come in", 15, "text"), look.Gap(4)}
	bar := container.New(&barLayout{})
	rows = append(rows, bar, look.Gap(2))
	for _, k := range kinds {
		shares = append(shares, float64(k.n)/float64(max(c.Rows, 1)))
		fills = append(fills, look.NewFill(k.fill, k.border, 1, 0))
		line := []fyne.CanvasObject{look.Fixed(60, 0, look.Bold(metric.FormatN(float64(k.n)), 15, "text").Right()), swatchLarge(k.fill, k.border), look.Grow(look.CutText(k.text, 12.5, "text", false))}
		if k.show != nil && k.n > 0 {
			line = append(line, look.LinkText("import.show."+k.fill, "show", 12, k.show))
		}
		rows = append(rows, look.Sized(0, 32, look.H(10, line...)), look.Line("line"))
	}
	bar.Layout.(*barLayout).shares = shares
	bar.Objects = fills
	return look.V(0, rows...)
}

func invalidCount(c ingest.Counts) string {
	if c.Partly > 0 {
		return fmt.Sprintf("invalid; %d of them keep their other values", c.Partly)
	}
	return "invalid, left out"
}

func swatchLarge(fill, border string) fyne.CanvasObject {
	return look.Fixed(14, 14, look.NewFill(fill, border, 1, 0))
}

// barLayout divides a bar by shares; a share that is not nothing can always be seen.
type barLayout struct{ shares []float64 }

func (l *barLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 20) }

func (l *barLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	total := float64(0)
	seen := make([]float64, len(l.shares))
	for i, s := range l.shares {
		if s > 0 {
			seen[i] = max(s, 0.015)
		}
		total += seen[i]
	}
	x := float32(0)
	for i, fill := range o {
		w := float32(0)
		if total > 0 {
			w = size.Width * float32(seen[i]/total)
		}
		fill.Move(fyne.NewPos(x, 0))
		fill.Resize(fyne.NewSize(max(w-2, 0), size.Height))
		x += w
	}
}

func (p *importPage) showDuplicates() {
	var lines []fyne.CanvasObject
	for i, d := range p.report.Duplicates {
		if i == 500 {
			lines = append(lines, look.Text(plural(p.report.Counts.Duplicates-i, "more row", "more rows"), 12, "text2"))
			break
		}
		lines = append(lines, look.Text(fmt.Sprintf("Row %d says the same as row %d.", d.Row, d.FirstRow), 12, "text"))
	}
	p.showList("Rows that repeat others", lines)
}

// scales are the usual ones that the page offers.
var scales = []struct {
	id, text  string
	low, high float64
}{{"1-5", "1 to 5", 1, 5}, {"1-7", "1 to 7", 1, 7}, {"0-10", "0 to 10", 0, 10}, {"0-100", "0 to 100", 0, 100}, {"-100-100", "–100 to 100", -100, 100}}

// metrics shows what each metric of the file was taken for.
func (p *importPage) metrics() fyne.CanvasObject {
	rows := []fyne.CanvasObject{look.Gap(10), look.Bold("Metrics", 13.5, "text"), look.Sized(0, 24, look.H(0, look.Grow(look.Text("Metric", 11, "text2")),
		look.Fixed(104, 0, look.Text("Scale", 11, "text2")), look.Fixed(64, 0, look.Text("Values", 11, "text2")), look.Fixed(112, 0, look.Text("Better", 11, "text2")))), look.Line("line2")}
	if len(p.report.Metrics) == 0 {
		rows = append(rows, look.WrapText("No metric was found yet. Say above which columns hold values.", 12, "text2", false))
	}
	for _, m := range p.report.Metrics[:min(len(p.report.Metrics), p.rowsShown())] {
		rows = append(rows, p.metricRow(m), look.Line("line"))
	}
	if more := len(p.report.Metrics) - p.rowsShown(); more > 0 {
		rows = append(rows, p.moreRows("import.metrics.more", more))
	}
	return look.V(2, rows...)
}

func (p *importPage) metricRow(m ingest.ImportedMetric) fyne.CanvasObject {
	title := m.Title
	if m.New {
		title += " (new)"
	}
	scale := look.NewChoice("import.scale."+m.Name, importScaleText(m), "", func() []look.Option {
		var options []look.Option
		for _, s := range scales {
			options = append(options, look.Option{ID: s.id, Text: s.text})
		}
		return options
	}, func(id string) {
		for _, s := range scales {
			if s.id == id {
				p.setMetric(m.Name, func(o *ingest.MetricOptions) { o.ScaleMin, o.ScaleMax = &s.low, &s.high })
			}
		}
	})
	icon := "arrow-up"
	if m.Direction == model.LowerIsBetter {
		icon = "arrow-down"
	}
	better := look.NewChoice("import.better."+m.Name, string(m.Direction), icon, func() []look.Option {
		return []look.Option{{ID: "higher", Text: "higher", Icon: "arrow-up"}, {ID: "lower", Text: "lower", Icon: "arrow-down"}}
	}, func(id string) { p.setMetric(m.Name, func(o *ingest.MetricOptions) { o.Direction = id }) })
	return look.Sized(0, 34, look.H(0, look.Icon("lane-metric", 15, "z-insight"), look.Gap(6), look.Grow(look.CutText(title, 12, "text", false)), look.Gap(6),
		look.Fixed(98, 0, scale.Press), look.Gap(6), look.Fixed(58, 0, look.Text(metric.FormatN(float64(m.Values)), 12, "text")), look.Fixed(112, 0, better.Press)))
}

func importScaleText(m ingest.ImportedMetric) string {
	if m.ScaleMin != nil && m.ScaleMax != nil {
		return numberText(model.Some(*m.ScaleMin)) + " to " + numberText(model.Some(*m.ScaleMax))
	}
	if m.Unit != "" {
		return m.Unit
	}
	return "open"
}

// reuse keeps the settings for the same table next month.
func (p *importPage) reuse() fyne.CanvasObject {
	name := look.NewEntry("import.profile.name", p.profile, "Monthly survey", func(text string) { p.profile = text })
	return look.V(4, look.Gap(8), look.Bold("Use again next month", 13.5, "text"),
		look.WrapText("Under a name, these settings can be used for the next table of this kind.", 12, "text2", false), name)
}

func (p *importPage) before() fyne.CanvasObject {
	text := "The whole import is one step: Undo takes it back, and a snapshot of the map as it is now is kept. A table of the same file name that was imported before is replaced."
	return look.V(4, look.Gap(8), look.Bold("Before anything changes", 13.5, "text"), look.HTop(9, look.Icon("undo", 18, "text2"), look.Grow(look.WrapText(text, 12.5, "text", false))))
}

// foot is the end of the page: the import, or why it cannot be done yet and the way out.
func (p *importPage) foot() fyne.CanvasObject {
	row := []fyne.CanvasObject{look.LargeButton("import.cancel", look.Plain, "", "Cancel", p.close), look.Space()}
	reason := p.blocked()
	if reason != "" {
		row = append(row, look.Icon("warning", 16, "warn"), look.Bold(reason, 12.5, "text"))
		if p.report.Counts.Unmatched > 0 && !p.leave {
			if n := p.canGrow(); n > 0 {
				row = append(row, look.LinkText("import.steps", "make "+plural(n, "new step", "new steps"), 12.5, func() { p.setGrow(true) }), look.Text("or", 12.5, "text"))
			}
			row = append(row, look.LinkText("import.unassigned", "put all in the whole journey", 12.5, p.toWhole), look.Text("or", 12.5, "text"),
				look.LinkText("import.leave", "leave their "+plural(p.report.Counts.Unmatched, "row", "rows")+" out", 12.5, p.leaveOut))
		}
	}
	rows := " rows"
	if p.report.Valid+p.report.Counts.Partly == 1 {
		rows = " row"
	}
	run := look.LargeButton("import.run", look.Main, "import", "Import "+metric.FormatN(float64(p.report.Valid+p.report.Counts.Partly))+rows, p.bring)
	run.SetDisabled(reason != "")
	p.runs = run
	row = append(row, look.Gap(4), run)
	return look.Panel("panel", look.V(0, look.Line("line2"), look.Sized(0, 63, look.Pad(0, 24, 0, 24, look.H(8, row...)))))
}
