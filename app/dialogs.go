package app

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/assets"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// stepOptions lists the steps of a journey under their stages.
func stepOptions(j *model.Journey) []look.Option {
	var options []look.Option
	for i, st := range j.Stages {
		if i > 0 {
			options = append(options, look.Option{})
		}
		for _, s := range st.Steps {
			options = append(options, look.Option{ID: string(s.ID), Text: placeText(j, s.ID)})
		}
	}
	return options
}

func laneOptions(j *model.Journey) []look.Option {
	var options []look.Option
	for _, l := range j.Lanes {
		options = append(options, look.Option{ID: string(l.ID), Text: l.Title, Icon: kindIcon(l.Kind)})
	}
	return options
}

// labelled puts a label before a control of a dialog.
func labelled(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return look.H(8, look.Fixed(80, 0, look.Text(label, 12, "text2")), look.Grow(o))
}

// pick is a choice that shows what was picked and hands it over.
func pick(name, text string, options func() []look.Option, chosen func(id string)) *look.Choice {
	var c *look.Choice
	c = look.NewChoice(name, text, "", options, func(id string) {
		for _, o := range options() {
			if o.ID == id {
				c.Choose(o.Text, "")
			}
		}
		chosen(id)
	})
	return c
}

// moveTo asks where the selected cards are to go: what a drag does, by form.
func (w *Window) moveTo() {
	s, j := w.session, w.session.Journey()
	cards := s.SelectedCards()
	step, lane := cards[0].Step, cards[0].Lane
	laneTitle := ""
	if l := j.Lane(lane); l != nil {
		laneTitle = l.Title
	}
	var sh *sheet
	stepPick := pick("move-step", placeText(j, step), func() []look.Option { return stepOptions(j) }, func(id string) { step = model.StepID(id) })
	lanePick := pick("move-lane", laneTitle, func() []look.Option { return laneOptions(j) }, func(id string) { lane = model.LaneID(id) })
	move := look.LargeButton("sheet-ok", look.Main, "", "Move", func() {
		sh.close()
		s.Do(moveCards(j, cards, model.Cell{Lane: lane, Step: step}))
		s.Show(model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(cards[0].ID)})
	})
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { sh.cancel() })
	title := "Move " + plural(len(cards), "card", "cards") + " to"
	sh = w.openSheet("moveto", title, 400, look.V(8, labelled("Step", stepPick.Press), labelled("Lane", lanePick.Press)), no, move)
	w.window.Canvas().Focus(stepPick.Press)
}

// moveCards moves cards so that the first comes into a cell and the others keep their distance in
// steps; all go to the cell's lane when they share one, and keep their distance in lanes otherwise.
func moveCards(j *model.Journey, cards []*model.Card, to model.Cell) model.MoveCards {
	steps := j.Steps()
	byStep, byLane := j.StepIndex(to.Step)-j.StepIndex(cards[0].Step), laneIndex(j, to.Lane)-laneIndex(j, cards[0].Lane)
	move := model.MoveCards{Journey: j.ID}
	for _, c := range cards {
		s := min(max(j.StepIndex(c.Step)+byStep, 0), len(steps)-1)
		l := min(max(laneIndex(j, c.Lane)+byLane, 0), len(j.Lanes)-1)
		move.Moves = append(move.Moves, model.CardMove{Card: c.ID, To: model.Cell{Lane: j.Lanes[l].ID, Step: steps[s].ID}, Index: 1 << 30})
	}
	return move
}

// typeValue asks for one measured value.
func (w *Window) typeValue(metricID model.MetricID, stage model.StageID, step model.StepID) {
	s, j := w.session, w.session.Journey()
	metrics := s.Workspace().Metrics
	if s.Workspace().Metric(metricID) == nil {
		metricID = metrics[0].ID
	}
	metricPick := pick("value-metric", s.Workspace().Metric(metricID).Name, func() []look.Option {
		var options []look.Option
		for _, m := range metrics {
			options = append(options, look.Option{ID: string(m.ID), Text: m.Name})
		}
		return options
	}, func(id string) { metricID = model.MetricID(id) })
	placePick := pick("value-place", placeOf(j, stage, step), func() []look.Option { return placeOptions(j) }, func(id string) {
		stage, step = placeIDs(id)
	})
	value := look.NewEntry("value-value", "", "62", nil)
	n := look.NewEntry("value-n", "", "how many answers it stands for", nil)
	period := look.NewEntry("value-period", w.program.clock.Now().Format("2006-01"), "2026-03", nil)
	wrong := look.WrapText("", 12, "error", false)
	var sh *sheet
	add := look.LargeButton("sheet-ok", look.Main, "", "Add the value", func() {
		o, problem := typedObservation(metricID, stage, step, value.Text, n.Text, period.Text)
		if problem != "" {
			wrong.Set(problem, "error")
			return
		}
		sh.close()
		w.putValue(metric.Entered(w.session.Workspace().Metric(metricID), o))
	})
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { sh.cancel() })
	body := look.V(8, labelled("Metric", metricPick.Press), labelled("Where", placePick.Press), labelled("Value", value), labelled("n", n), labelled("Period", period), wrong)
	sh = w.openSheet("value", "Type a value in", 420, body, no, add)
	w.window.Canvas().Focus(value)
}

func typedObservation(id model.MetricID, stage model.StageID, step model.StepID, value, n, period string) (model.Observation, string) {
	o := model.Observation{Metric: id, Stage: stage, Step: step, Period: model.Period(strings.TrimSpace(period))}
	var problem string
	if o.Value, problem = parseNumber(value, -1e15, 1e15); problem != "" {
		return o, "Value: " + problem
	}
	if !o.Value.Known {
		return o, "Value: type a number."
	}
	if o.N, problem = parseNumber(n, 0, 1e12); problem != "" {
		return o, "n: " + problem
	}
	return o, ""
}

// handSource is the source of the values that were typed in.
const handSource = "Typed in"

func (w *Window) putValue(o model.Observation) {
	s := w.session
	at := slices.IndexFunc(s.Workspace().Sources, func(src *model.Source) bool { return src.File == "" && src.Name == handSource })
	var commands []model.Command
	var source model.SourceID
	if at >= 0 {
		source = s.Workspace().Sources[at].ID
	} else {
		source = model.NewID[model.SourceID]()
		commands = append(commands, model.PutSource{Source: model.Source{ID: source, Name: handSource, Imported: w.program.clock.Now().UTC()}})
	}
	commands = append(commands, model.PutObservation{Journey: s.JourneyID(), Source: source, Observation: o})
	s.Do(model.Group{Name: "Type a value in", Commands: commands})
}

// placeOf names a place of a journey.
func placeOf(j *model.Journey, stage model.StageID, step model.StepID) string {
	if text := placeText(j, step); text != "" {
		return text
	}
	for i, st := range j.Stages {
		if st.ID == stage {
			return fmt.Sprintf("%d %s", i+1, st.Title)
		}
	}
	return "Whole journey"
}

// placeOptions lists the whole journey, its stages and steps.
func placeOptions(j *model.Journey) []look.Option {
	options := []look.Option{{ID: "", Text: "Whole journey"}}
	for i, st := range j.Stages {
		options = append(options, look.Option{}, look.Option{ID: "stage:" + string(st.ID), Text: fmt.Sprintf("%d %s", i+1, st.Title)})
		for _, s := range st.Steps {
			options = append(options, look.Option{ID: "step:" + string(s.ID), Text: placeText(j, s.ID)})
		}
	}
	return options
}

func placeIDs(option string) (model.StageID, model.StepID) {
	if id, ok := strings.CutPrefix(option, "stage:"); ok {
		return model.StageID(id), ""
	}
	id, _ := strings.CutPrefix(option, "step:")
	return "", model.StepID(id)
}

// openGuide shows every key, from the action table.
func (w *Window) openGuide() {
	var columns []fyne.CanvasObject
	for _, part := range guideParts(w.table) {
		columns = append(columns, guidePart(part))
	}
	var s *sheet
	ok := look.LargeButton("sheet-ok", look.Main, "", "Close", func() { s.close() })
	half := (len(columns) + 1) / 2
	list := container.NewVScroll(look.Pad(0, 14, 0, 0, look.HTop(32, look.Grow(look.V(14, columns[:half]...)), look.Grow(look.V(14, columns[half:]...)))))
	s = w.openSheet("guide", "Keyboard guide", 760, look.Sized(0, 520, list), ok)
	w.window.Canvas().Focus(ok)
}

// guideRow is a line of the keyboard guide.
type guideRow struct{ Title, Keys string }

type guideSection struct {
	Title string
	Rows  []guideRow
}

// guideParts gathers the actions that have keys under their menus; those without a menu are the
// board's.
func guideParts(table []Action) []guideSection {
	var parts []guideSection
	for _, name := range append(slices.Clone(menuNames), "") {
		title := name
		if name == "" {
			title = "On the board"
		}
		var rows []guideRow
		for _, a := range table {
			if keys := keysOf(a); a.Menu == name && keys != "" {
				rows = append(rows, guideRow{strings.TrimSuffix(a.Title, "…"), keys})
			}
		}
		if len(rows) > 0 {
			parts = append(parts, guideSection{title, rows})
		}
	}
	return parts
}

// KeyTable returns the keyboard map as a table in Markdown, from the action table.
func KeyTable() string {
	var text strings.Builder
	text.WriteString("| keys | what they do |\n|---|---|\n")
	for _, part := range guideParts(actions()) {
		fmt.Fprintf(&text, "| | **%s** |\n", part.Title)
		for _, r := range part.Rows {
			fmt.Fprintf(&text, "| %s | %s |\n", r.Keys, r.Title)
		}
	}
	return text.String()
}

// keysOf returns the keys of an action in words.
func keysOf(a Action) string {
	var keys []string
	for _, s := range []fyne.Shortcut{a.Shortcut, a.Also} {
		if s != nil {
			keys = append(keys, shortcutText(s))
		}
	}
	if a.Keys != "" {
		keys = append(keys, a.Keys)
	}
	return strings.Join(keys, ", ")
}

func guidePart(part guideSection) fyne.CanvasObject {
	rows := []fyne.CanvasObject{look.Bold(part.Title, 13, "text"), look.Gap(2)}
	for _, r := range part.Rows {
		rows = append(rows, look.Sized(0, 24, look.H(8, look.Grow(look.CutText(r.Title, 12, "text", false)), look.Kbd(r.Keys))))
	}
	return look.V(0, rows...)
}

// openAbout says what the program is and whose fonts it carries.
func (w *Window) openAbout() {
	meta := w.program.fyne.Metadata()
	var s *sheet
	ok := look.LargeButton("sheet-ok", look.Main, "", "Close", func() { s.close() })
	notice := container.NewVScroll(look.WrapText(assets.FontNotice(), 11, "text2", false))
	body := look.V(10,
		look.H(14, logo(56), look.V(0, look.Bold("Stagecraft "+meta.Version, 15, "text"), look.Text("Journey maps and service blueprints", 12.5, "text2"),
			look.Text("Works without a network or an account. Nothing is ever sent.", 12.5, "text2")), look.Space()),
		look.Bold("The Noto Sans fonts", 12.5, "text"), look.Sized(0, 180, notice))
	s = w.openSheet("about", "About Stagecraft", 560, body, ok)
	w.window.Canvas().Focus(ok)
}

// nextPane moves the focus from the board to the sidebar, the inspector and back.
func (w *Window) nextPane() {
	c := w.window.Canvas()
	panes := []fyne.CanvasObject{w.editor.sidebar.content, w.editor.inspector.content}
	at := -1
	for i, p := range panes {
		if f, ok := c.Focused().(fyne.CanvasObject); ok && inside(p, f) {
			at = i
		}
	}
	for i := at + 1; i < len(panes); i++ {
		if f := firstFocusable(panes[i]); panes[i].Visible() && f != nil {
			c.Focus(f)
			return
		}
	}
	w.focusBoard()
}
