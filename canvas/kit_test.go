package canvas_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"stagecraft/canvas"
	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

// stage is a board over a document with a real history, in a window without a screen.
type stage struct {
	t         testing.TB
	history   *model.History
	journey   model.JourneyID
	selection []model.Ref
	board     *canvas.Board
	window    fyne.Window
	posted    chan func()
	mods      fyne.KeyModifier
	now       time.Time
	status    string
	commands  []model.Command
	menu      []model.Ref
}

func newStage(t testing.TB, w *model.Workspace) *stage {
	t.Helper()
	app := test.NewApp()
	s := &stage{
		t: t, history: model.NewHistory(w), journey: w.Journeys[0].ID, posted: make(chan func(), 1000),
		now: time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC),
	}
	s.board = canvas.NewBoard(s, func(f func()) { s.posted <- f })
	s.board.SetMods(func() fyne.KeyModifier { return s.mods })
	s.board.SetClock(func() time.Time { return s.now })
	s.board.SetRest(time.Millisecond)
	s.board.OnStatus = func(text string) { s.status = text }
	s.board.OnMenu = func(ref model.Ref, _ model.Cell, _ fyne.Position) { s.menu = append(s.menu, ref) }
	s.window = app.NewWindow("board")
	s.window.SetPadded(false)
	s.window.SetContent(s.board)
	s.window.Resize(fyne.NewSize(1000, 700))
	s.board.Show()
	t.Cleanup(func() {
		s.board.Close()
		s.window.Close()
		app.Quit()
	})
	s.settle()
	s.window.Canvas().Focus(s.board)
	return s
}

func (s *stage) Workspace() *model.Workspace { return s.history.Current() }
func (s *stage) JourneyID() model.JourneyID  { return s.journey }
func (s *stage) Selection() []model.Ref      { return s.selection }
func (s *stage) Select(refs []model.Ref)     { s.selection = refs }
func (s *stage) Do(c model.Command) error {
	s.commands = append(s.commands, c)
	changed, err := s.history.Do(c)
	if err != nil {
		s.status = err.Error()
		return err
	}
	if changed {
		s.board.Show()
	}
	return nil
}

// settle runs what was posted until everything on screen is sharp.
func (s *stage) settle() {
	s.t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		select {
		case f := <-s.posted:
			f()
			continue
		default:
		}
		if st := s.board.Stats(); st.Sharp && st.Pending == 0 {
			return
		}
		select {
		case f := <-s.posted:
			f()
		case <-deadline:
			s.t.Fatalf("the board does not come to rest: %+v", s.board.Stats())
		}
	}
}

func (s *stage) layout() *layout.Layout { return s.board.Layout() }

// plainCards returns the cards that can be dragged freely.
func (s *stage) plainCards() []*layout.CardBox {
	var out []*layout.CardBox
	for _, row := range s.layout().Rows {
		if row.Lane.Locked || row.Lane.Kind == model.KindEmotion || row.Lane.Kind == model.KindMetric {
			continue
		}
		out = append(out, row.Cards...)
	}
	return out
}

// at returns where the middle of a record is seen.
func (s *stage) at(ref model.Ref) fyne.Position {
	s.t.Helper()
	p, size, ok := s.board.RecordRect(ref)
	if !ok {
		s.t.Fatalf("%v is not on the map", ref)
	}
	return p.AddXY(size.Width/2, size.Height/2)
}

func (s *stage) ref(c *model.Card) model.Ref { return tool.CardRef(s.layout(), c.ID) }

// The functions below replay the order in which Fyne reports the pointer in a real window.

func (s *stage) mouse(p fyne.Position, button desktop.MouseButton) *desktop.MouseEvent {
	ev := &desktop.MouseEvent{Button: button, Modifier: s.mods}
	ev.Position, ev.AbsolutePosition = p, p
	return ev
}

func (s *stage) hover(p fyne.Position) {
	s.board.MouseIn(s.mouse(p, 0))
	s.board.MouseMoved(s.mouse(p, 0))
}

func (s *stage) press(p fyne.Position, button desktop.MouseButton) {
	s.hover(p)
	s.board.MouseDown(s.mouse(p, button))
}

func (s *stage) click(p fyne.Position) {
	s.press(p, desktop.MouseButtonPrimary)
	s.board.MouseUp(s.mouse(p, desktop.MouseButtonPrimary))
	s.now = s.now.Add(50 * time.Millisecond)
}

// drag presses at from and moves to to; Fyne reports Dragged from the second unit on.
func (s *stage) drag(from, to fyne.Position, button desktop.MouseButton) {
	s.press(from, button)
	s.board.MouseMoved(s.mouse(from.AddXY(1, 0), button))
	const parts = 5
	for i := 1; i <= parts; i++ {
		s.dragTo(fyne.NewPos(from.X+(to.X-from.X)*float32(i)/parts, from.Y+(to.Y-from.Y)*float32(i)/parts))
	}
}

func (s *stage) dragTo(p fyne.Position) {
	ev := &fyne.DragEvent{}
	ev.Position, ev.AbsolutePosition = p, p
	s.board.Dragged(ev)
}

// drop ends a drag: the release first, then the end of the drag.
func (s *stage) drop(p fyne.Position, button desktop.MouseButton) {
	s.board.MouseUp(s.mouse(p, button))
	s.board.DragEnd()
}

func (s *stage) key(names ...fyne.KeyName) {
	for _, n := range names {
		ev := &fyne.KeyEvent{Name: n}
		if f := s.window.Canvas().Focused(); f != nil && f != fyne.Focusable(s.board) {
			f.TypedKey(ev)
			continue
		}
		s.board.KeyDown(ev)
		s.board.TypedKey(ev)
		s.board.KeyUp(ev)
	}
}

func (s *stage) ctrl(name fyne.KeyName, more fyne.KeyModifier) {
	s.board.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierControl | more})
}

func (s *stage) wheel(p fyne.Position, dx, dy float32) {
	s.hover(p)
	ev := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(dx, dy)}
	ev.Position, ev.AbsolutePosition = p, p
	s.board.Scrolled(ev)
}
