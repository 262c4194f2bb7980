package app

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"stagecraft/app/look"
	"stagecraft/model"
	"stagecraft/store"
)

// sheet is a dialog above the page.
type sheet struct {
	window *Window
	name   string
	popup  *widget.PopUp // nil for a float
	hide   func()
	before fyne.Focusable
	onExit func()      // when it is cancelled
	main   *look.Press // what Enter presses; nil for the last button that can be pressed
}

// openSheet shows a dialog of a title, a body and buttons; the last button is the main one. Escape
// cancels it.
func (w *Window) openSheet(name, title string, width float32, body fyne.CanvasObject, buttons ...fyne.CanvasObject) *sheet {
	w.tips.Hide()
	s := &sheet{window: w, name: name, before: w.window.Canvas().Focused()}
	foot := append([]fyne.CanvasObject{look.Space()}, buttons...)
	parts := []fyne.CanvasObject{
		look.WrapText(title, 15, "text", true),
		body,
	}
	if len(buttons) > 0 {
		parts = append(parts, look.Pad(6, 0, 0, 0, look.H(8, foot...)))
	}
	inner := look.Fixed(min(width, look.Usual(w.window.Canvas().Size().Width-60)), 0, look.V(10, parts...))
	s.popup = widget.NewModalPopUp(look.UnderTips(look.Pad(16, 18, 16, 18, inner)), w.window.Canvas())
	s.hide = s.popup.Hide
	w.sheets = append(w.sheets, s)
	s.popup.Show()
	return s
}

// close takes the sheet away.
func (s *sheet) close() {
	w := s.window
	for i, other := range w.sheets {
		if other == s {
			w.sheets = append(w.sheets[:i:i], w.sheets[i+1:]...)
			w.tips.Hide()
			s.hide()
			w.refocus(s.before)
			w.program.openHanded()
			return
		}
	}
}

// cancel closes the sheet as Escape does.
func (s *sheet) cancel() {
	s.close()
	if s.onExit != nil {
		s.onExit()
	}
}

// typed gives a key that nothing has the focus for to what the dialog is about: its own keys, or, on Enter,
// its main button. A press beside the fields of a dialog takes the focus away.
func (s *sheet) typed(ev *fyne.KeyEvent) {
	if s.popup == nil || isModifier(ev.Name) {
		return
	}
	var to fyne.Focusable
	walk(s.popup.Content, fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		switch f := o.(type) {
		case *look.Keys:
			to = f
		case *look.Press:
			if _, keys := to.(*look.Keys); !keys && !f.Disabled() && (s.main == nil || s.main == f) && (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) {
				to = f
			}
		}
	})
	if to != nil {
		s.window.window.Canvas().Focus(to)
		to.TypedKey(ev)
	}
}

// tellError tells the user of an error that needs nothing but to be read.
func (w *Window) tellError(err error) {
	title, detail := explain(err)
	w.inform(title, detail)
}

// inform shows a message with one button.
func (w *Window) inform(title, detail string) {
	var s *sheet
	ok := look.LargeButton("sheet-ok", look.Main, "", "OK", func() { s.close() })
	s = w.openSheet(title, title, 420, look.WrapText(detail, 13, "text2", false), ok)
	w.window.Canvas().Focus(ok)
}

// ask shows a message with an action and a way out.
func (w *Window) ask(title, detail, action string, then func()) {
	s, _, yes := w.question(title, detail, action, then)
	s.main = yes
	w.window.Canvas().Focus(yes)
}

// askForGood is ask for what cannot be taken back: a hasty Enter cancels it.
func (w *Window) askForGood(title, detail, action string, then func()) {
	s, no, _ := w.question(title, detail, action, then)
	s.main = no
	w.window.Canvas().Focus(no)
}

func (w *Window) question(title, detail, action string, then func()) (s *sheet, no, yes *look.Press) {
	no = look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { s.cancel() })
	yes = look.LargeButton("sheet-ok", look.Main, "", action, func() { s.close(); then() })
	return w.openSheet(title, title, 420, look.WrapText(detail, 13, "text2", false), no, yes), no, yes
}

// askUnsaved asks what to do with work that could not be saved before closing.
func (w *Window) askUnsaved(err error, lose, again, stay func()) {
	title, detail := explain(err)
	head, lost, more := "The work could not be saved", "Your last changes are only in this window. If you close it now they are lost.", "Try again"
	switch {
	case errors.Is(err, store.ErrReplaced):
		more = "Keep mine as a new file"
	case errors.Is(err, fs.ErrNotExist):
		head, more = "The file is gone", "Write it again"
		lost = "All of the work is in this window, and nowhere else. If you close it now it is lost, unless you moved or renamed the file yourself."
	}
	var s *sheet
	text := look.V(6,
		look.WrapText(title+". "+detail, 13, "text", false),
		look.WrapText(lost, 13, "text", false))
	keep := look.LargeButton("sheet-cancel", look.Plain, "", "Stay", func() { s.close(); stay() })
	drop := look.LargeButton("sheet-lose", look.Plain, "", "Close without saving", func() { s.close(); lose() })
	elsewhere := look.LargeButton("sheet-elsewhere", look.Plain, "", "Save somewhere else…", func() { s.close(); stay(); w.saveCopy() })
	retry := look.LargeButton("sheet-ok", look.Main, "", more, func() { s.close(); again() })
	s = w.openSheet("unsaved", head, 620, text, drop, keep, elsewhere, retry)
	s.onExit = stay
	w.window.Canvas().Focus(retry)
}

// tellProblems says what could not be read of a file that was opened.
func (w *Window) tellProblems(f *store.File) {
	problems := f.Problems()
	if len(problems) == 0 {
		return
	}
	var lines []fyne.CanvasObject
	for i, p := range problems {
		if i == 12 {
			lines = append(lines, look.Text(plural(len(problems)-i, "more line", "more lines"), 12, "text2"))
			break
		}
		lines = append(lines, look.WrapText(strings.TrimPrefix(p.String(), p.File+": "), 12, "text", false))
	}
	var s *sheet
	ok := look.LargeButton("sheet-ok", look.Main, "", "OK", func() { s.close() })
	name := filepath.Base(f.Path())
	body := look.V(8,
		look.WrapText("Everything else was read. The damaged file is kept beside the repaired one, so nothing more can be lost.", 13, "text2", false),
		look.V(4, lines...))
	s = w.openSheet("problems", "Some of "+name+" could not be read", 520, body, ok)
	w.window.Canvas().Focus(ok)
}

// alarm tells of work in the background that broke; it is not the user's fault.
func (w *Window) alarm(name string, err error) {
	w.program.logCrash(name, err)
	w.inform("Something went wrong in the program", "While it was to "+name+". Your work is not touched by it and is being saved. A note about it was written for support.")
}

// askText asks for a line of text.
func (w *Window) askText(title, label, text, action string, then func(string)) {
	var s *sheet
	entry := look.NewEntry("ask-text", text, label, nil)
	done := func() {
		value := model.CleanText(entry.Text)
		s.close()
		then(value)
	}
	entry.OnSubmitted = func(string) { done() }
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { s.cancel() })
	yes := look.LargeButton("sheet-ok", look.Main, "", action, done)
	s = w.openSheet("ask", title, 420, entry, no, yes)
	w.window.Canvas().Focus(entry)
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// chooseFile asks for a workspace file and opens it, or for a journey as JSON, which becomes a workspace.
func (w *Window) chooseFile() {
	w.browse([]string{store.Extension, ".json"}, w.droppedFile)
}

// browse shows a file dialog for reading; then gets the path that was chosen.
func (w *Window) browse(extensions []string, then func(path string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			w.tellError(err)
		case r != nil:
			r.Close()
			then(r.URI().Path())
		}
	}, w.window)
	d.SetFilter(storage.NewExtensionFileFilter(extensions))
	w.startIn(d.SetLocation)
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
}

// startIn shows a file dialog in the program's folder.
func (w *Window) startIn(set func(fyne.ListableURI)) {
	folder, err := w.program.folder()
	if err != nil {
		return
	}
	if u, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
		set(u)
	}
}

// pathField is a path that can be typed, with a button that chooses its folder. Fyne's own dialog for
// saving is not used, because it empties the file before anything is written.
func (w *Window) pathField(name, path string) (*look.Entry, fyne.CanvasObject) {
	entry := look.NewEntry(name, path, "", nil)
	browse := look.Button(name+".folder", look.Plain, "folder", "Folder…", func() {
		d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
			if err == nil && u != nil {
				entry.SetText(filepath.Join(u.Path(), filepath.Base(entry.Text)))
			}
		}, w.window)
		w.startIn(d.SetLocation)
		d.Resize(fyne.NewSize(820, 560))
		d.Show()
	})
	return entry, container.NewBorder(nil, nil, nil, browse, entry)
}
