package app

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/metric"
	"stagecraft/store/ingest"
)

// rebuild shows the page as the table, the settings and the report have it.
func (p *importPage) rebuild() {
	if p.content == nil {
		return
	}
	var leftAt, rightAt fyne.Position
	if p.left != nil {
		leftAt, rightAt = p.left.Offset, p.right.Offset
	}
	focused := p.focused()
	p.left = container.NewVScroll(look.Pad(18, 24, 24, 24, look.V(8, p.file(), p.settings(), p.columns(), p.findings(), p.names())))
	p.right = container.NewVScroll(look.Pad(18, 24, 24, 24, look.V(6, p.counts(), p.metrics(), p.reuse(), p.before())))
	side := container.NewBorder(nil, nil, look.Line("line2"), nil, p.right)
	body := container.New(&importLayout{}, p.left, look.Panel("panel", side))
	p.content.Objects = []fyne.CanvasObject{look.NewBackdrop("board"), container.NewBorder(p.head(), p.foot(), nil, nil, body)}
	p.content.Refresh()
	p.left.ScrollToOffset(leftAt)
	p.right.ScrollToOffset(rightAt)
	p.refocus(focused)
}

// importLayout gives the right column a third of the width.
type importLayout struct{}

func (importLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(900, 300) }

func (importLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	right := min(max(size.Width*0.33, 340), 524)
	o[0].Resize(fyne.NewSize(size.Width-right, size.Height))
	o[1].Move(fyne.NewPos(size.Width-right, 0))
	o[1].Resize(fyne.NewSize(right, size.Height))
}

func (p *importPage) head() fyne.CanvasObject {
	w := p.session.Workspace()
	into := pick("import.into", journeyTitle(p.workspace(), p.journey), func() []look.Option {
		var options []look.Option
		for _, j := range w.Journeys {
			options = append(options, look.Option{ID: string(j.ID), Text: journeyTitle(w, j.ID)})
		}
		return append(options, look.Option{}, look.Option{ID: newMapID, Text: "A new map", Icon: "add"})
	}, p.into)
	shut := look.Button("import.close", look.Flat, "close", "", p.close)
	row := look.H(14, logo(26), look.Bold("Import metrics", 15, "text"), look.Space(), look.Text("into", 11, "text2"), look.Fixed(280, 28, into.Press), shut)
	return look.Panel("panel", look.V(0, look.Sized(0, 57, look.Pad(0, 24, 0, 24, row)), look.Line("line2")))
}

func journeyTitle(w *model.Workspace, id model.JourneyID) string {
	j := w.Journey(id)
	if j == nil {
		return ""
	}
	return j.Title + ", " + lowerFirst(kindText(j.Kind))
}

func (p *importPage) file() fyne.CanvasObject {
	facts := fmt.Sprintf("%s rows, %d columns, %s", metric.FormatN(float64(p.table.Len())), p.table.Columns, sizeText(p.table.Size))
	other := look.Button("import.other", look.Plain, "", "Choose another file", func() {
		p.close()
		p.window.do("data.import")
	})
	return look.H(9, look.Icon("spreadsheet", 20, "text"), look.Bold(filepath.Base(p.path), 15, "text"), look.Text(facts, 12, "text2"), look.Space(), other)
}

func sizeText(bytes int64) string {
	switch {
	case bytes >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	case bytes >= 1<<10:
		return fmt.Sprintf("%d KB", bytes>>10)
	}
	return fmt.Sprintf("%d bytes", bytes)
}

// setting is one of the ways in which a file can be read.
type setting struct {
	name, key string
	field     *string // nil for the header row
	reread    bool
	options   []look.Option
}

func (p *importPage) settingList() []setting {
	o := &p.options
	list := []setting{}
	if p.table.Sheet != "" {
		sheets := setting{"Sheet", "sheet", &o.Sheet, true, nil}
		for _, s := range p.table.Sheets {
			sheets.options = append(sheets.options, look.Option{ID: s, Text: s})
		}
		list = append(list, sheets)
	} else {
		list = append(list,
			setting{"Delimiter", "delimiter", &o.Delimiter, true, []look.Option{{ID: ",", Text: "Comma"}, {ID: ";", Text: "Semicolon"}, {ID: "tab", Text: "Tab"}, {ID: "|", Text: "Bar"}}},
			setting{"Encoding", "encoding", &o.Encoding, true, []look.Option{{ID: "utf-8", Text: "UTF-8"}, {ID: "windows-1252", Text: "Windows-1252"}, {ID: "utf-16le", Text: "UTF-16 LE"}, {ID: "utf-16be", Text: "UTF-16 BE"}}})
	}
	return append(list,
		setting{"Decimal", "decimal", &o.Decimal, false, []look.Option{{ID: ",", Text: "Comma, as in 6,5"}, {ID: ".", Text: "Point, as in 6.5"}}},
		setting{"Date", "date order", &o.DateOrder, false, []look.Option{{ID: "dmy", Text: "Day, month, year"}, {ID: "mdy", Text: "Month, day, year"}, {ID: "ymd", Text: "Year, month, day"}}},
		setting{"Column names", "header row", nil, true, []look.Option{{ID: "-1", Text: "None"}, {ID: "1", Text: "Row 1"}, {ID: "2", Text: "Row 2"}, {ID: "3", Text: "Row 3"}, {ID: "4", Text: "Row 4"}, {ID: "5", Text: "Row 5"}}},
		setting{"Layout", "layout", &o.Layout, false, []look.Option{{ID: "long", Text: "A row is a value"}, {ID: "wide", Text: "A column is a metric"}}})
}

// settings shows how the file was read, each with a mark while it is only detected.
func (p *importPage) settings() fyne.CanvasObject {
	var fields []fyne.CanvasObject
	for _, s := range p.settingList() {
		fields = append(fields, p.settingField(s))
	}
	parts := []fyne.CanvasObject{look.Gap(2), container.NewGridWithColumns(len(fields), fields...)}
	if names := p.profileNames(); len(names) > 0 {
		use := pick("import.profile", "Settings from an earlier import", func() []look.Option {
			var options []look.Option
			for _, n := range names {
				options = append(options, look.Option{ID: n, Text: n})
			}
			return options
		}, func(name string) {
			p.options, p.profile, p.leave = p.profiles()[name], name, false
			p.again(true)
		})
		parts = append(parts, look.H(8, look.Text("Use", 11, "text2"), look.Fixed(300, 28, use.Press), look.Space()))
	}
	return look.V(8, parts...)
}

func (p *importPage) settingField(s setting) fyne.CanvasObject {
	detected := p.report.Detected[s.key]
	now := detected
	set := ""
	if s.field != nil {
		set = *s.field
	} else if p.options.HeaderRow != 0 {
		set = strconv.Itoa(p.options.HeaderRow)
	}
	if set != "" {
		now = set
	}
	text := settingText(s, now)
	head := []fyne.CanvasObject{look.Grow(look.CutText(s.name, 11, "text2", false))}
	if set == "" {
		head = append(head, look.Tag("detected"))
	}
	options := append(slices.Clone(s.options), look.Option{}, look.Option{ID: "", Text: "Detect"})
	c := look.NewChoice("import.set."+s.key, text, "", func() []look.Option { return options }, func(id string) {
		if s.field != nil {
			*s.field = id
		} else {
			p.options.HeaderRow, _ = strconv.Atoi(id)
		}
		p.again(s.reread)
	})
	return look.V(3, look.Sized(0, 18, look.Pad(0, 4, 0, 0, look.H(4, head...))), c.Press)
}

func settingText(s setting, value string) string {
	if s.key == "header row" {
		if value == "none" || value == "-1" || value == "" {
			return "None"
		}
		return "Row " + value
	}
	for _, o := range s.options {
		if strings.EqualFold(o.ID, value) || strings.EqualFold(o.Text, value) || value == "\t" && o.ID == "tab" {
			return o.Text
		}
	}
	if value == "" {
		return "Not needed"
	}
	return value
}

// roles are the meanings that a column can have.
var roles = []struct{ role, text, icon string }{
	{"date", "Date", "review-date"}, {"stage", "Stage", "journey"}, {"step", "Step", "journey"}, {"place", "Stage or step", "journey"},
	{"segment", "Segment", "personas"}, {"metric", "Metric name", "lane-metric"}, {"value", "Value", "lane-metric"},
	{"numerator", "Numerator", "lane-metric"}, {"denominator", "Denominator", "lane-metric"}, {"n", "Number of answers", "lane-metric"},
	{"id", "Number of the row", "table"}, {"ignore", "Leave out", "eye-off"},
}

func roleText(role string) (text, icon string) {
	for _, r := range roles {
		if r.role == role {
			return r.text, r.icon
		}
	}
	kind, name, _ := strings.Cut(role, ":")
	switch kind {
	case "metric":
		return "Metric: " + name, "lane-metric"
	case "period":
		return "Values of " + name, "review-date"
	case "place":
		return "Values at " + name, "journey"
	case "":
		return "Leave out", "eye-off"
	}
	text, icon = roleText(kind)
	return text + ": " + name, icon
}

func (p *importPage) roleOptions(header string) []look.Option {
	options := []look.Option{{ID: "metric:" + header, Text: "Metric: " + header, Icon: "lane-metric"}, {}}
	for _, r := range roles {
		options = append(options, look.Option{ID: r.role, Text: r.text, Icon: r.icon})
	}
	options = append(options, look.Option{})
	for _, m := range p.session.Workspace().Metrics {
		options = append(options, look.Option{ID: "metric:" + m.Name, Text: "Metric: " + m.Name, Icon: "lane-metric"})
	}
	return options
}

const previewRows = 7

// columns shows the first rows with a meaning above each column and the problems marked.
func (p *importPage) columns() fyne.CanvasObject {
	rows := p.table.Preview(previewRows)
	last := p.table.HeaderLine
	if len(rows) > 0 {
		last = rows[len(rows)-1].Row
	}
	facts := fmt.Sprintf("The first %d of %s rows, to row %d. Choose a meaning above each column.", len(rows), metric.FormatN(float64(p.table.Len())), last)
	title := look.H(10, look.Bold("What is in each column?", 13.5, "text"), look.Grow(look.CutText(facts, 11, "text2", false)),
		swatch("error-soft", "error"), look.Text("invalid", 11, "text2"), swatch("stage-bg", "text2"), look.Text("repeated", 11, "text2"),
		swatch("warn-soft", "warn"), look.Text("not assigned", 11, "text2"))
	marks := p.marks(last)
	widths := p.widths(rows)
	grid := []fyne.CanvasObject{p.roleRow(widths), p.headerRow(widths)}
	for _, r := range rows {
		grid = append(grid, p.previewRow(r, widths, marks))
	}
	table := look.Framed("board", "line", 0, look.V(0, grid...))
	return look.V(7, look.Gap(6), title, p.columnPages(), container.NewHScroll(look.Pad(0, 0, 8, 0, table)))
}

// swatch is a small sample of a mark.
func swatch(fill, border string) fyne.CanvasObject {
	return look.Sized(10, 10, look.NewFill(fill, border, 1.5, 0))
}

// widths gives each column that is shown room for what it holds.
func (p *importPage) widths(rows []ingest.PreviewRow) []float32 {
	widths := make([]float32, min(p.table.Columns-p.column, columnsShown))
	for k := range widths {
		c := p.column + k
		longest := len([]rune(p.header(c)))
		for _, r := range rows {
			if c < len(r.Cells) {
				longest = max(longest, len([]rune(r.Cells[c])))
			}
		}
		text, _ := roleText(p.role(c))
		widths[k] = min(max(float32(longest)*7+20, float32(len([]rune(text)))*7+70), 220)
	}
	return widths
}

func (p *importPage) header(column int) string {
	if column < len(p.table.Header) {
		return p.table.Header[column]
	}
	return fmt.Sprintf("Column %d", column+1)
}

// role is what a column was taken for.
func (p *importPage) role(column int) string {
	if column < len(p.report.Columns) && p.report.Columns[column].Role != "" {
		return p.report.Columns[column].Role
	}
	return "ignore"
}

// isNumber reports whether a column of this role holds numbers, which stand at the right.
func isNumber(role string) bool {
	return strings.HasPrefix(role, "metric:") || role == "value" || role == "n" || role == "numerator" || role == "denominator"
}

func (p *importPage) roleRow(widths []float32) fyne.CanvasObject {
	row := []fyne.CanvasObject{look.Fixed(44, 0, look.Gap(1))}
	for k := range widths {
		c := p.column + k
		role := p.role(c)
		text, icon := roleText(role)
		choice := look.NewChoice(fmt.Sprintf("import.column.%d", c+1), text, icon, func() []look.Option { return p.roleOptions(p.header(c)) }, func(id string) {
			p.setColumn(c+1, id)
		})
		if role == "ignore" {
			choice.Faint()
		}
		row = append(row, look.Fixed(widths[k], 0, look.Pad(6, 6, 6, 6, choice.Press)))
	}
	return look.Panel("panel", look.H(0, row...))
}

func (p *importPage) headerRow(widths []float32) fyne.CanvasObject {
	row := []fyne.CanvasObject{look.Fixed(44, 0, look.Gap(1))}
	for k := range widths {
		c := p.column + k
		label := look.CutText(p.header(c), 12, "text", true)
		if isNumber(p.role(c)) {
			label.Right()
		}
		row = append(row, look.Fixed(widths[k], 27, look.Pad(0, 8, 0, 8, label)))
	}
	return look.Panel("step-bg", look.V(0, look.Line("line"), look.H(0, row...), look.Line("line2")))
}

// previewMarks says which cells of the preview are problems.
type previewMarks struct {
	invalid    map[int]map[string]bool // row -> headers
	duplicates map[int]bool
	unmatched  map[int]bool
}

// marks gathers the problems of the rows up to last, those that are shown.
func (p *importPage) marks(last int) previewMarks {
	m := previewMarks{map[int]map[string]bool{}, map[int]bool{}, map[int]bool{}}
	for _, r := range p.report.Invalid {
		if r.Row > last {
			break
		}
		if m.invalid[r.Row] == nil {
			m.invalid[r.Row] = map[string]bool{}
		}
		m.invalid[r.Row][r.Column] = true
		for _, o := range r.Others {
			m.invalid[r.Row][o.Column] = true
		}
	}
	for _, d := range p.report.Duplicates {
		if d.Row > last {
			break
		}
		m.duplicates[d.Row] = true
	}
	for _, u := range p.report.Unmatched {
		for _, line := range u.Lines {
			if line > last {
				break
			}
			m.unmatched[line] = true
		}
	}
	return m
}

func (p *importPage) previewRow(r ingest.PreviewRow, widths []float32, marks previewMarks) fyne.CanvasObject {
	row := []fyne.CanvasObject{look.Fixed(44, 27, container.NewStack(look.NewFill("step-bg", "", 0, 0), look.Pad(0, 8, 0, 2, look.Text(strconv.Itoa(r.Row), 12, "text3").Right())))}
	for k := range widths {
		c := p.column + k
		text := ""
		if c < len(r.Cells) {
			text = r.Cells[c]
		}
		fill, border := "", ""
		role := p.role(c)
		switch {
		case marks.invalid[r.Row][p.header(c)]:
			fill, border = "error-soft", "error"
		case marks.duplicates[r.Row]:
			fill = "stage-bg"
		case marks.unmatched[r.Row] && (role == "stage" || role == "step" || role == "place"):
			fill, border = "warn-soft", "warn"
		}
		label := look.CutText(text, 12, "text", false)
		if isNumber(role) {
			label.Right()
		}
		row = append(row, look.Fixed(widths[k], 27, container.NewStack(look.NewFill(fill, border, 1.5, 0), look.Pad(0, 8, 0, 8, label))))
	}
	return look.V(0, look.H(0, row...), look.Line("line"))
}

// findings tells the first problems and what was guessed.
func (p *importPage) findings() fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for i, r := range p.report.Invalid {
		if i == 3 {
			parts = append(parts, look.H(5, look.LinkText("import.invalid", "All "+metric.FormatN(float64(p.report.Counts.Invalid))+" rows that cannot be used", 11.5, p.showInvalid), look.Space()))
			break
		}
		parts = append(parts, finding("error", "error", invalidText(r.Row, r.Column, r.Value, r.Reason)))
	}
	for i, n := range p.report.Notes {
		if i < 5 {
			parts = append(parts, finding("info", "text2", n))
		}
	}
	return look.V(3, parts...)
}

func invalidText(row int, column, value, reason string) string {
	where := fmt.Sprintf("Row %d", row)
	if column != "" {
		where += ", " + column
	}
	if value != "" {
		return where + ": “" + value + "” " + reason + "."
	}
	return where + ": " + reason + "."
}

func finding(icon, token, text string) fyne.CanvasObject {
	return look.HTop(5, look.Pad(1, 0, 0, 0, look.Icon(icon, 14, token)), look.Grow(look.WrapText(text, 11.5, "text2", false)))
}

// showInvalid lists the rows that cannot be used.
func (p *importPage) showInvalid() {
	var lines []fyne.CanvasObject
	for i, r := range p.report.Invalid {
		if i == 500 {
			lines = append(lines, look.Text(plural(p.report.Counts.Invalid-i, "more row", "more rows"), 12, "text2"))
			break
		}
		lines = append(lines, look.WrapText(invalidText(r.Row, r.Column, r.Value, r.Reason), 12, "text", false))
	}
	p.showList("Rows that cannot be used", lines)
}

func (p *importPage) showList(title string, lines []fyne.CanvasObject) {
	var s *sheet
	ok := look.LargeButton("sheet-ok", look.Main, "", "Close", func() { s.close() })
	s = p.window.openSheet("list", title, 560, look.Sized(0, 360, container.NewVScroll(look.V(3, lines...))), ok)
	p.window.window.Canvas().Focus(ok)
}
