package export

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"stagecraft/canvas/scene"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// The limits of an Excel sheet.
const (
	mostCellText = 32767 // UTF-16 units
	mostRows     = 1048576
)

// The sheets of a workbook.
const (
	readMeSheet      = "Read me"
	mapSheet         = "Map"
	itemsSheet       = "Items"
	touchpointsSheet = "Touchpoints"
	personasSheet    = "Personas"
	empathySheet     = "Empathy"
	metricsSheet     = "KPI definitions"
	valuesSheet      = "KPI values"
	heatSheet        = "Heat map"
	commentsSheet    = "Comments"
	changesSheet     = "Changes"
	figuresSheet     = "Figures before and after"
)

// workbookSchema counts the changes of what the sheets hold.
const workbookSchema = 1

// XLSX writes a journey as an Excel workbook: the map as a picture of cells, the cards, the touchpoints,
// the metrics with their values, and the heat map as numbers. All text is text, never a formula;
// numbers and dates are typed; a value that was not measured is an empty cell. It fails when the
// journey does not exist, when ctx ends and when w fails; what Excel's limits cut off is a warning.
func XLSX(ctx context.Context, w io.Writer, d Document) ([]Warning, error) {
	j, _, err := prepare(ctx, d)
	if err != nil {
		return nil, err
	}
	b := newWorkbook(ctx, d, j)
	defer b.file.Close()
	sheets := []worksheet{
		{readMeSheet, b.readMe}, {mapSheet, b.mapPicture}, {itemsSheet, b.items}, {touchpointsSheet, b.touchpoints},
		{personasSheet, b.personas}, {empathySheet, b.empathy},
		{metricsSheet, b.metrics}, {valuesSheet, b.values}, {heatSheet, b.heatMap},
	}
	if d.Comments {
		sheets = append(sheets, worksheet{commentsSheet, b.comments})
	}
	if d.Compared != nil {
		sheets = append(sheets, b.compared()...)
	}
	return b.write(ctx, w, sheets)
}

// worksheet is a sheet of a workbook by its name, and what fills it.
type worksheet struct {
	name string
	fill func(name string) error
}

// write fills the sheets and writes the workbook.
func (b *workbook) write(ctx context.Context, w io.Writer, sheets []worksheet) ([]Warning, error) {
	for _, s := range sheets {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if _, err := b.file.NewSheet(s.name); err != nil {
			return nil, fmt.Errorf("writing the sheet %q: %w", s.name, err)
		}
		if err := s.fill(s.name); err != nil {
			return nil, fmt.Errorf("writing the sheet %q: %w", s.name, err)
		}
	}
	if err := b.finish(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return b.warnings, b.file.Write(w)
}

// workbook is an Excel file under construction.
type workbook struct {
	ctx      context.Context
	doc      Document
	journey  *model.Journey
	theme    *scene.Theme
	file     *excelize.File
	styles   map[look]int
	warnings []Warning
	cuts     int
	measured []*metric.Heat // see heats
}

func newWorkbook(ctx context.Context, d Document, j *model.Journey) *workbook {
	theme := d.Theme
	if theme == nil {
		theme = scene.Light()
	}
	return &workbook{ctx: ctx, doc: d, journey: j, theme: theme, file: excelize.NewFile(), styles: map[look]int{}}
}

func (b *workbook) finish() error {
	if err := b.file.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	if at, err := b.file.GetSheetIndex(mapSheet); err != nil {
		return err
	} else if at >= 0 {
		b.file.SetActiveSheet(at)
	}
	created := b.doc.Created.UTC()
	if b.doc.Created.IsZero() {
		created = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	stamp := created.Format(time.RFC3339)
	facts := &excelize.DocProperties{Creator: "Stagecraft", LastModifiedBy: "Stagecraft", Created: stamp, Modified: stamp, Language: "en"}
	if j := b.journey; j != nil {
		facts.Title, facts.Subject, facts.Version = plainText(j.Title, true), kindShort(j), plainText(j.Version, true)
	} else {
		facts.Title = plainText(b.doc.Workspace.Name, true)
	}
	return b.file.SetDocProps(facts)
}

// put writes a value into a cell, text always as text.
func (b *workbook) put(sheet string, column, row int, v value, l look) error {
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	switch v.kind {
	case textual:
		err = b.file.SetCellStr(sheet, cell, b.cellText(v.text, sheet, cell))
	case numeric:
		err = b.file.SetCellFloat(sheet, cell, v.number, -1, 64)
		if l.format == "" {
			l.format = v.format
		}
	case dated:
		err = b.file.SetCellValue(sheet, cell, v.day)
		l.format = cmp.Or(v.format, dateFormat)
		l.across = cmp.Or(l.across, "left") // clear of the text in the next column
	}
	if err != nil {
		return err
	}
	style, err := b.style(l)
	if err != nil {
		return err
	}
	return b.file.SetCellStyle(sheet, cell, cell, style)
}

// text writes a text into a cell.
func (b *workbook) text(sheet string, column, row int, text string, l look) error {
	return b.put(sheet, column, row, str(text), l)
}

// cellText returns text as a cell can hold it and warns when that is not all.
func (b *workbook) cellText(text, sheet, cell string) string {
	kept, less := cut(plainText(text, false), mostCellText)
	if less {
		if b.cuts++; b.cuts <= mostWarnings {
			b.warnings = append(b.warnings, Warning{Text: fmt.Sprintf(
				"cell %s of the sheet %q holds only the first %d characters of its text: Excel takes no more", cell, sheet, mostCellText)})
		}
	}
	return kept
}

const dateFormat = "yyyy-mm-dd"

// look is how a cell looks. Equal looks share one style, of which a workbook can have few.
type look struct {
	fill          string // RGB in hex; empty is none
	hatch         bool   // diagonal lines: no data
	missing       bool   // a line across: an empty cell for want of data
	color         string
	bold, italic  bool
	size          float64
	wrap          bool
	across, up    string // alignment
	indent        int
	format        string
	border        string // colour of a thin border around
	dash          bool   // the border is dashed
	thick         bool   // the border is medium
	left, top     string // style and colour of single sides: "5#000000"
	bottom, right string
}

func (b *workbook) style(l look) (int, error) {
	if id, ok := b.styles[l]; ok {
		return id, nil
	}
	if l.indent > 0 {
		l.across = "left" // without a side there is nothing to indent from
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: "Calibri", Size: orSize(l.size), Bold: l.bold, Italic: l.italic, Color: l.color},
		Alignment: &excelize.Alignment{Horizontal: l.across, Vertical: orText(l.up, "top"), WrapText: l.wrap, Indent: l.indent},
		Border:    l.borders(),
	}
	switch {
	case l.hatch:
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 14, Color: []string{"BFC7D2"}}
	case l.fill != "":
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	if l.format != "" {
		format := l.format
		s.CustomNumFmt = &format
	}
	id, err := b.file.NewStyle(s)
	if err != nil {
		return 0, err
	}
	b.styles[l] = id
	return id, nil
}

func orSize(v float64) float64 {
	if v == 0 {
		return 10
	}
	return v
}

func orText(v, otherwise string) string {
	if v == "" {
		return otherwise
	}
	return v
}

// Border styles of excelize.
const (
	thinBorder   = 1
	mediumBorder = 2
	dashedBorder = 3
	dottedBorder = 4
	thickBorder  = 5
	mediumDashed = 8
)

func (l look) borders() []excelize.Border {
	var out []excelize.Border
	if l.border != "" {
		style := thinBorder
		switch {
		case l.dash:
			style = dashedBorder
		case l.thick:
			style = mediumBorder
		}
		for _, side := range []string{"left", "top", "right", "bottom"} {
			out = append(out, excelize.Border{Type: side, Color: l.border, Style: style})
		}
	}
	if l.missing { // LibreOffice shows the pattern as a plain tint, but it draws this
		out = append(out, excelize.Border{Type: "diagonalUp", Color: "8C8C8C", Style: thinBorder})
	}
	for _, s := range [4][2]string{{"left", l.left}, {"top", l.top}, {"right", l.right}, {"bottom", l.bottom}} {
		if s[1] != "" {
			out = append(out, excelize.Border{Type: s[0], Style: int(s[1][0] - '0'), Color: s[1][1:]})
		}
	}
	return out
}

// side is a border of one side in look's form.
func side(style int, color string) string { return string(rune('0'+style)) + color }

func hex6(c scene.Color) string { return fmt.Sprintf("%02X%02X%02X", c.R, c.G, c.B) }

func (b *workbook) token(name string) string { return hex6(b.theme.Token(name)) }
