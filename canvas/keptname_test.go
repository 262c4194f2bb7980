package canvas_test

import (
	"image"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"stagecraft/model"
)

// keptNames returns where live pictures as low as a name are seen that begin at one of the places.
func (s *stage) keptNames(places ...fyne.Position) (names []image.Rectangle) {
	const tallest = 200 // of two lines at 400 %
	for _, o := range test.LaidOutObjects(s.board) {
		img, ok := o.(*fynecanvas.Image)
		if !ok || !img.Visible() || img.Image == nil || img.ScaleMode != fynecanvas.ImageScaleFastest || img.Size().Height > tallest {
			continue
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(img)
		for _, p := range places {
			if math.Abs(float64(at.X-p.X)) <= 1 && math.Abs(float64(at.Y-p.Y)) <= 1 {
				size := img.Size()
				names = append(names, image.Rect(int(at.X), int(at.Y), int(at.X+size.Width+1), int(at.Y+size.Height+1)))
			}
		}
	}
	return names
}

// TestNamesStayInSight scrolls a map whose lanes are higher and whose stages are wider than the window: the
// names of the lane and the stage that one looks into stay, and are not there twice where they stand anyway.
func TestNamesStayInSight(t *testing.T) {
	s := newStage(t, model.Generate(2, 40, 4, 2000, 0, 3))
	l := s.board.Layout()
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.board)
	lane, head := corner.AddXY(0, float32(l.Header)), corner.AddXY(float32(l.Label), 0)
	check := func(when string, lanes, stages int) {
		t.Helper()
		if got := len(s.keptNames(lane)); got != lanes {
			t.Errorf("%s %d lane names are kept, want %d", when, got, lanes)
		}
		if got := len(s.keptNames(head)); got != stages {
			t.Errorf("%s %d stage names are kept, want %d", when, got, stages)
		}
	}
	check("at the map's corner", 0, 0)
	s.board.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-300, -400)})
	s.settle()
	check("within a lane and a stage", 1, 1)
	s.board.ZoomOut()
	s.settle()
	s.board.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(9999, 9999)})
	s.settle()
	check("back at the corner", 0, 0)
}
