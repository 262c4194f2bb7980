package canvas_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"pgregory.net/rapid"

	"stagecraft/canvas/layout"
	"stagecraft/canvas/tool"
	"stagecraft/model"
)

const primary, middle, secondary = desktop.MouseButtonPrimary, desktop.MouseButtonTertiary, desktop.MouseButtonSecondary

func small(seed int64) *model.Workspace { return model.Generate(3, 8, 12, 60, 0, seed) }

// visibleCards returns plain cards that are wholly on screen, away from its edges.
func (s *stage) visibleCards() []*layout.CardBox {
	var out []*layout.CardBox
	for _, c := range s.plainCards() {
		at, size, ok := s.board.RecordRect(s.ref(c.Card))
		if ok && at.X > 180 && at.Y > 120 && at.X+size.Width < 950 && at.Y+size.Height < 650 {
			out = append(out, c)
		}
	}
	if len(out) < 3 {
		s.t.Fatalf("only %d cards are on screen", len(out))
	}
	return out
}

func TestDragMovesACard(t *testing.T) {
	s := newStage(t, small(2))
	cards := s.visibleCards()
	from, to := s.ref(cards[0].Card), s.ref(cards[len(cards)-1].Card)
	before := s.Workspace()
	s.drag(s.at(from), s.at(to), primary)
	if !s.board.Ghost() || s.Workspace() != before {
		t.Fatal("no ghost, or the document changed before the drop")
	}
	if !strings.HasPrefix(s.status, "Moving ") {
		t.Errorf("the status says %q", s.status)
	}
	painted := s.board.Stats().Painted
	s.dragTo(s.at(from).AddXY(40, 30))
	s.dragTo(s.at(to))
	if got := s.board.Stats(); got.Painted != painted || got.Pending > 0 {
		t.Error("moving the pointer painted tiles")
	}
	s.drop(s.at(to), primary)
	if s.board.Ghost() || len(s.commands) != 1 {
		t.Fatalf("ghost %v, %d commands after the drop", s.board.Ghost(), len(s.commands))
	}
	c := s.layout().Journey.Card(cards[0].Card.ID)
	if c.Lane != cards[len(cards)-1].Card.Lane {
		t.Errorf("the card is in lane %s", c.Lane)
	}
	if f := s.board.Focused(); f.Card != c.ID || f.Cell.Step != c.Step {
		t.Errorf("the focus is on %v", f)
	}
}

func TestEscapeCancelsADrag(t *testing.T) {
	s := newStage(t, small(2))
	cards := s.visibleCards()
	to := s.at(s.ref(cards[len(cards)-1].Card))
	before := s.Workspace()
	s.drag(s.at(s.ref(cards[0].Card)), to, primary)
	s.key(fyne.KeyEscape)
	s.dragTo(to.AddXY(3, 3))
	s.drop(to, primary)
	if s.board.Ghost() || s.Workspace() != before || len(s.commands) > 0 {
		t.Error("something was left after Escape")
	}
}

func TestReleaseMayBeMissing(t *testing.T) {
	s := newStage(t, small(2))
	cards := s.visibleCards()
	to := s.at(s.ref(cards[len(cards)-1].Card))
	s.drag(s.at(s.ref(cards[0].Card)), to, primary)
	s.board.DragEnd() // released outside of the window: there was no MouseUp
	if len(s.commands) != 1 || s.board.Ghost() {
		t.Errorf("%d commands", len(s.commands))
	}
}

func TestCtrlIsSeenDuringADrag(t *testing.T) {
	s := newStage(t, small(2))
	cards := s.visibleCards()
	n := len(s.layout().Journey.Cards)
	to := s.at(s.ref(cards[len(cards)-1].Card))
	s.drag(s.at(s.ref(cards[0].Card)), to, primary)
	s.mods = fyne.KeyModifierControl
	s.board.KeyDown(&fyne.KeyEvent{Name: desktop.KeyControlLeft})
	if !strings.HasPrefix(s.status, "Copying ") {
		t.Errorf("the status says %q", s.status)
	}
	s.drop(to, primary)
	if got := len(s.layout().Journey.Cards); got != n+1 {
		t.Errorf("%d cards, want %d", got, n+1)
	}
}

func TestPanWithMiddleButtonAndSpace(t *testing.T) {
	s := newStage(t, small(2))
	from := fyne.NewPos(600, 400)
	s.drag(from, from.SubtractXY(120, 60), middle)
	s.drop(from.SubtractXY(120, 60), middle)
	v := s.board.View()
	if v.X < s.layout().Label+110 || v.Y < s.layout().Header+50 {
		t.Errorf("the view is at %v", v)
	}
	s.board.KeyDown(&fyne.KeyEvent{Name: fyne.KeySpace})
	s.drag(from, from.AddXY(120, 60), primary)
	s.drop(from.AddXY(120, 60), primary)
	s.board.KeyUp(&fyne.KeyEvent{Name: fyne.KeySpace})
	if v := s.board.View(); v.X > s.layout().Label+10 || len(s.commands) > 0 {
		t.Errorf("the view is at %v after %d commands", v, len(s.commands))
	}
}

// TestZoomKeepsThePointUnderThePointer zooms anywhere: unless the map's border is in sight, the point
// under the pointer stays within a pixel.
func TestZoomKeepsThePointUnderThePointer(t *testing.T) {
	s := newStage(t, model.Generate(6, 40, 12, 1200, 0, 2))
	rapid.Check(t, func(t *rapid.T) {
		s.board.ZoomTo(1)
		s.board.CenterOn(layout.Point{X: s.layout().Size.X / 2, Y: s.layout().Size.Y / 2})
		p := fyne.NewPos(rapid.Float32Range(200, 900).Draw(t, "x"), rapid.Float32Range(100, 650).Draw(t, "y"))
		under := func() layout.Point {
			v, z := s.board.View(), s.board.Zoom()
			left, top := 1000-v.W*z, 700-v.H*z
			return layout.Point{X: v.X + (float64(p.X)-left)/z, Y: v.Y + (float64(p.Y)-top)/z}
		}
		before := under()
		s.mods = fyne.KeyModifierControl
		s.wheel(p, 0, rapid.Float32Range(-40, 100).Draw(t, "dz"))
		s.mods = 0
		after := under()
		if d := max(abs(before.X-after.X), abs(before.Y-after.Y)) * s.board.Zoom(); d > 1 {
			t.Fatalf("the point moved by %.2f pixels at zoom %.2f", d, s.board.Zoom())
		}
	})
	s.settle()
}

func abs(v float64) float64 { return max(v, -v) }

func TestDoubleClickEdits(t *testing.T) {
	s := newStage(t, small(2))
	c := s.visibleCards()[0].Card
	at := s.at(s.ref(c))
	s.click(at)
	s.settle()
	s.now = s.now.Add(2 * time.Second)
	s.click(at)
	if s.board.Editing() {
		t.Fatal("two slow clicks are no double click")
	}
	s.settle()
	s.now = s.now.Add(2 * time.Second)
	s.click(at)
	s.now = s.now.Add(2 * time.Second) // in which the window has no time for the second click
	s.click(at)
	if !s.board.Editing() || s.board.EditorText() != c.Title {
		t.Fatal("the text is not open")
	}
	s.board.TypeText("New words")
	s.click(fyne.NewPos(60, 690)) // elsewhere
	if s.board.Editing() || s.layout().Journey.Card(c.ID).Title != "New words" {
		t.Errorf("editing %v, title %q", s.board.Editing(), s.layout().Journey.Card(c.ID).Title)
	}
}

func TestEditorKeys(t *testing.T) {
	s := newStage(t, small(2))
	c := s.visibleCards()[0].Card
	title := c.Title
	s.board.FocusOn(s.ref(c))
	s.key(fyne.KeyF2)
	s.board.TypeText("gone")
	s.key(fyne.KeyEscape)
	if s.board.Editing() || s.layout().Journey.Card(c.ID).Title != title || len(s.commands) > 0 {
		t.Fatal("Escape kept the text")
	}
	s.key(fyne.KeyReturn)
	s.board.TypeText("one")
	s.board.Field().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{
		KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl,
	})
	if !s.board.Editing() || s.board.EditorText() != "" || s.layout().Journey.Card(c.ID).Title != "one" {
		t.Fatal("Ctrl+Enter does not keep and begin a new card")
	}
	s.board.TypeText("two")
	s.key(fyne.KeyTab)
	cell := model.Cell{Lane: c.Lane, Step: c.Step}
	var titles []string
	for _, card := range s.layout().Journey.CardsIn(cell) {
		titles = append(titles, card.Title)
	}
	if len(titles) < 2 || titles[0] != "one" || titles[1] != "two" {
		t.Errorf("the cell holds %q", titles)
	}
	if !s.board.Editing() || s.board.Focused().Cell == cell {
		t.Errorf("Tab does not go on: editing %v at %v", s.board.Editing(), s.board.Focused())
	}
	s.key(fyne.KeyEscape)
}

func TestTypingInAnEmptyCellBeginsACard(t *testing.T) {
	s := newStage(t, small(2))
	cell, ok := s.emptyCell()
	if !ok {
		t.Fatal("no empty cell")
	}
	n := len(s.layout().Journey.Cards)
	at, size, _ := s.board.CellRect(cell)
	s.click(at.AddXY(size.Width/2, size.Height/2))
	if s.board.Focused() != (tool.Focus{Cell: cell}) {
		t.Fatalf("the focus is on %v", s.board.Focused())
	}
	s.board.TypedRune('Q')
	if !s.board.Editing() || s.board.EditorText() != "Q" {
		t.Fatal("the letter opened nothing")
	}
	s.key(fyne.KeyEscape)
	if len(s.layout().Journey.Cards) != n {
		t.Fatal("Escape left a card")
	}
	s.board.TypedRune('Q')
	s.board.TypeText("Quick")
	s.board.CommitEdit()
	if got := s.layout().Journey.CardsIn(cell); len(got) != 1 || got[0].Title != "Quick" {
		t.Errorf("the cell holds %v", got)
	}
	if len(s.selection) != 1 {
		t.Errorf("selected %v", s.selection)
	}
}

// emptyCell returns a cell on screen that takes cards and has none.
func (s *stage) emptyCell() (model.Cell, bool) {
	l := s.layout()
	for _, row := range l.Rows {
		if row.Lane.Kind == model.KindEmotion {
			continue
		}
		for _, col := range l.Columns {
			c := model.Cell{Lane: row.Lane.ID, Step: col.Step.ID}
			r, _ := l.CellRect(c)
			at, size, _ := s.board.CellRect(c)
			if len(l.CardsMeeting(r)) == 0 && tool.TakesCards(l, c) == "" &&
				at.X > 140 && at.X+size.Width < 990 && at.Y > 80 && at.Y+size.Height < 690 {
				return c, true
			}
		}
	}
	return model.Cell{}, false
}

func TestKeysOnACard(t *testing.T) {
	s := newStage(t, small(2))
	c := s.visibleCards()[0].Card
	now := func() *model.Card { return s.layout().Journey.Card(c.ID) }
	s.click(s.at(s.ref(c)))
	s.board.TypedRune('m')
	s.board.TypedRune('v')
	s.board.TypedRune('v')
	s.board.TypedRune('V')
	s.board.TypedRune('s')
	s.board.TypedRune('e')
	if now().MomentOfTruth == c.MomentOfTruth || now().Votes != c.Votes+1 ||
		now().Severity != (c.Severity+1)%4 || now().Evidence != tool.NextEvidence(c.Evidence) {
		t.Errorf("the card is %+v", now())
	}
	step := now().Step
	s.ctrl(fyne.KeyRight, 0)
	if now().Step == step || s.board.Focused().Card != c.ID {
		t.Errorf("Ctrl+right: step %s, focus %v", now().Step, s.board.Focused())
	}
	span := s.layout().CardBox(c.ID).To - s.layout().CardBox(c.ID).From
	s.ctrl(fyne.KeyRight, fyne.KeyModifierShift)
	if got := s.layout().CardBox(c.ID).To - s.layout().CardBox(c.ID).From; got != span+1 {
		t.Errorf("Shift+Ctrl+right: span %d", got)
	}
	n := len(s.layout().Journey.Cards)
	s.ctrl(fyne.KeyD, 0)
	if len(s.layout().Journey.Cards) != n+1 {
		t.Error("Ctrl+D duplicates nothing")
	}
	s.key(fyne.KeyDelete)
	if len(s.layout().Journey.Cards) != n || now() == nil {
		t.Error("Delete did not delete the copy alone")
	}
	s.board.FocusOn(s.ref(c))
	s.Select(nil)
	s.key(fyne.KeyDelete)
	if now() != nil {
		t.Error("Delete does nothing to the focused card")
	}
}

func TestMoodKeys(t *testing.T) {
	s := newStage(t, small(4))
	point := s.layout().Curves[0].Points[0].Card
	s.board.FocusOn(s.ref(point))
	for i, want := range []float64{-2, -1, 0, 1, 2} {
		s.board.TypedRune(rune('1' + i))
		if got := s.layout().Journey.Card(point.ID).Emotion; got != model.Some(want) {
			t.Errorf("key %d: mood %v", i+1, got)
		}
	}
	s.board.TypedRune('-')
	if got := s.layout().Journey.Card(point.ID).Emotion; got != model.Some(1.5) {
		t.Errorf("minus: mood %v", got)
	}
}

func TestArrowsMoveFocusAndSelection(t *testing.T) {
	s := newStage(t, small(2))
	s.key(fyne.KeyRight)
	first := s.board.Focused()
	if first.Cell == (model.Cell{}) {
		t.Fatal("no focus after an arrow")
	}
	s.key(fyne.KeyEnd)
	if got := s.board.Focused().Cell.Step; got != s.layout().Columns[len(s.layout().Columns)-1].Step.ID {
		t.Errorf("End goes to step %s", got)
	}
	s.settle()
	r, _ := s.layout().CellRect(s.board.Focused().Cell)
	if v := s.board.View(); r.Right() > v.X+v.W+1 {
		t.Error("the focus is out of sight")
	}
	s.key(fyne.KeyHome)
	s.key(fyne.KeyPageDown)
	if got := s.board.Focused().Cell.Step; got != s.layout().Columns[s.layout().Stages[1].First].Step.ID {
		t.Errorf("Page down goes to step %s", got)
	}
	s.board.FocusOn(s.ref(s.plainCards()[0].Card))
	s.selection = nil
	s.mods = fyne.KeyModifierShift
	s.key(fyne.KeyDown, fyne.KeyDown, fyne.KeyRight)
	s.mods = 0
	if len(s.selection) < 2 {
		t.Errorf("Shift+arrows selected %d", len(s.selection))
	}
	s.key(fyne.KeyEscape)
	if len(s.selection) > 0 {
		t.Error("Escape does not clear the selection")
	}
	s.board.TypedShortcut(&fyne.ShortcutSelectAll{})
	lane := len(s.selection)
	s.board.TypedShortcut(&fyne.ShortcutSelectAll{})
	if all := len(s.layout().Journey.Cards); len(s.selection) != all || lane == all || lane == 0 {
		t.Errorf("Ctrl+A selects %d, then %d of %d", lane, len(s.selection), all)
	}
}

func TestEdgeScrollsAfterAWhile(t *testing.T) {
	s := newStage(t, model.Generate(5, 40, 12, 800, 0, 2))
	c := s.visibleCards()[0].Card
	edge := fyne.NewPos(997, 400)
	s.drag(s.at(s.ref(c)), edge, primary)
	if !s.board.EdgeScrolling() {
		t.Fatal("nothing scrolls")
	}
	x := s.board.View().X
	tick := func(d time.Duration) {
		s.now = s.now.Add(d)
		s.board.EdgeTick()
	}
	tick(200 * time.Millisecond)
	if s.board.View().X != x {
		t.Error("scrolled before 300 ms")
	}
	tick(150 * time.Millisecond)
	tick(16 * time.Millisecond)
	if s.board.View().X <= x {
		t.Error("not scrolled after 300 ms")
	}
	s.drop(edge, primary)
	if s.board.EdgeScrolling() {
		t.Error("it goes on after the drop")
	}
}

func TestLargeSelectionNeedsNoObjects(t *testing.T) {
	s := newStage(t, model.Generate(3, 20, 12, 600, 0, 2))
	s.board.SelectAll()
	s.board.SelectAll()
	s.settle()
	if len(s.selection) < 500 || s.board.Live() > 20 {
		t.Errorf("%d selected, %d live objects", len(s.selection), s.board.Live())
	}
	s.board.ShowSelection()
	if want := fmt.Sprint(len(s.selection), " selected. "); !strings.HasPrefix(s.status, want) {
		t.Errorf("the status says %q, want %q first", s.status, want)
	}
	s.board.MouseOut()
	s.window.Canvas().Unfocus()
	with := s.window.Canvas().Capture()
	s.Select(nil)
	s.board.ShowSelection()
	s.settle()
	if n, _ := differ(with, rgba(s.window.Canvas().Capture()), with.Bounds()); n < 2000 {
		t.Errorf("the selection shows in %d pixels", n)
	}
}

func TestContextMenuNamesTheRecord(t *testing.T) {
	s := newStage(t, small(2))
	c := s.visibleCards()[1].Card
	at := s.at(s.ref(c))
	s.press(at, secondary)
	s.board.MouseUp(s.mouse(at, secondary))
	s.board.TappedSecondary(&fyne.PointEvent{Position: at, AbsolutePosition: at})
	if !reflect.DeepEqual(s.menu, []model.Ref{s.ref(c)}) || !reflect.DeepEqual(s.selection, s.menu) {
		t.Errorf("menu for %v, selected %v", s.menu, s.selection)
	}
}

func TestJourneysKeepTheirView(t *testing.T) {
	w := small(2)
	s := newStage(t, w)
	other := model.NewJourney("Other", model.JourneyMap)
	if err := s.Do(model.AddJourney{Journey: other, At: 1}); err != nil {
		t.Fatal(err)
	}
	s.board.ZoomTo(1.5)
	first := s.board.View()
	s.journey = other.ID
	s.board.Show()
	if s.layout().Journey.ID != other.ID {
		t.Fatal("the other journey is not on the board")
	}
	s.board.ZoomTo(1)
	s.journey = w.Journeys[0].ID
	s.board.Show()
	s.settle()
	if s.board.Zoom() != 1.5 || s.board.View() != first {
		t.Errorf("came back to zoom %g, view %v", s.board.Zoom(), s.board.View())
	}
	s.journey = "none"
	s.board.Show()
	if s.layout() != nil {
		t.Error("no journey, but a layout")
	}
}

func TestUnusedKeysGoToTheWindow(t *testing.T) {
	s := newStage(t, small(2))
	var keys []fyne.KeyName
	s.window.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { keys = append(keys, ev.Name) })
	s.key(fyne.KeyF1, fyne.KeyEscape, fyne.KeyRight)
	if !reflect.DeepEqual(keys, []fyne.KeyName{fyne.KeyF1, fyne.KeyEscape}) {
		t.Errorf("the window got %v", keys)
	}
	s.key("Menu")
	if len(s.menu) != 1 {
		t.Errorf("the menu key opened %d menus", len(s.menu))
	}
}

func TestRefusedTextStaysInTheEditor(t *testing.T) {
	long := strings.Repeat("long text ", 150)
	s := newStage(t, small(2))
	s.key(fyne.KeyRight) // the focus comes onto the map
	before := s.Workspace()
	c := s.plainCards()[0].Card
	s.click(s.at(s.ref(c)))
	s.key(fyne.KeyF2)
	s.board.TypeInEditor(long)
	for _, end := range []func(){s.board.CommitEdit, func() { s.click(fyne.NewPos(500, 520)) }} {
		end()
		if s.Workspace() != before {
			t.Fatal("a title of 1,500 characters was taken; the test needs one that is refused")
		}
		if !s.board.Editing() || s.board.EditorText() != long {
			t.Fatal("the typed text is gone")
		}
	}
	s.board.TypeInEditor("two\vlines")
	s.board.CommitEdit()
	if got := s.layout().Journey.Card(c.ID).Title; s.board.Editing() || got != "two\nlines" {
		t.Errorf("the card says %q", got)
	}
}

// A slow finger on a trackpad reports less than a pixel at a time.
func TestFineScrollingAddsUp(t *testing.T) {
	s := newStage(t, model.Generate(4, 30, 12, 300, 0, 2))
	from := s.board.View()
	for range 100 {
		s.wheel(fyne.NewPos(500, 300), -0.15, -0.1)
	}
	to := s.board.View()
	if dx, dy := to.X-from.X, to.Y-from.Y; dx < 28 || dx > 31 || dy < 18 || dy > 21 {
		t.Errorf("scrolled by %g, %g after 100 times 0.3, 0.2", dx, dy)
	}
}
