package app

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/export"
	"stagecraft/store"
)

// listFormats are the kinds of file that a table goes out as.
var listFormats = []struct {
	extension string
	write     func(context.Context, io.Writer, export.List) ([]export.Warning, error)
}{{"csv", export.ListCSV}, {"xlsx", export.ListXLSX}}

// list is the table as it is looked at now.
func (p *tablePage) list() export.List {
	l := export.List{Title: "Cards", Columns: []string{titleColumn.title}, Created: p.window.program.clock.Now()}
	for _, c := range p.columns {
		l.Columns = append(l.Columns, c.heading(p.facts))
	}
	for _, r := range p.rows {
		row := []export.Field{{Text: r.card.Title}}
		for _, c := range p.columns {
			f := export.Field{Text: c.text(p.facts, r)}
			if c.number != nil && !c.choice {
				f.Number = c.number(p.facts, r)
			}
			row = append(row, f)
		}
		l.Rows = append(l.Rows, row)
	}
	return l
}

// exportTable asks where the table is to go, and as what.
func (p *tablePage) exportTable() {
	w := p.window
	prefs := w.program.settings
	folder := prefs.String("export-folder")
	if info, err := os.Stat(folder); folder == "" || err != nil || !info.IsDir() {
		folder, _ = w.program.folder()
	}
	name := w.session.Journey().Title
	if p.state.query.all {
		name = w.session.Workspace().Name
	}
	format := prefs.StringWithFallback("table-format", "xlsx")
	path, field := w.pathField("table.path", filepath.Join(folder, fileName(name)+" table."+format))
	wrong := look.WrapText("", 12, "error", false)
	var formats *look.Segments
	choose := func(i int) {
		format = listFormats[i].extension
		formats.Set(i)
		path.SetText(strings.TrimSuffix(path.Text, filepath.Ext(path.Text)) + "." + format)
	}
	on := 0
	if format == "xlsx" {
		on = 1
	}
	formats = look.NewSegments([]look.Segment{{Name: "table.format.csv", Text: "CSV"}, {Name: "table.format.xlsx", Text: "Excel"}}, on, choose)
	var s *sheet
	start := func() {
		target := strings.TrimSpace(path.Text)
		if ext := strings.TrimPrefix(strings.ToLower(filepath.Ext(target)), "."); ext == "csv" || ext == "xlsx" {
			format = ext
		} else {
			target += "." + format
		}
		if problem := targetProblem(target); problem != "" {
			wrong.Set(problem, "error")
			s.popup.Refresh()
			return
		}
		s.close()
		prefs.SetString("table-format", format)
		prefs.SetString("export-folder", filepath.Dir(target))
		if _, err := os.Stat(target); err == nil {
			w.ask(filepath.Base(target)+" is there already", "Replace it with the table?", "Replace", func() { p.writeTable(target, format) })
			return
		}
		p.writeTable(target, format)
	}
	path.OnSubmitted = func(string) { start() }
	path.OnChanged = func(string) { wrong.Set("", "error") }
	text := "The " + plural(len(p.rows), "row", "rows") + " as they are listed now: filtered, sorted, with the columns that are shown. Numbers stay numbers."
	body := look.V(10, look.H(0, formats.Container, look.Space()), look.WrapText(text, 12, "text2", false), labelled("Save as", field), wrong)
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { s.cancel() })
	yes := look.LargeButton("table.save", look.Main, "export", "Export", start)
	s = w.openSheet("table-export", "Export this table", 560, body, no, yes)
	w.window.Canvas().Focus(fyne.Focusable(yes))
}

// writeTable writes the table in the background and says when it is there.
func (p *tablePage) writeTable(path, format string) {
	w, l := p.window, p.list()
	r := exportRequest{format: format, path: path}
	w.showBusy("Exporting " + filepath.Base(path))
	p.session.Background("export "+filepath.Base(path), func(ctx context.Context) func() {
		var warnings []export.Warning
		err := store.WriteFile(path, func(out io.Writer) (err error) {
			for _, f := range listFormats {
				if f.extension == format {
					warnings, err = f.write(ctx, out, l)
				}
			}
			return err
		})
		return func() {
			w.showBusy("")
			if err != nil {
				w.tellExportError(r, err)
				return
			}
			w.tellExported(r, warnings)
		}
	})
}
