package canvas_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"stagecraft/canvas/layout"
	"stagecraft/model"
)

// body is the upper left corner of the map's body on the board.
func (s *stage) body() fyne.Position {
	return fyne.NewPos(float32(s.layout().Label), float32(s.layout().Header))
}

func TestColumnsAreResizedByAHeadersEdge(t *testing.T) {
	s := newStage(t, small(2))
	c := s.layout().Columns[2]
	edge := s.board.PixelAt(layout.Point{X: c.X + c.W - 1, Y: c.Head.Center().Y})
	before := s.Workspace()
	s.drag(edge, edge.AddXY(41, 0), primary)
	if s.layout().Columns[2].W != c.W {
		t.Fatal("the columns changed before the drop")
	}
	s.key(fyne.KeyEscape)
	s.drop(edge.AddXY(41, 0), primary)
	if s.layout().Columns[2].W != c.W || !s.board.Quiet() {
		t.Fatal("Escape does not leave off")
	}
	left := s.board.PixelAt(layout.Point{X: c.X, Y: 10}).X
	s.drag(edge, edge.AddXY(41, 0), primary)
	s.drop(edge.AddXY(41, 0), primary)
	now := s.layout().Columns[2]
	if now.W != c.W+42 && now.W != c.W+41 && now.W != c.W+40 {
		t.Errorf("the step is %g wide after a drag by 41 from %g", now.W, c.W)
	}
	if x := s.board.PixelAt(layout.Point{X: now.X, Y: 10}).X; x < left-1.5 || x > left+1.5 {
		t.Errorf("the step's left border went from %g to %g", left, x)
	}
	if s.Workspace() != before {
		t.Error("the document changed")
	}
	s.board.FocusOn(s.stepRef(2))
	s.ctrl(fyne.KeyLeft, fyne.KeyModifierShift)
	if got := s.layout().Columns[2].W; got != now.W-8 {
		t.Errorf("Shift+Ctrl+left makes it %g wide", got)
	}
	for range 50 {
		s.board.ResizeSteps(-1)
	}
	if got := s.layout().Columns[2].W; got != 96 {
		t.Errorf("the narrowest step is %g wide", got)
	}
}

func (s *stage) stepRef(i int) model.Ref {
	return model.Ref{Kind: model.StepRecord, Journey: s.journey, ID: string(s.layout().Columns[i].Step.ID)}
}

func TestLanesAndLabelsAreResized(t *testing.T) {
	s := newStage(t, small(2))
	r := s.layout().Rows[1]
	edge := s.board.PixelAt(layout.Point{X: 60, Y: r.Y + r.H - 2})
	s.drag(edge, edge.AddXY(0, 60), primary)
	s.drop(edge.AddXY(0, 60), primary)
	if got := s.layout().Rows[1].H; got < r.H+57 || got > r.H+62 {
		t.Errorf("the lane is %g high after a drag by 60 from %g", got, r.H)
	}
	was := s.layout().Label
	edge = s.board.PixelAt(layout.Point{X: was - 2, Y: s.layout().Rows[0].Y + 20})
	s.drag(edge, edge.AddXY(30, 0), primary)
	s.drop(edge.AddXY(30, 0), primary)
	if got := s.layout().Label; got < was+27 || got > was+31 {
		t.Errorf("the labels are %g wide after a drag by 30 from %g", got, was)
	}
	if len(s.commands) > 0 {
		t.Error("sizes are no part of the document")
	}
}

func TestChevronsCollapseAndExpand(t *testing.T) {
	s := newStage(t, small(2))
	stage, lane := s.layout().Stages[1], s.layout().Rows[2]
	s.click(s.board.PixelAt(stage.Chevron.Center()))
	if !s.layout().Stages[1].Collapsed {
		t.Fatal("the stage is not collapsed")
	}
	s.now = s.now.Add(2 * time.Second)
	s.click(s.board.PixelAt(s.layout().Stages[1].Chevron.Center()))
	if s.layout().Stages[1].Collapsed {
		t.Error("the stage is not expanded")
	}
	s.click(s.board.PixelAt(lane.Chevron.Center()))
	if !s.layout().Rows[2].Collapsed {
		t.Error("the lane is not collapsed")
	}
	s.board.FocusOn(model.Ref{Kind: model.LaneRecord, Journey: s.journey, ID: string(lane.Lane.ID)})
	s.board.TypedRune('+')
	if s.layout().Rows[2].Collapsed {
		t.Error("plus does not expand the lane")
	}
	ref := model.Ref{Kind: model.StageRecord, Journey: s.journey, ID: string(stage.Stage.ID)}
	s.Select([]model.Ref{ref})
	s.board.FocusOn(ref)
	s.board.FoldOthers()
	for i, st := range s.layout().Stages {
		if st.Collapsed != (i != 1) {
			t.Errorf("stage %d: collapsed %v", i, st.Collapsed)
		}
	}
	s.board.ExpandAll()
	for i, st := range s.layout().Stages {
		if st.Collapsed {
			t.Errorf("stage %d is still collapsed", i)
		}
	}
}

func TestScrollBarsAreDragged(t *testing.T) {
	s := newStage(t, model.Generate(4, 30, 12, 300, 0, 2))
	at := fyne.NewPos(s.body().X+20, 694)
	s.drag(at, at.AddXY(200, 0), primary)
	s.drop(at.AddXY(200, 0), primary)
	right := s.board.View()
	if right.X < s.layout().Label+300 || right.Y > s.layout().Header+1 {
		t.Errorf("the view is at %v", right)
	}
	s.drag(fyne.NewPos(994, 120), fyne.NewPos(994, 400), primary)
	s.drop(fyne.NewPos(994, 400), primary)
	if v := s.board.View(); v.Y < s.layout().Header+100 || v.X != right.X {
		t.Errorf("the view is at %v", v)
	}
	if len(s.selection) > 0 || len(s.commands) > 0 || !s.board.Quiet() {
		t.Error("scrolling selected or changed something")
	}
}

func TestTipComesAtRestAndGoes(t *testing.T) {
	s := newStage(t, small(2))
	c := s.visibleCards()[0]
	rest := func() {
		t.Helper()
		deadline := time.After(3 * time.Second)
		for !s.board.Tip() {
			select {
			case f := <-s.posted:
				f()
			case <-deadline:
				t.Fatal("no tip")
			}
		}
	}
	at := s.at(s.ref(c.Card))
	for name, end := range map[string]func(){
		"move":  func() { s.hover(at.AddXY(12, 6)) },
		"press": func() { s.click(at) },
		"key":   func() { s.key(fyne.KeyRight) },
		"wheel": func() { s.wheel(at, 0, -1) },
		"leave": func() { s.board.MouseOut() },
	} {
		s.board.FocusOn(s.ref(c.Card))
		at = s.at(s.ref(c.Card))
		s.hover(at.AddXY(30, 0))
		s.hover(at)
		rest()
		end()
		if s.board.Tip() {
			t.Errorf("the tip stays after a %s", name)
		}
	}
}

func TestMoodsOfSeveralPersonas(t *testing.T) {
	s := newStage(t, small(4))
	j := s.layout().Journey
	var lane *model.Lane
	for _, l := range j.Lanes {
		if l.Kind == model.KindEmotion && l.Persona == "" {
			lane = l
		}
	}
	if lane == nil || len(j.Personas) == 0 {
		t.Skip("no emotion lane of all personas")
	}
	for _, step := range j.Steps() {
		cell := model.Cell{Lane: lane.ID, Step: step.ID}
		if len(j.CardsIn(cell)) > 0 {
			continue
		}
		s.board.FocusCell(cell)
		s.board.TypedRune('4')
		cards := s.layout().Journey.CardsIn(cell)
		if len(cards) != 1 || cards[0].Persona != j.Personas[0] || cards[0].Emotion != model.Some(1.0) {
			t.Fatalf("the cell holds %+v", cards)
		}
		s.ctrl(fyne.KeyUp, fyne.KeyModifierShift)
		if got := s.layout().Journey.Card(cards[0].ID).Expected; got != model.Some(1.5) {
			t.Errorf("expected is %v", got)
		}
		at := s.at(s.ref(cards[0]))
		s.mods = fyne.KeyModifierShift
		s.drag(at, at.AddXY(0, 40), primary)
		s.drop(at.AddXY(0, 40), primary)
		s.mods = 0
		c := s.layout().Journey.Card(cards[0].ID)
		if c.Emotion != model.Some(1.0) || c.Expected.Value >= 1 {
			t.Errorf("after a Shift-drag down: mood %v, expected %v", c.Emotion, c.Expected)
		}
		return
	}
	t.Skip("no empty cell")
}

func TestPressOnCommentsAsksForThem(t *testing.T) {
	w := small(2)
	s := newStage(t, w)
	c := s.visibleCards()[0].Card
	var asked model.Ref
	s.board.OnComments = func(on model.Ref) { asked = on }
	err := s.Do(model.PutComment{Journey: s.journey, Comment: model.Comment{ID: "x", On: s.ref(c), Author: "Petra", Text: "Really?", At: s.now}})
	if err != nil {
		t.Fatal(err)
	}
	box := s.layout().CardBox(c.ID)
	s.click(s.board.PixelAt(box.CommentsRect().Center()))
	if asked != s.ref(c) {
		t.Errorf("asked for the comments on %v", asked)
	}
}

func TestEdgesScrollForLanesToo(t *testing.T) {
	s := newStage(t, model.Generate(3, 9, 14, 500, 0, 2))
	lane := s.layout().Rows[0]
	edge := fyne.NewPos(60, 697)
	s.drag(s.board.PixelAt(layout.Point{X: 80, Y: lane.Y + 20}), edge, primary)
	y := s.board.View().Y
	for range 60 {
		s.now = s.now.Add(50 * time.Millisecond)
		s.board.EdgeTick()
	}
	if got := s.board.View(); got.Y <= y {
		t.Fatalf("the view stays at %v", got)
	}
	s.drop(edge, primary)
	if got := s.layout().Journey.Lanes; got[0].ID == lane.Lane.ID || len(s.commands) != 1 {
		t.Error("the lane did not come out of sight")
	}
}
