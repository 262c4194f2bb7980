package app

import (
	"context"
	"encoding/json"
	"io"
	"reflect"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// traceState says what the window shows and where. When STAGECRAFT_TRACE names a file, the file holds
// the newest state as one JSON object, replaced as a whole: for tests that drive the real window, and
// for support. Places are in pixels of the window.
type traceState struct {
	Seq       int      `json:"seq"`
	Screen    string   `json:"screen"` // home, board, matrix or import; empty before the first frame
	Dialog    string   `json:"dialog"`
	Texts     []string `json:"texts,omitempty"` // of the dialogs and lists that are open
	File      string   `json:"file"`
	Journey   string   `json:"journey"`
	Saved     bool     `json:"saved"`
	Status    string   `json:"status"`
	Banner    string   `json:"banner"`
	Toast     string   `json:"toast"`
	Undo      string   `json:"undo"`
	Redo      string   `json:"redo"`
	Heat      string   `json:"heat"`
	Selection []string `json:"selection"` // "card:<id>"
	Focus     string   `json:"focus"`     // the part with the keyboard focus
	Editing   bool     `json:"editing"`
	Zoom      float64  `json:"zoom"`

	Widgets []traceWidget `json:"widgets"`
	Cards   []traceCard   `json:"cards"`
	Cells   []traceCard   `json:"cells"`
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
}

type traceCard struct {
	ID    string `json:"id,omitempty"`
	Lane  string `json:"lane"`
	Step  string `json:"step"`
	Title string `json:"title,omitempty"`
	traceRect
}

// traceEvery is the least time between two states.
const traceEvery = 60 * time.Millisecond

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
				now.Seq = last.Seq
				if reflect.DeepEqual(now, last) {
					continue
				}
				now.Seq++
				last = now
				if err := writeTrace(path, now); err != nil {
					return func() { p.window.tellError(err) }
				}
			}
		}
	})
}

func writeTrace(path string, s traceState) error {
	return store.WriteFile(path, func(w io.Writer) error { return json.NewEncoder(w).Encode(s) })
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

func (t *tracer) widget(o fyne.CanvasObject, at fyne.Position) {
	n, ok := o.(interface{ Name() string })
	if !ok || n.Name() == "" {
		return
	}
	w := traceWidget{Name: n.Name(), traceRect: t.rect(at, o.Size())}
	if d, ok := o.(interface{ Disabled() bool }); ok {
		w.Off = d.Disabled()
	}
	t.state.Widgets = append(t.state.Widgets, w)
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
	t := &tracer{canvas: c, state: traceState{Screen: "home", Saved: true, Selection: []string{}, Widgets: []traceWidget{}, Cards: []traceCard{}, Cells: []traceCard{}}}
	// The content lies under the menu bar: where, is known after the first frame.
	root := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.page).Subtract(w.page.Position())
	if root.Y == 0 {
		t.state.Screen = ""
		return t.state
	}
	var board fyne.Position
	walk(w.page, root, func(o fyne.CanvasObject, at fyne.Position) {
		if w.board != nil && o == fyne.CanvasObject(w.board) {
			board = at
		}
		t.widget(o, at)
	})
	walk(w.toasts.place, root, t.widget)
	for _, shown := range w.toasts.shown {
		t.state.Toast = textOf(shown.object)
	}
	if n := len(w.sheets); n > 0 {
		t.state.Dialog = w.sheets[n-1].name
	}
	for _, o := range c.Overlays().List() {
		walk(o, fyne.Position{}, t.widget)
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
	if s.View() == MatrixView {
		t.state.Screen = "matrix"
	}
	t.state.File, t.state.Journey = s.file.Path(), string(s.JourneyID())
	t.state.Saved = s.SaveState().Phase == Saved && !s.save.Dirty()
	t.state.Status = textOf(w.editor.status.content)
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

// traceBoard lists the cards and cells that are in view of a board at origin.
func (w *Window) traceBoard(t *tracer, j *model.Journey, origin fyne.Position) {
	size := w.board.Size()
	inView := func(at fyne.Position, s fyne.Size) bool {
		return at.X+s.Width > 0 && at.Y+s.Height > 0 && at.X < size.Width && at.Y < size.Height
	}
	for _, c := range j.Cards {
		at, s, ok := w.board.RecordRect(model.Ref{Kind: model.CardRecord, Journey: j.ID, ID: string(c.ID)})
		if ok && inView(at, s) {
			t.state.Cards = append(t.state.Cards, traceCard{string(c.ID), string(c.Lane), string(c.Step), c.Title, t.rect(origin.Add(at), s)})
		}
	}
	for _, l := range j.Lanes {
		for _, step := range j.Steps() {
			at, s, ok := w.board.CellRect(model.Cell{Lane: l.ID, Step: step.ID})
			if ok && inView(at, s) {
				t.state.Cells = append(t.state.Cells, traceCard{Lane: string(l.ID), Step: string(step.ID), traceRect: t.rect(origin.Add(at), s)})
			}
		}
	}
}
