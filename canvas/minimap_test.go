package canvas_test

import (
	"image"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"stagecraft/canvas"
	"stagecraft/canvas/layout"
	"stagecraft/model"
)

func (s *stage) minimap() *canvas.Minimap {
	m := canvas.NewMinimap(s.board)
	m.SetRest(time.Millisecond)
	return m
}

// painted waits until the minimap shows the scene of now.
func (s *stage) painted(m *canvas.Minimap) image.Image {
	s.t.Helper()
	deadline := time.After(10 * time.Second)
	for !m.Current() {
		select {
		case f := <-s.posted:
			f()
		case <-deadline:
			s.t.Fatal("the overview is not painted")
		}
	}
	return m.Picture()
}

func TestMinimapFollowsTheView(t *testing.T) {
	s := newStage(t, model.Generate(4, 30, 12, 300, 0, 2))
	m := s.minimap()
	s.painted(m)
	before := m.Frame()
	s.board.CenterOn(layout.Point{X: s.layout().Size.X - 300, Y: 300})
	if after := m.Frame(); after.Min.X <= before.Min.X {
		t.Errorf("the frame went from %v to %v", before, after)
	}
	s.board.Fit()
	if f := m.Frame(); f.Dx() < 200 {
		t.Errorf("with the whole map in sight the frame is %v", f)
	}
}

func TestMinimapMovesTheView(t *testing.T) {
	s := newStage(t, model.Generate(4, 30, 12, 300, 0, 2))
	m := s.minimap()
	s.painted(m)
	at := fyne.NewPos(200, 50)
	m.MouseDown(s.mouse(at, primary))
	f := m.Frame()
	if mid := (f.Min.X + f.Max.X) / 2; mid < 195 || mid > 205 {
		t.Fatalf("after a press at 200 the frame is %v", f)
	}
	drag := &fyne.DragEvent{}
	drag.Position = at.AddXY(-60, 0)
	m.Dragged(drag)
	m.DragEnd()
	if got := m.Frame(); got.Min.X > f.Min.X-55 || got.Min.X < f.Min.X-65 {
		t.Errorf("a drag by 60 took the frame from %v to %v", f, got)
	}
	if len(s.commands) > 0 {
		t.Error("looking elsewhere changed the document")
	}
}

func TestMinimapShowsEdits(t *testing.T) {
	s := newStage(t, small(2))
	m := s.minimap()
	before := s.painted(m)
	c := s.plainCards()[0].Card
	if err := s.Do(model.DeleteCards{Journey: s.journey, Cards: []model.CardID{c.ID}}); err != nil {
		t.Fatal(err)
	}
	after := s.painted(m)
	if n, _ := differ(before, rgba(after), before.Bounds()); n == 0 {
		t.Error("the deleted card is still there")
	}
	s.board.ZoomTo(2)
	if !m.Current() {
		t.Error("a zoom painted the overview anew")
	}
}

func TestLocatorMovesSidewaysOnly(t *testing.T) {
	s := newStage(t, model.Generate(4, 30, 12, 300, 0, 2))
	m := canvas.NewLocator(s.board)
	y := s.board.View().Y
	m.MouseDown(s.mouse(fyne.NewPos(120, 9), primary))
	if v := s.board.View(); v.Y != y || v.X < s.layout().Size.X/2 {
		t.Errorf("the view is at %v", v)
	}
}
