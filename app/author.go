package app

import (
	"slices"
	"strings"

	"stagecraft/app/look"
	"stagecraft/model"
)

// hintAuthor is the question whose changes these are, which is asked once.
const hintAuthor = "author"

// setAuthor keeps the name of whoever works here; it stands at comments, snapshots and changes.
func (p *Program) setAuthor(name string) {
	name = strings.TrimSpace(model.CleanText(name))
	p.settings.SetString(keyAuthor, name)
	if p.session != nil {
		p.session.setAuthor(name)
	}
}

// wonderWho asks, once and in passing, who works here, after the first change that was saved.
func (w *Window) wonderWho() {
	prefs := w.program.settings
	seen := prefs.list(keySeen)
	if len(w.toasts.shown) > 0 || len(w.sheets) > 0 || prefs.String(keyAuthor) != "" || slices.Contains(seen, hintAuthor) {
		return
	}
	prefs.setList(keySeen, append(seen, hintAuthor))
	w.toasts.Show("persona", "Whose changes are these? The change log has room for your name.", "Type it", w.askAuthor)
}

// askAuthor asks for the user's name.
func (w *Window) askAuthor() {
	w.askText("Your name", "As others know you", w.program.settings.String(keyAuthor), "Keep", w.program.setAuthor)
}

// authorField is a field for the user's name; keep is what it holds when its dialog is done.
func (w *Window) authorField(name string) (field *look.Entry, keep func()) {
	field = look.NewEntry(name, w.program.settings.String(keyAuthor), "Your name", nil)
	return field, func() {
		if text := strings.TrimSpace(model.CleanText(field.Text)); text != "" {
			w.program.setAuthor(text)
		}
	}
}
