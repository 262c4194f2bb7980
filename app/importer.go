package app

import (
	"context"
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/metric"
	"stagecraft/store"
	"stagecraft/store/ingest"
)

// importPage is the page on which a table of values is read, matched and brought in. Nothing of the
// workspace changes before the import itself, which is one step of the history.
type importPage struct {
	window  *Window
	session *Session
	path    string
	journey model.JourneyID
	fresh   *model.Journey // to be made for the values; nil for one of the workspace
	grow    bool           // names that the map does not have become steps
	options ingest.Options
	profile string // name under which the settings are kept; empty for not
	leave   bool   // rows of unknown names are left out
	all     bool   // names that were matched are listed too
	column  int    // first column that is shown
	more    int    // how often more rows of the lists were asked for

	table   *ingest.Table
	report  *ingest.Report
	planned importPlan
	busy    bool
	cancel  func()
	thrift  func() // ends the thrift with memory
	content *fyne.Container
	left    *container.Scroll
	right   *container.Scroll
	runs    *look.Press // brings the values in
}

// chooseImport asks which table is to be read.
func (w *Window) chooseImport() {
	w.askFile(fileQuestion{
		name: "import", title: "Import spreadsheet", example: "survey.csv or figures.xlsx",
		help: "A CSV file or an Excel sheet: a row for each value, or a row for each stage or step and a column for each metric.",
		yes:  look.LargeButton("import.read", look.Main, "import", "Read it", nil), files: tables, then: w.startImport,
	})
}

// startImport reads a table into the open journey. Without one, the default workspace is opened, and a
// new map is made for what its map does not have.
func (w *Window) startImport(path string) {
	if w.session == nil {
		w.program.openDefault(func() { w.importTable(path, true) })
		return
	}
	w.importTable(path, false)
}

// importTable reads a table into the open journey; unasked says that nobody chose that one.
func (w *Window) importTable(path string, unasked bool) {
	if w.session.ReadOnly() {
		w.tellError(w.session.mayNot())
		return
	}
	p := &importPage{window: w, session: w.session, path: path, journey: w.session.JourneyID(), thrift: beFrugal()}
	if w.session.Journey() == nil {
		p.intoNew()
	}
	show := func() {
		w.program.settings.SetString("import-path", path)
		w.importp = p
		p.content = container.NewStack()
		p.rebuild()
		w.setPage(p.content)
		w.window.Canvas().Unfocus() // what had the keyboard is not on the page
		w.refreshMenus()
	}
	p.read(func() {
		if unasked && p.fresh == nil && len(p.report.Matched) == 0 && p.canGrow() > 0 {
			p.intoNew()
			p.plan(show)
			return
		}
		show()
	})
}

// read reads the file anew, in the background, and then runs then.
func (p *importPage) read(then func()) {
	path, options := p.path, p.options
	p.run("Reading "+filepath.Base(path), func(ctx context.Context) func() {
		table, err := ingest.Read(ctx, path, options)
		return func() {
			if err != nil {
				p.busy = false
				if w := p.window; w.importp != p {
					p.thrift()
				}
				p.tellReadError(err)
				return
			}
			if p.table = table; p.column >= table.Columns {
				p.column = 0
			}
			p.plan(then)
		}
	})
}

// plan finds out what the import would do, in the background, and then runs then.
func (p *importPage) plan(then func()) {
	table, options := p.table, p.options
	into := importInto{p.session.Workspace(), p.journey, p.fresh, p.grow}
	p.planned.values = model.Import{} // not to hold what the last plan found beside the next
	p.run("Matching", func(context.Context) func() {
		planned := planImport(table, into, options)
		return func() {
			p.report, p.planned, p.busy = planned.report, planned, false
			then()
		}
	})
}

// run does work in place of the work that was under way.
func (p *importPage) run(what string, work func(context.Context) func()) {
	if p.cancel != nil {
		p.cancel()
	}
	p.busy = true
	if p.runs != nil {
		p.runs.SetDisabled(true) // what it would bring in is not known until then
	}
	p.cancel = p.session.Background(lowerFirst(what), work)
}

func (p *importPage) tellReadError(err error) {
	title, detail := explain(err)
	if title == "That did not work" {
		title = filepath.Base(p.path) + " could not be read"
	}
	p.window.inform(title, detail+" Nothing was changed.")
	if p.window.importp == p && p.table != nil {
		p.rebuild()
	}
}

// again plans anew after a setting was changed; reread reads the file again before.
func (p *importPage) again(reread bool) {
	if reread {
		p.read(p.rebuild)
		return
	}
	p.plan(p.rebuild)
}

// close leaves the page without an import.
func (p *importPage) close() {
	if p.cancel != nil {
		p.cancel()
	}
	p.thrift()
	p.table, p.planned = nil, importPlan{}
	w := p.window
	w.importp = nil
	w.setPage(w.editor.content)
	w.refreshMenus()
	w.focusBoard()
	w.program.openHanded()
}

// blocked says why the values cannot be brought in yet; empty when they can.
func (p *importPage) blocked() string {
	open := p.report.Counts.Unmatched
	switch {
	case p.busy:
		return "Reading"
	case p.report.Rows == 0:
		return "The file has no rows."
	case p.report.Values == 0 && open == 0:
		return "No value can be used. Say what is in each column."
	case open > 0 && !p.leave:
		return plural(p.report.Counts.Names, "name is", "names are") + " open"
	case p.report.Values == 0:
		return "No value can be used."
	}
	return ""
}

// bring brings the values in, as one step.
func (p *importPage) bring() {
	if p.blocked() != "" {
		return
	}
	s, w := p.session, p.window
	s.keepBefore(store.BeforeImport, p.journey)
	if s.Do(p.planned.command()) != nil {
		return
	}
	p.keepProfile()
	s.OpenJourney(p.journey)
	metrics, end := p.planned.values.Metrics, beFrugal() // the first save makes as much garbage again
	p.close()
	s.Background("saving", func(ctx context.Context) func() {
		_ = s.save.Flush(ctx) // autosave tells why it could not, and tries again
		end()
		return nil
	})
	rows := metric.FormatN(float64(p.report.Valid + p.report.Counts.Partly))
	w.toasts.Show("import", rows+" rows in, "+metric.FormatN(float64(p.report.Values))+" values", "Show", func() { s.SetView(MatrixView) })
	if s.tint.metric == "" && len(metrics) > 0 {
		s.tint.last = metrics[0].ID
	}
}

// leaveOut lets rows of unknown names be left out.
func (p *importPage) leaveOut() {
	p.leave = true
	p.rebuild()
}

// toWhole maps all unknown names to the journey as a whole, also those that are too many to be listed.
func (p *importPage) toWhole() {
	names := maps.Clone(p.options.Names)
	if names == nil {
		names = map[string]string{}
	}
	for _, u := range p.report.Unmatched {
		names[u.Name] = ""
	}
	if p.report.Counts.Names > len(p.report.Unmatched) {
		names[ingest.OtherNames] = ""
	}
	p.options.Names = names
	p.again(false)
}

func (p *importPage) setName(name, to string) {
	names := map[string]string{name: to}
	for k, v := range p.options.Names {
		if k != name {
			names[k] = v
		}
	}
	p.options.Names = names
}

func (p *importPage) setColumn(number int, role string) {
	columns := map[string]string{}
	for k, v := range p.options.Columns {
		columns[k] = v
	}
	columns[numberText(model.Some(float64(number)))] = role
	p.options.Columns = columns
	p.again(false)
}

func (p *importPage) setMetric(name string, change func(*ingest.MetricOptions)) {
	metrics := map[string]ingest.MetricOptions{}
	for k, v := range p.options.Metrics {
		metrics[k] = v
	}
	m := metrics[name]
	change(&m)
	metrics[name] = m
	p.options.Metrics = metrics
	p.again(false)
}

// The profiles are settings that were kept under a name, for the same table next month.

func (p *importPage) profiles() map[string]ingest.Options {
	kept := map[string]ingest.Options{}
	var raw map[string]json.RawMessage
	// Profiles that cannot be read are none: they hold settings that can be made again.
	_ = json.Unmarshal([]byte(p.window.program.settings.String("import-profiles")), &raw)
	for name, data := range raw {
		if o, err := ingest.ParseOptions(data); err == nil {
			kept[name] = o
		}
	}
	return kept
}

func (p *importPage) keepProfile() {
	if strings.TrimSpace(p.profile) == "" {
		return
	}
	kept := p.profiles()
	kept[strings.TrimSpace(p.profile)] = p.options
	data, err := json.Marshal(kept)
	if err == nil {
		p.window.program.settings.SetString("import-profiles", string(data))
	}
}

func (p *importPage) profileNames() []string {
	var names []string
	for name := range p.profiles() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
