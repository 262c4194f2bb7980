package app

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/canvas/layout"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// The context menus of the map's parts, as ids of actions.
var (
	cardMenu  = []string{"edit.text", "edit.moveto", "", "edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "", "insert.linkfrom", "insert.link", "view.follow", "view.followback", "insert.comment", "insert.picture", "board.moment", "board.evidence", "board.severity", "board.vote", "", "map.splitstep", "map.splitlane", "", "edit.delete"}
	linkMenu  = []string{"edit.text", "insert.comment", "", "edit.delete"}
	cellMenu  = []string{"insert.card", "insert.capture", "insert.picture", "edit.paste", "", "insert.step", "insert.stage", "insert.lane"}
	stageMenu = []string{"edit.text", "", "insert.step", "insert.stage", "insert.stagebefore", "", "map.fold", "map.foldothers", "map.expand", "", "map.merge", "", "map.left", "map.right", "edit.duplicate", "insert.comment", "", "edit.delete"}
	stepMenu  = []string{"edit.text", "", "insert.step", "insert.stepbefore", "insert.stage", "", "map.fold", "", "map.splitstage", "map.merge", "", "map.left", "map.right", "edit.duplicate", "insert.comment", "", "edit.delete"}
	laneMenu  = []string{"edit.text", "", "insert.lane", "insert.lanebefore", "", "map.fold", "map.foldothers", "map.expand", "map.hidelane", "", "map.lanekind", "map.lock", "map.merge", "", "map.up", "map.down", "edit.duplicate", "insert.comment", "", "edit.delete"}
)

// boardMenu opens the context menu of a record of the map.
func (w *Window) boardMenu(ref model.Ref, _ model.Cell, at fyne.Position) {
	ids := cellMenu
	switch ref.Kind {
	case model.CardRecord:
		ids = cardMenu
	case model.StageRecord:
		ids = stageMenu
	case model.StepRecord:
		ids = stepMenu
	case model.LaneRecord:
		ids = laneMenu
	case model.LinkRecord:
		ids = linkMenu
	}
	if ids[0] != cellMenu[0] && !selected(w.session, ref) {
		w.session.Select([]model.Ref{ref})
	}
	w.popUp(at, ids...)
}

func selected(s *Session, ref model.Ref) bool {
	for _, r := range s.Selection() {
		if r == ref {
			return true
		}
	}
	return false
}

// newJourney adds a journey to the open workspace, or to the default one, and opens it.
func (w *Window) newJourney(preset model.Preset) {
	if w.session == nil {
		w.program.openDefault(func() { w.addJourney(preset) })
		return
	}
	w.addJourney(preset)
}

func (w *Window) addJourney(preset model.Preset) {
	j := model.NewJourney(newTitle(w.session.Workspace(), preset), preset)
	if w.session.Do(model.AddJourney{Journey: j, At: len(w.session.Workspace().Journeys)}) == nil {
		w.session.OpenJourney(j.ID)
		w.session.SetView(usualView(j))
		w.focusBoard()
		w.board.MoveFocus(layout.Right, false) // onto the first cell, so that typing begins a card
	}
}

// newTitle is a title that no journey of the workspace has yet.
func newTitle(w *model.Workspace, preset model.Preset) string {
	return freeTitle(w, "New "+lowerFirst(preset.Name()))
}

func freeTitle(w *model.Workspace, base string) string {
	taken := map[string]bool{}
	for _, j := range w.Journeys {
		taken[j.Title] = true
	}
	title := base
	for n := 2; taken[title]; n++ {
		title = base + " " + numberText(model.Some(float64(n)))
	}
	return title
}

// chooseTemplate shows the templates.
func (w *Window) chooseTemplate() {
	var s *sheet
	var cards []fyne.CanvasObject
	for _, t := range templates {
		cards = append(cards, presetCard(t.preset, func() {
			s.close()
			w.newJourney(t.preset)
		}))
	}
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { s.cancel() })
	grid := container.NewGridWithColumns(3, cards...)
	s = w.openSheet("templates", "New from template", 760, grid, no)
	w.window.Canvas().Focus(firstFocusable(grid))
}

// presetCard shows a template's lanes and says what it is for.
func presetCard(p model.Preset, tap func()) *look.Press {
	return look.NewPress("home.template."+string(p), 8, cardGround, func(look.State) fyne.CanvasObject {
		picture := container.NewStack(look.NewFill("step-bg", "", 0, 6), newChart(150, 112, templatePicture(p)))
		return look.V(0, look.Pad(1.5, 1.5, 0, 1.5, picture), look.Line("line"),
			look.Pad(8, 12, 10, 12, look.V(2, look.WrapText(p.Name(), 12.5, "text", true), look.Sized(0, 48, look.WrapText(p.Help(), 11.5, "text2", false)))))
	}, tap)
}

// duplicate duplicates what is chosen: the map in the portfolio, otherwise records or cards.
func (w *Window) duplicate() {
	if w.portfolio().canDuplicate() {
		w.duplicateJourney(false)
		return
	}
	onPage(cardPage.duplicate, func(w *Window) { w.board.DuplicateSelected() })(w)
}

func (w *Window) duplicateJourney(twin bool) {
	s, j := w.session, w.session.Journey()
	salt := model.NewID[string]()
	title := freeTitle(s.Workspace(), j.Title+" (copy)")
	if twin {
		title = j.Title
	}
	if s.Do(model.DuplicateJourney{Journey: j.ID, Salt: salt, Title: title, AsTwin: twin}) == nil {
		s.OpenJourney(model.DerivedID(salt, j.ID))
	}
}

func (w *Window) showJourneyInfo() {
	w.session.Select(nil)
	w.bringInspector()
}

func (w *Window) renameWorkspace() {
	w.askText("Rename the workspace", "Name", w.session.Workspace().Name, "Rename", func(name string) {
		if name = strings.TrimSpace(name); name != "" {
			w.session.Do(model.RenameWorkspace{Name: name})
		}
	})
}

// place returns the stage and step at which something is to be added: of what is focused or selected,
// else the last.
func (w *Window) place() (*model.Stage, int) {
	j := w.session.Journey()
	step := w.board.Focused().Cell.Step
	stageID := model.StageID("")
	for _, r := range w.session.Selection() {
		switch r.Kind {
		case model.StepRecord:
			step = model.StepID(r.ID)
		case model.StageRecord:
			stageID, step = model.StageID(r.ID), ""
		case model.CardRecord:
			if c := j.Card(model.CardID(r.ID)); c != nil {
				step = c.Step
			}
		}
	}
	if st := j.Stage(stageID); st != nil {
		return st, len(st.Steps)
	}
	if st := j.StageOf(step); st != nil {
		for n, s := range st.Steps {
			if s.ID == step {
				return st, n + 1
			}
		}
	}
	if len(j.Stages) == 0 {
		return nil, 0
	}
	last := j.Stages[len(j.Stages)-1]
	return last, len(last.Steps)
}

func (w *Window) addStep() {
	stage, at := w.place()
	if stage == nil {
		w.addStage()
		return
	}
	w.putStep(stage, at)
}

func (w *Window) addStage() {
	j := w.session.Journey()
	at := len(j.Stages)
	if stage, _ := w.place(); stage != nil {
		for n, st := range j.Stages {
			if st == stage {
				at = n + 1
			}
		}
	}
	w.putStage(at)
}

// beginTitle shows a new record on the board and opens its title for typing.
func (w *Window) beginTitle(ref model.Ref) {
	if !w.session.View().onBoard() {
		w.session.SetView(w.pages.before)
	}
	w.session.Show(ref)
	w.focusBoard()
	w.board.EditFocused()
	if text, ok := w.window.Canvas().Focused().(fyne.Shortcutable); ok && w.board.Editing() {
		text.TypedShortcut(&fyne.ShortcutSelectAll{}) // the first letter replaces "New step"
	}
}

// addLane shows the kinds of lane and adds one at an index; below zero means under the selected lane.
func (w *Window) addLane(at int) {
	j := w.session.Journey()
	if at < 0 {
		at = len(j.Lanes)
		lane := w.board.Focused().Cell.Lane
		for _, r := range w.session.Selection() {
			if r.Kind == model.LaneRecord {
				lane = model.LaneID(r.ID)
			}
		}
		for n, l := range j.Lanes {
			if l.ID == lane {
				at = n + 1
			}
		}
	}
	w.laneGallery("Which kind of lane?", "", func(k model.Kind) { w.putLane(k, at) })
}

func (w *Window) putLane(k model.Kind, at int) {
	lane := model.NewLane(k)
	if k == model.KindMetric {
		if metrics := w.session.Workspace().Metrics; len(metrics) > 0 {
			lane.Metric, lane.Title = metrics[0].ID, metrics[0].Name
			if w.session.tint.metric != "" {
				lane.Metric, lane.Title = w.session.tint.metric, w.session.Workspace().Metric(w.session.tint.metric).Name
			}
		}
	}
	if w.session.Do(model.AddLane{Journey: w.session.JourneyID(), Lane: lane, At: at}) == nil {
		w.session.Show(model.Ref{Kind: model.LaneRecord, Journey: w.session.JourneyID(), ID: string(lane.ID)})
	}
}

func (w *Window) linkSelected() {
	cards := w.session.SelectedCards()
	link := model.Link{ID: model.NewID[model.LinkID](), From: cards[0].ID, To: cards[1].ID, Kind: model.Flow}
	w.session.Do(model.AddLink{Journey: w.session.JourneyID(), Link: link})
}

func (w *Window) addPersona() {
	s := w.session
	w.askText("New persona", "Name", "", "Add", func(name string) {
		if name = strings.TrimSpace(name); name == "" {
			return
		}
		p := model.Persona{ID: model.NewID[model.PersonaID](), Name: name}
		commands := []model.Command{model.PutPersona{Persona: p}}
		if j := s.Journey(); j != nil {
			info := j.JourneyInfo
			info.Personas = append(append([]model.PersonaID(nil), info.Personas...), p.ID)
			commands = append(commands, model.EditJourney{Journey: j.ID, Info: info})
		}
		if s.Do(model.Group{Name: "Add persona", Commands: commands}) == nil {
			s.Select([]model.Ref{{Kind: model.PersonaRecord, ID: string(p.ID)}})
		}
	})
}

// addMetric offers the built-in definitions and an empty one.
func (w *Window) addMetric() {
	var s *sheet
	add := func(m model.Metric) {
		m.ID = model.NewID[model.MetricID]()
		s.close()
		if w.session.Do(model.PutMetric{Metric: m}) == nil {
			w.bringInspector()
			w.session.Select([]model.Ref{{Kind: model.MetricRecord, ID: string(m.ID)}})
		}
	}
	var rows []fyne.CanvasObject
	for _, m := range metric.Templates() {
		rows = append(rows, metricChoice(m.Name, metric.DirectionText(&m)+". "+m.Definition, func() { add(m) }))
	}
	rows = append(rows, metricChoice("Own metric", "Name it and say how it is counted.", func() {
		add(model.Metric{Name: "New metric", Direction: model.HigherIsBetter, Aggregation: model.Mean})
	}))
	list := container.NewVScroll(look.V(0, rows...))
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { s.cancel() })
	s = w.openSheet("metrics", "Which metric?", 560, look.Sized(0, 420, list), no)
}

func metricChoice(name, text string, tap func()) *look.Press {
	return look.NewPress("metric-kind-"+name, 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
		return look.Sized(0, 44, look.Pad(0, 8, 0, 8, look.H(10, look.Icon("lane-metric", 18, "z-insight"),
			look.Grow(look.V(0, look.Bold(name, 12.5, "text"), look.CutText(text, 11.5, "text2", false))))))
	}, tap)
}

func (w *Window) saveNow() {
	if w.session.ReadOnly() {
		w.saveCopy()
		return
	}
	w.session.save.Retry()
}

// saveCopy asks where and goes on working in the new file when the old one cannot be written.
func (w *Window) saveCopy() {
	s := w.session
	old := s.file.Path()
	name := strings.TrimSuffix(filepath.Base(old), ".stage") + " copy"
	folder := filepath.Dir(old)
	if f, err := w.program.folder(); err == nil {
		folder = f
	}
	entry, field := w.pathField("copy.path", filepath.Join(folder, name+".stage"))
	goOn := !s.isGlimpse && (s.ReadOnly() || s.SaveState().Phase == SaveFailed || s.outside.err != nil)
	var sh *sheet
	stay := look.Check("copy-goon", "Go on working in the copy", goOn, nil, func(on bool) { goOn = on })
	show(stay, !s.isGlimpse)
	save := look.LargeButton("sheet-ok", look.Main, "", "Save a copy", func() {
		path := strings.TrimSpace(entry.Text)
		if !strings.HasSuffix(strings.ToLower(path), ".stage") {
			path += ".stage"
		}
		sh.close()
		w.writeCopy(path, goOn)
	})
	entry.OnSubmitted = func(string) { save.OnTap() }
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { sh.cancel() })
	sh = w.openSheet("copy", "Save a copy", 560, look.V(8, field, stay), no, save)
	w.window.Canvas().Focus(entry)
}

func (w *Window) writeCopy(path string, goOn bool) {
	w.session.SaveAs(path, goOn, func(err error) {
		if err != nil {
			w.tellError(err)
			return
		}
		w.toasts.Show("check", "Saved as "+filepath.Base(path), "", nil)
		if goOn {
			w.program.remember(path)
		}
	})
}
