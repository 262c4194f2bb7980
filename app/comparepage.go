package app

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/model/metric"
)

// comparePage shows two versions of a journey side by side or as one map, with a list of what differs.
type comparePage struct {
	window  *Window
	session *Session
	state   *compareState
	content *fyne.Container
	tools   *fyne.Container
	maps    *compareMaps
	list    *compareList
	cancel  func()
	closed  bool

	found   *model.Comparison // nil until it is there
	overlay *model.Overlay
	marks   [2]map[model.Ref]model.Mark // on the map before and on that after
	deltas  []metric.Delta
}

// listAside places the maps and, at their right, the list: a third of the width, within limits at the
// usual size of text.
type listAside struct{}

func (listAside) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(640, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (listAside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	list := min(max(size.Width/3, look.Roomy(264)), look.Roomy(350))
	o[0].Resize(fyne.NewSize(size.Width-list, size.Height))
	o[1].Move(fyne.NewPos(size.Width-list, 0))
	o[1].Resize(fyne.NewSize(list, size.Height))
}

func newComparePage(w *Window, s *Session) viewPage {
	if w.pages.compare == nil {
		return nil
	}
	p := &comparePage{window: w, session: s, cancel: func() {}, tools: container.NewStack()}
	p.list = newCompareList(p)
	p.maps = newCompareMaps(p)
	side := container.NewBorder(nil, nil, look.Line("line2"), nil, look.Panel("panel", p.list.content))
	p.content = container.NewBorder(p.tools, nil, nil, nil, container.New(listAside{}, p.maps.content, side))
	p.load()
	return p
}

func (p *comparePage) view() View                { return CompareView }
func (p *comparePage) object() fyne.CanvasObject { return p.content }
func (p *comparePage) focus() fyne.Focusable     { return p.list.keys }

// wide says that the page needs the inspector's room.
func (p *comparePage) wide() bool { return true }

// leave lets go of the maps.
func (p *comparePage) leave() {
	p.closed = true
	p.cancel()
	p.maps.close()
}

// escape goes back to the board.
func (p *comparePage) escape() { p.window.backToBoard() }

// updated follows the sides that are the open workspace, and what is compared.
func (p *comparePage) updated(u Update) {
	live := p.state.liveBefore || p.state.liveAfter
	if p.state != p.window.pages.compare || live && u.Has(PartDocument) && u.Before != p.session.Workspace() {
		p.load()
	}
}

// load compares in the background: a large map and many values take a moment.
func (p *comparePage) load() {
	if p.state = p.window.pages.compare; p.state.liveBefore {
		p.state.before.Workspace = p.session.Workspace()
	}
	if p.state.liveAfter {
		p.state.after.Workspace = p.session.Workspace()
	}
	before, after := p.state.before, p.state.after
	decided := model.DecidedPairs(p.session.Workspace(), before.Journey, after.Journey)
	p.cancel()
	p.cancel = p.session.Background("compare", func(context.Context) func() {
		found := model.Compare(before.Workspace, before.Journey, after.Workspace, after.Journey, decided)
		if found == nil {
			return func() { p.gone() }
		}
		overlay, deltas := found.Overlay(), metric.Deltas(found)
		marks := [2]map[model.Ref]model.Mark{found.Marks(false), found.Marks(true)}
		return func() {
			p.found, p.overlay, p.marks, p.deltas = found, overlay, marks, deltas
			p.show()
		}
	})
	p.showTools()
}

// gone leaves the page when one of the journeys is there no more.
func (p *comparePage) gone() {
	if !p.closed {
		p.window.toasts.Show("compare", "One of the compared journeys is gone", "", nil)
		p.escape()
	}
}

// show shows what was found.
func (p *comparePage) show() {
	if p.closed {
		return
	}
	if p.state.chosen >= len(p.found.Differences) {
		p.state.chosen = -1
	}
	p.maps.show()
	p.list.show()
	p.showTools()
	p.window.editor.status.showMiddle()
}

// showTools shows the switch between the two ways to see what is compared.
func (p *comparePage) showTools() {
	on := 0
	if p.state.overlay {
		on = 1
	}
	mode := look.NewSegments([]look.Segment{
		{Name: "compare.side", Icon: "compare", Text: "Side by side"}, {Name: "compare.overlay", Icon: "duplicate", Text: "Overlay"},
	}, on, func(i int) { p.setOverlay(i == 1) })
	button := func(name, icon, tip string, do func()) *look.Press {
		return p.window.tipped(look.Button(name, look.Flat, icon, "", do), tip, nil)
	}
	zoom := look.H(0, button("compare.zoomout", "zoom-out", "Zoom out", func() { p.maps.lead().ZoomOut() }),
		button("compare.zoomin", "zoom-in", "Zoom in", func() { p.maps.lead().ZoomIn() }), button("compare.fit", "fit", "Fit the map", func() { p.maps.lead().Fit() }))
	row := look.H(10, mode.Container, look.Space(), button("compare.swap", "swap", "Exchange before and after", p.swap), zoom,
		look.Button("compare.export", look.Plain, "export", "Export", func() { p.window.do("file.export") }),
		p.window.tipped(look.Button("compare.close", look.Plain, "close", "Close", p.escape), "Back to the board (Esc)", nil))
	p.tools.Objects = []fyne.CanvasObject{look.Panel("panel", look.V(0, look.Sized(0, 46, look.Pad(0, 12, 0, 12, row)), look.Line("line2")))}
	p.tools.Refresh()
}

func (p *comparePage) setOverlay(on bool) {
	p.state.overlay = on
	p.showTools()
	p.maps.show()
	if p.found != nil && p.state.chosen >= 0 {
		p.maps.jump(&p.found.Differences[p.state.chosen])
	}
}

// swap exchanges the sides.
func (p *comparePage) swap() {
	s := p.state
	s.before, s.after = s.after, s.before
	s.liveBefore, s.liveAfter = s.liveAfter, s.liveBefore
	s.chosen = -1
	p.load()
}

// decide keeps whether a doubtful pair is the same card. Only journeys of the open workspace have such pairs:
// two versions of one journey know their cards by their ids.
func (p *comparePage) decide(pair model.CardPair, same bool) {
	p.list.next = max(p.list.at, 0)
	p.session.Do(model.DecidePair{Before: p.found.Before.ID, After: p.found.After.ID, Cards: pair, Same: same})
}

// undecide asks about all pairs again.
func (p *comparePage) undecide() {
	p.session.Do(model.ForgetPairs{Before: p.found.Before.ID, After: p.found.After.ID})
}

// choose shows a difference in the list and on the maps.
func (p *comparePage) choose(i int) {
	if p.found == nil || i < 0 || i >= len(p.found.Differences) {
		return
	}
	p.state.chosen = i
	p.list.showChosen()
	p.maps.jump(&p.found.Differences[i])
	p.window.editor.status.showMiddle()
}

// picked follows a record that was picked on a map.
func (p *comparePage) picked(number int) {
	p.state.chosen = number - 1
	p.list.showChosen()
	p.window.editor.status.showMiddle()
}

func (p *comparePage) said() (strong, keys string) {
	switch {
	case p.found == nil:
		return "Comparing", ""
	case p.state.chosen >= 0:
		d := &p.found.Differences[p.state.chosen]
		return fmt.Sprintf("%d of %d, %s %s: %s", p.state.chosen+1, len(p.found.Differences), string(d.Kind), string(d.Op), shortTitle(d.Title)), "Up, Down change   Enter show   Esc close"
	case p.found.Open() > 0:
		return model.Count(len(p.found.Differences), "difference") + ", " + model.Count(p.found.Open(), "pair") + " to decide", "Up, Down choose   S same card   D different   Esc close"
	}
	return model.Count(len(p.found.Differences), "difference"), "Up, Down choose   Enter show   Esc close"
}
