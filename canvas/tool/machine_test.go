package tool_test

import (
	"testing"

	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// TestRandomEventsLeaveNothingHalfDone plays any order of events. The document changes only by a
// release, a preview is there only while a gesture runs, and Cancel and a release always end it.
func TestRandomEventsLeaveNothingHalfDone(t *testing.T) {
	kinds := []tool.EventKind{tool.Press, tool.Move, tool.Move, tool.Move, tool.Release, tool.DoubleClick, tool.Cancel}
	worlds := []*model.Workspace{small(1), small(2), small(3)}
	rapid.Check(t, func(t *rapid.T) {
		d := newDesk(t, worlds[rapid.IntRange(0, len(worlds)-1).Draw(t, "map")])
		m := tool.NewMachine(d)
		for range rapid.IntRange(1, 40).Draw(t, "events") {
			e := event(rapid.SampledFrom(kinds).Draw(t, "kind"), layout.Point{
				X: rapid.Float64Range(-50, d.layout.Size.X+50).Draw(t, "x"),
				Y: rapid.Float64Range(-50, d.layout.Size.Y+50).Draw(t, "y"),
			})
			e.Button = tool.Button(rapid.IntRange(0, 2).Draw(t, "button"))
			e.Mods = tool.Mods{
				Shift: rapid.Bool().Draw(t, "shift"), Ctrl: rapid.Bool().Draw(t, "ctrl"),
				Space: rapid.IntRange(0, 9).Draw(t, "space") == 0,
			}
			before, running := d.history.Current(), !m.Idle()
			m.Handle(e)
			if d.history.Current() != before && (e.Kind != tool.Release || !running) {
				t.Fatalf("%v changed the document", e.Kind)
			}
			if m.Idle() && d.preview.Kind != tool.NoPreview {
				t.Fatalf("an orphan preview %v after %v", d.preview.Kind, e.Kind)
			}
			if e.Kind == tool.Cancel && !m.Idle() {
				t.Fatal("Cancel did not end the gesture")
			}
			if d.failed != nil {
				t.Fatalf("a gesture made a command that fails: %v", d.failed)
			}
			if err := model.Validate(d.history.Current()); err != nil {
				t.Fatalf("a gesture made a wrong document: %v", err)
			}
		}
		for b := tool.Primary; b <= tool.Secondary; b++ {
			e := event(tool.Release, layout.Point{})
			e.Button = b
			m.Handle(e)
		}
		if !m.Idle() {
			t.Fatal("stuck after every button was released")
		}
	})
}

// gestures are the ways into every state, each with where it starts and ends.
func gestures(d *desk) map[string][2]layout.Point {
	card := d.plainCards()[0]
	other := d.plainCards()[len(d.plainCards())-1]
	step, stage := d.layout.Columns[0].Head, d.layout.Stages[0].Rect
	lane := d.layout.Rows[0].Label
	out := map[string][2]layout.Point{
		"card":    {card.Rect.Center(), other.Rect.Center()},
		"span":    {{X: card.Rect.Right() - 1, Y: card.Rect.Center().Y}, {X: card.Rect.Right() + 200, Y: card.Rect.Center().Y}},
		"stage":   {stage.Center(), {X: d.layout.Size.X - 5, Y: stage.Center().Y}},
		"step":    {step.Center(), {X: d.layout.Columns[1].Head.Right() - 2, Y: step.Center().Y}},
		"lane":    {lane.Center(), {X: lane.Center().X, Y: d.layout.Size.Y - 4}},
		"marquee": {emptySpot(d), other.Rect.Center()},
	}
	for _, c := range d.layout.Curves {
		at := c.Points[0].At
		out["mood"] = [2]layout.Point{at, {X: at.X, Y: at.Y + 60}}
		if c.Points[0].Card.Emotion.Or(0) < 0 {
			out["mood"] = [2]layout.Point{at, {X: at.X, Y: at.Y - 60}}
		}
	}
	return out
}

// emptySpot returns a place in a cell where no card lies.
func emptySpot(d *desk) layout.Point {
	for y := d.layout.Header + 2; y < d.layout.Size.Y; y += 3 {
		for x := d.layout.Label + 2; x < d.layout.Size.X; x += 7 {
			p := layout.Point{X: x, Y: y}
			if d.layout.HitTest(p).Part == layout.PartCell {
				return p
			}
		}
	}
	d.t.Fatal("no empty spot")
	return layout.Point{}
}

func TestEveryGestureCanBeCancelled(t *testing.T) {
	for name, way := range gestures(newDesk(t, small(4))) {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, small(4))
			m := tool.NewMachine(d)
			before := d.history.Current()
			gesture(m, way[0], way[1], tool.Mods{})
			if d.preview.Kind == tool.NoPreview || m.Idle() {
				t.Fatal("no gesture began")
			}
			if d.history.Current() != before {
				t.Fatal("the document changed before the drop")
			}
			m.Handle(tool.Event{Kind: tool.Cancel})
			release(m, way[1], tool.Mods{})
			if !m.Idle() || d.preview.Kind != tool.NoPreview || d.history.Current() != before || len(d.commands) > 0 {
				t.Fatal("something was left after Cancel")
			}
		})
	}
}

func TestEveryGestureIsOneStepOfTheHistory(t *testing.T) {
	for name, way := range gestures(newDesk(t, small(4))) {
		if name == "marquee" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, small(4))
			m := tool.NewMachine(d)
			before := d.history.Current()
			gesture(m, way[0], way[1], tool.Mods{})
			release(m, way[1], tool.Mods{})
			if len(d.commands) != 1 || d.history.Current() == before || d.failed != nil {
				t.Fatalf("%d commands, error %v", len(d.commands), d.failed)
			}
			d.history.Undo()
			if d.history.Current() != before {
				t.Fatal("one undo does not take it back")
			}
		})
	}
}

func TestPressAndReleaseSelects(t *testing.T) {
	d := newDesk(t, small(5))
	m := tool.NewMachine(d)
	a, b := d.plainCards()[0].Card.ID, d.plainCards()[5].Card.ID
	ra, rb := tool.CardRef(d.layout, a), tool.CardRef(d.layout, b)
	click := func(at layout.Point, mods tool.Mods) {
		e := event(tool.Press, at)
		e.Mods = mods
		m.Handle(e)
		release(m, at, mods)
	}
	want := func(what string, refs ...model.Ref) {
		t.Helper()
		if len(refs) != len(d.selection) {
			t.Fatalf("%s: %d selected, want %d", what, len(d.selection), len(refs))
		}
		for i := range refs {
			if refs[i] != d.selection[i] {
				t.Fatalf("%s: selected %v, want %v", what, d.selection, refs)
			}
		}
	}
	click(d.center(a), tool.Mods{})
	want("click", ra)
	click(d.center(b), tool.Mods{Ctrl: true})
	want("Ctrl adds", ra, rb)
	click(d.center(a), tool.Mods{Ctrl: true})
	want("Ctrl takes away", rb)
	click(d.center(a), tool.Mods{})
	click(d.center(b), tool.Mods{Shift: true})
	if len(d.selection) < 2 {
		t.Fatalf("Shift selected %d", len(d.selection))
	}
	click(d.center(b), tool.Mods{})
	want("click in a selection", rb)
	click(emptySpot(d), tool.Mods{})
	want("click on empty ground")
	if d.focus.Cell == (model.Cell{}) || d.focus.Card != "" {
		t.Errorf("the focus is on %v, want the empty cell", d.focus)
	}
	m.Handle(event(tool.DoubleClick, d.center(a)))
	if len(d.edited) != 1 || d.edited[0].Card != a {
		t.Errorf("double click opened %v", d.edited)
	}
}

func TestSmallMovesAreNoDrag(t *testing.T) {
	d := newDesk(t, small(5))
	m := tool.NewMachine(d)
	at := d.plainCards()[0].Rect.Center()
	m.Handle(event(tool.Press, at))
	m.Handle(event(tool.Move, layout.Point{X: at.X + 2, Y: at.Y + 3}))
	if d.preview.Kind != tool.NoPreview {
		t.Error("a drag began after 3.6 pixels")
	}
	m.Handle(event(tool.Move, layout.Point{X: at.X + 4, Y: at.Y}))
	if d.preview.Kind != tool.MovingCards {
		t.Error("no drag began after 4 pixels")
	}
}

func TestCtrlDragCopies(t *testing.T) {
	d := newDesk(t, small(6))
	m := tool.NewMachine(d)
	card := d.plainCards()[0]
	to := d.plainCards()[len(d.plainCards())-1].Rect.Center()
	n := len(d.layout.Journey.Cards)
	gesture(m, card.Rect.Center(), to, tool.Mods{Ctrl: true})
	if !d.preview.Copy {
		t.Error("the preview does not say that it copies")
	}
	release(m, to, tool.Mods{Ctrl: true})
	if got := len(d.layout.Journey.Cards); got != n+1 {
		t.Fatalf("%d cards, want %d", got, n+1)
	}
	if c := d.layout.Journey.Card(card.Card.ID); c != card.Card {
		t.Error("the original changed")
	}
	if len(d.selection) != 1 || d.layout.Journey.Card(model.CardID(d.selection[0].ID)) == nil {
		t.Errorf("the copy is not selected: %v", d.selection)
	}
}

func TestPanScrolls(t *testing.T) {
	for _, e := range []tool.Event{{Button: tool.Middle}, {Mods: tool.Mods{Space: true}}} {
		d := newDesk(t, small(6))
		m := tool.NewMachine(d)
		e.Kind, e.Pixel = tool.Press, tool.Pixel{X: 100, Y: 100}
		m.Handle(e)
		e.Kind, e.Pixel = tool.Move, tool.Pixel{X: 130, Y: 90}
		m.Handle(e)
		e.Kind = tool.Release
		m.Handle(e)
		if d.scrolled != (tool.Pixel{X: 30, Y: -10}) || !m.Idle() || len(d.selection) > 0 {
			t.Errorf("scrolled by %v, selected %v", d.scrolled, d.selection)
		}
	}
}

func TestMarqueeSelectsWhatItMeets(t *testing.T) {
	d := newDesk(t, small(7))
	m := tool.NewMachine(d)
	from := emptySpot(d)
	to := layout.Point{X: d.layout.Size.X, Y: d.layout.Size.Y}
	gesture(m, from, to, tool.Mods{})
	release(m, to, tool.Mods{})
	r := layout.Rect{X: from.X, Y: from.Y, W: to.X - from.X, H: to.Y - from.Y}
	want := 0
	for _, row := range d.layout.Rows {
		for _, c := range row.Cards {
			if c.Rect.Meets(r) {
				want++
			}
		}
	}
	if len(d.selection) != want || want == 0 {
		t.Errorf("%d selected, want %d", len(d.selection), want)
	}
}

func TestGestureEndsWhenItsCardGoes(t *testing.T) {
	d := newDesk(t, small(8))
	m := tool.NewMachine(d)
	card := d.plainCards()[0]
	gesture(m, card.Rect.Center(), d.plainCards()[9].Rect.Center(), tool.Mods{})
	if err := d.Do(model.DeleteCards{Journey: d.journey, Cards: []model.CardID{card.Card.ID}}); err != nil {
		t.Fatal(err)
	}
	m.Refresh()
	if !m.Idle() || d.preview.Kind != tool.NoPreview {
		t.Error("the gesture goes on with a card that is gone")
	}
}

func TestPressOnACardThatGoesIsNoDrag(t *testing.T) {
	d := newDesk(t, small(8))
	m := tool.NewMachine(d)
	card := d.plainCards()[0]
	m.Handle(event(tool.Press, card.Rect.Center()))
	if err := d.Do(model.DeleteCards{Journey: d.journey, Cards: []model.CardID{card.Card.ID}}); err != nil {
		t.Fatal(err)
	}
	m.Refresh()
	m.Handle(event(tool.Move, d.plainCards()[3].Rect.Center()))
	release(m, d.plainCards()[3].Rect.Center(), tool.Mods{})
	if !m.Idle() || len(d.commands) != 1 {
		t.Error("a card that is gone was dragged")
	}
}
