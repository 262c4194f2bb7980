package app

import (
	"context"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
	"stagecraft/model"
)

// traceState says what the window shows and where. When STAGECRAFT_TRACE names a file, the file holds
// the newest state as one JSON object, replaced as a whole: for tests that drive the real window, and
// for support. Places are in pixels of the window.
type traceState struct {
	Seq       int      `json:"seq"`    // how often the state changed
	Beat      int      `json:"beat"`   // how often it was taken
	Screen    string   `json:"screen"` // home, board, matrix, table, empathy, personas, portfolio, library, compare or import; empty before the first frame
	Look      string   `json:"look"`
	Dialog    string   `json:"dialog"`
	Texts     []string `json:"texts,omitempty"` // of the dialogs and lists that are open
	File      string   `json:"file"`
	Journey   string   `json:"journey"`
	Saved     bool     `json:"saved"`
	Status    string   `json:"status"`
	Banner    string   `json:"banner"`
	Toast     string   `json:"toast"`
	Tip       string   `json:"tip,omitempty"`
	Undo      string   `json:"undo"`
	Redo      string   `json:"redo"`
	Heat      string   `json:"heat"`
	Selection []string `json:"selection"` // "card:<id>"
	Focus     string   `json:"focus"`     // the part with the keyboard focus
	Gesture   string   `json:"gesture"`   // what the board is doing, or where its focus is, in words
	Editing   bool     `json:"editing"`
	Zoom      float64  `json:"zoom"`

	Widgets []traceWidget `json:"widgets"`
	Cards   []traceCard   `json:"cards"`
	Cells   []traceCard   `json:"cells"`
	Heads   []traceCard   `json:"heads"` // of stages and steps, and the labels of lanes
	Links   []traceCard   `json:"links"` // the rectangle around each link's way
}

type traceRect struct {
	X int `json:"x"`
	Y int `json:"y"`
	W int `json:"w"`
	H int `json:"h"`
}

type traceWidget struct {
	Name string `json:"name"`
	Off  bool   `json:"off,omitempty"` // it answers to nothing now
	traceRect
	Out *traceRect `json:"out,omitempty"` // it is scrolled out of sight, of this part of the window
}

type traceCard struct {
	ID    string `json:"id,omitempty"`
	Lane  string `json:"lane"`
	Step  string `json:"step"`
	Title string `json:"title,omitempty"`
	traceRect
}

// traceEvery is the least time between two states.
const traceEvery = 30 * time.Millisecond

// startTrace keeps the file up to date until the program ends.
func (p *Program) startTrace(path string) {
	p.Background("write the trace", func(ctx context.Context) func() {
		states := make(chan traceState, 1)
		var last traceState
		for {
			select {
			case <-ctx.Done():
				return nil
			case <-time.After(traceEvery):
			}
			p.post(func() { states <- p.window.trace() })
			select {
			case <-ctx.Done():
				return nil
			case now := <-states:
				now.Seq, now.Beat = last.Seq, last.Beat
				if !reflect.DeepEqual(now, last) {
					now.Seq++
				}
				now.Beat++
				last = now
				if err := writeTrace(path, now); err != nil {
					return func() { p.window.tellError(err) }
				}
			}
		}
	})
}

// writeTrace replaces the file as a whole. Nothing is lost with it in a power cut, so it does not wait
// for the disk.
func writeTrace(path string, s traceState) error {
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", data, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// tracer gathers a state.
type tracer struct {
	canvas fyne.Canvas
	state  traceState
}

func (t *tracer) rect(at fyne.Position, size fyne.Size) traceRect {
	x, y := t.canvas.PixelCoordinateForPosition(at)
	x2, y2 := t.canvas.PixelCoordinateForPosition(at.AddXY(size.Width, size.Height))
	return traceRect{x, y, x2 - x, y2 - y}
}

func (t *tracer) widget(o fyne.CanvasObject, at fyne.Position, hole *peephole) {
	n, ok := o.(interface{ Name() string })
	if !ok || n.Name() == "" {
		return
	}
	w := traceWidget{Name: n.Name(), traceRect: t.rect(at, o.Size())}
	if d, ok := o.(interface{ Disabled() bool }); ok {
		w.Off = d.Disabled()
	}
	if hole != nil && !hole.shows(at.AddXY(o.Size().Width/2, o.Size().Height/2)) {
		out := t.rect(hole.at, hole.size)
		w.Out = &out
	}
	t.state.Widgets = append(t.state.Widgets, w)
	if p, ok := o.(interface {
		parts(func(name string, at fyne.Position, size fyne.Size))
	}); ok {
		p.parts(func(name string, place fyne.Position, size fyne.Size) {
			t.state.Widgets = append(t.state.Widgets, traceWidget{Name: name, traceRect: t.rect(at.Add(place), size)})
		})
	}
}

// menu lists the items of an open context menu under their words, as "menu:Cut". Fyne's items are of
// an internal type, but the item that they show is not.
func (t *tracer) menu(m *widget.PopUpMenu) {
	for _, o := range m.Items {
		shown := reflect.ValueOf(o).Elem().FieldByName("Item")
		if !shown.IsValid() {
			continue
		}
		item, ok := shown.Interface().(*fyne.MenuItem)
		if !ok || item.IsSeparator {
			continue
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		t.state.Widgets = append(t.state.Widgets, traceWidget{Name: "menu:" + menuTitle(item.Label), Off: item.Disabled, traceRect: t.rect(at, o.Size())})
	}
}

// textOf joins the texts inside an object.
func textOf(o fyne.CanvasObject) string {
	var texts []string
	walk(o, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		if l, ok := o.(*look.Label); ok && strings.TrimSpace(l.Said()) != "" {
			texts = append(texts, l.Said())
		}
	})
	return strings.Join(texts, " ")
}

// trace describes the window as it is. Places are found by walking to them: the driver knows those of
// new objects only after the next frame.
func (w *Window) trace() traceState {
	c := w.window.Canvas()
	t := &tracer{canvas: c, state: traceState{Screen: "home", Look: w.program.look, Saved: true, Selection: []string{}, Widgets: []traceWidget{}, Cards: []traceCard{}, Cells: []traceCard{}, Heads: []traceCard{}, Links: []traceCard{}}}
	// The content lies under the menu bar: where, is known after the first frame.
	root := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.page).Subtract(w.page.Position())
	if root.Y == 0 {
		t.state.Screen = ""
		return t.state
	}
	var board fyne.Position
	walkThrough(w.page, root, nil, func(o fyne.CanvasObject, at fyne.Position, hole *peephole) {
		if w.board != nil && o == fyne.CanvasObject(w.board) {
			board = at
		}
		t.widget(o, at, hole)
	})
	walkThrough(w.toasts.place, root, nil, t.widget)
	for _, shown := range w.toasts.shown {
		t.state.Toast = textOf(shown.object)
	}
	t.state.Tip = w.tips.Said()
	if n := len(w.sheets); n > 0 {
		t.state.Dialog = w.sheets[n-1].name
	}
	for _, o := range c.Overlays().List() {
		walkThrough(o, fyne.Position{}, nil, func(o fyne.CanvasObject, at fyne.Position, hole *peephole) {
			if m, ok := o.(*widget.PopUpMenu); ok {
				t.menu(m)
			}
			t.widget(o, at, hole)
		})
		if text := textOf(o); text != "" {
			t.state.Texts = append(t.state.Texts, text)
		}
	}
	if f, ok := c.Focused().(interface{ Name() string }); ok {
		t.state.Focus = f.Name()
	}
	if w.session != nil {
		w.traceSession(t, board)
	}
	if w.importp != nil {
		t.state.Screen = "import"
	}
	return t.state
}

func (w *Window) traceSession(t *tracer, board fyne.Position) {
	s := w.session
	t.state.Screen = "board"
	switch s.View() {
	case MatrixView:
		t.state.Screen = "matrix"
	case TableView:
		t.state.Screen = "table"
	case EmpathyView:
		t.state.Screen = "empathy"
	case PersonasView:
		t.state.Screen = "personas"
	case PortfolioView:
		t.state.Screen = "portfolio"
	case LibraryView:
		t.state.Screen = "library"
	case CompareView:
		t.state.Screen = "compare"
	}
	t.state.File, t.state.Journey = s.file.Path(), string(s.JourneyID())
	t.state.Saved = s.SaveState().Phase == Saved && !s.save.Dirty()
	t.state.Status, t.state.Gesture = textOf(w.editor.status.content), w.editor.status.doing()
	if w.editor.banner.content.Visible() {
		t.state.Banner = w.editor.banner.said
	}
	t.state.Undo, t.state.Redo = s.history.UndoLabel(), s.history.RedoLabel()
	t.state.Heat, t.state.Editing, t.state.Zoom = string(s.tint.metric), w.board.Editing(), w.board.Zoom()
	for _, r := range s.Selection() {
		t.state.Selection = append(t.state.Selection, string(r.Kind)+":"+r.ID)
	}
	if j := s.Journey(); j != nil && t.state.Screen == "board" && w.importp == nil {
		w.traceBoard(t, j, board)
	}
}

// traceBoard lists the cards, cells, headers and links that are in view of a board at origin.
func (w *Window) traceBoard(t *tracer, j *model.Journey, origin fyne.Position) {
	size := w.board.Size()
	seen := func(into *[]traceCard, c traceCard, at fyne.Position, s fyne.Size, ok bool) {
		if ok && at.X+s.Width > 0 && at.Y+s.Height > 0 && at.X < size.Width && at.Y < size.Height {
			c.traceRect = t.rect(origin.Add(at), s)
			*into = append(*into, c)
		}
	}
	record := func(into *[]traceCard, kind model.RecordKind, c traceCard) {
		at, s, ok := w.board.RecordRect(model.Ref{Kind: kind, Journey: j.ID, ID: c.ID})
		seen(into, c, at, s, ok)
	}
	for _, c := range j.Cards {
		record(&t.state.Cards, model.CardRecord, traceCard{ID: string(c.ID), Lane: string(c.Lane), Step: string(c.Step), Title: c.Title})
	}
	for _, l := range j.Links {
		record(&t.state.Links, model.LinkRecord, traceCard{ID: string(l.ID)})
	}
	for _, st := range j.Stages {
		record(&t.state.Heads, model.StageRecord, traceCard{ID: string(st.ID), Title: st.Title})
	}
	for _, step := range j.Steps() {
		record(&t.state.Heads, model.StepRecord, traceCard{ID: string(step.ID), Step: string(step.ID), Title: step.Title})
	}
	for _, l := range j.Lanes {
		record(&t.state.Heads, model.LaneRecord, traceCard{ID: string(l.ID), Lane: string(l.ID), Title: l.Title})
		for _, step := range j.Steps() {
			at, s, ok := w.board.CellRect(model.Cell{Lane: l.ID, Step: step.ID})
			seen(&t.state.Cells, traceCard{Lane: string(l.ID), Step: string(step.ID)}, at, s, ok)
		}
	}
}
