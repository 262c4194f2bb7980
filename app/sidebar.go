package app

import (
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
	"stagecraft/assets"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// sidebar lists what the workspace holds.
type sidebar struct {
	window  *Window
	session *Session
	content *fyne.Container
	list    *fyne.Container
	scroll  *container.Scroll
	middle  *fyne.Container // the list, or the hits of a search
	folded  map[string]bool

	pressed  map[model.Ref]*look.Press
	renaming model.Ref // the row whose name is being typed
	field    *look.Entry
	rows     fyne.CanvasObject // the first of the maps' rows
	places   []int             // of the maps' rows that can be dragged, the index of the map
	marker   *look.Fill        // where a dragged map would come to stand
	shown    sidebarKey
	marks    map[model.JourneyID]*fyne.Container // of the maps that are listed
	values   map[model.MetricID]*look.Label
}

// sidebarKey is what the list was made of.
type sidebarKey struct {
	workspace *model.Workspace
	journey   model.JourneyID
	period    model.Period
	segment   string
}

func newSidebar(w *Window, s *Session) *sidebar {
	b := &sidebar{window: w, session: s, folded: map[string]bool{"Decisions": true, "Archived": true}}
	b.list, b.middle = container.NewStack(), container.NewStack()
	b.marker = look.NewFill("accent", "", 0, 1.5)
	b.marker.Hide()
	b.scroll = container.NewVScroll(b.list)
	b.content = container.NewStack(container.NewBorder(nil, nil, nil, look.Line("line2"), container.NewStack()))
	return b
}

func (b *sidebar) updated(u Update) {
	if u.Has(PartFigures) {
		b.showFigures()
	}
	key := sidebarKey{b.session.Workspace(), b.session.JourneyID(), b.session.tint.period, b.session.tint.segment}
	if key == b.shown {
		return
	}
	if b.sameList(key) && b.shown.workspace != nil {
		b.shown = key
		return
	}
	b.shown = key
	b.rebuild()
}

// sameList reports whether nothing differs that the list shows: an edit of a card does not rebuild it.
func (b *sidebar) sameList(key sidebarKey) bool {
	was, is := b.shown.workspace, key.workspace
	if was == nil || b.shown.journey != key.journey || b.shown.period != key.period || b.shown.segment != key.segment ||
		was.Name != is.Name || !sameSlice(was.Personas, is.Personas) || !sameSlice(was.Metrics, is.Metrics) ||
		!sameSlice(was.Sources, is.Sources) || !sameSlice(was.Datasets, is.Datasets) || len(was.Journeys) != len(is.Journeys) {
		return false
	}
	for i, j := range is.Journeys {
		k := was.Journeys[i]
		if j.ID != k.ID || j.Title != k.Title || j.Kind != k.Kind || j.Status != k.Status || j.ReviewDate != k.ReviewDate || j.Archived != k.Archived || j.Decision != k.Decision ||
			!sameSlice(j.Lanes, k.Lanes) {
			return false
		}
	}
	return true
}

// rebuild makes the lists anew.
func (b *sidebar) rebuild() { b.window.keepKeyboard(b.content, b.make) }

func (b *sidebar) make() {
	b.pressed = map[model.Ref]*look.Press{}
	b.marks, b.values = map[model.JourneyID]*fyne.Container{}, map[model.MetricID]*look.Label{}
	w := b.session.Workspace()
	parts := []fyne.CanvasObject{}
	parts = append(parts, b.group("Journeys", len(w.Journeys), "add", "file.new", "A journey map or blueprint.", "New journey map", b.journeyRows)...)
	parts = append(parts, b.group("Personas", len(w.Personas), "add", "insert.persona", "Whose journey is it?", "Add a persona", b.personaRows)...)
	parts = append(parts, b.group("Metrics", len(w.Metrics), "add", "data.metric", "What is measured along the journey.", "Add a metric", b.metricRows)...)
	parts = append(parts, b.group("Sources", len(w.Sources), "import", "data.import", "Where the numbers came from.", "Import a spreadsheet", b.sourceRows)...)
	decisions := b.decisionRows()
	if len(decisions) > 0 {
		parts = append(parts, b.group("Decisions", len(decisions), "info", "map.info", "", "", func() []fyne.CanvasObject { return decisions })...)
	}
	b.list.Objects = []fyne.CanvasObject{look.Pad(2, 0, 12, 0, look.V(0, parts...)), container.NewWithoutLayout(b.marker)}
	head := look.V(0, look.Sized(0, 47, look.Pad(0, 8, 0, 10, b.brand(w))), look.Line("line"))
	b.middle.Objects = []fyne.CanvasObject{b.scroll}
	top := look.V(0, head, b.window.editor.find.view.bar)
	b.content.Objects[0] = container.NewBorder(nil, nil, nil, look.Line("line2"), container.NewBorder(top, nil, nil, nil, b.middle))
	b.showFind()
	b.content.Refresh()
}

// showFind shows the hits of a search in place of the lists.
func (b *sidebar) showFind() {
	f := b.window.editor.find
	b.middle.Objects = []fyne.CanvasObject{b.scroll}
	if f.active {
		b.middle.Objects = []fyne.CanvasObject{f.view.panel}
	}
	b.middle.Refresh()
}

func (b *sidebar) brand(w *model.Workspace) fyne.CanvasObject {
	text := look.V(-2, look.CutText(w.Name, 13, "text", true), look.CutText(filepath.Base(b.session.file.Path()), 11, "text2", false))
	press := look.NewPress("workspace", 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
		return look.Pad(4, 2, 4, 2, look.H(9, logo(26), look.Grow(text)))
	}, func() { b.window.do("file.rename") })
	b.window.tipped(press, w.Name+", in the file “"+filepath.Base(b.session.file.Path())+"”. Press to rename the workspace.", nil)
	return look.V(0, look.Space(), press, look.Space())
}

// logo is the program's picture.
func logo(size float32) fyne.CanvasObject {
	img := widget.NewIcon(fyne.NewStaticResource("app-icon.png", assets.AppIcon()))
	return look.Sized(size, size, img)
}

// groupPages are the pages that show all that a group lists, and more of it.
var groupPages = map[string]string{"Journeys": "view.portfolio", "Personas": "view.library", "Metrics": "view.library"}

var groupKinds = map[string]model.RecordKind{"Personas": model.PersonaRecord, "Metrics": model.MetricRecord}

// group is a foldable part of the list, with a button that adds to it. An empty one says what belongs there
// and how to begin.
func (b *sidebar) group(title string, count int, icon, action, empty, begin string, rows func() []fyne.CanvasObject) []fyne.CanvasObject {
	open := !b.folded[title]
	chevron := "chevron-down"
	if !open {
		chevron = "chevron-right"
	}
	head := look.NewPress("group-"+title, 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
		return look.Sized(0, 24, look.H(6, look.Icon(chevron, 13, "text2"), look.Bold(title, 11, "text2"), look.Text(fmt.Sprint(count), 11, "text2"), look.Space()))
	}, func() {
		b.folded[title] = open
		b.rebuild()
	})
	add := look.Button("add-"+title, look.Flat, icon, "", func() { b.window.do(action) })
	a := b.window.byID[action]
	b.window.tippedBy(add, func() string { return b.window.label(a) }, a.Shortcut)
	row := []fyne.CanvasObject{look.Grow(head)}
	if page := groupPages[title]; page != "" {
		a := b.window.byID[page]
		whole := look.Button("open-"+title, look.Flat, a.Icon, "", func() {
			if page == "view.library" {
				b.window.pages.library.kind = groupKinds[title]
				b.session.Select(nil)
			}
			b.window.do(page)
		})
		b.window.tippedBy(whole, func() string { return b.window.label(a) }, a.Shortcut)
		row = append(row, whole)
	}
	parts := []fyne.CanvasObject{look.Pad(4, 4, 0, 6, look.H(2, append(row, add)...))}
	if !open {
		return parts
	}
	if count == 0 {
		start := look.LinkText("empty-"+title, begin, 11.5, func() { b.window.do(action) })
		return append(parts, look.Pad(0, 12, 6, 31, look.V(1, look.WrapText(empty, 11.5, "text2", false), look.H(0, start, look.Space()))))
	}
	return append(parts, rows()...)
}

// listRow is a row of the list: a bar when it is the open one, an icon, a text and what follows.
func listRow(name string, on bool, height float32, parts ...fyne.CanvasObject) func(tap func()) *look.Press {
	ground := func(s look.State) look.Ground {
		switch {
		case on:
			return look.Ground{Fill: "accent-soft"}
		case s.Hovered:
			return look.Ground{Fill: "hover"}
		}
		return look.Ground{}
	}
	return func(tap func()) *look.Press {
		return look.NewPress(name, 0, ground, func(look.State) fyne.CanvasObject {
			bar := look.NewFill("", "", 0, 0)
			if on {
				bar.Set("accent", "", 0)
			}
			return look.Sized(0, height, look.H(0, look.Sized(3, height, bar), look.Grow(look.Pad(0, 9, 0, 9, look.H(8, parts...)))))
		}, tap)
	}
}

func (b *sidebar) journeyRows() []fyne.CanvasObject {
	w, now := b.session.Workspace(), b.window.program.clock.Now()
	var rows, put []fyne.CanvasObject
	archived := 0
	b.places = b.places[:0]
	for n, j := range w.Journeys {
		if j.Archived {
			if archived++; b.folded["Archived"] {
				continue
			}
		}
		ref := model.Ref{Kind: model.JourneyRecord, Journey: j.ID, ID: string(j.ID)}
		on := j.ID == b.session.JourneyID()
		under := fyne.CanvasObject(look.CutText(journeyKindText(j)+" · "+statusText(j.Status), 10.5, "text2", false))
		if overdue(j, now) {
			under = look.H(4, look.Icon("review-date", 12, "warn"), look.Grow(look.CutText("Review overdue", 10.5, "warn", false)))
		}
		icon := "journey"
		if isBlueprint(j) {
			icon = "blueprint"
		}
		row := listRow("journey-"+j.Title, on, 44,
			look.V(0, look.Icon(icon, 16, "text2"), look.Gap(13)), look.Grow(look.V(1, look.CutText(j.Title, 12, "text", on), under)), b.healthMark(j.ID))(func() {
			b.openRow(ref)
		})
		row.OnMenu = func(at fyne.Position) {
			b.session.OpenJourney(j.ID)
			b.window.popUp(at, "map.info", "map.rename", "", "map.duplicate", "map.twin", "", "map.earlier", "map.later", "", "file.export", "", "map.delete")
		}
		part := b.rowPart(row, ref)
		if j.Archived {
			put = append(put, part)
			continue
		}
		if part == fyne.CanvasObject(row) {
			part = container.NewStack(row, b.dragOf(len(b.places)))
		}
		if b.places = append(b.places, n); len(b.places) == 1 {
			b.rows = part
		}
		rows = append(rows, part)
	}
	if archived > 0 {
		rows = append(append(rows, b.archivedHead(archived)), put...)
	}
	return rows
}

// archivedHead folds the maps that were put aside, under the others.
func (b *sidebar) archivedHead(n int) fyne.CanvasObject {
	chevron := "chevron-down"
	if b.folded["Archived"] {
		chevron = "chevron-right"
	}
	head := look.NewPress("group-Archived", 4, look.Flat.Ground, func(look.State) fyne.CanvasObject {
		return look.Sized(0, 24, look.H(6, look.Icon(chevron, 13, "text2"), look.Text("Archived", 11, "text2"), look.Text(fmt.Sprint(n), 11, "text2"), look.Space()))
	}, func() {
		b.folded["Archived"] = !b.folded["Archived"]
		b.rebuild()
	})
	return look.Pad(2, 8, 2, 12, head)
}

func isBlueprint(j *model.Journey) bool { return len(model.BlueprintLines(j.Lanes)) >= 2 }

func journeyKindText(j *model.Journey) string {
	if j.Kind == model.Current && isBlueprint(j) {
		return "Blueprint"
	}
	return kindText(j.Kind)
}

// healthMark is a journey's health from 0 to 100 with a bar, a dash when nothing was measured, and nothing
// until it is known.
func (b *sidebar) healthMark(id model.JourneyID) fyne.CanvasObject {
	mark := container.NewStack(b.health(id))
	b.marks[id] = mark
	return look.Fixed(26, 0, mark)
}

func (b *sidebar) health(id model.JourneyID) fyne.CanvasObject {
	health, known := b.session.Health(id)
	switch {
	case !known:
		return look.Text(" ", 12, "text2")
	case !health.Known:
		return look.Text("–", 12, "text2").Right()
	}
	return look.V(3, look.Text(fmt.Sprintf("%.0f", health.Value), 12, "text").Right(), look.Share(26, 4, health.Value/100, "line", "text2"))
}

// value is what a metric comes to in the open journey, a dash when it was not measured, and nothing until it
// is known.
func (b *sidebar) value(m *model.Metric) string {
	h := b.session.ValuesSoon(m.ID)
	switch {
	case h == nil && b.session.Journey() != nil:
		return ""
	case h == nil || !h.Whole.Value.Known:
		return "–"
	}
	return metric.Format(m, h.Whole.Value.Value)
}

// showFigures shows in the rows that are there what has become known.
func (b *sidebar) showFigures() {
	for id, mark := range b.marks {
		mark.Objects = []fyne.CanvasObject{b.health(id)}
		mark.Refresh()
	}
	for id, label := range b.values {
		if m := b.session.Workspace().Metric(id); m != nil {
			label.Set(b.value(m), "text")
		}
	}
	b.list.Refresh()
}

func (b *sidebar) personaRows() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, p := range b.session.Workspace().Personas {
		text := p.Name
		if p.Role != "" {
			text += ", " + p.Role
		}
		row := listRow("persona-"+p.Name, false, 25, avatar(p.Name, b.styleOf(p.ID), 20), look.Grow(look.CutText(text, 12, "text", false)))(func() {
			b.session.Select([]model.Ref{{Kind: model.PersonaRecord, ID: string(p.ID)}})
		})
		row.OnMenu = func(at fyne.Position) { b.window.personaMenu(p.ID, at) }
		rows = append(rows, b.rowPart(row, model.Ref{Kind: model.PersonaRecord, ID: string(p.ID)}))
	}
	return rows
}

// styleOf returns which of the five curve styles a persona has in the open journey.
func (b *sidebar) styleOf(id model.PersonaID) int { return personaStyle(b.session, id) }

func personaStyle(s *Session, id model.PersonaID) int {
	if j := s.Journey(); j != nil {
		for i, p := range j.Personas {
			if p == id {
				return i % 5
			}
		}
	}
	for i, p := range s.Workspace().Personas {
		if p.ID == id {
			return i % 5
		}
	}
	return 4
}

// avatar is a persona's initial in a ring of the colour of its curve.
func avatar(name string, style int, size float32) fyne.CanvasObject {
	initial := "?"
	if r := []rune(name); len(r) > 0 {
		initial = string(r[:1])
	}
	token := fmt.Sprintf("p%d", style+1)
	return look.Fixed(size, size, container.NewStack(look.NewFill("surface", token, 1.75, size/2),
		container.NewCenter(look.Bold(initial, size/2, token))))
}

func (b *sidebar) metricRows() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, m := range b.session.Workspace().Metrics {
		icon := "arrow-up"
		if m.Direction == model.LowerIsBetter {
			icon = "arrow-down"
		}
		value := look.Bold(b.value(m), 11.5, "text")
		b.values[m.ID] = value
		row := listRow("metric-"+m.Name, false, 25, look.Icon(icon, 13, "text2"), look.Grow(look.CutText(m.Name, 12, "text", false)), value)(func() {
			b.session.Select([]model.Ref{{Kind: model.MetricRecord, ID: string(m.ID)}})
		})
		ref := model.Ref{Kind: model.MetricRecord, ID: string(m.ID)}
		part := b.rowPart(row, ref)
		row.OnMenu = func(at fyne.Position) { b.window.recordMenu(ref, at) }
		rows = append(rows, part)
	}
	return rows
}

func (b *sidebar) sourceRows() []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	now := b.window.program.clock.Now()
	for _, src := range b.session.Workspace().Sources {
		icon, date := "spreadsheet", ""
		if src.File == "" {
			icon = "quote"
		}
		if !src.Imported.IsZero() {
			date = dateText(src.Imported.Local(), now)
		}
		row := listRow("source-"+src.Name, false, 25, look.Icon(icon, 15, "text2"), look.Grow(look.CutText(src.Name, 12, "text", false)), look.Text(date, 10.5, "text2"))(func() {
			b.session.Select([]model.Ref{{Kind: model.SourceRecord, ID: string(src.ID)}})
		})
		ref := model.Ref{Kind: model.SourceRecord, ID: string(src.ID)}
		part := b.rowPart(row, ref)
		row.OnMenu = func(at fyne.Position) { b.window.recordMenu(ref, at) }
		rows = append(rows, part)
	}
	return rows
}
