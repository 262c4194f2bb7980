package app

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stagecraft/app/look"
)

// banner is the message under the top bar that stays until its reason is gone: work that could not be
// saved, or a file that is open for reading only.
type banner struct {
	window  *Window
	session *Session
	content *fyne.Container
	said    string
}

func newBanner(w *Window, s *Session) *banner {
	b := &banner{window: w, session: s, content: container.NewStack()}
	b.content.Hide()
	return b
}

func (b *banner) updated(u Update) {
	if !u.Has(PartSave | PartDocument) {
		return
	}
	state := b.session.SaveState()
	name := filepath.Base(b.session.file.Path())
	switch g := b.window.glimpse; {
	case g != nil && b.session.isGlimpse:
		b.show(g.icon, "accent", g.title, g.detail, g.buttons()...)
	case b.showOutside(name):
	case state.Phase == SaveFailed:
		title, detail := explain(state.Err)
		b.show("error", "error", "Could not save. "+title+".",
			"Your work is safe in this window, and saving is tried again by itself. "+detail,
			look.Button("banner-elsewhere", look.Plain, "", "Save somewhere else…", b.window.saveCopy),
			look.Button("banner-retry", look.Plain, "", "Try now", b.session.save.Retry))
	case b.session.held():
		b.show("lock", "warn", name+" is open in another window.", "You can read it here and export it. Once it is closed there, try again to make changes; or save a copy.",
			look.Button("banner-elsewhere", look.Plain, "", "Save a copy…", b.window.saveCopy),
			look.Button("banner-again", look.Plain, "", "Try again", func() { b.window.program.tryAgain(b.session) }))
	case b.session.ReadOnly():
		b.show("lock", "warn", name+" is open for reading only.", "You can look at everything and export it. To make changes, save a copy.",
			look.Button("banner-elsewhere", look.Plain, "", "Save a copy…", b.window.saveCopy))
	case state.Phase == Saved:
		b.hide()
	}
}

func (b *banner) show(icon, token, title, detail string, buttons ...fyne.CanvasObject) {
	said := title + detail
	if b.said == said {
		return
	}
	b.said = said
	text := look.V(0, look.CutText(title, 12.5, "text", true), look.CutText(detail, 12, "text", false))
	row := []fyne.CanvasObject{look.Icon(icon, 18, token), look.Grow(text)}
	row = append(row, buttons...)
	b.content.Objects = []fyne.CanvasObject{
		look.NewFill(token+"-soft", token, 1, 0),
		look.Pad(7, 14, 7, 14, look.H(10, row...)),
	}
	b.content.Show()
	b.window.editor.arrange()
}

func (b *banner) hide() {
	if b.said == "" {
		return
	}
	b.said = ""
	b.content.Hide()
	b.window.editor.arrange()
}
