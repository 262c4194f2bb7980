package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stagecraft/app/look"
)

func TestInspector_WheelOverAFieldScrollsTheForm(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", sights()))
	s.window().window.Resize(fyne.NewSize(1280, 500))
	j := s.session().Journey()
	s.session().Show(cardRef(j, j.Cards[0]))
	i := s.window().editor.inspector
	i.scroll.ScrollToTop()
	c := s.window().window.Canvas()
	var at fyne.Position
	walk(i.content, fyne.CurrentApp().Driver().AbsolutePositionForObject(i.content).Subtract(i.content.Position()), func(o fyne.CanvasObject, place fyne.Position) {
		if e, ok := o.(*look.Entry); ok && !e.MultiLine && at.IsZero() {
			at = place.AddXY(e.Size().Width/2, e.Size().Height/2)
		}
	})
	if at.IsZero() || at.Y > c.Size().Height {
		t.Fatalf("no field of one line is in sight, the first is at %v", at)
	}
	test.Scroll(c, at, 0, -40)
	if i.scroll.Offset.Y == 0 {
		t.Error("the wheel over a field does not scroll the inspector")
	}
}

func TestSidebar_F2RenamesTheMapThatWasClicked(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", three()))
	s.tap("journey-Second")
	f := s.window().window.Canvas().Focused()
	if f == nil {
		t.Fatal("nothing has the keyboard after a click on a map")
	}
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	if e := s.entry("sidebar.rename"); e.Text != "Second" {
		t.Errorf("F2 renames %q", e.Text)
	}
}

func TestQuit_WorksWhileADialogIsOpen(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", sights()))
	s.window().inform("A message", "To be read.")
	s.window().run(s.window().byID["file.quit"], true)
	s.window().run(s.window().byID["file.quit"], true) // as an impatient hand does
	s.until("the end", func() bool {
		select {
		case <-s.program.Ended():
			return true
		default:
			return false
		}
	})
	if s.session() != nil {
		t.Error("the file is still open")
	}
}

func TestMenus_WriteTheirKeysBelowEachOther(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("map.stage", sights()))
	for _, menu := range s.window().window.MainMenu().Items {
		ends, found := map[int]bool{}, 0
		for _, item := range menu.Items {
			if keys, ok := item.Shortcut.(quietKeys); ok {
				found++
				if text := shortcutText(keys.Shortcut); text == "" || !strings.HasSuffix(item.Label, text) {
					t.Errorf("%s: %q does not say its keys %q", menu.Label, item.Label, text)
				}
				if keys.ShortcutName() != keys.Shortcut.ShortcutName() {
					t.Errorf("%s: the keys of %q do not work", menu.Label, item.Label)
				}
				ends[int(fyne.MeasureText(item.Label, 12, fyne.TextStyle{}).Width/4+0.5)] = true
			}
		}
		if found > 0 && len(ends) > 2 {
			t.Errorf("%s: the keys end at %d places", menu.Label, len(ends))
		}
	}
}

func TestHome_StandsStillWhenTheSamplesAreDrawn(t *testing.T) {
	s := newStage(t, Options{})
	card := s.find("home.sample.hotel")
	if card == nil {
		t.Fatal("there is no sample of a hotel")
	}
	before, words := card.MinSize(), textOf(card)
	s.until("the sample's tags", func() bool { return textOf(card) != words })
	if after := card.MinSize(); after.Height != before.Height {
		t.Errorf("the card grows from %v to %v", before.Height, after.Height)
	}
}
