package look

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// tipDelay is how long the pointer rests on a control before it says what it does.
const tipDelay = 400 * time.Millisecond

// Tips shows what the controls of a window do, on layers that take no events and so can lie over
// everything: one over the window's content, and one over each dialog.
type Tips struct {
	Place *fyne.Container // over the content

	after func(time.Duration, func())
	layer *fyne.Container // on which the tip is shown
	over  *Press
	asked int // counts what was asked for, so that a late answer is known
}

// NewTips returns tips with an empty layer. After runs a function on the main goroutine when a time has
// passed.
func NewTips(after func(time.Duration, func())) *Tips {
	t := &Tips{after: after}
	t.Place = container.New(&tipLayer{t})
	return t
}

// UnderTips puts the layer for tips over the content of a dialog.
func UnderTips(content fyne.CanvasObject) *fyne.Container {
	return container.NewStack(content, TipLayer())
}

// TipLayer returns an empty layer for the tips of a dialog, to be its last object.
func TipLayer() *fyne.Container { return container.New(&tipLayer{}) }

// tipLayer is the Layout of a layer, by which it is found.
type tipLayer struct{ tips *Tips } // nil until a tip is shown on it

// MinSize is part of fyne.Layout: the layer asks for no room.
func (*tipLayer) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout is part of fyne.Layout. A tip stands under its control, or above it where there is no room in
// the window, and so never under the pointer.
func (l *tipLayer) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	if len(objects) == 0 || l.tips == nil || l.tips.over == nil {
		return
	}
	over, driver := l.tips.over, fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(over)
	if c == nil {
		return
	}
	at, control, tip, window := driver.AbsolutePositionForObject(over), over.Size(), objects[0].MinSize(), c.Size()
	x := at.X + (control.Width-tip.Width)/2
	y := at.Y + control.Height + 5
	if y+tip.Height > window.Height-2 {
		y = at.Y - tip.Height - 5
	}
	objects[0].Resize(tip)
	corner := driver.AbsolutePositionForObject(l.tips.layer)
	objects[0].Move(fyne.NewPos(max(min(x, window.Width-tip.Width-4), 4), max(y, 2)).Subtract(corner))
}

// Said returns the text of the tip that is shown; empty for none.
func (t *Tips) Said() string {
	if t.over == nil {
		return ""
	}
	text, _ := t.over.tip()
	return text
}

// Hide takes the tip away, also one that is still to come.
func (t *Tips) Hide() {
	t.asked++
	t.over = nil
	if t.layer != nil {
		t.layer.Objects = nil
		t.layer.Refresh()
		t.layer = nil
	}
}

// point shows what p does once the pointer has rested on it.
func (t *Tips) point(p *Press) {
	t.Hide()
	if text, _ := p.tip(); text == "" {
		return
	}
	nr := t.asked
	t.after(tipDelay, func() {
		c := fyne.CurrentApp().Driver().CanvasForObject(p)
		if t.asked != nr || c == nil {
			return
		}
		layer := topLayer(c)
		if layer == nil {
			return
		}
		layer.Layout.(*tipLayer).tips = t
		text, keys := p.tip()
		t.over, t.layer = p, layer
		layer.Objects = []fyne.CanvasObject{tipBox(text, keys)}
		layer.Refresh()
	})
}

func tipBox(text, keys string) fyne.CanvasObject {
	const longest = 340
	words := fyne.CanvasObject(Text(text, 11.5, "board"))
	if words.MinSize().Width > longest {
		wrapped := WrapText(text, 11.5, "board", false)
		wrapped.Resize(fyne.NewSize(longest, 0))
		words = Fixed(longest, 0, wrapped)
	}
	row := []fyne.CanvasObject{words}
	if keys != "" {
		row = append(row, KbdOn(keys, "text", "board", "board"))
	}
	return Framed("text", "text", 5, Pad(3, 8, 4, 8, H(8, row...)))
}

// tipsOf returns the tips of a canvas, or nil when it has none.
func tipsOf(c fyne.Canvas) *Tips {
	if c == nil {
		return nil
	}
	if layer := layerIn(c.Content()); layer != nil {
		return layer.Layout.(*tipLayer).tips
	}
	return nil
}

// topLayer returns the layer over the topmost dialog, or over the content; nil when the dialog has none.
func topLayer(c fyne.Canvas) *fyne.Container {
	top := c.Overlays().Top()
	if top == nil {
		return layerIn(c.Content())
	}
	if p, ok := Overlaid(top).(*widget.PopUp); ok {
		return layerIn(p.Content)
	}
	return layerIn(top)
}

// layerIn returns the layer among the objects of a container.
func layerIn(o fyne.CanvasObject) *fyne.Container {
	if c, ok := o.(*fyne.Container); ok {
		for _, o := range c.Objects {
			if layer, ok := o.(*fyne.Container); ok {
				if _, ok := layer.Layout.(*tipLayer); ok {
					return layer
				}
			}
		}
	}
	return nil
}

// tip returns what a control says of itself: its own words, or the text in it that is cut short.
func (p *Press) tip() (text, keys string) {
	if p.Tip != nil {
		return p.Tip()
	}
	return shortened(p.content), ""
}

// pointed tells the window's layer that the pointer came or went.
func (p *Press) pointed(in bool) {
	t := tipsOf(fyne.CurrentApp().Driver().CanvasForObject(p))
	switch {
	case t == nil:
	case in:
		t.point(p)
	default:
		t.Hide()
	}
}

// shortened returns the first text inside an object that ends in an ellipsis, in full.
func shortened(o fyne.CanvasObject) string {
	switch c := o.(type) {
	case *Label:
		if c.fit == Cut && len(c.lines) == 1 && c.lines[0].said != c.text && c.width > 0 {
			return c.text
		}
	case *fyne.Container:
		for _, child := range c.Objects {
			if text := shortened(child); text != "" {
				return text
			}
		}
	}
	return ""
}
