package app

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
)

// tipStage is a stage whose tips come when the test says so.
func tipStage(t *testing.T) (s *stage, rest func()) {
	t.Helper()
	s = newStage(t, Options{})
	s.open(s.file("a.stage", small()))
	var waiting []func()
	tips := look.NewTips(func(_ time.Duration, then func()) { waiting = append(waiting, then) })
	content := s.window().window.Content().(*fyne.Container)
	for i, o := range content.Objects {
		if o == fyne.CanvasObject(s.window().tips.Place) {
			content.Objects[i] = tips.Place
		}
	}
	s.window().tips = tips
	tips.Place.Resize(content.Size())
	return s, func() {
		for _, then := range waiting {
			then()
		}
		waiting = nil
	}
}

func TestTip_SaysWhatAButtonDoes(t *testing.T) {
	s, rest := tipStage(t)
	tips := s.window().tips
	button := s.find("view.zoomin").(*look.Press)
	button.MouseIn(&desktop.MouseEvent{})
	if tips.Said() != "" {
		t.Error("a tip comes at once")
	}
	rest()
	if said := textOf(tips.Place); !strings.Contains(said, "Zoom in") || !strings.Contains(said, "Ctrl+=") {
		t.Errorf("the tip says %q, want the title and the keys", said)
	}
	driver := fyne.CurrentApp().Driver()
	tip, at := tips.Place.Objects[0], driver.AbsolutePositionForObject(button)
	top := driver.AbsolutePositionForObject(tips.Place).Y + tip.Position().Y
	if top < at.Y+button.Size().Height && top+tip.Size().Height > at.Y {
		t.Errorf("the tip is at %g to %g, over its button at %g to %g", top, top+tip.Size().Height, at.Y, at.Y+button.Size().Height)
	}
	button.MouseOut()
	if tips.Said() != "" {
		t.Error("the tip stays when the pointer is gone")
	}
	button.MouseIn(&desktop.MouseEvent{})
	s.window().do("view.zoomin")
	rest()
	if tips.Said() != "" {
		t.Error("a tip comes after the key was pressed")
	}
	button.MouseIn(&desktop.MouseEvent{})
	button.MouseOut()
	rest()
	if tips.Said() != "" {
		t.Error("a tip comes for a button that the pointer only crossed")
	}
}

func TestTip_TellsWhatIsCutShort(t *testing.T) {
	s, rest := tipStage(t)
	title := strings.Repeat("A very long title of a map ", 4)
	press := look.NewPress("long", 0, look.Flat.Ground, func(look.State) fyne.CanvasObject {
		return look.Fixed(80, 20, look.CutText(title, 12, "text", false))
	}, func() {})
	s.window().page.Add(press)
	press.Resize(fyne.NewSize(80, 20))
	press.MouseIn(&desktop.MouseEvent{})
	rest()
	if got := s.window().tips.Said(); got != title {
		t.Errorf("the tip of a cut text says %q", got)
	}
	press.MouseOut()
	press.Resize(fyne.NewSize(2000, 20))
	press.MouseIn(&desktop.MouseEvent{})
	rest()
	if got := s.window().tips.Said(); got != "" {
		t.Errorf("a text that fits has the tip %q", got)
	}
}

func TestTip_WorksInDialogs(t *testing.T) {
	s, rest := tipStage(t)
	w := s.window()
	at := func(fyne.Size) (fyne.Position, fyne.Size) { return fyne.NewPos(40, 60), fyne.NewSize(300, 200) }
	for name, open := range map[string]func(o fyne.CanvasObject) *sheet{
		"sheet": func(o fyne.CanvasObject) *sheet { return w.openSheet("sheet", "A dialog", 300, o) },
		"float": func(o fyne.CanvasObject) *sheet { return w.openFloat("float", o, at) },
	} {
		button := w.tipped(look.Button("there", look.Flat, "close", "", func() {}), "What it does", nil)
		sh := open(look.H(0, button, look.Space()))
		button.MouseIn(&desktop.MouseEvent{})
		rest()
		if got := w.tips.Said(); got != "What it does" {
			t.Errorf("in a %s the tip says %q", name, got)
		}
		top := w.window.Canvas().Overlays().Top()
		tip := tipIn(top)
		if tip == nil {
			t.Fatalf("the tip is not drawn in the %s", name)
		}
		driver := fyne.CurrentApp().Driver()
		under, over := driver.AbsolutePositionForObject(tip), driver.AbsolutePositionForObject(button)
		if under.Y < over.Y+button.Size().Height || under.Y > over.Y+button.Size().Height+20 {
			t.Errorf("in a %s the tip is at %v, the button at %v", name, under, over)
		}
		sh.cancel()
		if got := w.tips.Said(); got != "" {
			t.Errorf("after the %s closed the tip says %q", name, got)
		}
	}
}

// tipIn returns the tip that is drawn in a dialog; its layer is the last of the dialog's objects.
func tipIn(top fyne.CanvasObject) fyne.CanvasObject {
	if p, ok := look.Overlaid(top).(*widget.PopUp); ok {
		top = p.Content
	}
	objects := top.(*fyne.Container).Objects
	layer, ok := objects[len(objects)-1].(*fyne.Container)
	if !ok || len(layer.Objects) != 1 {
		return nil
	}
	return layer.Objects[0]
}
