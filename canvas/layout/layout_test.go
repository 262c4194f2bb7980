package layout_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// inside reports whether r lies in s, but for the last digits.
func inside(r, s layout.Rect) bool {
	const e = 1e-6
	return r.X >= s.X-e && r.Y >= s.Y-e && r.Right() <= s.Right()+e && r.Bottom() <= s.Bottom()+e
}

func TestCardsKeepApartAndInTheirCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLayout(t)
		all := boxes(l)
		for i, c := range all {
			last := l.Columns[c.To-1]
			span := layout.Rect{X: l.Columns[c.From].X, Y: l.Rows[c.Row].Y, W: last.X + last.W - l.Columns[c.From].X, H: l.Rows[c.Row].H}
			if !inside(c.Rect, span) {
				t.Fatalf("card %s at %v is outside its cells %v", c.Card.ID, c.Rect, span)
			}
			if c.Point {
				continue
			}
			for _, o := range all[:i] {
				if !o.Point && o.Rect.Meets(c.Rect) {
					t.Fatalf("cards %s and %s overlap", o.Card.ID, c.Card.ID)
				}
			}
			for k, line := range c.Title {
				if right := c.TitleAt[k].X + line.Width; right > c.Rect.W-4 {
					t.Fatalf("line %q of card %s ends at %v of %v", line.Text, c.Card.ID, right, c.Rect.W)
				}
			}
		}
	})
}

func TestEveryShownCardHasABox(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLayout(t)
		for _, c := range l.Journey.Cards {
			absent := slices.Contains(l.Options.HideLanes, c.Lane) || slices.Contains(l.Options.Collapsed, c.Lane) || folded(l, c) ||
				l.Options.Filter.Hide && !passes(l, c)
			if box := l.CardBox(c.ID); (box == nil) != absent {
				t.Fatalf("card %s: box %v, hidden or collapsed %v", c.ID, box != nil, absent)
			} else if box != nil && box.Card != c {
				t.Fatalf("box of card %s holds card %s", c.ID, box.Card.ID)
			} else if box != nil && box.Dim == passes(l, c) {
				t.Fatalf("card %s is dim %v, passes %v", c.ID, box.Dim, passes(l, c))
			}
		}
	})
}

// folded reports whether all steps of a card belong to collapsed stages.
func folded(l *layout.Layout, c *model.Card) bool {
	for _, s := range l.Journey.Covers(c) {
		if !slices.Contains(l.Options.Stages, l.Journey.StageOf(s.ID).ID) {
			return false
		}
	}
	return true
}

func passes(l *layout.Layout, c *model.Card) bool {
	return !l.Options.Filter.Any() || l.Options.Filter.Passes(c, l.Journey.Lane(c.Lane))
}

func TestCountsSayHowManyCardsAreHidden(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLayout(t)
		for i := range l.Rows {
			row := &l.Rows[i]
			want := 0
			for _, c := range l.Journey.Cards {
				hidden := l.Options.Filter.Hide && !passes(l, c)
				if c.Lane == row.Lane.ID && !hidden && (row.Collapsed || folded(l, c)) {
					want++
				}
			}
			got := 0
			for k, n := range row.Counts {
				if got += int(n); n > 0 && !row.Collapsed && !l.Columns[k].Closed {
					t.Fatalf("lane %s counts %d in an open column", row.Lane.ID, n)
				}
			}
			if got != want {
				t.Fatalf("lane %s counts %d, hides %d", row.Lane.ID, got, want)
			}
		}
	})
}

func TestHitTestFindsCardsAndCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLayout(t)
		for _, c := range boxes(l) {
			h := l.HitTest(c.Rect.Center())
			if h.Card == nil || !h.Card.Rect.Contains(c.Rect.Center()) {
				t.Fatalf("nothing at the middle of card %s: %+v", c.Card.ID, h)
			}
			if !c.Point && (h.Card != c || h.Part != layout.PartCard || h.Ref.ID != string(c.Card.ID)) {
				t.Fatalf("middle of card %s hits %+v", c.Card.ID, h)
			}
			if right := l.HitTest(layout.Point{X: c.Rect.Right() - 1, Y: c.Rect.Center().Y}); !c.Point && right.Part != layout.PartCardRight {
				t.Fatalf("right edge of card %s hits %+v", c.Card.ID, right)
			}
			if left := l.HitTest(layout.Point{X: c.Rect.X + 1, Y: c.Rect.Center().Y}); !c.Point && left.Part != layout.PartCardLeft {
				t.Fatalf("left edge of card %s hits %+v", c.Card.ID, left)
			}
		}
		for i := range l.Rows {
			for k := range l.Columns {
				cell := model.Cell{Lane: l.Rows[i].Lane.ID, Step: l.Columns[k].Step.ID}
				r, ok := l.CellRect(cell)
				if !ok {
					t.Fatalf("no cell %v", cell)
				}
				h := l.HitTest(layout.Point{X: r.X + 1, Y: r.Y + 1})
				if h.Part == layout.PartCell && h.Cell == (model.Cell{}) {
					t.Fatalf("corner of cell %v hits no cell", cell)
				}
				if h.Part == layout.PartCell && h.Cell != cell {
					t.Fatalf("corner of cell %v hits cell %v", cell, h.Cell)
				}
			}
		}
	})
}

func TestHitTestFindsHeadersAndLabels(t *testing.T) {
	w := small()
	l := layout.Compute(w, "j", layout.Options{})
	for _, c := range []struct {
		at   layout.Point
		part layout.Part
		id   string
	}{
		{layout.Point{X: 5, Y: 5}, layout.PartCorner, "j"},
		{layout.Point{X: 200, Y: 5}, layout.PartStage, "s1"},
		{layout.Point{X: 140, Y: 10}, layout.PartStageChevron, "s1"},
		{layout.Point{X: 131, Y: 5}, layout.PartLabelEdge, "j"},
		{layout.Point{X: 267, Y: 50}, layout.PartColumnEdge, "p1"},
		{layout.Point{X: 270, Y: 50}, layout.PartColumnEdge, "p1"},
		{layout.Point{X: 140, Y: 50}, layout.PartStep, "p1"},
		{layout.Point{X: 5, Y: 80}, layout.PartLane, "act"},
		{layout.Point{X: 15, Y: 80}, layout.PartLaneChevron, "act"},
		{layout.Point{X: 60, Y: l.Rows[0].Y + l.Rows[0].H - 1}, layout.PartLaneEdge, "act"},
		{layout.Point{X: 140, Y: l.Lines[0].Rect.Y + 5}, layout.PartLine, ""},
		{layout.Point{X: -1, Y: 5}, layout.PartNone, ""},
		{layout.Point{X: 140, Y: l.Size.Y + 1}, layout.PartNone, ""},
	} {
		if h := l.HitTest(c.at); h.Part != c.part || h.Ref.ID != c.id {
			t.Errorf("at %v: %+v, want part %d of %q", c.at, h, c.part, c.id)
		}
	}
	borders := 0 // can be grasped from both sides, unless a line lies between the lanes
	for i := 1; i < len(l.Rows); i++ {
		above, row := &l.Rows[i-1], &l.Rows[i]
		want, of := layout.PartLane, row.Lane.ID
		if above.Y+above.H == row.Y {
			want, of = layout.PartLaneEdge, above.Lane.ID
			borders++
		}
		if h := l.HitTest(layout.Point{X: 60, Y: row.Y + 1}); h.Part != want || h.Ref.ID != string(of) {
			t.Errorf("at the top of lane %q: %+v, want part %d of %q", row.Lane.ID, h, want, of)
		}
	}
	if borders == 0 {
		t.Error("no two lanes touch")
	}
}

func TestCardsMeetingFindsWhatASearchFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLayout(t)
		f := func(name string, limit float64) float64 { return rapid.Float64Range(-50, limit).Draw(t, name) }
		r := layout.Rect{X: f("x", l.Size.X), Y: f("y", l.Size.Y), W: rapid.Float64Range(0.1, 600).Draw(t, "w"), H: rapid.Float64Range(0.1, 600).Draw(t, "h")}
		var want []*layout.CardBox
		for _, c := range boxes(l) {
			if c.Rect.Meets(r) {
				want = append(want, c)
			}
		}
		if got := l.CardsMeeting(r); !slices.Equal(got, want) {
			t.Fatalf("in %v: %d cards, want %d", r, len(got), len(want))
		}
	})
}

func TestDropIsWhereTheCardGoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorkspace(t)
		l := layout.Compute(w, "j", layout.Options{})
		if len(l.Journey.Cards) == 0 {
			return
		}
		moving := rapid.SampledFrom(l.Journey.Cards).Draw(t, "moving").ID
		p := layout.Point{X: rapid.Float64Range(l.Label, l.Size.X-1).Draw(t, "x"), Y: rapid.Float64Range(l.Header, l.Size.Y-1).Draw(t, "y")}
		d := l.DropAt(p, []model.CardID{moving})
		if !d.OK {
			return
		}
		if !d.CellRect.Contains(p) {
			t.Fatalf("drop at %v in cell %v", p, d.CellRect)
		}
		next, err := model.MoveCards{Journey: "j", Moves: []model.CardMove{{Card: moving, To: d.Cell, Index: d.Index}}}.Apply(w)
		if err != nil {
			t.Fatal(err)
		}
		box := layout.Compute(next, "j", layout.Options{}).CardBox(moving)
		if box.Card.Lane != d.Cell.Lane || box.Card.Step != d.Cell.Step || box.Index != d.Index {
			t.Fatalf("dropped at %v, lies at %s %s %d", d, box.Card.Lane, box.Card.Step, box.Index)
		}
	})
}

func TestDropRefusesWithAReason(t *testing.T) {
	w := small()
	w.Journeys[0].Lanes[0].Locked = true
	l := layout.Compute(w, "j", layout.Options{Collapsed: []model.LaneID{"front"}})
	at := func(lane model.LaneID) layout.Point {
		r, _ := l.CellRect(model.Cell{Lane: lane, Step: "p1"})
		return r.Center()
	}
	for lane, want := range map[model.LaneID]string{"act": "Lane is locked", "front": "Lane is collapsed", "csat": "This lane shows measured values"} {
		if d := l.DropAt(at(lane), nil); d.OK || d.Reason != want {
			t.Errorf("lane %s: %+v, want %q", lane, d, want)
		}
	}
	if d := l.DropAt(at("touch"), []model.CardID{"c1"}); d.OK || d.Reason == "" {
		t.Errorf("a card of a locked lane may be dropped: %+v", d)
	}
	if d := l.DropAt(at("touch"), []model.CardID{"c5"}); !d.OK || d.Reason != "" {
		t.Errorf("a free card may not be dropped: %+v", d)
	}
}

func TestStageStepAndLanePlaces(t *testing.T) {
	l := layout.Compute(small(), "j", layout.Options{})
	end := l.Size.X - 1
	if i, bar := l.StageDropAt(0); i != 0 || bar.Center().X != l.Label {
		t.Errorf("before the first stage: %d at %v", i, bar)
	}
	if i, _ := l.StageDropAt(end); i != 2 {
		t.Errorf("behind the last stage: %d", i)
	}
	if s, i, bar := l.StepDropAt(l.Columns[1].X + 5); s != 0 || i != 1 || bar.Center().X != l.Columns[1].X {
		t.Errorf("at the second step: stage %d step %d at %v", s, i, bar)
	}
	if s, i, _ := l.StepDropAt(end); s != 1 || i != 1 {
		t.Errorf("behind the last step: stage %d step %d", s, i)
	}
	if i, _ := l.LaneDropAt(0); i != 0 {
		t.Errorf("above the first lane: %d", i)
	}
	if i, bar := l.LaneDropAt(l.Size.Y); i != len(l.Rows) || bar.Center().Y != l.Size.Y {
		t.Errorf("below the last lane: %d at %v", i, bar)
	}
}

// crosses reports whether a way goes through a rectangle.
func crosses(points []layout.Point, r layout.Rect) bool {
	r = r.Inset(0.25)
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		way := layout.Rect{X: min(a.X, b.X), Y: min(a.Y, b.Y), W: max(math.Abs(a.X-b.X), 0.01), H: max(math.Abs(a.Y-b.Y), 0.01)}
		if way.Meets(r) {
			return true
		}
	}
	return false
}

func TestLinksGoAroundCards(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLayout(t)
		for _, r := range l.Links {
			for i := 1; i < len(r.Points); i++ {
				if a, b := r.Points[i-1], r.Points[i]; math.Abs(a.X-b.X) > 1e-6 && math.Abs(a.Y-b.Y) > 1e-6 {
					t.Fatalf("link %s is slanted: %v", r.Link.ID, r.Points)
				}
			}
			for _, c := range boxes(l) {
				mood := c.Point && (c.Row == r.From.Row && r.From.Point || c.Row == r.To.Row && r.To.Point)
				if mood {
					continue // moods may lie on each other, and then on the way
				}
				if crosses(r.Points, c.Rect) {
					t.Fatalf("link %s from %s %v to %s %v: %v goes through card %s %v", r.Link.ID, r.From.Card.ID, r.From.Rect,
						r.To.Card.ID, r.To.Rect, r.Points, c.Card.ID, c.Rect)
				}
			}
			if last := r.Points[len(r.Points)-1]; !touches(r.Points[0], r.From.Rect) || !touches(last, r.To.Rect) {
				t.Fatalf("link %s does not join its cards: %v", r.Link.ID, r.Points)
			}
			if r.Bounds.X < l.Label-1 || r.Bounds.Right() > l.Size.X+1 {
				t.Fatalf("link %s leaves the map: %v", r.Link.ID, r.Bounds)
			}
		}
	})
}

func TestLinksNeverRunOverEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLayout(t)
		for i, a := range l.Links {
			for _, b := range l.Links[:i] {
				for k := 1; k < len(a.Points); k++ {
					for n := 1; n < len(b.Points); n++ {
						if long := shared(a.Points[k-1], a.Points[k], b.Points[n-1], b.Points[n]); long > 0.01 {
							t.Fatalf("links %s %v and %s %v share %v", a.Link.ID, a.Points, b.Link.ID, b.Points, long)
						}
					}
				}
			}
		}
	})
}

// shared returns along what length two level or upright pieces run over each other.
func shared(a0, a1, b0, b1 layout.Point) float64 {
	const e = 1e-4
	between := func(a0, a1, b0, b1 float64) float64 {
		return min(max(a0, a1), max(b0, b1)) - max(min(a0, a1), min(b0, b1))
	}
	switch {
	case math.Abs(a0.X-a1.X) < e && math.Abs(b0.X-b1.X) < e && math.Abs(a0.X-b0.X) < e:
		return between(a0.Y, a1.Y, b0.Y, b1.Y)
	case math.Abs(a0.Y-a1.Y) < e && math.Abs(b0.Y-b1.Y) < e && math.Abs(a0.Y-b0.Y) < e:
		return between(a0.X, a1.X, b0.X, b1.X)
	}
	return 0
}

func TestLabelsOfLinksKeepApart(t *testing.T) {
	w := small()
	first := *w.Journeys[0].Links[0]
	first.Label = "only when late"
	second := first
	second.ID = "twin"
	w.Journeys[0].Links = []*model.Link{&first, &second}
	l := layout.Compute(w, "j", layout.Options{})
	if a, b := l.Links[0].LabelBox, l.Links[1].LabelBox; a.Empty() || b.Empty() || a.Meets(b) {
		t.Errorf("labels at %v and %v", a, b)
	}
	if h := l.HitTest(l.Links[1].LabelBox.Center()); h.Part != layout.PartLinkLabel || h.Ref.ID != "twin" || h.Base() != layout.PartLink {
		t.Errorf("the label of the second link hits %+v", h)
	}
}

// touches reports whether a point lies on the border of a rectangle.
func touches(p layout.Point, r layout.Rect) bool {
	const e = 1e-6
	return p.X >= r.X-e && p.X <= r.Right()+e && p.Y >= r.Y-e && p.Y <= r.Bottom()+e && !r.Inset(1e-3).Contains(p)
}

func TestCurvesStayBetweenTheirPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLayout(t)
		for _, c := range l.Curves {
			for i := 1; i < len(c.Path); i++ {
				a, s := c.Path[i-1].Points[0], c.Path[i].Points
				if c.Path[i-1].Op == 'C' {
					a = c.Path[i-1].Points[2]
				}
				low, high := min(a.Y, s[2].Y), max(a.Y, s[2].Y)
				for u := 0.0; u <= 1; u += 0.05 {
					v := 1 - u
					y := v*v*v*a.Y + 3*v*v*u*s[0].Y + 3*v*u*u*s[1].Y + u*u*u*s[2].Y
					if y < low-1e-6 || y > high+1e-6 {
						t.Fatalf("curve at %v goes to %v, beyond %v..%v", u, y, low, high)
					}
				}
			}
		}
	})
}

func TestMoodsAndHeightsAreInverse(t *testing.T) {
	l := layout.Compute(small(), "j", layout.Options{})
	row := l.Row("mood")
	for _, v := range []float64{-2, -1.5, 0, 1, 2} {
		if got := l.MoodAt(row, l.MoodY(row, v)); math.Abs(got-v) > 1e-9 {
			t.Errorf("mood %v comes back as %v", v, got)
		}
	}
	if got := l.MoodAt(row, -1000); got != 2 {
		t.Errorf("above the lane the mood is %v", got)
	}
}

func TestNextVisitsEveryCardOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLayout(t)
		all := boxes(l)
		if len(all) == 0 {
			return
		}
		cell := model.Cell{Lane: all[0].Card.Lane, Step: all[0].Card.Step}
		at := all[0].Card.ID
		for i, c := range all {
			if at != c.Card.ID {
				t.Fatalf("card %d in reading order is %s, want %s", i, at, c.Card.ID)
			}
			cell, at = l.Neighbour(cell, at, layout.Next)
		}
		for i := len(all) - 2; i >= 0; i-- {
			if cell, at = l.Neighbour(cell, at, layout.Previous); at != all[i].Card.ID {
				t.Fatalf("card %d backwards is %s, want %s", i, at, all[i].Card.ID)
			}
		}
	})
}

func TestArrowsReachEveryCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := drawLayout(t)
		if len(l.Rows) == 0 {
			return
		}
		type place struct {
			cell model.Cell
			card model.CardID
		}
		start, card := l.Neighbour(model.Cell{}, "", layout.Right)
		seen := map[place]bool{{start, card}: true}
		queue := []place{{start, card}}
		for len(queue) > 0 {
			p := queue[0]
			queue = queue[1:]
			for d := layout.Left; d <= layout.Down; d++ {
				cell, card := l.Neighbour(p.cell, p.card, d)
				if next := (place{cell, card}); !seen[next] {
					seen[next] = true
					queue = append(queue, next)
				}
			}
		}
		for i := range l.Rows {
			for k := range l.Columns {
				if !reached(l, i, k, func(cell model.Cell, card model.CardID) bool { return seen[place{cell, card}] }) {
					t.Fatalf("no arrow leads to lane %s, step %s", l.Rows[i].Lane.ID, l.Columns[k].Step.ID)
				}
			}
		}
	})
}

// reached reports whether an empty cell was seen, or else all of a cell's cards.
func reached(l *layout.Layout, row, column int, seen func(model.Cell, model.CardID) bool) bool {
	covered := false
	for _, c := range l.Rows[row].Cards {
		if c.From <= column && column < c.To {
			covered = true
		}
		if c.From == column && !seen(model.Cell{Lane: c.Card.Lane, Step: c.Card.Step}, c.Card.ID) {
			return false
		}
	}
	return covered || seen(model.Cell{Lane: l.Rows[row].Lane.ID, Step: l.Columns[column].Step.ID}, "")
}
