package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
	"stagecraft/canvas/scene"
	"stagecraft/model"
)

var (
	_ fyne.Focusable         = (*empathyNote)(nil)
	_ fyne.Tappable          = (*empathyNote)(nil)
	_ fyne.SecondaryTappable = (*empathyNote)(nil)
	_ fyne.Draggable         = (*empathyNote)(nil)
	_ desktop.Hoverable      = (*empathyNote)(nil)
)

// empathyNote is one card on the empathy map.
type empathyNote struct {
	widget.BaseWidget
	page     *empathyPage
	quadrant model.Quadrant
	card     *model.Card
	text     string
	fill     string
	line     string
	ground   *look.Fill
	body     *fyne.Container
	inside   *fyne.Container
	pressed  presses
	focused  bool
	hovered  bool
}

func newEmpathyNote(p *empathyPage, j *model.Journey, c *model.Card, q model.Quadrant) *empathyNote {
	k := j.KindOf(c)
	token := scene.KindToken(k)
	n := &empathyNote{page: p, quadrant: q, card: c, text: listedCard{j, c}.name(), fill: token, line: token + "-l"}
	n.ground = look.NewFill("", "", 0, 6)
	text := look.WrapText(n.text, 12, "text", false)
	if k == model.KindSaying || k == model.KindThinking {
		text.Italic()
	}
	meta := []string{j.StepNumber(c.Step), c.Evidence.Name()}
	if c.Severity > 0 {
		meta = append(meta, "severity "+plainNumber(float64(c.Severity)))
	}
	if c.Title != "" && c.Emotion.Known {
		meta = append(meta, "mood "+model.MoodName(c.Emotion.Value))
	}
	row := []fyne.CanvasObject{look.Grow(look.CutText(strings.Join(meta, " · "), 10.5, "text2", false))}
	if c.MomentOfTruth {
		row = append(row, look.Icon("star-filled", 12, "text"))
	}
	n.body = container.NewStack(look.Pad(5, 8, 4, 8, look.V(1, text, look.H(4, row...))))
	n.inside = container.NewStack(n.ground, n.body)
	n.ExtendBaseWidget(n)
	n.paint()
	return n
}

// Name is the part's name for tests and support.
func (n *empathyNote) Name() string { return "empathy." + string(n.card.ID) }

// Inside is what the note shows.
func (n *empathyNote) Inside() fyne.CanvasObject { return n.inside }

// CreateRenderer draws the note.
func (n *empathyNote) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(n.inside)
}

func (n *empathyNote) paint() {
	switch {
	case n.focused:
		n.ground.Set(n.fill, "accent", 2)
	case n.hovered:
		n.ground.Set(n.fill, n.line, 2)
	default:
		n.ground.Set(n.fill, n.line, 1)
	}
}

// FocusGained shows the note as focused and its card in the inspector.
func (n *empathyNote) FocusGained() {
	n.focused = true
	n.paint()
	n.page.took(n)
}

// FocusLost ends that.
func (n *empathyNote) FocusLost() {
	n.focused = false
	n.paint()
}

// MouseIn shows the pointer over the note.
func (n *empathyNote) MouseIn(*desktop.MouseEvent) { n.hovered = true; n.paint() }

// MouseMoved does nothing.
func (n *empathyNote) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends that.
func (n *empathyNote) MouseOut() { n.hovered = false; n.paint() }

// Tapped focuses the note; twice in a row opens it for typing.
func (n *empathyNote) Tapped(*fyne.PointEvent) {
	double := n.pressed.second(n.page.window.program, n)
	n.page.window.window.Canvas().Focus(n)
	if double {
		n.edit()
	}
}

// TappedSecondary opens the note's menu.
func (n *empathyNote) TappedSecondary(ev *fyne.PointEvent) {
	n.page.window.window.Canvas().Focus(n)
	n.menu(ev.AbsolutePosition)
}

func (n *empathyNote) menu(at fyne.Position) {
	n.page.window.popUp(at, "edit.text", "edit.moveto", "table.board", "", "insert.card", "edit.duplicate", "", "board.moment", "board.evidence", "insert.comment", "", "edit.delete")
}

// TypedRune does nothing: Enter opens the note for typing.
func (n *empathyNote) TypedRune(rune) {}

// TypedKey moves among the notes and works on this one.
func (n *empathyNote) TypedKey(ev *fyne.KeyEvent) {
	p, c := n.page, n.page.window.window.Canvas()
	to := n
	switch ev.Name {
	case fyne.KeyUp:
		to = p.beside(n, -1)
	case fyne.KeyDown:
		to = p.beside(n, 1)
	case fyne.KeyLeft:
		to = p.across(n, -1)
	case fyne.KeyRight:
		to = p.across(n, 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF2, fyne.KeySpace:
		n.edit()
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.window.do("edit.delete")
	case fyne.KeyF10:
		n.menu(fyne.CurrentApp().Driver().AbsolutePositionForObject(n).AddXY(8, n.Size().Height))
	case fyne.KeyEscape:
		if p.dragged != nil {
			p.drop(false)
			return
		}
		p.window.backToBoard()
	default:
		if c.OnTypedKey() != nil {
			c.OnTypedKey()(ev)
		}
	}
	if to != nil && to != n {
		c.Focus(to)
		p.parts[to.quadrant].reveal(to)
	}
}

// reveal scrolls a note into view.
func (part *empathyPart) reveal(n *empathyNote) {
	top, view := n.Position().Y, part.scroll.Size().Height
	y := part.scroll.Offset.Y
	y = min(max(y, top+n.Size().Height-view), top)
	part.scroll.ScrollToOffset(fyne.NewPos(0, y))
}

// edit opens the note for typing. Enter or leaving it keeps the text, Escape gives it up.
func (n *empathyNote) edit() {
	p := n.page
	if p.session.ReadOnly() {
		p.session.tell(p.session.mayNot())
		return
	}
	c := p.window.window.Canvas()
	e := newInPlace("empathy.text", n.card.Title, true)
	done := false
	shut := func(keep bool) {
		if done {
			return
		}
		done = true
		n.inside.Objects = []fyne.CanvasObject{n.ground, n.body}
		n.inside.Refresh()
		p.parts[n.quadrant].flow.Refresh()
		if keep {
			n.keep(strings.TrimSpace(model.CleanText(e.Text)))
		}
	}
	e.leave = func() { shut(true) }
	e.key = func(ev *fyne.KeyEvent, _ bool) bool {
		switch ev.Name {
		case fyne.KeyEscape:
			shut(false)
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
			shut(true)
		default:
			return false
		}
		c.Focus(p.focus())
		return true
	}
	e.SetMinRowsVisible(2)
	n.inside.Objects = []fyne.CanvasObject{e}
	n.inside.Refresh()
	p.parts[n.quadrant].flow.Refresh()
	c.Focus(e)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// keep gives the card another title.
func (n *empathyNote) keep(text string) {
	s := n.page.session
	if card := s.Journey().Card(n.card.ID); card != nil && text != card.Title {
		next := *card
		next.Title = text
		s.Do(model.EditCards{Journey: s.JourneyID(), Cards: []model.Card{next}, What: "Edit title"})
	}
}

// Dragged carries the note; the part under the pointer shows that it would go there.
func (n *empathyNote) Dragged(ev *fyne.DragEvent) {
	p := n.page
	driver := fyne.CurrentApp().Driver()
	at := ev.AbsolutePosition.Subtract(driver.AbsolutePositionForObject(p.content))
	if p.dragged == nil {
		if p.session.ReadOnly() {
			return
		}
		p.dragged = n
		p.window.window.Canvas().Focus(n)
		ghost := container.NewStack(look.NewFill(n.fill, "accent", 2, 6), look.Pad(6, 9, 6, 9, look.WrapText(n.text, 12, "text", false)))
		ghost.Resize(n.Size())
		p.ghost.Objects = []fyne.CanvasObject{ghost}
	}
	p.ghost.Objects[0].Move(at.AddXY(-20, -12))
	p.ghost.Refresh()
	over := model.Quadrant("")
	for q, part := range p.parts {
		corner := driver.AbsolutePositionForObject(part.content)
		if r := ev.AbsolutePosition.Subtract(corner); r.X >= 0 && r.Y >= 0 && r.X < part.content.Size().Width && r.Y < part.content.Size().Height {
			over = q
		}
	}
	if over != p.over {
		p.over = over
		for q, part := range p.parts {
			part.mark(q == over && q != n.quadrant)
		}
		text := ""
		if over != "" && over != n.quadrant {
			text = "Moving to " + over.Name()
		}
		p.window.editor.status.showGesture(text)
	}
}

// DragEnd drops the note.
func (n *empathyNote) DragEnd() { n.page.drop(true) }

// drop ends a drag: in the part under it, or where it was.
func (p *empathyPage) drop(keep bool) {
	n, q := p.dragged, p.over
	if n == nil {
		return
	}
	p.dragged, p.over = nil, ""
	p.ghost.Objects = nil
	p.ghost.Refresh()
	for _, part := range p.parts {
		part.mark(false)
	}
	p.window.editor.status.showGesture("")
	if keep && q != "" {
		p.move(n.card.ID, q)
	}
}
