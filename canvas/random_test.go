package canvas_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// chaos plays any order of what Fyne reports, and looks after each event whether the board is whole.
type chaos struct {
	*stage
	t *rapid.T
}

// TestRandomInput plays any order of presses, moves, releases, keys, wheel, lost focus, and changes of the
// document by others. Moving changes nothing, an event is one command at most, what shows a gesture is on
// screen only while it runs, and nothing is left over at the end.
func TestRandomInput(t *testing.T) {
	s := newStage(t, small(5))
	rapid.Check(t, func(t *rapid.T) {
		c := chaos{s, t}
		c.reset()
		for range rapid.IntRange(1, 30).Draw(t, "events") {
			c.event()
		}
		c.mods = 0
		c.window.Canvas().Focus(c.board)
		c.key(fyne.KeyEscape)
		c.drop(fyne.NewPos(500, 300), primary)
		c.board.CancelGesture()
		if !c.board.Quiet() || c.board.Editing() {
			t.Fatal("something is left over")
		}
		if err := model.Validate(c.Workspace()); err != nil {
			t.Fatal(err)
		}
	})
	s.settle()
}

// reset brings the stage back to its beginning, so that a failure can be played again.
func (c chaos) reset() {
	c.history, c.selection, c.mods = model.NewHistory(small(5)), nil, 0
	c.board.SetOptions(layout.Options{})
	c.board.Show()
	c.board.ZoomTo(1)
	c.board.CenterOn(layout.Point{})
	c.board.FocusCell(model.Cell{})
	c.board.MouseOut()
	c.now = c.now.Add(time.Minute)
}

// spot draws a place: anywhere, or on something by which one can pull.
func (c chaos) spot() fyne.Position {
	t, l := c.t, c.layout()
	at := func(p layout.Point) fyne.Position { return c.board.PixelAt(p) }
	n := rapid.IntRange(0, 9).Draw(t, "spot")
	if len(l.Rows) == 0 {
		n = 9
	}
	switch n {
	case 0: // a card, and its handle below it
		if len(l.Journey.Cards) > 0 {
			card := rapid.SampledFrom(l.Journey.Cards).Draw(t, "card")
			if box := l.CardBox(card.ID); box != nil {
				c.hover(at(box.Rect.Center()))
				if rapid.Bool().Draw(t, "handle") {
					return c.handle(box)
				}
				return at(box.Rect.Center())
			}
		}
	case 1: // an edge of a card
		for _, box := range c.plainCards() {
			return at(layout.Point{X: box.Rect.Right() - 1, Y: box.Rect.Center().Y})
		}
	case 2: // a mood
		for _, curve := range l.Curves {
			if len(curve.Points) == 0 {
				continue
			}
			p := rapid.SampledFrom(curve.Points).Draw(t, "mood")
			return at(p.At)
		}
	case 3: // a step's header and its border
		column := rapid.SampledFrom(l.Columns).Draw(t, "column")
		p := column.Head.Center()
		if rapid.Bool().Draw(t, "border") {
			p.X = column.X + column.W - 1
		}
		return at(p)
	case 4: // a stage's header and its sign
		stage := rapid.SampledFrom(l.Stages).Draw(t, "stage")
		if rapid.Bool().Draw(t, "sign") {
			return at(stage.Chevron.Center())
		}
		return at(stage.Rect.Center())
	case 5: // a lane's label, sign and border
		row := rapid.SampledFrom(l.Rows).Draw(t, "row")
		switch rapid.IntRange(0, 2).Draw(t, "label") {
		case 0:
			return at(row.Chevron.Center())
		case 1:
			return at(layout.Point{X: 60, Y: row.Y + row.H - 1})
		}
		return at(row.Label.Center())
	case 6: // the scroll bars
		return rapid.SampledFrom([]fyne.Position{fyne.NewPos(994, 300), fyne.NewPos(500, 694)}).Draw(t, "bar")
	}
	return fyne.NewPos(rapid.Float32Range(-20, 1020).Draw(t, "x"), rapid.Float32Range(-20, 720).Draw(t, "y"))
}

var (
	chaosKeys = []fyne.KeyName{
		fyne.KeyEscape, fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn, fyne.KeyTab,
		fyne.KeyDelete, fyne.KeyF2, fyne.KeyEnd, fyne.KeyHome, fyne.KeySpace,
	}
	chaosShortcuts = []fyne.KeyName{
		fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn, fyne.KeyD, fyne.KeyPlus, fyne.KeyMinus, fyne.Key0, fyne.Key9,
	}
)

// event plays one event and looks at what it did.
func (c chaos) event() {
	t := c.t
	button := rapid.SampledFrom([]desktop.MouseButton{primary, primary, primary, middle, secondary}).Draw(t, "button")
	c.mods = rapid.SampledFrom([]fyne.KeyModifier{0, 0, 0, fyne.KeyModifierShift, fyne.KeyModifierControl}).Draw(t, "mods")
	commands, before := len(c.commands), c.Workspace()
	still, others := false, false
	what := rapid.SampledFrom([]string{
		"press", "press", "press", "drag", "drag", "drag", "hover", "up", "drop", "drop", "end", "key", "key",
		"rune", "shortcut", "wheel", "others", "undo", "unfocus", "leave", "double", "ctrl down", "menu", "zoom", "edge", "select",
	}).Draw(t, "event")
	switch what {
	case "press":
		c.press(c.spot(), button)
	case "drag":
		c.dragTo(c.spot())
		still = true
	case "hover":
		c.hover(c.spot())
		still = true
	case "up":
		c.board.MouseUp(c.mouse(c.spot(), button))
	case "drop":
		c.drop(c.spot(), button)
	case "end":
		c.board.DragEnd()
	case "key":
		c.key(rapid.SampledFrom(chaosKeys).Draw(t, "key"))
	case "rune":
		if c.board.Editing() {
			c.board.Field().TypedRune('x')
		} else {
			c.board.TypedRune(rapid.SampledFrom([]rune("emsvVl15+-q")).Draw(t, "rune"))
		}
	case "shortcut":
		c.ctrl(rapid.SampledFrom(chaosShortcuts).Draw(t, "shortcut"), rapid.SampledFrom([]fyne.KeyModifier{0, fyne.KeyModifierShift}).Draw(t, "more"))
	case "wheel":
		c.wheel(c.spot(), rapid.Float32Range(-80, 80).Draw(t, "dx"), rapid.Float32Range(-80, 80).Draw(t, "dy"))
		still = true
	case "others":
		c.deleteAny()
		others = true
	case "undo":
		c.history.Undo()
		c.board.Show()
		others = true
	case "unfocus":
		c.window.Canvas().Unfocus()
		others = c.board.Editing()
		if c.board.Dragging() {
			t.Fatal("a gesture goes on in a window without the keyboard")
		}
	case "leave":
		c.board.MouseOut()
		still = true
	case "double":
		p := c.spot()
		c.now = c.now.Add(time.Minute)
		c.click(p)
		c.click(p)
		others = true // four events
	case "ctrl down":
		c.mods = fyne.KeyModifierControl
		c.board.KeyDown(&fyne.KeyEvent{Name: desktop.KeyControlLeft})
		still = true
	case "menu":
		c.board.TappedSecondary(&fyne.PointEvent{Position: c.spot()})
	case "zoom":
		c.board.ZoomTo(rapid.SampledFrom([]float64{0.1, 0.5, 1, 2}).Draw(t, "zoom"))
		still = true
	case "edge":
		c.now = c.now.Add(time.Second)
		c.board.EdgeTick()
		still = true
	case "select":
		c.board.SelectAll()
	}
	for len(c.posted) > 0 {
		(<-c.posted)()
	}
	c.whole(what, still, others, len(c.commands)-commands, before)
}

// whole looks whether the board is as it should be after any event.
func (c chaos) whole(what string, still, others bool, commands int, before *model.Workspace) {
	t := c.t
	switch {
	case still && (commands > 0 || c.Workspace() != before):
		t.Fatalf("%s changed the document", what)
	case !others && commands > 1:
		t.Fatalf("%s was %d commands", what, commands)
	}
	if c.board.Idle() && !c.board.Quiet() {
		t.Fatalf("after %s no gesture runs, but one is on screen: %s", what, c.status)
	}
	if n := c.board.Live(); n > 70 {
		t.Fatalf("%d live objects", n)
	}
	if f := c.board.Focused(); f.Card != "" && c.layout().CardBox(f.Card) == nil {
		t.Fatalf("after %s the focus is on a card that is not on the map", what)
	}
}

// deleteAny takes a card away behind the board's back, as another window would.
func (c chaos) deleteAny() {
	cards := c.layout().Journey.Cards
	if len(cards) < 20 {
		c.history = model.NewHistory(small(5))
		c.board.Show()
		return
	}
	id := rapid.SampledFrom(cards).Draw(c.t, "gone").ID
	if _, err := c.history.Do(model.DeleteCards{Journey: c.journey, Cards: []model.CardID{id}}); err != nil {
		c.t.Fatal(err)
	}
	c.board.Show()
}
