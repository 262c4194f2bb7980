package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stagecraft/app/look"
	"stagecraft/assets"
	"stagecraft/model"
	"stagecraft/model/metric"
	"stagecraft/store/ingest"
)

// A window as narrow as may be cuts no control, and none lies over another.
func TestNarrowWindow_KeepsItsControlsApart(t *testing.T) {
	s := newStage(t, Options{})
	w := rich(t)
	w.Journeys[0].Title = "A long weekend with the whole family at the harbour"
	s.open(s.file("a.stage", w))
	s.session().SetHeat(w.Metrics[0].ID)
	s.window().openCapture()
	e := s.window().editor
	for _, width := range []float32{1024, 1180, 1280, 1366, 1600, 1920} {
		for _, v := range []View{BlueprintView, MatrixView, TableView} {
			s.session().SetView(v)
			s.window().window.Resize(fyne.NewSize(width, 680))
			s.until("the bar to fit", func() bool { return e.top.width == e.top.content.Size().Width })
			for name, part := range map[string]fyne.CanvasObject{"bar": e.top.row, "capture": e.capture.content, "page": e.middle, "legend": e.legend.content} {
				checkApart(t, fmt.Sprintf("%s at %g", name, width), part)
			}
		}
	}
}

// checkApart fails for controls of a part that overlap or stick out of it.
func checkApart(t *testing.T, what string, part fyne.CanvasObject) {
	t.Helper()
	if !part.Visible() {
		return
	}
	type box struct {
		name        string
		x, y, r, b2 float32
	}
	var boxes []box
	left, right := part.Position().X, part.Position().X+part.Size().Width
	walk(part, fyne.Position{}, func(o fyne.CanvasObject, at fyne.Position) {
		p, ok := o.(*look.Press)
		if !ok {
			return
		}
		size := p.Size()
		if at.X < left-1 || at.X+size.Width > right+1 {
			t.Errorf("%s: %s is at %g to %g, outside %g to %g", what, p.Name(), at.X, at.X+size.Width, left, right)
		}
		if least := p.MinSize().Width; size.Width < least-1 {
			t.Errorf("%s: %s has a width of %g and needs %g", what, p.Name(), size.Width, least)
		}
		for _, other := range boxes {
			if at.X < other.r-1 && at.X+size.Width > other.x+1 && at.Y < other.b2-1 && at.Y+size.Height > other.y+1 {
				t.Errorf("%s: %s lies over %s", what, p.Name(), other.name)
			}
		}
		boxes = append(boxes, box{p.Name(), at.X, at.Y, at.X + size.Width, at.Y + size.Height})
	})
}

// In the narrowest window the inspector lies over the map: only while it is asked for, and what is to be seen
// is scrolled out from under it.
func TestNarrowWindow_InspectorLiesOverTheMap(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("a.stage", rich(t)))
	e, w := s.window().editor, s.window()
	w.window.Resize(fyne.NewSize(1024, 680))
	s.until("the layout", func() bool { return e.layout.overlays })
	if e.inspector.content.Visible() {
		t.Error("the inspector is there before it is asked for")
	}
	wide := e.board.Size().Width
	if want := 1024 - e.sidebar.content.Size().Width; wide != want {
		t.Errorf("the map is %g wide, want the window beside the sidebar, %g", wide, want)
	}
	s.tap("inspector-tab")
	if !e.inspector.content.Visible() || e.board.Size().Width != wide {
		t.Errorf("asked for, the inspector is seen %v and the map %g wide", e.inspector.content.Visible(), e.board.Size().Width)
	}
	edge := fyne.CurrentApp().Driver().AbsolutePositionForObject(e.inspector.content).X
	board := fyne.CurrentApp().Driver().AbsolutePositionForObject(e.board).X
	for _, c := range s.session().Journey().Cards {
		s.session().Show(cardRef(s.session().Journey(), c))
		at, size, ok := e.board.RecordRect(cardRef(s.session().Journey(), c))
		if ok && board+at.X+size.Width > edge {
			t.Fatalf("card %q ends at %g, under the inspector at %g", c.Title, board+at.X+size.Width, edge)
		}
	}
	s.tap("inspector-close")
	if e.inspector.content.Visible() || len(s.session().Selection()) != 1 {
		t.Error("closing it does not only take it away")
	}
	s.session().Select([]model.Ref{{Kind: model.PersonaRecord, ID: string(s.session().Workspace().Personas[0].ID)}})
	if !e.inspector.content.Visible() {
		t.Error("a persona that is selected is shown nowhere")
	}
	w.do("view.inspector")
	w.window.Resize(fyne.NewSize(1600, 900))
	s.until("the layout", func() bool { return !e.layout.overlays })
	if !e.inspector.content.Visible() {
		t.Error("in a wide window the inspector is gone")
	}
}

// The home screen fits the narrowest window at the largest text: its buttons keep their keys, and the samples
// their titles.
func TestNarrowWindow_HomeFitsLargeText(t *testing.T) {
	s := newStage(t, Options{})
	s.program.setTextSize(1.5)
	w := s.window()
	w.window.Resize(fyne.NewSize(1024, 680))
	tips := s.tips()
	for _, name := range []string{"home.new", "home.open", "home.sample.hotel", "home.sample.shop"} {
		p := s.find(name).(*look.Press)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p)
		if least := p.MinSize().Width; p.Size().Width < least || at.X+p.Size().Width > 1024 {
			t.Errorf("%s is %g wide from %g on and needs %g", name, p.Size().Width, at.X, least)
		}
		p.MouseIn(&desktop.MouseEvent{}) // what is cut short is told in full
		if text := tips.Said(); text != "" {
			t.Errorf("%s is cut: %q", name, text)
		}
	}
}

// tips puts tips that come at once in the place of the window's.
func (s *stage) tips() *look.Tips {
	s.t.Helper()
	tips := look.NewTips(func(_ time.Duration, then func()) { then() })
	content := s.window().window.Content().(*fyne.Container)
	at := slices.Index(content.Objects, fyne.CanvasObject(s.window().tips.Place))
	if at < 0 {
		s.t.Fatal("the window has no tips")
	}
	content.Objects[at], s.window().tips = tips.Place, tips
	return tips
}

// Every field of the legend has its sign, its words and its limits, whole and inside the legend, in every
// window and at every size of text: below the board and below the matrix.
func TestNarrowWindow_LegendKeepsItsWords(t *testing.T) {
	s := newStage(t, Options{})
	work, err := ingest.Sample(t.Context(), assets.Samples()[0])
	if err != nil {
		t.Fatal(err)
	}
	s.open(s.file("hotel.stage", work))
	for _, text := range []float64{1, 1.25, 1.5} {
		s.program.setTextSize(text)
		for _, width := range []float32{1024, 1280, 1366, 1600} {
			s.window().window.Resize(fyne.NewSize(width, 680))
			e := s.window().editor
			s.until("the bar to fit", func() bool { return e.top.width == e.top.content.Size().Width })
			s.window().do("view.matrix")
			for column, h := range e.matrix.table.heats {
				e.matrix.grid.column = column
				e.matrix.focusChanged()
				checkLegend(t, fmt.Sprintf("%s below the matrix at %g, text %g", h.Metric.Name, width, text), e.matrix.foot, h.StageScale.Legend(h.Metric))
			}
			s.window().do("view.blueprint")
			for _, m := range work.Metrics {
				s.session().SetHeat(m.ID)
				checkLegend(t, fmt.Sprintf("%s below the board at %g, text %g", m.Name, width, text), e.legend.content, s.session().Heat().Legend())
			}
		}
	}
}

func checkLegend(t *testing.T, what string, legend fyne.CanvasObject, steps []metric.LegendStep) {
	t.Helper()
	var said []string
	size := legend.Size()
	walk(legend, fyne.Position{}, func(o fyne.CanvasObject, at fyne.Position) {
		label, ok := o.(*look.Label)
		if !ok {
			return
		}
		said = append(said, label.Said())
		at = at.Subtract(legend.Position())
		if at.X < 0 || at.X+label.MinSize().Width > size.Width || at.Y < 0 || at.Y+label.MinSize().Height > size.Height {
			t.Errorf("%s: %q is at %v, outside %v", what, label.Said(), at, size)
		}
		if needed := label.MinSize(); label.Size().Width < needed.Width || label.Size().Height < needed.Height {
			t.Errorf("%s: %q has %v and needs %v", what, label.Said(), label.Size(), needed)
		}
	})
	all := strings.Join(said, "|")
	for _, step := range steps {
		name := strings.TrimPrefix(step.Name, "about ")
		if !strings.Contains(all, step.Sign+"|"+name+"|"+step.Text) && !strings.Contains(all, step.Sign+"|about "+name+"|"+step.Text) {
			t.Errorf("%s: no %s %s %s in %s", what, step.Sign, name, step.Text, all)
		}
	}
	if !strings.Contains(all, "no data") || !strings.Contains(all, "small") {
		t.Errorf("%s: no data or a small sample is not explained: %s", what, all)
	}
}

// What the status bar says never lies over what stands at its right, on any page and however large the text is.
func TestNarrowWindow_StatusKeepsItsPartsApart(t *testing.T) {
	s := newStage(t, Options{})
	work := rich(t)
	work.Journeys[0].Cards[0].Title = "A card whose title is as long as the titles of cards become in a real workshop, and then some"
	s.open(s.file("a.stage", work))
	for _, text := range []float64{1, 1.5} {
		s.program.setTextSize(text)
		s.window().window.Resize(fyne.NewSize(1024, 680))
		for _, v := range []View{BlueprintView, MatrixView, TableView, EmpathyView, PersonasView, PortfolioView, LibraryView} {
			s.session().SetView(v)
			s.window().focusBoard()
			what := fmt.Sprintf("page %d at text %g", v, text)
			checkStatus(t, what, s.window().editor.status)
			s.window().hint(true, "Put back what was taken back last: "+work.Journeys[0].Cards[0].Title, s.window().byID["edit.redo"].Shortcut)
			checkStatus(t, "a hint on "+what, s.window().editor.status)
			s.window().hint(false, "", nil)
		}
	}
}

func checkStatus(t *testing.T, what string, b *statusBar) {
	t.Helper()
	right := float32(0)
	walk(b.content, fyne.Position{}, func(o fyne.CanvasObject, at fyne.Position) {
		label, ok := o.(*look.Label)
		if !ok {
			return
		}
		if at.X < right {
			t.Errorf("%s: %q begins at %g, over what ends at %g", what, label.Said(), at.X, right)
		}
		right = at.X + max(label.Size().Width, label.MinSize().Width)
	})
	if width := b.content.Size().Width; right > width {
		t.Errorf("%s: it ends at %g in a bar of %g", what, right, width)
	}
}

// A long toast in a small window has more lines, and keeps its way back in sight.
func TestNarrowWindow_ToastsKeepTheirAction(t *testing.T) {
	s := newStage(t, Options{})
	s.open(s.file("a.stage", rich(t)))
	s.program.setTextSize(1.5)
	w := s.window()
	w.window.Resize(fyne.NewSize(1024, 680))
	w.tellDeleted("“A weekend at the harbour” with 12 steps, 124 cards, 2 comments, 2 saved views and 5,101 measured values")
	undo := s.find("toast-Undo").(*look.Press)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(undo)
	if at.X+undo.Size().Width > 1024 || at.Y+undo.Size().Height > 680 {
		t.Errorf("Undo is at %v, outside the window", at)
	}
	walk(w.toasts.place, fyne.Position{}, func(o fyne.CanvasObject, at fyne.Position) {
		if label, ok := o.(*look.Label); ok && (at.X < 0 || at.X+label.Size().Width > 1024 || label.Size().Height < label.MinSize().Height) {
			t.Errorf("%q is at %v with %v, needs %v", label.Said(), at, label.Size(), label.MinSize())
		}
	})
}
