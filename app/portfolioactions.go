package app

import (
	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
)

// The context menus of the portfolio, as ids of actions.
var (
	portfolioMenu = []string{"map.open", "map.rename", "", "map.duplicate", "map.segment", "map.twin", "", "map.archive", "map.earlier", "map.later", "", "file.export", "file.share", "", "map.delete"}
	binMenu       = []string{"bin.look", "bin.restore", "", "bin.drop", "bin.empty"}
)

// portfolioActions are what can be done with whole maps.
func portfolioActions() []Action {
	chosen := func(w *Window) bool {
		return w.portfolio() != nil && w.portfolio().state.bin && w.portfolio().at() >= 0
	}
	changed := func(w *Window) bool { return chosen(w) && !w.session.ReadOnly() }
	binned := func(run func(*Window, int)) func(*Window) {
		return func(w *Window) { run(w, w.portfolio().at()) }
	}
	return []Action{
		{ID: "map.open", Title: "Open the map", Icon: "journey", Menu: "Map", Needs: "in the portfolio", Enabled: func(w *Window) bool {
			return w.portfolio() != nil && !w.portfolio().state.bin && w.portfolio().at() >= 0
		}, Run: func(w *Window) { w.portfolio().open() }},
		{ID: "map.segment", Title: "Duplicate for a segment…", Icon: "personas", Menu: "Map", Group: 1, Enabled: editable, Run: (*Window).duplicateForSegment},
		{ID: "map.archive", Title: "Archive the map", Icon: "file", Menu: "Map", Group: 1, Enabled: editable, Run: (*Window).toggleArchived},
		{ID: "bin.open", Title: "Open the bin", Words: "look into trash deleted", Icon: "delete", Menu: "Map", Under: "Bin", Group: 1, Enabled: opened, Run: func(w *Window) { w.openPortfolio(2) }},
		{ID: "bin.look", Title: "Look at the deleted map", Icon: "eye", Menu: "Map", Under: "Bin", Group: 1, Needs: "choose one in the bin", Enabled: chosen, Run: binned(func(w *Window, at int) { w.lookIntoBin(w.portfolio().binned[at]) })},
		{ID: "bin.restore", Title: "Restore the deleted map", Icon: "undo", Menu: "Map", Under: "Bin", Group: 1, Needs: "choose one in the bin", Enabled: changed, Run: binned(func(w *Window, at int) { w.restoreBinned(w.portfolio().binned[at]) })},
		{ID: "bin.drop", Title: "Delete it for ever…", Icon: "delete", Menu: "Map", Under: "Bin", Group: 1, Needs: "choose one in the bin", Enabled: changed, Run: binned(func(w *Window, at int) { w.dropBinned(w.portfolio().binned[at]) })},
		{ID: "bin.empty", Title: "Empty the bin…", Icon: "delete", Menu: "Map", Under: "Bin", Group: 1, Needs: "the bin is empty", Enabled: func(w *Window) bool { return opened(w) && !w.session.ReadOnly() && len(w.session.bin()) > 0 }, Run: (*Window).emptyBin},
		{ID: "portfolio.health", Title: "Metrics that make health…", Icon: "lane-metric", Menu: "Data", Group: 1, Needs: "needs a metric", Enabled: hasMetrics, Run: (*Window).chooseHealth},
	}
}

// portfolio returns the portfolio, or nil while another page is shown.
func (w *Window) portfolio() *portfolioPage {
	if w.editor == nil {
		return nil
	}
	p, _ := w.editor.page.(*portfolioPage)
	return p
}

// openPortfolio shows the portfolio: 0 the maps, 1 those that were put aside, 2 the bin.
func (w *Window) openPortfolio(part int) {
	w.session.SetView(PortfolioView)
	if p := w.portfolio(); p != nil {
		p.openPart(part)
	}
}

// toggleArchived puts the open map aside, or takes it back to the others.
func (w *Window) toggleArchived() {
	s, j := w.session, w.session.Journey()
	info := j.JourneyInfo
	info.Archived = !info.Archived
	name := "Archive map"
	if j.Archived {
		name = "Take map out of the archive"
	}
	if s.Do(model.Group{Name: name, Commands: []model.Command{model.EditJourney{Journey: j.ID, Info: info}}}) != nil {
		return
	}
	if info.Archived {
		w.toasts.ShowDone("“" + j.Title + "” is archived: it stays in the file and is found under Archived")
	}
}

// chooseHealth asks which metrics make the health of stages and maps.
func (w *Window) chooseHealth() {
	s := w.session
	var sh *sheet
	counts := map[model.MetricID]bool{}
	var checks []fyne.CanvasObject
	for _, m := range s.Workspace().Metrics {
		counts[m.ID] = !m.Uncounted
		note := ""
		if !m.Target.Known && len(m.Thresholds) == 0 {
			note = "has no target yet"
		}
		checks = append(checks, look.Check("health."+m.Name, m.Name, !m.Uncounted, look.Text(note, 11, "text3"), func(on bool) { counts[m.ID] = on }))
	}
	done := look.LargeButton("sheet-ok", look.Main, "", "Use these", func() {
		sh.close()
		g := model.Group{Name: "Choose the metrics of health"}
		for _, m := range s.Workspace().Metrics {
			if on, asked := counts[m.ID]; asked && on == m.Uncounted {
				next := *m
				next.Uncounted = !on
				g.Commands = append(g.Commands, model.PutMetric{Metric: next})
			}
		}
		if len(g.Commands) > 0 {
			s.Do(g)
		}
	})
	done.SetDisabled(s.ReadOnly())
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { sh.cancel() })
	body := look.V(8, look.WrapText("Health runs from 0 to 100, 50 being on target: the mean over the chosen metrics that have a target and data. It belongs to the file, so that everybody sees the same.", 12, "text2", false),
		look.V(0, checks...))
	sh = w.openSheet("health", "Which metrics make health?", 440, body, no, done)
	w.window.Canvas().Focus(checks[0].(*look.Press))
}
