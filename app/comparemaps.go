package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
	"stagecraft/canvas"
	"stagecraft/canvas/layout"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

// compareMaps is the maps of a comparison: two side by side, or one of both.
type compareMaps struct {
	page    *comparePage
	content *fyne.Container
	sides   [2]*compareMap // before and after; nil until they are first seen
	both    *compareMap
	moving  bool // one side follows the other
}

// compareMap is a board that is only looked at. It is the document that it shows.
type compareMap struct {
	board     *canvas.Board
	work      *model.Workspace
	journey   model.JourneyID
	selection []model.Ref
	marks     map[model.Ref]model.Mark
}

// Workspace is part of canvas.Document.
func (m *compareMap) Workspace() *model.Workspace { return m.work }

// JourneyID is part of canvas.Document.
func (m *compareMap) JourneyID() model.JourneyID { return m.journey }

// Selection is part of canvas.Document.
func (m *compareMap) Selection() []model.Ref { return m.selection }

// Select is part of canvas.Document.
func (m *compareMap) Select(refs []model.Ref) { m.selection = refs }

// Do is part of canvas.Document: a map that is compared is not changed.
func (m *compareMap) Do(model.Command) error { return errReadOnly }

func newCompareMaps(p *comparePage) *compareMaps {
	return &compareMaps{page: p, content: container.NewStack(look.NewBackdrop("board"))}
}

func (c *compareMaps) close() {
	c.closeSides()
	c.closeBoth()
}

func (c *compareMaps) closeSides() {
	for _, m := range c.sides {
		if m != nil {
			m.board.Close()
		}
	}
	c.sides = [2]*compareMap{}
}

func (c *compareMaps) closeBoth() {
	if c.both != nil {
		c.both.board.Close()
	}
	c.both = nil
}

func (c *compareMaps) newMap() *compareMap {
	m := &compareMap{work: &model.Workspace{}}
	w := c.page.window
	m.board = canvas.NewBoard(m, w.program.post)
	m.board.SetStill()
	m.board.SetTheme(w.program.sceneTheme())
	m.board.OnPick = func(ref model.Ref) { c.pick(m, ref) }
	return m
}

// set shows a map with its marks.
func (m *compareMap) set(w *model.Workspace, j model.JourneyID, marks map[model.Ref]model.Mark) {
	if j != m.journey {
		m.selection = nil
	}
	m.work, m.journey, m.marks = w, j, marks
	m.board.SetOver(func(s *scene.Scene) *scene.Scene { return scene.Marked(s, marks) })
}

// show shows the maps of the chosen way; those of the other one give back their memory.
func (c *compareMaps) show() {
	p := c.page
	if p.found == nil {
		return
	}
	if p.state.overlay {
		c.closeSides()
		if c.both == nil {
			c.both = c.newMap()
		}
		c.both.set(p.overlay.Workspace, p.overlay.Journey, p.overlay.Marks)
		c.place(container.NewBorder(container.New(halves{}, c.heading(0), look.Line("line2"), c.heading(1)), nil, nil, nil, c.both.board))
		return
	}
	c.closeBoth()
	if c.sides[0] == nil {
		c.sides = [2]*compareMap{c.newMap(), c.newMap()}
		for i := range c.sides {
			c.sides[i].board.SetOptions(layout.Options{Label: sideLabel})
			c.sides[i].board.OnViewChanged = func() { c.follow(i) }
		}
	}
	c.sides[0].set(p.found.BeforeIn, p.found.Before.ID, p.marks[0])
	c.sides[1].set(p.found.AfterIn, p.found.After.ID, p.marks[1])
	side := func(i int) fyne.CanvasObject {
		return container.NewBorder(c.heading(i), nil, nil, nil, c.sides[i].board)
	}
	c.place(container.New(halves{}, side(0), look.Line("line2"), side(1)))
}

// heading names a side.
func (c *compareMaps) heading(i int) fyne.CanvasObject {
	p := c.page
	side, what := p.state.before, "Before"
	if i == 1 {
		side, what = p.state.after, "After"
	}
	head := look.Sized(0, 26, look.Pad(0, 12, 0, 12, look.H(8, look.Bold(what, 11.5, "text2"), look.Grow(look.CutText(side.title(), 11.5, "text", false)))))
	return look.Panel("step-bg", look.V(0, head, look.Line("line")))
}

func (c *compareMaps) place(o fyne.CanvasObject) {
	c.content.Objects = []fyne.CanvasObject{look.NewBackdrop("board"), o}
	c.content.Refresh()
}

// sideLabel is the width of the lane labels of maps that share the window.
const sideLabel = 124

// halves places two parts beside each other with a line between them.
type halves struct{}

func (halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(360, max(o[0].MinSize().Height, o[2].MinSize().Height))
}

func (halves) Layout(o []fyne.CanvasObject, size fyne.Size) {
	half := (size.Width - 1) / 2
	o[0].Resize(fyne.NewSize(half, size.Height))
	o[1].Move(fyne.NewPos(half, 0))
	o[1].Resize(fyne.NewSize(1, size.Height))
	o[2].Move(fyne.NewPos(half+1, 0))
	o[2].Resize(fyne.NewSize(size.Width-half-1, size.Height))
}

// lead returns the board that the zoom buttons work on; the other one follows.
func (c *compareMaps) lead() *canvas.Board {
	switch {
	case c.page.state.overlay && c.both != nil:
		return c.both.board
	case c.sides[1] != nil:
		return c.sides[1].board
	}
	return c.page.window.board
}

// follow keeps the other side at the same place: its counterpart of the step at the left edge and of the
// lane at the upper edge stand where those do.
func (c *compareMaps) follow(i int) {
	if c.moving || c.sides[0] == nil || c.page.found == nil {
		return
	}
	from, to := c.sides[i], c.sides[1-i]
	a, b := from.board.Layout(), to.board.Layout()
	if a == nil || b == nil {
		return
	}
	c.moving = true
	defer func() { c.moving = false }()
	zoom, at := from.board.Corner()
	to.board.LookFrom(zoom, layout.Point{X: c.across(i, a, b, at.X), Y: c.down(i, a, b, at.Y)})
}

// counterpart returns the record of the other side.
func (c *compareMaps) counterpart(i int, ref model.Ref) model.Ref {
	if i == 0 {
		return c.page.found.AfterOf(ref)
	}
	return c.page.found.BeforeOf(ref)
}

// across returns the place on the other side's map of a place on that of side i.
func (c *compareMaps) across(i int, a, b *layout.Layout, x float64) float64 {
	for k := range a.Columns {
		col := &a.Columns[k]
		if x >= col.X+col.W {
			continue
		}
		to := c.counterpart(i, model.Ref{Kind: model.StepRecord, ID: string(col.Step.ID)})
		if n := b.Column(model.StepID(to.ID)); to.ID != "" && n >= 0 {
			return b.Columns[n].X + x - col.X
		}
	}
	return x + b.Size.X - a.Size.X
}

func (c *compareMaps) down(i int, a, b *layout.Layout, y float64) float64 {
	for k := range a.Rows {
		row := &a.Rows[k]
		if y >= row.Y+row.H {
			continue
		}
		to := c.counterpart(i, model.Ref{Kind: model.LaneRecord, ID: string(row.Lane.ID)})
		if n := b.Row(model.LaneID(to.ID)); to.ID != "" && n >= 0 {
			return b.Rows[n].Y + y - row.Y
		}
	}
	return y + b.Size.Y - a.Size.Y
}

// jump brings a difference into view, on both sides where both have it.
func (c *compareMaps) jump(d *model.Difference) {
	p := c.page
	if p.state.overlay {
		if c.both != nil {
			c.both.point(p.overlay.Shows(d))
		}
		return
	}
	if c.sides[0] == nil || d.Kind == model.JourneyRecord {
		return
	}
	was := model.Ref{Kind: d.Kind, Journey: p.found.Before.ID, ID: d.Before}
	is := model.Ref{Kind: d.Kind, Journey: p.found.After.ID, ID: d.After}
	lead, ref, other := 1, is, was
	if d.After == "" {
		lead, ref, other = 0, was, model.Ref{}
	}
	c.sides[1-lead].point(model.Ref{})
	c.sides[lead].point(ref)
	c.follow(lead)
	if other.ID != "" {
		c.moving = true // a card that moved far is in view at either place
		c.sides[1-lead].point(other)
		c.moving = false
	}
}

// point selects a record and brings it into view; the zero Ref selects nothing.
func (m *compareMap) point(ref model.Ref) {
	m.selection = nil
	if ref.ID != "" {
		m.selection = []model.Ref{ref}
		m.board.FocusOn(ref)
	}
	m.board.ShowSelection()
}

// pick follows a press on a map: the difference there is chosen, and the other side shows the same record.
func (c *compareMaps) pick(m *compareMap, ref model.Ref) {
	for i, side := range c.sides {
		if side != m {
			continue
		}
		c.sides[1-i].selection = nil
		if to := c.counterpart(i, ref); to.ID != "" {
			c.sides[1-i].selection = []model.Ref{to}
		}
		c.sides[1-i].board.ShowSelection()
	}
	c.page.picked(m.marks[ref].Number)
}
