package app

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"stagecraft/model"
)

// Any run of actions and keys, on whatever is selected, keeps the rules; the selection names only what
// is there; the keyboard is with something that is seen; and undoing all of it gives the workspace from before.
func TestActions_AnyRunCanBeUndone(t *testing.T) {
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue && os.Getenv("STAGECRAFT_SOAK") == "" {
		f.Value.Set("5") // a run is a whole session, and takes a second
		defer f.Value.Set(f.DefValue)
	}
	files := 0
	leaving := map[string]bool{"file.quit": true, "file.home": true, "file.open": true, "view.full": true}
	keys := []fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape, fyne.KeyTab, fyne.KeyDelete, fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeySpace, fyne.KeyF6, fyne.KeyHome}
	stage := newStage(t, Options{})
	rapid.Check(t, func(rt *rapid.T) {
		files++
		path := stage.file(fmt.Sprintf("%d.stage", files), rich(t))
		stage.open(path)
		s, w := stage.session(), stage.window()
		before := s.Workspace()
		for range rapid.IntRange(10, 60).Draw(rt, "steps") {
			switch rapid.IntRange(0, 9).Draw(rt, "what") {
			case 0, 1:
				all := refs(s.Workspace())
				if len(all) > 0 {
					s.Select([]model.Ref{rapid.SampledFrom(all).Draw(rt, "record")})
				}
			case 2, 3:
				if f := w.window.Canvas().Focused(); f != nil {
					f.TypedKey(&fyne.KeyEvent{Name: rapid.SampledFrom(keys).Draw(rt, "key")})
				}
			case 4:
				if f := w.window.Canvas().Focused(); f != nil {
					f.TypedRune(rapid.SampledFrom([]rune("aesmv135+-ä")).Draw(rt, "letter"))
				}
			default:
				a := &w.table[rapid.IntRange(0, len(w.table)-1).Draw(rt, "action")]
				if !leaving[a.ID] {
					w.run(a, rapid.Bool().Draw(rt, "byKey"))
				}
			}
			for len(w.sheets) > 0 {
				w.escape()
			}
			for _, o := range w.window.Canvas().Overlays().List() {
				w.window.Canvas().Overlays().Remove(o)
			}
			if got := existing(s.Workspace(), s.Selection()); len(got) != len(s.Selection()) {
				rt.Fatalf("selected is %v, of which only %v is there", s.Selection(), got)
			}
			if f := lostFocus(w); f != nil {
				rt.Fatalf("the keyboard is with %s, a %T that is not seen", nameOf(f), f)
			}
		}
		w.commitEdits()
		if err := model.Validate(s.Workspace()); err != nil {
			rt.Fatalf("a rule is broken: %v", err)
		}
		for s.history.UndoLabel() != "" {
			s.Undo()
		}
		if !model.Equal(s.Workspace(), before) {
			rt.Fatalf("undoing everything leaves %v", model.Diff(before, s.Workspace()))
		}
	})
}

// lostFocus returns what has the keyboard without being seen, nil for nothing. A field that stands in place of
// a text is not looked for: it is drawn by what it stands in.
func lostFocus(w *Window) fyne.CanvasObject {
	f, ok := w.window.Canvas().Focused().(fyne.CanvasObject)
	if _, typing := f.(*inPlace); !ok || typing || w.board != nil && w.board.Editing() || w.shows(f) {
		return nil
	}
	return f
}

func nameOf(o fyne.CanvasObject) string {
	if n, ok := o.(interface{ Name() string }); ok {
		return n.Name()
	}
	return "something"
}
