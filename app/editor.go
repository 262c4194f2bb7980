package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
	"stagecraft/canvas"
	"stagecraft/model"
)

// The design's measures of the main window.
const (
	topBarHeight   = 48
	statusHeight   = 28
	sidebarWidth   = 200
	inspectorWidth = 288
)

// editor is the page on which a journey is edited: the board or the matrix, with the panels around.
type editor struct {
	window    *Window
	session   *Session
	content   *fyne.Container
	layout    *editorLayout
	board     *canvas.Board
	middle    *fyne.Container
	body      *fyne.Container // the middle with the quick capture under it
	capture   *captureBar
	find      *finder
	steps     *firstSteps
	matrix    *matrixPage
	page      viewPage // in place of the board; nil while that or the matrix is shown
	top       *topBar
	banner    *banner
	sidebar   *sidebar
	inspector *inspector
	status    *statusBar
	minimap   *canvas.Minimap
	locator   *canvas.Minimap
	foot      *fyne.Container // of the inspector, with the minimap
	legend    *heatLegend
	filter    *filterBar
	comments  *commentsPanel
	versions  *versionsPanel
	behind    *Update // that the board shows and the panels do not yet
}

func newEditor(w *Window, s *Session) *editor {
	e := &editor{window: w, session: s}
	e.board = canvas.NewBoard(s, w.program.post)
	e.board.SetTheme(w.program.sceneTheme())
	e.board.Invite = !s.ReadOnly()
	e.board.Shut = func() string {
		err := s.mayNot()
		if err == nil {
			return ""
		}
		title, detail := explain(err)
		return title + ". " + detail
	}
	e.board.OnMenu = w.boardMenu
	e.board.OnLinked = w.askLinkKind
	e.board.OnComments = w.showComments
	e.board.OnOptions = s.AdoptOptions
	e.board.OnComment = func() { w.do("insert.comment") }
	prefs := w.program.settings
	e.layout = &editorLayout{
		sidebar:   float32(prefs.FloatWithFallback("sidebar-width", sidebarWidth)),
		inspector: float32(prefs.FloatWithFallback("inspector-width", inspectorWidth)),
	}
	e.layout.covered = e.cover
	e.layout.resized = func(window, bar float32) { e.window.program.post(func() { e.top.setWidth(window, bar) }) }
	e.minimap, e.locator = canvas.NewMinimap(e.board), canvas.NewLocator(e.board)
	e.middle = container.NewStack()
	e.content = container.New(e.layout)
	e.rebuild()
	e.board.OnStatus = func(text string) { e.status.showBoard(text) }
	e.board.OnViewChanged = func() { e.top.showZoom() }
	return e
}

// rebuild makes the panels again, in the present look.
func (e *editor) rebuild() {
	e.top = newTopBar(e.window, e.session)
	e.banner = newBanner(e.window, e.session)
	e.find = e.find.again(e.window, e.session)
	e.sidebar = newSidebar(e.window, e.session)
	e.inspector = newInspector(e.window, e.session)
	e.status = newStatusBar(e.window, e.session)
	e.status.locator = e.locator
	e.foot = e.overviewFoot()
	e.inspector.foot.Objects = []fyne.CanvasObject{e.foot}
	e.legend = newHeatLegend(e.window, e.session)
	e.filter = newFilterBar(e.window, e.session)
	e.steps = newFirstSteps(e.window, e.session)
	e.capture = newCaptureBar(e.window, e.session)
	e.body = container.NewBorder(nil, e.capture.content, nil, nil, container.NewStack(e.middle, e.steps.content))
	e.comments = newCommentsPanel(e.window, e.session)
	e.versions = newVersionsPanel(e.window, e.session)
	e.layout.width, e.layout.scale = 0, max(e.window.program.textScale(), 1)
	if e.page != nil {
		e.page.leave()
	}
	e.matrix, e.page = nil, nil
	e.content.Objects = []fyne.CanvasObject{
		e.top.content, e.banner.content, e.body, e.sidebar.content, e.inspector.content, e.status.content,
		e.grip("sidebar-width", &e.layout.sidebar, 160, 320, 1), e.grip("inspector-width", &e.layout.inspector, 260, 420, -1),
		e.legend.content, e.filter.content, e.comments.content, e.versions.content, e.window.newTab(),
	}
	e.showView()
	e.legend.update()
	e.filter.update()
	e.arrange()
}

// arrange lays the panels out again, after one was shown, hidden or resized. The keyboard does not stay with
// one that is hidden.
func (e *editor) arrange() {
	from := e.focusedPanel()
	wide := e.wide()
	e.layout.noSidebar, e.layout.noInspector, e.layout.peeks, e.layout.wide = e.window.noSidebar, e.window.noInspector || wide, e.window.peeks, wide
	e.layout.comments, e.layout.versions = e.window.withComments && !wide, e.window.withVersions && !wide
	e.content.Refresh()
	if from != nil && !from.Visible() {
		e.window.focusBoard()
	}
}

// focusedPanel returns the panel at the side that has the keyboard, or nil.
func (e *editor) focusedPanel() fyne.CanvasObject {
	focused, ok := e.window.window.Canvas().Focused().(fyne.CanvasObject)
	if !ok {
		return nil
	}
	for _, panel := range []fyne.CanvasObject{e.sidebar.content, e.inspector.content, e.comments.content, e.versions.content} {
		if inside(panel, focused) {
			return panel
		}
	}
	return nil
}

// wide reports whether what stands in the middle needs the inspector's room too.
func (e *editor) wide() bool {
	p, ok := e.page.(interface{ wide() bool })
	return ok && p.wide()
}

// updated brings the page up to date. The board comes first: the panels read its layout.
func (e *editor) updated(u Update) {
	e.board.Invite = !e.session.ReadOnly()
	if u.Has(PartView | PartJourney | PartDocument) {
		e.board.SetOptions(e.session.LayoutOptions())
	}
	switch {
	case u.Has(PartDocument | PartJourney):
		e.board.Show()
	case u.Has(PartSelection):
		e.board.ShowSelection()
	}
	if u.Has(PartHeat) {
		e.board.SetHeat(e.session.Heat())
	}
	wide := e.wide()
	if u.Has(PartView | PartJourney) {
		e.showView()
		e.keepFocus()
	}
	legend, filter := e.legend.update(), e.filter.update()
	if legend || filter || wide != e.wide() {
		e.arrange()
	}
	if u.Show != (model.Ref{}) && e.session.View().onBoard() {
		e.board.FocusOn(u.Show)
	}
	if e.matrix != nil && u.Has(PartDocument|PartJourney|PartHeat) {
		e.matrix.update()
	}
	if e.page != nil {
		e.page.updated(u)
	}
	e.follow(u)
	e.peek(u)
}

// showView shows the board, the matrix or another page in the middle.
func (e *editor) showView() {
	if e.page != nil && e.page.view() != e.session.View() {
		e.page.leave()
		e.page = nil
	}
	if e.page == nil {
		e.page = newViewPage(e.window, e.session)
	}
	if e.page != nil && (e.session.Journey() != nil || e.session.View().ofWorkspace()) {
		e.middle.Objects = []fyne.CanvasObject{e.page.object()}
	} else if e.session.View() == MatrixView {
		if e.matrix == nil {
			e.matrix = newMatrixPage(e.window, e.session)
		}
		e.middle.Objects = []fyne.CanvasObject{e.matrix.content}
		e.matrix.update()
	} else {
		e.middle.Objects = []fyne.CanvasObject{e.board}
		if e.session.Journey() == nil {
			e.middle.Objects = []fyne.CanvasObject{e.emptyWorkspace()}
		}
	}
	e.middle.Refresh()
	e.showOverview()
}

// keepFocus gives the keyboard to what stands in the middle now when it was with what stood there before:
// Fyne leaves it with what is not seen any more.
func (e *editor) keepFocus() {
	focused := e.window.window.Canvas().Focused()
	if focused == nil || focused == fyne.Focusable(e.board) || e.matrix != nil && focused == fyne.Focusable(e.matrix.grid) {
		e.window.focusBoard()
	}
}

// focus is what stands in the middle and takes the keyboard, nil for nothing.
func (e *editor) focus() fyne.Focusable {
	switch v, none := e.session.View(), e.session.Journey() == nil; {
	case e.page != nil && (!none || v.ofWorkspace()):
		return e.page.focus()
	case v == MatrixView && e.matrix != nil:
		return e.matrix.focus()
	case none:
		return firstFocusable(e.middle)
	}
	return e.board
}

// emptyWorkspace is what stands in place of the board when there is no journey.
func (e *editor) emptyWorkspace() fyne.CanvasObject {
	box := look.V(10,
		look.Bold("No map here yet", 20, "text"),
		look.Text("A workspace holds your journey maps and blueprints, and the personas and metrics that they share.", 13, "text2"),
		look.H(8,
			look.LargeButton("empty-new", look.Main, "journey", "New journey map", func() { e.window.do("file.new") }),
			look.LargeButton("empty-blueprint", look.Plain, "blueprint", "New blueprint", func() { e.window.do("file.blueprint") }),
			look.LargeButton("empty-template", look.Plain, "template", "New from template", func() { e.window.do("file.template") }),
			look.Space()))
	return look.Panel("board", container.NewCenter(box))
}

// editorLayout places top bar, banner, middle, sidebar, inspector, status bar, the two grips, the
// legend of the heat, the bar of the filter, the list of comments and that of versions, and the button at
// the edge of a narrow window.
type editorLayout struct {
	sidebar, inspector     float32 // at the usual size of text
	scale                  float32 // by which larger text widens the panels
	noSidebar, noInspector bool
	wide, peeks            bool    // the middle needs the inspector's room; the inspector is asked for over it
	overlays               bool    // what stands in the inspector's place lies over the middle
	comments, versions     bool    // in the inspector's place
	width                  float32 // of the top bar in the last layout
	resized                func(window, bar float32)
	covered                func(width float32) // how much of the middle a panel lies over
}

func (l *editorLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(900, 560) }

func (l *editorLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left, right := l.sidebar*l.scale, l.inspector*l.scale
	const most, fullScale = 0.6, 1.3 // of the window for both before they grow no more, and what the inspector needs
	if over := left + right - most*size.Width; over > 0 {
		right = max(right-over, l.inspector*min(l.scale, fullScale))
	}
	if l.noSidebar {
		left = 0
	}
	instead := l.comments || l.versions
	l.overlays = size.Width-left-right < leastMiddle*min(l.scale, fullScale)
	inspector := !l.noInspector
	if l.overlays {
		inspector = l.peeks && !l.wide
	}
	if !inspector && !instead {
		right = 0
	}
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
	}
	show(o[3], !l.noSidebar)
	show(o[4], inspector && !instead)
	show(o[10], l.comments)
	show(o[11], l.versions)
	show(o[6], !l.noSidebar)
	show(o[7], right > 0)
	show(o[12], l.overlays && right == 0 && !l.wide)
	status, bar := look.Roomy(statusHeight), look.Roomy(topBarHeight)
	body := size.Height - status
	put(o[5], 0, body, size.Width, status)
	put(o[3], 0, 0, left, body)
	put(o[0], left, 0, size.Width-left, bar)
	if size.Width-left != l.width {
		l.width = size.Width - left
		l.resized(size.Width, l.width)
	}
	top := bar
	if o[1].Visible() {
		h := o[1].MinSize().Height
		put(o[1], left, top, size.Width-left, h)
		top += h
	}
	middle, over := size.Width-left-right, float32(0)
	beside, under := top, body // of the inspector
	foot := float32(0)
	if l.overlays {
		middle, over = size.Width-left, right
	}
	if o[8].Visible() {
		o[8].Resize(fyne.NewSize(middle, o[8].Size().Height)) // its height follows from its width
		foot = o[8].MinSize().Height
	}
	if l.overlays {
		under = body - foot
	}
	if o[9].Visible() {
		put(o[9], left, top, middle, look.Roomy(filterBarHeight))
		top += look.Roomy(filterBarHeight)
	}
	if l.overlays {
		beside = top
	}
	for _, panel := range []int{4, 10, 11} {
		put(o[panel], size.Width-right, beside, right, under-beside)
	}
	put(o[8], left, body-foot, middle, foot)
	put(o[2], left, top, middle, body-top-foot)
	put(o[6], left-3, 0, 6, body)
	put(o[7], size.Width-right-3, beside, 6, under-beside)
	tab := o[12].MinSize()
	put(o[12], size.Width-tab.Width, (top+body-foot-tab.Height)/2, tab.Width, tab.Height) // above the quick capture
	l.covered(over)
}

func show(o fyne.CanvasObject, on bool) {
	switch {
	case on && !o.Visible():
		o.Show()
	case !on && o.Visible():
		o.Hide()
	}
}

// grip is the border of a panel, by which its width is dragged.
type grip struct {
	widget.BaseWidget
	editor   *editor
	key      string
	width    *float32
	low, top float32
	way      float32
}

func (e *editor) grip(key string, width *float32, low, top, way float32) *grip {
	g := &grip{editor: e, key: key, width: width, low: low, top: top, way: way}
	g.ExtendBaseWidget(g)
	return g
}

// Cursor shows that the border can be dragged.
func (g *grip) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// Dragged changes the panel's width.
func (g *grip) Dragged(ev *fyne.DragEvent) {
	*g.width = min(max(*g.width+g.way*ev.Dragged.DX/g.editor.layout.scale, g.low), g.top)
	g.editor.arrange()
}

// DragEnd keeps the width for the next start.
func (g *grip) DragEnd() {
	g.editor.window.program.settings.SetFloat(g.key, float64(*g.width))
}

// CreateRenderer draws nothing: the panels draw their own borders.
func (g *grip) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(look.NewFill("", "", 0, 0))
}
