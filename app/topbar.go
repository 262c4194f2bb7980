package app

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// topBar names the journey and holds how it is looked at, undo, zoom and export.
type topBar struct {
	window       *Window
	session      *Session
	content      *fyne.Container
	row          *fyne.Container
	least        float32 // what the row needs
	width        float32 // what there is
	most         int     // the size that says most at the window's width
	title        *fyne.Container
	state        *fyne.Container
	views        *look.Segments // nil while the bar is too narrow for it
	viewList     *look.Choice
	size         int // 0 for all, 1 without words, 2 with the views as a list
	heat         *fyne.Container
	undo         *look.Press
	redo         *look.Press
	filter       *look.Press
	comments     *fyne.Container
	commentsSaid string
	zoom         *look.Label
	zoomBox      *fyne.Container
	export       *look.Press
	said         string
}

func newTopBar(w *Window, s *Session) *topBar {
	t := &topBar{window: w, session: s, content: container.NewStack()}
	t.title, t.state, t.heat = container.NewStack(), container.NewStack(), container.NewStack()
	t.undo = w.actionButton("edit.undo")
	t.redo = w.actionButton("edit.redo")
	t.filter = w.actionButton("view.filter")
	t.comments = container.NewStack()
	t.zoomBox = t.makeZoom()
	t.build()
	return t
}

// The widths of the window, at the usual size of text, below which the bar says less even where it has
// room: buttons lose their words, then the views become a list.
const (
	fewerWords = 1360
	fewerParts = 1180
)

// titleLeast is the width that a long title keeps, by the bar's size; with less the bar says less.
var titleLeast = [...]float32{330, 240, 96, 110}

// leastBar is the size at which the bar says least: with large text in a small window the zoom is left to the
// wheel and the menu.
const leastBar = len(titleLeast) - 1

// setWidth fits the bar to the window's width and to its own.
func (t *topBar) setWidth(window, bar float32) {
	t.most, t.width = 0, bar
	switch window /= t.window.program.textScale(); {
	case window < fewerParts:
		t.most = 2
	case window < fewerWords:
		t.most = 1
	}
	t.fit()
}

// fit makes the bar say as much as there is room for.
func (t *topBar) fit() { t.window.keepKeyboard(t.content, t.fitParts) }

func (t *topBar) fitParts() {
	const edges = 24 // beside the row
	for size := t.most; size <= leastBar && t.width > 0; size++ {
		if size != t.size {
			t.size = size
			t.build()
			t.showTitle()
			t.showState()
			t.showHeat()
			t.showView()
		}
		if t.row.MinSize().Width+edges <= t.width {
			break
		}
	}
	t.least = t.row.MinSize().Width
	t.content.Refresh()
}

// build makes the bar for its size.
func (t *topBar) build() {
	export := "Export"
	if t.size > 0 {
		export = ""
	}
	t.said = ""
	t.export = look.Button("file.export", look.Main, "export", export, func() { t.window.do("file.export") })
	t.window.tipped(t.export, "Export", t.window.byID["file.export"].Shortcut)
	t.row = look.H(12, look.Grow(t.title), t.state, t.viewSwitch(), t.heat, look.H(0, t.undo, t.redo, t.window.historyButton(), t.filter, t.comments), t.zoomBox, t.export)
	t.content.Objects = []fyne.CanvasObject{
		container.NewBorder(nil, look.Line("line2"), nil, nil, look.Pad(0, 12, 0, 12, t.row))}
	t.content.Refresh()
}

// viewActionIDs are the actions of the views, by View.
var viewActionIDs = []string{"view.journey", "view.blueprint", "view.matrix", "view.table", "view.empathy", "view.personas", "view.portfolio", "view.library", "map.compare"}

// switched is how many of the views the switch offers; the others are opened from the menu.
const switched = 4

// viewSwitch chooses how the journey is looked at.
func (t *topBar) viewSwitch() fyne.CanvasObject {
	var items []look.Segment
	var options []look.Option
	for _, id := range viewActionIDs[:switched] {
		a := t.window.byID[id]
		item := look.Segment{Name: id, Icon: a.Icon, Text: a.Title, Tip: a.Title, Keys: keysOf(*a)}
		if t.size > 0 {
			item.Text = ""
		}
		items = append(items, item)
		options = append(options, look.Option{ID: id, Text: a.Title, Icon: a.Icon})
	}
	if t.size >= 2 {
		now := t.window.byID[viewActionIDs[t.session.View()]]
		t.viewList = look.NewChoice("view", now.Title, t.listIcon(now), func() []look.Option { return options }, t.window.do)
		t.views = nil
		return look.Fixed(t.listWidth(), 28, t.viewList.Press)
	}
	t.viewList = nil
	t.views = look.NewSegments(items, int(t.session.View()), func(i int) { t.window.do(viewActionIDs[i]) })
	return t.views.Container
}

// listWidth is that of the lists of views and of metrics where there is little room.
func (t *topBar) listWidth() float32 {
	if t.size == leastBar {
		return 96
	}
	return 124
}

// listIcon is the icon before the name of the view in the list; where there is least room the name needs it.
func (t *topBar) listIcon(a *Action) string {
	if t.size == leastBar {
		return ""
	}
	return a.Icon
}

// showView shows which view is on.
func (t *topBar) showView() {
	a := t.window.byID[viewActionIDs[t.session.View()]]
	if t.views != nil {
		t.views.Set(int(t.session.View()))
	}
	if t.viewList != nil {
		t.viewList.Choose(a.Title, t.listIcon(a))
	}
	show(t.zoomBox, t.session.View().onBoard() && t.size < leastBar)
}

// actionButton returns a flat button with the icon of an action; the status bar says what it does.
func (w *Window) actionButton(id string) *look.Press {
	a := w.byID[id]
	b := look.Button(id, look.Flat, a.Icon, "", func() { w.do(id) })
	return w.tippedBy(b, func() string { return w.label(a) }, a.Shortcut)
}

// hint says in the status bar what the part under the pointer does.
func (w *Window) hint(in bool, text string, s fyne.Shortcut) {
	if w.editor == nil || w.editor.status == nil {
		return
	}
	keys := ""
	if s != nil {
		keys = shortcutText(s)
	}
	if !in {
		text, keys = "", ""
	}
	w.editor.status.showHint(text, keys)
}

func (t *topBar) makeZoom() *fyne.Container {
	t.zoom = look.Text("100 %", 12, "text").Centre()
	line := func() fyne.CanvasObject { return look.Sized(1, 28, look.NewFill("line", "", 0, 0)) }
	actual := look.NewPress("view.actual", 0, look.Flat.Ground, func(look.State) fyne.CanvasObject {
		return look.Fixed(54, 26, container.NewCenter(t.zoom))
	}, func() { t.window.do("view.actual") })
	t.window.tipped(actual, "Zoom to 100 %", t.window.byID["view.actual"].Shortcut)
	return look.Framed("surface", "line2", 6, look.H(0,
		t.window.actionButton("view.zoomout"), line(), actual, line(), t.window.actionButton("view.zoomin"), line(), t.window.actionButton("view.fit")))
}

func (t *topBar) updated(u Update) {
	if u.Has(PartDocument | PartJourney | PartView | PartHeat) {
		t.showTitle()
		t.showState()
		t.showHeat()
	}
	if u.Has(PartView) {
		t.showView()
	}
	t.undo.SetDisabled(!t.window.byID["edit.undo"].Enabled(t.window))
	t.redo.SetDisabled(!t.window.byID["edit.redo"].Enabled(t.window))
	t.export.SetDisabled(t.session.Journey() == nil)
	t.filter.SetDisabled(!onMap(t.window))
	t.filter.SetOn(t.window.byID["view.all"].Enabled(t.window))
	t.showComments()
	t.showZoom()
	if t.row.MinSize().Width != t.least { // a part came, went or grew
		t.fit()
	}
}

func (t *topBar) showZoom() {
	t.zoom.Set(fmt.Sprintf("%.0f %%", t.window.editor.board.Zoom()*100), "text")
}

func (t *topBar) showTitle() {
	w, j := t.session.Workspace(), t.session.Journey()
	title, status, under := w.Name, "", ""
	if j != nil {
		title, status, under = j.Title, statusText(j.Status), peopleText(w, j)
	}
	whole := strings.Join(nonEmpty(title, status, under), " · ")
	said := title + "\x00" + status + "\x00" + under
	if said == t.said {
		return
	}
	t.said = said
	var tag []fyne.CanvasObject
	if t.size == leastBar { // the title needs the tag's room
		under = strings.Join(nonEmpty(status, under), " · ")
	} else if status != "" {
		tag = append(tag, look.Tag(status))
	}
	press := look.NewPress("title", 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
		return look.V(-2, look.Leading(6, titleLeast[t.size], look.CutText(title, 15, "text", true), tag...), look.CutText(under, 11, "text2", false))
	}, func() { t.window.do("map.info") })
	press.Tip = func() (string, string) { return whole, "" }
	t.title.Objects = []fyne.CanvasObject{look.V(0, look.Space(), press, look.Space())}
	t.title.Refresh()
}

// peopleText says whose journey it is and who owns the map.
func peopleText(w *model.Workspace, j *model.Journey) string {
	var parts []string
	for _, id := range j.Personas {
		if p := w.Persona(id); p != nil {
			parts = append(parts, p.Name)
			break
		}
	}
	if o := w.Owner(j.Owner); o != nil {
		parts = append(parts, "owner "+o.Name)
	}
	if len(parts) == 0 {
		return kindText(j.Kind) + " journey"
	}
	return strings.Join(parts, " · ")
}

// showState shows the switch between a journey and its twin, when it has one.
func (t *topBar) showState() {
	t.state.Objects = nil
	w, j := t.session.Workspace(), t.session.Journey()
	twin := j != nil && w.Journey(j.Twin) != nil
	if twin || j != nil && t.size == 0 && j.Kind != model.DayInLife {
		on := 0
		if j.Kind == model.Future {
			on = 1
		}
		t.state.Objects = []fyne.CanvasObject{look.NewSegments([]look.Segment{
			{Name: "state.current", Text: "Current"}, {Name: "state.future", Text: "Future"},
		}, on, func(i int) {
			if i != on {
				t.window.openTwin()
			}
		}).Container}
	}
	t.state.Refresh()
}

// openTwin opens the other state of the journey, or offers to make it.
func (w *Window) openTwin() {
	j := w.session.Journey()
	switch {
	case w.session.Workspace().Journey(j.Twin) != nil:
		w.session.OpenJourney(j.Twin)
	case j.Kind == model.Future:
		w.inform("This map has no current twin", "It was made by itself. To compare both states, make the future map from the current one.")
	case editable(w):
		w.ask("There is no future map yet", "It begins as a copy of this one, and the two stay joined: switch between them here.", "Make it", func() { w.do("map.twin") })
	}
}

// showHeat shows which metric tints the map, with the ramp of its scale.
func (t *topBar) showHeat() {
	t.heat.Objects = nil
	w := t.session.Workspace()
	if t.session.Journey() != nil && (t.session.View().onBoard() || t.session.View() == TableView) && len(w.Metrics) > 0 {
		text, ramp := "No heat", ""
		if m := w.Metric(t.session.tint.metric); m != nil {
			text, ramp = m.Name, "hs"
			if h := t.session.Heat(); h != nil && h.Scale.Diverging {
				ramp = "hd"
			}
		}
		choice := look.NewChoice("heat", text, "", func() []look.Option { return heatOptions(w, t.session.tint.metric) }, func(id string) {
			t.session.SetHeat(model.MetricID(id))
		})
		row := []fyne.CanvasObject{}
		if ramp != "" && t.size < 2 {
			row = append(row, rampPicture(ramp))
		}
		width := float32(150)
		if t.size >= 2 {
			width = t.listWidth()
		}
		row = append(row, look.Fixed(width, 28, choice.Press))
		t.heat.Objects = []fyne.CanvasObject{look.H(8, row...)}
	}
	t.heat.Refresh()
}

func heatOptions(w *model.Workspace, now model.MetricID) []look.Option {
	options := []look.Option{{ID: "", Text: "No heat", On: now == ""}, {}}
	for _, m := range w.Metrics {
		options = append(options, look.Option{ID: string(m.ID), Text: m.Name + "   " + metric.DirectionText(m), On: m.ID == now})
	}
	return options
}

// rampPicture is the five steps of a heat scale as a small strip.
func rampPicture(prefix string) fyne.CanvasObject {
	var steps []fyne.CanvasObject
	for i := 1; i <= 5; i++ {
		steps = append(steps, look.Sized(9, 9, look.NewFill(fmt.Sprintf("%s%d", prefix, i), "", 0, 0)))
	}
	return look.Framed("", "line2", 0, look.Pad(1, 1, 1, 1, look.H(0, steps...)))
}

func (w *Window) toggleHeat() {
	t := &w.session.tint
	if t.metric != "" {
		w.session.SetHeat("")
		return
	}
	id := t.last
	if w.session.Workspace().Metric(id) == nil {
		id = w.session.Workspace().Metrics[0].ID
	}
	w.session.SetHeat(id)
}

func (w *Window) nextHeat() {
	metrics := w.session.Workspace().Metrics
	next := 0
	for i, m := range metrics {
		if m.ID == w.session.tint.metric {
			next = (i + 1) % len(metrics)
		}
	}
	w.session.SetHeat(metrics[next].ID)
}

func (w *Window) toggleSidebar() { w.noSidebar = !w.noSidebar; w.editor.arrange() }
