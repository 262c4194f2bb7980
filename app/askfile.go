package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
)

// fileQuestion is what askFile asks.
type fileQuestion struct {
	name    string // of the dialog and its parts; the settings keep the last path under it
	title   string
	help    string
	example string
	files   []string    // that the file dialog offers
	yes     *look.Press // the main button, without its action
	then    func(path string)
}

// askFile asks for the path of a file, typed or chosen. It offers the last one.
func (w *Window) askFile(q fileQuestion) {
	var s *sheet
	key := q.name + "-path"
	entry := look.NewEntry(q.name+".path", w.program.settings.String(key), q.example, nil)
	wrong := look.WrapText("", 12, "error", false)
	read := func() {
		path := strings.TrimSpace(entry.Text)
		if path == "" {
			wrong.Set("Type or choose a file.", "error")
			return
		}
		s.close()
		q.then(path)
	}
	entry.OnSubmitted = func(string) { read() }
	q.yes.OnTap = read
	browse := look.Button(q.name+".browse", look.Plain, "folder", "Browse…", func() {
		w.browse(q.files, func(path string) { entry.SetText(path) })
	})
	body := look.V(8, look.WrapText(q.help, 12, "text2", false), container.NewBorder(nil, nil, nil, browse, entry), wrong)
	no := look.LargeButton("sheet-cancel", look.Plain, "", "Cancel", func() { s.cancel() })
	s = w.openSheet(q.name, q.title, 560, body, no, q.yes)
	w.window.Canvas().Focus(entry)
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}
