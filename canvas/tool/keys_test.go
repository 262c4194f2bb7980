package tool_test

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// TestKeysMoveAsTheMouseDoes drops a card by hand in the middle of the insertion bar of every place
// to which a key can move it: both ways must make the same document.
func TestKeysMoveAsTheMouseDoes(t *testing.T) {
	worlds := []*model.Workspace{small(1), small(2)}
	rapid.Check(t, func(t *rapid.T) {
		d := newDesk(t, rapid.SampledFrom(worlds).Draw(t, "map"))
		cards := d.plainCards()
		id := rapid.SampledFrom(cards).Draw(t, "card").Card.ID
		dir := rapid.SampledFrom([]layout.Direction{layout.Left, layout.Right, layout.Up, layout.Down}).Draw(t, "key")
		drop, ok := tool.Step(d.layout, []model.CardID{id}, dir)
		if !ok {
			return
		}
		byKey := tool.MoveCards(d.layout, []model.CardID{id}, drop)
		at, found := spotOf(d.layout, id, drop)
		if !found { // covered by a card that spans over the cell
			return
		}
		m := tool.NewMachine(d)
		gesture(m, d.center(id), at, tool.Mods{})
		release(m, at, tool.Mods{})
		if len(d.commands) != 1 || !reflect.DeepEqual(d.commands[0], byKey) {
			t.Fatalf("the key makes %+v, the mouse %+v", byKey, d.commands)
		}
	})
}

// spotOf returns a point at which a drop of a card goes to the cell and index of drop.
func spotOf(l *layout.Layout, id model.CardID, drop layout.Drop) (layout.Point, bool) {
	r, _ := l.CellRect(drop.Cell)
	for y := r.Y + 0.5; y < r.Bottom(); y++ {
		for x := r.X + 1; x < r.Right(); x += 9 {
			p := layout.Point{X: x, Y: y}
			d := l.DropAt(p, []model.CardID{id})
			if d.OK && d.Cell == drop.Cell && d.Index == drop.Index {
				return p, true
			}
		}
	}
	return layout.Point{}, false
}

func TestKeysReorderAsTheMouseDoes(t *testing.T) {
	for name, c := range map[string]struct {
		ref  func(l *layout.Layout) model.Ref
		from func(l *layout.Layout) layout.Point
		to   func(l *layout.Layout) layout.Point
		key  layout.Direction
	}{
		"stage": {
			func(l *layout.Layout) model.Ref {
				return model.Ref{Kind: model.StageRecord, Journey: l.Journey.ID, ID: string(l.Stages[0].Stage.ID)}
			},
			func(l *layout.Layout) layout.Point { return l.Stages[0].Rect.Center() },
			func(l *layout.Layout) layout.Point {
				return layout.Point{X: l.Stages[1].Rect.Right() - 3, Y: l.Stages[1].Rect.Center().Y}
			},
			layout.Right,
		},
		"step": {
			func(l *layout.Layout) model.Ref {
				return model.Ref{Kind: model.StepRecord, Journey: l.Journey.ID, ID: string(l.Columns[1].Step.ID)}
			},
			func(l *layout.Layout) layout.Point { return l.Columns[1].Head.Center() },
			func(l *layout.Layout) layout.Point {
				return layout.Point{X: l.Columns[0].X + 3, Y: l.Columns[0].Head.Center().Y}
			},
			layout.Left,
		},
		"lane": {
			func(l *layout.Layout) model.Ref {
				return model.Ref{Kind: model.LaneRecord, Journey: l.Journey.ID, ID: string(l.Rows[0].Lane.ID)}
			},
			func(l *layout.Layout) layout.Point { return l.Rows[0].Label.Center() },
			func(l *layout.Layout) layout.Point {
				return layout.Point{X: l.Label / 2, Y: l.Rows[1].Label.Bottom() - 3}
			},
			layout.Down,
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, small(9))
			byKey, ok := tool.Shift(d.layout, c.ref(d.layout), c.key)
			if !ok {
				t.Fatal("the key does nothing")
			}
			m := tool.NewMachine(d)
			to := c.to(d.layout)
			gesture(m, c.from(d.layout), to, tool.Mods{})
			if d.preview.Marker.Empty() {
				t.Error("no insertion bar")
			}
			release(m, to, tool.Mods{})
			if len(d.commands) != 1 || !reflect.DeepEqual(d.commands[0], byKey) {
				t.Fatalf("the key makes %+v, the mouse %+v", byKey, d.commands)
			}
		})
	}
}

func TestKeysSpanAsTheMouseDoes(t *testing.T) {
	d := newDesk(t, small(4))
	box := d.plainCards()[0]
	byKey, ok := tool.Span(d.layout, box.Card.ID, box.From, box.To+1)
	if !ok {
		t.Fatal("the key does nothing")
	}
	m := tool.NewMachine(d)
	from := layout.Point{X: box.Rect.Right() - 1, Y: box.Rect.Center().Y}
	to := layout.Point{X: d.layout.Columns[box.To].X + d.layout.Columns[box.To].W - 5, Y: from.Y}
	gesture(m, from, to, tool.Mods{})
	release(m, to, tool.Mods{})
	if len(d.commands) != 1 || !reflect.DeepEqual(d.commands[0], byKey) {
		t.Fatalf("the key makes %+v, the mouse %+v", byKey, d.commands)
	}
	if got := d.layout.Journey.Card(box.Card.ID).Span; got != box.To-box.From+1 {
		t.Errorf("span %d", got)
	}
}

func TestKeysSetMoodsAsTheMouseDoes(t *testing.T) {
	d := newDesk(t, small(4))
	if len(d.layout.Curves) == 0 {
		t.Fatal("no curve on the map")
	}
	point := d.layout.Curves[0].Points[0]
	row := d.layout.Curves[0].Row
	mood := 1.5
	if point.Card.Emotion.Or(0) == mood {
		mood = -1
	}
	byKey, ok := tool.Mood(d.layout, point.Card.ID, mood)
	if !ok {
		t.Fatal("the key does nothing")
	}
	m := tool.NewMachine(d)
	to := layout.Point{X: point.At.X, Y: d.layout.MoodY(row, mood)}
	gesture(m, point.At, to, tool.Mods{})
	if d.preview.Kind != tool.Mooding || d.preview.Mood != mood {
		t.Fatalf("preview %v %v", d.preview.Kind, d.preview.Mood)
	}
	release(m, to, tool.Mods{})
	if len(d.commands) != 1 || !reflect.DeepEqual(d.commands[0], byKey) {
		t.Fatalf("the key makes %+v, the mouse %+v", byKey, d.commands)
	}
}

// TestSeveralCardsKeepTheirPlaces moves cards of two steps by one step each.
func TestSeveralCardsKeepTheirPlaces(t *testing.T) {
	d := newDesk(t, small(3))
	var cards []model.CardID
	row := -1
	for i, r := range d.layout.Rows {
		if len(r.Cards) >= 3 && r.Lane.Kind != model.KindEmotion && r.Cards[len(r.Cards)-1].From > r.Cards[0].From+1 {
			row = i
			break
		}
	}
	if row < 0 {
		t.Fatal("no lane with three cards")
	}
	for _, c := range d.layout.Rows[row].Cards {
		if c.From < len(d.layout.Columns)-1 {
			cards = append(cards, c.Card.ID)
		}
	}
	before := map[model.CardID]int{}
	for _, id := range cards {
		before[id] = d.layout.CardBox(id).From
	}
	drop, ok := tool.Step(d.layout, cards, layout.Right)
	if !ok {
		t.Fatal("the key does nothing")
	}
	if err := d.Do(tool.MoveCards(d.layout, cards, drop)); err != nil {
		t.Fatal(err)
	}
	for _, id := range cards {
		if got := d.layout.CardBox(id).From; got != before[id]+1 {
			t.Errorf("card %s went from step %d to %d", id, before[id], got)
		}
	}
}

func TestCardsOfOneCellStayTogether(t *testing.T) {
	d := newDesk(t, small(3))
	lane := d.plainCards()[0].Card.Lane
	cell := model.Cell{Lane: lane, Step: d.layout.Columns[0].Step.ID}
	other := model.Cell{Lane: lane, Step: d.layout.Columns[1].Step.ID}
	for _, c := range []struct {
		cell model.Cell
		text string
	}{{cell, "a"}, {cell, "b"}, {cell, "c"}, {other, "x"}} {
		add, _ := tool.NewCard(d.layout, c.cell, "", c.text)
		if err := d.Do(add); err != nil {
			t.Fatal(err)
		}
	}
	var picked []model.CardID
	for _, c := range d.layout.Journey.CardsIn(cell) {
		if c.Title == "a" || c.Title == "c" {
			picked = append(picked, c.ID)
		}
	}
	slices := titles(d.layout, other)
	drop := layout.Drop{Cell: other, Index: len(slices) - 1, OK: true}
	if err := d.Do(tool.MoveCards(d.layout, []model.CardID{picked[1], picked[0]}, drop)); err != nil {
		t.Fatal(err)
	}
	want := append(append([]string{}, slices[:len(slices)-1]...), "a", "c", "x")
	if got := titles(d.layout, other); !reflect.DeepEqual(got, want) {
		t.Errorf("the cell holds %q, want %q", got, want)
	}
}

func titles(l *layout.Layout, c model.Cell) []string {
	var out []string
	for _, card := range l.Journey.CardsIn(c) {
		out = append(out, card.Title)
	}
	return out
}

// TestWalkReachesEverything goes right and down from the first cell until it stays: every card, step,
// stage and lane is reached.
func TestWalkReachesEverything(t *testing.T) {
	d := newDesk(t, small(2))
	seen := map[tool.Focus]bool{}
	open := []tool.Focus{tool.Walk(d.layout, tool.Focus{}, layout.Down)}
	ways := []layout.Direction{layout.Left, layout.Right, layout.Up, layout.Down}
	for len(open) > 0 {
		f := open[0]
		open = open[1:]
		if seen[f] {
			continue
		}
		seen[f] = true
		for _, w := range ways {
			open = append(open, tool.Walk(d.layout, f, w))
		}
	}
	refs := map[model.Ref]bool{}
	for f := range seen {
		refs[tool.RefOf(d.layout, f)] = true
	}
	for _, row := range d.layout.Rows {
		if !refs[tool.FocusOf(d.layout, model.Ref{Kind: model.LaneRecord, Journey: d.journey, ID: string(row.Lane.ID)}).Ref] {
			t.Errorf("lane %q is not reached", row.Lane.Title)
		}
		for _, c := range row.Cards {
			if !refs[tool.CardRef(d.layout, c.Card.ID)] {
				t.Errorf("card %q in %s is not reached", c.Card.Title, row.Lane.Title)
			}
		}
	}
	for _, c := range d.layout.Columns {
		if !refs[model.Ref{Kind: model.StepRecord, Journey: d.journey, ID: string(c.Step.ID)}] {
			t.Errorf("step %q is not reached", c.Step.Title)
		}
	}
	for _, s := range d.layout.Stages {
		if !refs[model.Ref{Kind: model.StageRecord, Journey: d.journey, ID: string(s.Stage.ID)}] {
			t.Errorf("stage %q is not reached", s.Stage.Title)
		}
	}
}

func TestDeleteNamesNothingTwice(t *testing.T) {
	d := newDesk(t, small(2))
	j := d.journey
	stage := d.layout.Stages[0].Stage
	refs := []model.Ref{
		{Kind: model.StageRecord, Journey: j, ID: string(stage.ID)},
		{Kind: model.StepRecord, Journey: j, ID: string(stage.Steps[0].ID)},
		tool.CardRef(d.layout, d.plainCards()[0].Card.ID),
		{Kind: model.LaneRecord, Journey: j, ID: string(d.plainCards()[0].Card.Lane)},
	}
	if len(d.layout.Journey.Links) > 0 {
		refs = append(refs, model.Ref{Kind: model.LinkRecord, Journey: j, ID: string(d.layout.Journey.Links[0].ID)})
	}
	c, ok := tool.Delete(d.layout, refs)
	if !ok {
		t.Fatal("nothing to delete")
	}
	if err := d.Do(c); err != nil {
		t.Fatal(err)
	}
	if d.layout.Journey.Stage(stage.ID) != nil || d.layout.Journey.Card(model.CardID(refs[2].ID)) != nil {
		t.Error("something is still there")
	}
}

func TestTextOfEveryPlaceCanBeSet(t *testing.T) {
	d := newDesk(t, small(2))
	j := d.journey
	for _, ref := range []model.Ref{
		{Kind: model.StageRecord, Journey: j, ID: string(d.layout.Stages[0].Stage.ID)},
		{Kind: model.StepRecord, Journey: j, ID: string(d.layout.Columns[0].Step.ID)},
		{Kind: model.LaneRecord, Journey: j, ID: string(d.layout.Rows[0].Lane.ID)},
		tool.CardRef(d.layout, d.plainCards()[0].Card.ID),
	} {
		f := tool.FocusOf(d.layout, ref)
		c, ok := tool.SetText(d.layout, f, "  A new text ")
		if !ok || d.Do(c) != nil {
			t.Fatalf("%s: %v", ref.Kind, d.failed)
		}
		if got, _ := tool.Text(d.layout, f); got != "A new text" {
			t.Errorf("%s says %q", ref.Kind, got)
		}
		if _, ok := tool.SetText(d.layout, f, "A new text"); ok {
			t.Errorf("%s: the same text makes a command", ref.Kind)
		}
	}
}

func TestWords(t *testing.T) {
	for want, p := range map[string]tool.Preview{
		"Moving “Late check-out” to 1.2, Pains. Ctrl copies, Esc cancels": {
			Kind: tool.MovingCards, Cards: make([]model.CardID, 1), Title: "Late check-out", Target: "1.2, Pains",
		},
		"Copying 3 cards to 1.2, Pains. Ctrl copies, Esc cancels": {
			Kind: tool.MovingCards, Cards: make([]model.CardID, 3), Copy: true, Target: "1.2, Pains",
		},
		"Moving “a”: not possible. Lane is locked. Ctrl copies, Esc cancels": {
			Kind: tool.MovingCards, Cards: make([]model.CardID, 1), Title: "a", Reason: "Lane is locked",
		},
		"Mood of “a” to –1.5. Esc cancels": {Kind: tool.Mooding, Title: "a", Target: tool.MoodName(-1.5)},
		"":                                 {},
	} {
		if got := p.Words(); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestSidewaysKeepsThePlaceInTheCell(t *testing.T) {
	d := newDesk(t, small(3))
	lane := d.plainCards()[0].Card.Lane
	from := model.Cell{Lane: lane, Step: d.layout.Columns[3].Step.ID}
	to := model.Cell{Lane: lane, Step: d.layout.Columns[4].Step.ID}
	var ids []model.CardID
	for _, cell := range []model.Cell{from, to} {
		for _, c := range d.layout.Journey.CardsIn(cell) {
			if err := d.Do(model.DeleteCards{Journey: d.journey, Cards: []model.CardID{c.ID}}); err != nil {
				t.Fatal(err)
			}
		}
		for _, title := range []string{"a", "b", "c"} {
			add, id := tool.NewCard(d.layout, cell, "", title)
			if err := d.Do(add); err != nil {
				t.Fatal(err)
			}
			ids = append(ids, id)
		}
	}
	drop, ok := tool.Step(d.layout, ids[1:2], layout.Right)
	if !ok || drop.Index != 1 || drop.Cell != to {
		t.Fatalf("the second card goes to %+v", drop)
	}
	drop, ok = tool.Step(d.layout, ids[:1], layout.Down)
	if !ok || drop.Index != 1 || drop.Cell != from {
		t.Errorf("down goes to %+v, want behind the next card", drop)
	}
	add, id := tool.NewCard(d.layout, from, ids[0], "between")
	if err := d.Do(add); err != nil {
		t.Fatal(err)
	}
	if got := d.layout.Journey.CardsIn(from)[1].ID; got != id {
		t.Error("a card added below another is not there")
	}
}

// A cell with cards in it is not called empty.
func TestDescribeCell(t *testing.T) {
	w := small(3)
	d := newDesk(t, w)
	j := d.layout.Journey
	full, empty := 0, 0
	for _, lane := range j.Lanes {
		for _, step := range j.Steps() {
			cell := model.Cell{Lane: lane.ID, Step: step.ID}
			said, n := tool.Describe(d.layout, tool.Focus{Cell: cell}), len(j.CardsIn(cell))
			if n == 0 {
				empty++
			} else {
				full++
			}
			if isEmpty := strings.HasPrefix(said, "Empty cell "); isEmpty != (n == 0) || n > 0 && !strings.HasSuffix(said, ", with "+model.Count(n, "card")) {
				t.Errorf("a cell with %d cards is %q", n, said)
			}
		}
	}
	if full == 0 || empty == 0 {
		t.Fatalf("%d full cells and %d empty ones", full, empty)
	}
}
