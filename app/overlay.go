package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
)

// In a narrow window the inspector, the comments and the versions lie over the map instead of beside it, and
// the inspector only while it is asked for.

// leastMiddle is how wide the map must stay beside a panel, at the usual size of text.
const leastMiddle = 600

// cover is the ground of a panel that may lie over the map: what is pressed, scrolled or pointed at there is
// not the map's. Beside the map it draws nothing, since the window is cleared in the colour of the panels.
type cover struct {
	widget.BaseWidget
	ground *look.Fill
}

func newCover() *cover {
	c := &cover{ground: look.NewFill("", "", 0, 0)}
	c.ExtendBaseWidget(c)
	return c
}

// lie says whether the panel lies over the map.
func (c *cover) lie(over bool) {
	if over {
		c.ground.Set("panel", "", 0)
		return
	}
	c.ground.Set("", "", 0)
}

var (
	_ fyne.Tappable          = (*cover)(nil)
	_ fyne.SecondaryTappable = (*cover)(nil)
	_ fyne.Scrollable        = (*cover)(nil)
	_ fyne.Draggable         = (*cover)(nil)
	_ desktop.Mouseable      = (*cover)(nil)
	_ desktop.Hoverable      = (*cover)(nil)
)

// Tapped does nothing, like all that follows.
func (*cover) Tapped(*fyne.PointEvent) {}

// TappedSecondary does nothing.
func (*cover) TappedSecondary(*fyne.PointEvent) {}

// Scrolled does nothing.
func (*cover) Scrolled(*fyne.ScrollEvent) {}

// Dragged does nothing.
func (*cover) Dragged(*fyne.DragEvent) {}

// DragEnd does nothing.
func (*cover) DragEnd() {}

// MouseDown does nothing.
func (*cover) MouseDown(*desktop.MouseEvent) {}

// MouseUp does nothing.
func (*cover) MouseUp(*desktop.MouseEvent) {}

// MouseIn does nothing.
func (*cover) MouseIn(*desktop.MouseEvent) {}

// MouseMoved does nothing.
func (*cover) MouseMoved(*desktop.MouseEvent) {}

// MouseOut does nothing.
func (*cover) MouseOut() {}

// CreateRenderer draws the ground of a panel.
func (c *cover) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.ground) }

// cover takes over how much of the map a panel lies over.
func (e *editor) cover(width float32) {
	e.board.SetCovered(width)
	for _, c := range []*cover{e.inspector.ground, e.comments.ground, e.versions.ground} {
		c.lie(width > 0)
	}
}

// inspectorShown reports whether the inspector is in sight.
func (w *Window) inspectorShown() bool {
	if w.editor != nil && w.editor.layout.overlays {
		return w.peeks
	}
	return !w.noInspector
}

// toggleInspector shows or hides the inspector; in a narrow window it comes over the map.
func (w *Window) toggleInspector() {
	if w.editor.layout.overlays {
		w.peeks = !w.peeks
	} else {
		w.noInspector = !w.noInspector
	}
	w.editor.arrange()
}

// bringInspector has the inspector in sight.
func (w *Window) bringInspector() {
	w.noInspector, w.peeks = false, true
	w.editor.arrange()
}

// leaveInspector selects nothing, or where there is nothing selected or the inspector lies over the map takes
// it out of sight.
func (w *Window) leaveInspector() {
	if w.leaveHides() {
		w.toggleInspector()
		w.focusBoard()
		return
	}
	w.session.Select(nil)
}

func (w *Window) leaveHides() bool {
	return w.editor.layout.overlays || len(w.session.Selection()) == 0
}

// peek brings the inspector over the map for a record that stands nowhere else.
func (e *editor) peek(u Update) {
	refs := e.session.Selection()
	if e.layout.overlays && u.Has(PartSelection) && len(refs) > 0 && !onBoard(refs[0].Kind) && !e.window.peeks {
		e.window.bringInspector()
	}
}

// newTab is the button at the map's edge that brings the inspector over it.
func (w *Window) newTab() *look.Press {
	b := look.NewPress("inspector-tab", 6, func(s look.State) look.Ground {
		fill := "surface"
		if s.Hovered {
			fill = "hover"
		}
		return look.Ground{Fill: fill, Border: "line2", Width: 1}
	}, func(look.State) fyne.CanvasObject {
		return look.Fixed(tabWidth, 56, look.V(0, look.Space(), look.H(0, look.Space(), look.Icon("inspector", 14, "text2"), look.Space()), look.Space()))
	}, w.toggleInspector)
	return w.tipped(b, "Inspector", ctrl(fyne.KeyI))
}

const tabWidth = 22
