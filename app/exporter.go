package app

import (
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/export"
	"stagecraft/model"
	"stagecraft/store"
)

// exportFormat is a kind of file that a map goes out as.
type exportFormat struct {
	extension, title, text string
}

var exportFormats = []exportFormat{
	{"pdf", "PDF", "To print or to send: vector, exact paper size, text that can be selected."},
	{"xlsx", "Excel workbook", "The map, every card a row, metrics and values as real numbers."},
	{"svg", "SVG picture", "To place in a document or to edit in a drawing program."},
	{"png", "PNG picture", "For slides and chats, at twice the size of the screen."},
	{"csv", "CSV list", "One row a card, for other programs."},
	{"json", "Interchange JSON", "The whole map with its library, to be read by programs."},
}

// exportRequest is what to write, and where.
type exportRequest struct {
	format string // extension
	paper  string
	fit    string // page or pages
	heat   model.MetricID
	path   string
	said   bool // with the comments
	diff   bool // with what is compared now
	// With pages of the empathy map, of the personas, of their goals and of measured values, in a PDF.
	empathy, personas, goals, figures bool
	shown                             bool // as the map is looked at now: filtered, and with what is hidden and collapsed
}

// pngDPI makes a document point two pixels.
const pngDPI = 144

// write writes the request's file. The target is touched only when the whole of it is there. It runs
// on any goroutine.
func (r exportRequest) write(ctx context.Context, w *model.Workspace, doc export.Document) ([]export.Warning, error) {
	var warnings []export.Warning
	err := store.WriteFile(r.path, func(out io.Writer) (err error) {
		switch r.format {
		case "pdf":
			warnings, err = export.PDF(ctx, out, doc, export.Page{Paper: r.paper, Fit: r.fit})
		case "xlsx":
			warnings, err = export.XLSX(ctx, out, doc)
		case "svg":
			warnings, err = export.SVG(ctx, out, doc)
		case "png":
			warnings, err = export.PNG(ctx, out, doc, pngDPI)
		case "csv":
			warnings, err = export.CSV(ctx, out, doc)
		case "json":
			var data []byte
			if data, err = store.EncodeJourney(w, doc.Journey); err == nil {
				_, err = out.Write(data)
			}
		default:
			err = errors.New("there is no format " + r.format)
		}
		return err
	})
	return warnings, err
}

// exportDialog asks how a map is to go out.
type exportDialog struct {
	window  *Window
	request exportRequest
	sheet   *sheet
	path    *look.Entry
	text    *look.Label
	wrong   *look.Label
	options *fyne.Container
	formats *look.Segments
	save    *look.Press
}

// openExport shows the export dialog for the open journey.
func (w *Window) openExport() {
	prefs := w.program.settings
	d := &exportDialog{window: w, request: exportRequest{
		format: prefs.StringWithFallback("export-format", "pdf"),
		paper:  prefs.StringWithFallback("export-paper", "A3"),
		fit:    prefs.StringWithFallback("export-fit", "page"),
		heat:   w.session.tint.metric,
		shown:  true, empathy: prefs.Bool("export-empathy"), personas: prefs.Bool("export-personas"),
		goals: prefs.Bool("export-goals"), figures: prefs.Bool("export-figures"),
		diff: w.compared() != nil,
	}}
	folder := prefs.String("export-folder")
	if info, err := os.Stat(folder); folder == "" || err != nil || !info.IsDir() {
		folder, _ = w.program.folder()
	}
	d.request.path = filepath.Join(folder, fileName(w.session.Journey().Title)+"."+d.request.format)
	d.show()
}

func (d *exportDialog) show() {
	w := d.window
	var items []look.Segment
	on := 0
	for i, f := range exportFormats {
		items = append(items, look.Segment{Name: "export.format." + f.extension, Text: strings.ToUpper(f.extension)})
		if f.extension == d.request.format {
			on = i
		}
	}
	d.formats = look.NewSegments(items, on, func(i int) { d.choose(exportFormats[i].extension) })
	d.text = look.WrapText("", 12, "text2", false)
	d.wrong = look.WrapText("", 12, "error", false)
	d.options = look.V(8)
	var field fyne.CanvasObject
	d.path, field = w.pathField("export.path", d.request.path)
	d.path.OnSubmitted = func(string) { d.start() }
	d.path.OnChanged = func(string) { d.wrong.Set("", "error") }
	body := look.V(10, look.H(0, d.formats.Container, look.Space()), d.text, d.options, labelled("Save as", field), d.wrong)
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { d.sheet.cancel() })
	d.save = look.LargeButton("export.run", look.Main, "export", "Export", d.start)
	d.choose(d.request.format)
	d.sheet = w.openSheet("export", "Export "+w.session.Journey().Title, 560, body, no, d.save)
	w.window.Canvas().Focus(d.save)
}

// choose switches to a format and shows what it can be asked.
func (d *exportDialog) choose(format string) {
	d.request.format = format
	for i, f := range exportFormats {
		if f.extension == format {
			d.formats.Set(i)
			d.text.Set(f.title+". "+f.text, "text2")
		}
	}
	path := d.path.Text
	d.path.SetText(strings.TrimSuffix(path, filepath.Ext(path)) + "." + format)
	d.options.Objects = nil
	if format == "pdf" {
		d.addPaper()
		d.addPages()
	}
	if format != "csv" && format != "json" && len(d.window.session.Workspace().Metrics) > 0 {
		d.addHeat()
	}
	if format != "json" {
		d.addShown()
	}
	if n := len(d.window.session.Journey().Comments); n > 0 && (format == "pdf" || format == "xlsx") {
		d.options.Objects = append(d.options.Objects, look.Check("export.comments", "With the "+plural(n, "comment", "comments")+", as a list", d.request.said, nil, func(on bool) { d.request.said = on }))
	}
	d.addCompared(format)
	d.options.Refresh()
	if d.sheet != nil {
		d.sheet.popup.Refresh()
	}
}

func (d *exportDialog) addPaper() {
	paper := pick("export.paper", d.request.paper, func() []look.Option {
		var options []look.Option
		for _, p := range export.Papers() {
			options = append(options, look.Option{ID: p.Name, Text: p.Name})
		}
		return options
	}, func(id string) { d.request.paper = id })
	on := 0
	if d.request.fit == "pages" {
		on = 1
	}
	var fit *look.Segments
	fit = look.NewSegments([]look.Segment{{Name: "export.fit.page", Text: "On one page"}, {Name: "export.fit.pages", Text: "On several, easy to read"}}, on, func(i int) {
		d.request.fit = []string{"page", "pages"}[i]
		fit.Set(i)
	})
	d.options.Objects = append(d.options.Objects, labelled("Paper", paper.Press), labelled("Fit", look.H(0, fit.Container, look.Space())))
}

// addPages asks which pages a PDF has besides the map.
func (d *exportDialog) addPages() {
	empathy := look.Check("export.empathy", "Empathy map", d.request.empathy, nil, func(on bool) { d.request.empathy = on })
	personas := look.Check("export.personas", "Personas", d.request.personas, nil, func(on bool) { d.request.personas = on })
	personas.SetDisabled(len(d.window.session.Workspace().Personas) == 0)
	goals := look.Check("export.goals", "Goals by step", d.request.goals, nil, func(on bool) { d.request.goals = on })
	goals.SetDisabled(!slices.ContainsFunc(d.window.session.Workspace().Personas, func(p *model.Persona) bool { return len(p.Goals) > 0 }))
	figures := look.Check("export.figures", "Measured values", d.request.figures, nil, func(on bool) { d.request.figures = on })
	figures.SetDisabled(!slices.ContainsFunc(d.window.session.Workspace().Datasets, func(set *model.Dataset) bool { return set.Journey == d.window.session.JourneyID() }))
	d.options.Objects = append(d.options.Objects, labelled("Pages too", look.V(4,
		look.H(14, empathy, personas, look.Space()), look.H(14, goals, figures, look.Space()))))
}

func (d *exportDialog) addHeat() {
	work := d.window.session.Workspace()
	text := "No heat"
	if m := work.Metric(d.request.heat); m != nil {
		text = m.Name
	}
	heat := pick("export.heat", text, func() []look.Option { return heatOptions(work, d.request.heat) }, func(id string) { d.request.heat = model.MetricID(id) })
	d.options.Objects = append(d.options.Objects, labelled("Heat", heat.Press))
}

// addShown asks whether what is hidden on the board is left out too, when something is.
func (d *exportDialog) addShown() {
	s := d.window.session
	v := s.viewNow()
	text := filterText(s.Workspace(), &v)
	switch collapsed := len(v.Collapsed) + len(v.CollapsedLanes); {
	case text == "" && collapsed == 0:
		return
	case text == "":
		text = "with what is collapsed"
	}
	box := look.Check("export.shown", look.Shortened("As it is shown now: "+text, 12, 500), d.request.shown, nil, func(on bool) { d.request.shown = on })
	d.options.Objects = append(d.options.Objects, box)
}

// start checks the target, asks before something is replaced, and exports.
func (d *exportDialog) start() {
	d.request.path = strings.TrimSpace(d.path.Text)
	d.request.format, d.request.path = formatOf(d.request.path, d.request.format)
	if problem := targetProblem(d.request.path); problem != "" {
		d.wrong.Set(problem, "error")
		d.sheet.popup.Refresh()
		return
	}
	request, w := d.request, d.window
	d.sheet.close()
	if _, err := os.Stat(request.path); err == nil {
		w.ask(filepath.Base(request.path)+" is there already", "Replace it with the new export?", "Replace", func() { w.export(request) })
		return
	}
	w.export(request)
}

// formatOf returns the format that a path asks for by its extension, and the path with the extension
// of the chosen format when it has none of its own.
func formatOf(path, chosen string) (format, full string) {
	extension := strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), ".")
	for _, f := range exportFormats {
		if f.extension == extension {
			return extension, path
		}
	}
	return chosen, path + "." + chosen
}

// targetProblem says what is wrong with the place that an export is to go to.
func targetProblem(path string) string {
	if path == "" || filepath.Base(path) == "." {
		return "Type where the file is to go."
	}
	info, err := os.Stat(filepath.Dir(path))
	if err != nil || !info.IsDir() {
		return "There is no folder " + filepath.Dir(path) + ". Choose another one."
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return path + " is a folder. Add a name for the file."
	}
	return ""
}

// export writes a map in the background and says when it is there.
func (w *Window) export(r exportRequest) {
	s := w.session
	prefs := w.program.settings
	prefs.SetString("export-format", r.format)
	prefs.SetString("export-paper", r.paper)
	prefs.SetString("export-fit", r.fit)
	prefs.SetBool("export-empathy", r.empathy)
	prefs.SetBool("export-personas", r.personas)
	prefs.SetBool("export-goals", r.goals)
	prefs.SetBool("export-figures", r.figures)
	prefs.SetString("export-folder", filepath.Dir(r.path))
	work := s.Workspace()
	doc := export.Document{
		Workspace: work, Journey: s.JourneyID(), Created: w.program.clock.Now(), Layout: s.optionsFor(r.shown), Comments: r.said,
		Swapped: prefs.Bool(keySwapped), Empathy: r.empathy, Personas: r.personas, Goals: r.goals, Figures: r.figures,
		Heat: s.tint.values(work, s.JourneyID(), r.heat),
	}
	if r.diff && r.takesComparison() {
		doc.Compared = w.compared()
	}
	w.showBusy("Exporting " + filepath.Base(r.path))
	s.Background("export "+filepath.Base(r.path), func(ctx context.Context) func() {
		warnings, err := r.write(ctx, work, doc)
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

func (w *Window) showBusy(text string) {
	if w.editor != nil {
		w.editor.status.showBusy(text)
	}
}

func (w *Window) tellExportError(r exportRequest, err error) {
	title, detail := explain(err)
	w.inform("Could not export "+filepath.Base(r.path), title+". "+detail+" Nothing was written, and what was there before is as it was.")
}

func (w *Window) tellExported(r exportRequest, warnings []export.Warning) {
	text := filepath.Base(r.path) + " is ready"
	if len(warnings) > 0 {
		text += ", with " + plural(len(warnings), "remark", "remarks")
	}
	w.toasts.Show("export", text, "Show", func() {
		if len(warnings) > 0 {
			w.tellWarnings(r, warnings)
			return
		}
		w.reveal(r.path)
	})
}

// reveal opens the folder of a file in the system's file manager.
func (w *Window) reveal(path string) {
	folder := &url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Dir(path))}
	if err := w.program.fyne.OpenURL(folder); err != nil {
		w.inform("The file is here", path)
	}
}

func (w *Window) tellWarnings(r exportRequest, warnings []export.Warning) {
	var lines []fyne.CanvasObject
	for i, warning := range warnings {
		if i == 12 {
			lines = append(lines, look.Text(plural(len(warnings)-i, "more", "more"), 12, "text2"))
			break
		}
		lines = append(lines, look.WrapText(warning.Text, 12, "text", false))
	}
	var s *sheet
	folder := look.LargeButton("sheet-folder", look.Plain, "folder", "Show the file", func() { s.close(); w.reveal(r.path) })
	ok := look.LargeButton("sheet-ok", look.Main, "", "OK", func() { s.close() })
	s = w.openSheet("warnings", "About "+filepath.Base(r.path), 520, look.V(4, lines...), folder, ok)
}
